"""What it costs to move a unit of kit along a way: driven, carried or flown."""

import math
from collections.abc import Callable

import attrs

from exeunt.model.forces import Lot
from exeunt.model.transport import AircraftType, AirFleet, VehicleType
from exeunt.network.loads import units_per_sortie, vehicle_share
from exeunt.network.network import Network, Step
from exeunt.optimise.parameters import Parameters

CanFly = Callable[[AircraftType, Step], bool]
"""Says whether a type of aircraft can fly a step."""


@attrs.frozen
class Way:
    """A possible movement between two stops: by surface (``steps``), or by air (one step).

    ``hours`` are those on the move of the fastest who can travel it.
    """

    mode: str
    origin: str
    destination: str
    steps: tuple[Step, ...]
    hours: float

    @property
    def km(self) -> float:
        """Length in km."""
        return sum(s.leg.km for s in self.steps)


class Journeys:
    """Prices journeys of kit; ``worth`` scales what they cost against what they save."""

    def __init__(
        self, network: Network, worth: float, parameters: Parameters, can_fly: CanFly
    ) -> None:
        """Keep what pricing needs; what is the same for many journeys is found once."""
        self.network, self.mission, self.worth = network, network.mission, worth
        self.parameters, self._can_fly = parameters, can_fly
        self._shares: dict[tuple[float, float, bool, str], list[tuple[float, VehicleType]]] = {}
        self._rounds: dict[tuple[str, str, str, str], float] = {}

    def cost(self, lot: Lot, way: Way, t: float, danger: float | None = None) -> float:
        """Return what it costs to move one unit of a lot along a way, in currency.

        Inf where nothing can. ``danger`` are the way's expected casualties, where they are known.
        """
        if way.mode == "air":
            return self._airlift(lot, way)
        if not (lot.self_driving and way.mode == "road"):
            return self.carriage(lot, way, t, danger)
        prices, m = self.mission.prices, self.mission
        hurt = self.danger(way, t) if danger is None else danger
        harm = hurt * prices.casualty / self.parameters.typical_loads
        march = way.hours * (24 / m.doctrine.march_hours_per_day)
        escort = self.network.per_km * way.km + self.network.per_hour * march
        escorts = (self.parameters.empty_and_escort - 2) * escort
        fuel = lot.burns_l_per_km * way.km * prices.fuel_litre
        return self.worth * ((escorts + fuel) * prices.money + harm)

    def carriage(self, lot: Lot, way: Way, t: float, danger: float | None = None) -> float:
        """Return what it costs to have one unit of a lot carried along a way, in currency.

        Inf where no carrier takes it. ``danger`` as for any journey.
        """
        loads = self._loads(lot, way.mode)
        if not loads:
            return math.inf
        prices, m = self.mission.prices, self.mission
        hurt = self.danger(way, t) if danger is None else danger
        harm = hurt * prices.casualty / self.parameters.typical_loads
        march = way.hours * (24 / m.doctrine.march_hours_per_day if way.mode == "road" else 1.0)
        costs = []
        for share, v in loads:
            by_km = v.cost_per_km + v.fuel_l_per_km * prices.fuel_litre
            costs.append(share * (by_km * way.km + v.cost_per_day * march / 24))
        cost = min(costs)
        share = min(n for n, _ in loads)
        return self.worth * (self.parameters.empty_and_escort * cost * prices.money + share * harm)

    def slot(self, lot: Lot, mode: str) -> float:
        """Return the share of the best carrier of a mode that one unit takes; inf where none."""
        return min((share for share, _ in self._loads(lot, mode)), default=math.inf)

    def _loads(self, lot: Lot, mode: str) -> list[tuple[float, VehicleType]]:
        """Return the types of a mode that take a unit of a lot, with the share that it takes."""
        key = (lot.teu, lot.mass_t, lot.outsize, mode)
        if key not in self._shares:
            shares = [(vehicle_share(lot, v), v) for v in self.mission.vehicles if v.mode == mode]
            self._shares[key] = [(share, v) for share, v in shares if share < math.inf]
        return self._shares[key]

    def _airlift(self, lot: Lot, way: Way) -> float:
        best = math.inf
        for fleet in self.mission.air_fleets:
            a = self.mission.aircraft_type[fleet.aircraft]
            units = units_per_sortie(lot, a)
            if units >= 1 and self._can_fly(a, way.steps[0]):
                best = min(best, self._round_hours(fleet, a, way) * a.cost_per_hour / units)
        return self.worth * best * self.mission.prices.money

    def _round_hours(self, fleet: AirFleet, kind: AircraftType, way: Way) -> float:
        """Return the block hours of a round by both ends of a way; inf where there is none."""
        key = (fleet.air_fleet, way.origin, way.destination, way.steps[0].leg.leg)
        if key not in self._rounds:
            self._rounds[key] = self._find_round_hours(fleet, kind, way)
        return self._rounds[key]

    def _find_round_hours(self, fleet: AirFleet, kind: AircraftType, way: Way) -> float:
        hours = self.network.hours(way.steps, kind)
        for start, end in ((fleet.site, way.origin), (way.destination, fleet.site)):
            if start != end:
                steps = self.network.routes(start, "air", 0.0, "none", ever=True).get(end)
                hours += self.network.hours(steps, kind) if steps else math.inf
        return hours

    def danger(self, way: Way, t: float) -> float:
        """Return the expected casualties of a reference convoy along a way."""
        return sum(
            self.network.strikes(s.leg, t) * s.leg.km / 100 * s.leg.casualties_per_strike
            for s in way.steps
        )
