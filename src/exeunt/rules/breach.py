"""What a rule hands on when it is broken: which thing, when, what was needed and what is there."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.reason import Amount, Argument, Name, Reason


@attrs.frozen(kw_only=True)
class Breach:
    """A broken rule: the thing, the hour (None: the whole plan), and what is wrong with it.

    ``what`` is the beginning of the sentence that ``needed`` and ``found`` end.
    """

    where: str | Reason
    at: float | None
    what: Reason
    needed: Argument
    found: Argument


def above(figure: float, most: float) -> bool:
    """Say whether a figure is more than allowed, beyond what the rounding of floats may add."""
    return figure > most + EPS


def below(figure: float, least: float) -> bool:
    """Say whether a figure is less than needed, beyond what the rounding of floats may take."""
    return figure < least - EPS


def at_most(value: float, unit: str) -> Reason:
    """Return the limit ``at most so much``."""
    return Reason.of("breach.at_most", amount=Amount(value, unit))


def at_least(value: float, unit: str) -> Reason:
    """Return the limit ``at least so much``."""
    return Reason.of("breach.at_least", amount=Amount(value, unit))


def not_before(when: datetime) -> Reason:
    """Return the limit ``not before then``."""
    return Reason.of("breach.not_before", when=when)


def by(when: datetime) -> Reason:
    """Return the limit ``by then``."""
    return Reason.of("breach.by", when=when)


def teams(amount: float, capability: str) -> Reason:
    """Return a number of teams of a capability."""
    return Reason.of("breach.teams", n=Amount(amount), capability=Name("capability", capability))


def chained(key: str, parts: Iterable[Argument]) -> Argument:
    """Join parts two by two under a key: ``one and another and a third``."""
    first, *others = parts
    chain = first
    for part in others:
        chain = Reason.of(key, first=chain, second=part)
    return chain


def sorting_text(where: str | Reason) -> str:
    """Return a text by which breaches of one moment are ordered, the same in every language."""
    if isinstance(where, str):
        return where
    # Names sort by their ids: by their names in print, a French report would have another order.
    texts = (value.id if isinstance(value, Name) else str(value) for _, value in where.arguments)
    return " ".join(texts)
