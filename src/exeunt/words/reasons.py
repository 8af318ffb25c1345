"""Reasons in the words of a language: every argument printed as the language prints it."""

from datetime import date, datetime

from exeunt.clock.steps import EPS
from exeunt.model.mission import Mission
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.words.arithmetic import proof_sentence
from exeunt.words.tongue import MINUS
from exeunt.words.words import Words


def sentence(reason: Reason, mission: Mission, words: Words) -> str:
    """Return what a reason says; where its words have forms by number, ``n`` chooses."""
    # The arithmetic speaks to a chief of movements: it rounds, and gives dates without their year.
    if reason.key.startswith("feasible."):
        return proof_sentence(reason, mission, words)
    printed = {name: said(argument, mission, words) for name, argument in reason.arguments}
    counted = dict(reason.arguments).get("n")
    return words.counted(reason.key, _value(counted), **printed)


def said(argument: Argument, mission: Mission, words: Words) -> str:
    """Print an argument of a reason: a thing by its name, a sentence within a sentence, a list."""
    match argument:
        case Reason():
            return sentence(argument, mission, words)
        case Name():
            return _name(argument, mission, words)
        case Amount(value, ""):
            return figure(value, words)
        case Amount(value, unit):
            return words.counted(f"amount.{unit}", value, n=figure(value, words))
        case tuple():
            return ", ".join(said(part, mission, words) for part in argument)
        case datetime() | date():
            return _stamp(argument, words)
        case int() | float():
            return figure(argument, words)
    return argument or ""


def figure(value: float, words: Words) -> str:
    """Print a number.

    A whole number is printed as the tables have it, so that it can be looked up there; what was
    measured has its thousands separated, and two decimals where it is not whole.
    """
    if isinstance(value, int):
        return str(value)
    digits = 2
    if abs(value - round(value)) < EPS:
        digits = 0
    # With a plain hyphen as minus: messages are read by programs too (``check --json``).
    return words.number(value, digits).replace(MINUS, "-")


def _stamp(when: date, words: Words) -> str:
    """Print a moment or a day in figures."""
    if isinstance(when, datetime):
        return words.stamp(when)
    return words.day_stamp(when)


def _name(name: Name, mission: Mission, words: Words) -> str:
    """Return the printed name of a site or a party, else what the language calls it, or the id."""
    if name.noun == "site":
        return words.site(mission, name.id)
    if name.noun == "party":
        return words.party(mission, name.id)
    return words.known(f"called.{name.noun}.{name.id}") or name.id


def _value(argument: Argument) -> float:
    """Return the number that an argument counts; 0 where it counts nothing."""
    if isinstance(argument, Amount):
        return argument.value
    if isinstance(argument, int | float):
        return argument
    return 0
