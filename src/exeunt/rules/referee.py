"""One referee for every plan, whoever made it."""

from collections.abc import Callable, Iterator
from datetime import datetime

from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.plan import Plan
from exeunt.model.reason import Reason
from exeunt.rules import (
    air,
    closing,
    conservation,
    daylight,
    duty,
    freight,
    halts,
    kit,
    movement,
    packed,
    permits,
    providers,
    provisions,
    qualified,
    reception,
    reserves,
    sites,
    supplies,
)
from exeunt.rules.breach import Breach, sorting_text
from exeunt.rules.ledger import Case, case

Rule = Callable[[Case], Iterator[Breach]]

FLOORS: dict[str, tuple[Rule, ...]] = {
    "Conservation": (
        conservation.people_conserved,
        conservation.kit_conserved,
        conservation.vehicles_conserved,
        conservation.aircraft_conserved,
        conservation.ready_first,
    ),
    "Movement": (
        movement.legs_exist,
        movement.leg_open,
        daylight.opening_hours,
        permits.movement_permitted,
        permits.notice,
        reserves.reserves_held,
        movement.planned_times,
        duty.rest,
        movement.stop_time,
        halts.halts,
        movement.convoy_size,
        freight.capacity,
        freight.crews,
        qualified.qualified_crews,
        freight.capability_along,
        provisions.supplies_carried,
        movement.column_capacity,
        movement.spacing,
    ),
    "Air": (
        air.runway,
        air.range,
        air.rotation_time,
        air.slots,
        air.parking,
        air.block_hours,
        duty.flight_duty,
        air.airfield_crew,
    ),
    "Sites": (
        sites.holding_floor,
        sites.floor_armed,
        closing.last_lift,
        sites.services_stay,
        sites.beds,
        sites.yard,
        packed.packing_rate,
        packed.stops_work,
        sites.loading_rate,
        sites.unloading_rate,
        reception.receiving_rate,
        reception.berths,
        closing.closing_steps,
        closing.closing_window,
        closing.receiver_ready,
        closing.closed_site_empty,
    ),
    "Kit": (
        kit.lawful_disposition,
        kit.owner_consent,
        kit.disposal_rate,
        kit.disposal_capability,
        kit.lead_time,
        providers.provider_conditions,
    ),
    "Supplies": (
        supplies.stocks,
        supplies.imports_permitted,
    ),
}
"""Rules by the section of the statement they belong to, in its order."""

RULES: dict[str, Rule] = {rule.__name__: rule for rules in FLOORS.values() for rule in rules}
"""Every rule by its name, which is the same in code, documentation and messages."""


def referee(mission: Mission, plan: Plan) -> tuple[Violation, ...]:
    """Return every broken rule of a plan, by time, rule and place.

    Rules about the whole plan come first. A breach that lasts is one violation, at the moment it
    begins.

    Raises:
        InputError: the plan names what the mission does not have.
    """
    return broken(case(mission, plan))


def broken(opened: Case) -> tuple[Violation, ...]:
    """Return every broken rule of an open case, by time, rule and place."""
    violations = [
        violation(opened, name, breach)
        for name, rule in RULES.items()
        for breach in once_a_row(opened, rule(opened))
    ]
    return tuple(sorted(violations, key=_order))


def once_a_row(opened: Case, breaches: Iterator[Breach]) -> Iterator[Breach]:
    """Leave out what was said already of another round of the same row of a flight."""
    said: set[tuple[str | Reason, Reason]] = set()
    for breach in breaches:
        of_a_row = breach.where in opened.plan.serials or (
            isinstance(breach.where, Reason) and breach.where.key == "breach.stage"
        )
        if of_a_row and (breach.where, breach.what) in said:
            continue
        said.add((breach.where, breach.what))
        yield breach


def violation(opened: Case, rule: str, breach: Breach) -> Violation:
    """Return a breach as a violation of a rule, with its whole sentence."""
    when = None if breach.at is None else opened.time(breach.at)
    sides = {"what": breach.what, "needed": breach.needed, "found": breach.found}
    message = Reason.of("breach.message_plan", **sides)
    if when is not None:
        message = Reason.of("breach.message", **sides, when=when)
    return Violation(
        rule=rule,
        where=breach.where,
        when=when,
        needed=breach.needed,
        found=breach.found,
        message=message,
    )


def _order(violation: Violation) -> tuple[datetime, str, str]:
    # What has no moment is about the whole plan, and is read first.
    return violation.when or datetime.min, violation.rule, sorting_text(violation.where)
