"""Whose kit may go where that of others may not: permissions that name a provider.

Kit that has left travels in pools. Were the kit of a provider who has leave of its own in one pool
with that of all others, all of it would have that leave. Providers whose cargo may enter the same
arcs at the same times need no pools of their own.
"""

from exeunt.clock.spans import Spans
from exeunt.optimise.bound.grid import Ways

MOST_OWNERS = 6
"""In a large mission so many kinds of leave, or fewer, are told apart; more of them are one."""


def owners(ways: Ways, *, fine: bool) -> dict[str, int]:
    """Return a number for each provider whom permissions name, the same for equal leave.

    0 is the leave of all whom no permission names.
    """
    kinds: dict[tuple[Spans, ...], int] = {_leave(ways, ""): 0}
    found = {
        provider: kinds.setdefault(_leave(ways, provider), len(kinds))
        for provider in sorted(ways.named)
    }
    if len(kinds) > MOST_OWNERS and not fine:
        return {}
    return found


def _leave(ways: Ways, provider: str) -> tuple[Spans, ...]:
    """Return when cargo of a provider may enter each arc."""
    return tuple(ways.when(arc, "cargo", provider) for arc in ways.arcs)
