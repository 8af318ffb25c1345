"""Paces: their seasons, their conditions, and those that are shipped."""

from datetime import datetime, timedelta

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.model.pace import SHIPPED, SURFACES, Pace

RAINS = Pace(
    pace="rains", valid_from=datetime(2023, 7, 1), valid_to=datetime(2023, 10, 1), likely=1.4
)


def test_a_season_holds_its_first_moment_and_not_its_last() -> None:
    second = timedelta(seconds=1)
    assert RAINS.holds_at(RAINS.valid_from)
    assert not RAINS.holds_at(RAINS.valid_from - second)
    assert RAINS.holds_at(RAINS.valid_to - second)
    assert not RAINS.holds_at(RAINS.valid_to)
    assert attrs.evolve(RAINS, valid_from=None).holds_at(datetime.min)
    assert attrs.evolve(RAINS, valid_to=None).holds_at(datetime.max)


@pytest.mark.parametrize(
    ("changes", "conditions"),
    [
        ({}, 1),
        ({"valid_from": None}, 1),
        ({"valid_from": None, "valid_to": None}, 0),
        ({"surface": "track"}, 2),
        ({"surface": "track", "cover": "air", "threat_from": 0.1}, 4),
    ],
)
def test_a_season_is_one_condition_and_so_are_the_others(changes: dict, conditions: int) -> None:
    assert attrs.evolve(RAINS, **changes).conditions == conditions


def test_shipped_paces_hold_where_a_mission_has_none() -> None:
    day = datetime(2030, 1, 1)
    bare = Mission(name="bare", start=day, deadline=day, end=day)
    assert bare.paces == SHIPPED
    assert attrs.evolve(bare, pace=(RAINS,)).paces == (RAINS,)


def test_shipped_paces_are_in_order_and_say_whence_they_come() -> None:
    for row in SHIPPED:
        assert row.low <= row.likely <= row.high
        assert row.source
        assert row.surface in SURFACES
