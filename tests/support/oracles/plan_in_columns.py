"""Any plan read into the columns of the bound's programme: does every row keep, is nothing charged that it does not pay?

What a plan says is counted by hand from the referee's ledger: who and what enters an arc in a bucket, who leaves where he stood,
what is disposed of, which sites are open. These columns are held at what was counted; the solver may choose all others (serials'
exposure, teams, stocks). Where a lawful plan then has no place, or none for what it costs, the programme proves nothing.
"""

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from unittest.mock import patch

import attrs
import highspy
import numpy as np

from exeunt.model.choices import LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.optimise.bound import flows
from exeunt.optimise.bound.flows import Frame
from exeunt.optimise.bound.grid import Ways, grid
from exeunt.optimise.bound.highs import Linear, highs_model
from exeunt.optimise.bound.linear import Builder, Meaning
from exeunt.optimise.bound.pools import Pools
from exeunt.optimise.bound.prove import constant
from exeunt.optimise.bound.relaxation import Relaxation
from exeunt.optimise.rows import Term
from exeunt.rules.ledger import Case, Removal, case
from exeunt.rules.serials import Hop, Journey
from exeunt.rules.terms import measured, objective


@attrs.define
class Batch:
    """Units of a lot that went the same way: the arcs they took, and whether they are disposed of where they began."""

    count: float
    way: tuple["Step", ...] = ()
    ended: float | None = None


class Step(NamedTuple):
    """An arc entered at an hour, by kit that was driven or carried."""

    arc: int
    at: float
    driven: bool


class Labelled(Builder):
    """A programme that remembers of every row which function made it."""

    def __init__(self) -> None:
        super().__init__()
        self.makers: list[str] = []

    def row(self, terms: Iterable[Term], low: float = -math.inf, high: float = math.inf) -> None:
        """Add a row."""
        super().row(terms, low, high)
        maker = sys._getframe(1).f_code.co_qualname
        self.makers += [maker] * (len(self.row_low) - len(self.makers))


class Programme:
    """The programme of a mission, and who counts how much in it."""

    def __init__(self, mission: Mission, hours: float) -> None:
        ways = Ways(mission)
        self.mission, self.pools = mission, Pools(mission, ways)
        with patch.object(flows, "Builder", Labelled):
            self.frame = Frame(mission, grid(mission, hours), ways, self.pools, whole=False)
        self.constant = constant(mission, ways, self.pools)
        self.linear = Relaxation(self.frame).linear()
        self.meaning = self.frame.lp.meaning
        self.arcs = {(a.leg.leg, a.tail): i for i, a in enumerate(self.frame.arcs)}

    def faults(self, plan: Plan) -> list[str]:
        """Return what keeps a plan from having a place in the programme for no more than it costs."""
        opened = case(self.mission, plan)
        counted, lost = Reading(self, opened).counted()
        # A flow that only the programme has no column for: what it leaves out must not be needed by any row.
        faults = [f"no column: {what}" for what in lost]
        held, faults_of_bounds = self._held(counted)
        faults += faults_of_bounds
        if faults:
            return faults
        value = least(held)
        if value is None:
            return broken(held, self.frame.lp.makers)
        pays = objective(self.mission, measured(opened))
        if value + self.constant > pays + 1e-6 * max(1.0, abs(pays)):
            return [f"costs {value + self.constant:.4f} in the programme, {pays:.4f} in the plan"]
        return []

    def _held(self, counted: Counter[Meaning]) -> tuple[Linear, list[str]]:
        """Return the programme with what was counted held, and what is above its column's bound."""
        p, faults = self.linear, []
        low, high, implied = p.low.copy(), p.high.copy(), p.implied.copy()
        rows: list[tuple[list[int], float]] = []
        for means, columns in self.meaning.items():
            value = counted.get(means, 0.0)
            most, floor = float(p.high[columns].sum()), float(p.low[columns].sum())
            if not floor - 1e-9 <= value <= most * (1 + 1e-9) + 1e-9:
                faults.append(
                    f"bound: {self.say(means)} is {value:g}, {floor:g} to {most:g} is room for"
                )
            implied[columns] = 0
            if len(columns) == 1:
                low[columns], high[columns] = value, value
            else:
                rows.append((columns, value))
        index = [c for columns, _ in rows for c in columns]
        ends = np.cumsum([len(columns) for columns, _ in rows], dtype=np.int32)
        values = np.array([v for _, v in rows])
        return p._replace(
            low=low,
            high=high,
            implied=implied,
            starts=np.concatenate([p.starts, (p.starts[-1] + ends).astype(np.int32)]),
            columns=np.concatenate([p.columns, np.array(index, dtype=np.int32)]),
            value=np.concatenate([p.value, np.ones(len(index))]),
            row_low=np.concatenate([p.row_low, values]),
            row_high=np.concatenate([p.row_high, values]),
        ), faults

    def say(self, means: Meaning) -> str:
        """Name what a column counts."""
        if means[0] in {"people", "vehicles", "driven", "carried", "serials", "sorties"}:
            arc = self.frame.arcs[int(means[1])]
            return f"{means[0]} {arc.tail}>{arc.head} {arc.mode} b{means[2]} {means[3:]}"
        return str(means)


