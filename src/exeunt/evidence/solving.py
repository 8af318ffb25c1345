"""What the engines of this room ask of others: proofs by arithmetic, and plans by re-solving.

They are handed in, for a room of engines imports no other.
"""

import time
from enum import StrEnum
from typing import Any, Protocol

import attrs

from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.outcome import Bound, Steps, Stop, Violation
from exeunt.model.reason import Reason
from exeunt.rules.judge import Judged

LATENESS: dict[str, Any] = {
    "casualty": 0.0,
    "person_day_late": 1.0,
    "person_not_out": 100.0,
    "makespan_day": 0.0,
    "unit_day_late": 0.0,
    "capture_point": 0.0,
    "vacuum_day": 0.0,
    "value_lost": 0.0,
    "money": 0.0,
    "fuel_litre": 0.0,
}
"""Prices by which a plan costs nothing if, and only if, everybody is out by the deadline."""
PRESSING = 1000.0
"""By how much dearer lateness is where a plan is to be in time first, and cheap then."""
FIRST_SHARE = 0.2
"""Share of the time for the first run, from which it is learnt how long a plan takes."""
TO_FIRST = 3.0
"""Times as long as the first plan takes that a run is given."""
PROVEN = 1e-3
"""Least cost at these prices from which it is proven that somebody is late: below is rounding."""


class Answer(StrEnum):
    """Whether everybody can be out by the deadline."""

    POSSIBLE = "possible"
    """There is a plan, and the referee has passed it."""
    IMPOSSIBLE = "impossible"
    """It is proven that there is none."""
    UNKNOWN = "unknown"
    """No plan was found, and nothing is proven."""


class How(StrEnum):
    """By what an answer is known."""

    PLAN = "plan"
    ARITHMETIC = "arithmetic"
    BOUND = "bound"
    SEARCH = "search"


@attrs.frozen(kw_only=True)
class Found:
    """An answer, how it is known, and the plan that shows it where one does.

    ``reasons`` are what the arithmetic says of it.
    """

    answer: Answer
    how: How
    judged: Judged | None = None
    reasons: tuple[Reason, ...] = ()


@attrs.frozen(kw_only=True)
class Solved:
    """What came of planning: the best plan, and what is proven of the cost of every other."""

    judged: Judged | None
    bound: Bound | None = None
    first_s: float = 0.0
    """Seconds until there was a plan."""
    broken: tuple[Violation, ...] = ()
    """Where there is no plan, what the nearest to one broke."""

    @property
    def least(self) -> float | None:
        """What no plan costs less than, as far as it is proven and not disproved by the plan."""
        if self.bound is None or self.bound.value is None:
            return None
        if self.judged is None:
            return self.bound.value
        return min(self.bound.value, self.judged.objective)


class Arithmetic(Protocol):
    """Says why not everybody can be out by the deadline; nothing where that is not proven."""

    def __call__(self, mission: Mission) -> tuple[Reason, ...]:
        """Return the proofs."""
        ...


class Enough(Protocol):
    """Says whether a run may end: by the people who are late or stay, and the proven least cost."""

    def __call__(self, late: int | None, least: float | None) -> bool:
        """Say it; ``late`` is None where there is no plan, ``least`` where nothing is proven."""
        ...


class Planner(Protocol):
    """Plans a mission for so many seconds; the search begins with ``start`` where one is given."""

    def __call__(
        self,
        mission: Mission,
        seconds: float,
        start: Judged | None = None,
        enough: Enough | None = None,
        held: Held | None = None,
    ) -> Solved:
        """Return the best plan; ``enough`` says of how it stands that nobody need go on.

        What ``held`` holds of a plan, every plan has.
        """
        ...


@attrs.define(kw_only=True)
class Effort:
    """How long all of the work may take, one run of the planner, and when to end at once."""

    seconds: float
    each: float
    stop: Stop
    steps: Steps
    runs: int = 0
    learnt: bool = False
    """Whether it is known how long a plan takes."""
    began: float = attrs.field(factory=time.monotonic)

    def first(self) -> float:
        """Return the seconds for the first run, of which the others learn; counts it."""
        self.runs += 1
        return max(self.each, self.seconds * FIRST_SHARE)

    def learn(self, first_s: float) -> None:
        """Hear how long it takes until there is a plan: no run is to be shorter than that."""
        if not self.learnt:
            self.learnt = True
            self.each = max(self.each, min(self.seconds, first_s * TO_FIRST))

    def over(self) -> bool:
        """Say whether nothing more is to be begun."""
        return self.stop() or time.monotonic() - self.began >= self.seconds

    def one(self) -> float:
        """Return the seconds for one run more; counts it."""
        self.runs += 1
        left = self.seconds - (time.monotonic() - self.began)
        return max(0.2, min(self.each, left))


def for_lateness(mission: Mission) -> Mission:
    """Return a mission in which nothing costs but being late."""
    return attrs.evolve(mission, prices=attrs.evolve(mission.prices, **LATENESS))


def pressing(mission: Mission) -> Mission:
    """Return a mission in which hardly anything is worth being late for."""
    prices = attrs.evolve(
        mission.prices,
        person_day_late=mission.prices.person_day_late * PRESSING,
        person_not_out=mission.prices.person_not_out * PRESSING,
    )
    return attrs.evolve(mission, prices=prices)


def in_time(judged: Judged) -> bool:
    """Say whether a plan is lawful and has everybody out by the deadline."""
    return judged.lawful and not judged.people.late and not judged.people.staying


def found(late: int | None, least: float | None) -> bool:  # noqa: ARG001 - see Enough
    """Say whether there is a plan that keeps every rule, whoever is late by it."""
    return late is not None


def arrived(late: int | None, least: float | None) -> bool:  # noqa: ARG001 - see Enough
    """Say whether there is a plan by which nobody is late or stays."""
    return late == 0


def settled(late: int | None, least: float | None) -> bool:
    """Say whether it is known that everybody can be out in time, or that they cannot."""
    return late == 0 or (least is not None and least > PROVEN)
