"""Rows for tables of the command line: plain lists of strings, printed by whoever has a console."""

from collections.abc import Iterable

from exeunt.facts.appraisal import TermRow, appraise
from exeunt.facts.assumed import assumed_share, whole
from exeunt.facts.series import Reading
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.plan import Plan, Terms
from exeunt.words.sentences import paragraph
from exeunt.words.words import IN_MONEY, Words, words

MISSIONS = ("mission", "title", "from", "deadline", "sites", "people", "kit", "assumed")
"""What a row says of a mission: keys of words."""
MISSIONS_NUMBERS = (4, 5, 6, 7)
"""The columns of numbers."""


def missions_head(tell: Words) -> tuple[str, ...]:
    """Return the headings of :func:`missions_rows`."""
    return tuple(tell(f"console.head.{key}") for key in MISSIONS)


def terms_head(tell: Words) -> tuple[str, ...]:
    """Return the headings of :func:`terms_rows`."""
    return tuple(
        tell(f"console.head.{key}") for key in ("term", "amount", "unit", "price", "priced")
    )


def terms_rows(
    mission: Mission, plan: Plan, terms: Terms, language: str = "en", *, lawful: bool = True
) -> list[list[str]]:
    """Return a row for each term, then cost, proven least cost, and how much cheaper one could be.

    A term has name, amount, unit, price and what it is priced at.
    """
    say = words(mission, language)
    appraisal = appraise(mission, plan.record, terms, lawful=lawful)
    rows = [_term_row(term, mission.currency, say) for term in appraisal.rows]
    totals = {
        "objective": appraisal.objective,
        "bound": appraisal.bound,
        "fixed": appraisal.fixed,
        "saving": appraisal.saving,
    }
    for key, value in totals.items():
        rows.append([say(f"terms.{key}_short"), "", mission.currency, "", say.number(value)])
    rows.append([say("terms.gap_short"), "", "", "", say.share(appraisal.gap, 2)])
    return rows


def _term_row(term: TermRow, currency: str, say: Words) -> list[str]:
    unit = currency
    if term.term not in IN_MONEY:
        unit = say(f"unit.{term.term}")
    return [
        say(f"term.{term.term}"),
        say.amount(term.amount),
        unit,
        say.amount(term.price),
        say.number(term.priced),
    ]


def missions_rows(missions: Iterable[Mission], language: str = "en") -> list[list[str]]:
    """Return a row for each mission: name, dates, size, and how much of it is assumed."""
    return [mission_row(mission, words(mission, language)) for mission in missions]


def mission_row(mission: Mission, say: Words) -> list[str]:
    """Return a mission's row."""
    share = whole(assumed_share(mission))
    assumed = 0.0
    if share.given:
        assumed = share.assumed / share.given
    days = [f"{mission.start:%Y-%m-%d}", f"{mission.deadline:%Y-%m-%d}"]
    sizes = [
        say.number(len(mission.sites)),
        say.number(mission.people),
        say.number(sum(lot.quantity for lot in mission.lots)),
    ]
    return [
        mission.name,
        mission.title,
        *days,
        *sizes,
        say.share(assumed),
    ]


def doubts(mission: Mission, plan: Plan, terms: Terms, language: str = "en") -> str:
    """Say that the bound in a plan's record is not believed; blank where it may be."""
    if not appraise(mission, plan.record, terms).doubted:
        return ""
    return words(mission, language)("terms.doubted")


def summary(
    mission: Mission,
    plan: Plan,
    terms: Terms,
    violations: tuple[Violation, ...] = (),
    language: str = "en",
) -> str:
    """Say in a paragraph what a plan does."""
    appraisal = appraise(mission, plan.record, terms, lawful=not violations)
    reading = Reading(mission=mission, plan=plan)
    first, rest = paragraph(reading, terms, violations, appraisal, words(mission, language))
    return " ".join((*first, *rest))
