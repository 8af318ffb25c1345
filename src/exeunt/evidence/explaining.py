"""Why not everybody can be out in time: the fewest conditions that clash, and the ways out.

The conditions are relaxed by halves, then one by one (a deletion filter, Chinneck and Dravnieks,
"Locating minimal infeasible constraint sets in linear programs", ORSA J. Computing 3, 1991): what
can go while it stays impossible goes for good. What is left clashes, and no part of it does.
"""

from collections.abc import Sequence

import attrs

from exeunt.evidence.aims import Aim, Asked
from exeunt.evidence.checking import Checks
from exeunt.evidence.conditions import Condition, conditions, without
from exeunt.evidence.smallest import smaller
from exeunt.evidence.solving import (
    Answer,
    Arithmetic,
    Effort,
    Found,
    How,
    Planner,
    in_time,
    pressing,
)
from exeunt.evidence.ways import Way, ways_out
from exeunt.model.mission import Mission
from exeunt.model.reason import Reason
from exeunt.rules.judge import Judged, judge


@attrs.frozen(kw_only=True)
class Clash:
    """Conditions that cannot all hold if everybody is to be out in time.

    None of them: no plan was found however many were relaxed, so it is not known which clash.

    ``how`` says by what that is known. Without any one of them a plan has everybody out in time,
    but for the ``doubted``: without these none was found, and nothing is proven.
    """

    conditions: tuple[Condition, ...]
    how: How
    doubted: tuple[Condition, ...] = ()
    reasons: tuple[Reason, ...] = ()
    """What the arithmetic says of them."""
    for_good: bool = False
    """Whether not even without all named conditions everybody could be out in time."""


@attrs.frozen(kw_only=True)
class Explanation:
    """Whether an aim can be reached in time and, where not, why not and what would help.

    ``before`` is the cheapest plan found for the mission as it is, at its own prices; ``in_time``
    is one with everybody out by the deadline, where there is one.
    """

    aim: Aim
    answer: Answer
    how: How
    clash: Clash | None = None
    ways: tuple[Way, ...] = ()
    before: Judged | None = None
    in_time: Judged | None = None
    runs: int = 0
    """How often it was planned anew."""
    cut: bool = False
    """Whether the time was over before all was tried."""


def explain(
    aim: Aim,
    arithmetic: Arithmetic,
    planner: Planner,
    effort: Effort,
    plan: Judged | None = None,
) -> Explanation:
    """Explain why an aim cannot be reached in time; ``plan`` is one that somebody has.

    Whether it can be is asked first, and ends as soon as either is shown: what all costs, which
    takes a whole run to say, is asked of what is to be compared alone.
    """
    whole_mission = aim.kind is Asked.MISSION
    checks = Checks(aim.posed(), arithmetic, planner, effort, every=aim.conditions())
    before = plan if plan is not None and plan.lawful else None
    if before is not None and whole_mission:
        # Asked by another day, it may be late.
        before = judge(checks.mission, before.plan)
    if before is not None:
        checks.give(before)
    whole = checks()
    if whole.answer is Answer.POSSIBLE:
        return Explanation(
            aim=aim,
            answer=whole.answer,
            how=whole.how,
            before=before,
            in_time=_cheap(checks, planner, whole.judged, before if whole_mission else None),
            runs=effort.runs,
        )
    clash = clashing(checks, whole)
    ways: tuple[Way, ...] = ()
    # A plan that was given is made as good as the others before it is held against them.
    best = _as_it_is(checks, planner, before) if whole_mission else before
    if clash.conditions and not effort.over():
        ways = ways_out(clash.conditions, checks, planner, best, priced=whole_mission)
    return Explanation(
        aim=aim,
        answer=whole.answer,
        how=whole.how,
        clash=clash,
        ways=ways,
        before=best,
        runs=effort.runs,
        cut=effort.over(),
    )


def _as_it_is(checks: Checks, planner: Planner, before: Judged | None) -> Judged | None:
    """Return the cheapest plan of the mission as it is, by as much work as each way out has."""
    effort = checks.effort
    if effort.over():
        return before
    effort.steps("pricing")
    return planner(checks.mission, effort.one(), before).judged or before


def _cheap(
    checks: Checks, planner: Planner, shown: Judged | None, before: Judged | None
) -> Judged | None:
    """Return a plan in time that is no dearer than need be, to be held against one that is late."""
    mission, effort = checks.mission, checks.effort
    if shown is None or before is None or in_time(before) or effort.over():
        return shown
    effort.steps("pricing")
    start = judge(pressing(mission), shown.plan)
    solved = planner(pressing(mission), effort.one(), start).judged
    found = shown if solved is None else judge(mission, solved.plan)
    return min((one for one in (shown, found) if in_time(one)), key=lambda one: one.objective)


def clashing(checks: Checks, whole: Found) -> Clash:
    """Return the fewest conditions that clash, of a goal that is not known to be possible."""
    every = checks.every
    without_all = checks(every)
    if without_all.answer is not Answer.POSSIBLE:
        return Clash(
            conditions=(),
            how=without_all.how,
            reasons=without_all.reasons,
            for_good=without_all.answer is Answer.IMPOSSIBLE,
        )
    # Where nothing is proven of the mission itself, all that follows is as far as was found.
    sure = whole.answer is Answer.IMPOSSIBLE
    gone = _dropped(every, checks, sure=sure)
    kept = smaller([one for one in every if one not in set(gone)], checks)
    gone = [one for one in every if one not in set(kept)]
    doubted = tuple(c for c in kept if checks((*gone, c)).answer is not Answer.POSSIBLE)
    found = checks(gone)
    return Clash(conditions=kept, how=found.how, doubted=doubted, reasons=found.reasons)


def _dropped(every: Sequence[Condition], checks: Checks, *, sure: bool) -> list[Condition]:
    """Return the conditions that the clash does not need."""
    gone: list[Condition] = []

    def goes(group: Sequence[Condition]) -> bool:
        asked = (*gone, *group)
        if sure and len(group) > 1:
            # Unless that is proven the group is parted, be there a plan or not: none is looked for.
            return checks.proven(asked)
        answer = checks(asked).answer
        return answer is Answer.IMPOSSIBLE or (not sure and answer is Answer.UNKNOWN)

    def drop(group: Sequence[Condition]) -> None:
        if goes(group):
            gone.extend(group)
        elif len(group) > 1:
            middle = len(group) // 2
            drop(group[:middle])
            drop(group[middle:])

    drop(every)
    return gone


def only(mission: Mission, clash: Clash) -> Mission:
    """Return the mission of which nothing holds but what clashes."""
    kept = set(clash.conditions)
    return without(mission, [c for c in conditions(mission) if c not in kept])
