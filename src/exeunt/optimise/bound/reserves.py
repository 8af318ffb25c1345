"""Seats held on the road for people who fly by leave that is asked for and not given.

People are booked on a pending or unanswered permission only if road seats are reserved for all of
them, on stages that leave the flight's origin no sooner than it does (*movement_permitted*,
*reserves_held*). A seat is promised once, and only one that nobody takes. So of those who leave a
field by such leave in a bucket or later there are no more than road seats leave it free then.

The origin of a flight is where its people boarded, which is not the field where the leave is asked
for where they came to it by air. And whose party boards twice may hold seats at either place. So
the row stands only for fields to which nobody flies from a place with a road out.
"""

from exeunt.clock.spans import both, union
from exeunt.network.permissions import permitted
from exeunt.optimise.bound.flows import Aboard, Frame
from exeunt.optimise.bound.grid import Arc
from exeunt.optimise.bound.vehicles import RollingByArc
from exeunt.optimise.rows import Term


class Reserves:
    """Rows of seats held at every field."""

    def __init__(self, frame: Frame, rolling: RollingByArc) -> None:
        """Keep the frame and the vehicles that enter arcs."""
        self.f, self.rolling = frame, rolling

    def build(self) -> None:
        """Add the rows of every site with a road out, or from which people fly."""
        for site in self.f.mission.sites:
            booked = self._booked(site.site)
            if not booked:
                continue
            # Whose provider lets nobody go by road can hold no seat there.
            never = [c for _, c, by_road in booked if not by_road]
            self.f.lp.row([(c, 1.0) for c in never], high=0.0)
            if not self._comes_from_a_road(site.site):
                self._held(site.site, booked)

    def _booked(self, site: str) -> list[tuple[int, int, bool]]:
        """Return who flies from a site by leave not given: bucket, column, whether by road."""
        found = []
        for i in self.f.leaving[site]:
            arc = self.f.arcs[i]
            if arc.mode != "air":
                continue
            for b in range(self.f.grid.n):
                for column, mover in self.f.aboard.get((i, b), Aboard()).people:
                    group = self.f.pools.movers[mover]
                    if not self._granted(arc, group.providers)[b]:
                        found.append((b, column, group.by_road))
        return found

    def _granted(self, arc: Arc, providers: frozenset[str]) -> list[bool]:
        """Say of each bucket whether people of any of some providers have leave given in it."""
        named = providers & self.f.ways.named
        asked = ([""] if providers - named else []) + sorted(named)
        spans = union(
            span
            for provider in asked
            for span in permitted(
                self.f.mission,
                arc.leg,
                forward=arc.forward,
                payload="people",
                provider=provider,
            )
        )
        return self.f.grid.meets(both(arc.open, spans))

    def _comes_from_a_road(self, site: str) -> bool:
        """Say whether people may have boarded, on their flight, where a road leaves too."""
        found, queue = {site}, [site]
        while queue:
            here = queue.pop()
            for i, arc in enumerate(self.f.arcs):
                if arc.mode != "air" or arc.head != here or arc.tail in found:
                    continue
                if any(self.f.aboard.get((i, b), Aboard()).people for b in range(self.f.grid.n)):
                    found.add(arc.tail)
                    queue.append(arc.tail)
        roads = {arc.tail for arc in self.f.arcs if arc.mode == "road"}
        return bool((found - {site}) & roads)

    def _held(self, site: str, booked: list[tuple[int, int, bool]]) -> None:
        """Rows: those booked from a bucket on take no more than the free seats from it on."""
        free: list[tuple[int, Term]] = []
        for i in self.f.leaving[site]:
            if self.f.arcs[i].mode != "road":
                continue
            for b in range(self.f.grid.n):
                aboard = self.f.aboard.get((i, b), Aboard())
                free += [(b, (r.column, -float(r.places))) for r in self.rolling.get((i, b), ())]
                free += [(b, (unit.column, -float(unit.places))) for unit in aboard.driven]
                free += [(b, (column, 1.0)) for column, _ in aboard.people]
        for since in sorted({b for b, _, _ in booked}):
            people = [(column, 1.0) for b, column, _ in booked if b >= since]
            seats = [term for b, term in free if b >= since]
            self.f.lp.row([*people, *seats], high=0.0)