class Reading:
    """A plan's counts, by what a column means."""

    def __init__(self, programme: Programme, opened: Case) -> None:
        self.p, self.opened = programme, opened
        self.mission, self.pools, self.grid = (
            programme.mission,
            programme.pools,
            programme.frame.grid,
        )
        self.found: Counter[Meaning] = Counter()
        self.lost: list[str] = []
        self.useful = Relaxation(programme.frame).useful()

    def counted(self) -> tuple[Counter[Meaning], list[str]]:
        """Return how much each column counts, and what has no column."""
        self._sites()
        self._serials()
        self._people()
        self._kit()
        return self.found, self.lost

    def _add(self, means: Meaning, n: float) -> None:
        if means in self.p.meaning:
            self.found[means] += n
        elif n:
            self.lost.append(f"{self.p.say(means)}: {n:g}")

    def _arc(self, hop: Hop) -> int | None:
        return self.p.arcs.get((hop.leg.leg, hop.origin))

    def _sites(self) -> None:
        for site in self.mission.sites:
            until = self.opened.open_until(site.site)
            for b in range(self.grid.n):
                if ("open", site.site, b) in self.p.meaning:
                    self.found["open", site.site, b] = float(until >= self.grid.edges[b + 1] - 1e-6)

    def _serials(self) -> None:
        for hop in self.opened.hops:
            i, b = self._arc(hop), self.grid.bucket(hop.depart)
            if i is None:
                self.lost.append(f"arc {hop.leg.leg} from {hop.origin}")
                continue
            for v in hop.vehicles:
                self._add(("vehicles", i, b, self.pools.wheels_of[v.fleet.fleet]), v.number)
            for a in hop.aircraft[:1]:
                self._add(("sorties", i, b, a.fleet.air_fleet), float(hop.sorties))
            if not hop.flies and ("serials", i, b) in self.p.meaning:
                self.found["serials", i, b] += 1

    # ---- people: those who never left leave first, then those who are not out ----

    def _people(self) -> None:
        there: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
        for p in self.mission.parties:
            if p.count:
                there[p.party, p.site][-1] = p.count
        for journey, boards, aboard in self._moves(LoadKind.PEOPLE):
            if boards:
                self._boards(journey, there[journey.item, journey.origin], aboard)
            else:
                for state, n in aboard.items():
                    there[journey.item, journey.destination][self._rides(journey, state, n)] += n

    def _boards(self, journey: Journey, here: Counter[int], aboard: dict[int, float]) -> None:
        """Take people of a party from where they are, by state: -1 who never left, else their mover."""
        number = self.pools.stay_of[journey.item]
        stay, n = self.pools.stays[number], journey.quantity
        for state in sorted(here, key=lambda s: (s >= 0, s != stay.mover)):
            taken = min(n, here[state])
            here[state] -= taken
            n -= taken
            if taken:
                aboard[state] = taken
            if taken and state < 0:
                self._add(("gone", number, self.grid.bucket(journey.depart)), taken)

    def _rides(self, journey: Journey, state: int, n: float) -> int:
        """Count people on every arc of their journey; return the mover that they then are."""
        stay = self.pools.stays[self.pools.stay_of[journey.item]]
        mover = self.pools.movers[stay.mover]
        now = stay.mover if state < 0 else state
        for hop in journey.hops:
            # Who is out counts only where that could serve anything.
            if self.useful or not (stay.out or now != stay.mover):
                self._add(("people", self._arc(hop), self.grid.bucket(hop.depart), now), n)
            if now == stay.mover and not stay.out and hop.destination in mover.homes:
                now = mover.becomes
        return now

    def _moves(self, kind: LoadKind) -> Iterator[tuple[Journey, bool, dict[int, Any]]]:
        """Yield boardings and arrivals in order, arrivals first at one moment, each with what it carries along."""
        moves = []
        for n, journey in enumerate(self.opened.journeys_of(kind)):
            aboard: dict[int, Any] = {}
            moves.append((journey.depart, True, n, journey, aboard))
            moves.append((journey.arrive, False, n, journey, aboard))
        for _, boards, _, journey, aboard in sorted(moves, key=lambda m: m[:3]):
            yield journey, boards, aboard

    # ---- kit: units go first in, first out ----

    def _kit(self) -> None:
        there: dict[tuple[str, str], list[Batch]] = defaultdict(list)
        for lot in self.mission.lots:
            if lot.quantity:
                there[lot.lot, lot.site].append(Batch(lot.quantity))
        removed = sorted(
            (r for r in self.opened.removals if r.item in self.mission.lot), key=lambda r: r.start
        )
        for journey, boards, aboard in self._moves(LoadKind.LOT):
            at = journey.depart if boards else journey.arrive
            while removed and removed[0].start < at:
                self._remove(removed.pop(0), there)
            if boards:
                there_now = there[journey.item, journey.origin]
                aboard.update(enumerate(_taken(there_now, journey.quantity)))
                continue
            driven = journey.load.role == "driven"
            steps = tuple(Step(self._arc(h), h.depart, driven) for h in journey.hops)
            there[journey.item, journey.destination] += [
                attrs.evolve(batch, way=batch.way + steps) for batch in aboard.values()
            ]
        for removal in removed:
            self._remove(removal, there)
        for (lot, _), batches in there.items():
            for batch in batches:
                self._went(lot, batch)

    def _remove(self, removal: Removal, there: dict[tuple[str, str], list[Batch]]) -> None:
        for batch in _taken(there[removal.item, removal.site], removal.quantity):
            self._went(removal.item, attrs.evolve(batch, ended=removal.start))

    def _went(self, lot: str, batch: Batch) -> None:
        number = self.pools.pile_of.get(lot)
        if number is None:
            return
        pile = self.pools.piles[number]
        freight = None if pile.freight is None else self.pools.freight[pile.freight]
        way = batch.way
        if freight is None:
            if way:
                self._add(("ends", number, self.grid.bucket(way[0].at)), batch.count)
                return
        elif not freight.bus:
            way = self._to_exit(self.mission.lot[lot].site, way, freight.exits)
        if way:
            self._add(("leaves", number, self.grid.bucket(way[0].at)), batch.count)
            for step in way:
                means = (
                    "driven" if step.driven else "carried",
                    step.arc,
                    self.grid.bucket(step.at),
                    pile.freight,
                )
                self._add(means, batch.count * pile.measure)
        elif batch.ended is not None:
            # What ends with the last moment ends in the last bucket.
            self._add(
                ("ends", number, self.grid.bucket(min(batch.ended, self.grid.end - 0.01))),
                batch.count,
            )

    def _to_exit(self, site: str, way: tuple[Step, ...], exits: frozenset[str]) -> tuple[Step, ...]:
        """Return a way to the first exit: it is not followed further, but to where it was before.

        Its other loops stay in it. Under way kit may wait anywhere, but a pile is gone when its site is closed, and what passes a
        junction passes it with what carries it.
        """
        heads = [self.p.frame.arcs[step.arc].head for step in way]
        first = next((n for n, head in enumerate(heads) if head in exits), len(way))
        if first < len(way) and heads[-1] not in exits:
            been = [site, *heads[:first]]
            if heads[-1] in been:
                return way[: been.index(heads[-1])]
        return way[: first + 1]


