"""Which serial of one plan is which of another: by what they do, for their names may differ.

Serials of one mode that travel the same stages can be the same. Of these, those with the same times
and loads are as they were; those with the same loads are shifted, those with the same times loaded
anew, and those that have some of what they carry in common both. What is left is gone or new.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from enum import StrEnum
from functools import cached_property

import attrs

from exeunt.model.choices import LoadKind
from exeunt.model.plan import Load, Plan, Stage

MEANS = frozenset({LoadKind.VEHICLE, LoadKind.AIRCRAFT})
"""Kinds of load that a serial travels with; the others it travels for."""
WHOLE = 100.0
"""From here on supplies are told in whole units, below in tenths."""
Amounts = tuple[tuple[str, str, float], ...]
"""What is carried: kind, item and quantity."""


class Change(StrEnum):
    """What became of a serial from one plan to another; the values are keys of words."""

    NEW = "new"
    GONE = "gone"
    SHIFTED = "shifted"
    RELOADED = "reloaded"
    BOTH = "both"
    """At another time and loaded otherwise."""


@attrs.frozen(kw_only=True)
class Serial:
    """A serial as it is told apart from others: by all but its name."""

    name: str
    stages: tuple[Stage, ...]
    loads: tuple[Load, ...]

    @property
    def mode(self) -> str:
        """How it travels."""
        return self.stages[0].mode

    @property
    def depart(self) -> datetime:
        """When it leaves."""
        return self.stages[0].depart

    @property
    def places(self) -> tuple[str, str]:
        """Where it begins and ends."""
        return self.stages[0].origin, self.stages[-1].destination

    @property
    def turn(self) -> str:
        """Where the middle one of its stages ends: where one that comes back turns."""
        return self.stages[(len(self.stages) - 1) // 2].destination

    @cached_property
    def way(self) -> Hashable:
        """What it travels: its mode, and the legs and ends of its stages in order."""
        return self.mode, tuple((s.leg, s.origin, s.destination) for s in self.stages)

    @cached_property
    def times(self) -> Hashable:
        """When: the times and rotations of its stages."""
        return tuple((s.depart, s.arrive, s.rotations) for s in self.stages)

    @cached_property
    def aboard(self) -> Hashable:
        """All that is aboard, from where to where; two rows of one thing are one."""
        amounts: dict[tuple[str, str, str, int, int], float] = defaultdict(float)
        for load in self.loads:
            of = (load.kind, load.item, load.role, load.board_stage, load.alight_stage)
            amounts[of] += load.quantity
        return tuple(sorted((of, _told(of[0], n)) for of, n in amounts.items()))

    @cached_property
    def amounts(self) -> Amounts:
        """Everything aboard by kind and item, means and crews among it."""
        amounts: dict[tuple[str, str], float] = defaultdict(float)
        for load in self.loads:
            amounts[load.kind, load.item] += load.quantity
        return tuple((kind, item, _told(kind, n)) for (kind, item), n in sorted(amounts.items()))

    @cached_property
    def things(self) -> frozenset[tuple[str, str]]:
        """What it travels for or, where that is nothing, with."""
        carried = {(load.kind, load.item) for load in self.loads if load.kind not in MEANS}
        means = {(load.kind, load.item) for load in self.loads}
        return frozenset(carried or means)


@attrs.frozen(kw_only=True)
class SerialChange:
    """What became of one serial: ``before`` is None where it is new, ``after`` where it is gone."""

    change: Change
    before: Serial | None = None
    after: Serial | None = None

    @property
    def first(self) -> Serial:
        """Return the serial in the plan where it is: as it was, or new."""
        serial = self.before or self.after
        if serial is None:
            raise ValueError(self.change)
        return serial

    @property
    def days(self) -> float:
        """Return by how many days it leaves later (or, below 0, earlier)."""
        if self.before is None or self.after is None:
            return 0.0
        return (self.after.depart - self.before.depart).total_seconds() / 86400

    @property
    def loads(self) -> tuple[tuple[str, str, float, float], ...]:
        """Return what is loaded otherwise: kind, item, and how much of it before and after."""
        before = _by_thing(self.before)
        after = _by_thing(self.after)
        return tuple(
            (*thing, before.get(thing, 0.0), after.get(thing, 0.0))
            for thing in sorted({*before, *after})
            if before.get(thing) != after.get(thing)
        )


@attrs.frozen(kw_only=True)
class Matched:
    """The serials of two plans set against each other; ``same`` counts those as they were."""

    same: int
    changes: tuple[SerialChange, ...]

    def of(self, change: Change) -> tuple[SerialChange, ...]:
        """Return the serials of which one thing became."""
        return tuple(one for one in self.changes if one.change == change)


def matched(before: Plan, after: Plan) -> Matched:
    """Set the serials of two plans against each other; names alone are no difference."""
    ways: dict[Hashable, tuple[list[Serial], list[Serial]]] = {}
    for side, plan in enumerate((before, after)):
        for serial in _serials(plan):
            ways.setdefault(serial.way, ([], []))[side].append(serial)
    same = 0
    changes: list[SerialChange] = []
    for old, new in ways.values():
        unchanged, changed = _of_way(old, new)
        same += unchanged
        changes += changed
    return Matched(same=same, changes=tuple(sorted(changes, key=_order)))


def _serials(plan: Plan) -> list[Serial]:
    """Return a plan's serials in an order that no name decides."""
    serials = [
        Serial(name=name, stages=stages, loads=plan.aboard.get(name, ()))
        for name, stages in plan.serials.items()
    ]
    return sorted(serials, key=_content)


