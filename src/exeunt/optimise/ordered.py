"""Terms improved in an order: each level as far as the time allows, those before it held.

At its turn the terms of a level have their prices, those of the levels before it are dear, so that
the search keeps clear of them, and all others cheap, so that they are not wasted. What the levels
before may cost is held besides: no plan that costs more of them counts. At last the whole cost is
improved at the mission's own prices, all levels held.

What is proven of a level follows from a bound on what it and those before it cost together: where
no plan has less of both, and those before may come to so much at most, the rest is the level's.
"""

import time
from collections.abc import Sequence

import attrs

from exeunt.model.mission import Mission
from exeunt.model.outcome import Bound, Level, Observer, Progress, Stop
from exeunt.optimise.done import Done, Solution
from exeunt.optimise.holding import Cap, Holding
from exeunt.optimise.limits import Limits
from exeunt.optimise.solve import solve
from exeunt.rules.judge import Judged, judge
from exeunt.rules.pricing import cost_of, repriced

WHOLE = ""
"""The name of the last turn, which is that of the whole cost."""
LEAST_SECONDS = 0.1
"""Seconds that the first plan is given however little is left."""
DEAR, CHEAP = 100.0, 0.01
"""What prices are multiplied by: of levels that are held, and of those whose turn has not come."""
ROUNDING = 1e-9
"""Share of a level by which sums of the same terms differ."""


@attrs.frozen(kw_only=True)
class Ordered:
    """The best plan in an order, at the mission's own prices, and what became of each level."""

    solution: Solution
    levels: tuple[Level, ...] = ()


@attrs.frozen(kw_only=True)
class _Held:
    """A level whose turn has been: what it came to, may come to, and what is proven of it."""

    name: str
    reached: float
    most: float
    least: float | None


def in_order(
    mission: Mission,
    order: Sequence[str],
    slack: float,
    limits: Limits,
    observer: Observer,
    stop: Stop,
    start: Judged | None = None,
) -> Ordered:
    """Improve terms in an order; what a level reaches may be exceeded by a share of it, ``slack``.

    First comes a plan at the mission's own prices, then the levels, then all of the cost. Each turn
    has as much of the time as the others, and what it leaves goes to the next. A level that costs
    nothing has no turn: nothing is less.
    """
    began = time.monotonic() if limits.since is None else limits.since
    end = began + limits.seconds
    found = _first(mission, limits, end, len(order) + 2, observer, stop, start)
    held: list[_Held] = []
    best = found.judged
    if best is None:
        return Ordered(solution=found)
    for number, name in enumerate((*order, WHOLE)):
        reached = cost_of(mission, best.terms, (name,)) if name else 0.0
        if name and reached <= ROUNDING:
            held.append(_Held(name=name, reached=0.0, most=ROUNDING, least=0.0))
            continue
        now = time.monotonic()
        share = (end - now) / (len(order) + 1 - number)
        if stop() or share <= 0:
            break
        turn = _turn(mission, name, held, attrs.evolve(limits, seconds=share, since=now))
        given = judge(turn.holding.mission, best.plan)
        hear = _Hears(level=name, observer=observer)
        solution = solve(turn.holding.mission, turn.limits, hear, stop, given, turn.holding)
        if solution.judged is not None:
            best = judge(mission, solution.judged.plan)
        found = _joined(found, attrs.evolve(solution, judged=best), whole=name == WHOLE)
        if name:
            held.append(_of_level(mission, name, held, best, solution.bound, slack))
    return Ordered(solution=found, levels=_told(mission, held, best))


def _first(
    mission: Mission,
    limits: Limits,
    end: float,
    turns: int,
    observer: Observer,
    stop: Stop,
    start: Judged | None,
) -> Solution:
    """Return the first plan, at the mission's own prices; without one there is nothing to order."""
    solution = Solution(judged=None)
    for share in (1 / turns, 1.0):
        now = time.monotonic()
        turn = attrs.evolve(limits, seconds=max(LEAST_SECONDS, (end - now) * share), since=now)
        solution = solve(mission, turn, observer, stop, start, Holding(mission))
        if solution.judged is not None or stop():
            break
    return solution


@attrs.frozen(kw_only=True)
class _Turn:
    """What one turn may take, and what it holds, on a mission at the turn's prices."""

    limits: Limits
    holding: Holding


def _turn(mission: Mission, name: str, held: Sequence[_Held], limits: Limits) -> _Turn:
    """Return a level's turn; the last is that of all the cost, at the mission's own prices."""
    caps = tuple(Cap(mission=mission, names=(one.name,), most=one.most) for one in held)
    if name == WHOLE:
        return _Turn(limits=limits, holding=Holding(mission, None, 0.0, caps))
    dear = {one.name: DEAR for one in held}
    even = {one.name: 1.0 for one in held}
    priced = repriced(mission, {**dear, name: 1.0}, CHEAP)
    proving = repriced(mission, {**even, name: 1.0}, 0.0)
    return _Turn(
        limits=attrs.evolve(limits, proving=proving),
        holding=Holding(priced, None, 0.0, caps),
    )


@attrs.frozen(kw_only=True)
class _Hears:
    """Hands on how far a run is, with the level whose turn it is."""

    level: str
    observer: Observer

    def __call__(self, progress: Progress) -> None:
        self.observer(attrs.evolve(progress, level=self.level))


def _of_level(
    mission: Mission,
    name: str,
    held: Sequence[_Held],
    best: Judged,
    proven: Bound | None,
    slack: float,
) -> _Held:
    """Hold a level at what it came to, with what a bound on it and those before says of it."""
    reached = cost_of(mission, best.terms, (name,))
    least = None
    if proven is not None and proven.value is not None:
        # No term is less than nothing.
        least = min(reached, max(0.0, proven.value - sum(one.most for one in held)))
    most = reached * (1 + slack) + ROUNDING * max(1.0, reached)
    return _Held(name=name, reached=reached, most=most, least=least)


def _joined(before: Solution, after: Solution, *, whole: bool) -> Solution:
    """Return the later solution with all the work that went into it.

    Its bound is one of the mission's own prices: the better of both, where it has one.
    """
    bounds = [one for one in (before.bound, after.bound if whole else None) if one is not None]
    done = Done(
        plans_built=before.done.plans_built + after.done.plans_built,
        serials_tried=before.done.serials_tried + after.done.serials_tried,
        repairs_tried=before.done.repairs_tried + after.done.repairs_tried,
        polish_steps=before.done.polish_steps + after.done.polish_steps,
        trials=after.done.trials,
    )
    return attrs.evolve(
        after,
        bound=max(bounds, key=_value, default=None),
        done=done,
        ended=after.ended if before.ended == "work" else before.ended,
        start=before.start,
    )


def _value(proven: Bound) -> float:
    return float("-inf") if proven.value is None else proven.value


def _told(mission: Mission, held: Sequence[_Held], best: Judged) -> tuple[Level, ...]:
    return tuple(
        Level(
            name=one.name,
            reached=one.reached,
            most=one.most,
            least=one.least,
            cost=cost_of(mission, best.terms, (one.name,)),
        )
        for one in held
    )
