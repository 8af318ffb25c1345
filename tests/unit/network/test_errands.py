"""Ways out: who can go by what, how far, and which permissions are in the way."""

import attrs
import pytest

from exeunt.model.legs import Leg
from exeunt.model.stores import Permission
from exeunt.network.errands import (
    Way,
    cheapest_lift,
    goals,
    kit_errand,
    missing,
    people_errand,
    reach,
    ruled,
)
from tests.support.missions.report_samples import day, small_mission


def troops(mission):
    return people_errand(mission, mission.party["alpha-troops"])


def boxes(mission):
    return kit_errand(mission, mission.lot["boxes"], "alpha")


def way(mission, leg, *, back=False):
    row = mission.leg[leg]
    return Way(row, row.destination, row.origin) if back else Way(row, row.origin, row.destination)


def test_a_destination_is_the_only_goal_and_else_every_exit_is():
    assert goals(small_mission(), "hub") == {"hub"}
    assert goals(small_mission(), "") == {"port"}


def test_people_go_by_what_has_seats_and_not_by_road_where_they_may_not():
    mission = small_mission()
    assert troops(mission).modes == {"road", "air"}
    assert people_errand(mission, mission.party["alpha-civ"]).modes == {"air"}
    freighters = tuple(attrs.evolve(craft, seats=0) for craft in mission.aircraft)
    assert troops(small_mission(aircraft=freighters)).modes == {"road"}
    gone = tuple(attrs.evolve(fleet, count=0) for fleet in mission.fleets)
    assert troops(small_mission(fleets=gone)).modes == {"air"}


def test_kit_goes_by_what_lifts_a_unit():
    mission = small_mission()
    assert boxes(mission).modes == {"road"}, "9 t and 1 TEU: too heavy for the plane"
    assert kit_errand(mission, mission.lot["rounds"], "alpha").modes == {"road", "air"}
    alone = small_mission(fleets=(), air_fleets=())
    assert kit_errand(alone, alone.lot["carriers"], "alpha").modes == {"road"}, "they drive"
    assert kit_errand(alone, alone.lot["boxes"], "alpha").modes == set()


def test_the_shortest_way_is_taken_and_one_way_legs_only_forward():
    assert reach(small_mission(), boxes(small_mission()), permitted=False).km == 160 + 260
    legs = small_mission().legs
    short = Leg(
        leg="short", origin="alpha", destination="port", mode="road", km=300, travel_hours=9
    )
    assert (
        reach(small_mission(legs=(*legs, short)), boxes(small_mission()), permitted=True).km == 300
    )
    back = attrs.evolve(short, origin="port", destination="alpha", two_way=False)
    assert (
        reach(small_mission(legs=(*legs, back)), boxes(small_mission()), permitted=True).km == 420
    )


def test_no_leg_is_no_way_and_no_permission_is_to_blame():
    answer = reach(small_mission(legs=()), boxes(small_mission()), permitted=True)
    assert (answer.reached, answer.km, answer.blocked_by) == (False, 0.0, ())


def test_a_refusal_stops_the_errand_only_where_permissions_are_asked():
    refusal = Permission(permission="no", mode="road", where="hub-port", state="refused")
    mission = small_mission(permissions=(refusal,))
    assert reach(mission, boxes(mission), permitted=False).reached
    answer = reach(mission, boxes(mission), permitted=True)
    assert (answer.reached, answer.blocked_by) == (False, (refusal,))


def test_a_detour_that_is_permitted_is_taken():
    refusal = Permission(permission="no", mode="road", where="hub-port", state="refused")
    detour = Leg(
        leg="detour", origin="hub", destination="port", mode="road", km=900, travel_hours=40
    )
    mission = small_mission(permissions=(refusal,), legs=(*small_mission().legs, detour))
    assert reach(mission, boxes(mission), permitted=True).km == 160 + 900


@pytest.mark.parametrize(
    ("where", "direction", "out", "back"),
    [
        ("hub-port", "both", True, True),
        ("hub-port", "out", True, False),
        ("hub-port", "in", False, True),
        ("hub", "out", True, False),
        ("hub", "in", False, True),
        ("port", "in", True, False),
        ("*", "out", True, True),
        ("alpha", "both", False, False),
    ],
)
def test_a_refusal_is_missing_in_the_direction_it_is_about(where, direction, out, back):
    refusal = Permission(
        permission="no", mode="road", where=where, direction=direction, state="refused"
    )
    mission = small_mission(permissions=(refusal,))
    named = [
        bool(missing(mission, boxes(mission), way(mission, "hub-port", back=turned)))
        for turned in (False, True)
    ]
    assert named == [out, back]


def test_what_is_granted_at_some_time_is_not_missing():
    spell = Permission(
        permission="spell",
        mode="road",
        where="hub-port",
        state="granted",
        valid_from=day(4),
        valid_to=day(5),
    )
    ban = Permission(
        permission="ban", mode="road", where="hub-port", state="refused", valid_to=day(4)
    )
    mission = small_mission(permissions=(spell, ban))
    assert missing(mission, boxes(mission), way(mission, "hub-port")) == ()


def test_two_places_that_never_grant_it_at_one_time_are_both_missing():
    early = Permission(
        permission="early", mode="road", where="hub", state="granted", valid_to=day(4)
    )
    late = Permission(
        permission="late", mode="road", where="port", state="granted", valid_from=day(4)
    )
    mission = small_mission(permissions=(early, late))
    assert missing(mission, boxes(mission), way(mission, "hub-port")) == (early, late)


def test_the_most_particular_permission_rules_and_only_it_is_named():
    general = Permission(permission="general", mode="road", where="*", state="granted")
    theirs = Permission(
        permission="theirs", mode="road", where="*", state="refused", payload="cargo"
    )
    mission = small_mission(permissions=(general, theirs))
    assert ruled(mission, [general, theirs], "cargo") == ((theirs,), False)
    ended = attrs.evolve(theirs, valid_to=day(6))
    assert ruled(mission, [general, ended], "cargo") == ((general, ended), True)


def test_the_cheapest_lift_is_by_share_of_the_fullest_truck():
    mission = small_mission()
    assert cheapest_lift(mission, mission.lot["carriers"], 100) == 30.0, "it drives itself"
    half = 1 / 2
    assert cheapest_lift(mission, mission.lot["boxes"], 100) == half * 3 * 100, (
        "by TEU, not by tonnes"
    )
    wide = attrs.evolve(mission.lot["boxes"], mass_t=27)
    assert cheapest_lift(mission, wide, 100) is None


def test_of_a_part_of_a_mission_less_is_asked():
    mission = small_mission()
    every = {site.site for site in mission.sites}
    assert goals(mission, "*") == every
    assert goals(mission, "!alpha") == every - {"alpha"}
