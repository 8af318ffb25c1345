"""The ways out of a clash: each the least of one thing that helps, shown by a plan.

Whatever helps by itself does away with something that clashes, so only that is tried. Where
nothing helps by itself, as few things together as do are looked for.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from exeunt.evidence.checking import Checks
from exeunt.evidence.conditions import Condition, Lever, later, without
from exeunt.evidence.solving import Answer, Planner, in_time, pressing
from exeunt.model.mission import Mission
from exeunt.model.plan import Terms
from exeunt.rules.judge import Judged, judge

MOST_DAYS = 730
"""Days by which a deadline is put off at most."""
COUNTED = frozenset({Lever.DAYS, Lever.VEHICLES, Lever.AIRCRAFT})
"""What there can be more or less of."""


@attrs.frozen(kw_only=True)
class Change:
    """One change of a mission: so much more of something (0: the condition is gone)."""

    condition: Condition
    amount: int = 0


@attrs.frozen(kw_only=True)
class Way:
    """One way out: the changes, the plan that shows it works, and the cheapest found in time.

    ``saves`` is by how much that plan is cheaper than the cheapest without the change (below 0: it
    costs more), None where that is not known. ``sure`` says that less is proven not to help.
    """

    changes: tuple[Change, ...]
    shown: Judged
    cheapest: Judged
    saves: float | None
    sure: bool = True

    @property
    def terms(self) -> Terms:
        """Return the terms of the cheapest plan with the change."""
        return self.cheapest.terms


def changed(mission: Mission, changes: Iterable[Change]) -> Mission:
    """Return a mission with some changes."""
    given = mission
    gone = [change.condition for change in changes if not change.amount]
    for change in changes:
        if change.amount:
            given = _more(given, change)
    return without(given, gone)


def _more(mission: Mission, change: Change) -> Mission:
    condition, amount = change.condition, change.amount
    if condition.lever is Lever.DAYS:
        return later(mission, amount)
    rows = list(getattr(mission, condition.table))
    row = rows[condition.index]
    rows[condition.index] = attrs.evolve(row, count=row.count + amount)
    given: dict[str, Any] = {condition.table: tuple(rows)}
    return attrs.evolve(mission, **given)


def ways_out(
    clash: Sequence[Condition],
    checks: Checks,
    planner: Planner,
    before: Judged | None,
    *,
    priced: bool,
) -> tuple[Way, ...]:
    """Return the ways out of a clash, the cheapest first; ``before`` is the cheapest plan now.

    They are not ``priced`` where less is asked than of the whole mission: what a plan costs in
    which others may stay is no price. Then they stand as the clash does.
    """
    mission, ways = checks.mission, []
    for condition in clash:
        if condition.lever and not checks.effort.over():
            way = _alone(mission, condition, checks)
            if way is not None:
                ways.append(way)
    if not ways and not checks.effort.over():
        ways += _together(mission, checks)
    if not priced:
        return tuple(ways)
    with_price = [_priced(mission, way, checks, planner, before) for way in ways]
    return tuple(sorted(with_price, key=lambda way: way.cheapest.objective))


def _alone(mission: Mission, condition: Condition, checks: Checks) -> Way | None:
    """Return the least of one thing that helps, None where none of it does."""
    if condition.lever not in COUNTED:
        return _shown(mission, (Change(condition=condition),), checks)

    def helps(amount: int) -> Answer:
        given = changed(mission, [Change(condition=condition, amount=amount)])
        return checks.of(given).answer

    if checks([condition]).answer is not Answer.POSSIBLE:
        return None
    amount, sure = _least(helps, _most(mission, condition))
    if not amount:
        return None
    way = _shown(mission, (Change(condition=condition, amount=amount),), checks)
    return None if way is None else attrs.evolve(way, sure=sure)


def _most(mission: Mission, condition: Condition) -> int:
    if condition.lever is Lever.DAYS:
        return MOST_DAYS
    row = getattr(mission, condition.table)[condition.index]
    eased = condition.ease(row) if condition.ease is not None else row
    return int(eased.count - row.count)


def _least(helps: Callable[[int], Answer], most: int) -> tuple[int, bool]:
    """Return the least number that is shown to help, 0 for none, and whether less is proven not to.

    More is never worse, so the number is doubled until it helps, then halved between.
    """
    low, high, sure = 0, 1, True
    while high <= most:
        answer = helps(high)
        if answer is Answer.POSSIBLE:
            break
        low, high, sure = high, high * 2, answer is Answer.IMPOSSIBLE
    else:
        return 0, False
    while high - low > 1:
        middle = (low + high) // 2
        answer = helps(middle)
        if answer is Answer.POSSIBLE:
            high = middle
        else:
            low, sure = middle, answer is Answer.IMPOSSIBLE
    return high, sure


def _together(mission: Mission, checks: Checks) -> list[Way]:
    """Return as few changes as help together: one set of them, none of which can be left out."""
    given = [c for c in checks.every if c.lever]
    if checks(given).answer is not Answer.POSSIBLE:
        return []
    needed = list(given)
    for condition in given:
        rest = [c for c in needed if c is not condition]
        if checks(rest).answer is Answer.POSSIBLE:
            needed = rest
    way = _shown(mission, tuple(Change(condition=c) for c in needed), checks)
    return [] if way is None else [way]


def _shown(mission: Mission, changes: tuple[Change, ...], checks: Checks) -> Way | None:
    found = checks.of(changed(mission, changes))
    if found.judged is None or not in_time(found.judged):
        return None
    return Way(changes=changes, shown=found.judged, cheapest=found.judged, saves=None)


def _priced(
    mission: Mission, way: Way, checks: Checks, planner: Planner, before: Judged | None
) -> Way:
    """Return a way with the cheapest plan found that is in time, by as much work as without."""
    given, best = changed(mission, way.changes), way.shown
    if not checks.effort.over():
        checks.effort.steps("pricing")
        solved = planner(pressing(given), checks.effort.one(), judge(pressing(given), best.plan))
        if solved.judged is not None:
            found = judge(given, solved.judged.plan)
            if in_time(found) and found.objective < best.objective:
                best = found
    saves = None if before is None else before.objective - best.objective
    return attrs.evolve(way, cheapest=best, saves=saves)
