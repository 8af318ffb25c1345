"""missions/port-run: its data hang together, and everybody can be out in time, but not by one way alone."""

from pathlib import Path

import pytest

from exeunt.files.missions import read_mission
from exeunt.model.mission import Mission

FOLDER = Path(__file__).parents[2] / "missions" / "port-run"
ROAD_OUT = ("assembly-milltown", "milltown-highpass", "highpass-crossing", "crossing-port")


@pytest.fixture(scope="module")
def mission() -> Mission:
    return read_mission(FOLDER)


def places(mission: Mission) -> dict[str, int]:
    """Places out of the capital up to the deadline, by means."""
    seats = {f.fleet: f.count * mission.vehicle[f.vehicle].seats for f in mission.fleets}
    crews = {
        f.fleet: f.count * mission.vehicle[f.vehicle].crew for f in mission.fleets if f.crew_party
    }
    return {
        "one coach trip": seats["buses"],
        "own vehicles": sum(
            lot.quantity * (lot.crew + lot.seats) for lot in mission.lots if lot.self_driving
        ),
        "escorts twice": 2 * seats["security-armoured"] + crews["security-armoured"],
        "embassy armoured": seats["embassy-armoured"] + crews["embassy-armoured"],
        "one flight": mission.aircraft_type["transport"].seats,
    }


def test_every_row_is_sourced_or_assumed(mission: Mission) -> None:
    bare = [
        (table, n)
        for table, rows in mission.rows().items()
        for n, row in enumerate(rows)
        if not (row.source or row.assumed)
    ]
    assert bare == []


def test_totals(mission: Mission) -> None:
    assert mission.people == 814
    assert sum(p.count if p.count_low is None else p.count_low for p in mission.parties) == 650
    assert sum(p.count if p.count_high is None else p.count_high for p in mission.parties) == 1018
    by_site = {
        s.site: sum(p.count for p in mission.parties if p.site == s.site) for s in mission.sites
    }
    assert {site: n for site, n in by_site.items() if n} == {
        "embassy": 308,
        "agency-east": 140,
        "agency-west": 80,
        "assembly": 268,
        "airfield": 18,
    }


def test_head_counts_are_ranges(mission: Mission) -> None:
    for p in mission.parties:
        assert p.count_low is not None
        assert p.count_high is not None
        assert p.count_low <= p.count <= p.count_high


def test_hours(mission: Mission) -> None:
    assert mission.period_hours == 2
    assert mission.hours(mission.deadline) == 72
    assert mission.hours(mission.end) == 96


def test_port_is_840_km_and_a_day_away(mission: Mission) -> None:
    assert sum(mission.leg[leg].km for leg in ROAD_OUT) == 840
    hours = sum(mission.leg[leg].travel_hours for leg in ROAD_OUT)
    assert hours <= mission.doctrine.march_hours_per_day
    turn = mission.site["port"].turn_hours + mission.site["assembly"].turn_hours
    # out, back and out again fits, a third time does not
    assert 3 * hours + turn <= mission.hours(mission.deadline)
    assert 5 * hours + 2 * turn > mission.hours(mission.end)


def test_floor_is_met_until_the_last_lift_and_all_of_it_can_drive(mission: Mission) -> None:
    for site in mission.sites:
        assert site.holding_people <= sum(
            p.count for p in mission.parties if p.site == site.site and p.armed
        )
    armoured = mission.fleet["embassy-armoured"]
    kind = mission.vehicle[armoured.vehicle]
    assert armoured.count * (kind.crew + kind.seats) >= mission.site["embassy"].holding_people


def test_crews_stand_where_their_fleets_do(mission: Mission) -> None:
    for f in mission.fleets:
        if f.crew_party:
            crew = mission.party[f.crew_party]
            assert crew.site == f.site
            assert crew.count >= f.count * mission.vehicle[f.vehicle].crew
        else:
            assert f.ownership == "contracted"


def test_every_compound_reaches_the_assembly_ground_or_the_field(mission: Mission) -> None:
    near = {
        s
        for leg in mission.legs
        if "assembly" in {leg.origin, leg.destination}
        for s in (leg.origin, leg.destination)
    }
    assert {"embassy", "agency-east", "agency-west", "airfield"} <= near


def test_those_who_may_not_go_by_road_are_at_the_field(mission: Mission) -> None:
    assert {p.site for p in mission.parties if not p.by_road} == {"airfield"}


def test_flights_are_permitted_for_one_day_then_pending(mission: Mission) -> None:
    window, later = (p for p in mission.permissions if p.mode == "air")
    assert (window.state, later.state) == ("granted", "pending")
    assert window.valid_from is not None
    assert window.valid_to == later.valid_from
    assert mission.hours(window.valid_from) == 12
    assert later.valid_from is not None
    assert mission.hours(later.valid_from) == 36


def test_neither_the_second_coach_trip_nor_the_flights_can_be_left_out(mission: Mission) -> None:
    found = places(mission)
    slots = mission.site["airfield"].slots_per_day
    assert slots is not None
    flights = 2 * slots * found["one flight"]  # two calendar days touch the window
    road = (
        2 * found["one coach trip"]
        + found["own vehicles"]
        + found["escorts twice"]
        + found["embassy armoured"]
    )
    assert mission.people < road + flights <= 1.26 * mission.people
    assert road < mission.people
    assert (
        road
        + flights
        - found["one coach trip"]
        - mission.vehicle["armoured"].seats * mission.fleet["security-armoured"].count
        < mission.people
    )


def test_nothing_classified_can_be_given_away(mission: Mission) -> None:
    for lot in mission.lots:
        if lot.kit_class in {"sensitive", "weapon"}:
            assert set(lot.allowed) == {"ship", "destroy"}
            row = mission.disposition(lot, "destroy")
            assert row is not None
            assert row.capability == "engineers"
            assert row.rate_per_day is not None


def test_what_is_classified_fits_the_trucks(mission: Mission) -> None:
    trucks = mission.fleet["trucks"]
    teu = sum(
        lot.quantity * lot.teu for lot in mission.lots if lot.kit_class in {"sensitive", "weapon"}
    )
    assert teu <= trucks.count * mission.vehicle["truck"].teu


def test_fuel_at_the_embassy_lasts_until_it_must_close(mission: Mission) -> None:
    (fuel,) = (s for s in mission.supplies if (s.supply, s.site) == ("fuel", "embassy"))
    closes = mission.site["embassy"].close_by
    assert closes is not None
    assert fuel.stock >= fuel.use_per_day * mission.hours(closes) / 24
