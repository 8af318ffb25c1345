"""Who was out and comes back to serve is late again, while he is away after the deadline.

Who is at a home is out, and nobody else is (*person-days late*). Those of a pool who stand
elsewhere when a bucket begins are away then, in the plan too: they left no later, and come home no
sooner. But for as many as can come home in the bucket they are away through all of it. And whoever
goes out from a home, or comes home, within a bucket is away for as long as he is on that arc; he is
none of those who are away through all of it.
"""

from collections.abc import Mapping

from exeunt.optimise.bound.flows import Frame
from exeunt.optimise.bound.grid import Arc
from exeunt.optimise.rows import Term


def away_on(frame: Frame, arc: Arc, entry: tuple[int, int], rests: frozenset[str]) -> float:
    """Return the price of one who is out on an arc from or to a home.

    ``entry`` is the bucket of entry and that of arrival; none is charged where they differ.
    """
    b, arrival = entry
    if b != arrival or not {arc.tail, arc.head} & rests:
        return 0.0
    return frame.late(b) * min(1.0, arc.hours / frame.grid.hours(b))


def returned(
    frame: Frame, away: Mapping[int, list[Term]], back: Mapping[int, list[Term]], most: float
) -> None:
    """Columns: people of a pool who are out and away through a bucket after the deadline.

    Rows: no fewer than stand ``away`` when it begins (terms of -1) less those who can be ``back``
    in it.
    """
    for b, terms in away.items():
        price = frame.late(b)
        if price > 0:
            column = frame.lp.column(price, most, implied=True, pays=("people", ""))
            frame.lp.row([(column, 1.0), *terms, *back[b]], low=0.0)
