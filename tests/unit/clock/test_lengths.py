"""One rule for which missions are told by the hour."""

from datetime import datetime, timedelta

import attrs
import pytest

from exeunt.clock.lengths import SHORT_DAYS, is_short
from exeunt.feasible.axes import axes
from exeunt.words.feasibility_sentences import lines
from exeunt.words.words import words
from tests.support.missions.shipped_missions import shipped_mission

START = datetime(2030, 1, 1)


def test_a_mission_is_short_up_to_three_weeks() -> None:
    assert is_short(START, START + timedelta(days=SHORT_DAYS))
    assert not is_short(START, START + timedelta(days=SHORT_DAYS, hours=1))


@pytest.mark.parametrize(("days", "short"), [(15, True), (21, True), (22, False), (60, False)])
def test_feasible_speaks_of_hours_where_the_report_does(days: int, short: bool) -> None:
    tiny = shipped_mission("tiny")
    mission = attrs.evolve(tiny, end=tiny.start + timedelta(days=days))
    say = words(mission, "en")
    text = " ".join(lines(mission, axes(mission), say))
    assert say.fine is short
    assert (" a day at most" in text) is short
    assert (" a week at most" in text) is not short
