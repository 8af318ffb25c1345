"""Let road convoys wait for one another's loads, where a way is in danger.

A share of what a strike costs is the same however many travel, and every convoy has escorts and
teams of its own: what leaves in one convoy a few days later is in less danger than what leaves in
two. How long loads wait is decided lane by lane, not by the day.
"""

from exeunt.model.choices import Mode
from exeunt.optimise.planner.charges import daily_cost, fixed_harm, gain, seats_gain
from exeunt.optimise.planner.draft import Draft, Lane
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Worth

ENOUGH = 0.9
"""Share of the largest convoy from which one waits for no more."""
TIMES = 2.0
"""How many times what a load loses by waiting is made up for by the danger that it spares.

A load that waits until the deadline is taken to lose all that it gains by going, and by shorter
waits a share of it. Tried from 0.5 to 4 on the shipped missions.
"""
LOOKS = 3
"""How often it is seen, while a lane waits, whether there is enough by now."""


class Gathering:
    """Remembers since when the loads of each lane wait for more to go with."""

    def __init__(self, world: World, worth: Worth, tactics: Tactics) -> None:
        """Nothing waits yet."""
        self._world, self._worth, self._tactics = world, worth, tactics
        self._since: dict[tuple[str, str], float] = {}
        self._until: dict[Lane, float] = {}
        self._clients = worth.clients

    def rests(self, lane: Lane, t: float) -> bool:
        """Say whether it is too soon to look again whether the loads of a lane are enough."""
        return t < self._until.get(lane, t)

    def waits(self, draft: Draft, t: float) -> bool:
        """Say whether a convoy that could go in the period of hour ``t`` waits for more loads.

        Those of one lane wait together, whosever vehicles fetch them.
        """
        lane, doctrine = draft.lane, self._world.mission.doctrine
        ends = lane.pickup, lane.drop
        if lane.mode != Mode.ROAD or not self._tactics.patience or t >= self._tactics.release_at:
            return False
        longest = self._longest(draft)
        if longest < self._world.mission.period_hours * self._tactics.every:
            return False
        since = self._since.setdefault(ends, t)
        if draft.column >= ENOUGH * doctrine.convoy_max or t - since >= longest:
            del self._since[ends]
            return False
        self._until[lane] = t + longest / LOOKS
        return True

    def _longest(self, draft: Draft) -> float:
        """Return the hours for which the loads of a convoy may wait: the less, the dearer."""
        spared = fixed_harm(self._world, draft)
        if not spared:
            return 0.0
        seats = seats_gain(self._world, self._worth, draft, flown=False)
        gained = gain(self._world, self._worth, draft) + seats
        whole = self._world.mission.hours(self._world.mission.deadline)
        limits = [self._tactics.patience]
        if gained > 0:
            limits.append(TIMES * whole * spared / gained)
        daily = self._stays_open_at(draft.lane.pickup)
        if daily > 0:
            limits.append(spared / daily * 24)
        return min(limits)

    def _stays_open_at(self, site: str) -> float:
        """Return what a day costs by which loads keep a site open; 0 where others keep it so."""
        others = self._clients.get(site, frozenset()) - self._world.closed.sites
        if self._world.mission.site[site].stays_open or others:
            return 0.0
        return daily_cost(self._world, site)
