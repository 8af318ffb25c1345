"""Reasons of the feasibility arithmetic in words, as its sentences print them."""

from collections.abc import Sequence
from datetime import MAXYEAR, datetime

from exeunt.model.mission import Mission
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.words.words import Words

YEAR_TOLD_DAYS = 300
"""Dates farther from the deadline have their year, and all of a longer mission: a month alone might
mislead."""
MOST_NAMES = 4
"""Names that a list gives in full; a longer one gives the first three and counts the others."""


def proof_sentence(reason: Reason, mission: Mission, words: Words) -> str:
    """Return what a reason says; where its words have forms by number, ``n`` chooses."""
    printed = {name: _printed(argument, mission, words) for name, argument in reason.arguments}
    number = dict(reason.arguments).get("n")
    if not isinstance(number, int | float):
        number = 0
    return form(words, reason.key, number, **printed)


def form(words: Words, key: str, number: float, **filled: str) -> str:
    """Return the words under a key, in the form that goes with a number where there are forms."""
    return words.counted(key, round(number), **filled)


def _printed(argument: Argument, mission: Mission, words: Words) -> str:
    """Print an argument: a thing by its name, a moment as precise as this mission needs."""
    match argument:
        case Reason():
            return proof_sentence(argument, mission, words)
        case Name():
            return _called(argument, mission, words)
        case datetime():
            return moment(mission, argument, words)
        case tuple():
            return listed([_printed(part, mission, words) for part in argument], words)
        case int() | float():
            return words.number(argument)
        case Amount(value, _):
            return words.amount(value)
    return str(argument or "")


def _called(name: Name, mission: Mission, words: Words) -> str:
    """Return the printed name of a site or a party, else what the language calls it, or the id."""
    match name:
        case Name("site", site):
            return words.site(mission, site)
        case Name("party", party):
            return words.party(mission, party)
    return words.known(f"called.{name.noun}.{name.id}") or name.id


def moment(mission: Mission, when: datetime, words: Words) -> str:
    """Print a date: with its time in a short mission, with its year in a long one or far off."""
    if when.year == MAXYEAR:
        return words("feasible.beyond", year=MAXYEAR)
    text = words.first_of_month(f"{when.day} {words(f'feasible.month.{when.month}')}")
    far = max(abs(when - mission.deadline), mission.deadline - mission.start)
    if far.days > YEAR_TOLD_DAYS:
        text += f" {when.year}"
    if words.fine:
        text += f" {when:%H:%M}"
    return text


def listed(names: Sequence[str], words: Words) -> str:
    """Print names: ``A, B and C``; of more than four the others are counted."""
    shown = list(names)
    if len(names) > MOST_NAMES:
        named = names[: MOST_NAMES - 1]
        others = words("feasible.other_sites", n=len(names) - len(named))
        shown = [*named, others]
    if len(shown) == 1:
        return shown[0]
    return words("feasible.list", names=", ".join(shown[:-1]), last=shown[-1])


def rate(number: float, words: Words) -> str:
    """Print a rate: whole from ten on."""
    # From 9.95 on a decimal would round to ten and more: it says nothing that a planner can use.
    if number >= 9.95 or number == round(number):
        return words.number(number)
    return words.number(number, 1)
