"""What becomes of people and kit over time, counted from their whereabouts.

Times are hours from the mission's start.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

import attrs

from exeunt.facts.curves import Curve, Event, curve
from exeunt.facts.whereabouts import Move, Whereabouts
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Plan

__all__ = ["Curve", "Fate", "Reading", "curve", "vacuum_days", "with_vacuums"]

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
    return max(0.0, (site.receiver_ready - closure.close) / timedelta(days=1))


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


class FleetAbandoned(NamedTuple):
    """Vehicles of a fleet that are abandoned at a site."""

    fleet: str
    site: str
    vehicles: int


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
        by_site = self.where.people[party.party]
        return [event for site, events in by_site.items() if counts(site) for event in events]

    def _home_events(self, party: Party) -> list[Event]:
        return self.people_events(party, lambda site: self.mission.is_home(party, site))

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
        return curve(
            event for party in self.leavers for event in (BEGINNING, *self._home_events(party))
        )

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
        by_site = self.where.kit[lot.lot]
        return [e for site, events in by_site.items() if self.is_out(lot, site) for e in events]

    @cached_property
    def kit_gone(self) -> dict[str, Curve]:
        """Units out or disposed of over time by class, of those not out from the start."""
        events: dict[str, list[Event]] = defaultdict(list)
        for lot in self.kit:
            events[lot.kit_class] += [BEGINNING, *self._shipped(lot)]
        for lot, _, event in self._disposals():
            events[lot.kit_class].append(event)
        return _curves(events)

    @cached_property
    def kit_there(self) -> dict[str, Curve]:
        """Units still at each site that are neither out nor disposed of.

        The abandoned still count.
        """
        events: dict[str, list[Event]] = defaultdict(list)
        for lot in self.kit:
            for site, of_lot in self.where.kit[lot.lot].items():
                if not self.is_out(lot, site):
                    events[site] += of_lot
        for _, site, (hour, units) in self._disposals():
            events[site].append((hour, -units))
        return _curves(events)

    def _disposals(self) -> list[tuple[Lot, str, Event]]:
        """Return what is disposed of, where and when; what is abandoned is not."""
        lots = {lot.lot: lot for lot in self.kit}
        return [
            (lots[row.lot], row.site, (self.mission.hours(row.done), float(row.quantity)))
            for row in self.plan.disposals
            if row.lot in lots and row.disposition != "abandon"
        ]

    @cached_property
    def fates(self) -> dict[str, Fate]:
        """What becomes of each lot that is not out from the start."""
        disposed: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self.plan.disposals:
            disposed[row.lot][row.disposition] += row.quantity
        fates = {}
        for lot in self.kit:
            shipped = round(sum(units for _, units in self._shipped(lot)))
            done = dict(disposed[lot.lot])
            left = lot.quantity - shipped - sum(done.values())
            fates[lot.lot] = Fate(lot=lot, shipped=shipped, disposed=done, left=left)
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
        return tuple(kit for lot in self.kit for kit in self._behind(lot))

    def _behind(self, lot: Lot) -> list[KitBehind]:
        standing: Counter[str] = Counter()
        abandoned: Counter[str] = Counter()
        for site, events in self.where.kit[lot.lot].items():
            standing[site] += sum(round(units) for _, units in events)
        for row in self.plan.disposals:
            if row.lot == lot.lot:
                standing[row.site] -= row.quantity
                if row.disposition == "abandon":
                    abandoned[row.site] += row.quantity
        kit = []
        for site in sorted({*standing, *abandoned}):
            left = 0 if self.is_out(lot, site) else max(0, standing[site])
            if left or abandoned[site]:
                kit.append(KitBehind(lot, site, left, abandoned[site]))
        return kit

    # Vehicles

    @cached_property
    def fleets_abandoned(self) -> tuple[FleetAbandoned, ...]:
        """Vehicles of fleets that are abandoned."""
        return tuple(
            FleetAbandoned(row.lot, row.site, row.quantity)
            for row in self.plan.disposals
            if row.lot in self.mission.fleet
        )

    @property
    def vehicles_abandoned(self) -> int:
        """Vehicles of fleets that are abandoned, all together."""
        return sum(fleet.vehicles for fleet in self.fleets_abandoned)

    @property
    def vehicles_value(self) -> float:
        """Value of the vehicles of fleets that are abandoned."""
        values = self.mission.fleet
        return sum(one.vehicles * values[one.fleet].value for one in self.fleets_abandoned)

    @property
    def convoys(self) -> int:
        """Serials that are not flights."""
        return sum(stages[0].mode != "air" for stages in self.plan.serials.values())

    @property
    def sorties(self) -> int:
        """Sorties flown by all flight serials."""
        flights = (stages[0] for stages in self.plan.serials.values() if stages[0].mode == "air")
        return sum(first.rotations for first in flights)


def _curves(events: dict[str, list[Event]]) -> dict[str, Curve]:
    return {key: curve(of_key) for key, of_key in events.items()}
