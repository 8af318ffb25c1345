"""What becomes of people and kit over time, counted from their whereabouts.

Times are hours from the mission's start.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property, partial
from typing import NamedTuple

import attrs

from exeunt.facts.curves import Curve, Event, curve
from exeunt.facts.whereabouts import Move, Whereabouts
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Plan
from exeunt.rules.endings import Ending, vehicle_endings
from exeunt.rules.ledger import case

BEGINNING: Event = (0.0, 0.0)
"""Lets a curve begin at the start, with nothing, whenever its first change comes."""


def with_vacuums(mission: Mission, plan: Plan) -> Plan:
    """Return the plan with the days of vacuum that follow from its closings.

    They are counted as the terms count them, whatever the plan's own rows say.
    """
    closures = tuple(
        attrs.evolve(closure, vacuum_days=vacuum_days(mission, closure))
        for closure in plan.closures
    )
    return attrs.evolve(plan, closures=closures)


def vacuum_days(mission: Mission, closure: Closure) -> float:
    """Return the days from a closing to the receiver being ready; none where nobody is expected."""
    site = mission.site[closure.site]
    if not site.receiver or site.receiver_ready is None:
        return 0.0
    # A receiver who is ready first takes over at once: no vacuum, and no credit for the wait.
    wait = site.receiver_ready - closure.close
    return max(0.0, wait / timedelta(days=1))


@attrs.frozen(kw_only=True)
class Fate:
    """What becomes of a lot, in units.

    ``left`` is neither out nor disposed of when planning ends.
    """

    lot: Lot
    shipped: int
    disposed: dict[str, int]
    left: int

    @property
    def behind(self) -> int:
        """Units that stay behind: abandoned or left."""
        return self.left + self.disposed.get("abandon", 0)


class KitBehind(NamedTuple):
    """Units of a lot that stay behind at a site."""

    lot: Lot
    site: str
    left: int
    abandoned: int


class Disposed(NamedTuple):
    """Units of a lot that are disposed of at a site, at the hour when that is done."""

    lot: Lot
    site: str
    hour: float
    units: float


class FleetLeft(NamedTuple):
    """Vehicles of a fleet that are abandoned, or own ones that are left, at a site."""

    fleet: str
    site: str
    vehicles: int
    abandoned: bool


@attrs.frozen(kw_only=True)
class Reading:
    """A plan read against its mission."""

    mission: Mission
    plan: Plan

    @cached_property
    def where(self) -> Whereabouts:
        """Who and what is where."""
        return Whereabouts(mission=self.mission, plan=self.plan)

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
    def to_leave(self) -> int:
        """People who are not at home from the start."""
        return sum(party.count for party in self.leavers)

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
    def kit(self) -> tuple[Lot, ...]:
        """Lots that are not out from the start."""
        return tuple(lot for lot in self.mission.lots if not self.is_out(lot, lot.site))

    def is_out(self, lot: Lot, site: str) -> bool:
        """Say whether units of a lot are out when at ``site``."""
        return self.mission.site[site].role == "exit" and lot.destination in {"", site}

    def _shipped(self, lot: Lot) -> list[Event]:
        """Return when how many units of a lot that starts inside come to, or leave, exits."""
        events: list[Event] = []
        for site, of_lot in self.where.kit[lot.lot].items():
            if self.is_out(lot, site):
                events += of_lot
        return events

    @cached_property
    def kit_gone(self) -> dict[str, Curve]:
        """Units out or disposed of over time by class, of those not out from the start."""
        events: dict[str, list[Event]] = defaultdict(list)
        for lot in self.kit:
            events[lot.kit_class] += [BEGINNING, *self._shipped(lot)]
        for disposed in self._disposals:
            events[disposed.lot.kit_class].append((disposed.hour, disposed.units))
        return _curves(events)

    @cached_property
    def kit_there(self) -> dict[str, Curve]:
        """Units still at each site that are neither out nor disposed of; the abandoned count."""
        events: dict[str, list[Event]] = defaultdict(list)
        for lot in self.kit:
            for site, of_lot in self.where.kit[lot.lot].items():
                if not self.is_out(lot, site):
                    events[site] += of_lot
        for disposed in self._disposals:
            events[disposed.site].append((disposed.hour, -disposed.units))
        return _curves(events)

    @cached_property
    def _disposals(self) -> tuple[Disposed, ...]:
        """What is disposed of; what is abandoned is not, it only stays."""
        lots = {lot.lot: lot for lot in self.kit}
        return tuple(
            Disposed(
                lot=lots[disposal.lot],
                site=disposal.site,
                hour=self.mission.hours(disposal.done),
                units=float(disposal.quantity),
            )
            for disposal in self.plan.disposals
            if disposal.lot in lots and disposal.disposition != "abandon"
        )

    @cached_property
    def fates(self) -> dict[str, Fate]:
        """What becomes of each lot that is not out from the start."""
        disposed: dict[str, Counter[str]] = defaultdict(Counter)
        for disposal in self.plan.disposals:
            disposed[disposal.lot][disposal.disposition] += disposal.quantity
        fates = {}
        for lot in self.kit:
            shipped = round(sum(units for _, units in self._shipped(lot)))
            by_way = dict(disposed[lot.lot])
            left = lot.quantity - shipped - sum(by_way.values())
            fates[lot.lot] = Fate(lot=lot, shipped=shipped, disposed=by_way, left=left)
        return fates

    @cached_property
    def fate_counts(self) -> dict[str, int]:
        """Units of kit by what becomes of them; shipping and leaving count as well."""
        counts: Counter[str] = Counter()
        for fate in self.fates.values():
            counts.update({"ship": fate.shipped, **fate.disposed})
            counts["left"] += fate.left
        return {name: units for name, units in counts.items() if units}

    @cached_property
    def behind(self) -> tuple[KitBehind, ...]:
        """Kit that stays behind, by lot and the site where it stands."""
        return tuple(kit for lot in self.kit for kit in _behind(self, lot))

    # Vehicles

    @cached_property
    def vehicle_endings(self) -> tuple[Ending, ...]:
        """Where own vehicles of fleets end that are not abandoned."""
        return tuple(vehicle_endings(case(self.mission, self.plan)))

    @cached_property
    def fleets_left(self) -> tuple[FleetLeft, ...]:
        """Vehicles of fleets that are abandoned, then own ones that end nowhere."""
        # By a disposal nothing else can become of them; their fleet stands where a lot would.
        abandoned = [
            FleetLeft(disposal.lot, disposal.site, disposal.quantity, abandoned=True)
            for disposal in self.plan.disposals
            if disposal.lot in self.mission.fleet
        ]
        left = [
            FleetLeft(ending.fleet.fleet, ending.site, round(ending.vehicles), abandoned=False)
            for ending in self.vehicle_endings
            if ending.way is None
        ]
        return (*abandoned, *left)

    @property
    def vehicles_left(self) -> int:
        """Vehicles of fleets that are abandoned or left, all together."""
        return sum(fleet.vehicles for fleet in self.fleets_left)

    @property
    def vehicles_value(self) -> float:
        """Value of the vehicles of fleets that are abandoned or left."""
        fleets = self.mission.fleet
        return sum(loss.vehicles * fleets[loss.fleet].value for loss in self.fleets_left)

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


def _behind(reading: Reading, lot: Lot) -> list[KitBehind]:
    """Return the units of a lot that stay behind, by site."""
    standing: Counter[str] = Counter()
    abandoned: Counter[str] = Counter()
    for site, events in reading.where.kit[lot.lot].items():
        standing[site] += sum(round(units) for _, units in events)
    for disposal in reading.plan.disposals:
        if disposal.lot == lot.lot:
            standing[disposal.site] -= disposal.quantity
            if disposal.disposition == "abandon":
                abandoned[disposal.site] += disposal.quantity
    kit = []
    for site in sorted({*standing, *abandoned}):
        left = max(0, standing[site])
        # What stands at the lot's exit has arrived.
        if reading.is_out(lot, site):
            left = 0
        if left or abandoned[site]:
            kit.append(KitBehind(lot, site, left, abandoned[site]))
    return kit


def _curves(events: dict[str, list[Event]]) -> dict[str, Curve]:
    return {key: curve(of_key) for key, of_key in events.items()}
