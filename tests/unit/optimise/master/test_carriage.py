"""Serials of the master: lanes by period, their vehicles, and what they share."""

import attrs
import pytest

from exeunt.network.network import Network
from exeunt.optimise.master.carriage import Carriage
from exeunt.optimise.master.frame import Frame
from exeunt.optimise.master.gains import gains
from exeunt.optimise.master.kit import Kit
from exeunt.optimise.master.people import People
from tests.support.missions.planner_country import STAFF, STORES, TRUCKS, country, day

DEAR = attrs.evolve(STORES, value=200_000)


def carriage(**changes) -> Carriage:
    mission = country(**{"lots": (DEAR,), "parties": (STAFF,), **changes})
    frame = Frame(mission, Network(mission))
    kit = Kit(frame)
    found = Carriage(frame, kit, People(frame))
    found.build(gains(frame, kit, frame.lanes.all, ()))
    return found


def test_serials_load_what_gains_by_moving_and_whoever_is_there():
    found = carriage()
    up = [one for one in found.all if one.run.lane.pickup == "fort"]
    assert up
    assert all(set(one.carried) == {"stores"} for one in up)
    assert all(len(one.people) == 1 for one in up)


def test_kit_that_gains_nothing_is_not_looked_at():
    found = carriage(lots=(attrs.evolve(STORES, value=1.0),))
    assert not any(one.carried for one in found.all)


def test_a_vehicle_pays_its_km_its_fuel_and_its_days():
    found = carriage(fleets=(TRUCKS,))
    one = next(one for one in found.all if one.run.lane.pickup == "fort")
    kind, prices = found.mission.vehicle["truck"], found.mission.prices
    by_km = (kind.cost_per_km + kind.fuel_l_per_km * prices.fuel_litre) * 200
    days = one.run.hours / 24 * kind.cost_per_day
    cost = found.f.lp.cost[one.vehicles["trucks"]]
    assert cost == pytest.approx((by_km + days) * prices.money)


def test_nothing_leaves_before_its_fleet_is_there():
    late = attrs.evolve(TRUCKS, available_from=day(12))
    found = carriage(fleets=(late,))
    assert min(found.f.time.mid(one.k) for one in found.all) > 12 * 24


def test_units_that_drive_are_driven_and_take_drivers_along():
    driving = attrs.evolve(DEAR, self_driving=True, crew=2, seats=3, teu=0, mass_t=2)
    found = carriage(lots=(driving,))
    up = [one for one in found.all if one.run.lane.pickup == "fort"]
    assert up
    assert all(set(one.driven) == {"stores"} and not one.carried for one in up)
