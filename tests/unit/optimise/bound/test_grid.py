"""Buckets of time and marches over them."""

from datetime import timedelta

import pytest

from exeunt.optimise.bound.grid import grid
from tests.support.missions.bound_road import START, mission


def test_buckets_end_at_midnights_and_at_the_deadline() -> None:
    m = mission(start=START + timedelta(hours=9), deadline=START + timedelta(days=2, hours=5))
    edges = grid(m, 24).edges
    assert edges[:5] == pytest.approx((0, 15, 39, 44, 63))
    assert edges[-1] == pytest.approx(231)


def test_buckets_of_a_day_share_its_slots() -> None:
    m = mission(start=START + timedelta(hours=6))
    days = grid(m, 12).days
    assert days[0] == ((0, 1), 1)
    assert days[1] == ((2, 3), 1)
    assert sum(n for _, n in grid(m, 48).days) == sum(n for _, n in days) == 10
