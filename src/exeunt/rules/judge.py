"""One judgement of a plan: what it breaks and what it is worth, counted once and handed on."""

import attrs

from exeunt.model.mission import Mission
from exeunt.model.outcome import People, Violation
from exeunt.model.plan import Plan, Terms
from exeunt.rules.ledger import case
from exeunt.rules.referee import broken
from exeunt.rules.terms import measured, objective, people, priced


@attrs.frozen(kw_only=True)
class Judged:
    """A plan with its violations, its terms in their own units, their sum, and its people."""

    plan: Plan
    violations: tuple[Violation, ...]
    terms: Terms
    priced: dict[str, float]
    objective: float
    people: People

    @property
    def lawful(self) -> bool:
        """Say whether the plan keeps every rule."""
        return not self.violations


def judge(mission: Mission, plan: Plan) -> Judged:
    """Have the referee check a plan against every rule, whoever made it, and count its terms.

    Whoever has a :class:`Judged` need not ask again: search, planner, report and papers hand it on.

    Raises:
        InputError: the plan names what the mission does not have.
    """
    # Rules and terms read one case: its ledgers are most of the work, and are built once.
    opened = case(mission, plan)
    amounts = measured(opened)
    return Judged(
        plan=plan,
        violations=broken(opened),
        terms=amounts,
        priced=priced(mission, amounts),
        objective=objective(mission, amounts),
        people=people(opened, amounts),
    )
