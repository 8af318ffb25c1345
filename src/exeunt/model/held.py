"""What of a plan is held when it is made anew: pins that somebody set, and all that has begun."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from functools import cached_property

import attrs

from exeunt.model.changes import one_of
from exeunt.model.choices import LoadKind, Mode, Way
from exeunt.model.plan import Disposal, Load, Plan, Stage


class PinKind(StrEnum):
    """What can be pinned."""

    SITE = "site"
    """When a site closes, or that it stays open."""
    CONVOY = "convoy"
    """A serial by road, river, sea or rail: its way, its times and what is aboard."""
    FLIGHT = "flight"
    """A serial by air, likewise."""
    LOT = "lot"
    """What becomes of a lot: on which serials its units ride, and how they are disposed of."""
    PARTY = "party"
    """On which serials the people of a party ride."""


@attrs.frozen(order=True)
class Pin:
    """One thing that a plan made anew must have as the plan it is made from."""

    kind: PinKind
    item: str

    def __str__(self) -> str:
        """Return the pin as people write it."""
        return f"{self.kind}:{self.item}"


BEGUN = "begun"
"""What is named in the place of a pin where it is no pin: what had begun before the freeze."""
Serial = tuple[tuple[Stage, ...], frozenset[tuple[Load, float]]]
Departure = tuple[str, str, datetime]
Course = frozenset[tuple[tuple[object, ...], float]]


@attrs.frozen(kw_only=True)
class Held:
    """A plan, and what of it every plan made from it must have.

    ``before``: what begins before that moment has happened. It stays as it is, serials to their
    last stage, and nothing else begins before it; work on kit that goes on then may be broken off,
    and its units left. ``never`` are departures, by leg, site and
    moment, of serials that somebody took out: nothing of another name goes in their place.
    """

    plan: Plan
    never: frozenset[Departure] = frozenset()
    pins: frozenset[Pin] = frozenset()
    before: datetime | None = None

    def items(self, kind: PinKind) -> frozenset[str]:
        """Return what is pinned of a kind."""
        return frozenset(pin.item for pin in self.pins if pin.kind is kind)

    def has_begun(self, t: datetime) -> bool:
        """Say whether what begins at a moment has happened."""
        return self.before is not None and t < self.before

    @cached_property
    def begun(self) -> frozenset[str]:
        """The serials that have left."""
        return _begun(self.plan, self.before)

    @cached_property
    def serials(self) -> frozenset[str]:
        """The serials that stay as they are: pinned, or begun."""
        return self.items(PinKind.CONVOY) | self.items(PinKind.FLIGHT) | self.begun

    @cached_property
    def lots(self) -> frozenset[str]:
        """The lots whose units cannot be exchanged for others alike: pinned, or on a pinned one."""
        aboard = self.serials - self.begun
        riding = {
            load.item
            for load in self.plan.loads
            if load.kind == LoadKind.LOT and load.serial in aboard
        }
        return self.items(PinKind.LOT) | riding

    @cached_property
    def riding(self) -> frozenset[str]:
        """The serials on which pinned lots and parties ride: they go at their times."""
        return _riding(self.plan, self._ways)

    @cached_property
    def parties(self) -> frozenset[str]:
        """The parties that are pinned."""
        return self.items(PinKind.PARTY)

    @cached_property
    def sites(self) -> frozenset[str]:
        """The sites whose closing, or staying open, is held."""
        closed = {row.site for row in self.plan.closures if self.has_begun(row.close)}
        return self.items(PinKind.SITE) | closed

    def holds(self, row: Disposal) -> bool:
        """Say whether a disposal of the plan is held."""
        return row.lot in self.items(PinKind.LOT) or self.has_begun(row.start)

    def is_kept(self, plan: Plan) -> bool:
        """Say whether a plan has all that is held."""
        if any(_serial(plan, name) != _serial(self.plan, name) for name in self.serials):
            return False
        if self.never and not self.never.isdisjoint(map(departure, plan.stages)):
            return False
        if any(_close(plan, site) != _close(self.plan, site) for site in self.sites):
            return False
        if self.before is not None and not self._has_happened(plan):
            return False
        return all(_way(plan, pin) == self._ways[pin] for pin in self._ways)

    def alone(self) -> Plan:
        """Return what is held and nothing else: what of a plan needs more is not lawful so."""
        riding = self.riding
        names = self.serials | riding
        return attrs.evolve(
            self.plan,
            stages=tuple(row for row in self.plan.stages if row.serial in names),
            loads=tuple(
                row
                for row in self.plan.loads
                if row.serial in self.serials
                or (row.serial in riding and _is_of(row, self._ways))
                or (row.serial in riding and row.kind in {LoadKind.VEHICLE, LoadKind.AIRCRAFT})
            ),
            disposals=tuple(row for row in self.plan.disposals if self.holds(row)),
            closures=tuple(row for row in self.plan.closures if row.site in self.sites),
            reserves=tuple(
                row for row in self.plan.reserves if row.flight in names and row.serial in names
            ),
        )

    def named(self, item: str) -> tuple[str, ...]:
        """Return by what a serial, site, lot or party is held, as people write pins."""
        pins = tuple(str(pin) for pin in sorted(self.pins) if pin.item == item)
        pins += tuple(str(pin) for pin in self._ways if item in _riding(self.plan, (pin,)))
        closed = item in self.sites and item not in self.items(PinKind.SITE)
        begun = {row.lot for row in self.plan.disposals if self.has_begun(row.start)}
        return pins or ((BEGUN,) if item in self.begun | begun or closed else ())

    def _has_happened(self, plan: Plan) -> bool:
        """Say whether all that has happened is so in a plan."""
        return self._past(plan) == self._past_here and self._goes_on(plan)

    def _past(self, plan: Plan) -> tuple[object, ...]:
        return (
            _begun(plan, self.before),
            _summed(row for row in plan.disposals if self.has_begun(row.done)),
            {(row.site, row.close) for row in plan.closures if self.has_begun(row.close)},
        )

    def _goes_on(self, plan: Plan) -> bool:
        """Say whether work that goes on at the freeze goes on in a plan, or is broken off."""
        now = _summed(row for row in plan.disposals if self._is_at_work(row))
        begun: Counter[tuple[object, ...]] = Counter()
        units: Counter[tuple[object, ...]] = Counter()
        for row, n in self._working.items():
            begun[_begins(row)] += n
        for row, n in now.items():
            units[_begins(row)] += n
            if n > self._working.get(row, 0) and row.disposition != Way.ABANDON:
                return False
        return begun == units

    def _is_at_work(self, row: Disposal) -> bool:
        return self.has_begun(row.start) and not self.has_begun(row.done)

    @cached_property
    def _working(self) -> dict[Disposal, int]:
        return _summed(row for row in self.plan.disposals if self._is_at_work(row))

    @cached_property
    def _past_here(self) -> tuple[object, ...]:
        return self._past(self.plan)

    @cached_property
    def _ways(self) -> dict[Pin, Course]:
        kinds = (PinKind.LOT, PinKind.PARTY)
        return {pin: _way(self.plan, pin) for pin in sorted(self.pins) if pin.kind in kinds}


KINDS = {PinKind.LOT: LoadKind.LOT, PinKind.PARTY: LoadKind.PEOPLE}


def may_pin(plan: Plan, kind: PinKind, serial: str) -> bool:
    """Say whether a plan has a convoy, or a flight, of that name."""
    stages = plan.serials.get(serial)
    return stages is not None and (stages[0].mode == Mode.AIR) == (kind is PinKind.FLIGHT)


def departure(stage: Stage) -> Departure:
    """Return what a departure is known by, whatever the serial is called."""
    return stage.leg, stage.origin, stage.depart


def _begun(plan: Plan, before: datetime | None) -> frozenset[str]:
    if before is None:
        return frozenset()
    return frozenset(name for name, stages in plan.serials.items() if stages[0].depart < before)


def _serial(plan: Plan, name: str) -> Serial | None:
    if name not in plan.serials:
        return None
    loads: Counter[Load] = Counter()
    for load in plan.aboard.get(name, ()):
        loads[one_of(load)] += load.quantity  # type: ignore[assignment]
    return plan.serials[name], frozenset(loads.items())


def _close(plan: Plan, site: str) -> datetime | None:
    closure = plan.closes.get(site)
    return None if closure is None else closure.close


def _summed(rows: Iterable[Disposal]) -> dict[Disposal, int]:
    summed: Counter[Disposal] = Counter()
    for row in rows:
        summed[attrs.evolve(row, quantity=1)] += row.quantity
    return dict(summed)


def _begins(row: Disposal) -> tuple[object, ...]:
    """Return of what work begins where and when, however it ends."""
    return row.site, row.lot, row.start


def _is_of(load: Load, ways: Iterable[Pin]) -> bool:
    return any(load.item == pin.item and load.kind == KINDS[pin.kind] for pin in ways)


def _riding(plan: Plan, ways: Iterable[Pin]) -> frozenset[str]:
    return frozenset(load.serial for load in plan.loads if _is_of(load, ways))


def _way(plan: Plan, pin: Pin) -> Course:
    """Return all that becomes of a lot or a party: rides from where to where, and disposals."""
    found: Counter[tuple[object, ...]] = Counter()
    for load in plan.loads:
        if load.item == pin.item and load.kind == KINDS[pin.kind]:
            stages = plan.serials[load.serial]
            first, last = stages[load.board_stage - 1], stages[load.alight_stage - 1]
            ride = (load.serial, load.role, first.origin, first.depart)
            found[*ride, last.destination, last.arrive] += round(load.quantity)
    if pin.kind is PinKind.LOT:
        rows = (row for row in plan.disposals if row.lot == pin.item)
        for row, n in _summed(rows).items():
            found[row.site, row.disposition, row.start, row.done] += n
    return frozenset(found.items())
