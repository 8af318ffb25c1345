"""Which trips are freed together, and which strategy is asked next."""

import random

import pytest

from exeunt.optimise.polish.sets import PICKS, Chooser, Turns
from tests.support.polishing import desk_of, port_run


@pytest.mark.parametrize("name", PICKS)
def test_every_strategy_picks_trips_that_run_and_no_more_than_asked(name):
    book = desk_of(*port_run()).book
    picked = PICKS[name](book, Turns(random.Random(1), {}), 5)
    assert picked
    assert len(picked) == len(set(picked)) <= 5
    assert set(picked) <= set(book.loads)


@pytest.mark.parametrize("name", PICKS)
def test_where_nothing_runs_nothing_is_picked(name):
    book = desk_of(*port_run()).book
    assert (
        PICKS[name](book.with_loads(dict.fromkeys(book.loads), {}), Turns(random.Random(1), {}), 5)
        == []
    )


def test_a_strategy_that_gains_is_asked_more_often():
    chooser = Chooser(random.Random(2))
    asked = dict.fromkeys(PICKS, 0)
    for _ in range(300):
        name = chooser.next()
        asked[name] += 1
        chooser.learn(name, 100.0 if name == "hub" else 0.0, 10.0)
    assert asked["hub"] > max(n for name, n in asked.items() if name != "hub")
    assert min(asked.values()) > 2


def test_every_trip_has_its_turn():
    book = desk_of(*port_run()).book
    turns, seen = Turns(random.Random(3), {}), set()
    for _ in range(3 * len(book.trips)):
        picked = PICKS["anywhere"](book, turns, 3)
        turns.note(picked)
        seen.update(picked)
    assert seen == set(book.loads)


def test_what_has_more_at_stake_is_drawn_more_often():
    trips = list(desk_of(*port_run()).book.trips.values())
    dear = trips[0].name
    turns = Turns(random.Random(3), {trip.name: 1.0 for trip in trips} | {dear: 50.0})
    drawn = [turns.one(trips).name for _ in range(100)]
    assert drawn.count(dear) > 50
    turns.note([dear] * 20)
    assert [turns.one(trips).name for _ in range(100)].count(dear) < 10
