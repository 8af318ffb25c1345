"""Aircraft of the relaxation: each limit is one that every lawful plan keeps."""

import math

import attrs
import pytest

from exeunt.optimise.bound.air import Air
from exeunt.optimise.bound.flows import Carried, Frame
from tests.support.missions.planner_country import AIRWAY, GUARDS, MI8, MI8S, country, day
from tests.support.programmes import arc, frame_of, rows


def flown(aircraft=None, fleet=None, **changes) -> Frame:
    mission = country(
        **({"legs": (AIRWAY,), "parties": (GUARDS,)} | changes),
        aircraft=(attrs.evolve(MI8, **(aircraft or {})),),
        air_fleets=(attrs.evolve(MI8S, **(fleet or {})),),
    )
    return frame_of(mission, 24.0)


def test_sorties_are_no_more_than_the_hours_begun_by_then():
    frame = flown()
    air = Air(frame)
    air.build()
    out = arc(frame, "airway", "town")
    # Two aircraft of ten hours a day and forty a month each, a leg of an hour.
    highs = [frame.lp.high[air.sorties[out, b][0][0]] for b in range(5)]
    assert highs == [20, 40, 60, 80, 80]


def test_a_month_begun_counts_whole():
    frame = flown(end=day(35))
    air = Air(frame)
    air.build()
    (column, _kind) = air.sorties[arc(frame, "airway", "town"), 31][0]
    assert frame.lp.high[column] == 160


@pytest.mark.parametrize(
    ("aircraft", "fleet"),
    [({"range_km": 99}, {}), ({"runway": "paved"}, {}), ({}, {"count": 0})],
)
def test_what_cannot_fly_has_no_sorties(aircraft, fleet):
    air = Air(flown(aircraft, fleet))
    air.build()
    assert not air.sorties


def test_no_sortie_outside_the_time_of_the_fleet():
    frame = flown(fleet={"available_from": day(2), "available_to": day(4)})
    air = Air(frame)
    air.build()
    assert {b for _, b in air.sorties} == {2, 3}


def test_spares_that_come_at_any_moment_of_a_day_count_for_all_of_it():
    blocked = {"serviceability": 1.0, "serviceability_blocked": 0.5}
    frame = flown(blocked)
    air = Air(frame)
    air.build()
    column, _ = air.sorties[arc(frame, "airway", "town"), 0][0]
    assert frame.lp.high[column] == 20, "no row speaks of spares, so they come"


def test_landings_fit_the_slots_of_the_days():
    frame = flown(fort={"slots_per_day": 3})
    air = Air(frame)
    air.build()
    into = arc(frame, "airway", "town")
    column, _ = air.sorties[into, 0][0]
    limits = [r.high for r in rows(frame, column) if set(r.terms.values()) == {1.0}]
    assert 3.0 in limits


def test_people_and_kit_are_no_more_than_sorties_lift():
    frame = flown({"teu": 1.0})
    out = arc(frame, "airway", "fort")
    people = frame.lp.column(0.0, 100.0)
    kit = frame.lp.column(0.0, 100.0)
    frame.aboard[out, 1].people.append((people, 0))
    frame.aboard[out, 1].carried.append(Carried(kit, 0.5, 2.0, outsize=False))
    air = Air(frame)
    air.build()
    sortie, kind = air.sorties[out, 1][0]
    seats, mass = rows(frame, people, sortie)
    assert (seats.terms, seats.high) == ({people: 1.0, sortie: -kind.seats}, 0.0)
    passenger = frame.mission.doctrine.passenger_t
    assert mass.terms == {kit: 2.0, people: passenger, sortie: -kind.payload_t}
    (size,) = [row for row in rows(frame, kit, sortie) if people not in row.terms]
    assert size.terms == {kit: 0.5, sortie: -1.0}
    assert all(row.low == -math.inf for row in (seats, mass, size))


def test_aircraft_come_to_rest_where_they_began():
    frame = flown()
    air = Air(frame)
    air.build()
    there, _ = air.sorties[arc(frame, "airway", "town"), 0][0]
    back, _ = air.sorties[arc(frame, "airway", "fort"), 3][0]
    balances = [r for r in rows(frame, there, back) if r.low == r.high == 0.0]
    assert any(r.terms[there] == -r.terms[back] for r in balances)
