"""Spans of time: their union, meeting, remainder, and departures that fit in."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.clock.spans import (
    ALWAYS,
    NEVER,
    after,
    both,
    departures,
    hold,
    holds,
    length,
    next_in,
    outside,
    union,
)


def test_union_joins_what_touches_and_drops_what_is_empty():
    assert union([(5, 6), (0, 2), (2, 3), (4, 4)]) == ((0, 3), (5, 6))


def test_both_and_outside():
    assert both(((0, 5), (8, 9)), ((4, 8.5),)) == ((4, 5), (8, 8.5))
    assert outside(((2, 4),)) == ((0, 2), (4, math.inf))
    assert outside(NEVER) == ALWAYS
    assert outside(((-5, 3),)) == ((3, math.inf),)


SOME = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))).map(union)


@given(SOME, SOME)
def test_both_are_what_every_pair_has_in_common(one, other):
    pairs = [(max(a, b), min(c, d)) for a, c in one for b, d in other]
    assert both(one, other) == both(other, one) == union(pairs)


@pytest.mark.parametrize(
    ("at", "expected"), [(0, 2), (2, 2), (3, 3), (4, 6), (7, 7), (9, math.inf)]
)
def test_next_in(at, expected):
    assert next_in(((2, 4), (6, 8)), at) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (2, 4, True),
        (1.9, 4, False),
        (2, 4.1, False),
        (3, 7, False),
        (3, 3, True),
        (4, 4, False),
        (6.5, 8, True),
    ],
)
def test_spans_hold_a_time_from_its_first_moment_to_its_last(since, until, expected):
    assert hold(((2, 4), (6, 8)), since, until) is expected


def test_length_and_after():
    assert length(((2, 4), (6, 8)), 7) == 3
    assert after(((2, 4), (6, 8)), 3) == 7
    assert after(((2, 4), (6, 8)), 0) == 2
    assert after(((2, 4), (6, 8)), 5) == math.inf


@pytest.mark.parametrize(
    ("spans", "first", "last", "apart", "expected"),
    [
        (((0, 10),), 0, 10, 4, 3),
        (((0, 8),), 0, 10, 4, 2),  # a span does not hold its last moment
        (((0, 1), (5, 6)), 0, 10, 1, 2),
        (((0, 1), (5, 6)), 0.5, 10, 4.5, 2),
        (((0, 1),), 2, 10, 1, 0),
        (((0, 1),), 0, 10, 0, math.inf),
        (NEVER, 0, 10, 1, 0),
    ],
)
def test_departures(spans, first, last, apart, expected):
    assert departures(spans, first, last, apart) == expected


def test_a_span_holds_its_first_moment_and_not_its_last():
    spans = ((2, 4), (6, math.inf))
    assert [holds(spans, t) for t in (1, 2, 3, 4, 5, 6, 1e9)] == [
        False,
        True,
        True,
        False,
        False,
        True,
        True,
    ]
    assert not holds(NEVER, 0)
