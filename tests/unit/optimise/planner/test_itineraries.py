"""Where a serial goes and when: back home where it can, one way where it cannot, and spaced."""

import attrs
import pytest

from exeunt.model.forces import Party
from exeunt.model.legs import Leg
from exeunt.optimise.planner.draft import Lane, book, halts
from tests.support.missions.planner_country import (
    BUSES,
    FORT_TOWN,
    LIAISON,
    STAFF,
    TOWN_PORT,
    Parts,
    country,
    day,
)

ONE_WAY = Leg(
    leg="fort-port",
    origin="fort",
    destination="port",
    mode="road",
    km=100,
    travel_hours=10,
    two_way=False,
)
UP = attrs.evolve(FORT_TOWN, origin="town", destination="fort", two_way=False)
OUT = Lane("road", "town", "fort", "port", returns=True)


def parts(*, doctrine: dict | None = None, tactics: dict | None = None, **changes) -> Parts:
    """Return the planner's parts where buses of the town fetch staff of the fort to the port."""
    fixed = {"parties": (STAFF,), "legs": (UP, ONE_WAY), "doctrine": doctrine}
    return Parts(country(**(fixed | changes)), **(tactics or {}))


def test_where_no_way_leads_home_a_serial_goes_one_way() -> None:
    draft = parts().convoys.compose(OUT, 0)
    assert [hop.step.destination for hop in draft.hops] == ["fort", "port"]
    assert (draft.lane.returns, draft.riders) == (False, {"staff": 50})
    assert draft.drop_time == draft.hops[-1].arrive


@pytest.mark.parametrize(("end", "returns"), [(10, True), (2, False), (1, None)])
def test_who_cannot_be_home_before_the_end_goes_one_way(end: float, returns: bool | None) -> None:
    """Ten hours to the fort, a day there and ten hours on to the port; home are twenty more."""
    p = parts(legs=(FORT_TOWN, ONE_WAY, TOWN_PORT), deadline=day(1), end=day(end))
    draft = p.convoys.compose(OUT, 0)
    assert (None if draft is None else draft.lane.returns) is returns


@pytest.mark.parametrize(("destination", "goes"), [("", True), ("port", True), ("town", False)])
def test_crews_are_not_taken_from_home_for_good(destination: str, *, goes: bool) -> None:
    crew = Party(
        party="crew", site="town", count=4, population="contractor", destination=destination
    )
    fleet = attrs.evolve(BUSES, ownership="own", crew_party="crew")
    p = parts(parties=(STAFF, crew, LIAISON), fleets=(fleet,))
    assert (p.convoys.compose(OUT, 0) is not None) is goes


def test_vehicles_at_an_exit_are_sent_from_there_or_when_they_go_onward() -> None:
    at_port = attrs.evolve(BUSES, fleet="more", site="port")
    assert parts().convoys.ways.homes() == ["town"]
    assert parts(fleets=(BUSES, at_port)).convoys.ways.homes() == ["port", "town"]
    for onward, homes in ((False, []), (True, ["port"])):
        p = parts(fleets=(BUSES,), tactics={"onward": onward})
        book(p.world, p.convoys.compose(OUT, 0))
        p.world.advance(100)
        assert p.convoys.ways.homes() == homes


def test_closed_sites_send_nothing() -> None:
    p = parts()
    p.world.closed.add("town", 0)
    assert p.convoys.ways.homes() == []


def test_vehicles_with_drivers_of_nobody_move() -> None:
    """Such as a boat that is towed, or a train whose driver is the railway's."""
    p = parts()
    kinds = tuple(attrs.evolve(kind, crew=0) for kind in p.mission.vehicles)
    draft = parts(vehicles=kinds).convoys.compose(OUT, 0)
    assert (draft.riders, draft.has_vehicles) == ({"staff": 50}, True)


@pytest.mark.parametrize("spacing", [0.1, 0.25, 0.5, 1.5])
def test_convoys_follow_one_another_by_the_spacing_and_not_by_the_period(spacing: float) -> None:
    p = parts(doctrine={"spacing_hours": spacing}, period_hours=2)
    leaves = []
    for _ in range(2):
        draft = p.convoys.ways.draft(OUT, 0)
        p.world.traffic.enter(draft.hops[0], 1, spaced=True)
        leaves.append(draft.hops[0].depart)
    assert leaves == pytest.approx([0, spacing])


def test_a_period_has_no_room_for_convoys_whose_spacing_is_longer() -> None:
    p = parts(doctrine={"spacing_hours": 4}, period_hours=2)
    p.world.traffic.enter(p.convoys.ways.draft(OUT, 0).hops[0], 1, spaced=True)
    assert p.convoys.ways.draft(OUT, 0) is None


def test_a_serial_goes_at_the_pace_of_those_aboard() -> None:
    """The slow ones that stay at home delay nobody: 100 km at 20 km/h, a day, 10 hours on."""
    kinds = tuple(
        attrs.evolve(kind, speed_kmh=2 if kind.vehicle == "truck" else 20)
        for kind in parts().mission.vehicles
    )
    # With water to take along a truck would come, and all would go at its pace.
    dry = {"convoy_water_per_person_day": 0, "convoy_rations_per_person_day": 0}
    p = parts(vehicles=kinds, doctrine=dry)
    assert p.convoys.ways.draft(OUT, 0).hops[0].arrive > 100
    draft = p.convoys.compose(OUT, 0)
    assert (draft.vehicles, draft.hops[0].arrive) == ({"buses": 2}, 10)
    assert draft.riders == {"staff": 50}


def test_a_serial_with_the_slow_aboard_stays_as_slow() -> None:
    kinds = tuple(attrs.evolve(kind, speed_kmh=5) for kind in parts().mission.vehicles)
    p = parts(vehicles=kinds)
    assert p.convoys.compose(OUT, 0).hops == p.convoys.ways.draft(OUT, 0).hops


def test_who_drives_around_the_clock_halts_nowhere() -> None:
    p = parts(doctrine={"march_hours_per_day": 24})
    assert list(halts(p.world, p.convoys.ways.draft(OUT, 0))) == []
    assert len(list(halts(parts().world, parts().convoys.ways.draft(OUT, 0)))) == 1
