"""Turn-rounds of the relaxation: a truck that loads came long enough before, or stood there.

It came by at least the site's turn time before it loads, or stood there at the start (*stop_time*,
*vehicles_conserved*).
"""

from collections import defaultdict
from collections.abc import Mapping

from exeunt.model.places import Site
from exeunt.optimise.bound.flows import Aboard, Carried, Frame, Store
from exeunt.optimise.bound.vehicles import Fits, Rolling, RollingByArc
from exeunt.optimise.bound.wheels import Wheels
from exeunt.optimise.rows import Term

Loading = dict[tuple[str, int], list[Carried]]
"""What leaves piles, by site and bucket."""


class Turns:
    """Vehicles that turn round to load and to unload."""

    def __init__(
        self, frame: Frame, loading: Loading, unloaded: set[int], rolling: RollingByArc
    ) -> None:
        """Keep the frame, what is loaded and unloaded, and the vehicles that enter arcs."""
        self.f, self.mission = frame, frame.mission
        self.loading, self.unloaded, self.rolling = loading, unloaded, rolling
        self.fits = Fits(frame)

    def build(self) -> None:
        """Add the rows of every site with a turn time, then those of all hours together."""
        longest = max(self.f.grid.hours(b) for b in range(self.f.grid.n))
        for site in self.mission.sites:
            # Much shorter than a bucket, a turn-round is invisible on this grid.
            if site.turn_hours > 0 and site.turn_hours * 2 >= longest and self._loads_at(site):
                self._turned(site)
        self._rounds()

    def _loads_at(self, site: Site) -> bool:
        buckets = range(self.f.grid.n)
        return any((site.site, b) in self.loading or self.f.boarding[site.site, b] for b in buckets)

    def _turned(self, site: Site) -> None:
        """Rows: what leaves stays and piles boards vehicles that have turned round there."""
        f = self.f
        loaded: dict[int, list[Rolling]] = defaultdict(list)
        for wheels in f.pools.wheels:
            kind = wheels.kind
            if kind.payload_t + kind.teu + kind.seats + kind.crew > 0:
                self._turned_wheels(site, wheels, loaded)
        for b in range(f.grid.n):
            loads = self._surface_loads(site.site, b)
            if loads:
                self.fits.row(loads, loaded[b])
            people = [(column, 1.0) for column in f.boarding[site.site, b]]
            if people:
                places = [(r.column, -float(r.places)) for r in loaded[b]]
                # Driven kit stands where its crews board it: it turns round for nobody.
                driven = [
                    (unit.column, -float(unit.places))
                    for i in f.leaving[site.site]
                    for unit in f.aboard.get((i, b), Aboard()).driven
                ]
                f.lp.row([*people, *places, *driven], high=0.0)

    def _turned_wheels(self, site: Site, wheels: Wheels, loaded: dict[int, list[Rolling]]) -> None:
        """Columns: vehicles of a pool that load at a site in each bucket.

        Rows: no more than leave, nor than are ready.
        """
        f, g, store = self.f, self.f.grid, Store()
        for i, arc in enumerate(f.arcs):
            if arc.head != site.site or arc.mode != wheels.kind.mode:
                continue
            for b in range(g.n):
                ready = f.arrival(i, b, site.turn_hours)
                if ready is not None and ready < g.n:
                    store.comes[ready] += self._of(wheels, i, b, 1.0)
        for b in range(g.n):
            out = [term for i in f.leaving[site.site] for term in self._of(wheels, i, b, -1.0)]
            if out:
                most = sum(f.lp.high[column] for column, _ in out)
                column = f.lp.column(0.0, most, implied=True)
                f.lp.row([(column, 1.0), *out], high=0.0)
                store.goes[b].append((column, 1.0))
                loaded[b].append(Rolling(column, wheels.kind, wheels))
        if store.goes:
            self._ready(store, f.begun(wheels, site.site), wheels)

    def _of(self, wheels: Wheels, i: int, b: int, sign: float) -> list[Term]:
        """Return the vehicles of a pool that enter an arc in a bucket, as terms of a sign."""
        return [(r.column, sign) for r in self.rolling.get((i, b), ()) if r.wheels is wheels]

    def _ready(self, store: Store, start: Mapping[int, float], wheels: Wheels) -> None:
        """Columns and rows: vehicles that have turned round and not loaded since.

        They may also leave without loading, so that the row has no lower side.
        """
        f = self.f
        before: list[Term] = []
        for b in range(f.grid.n):
            came = store.comes.get(b, [])
            most = wheels.count + sum(
                f.lp.high[column] for x in range(b + 1) for column, _ in store.comes.get(x, ())
            )
            column = f.lp.column(0.0, most, implied=True)
            less = [(c, -weight) for c, weight in came]
            f.lp.row(
                [(column, 1.0), *before, *less, *store.goes.get(b, ())], high=start.get(b, 0.0)
            )
            before = [(column, -1.0)]

    def _rounds(self) -> None:
        """Row: vehicle-hours on the move, and in turn-rounds to load piles and unload at exits.

        A load needs a turn-round before it but for the first of a vehicle that stood there; an
        unloading after it but for a vehicle's last. Those exceptions are granted to every vehicle.
        """
        f = self.f
        largest = max((wheels.kind.teu for wheels in f.pools.wheels), default=0.0)
        if largest <= 0:
            return
        hours: list[Term] = [
            (r.column, f.arcs[i].hours / 24)
            for (i, _), rolling in self.rolling.items()
            for r in rolling
        ]
        turns = {site.site: site.turn_hours for site in self.mission.sites}
        exits = {site.site for site in self.mission.exits}
        carriers = [wheels for wheels in f.pools.wheels if wheels.kind.teu > 0]
        spent = self._hours_there_are()
        # No turn-round loads more than the largest vehicle holds.
        for site in sorted({site for site, _ in self.loading} - exits):
            for b in range(f.grid.n):
                hours += [
                    (load.column, turns[site] / 24 * load.teu / largest)
                    for load in self._surface_loads(site, b)
                ]
            stood = [n for w in carriers for where, _, n in w.start if where == site]
            spent += turns[site] * sum(stood)
        last = max((turns[site] for site in exits), default=0.0)
        spent += last * sum(wheels.count for wheels in carriers)
        for (i, _), aboard in f.aboard.items():
            arc = f.arcs[i]
            if arc.mode != "air" and arc.head in exits:
                hours += [
                    (load.column, turns[arc.head] / 24 * load.teu / largest)
                    for load in aboard.carried
                    if load.column in self.unloaded
                ]
        f.lp.row(hours, high=spent / 24)

    def _hours_there_are(self) -> float:
        """Return the hours of all vehicles from when they are there to the end of planning."""
        end = self.f.grid.end
        return sum(
            n * (end - since)
            for wheels in self.f.pools.wheels
            for _, since, n in wheels.start
            if since < end
        )

    def _surface_loads(self, site: str, b: int) -> list[Carried]:
        """Return what leaves piles by the surface from a site in a bucket."""
        carried = {
            load.column
            for i in self.f.leaving[site]
            if self.f.arcs[i].mode != "air"
            for load in self.f.aboard.get((i, b), Aboard()).carried
        }
        return [load for load in self.loading.get((site, b), ()) if load.column in carried]
