"""Check a plan: what the referee says of it, and what it is worth."""

from exeunt.api.places import Where, path_of
from exeunt.errors import InputError, Problem
from exeunt.files.plans import read_plan
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.judge import Judged, judge

Checked = Judged
"""What :func:`check` answers: the plan, the rules it breaks (none: it keeps all), and its worth."""


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
    return judge(mission, plan_of(mission, plan))


def refuse_unlawful(judged: Judged, expected: str) -> None:
    """Refuse a plan that breaks rules where only a lawful one will do; ``expected`` says for what.

    Raises:
        InputError: it breaks some.
    """
    if judged.lawful:
        return
    broken = {violation.rule for violation in judged.violations}
    got = f"breaks {', '.join(sorted(broken))}"
    raise InputError([Problem(place="plan", got=got, expected=expected)])
