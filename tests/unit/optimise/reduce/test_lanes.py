"""Lanes: where serials load and unload, from which homes, and how long they are away."""

import attrs
import pytest

from exeunt.model.hazards import Season
from exeunt.network.network import Network
from exeunt.optimise.reduce.lanes import Lane, Lanes
from tests.support.missions.planner_country import STORES, TRUCKS, country, day

UP = Lane("road", "town", "fort", "town")
OUT = Lane("road", "town", "town", "port")


def lanes(**changes) -> Lanes:
    mission = country(lots=(STORES,), **changes)
    return Lanes(mission, Network(mission))


def test_a_way_past_a_hub_is_two_lanes():
    found = lanes()
    assert set(found.all) == {UP, OUT}
    assert found.left_out == 1


def test_vehicles_based_at_neither_end_do_not_come_for_a_lane_that_has_some():
    more = attrs.evolve(TRUCKS, fleet="more", site="fort")
    found = lanes(fleets=(TRUCKS, more)).all
    assert Lane("road", "fort", "fort", "town") in found
    assert Lane("road", "fort", "town", "port") not in found


def test_a_run_takes_its_march_its_nights_and_its_stops():
    run = lanes().run(UP, 48.0)
    # A day on the road at ten hours each way, a day at the fort; the town turns round at once.
    assert (run.before, run.on, run.after) == (24.0 + 10.0, 10.0, 0.0)
    assert [step.destination for step in (*run.out, *run.loaded)] == ["fort", "town"]
    assert run.back == ()


def test_a_lane_is_closed_while_a_leg_of_it_is():
    shut = Season(leg="fort-town", closed_from=day(5), closed_to=day(9))
    found = lanes(seasons=(shut,))
    assert found.run(UP, 48.0) is not None
    assert found.run(UP, 24.0 * 6) is None


@pytest.mark.parametrize("t", [0.0, 240.0])
def test_between_hubs_a_lane_leads_towards_an_exit(t):
    found = lanes(fort={"role": "hub"})
    assert found.run(UP, t) is not None
    assert found.run(Lane("road", "town", "town", "fort"), t) is None
