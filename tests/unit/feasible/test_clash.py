"""Hard rules that cannot be kept, one by one; and nothing claimed where a plan could be made."""

from datetime import datetime, timedelta

import attrs
import pytest

from exeunt.feasible.clash import clashes
from exeunt.model.forces import Lot, Party
from exeunt.model.hazards import Season
from exeunt.model.mission import Mission
from exeunt.model.places import Leg, Site
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission, Supply
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType
from tests.support.plans.verdicts import in_words

START = datetime(2030, 1, 1)


def day(n: float) -> datetime:
    return START + timedelta(days=n)


BASE = Site(site="base", name="Base", lat=18, lon=1, role="base", turn_hours=24, closing_hours=48)
GUARDS = Party(
    party="guards", name="The guards", site="base", count=40, population="troops", armed=True
)


def mission(base: dict | None = None, guards: dict | None = None, **changes) -> Mission:
    """Forty guards hold a base a day by road from the hub, where two buses stand; the exit is a day on."""
    parts = {
        "name": "held",
        "start": START,
        "deadline": day(20),
        "end": day(30),
        "sites": (
            attrs.evolve(BASE, **(base or {})),
            Site(site="hub", name="Hub", lat=17, lon=1, role="hub"),
            Site(site="out", name="Out", lat=16, lon=1, role="exit"),
        ),
        "legs": (
            Leg(
                leg="base-hub",
                origin="base",
                destination="hub",
                mode="road",
                km=100,
                travel_hours=10,
            ),
            Leg(
                leg="hub-out", origin="hub", destination="out", mode="road", km=100, travel_hours=10
            ),
        ),
        "parties": (attrs.evolve(GUARDS, **(guards or {})),),
        "vehicles": (VehicleType(vehicle="bus", payload_t=1, seats=30, crew=1),),
        "fleets": (
            Fleet(fleet="buses", vehicle="bus", site="hub", count=2, ownership="contracted"),
        ),
    }
    return Mission(**(parts | changes))


def only(m: Mission):
    found = in_words(m, clashes(m))
    assert len(found) == 1, [v.message for v in found]
    return found[0]


@pytest.mark.parametrize(
    "m",
    [
        mission(),
        mission(fleets=()),
        mission(legs=()),
        mission(base={"holding_people": 40}),
        mission(base={"holding_people": 41, "closing_hours": 12, "turn_hours": 0}),
        mission(base={"close_by": day(2)}),
        mission(base={"stays_open": True, "close_by": day(0.1)}),
        mission(guards={"leave_by": day(1.5)}),
        mission(guards={"count": 60, "leave_by": day(1.5)}),
        mission(guards={"leave_by": day(0), "destination": "base"}),
        mission(guards={"count": 0, "leave_by": day(0)}, base={"holding_people": 0}),
        mission(supplies=(Supply(supply="water", site="base", stock=2000, use_per_person_day=20),)),
        mission(supplies=(Supply(supply="water", site="out", stock=0, use_per_person_day=20),)),
    ],
)
def test_no_clash_where_a_plan_may_exist(m):
    assert clashes(m) == ()


def test_floor_above_the_armed_at_the_start():
    found = only(mission(base={"holding_people": 41}))
    assert (found.rule, found.where, found.when) == ("holding_floor", "base", START)
    assert (found.needed, found.found) == ("41 armed people", "at most 40 armed people")
    assert (
        found.message == "Base must be held by 41 armed people; on 1 Jan at most 40 can be there."
    )


def test_floor_after_the_provider_took_its_people_away():
    found = only(
        mission(base={"holding_people": 20, "close_from": day(10)}, guards={"leave_by": day(5)})
    )
    assert (found.rule, found.when) == ("holding_floor", day(5))
    relief = Party(party="relief", site="hub", count=20, population="troops", armed=True)
    m = mission(base={"holding_people": 20, "close_from": day(10)}, guards={"leave_by": day(5)})
    assert clashes(attrs.evolve(m, parties=(*m.parties, relief))) == ()


def test_services_that_nobody_brings():
    doctor = Requirement(
        requirement="doctor", activity="hold", where="base", capability="medical", amount=1
    )
    found = only(mission(requirements=(doctor,)))
    assert (found.rule, found.needed, found.found) == ("services_stay", "1 medical", "at most 0")
    assert (
        clashes(mission(requirements=(doctor,), guards={"capabilities": (("medical", 1.0),)})) == ()
    )
    assert (
        only(mission(requirements=(attrs.evolve(doctor, where="*"),))).where == "base"
    )  # nobody is at the hub


def test_closing_steps_that_take_too_long():
    found = only(mission(base={"close_by": day(1.9)}))
    assert (found.rule, found.where, found.when) == ("closing_steps", "base", day(1.9))
    assert only(mission(base={"close_from": day(6), "close_by": day(7)})).rule == "closing_steps"


