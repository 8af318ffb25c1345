"""The loop: free a few trips of a lawful plan, load them anew, keep what is better and lawful."""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import attrs
import numpy as np

from exeunt.model.choices import AboardRole, LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.holding import Holding
from exeunt.optimise.integers import Effort, Floats, Programme, solve
from exeunt.optimise.polish.clones import Clones
from exeunt.optimise.polish.fresh import Fresh
from exeunt.optimise.polish.model import Desk, Model
from exeunt.optimise.polish.relaxed import UNIT, Relaxations, Relaxed
from exeunt.optimise.polish.sets import PICKS, SIZES, Chooser, Turns
from exeunt.optimise.polish.stakes import stakes
from exeunt.optimise.polish.trips import Book, Cargo, Trip, read
from exeunt.optimise.polish.writing import write
from exeunt.optimise.reduce.keys import Keys
from exeunt.rules.judge import Judged
from exeunt.rules.packing import Hold, Piece, left_over

Judge = Callable[[Plan], Judged | None]
A_LOAD = 30
"""Work that judging a load of a plan is counted as …"""
A_STEP = 1_000
"""… and a step of the solver in whole numbers; for the rest see :mod:`.relaxed`."""
AT_OTHER_TIMES = "moved "
"""What the names of strategies begin with whose trips may go at other times as well."""
MOVED = ("hub", "site", "twins", "onward")
MOST_CLONES = 6
"""Clones in one programme, at most."""
NEW_WAYS = "new ways"
"""The strategy that adds serials by ways that the plan does not have."""
FIRST_NEW_WAYS = 12
"""Steps after which new ways are one strategy among others."""
PATIENCE = 3
"""Tries for each trip after which a polish that gains nothing ends …"""
LEAST_PATIENCE = 60
"""… and at least so many."""
LAST_TRIES = 3
"""Judgements when the time is over."""
WORTH_JUDGING = 0.01
"""Share of the plan's cost from which gains are judged at once."""
MOST_AT_ONCE = 16
"""Steps that are judged together, at most."""
NODES, STALLED_NODES = 200, 60
"""Nodes of one programme, at most, and those without a better point …"""
STEPS = 60
"""… and steps of the solver."""
SAME = 1e-6
"""Difference up to which two figures of a column are one."""
WORTH_A_SERIAL = 2e-5
"""Share of the plan's cost that a serial must save, divided, to be tried in whole numbers."""
LEAST_GAIN = 1e-6
"""Share of the plan's cost below which a gain is not worth a judgement."""


@attrs.frozen(kw_only=True)
class Budget:
    """What a polish may take: counted work, and the clock that cuts it short."""

    work: float
    stop: Callable[[], bool]


