"""Perimeters in the relaxation: a base or hub that thins is in more danger.

A site pays its perimeter at full strength through its closing's cost. While it is open it pays for
the share of armed people that it lacks besides. So each bucket through which it is open has *watch*
at it: the time that armed people spend there, in people who would be there all through. What is
lacking is at least what the watch lacks of the perimeter's need. In a bucket in which a site closes
nothing is charged.

At a site the watch of a bucket is no more than those who were there at its beginning or come in it:
people leave here in the bucket in which they do in the plan, and come no later, so that they are
counted for no fewer. Whoever goes from site to site is at one at a time: so the watch of all sites
together is no more than the armed who were anywhere but at an exit where they are home at the
bucket's beginning, or come from there, or end in it a journey that they were on. Of a pool that is
no more than its armed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import attrs

from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.optimise.bound.flows import Frame, Present
from exeunt.optimise.bound.grid import Arc
from exeunt.optimise.rows import Term

Watches = dict[tuple[str, int], int]
"""Columns of the watch, by site and bucket."""


@attrs.frozen
class Move:
    """A column of people over an arc, with buckets of entry and arrival.

    ``mover`` is the pool that they are then in.
    """

    arc: Arc
    enters: int
    arrives: int
    mover: int
    column: int


def perimeters(mission: Mission) -> dict[str, float]:
    """Return the armed people that perimeters need, by site, where lacking them has a price."""
    return {
        site.site: need
        for site in mission.sites
        if _a_day(mission, site) > 0 and (need := _need(mission, site)) > 0
    }


def _need(mission: Mission, site: Site) -> float:
    """Return the armed people that hold a whole perimeter."""
    if site.perimeter_people is not None:
        return float(site.perimeter_people)
    return float(sum(p.count for p in mission.parties if p.armed and p.site == site.site))


def _a_day(mission: Mission, site: Site) -> float:
    """Return what a day costs with nobody armed more than one at full strength, in currency."""
    if site.role not in {"base", "hub"}:
        return 0.0
    factor = mission.doctrine.thin_base_factor - 1
    return site.perimeter_risk_per_day * mission.prices.casualty * factor


class Perimeters:
    """Columns and rows of every perimeter that is in more danger when it thins."""

    def __init__(
        self, frame: Frame, present: Mapping[str, list[Present]], moves: Iterable[Move]
    ) -> None:
        """Keep the frame, who is ``present`` at sites, and who moves."""
        self.f, self.present = frame, present
        exits = frozenset(site.site for site in frame.mission.exits)
        self.homes = [(mover.homes | mover.rests) & exits for mover in frame.pools.movers]
        self.coming: dict[tuple[int, int], list[Term]] = defaultdict(list)
        for move in moves:
            homes = self.homes[move.mover]
            from_without = move.arc.tail in homes or move.enters < move.arrives
            if move.arc.head not in homes and from_without:
                self.coming[move.mover, move.arrives].append((move.column, 1.0))

    def build(self) -> Watches:
        """Add what every bucket lacks; return the watch of every site."""
        needs, watches = perimeters(self.f.mission), Watches()
        if needs:
            for b in range(self.f.grid.n):
                here = {(name, b): self._lacks(name, need, b) for name, need in needs.items()}
                self._shared([(watch, 1.0) for watch in here.values()], b)
                watches |= here
        return watches

    def _lacks(self, name: str, need: float, b: int) -> int:
        """Columns: the watch of a site in a bucket, which is returned, and the share it lacks.

        Rows: no more watch than people who were or come there.
        """
        f = self.f
        cost = _a_day(f.mission, f.mission.site[name]) * f.grid.hours(b) / 24
        share = f.lp.column(cost, 1.0, pays=("sites", name))
        watch = f.lp.column(0.0, need)
        there, start = [(watch, 1.0)], 0.0
        for people in self.present.get(name, ()):
            if people.armed:
                there += [(c, -w) for c, w in people.comes.get(b, ())]
                there += [(people.columns[b - 1], -1.0)] if b else []
                start += 0 if b else people.start
        f.lp.row(there, high=start)
        lacks = [(share, need), (watch, 1.0)]
        if name in f.opens:
            f.lp.row([*lacks, (f.opens[name][b], -need)], low=0.0)
        else:
            f.lp.row(lacks, low=need)
        return watch

    def _shared(self, watch: list[Term], b: int) -> None:
        """Columns: the armed of pools who are about in a bucket.

        Rows: no more than were about or come; the watch of all sites is theirs, and that of those
        who had not left.
        """
        f, there, start = self.f, list(watch), 0.0
        about: dict[int, list[Term]] = defaultdict(list)
        for site, groups in self.present.items():
            for people in groups:
                if people.mover >= 0:
                    if b and site not in self.homes[people.mover]:
                        about[people.mover].append((people.columns[b - 1], -1.0))
                elif people.armed and b:
                    there.append((people.columns[b - 1], -1.0))
                elif people.armed:
                    start += people.start
        for number, mover in enumerate(f.pools.movers):
            if mover.armed:
                column = f.lp.column(0.0, mover.armed)
                come = [(c, -w) for c, w in self.coming.get((number, b), ())]
                f.lp.row([(column, 1.0), *about[number], *come], high=0.0)
                there.append((column, -1.0))
        f.lp.row(there, high=start)
