"""Kinds of missions in which plans once left people beside free seats, kit beside idle carriers, or nothing at all; each with siblings."""

from datetime import datetime
from pathlib import Path

import attrs
import pytest

from exeunt.files.missions import read_mission
from exeunt.model.figures import Doctrine
from exeunt.model.forces import Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.requirements import Requirement
from exeunt.model.transport import Fleet, VehicleType
from tests.support.missions.kinds import (
    hours,
    offices,
    planned,
    repair,
    searched,
    stayed,
    two_exits,
)

MISSIONS = Path(__file__).parents[2] / "missions"


# ---- people who drive their own cars ----


@pytest.mark.parametrize("closing", [0, 6, 12])
@pytest.mark.parametrize(
    ("people", "cars"),
    [((20,), (5,)), ((12,), (3,)), ((20, 10), (5, 4)), ((8, 9, 10), (2, 2, 2)), ((25,), (5,))],
)
def test_all_leave_in_the_cars_that_they_drive_themselves(people, cars, closing) -> None:
    judged = planned(offices(*people, cars=cars, closing=closing))
    assert judged.terms.not_out == judged.terms.late_person_days == 0


@pytest.mark.parametrize("closing", [6, 12])
def test_the_builder_itself_sends_no_cars_ahead_of_people_who_need_them(closing) -> None:
    judged = searched(offices(20, cars=(5,), closing=closing), passes=1)
    assert judged.terms.not_out == 0


def test_days_do_as_well_as_hours() -> None:
    mission = offices(
        20, 10, cars=(5, 4), closing=24, period_hours=24, deadline=hours(240), end=hours(360)
    )
    assert planned(mission).terms.not_out == 0


def test_somebody_who_has_no_way_out_keeps_nobody_else_in() -> None:
    mission = offices(20, 10, cars=(5, 4))
    stuck = Party(
        party="stuck",
        site="office1",
        count=4,
        population="civilian",
        destination="island",
    )
    island = Site(site="island", lat=1, lon=1, role="exit")
    mission = attrs.evolve(
        mission, parties=(*mission.parties, stuck), sites=(*mission.sites, island)
    )
    assert planned(mission).terms.not_out == 4


def test_more_people_than_seats_come_in_two_journeys() -> None:
    assert planned(offices(40, cars=(5,), closing=6)).terms.not_out == 0


# ---- armour that is driven to a hub ----


@pytest.mark.parametrize(("apcs", "lowbeds"), [(10, 4), (3, 1), (16, 2)])
def test_driven_kit_is_carried_on_where_its_drivers_do_not_go(apcs, lowbeds) -> None:
    judged = planned(two_exits(apcs=apcs, lowbeds=lowbeds))
    assert judged.terms.not_out == judged.terms.capture_points == judged.terms.value_lost == 0


def test_two_hubs_carry_it_on_one_after_the_other() -> None:
    mission = two_exits(apcs=6)
    quay = Site(site="quay", lat=33.85, lon=35, role="hub", stays_open=True)
    legs = [leg for leg in mission.legs if leg.leg != "r2"]
    legs += [
        Leg(leg="r4", origin="hub", destination="quay", mode="road", km=30, travel_hours=1),
        Leg(leg="r5", origin="quay", destination="port", mode="road", km=6, travel_hours=0.5),
    ]
    more = Fleet(fleet="more", vehicle="lowbed", site="quay", count=2)
    mission = attrs.evolve(
        mission,
        sites=(*mission.sites, quay),
        legs=tuple(legs),
        fleets=(*mission.fleets, more),
    )
    judged = planned(mission)
    assert judged.terms.not_out == judged.terms.capture_points == 0


# ---- vehicles where nobody is ----


@pytest.mark.parametrize(("count", "ownership"), [(2, "contracted"), (5, "contracted"), (3, "own")])
def test_vehicles_at_a_base_without_people_drive_out(count, ownership) -> None:
    bus = VehicleType(vehicle="bus", payload_t=5, seats=20, crew=1, teu=1)
    fleet = Fleet(
        fleet="f", vehicle="bus", site="office0", count=count, ownership=ownership, value=9_000
    )
    mission = offices(0, cars=(0,), vehicles=(bus,), fleets=(fleet,))
    judged = planned(mission)
    assert judged.terms.not_out == judged.terms.value_lost == 0


# ---- always an answer ----


def test_a_plan_that_nobody_moves_is_repaired_too() -> None:
    mission = offices(20, 10, cars=(5, 4))
    assert stayed(mission).terms.not_out == 30
    assert repair(mission).run(stayed(mission), lambda: False).terms.not_out == 0


def test_boats_do_as_cars_do() -> None:
    boat = VehicleType(vehicle="boat", mode="river", payload_t=1, seats=8, crew=2)
    mission = offices(
        30,
        cars=(3,),
        vehicles=(boat,),
        fleets=(
            Fleet(fleet="boats", vehicle="boat", site="office0", count=3, crew_party="staff0"),
        ),
        legs=(
            Leg(
                leg="r", origin="office0", destination="border", mode="river", km=90, travel_hours=6
            ),
        ),
    )
    assert planned(mission).terms.not_out == 0


