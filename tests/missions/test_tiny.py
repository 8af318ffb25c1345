"""missions/tiny: its data hang together."""

from pathlib import Path

import pytest

from exeunt.files.missions import read_mission
from exeunt.model.mission import Mission

FOLDER = Path(__file__).parents[2] / "missions" / "tiny"


@pytest.fixture(scope="module")
def mission() -> Mission:
    return read_mission(FOLDER)


def test_has_four_sites_one_of_each_role(mission: Mission) -> None:
    assert sorted(s.role for s in mission.sites) == ["base", "exit", "hub", "junction"]


def test_is_small(mission: Mission) -> None:
    assert len(mission.parties) <= 4
    assert len(mission.lots) <= 5
    assert (mission.end - mission.start).days == 14


def test_every_row_is_sourced_or_assumed(mission: Mission) -> None:
    bare = [
        (table, n)
        for table, rows in mission.rows().items()
        for n, row in enumerate(rows)
        if not (row.source or row.assumed)
    ]
    assert bare == []


def test_every_time_is_on_the_grid(mission: Mission) -> None:
    assert mission.start.hour == mission.deadline.hour == mission.end.hour == 0
    assert all(
        leg.travel_hours % mission.period_hours == 0 for leg in mission.legs if leg.mode == "road"
    )
    assert all(site.turn_hours % mission.period_hours == 0 for site in mission.sites)
    assert mission.doctrine.march_hours_per_day == 24


def test_kit_needs_exactly_two_convoys_of_all_trucks(mission: Mission) -> None:
    trucks = mission.fleet["trucks"]
    shipped = sum(lot.quantity * lot.teu for lot in mission.lots if lot.lot in {"stores", "comms"})
    assert shipped == 2 * trucks.count * mission.vehicle["truck"].teu
    assert all(lot.mass_t <= mission.vehicle["truck"].payload_t for lot in mission.lots)


def test_people_fit_seats_exactly(mission: Mission) -> None:
    jeeps, escort = mission.lot["jeeps"], mission.vehicle["escort"]
    places = (
        jeeps.quantity * (jeeps.crew + jeeps.seats) + mission.fleet["escorts"].count * escort.seats
    )
    assert mission.party["guards"].count + mission.party["eod"].count == places
    assert mission.party["staff"].count == mission.aircraft_type["helicopter"].seats
    assert mission.party["escort-crews"].count == mission.fleet["escorts"].count * escort.crew


def test_floor_is_met_by_the_guards_alone(mission: Mission) -> None:
    assert mission.site["alpha"].holding_people == mission.party["guards"].count
    assert mission.party["guards"].armed


def test_every_convoy_needs_both_escorts(mission: Mission) -> None:
    (row,) = mission.requirements
    assert (row.where, row.amount) == ("road", mission.fleet["escorts"].count)
    most = mission.fleet["trucks"].count + mission.lot["jeeps"].quantity
    assert row.per_vehicles is not None
    assert most / row.per_vehicles <= row.amount


def test_ammunition_can_only_be_destroyed(mission: Mission) -> None:
    lot = mission.lot["ammunition"]
    assert lot.allowed == ("destroy",)
    row = mission.disposition(lot, "destroy")
    assert row is not None
    assert row.capability == "eod"
    assert dict(mission.party["eod"].capabilities) == {"eod": 1}


def test_prefabs_are_better_sold_than_shipped(mission: Mission) -> None:
    lot = mission.lot["prefabs"]
    sell, ship = mission.disposition(lot, "sell"), mission.disposition(lot, "ship")
    assert sell is not None
    assert ship is not None
    assert (
        lot.value * (1 - sell.recovery_share) + sell.cost_per_unit
        < lot.value * (1 - ship.recovery_share) + ship.cost_per_unit
    )


def test_fuel_lasts(mission: Mission) -> None:
    (fuel,) = mission.supplies
    vehicles, legs = {v.vehicle: v for v in mission.vehicles}, mission.leg
    km = 4 * legs["alpha-bravo"].km + 3 * (legs["bravo-ford"].km + legs["ford-port"].km)
    convoys = km * sum(f.count * vehicles[f.vehicle].fuel_l_per_km for f in mission.fleets)
    flights = (
        2
        * legs["alpha-bravo-air"].travel_hours
        * mission.aircraft_type["helicopter"].fuel_l_per_hour
    )
    assert fuel.stock >= convoys + flights + 14 * fuel.use_per_day