def _taken(batches: list[Batch], n: float) -> list[Batch]:
    """Take so many units out of batches, those that came first."""
    found = []
    while n > 0 and batches:
        first = batches[0]
        if first.count <= n:
            found.append(batches.pop(0))
            n -= first.count
        else:
            batches[0] = attrs.evolve(first, count=first.count - n)
            found.append(attrs.evolve(first, count=n))
            n = 0
    return found


def least(problem: Linear) -> float | None:
    """Return the least cost, None where there is no solution."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.passModel(highs_model(problem, integers=False))
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
        return float(solver.getInfo().objective_function_value)
    return None


def broken(problem: Linear, tags: list[str] | None) -> list[str]:
    """Return the rows that cannot all be kept, by what they miss together at least."""
    n, rows = len(problem.cost), len(problem.row_low)
    starts, columns, values = problem.starts, [], []
    for r in range(rows):
        span = slice(starts[r], starts[r + 1])
        columns += [*problem.columns[span].tolist(), n + 2 * r, n + 2 * r + 1]
        values += [*problem.value[span].tolist(), 1.0, -1.0]
    slack = 2 * rows
    eased = Linear(
        cost=np.concatenate([np.zeros(n), np.ones(slack)]),
        low=np.concatenate([problem.low, np.zeros(slack)]),
        high=np.concatenate([problem.high, np.full(slack, 1e9)]),
        integer=np.zeros(n + slack, dtype=np.int32),
        starts=(starts + 2 * np.arange(rows + 1)).astype(np.int32),
        columns=np.array(columns, dtype=np.int32),
        value=np.array(values),
        row_low=problem.row_low,
        row_high=problem.row_high,
        implied=np.concatenate([problem.implied, np.zeros(slack, dtype=np.int32)]),
    )
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.passModel(highs_model(eased, integers=False))
    solver.run()
    values_of = np.array(solver.getSolution().col_value)
    found = []
    for r in range(rows):
        missing = (
            values_of[n + 2 * r] - values_of[n + 2 * r + 1]
            if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            else math.nan
        )
        if abs(missing) > 1e-6:
            tag = tags[r] if tags and r < len(tags) else str(r)
            found.append(f"row {tag}: {missing:g} missing")
    return found or [f"infeasible: {solver.modelStatusToString(solver.getModelStatus())}"]
