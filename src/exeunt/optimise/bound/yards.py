"""Packing, loading and unloading of the relaxation: TEU within the rates of sites.

What has boarded where it stood at the start by any moment is no more than can have been packed by
then (*packing_rate*), so that what leaves piles up to a bucket's end is at most what can be packed
up to it. What drives itself out of its pile needs no packing, and is not among it.
"""

import math

from exeunt.optimise.bound.flows import Frame
from exeunt.optimise.bound.grid import ROUND
from exeunt.optimise.bound.turns import Loading
from exeunt.optimise.rows import Term

Unloading = dict[tuple[str, int], list[Term]]
"""What is unloaded at an exit, by site and bucket."""


def yards(frame: Frame, loading: Loading, unloading: Unloading) -> None:
    """Rows: TEU that leave where they stood, in runs of buckets of the rate's window.

    TEU that come to exits from a bucket to the end.
    """
    g, m = frame.grid, frame.mission
    for site in m.sites:
        window = max(24.0, site.turn_hours)
        if site.pack_teu_per_day is not None:
            _packed(frame, loading, site.site, site.pack_teu_per_day)
        if site.load_teu_per_day is not None:
            for b in range(g.n):
                last = b
                while last + 1 < g.n and g.edges[last + 2] - g.edges[b] <= window + ROUND:
                    last += 1
                spans = math.ceil((g.edges[last + 1] - g.edges[b]) / window - 1e-9)
                terms = [
                    (load.column, load.teu)
                    for x in range(b, last + 1)
                    for load in loading.get((site.site, x), ())
                    if load.teu > 0
                ]
                frame.lp.row(terms, high=spans * site.load_teu_per_day * window / 24)
        if site.unload_teu_per_day is not None:
            for b in range(g.n):
                spans = math.floor((g.end - g.edges[b]) / window + 1e-9) + 1
                terms = [t for x in range(b, g.n) for t in unloading.get((site.site, x), ())]
                frame.lp.row(terms, high=spans * site.unload_teu_per_day * window / 24)


def _packed(frame: Frame, loading: Loading, site: str, rate: float) -> None:
    """Rows: TEU that leave piles of a site up to each bucket's end, within what can be packed."""
    g, terms = frame.grid, list[Term]()
    total = sum(pile.quantity * pile.lot.teu for pile in frame.pools.piles if pile.lot.site == site)
    for b in range(g.n):
        terms += [(load.column, load.teu) for load in loading.get((site, b), ()) if load.teu > 0]
        packed = rate * g.edges[b + 1] / 24
        if packed >= total:
            return
        frame.lp.row(terms, high=packed)
