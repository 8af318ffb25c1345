"""Junctions in the relaxation: what comes to one goes on from it together.

Nothing boards or alights at a junction (*stop_time*): a serial that enters a leg to it enters the
next one with the same vehicles, people and kit. Counted arc by arc alone, escorts would turn back
there while the trucks drive on, or kit would change trucks. So all that ever comes to a junction is
divided by the way on: so much of each pool passes from one arc to another, which is what the
serials carry that pass so. For each such pair of arcs the passing kit fits into the passing
vehicles, people have places in them, crews are aboard and escorts are along (*capacity*, *crews*,
*capability_along*): sums of what holds serial by serial. A serial that turns at a junction passes
from an arc to the same leg's other direction, and is one more pair.

No bucket is asked for: over all time what comes to a junction is what leaves it, for nothing is
under way when planning ends (*ready_first*). Of what a leg asks only the least of all time is.
"""

from collections import defaultdict

import attrs

from exeunt.model.choices import SiteRole
from exeunt.model.requirements import VEHICLES_ONLY, Requirement
from exeunt.optimise.bound.flows import Carried, Frame
from exeunt.optimise.bound.vehicles import Fits, Rolling
from exeunt.optimise.rows import Term

Flow = tuple[str, int]
"""What flows: people, all of them, or vehicles, carried or driven kit of a pool."""

PEOPLE: Flow = ("people", 0)


@attrs.define
class Passing:
    """What passes from one arc to another at a junction, as columns."""

    into: int
    onto: int
    columns: dict[Flow, int] = attrs.field(factory=dict)

    def of(self, what: str) -> list[tuple[int, int]]:
        """Return the pools of a kind that pass, with their columns."""
        return [(pool, column) for (kind, pool), column in self.columns.items() if kind == what]


class Junctions:
    """Rows of every junction."""

    def __init__(self, frame: Frame) -> None:
        """Find what flows over each arc, in all buckets together."""
        self.f, self.mission = frame, frame.mission
        self.fits = Fits(frame)
        self.flows: dict[int, dict[Flow, list[int]]] = defaultdict(lambda: defaultdict(list))
        for means, columns in frame.lp.meaning.items():
            if means[0] == "people":
                self.flows[int(means[1])][PEOPLE] += columns
            elif means[0] in {"vehicles", "carried", "driven"}:
                self.flows[int(means[1])][str(means[0]), int(means[3])] += columns

    def build(self) -> None:
        """Add the rows of every junction and mode."""
        f = self.f
        for site in self.mission.sites:
            if site.role != SiteRole.JUNCTION:
                continue
            for mode in sorted({a.mode for a in f.arcs if a.mode != "air"}):
                ways = [i for i, a in enumerate(f.arcs) if a.mode == mode and i in self.flows]
                into = [i for i in ways if f.arcs[i].head == site.site]
                onto = [i for i in ways if f.arcs[i].tail == site.site]
                for passing in self._passed(into, onto):
                    if f.arcs[passing.into].tail != f.arcs[passing.onto].head:
                        self._together(passing)

    def _passed(self, into: list[int], onto: list[int]) -> list[Passing]:
        """Columns: what passes from each arc to each. Rows: all that comes goes on."""
        lp = self.f.lp
        passed = [Passing(i, o) for i in into for o in onto]
        flows = {flow for i in (*into, *onto) for flow in self.flows[i]}
        for flow in sorted(flows):
            by_arc: dict[tuple[str, int], list[Term]] = defaultdict(list)
            for passing in passed:
                comes = self.flows[passing.into].get(flow)
                goes = self.flows[passing.onto].get(flow)
                if comes and goes:
                    most = min(sum(lp.high[c] for c in comes), sum(lp.high[c] for c in goes))
                    column = lp.column(0.0, most, implied=True)
                    passing.columns[flow] = column
                    by_arc["into", passing.into].append((column, 1.0))
                    by_arc["onto", passing.onto].append((column, 1.0))
            for side, arcs in (("into", into), ("onto", onto)):
                for i in arcs:
                    less = [(c, -1.0) for c in self.flows[i].get(flow, ())]
                    lp.row([*by_arc[side, i], *less], low=0.0, high=0.0)
        return passed

    def _together(self, passing: Passing) -> None:
        """Rows: kit fits the vehicles that pass with it; places, crews and escorts are theirs."""
        f = self.f
        vehicles = [
            Rolling(column, f.pools.wheels[n].kind, f.pools.wheels[n])
            for n, column in passing.of("vehicles")
        ]
        freight = f.pools.freight
        loads = [
            Carried(column, freight[n].teu, freight[n].mass_t, freight[n].outsize)
            for n, column in passing.of("carried")
        ]
        driven = [(freight[n], column) for n, column in passing.of("driven")]
        if loads:
            self.fits.row(loads, vehicles)
            self._outsize(loads, vehicles)
        people = [(column, 1.0) for _, column in passing.of("people")]
        places = [(r.column, float(r.places)) for r in vehicles]
        places += [(column, float(unit.crew + unit.seats)) for unit, column in driven]
        f.lp.row([*people, *((c, -n) for c, n in places)], high=0.0)
        crews = [(r.column, float(r.party_crew)) for r in vehicles if r.party_crew]
        crews += [(column, float(unit.crew)) for unit, column in driven if unit.crew]
        f.lp.row([*people, *((c, -n) for c, n in crews)], low=0.0)
        for need in self._needs(passing):
            self._escorted(need, vehicles, [column for _, column in driven])

    def _outsize(self, loads: list[Carried], vehicles: list[Rolling]) -> None:
        """Row: outsize kit passes on what takes it."""
        outsize = [(load.column, load.teu) for load in loads if load.outsize]
        if outsize and any(not r.kind.outsize for r in vehicles):
            takers = [(r.column, -r.kind.teu) for r in vehicles if r.kind.outsize]
            self.f.lp.row([*outsize, *takers], high=0.0)

    def _needs(self, passing: Passing) -> list[Requirement]:
        """Return what every convoy needs that passes, by what either leg asks at all times."""
        f, found = self.f, list[Requirement]()
        for i in (passing.into, passing.onto):
            arc = f.arcs[i]
            least = min(f.ways.threat(arc, f.grid, b) for b in range(f.grid.n))
            found += [
                need
                for need in self.mission.requirements
                if need.activity == "convoy"
                and need.per_vehicles is not None
                and need.where in {arc.leg.leg, "*", arc.mode}
                and least >= need.threat_from
                and need not in found
            ]
        return found

    def _escorted(self, need: Requirement, vehicles: list[Rolling], driven: list[int]) -> None:
        """Row: teams that pass are no fewer than the passing vehicles' share.

        Where people aboard serve as well, it is not known how many teams they are.
        """
        movers = self.f.pools.movers
        if any(dict(mover.ratios).get(need.capability, 0.0) for mover in movers):
            mode_of = {r.kind.mode for r in vehicles}
            if not mode_of <= VEHICLES_ONLY:
                return
        share = 1 / float(need.per_vehicles or 1)
        teams = [(r.column, dict(r.kind.capabilities).get(need.capability, 0.0)) for r in vehicles]
        guarded = [(r.column, -share) for r in vehicles if not r.kind.capabilities]
        guarded += [(column, -share) for column in driven]
        self.f.lp.row([*teams, *guarded], low=0.0)
