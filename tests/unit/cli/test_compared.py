"""A comparison on a console, and for programs."""

import json

import pytest

from exeunt.cli.compared import FIRST, comparison_object, show_comparison
from exeunt.facts.compared import Comparison
from exeunt.words.words import words
from tests.support.missions.report_samples import small_mission
from tests.unit.facts.test_compared import changed, course, late_plan


@pytest.fixture
def three():
    return Comparison(courses=(course("a"), course("b", changed()), course("c", late_plan())))


def test_the_difference_of_the_cost_is_that_of_the_terms(three):
    found = comparison_object(three)
    for number, one in enumerate(found["differences"], start=1):
        apart = sum(row["priced"][0] - row["priced"][number] for row in found["terms"])
        assert one["saved"] == pytest.approx(apart)
        assert (one["before"], one["after"]) == ("a", found["plans"][number]["name"])


def test_serials_are_told_with_both_their_times(three):
    late = comparison_object(three)["differences"][1]["serials"]
    assert late["same"] == 0
    assert {one["days"] for one in late["changed"]} == {1.0}
    assert {one["change"] for one in late["changed"]} == {"shifted"}
    json.dumps(late)


def test_long_lists_are_cut_unless_all_is_asked_for(three, capsys):
    show_comparison(three, words(small_mission()))
    short = capsys.readouterr().out
    show_comparison(three, words(small_mission()), everything=True)
    whole = capsys.readouterr().out
    assert "Over time" in whole
    assert "Over time" not in short
    assert len(short) < len(whole)
    assert FIRST > 4
    assert "people everywhere" in whole, "sites, axes and this add up to the whole cost"
