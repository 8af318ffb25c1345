"""A proven lower bound on the objective of every plan, and the part of it that no plan can change.

Three proofs, each a bound by itself; the best is reported. *Unit minima*: what every site, unit and
person costs at least (:func:`fixed`). *Linear*: the relaxation on ever finer buckets, its value
taken from the row duals by weak duality and not from the solver's word
(:func:`exeunt.optimise.bound.linear.proven`). *Mixed-integer*: the dual bound of branch and bound
on the same relaxation with closures, or all that is counted, whole. The last two give up a quarter
of a millionth, for rounding and the solver's tolerances.
"""

import heapq
import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

import attrs
import numpy as np

from exeunt.clock.spans import Spans, union
from exeunt.model.mission import Mission
from exeunt.model.outcome import Bound, Share
from exeunt.model.places import Site
from exeunt.optimise.bound.closing import daily
from exeunt.optimise.bound.fleets import fixed_loss, lost_at, unmoved
from exeunt.optimise.bound.grid import ROUND, Arc, Grid, Ways, closes, earliest_close, grid
from exeunt.optimise.bound.highs import Floats, solve
from exeunt.optimise.bound.linear import Charge, Payer, proven, scaled
from exeunt.optimise.bound.pools import Pools, Stay
from exeunt.optimise.bound.relaxation import charged, relaxation

STEPS_HOURS = (1344, 1008, 672, 480, 336, 168, 96, 48, 24, 12, 8, 6, 4, 3, 2, 1, 0.5, 0.25)
FEWEST_BUCKETS, MOST_BUCKETS = 6, 400
MOST_COLUMNS = 400_000
WHOLE_COLUMNS, CLOSURE_COLUMNS = 12_000, 15_000
"""Up to so many columns all that is counted is whole in the mixed-integer bound.

Up to so many, only closures.
"""
FINER_COLUMNS = 60_000
"""Up to so many columns branch and bound is tried on finer grids with the time that is left."""
WORTH_FINER = 0.002
"""Share of a bound that the last finer grid of a large mission must have added for the next one."""
DIVIDED = 0.01
"""Share of a closing from which it is not taken for rounding."""
ROUNDED = 2.5e-7
"""Share of a bound that is given up for rounding."""


@attrs.define
class Search:
    """The best bound so far, and what is needed to look for a better one."""

    mission: Mission
    ways: Ways
    pools: Pools
    constant: float
    deadline: float
    seed: int
    value: float
    least: float
    method: str
    tell: Callable[[Bound], None]
    enough: Callable[[float], bool]
    shares: tuple[Share, ...] = ()
    divided: bool = False
    """Whether the last linear programme closes a site in part."""

    def over(self) -> bool:
        """Say whether there is nothing left to prove, or no time to prove it in."""
        return self.left_s() < 1.0 or self.enough(self.value)

    def left_s(self) -> float:
        """Return the seconds that are left."""
        return self.deadline - time.monotonic()

    def better(self, value: float, method: str) -> None:
        """Keep a bound if it is better than the best."""
        value += self.constant
        value -= ROUNDED * abs(value)
        if value > self.value:
            self.value, self.method = value, method
            self.tell(self.found())

    def found(self) -> Bound:
        """Return the best bound so far."""
        return Bound(value=self.value, fixed=self.least, method=self.method, shares=self.shares)


def bound(
    mission: Mission,
    *,
    time_limit_s: float,
    seed: int,
    tell: Callable[[Bound], None] | None = None,
    enough: Callable[[float], bool] | None = None,
) -> Bound:
    """Return the best lower bound that can be proven in the time.

    It holds for the objective of every plan that keeps the rules.

    ``value`` is never None: where the solver fails or no time is left it is the sum of unit minima.
    ``tell`` is called with these at once, and with every better bound as it is proven; ``enough``
    says of a bound whether a better one is of use: the time is spent until then.
    """
    deadline = time.monotonic() + time_limit_s
    ways = Ways(mission)
    pools = Pools(mission, ways)
    least = fixed(mission, ways, pools)
    search = Search(
        mission,
        ways,
        pools,
        constant(mission, ways, pools),
        deadline,
        seed,
        least,
        least,
        "sum of unit minima",
        tell or (lambda _: None),
        enough or (lambda _: False),
    )
    search.tell(search.found())
    grids = _linear(search)
    solved = _integers(search, grids)
    if pools.fine:
        _finer(search, [step for step, _, _ in grids], solved)
    return search.found()


