"""The rules and facts of a mission by name, each with what the mission is without it.

A clash is told in these: what stands in the tables and somebody could change, allow or provide.
Roads, distances and travel times are none of them: what clashes with those alone clashes for good.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from enum import StrEnum
from functools import partial
from typing import Any

import attrs

from exeunt.evidence.limits import FIGURES, LIMITS, Limit
from exeunt.model.choices import LEAVE, State, Way
from exeunt.model.columns import Row
from exeunt.model.dispositions import Disposition
from exeunt.model.mission import Mission
from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.stores import Permission

MANY, TIMES = 40, 4
"""Vehicles or aircraft of a fleet without its number: so many times what there are, and some."""
LATER = 0.5
"""Share of the mission's time by which it ends later where there is no deadline."""


NOUNS = {"sites": "site", "parties": "party"}
"""Tables whose rows have names in print, and what each of them is called."""


class Lever(StrEnum):
    """What somebody could do about a condition: more by so many, or all at once."""

    NONE = ""
    DAYS = "days"
    VEHICLES = "vehicles"
    AIRCRAFT = "aircraft"
    LEAVE = "leave"
    """It is allowed."""
    DESTROY = "destroy"
    OPEN = "open"
    """A way or a place is open, or a limit of it is raised."""


@attrs.frozen(kw_only=True)
class Condition:
    """One rule or fact: its kind and the row it stands in, and what it says.

    ``ease`` changes the mission's tables, rows by table name, to what they are without it.
    """

    kind: str
    item: str
    says: Reason
    lever: Lever = Lever.NONE
    table: str = attrs.field(default="", eq=False)
    index: int = attrs.field(default=0, eq=False)
    ease: "Callable[[Any], Any] | None" = attrs.field(default=None, eq=False)
    """What becomes of the row; None where the row goes. Blank ``table``: of the mission."""


def without(mission: Mission, conditions: Iterable[Condition]) -> Mission:
    """Return a mission without some of its conditions."""
    gone = list(conditions)
    tables: dict[str, list[Row | None]] = {}
    for condition in gone:
        if not condition.table:
            continue
        rows = tables.setdefault(condition.table, list(getattr(mission, condition.table)))
        row = rows[condition.index]
        rows[condition.index] = None
        if row is not None and condition.ease is not None:
            rows[condition.index] = condition.ease(row)
    kept: dict[str, Any] = {
        name: tuple(row for row in rows if row is not None) for name, rows in tables.items()
    }
    eased = attrs.evolve(mission, **kept)
    for condition in gone:
        if not condition.table and condition.ease is not None:
            eased = condition.ease(eased)
    return eased


def conditions(mission: Mission) -> tuple[Condition, ...]:
    """Return all conditions of a mission.

    Those that are least of a decision come first: of two that explain the same, they are left out.
    """
    return (
        *_doctrine(mission),
        *(each for limit in LIMITS for each in _limits(mission, limit)),
        *_supplies(mission),
        *_kit(mission),
        *_requirements(mission),
        *_fleets(mission),
        *_seasons(mission),
        *_permissions(mission),
        _deadline(mission),
    )


def later(mission: Mission, days: float) -> Mission:
    """Return a mission whose deadline is so many days later; planning ends no sooner than it."""
    deadline = mission.deadline + timedelta(days=days)
    return attrs.evolve(mission, deadline=deadline, end=max(mission.end, deadline))


def granted(permission: Permission) -> Permission:
    """Return a permission that has been given, and that nobody has to be asked for any more."""
    return attrs.evolve(permission, state=State.GRANTED, lead_days=0.0)


def destroyable(mission: Mission, site: str) -> Mission:
    """Return a mission in which all kit of a site may be destroyed there."""
    lots, rows = [], list(mission.dispositions)
    for lot in mission.lots:
        if lot.site != site or _may_be_destroyed(mission, lot.lot):
            lots.append(lot)
            continue
        allowed = (*lot.allowed, Way.DESTROY) if lot.allowed else ()
        lots.append(attrs.evolve(lot, allowed=tuple(dict.fromkeys(allowed)), consent=True))
        row = mission.disposition(lot, Way.DESTROY)
        if row is None or not row.lawful:
            given = Disposition(disposition=Way.DESTROY, kit_class=lot.kit_class, owner=lot.owner)
            rows = [r for r in rows if _about(r) != _about(given)]
            rows.append(given)
    return attrs.evolve(mission, lots=tuple(lots), dispositions=tuple(rows))


def _about(row: Disposition) -> tuple[str, str, str]:
    return row.disposition, row.kit_class, row.owner


def _may_be_destroyed(mission: Mission, lot: str) -> bool:
    kit = mission.lot[lot]
    row = mission.disposition(kit, Way.DESTROY)
    allowed = not kit.allowed or Way.DESTROY in kit.allowed
    consents = kit.owner == "mission" or kit.consent
    return allowed and consents and row is not None and row.lawful


def beyond(mission: Mission) -> float:
    """Return by how many days a deadline is later where there is none.

    Whole days: periods of a mission fit into a day.
    """
    days = LATER * (mission.end - mission.start).total_seconds() / 86_400
    to_end = (mission.end - mission.deadline).total_seconds() / 86_400
    return float(int(to_end + days + 1))


def _deadline(mission: Mission) -> Condition:
    return Condition(
        kind="deadline",
        item="",
        says=Reason.of("evidence.condition.deadline", at=mission.deadline),
        lever=Lever.DAYS,
        ease=lambda given: later(given, beyond(mission)),
    )


