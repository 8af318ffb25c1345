"""The front of two parts of the cost: plans of which none is better in both, and what is proven.

Each point is the best plan found at other prices of the two parts, all else at the mission's. What
is proven at these prices rules out a region of the picture, for plans whose other costs are no
more than those of the points.
"""

from functools import cached_property

import attrs

from exeunt.facts.compared import Course, Difference, difference
from exeunt.model.mission import Mission
from exeunt.rules.pricing import cost_of

PAGE = "frontier.html"
"""The page in the folder of a front; the plans of the points lie beside it, by their names."""
SAME = 1e-6
"""Relative difference below which two costs are one."""


@attrs.frozen(kw_only=True)
class Prices:
    """By what the prices of the two parts were multiplied, and what no plan costs less than then.

    ``least`` is None where nothing was proven at these prices.
    """

    factors: tuple[float, float]
    least: float | None = None


@attrs.frozen(kw_only=True)
class Point:
    """A plan: what the two parts and all else cost by it, at the mission's prices.

    ``prices`` are those at which it is the best that was found, ``cost`` what it costs at them.
    """

    course: Course
    values: tuple[float, float]
    others: float
    prices: Prices
    cost: float

    @property
    def saving(self) -> float | None:
        """By how much a plan could be cheaper at most, at the point's prices."""
        least = self.prices.least
        return None if least is None else max(0.0, self.cost - least)


@attrs.frozen(kw_only=True)
class Front:
    """The points, from the least of the first part to the least of the second.

    ``tried`` are all prices that were planned at, ``dropped`` how many plans were found that
    another is no worse than in both parts. ``seconds`` is how long each was planned at most.
    """

    mission: Mission
    names: tuple[str, str]
    points: tuple[Point, ...]
    tried: tuple[Prices, ...]
    dropped: int
    seconds: float

    @property
    def most_others(self) -> float:
        """What all else costs at most by any of the points."""
        return max((point.others for point in self.points), default=0.0)

    @cached_property
    def steps(self) -> tuple[Difference, ...]:
        """What moves from each point to the next."""
        pairs = zip(self.points, self.points[1:], strict=False)
        return tuple(difference(one.course, other.course) for one, other in pairs)

    @property
    def excluded(self) -> tuple[tuple[float, float, float], ...]:
        """Factors of the two parts and what they come to at least, where that says anything.

        It is true of every plan whose other costs are no more than :attr:`most_others`.
        """
        found = (
            (*prices.factors, prices.least - self.most_others)
            for prices in self.tried
            if prices.least is not None
        )
        return tuple(one for one in found if one[2] > 0)


def point(mission: Mission, names: tuple[str, str], course: Course, prices: Prices) -> Point:
    """Return a plan as a point of a front, at some prices."""
    terms = course.judged.terms
    first, second = (cost_of(mission, terms, (name,)) for name in names)
    others = course.judged.objective - first - second
    cost = prices.factors[0] * first + prices.factors[1] * second + others
    return Point(course=course, values=(first, second), others=others, prices=prices, cost=cost)


def undominated(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the points that no other is as good as in both parts, the least of the first first.

    Of points that are one in both the one stays whose other costs are least.
    """
    kept: list[Point] = []
    for one in sorted(points, key=lambda each: (*each.values, each.others)):
        if not kept or _less(one.values[1], kept[-1].values[1]):
            if kept and not _less(kept[-1].values[0], one.values[0]):
                # As much of the first and less of the second: the one before is no better in any.
                kept.pop()
            kept.append(one)
    return tuple(kept)


def _less(one: float, other: float) -> bool:
    return one < other - SAME * max(1.0, abs(other))
