"""What fits which carrier.

A unit goes in one piece: vehicles cannot pool their room, and sorties fly alone. Of a lot and a
carrier two questions follow. *Does a unit fit one carrier?* A planner of a convoy order asks it.
*How many units go in one carrier?* Their inverse is the share of it that a unit takes. Of several
lots and carriers, :class:`Stowage` says how many units go in together.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

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
    """Return the share of a vehicle that one unit takes; inf where no unit fits it.

    Where three units of a kind fill a vehicle, each takes a third, whatever room they leave.
    """
    # Escort and staff cars carry nothing, not even what has neither mass nor size.
    if vehicle.payload_t <= 0 or not fits_vehicle(lot, vehicle):
        return math.inf
    return 1 / whole_units(lot, vehicle.teu, vehicle.payload_t)


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


class _Room(NamedTuple):
    """Room in a carrier, or what is left of it; carriers with a deck for outsize kit come last."""

    outsize: bool
    payload_t: float
    teu: float

    def takes(self, lot: Lot) -> float:
        """Return how many units of a lot go in; inf for a lot with neither mass nor size."""
        if lot.outsize and not self.outsize:
            return 0
        return whole_units(lot, self.teu, self.payload_t)

    def less(self, lot: Lot, units: int) -> "_Room":
        """Return the room that is left once so many units of a lot are in."""
        return _Room(self.outsize, self.payload_t - units * lot.mass_t, self.teu - units * lot.teu)


class Stowage:
    """Carriers being loaded, one lot after the other, every unit in the tightest that takes it.

    Carriers with the same room left are counted, not listed.
    """

    def __init__(self, rooms: dict[_Room, int]) -> None:
        """Begin with so many empty carriers of each sort."""
        self._rooms = rooms

    @classmethod
    def of_vehicles(cls, vehicles: Iterable[tuple[int, VehicleType]]) -> "Stowage":
        """Return empty vehicles: how many of which type."""
        rooms: dict[_Room, int] = {}
        for n, kind in vehicles:
            room = _Room(kind.outsize, kind.payload_t, kind.teu)
            rooms[room] = rooms.get(room, 0) + n
        return cls(rooms)

    @classmethod
    def of_sorties(cls, sorties: int, kind: AircraftType) -> "Stowage":
        """Return the empty sorties of a flight."""
        return cls({_Room(kind.teu > 0, kind.payload_t, kind.teu): sorties})

    def load(self, lot: Lot, units: int) -> int:
        """Load at most so many units of a lot; return how many go in."""
        left = units
        for room in sorted(self._rooms):
            each = int(min(room.takes(lot), left))
            if each > 0:
                left -= self._fill(room, lot, each, left)
            if left <= 0:
                break
        return units - left

    def _fill(self, room: _Room, lot: Lot, each: int, units: int) -> int:
        """Fill carriers with the same room left; return how many units are in."""
        full = min(self._rooms[room], units // each)
        self._move(room, room.less(lot, each), full)
        rest = 0
        if room in self._rooms:
            # One more takes the rest, fewer than would fill it.
            rest = units - full * each
            if rest:
                self._move(room, room.less(lot, rest), 1)
        return full * each + rest

    def _move(self, room: _Room, less: _Room, carriers: int) -> None:
        """Count so many carriers under the room that they have now."""
        self._rooms[room] -= carriers
        if not self._rooms[room]:
            del self._rooms[room]
        self._rooms[less] = self._rooms.get(less, 0) + carriers
