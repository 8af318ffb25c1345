"""What a convoy uses up, and what room that leaves."""

import math

import attrs
import pytest

from exeunt.model.stores import Supply
from exeunt.network.network import Hop, Step
from exeunt.optimise.planner.draft import Draft, book
from exeunt.optimise.planner.provisions import room_t, seats_fed, supplies_needed
from exeunt.rules.ledger import case
from exeunt.rules.provisions import own_t
from exeunt.rules.serials import weights
from tests.support.missions.planner_country import (
    BUS,
    FORT_TOWN,
    GUARDS,
    STAFF,
    STORES,
    TRUCK,
    UP,
    Parts,
    country,
)

CERTAIN = attrs.evolve(FORT_TOWN, spread=0.0)
JEEPS = attrs.evolve(STORES, lot="jeeps", self_driving=True, crew=1, seats=3, quantity=4)


def there_and_back(**aboard) -> Draft:
    """Return three trucks to the fort and back: ten hours, a day there, ten hours."""
    legs = (Step(CERTAIN, "town", "fort"), Step(CERTAIN, "fort", "town"))
    hops = [Hop(legs[0], 0, 10), Hop(legs[1], 34, 44)]
    return Draft(
        lane=UP, hops=hops, load_from=2, load_to=2, **({"vehicles": {"trucks": 3}} | aboard)
    )


def test_crews_eat_and_drink_what_is_then_no_room_for_kit() -> None:
    world = Parts(country()).world
    # Six drivers, 11 kg a day each: 44 hours, of which 10 are left on the way back.
    assert room_t(world, there_and_back()) == pytest.approx(
        [60 - 0.066 * 44 / 24, 60 - 0.066 * 10 / 24]
    )
    assert room_t(world, there_and_back(), riders=9)[1] == pytest.approx(60 - 0.165 * 10 / 24)


def test_fuel_is_in_tanks_as_far_as_they_go() -> None:
    world = Parts(country(vehicles=(attrs.evolve(TRUCK, tank_km=120), BUS))).world
    fed = room_t(Parts(country()).world, there_and_back())
    # Three trucks burn 300 L, and 180 L are in their tanks.
    assert room_t(world, there_and_back()) == pytest.approx([fed[0] - 0.12, fed[1]])


def test_kit_that_drives_has_tanks_and_takes_its_own() -> None:
    jeeps = attrs.evolve(JEEPS, fuel_l_per_km=1.0)
    doctrine = {"driven_payload_t": 0.4, "driven_tank_km": 40}
    world = Parts(country(lots=(jeeps,), doctrine=doctrine)).world
    alone = room_t(world, there_and_back())
    driven = room_t(world, there_and_back(driven={"jeeps": 2}, drivers={"staff": 2}))
    # Two more people for ten hours, 200 L more. All tanks are full on the way back, hold 980 L and
    # need 350 L; on the way up the trucks' hold 900 L, and all drink 500 L of them.
    assert driven[1] - alone[1] == pytest.approx(0.8 - 0.022 * 10 / 24)
    assert driven[0] - alone[0] == pytest.approx(-0.022 * 10 / 24)


def test_as_many_ride_as_can_be_fed() -> None:
    world = Parts(country(vehicles=(TRUCK, attrs.evolve(BUS, payload_t=0.05, seats=60)))).world
    bus = there_and_back(vehicles={"buses": 1})
    # The driver's 20 kg leave 30 kg, of which one who rides for ten hours needs 4.6 kg.
    assert seats_fed(world, bus) == 6
    assert min(room_t(world, bus, riders=6)) >= 0
    assert min(room_t(world, bus, riders=7)) < 0
    fasting = country(
        doctrine={"convoy_water_per_person_day": 0, "convoy_rations_per_person_day": 0}
    )
    assert seats_fed(Parts(fasting).world, bus) == math.inf


def test_only_what_is_counted_where_it_begins_is_taken_along() -> None:
    rations = Supply(supply="rations", site="town", stock=100)
    elsewhere = Supply(supply="water", site="fort", stock=100)
    needed = supplies_needed(Parts(country(supplies=(rations, elsewhere))).world, there_and_back())
    assert needed == {"rations": pytest.approx(6 * 44 / 24)}


@pytest.mark.parametrize("staff", [10, 60])
def test_a_convoy_carries_for_itself_what_the_referee_asks(staff: int) -> None:
    party = attrs.evolve(STAFF, count=staff)
    mission = country(lots=(JEEPS, STORES), parties=(party, GUARDS))
    parts = Parts(mission)
    draft = parts.convoys.compose(UP, 0)
    assert draft is not None
    book(parts.world, draft)
    plan = parts.world.written.plan(())
    (row,) = case(mission, plan).rows
    own = own_t(case(mission, plan), row, weights(mission))
    room = room_t(parts.world, draft)
    payload = sum(
        n * mission.vehicle[mission.fleet[f].vehicle].payload_t for f, n in draft.vehicles.items()
    )
    driven = sum(draft.driven.values()) * mission.doctrine.driven_payload_t
    assert [payload - own[0], payload + driven - own[1]] == pytest.approx(room)
