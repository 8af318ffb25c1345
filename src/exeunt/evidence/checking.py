"""Whether a goal can be met where some conditions do not hold: asked once, and kept.

The goal is that everybody is out in time, unless another is given.

Arithmetic is asked first, for it proves in no time; then known plans are judged; then it is
planned anew, at prices by which nothing counts but being late, until either is shown.
"""

from collections.abc import Callable, Iterable

import attrs

from exeunt.evidence.conditions import Condition, conditions, without
from exeunt.evidence.solving import (
    PROVEN,
    Answer,
    Arithmetic,
    Effort,
    Enough,
    Found,
    How,
    Planner,
    arrived,
    for_lateness,
    in_time,
    pressing,
    settled,
)
from exeunt.model.mission import Mission
from exeunt.rules.judge import Judged, judge

Gone = frozenset[Condition]
Changed = Callable[[Mission], Mission]
Runs = tuple[tuple[Changed, Enough], ...]
"""How a goal is planned for, run after run: at what prices, and until when."""


def as_it_is(mission: Mission) -> Mission:
    """Return a mission as it is."""
    return mission


@attrs.frozen(kw_only=True)
class Goal:
    """What is asked: which plans show it, and how it is planned for, run after run.

    ``asked`` is what becomes of a mission first, where more is asked of it than it says itself;
    ``step`` is what whoever watches hears of each run.
    """

    met: Callable[[Judged], bool]
    runs: Runs
    asked: Changed = as_it_is
    step: str = "checking"


# Where nothing else costs, a bound above nothing is a proof; but a search that sees no difference
# between most plans may lose its way, so it is asked with all prices as well.
IN_TIME = Goal(met=in_time, runs=((for_lateness, settled), (pressing, arrived)))
"""Everybody is out by the deadline."""


class Checks:
    """Answers by the conditions that do not hold."""

    def __init__(
        self,
        mission: Mission,
        arithmetic: Arithmetic,
        planner: Planner,
        effort: Effort,
        goal: Goal = IN_TIME,
        every: tuple[Condition, ...] | None = None,
    ) -> None:
        """Begin with no answers; ``every`` are all conditions, where they are not the mission's."""
        self.mission, self.effort, self.goal = mission, effort, goal
        self.every = conditions(mission) if every is None else every
        self._arithmetic, self._planner = arithmetic, planner
        self._known: dict[Gone, Found] = {}
        self._unproven: set[Gone] = set()
        """Of which the first run has shown nothing."""
        self._plans: list[Judged] = []
        self._broken: dict[int, Gone] = {}

    def broken(self, plan: Judged) -> Gone:
        """Return as few of all conditions as it takes for a known plan to meet the goal.

        All of them, where it does not even do so without any.
        """
        known = next(n for n, one in enumerate(self._plans) if one is plan)
        if known not in self._broken:
            gone = list(self.every)
            for condition in self.every:
                rest = [each for each in gone if each is not condition]
                eased = self.goal.asked(without(self.mission, rest))
                if self.goal.met(judge(eased, plan.plan)):
                    gone = rest
            self._broken[known] = frozenset(gone)
        return self._broken[known]

    def give(self, plan: Judged) -> None:
        """Take a plan that may show something."""
        self._plans.append(plan)

    @property
    def plans(self) -> tuple[Judged, ...]:
        """Return the plans that were given or have shown something."""
        return tuple(self._plans)

    def __call__(self, gone: Iterable[Condition] = ()) -> Found:
        """Say whether the goal can be met without some of the conditions."""
        asked = frozenset(gone)
        found = self._known.get(asked) or self._follows(asked)
        if found is None:
            # What the first run could not show, another like it would not.
            runs = self.goal.runs[1:] if asked in self._unproven else self.goal.runs
            found = self.of(without(self.mission, asked), runs)
        self._known[asked] = found
        return found

    def proven(self, gone: Iterable[Condition]) -> bool:
        """Say whether it is proven that the goal cannot be met without some of the conditions.

        Only the run that may prove it is made: where it does not, nothing more is looked for.
        """
        asked = frozenset(gone)
        found = self._known.get(asked) or self._follows(asked)
        if found is None and asked not in self._unproven:
            found = self.of(without(self.mission, asked), self.goal.runs[:1])
            if found.answer is Answer.UNKNOWN:
                self._unproven.add(asked)
            else:
                self._known[asked] = found
        return found is not None and found.answer is Answer.IMPOSSIBLE

    def of(self, mission: Mission, runs: Runs | None = None) -> Found:
        """Say whether the goal can be met in a mission that was changed; ``runs``: by these."""
        mission = self.goal.asked(mission)
        for plan in self._plans:
            judged = judge(mission, plan.plan)
            if self.goal.met(judged):
                return Found(answer=Answer.POSSIBLE, how=How.PLAN, judged=judged)
        reasons = self._arithmetic(mission)
        if reasons:
            return Found(answer=Answer.IMPOSSIBLE, how=How.ARITHMETIC, reasons=reasons)
        if self.effort.over():
            return Found(answer=Answer.UNKNOWN, how=How.SEARCH)
        return self._planned(mission, self.goal.runs if runs is None else runs)

    def _follows(self, asked: Gone) -> Found | None:
        """Return an answer that follows from another: with less in the way no less is possible."""
        for gone, found in self._known.items():
            if found.answer is Answer.POSSIBLE and gone < asked:
                return found
            if found.answer is Answer.IMPOSSIBLE and gone > asked:
                return found
        return None

    def _planned(self, mission: Mission, runs: Runs) -> Found:
        for priced, enough in runs:
            if self.effort.over():
                break
            self.effort.steps(self.goal.step)
            # From the first run it is learnt how long a plan takes, so that one has the time.
            new = self.goal is IN_TIME and not self.effort.learnt
            seconds = self.effort.first() if new else self.effort.one()
            solved = self._planner(priced(mission), seconds, enough=enough)
            if solved.judged is not None:
                self.effort.learn(solved.first_s)
                judged = judge(mission, solved.judged.plan)
                if self.goal.met(judged):
                    self.give(judged)
                    return Found(answer=Answer.POSSIBLE, how=How.PLAN, judged=judged)
            if priced is for_lateness and solved.least is not None and solved.least > PROVEN:
                return Found(answer=Answer.IMPOSSIBLE, how=How.BOUND)
        return Found(answer=Answer.UNKNOWN, how=How.SEARCH)
