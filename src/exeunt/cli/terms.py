"""The terms of the objective, for people and as JSON."""

from typing import Any

import attrs

from exeunt.cli.output import say
from exeunt.cli.rows import doubts, terms_head, terms_rows
from exeunt.cli.tables import table
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Terms
from exeunt.rules.judge import Judged
from exeunt.words.words import Words

UNITS = {
    "casualties_move": "expected casualties",
    "casualties_site": "expected casualties",
    "late_person_days": "person-days",
    "not_out": "people",
    "makespan_days": "days",
    "late_unit_days": "unit-days",
    "capture_points": "points",
    "vacuum_days": "days",
    "value_lost": "",
    "money": "",
}
"""Unit of each term of the objective in JSON; blank for the mission's currency."""


def term_objects(
    mission: Mission, terms: Terms, prices: dict[str, float]
) -> dict[str, dict[str, Any]]:
    """Return the terms for JSON: each with its amount, its unit and its price."""
    amounts = attrs.asdict(terms)
    # Units here are fixed English, unlike those of the table: programs compare them.
    return {
        name: {"amount": amounts[name], "unit": unit or mission.currency, "priced": prices[name]}
        for name, unit in UNITS.items()
    }


def judged_object(mission: Mission, judged: Judged) -> dict[str, Any]:
    """Return for JSON what a plan costs, by term, and what it means for people."""
    return {
        "objective": judged.objective,
        "terms": term_objects(mission, judged.terms, judged.priced),
        "people": attrs.asdict(judged.people),
    }


def show_terms(
    mission: Mission, plan: Plan, terms: Terms, tell: Words, *, lawful: bool = True
) -> None:
    """Print the terms, each in its unit and priced, then the cost beside the proven least."""
    head = terms_head(tell)
    rows = terms_rows(mission, plan, terms, tell.language, lawful=lawful)
    # Amount, price and priced are numbers: they line up on the right.
    table(tell("console.objective_by_term"), head, rows, right=(1, 3, 4))
    doubt = doubts(mission, plan, terms, tell.language)
    if doubt:
        say(doubt, "bold yellow")
