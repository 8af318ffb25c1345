"""A mission on its own time grid."""

import attrs
import pytest

from exeunt.api.places import locate
from exeunt.files.missions import read_mission
from exeunt.invent.mission import invented
from exeunt.invent.size import Size
from exeunt.model.hazards import Season
from exeunt.optimise.monolith.layout import Layout
from exeunt.optimise.monolith.model import columns_of, monolith
from tests.support.missions.small_missions import small_mission


def test_journeys_take_whole_periods_and_end_within_planning():
    layout = Layout(small_mission(1, 7))
    assert layout.periods == 7
    assert all(p.depart < p.arrive <= 7 for p in layout.passages)
    assert layout.length(24.0) == 1
    assert layout.length(24.5) == 2
    assert layout.at(24.5) == 2


def test_a_leg_that_is_closed_is_not_entered():
    mission = small_mission(1, 7)
    closed = Season(leg="hub-out", closed_from=mission.time(24), closed_to=mission.time(72))
    layout = Layout(attrs.evolve(mission, seasons=(closed,)))
    entered = {p.depart for p in layout.passages if p.step.leg.leg == "hub-out"}
    assert entered == {0, 3, 4, 5, 6}


def test_who_may_not_go_by_road_is_in_no_convoy():
    mission = read_mission(locate("tiny"))
    layout = Layout(mission)
    by_road = {p.party for x in layout.passages if x.step.leg.mode == "road" for p in x.people}
    by_air = {p.party for x in layout.passages if x.step.leg.mode == "air" for p in x.people}
    assert "staff" not in by_road
    assert "staff" in by_air


@pytest.mark.parametrize("sites", [3, 6])
def test_columns_are_counted_before_they_are_made(sites):
    mission = invented(Size(sites, 4, 1), {"title": "", "description": ""})
    assert columns_of(mission) == pytest.approx(len(monolith(mission).columns), rel=0.5)
