"""How kit and vehicles end: by lot, fate and the four kinds, over time and where it stands."""

from collections import Counter, defaultdict
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

import attrs

from exeunt.facts.curves import Curve, Event, curve
from exeunt.facts.kinds import BEHIND, KIND_OF, LEFT, LOSSES, NOBODY, Kind, fate_of
from exeunt.facts.whereabouts import Whereabouts
from exeunt.model.choices import Way
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Disposal, Plan
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

    ``disposed`` are those that the plan disposes of, by what that comes to; ``left`` is neither out
    nor disposed of when planning ends.
    """

    lot: Lot
    shipped: int
    disposed: dict[str, int]
    left: int

    def units(self, fate: str) -> int:
        """Return the units with a fate."""
        if fate == Way.SHIP:
            return self.shipped
        if fate == LEFT:
            return self.left
        return self.disposed.get(fate, 0)

    @property
    def behind(self) -> int:
        """Units that stay behind: abandoned, given to nobody or left."""
        return sum(self.units(fate) for fate in BEHIND)


class KitBehind(NamedTuple):
    """Units of a lot that stay behind at a site: left, abandoned, or given to nobody."""

    lot: Lot
    site: str
    left: int
    abandoned: int
    nobody: int

    @property
    def units(self) -> int:
        """All of them."""
        return self.left + self.abandoned + self.nobody


class Disposed(NamedTuple):
    """Units of a lot that are disposed of at a site, at the hour when that is done."""

    lot: Lot
    site: str
    hour: float
    units: float
    fate: str


class FleetLeft(NamedTuple):
    """Vehicles of a fleet that are abandoned, or own ones that are left, at a site."""

    fleet: str
    site: str
    vehicles: int
    abandoned: bool


@attrs.frozen(kw_only=True)
class KitEnds:
    """How the kit of a mission ends by a plan.

    Only what is not out from the start counts. ``given`` is the same before dates were made coarse:
    what becomes of kit is no date, and is told as it is.
    """

    mission: Mission
    plan: Plan
    where: Whereabouts
    given: "KitEnds | None" = None

    @cached_property
    def lots(self) -> tuple[Lot, ...]:
        """Lots that are not out from the start."""
        return tuple(lot for lot in self.mission.lots if not self.is_out(lot, lot.site))

    @property
    def units(self) -> int:
        """Units of kit that are not out from the start."""
        return sum(lot.quantity for lot in self.lots)

    def is_out(self, lot: Lot, site: str) -> bool:
        """Say whether units of a lot are out when at ``site``."""
        return self.mission.site[site].role == "exit" and lot.destination in {"", site}

    def arrivals(self, lot: Lot) -> list[Event]:
        """Return when how many units of a lot that starts inside come to, or leave, exits."""
        events: list[Event] = []
        for site, of_lot in self.where.kit[lot.lot].items():
            if self.is_out(lot, site):
                events += of_lot
        return events

    # What becomes of it

    @cached_property
    def disposal_fates(self) -> tuple[str, ...]:
        """What each disposal of the plan comes to, in the order of the plan's table."""
        if self.given is not None:
            return self.given.disposal_fates
        return tuple(self._fate(disposal) for disposal in self.plan.disposals)

    def _fate(self, disposal: Disposal) -> str:
        lot = self.mission.lot.get(disposal.lot)
        # All that may become of a fleet's vehicles by a disposal is that they are abandoned.
        if lot is None:
            return Way.ABANDON
        staying = self._staying.get(disposal.site, frozenset())
        return fate_of(self.mission, self.plan, lot, disposal, staying)

    @cached_property
    def _staying(self) -> dict[str, frozenset[str]]:
        """By site that stays open, the providers of those who are at home there at the end."""
        providers: dict[str, set[str]] = defaultdict(set)
        for party in self.mission.parties:
            for site, events in self.where.people[party.party].items():
                home = self.mission.site[site].stays_open and self.mission.is_home(party, site)
                if home and round(sum(people for _, people in events)) > 0:
                    providers[site].add(party.provider)
        return {site: frozenset(those) for site, those in providers.items()}

    @cached_property
    def disposals(self) -> tuple[Disposed, ...]:
        """All that the plan disposes of, with what that comes to."""
        lots = {lot.lot: lot for lot in self.lots}
        return tuple(
            Disposed(
                lot=lots[disposal.lot],
                site=disposal.site,
                hour=self.mission.hours(disposal.done),
                units=float(disposal.quantity),
                fate=fate,
            )
            for disposal, fate in zip(self.plan.disposals, self.disposal_fates, strict=True)
            if disposal.lot in lots
        )

    @cached_property
    def fates(self) -> dict[str, Fate]:
        """What becomes of each lot."""
        disposed: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self.disposals:
            disposed[one.lot.lot][one.fate] += round(one.units)
        fates = {}
        for lot in self.lots:
            shipped = round(sum(units for _, units in self.arrivals(lot)))
            by_way = dict(disposed[lot.lot])
            left = lot.quantity - shipped - sum(by_way.values())
            fates[lot.lot] = Fate(lot=lot, shipped=shipped, disposed=by_way, left=left)
        return fates

    @cached_property
    def fate_counts(self) -> dict[str, int]:
        """Units by what becomes of them; shipping and leaving count as well."""
        counts = {fate: sum(one.units(fate) for one in self.fates.values()) for fate in KIND_OF}
        return {fate: units for fate, units in counts.items() if units}

    @cached_property
    def kinds(self) -> dict[Kind, int]:
        """Units by kind: all four, and together all units."""
        counts = dict.fromkeys(Kind, 0)
        for fate, units in self.fate_counts.items():
            counts[KIND_OF[fate]] += units
        return counts

    @property
    def losses(self) -> dict[str, int]:
        """Units lost, by the way of losing them; those ways in which any are."""
        return {fate: self.fate_counts[fate] for fate in LOSSES if fate in self.fate_counts}

    # Over time

    @cached_property
    def over_time(self) -> dict[Kind, Curve]:
        """Units by kind over time, all four.

        What is left is lost when its site closes, or else when planning ends: until then somebody
        may still decide on it.
        """
        events: dict[Kind, list[Event]] = {kind: [BEGINNING] for kind in Kind}
        for lot in self.lots:
            events[Kind.HOME] += self.arrivals(lot)
        for one in self.disposals:
            events[KIND_OF[one.fate]].append((one.hour, one.units))
        for kit in self.behind:
            if kit.left:
                events[Kind.LOST].append((self._given_up(kit), float(kit.left)))
        return {kind: curve(of_kind) for kind, of_kind in events.items()}

    def _given_up(self, kit: KitBehind) -> float:
        """Return from when on what is left at a site is lost."""
        closure = self.plan.closes.get(kit.site)
        until = self.mission.end if closure is None else closure.close
        # A plan that breaks rules may bring kit to a place that has closed, or after the end.
        arrived = [hour for hour, _ in self.where.kit[kit.lot.lot][kit.site]]
        return max(self.mission.hours(until), *arrived)

    @cached_property
    def there(self) -> dict[str, Curve]:
        """Units that stand at each site: what is lost and not destroyed stands there to the end."""
        events: dict[str, list[Event]] = defaultdict(list)
        for lot in self.lots:
            for site, of_lot in self.where.kit[lot.lot].items():
                if not self.is_out(lot, site):
                    events[site] += of_lot
        for one in self.disposals:
            if one.fate not in BEHIND:
                events[one.site].append((one.hour, -one.units))
        return {site: curve(of_site) for site, of_site in events.items()}

    @cached_property
    def taken(self) -> Curve:
        """Units that stand nowhere any more, over time: home, passed on, staying or destroyed."""
        events = [BEGINNING, *(event for lot in self.lots for event in self.arrivals(lot))]
        events += [(one.hour, one.units) for one in self.disposals if one.fate not in BEHIND]
        return curve(events)

    # Where it stands

    @cached_property
    def behind(self) -> tuple[KitBehind, ...]:
        """Kit that stays behind, by lot and the site where it stands."""
        return tuple(kit for lot in self.lots for kit in self._behind(lot))

    def _behind(self, lot: Lot) -> list[KitBehind]:
        """Return the units of a lot that stay behind, by site."""
        standing: Counter[str] = Counter()
        for site, events in self.where.kit[lot.lot].items():
            standing[site] += sum(round(units) for _, units in events)
        by_fate: dict[str, Counter[str]] = {Way.ABANDON: Counter(), NOBODY: Counter()}
        for one in self.disposals:
            if one.lot.lot == lot.lot:
                standing[one.site] -= round(one.units)
                by_fate.setdefault(one.fate, Counter())[one.site] += round(one.units)
        kit = []
        for site in sorted({*standing, *by_fate[Way.ABANDON], *by_fate[NOBODY]}):
            # What stands at the lot's exit has arrived.
            left = 0 if self.is_out(lot, site) else max(0, standing[site])
            stays = KitBehind(lot, site, left, by_fate[Way.ABANDON][site], by_fate[NOBODY][site])
            if stays.units:
                kit.append(stays)
        return kit


