"""Check a plan: what the referee says of it, and what it is worth."""

import attrs

from exeunt.api.places import Where, path_of
from exeunt.files.plans import read_plan
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.plan import Plan, Terms
from exeunt.rules.referee import referee
from exeunt.rules.terms import objective, priced, terms


@attrs.frozen(kw_only=True)
class Checked:
    """What the referee says of a plan: the rules it breaks (none: it keeps all), and its worth."""

    plan: Plan
    violations: tuple[Violation, ...]
    terms: Terms
    priced: dict[str, float]
    objective: float


def plan_of(mission: Mission, plan: Plan | Where) -> Plan:
    """Return a plan as it is, or read it from a folder or workbook, whoever made it.

    Raises:
        InputError: if ``plan`` is a path and cannot be read.
    """
    if isinstance(plan, Plan):
        return plan
    return read_plan(path_of(plan, "plan"), mission)


def check(mission: Mission, plan: Plan | Where) -> Checked:
    """Have the referee check a plan against every rule, whoever made it, and count its terms.

    Raises:
        InputError: if ``plan`` is a path and cannot be read.
    """
    judged = plan_of(mission, plan)
    amounts = terms(mission, judged)
    return Checked(
        plan=judged,
        violations=referee(mission, judged),
        terms=amounts,
        priced=priced(mission, amounts),
        objective=objective(mission, amounts),
    )
