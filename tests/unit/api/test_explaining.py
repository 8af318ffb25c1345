"""Why not everybody can be out in time, for a Python user."""

from datetime import date

import pytest

import exeunt
from exeunt.evidence.conditions import later
from exeunt.evidence.solving import Answer, How
from tests.support.plans.tiny_by_hand import by_hand

TINY = exeunt.load("tiny")


def test_a_plan_in_time_needs_no_explanation():
    found = TINY.explain(by_hand(TINY.mission), time_limit=5)
    assert found.answer is Answer.POSSIBLE
    assert found.runs == 0
    assert "All 42 people can be out" in TINY.tell(found)[0]


def test_what_is_impossible_by_arithmetic_is_explained_in_words():
    soon = later(TINY.mission, -12)
    found = exeunt.explain(soon, time_limit=6)
    assert found.answer is Answer.IMPOSSIBLE
    said = exeunt.tell(soon, found)
    assert any("everybody is to be out by 2 Jan" in line for line in said)


def test_limits_that_make_no_sense_are_refused():
    with pytest.raises(exeunt.InputError, match="more than 0"):
        exeunt.explain(TINY.mission, time_limit=0)


def test_one_site_and_one_party_are_asked_by_themselves():
    plan = by_hand(TINY.mission)
    found = TINY.explain(plan, site="Alpha", by="7 Jan 2030")
    assert found.answer is Answer.POSSIBLE
    assert found.runs == 0
    first, second = TINY.tell(found)[:2]
    assert first.startswith("Alpha can be empty by 7 Jan 00:00, all 36 people of it gone")
    assert "others may be late" in second
    found = TINY.explain(plan, party="guards", by=date(2030, 1, 12))
    assert found.answer is Answer.POSSIBLE
    assert TINY.tell(found, "fr")[0].startswith("Les 20 personnes de Guard platoon peuvent")


def test_a_site_that_cannot_be_empty_by_arithmetic_is_so_at_once():
    # The guards have a day's march before them.
    found = TINY.explain(site="alpha", by="2030-01-01T12:00", time_limit=2)
    assert (found.answer, found.how) == (Answer.IMPOSSIBLE, How.ARITHMETIC)
    assert TINY.tell(found)[0].startswith("Alpha cannot be empty by 1 Jan 12:00, with all 36")
    for way in found.ways:
        assert way.saves is None
        assert way.shown.lawful


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"site": "nowhere"}, "site that exists"),
        ({"party": "guard"}, "such as guards"),
        ({"site": "alpha", "party": "guards"}, "without a site"),
        ({"site": "port"}, "people who have to leave"),
        ({"by": "2029-01-01"}, "must lie after"),
        ({"site": "alpha", "by": "03/04/2030"}, "ambiguous"),
    ],
)
def test_whom_nobody_can_be_asked_about_is_refused(asked, said):
    with pytest.raises(exeunt.InputError, match=said):
        TINY.explain(**asked)
