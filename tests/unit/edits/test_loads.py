"""Loads of a serial as one line of text."""

import attrs
import pytest

from exeunt.edits.loads import Reader, print_loads
from exeunt.errors import InputError
from exeunt.model.plan import LOAD_KINDS
from tests.support.plans.tiny_by_hand import by_hand


def reader(tiny, *sites: str) -> Reader:
    return Reader(mission=tiny.mission, sites=sites, place="plan row 2")


def test_every_load_of_a_plan_is_read_back_as_it_is_printed(tiny):
    plan = by_hand(tiny.mission)
    for serial, stages in plan.serials.items():
        sites = (stages[0].origin, *(stage.destination for stage in stages))
        text = print_loads(plan.aboard[serial], len(stages), LOAD_KINDS)
        read = reader(tiny, *sites).read(text)
        assert tuple(attrs.evolve(load, serial=serial) for load in read) == plan.aboard[serial]


def test_what_goes_without_saying_is_not_printed(tiny):
    plan = by_hand(tiny.mission)
    shown = print_loads(plan.aboard["C-002"], 2, ("people", "lot"))
    assert shown == (
        "escort-crews 6 crew; stores 8 @2; comms 2 @2; jeeps 4 driven @2; guards 4 crew @2; "
        "guards 16 @2; eod 4 @2"
    )


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("stores 4 bravo>port", (1, 2)),
        ("stores 4 ford > port", (2, 2)),
        ("lot stores 4 carried @1", (1, 1)),
        ("stores 4", (1, 2)),
    ],
)
def test_people_may_say_sites_or_stages(tiny, text, span):
    (load,) = reader(tiny, "bravo", "ford", "port").read(text)
    assert (load.item, load.quantity, load.role) == ("stores", 4, "carried")
    assert (load.board_stage, load.alight_stage) == span


@pytest.mark.parametrize(
    ("text", "got", "expected"),
    [
        ("stors 4", "stors", "that exists"),
        ("party stores 4", "stores", "people of the mission"),
        ("stores 12t", "stores 12t", "without a unit"),
        ("stores 1.5", "stores 1.5", "whole number"),
        ("stores", "stores", "ITEM NUMBER"),
        ("stores 4 @3", "@3", "stages from 1 to 2"),
        ("stores 4 port>ford", "port>ford", "two stops of bravo > ford > port"),
        ("stores 4 crew", "crew", "driven, carried"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_would_be_right(tiny, text, got, expected):
    with pytest.raises(InputError) as refused:
        reader(tiny, "bravo", "ford", "port").read(text)
    (problem,) = refused.value.problems
    assert (problem.place, problem.got) == ("plan row 2", got)
    assert expected in problem.expected
