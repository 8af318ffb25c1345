"""Names that people write in changes."""

import pytest

from exeunt.edits.names import items, named, serial_of, site_of
from exeunt.errors import InputError
from tests.support.plans.tiny_by_hand import by_hand


def test_a_name_is_found_whatever_its_case(tiny):
    assert named("ALPHA", tiny.mission.site, "site", "edit 1") == "alpha"
    assert serial_of(by_hand(tiny.mission), "c-001", "edit 1") == "C-001"


def test_a_site_is_found_by_its_printed_name(tiny):
    assert site_of(tiny.mission, "Alpha", "edit 1") == "alpha"


def test_a_name_that_nothing_has_is_refused_with_those_that_are_near(tiny):
    with pytest.raises(InputError) as refused:
        serial_of(by_hand(tiny.mission), "C-01", "edit 1: drop C-01")
    (problem,) = refused.value.problems
    assert problem.place == "edit 1: drop C-01"
    assert problem.got == "C-01"
    assert "C-001" in problem.hint


def test_a_name_alone_says_what_kind_of_load_it_is(tiny):
    known = items(tiny.mission)
    assert known["trucks"] == ("vehicle", "trucks")
    assert known["guards"] == ("people", "guards")
    assert known["stores"] == ("lot", "stores")
    assert known["heli"] == ("aircraft", "heli")
    assert known["fuel"] == ("supply", "fuel")