def _permissions(mission: Mission) -> Iterator[Condition]:
    for n, row in enumerate(mission.permissions):
        key = "notice" if row.state in LEAVE else "permission"
        if key == "notice" and not row.lead_days:
            continue
        says = Reason.of(
            f"evidence.condition.{key}",
            permission=row.permission,
            state=Name("state", row.state),
            where="" if row.where == "*" else Name("site", row.where),
            since=row.valid_from or mission.start,
            until=row.valid_to or mission.end,
            days=Amount(row.lead_days),
        )
        yield Condition(
            kind=key,
            item=row.permission,
            says=says,
            lever=Lever.LEAVE,
            table="permissions",
            index=n,
            ease=granted,
        )


def _seasons(mission: Mission) -> Iterator[Condition]:
    for n, row in enumerate(mission.seasons):
        says = Reason.of(
            "evidence.condition.season",
            leg=row.leg,
            since=row.closed_from,
            until=row.closed_to,
        )
        yield Condition(
            kind="season", item=row.leg, says=says, lever=Lever.OPEN, table="seasons", index=n
        )


def _fleets(mission: Mission) -> Iterator[Condition]:
    kinds: tuple[tuple[str, str, tuple[Any, ...], Lever], ...] = (
        ("fleets", "fleet", mission.fleets, Lever.VEHICLES),
        ("air_fleets", "air_fleet", mission.air_fleets, Lever.AIRCRAFT),
    )
    for table, key, rows, lever in kinds:
        for n, row in enumerate(rows):
            name = getattr(row, key)
            fleet = {"table": table, "index": n, "item": name}
            says = Reason.of(
                f"evidence.condition.{key}",
                n=row.count,
                fleet=name,
                site=Name("site", row.site),
            )
            yield Condition(kind=key, says=says, lever=lever, ease=_more_by_far, **fleet)
            if row.available_from is None and row.available_to is None:
                continue
            days = Reason.of(
                "evidence.condition.fleet_days",
                fleet=name,
                since=row.available_from or mission.start,
                until=row.available_to or mission.end,
            )
            yield Condition(
                kind=f"{key}_days", says=days, lever=Lever.OPEN, ease=_always_there, **fleet
            )


def _more_by_far(row: Any) -> Any:
    return attrs.evolve(row, count=row.count * TIMES + MANY)


def _always_there(row: Any) -> Any:
    return attrs.evolve(row, available_from=None, available_to=None)


def _requirements(mission: Mission) -> Iterator[Condition]:
    for n, row in enumerate(mission.requirements):
        says = Reason.of(
            "evidence.condition.requirement",
            requirement=row.requirement,
            capability=Name("capability", row.capability),
            amount=row.amount,
        )
        yield Condition(
            kind="requirement", item=row.requirement, says=says, table="requirements", index=n
        )


def _supplies(mission: Mission) -> Iterator[Condition]:
    for n, row in enumerate(mission.supplies):
        says = Reason.of(
            "evidence.condition.supply",
            supply=Name("supply", row.supply),
            site=Name("site", row.site),
        )
        yield Condition(
            kind="supply",
            item=f"{row.site}/{row.supply}",
            says=says,
            lever=Lever.OPEN,
            table="supplies",
            index=n,
        )


def _kit(mission: Mission) -> Iterator[Condition]:
    """Yield the sites at which some kit may not be destroyed, though nobody need ship it at once.

    Kit keeps people only where somebody of its nation has to see it off.
    """
    keeping = {(p.site, p.provider) for p in mission.parties if p.with_kit and p.count}
    for site in dict.fromkeys(site for site, _ in sorted(keeping)):
        theirs = [
            lot
            for lot in mission.lots
            if (site, lot.provider) in keeping and lot.site == site and lot.quantity
        ]
        bound = [lot for lot in theirs if not _may_be_destroyed(mission, lot.lot)]
        if bound:
            yield Condition(
                kind="kit",
                item=site,
                says=Reason.of(
                    "evidence.condition.kit",
                    n=sum(lot.quantity for lot in bound),
                    site=Name("site", site),
                ),
                lever=Lever.DESTROY,
                ease=partial(_destroyable_at, site),
            )


def _limits(mission: Mission, limit: Limit) -> Iterator[Condition]:
    for n, row in enumerate(getattr(mission, limit.table)):
        if not limit.holds(row):
            continue
        name = getattr(row, limit.names)
        told = limit.told(row)
        says = Reason.of(
            f"evidence.condition.{limit.kind}",
            n=Amount(told) if isinstance(told, float) else told,
            item=Name(NOUNS[limit.table], name) if limit.table in NOUNS else name,
        )
        yield Condition(
            kind=limit.kind,
            item=name,
            says=says,
            lever=Lever.OPEN if limit.raised else Lever.NONE,
            table=limit.table,
            index=n,
            ease=limit.lifted,
        )


def _doctrine(mission: Mission) -> Iterator[Condition]:
    for figure, free in FIGURES.items():
        value = getattr(mission.doctrine, figure)
        if value == free:
            continue
        says = Reason.of(
            "evidence.condition.doctrine", figure=Name("figure", figure), n=Amount(value)
        )
        yield Condition(
            kind="doctrine",
            item=figure,
            says=says,
            ease=partial(_with_figure, figure, free),
        )


def _destroyable_at(site: str, mission: Mission) -> Mission:
    return destroyable(mission, site)


def _with_figure(figure: str, value: float, mission: Mission) -> Mission:
    given: dict[str, Any] = {figure: value}
    return attrs.evolve(mission, doctrine=attrs.evolve(mission.doctrine, **given))
