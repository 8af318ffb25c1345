"""What one more of each thing is worth: planned anew from a plan, each with as much time.

Two costs are compared, and each is known only as far as its proof: the cheapest plan of a mission
costs no more than the one that was found and no less than its bound. So what a change is really
worth lies between the bound without it less the cost with it, and the cost without it less the
bound with it.
"""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from exeunt.evidence.fates import Fates, fates
from exeunt.evidence.offers import Kind, Offer, closings, offers, refusals
from exeunt.evidence.solving import Effort, Planner, Solved
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Record
from exeunt.rules.judge import Judged, judge

ROUNDING = 1e-6
"""Relative difference below which a bound and a cost are the same number."""
LEAST_SECONDS = 0.2
"""Seconds that one run takes however many there are."""
KIT_SHARE = 0.02
"""Share of the time for asking what kit is indifferent, however little is left."""
LOST_SHARE = 0.15
"""Share of the time that goes to what a run does before and after it plans."""

RECORDS: dict[str, Any] = {"record": Record(), "trials": (), "proof": (), "changes": ()}
"""What a plan tells of how it was made."""

Tried = Callable[[Offer | None, int, int], None]
"""Hears of every run as it begins: what is offered (None: nothing), which it is, of how many."""


@attrs.frozen(kw_only=True)
class Range:
    """Between what a number lies for certain; None where nothing is proven on that side."""

    least: float | None
    most: float | None


@attrs.frozen(kw_only=True)
class Worth:
    """What a change is worth: the cost found without it less that found with it.

    ``after`` is the best plan found with the change, None where none was found; ``bound`` is what
    no plan with the change costs less than. ``proven`` is where the true worth lies for certain.
    """

    offer: Offer
    after: Judged | None
    bound: float | None
    saves: float | None
    proven: Range


@attrs.frozen(kw_only=True)
class Holding:
    """What a day of holding a site costs, and at what price it would pay to close earlier.

    ``day`` is what a day there is priced at now: standing cost and the risk of the perimeter.
    ``earlier`` is what closing it earlier is worth all in all, as a rule less than nothing.
    ``price`` is ``day`` and what each day earlier costs besides: dearer, and closing pays.
    """

    site: str
    day: float
    earlier: Worth
    days: float | None
    """Days earlier that the site closes by the plan that was found."""
    price: float | None


@attrs.frozen(kw_only=True)
class Worths:
    """What everything is worth, the most first, and what a day of each base is.

    ``before`` is the best plan found without any change, ``bound`` what no plan costs less than.
    """

    before: Judged | None
    bound: float | None
    worths: tuple[Worth, ...] = ()
    holdings: tuple[Holding, ...] = ()
    refusals: tuple[Worth, ...] = ()
    """What it is worth, less than nothing, to lose each permission that has been given."""
    kit: Fates | None = None
    """The kit that is indifferent by the best plan; None where there is none to ask it of."""
    untried: tuple[Offer, ...] = ()
    """What there was no time for."""
    seconds: float = 0.0
    """Seconds that each of the runs had."""


@attrs.define(kw_only=True)
class _Run:
    """A run: its mission, what came of it, and the best plan of all known for the mission."""

    mission: Mission
    solved: Solved
    best: Judged | None = None
    judged: list[Plan] = attrs.field(factory=list)
    """Plans that were judged by this mission."""

    def know(self, plans: Iterable[Judged | None]) -> None:
        """Take the best of some plans that were judged by this mission."""
        for plan in plans:
            if plan is None:
                continue
            self.judged.append(plan.plan)
            if plan.lawful and (self.best is None or plan.objective < self.best.objective):
                self.best = plan

    def take(self, plans: Iterable[Judged | None]) -> None:
        """Take the best of some plans, made for whatever mission, that is lawful in this one."""
        for plan in plans:
            # To judge is most of the work where a mission is large: what is known is not judged.
            if plan is None or any(_same(plan.plan, each) for each in self.judged):
                continue
            self.judged.append(plan.plan)
            judged = judge(self.mission, plan.plan)
            if judged.lawful and (self.best is None or judged.objective < self.best.objective):
                self.best = judged

    @property
    def bound(self) -> float | None:
        """What no plan costs less than, as far as it is proven and no plan disproves it."""
        value = None if self.solved.bound is None else self.solved.bound.value
        if value is None or self.best is None:
            return value
        cost = self.best.objective
        if value > cost + ROUNDING * max(1.0, abs(cost)):
            return None
        return min(value, cost)