def _grids(mission: Mission) -> Iterator[tuple[float, Grid]]:
    """Yield grids with ever finer buckets."""
    end = mission.hours(mission.end)
    for step in STEPS_HOURS:
        if FEWEST_BUCKETS <= end / step <= MOST_BUCKETS:
            yield step, grid(mission, step)


def _linear(search: Search) -> list[tuple[float, Grid, int]]:
    """Bound by linear programmes on ever finer grids; return the grids solved and their columns.

    Most of the time is kept for branch and bound where the coarsest grid is small enough for it.
    """
    until = search.deadline
    solved: list[tuple[float, Grid, int]] = []
    seconds = 0.0
    for step, buckets in _grids(search.mission):
        begun = time.monotonic()
        growth = buckets.n / solved[-1][1].n if solved else 1.0
        if begun + seconds * growth**1.5 > until or search.enough(search.value):
            break
        if solved and solved[-1][2] * growth > MOST_COLUMNS:
            break
        built, charges = charged(search.mission, buckets, search.ways, search.pools, whole=False)
        problem, unit = scaled(built)
        answer = solve(
            problem,
            integers=False,
            time_limit_s=max(0.5, until - time.monotonic()),
            seed=search.seed,
        )
        seconds = time.monotonic() - begun
        if answer.duals is None:
            break
        before = search.value
        if answer.values is not None:
            search.shares = _shares(search, charges, answer.values)
            closings = answer.values[problem.integer == 1]
            search.divided = bool(np.any(np.abs(closings - np.round(closings)) > DIVIDED))
        search.better(proven(problem, answer.duals) * unit, _linear_method(step, buckets))
        if not solved and len(problem.cost) <= CLOSURE_COLUMNS:
            until -= search.left_s() * 0.8
        solved.append((step, buckets, len(problem.cost)))
        # On a large mission finer buckets soon add less than the plan would gain by the time.
        little = search.value - before < WORTH_FINER * abs(search.value)
        if not search.pools.fine and len(solved) > 1 and little:
            break
    return solved


def _shares(search: Search, charges: list[Charge], values: Floats) -> tuple[Share, ...]:
    """Return what a solved programme spends on whom; a pile's is its lots', by their units."""
    mission, pools = search.mission, search.pools
    spent: dict[Payer, float] = defaultdict(float)
    for column, payer, cost in charges:
        spent[payer] += cost * float(values[column])
    for site in mission.sites:
        if not closes(mission, site):
            spent["sites", site.site] += daily(mission, site) * mission.hours(mission.end) / 24
    spent["people", ""] += _makespan(mission, search.ways, pools)
    found = [
        Share(block=block, owner=owner, cost=cost)
        for (block, owner), cost in spent.items()
        if isinstance(owner, str)
    ]
    for fleet in mission.fleets:
        number = pools.wheels_of.get(fleet.fleet)
        if number is None:
            cost = fleet.count * lost_at(mission, fleet, mission.site[fleet.site])
        else:
            cost = spent.get(("fleets", number), 0.0) * fleet.count / pools.wheels[number].count
        if cost:
            found.append(Share(block="kit", owner=fleet.fleet, cost=cost))
    for lot, number in pools.pile_of.items():
        cost = spent.get(("kit", number), 0.0) * mission.lot[lot].quantity
        found.append(Share(block="kit", owner=lot, cost=cost / pools.piles[number].quantity))
    return tuple(found)


