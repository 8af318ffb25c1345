"""Bookings on flights that wait for leave: seats held on the road behind them, or no booking."""

import attrs
import pytest

from exeunt.model.forces import Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.stores import Permission
from exeunt.model.transport import AircraftType, AirFleet
from exeunt.optimise.repair.bookings import awaits_leave
from tests.support.missions.kinds import offices, planned


def waiting(state: str = "pending", payload: str = "people", lead_days: float = 0) -> Mission:
    """Make an office with four who go abroad by air alone, and cars with room for them."""
    mission = offices(20, cars=(7,), closing=6)
    (office, border) = mission.sites
    field = {"runway": "paved", "runway_m": 3000}
    going = Party(party="going", site="office0", count=4, population="civilian")
    return attrs.evolve(
        mission,
        sites=(
            attrs.evolve(office, **field),
            border,
            Site(site="abroad", lat=12, lon=-1, role="exit", **field),
        ),
        legs=(
            *mission.legs,
            Leg(
                leg="air",
                origin="office0",
                destination="abroad",
                mode="air",
                km=450,
                travel_hours=1,
            ),
        ),
        parties=(*mission.parties, attrs.evolve(going, destination="abroad")),
        aircraft=(
            AircraftType(
                aircraft="plane",
                payload_t=1.2,
                seats=11,
                range_km=1200,
                runway="unpaved",
                block_hours_per_month=60,
                cost_per_hour=1500,
            ),
        ),
        air_fleets=(AirFleet(air_fleet="charter", aircraft="plane", site="abroad", count=1),),
        permissions=(
            Permission(
                permission="overflight",
                mode="air",
                where="*",
                payload=payload,
                state=state,
                lead_days=lead_days,
            ),
        ),
    )


@pytest.mark.parametrize("state", ["pending", "unanswered"])
def test_those_who_wait_for_leave_are_booked_with_seats_on_the_road_behind_them(state) -> None:
    judged = planned(waiting(state))
    assert judged.terms.not_out == 0
    (reserve,) = judged.plan.reserves
    assert (reserve.party, reserve.people) == ("going", 4)
    assert reserve.flight in judged.plan.serials


def test_a_convoy_waits_for_leave_that_takes_a_day() -> None:
    judged = planned(waiting(lead_days=1))
    assert judged.terms.not_out == 0
    assert judged.plan.reserves


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_nobody_is_booked_on_what_was_refused(state) -> None:
    mission = waiting(state)
    assert not awaits_leave(mission)
    judged = planned(mission)
    assert (judged.terms.not_out, judged.plan.reserves) == (4, ())


def test_no_aircraft_comes_empty_without_leave() -> None:
    judged = planned(waiting(payload="any"))
    assert (judged.terms.not_out, judged.plan.reserves) == (4, ())


def test_with_leave_nothing_is_held() -> None:
    judged = planned(waiting("granted"))
    assert (judged.terms.not_out, judged.plan.reserves) == (0, ())
