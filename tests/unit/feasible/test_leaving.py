"""People and sites that must be done before they can be."""

import attrs

from exeunt.feasible.clash import clashes
from exeunt.model.forces import Lot
from exeunt.model.hazards import Season
from exeunt.model.legs import Leg
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission
from exeunt.model.transport import AircraftType, AirFleet
from tests.support.missions.held_base import day, held_base, only


def test_closing_steps_that_take_too_long():
    found = only(held_base(base={"close_by": day(1.9)}))
    assert (found.rule, found.where, found.when) == ("closing_steps", "base", day(1.9))
    assert only(held_base(base={"close_from": day(6), "close_by": day(7)})).rule == "closing_steps"


def test_closing_steps_that_lack_a_capability():
    row = Requirement(
        requirement="inspection", activity="close", where="base", capability="engineers", amount=1
    )
    assert only(held_base(base={"close_by": day(5)}, requirements=(row,))).rule == "closing_steps"
    assert clashes(held_base(requirements=(row,))) == ()  # then the base need not close


def test_site_that_must_close_before_anybody_can_leave():
    found = only(held_base(base={"close_by": day(1), "closing_hours": 0}))
    assert (found.rule, found.found) == ("closing_window", "first departure of The guards 2 Jan")


def test_site_that_must_close_with_more_people_than_seats():
    found = only(held_base(guards={"count": 61}, base={"close_by": day(2)}))
    assert (found.rule, found.needed, found.found) == (
        "closing_window",
        "61 people gone by 3 Jan",
        "at most 60 people",
    )


def test_site_that_must_close_without_a_way_out():
    found = only(held_base(base={"close_by": day(10)}, legs=()))
    assert (found.rule, found.found) == ("closing_window", "no departure")


def test_provider_that_leaves_before_it_can():
    found = only(held_base(guards={"leave_by": day(1)}))
    assert (found.rule, found.where) == ("provider_conditions", "guards")
    assert found.message == "The guards must leave Base by 2 Jan, but cannot leave before 2 Jan."


def test_provider_not_by_road_without_a_permitted_flight():
    helicopter = AircraftType(
        aircraft="mi-8",
        payload_t=4,
        seats=20,
        range_km=600,
        runway="helipad",
        block_hours_per_month=60,
    )
    air = {
        "aircraft": (helicopter,),
        "air_fleets": (AirFleet(air_fleet="heli", aircraft="mi-8", site="hub", count=1),),
        "legs": (
            *held_base().legs,
            Leg(leg="air", origin="base", destination="hub", mode="air", km=90, travel_hours=1),
        ),
        "sites": tuple(attrs.evolve(s, runway="helipad") for s in held_base().sites),
    }
    who = {"by_road": False, "leave_by": day(10)}
    assert clashes(held_base(guards=who, **air)) == ()
    refused = Permission(
        permission="p", mode="air", where="base", payload="people", state="refused"
    )
    found = only(held_base(guards=who, permissions=(refused,), **air))
    assert found.rule == "provider_conditions"
    # What is in the way is named.
    assert str(found.message).endswith("leads out; not given: p.")
    asked = attrs.evolve(refused, state="unanswered")
    assert (
        clashes(held_base(guards=who, permissions=(asked,), **air)) == ()
    )  # they may be booked with road seats held
    found = only(
        held_base(guards={**who, "leave_by": day(0.9), "count": 101}, **air)
    )  # ten block hours in the first day are five loops of twenty
    assert (found.rule, found.found) == ("provider_conditions", "at most 100 people")


def test_season_counts():
    m = held_base(
        guards={"leave_by": day(8)},
        seasons=(Season(leg="base-hub", closed_from=day(1), closed_to=day(9)),),
    )
    assert only(m).rule == "provider_conditions"


def test_a_season_that_lasts_beyond_the_end_is_named():
    closed = Season(leg="base-hub", closed_from=day(0), closed_to=day(40))
    found = only(held_base(guards={"leave_by": day(8)}, seasons=(closed,)))
    assert str(found.message).endswith("leads out; closed: base-hub until 10 Feb.")


def test_own_jeeps_are_a_way_out():
    jeeps = Lot(
        lot="jeeps",
        site="base",
        quantity=10,
        mass_t=2,
        teu=1,
        self_driving=True,
        crew=1,
        seats=3,
        kit_class="vehicle",
        owner="mission",
    )
    assert clashes(held_base(guards={"leave_by": day(0)}, lots=(jeeps,))) == ()
    assert (
        only(held_base(guards={"leave_by": day(0), "count": 41}, lots=(jeeps,))).found
        == "at most 40 people"
    )
