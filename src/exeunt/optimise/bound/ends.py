"""Where kit that has left its pile may end, and what that costs it: by its own lot's law.

Freight of many lots travels in one pool, and which unit of the pool came where is not known. What
ends where is counted by lot all the same: of what a pile sends off so many units end at their
exits, so many at each hub that stays open by each way that is lawful there, so many at sites that
close, so many at exits of others. Each pays the least that its own lot's law asks there, and at a
hub takes its share of the way's rate (:meth:`~exeunt.optimise.bound.works.Works.moved`). All that
a pool's lots call ended at a hub, or at sites that close, stands there at the end of planning, for
what is disposed of there stays in its store; and what is not called ended there or at an exit of
others has come to an exit of the pool. In a plan both hold of every unit; so they hold of the sums.
Nothing ends at a junction, which is only passed (*stop_time*).

Kit that has come to an exit of its pool is not followed further. If it goes on and ends at a site
where it was before, it might as well have stayed there; if at one where it was not, it pays at its
exit the least of what is lawful there and at all such sites.
"""

from collections import defaultdict
from collections.abc import Collection

import attrs

from exeunt.model.choices import SiteRole
from exeunt.model.mission import Mission
from exeunt.optimise.bound.flows import Frame
from exeunt.optimise.bound.pools import Freight, Pile, Pools
from exeunt.optimise.bound.works import Works
from exeunt.optimise.rows import Term

EXIT, JUNCTION = SiteRole.EXIT, SiteRole.JUNCTION
CLOSING = "*"
"""All bases and hubs that close, together: where kit ends among them is not told apart."""
OTHERS = ""
"""Exits of others."""


@attrs.frozen
class Places:
    """Where kit of a pool can end but at its exits: a site by itself, or many that are one."""

    hubs: tuple[str, ...]
    closing: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def all(self) -> frozenset[str]:
        """All of these sites."""
        return frozenset((*self.hubs, *self.closing, *self.others))

    @property
    def groups(self) -> list[tuple[str, tuple[str, ...]]]:
        """The sites that are told apart, by name, and those that are not."""
        return [
            *((hub, (hub,)) for hub in self.hubs),
            (CLOSING, self.closing),
            (OTHERS, self.others),
        ]


def places(mission: Mission, freight: Freight) -> Places:
    """Return where kit of a pool can end: anywhere but at its exits and at junctions."""
    sites = [s for s in mission.sites if s.site not in freight.exits and s.role != JUNCTION]
    return Places(
        hubs=tuple(s.site for s in sites if s.stays_open and s.role != EXIT),
        closing=tuple(s.site for s in sites if not s.stays_open and s.role != EXIT),
        others=tuple(s.site for s in sites if s.role == EXIT),
    )


class Ends:
    """The ends of all freight."""

    def __init__(self, frame: Frame, works: Works, stranded: dict[int, list[Term]]) -> None:
        """Keep the frame, the disposals, and by pool what covers freight not come to an exit."""
        self.f, self.works, self.stranded = frame, works, stranded
        self.kept: dict[tuple[int, str], list[Term]] = defaultdict(list)
        self._known: dict[tuple[str, frozenset[str]], set[str]] = {}

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
        # What serves others wherever it goes is followed behind its exits too.
        behind = set[str]() if pools.freight[number].bus else self._behind(pile.lot.site, exits)
        least = at_exit(pools, pile, exits | behind)
        terms.append((lp.column(least, pile.quantity, pays=pays), 1.0))
        where = places(self.f.mission, pools.freight[number])
        ended = [
            (site, column)
            for site in where.hubs
            for way in pools.local(pile.lot, [self.f.mission.site[site]])
            if (column := self.works.moved(pile_number, site, way)) is not None
        ]
        for name, sites in ((CLOSING, where.closing), (OTHERS, where.others)):
            if sites:
                cost = locally(pools, pile, {*sites})
                ended.append((name, lp.column(cost, pile.quantity, pays=pays)))
        for site, column in ended:
            terms.append((column, 1.0))
            self.stranded[number].append((column, pile.measure))
            self.kept[number, site].append((column, pile.measure))
        lp.row([*terms, *((column, -1.0) for column, _ in leaving)], low=0.0, high=0.0)

    def _behind(self, start: str, exits: frozenset[str]) -> set[str]:
        """Return the sites to which kit can go on from exits, and come from its start past them."""
        if (start, exits) not in self._known:
            f = self.f
            anything = [[True]] * len(f.arcs)
            self._known[start, exits] = {
                site
                for site in f.reached(sorted(exits), anything) - exits - {start}
                if f.reached([start], anything, frozenset({site})) & exits
            }
        return self._known[start, exits]

    def stay(self, number: int, site: str, there: list[Term]) -> None:
        """Row: what ends at a site stands there at the end, or comes with the last moment."""
        kept = self.kept.get((number, site))
        if kept:
            self.f.lp.row([*kept, *((column, -weight) for column, weight in there)], high=0.0)


def locally(pools: Pools, pile: Pile, sites: set[str]) -> float:
    """Return the least that a unit of a pile costs that ends at one of some sites."""
    places = [pools.mission.site[site] for site in sorted(sites)]
    return min(way.cost for way in pools.local(pile.lot, places))


def at_exit(pools: Pools, pile: Pile, exits: Collection[str]) -> float:
    """Return the least that a unit costs at some sites: shipped, or by what it may be there."""
    return min(pools.shipped(pile.lot), locally(pools, pile, set(exits)))