def _content(serial: Serial) -> tuple[datetime, str, str, str]:
    return serial.depart, str(serial.way), str(serial.times), str(serial.aboard)


def _of_way(old: list[Serial], new: list[Serial]) -> tuple[int, list[SerialChange]]:
    """Match the serials of one way; return how many are as they were, and what became of others."""
    whole = _pairs(old, new, lambda serial: (serial.times, serial.aboard))
    changes = []
    for change, key in _WAYS_TO_CHANGE:
        found = _pairs(old, new, key)
        changes += [SerialChange(change=change, before=b, after=a) for b, a in found]
    alike = _nearest(old, new, _share)
    changes += [SerialChange(change=Change.BOTH, before=b, after=a) for b, a in alike]
    changes += [SerialChange(change=Change.GONE, before=serial) for serial in old]
    changes += [SerialChange(change=Change.NEW, after=serial) for serial in new]
    return len(whole), changes


_WAYS_TO_CHANGE: tuple[tuple[Change, Callable[[Serial], Hashable]], ...] = (
    (Change.SHIFTED, lambda serial: serial.aboard),
    (Change.RELOADED, lambda serial: serial.times),
)
"""What two serials of a way have in common of which one thing is otherwise."""


def _pairs(
    old: list[Serial], new: list[Serial], key: Callable[[Serial], Hashable]
) -> list[tuple[Serial, Serial]]:
    """Take out of both lists those with one key, each with the nearest in time."""
    pairs = []
    for held in dict.fromkeys(map(key, old)):
        mine = [serial for serial in old if key(serial) == held]
        theirs = [serial for serial in new if key(serial) == held]
        pairs += _nearest(mine, theirs, lambda _before, _after: True)
    taken = {id(serial) for pair in pairs for serial in pair}
    old[:] = [serial for serial in old if id(serial) not in taken]
    new[:] = [serial for serial in new if id(serial) not in taken]
    return pairs


def _nearest(
    old: list[Serial], new: list[Serial], may: Callable[[Serial, Serial], bool]
) -> list[tuple[Serial, Serial]]:
    """Take pairs out of both lists, those first that leave least apart."""
    apart = [
        (abs((after.depart - before.depart).total_seconds()), n, m)
        for n, before in enumerate(old)
        for m, after in enumerate(new)
        if may(before, after)
    ]
    mine, theirs = dict(enumerate(old)), dict(enumerate(new))
    pairs = []
    for _, n, m in sorted(apart):
        if n in mine and m in theirs:
            pairs.append((mine.pop(n), theirs.pop(m)))
    old[:] = mine.values()
    new[:] = theirs.values()
    return pairs


def _told(kind: str, quantity: float) -> float:
    """Return a quantity as exactly as it is told: supplies in tenths or whole units."""
    # They are written rounded up, as needs come out: what prints the same is no difference.
    if kind != LoadKind.SUPPLY:
        return quantity
    return round(quantity, 1) if quantity < WHOLE else float(round(quantity))


def _share(before: Serial, after: Serial) -> bool:
    return not before.things.isdisjoint(after.things)


def _by_thing(serial: Serial | None) -> dict[tuple[str, str], float]:
    if serial is None:
        return {}
    return {(kind, item): number for kind, item, number in serial.amounts}


def _order(one: SerialChange) -> tuple[datetime, str, str]:
    return one.first.depart, one.change, str(one.first.way)


def moved_most(changes: Iterable[SerialChange]) -> tuple[SerialChange, ...]:
    """Return serials with those first that are furthest from when they were."""
    return tuple(sorted(changes, key=lambda one: (-abs(one.days), *_order(one))))
