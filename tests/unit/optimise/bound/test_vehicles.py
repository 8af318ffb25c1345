"""Vehicles of the relaxation: what they cost, when they go, how long they are on the move."""

import attrs
import pytest

from exeunt.optimise.bound.flows import Carried
from exeunt.optimise.bound.vehicles import Fits, Rolling, Vehicles, danger
from tests.support.missions.planner_country import (
    FORT_TOWN,
    GUARDS,
    STORES,
    TRUCK,
    TRUCKS,
    country,
    day,
)
from tests.support.programmes import arc, frame_of, rows


def built(**changes):
    frame = frame_of(country(**({"fleets": (TRUCKS,)} | changes)), 24.0)
    return frame, Vehicles(frame).build()


def test_vehicles_enter_arcs_of_their_mode_in_their_time():
    _, rolling = built(fleets=(attrs.evolve(TRUCKS, available_to=day(3)),))
    assert {b for _, b in rolling} == {0, 1, 2}
    _, rolling = built(legs=(attrs.evolve(FORT_TOWN, mode="river"),))
    assert not rolling


def test_a_vehicle_costs_its_running_its_fuel_and_its_hire():
    frame, rolling = built()
    (truck,) = rolling[arc(frame, "fort-town", "town"), 0]
    # 100 km at 2 a km and half a litre at 1, and 10 hours of 240 a day.
    assert frame.lp.cost[truck.column] == pytest.approx(200 + 50 + 100)


def test_crews_of_contractors_are_in_danger_and_those_of_parties_pay_for_themselves():
    leg = attrs.evolve(FORT_TOWN, strikes_per_100km=0.5, casualties_per_strike=2.0)
    fares = {}
    for crew_party in ("", "guards"):
        fleet = attrs.evolve(TRUCKS, crew_party=crew_party)
        frame, rolling = built(legs=(leg,), fleets=(fleet,), parties=(GUARDS,))
        i = arc(frame, "fort-town", "town")
        fares[crew_party] = frame.lp.cost[rolling[i, 0][0].column]
        price = danger(frame, frame.arcs[i], 0)
    assert fares["guards"] == pytest.approx(350)
    assert fares[""] - fares["guards"] == pytest.approx(price.each * TRUCK.crew)
    strikes = 0.5 * leg.casualties_per_strike * frame.mission.prices.casualty
    assert price.fixed == pytest.approx(strikes * frame.mission.doctrine.fixed_share)


def test_hours_on_the_move_are_no_more_than_the_vehicles_have():
    frame, rolling = built(sites=tuple(attrs.evolve(s, turn_hours=0) for s in country().sites))
    (truck,) = rolling[arc(frame, "fort-town", "town"), 0]
    windows = [row for row in rows(frame, truck.column) if row.high >= 10 * 48]
    in_two_days = min(windows, key=lambda row: row.high)
    # Ten trucks for two days. Who enters on the first day is on the move on the second for sure.
    assert in_two_days.high == 10 * 48
    assert in_two_days.terms[truck.column] == 10


def test_a_crew_out_of_a_party_takes_places_of_its_own():
    frame, _ = built(fleets=(attrs.evolve(TRUCKS, crew_party="guards"),), parties=(GUARDS,))
    (wheels,) = frame.pools.wheels
    assert Rolling(0, attrs.evolve(TRUCK, seats=5), wheels).places == 5 + TRUCK.crew
    hired = attrs.evolve(wheels, crews=frozenset())
    assert Rolling(0, attrs.evolve(TRUCK, seats=5), hired).places == 5


@pytest.mark.parametrize(("mass_t", "rows_made"), [(10, 1), (21, 2)])
def test_mass_counts_where_it_may_bind_before_size(mass_t, rows_made):
    # A truck of 20 t takes 1 TEU: kit of up to 20 t a TEU is full by its size first.
    frame, rolling = built(lots=(attrs.evolve(STORES, mass_t=mass_t),))
    load = Carried(frame.lp.column(0.0, 9.0), 1.0, float(mass_t), outsize=False)
    trucks = rolling[arc(frame, "fort-town", "fort"), 2]
    Fits(frame).row([load], trucks)
    made = rows(frame, load.column)
    assert len(made) == rows_made
    assert made[0].terms == {load.column: 1.0, trucks[0].column: -1.0}


def test_where_there_is_no_way_on_a_vehicle_stands_for_the_turn_time():
    sites = tuple(attrs.evolve(s, turn_hours=2) for s in country().sites)
    near = attrs.evolve(FORT_TOWN, travel_hours=1)
    frame, rolling = built(legs=(near,), sites=sites)
    (out,) = rolling[arc(frame, "fort-town", "town"), 1]
    (back,) = rolling[arc(frame, "fort-town", "fort"), 1]
    both = [row for row in rows(frame, out.column, back.column) if len(row.terms) == 2]
    # Ten trucks for a day, and the last journey of each, may end after it: three hours a way.
    assert any(row.terms[out.column] == 3 and row.high == 10 * 27 for row in both)


def test_where_some_are_out_of_service_only_hours_on_the_move_count():
    sites = tuple(attrs.evolve(s, turn_hours=2) for s in country().sites)
    fleet = attrs.evolve(TRUCKS, out_of_service_share=0.5)
    near = attrs.evolve(FORT_TOWN, travel_hours=1)
    frame, rolling = built(legs=(near,), sites=sites, fleets=(fleet,))
    (out,) = rolling[arc(frame, "fort-town", "town"), 1]
    assert {row.terms[out.column] for row in rows(frame, out.column) if row.high == 5 * 25} == {1}
