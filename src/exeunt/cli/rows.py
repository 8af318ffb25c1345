"""Rows for tables of the command line: plain lists of strings, printed by whoever has a console."""

from collections.abc import Iterable

from exeunt.facts.appraisal import appraise
from exeunt.facts.assumed import assumed_share, whole
from exeunt.facts.series import Reading
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.plan import Plan, Terms
from exeunt.words.sentences import paragraph
from exeunt.words.words import Words, words

MISSIONS_HEAD = ("Mission", "Title", "From", "Deadline", "Sites", "People", "Kit", "Assumed")


def terms_head(tell: Words) -> tuple[str, ...]:
    """Return the headings of :func:`terms_rows`."""
    return tuple(
        tell(f"console.head.{key}") for key in ("term", "amount", "unit", "price", "priced")
    )


def terms_rows(
    mission: Mission, plan: Plan, terms: Terms, language: str = "en", *, lawful: bool = True
) -> list[list[str]]:
    """Return a row for each term, then objective, bound, fixed part and gap.

    A term has name, amount, unit, price and what it is priced at.
    """
    say = words(mission, language)
    found = appraise(mission, plan.record, terms, lawful=lawful)
    rows = []
    for row in found.rows:
        unit = mission.currency if row.term in {"value_lost", "money"} else say(f"unit.{row.term}")
        rows.append(
            [
                say(f"term.{row.term}"),
                say.amount(row.amount),
                unit,
                say.amount(row.price),
                say.number(row.priced),
            ]
        )
    for key, value in (
        ("objective", found.objective),
        ("bound", found.bound),
        ("fixed", found.fixed),
    ):
        rows.append([say(f"terms.{key}_short"), "", mission.currency, "", say.number(value)])
    return [*rows, [say("terms.gap_short"), "", "", "", say.share(found.gap, 2)]]


def missions_rows(missions: Iterable[Mission], language: str = "en") -> list[list[str]]:
    """Return a row for each mission: name, dates, size, and how much of it is assumed."""
    return [mission_row(mission, words(mission, language)) for mission in missions]


def mission_row(mission: Mission, say: Words) -> list[str]:
    """Return a mission's row."""
    share = whole(assumed_share(mission))
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
        say.share(share.assumed / share.figures if share.figures else 0.0),
    ]


def doubts(mission: Mission, plan: Plan, terms: Terms, language: str = "en") -> str:
    """Say that the bound in a plan's record is not believed; blank where it may be."""
    return (
        words(mission, language)("terms.doubted")
        if appraise(mission, plan.record, terms).doubted
        else ""
    )


def summary(
    mission: Mission,
    plan: Plan,
    terms: Terms,
    violations: tuple[Violation, ...] = (),
    language: str = "en",
) -> str:
    """Say in a paragraph what a plan does."""
    found = appraise(mission, plan.record, terms, lawful=not violations)
    first, rest = paragraph(
        Reading(mission=mission, plan=plan), terms, violations, found.gap, words(mission, language)
    )
    return " ".join((*first, *rest))
