"""What can still be loaded or unloaded at a site within its rate."""

import math

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.optimise.planner.stores.handling import Handling
from tests.support.missions.planner_country import FORT


def handled(booked: list[tuple[float, float]], rate: float | None, turn: float = 24) -> Handling:
    """Handling of a fort alone, with these TEU at these hours."""
    handling = Handling({"fort": attrs.evolve(FORT, turn_hours=turn)}, {"fort": rate})
    for t, teu in booked:
        handling.book("fort", t, teu)
    return handling


def test_handling_counts_a_sliding_window_of_a_day_or_the_turn_time() -> None:
    booked = [(30, 4), (50, 5)]
    assert handled(booked, None).left("fort", 30) == math.inf
    loading = handled(booked, 10.0)
    left = [loading.left("fort", t) for t in (6, 6.5, 30, 49, 53.9, 54, 74)]
    assert left == [10, 6, 1, 1, 1, 5, 10]
    assert handled([(30, 4)], 10.0, turn=48).left("fort", 77) == 16


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 9)), max_size=6),
    st.integers(0, 100),
    st.sampled_from([12, 24, 36]),
)
def test_handling_left_is_what_no_window_minds(
    book_of: list[tuple[int, int]], t: int, turn: int
) -> None:
    window, rate = max(24, turn), 60.0
    cap = rate * window / 24

    def worst(extra: float) -> float:
        rows = [*book_of, (t, extra)]
        return max(
            sum(q for at, q in rows if end - window < at <= end)
            for end, _ in rows
            if t <= end < t + window
        )

    left = handled(book_of, rate, turn).left("fort", t)
    assert worst(left) == pytest.approx(cap)


def test_what_is_handled_is_put_back_as_it_was() -> None:
    loading = handled([(3, 4)], 10.0)
    undo = loading.snapshot()
    loading.book("fort", 3, 2)
    assert loading.left("fort", 3) == 4
    undo()
    assert loading.at("fort") == ((3, 4),)
