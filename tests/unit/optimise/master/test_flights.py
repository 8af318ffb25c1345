"""Flights of the master: pairs of fields, rounds, and the hours that fleets have."""

import attrs
import pytest

from exeunt.network.network import Network
from exeunt.optimise.master.flights import Flights
from exeunt.optimise.master.frame import Frame
from exeunt.optimise.master.kit import Kit
from exeunt.optimise.master.people import People
from tests.support.missions.planner_country import (
    AIRWAY,
    FORT_TOWN,
    MI8,
    MI8S,
    STAFF,
    TOWN_PORT,
    country,
)


def flights(**fleet) -> Flights:
    mission = country(
        parties=(STAFF,),
        legs=(FORT_TOWN, TOWN_PORT, AIRWAY),
        aircraft=(MI8,),
        air_fleets=(attrs.evolve(MI8S, **fleet),),
    )
    frame = Frame(mission, Network(mission))
    found = Flights(frame, People(frame), Kit(frame))
    found.build({})
    return found


def test_they_fly_from_bases_to_hubs_and_not_back():
    pairs = {(origin, destination) for _, origin, destination, _ in flights().rounds}
    assert pairs == {("fort", "town")}


def test_nobody_flies_before_notice_is_given():
    found = flights()
    notice = found.mission.doctrine.notice_hours
    assert min(k for _, _, _, k in found.rounds) == min(
        k for k in range(found.f.time.n) if found.f.time.mid(k) >= notice
    )


def test_rounds_are_paid_by_the_hour_there_and_back():
    found = flights()
    column = next(iter(found.rounds.values()))
    hours = 2 * found.f.network.speeds.stage_hours(AIRWAY, (MI8,), 0.0)
    assert found.f.lp.cost[column] == pytest.approx(hours * 2000)


def test_a_fleet_of_none_flies_nothing():
    assert not flights(count=0).rounds
