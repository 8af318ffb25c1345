"""What made-up missions may do."""

import pytest

from exeunt.invent.law import doctrine
from exeunt.invent.mission import invented
from exeunt.invent.size import Size

TEXTS = {"title": "", "description": ""}


def test_small_missions_may_fly_and_large_ones_wait_for_an_answer_about_freight():
    small, large = invented(Size(3, 2, 2), TEXTS), invented(Size(40, 180, 2), TEXTS)
    assert {p.state for p in small.permissions} == {"granted"}
    assert {p.payload: p.state for p in large.permissions} == {
        "people": "granted",
        "cargo": "unanswered",
    }


def test_who_does_not_fly_asks_for_no_leave():
    mission = invented(Size(3, 2, 0), TEXTS)
    assert mission.permissions == ()
    assert [r.activity for r in mission.requirements] == ["convoy"]


def test_ammunition_is_destroyed_by_teams_that_are_there():
    mission = invented(Size(12, 90, 1), TEXTS)
    teams = {p.site for p in mission.parties if dict(p.capabilities).get("eod")}
    assert {lot.site for lot in mission.lots if lot.kit_class == "ammunition"} <= teams


@pytest.mark.parametrize("days", [2, 90])
def test_figures_are_stated_and_assumed(days):
    figures = doctrine(Size(3, days, 0))
    assert all(getattr(figures, row.name) == row.value for row in figures.stated)
    assert all(row.assumed == ("*",) for row in figures.stated)


@pytest.mark.parametrize(("sites", "tracked"), [(5, False), (40, True)])
def test_large_missions_track_the_fuel_of_their_hubs(sites, tracked):
    mission = invented(Size(sites, 90, 1), TEXTS)
    assert bool(mission.supplies) is tracked
    assert all(row.import_per_day > row.use_per_day for row in mission.supplies)
