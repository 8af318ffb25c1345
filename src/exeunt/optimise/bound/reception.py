"""Who comes to a site in the relaxation: no more in a day than it takes (*receiving_rate*).

Whoever enters an arc to a site either alights there, on a day from that of the earliest arrival on,
or goes on from there. So of those who enter in a window of buckets, less all who leave the site
from its beginning on, no more alight than the site takes on the days on which they may arrive.

The last of these days is that of the end of planning. By air it is sooner: no stage is longer than
crews may be on duty (*flight_duty*). Vehicles that end a stage at a site count whether or not they
go on (*receiving_rate*), so that nothing is taken off for those.
"""

from exeunt.model.places import Site
from exeunt.optimise.bound.flows import Aboard, Frame
from exeunt.optimise.bound.grid import Arc
from exeunt.optimise.bound.vehicles import RollingByArc
from exeunt.optimise.rows import Term

PARTS = 12
"""Beginnings and ends of windows, in about so many parts of all buckets."""


class Reception:
    """Rows of every site that takes so many people or vehicles a day."""

    def __init__(self, frame: Frame, rolling: RollingByArc) -> None:
        """Keep the frame and the vehicles that enter arcs."""
        self.f, self.rolling = frame, rolling
        n = frame.grid.n
        self._sampled = {*range(0, n, max(1, n // PARTS))}

    def build(self) -> None:
        """Add the rows of every site."""
        for site in self.f.mission.sites:
            if site.receive_people_per_day is not None:
                self._people(site, site.receive_people_per_day)
            if site.receive_vehicles_per_day is not None:
                self._vehicles(site, site.receive_vehicles_per_day)

    # ---- people ----

    def _people(self, site: Site, most: float) -> None:
        """Rows: people who come from a bucket on, and those who come by air up to a bucket."""
        f, n = self.f, self.f.grid.n
        into = self._into(site)
        if not into:
            return
        out = [
            (b, (c, -1.0))
            for i in f.leaving[site.site]
            for b in range(n)
            for c, _ in f.aboard.get((i, b), Aboard()).people
        ]
        for since in sorted(self._sampled | self._begun()):
            leave = [term for b, term in out if b >= since]
            self._row(into, since, n - 1, leave, most)
            flown = [entry for entry in into if entry[0].mode == "air"]
            for last in sorted(b for b in self._sampled if b >= since):
                self._row(flown, since, last, leave, most)

    def _begun(self) -> set[int]:
        """Return the buckets in which fleets of aircraft come into use."""
        mission, grid = self.f.mission, self.f.grid
        hours = [
            mission.hours(fleet.available_from)
            for fleet in mission.air_fleets
            if fleet.available_from is not None
        ]
        return {grid.bucket(t) for t in hours if 0 <= t < grid.end}

    def _into(self, site: Site) -> list[tuple[Arc, int, list[Term]]]:
        """Return people who come to a site: the arc, the bucket in which it is entered, columns."""
        found = []
        for i, arc in enumerate(self.f.arcs):
            if arc.head == site.site:
                for b in range(self.f.grid.n):
                    people = self.f.aboard.get((i, b), Aboard()).people
                    if people:
                        found.append((arc, b, [(c, 1.0) for c, _ in people]))
        return found

    def _row(
        self,
        into: list[tuple[Arc, int, list[Term]]],
        since: int,
        last: int,
        leave: list[Term],
        most: float,
    ) -> None:
        """Row: who enters in a window, less who leaves, within what its days of arrival take."""
        grid = self.f.grid
        coming = [entry for entry in into if since <= entry[1] <= last]
        if not coming:
            return
        first = min(grid.edges[b] + arc.hours for arc, b, _ in coming)
        until = grid.end
        if last < grid.n - 1:
            until = min(until, grid.edges[max(b for _, b, _ in coming) + 1] + self._longest())
        days = grid.day(until) - grid.day(first) + 1
        terms = [term for _, _, here in coming for term in here]
        self.f.lp.row([*terms, *leave], high=float(days * most))

    def _longest(self) -> float:
        """Return the hours that a stage of any flight lasts at most: a duty of its crews."""
        mission = self.f.mission
        crews = [mission.aircraft_type[fleet.aircraft].crews for fleet in mission.air_fleets]
        return max(crews, default=0) * mission.doctrine.flight_duty_hours

    # ---- vehicles ----

    def _vehicles(self, site: Site, most: float) -> None:
        """Rows: vehicles and driven kit that come by road from a bucket on."""
        f = self.f
        into = []
        for i, arc in enumerate(f.arcs):
            if arc.head == site.site and arc.mode == "road":
                for b in range(f.grid.n):
                    terms = [(r.column, 1.0) for r in self.rolling.get((i, b), ())]
                    driven = f.aboard.get((i, b), Aboard()).driven
                    terms += [(unit.column, 1.0) for unit in driven]
                    if terms:
                        into.append((arc, b, terms))
        for since in sorted(self._sampled):
            self._row(into, since, f.grid.n - 1, [], most)
