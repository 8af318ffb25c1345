"""Teams that a plan binds to a site: as many as rules ask for there, of those who stay longest.

Whole teams are not linear in people. So what a rule asks of a site is laid on some of the parties
that the plan has there, hour by hour; the others may go.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from exeunt.clock.steps import EPS
from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.optimise.polish.effects import Count, Effects
from exeunt.optimise.polish.levels import Levels

Steps = tuple[tuple[float, float], ...]
"""Figures, and the hours that they hold from."""
ALWAYS = -math.inf
Need = tuple[float, float, float]
"""From when to when how many teams are asked for."""


class Teams:
    """Answers who of the plan's people must stay where they are for the teams that they bring."""

    def __init__(self, mission: Mission, effects: Effects, levels: Levels) -> None:
        """Keep what teams follow from; every answer is found once."""
        self.mission, self.effects, self.levels = mission, effects, levels
        self._shares: dict[tuple[str, str], dict[str, Steps]] = {}
        self._kept: dict[tuple[str, str], Steps] = {}

    def kept(self, name: str, site: str) -> Steps:
        """Return the people of a party who must be at a site, over time."""
        key = (name, site)
        if key not in self._kept:
            self._kept[key] = self._people_kept(self.mission.party[name], site)
        return self._kept[key]

    def at(self, site: str, capability: str) -> Steps:
        """Return the teams at a site that stay there, over time."""
        shares = self._of(site, capability).values()
        moments = sorted({t for steps in shares for t, _ in steps})
        return tuple((t, sum(at(steps, t, 0.0) for steps in shares)) for t in moments)

    def _people_kept(self, party: Party, site: str) -> Steps:
        brought = [(c, n) for c, n in party.capabilities if n]
        if not brought or not party.count:
            return ((ALWAYS, 0.0),)
        shares = [(self._of(site, c).get(party.party, ()), n) for c, n in brought]
        moments = sorted({ALWAYS, *(t for steps, _ in shares for t, _ in steps)})
        there = tuple(self.levels.people(party.party, site))
        return tuple(
            (
                t,
                min(
                    at(there, t, 0.0),
                    max(
                        math.ceil(at(steps, t, 0.0) * party.count / n - 1e-9) for steps, n in shares
                    ),
                ),
            )
            for t in moments
        )

    def _of(self, site: str, capability: str) -> dict[str, Steps]:
        key = (site, capability)
        if key not in self._shares:
            self._shares[key] = self._shared(site, capability)
        return self._shares[key]

    def _shared(self, site: str, capability: str) -> dict[str, Steps]:
        """Return how many teams each party has to leave at a site, of those that it has there."""
        needs = list(self._needs(site, capability))
        present = {party.party: self._whole(party, site, capability) for party in self._able(site)}
        present = {name: steps for name, steps in present.items() if any(n for _, n in steps)}
        if not needs or not present:
            return {}
        moments = sorted(
            {ALWAYS}
            | {t for steps in present.values() for t, _ in steps}
            | {t for since, until, _ in needs for t in (since, until) if t < math.inf}
        )
        shares: dict[str, list[tuple[float, float]]] = {name: [] for name in present}
        for t in moments:
            wanted = max((n for since, until, n in needs if since <= t < until), default=0.0)
            for name in sorted(present, key=lambda name: self._order(name, site)):
                given = min(wanted, at(present[name], t, 0.0))
                shares[name].append((t, given))
                wanted -= given
        return {name: tuple(steps) for name, steps in shares.items()}

    def _able(self, site: str) -> list[Party]:
        return [
            self.mission.party[name]
            for name in self.levels.items("people", site)
            if self.mission.party[name].capabilities and self.mission.party[name].count
        ]

    def _order(self, name: str, site: str) -> tuple[bool, float, str]:
        """Return who is bound first: who is at home there, and who leaves last."""
        party = self.mission.party[name]
        there = [t for t, n in self.levels.people(name, site) if n > EPS]
        return (not self.mission.is_home(party, site), -max(there, default=0.0), name)

    def _whole(self, party: Party, site: str, capability: str) -> Steps:
        """Return a party's whole teams at a site, over time."""
        brought = dict(party.capabilities).get(capability, 0.0)
        works = ALWAYS
        if party.available_from is not None:
            works = self.mission.hours(party.available_from)
        steps = tuple(
            (t, float(math.floor(n * brought / party.count + 1e-9)))
            for t, n in self.levels.people(party.party, site)
        )
        if works == ALWAYS:
            return steps
        later = tuple(step for step in steps if step[0] > works)
        return ((ALWAYS, 0.0), (works, at(steps, works, 0.0)), *later)

    # ---- what is asked ----

    def _needs(self, site: str, capability: str) -> Iterator[Need]:
        """Yield how many teams rules ask for at a site, and when."""
        mission, close = self.mission, self.effects.closes.get(site, math.inf)
        for one in mission.requirements:
            elsewhere = one.where in mission.site and one.where != site
            if one.capability != capability or one.activity == "convoy" or elsewhere:
                continue
            if one.activity != "close":
                yield (ALWAYS, close, float(one.amount))
            elif close < math.inf:
                last = mission.doctrine.last_lift_hours
                begins = close - max(mission.site[site].closing_hours, last)
                yield (begins - EPS, close, float(one.amount))
        for place, row in enumerate(mission.dispositions):
            if row.capability == capability:
                yield (ALWAYS, close, 1.0)
                if row.rate_t_per_team_day:
                    yield from self._at_work(str(place), site, row.rate_t_per_team_day)

    def _at_work(self, row: str, site: str, each: float) -> Iterator[Need]:
        """Yield the teams that the plan's own work at a site takes, by tonnes a day."""
        tonnes = 0.0
        changes = self.levels.without(Count("tonnes", row, site), ())
        for n, (t, by) in enumerate(changes):
            tonnes += by
            until = changes[n + 1][0] if n + 1 < len(changes) else math.inf
            if tonnes > EPS and until > t:
                yield (t, until, float(math.ceil(tonnes / each - 1e-3)))


def at(steps: Steps, t: float, default: float) -> float:
    """Return the figure that holds at an hour."""
    place = bisect_right(steps, (t, math.inf))
    return steps[place - 1][1] if place else default


def along(steps: Steps, moments: Sequence[float], default: float) -> list[float]:
    """Return the figures that hold at some hours."""
    if not steps or (len(steps) == 1 and steps[0][0] == ALWAYS):
        return [steps[0][1] if steps else default] * len(moments)
    return [at(steps, t, default) for t in moments]