class Polish:
    """Makes a lawful plan better without new ways or times.

    ``best`` is the best so far, and ``steps`` counts how often some of its trips were freed.
    """

    def __init__(
        self,
        mission: Mission,
        network: Network,
        judged: Judged,
        judge: Judge,
        seed: int,
        holding: Holding | None = None,
    ) -> None:
        """Read the plan that is to be polished, of which some may be held."""
        self.mission, self.network, self.judge = mission, network, judge
        self.holding = holding or Holding(mission)
        held = self.holding.held
        self.keys = Keys.read(mission, frozenset() if held is None else held.lots)
        self.best, self.seed = judged, seed
        self.work, self.steps = 0.0, 0
        self.desk = Desk(
            mission,
            network,
            self.keys,
            read(mission, network, self.keys, judged.plan, held),
            held,
            self.holding.price,
        )
        self._base = self.desk.book
        self._kept: list[tuple[Book, list[str]]] = []
        self._batch = 1
        self._pending = 0.0
        self._chance = random.Random(seed)
        names = [*PICKS, *(AT_OTHER_TIMES + name for name in MOVED), NEW_WAYS]
        self._chooser = Chooser(self._chance, names)
        at_stake = stakes(self.desk.effects, self.desk.book)
        self._turns = {name: Turns(self._chance, at_stake) for name in names}
        self._clones = Clones(mission, network, self.desk.since)
        self._fresh = Fresh(mission, network, self._clones, self._chance)
        self._relaxations = Relaxations(self._clones, seed)

    def run(self, budget: Budget, tell: Callable[[float], None]) -> Judged:
        """Go on until the work is done or somebody stops it; ``tell`` hears of each better plan."""
        for site in sorted({lot.site for lot in self.mission.lots}):
            if self._is_over(budget):
                break
            self._improve([], {site}, budget, tell)
        idle, patience = 0, max(LEAST_PATIENCE, PATIENCE * len(self.desk.book.trips))
        while not self._is_over(budget) and idle < patience:
            # First what the plan lacks altogether, then how it is all filled.
            name = NEW_WAYS if self.steps < FIRST_NEW_WAYS else self._chooser.next()
            self.steps += 1
            gained, work = self._step(name, budget, tell)
            idle = 0 if gained else idle + 1
            self._chooser.learn(name, gained, work + 1)
        self._judged(tell, time_is_over=budget.stop())
        return self.best

    def _step(
        self, name: str, budget: Budget, tell: Callable[[float], None]
    ) -> tuple[float, float]:
        """Free the trips that a strategy picks; return the gain, and the work that it took."""
        book, before = self.desk.book, self.work
        if name == NEW_WAYS:
            return self._by_new_ways(budget, tell)
        apart = name.startswith(AT_OTHER_TIMES)
        number = self._chance.randint(*SIZES[name.removeprefix(AT_OTHER_TIMES)])
        turns = self._turns[name]
        picked = PICKS[name.removeprefix(AT_OTHER_TIMES)](book, turns, number)
        turns.note(picked)
        clones = (
            self._clones.of(book, picked, self._chance, min(number, MOST_CLONES)) if apart else []
        )
        if not picked or (apart and not clones):
            return 0.0, 1.0
        free = [*(book.trips[one] for one in picked), *clones]
        gained = self._improve(free, self._sites(free), budget, tell)
        self.desk.forget(clone for clone in clones if clone.name not in self.desk.book.trips)
        return gained, self.work - before

    def _by_new_ways(self, budget: Budget, tell: Callable[[float], None]) -> tuple[float, float]:
        """Offer a serial by a new way to kit that is lost; return gain and work."""
        before = self.work
        least = WORTH_A_SERIAL * self.best.objective
        found = self._fresh.next(self.desk, lambda trips: self._hope(trips, budget), least)
        if found is None:
            return 0.0, self.work - before + 1
        free = list(found.trips)
        gained = self._improve(free, self._sites(free), budget, tell)
        self._fresh.learn(found.errand, found.t, gained)
        if free[0].name not in self.desk.book.trips:
            self.desk.forget(free[:1])
        return gained, self.work - before

    def _hope(self, trips: Sequence[Trip], budget: Budget) -> float:
        """Return what some trips would gain if their loads could be divided."""
        free = list(trips)
        relaxed = self._relaxed(free, self._sites(free), budget)
        return 0.0 if relaxed.point is None else relaxed.gain(relaxed.point)

    def _relaxed(self, free: list[Trip], sites: set[str], budget: Budget) -> Relaxed:
        """Return the programme of some trips and sites, with its best point divided."""
        relaxed = self._relaxations.of(self.desk, free, sites, budget.stop)
        self.work += relaxed.work
        return relaxed

    def _adopt(self, book: Book, trips: Iterable[str]) -> None:
        """Go on with another book in which these trips, and any disposals, are different."""
        self.desk.adopt(book, trips)
        self._relaxations.forget()

    def _is_over(self, budget: Budget) -> bool:
        return self.work >= budget.work or budget.stop()

    def _sites(self, trips: list[Trip]) -> set[str]:
        return {trip.sites[place] for trip in trips for place in trip.handled}

    def _improve(
        self, free: list[Trip], sites: set[str], budget: Budget, tell: Callable[[float], None]
    ) -> float:
        """Load some trips anew, and dispose of the kit of some sites anew; keep what is better.

        Return the gain.
        """
        picked = [trip.name for trip in free]
        after, gain = self._solved(self._relaxed(free, sites, budget), budget)
        if after is None or not all(
            self._is_packed(after, name) for name in self._rounds(after, picked)
        ):
            return 0.0
        self._adopt(after, picked)
        self._kept.append((after, picked))
        self._pending += gain
        if len(self._kept) >= self._batch or self._pending > WORTH_JUDGING * self.best.objective:
            self._judged(tell)
        return gain

    def _judged(self, tell: Callable[[float], None], *, time_is_over: bool = False) -> None:
        """Have the plan judged; where it breaks a rule go back to the last one that does not.

        Judging takes longer than finding: several steps are judged at once, as many as went well.
        Where the ``time_is_over`` few of them are tried: all, the first half, the first quarter.
        """
        kept, self._kept, self._pending = self._kept, [], 0.0
        if not kept:
            return
        low, high, best, tries = 0, len(kept), None, 0
        probe = high
        while low < high:
            judged = self.judge(self._written(kept[probe - 1][0]))
            self.work += A_LOAD * len(self.best.plan.loads)
            if judged is not None and judged.objective < self.best.objective:
                low, best = probe, judged
            else:
                high = probe - 1
            probe = (low + high + 1) // 2
            tries += 1
            if time_is_over and (low or tries == LAST_TRIES):
                break
        self._batch = min(MOST_AT_ONCE, 2 * self._batch) if low == len(kept) else 1
        if low < len(kept):
            changed = sorted({name for _, picked in kept[low:] for name in picked})
            self._adopt(kept[low - 1][0] if low else self._base, changed)
        self._base = self.desk.book
        if best is None:
            return
        self.best = best
        at_stake = stakes(self.desk.effects, self.desk.book)
        for turns in self._turns.values():
            turns.at_stake = at_stake
        tell(best.objective)

    def _written(self, book: Book) -> Plan:
        return write(self.mission, self.keys, book, self.holding.held)

    def _solved(self, relaxed: Relaxed, budget: Budget) -> tuple[Book | None, float]:
        """Return the book with a better part, None where none was found, and the gain."""
        part, divided = relaxed.part, relaxed.point
        least = max(1.0, LEAST_GAIN * abs(self.best.objective))
        if divided is None or relaxed.gain(divided) < least:
            return None, 0.0
        effort = Effort(
            nodes=NODES,
            stalled_nodes=STALLED_NODES,
            steps=STEPS,
            stop=budget.stop,
            absolute=least / UNIT,
        )
        near = _near(relaxed.programme, part, divided)
        found = solve(near, effort, self.seed, begun=np.array(part.build.known))
        self.work += A_STEP * found.work
        if found.point is None:
            return None, 0.0
        gain = relaxed.gain(found.point)
        if gain < least:
            return None, 0.0
        return part.read(self.desk.book, found.point), gain

    def _rounds(self, book: Book, picked: list[str]) -> list[str]:
        """Return trips with all rounds of their flights: apart they are packed one by one."""
        trips = book.trips
        rows = {trips[name].row for name in picked if name in trips}
        return [name for name, trip in trips.items() if trip.row in rows]

    def _is_packed(self, book: Book, name: str) -> bool:
        """Say whether the units of a trip go into its carriers one by one, stage by stage."""
        trip, aboard = book.trips[name], book.loads.get(name, {})
        return all(self._fits(trip, aboard, n) for n in range(trip.last))

    def _fits(self, trip: Trip, aboard: dict[Cargo, int], n: int) -> bool:
        pieces: dict[Piece, int] = defaultdict(int)
        holds: dict[Hold, int] = defaultdict(int)
        for cargo, number in aboard.items():
            if not cargo.board <= n < cargo.alight:
                continue
            if cargo.kind == LoadKind.VEHICLE:
                kind = self.mission.vehicle[self.mission.fleet[cargo.item].vehicle]
                holds[Hold(kind.outsize, kind.payload_t, kind.teu)] += number
            elif cargo.role == AboardRole.CARRIED:
                lot = self.keys.one(cargo.item)
                pieces[Piece(lot.outsize, lot.mass_t, lot.teu)] += math.ceil(number)
        if trip.aircraft is not None:
            fleet = self.mission.air_fleet[trip.aircraft.item]
            craft = self.mission.aircraft_type[fleet.aircraft]
            hold = Hold(craft.teu > 0, craft.payload_t, craft.teu)
            holds[hold] += trip.stages[n].rotations
        return not pieces or left_over(pieces, holds) is None


def _near(programme: Programme, part: Model, divided: Floats) -> Programme:
    """Return a programme whose whole columns lie between the plan and the best point, rounded.

    What does not change even if it may be divided is not looked at in whole numbers (known as a
    relaxation induced neighbourhood). Of a serial that goes in part, what is aboard may be as much
    as if all of it went.
    """
    known, whole = np.array(part.build.known), programme.integer == 1
    low = np.maximum(programme.low, np.floor(np.minimum(known, divided) + SAME))
    high = np.minimum(programme.high, np.ceil(np.maximum(known, divided) - SAME))
    for riding in part.ridings:
        share = divided[riding.goes]
        if SAME < share < 1 - SAME:
            aboard = np.array(list(riding.columns.values()), dtype=np.int64)
            if_it_goes = np.ceil(divided[aboard] / share - SAME)
            high[aboard] = np.clip(if_it_goes, high[aboard], programme.high[aboard])
    low, high = np.minimum(low, known), np.maximum(high, known)
    return programme._replace(
        low=np.where(whole, low, programme.low), high=np.where(whole, high, programme.high)
    )
