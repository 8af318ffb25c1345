"""What is different between two plans of a mission: what people have to be told anew."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

import attrs

from exeunt.model.choices import AboardRole, Changed, LoadKind, Mode, Thing
from exeunt.model.plan import Closure, Disposal, Load, Plan, Stage


@attrs.frozen(order=True)
class Change:
    """One difference between what people were told and what they are told now.

    ``when`` is the first moment that it concerns, by either plan. ``site`` is where: where a
    serial sets out, what closes, or where kit is disposed of.
    """

    when: datetime
    thing: Thing
    item: str
    site: str
    changed: Changed


Rows = tuple[tuple[Stage, ...], Mapping[Load, float]]


def changes(told: Plan, now: Plan) -> tuple[Change, ...]:
    """Return all that is different between two plans, in the order of time."""
    return tuple(sorted((*_of_serials(told, now), *_of_closures(told, now), *_of_lots(told, now))))


def _of_serials(told: Plan, now: Plan) -> Iterable[Change]:
    for name in dict.fromkeys((*told.serials, *now.serials)):
        before, after = _rows(told, name), _rows(now, name)
        if before == after:
            continue
        stages = [stages for stages, _ in (before, after) if stages]
        first = min((rows[0] for rows in stages), key=lambda stage: stage.depart)
        thing = Thing.FLIGHT if first.mode == Mode.AIR else Thing.CONVOY
        changed = _changed(before[0], after[0])
        yield Change(first.depart, thing, name, first.origin, changed or Changed.RELOADED)


def _rows(plan: Plan, name: str) -> Rows:
    loads: dict[Load, float] = {}
    for load in plan.aboard.get(name, ()):
        one = one_of(load)
        loads[one] = loads.get(one, 0) + load.quantity
    return plan.serials.get(name, ()), loads


def one_of(load: Load) -> Load:
    """Return one unit of a load, its role named though nobody had to name it."""
    role = load.role
    if load.kind == LoadKind.PEOPLE and role != AboardRole.CREW:
        role = AboardRole.PASSENGER
    elif load.kind == LoadKind.LOT and role != AboardRole.DRIVEN:
        role = AboardRole.CARRIED
    return attrs.evolve(load, quantity=1, role=str(role))


def _changed(before: object, after: object) -> Changed | None:
    if not before:
        return Changed.ADDED
    if not after:
        return Changed.DROPPED
    return Changed.RETIMED if before != after else None


def _of_closures(told: Plan, now: Plan) -> Iterable[Change]:
    for site in dict.fromkeys((*told.closes, *now.closes)):
        before, after = told.closes.get(site), now.closes.get(site)
        changed = _changed(_told(before), _told(after))
        if changed is not None:
            moments = [row.close for row in (before, after) if row is not None]
            yield Change(min(moments), Thing.SITE, site, site, changed)


def _told(row: Closure | None) -> tuple[object, ...]:
    # By which serials the last people leave is told with the serials.
    return () if row is None else (row.close,)


def _of_lots(told: Plan, now: Plan) -> Iterable[Change]:
    before, after = _disposed(told), _disposed(now)
    for site, lot in dict.fromkeys((*before, *after)):
        old, new = before.get((site, lot), {}), after.get((site, lot), {})
        changed = _changed(old, new)
        if changed is None:
            continue
        different = [row for row in (*old, *new) if old.get(row) != new.get(row)]
        # Of work that begins as it did only the end is different.
        both = {row.start for row in old} & {row.start for row in new}
        when = min(row.done if row.start in both else row.start for row in different)
        yield Change(when, Thing.LOT, lot, site, changed)


def _disposed(plan: Plan) -> dict[tuple[str, str], dict[Disposal, int]]:
    found: dict[tuple[str, str], Counter[Disposal]] = {}
    for row in plan.disposals:
        rows = found.setdefault((row.site, row.lot), Counter())
        rows[attrs.evolve(row, quantity=1)] += row.quantity
    return {key: dict(rows) for key, rows in found.items()}
