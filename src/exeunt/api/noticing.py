"""Say what is odd in a plan: what an officer would ask about before signing it."""

from exeunt.api.judging import check
from exeunt.api.places import Where
from exeunt.facts.facts import facts
from exeunt.facts.odd import Odd
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.judge import Judged


def odd(mission: Mission, plan: Judged | Plan | Where) -> tuple[Odd, ...]:
    """Return what is odd in a lawful plan, the worst first; nothing of one that breaks rules.

    ``plan`` is a plan, where it is, or what :func:`check` answers of it.

    Raises:
        InputError: if ``plan`` is a path and cannot be read.
    """
    judged = plan if isinstance(plan, Judged) else check(mission, plan)
    return facts(mission, judged.plan, judged.terms, judged.violations).odd
