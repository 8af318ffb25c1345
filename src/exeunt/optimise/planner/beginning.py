"""What a search begins with where it is given a plan, lawful or not, whoever made it.

A lawful plan is the best so far before anything is built, so nothing worse is handed back. Of one
that breaks rules as much is kept as keeps them: what breaks them is left out until the referee
passes the rest. Either way the plan's own dates and order of closing are the first tactics tried.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import attrs

from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.outcome import HeldBreach, Start, Violation
from exeunt.model.plan import Plan
from exeunt.model.reason import Reason
from exeunt.optimise.planner.tactics import Tactics, earliest
from exeunt.optimise.planner.trim import trim
from exeunt.rules.judge import Judged, judge

ROUNDS, FEW_ROUNDS = 12, 4
"""Judgements that finding the lawful part of a plan takes at most, and where there is no time."""


@attrs.frozen(kw_only=True)
class Beginning:
    """What a search begins with: ``best`` is lawful, None where nothing of the plan is.

    ``broken`` is then what the last part of it broke that could be left, and ``by_held`` what of
    that is the doing of what is held.
    """

    start: Start
    best: Judged | None
    broken: tuple[Violation, ...] = ()
    by_held: tuple[HeldBreach, ...] = ()


def beginning(
    mission: Mission,
    given: Judged,
    stop: Callable[[], bool],
    held: Held | None = None,
    rounds: int = ROUNDS,
) -> Beginning:
    """Return what a search can begin with, given a plan of which some may be held."""
    lawful, left_out = given, set[str]()
    if not given.lawful:
        mended = Mending(mission, given, held)
        lawful, left_out = mended.lawful(stop, rounds), mended.left_out
    if lawful.lawful:
        shorter = judge(mission, trim(mission, lawful.plan, _kept(held)))
        kept = held is None or held.is_kept(shorter.plan)
        if kept and shorter.lawful and shorter.objective < lawful.objective:
            lawful = shorter
    start = Start(
        objective=given.objective,
        violations=given.violations,
        left_out=tuple(sorted(left_out)) if lawful.lawful else (),
        used=lawful.lawful,
    )
    best = lawful if lawful.lawful else None
    by_held = () if held is None else tuple(_by_held(held, lawful))
    return Beginning(start=start, best=best, broken=lawful.violations, by_held=by_held)


def _named(violation: Violation) -> set[str]:
    """Return the ids of what a violation is about itself."""
    where = violation.where
    if isinstance(where, Reason):
        return {str(value) for name, value in where.arguments if name == "serial"}
    return {where}


def _kept(held: Held | None) -> frozenset[str]:
    """Return the serials of which no run home may be left out."""
    return frozenset() if held is None else held.serials | held.riding


def _by_held(held: Held, judged: Judged) -> Iterator[HeldBreach]:
    """Yield the rules that what is held breaks, each with the pins that name it."""
    for violation in judged.violations:
        names = dict.fromkeys(pin for item in sorted(_named(violation)) for pin in held.named(item))
        for name in names:
            yield HeldBreach(by=name, violation=violation)


class Mending:
    """Leaves out of a plan what breaks rules, until the rest breaks none."""

    def __init__(self, mission: Mission, given: Judged, held: Held | None = None) -> None:
        """Keep what is given; ``left_out`` are ids of what is left out so far."""
        self.mission, self.given, self.held = mission, given, held
        self.left_out: set[str] = set()

    def lawful(self, stop: Callable[[], bool], rounds: int = ROUNDS) -> Judged:
        """Return what is left, judged: lawful, or what was left when no more could be done."""
        judged = self.given
        for left in range(rounds, 0, -1):
            if judged.lawful or stop():
                break
            # The first breaches first: what comes after often follows from them. Where there are
            # many, several at a time, so that the rounds suffice.
            share = math.ceil(len(judged.violations) / left)
            plan = self._without(judged.plan, judged.violations[:share])
            if plan is None:
                plan = self._without(judged.plan, judged.violations)
            if plan is None:
                break
            judged = judge(self.mission, plan)
        return judged

    def _without(self, plan: Plan, violations: Iterable[Violation]) -> Plan | None:
        """Return the plan without what some violations are about; None where that is nothing."""
        names = set[str]()
        for violation in violations:
            names |= blamed(self.mission, plan, violation)
        serials = names & plan.serials.keys()
        sites = names & plan.closes.keys()
        blamed_rows = [row for row in plan.disposals if row.lot in names]
        if self.held is not None:
            serials -= self.held.serials | self.held.riding
            sites -= self.held.sites
            blamed_rows = [row for row in blamed_rows if not self.held.holds(row)]
        if not serials and not sites and not blamed_rows:
            return None
        self.left_out |= serials | sites | {row.lot for row in blamed_rows}
        disposals = tuple(row for row in plan.disposals if row not in blamed_rows)
        return less(attrs.evolve(plan, disposals=disposals), serials, sites)


def blamed(mission: Mission, plan: Plan, violation: Violation) -> set[str]:
    """Return the ids of the serials, sites and lots that a violation is about."""
    where = violation.where
    if isinstance(where, Reason):
        return _named(violation)
    if where in plan.serials or where in plan.closes:
        return {where}
    # A party, lot or fleet that is not where it should be: the serial that sets out with it then.
    when = violation.when
    setting_out = {
        load.serial
        for load in plan.loads
        if load.item == where
        and any(s.stage == load.board_stage and s.depart == when for s in plan.serials[load.serial])
    }
    if setting_out:
        return setting_out
    disposed = {row.lot for row in plan.disposals if row.lot == where}
    moving = {load.serial for load in plan.loads if load.item == where}
    if where in mission.site:
        moving = {stage.serial for stage in plan.stages if stage.depart == when} or {
            stage.serial for stage in plan.stages if where in {stage.origin, stage.destination}
        }
    return disposed or moving


def less(plan: Plan, serials: set[str], sites: set[str]) -> Plan:
    """Return a plan without some serials and closings."""
    return attrs.evolve(
        plan,
        stages=tuple(row for row in plan.stages if row.serial not in serials),
        loads=tuple(row for row in plan.loads if row.serial not in serials),
        reserves=tuple(
            row for row in plan.reserves if row.flight not in serials and row.serial not in serials
        ),
        closures=tuple(
            attrs.evolve(
                row, last_serials=tuple(one for one in row.last_serials if one not in serials)
            )
            for row in plan.closures
            if row.site not in sites
        ),
    )


def tactics_like(mission: Mission, first: Tactics, plan: Plan) -> Tactics:
    """Return tactics that close where and in the order in which a plan does.

    What it closes nowhere keeps the first tactics' date.
    """
    closing = [row for row in plan.closures if row.site in first.close_at]
    close_at = dict(first.close_at)
    for row in closing:
        called = mission.hours(row.close)
        leaving = [plan.serials[one][0].depart for one in row.last_serials if one in plan.serials]
        if leaving:
            called = min(called, mission.hours(min(leaving)))
        close_at[row.site] = max(earliest(mission, row.site), called)
    # Who closes first is cleared first: the same weights as before, in the plan's order.
    order = [row.site for row in sorted(closing, key=lambda row: (row.close, row.site))]
    ranks = sorted((first.priority[site] for site in order), reverse=True)
    priority = {**first.priority, **dict(zip(order, ranks, strict=True))}
    return attrs.evolve(first, close_at=close_at, priority=priority)


def disposing_like(mission: Mission, tactics: Tactics, plan: Plan) -> Tactics:
    """Return tactics that dispose from the start of what a plan disposes of where it began."""
    early = Counter(tactics.dispose_early)
    for row in plan.disposals:
        lot = mission.lot.get(row.lot)
        if lot is not None and lot.site == row.site:
            early[row.lot, row.site] += row.quantity
    return attrs.evolve(tactics, dispose_early=dict(early))
