"""What there is to fetch, of which missions, in seconds."""

import attrs
import pytest

from exeunt.model.forces import Party
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission
from exeunt.network.network import Network
from exeunt.optimise.shuttles.errands import NEVER, Errands, errands
from tests.support.missions.buses import START, STILL, evacuation
from tests.support.missions.planner_country import STORES

WAYS = {("yard", "hill"): 10, ("hill", "hall"): 7}
MISSION = evacuation({"yard": 2}, {"hill": 50}, {"hall": 60}, WAYS)


def found(**changes: object) -> Errands | None:
    mission = attrs.evolve(MISSION, **changes)
    return errands(mission, Network(mission))


def test_vehicles_groups_and_places() -> None:
    known = found()
    assert [(g.site, g.people, g.drops, g.since) for g in known.groups] == [("hill", 50, (0,), 0)]
    assert [(p.site, p.room) for p in known.places] == [("hall", 60)]
    assert [(v.fleet, v.since) for v in known.vehicles] == [("buses-yard", 0)] * 2
    assert (known.seats, known.ride, known.reach) == ((20,), (((420,),),), (((420,), (600,)),))
    assert [known.stop(n) for n in (0, 1)] == ["hall", "yard"]


def test_standing_to_load_and_to_turn_counts() -> None:
    sites = tuple(attrs.evolve(site, turn_hours=0.1) for site in MISSION.sites)
    # From the hall one turns there as well as on the hill; from the yard on the hill alone.
    assert found(sites=sites).reach == (((420 + 720,), (600 + 360,)),)


def test_who_stands_at_the_pickup_leaves_at_once() -> None:
    fleets = (attrs.evolve(MISSION.fleets[0], site="hill"),)
    assert found(fleets=fleets).reach == (((420,), (0,)),)


def test_seconds_of_the_slow_and_of_no_way() -> None:
    slow = attrs.evolve(MISSION.vehicles[0], speed_kmh=15)
    assert found(vehicles=(slow,)).ride == (((840,),),)
    one_way = (MISSION.legs[0], attrs.evolve(MISSION.legs[1], two_way=False))
    assert found(legs=one_way).reach == (((NEVER,), (600,)),)


def test_dates_of_fleets_parties_and_notice() -> None:
    at = START.replace(hour=1)
    fleets = (attrs.evolve(MISSION.fleets[0], available_from=at),)
    parties = (attrs.evolve(MISSION.parties[0], leave_from=at),)
    known = found(fleets=fleets, parties=parties)
    assert (known.vehicles[0].since, known.groups[0].since) == (3600, 3600)
    notice = attrs.evolve(STILL, notice_hours=2)
    assert found(fleets=fleets, doctrine=notice).vehicles[0].since == 7200


def test_parties_go_where_they_are_bound_for() -> None:
    ways = WAYS | {("hill", "barn"): 3}
    mission = evacuation({"yard": 2}, {"hill": 50}, {"hall": None, "barn": None}, ways)
    bound = attrs.evolve(mission.parties[0], party="bound", destination="barn")
    local = Party(party="local", site="hill", count=9, population="evacuee", destination="hill")
    known = errands(
        attrs.evolve(mission, parties=(*mission.parties, bound, local)), Network(mission)
    )
    drops = {g.parties[0][0]: [known.places[p].site for p in g.drops] for g in known.groups}
    assert drops == {"people-hill": ["hall", "barn"], "bound": ["barn"]}


def test_vehicles_out_of_service_and_those_that_a_party_crews_are_left_out() -> None:
    fleet = MISSION.fleets[0]
    assert len(found(fleets=(attrs.evolve(fleet, out_of_service_share=0.5),)).vehicles) == 1
    assert found(fleets=(attrs.evolve(fleet, crew_party="people-hill"),)) is None


def test_seats_for_which_no_water_can_be_taken_stay_empty() -> None:
    light = attrs.evolve(MISSION.vehicles[0], payload_t=0.001)
    assert 0 < found(vehicles=(light,)).seats[0] < 20


def test_of_a_fleet_without_end_there_are_as_many_as_trips() -> None:
    assert len(found(fleets=(attrs.evolve(MISSION.fleets[0], count=10**9),)).vehicles) == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"parties": ()},
        {"fleets": ()},
        {"lots": (attrs.evolve(STORES, site="hill"),)},
        {"requirements": (Requirement(requirement="r", activity="hold", capability="medical"),)},
        {"permissions": (Permission(permission="p", mode="road", state="granted"),)},
        {"doctrine": attrs.evolve(STILL, spacing_hours=1)},
        {"legs": (attrs.evolve(MISSION.legs[0], strikes_per_100km=0.1), MISSION.legs[1])},
    ],
)
def test_missions_of_another_kind_have_none(changes: dict) -> None:
    assert found(**changes) is None
