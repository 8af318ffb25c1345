"""Berths: how many vessels still find one, from one hour to another."""

import math

import pytest

from exeunt.optimise.planner.stores.quays import Call, Quays
from tests.support.missions.planner_country import country


def quays(berths: int | None = 2) -> Quays:
    return Quays(country(port={"berths": berths}))


@pytest.mark.parametrize(
    ("since", "until", "left"),
    [(0, 2, 2), (0, 3, 1), (2, 6, 1), (5, 9, 0), (7, 9, 0), (8, 12, 1), (10, 12, 2), (0, 12, 0)],
)
def test_the_fullest_hour_of_a_call_counts(since: float, until: float, left: int) -> None:
    """One vessel is there from 2 h to 8 h, another from 6 h to 10 h."""
    port = quays()
    port.moor(Call("port", 2, 8), 1)
    port.moor(Call("port", 6, 10), 1)
    assert port.left(Call("port", since, until)) == left


def test_where_berths_are_not_said_there_are_enough() -> None:
    port = quays(None)
    port.moor(Call("port", 2, 8), 9)
    assert port.left(Call("port", 2, 8)) == math.inf


def test_quays_are_put_back_as_they_were() -> None:
    port = quays()
    undo = port.snapshot()
    port.moor(Call("port", 2, 8), 2)
    undo()
    assert port.left(Call("port", 2, 8)) == 2
