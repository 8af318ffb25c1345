"""The hand-made plan of tiny made odd, one change at a time, and what is then said of it."""

from collections.abc import Callable

import attrs

from exeunt.facts.facts import Facts, facts
from exeunt.facts.odd import Kind, Odd
from exeunt.facts.odd_fleets import Fleets
from exeunt.facts.odd_left import WhatIsLeft
from exeunt.facts.odd_own import own_vehicles
from exeunt.facts.odd_serials import Serials
from exeunt.facts.recorded import Recorded
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan
from exeunt.rules.terms import terms


def facts_of(mission: Mission, plan: Plan) -> Facts:
    return facts(mission, plan, terms(mission, plan))


def serials_of(mission: Mission, plan: Plan) -> Serials:
    known = facts_of(mission, plan)
    return Serials(
        mission=mission,
        plan=plan,
        movements=known.movements,
        harm=known.harm.serials,
        km_to_go=known.km_to_go,
    )


def left_of(mission: Mission, plan: Plan) -> WhatIsLeft:
    known = facts_of(mission, plan)
    rates = serials_of(mission, plan).rates()
    return WhatIsLeft(reading=known.reading, late=known.late, pools=known.pools, rates=rates)


def own_of(mission: Mission, plan: Plan) -> list[Odd]:
    return own_vehicles(mission, plan, Recorded())


def fleets_of(mission: Mission, plan: Plan) -> Fleets:
    return Fleets(serials=serials_of(mission, plan), pools=facts_of(mission, plan).pools)


def by_kind(found: list[Odd]) -> dict[Kind, Odd]:
    kinds = {odd.kind: odd for odd in found}
    assert len(kinds) == len(found)
    return kinds


def reloaded(plan: Plan, change: Callable[[Load], Load | None]) -> Plan:
    """Return a plan with each load changed, or left out where the change is None."""
    loads = (change(load) for load in plan.loads)
    return attrs.evolve(plan, loads=tuple(load for load in loads if load is not None))


def without_load(plan: Plan, serial: str, *items: str) -> Plan:
    return reloaded(
        plan, lambda load: None if load.serial == serial and load.item in items else load
    )


def with_quantity(plan: Plan, serial: str, item: str, quantity: float) -> Plan:
    return reloaded(
        plan,
        lambda load: (
            attrs.evolve(load, quantity=quantity)
            if (load.serial, load.item) == (serial, item)
            else load
        ),
    )


def without_serial(plan: Plan, serial: str) -> Plan:
    return attrs.evolve(
        plan,
        stages=tuple(stage for stage in plan.stages if stage.serial != serial),
        loads=tuple(load for load in plan.loads if load.serial != serial),
    )
