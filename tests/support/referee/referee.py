"""The second referee: all rules over one mission and one plan."""

from tests.support.oracles.second_reading import Book
from tests.support.referee import (
    carrying,
    conserved,
    disposing,
    flying,
    holding,
    moving,
    resting,
    timing,
)
from tests.support.referee.docket import Docket

RULES = {
    rule.__name__: rule
    for room in (conserved, moving, timing, resting, carrying, flying, holding, disposing)
    for rule in room.RULES
}
"""Every rule that the second referee knows, by its name."""


READ_ONCE: dict[str, str] = {}
"""Rules that the second referee does not know, each with the reason."""


def second_referee(mission, plan):
    """Return the rules that a plan breaks, both read from their folders: the places by rule; and rules of which it is unsure."""
    docket = Docket(Book(mission, plan))
    found = {name: list(rule(docket)) for name, rule in RULES.items()}
    return {name: rows for name, rows in found.items() if rows}, docket.unsure
