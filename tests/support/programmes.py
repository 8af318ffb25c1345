"""Parts of the bound's linear programme on their own: a frame to build them on, and their rows."""

import attrs

from exeunt.model.mission import Mission
from exeunt.optimise.bound.flows import Frame
from exeunt.optimise.bound.grid import Ways, grid
from exeunt.optimise.bound.pools import Pools


@attrs.frozen
class Row:
    """One row: low ≤ Σ coefficient · column ≤ high."""

    terms: dict[int, float]
    low: float
    high: float


def frame_of(mission: Mission, hours: float) -> Frame:
    """Return an empty programme for a mission in buckets of so many hours."""
    ways = Ways(mission)
    return Frame(mission, grid(mission, hours), ways, Pools(mission, ways), whole=False)


def rows(frame: Frame, *columns: int) -> list[Row]:
    """Return the rows in which all of some columns stand."""
    lp = frame.lp
    every = []
    for n, (low, high) in enumerate(zip(lp.row_low, lp.row_high, strict=True)):
        span = slice(lp.starts[n], lp.starts[n + 1])
        every.append(Row(dict(zip(lp.index[span], lp.value[span], strict=True)), low, high))
    return [row for row in every if set(columns) <= set(row.terms)]


def arc(frame: Frame, leg: str, tail: str) -> int:
    """Return the number of the arc of a leg from a site."""
    return next(i for i, a in enumerate(frame.arcs) if a.leg.leg == leg and a.tail == tail)
