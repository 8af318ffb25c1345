"""Count what a plan comes to: people, kit and vehicles by what becomes of them, money."""

from collections.abc import Iterator

from exeunt.api.judging import plan_of
from exeunt.api.places import Where
from exeunt.errors import InputError
from exeunt.facts import figures as counted
from exeunt.facts.figures import Figures
from exeunt.facts.series import Reading
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Terms
from exeunt.rules.terms import terms as terms_of
from exeunt.words.words import Words, words

Row = tuple[str | float, ...]
"""A line of the plan's workbook."""


def figures(mission: Mission, plan: Plan | Where, terms: Terms | None = None) -> Figures:
    """Count what a plan comes to, whoever made it; ``terms`` where they are known already.

    Raises:
        InputError: if ``plan`` is a path and cannot be read, or names what the mission does not
            have.
    """
    read = plan_of(mission, plan)
    if terms is None:
        terms = terms_of(mission, read)
    return counted.figures(Reading(mission=mission, plan=read), terms)


def figure_lines(mission: Mission, plan: Plan, language: str = "en") -> tuple[Row, ...]:
    """Return the figures as lines of a workbook; none of a plan that cannot be counted."""
    try:
        found = figures(mission, plan)
    except InputError:
        # Somebody else's plan may name what is not there; it is written as it is all the same.
        return ()
    return tuple(_lines(found, mission.currency, words(mission, language)))


def _lines(found: Figures, currency: str, say: Words) -> Iterator[Row]:
    """Yield what is counted, how much of it there is, and in what it is counted."""
    yield (say("counted.what"), say("counted.n"), say("counted.unit"))
    for name in ("to_leave", "out_in_time", "late", "not_out", "hired_crews", "remaining"):
        yield (say(f"counted.{name}"), getattr(found, name), say("counted.people"))
    for thing in ("kit", "vehicles"):
        for kind, n in getattr(found, thing).items():
            yield (
                say(f"counted.{thing}", kind=say(f"kind_of_kit.{kind}")),
                n,
                say("counted.pieces"),
            )
    for way, n in found.lost.items():
        yield (say("counted.lost", way=say(f"fate.{way}")), n, say("counted.pieces"))
    for name in ("value_not_recovered", "money"):
        yield (say(f"counted.{name}"), getattr(found, name), currency)
