"""How a plan stands, as a console says it: in words, and in a colour that is never too glad."""

import attrs

from exeunt.facts.appraisal import appraise
from exeunt.facts.series import Reading
from exeunt.facts.standing import Stand, recorded_status, standing
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Terms
from exeunt.words.standing import stands_text
from exeunt.words.words import Words

STYLES = {
    Stand.OUT: "bold green",
    Stand.NOBODY: "bold green",
    Stand.LATE: "bold yellow",
    Stand.STAY: "bold red",
    Stand.BROKEN: "bold red",
}
"""Green is kept for plans that get everybody out on time."""


@attrs.frozen(kw_only=True)
class Stood:
    """How a lawful plan stands: in words, in which style, and whether it is good news."""

    text: str
    style: str
    good: bool


def stood(mission: Mission, plan: Plan, terms: Terms, tell: Words) -> Stood:
    """Say how a lawful plan stands."""
    found = standing(Reading(mission=mission, plan=plan), terms, lawful=True)
    status = recorded_status(plan.record, appraise(mission, plan.record, terms))
    return Stood(
        text=stands_text(found, tell, status=status),
        style=STYLES[found.stand],
        good=found.good,
    )
