"""Why not everybody can be out in time: the fewest conditions that clash, and the ways out.

The conditions are relaxed kind by kind, then one by one (a deletion filter, Chinneck and Dravnieks,
"Locating minimal infeasible constraint sets in linear programs", ORSA J. Computing 3, 1991): what
can go while it stays impossible goes for good. What is left clashes, and no part of it does.
"""

import itertools
from collections.abc import Sequence

import attrs

from exeunt.evidence.checking import Checks
from exeunt.evidence.conditions import Condition, conditions, without
from exeunt.evidence.solving import Answer, Arithmetic, Effort, Found, How, Planner, in_time
from exeunt.evidence.ways import Way, ways_out
from exeunt.model.mission import Mission
from exeunt.model.reason import Reason
from exeunt.rules.judge import Judged


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
    """Whether everybody can be out by the deadline and, where not, why not and what would help.

    ``before`` is the cheapest plan found for the mission as it is, at its own prices; ``in_time``
    is one with everybody out by the deadline, where there is one.
    """

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
    mission: Mission,
    arithmetic: Arithmetic,
    planner: Planner,
    effort: Effort,
    plan: Judged | None = None,
) -> Explanation:
    """Explain why not everybody can be out by the deadline; ``plan`` is one that somebody has."""
    checks = Checks(mission, arithmetic, planner, effort)
    best = before = plan if plan is not None and plan.lawful else None
    if before is not None:
        checks.give(before)
    if before is None or not in_time(before):
        effort.steps("pricing")
        solved = planner(mission, effort.first(), before)
        effort.learn(solved.first_s)
        best = solved.judged
        if best is not None:
            checks.give(best)
    whole = checks()
    if whole.answer is Answer.POSSIBLE:
        return Explanation(
            answer=whole.answer,
            how=whole.how,
            before=before,
            in_time=whole.judged,
            runs=effort.runs,
        )
    clash = clashing(mission, checks, whole)
    ways: tuple[Way, ...] = ()
    if clash.conditions and not effort.over():
        ways = ways_out(mission, clash.conditions, checks, planner, best)
    return Explanation(
        answer=whole.answer,
        how=whole.how,
        clash=clash,
        ways=ways,
        before=best,
        runs=effort.runs,
        cut=effort.over(),
    )


def clashing(mission: Mission, checks: Checks, whole: Found) -> Clash:
    """Return the fewest conditions that clash, of a mission that is not known to be possible."""
    every = conditions(mission)
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
    kept = tuple(condition for condition in every if condition not in set(gone))
    doubted = tuple(c for c in kept if checks((*gone, c)).answer is not Answer.POSSIBLE)
    found = checks(gone)
    return Clash(conditions=kept, how=found.how, doubted=doubted, reasons=found.reasons)


def _dropped(every: Sequence[Condition], checks: Checks, *, sure: bool) -> list[Condition]:
    """Return the conditions that the clash does not need."""
    gone: list[Condition] = []

    def drop(group: Sequence[Condition]) -> None:
        answer = checks((*gone, *group)).answer
        if answer is Answer.IMPOSSIBLE or (not sure and answer is Answer.UNKNOWN):
            gone.extend(group)
        elif len(group) > 1:
            middle = len(group) // 2
            drop(group[:middle])
            drop(group[middle:])

    for _, kind in itertools.groupby(every, key=lambda condition: condition.kind):
        drop(tuple(kind))
    return gone


def only(mission: Mission, clash: Clash) -> Mission:
    """Return the mission of which nothing holds but what clashes."""
    kept = set(clash.conditions)
    return without(mission, [c for c in conditions(mission) if c not in kept])
