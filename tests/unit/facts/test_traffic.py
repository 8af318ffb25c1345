"""What travels over each axis by each plan, against the plans' own rows."""

import attrs
import pytest

from exeunt.facts.traffic import joint, traffic
from exeunt.model.places import Site
from tests.support.missions.report_samples import small_mission, small_plan
from tests.unit.facts.test_compared import course


def without(mode_leg="port-alpha-air"):
    """The plan without the serials that travel a leg."""
    plan = small_plan()
    gone = {stage.serial for stage in plan.stages if stage.leg == mode_leg}
    return attrs.evolve(
        plan,
        stages=tuple(stage for stage in plan.stages if stage.serial not in gone),
        loads=tuple(load for load in plan.loads if load.serial not in gone),
    )


@pytest.fixture(scope="module")
def rows():
    found = traffic((course("a"), course("b", without())))
    return {(row.mode, frozenset(row.ends)): row for row in found}


def test_serials_and_what_travels_are_those_of_the_rows(rows):
    air = rows["air", frozenset({"port", "alpha"})]
    stages = [stage for stage in small_plan().stages if stage.leg == "port-alpha-air"]
    assert air.travels == (sum(stage.rotations for stage in stages), 0)
    assert air.serials == (len({stage.serial for stage in stages}), 0)
    assert air.differs


def test_what_both_do_alike_does_not_differ(rows):
    road = rows["road", frozenset({"alpha", "hub"})]
    assert road.travels[0] == road.travels[1] > 0
    assert not road.differs
    assert road.spread == 0


def test_every_axis_is_there_and_the_furthest_apart_comes_first():
    found = traffic((course("a"), course("b", without())))
    assert len(found) == 3
    assert found[0].mode == "air"
    assert found[0].spread == max(row.spread for row in found)


def test_both_ways_of_an_axis_are_one():
    mission = small_mission()
    road, *_ = mission.legs
    back = attrs.evolve(road, leg="hub-alpha", origin=road.destination, destination=road.origin)
    both = attrs.evolve(mission, legs=(*mission.legs, back))
    assert len(traffic((course("a", mission=both),))) == len(mission.legs)


def test_an_axis_is_the_same_whatever_an_overlay_calls_its_leg():
    mission = small_mission()
    road, *others = mission.legs
    named = attrs.evolve(mission, legs=(attrs.evolve(road, leg="track"), *others))
    stages = tuple(
        attrs.evolve(stage, leg="track") if stage.leg == road.leg else stage
        for stage in small_plan().stages
    )
    other = course("b", attrs.evolve(small_plan(), stages=stages), named)
    assert not any(row.differs for row in traffic((course("a"), other)))


def test_sites_and_legs_of_any_of_the_missions_are_joined():
    mission = small_mission()
    road, *_ = mission.legs
    more = attrs.evolve(
        mission,
        sites=(*mission.sites, Site(site="camp", lat=15.5, lon=2.0, role="hub")),
        legs=(
            attrs.evolve(road, km=999.0),
            *mission.legs[1:],
            attrs.evolve(road, leg="hub-camp", origin="hub", destination="camp"),
        ),
    )
    found = joint((course("a"), course("b", mission=more)))
    assert [site.site for site in found.sites] == ["alpha", "hub", "port", "camp"]
    assert found.leg["hub-camp"].destination == "camp"
    # What both have is the first one's.
    assert found.leg[road.leg].km == road.km
