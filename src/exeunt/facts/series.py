"""What becomes of people and kit over time, counted from their whereabouts.

Times are hours from the mission's start.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property, partial

import attrs

from exeunt.facts.crews import CrewsLeft, crews_left
from exeunt.facts.curves import Curve, Event, curve
from exeunt.facts.kit import BEGINNING, FleetEnds, KitBehind, KitEnds
from exeunt.facts.recorded import Recorded
from exeunt.facts.whereabouts import Exact, Move, Whereabouts
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.optimise.onemore import OneMore


@attrs.frozen(kw_only=True)
class Reading:
    """A plan read against its mission; ``coarse`` where dates were made coarse in both."""

    mission: Mission
    plan: Plan
    given: "Reading | None" = None
    """The same before dates were made coarse, where they were."""
    told: Callable[[float], float] | None = None
    """The hour at which something may be told that happens at an hour of ``given``."""
    coarse: bool = False
    """Whether anything is kept back, so that nothing is tried with the plan."""
    recorded: Recorded = attrs.field(factory=Recorded)
    """What the planner's record says that it tried, where the plan is as it was recorded."""

    @cached_property
    def one_more(self) -> OneMore:
        """Tries one unit, or one person, more with the plan's serials."""
        return OneMore(self.mission, self.plan)

    @cached_property
    def where(self) -> Whereabouts:
        """Who and what is where."""
        exact = None
        if self.given is not None and self.told is not None:
            given = self.given
            exact = Exact(mission=given.mission, plan=given.plan, told=self.told)
        return Whereabouts(mission=self.mission, plan=self.plan, exact=exact)

    @property
    def moves(self) -> tuple[Move, ...]:
        """Every load whose stages the plan has, in the order of leaving."""
        return self.where.moves

    @property
    def party_moves(self) -> dict[str, tuple[Move, ...]]:
        """Moves of each party's people."""
        return self.where.party_moves

    @property
    def lot_moves(self) -> dict[str, tuple[Move, ...]]:
        """Moves of each lot's units."""
        return self.where.lot_moves

    @cached_property
    def end(self) -> float:
        """Hours from the start to the end of planning."""
        return self.mission.hours(self.mission.end)

    @cached_property
    def deadline(self) -> float:
        """Hours from the start to the deadline."""
        return self.mission.hours(self.mission.deadline)

    # People

    def begun(self, site: str) -> int:
        """Return the people at a site at the start, before anybody leaves at that very moment."""
        return sum(party.count for party in self.mission.parties if party.site == site)

    @cached_property
    def leavers(self) -> tuple[Party, ...]:
        """Parties that are not at home from the start."""
        mission = self.mission
        return tuple(p for p in mission.parties if not mission.is_home(p, p.site))

    @cached_property
    def crews_left(self) -> tuple[CrewsLeft, ...]:
        """Hired crews that the plan leaves behind with their vehicles."""
        return crews_left(self.mission, self.plan)

    @property
    def crew_left(self) -> int:
        """People of hired crews that the plan leaves behind."""
        return sum(crews.people for crews in self.crews_left)

    @cached_property
    def of_parties(self) -> int:
        """People of parties who are not at home from the start."""
        return sum(party.count for party in self.leavers)

    @property
    def to_leave(self) -> int:
        """People who have to leave: those of parties, and hired crews that are left behind."""
        return self.of_parties + self.crew_left

    @cached_property
    def remaining(self) -> tuple[Party, ...]:
        """Parties that remain by mandate: at home from the start, and not at an exit."""
        mission = self.mission
        return tuple(
            party
            for party in mission.parties
            if party.count
            and mission.site[party.site].role != "exit"
            and mission.is_home(party, party.site)
        )

    def people_events(self, party: Party, counts: Callable[[str], bool]) -> list[Event]:
        """Return when how many of a party come to, or leave, sites that ``counts`` says yes to."""
        events: list[Event] = []
        for site, of_party in self.where.people[party.party].items():
            if counts(site):
                events += of_party
        return events

    def _home_events(self, party: Party) -> list[Event]:
        """Return when how many of a party come home, or (below 0) leave it again."""
        return self.people_events(party, partial(self.mission.is_home, party))

    def party_out(self, party: Party) -> Curve:
        """Return how many of a party are at home over time."""
        return curve(self._home_events(party))

    def stranded(self, party: Party) -> dict[str, int]:
        """Return how many of a party are not at home when planning ends, by where they are."""
        people = {
            site: round(curve(of_party).at(self.end))
            for site, of_party in self.where.people[party.party].items()
            if not self.mission.is_home(party, site)
        }
        return {site: n for site, n in people.items() if n > 0}

    @cached_property
    def people_out(self) -> dict[str, Curve]:
        """People out over time by population, of those not at home from the start."""
        events: dict[str, list[Event]] = defaultdict(list)
        for party in self.leavers:
            events[party.population] += [BEGINNING, *self._home_events(party)]
        return _curves(events)

    @cached_property
    def total_out(self) -> Curve:
        """People out over time, of those not at home from the start."""
        events: list[Event] = []
        for party in self.leavers:
            events += [BEGINNING, *self._home_events(party)]
        return curve(events)

    @cached_property
    def people_there(self) -> dict[str, Curve]:
        """People still at each site who have yet to get home."""
        events: dict[str, list[Event]] = defaultdict(list)
        for party in self.leavers:
            for site, of_party in self.where.people[party.party].items():
                if not self.mission.is_home(party, site):
                    events[site] += of_party
        return _curves(events)

    @cached_property
    def presence(self) -> dict[str, Curve]:
        """Everybody present at each site, at home or not."""
        events: dict[str, list[Event]] = defaultdict(list)
        for by_site in self.where.people.values():
            for site, of_party in by_site.items():
                events[site] += of_party
        return _curves(events)

    @property
    def late(self) -> int:
        """People not out at the deadline."""
        return round(self.to_leave - self.total_out.at(self.deadline))

    @property
    def not_out(self) -> int:
        """People not out when planning ends."""
        return round(self.to_leave - self.total_out.at(self.end))

    @property
    def last_out(self) -> float | None:
        """When the last of those who get out are out for good; None where nobody does."""
        return self.total_out.settled(self.end)

    # Kit

    @cached_property
    def ends(self) -> KitEnds:
        """How kit ends."""
        given = None if self.given is None else self.given.ends
        return KitEnds(mission=self.mission, plan=self.plan, where=self.where, given=given)

    @property
    def kit(self) -> tuple[Lot, ...]:
        """Lots that are not out from the start."""
        return self.ends.lots

    @property
    def behind(self) -> tuple[KitBehind, ...]:
        """Kit that stays behind, by lot and the site where it stands."""
        return self.ends.behind

    def is_out(self, lot: Lot, site: str) -> bool:
        """Say whether units of a lot are out when at ``site``."""
        return self.ends.is_out(lot, site)

    # Vehicles

    @cached_property
    def fleet_ends(self) -> FleetEnds:
        """How vehicles of fleets end."""
        # Which way one goes depends on the order of things, which coarse dates do not keep.
        if self.given is not None:
            return self.given.fleet_ends
        return FleetEnds(mission=self.mission, plan=self.plan)

    @property
    def convoys(self) -> int:
        """Serials that are not flights."""
        first_stages = (stages[0] for stages in self.plan.serials.values())
        return sum(first.mode != "air" for first in first_stages)

    @property
    def sorties(self) -> int:
        """Sorties flown by all flight serials."""
        first_stages = (stages[0] for stages in self.plan.serials.values())
        return sum(first.rotations for first in first_stages if first.mode == "air")


def _curves(events: dict[str, list[Event]]) -> dict[str, Curve]:
    return {key: curve(of_key) for key, of_key in events.items()}
