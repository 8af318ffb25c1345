"""A stand-in for arithmetic and planner: whether all can be out in time follows from the tables."""

from collections.abc import Callable
from typing import Self

import attrs
import pytest

from exeunt.evidence.aims import Aim
from exeunt.evidence.solving import Effort, Enough, Solved
from exeunt.model.mission import Mission
from exeunt.model.outcome import Bound
from exeunt.model.plan import Plan
from exeunt.model.reason import Reason
from exeunt.rules.judge import Judged, judge
from tests.support.plans.tiny_by_hand import by_hand

PROOF = Reason.of("feasible.when.never")


@attrs.define
class Told:
    """Says by ``can`` of a mission's tables whether everybody can be out in time.

    The plan it shows is that of tiny by hand, which its referee finds in time where it can be.
    """

    can: Callable[[Mission], bool]
    shown: Judged
    asked: list[Mission] = attrs.field(factory=list)

    def judge(self, mission: Mission, plan: Plan) -> Judged:
        """Judge the plan by hand: in time where everybody can be."""
        late = 0 if self.can(mission) else 5
        people = attrs.evolve(self.shown.people, late=late)
        return attrs.evolve(self.shown, plan=plan, people=people)

    def instead(self, monkeypatch: pytest.MonkeyPatch) -> Self:
        """Take the referee's place."""
        for module in ("checking", "explaining", "ways"):
            monkeypatch.setattr(f"exeunt.evidence.{module}.judge", self.judge)
        return self

    def arithmetic(self, mission: Mission) -> tuple[Reason, ...]:
        """Prove what cannot be."""
        return () if self.can(mission) else (PROOF,)

    def planner(
        self,
        mission: Mission,
        seconds: float,  # noqa: ARG002 - as a planner
        start: Judged | None = None,  # noqa: ARG002 - as a planner
        enough: Enough | None = None,  # noqa: ARG002 - as a planner
    ) -> Solved:
        """Return the plan by hand where there may be one."""
        self.asked.append(mission)
        if not self.can(mission):
            return Solved(judged=None, bound=Bound(value=1.0, fixed=0.0, method=""))
        return Solved(judged=self.judge(mission, self.shown.plan))


def told(mission: Mission, can: Callable[[Mission], bool]) -> Told:
    """Return a stand-in for a mission that is tiny but for what ``can`` looks at."""
    return Told(can, judge(mission, by_hand(mission)))


def whole(mission: Mission) -> Aim:
    """Ask of everybody to be out by the deadline."""
    return Aim(original=mission, by=mission.deadline)


def effort(steps: list[str] | None = None) -> Effort:
    """Return time enough."""
    heard = [] if steps is None else steps
    return Effort(seconds=1000.0, each=1.0, stop=lambda: False, steps=heard.append)
