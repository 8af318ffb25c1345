"""What fits which carrier.

Three questions are asked of a lot and a carrier, and they have different answers. *Does a unit fit
one carrier?* A planner of a convoy order asks it. *What share of a carrier does a unit take?* A
convoy pools the room of its vehicles, so two trucks may carry three units of half a truck and more.
*How many units go in one carrier?* A sortie flies alone and can pool nothing.
"""

import math

from exeunt.model.forces import Lot
from exeunt.model.transport import AircraftType, VehicleType

ROUNDING = 1e-9
"""Units by which a quotient may fall short of a whole number it is meant to be."""
WEIGHTLESS_UNITS = 10_000
"""Units of something with neither mass nor size that go in one sortie: more than anybody has."""


def fits_vehicle(lot: Lot, vehicle: VehicleType) -> bool:
    """Say whether a whole unit of a lot fits one vehicle that takes such kit."""
    if lot.outsize and not vehicle.outsize:
        return False
    return _within(lot, vehicle)


def fits_aircraft(lot: Lot, aircraft: AircraftType) -> bool:
    """Say whether a whole unit of a lot fits one aircraft.

    Outsize kit goes in any that has a hold.
    """
    if lot.outsize and aircraft.teu <= 0:
        return False
    return _within(lot, aircraft)


def _within(lot: Lot, carrier: VehicleType | AircraftType) -> bool:
    return carrier.payload_t >= lot.mass_t and carrier.teu >= lot.teu


def vehicle_share(lot: Lot, vehicle: VehicleType) -> float:
    """Return the share of a vehicle's room that one unit takes.

    It is over 1 where vehicles must pool theirs, and inf where the vehicle cannot help to carry
    such kit at all.
    """
    # Escort and staff cars carry nothing: no number of them makes a truck.
    if vehicle.payload_t <= 0:
        return math.inf
    if lot.outsize and not vehicle.outsize:
        return math.inf
    by_mass = lot.mass_t / vehicle.payload_t
    if lot.teu <= 0:
        return by_mass
    if vehicle.teu <= 0:
        return math.inf
    return max(by_mass, lot.teu / vehicle.teu)


def whole_units(lot: Lot, teu: float, payload_t: float) -> float:
    """Return how many whole units go in so much room; inf for a lot with neither mass nor size."""
    most = math.inf
    if lot.teu > 0:
        most = min(most, teu / lot.teu)
    if lot.mass_t > 0:
        most = min(most, payload_t / lot.mass_t)
    if most == math.inf:
        return most
    return math.floor(most + ROUNDING)


def units_per_sortie(lot: Lot, aircraft: AircraftType) -> int:
    """Return how many units of a lot one sortie carries."""
    # An aircraft without a hold takes small freight in its cabin, but never outsize kit.
    if lot.outsize and aircraft.teu <= 0:
        return 0
    most = whole_units(lot, aircraft.teu, aircraft.payload_t)
    if most == math.inf:
        return WEIGHTLESS_UNITS
    return int(most)