def test_closing_steps_that_lack_a_capability():
    row = Requirement(
        requirement="inspection", activity="close", where="base", capability="engineers", amount=1
    )
    assert only(mission(base={"close_by": day(5)}, requirements=(row,))).rule == "closing_steps"
    assert clashes(mission(requirements=(row,))) == ()  # then the base need not close


def test_site_that_must_close_before_anybody_can_leave():
    found = only(mission(base={"close_by": day(1), "closing_hours": 0}))
    assert (found.rule, found.found) == ("closing_window", "first departure of guards 2 Jan")


def test_site_that_must_close_with_more_people_than_seats():
    found = only(mission(guards={"count": 61}, base={"close_by": day(2)}))
    assert (found.rule, found.needed, found.found) == (
        "closing_window",
        "61 people gone by 3 Jan",
        "at most 60 people",
    )


def test_site_that_must_close_without_a_way_out():
    found = only(mission(base={"close_by": day(10)}, legs=()))
    assert (found.rule, found.found) == ("closing_window", "no departure")


def test_provider_that_leaves_before_it_can():
    found = only(mission(guards={"leave_by": day(1)}))
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
            *mission().legs,
            Leg(leg="air", origin="base", destination="hub", mode="air", km=90, travel_hours=1),
        ),
        "sites": tuple(attrs.evolve(s, runway="helipad") for s in mission().sites),
    }
    who = {"by_road": False, "leave_by": day(10)}
    assert clashes(mission(guards=who, **air)) == ()
    refused = Permission(
        permission="p", mode="air", where="base", payload="people", state="refused"
    )
    assert only(mission(guards=who, permissions=(refused,), **air)).rule == "provider_conditions"
    asked = attrs.evolve(refused, state="unanswered")
    assert (
        clashes(mission(guards=who, permissions=(asked,), **air)) == ()
    )  # they may be booked with road seats held
    found = only(
        mission(guards={**who, "leave_by": day(0.9), "count": 101}, **air)
    )  # ten block hours in the first day are five loops of twenty
    assert (found.rule, found.found) == ("provider_conditions", "at most 100 people")


def test_season_counts():
    m = mission(
        guards={"leave_by": day(8)},
        seasons=(Season(leg="base-hub", closed_from=day(1), closed_to=day(9)),),
    )
    assert only(m).rule == "provider_conditions"


def test_water_runs_dry_before_help_comes():
    # 40 people use 800 L a day. Help comes after 10 h, people can leave after 34 h.
    found = only(
        mission(supplies=(Supply(supply="water", site="base", stock=300, use_per_person_day=20),))
    )
    assert (found.rule, found.where, found.when) == ("stocks", "base", START + timedelta(hours=9))
    assert (
        clashes(
            mission(
                supplies=(Supply(supply="water", site="base", stock=400, use_per_person_day=20),)
            )
        )
        == ()
    )


def test_water_runs_dry_where_nobody_can_come():
    found = only(
        mission(
            legs=(),
            supplies=(Supply(supply="water", site="base", stock=23_000, use_per_person_day=20),),
        )
    )
    assert found.when == START + timedelta(days=28.75)
    assert (
        clashes(
            mission(
                legs=(),
                supplies=(
                    Supply(supply="water", site="base", stock=24_000, use_per_person_day=20),
                ),
            )
        )
        == ()
    )


def test_import_that_is_not_permitted_is_named():
    supply = Supply(
        supply="water", site="base", stock=1000, use_per_person_day=20, import_per_day=800
    )
    assert clashes(mission(legs=(), supplies=(supply,))) == ()
    barred = Permission(permission="water", mode="import", where="base", state="pending")
    found = only(mission(legs=(), supplies=(supply,), permissions=(barred,)))
    assert found.rule == "imports_permitted"
    assert "its import is not permitted" in found.message


def test_imports_above_the_capacity_are_lost():
    supply = Supply(
        supply="fuel", site="base", stock=0, capacity=1000, use_per_day=100, import_per_day=1000
    )
    open_for_ten_days = Permission(
        permission="fuel", mode="import", where="fuel", state="granted", valid_to=day(10)
    )
    found = only(mission(legs=(), supplies=(supply,), permissions=(open_for_ten_days,)))
    assert found.when == day(20)  # a full store lasts ten days after day 10


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
    assert clashes(mission(guards={"leave_by": day(0)}, lots=(jeeps,))) == ()
    assert (
        only(mission(guards={"leave_by": day(0), "count": 41}, lots=(jeeps,))).found
        == "at most 40 people"
    )


def test_an_empty_mission_has_no_clash():
    assert clashes(Mission(name="empty", start=START, deadline=START, end=START)) == ()
