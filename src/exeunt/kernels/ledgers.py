"""Ledgers replayed: does a figure that only comings and goings change ever fall below zero?

A ledger starts with a figure and has events, each a moment and what is added (above zero) or taken
(below). All that happens at one moment counts together, so the order of events of one moment does
not matter: what arrives at 10:00 can leave at 10:00.
"""

import numpy as np
import numpy.typing as npt

from exeunt.kernels import NEVER
from exeunt.kernels.compiled import compiled

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@compiled
def _settled(
    figure: float, i: int, end: int, now: int, minute: Ints, change: Floats
) -> tuple[float, int]:
    """Return a figure after all that happens in one minute, and where later events begin."""
    while i < end and minute[i] == now:
        figure += change[i]
        i += 1
    return figure, i


@compiled
def replay_all(
    start: Floats, first: Ints, minute: Ints, change: Floats, tolerance: float
) -> tuple[Ints, Floats]:
    """Return when each ledger first falls below zero, and its figure then.

    Args:
        start: float64[ledgers], the figure before the first event.
        first: int64[ledgers + 1], where the events of each ledger begin.
        minute: int64[events], in rising order within a ledger.
        change: float64[events].
        tolerance: how far below zero still counts as zero.

    Returns:
        int64[ledgers]: the first minute at which the figure is below zero, or ``NEVER``;
        float64[ledgers]: the figure after all that happens in that minute, or at the end.
    """
    ledgers = start.size
    broken = np.full(ledgers, NEVER, np.int64)
    figure = start.copy()
    for ledger in range(ledgers):
        i, end = first[ledger], first[ledger + 1]
        while i < end:
            now = minute[i]
            figure[ledger], i = _settled(figure[ledger], i, end, now, minute, change)
            # Asked only when the minute is over: within it the order of events means nothing.
            if figure[ledger] < -tolerance:
                broken[ledger] = now
                break
    return broken, figure


@compiled
def replay_touched(  # noqa: PLR0913, PLR0917 - two sets of ledgers, four arrays each
    start: Floats,
    first: Ints,
    minute: Ints,
    change: Floats,
    touched: Ints,
    more_first: Ints,
    more_minute: Ints,
    more_change: Floats,
    tolerance: float,
) -> tuple[Ints, Floats]:
    """Return the same as :func:`replay_all` for some ledgers with some more events in each.

    An event is taken back by one more with the opposite change at its minute, so a move that is
    tried is a handful of events, and nothing that stands is copied or sorted again.

    Args:
        start: as for :func:`replay_all`; so are ``first``, ``minute``, ``change``, ``tolerance``.
        first: see there.
        minute: see there.
        change: see there.
        touched: int64[touched], numbers of the ledgers; -1 is a ledger that starts with nothing
            and has no events yet.
        more_first: int64[touched + 1], where the further events of each begin.
        more_minute: int64[more], in rising order within a ledger.
        more_change: float64[more].
        tolerance: see there.

    Returns:
        int64[touched] and float64[touched], as :func:`replay_all`.
    """
    broken = np.full(touched.size, NEVER, np.int64)
    figure = np.zeros(touched.size)
    for n in range(touched.size):
        i, end = 0, 0
        if touched[n] >= 0:
            i, end = first[touched[n]], first[touched[n] + 1]
            figure[n] = start[touched[n]]
        j, more_end = more_first[n], more_first[n + 1]
        # Both lists are in order, so they are merged as they are read: to copy and sort what stands
        # would cost more than all the rest of trying a move.
        while i < end or j < more_end:
            now = NEVER
            if i < end:
                now = minute[i]
            if j < more_end:
                now = min(now, more_minute[j])
            figure[n], i = _settled(figure[n], i, end, now, minute, change)
            figure[n], j = _settled(figure[n], j, more_end, now, more_minute, more_change)
            if figure[n] < -tolerance:
                broken[n] = now
                break
    return broken, figure
