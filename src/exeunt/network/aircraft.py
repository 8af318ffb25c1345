"""What an aircraft can use and carry."""

import math

from exeunt.model.forces import Lot
from exeunt.model.places import RUNWAYS
from exeunt.model.transport import AircraftType


def lands(aircraft: AircraftType, runway: str, runway_m: int) -> bool:
    """Say whether a type can use a field."""
    return RUNWAYS.index(runway) >= RUNWAYS.index(aircraft.runway) and runway_m >= aircraft.runway_m


def units_per_sortie(lot: Lot, aircraft: AircraftType) -> int:
    """Return how many units of a lot one sortie carries."""
    if lot.outsize and aircraft.teu <= 0:
        return 0
    by_mass = aircraft.payload_t / lot.mass_t if lot.mass_t else math.inf
    by_size = aircraft.teu / lot.teu if lot.teu else math.inf
    most = min(by_mass, by_size)
    return int(most + 1e-9) if most < math.inf else 10_000
