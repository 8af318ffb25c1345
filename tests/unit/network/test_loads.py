"""What fits which carrier."""

import math

import attrs
import pytest

from exeunt.network.loads import (
    Stowage,
    fits_aircraft,
    fits_vehicle,
    units_per_sortie,
    vehicle_share,
    whole_units,
)
from tests.support.missions.planner_country import BUS, MI8, STORES, TRUCK

CARGO_PLANE = attrs.evolve(MI8, payload_t=20, teu=2)


@pytest.mark.parametrize(
    ("lot", "fits"),
    [
        ({}, True),
        ({"mass_t": 20}, True),
        ({"mass_t": 20.1}, False),
        ({"teu": 2}, False),
        ({"outsize": True}, False),
    ],
)
def test_a_unit_fits_a_vehicle_by_mass_size_and_shape(lot: dict, fits: bool) -> None:
    assert fits_vehicle(attrs.evolve(STORES, **lot), TRUCK) is fits


def test_outsize_kit_fits_the_vehicle_made_for_it() -> None:
    lowbed = attrs.evolve(TRUCK, outsize=True)
    assert fits_vehicle(attrs.evolve(STORES, outsize=True), lowbed)


def test_outsize_kit_fits_any_aircraft_with_a_hold() -> None:
    howitzer = attrs.evolve(STORES, mass_t=4, teu=1, outsize=True)
    assert fits_aircraft(howitzer, CARGO_PLANE)
    assert units_per_sortie(howitzer, CARGO_PLANE) == 2
    assert not fits_aircraft(attrs.evolve(howitzer, teu=0), MI8)
    assert not fits_aircraft(attrs.evolve(howitzer, mass_t=21), CARGO_PLANE)


@pytest.mark.parametrize(
    ("lot", "vehicle", "share"),
    [
        ({}, TRUCK, 1.0),
        ({"mass_t": 5, "teu": 0.5}, TRUCK, 0.5),
        ({"mass_t": 5, "teu": 0}, TRUCK, 0.25),
        ({"teu": 2}, TRUCK, math.inf),
        ({"mass_t": 9, "teu": 0}, TRUCK, 0.5),
        ({"mass_t": 0, "teu": 0}, TRUCK, 0.0),
        ({"mass_t": 1}, BUS, math.inf),
        ({"mass_t": 1, "teu": 0}, BUS, 1.0),
        ({"outsize": True}, TRUCK, math.inf),
        ({}, attrs.evolve(TRUCK, payload_t=0), math.inf),
    ],
)
def test_share_of_a_vehicle_is_that_of_the_whole_units_it_takes(
    lot: dict, vehicle: object, share: float
) -> None:
    assert vehicle_share(attrs.evolve(STORES, **lot), vehicle) == share


@pytest.mark.parametrize(
    ("lot", "aircraft", "units"),
    [
        ({"mass_t": 1.5, "teu": 0}, {}, 2),
        ({"mass_t": 1, "teu": 0.5}, {"teu": 1}, 2),
        ({"mass_t": 1}, {}, 0),
        ({"mass_t": 1, "teu": 0, "outsize": True}, {}, 0),
        ({"mass_t": 0, "teu": 0}, {}, 10_000),
    ],
)
def test_units_of_a_sortie(lot: dict, aircraft: dict, units: int) -> None:
    assert units_per_sortie(attrs.evolve(STORES, **lot), attrs.evolve(MI8, **aircraft)) == units


def test_whole_units_are_not_lost_to_rounding() -> None:
    assert whole_units(attrs.evolve(STORES, mass_t=0.1, teu=0), 0, 0.3) == 3
    assert whole_units(attrs.evolve(STORES, mass_t=0, teu=0), 0, 0) == math.inf


def test_units_are_loaded_into_single_vehicles() -> None:
    """Three trucks of one TEU have room for 2.1 TEU in 0.7s, but not for a fourth of them."""
    stowage = Stowage.of_vehicles([(3, TRUCK)])
    assert stowage.load(attrs.evolve(STORES, mass_t=1, teu=0.7), 5) == 3
    assert stowage.load(attrs.evolve(STORES, mass_t=1, teu=0.3), 5) == 3
    assert stowage.load(attrs.evolve(STORES, mass_t=1, teu=0.1), 5) == 0


def test_decks_for_outsize_kit_are_kept_for_it() -> None:
    lowbed = attrs.evolve(TRUCK, outsize=True)
    stowage = Stowage.of_vehicles([(1, lowbed), (1, TRUCK), (1, BUS)])
    assert stowage.load(STORES, 1) == 1
    assert stowage.load(attrs.evolve(STORES, outsize=True), 2) == 1
    assert stowage.load(attrs.evolve(STORES, mass_t=1, teu=0), 1) == 1


def test_the_rest_of_a_load_shares_a_carrier_with_what_comes_after_it() -> None:
    half = attrs.evolve(STORES, mass_t=1, teu=0.5)
    stowage = Stowage.of_vehicles([(2, TRUCK)])
    assert (stowage.load(half, 3), stowage.load(half, 3)) == (3, 1)


def test_every_sortie_is_loaded_by_itself() -> None:
    crate = attrs.evolve(STORES, mass_t=3, teu=0)
    assert Stowage.of_sorties(3, MI8).load(crate, 9) == 3
    assert Stowage.of_sorties(3, MI8).load(attrs.evolve(crate, outsize=True), 9) == 0
    assert Stowage.of_sorties(3, CARGO_PLANE).load(attrs.evolve(crate, outsize=True), 99) == 18
    assert Stowage.of_sorties(1, MI8).load(attrs.evolve(crate, mass_t=0), 9) == 9
