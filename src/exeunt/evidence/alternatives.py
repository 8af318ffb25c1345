"""What a plan would be that did one thing otherwise, and what that costs: found by planning it.

The difference is that of two costs that the referee gave. What is proven of it follows from the
bound: no plan that does the thing costs less than that.
"""

import attrs

from exeunt.evidence.checking import Checks, Goal, as_it_is
from exeunt.evidence.explaining import Clash, clashing
from exeunt.evidence.forcing import Forced
from exeunt.evidence.solving import Answer, Arithmetic, Effort, Found, How, Planner, Solved, found
from exeunt.evidence.valuing import Range
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.reason import Reason
from exeunt.rules.judge import Judged, judge

PLANNED_SHARE = 0.7
"""Share of the time for the plan; the rest is for why there is none, where there is none."""
AGAIN_SHARE = 0.15
"""Share of it for a plan from nothing, where none came of the plan that was given."""
CHECK_SHARE = 0.03
"""Share of the time for one plan by which it is seen whether a condition stands in the way."""
ROUNDING = 1e-6
"""Relative difference below which two costs are one."""


@attrs.frozen(kw_only=True)
class Alternative:
    """A plan that does one thing otherwise, beside the plan that somebody has.

    ``before`` is that plan, ``after`` the best found that does the thing, None where none was;
    both are judged by the mission as it is. ``already`` says that the plan does it as it is.
    """

    says: Reason
    """The thing."""
    before: Judged
    after: Judged | None
    answer: Answer
    already: bool = False
    bound: float | None = None
    """What no plan that does the thing costs less than; None where nothing is proven."""
    against: tuple[Reason, ...] = ()
    """Proofs that there is none."""
    clash: Clash | None = None
    """The fewest rules and facts that stand in its way, where there is none."""
    broken: tuple[Violation, ...] = ()
    """What the nearest to a plan broke, where there is none."""
    nearest: Judged | None = None
    """The best plan found in which not all of a lot becomes what it must, where none does that."""
    runs: int = 0
    """How often it was planned anew."""

    @property
    def more(self) -> float | None:
        """By how much the plan that does the thing costs more; below 0: it costs less."""
        return None if self.after is None else self.after.objective - self.before.objective

    @property
    def same(self) -> bool:
        """Say whether both cost the same."""
        more = self.more
        return more is not None and abs(more) <= ROUNDING * max(1.0, abs(self.before.objective))

    @property
    def proven(self) -> Range:
        """Between what it costs more for certain, whichever plan does the thing best."""
        least = None if self.bound is None else self.bound - self.before.objective
        return Range(least=least, most=self.more)


@attrs.frozen(kw_only=True)
class Means:
    """What an alternative is looked for with."""

    arithmetic: Arithmetic
    """Proves that rules clash, be people late or not."""
    planner: Planner
    effort: Effort


def alternative(mission: Mission, plan: Judged, forced: Forced, means: Means) -> Alternative:
    """Plan a mission with one thing forced, starting from a lawful plan that somebody has.

    Where there is no plan, it is asked which rules and facts stand in the way.
    """
    asked = forced.force(mission)
    answer = Alternative(says=forced.says, before=plan, after=None, answer=Answer.UNKNOWN)
    here = judge(asked, plan.plan)
    if forced.held is None and _does(here, plan):
        return attrs.evolve(answer, after=plan, answer=Answer.POSSIBLE, already=True)
    known = Found(answer=Answer.UNKNOWN, how=How.SEARCH)
    proofs = means.arithmetic(asked)
    if proofs:
        known = Found(answer=Answer.IMPOSSIBLE, how=How.ARITHMETIC, reasons=proofs)
        answer = attrs.evolve(answer, answer=known.answer, against=proofs)
        return _blamed(answer, forced, known, means, mission)
    solved = _solved(asked, here, forced, means)
    answer = attrs.evolve(answer, runs=means.effort.runs, broken=solved.broken)
    if solved.judged is None:
        blamed = _blamed(answer, forced, known, means, mission)
        return blamed if blamed.after is None else _proven(blamed, mission, solved)
    after = judge(mission, solved.judged.plan)
    if not _does(solved.judged, after):
        return attrs.evolve(answer, nearest=after)
    answer = attrs.evolve(answer, after=after, answer=Answer.POSSIBLE)
    return _proven(answer, mission, solved)


def impossible(before: Judged, says: Reason, against: tuple[Reason, ...]) -> Alternative:
    """Return that there is no plan that does a thing, for reasons that hold of every plan."""
    return Alternative(
        says=says, before=before, after=None, answer=Answer.IMPOSSIBLE, against=against
    )


def _does(judged: Judged, as_it_is: Judged) -> bool:
    """Say whether a plan does the thing: it keeps the rules, and pays nothing for not doing it.

    It is judged with the thing forced and by the mission as it is.
    """
    return judged.lawful and _same(judged.objective, as_it_is.objective)


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= ROUNDING * max(1.0, abs(other))


def _solved(asked: Mission, here: Judged, forced: Forced, means: Means) -> Solved:
    """Plan with the thing forced, from the plan with the thing done by hand where there is one.

    What comes of that may be a dead end: where no plan does, it is planned from nothing.
    """
    effort, planner = means.effort, means.planner
    effort.steps("forcing")
    start = here if forced.by_hand is None else judge(asked, forced.by_hand)
    effort.each = PLANNED_SHARE * effort.seconds
    if forced.held is not None:
        return planner(asked, effort.one(), start, held=forced.held)
    solved = planner(asked, effort.one(), start)
    if solved.judged is not None or effort.over():
        return solved
    effort.each = AGAIN_SHARE * effort.seconds
    return planner(asked, effort.one())


def _proven(answer: Alternative, mission: Mission, solved: Solved) -> Alternative:
    """Return an answer with what no plan that does the thing costs less than.

    Of every plan of the mission the one that was given may say it, too.
    """
    if answer.after is None:
        return answer
    record, cost = answer.before.plan.record, answer.after.objective
    bounds = [None if solved.bound is None else solved.bound.value]
    if mission.is_of(record.mission_hash):
        bounds.append(record.bound)
    # A plan that costs less disproves a bound; within rounding the plan is as good as can be.
    slack = ROUNDING * max(1.0, abs(cost))
    proven = (min(each, cost) for each in bounds if each is not None and each <= cost + slack)
    return attrs.evolve(answer, bound=max(proven, default=None))


def _blamed(
    answer: Alternative, forced: Forced, known: Found, means: Means, mission: Mission
) -> Alternative:
    """Return the answer that there is no plan with the fewest rules and facts in its way.

    A plan that was found without one of them may do without that as well: then there is one.
    """
    effort = means.effort
    if not forced.filtered or effort.over():
        return answer
    goal = Goal(met=_lawful, runs=((as_it_is, found),), asked=forced.force, step="freeing")
    effort.each = effort.seconds * CHECK_SHARE
    checks = Checks(mission, means.arithmetic, means.planner, effort, goal)
    clash = clashing(checks, known)
    answer = attrs.evolve(answer, runs=effort.runs)
    asked = forced.force(mission)
    shown = [plan for plan in checks.plans if judge(asked, plan.plan).lawful]
    if shown:
        best = min((judge(mission, one.plan) for one in shown), key=lambda one: one.objective)
        return attrs.evolve(answer, after=best, answer=Answer.POSSIBLE, broken=())
    return attrs.evolve(answer, clash=clash)


def _lawful(judged: Judged) -> bool:
    return judged.lawful