def test_children_ride_with_those_who_drive() -> None:
    family = Party(party="family", site="office0", count=15, population="dependant")
    mission = offices(5, cars=(5,))
    mission = attrs.evolve(mission, parties=(*mission.parties, family))
    assert planned(mission).terms.not_out == 0


# ---- one late date, or one early ----


def tiny(**changes) -> Mission:
    """Make the shipped mission of four sites with some of its rows changed: by table, then by row."""
    mission = read_mission(MISSIONS / "tiny")
    tables = {}
    for table, rows in changes.items():
        key = {"sites": "site", "parties": "party", "lots": "lot"}[table]
        tables[table] = tuple(
            attrs.evolve(row, **rows.get(getattr(row, key), {})) for row in getattr(mission, table)
        )
    return attrs.evolve(mission, **tables)


def january(day: int) -> datetime:
    return datetime(2030, 1, day)


def test_kit_that_drives_does_not_take_along_the_seats_of_those_who_are_left() -> None:
    mission = tiny(parties={"eod": {"capabilities": ()}})
    assert planned(mission).terms.not_out == 0


@pytest.mark.parametrize("day", [11, 12])
def test_staff_who_may_not_leave_before_a_late_date_hold_nobody_else(day) -> None:
    held = {"leave_by": None, "leave_from": january(day)}
    mission = tiny(parties={"eod": {"capabilities": (("eod", 1.0),)}, "staff": held})
    assert planned(mission, passes=6).terms.not_out == 0


def test_guards_who_may_not_leave_in_time_are_all_that_stay() -> None:
    mission = tiny(
        parties={
            "eod": {"capabilities": (("eod", 1.0),)},
            "guards": {"leave_from": january(13)},
        }
    )
    assert planned(mission).terms.not_out == 20


@pytest.mark.parametrize("day", [3, 4, 5])
def test_a_site_that_must_close_early_does(day) -> None:
    mission = tiny(
        sites={"alpha": {"close_by": january(day)}},
        parties={"eod": {"capabilities": (("eod", 1.0),)}},
    )
    judged = planned(mission)
    assert judged.terms.not_out == 0
    (closure,) = judged.plan.closures
    assert closure.close <= january(day)


def test_one_crate_that_is_ready_late_holds_nobody() -> None:
    mission = tiny()
    chairs = attrs.evolve(
        mission.lot["prefabs"], lot="chairs", quantity=1, value=10, ready_from=january(14)
    )
    mission = attrs.evolve(mission, lots=(*mission.lots, chairs))
    assert planned(mission).terms.not_out == 0


@pytest.mark.parametrize(
    ("people", "cars"), [((25, 9, 11, 9), (5, 3, 2, 1)), ((18, 5, 6, 5), (4, 1, 1, 1))]
)
def test_nobody_rides_late_where_others_have_seats_sooner(people, cars) -> None:
    judged = planned(offices(*people, cars=cars, closing=3))
    assert judged.terms.not_out == judged.terms.late_person_days == 0


@pytest.mark.parametrize(("apcs", "people", "lowbeds"), [(12, 20, 3), (9, 16, 2), (20, 16, 1)])
def test_the_last_lift_keeps_seats_for_those_who_have_to_go_on(apcs, people, lowbeds) -> None:
    mission = two_exits(apcs=apcs, lowbeds=lowbeds)
    mission = attrs.evolve(
        mission,
        parties=(attrs.evolve(mission.parties[0], count=people),),
        fleets=tuple(attrs.evolve(f, site="base", crew_party="inf") for f in mission.fleets),
    )
    assert searched(mission, passes=1).terms.not_out == 0


def test_one_escort_brings_all_buses_out_and_is_no_taxi() -> None:
    escort = Requirement(requirement="guard", activity="convoy", where="*", capability="escort")
    patrol = VehicleType(
        vehicle="patrol", payload_t=1, seats=4, crew=2, capabilities=(("escort", 1.0),)
    )
    mission = two_exits(apcs=0)
    clinic = Site(site="clinic", lat=32, lon=35, role="base")
    road = Leg(leg="r9", origin="clinic", destination="hub", mode="road", km=120, travel_hours=2.5)
    guards = Party(party="guards", site="hub", count=8, population="troops", armed=True)
    mission = attrs.evolve(
        mission,
        period_hours=1,
        deadline=hours(72),
        end=hours(120),
        sites=(*mission.sites, clinic),
        legs=(*mission.legs, road),
        parties=(
            attrs.evolve(mission.parties[0], count=60, destination=""),
            Party(party="sick", site="clinic", count=19, population="civilian"),
            guards,
        ),
        requirements=(escort,),
        vehicles=(*mission.vehicles, patrol),
        fleets=(
            Fleet(fleet="buses", vehicle="coach", site="base", count=2, ownership="contracted"),
            Fleet(fleet="patrols", vehicle="patrol", site="hub", count=2, crew_party="guards"),
        ),
        lots=(),
        doctrine=Doctrine(convoy_min=1),
    )
    judged = repair(mission).run(searched(mission, passes=1), lambda: False)
    assert judged.terms.not_out == judged.terms.late_person_days == 0
    assert len(judged.plan.serials) < 12
