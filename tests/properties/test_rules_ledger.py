"""Closed forms and slow but plain counterparts of the ledger's arithmetic."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.clock.steps import Steps, over, short, total
from exeunt.model.plan import Plan
from exeunt.model.stores import Supply
from exeunt.rules.ledger import Case, case, share
from exeunt.rules.movement import march
from exeunt.rules.supplies import shortages
from tests.support.missions.outpost import MISSION, PLAN

MANY = settings(max_examples=60, deadline=None)

EVENTS = st.lists(st.tuples(st.integers(0, 40), st.integers(-5, 5).filter(bool)), max_size=12)


def plain(start: int, events: list[tuple[int, int]], t: int) -> int:
    return start + sum(n for when, n in events if when <= t)


@MANY
@given(st.integers(0, 9), EVENTS, st.integers(-1, 45))
def test_a_step_function_is_the_sum_of_what_came_before(
    start: int, events: list[tuple[int, int]], t: int
) -> None:
    steps = Steps.of(start, events)
    assert steps.at(t) == plain(start, events, t)
    assert steps.high(t) == plain(start, events, t - 1) + sum(
        n for when, n in events if when == t and n > 0
    )
    assert steps.last == plain(start, events, 99)


@MANY
@given(st.integers(0, 9), EVENTS, st.integers(0, 40), st.integers(0, 20))
def test_the_integral_is_the_sum_over_hours(
    start: int, events: list[tuple[int, int]], since: int, hours: int
) -> None:
    assert Steps.of(start, events).integral(since, since + hours) == sum(
        plain(start, events, t) for t in range(since, since + hours)
    )


@MANY
@given(st.integers(0, 9), EVENTS, st.integers(0, 9), EVENTS, st.integers(-1, 45))
def test_a_total_is_the_sum_at_every_moment(
    a: int, one: list[tuple[int, int]], b: int, two: list[tuple[int, int]], t: int
) -> None:
    both = total([Steps.of(a, one), Steps.of(b, two)])
    assert both.at(t) == Steps.of(a, one).at(t) + Steps.of(b, two).at(t)
    assert both.high(t) == Steps.of(a, one).high(t) + Steps.of(b, two).high(t)


@MANY
@given(st.integers(0, 9), EVENTS, st.integers(0, 12))
def test_stretches_below_and_not_below_take_turns(
    start: int, events: list[tuple[int, int]], need: int
) -> None:
    steps = Steps.of(start, events)
    begins = sorted(
        [t for t, _ in short(steps.pieces(0, 50), need)]
        + [t for t, _ in over(steps.pieces(0, 50), need - 1)]
    )
    assert len(begins) == len(set(begins))
    assert [steps.at(t) < need for t in begins] == [
        (i % 2 == 0) == (steps.at(0) < need) for i in range(len(begins))
    ]


@MANY
@given(st.floats(0.1, 200), st.floats(1, 24))
def test_a_march_day_by_day(hours: float, a_day: float) -> None:
    left, span = hours, 0.0
    while left > a_day * (1 + 1e-9):
        left, span = left - a_day, span + 24
    assert march(hours, a_day) == pytest.approx(span + left, abs=1e-6)


@MANY
@given(st.floats(0.1, 100), st.floats(0.1, 100), st.floats(1, 24))
def test_two_marches_in_one_are_no_shorter_than_the_longer(
    one: float, two: float, a_day: float
) -> None:
    assert march(one + two, a_day) >= max(march(one, a_day), march(two, a_day)) - 1e-6
    assert march(one, a_day) >= one - 1e-9


@MANY
@given(
    st.integers(1, 500), st.integers(0, 20), st.lists(st.integers(0, 100), min_size=1, max_size=4)
)
def test_parts_of_a_party_bring_no_more_teams_than_the_whole(
    count: int, teams: int, parts: list[int]
) -> None:
    scale = max(1, math.ceil(sum(parts) / count))
    brought = [share(teams, count)(part // scale) for part in parts]
    assert sum(brought) <= teams
    assert share(teams, count)(count) == teams


@MANY
@given(
    st.integers(0, 288),
    st.sampled_from([(p.party, s.site) for p in MISSION.parties for s in MISSION.sites]),
)
def test_presence_is_who_has_come_less_who_has_gone(t: int, where: tuple[str, str]) -> None:
    """Counted from the rows of the plan, with no ledger."""
    party, site = where
    ends = {(s.serial, s.stage): s for s in PLAN.stages}
    there = MISSION.party[party].count if MISSION.party[party].site == site else 0
    for x in PLAN.loads:
        if x.kind == "people" and x.item == party:
            first, last = ends[x.serial, x.board_stage], ends[x.serial, x.alight_stage]
            there -= x.quantity if first.origin == site and MISSION.hours(first.depart) <= t else 0
            there += (
                x.quantity if last.destination == site and MISSION.hours(last.arrive) <= t else 0
            )
    assert _case(PLAN).parties.get(where, Steps(0.0)).at(t) == there


def _case(plan: Plan) -> Case:
    return case(MISSION, plan)


@MANY
@given(
    st.integers(0, 60),
    st.integers(0, 20),
    st.integers(0, 20),
    st.lists(st.tuples(st.integers(0, 280), st.integers(-30, 30).filter(bool)), max_size=6),
)
def test_a_stock_hour_by_hour(
    stock: int, use: int, imports: int, moved: list[tuple[int, int]]
) -> None:
    """Against a simulation in steps of an hour, for events fall on hours; use and imports are in units an hour."""
    row = Supply(
        supply="spares", site="town", stock=stock, use_per_day=24 * use, import_per_day=24 * imports
    )
    found = shortages(_case(PLAN), row, [(float(t), float(n)) for t, n in moved], Steps(1.0))
    level, lowest = float(stock), 0.0
    for t in range(289):
        lowest = min(lowest, level)
        level += sum(n for when, n in moved if when == t)
        lowest = min(lowest, level)
        level += imports - use
    assert min([s.lowest for s in found], default=0.0) == pytest.approx(lowest, abs=1e-3)


@MANY
@given(
    st.integers(0, 60),
    st.integers(0, 20),
    st.integers(0, 20),
    st.integers(1, 40),
    st.lists(st.tuples(st.integers(0, 280), st.integers(-30, 30).filter(bool)), max_size=6),
)
def test_a_smaller_tank_is_never_better(
    stock: int, use: int, imports: int, capacity: int, moved: list[tuple[int, int]]
) -> None:
    events = [(float(t), float(n)) for t, n in moved]
    lows = []
    for most in (capacity, 2 * capacity, None):
        row = Supply(
            supply="spares",
            site="town",
            stock=stock,
            capacity=most,
            use_per_day=24 * use,
            import_per_day=24 * imports,
        )
        lows.append(
            min([s.lowest for s in shortages(_case(PLAN), row, events, Steps(1.0))], default=0.0)
        )
    assert lows == sorted(lows)


@MANY
@given(
    st.integers(0, 60),
    st.lists(st.tuples(st.integers(0, 280), st.integers(-30, 30).filter(bool)), max_size=6),
)
def test_shortages_are_apart_and_in_order(stock: int, moved: list[tuple[int, int]]) -> None:
    row = Supply(supply="spares", site="town", stock=stock, use_per_day=5, import_per_day=3)
    found = shortages(_case(PLAN), row, [(float(t), float(n)) for t, n in moved], Steps(1.0))
    assert all(s.start <= s.end and s.lowest < 0 for s in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))
