"""Edits of any plan, as a hand or a planner makes them: most break a rule by what they are, of others only both referees can tell.

Each takes a lawful plan and a seeded generator, and returns what it made of mission and plan, or None where the plan has
nothing to edit so.
"""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import NamedTuple

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Load, Plan, Stage


class Edited(NamedTuple):
    """A mission and a plan after an edit, and the rule that it cannot but break; None: that is to be seen."""

    mission: Mission
    plan: Plan
    rule: str | None


Edit = Callable[[Mission, Plan, Random], Plan | None]
EDITS: dict[str, tuple[str | None, Edit]] = {}
"""Every kind of edit by its name: the rule that it breaks, and what makes it."""


def breaks(rule: str | None) -> Callable[[Edit], Edit]:
    """Enter an edit under the rule that it breaks."""

    def enter(edit: Edit) -> Edit:
        EDITS[edit.__name__] = rule, edit
        return edit

    return enter


may_break = breaks(None)


def edited(mission: Mission, plan: Plan, name: str, seed: int) -> Edited | None:
    """Return what an edit makes of a plan; None where there is nothing to edit so."""
    rule, edit = EDITS[name]
    made = edit(mission, plan, Random(f"{name} {seed}"))
    return None if made is None else Edited(mission, made, rule)


# What is in a plan


def hours(n: float) -> timedelta:
    """Return so many hours, in whole minutes."""
    return timedelta(minutes=round(60 * n))


def serials(plan: Plan, mode: str | None = None, stages: int = 1) -> list[str]:
    """Return the serials of a mode with at least so many stages."""
    return sorted(
        name
        for name, rows in plan.serials.items()
        if len(rows) >= stages and mode in {None, rows[0].mode}
    )


def pick(rng: Random, rows: list):
    """Return one of several rows; None where there are none."""
    return rng.choice(rows) if rows else None


def loads(plan: Plan, kind: str, role: str | None = None) -> list[Load]:
    """Return the loads of a kind, in a role."""
    return [x for x in plan.loads if x.kind == kind and role in {None, x.role}]


def instead(plan: Plan, load: Load, **changes: object) -> Plan:
    """Return the plan with one load changed."""
    rows = tuple(attrs.evolve(x, **changes) if x is load else x for x in plan.loads)
    return attrs.evolve(plan, loads=rows)


def without(plan: Plan, *gone: Load) -> Plan:
    """Return the plan without some of its loads."""
    left = tuple(x for x in plan.loads if not any(x is y for y in gone))
    return attrs.evolve(plan, loads=left)


def added(plan: Plan, **more: object) -> Plan:
    """Return the plan with one row more in each table that is named."""
    return attrs.evolve(
        plan, **{table: (*getattr(plan, table), row) for table, row in more.items()}
    )


def restaged(plan: Plan, change: Callable[[Stage], Stage]) -> Plan:
    """Return the plan with its stages changed."""
    return attrs.evolve(plan, stages=tuple(map(change, plan.stages)))


def shifted(plan: Plan, serial: str, later: timedelta, since: int = 1) -> Plan:
    """Return the plan with a serial later from a stage on."""

    def shift(stage: Stage) -> Stage:
        if stage.serial != serial or stage.stage < since:
            return stage
        return attrs.evolve(stage, depart=stage.depart + later, arrive=stage.arrive + later)

    return restaged(plan, shift)


def closed(plan: Plan, closure: Closure, **changes: object) -> Plan:
    """Return the plan with one closing changed."""
    rows = tuple(attrs.evolve(c, **changes) if c is closure else c for c in plan.closures)
    return attrs.evolve(plan, closures=rows)


def origin(plan: Plan, load: Load) -> Stage:
    """Return the stage at which a load boards."""
    return next(s for s in plan.serials[load.serial] if s.stage == load.board_stage)


def tracked(mission: Mission, plan: Plan, supply: str) -> list[Load]:
    """Return what serials take for themselves of a supply that is counted where they begin."""
    kept = {row.site for row in mission.supplies if row.supply == supply}
    return [
        x
        for x in loads(plan, "supply", "used")
        if x.item == supply and x.board_stage == 1 and origin(plan, x).origin in kept
    ]


def aboard(serial: str, kind: str, item: str, quantity: float, role: str) -> Load:
    """Return something aboard the first stage of a serial."""
    return Load(
        serial=serial,
        kind=kind,
        item=item,
        quantity=float(quantity),
        board_stage=1,
        alight_stage=1,
        role=role,
    )
