"""Who is out and comes back to serve after the deadline, in the bound."""

import pytest

from exeunt.optimise.bound.flows import Frame
from exeunt.optimise.bound.returns import away_on, returned
from tests.support.missions.planner_country import FORT_TOWN, GUARDS, TOWN_PORT, country
from tests.support.programmes import arc, frame_of, rows

HOME = frozenset({"port"})
LATE = 21
"""A bucket after the deadline, in days."""


@pytest.fixture
def frame() -> Frame:
    return frame_of(country(parties=(GUARDS,), legs=(FORT_TOWN, TOWN_PORT)), 24.0)


def test_a_way_from_home_and_back_is_late_for_its_hours(frame: Frame) -> None:
    price = frame.mission.prices.person_day_late
    for tail in ("town", "port"):
        way = frame.arcs[arc(frame, "town-port", tail)]
        assert away_on(frame, way, (LATE, LATE), HOME) == pytest.approx(price * way.hours / 24)


def test_before_the_deadline_over_midnight_or_elsewhere_nothing_is_charged(frame: Frame) -> None:
    way, other = (frame.arcs[arc(frame, leg, "town")] for leg in ("town-port", "fort-town"))
    assert away_on(frame, way, (3, 3), HOME) == 0.0
    assert away_on(frame, way, (LATE, LATE + 1), HOME) == 0.0
    assert away_on(frame, other, (LATE, LATE), HOME) == 0.0


def test_who_stands_elsewhere_and_cannot_be_back_is_late_for_the_day(frame: Frame) -> None:
    stood, back = (frame.lp.column(0.0, 9.0) for _ in range(2))
    before = len(rows(frame))
    terms = [(stood, -1.0)]
    returned(frame, {3: terms, LATE: terms}, {3: [], LATE: [(back, 1.0)]}, 9.0)
    (row,) = rows(frame)[before:]
    late = next(c for c in row.terms if c not in {stood, back})
    assert (row.terms, row.low) == ({late: 1.0, stood: -1.0, back: 1.0}, 0.0)
    assert frame.lp.cost[late] == frame.mission.prices.person_day_late
