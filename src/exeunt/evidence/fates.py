"""Kit that is indifferent: whatever becomes of it, the plan costs the same.

A fate is compared with another by changing it alone: what was shipped is disposed of where it
began, what was disposed of goes another way, and every serial, closing and other lot stays as it
is. The referee judges the plan that comes of it; what breaks a rule is no choice.
"""

from collections.abc import Callable, Iterator

import attrs

from exeunt.edits.changes import Change, Dispose, Reload, Retain
from exeunt.edits.edit import edited
from exeunt.errors import InputError
from exeunt.model.choices import LoadKind, Way
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.judge import Judged, judge

SHARE = 1e-4
"""Share of a plan's cost below which a difference is none worth talking of."""
WIDE = 3.0
"""Times that share up to which a difference by prices alone is worth the referee's time."""
ENDS = tuple(way for way in Way if way not in {Way.SHIP, Way.TRANSFER})
"""Ways in which kit ends where it stands."""


@attrs.frozen(kw_only=True)
class Fate:
    """So many units of a lot, what becomes of them by a plan, and what could.

    ``site`` is where they end, or where they leave from if they are shipped; ``difference`` is what
    the plan would cost more if it were ``other``, less than 0 where it would cost less.
    """

    lot: str
    site: str
    units: int
    now: Way
    other: Way
    difference: float


@attrs.frozen(kw_only=True)
class Fates:
    """The fates that are indifferent: those that change a plan's cost by less than ``threshold``.

    ``judged`` counts those that the referee judged, ``untried`` those that there was no time for.
    """

    indifferent: tuple[Fate, ...]
    threshold: float
    judged: int = 0
    untried: int = 0


@attrs.frozen(kw_only=True)
class _Part:
    """Units of a lot with one fate, at one site."""

    lot: Lot
    site: str
    units: int
    now: Way


def fates(mission: Mission, plan: Judged, over: Callable[[], bool]) -> Fates:
    """Say what kit is indifferent by a plan, until it is ``over``."""
    threshold = SHARE * abs(plan.objective)
    asked = [
        (abs(rough), n, part, other)
        for n, (part, other, rough) in enumerate(_choices(mission, plan.plan))
        if abs(rough) <= WIDE * threshold
    ]
    found: list[Fate] = []
    untried = judged = 0
    # The likeliest first, for as long as there is time.
    for _, _, part, other in sorted(asked, key=lambda one: one[:2]):
        if over():
            untried += 1
            continue
        judged += 1
        changed = _otherwise(mission, plan.plan, part, other)
        if changed is None or abs(changed.objective - plan.objective) >= threshold:
            continue
        found.append(
            Fate(
                lot=part.lot.lot,
                site=part.site,
                units=part.units,
                now=part.now,
                other=other,
                difference=changed.objective - plan.objective,
            )
        )
    order = {lot.lot: n for n, lot in enumerate(mission.lots)}
    return Fates(
        indifferent=tuple(sorted(found, key=lambda one: (order[one.lot], one.site, one.now))),
        threshold=threshold,
        judged=judged,
        untried=untried,
    )


def _choices(mission: Mission, plan: Plan) -> Iterator[tuple[_Part, Way, float]]:
    """Yield what could end otherwise, how, and by how much that costs more by prices alone."""
    for part in _parts(mission, plan):
        for other in ENDS:
            if other != part.now and _may(mission, part.lot, other):
                more = _loss(mission, part.lot, other) - _loss(mission, part.lot, part.now)
                yield part, other, part.units * more


def _parts(mission: Mission, plan: Plan) -> Iterator[_Part]:
    """Yield the units of every lot by what becomes of them: shipped from its site, or ended."""
    shipped: dict[str, float] = {}
    for serial, loads in plan.aboard.items():
        for load in loads:
            if load.kind != LoadKind.LOT:
                continue
            if plan.serials[serial][load.board_stage - 1].origin == mission.lot[load.item].site:
                shipped[load.item] = shipped.get(load.item, 0.0) + load.quantity
    ended: dict[tuple[str, str, Way], int] = {}
    for row in plan.disposals:
        # Fleets that are left behind are no lots.
        if row.lot in mission.lot and row.disposition in ENDS:
            key = (row.lot, row.site, Way(row.disposition))
            ended[key] = ended.get(key, 0) + row.quantity
    for name, units in shipped.items():
        lot = mission.lot[name]
        yield _Part(lot=lot, site=lot.site, units=round(units), now=Way.SHIP)
    for (name, site, way), units in ended.items():
        yield _Part(lot=mission.lot[name], site=site, units=units, now=way)


def _may(mission: Mission, lot: Lot, way: Way) -> bool:
    """Say whether the tables let a lot end in a way; all else about it is the referee's to say."""
    row = mission.disposition(lot, way)
    if way == Way.ABANDON:
        return row is None or row.lawful
    return row is not None and row.lawful and (not lot.allowed or way in lot.allowed)


def _loss(mission: Mission, lot: Lot, way: Way) -> float:
    """Return what a unit costs that ends in a way: value not recovered, cost, harm if captured."""
    prices, row = mission.prices, mission.disposition(lot, way)
    recovered = 0.0 if row is None or way == Way.ABANDON else row.recovery_share
    loss = prices.value_lost * lot.value * (1 - recovered)
    if row is not None:
        loss += prices.money * row.cost_per_unit
    if way == Way.ABANDON:
        loss += prices.capture_point * lot.harm_if_captured
    return loss


def _otherwise(mission: Mission, plan: Plan, part: _Part, other: Way) -> Judged | None:
    """Return a plan in which one part ends otherwise and nothing else changes, if it is lawful."""
    for changed in _plans(mission, plan, part, other):
        judged = judge(mission, changed)
        if judged.lawful:
            return judged
    return None


def _plans(mission: Mission, plan: Plan, part: _Part, other: Way) -> Iterator[Plan]:
    """Yield plans in which a part ends otherwise: in the same days, as soon as can be, at last."""
    lot = part.lot.lot
    own = {
        row
        for row in plan.disposals
        if (row.lot, row.site, row.disposition) == (lot, part.site, part.now)
    }
    changes: list[Change] = []
    start = None
    if part.now == Way.SHIP:
        changes += [
            Reload(serial=serial, loads=(), gone=(lot,))
            for serial, loads in plan.aboard.items()
            if any(load.item == lot for load in loads)
        ]
    else:
        rows = [
            attrs.evolve(row, disposition=other) if row in own else row for row in plan.disposals
        ]
        yield attrs.evolve(plan, disposals=tuple(rows))
        changes.append(Retain(lot=lot, way=part.now, site=part.site))
        # Units that were brought there are not there sooner.
        start = min(row.start for row in own)
    changes.append(Dispose(lot=lot, way=other, quantity=part.units, site=part.site, start=start))
    try:
        soonest = edited(mission, plan, changes, carried=False).plan
    except InputError:
        return
    yield soonest
    # Whoever takes it over may come late: then it ends with the base.
    closure, (*others, row) = plan.closes.get(part.site), soonest.disposals
    if closure is not None and row.done < closure.close:
        last = attrs.evolve(row, start=row.start + (closure.close - row.done), done=closure.close)
        yield attrs.evolve(soonest, disposals=(*others, last))