def worth(mission: Mission, plan: Judged, planner: Planner, effort: Effort, tried: Tried) -> Worths:
    """Say what one more of each thing is worth, and at what price a day of each base is too dear.

    Every run begins with ``plan`` and has as much time as every other.
    """
    idle, used = _split(refusals(mission), plan)
    given = (*offers(mission), *closings(mission, plan.plan), *used)
    total = len(given) + 1
    effort.each = max(LEAST_SECONDS, effort.seconds * (1 - LOST_SHARE) / total)
    tried(None, 1, total)
    base = _Run(mission=mission, solved=planner(mission, effort.one(), plan))
    base.know([plan, base.solved.judged])
    runs: list[tuple[Offer, _Run]] = []
    for n, offer in enumerate(given, start=2):
        if effort.over():
            break
        tried(offer, n, total)
        start = judge(offer.mission, plan.plan)
        solved = planner(offer.mission, effort.one(), start)
        # Of a run that was ended before the others nothing is said: its work was not equal.
        if effort.stop():
            break
        run = _Run(mission=offer.mission, solved=solved)
        run.know([start, solved.judged])
        runs.append((offer, run))
    untried = given[len(runs) :]
    runs += idle
    _shared(base, [run for _, run in runs])
    found = [_worth(offer, base, run) for offer, run in runs]
    apart = {Kind.CLOSING, Kind.REFUSAL}
    return Worths(
        before=base.best,
        bound=base.bound,
        worths=_ranked(each for each in found if each.offer.kind not in apart),
        holdings=tuple(
            _holding(each, base.best) for each in found if each.offer.kind is Kind.CLOSING
        ),
        # What is missed most comes first.
        refusals=_ranked((each for each in found if each.offer.kind is Kind.REFUSAL), most=False),
        kit=_kit(mission, base.best, effort),
        untried=untried,
        seconds=effort.each,
    )


def _split(
    given: Iterable[Offer], plan: Judged
) -> tuple[list[tuple[Offer, _Run]], tuple[Offer, ...]]:
    """Part what a plan does without, which needs no run, from what it does not."""
    idle, used = list[tuple[Offer, _Run]](), list[Offer]()
    for offer in given:
        start = judge(offer.mission, plan.plan)
        if not start.lawful:
            used.append(offer)
            continue
        run = _Run(mission=offer.mission, solved=Solved(judged=start))
        run.know([start])
        idle.append((offer, run))
    return idle, tuple(used)


def _kit(mission: Mission, plan: Judged | None, effort: Effort) -> Fates | None:
    """Say what kit is indifferent, in what is left of the time or a little of it."""
    if plan is None:
        return None
    least = time.monotonic() + effort.seconds * KIT_SHARE

    def over() -> bool:
        return effort.stop() or (effort.over() and time.monotonic() >= least)

    return fates(mission, plan, over)


def _shared(base: _Run, runs: Sequence[_Run]) -> None:
    """Let every mission have what was found for the others, where it is lawful in it.

    A run may come upon a better plan by luck, without the change having to do with it. Unless the
    mission as it is has it too, luck would be taken for worth.
    """
    base.take(run.best for run in runs)
    for run in runs:
        run.take([base.best])


def _worth(offer: Offer, base: _Run, run: _Run) -> Worth:
    before, after, bound = base.best, run.best, run.bound
    saves, least, most = None, None, None
    if offer.kind in {Kind.REFUSAL, Kind.CLOSING}:
        # What only forbids makes no plan cheaper: nothing costs less with it than without.
        known = [one for one in (bound, base.bound) if one is not None]
        bound, most = max(known, default=None), 0.0
    if before is not None and after is not None:
        saves = before.objective - after.objective
    if base.bound is not None and after is not None:
        least = base.bound - after.objective
    if before is not None and bound is not None:
        most = min(before.objective - bound, math.inf if most is None else most)
    proven = Range(least=least, most=most)
    return Worth(offer=offer, after=after, bound=bound, saves=saves, proven=proven)


def _ranked(worths: Iterable[Worth], *, most: bool = True) -> tuple[Worth, ...]:
    """Return worths by what they save, the most first or the least; unknown is least of all."""

    def order(each: Worth) -> float:
        return -math.inf if each.saves is None else each.saves

    return tuple(sorted(worths, key=order, reverse=most))


def _holding(earlier: Worth, before: Judged | None) -> Holding:
    mission, site = earlier.offer.mission, earlier.offer.item
    row, prices = mission.site[site], mission.prices
    day = row.standing_cost_per_day * prices.money + row.perimeter_risk_per_day * prices.casualty
    days = _days_earlier(site, before, earlier.after)
    price = None
    if days and days > 0 and earlier.saves is not None:
        price = day - earlier.saves / days
    return Holding(site=site, day=day, earlier=earlier, days=days, price=price)


def _days_earlier(site: str, before: Judged | None, after: Judged | None) -> float | None:
    if before is None or after is None:
        return None
    closes = [each.plan.closes.get(site) for each in (before, after)]
    if closes[0] is None or closes[1] is None:
        return None
    return (closes[0].close - closes[1].close).total_seconds() / 86_400


def _same(plan: Plan, other: Plan) -> bool:
    """Say whether two plans do the same, whatever is on record of them."""
    return plan is other or attrs.evolve(plan, **RECORDS) == attrs.evolve(other, **RECORDS)
