"""The model of a whole mission in one integer programme.

It is the model that one would write down first: arc by arc and period by period. What it leaves out
of the rules, and what it asks beyond them, is in ``LEFT_OUT`` and ``ASKED_BEYOND``: with both it is
neither a relaxation nor a restriction, and its optimum proves nothing about plans unless a mission
has nothing of either.
"""

import math
from collections.abc import Callable

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Request
from exeunt.optimise.integers import Effort, solve
from exeunt.optimise.monolith.constraints import constrain
from exeunt.optimise.monolith.layout import Layout
from exeunt.optimise.monolith.objective import Objective
from exeunt.optimise.monolith.programme import Programme
from exeunt.optimise.monolith.reading import Reading
from exeunt.optimise.monolith.variables import Variables

LEFT_OUT = (
    "opening_hours",
    "reserves_held",
    "rest",
    "halts",
    "qualified_crews",
    "supplies_carried",
    "spacing",
    "parking",
    "flight_duty",
    "floor_armed",
    "stops_work",
    "unloading_rate",
    "berths",
    "closing_steps",
    "stocks",
    "imports_permitted",
)
"""Rules of the referee that the model does not hold at all."""
ASKED_BEYOND = ("whole_periods", "stands_everywhere", "flies_from_home")
"""What the model asks that no rule does, by key of its words."""
MOST_COLUMNS = 400_000
"""About what a solver of today reads and presolves on a laptop."""


@attrs.frozen
class Size:
    """How large a mission's programme is, or would be."""

    columns: int
    rows: int
    whole: int


def columns_of(mission: Mission) -> int:
    """Return about how many columns a mission's programme has, without building it."""
    return Layout(mission).size()


def monolith(mission: Mission) -> Programme:
    """Build the programme of a mission."""
    programme = Programme()
    built(Layout(mission), programme)
    return programme


def built(layout: Layout, programme: Programme) -> Variables:
    """Put a mission's columns, rows and costs into a programme; return what the columns mean."""
    variables = Variables(layout, programme)
    constrain(layout, programme, variables)
    Objective(layout, programme, variables).all()
    return variables


def solved(
    mission: Mission,
    *,
    steps: float,
    seed: int,
    stop: Callable[[], bool],
    seconds: float = math.inf,
    requests: tuple[Request, ...] = (),
) -> Plan | None:
    """Return the plan of the best solution found within so many steps of the solver.

    Nobody has judged it: it may break what the model leaves out. None where none was found.
    """
    layout, programme = Layout(mission), Programme()
    variables = built(layout, programme)
    effort = Effort(steps=steps, stop=stop, seconds=seconds, relative=1e-7, absolute=1e-3)
    found = solve(programme.freeze(), effort, seed)
    if found.point is None:
        return None
    return Reading(layout, variables, found.point.tolist()).plan(requests)


def size_of(programme: Programme) -> Size:
    """Count a programme's columns, rows and whole columns."""
    whole = sum(column.whole for column in programme.columns)
    return Size(columns=len(programme.columns), rows=len(programme.rows), whole=whole)
