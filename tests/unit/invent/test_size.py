"""Sizes of made-up missions: read, refused with every problem at once."""

import pytest

from exeunt.errors import InputError
from exeunt.invent.size import Size, size_of


@pytest.mark.parametrize("text", ["12,90,1", " 12 , 90 ,1 ", "12;90;1"])
def test_three_numbers_are_a_size(text):
    assert size_of(text) == Size(12, 90, 1)


@pytest.mark.parametrize(
    "text", ["", "12", "12,90", "12,90,1,4", "12,90,x", "12,-90,1", "1e2,90,1"]
)
def test_anything_else_is_refused_with_what_was_given(text):
    with pytest.raises(InputError, match="three whole numbers such as 12,90,1") as caught:
        size_of(text)
    assert [problem.got for problem in caught.value.problems] == [text]


def test_every_number_out_of_range_is_told():
    with pytest.raises(InputError) as caught:
        size_of("2,999999,99999999999")
    told = {p.field: (p.got, p.expected) for p in caught.value.problems}
    assert told["SITES"] == ("2", "must be from 3 to 400")
    assert told["DAYS"] == ("999999", "must be from 2 to 1500")
    assert told["SEED"][0] == "99999999999"


@pytest.mark.parametrize(("days", "hours"), [(2, 1), (4, 1), (5, 6), (30, 12), (540, 24)])
def test_the_longer_the_mission_the_coarser_its_periods(days, hours):
    assert Size(3, days, 0).period_hours == hours


@pytest.mark.parametrize("days", [2, 3, 12, 540])
def test_the_deadline_leaves_time_to_be_late(days):
    assert 1 <= Size(3, days, 0).deadline_days < days
