"""What is aboard, tied to the vehicles that carry it."""

import attrs
import pytest

from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission
from exeunt.optimise.bound.flows import Carried, Driven
from exeunt.optimise.bound.ties import Ties
from exeunt.optimise.bound.vehicles import Vehicles
from tests.support.missions.planner_country import (
    BUSES,
    FORT_TOWN,
    GUARDS,
    STORES,
    TRUCKS,
    country,
)
from tests.support.programmes import Row, arc, frame_of, rows


class Arc:
    """The way out of the fort on the third day, with people and kit aboard."""

    def __init__(self, *, fleet=BUSES, kit=(), driven=(), **changes):
        self.frame = frame_of(
            country(**({"fleets": (fleet,), "parties": (GUARDS,), "lots": (STORES,)} | changes)),
            24.0,
        )
        i = arc(self.frame, "fort-town", "fort")
        rolling = Vehicles(self.frame).build()
        column = self.frame.lp.column
        self.people = column(0.0, 20.0)
        self.vehicles = rolling[i, 2][0].column
        aboard = self.frame.aboard[i, 2]
        aboard.people.append((self.people, 0))
        aboard.carried += [Carried(column(0.0, 9.0), *load) for load in kit]
        aboard.driven += [Driven(column(0.0, 9.0), *unit) for unit in driven]
        self.kit = [load.column for load in aboard.carried]
        self.driven = [unit.column for unit in aboard.driven]
        self.before = len(rows(self.frame))
        Ties(self.frame, rolling).build()

    def rows(self, *columns: int) -> list[Row]:
        every = rows(self.frame)[self.before :]
        return [row for row in every if set(columns) <= set(row.terms)]


def test_everybody_has_a_seat_in_a_bus_or_in_kit_that_drives():
    way = Arc(driven=[(1, 3, False)])
    (seated, crewed) = way.rows(way.people, way.driven[0])
    assert seated.terms == {way.people: 1.0, way.vehicles: -30.0, way.driven[0]: -4.0}
    assert (crewed.terms, crewed.low) == ({way.people: 1.0, way.driven[0]: -1.0}, 0.0)


def test_where_passengers_may_not_pass_crews_may():
    bar = Permission(
        permission="p", mode="road", where="fort-town", payload="people", state="refused"
    )
    way = Arc(permissions=(bar,), driven=[(1, 3, False)])
    seated = way.rows(way.people, way.driven[0])[0]
    assert seated.terms == {way.people: 1.0, way.driven[0]: -1.0}


def test_crews_of_a_party_are_aboard():
    way = Arc(fleet=attrs.evolve(BUSES, crew_party="guards"))
    seated, crewed, theirs = way.rows(way.people, way.vehicles)
    assert seated.terms[way.vehicles] == -31.0
    assert crewed.terms == theirs.terms == {way.people: 1.0, way.vehicles: -1.0}


def test_outsize_kit_needs_what_takes_it():
    way = Arc(fleet=TRUCKS, kit=[(1.0, 10.0, True)])
    alone = [row for row in way.rows(way.kit[0]) if set(row.terms) == {way.kit[0]}]
    assert [(row.terms, row.high) for row in alone] == [({way.kit[0]: 1.0}, 0.0)]


def test_serials_are_at_least_the_vehicles_over_the_largest_convoy():
    need = Requirement(
        requirement="e", activity="convoy", where="road", capability="escort", amount=2
    )
    way = Arc(
        fleet=attrs.evolve(BUSES, count=9), requirements=(need,), doctrine={"convoy_max": 5.0}
    )
    (serials,) = [row for row in way.rows(way.vehicles) if 5.0 in row.terms.values()]
    column = next(c for c, weight in serials.terms.items() if weight == 5.0)
    assert serials.terms[way.vehicles] == -1.0
    (escorted,) = [row for row in way.rows(column) if row is not serials and row != serials]
    assert escorted.terms == {column: -2.0}, "nobody here brings a team"
    assert escorted.low == 0.0


@pytest.mark.parametrize(("mode", "brought"), [("road", 0.0), ("river", 0.2)])
def test_people_bring_teams_where_not_only_vehicles_do(mode: str, brought: float):
    """The guards are four teams of five; by road they would need vehicles made for them."""
    need = Requirement(
        requirement="e", activity="convoy", where=mode, capability="escort", amount=2
    )
    land = {
        "legs": (attrs.evolve(FORT_TOWN, mode=mode),),
        "vehicles": tuple(attrs.evolve(kind, mode=mode) for kind in country().vehicles),
        "parties": (attrs.evolve(GUARDS, capabilities=(("escort", 4.0),)),),
    }
    way = Arc(requirements=(need,), **land)
    entries = [row for row in way.rows(way.vehicles) if -1.0 in row.terms.values()]
    (serials,) = {column for row in entries for column in row.terms} - {way.people, way.vehicles}
    (escorted,) = [row for row in way.rows(serials) if row.terms[serials] == -2.0]
    assert escorted.terms.get(way.people, 0.0) == brought


@pytest.mark.parametrize("mode", ["road", "river"])
def test_no_serial_has_more_vehicles_than_can_move_at_once(mode: str):
    """Two boats are one serial at least: what a strike always costs is paid once for every two."""
    land = {
        "legs": (
            attrs.evolve(FORT_TOWN, mode=mode, strikes_per_100km=0.5, casualties_per_strike=2.0),
        ),
        "vehicles": tuple(attrs.evolve(kind, mode=mode) for kind in country().vehicles),
    }
    way = Arc(fleet=attrs.evolve(BUSES, count=2), lots=(), **land)
    entries = [row for row in way.rows(way.vehicles) if 2.0 in row.terms.values()]
    (serials,) = {column for row in entries for column in row.terms} - {way.vehicles}
    assert way.frame.lp.cost[serials] > 0


def test_drivers_of_soft_vehicles_do_not_ride_under_armour():
    """Of n people aboard armour may shelter all but the crew of the bus: their own."""
    leg = attrs.evolve(FORT_TOWN, strikes_per_100km=0.5, casualties_per_strike=2.0)
    way = Arc(
        fleet=attrs.evolve(BUSES, crew_party="guards"),
        legs=(leg,),
        driven=[(1, 3, True), (2, 1, False)],
    )
    factor = way.frame.mission.doctrine.armour_factor
    (least,) = [row for row in way.rows(way.people) if row.terms[way.people] == -factor]
    assert least.terms[way.vehicles] == pytest.approx(-(1 - factor))
    assert least.terms[way.driven[1]] == pytest.approx(-(1 - factor) * 2)
    assert way.driven[0] not in least.terms


def test_people_are_exposed_less_in_armour_but_never_less_than_all_in_it():
    leg = attrs.evolve(FORT_TOWN, strikes_per_100km=0.5, casualties_per_strike=2.0)
    way = Arc(legs=(leg,), driven=[(1, 3, True)])
    factor = way.frame.mission.doctrine.armour_factor
    below = [row for row in way.rows(way.people) if row.low == 0.0 and -1.0 in row.terms.values()]
    assert any(row.terms.get(way.driven[0]) == pytest.approx((1 - factor) * 4) for row in below)
    least = [row for row in way.rows(way.people) if row.terms[way.people] == -factor]
    assert len(least) == 1


def test_a_leg_takes_its_column_both_ways_together():
    way = Arc(legs=(attrs.evolve(FORT_TOWN, vehicles_per_day=7),), driven=[(1, 3, False)])
    (column,) = [row for row in way.rows(way.vehicles, way.driven[0]) if row.high == 7.0]
    assert len(column.terms) == 3, "buses out and in, and what drives out"