@attrs.frozen(kw_only=True)
class FleetEnds:
    """How vehicles of fleets end by a plan: those of the mission, and any that are abandoned."""

    mission: Mission
    plan: Plan

    @cached_property
    def endings(self) -> tuple[Ending, ...]:
        """Where own vehicles end that are not abandoned."""
        return tuple(vehicle_endings(case(self.mission, self.plan)))

    @cached_property
    def left(self) -> tuple[FleetLeft, ...]:
        """Vehicles that are abandoned, then own ones that end nowhere."""
        # By a disposal nothing else can become of them; their fleet stands where a lot would.
        abandoned = [
            FleetLeft(disposal.lot, disposal.site, disposal.quantity, abandoned=True)
            for disposal in self.plan.disposals
            if disposal.lot in self.mission.fleet
        ]
        left = [
            FleetLeft(ending.fleet.fleet, ending.site, round(ending.vehicles), abandoned=False)
            for ending in self.endings
            if ending.way is None
        ]
        return (*abandoned, *left)

    @property
    def kinds(self) -> dict[Kind, int]:
        """Vehicles by kind, all four: nobody passes a fleet's vehicles on."""
        counts = dict.fromkeys(Kind, 0)
        for ending in self.endings:
            if ending.way is not None:
                counts[KIND_OF[ending.way]] += round(ending.vehicles)
        counts[Kind.LOST] = sum(fleet.vehicles for fleet in self.left)
        return counts
