"""Periods of situation reports and lists."""

from datetime import datetime
from itertools import pairwise

from exeunt.papers.reporting_periods import period_of, periods
from tests.support.pages.paper_world import mission, plan


def test_periods_are_iso_weeks_or_days():
    assert period_of(datetime(2024, 12, 31, 5), daily=False).key == "2025-W01"
    week = period_of(datetime(2023, 7, 2, 23, 59), daily=False)
    assert (week.key, week.begin, week.end) == (
        "2023-W26",
        datetime(2023, 6, 26),
        datetime(2023, 7, 3),
    )
    assert period_of(datetime(2023, 7, 2, 23, 59), daily=True).key == "2023-07-02"
    found = periods(mission("small"), plan("small"), daily=False)
    assert [p.key for p in found] == ["2024-W09", "2024-W10", "2024-W11"]
    assert all(a.end == b.begin for a, b in pairwise(found))
