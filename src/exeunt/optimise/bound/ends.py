"""Where kit that has left its pile may end, and what that costs it: by its own lot's law.

Freight of many lots travels in one pool, and which unit of the pool came where is not known. What
ends where is counted by lot all the same: of what a pile sends off so many units end at their
exits, so many at each hub that stays open, so many elsewhere. Each pays the least that its own
lot's law allows there. All that a pool's lots call ended at a hub stands there at the end of
planning, for what is disposed of there stays in its store; and what is not called ended at a hub
or elsewhere has come to an exit. In a plan both hold of every unit; so they hold of the sums.
"""

from collections import defaultdict

import attrs

from exeunt.model.dispositions import Disposition
from exeunt.model.mission import Mission
from exeunt.optimise.bound.flows import Frame
from exeunt.optimise.bound.pools import Freight, Pile, Pools
from exeunt.optimise.rows import Term

ELSEWHERE = ""
"""Any site that closes, or an exit of others."""


@attrs.frozen
class End:
    """An end of a unit: at a hub that stays open or elsewhere, its cost, the row it goes by."""

    site: str
    cost: float
    row: Disposition | None = None


def open_hubs(mission: Mission, freight: Freight) -> list[str]:
    """Return the sites that stay open and are no exit of a pool, where kit can be kept."""
    return [s.site for s in mission.sites if s.stays_open and s.site not in freight.exits]


class Ends:
    """The ends of all freight."""

    def __init__(self, frame: Frame, stranded: dict[int, list[Term]]) -> None:
        """Keep the frame, and by pool what covers freight that has not come to an exit."""
        self.f, self.stranded = frame, stranded
        self.kept: dict[tuple[int, str], list[Term]] = defaultdict(list)

    def of(self, pile_number: int, leaving: list[Term]) -> None:
        """Columns: how many of those that leave a pile end where. Row: all of them end."""
        lp, pile, pays = self.f.lp, self.f.pools.piles[pile_number], ("kit", pile_number)
        number = pile.freight
        if number is None:
            return
        if pile.out:
            # Where it stood it was out: wherever it goes, it is not asked for.
            self.stranded[number] += [(column, pile.measure) for column, _ in leaving]
            return
        pools, terms = self.f.pools, list[Term]()
        exits = pools.freight[number].exits
        terms.append((lp.column(at_exit(pools, pile, exits), pile.quantity, pays=pays), 1.0))
        for site in open_hubs(self.f.mission, pools.freight[number]):
            column = lp.column(locally(pools, pile, {site}), pile.quantity, pays=pays)
            terms.append((column, 1.0))
            self.stranded[number].append((column, pile.measure))
            self.kept[number, site].append((column, pile.measure))
        others = {s.site for s in self.f.mission.sites if not s.stays_open and s.site not in exits}
        if others:
            column = lp.column(locally(pools, pile, others), pile.quantity, pays=pays)
            terms.append((column, 1.0))
            self.stranded[number].append((column, pile.measure))
        lp.row([*terms, *((column, -1.0) for column, _ in leaving)], low=0.0, high=0.0)

    def stay(self, number: int, site: str, there: list[Term]) -> None:
        """Row: what ends at a hub stands there at the end, or comes with the last moment."""
        kept = self.kept.get((number, site))
        if kept:
            self.f.lp.row([*kept, *((column, -weight) for column, weight in there)], high=0.0)


def locally(pools: Pools, pile: Pile, sites: set[str]) -> float:
    """Return the least that a unit of a pile costs that ends at one of some sites."""
    places = [pools.mission.site[site] for site in sorted(sites)]
    return min(way.cost for way in pools.local(pile.lot, places))


def at_exit(pools: Pools, pile: Pile, exits: frozenset[str]) -> float:
    """Return the least that a unit costs at an exit: shipped, or by what it may be there."""
    return min(pools.shipped(pile.lot), locally(pools, pile, set(exits)))