def _linear_method(step: float, buckets: Grid) -> str:
    return f"linear relaxation, {buckets.n} buckets of {step:g} h"


def _integers(search: Search, grids: list[tuple[float, Grid, int]]) -> float:
    """Bound by branch and bound.

    On the mission's own periods, or on the finest grid that is small enough; all counts whole, or
    only closures. Return the step of the grid on which branch and bound came to its end, else
    infinity.
    """
    ways = [(WHOLE_COLUMNS, True), (CLOSURE_COLUMNS, False)]
    # Half a closing for half the cost is worth more than all other halves: those go first then.
    if search.divided:
        ways.reverse()
    for (most, whole), share in zip(ways, (0.75, 1.0), strict=True):
        fit = [g for g in grids if g[2] <= most]
        own = [g for g in fit if g[0] == search.mission.period_hours]
        if not fit or search.over():
            continue
        step, buckets, _ = (own or fit)[-1]
        problem, unit = scaled(
            relaxation(search.mission, buckets, search.ways, search.pools, whole=whole)
        )
        counts = "all counts" if whole else "closures"
        heard = partial(_heard, search, unit, _whole_method(counts, step, buckets))
        answer = solve(
            problem,
            integers=True,
            time_limit_s=search.left_s() * share,
            seed=search.seed,
            heard=heard,
        )
        if answer.bound is not None:
            heard(answer.bound)
            if whole and answer.status == "Optimal":
                return step
    return math.inf


def _finer(search: Search, linear: list[float], solved: float) -> None:
    """Bound a small mission on ever finer grids, until its plan is proven or the time is over.

    ``linear`` are the steps that linear programmes were solved for; on no grid coarser than
    ``solved`` does branch and bound prove more.
    """
    for step, buckets in _grids(search.mission):
        if search.over():
            return
        if step >= solved:
            continue
        problem, unit = scaled(
            relaxation(search.mission, buckets, search.ways, search.pools, whole=True)
        )
        if len(problem.cost) > MOST_COLUMNS:
            return
        if step not in linear:
            answer = solve(problem, integers=False, time_limit_s=search.left_s(), seed=search.seed)
            if answer.duals is not None:
                search.better(proven(problem, answer.duals) * unit, _linear_method(step, buckets))
        if len(problem.cost) <= FINER_COLUMNS and not search.over():
            heard = partial(_heard, search, unit, _whole_method("all counts", step, buckets))
            answer = solve(
                problem,
                integers=True,
                # Half of what is left: the next grid may prove more than the last steps of this.
                time_limit_s=search.left_s() / 2,
                seed=search.seed,
                heard=heard,
            )
            if answer.bound is not None:
                heard(answer.bound)


def _whole_method(counts: str, step: float, buckets: Grid) -> str:
    return f"mixed-integer relaxation, {counts} whole, {buckets.n} buckets of {step:g} h"


def _heard(search: Search, unit: float, method: str, value: float) -> None:
    """Keep a dual bound if it is better than the best.

    It is in the unit that its programme counts in.
    """
    search.better(value * unit, method)


def _open_hours(mission: Mission, site: Site) -> float:
    """Return how long a site is open in every plan, in hours."""
    end = mission.hours(mission.end)
    return min(end, earliest_close(mission, site)) if closes(mission, site) else end


def unclosed(mission: Mission) -> float:
    """Return what the sites that no plan closes cost."""
    end = mission.hours(mission.end)
    return sum(daily(mission, s) * end / 24 for s in mission.sites if not closes(mission, s))


def constant(mission: Mission, ways: Ways, pools: Pools) -> float:
    """Return what every plan pays that is not in the relaxation."""
    left = unmoved(mission, pools.wheels_of)
    return unclosed(mission) + _makespan(mission, ways, pools) + left


