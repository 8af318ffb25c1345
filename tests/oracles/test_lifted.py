"""What lifts a unit of kit: the mission's check and the planner must give the same answer.

The check keeps its own reading of what fits, apart from the network's, so that a slip in one shows
here: kit must not be called impossible to lift that the planner would put aboard, nor the reverse.
"""

import itertools

import attrs
import pytest

from exeunt.model.forces import Lot
from exeunt.model.transport import AircraftType, VehicleType
from exeunt.network.loads import fits_aircraft, fits_vehicle, units_per_sortie
from exeunt.rules.impossible import lots_can_be_lifted
from tests.support.missions.planner_country import MI8, MI8S, STORES, TRUCK, TRUCKS, country

# Nobody may dispose of it where it stands, so that it must be lifted.
MUST_GO = attrs.evolve(STORES, allowed=("ship",))
LOTS = [
    attrs.evolve(MUST_GO, mass_t=mass, teu=teu, outsize=outsize)
    for mass, teu, outsize in itertools.product(
        (0, 0.5, 4, 4.1, 20, 60), (0, 0.5, 1, 3), (False, True)
    )
]
AIRCRAFT = [
    attrs.evolve(MI8, payload_t=payload, teu=teu)
    for payload, teu in itertools.product((0.4, 4, 60), (0, 1, 3))
]
VEHICLES = [
    attrs.evolve(TRUCK, payload_t=payload, teu=teu, outsize=outsize)
    for payload, teu, outsize in itertools.product((0.4, 20), (0, 1), (False, True))
]


def is_lifted(lot: Lot, **means) -> bool:
    """Say whether a mission with these means passes the check of its kit."""
    mission = country(**({"fleets": ()} | means), lots=(lot,))
    return not list(lots_can_be_lifted(mission))


@pytest.mark.parametrize("aircraft", AIRCRAFT, ids=lambda a: f"{a.payload_t} t, {a.teu} TEU")
def test_what_the_check_says_no_aircraft_lifts_the_planner_never_lets_one_carry(
    aircraft: AircraftType,
) -> None:
    for lot in LOTS:
        fits = fits_aircraft(lot, aircraft)
        assert is_lifted(lot, aircraft=(aircraft,), air_fleets=(MI8S,)) is fits, lot
        assert (units_per_sortie(lot, aircraft) > 0) is fits, lot


@pytest.mark.parametrize("vehicle", VEHICLES, ids=lambda v: f"{v.payload_t} t, {v.teu} TEU")
def test_what_the_check_says_no_vehicle_lifts_fits_none(vehicle: VehicleType) -> None:
    vehicles = (vehicle, *country().vehicles[1:])
    for lot in LOTS:
        fits = fits_vehicle(lot, vehicle)
        assert is_lifted(lot, vehicles=vehicles, fleets=(TRUCKS,)) is fits, lot


def test_the_table_holds_both_answers_for_outsize_heavy_and_light_kit() -> None:
    for kit in (
        [lot for lot in LOTS if lot.outsize],
        [lot for lot in LOTS if lot.mass_t > 4],
        [lot for lot in LOTS if lot.mass_t <= 4],
    ):
        assert {fits_aircraft(lot, a) for lot in kit for a in AIRCRAFT} == {True, False}
