"""How long legs take at the speeds of what travels them."""

import math
from collections.abc import Iterable
from typing import Protocol

from exeunt.model.mission import Mission
from exeunt.model.places import Leg
from exeunt.network.fields import flies


class Mover(Protocol):
    """A type of vehicle or aircraft, or a lot that drives itself."""

    @property
    def speed_kmh(self) -> float | None:
        """Most km/h that it does; None where it keeps up on every leg."""


class Speeds:
    """Answers how long a leg takes which types."""

    def __init__(self, mission: Mission) -> None:
        """Keep the mission; nothing is computed before it is asked for."""
        self.mission = mission
        self._least: dict[str, float] = {}

    def stage_hours(self, leg: Leg, types: Iterable[Mover]) -> float:
        """Return the hours on the move on a leg, nights apart: its own or those of the slowest."""
        return max((self._hours(leg, mover) for mover in types), default=leg.travel_hours or 0.0)

    def least(self, leg: Leg) -> float:
        """Return the hours on the move that a leg takes the fastest of those who can use it."""
        if leg.leg not in self._least:
            movers = list(self._on(leg))
            self._least[leg.leg] = min(
                (self._hours(leg, mover) for mover in movers), default=leg.travel_hours or 0.0
            )
        return self._least[leg.leg]

    def _hours(self, leg: Leg, mover: Mover) -> float:
        own = leg.travel_hours or 0.0
        if mover.speed_kmh is None:
            return own
        cruising = leg.km / mover.speed_kmh
        if leg.mode == "air":
            cruising += self.mission.doctrine.taxi_hours
        return max(own, cruising)

    def _on(self, leg: Leg) -> Iterable[Mover]:
        """Return what can travel a leg by itself; by road kit that drives among it."""
        mission = self.mission
        if leg.mode == "air":
            kinds = {fleet.aircraft for fleet in mission.air_fleets}
            return [
                kind
                for kind in mission.aircraft
                if kind.aircraft in kinds and flies(mission, kind, leg)
            ]
        kinds = {fleet.vehicle for fleet in mission.fleets}
        movers: list[Mover] = [
            vehicle
            for vehicle in mission.vehicles
            if vehicle.vehicle in kinds and vehicle.mode == leg.mode
        ]
        if leg.mode == "road":
            movers += [lot for lot in mission.lots if lot.self_driving]
        return movers


def slowest(types: Iterable[Mover]) -> float:
    """Return the km/h of the slowest; inf where all keep up on every leg."""
    return min((t.speed_kmh for t in types if t.speed_kmh is not None), default=math.inf)
