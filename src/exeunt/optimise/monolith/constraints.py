"""What every solution keeps: one method a rule, named as the referee names it where it has it.

Each says in its first sentence what it holds in terms of the field, and where it holds less than
the rule asks.
"""

from collections.abc import Callable

from exeunt.optimise.monolith.conserved import Conserved
from exeunt.optimise.monolith.flying import Flying
from exeunt.optimise.monolith.layout import Layout
from exeunt.optimise.monolith.moving import Moving
from exeunt.optimise.monolith.programme import Programme
from exeunt.optimise.monolith.staying import Closing, Staying
from exeunt.optimise.monolith.variables import Variables


def constrain(layout: Layout, programme: Programme, variables: Variables) -> None:
    """Add the rows of every rule, in the referee's order."""
    conserved = Conserved(layout, programme, variables)
    moving = Moving(layout, programme, variables)
    flying = Flying(layout, programme, variables)
    staying = Staying(layout, programme, variables)
    closing = Closing(layout, programme, variables)
    rules: tuple[Callable[[], None], ...] = (
        conserved.vehicles_conserved,
        conserved.stop_time,
        conserved.people_conserved,
        conserved.kit_conserved,
        moving.capacity,
        moving.crews,
        moving.under_armour,
        moving.convoy_size,
        moving.capability_along,
        moving.column_capacity,
        flying.block_hours,
        flying.slots,
        flying.airfield_crew,
        staying.holding_floor,
        staying.services_stay,
        staying.beds,
        staying.yard,
        staying.packing_rate,
        staying.loading_rate,
        staying.receiving_rate,
        closing.closing_window,
        closing.last_lift,
        closing.closed_site_empty,
        closing.disposal_rate,
        closing.disposal_capability,
        closing.provider_conditions,
        closing.makespan,
    )
    for rule in rules:
        rule()
