"""What a site disposes of as one line of text."""

from datetime import datetime

import attrs
import pytest

from exeunt.edits.changes import Dispose, Retain
from exeunt.edits.disposal_text import disposals_changed, print_disposals, read_part
from exeunt.errors import InputError
from tests.support.plans.tiny_by_hand import by_hand


def changes(tiny, text: str):
    rows = by_hand(tiny.mission).disposals
    return list(disposals_changed(tiny.mission, rows, text, "alpha", "bases row 2"))


def test_disposals_are_read_back_as_they_are_printed(tiny):
    rows = by_hand(tiny.mission).disposals
    text = print_disposals(rows)
    assert text == "ammunition 6 destroy; prefabs 5 sell"
    assert changes(tiny, text) == []


def test_rows_of_one_lot_in_one_way_are_one_part(tiny):
    row = by_hand(tiny.mission).disposals[0]
    twice = (row, attrs.evolve(row, quantity=1, start=datetime(2030, 1, 3)))
    assert print_disposals(twice) == "ammunition 7 destroy"


def test_what_is_less_is_kept_and_what_is_more_is_added(tiny):
    text = "ammunition 4 destroy, comms destroy 2 from 2 Jan 2030"
    kept, sold, more = changes(tiny, text)
    at = {"site": "alpha", "place": "bases row 2"}
    assert kept == Retain(lot="ammunition", way="destroy", quantity=2, **at)
    assert sold == Retain(lot="prefabs", way="sell", quantity=5, **at)
    start = datetime(2030, 1, 2)
    assert more == Dispose(lot="comms", way="destroy", quantity=2, start=start, **at)


@pytest.mark.parametrize(
    ("text", "got", "expected"),
    [
        ("prefab 5 sell", "prefab", "lot that exists"),
        ("prefabs 5 sold", "sold", "disposition that exists"),
        ("prefabs 5", "prefabs 5", "must be LOT NUMBER METHOD"),
        ("prefabs 5t sell", "5t", "whole number of units"),
        ("prefabs 9 sell from", "prefabs 9 sell from", "must be LOT NUMBER METHOD"),
        ("stores 40 destroy", "40", "at most the 18 units"),
        ("stores 4 ship", "ship", "must leave in a serial"),
        ("comms 1 destroy from 03/04/2030", "03/04/2030", ""),
    ],
)
def test_what_cannot_be_read_is_refused(tiny, text, got, expected):
    with pytest.raises(InputError) as refused:
        changes(tiny, text)
    (problem,) = refused.value.problems
    assert (problem.place, problem.got) == ("bases row 2", got)
    assert expected in problem.expected


def test_a_fleet_that_is_left_behind_is_a_name_too(tiny):
    assert read_part(tiny.mission, ["trucks", "2", "abandon"], "x", ["trucks"]).lot == "trucks"
