"""Armour and ammunition stay with a floor until the last lift takes it."""

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Party
from exeunt.model.transport import Fleet, VehicleType
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.lift import Lift
from exeunt.rules.referee import referee
from tests.support.missions.planner_country import (
    FORT_TOWN,
    GUARDS,
    MI8,
    MI8S,
    SHIP,
    STORES,
    TRUCKS,
    UP,
    Parts,
    country,
)

AMMO = attrs.evolve(STORES, lot="ammo", mass_t=5, kit_class="ammunition", harm_if_captured=1)
CARS = attrs.evolve(
    STORES, lot="cars", mass_t=8, kit_class="armour", self_driving=True, crew=2, armoured=True
)
TANK = VehicleType(vehicle="tank", payload_t=0, crew=2, armoured=True)
TANKS = Fleet(fleet="tanks", vehicle="tank", site="fort", count=3, crew_party="guards")


def arms(armour: int = 0, ammunition_t: float = 0.0, **changes) -> Parts:
    fort = {"floor_armour": armour, "floor_ammunition_t": ammunition_t}
    return Parts(country(**({"fort": fort, "lots": (AMMO, CARS)} | changes)))


def test_nothing_stays_where_a_floor_needs_no_arms() -> None:
    assert arms().world.floor_arms.kit("fort") == {}
    assert arms(2).world.floor_arms.kit("town") == {}


@pytest.mark.parametrize(
    ("armour", "ammunition_t", "kept"),
    [
        (2, 0, {"ammo": 0, "cars": 2}),
        (0, 5, {"ammo": 1, "cars": 0}),
        (0, 5.1, {"ammo": 2, "cars": 0}),
        (9, 99, {"ammo": 6, "cars": 6}),
    ],
)
def test_so_much_stays_as_the_floor_needs(armour: int, ammunition_t: float, kept: dict) -> None:
    found = arms(armour, ammunition_t).world.floor_arms
    assert found.kit("fort") == found.kit("fort", Lift.ALL_BUT_THE_FLOOR) == kept
    assert found.kit("fort", Lift.EVERYBODY) == {}


def test_who_stays_keeps_them_whatever_leaves() -> None:
    town = {"floor_armour": 4}
    cars = attrs.evolve(CARS, site="town")
    p = Parts(
        country(town=town, lots=(cars,), dispositions=(SHIP, Disposition(disposition="transfer")))
    )
    assert p.world.floor_arms.kit("town", Lift.EVERYBODY) == {"cars": 4}


def test_what_was_transferred_stays_in_use() -> None:
    resident = Party(
        party="locals", site="town", count=2, population="civilian", destination="town"
    )
    cars = attrs.evolve(CARS, site="town")
    p = Parts(
        country(
            town={"floor_armour": 4},
            lots=(cars,),
            parties=(resident,),
            dispositions=(Disposition(disposition="transfer"),),
        )
    )
    assert p.disposals.dispose("town", cars, 3, 0, 99, abandon=False) == 3
    assert p.world.floor_arms.kit("town") == {"cars": 1}


def test_what_was_transferred_and_taken_back_is_counted_no_more() -> None:
    cars = attrs.evolve(CARS, site="town")
    p = Parts(
        country(
            town={"floor_armour": 4},
            lots=(cars,),
            parties=(
                Party(
                    party="locals", site="town", count=2, population="civilian", destination="town"
                ),
            ),
            dispositions=(Disposition(disposition="transfer"),),
        )
    )
    kept = p.world.snapshot()
    assert p.disposals.dispose("town", cars, 3, 0, 99, abandon=False) == 3
    assert p.world.floor_arms.kit("town") == {"cars": 1}
    p.world.restore(kept)
    assert p.world.floor_arms.kit("town") == {"cars": 4}
    # As many rows as before, and another in place of the first.
    assert p.disposals.dispose("town", cars, 1, 0, 99, abandon=False) == 1
    assert p.world.floor_arms.kit("town") == {"cars": 3}
    assert p.disposals.dispose("town", cars, 1, 0, 99, abandon=False) == 1
    assert p.world.floor_arms.kit("town") == {"cars": 2}


def test_vehicles_stay_where_kit_is_too_little_armour() -> None:
    parts = {"vehicles": (TANK,), "fleets": (TANKS,), "parties": (GUARDS,)}
    assert arms(6, **parts).world.floor_arms.vehicles("fort") == {}
    assert arms(8, **parts).world.floor_arms.vehicles("fort") == {"tanks": 2}
    assert arms(8, **parts).world.floor_arms.vehicles("fort", Lift.EVERYBODY) == {}
    one_broken = attrs.evolve(TANKS, out_of_service_share=1 / 3)
    found = arms(8, **(parts | {"fleets": (one_broken,)})).world.floor_arms
    assert found.vehicles("fort") == {"tanks": 1}


def test_kit_of_those_who_leave_with_it_is_counted_on_last() -> None:
    owners = Party(
        party="owners", site="fort", count=9, population="troops", provider="Aland", with_kit=True
    )
    theirs = attrs.evolve(CARS, lot="a-cars", owner="contingent", provider="Aland")
    found = arms(7, lots=(theirs, CARS), parties=(owners,)).world.floor_arms
    assert found.kit("fort") == {"a-cars": 1, "cars": 6}


def test_convoys_flights_and_disposals_leave_them() -> None:
    p = arms(2, 10, fleets=(TRUCKS,), parties=(GUARDS,), dispositions=(SHIP,))
    draft = p.convoys.compose(UP, 0)
    assert draft is not None
    assert draft.carried == {"ammo": 4}
    assert draft.driven == {"cars": 4}
    assert p.disposals.dispose("fort", AMMO, 6, 0, 9, abandon=True) == 4


def test_a_plan_keeps_them_to_the_last_lift() -> None:
    mission = country(
        fort={"floor_armour": 2, "floor_ammunition_t": 5.0, "holding_people": 10},
        lots=(AMMO, attrs.evolve(CARS, seats=4), attrs.evolve(STORES, quantity=20)),
        parties=(GUARDS,),
        legs=(FORT_TOWN, *country().legs[1:]),
        aircraft=(MI8,),
        air_fleets=(MI8S,),
    )
    p = Parts(mission)
    built = build(mission, p.network, p.worth, p.tactics)
    assert built is not None
    assert built.plan.closures
    assert referee(mission, built.plan) == ()
