"""Courses of action that were planned side by side: what each comes to, or why it cannot be done.

A course that cannot be done is one of them: that it cannot is what its planner needs to know.
"""

from functools import cached_property

import attrs

from exeunt.facts.compared import Comparison, Course
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding, Outcome
from exeunt.rules.judge import Judged


@attrs.frozen(kw_only=True)
class Alternative:
    """A course of action: the mission as it changes it, and what planning came to.

    ``overlays`` are its files, none for the mission as it stands. ``contradictions`` are what of
    it makes no sense: then nothing was planned. ``outcome`` is None where nothing was. ``judged``
    is its plan; ``taken_from`` names the course whose plan that is, where another's was cheaper
    here than its own.
    """

    name: str
    overlays: tuple[str, ...] = ()
    mission: Mission
    contradictions: tuple[Finding, ...] = ()
    outcome: Outcome | None = None
    judged: Judged | None = None
    taken_from: str = ""

    @property
    def course(self) -> Course | None:
        """It as one of the plans of a comparison; None where it has no plan."""
        if self.judged is None:
            return None
        return Course(name=self.name, mission=self.mission, judged=self.judged)

    @property
    def bound(self) -> float | None:
        """No plan of this course costs less."""
        return None if self.judged is None else self.judged.plan.record.bound


@attrs.frozen(kw_only=True)
class Apart:
    """By how much the best plan of one course costs more than that of another, for certain.

    Each best plan costs at most what was found and at least its bound; None where that is not
    known. Below 0 it costs less.
    """

    before: Alternative
    after: Alternative
    least: float | None
    most: float | None

    @property
    def sure(self) -> bool:
        """Say whether it is proven which of the two is cheaper."""
        dearer = self.least is not None and self.least > 0
        return dearer or (self.most is not None and self.most < 0)


@attrs.frozen(kw_only=True)
class Alternatives:
    """Courses of action in the order in which they were given, the mission as it stands first.

    ``seconds`` is how long each was planned at most.
    """

    courses: tuple[Alternative, ...]
    seconds: float

    @cached_property
    def comparison(self) -> Comparison | None:
        """The courses that have a plan side by side; None where none has."""
        found = tuple(one.course for one in self.courses if one.course is not None)
        return Comparison(courses=found) if found else None

    @property
    def apart(self) -> tuple[Apart, ...]:
        """What is proven of the others with a plan against the first that has one."""
        planned = [one for one in self.courses if one.judged is not None]
        return tuple(apart(planned[0], other) for other in planned[1:])


def apart(before: Alternative, after: Alternative) -> Apart:
    """Say between what two courses' best plans are apart; both have a plan."""
    costs = [None if one.judged is None else one.judged.objective for one in (before, after)]
    return Apart(
        before=before,
        after=after,
        least=_less(after.bound, costs[0]),
        most=_less(costs[1], before.bound),
    )


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other
