"""What is odd in a plan, on a console and for scripts."""

from typing import Any

from exeunt.cli.output import say
from exeunt.facts.facts import facts
from exeunt.facts.odd import MOST, Odd
from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.model.plan import Plan
from exeunt.words.odd import odd_sentence
from exeunt.words.words import Words, words

ALL = "--all"
"""What lists all that is only counted."""


def odd_of(mission: Mission, plan: Plan, late: Stop) -> tuple[Odd, ...]:
    """Return what is odd in a plan that the planner has just had judged, by its record's terms.

    Once it is ``late`` nothing more is tried with the plan's serials, and that is said.
    """
    # A large plan takes the referee a second, and the time that was asked for is over.
    terms = plan.record.terms
    return () if terms is None else facts(mission, plan, terms).odd_by(late)


def show_odd(
    mission: Mission, found: tuple[Odd, ...], tell: Words, *, everything: bool = False
) -> None:
    """Print what is odd, the worst first; of many the first, and how many more there are."""
    if not found:
        return
    say(tell("odd.heading"), "bold")
    most = len(found) if everything else MOST
    for odd in found[:most]:
        say(f"  · {odd_sentence(odd, mission, tell)}")
    if found[most:]:
        left = len(found) - most
        more = tell.counted("odd.more", left, n=tell.number(left), where=ALL)
        say(f"  {more}")


def odd_rows(mission: Mission, found: tuple[Odd, ...]) -> list[dict[str, Any]]:
    """Return what is odd for JSON, which programs read: in English, whatever people asked for."""
    tell = words(mission)
    return [
        {
            "kind": odd.kind,
            "weight": odd.weight,
            "serials": list(odd.serials),
            "message": odd_sentence(odd, mission, tell),
        }
        for odd in found
    ]