def fixed(mission: Mission, ways: Ways, pools: Pools) -> float:
    """Return the part of the objective that no plan can change.

    It is the least that every site, unit and person costs.
    """
    sites = sum(daily(mission, s) * _open_hours(mission, s) / 24 for s in mission.sites)
    kit = sum(p.quantity * min(p.moved, p.left, *(w.cost for w in p.ways)) for p in pools.piles)
    late = sum(_late(mission, ways, pools, stay) for stay in pools.stays if not stay.out)
    last = _makespan(mission, ways, pools)
    fleets = fixed_loss(mission, ways.arcs)
    return sites + kit + late + last + fleets + _risk(mission, ways, pools)


def _risk(mission: Mission, ways: Ways, pools: Pools) -> float:
    """Return the least price of people's presence.

    Until a way out first opens, and as a floor while a site must be open.
    """
    total = 0.0
    for site in mission.sites:
        if site.role in {"exit", "junction"} or site.person_risk_per_day <= 0:
            continue
        waiting = sum(
            stay.count * _first_exit(mission, ways, stay)
            for stay in pools.stays
            if stay.site == site.site
        )
        held = _open_hours(mission, site) - (
            0.0 if site.stays_open else mission.doctrine.last_lift_hours
        )
        person_hours = max(waiting, site.holding_people * max(0.0, held))
        total += person_hours / 24 * site.person_risk_per_day * mission.prices.casualty
    return total


def _first_exit(mission: Mission, ways: Ways, stay: Stay) -> float:
    """Return the first hour at which anything that could take people may leave their site.

    It is the end where nothing may.
    """
    first = end = mission.hours(mission.end)
    for arc in ways.arcs:
        if arc.tail == stay.site:
            for since, until in ways.ever(arc) if arc.mode != "air" else _people_spans(ways, arc):
                moment = max(since, stay.leave_from)
                first = min(first, moment) if moment < until else first
    return min(first, end)


def _people_spans(ways: Ways, arc: Arc) -> Spans:
    """Return when anybody's people may enter an arc."""
    return union(
        span
        for provider in ("", *sorted(ways.named))
        for span in ways.when(arc, "people", provider)
    )


def _late(mission: Mission, ways: Ways, pools: Pools, stay: Stay) -> float:
    """Return what people cost at least by being late or not out.

    They cannot be sooner than by the quickest way, with every leg open to them.
    """
    end, out = mission.hours(mission.end), _soonest(mission, ways, pools, stay)
    deadline = mission.hours(mission.deadline)
    days = max(0.0, min(out, end) - deadline) / 24
    gone = mission.prices.person_not_out if out > end + ROUND else 0.0
    return stay.count * (days * mission.prices.person_day_late + gone)


def _makespan(mission: Mission, ways: Ways, pools: Pools) -> float:
    """Return the least price of the days until the last person is out.

    Everybody is out no sooner than by the quickest way, so the last is no sooner than the latest of
    these moments.
    """
    price = mission.prices.makespan_day
    leaving = [stay for stay in pools.stays if not stay.out and stay.count]
    if not price or not leaving:
        return 0.0
    end = mission.hours(mission.end)
    last = max(min(end, _soonest(mission, ways, pools, stay)) for stay in leaving)
    return last / 24 * price


def _soonest(mission: Mission, ways: Ways, pools: Pools, stay: Stay) -> float:
    """Return the hour before which nobody of a stay is home; infinite where no way leads there."""
    homes = pools.movers[stay.mover].homes
    reach = {stay.site: _first_exit(mission, ways, stay)}
    queue, done = [(reach[stay.site], stay.site)], set[str]()
    while queue:
        at, here = heapq.heappop(queue)
        if here in homes:
            return at
        if here in done:
            continue
        done.add(here)
        for arc in ways.arcs:
            if (
                arc.tail == here
                and (stay.by_road or arc.mode in {"air", "sea"})
                and at + arc.hours < reach.get(arc.head, math.inf)
            ):
                reach[arc.head] = at + arc.hours
                heapq.heappush(queue, (reach[arc.head], arc.head))
    return math.inf
