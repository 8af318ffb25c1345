"""The axis of time and round numbers."""

import pytest

from exeunt.drawing.axis import axis, round_ticks
from exeunt.words.words import Words
from tests.support.missions.report_samples import (
    day,
    small_mission,
)

SAY = Words("en")


@pytest.mark.parametrize(
    ("days", "first", "marks"),
    [
        (1, "1 Mar", 9),
        (3, "1 Mar", 7),
        (10, "1 Mar", 11),
        (30, "1 Mar", 5),
        (300, "Mar", 10),
        (1500, "Mar", 0),
    ],
)
def test_the_axis_marks_what_there_is_room_for(days, first, marks):
    found = axis(small_mission(deadline=day(1), end=day(days)), SAY)
    assert 4 <= len(found.ticks) <= 16
    assert found.ticks[0].label == first or days == 1500
    assert not marks or len(found.ticks) == marks
    assert all(0 <= t.share <= 1 for t in found.ticks)
    assert (found.share(-5), found.share(1e9)) == (0, 1)


def test_the_axis_has_marks_to_its_end_wherever_in_a_day_it_begins():
    mission = small_mission(start=day(0, 18), deadline=day(2), end=day(2, 18))
    found = axis(mission, SAY)
    assert [(t.label, t.share) for t in found.ticks[-3:]] == [
        ("06:00", 0.75),
        ("12:00", 0.875),
        ("18:00", 1.0),
    ]


@pytest.mark.parametrize("top", [0, 0.3, 1, 3, 7, 19, 120, 999, 18_111, 2.4e6])
def test_round_numbers_reach_the_top_in_few_steps(top):
    marks = round_ticks(top)
    assert marks[0] == 0
    assert marks[-1] >= top
    assert 2 <= len(marks) <= 6
