"""How long legs take at the speeds of what travels them."""

import math
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from statistics import NormalDist
from typing import Protocol

from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.network.fields import flies
from exeunt.network.threat import strikes_on, threat_breaks


class Mover(Protocol):
    """A type of vehicle or aircraft, or a lot that drives itself."""

    @property
    def speed_kmh(self) -> float | None:
        """Most km/h that it does; None where it keeps up on every leg."""


class Speeds:
    """Answers how long a leg takes which types, and when."""

    def __init__(self, mission: Mission) -> None:
        """Keep the mission; nothing is computed before it is asked for."""
        self.mission = mission
        self._least: dict[str, float] = {}
        self._factors: dict[tuple[str, int], float] = {}
        doctrine = mission.doctrine
        quantile = NormalDist().inv_cdf(doctrine.travel_confidence)
        self._late = math.exp(doctrine.travel_spread * quantile)

    @cached_property
    def breaks(self) -> list[float]:
        """Hours at which a pace changes for some leg, in order."""
        mission = self.mission
        dates = {date for row in mission.paces for date in (row.valid_from, row.valid_to) if date}
        moments = {mission.hours(date) for date in dates}
        if any(row.threat_from for row in mission.paces):
            moments.update(threat_breaks(mission))
        return sorted(moments)

    def stage_hours(self, leg: Leg, types: Iterable[Mover], t: float) -> float:
        """Return the hours on the move on a leg entered at hour ``t``, nights apart.

        They are its own, or those of the slowest.
        """
        own = (leg.travel_hours or 0.0) * self.factor(leg, t)
        hours = max((self._hours(leg, mover, own) for mover in types), default=own)
        return hours * self._stretch(leg)

    def least(self, leg: Leg) -> float:
        """Return the hours on the move that a leg takes the fastest of those who can use it.

        In the best of seasons.
        """
        if leg.leg not in self._least:
            best = min(self.factor(leg, t) for t in (0.0, *self.breaks))
            own = (leg.travel_hours or 0.0) * best
            hours = min((self._hours(leg, mover, own) for mover in self._on(leg)), default=own)
            self._least[leg.leg] = hours * self._stretch(leg)
        return self._least[leg.leg]

    def _stretch(self, leg: Leg) -> float:
        """Return how much longer than its median a leg takes at the quantile that is planned by."""
        return 1.0 if leg.mode == "air" else self._late

    def factor(self, leg: Leg, t: float) -> float:
        """Return what the time of a road is multiplied by at hour ``t``."""
        if not leg.surface or leg.mode != "road":
            return 1.0
        key = (leg.leg, bisect_right(self.breaks, t))
        if key not in self._factors:
            self._factors[key] = self._find_factor(leg, t)
        return self._factors[key]

    def _find_factor(self, leg: Leg, t: float) -> float:
        """Return the factor of the pace that says most of a leg; of two, the slower."""
        when, strikes = self.mission.time(t), strikes_on(self.mission, leg, t)
        told = [
            (row.conditions, row.likely)
            for row in self.mission.paces
            if row.surface in {leg.surface, "*"}
            and row.cover in {leg.cover or "none", "*"}
            and row.threat_from <= strikes
            and row.holds_at(when)
        ]
        _, factor = max(told, default=(0, 1.0))
        return factor

    def _hours(self, leg: Leg, mover: Mover, own: float) -> float:
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
