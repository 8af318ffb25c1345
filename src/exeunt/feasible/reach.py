"""The earliest that people and kit can be anywhere: the ground of each proof of impossibility.

Every doubt is in the user's favour. Times are lower bounds: a leg takes its march alone, the first
vehicle that can be there serves everybody, nothing is ever full.
"""

import math
from collections.abc import Hashable

import attrs

from exeunt.clock.spans import NEVER, Spans, next_in
from exeunt.clock.steps import EPS
from exeunt.feasible.arcs import Arc, usable_arcs
from exeunt.feasible.carriers import Boarding, Carriers, Windows, earliest
from exeunt.feasible.hours import leaves_from
from exeunt.feasible.movers import Teams, movers, ready
from exeunt.feasible.openings import Openings
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission

SLACK_HOURS = 0.05
"""What rounding of times to minutes and the referee's tolerance may add up to, at most.

A moment proves something only when it is later than a limit by more than this.
"""
LAND = ("road", "river", "rail")
"""Modes that people who may not go by road may not use either."""


@attrs.frozen
class Hold:
    """The room for kit in one vehicle or aircraft of a mode."""

    mode: str
    teu: float
    payload_t: float
    outsize: bool

    def takes(self, lot: Lot) -> bool:
        """Say whether a unit of a lot goes in, by as small a margin as the rules allow."""
        if lot.outsize and not self.outsize:
            return False
        return lot.mass_t <= self.payload_t + EPS and lot.teu <= self.teu + EPS


class Reach:
    """A mission with what can move on its network, and when it can be where."""

    def __init__(self, mission: Mission) -> None:
        """Find what can be used at all, and when the first vehicle or aircraft can be where."""
        self.mission = mission
        self.movers = movers(mission)
        self.teams = Teams(mission, self.movers)
        self.arcs = usable_arcs(mission, self.movers, self.teams)
        self.openings = Openings(mission, self.arcs)
        self.carriers = Carriers(mission, self.arcs, self.movers)
        self.holds = self._holds()
        self._arrivals: dict[Hashable, dict[str, float]] = {}
        self._departures: dict[Hashable, float] = {}

    def _holds(self) -> frozenset[Hold]:
        holds = {Hold(m.mode, m.teu, m.payload_t, m.outsize) for m in self.movers}
        for fleet in self.mission.air_fleets:
            kind = self.mission.aircraft_type[fleet.aircraft]
            # Whether outsize kit goes through the door of an aircraft no column says, so it does.
            holds.add(Hold("air", kind.teu, kind.payload_t, outsize=True))
        return frozenset(holds)

    def party_way(self, party: Party) -> Windows:
        """Return what is open to a party's people, by arc."""

        def windows(arc: Arc) -> Spans:
            if arc.mode in LAND and not party.by_road:
                return NEVER
            return self.openings.people(arc, party.provider)

        return windows

    def party_arrivals(self, party: Party) -> dict[str, float]:
        """Return the earliest that people of a party can be anywhere."""
        start = leaves_from(self.mission, party.leave_from)
        key = (party.site, start, party.by_road, self.openings.nation(party.provider))
        if key not in self._arrivals:
            arrivals = earliest(
                self.arcs, {party.site: start}, self.party_way(party), self.carriers.for_people
            )
            # They are at their own site from the start, though they may not leave it yet.
            self._arrivals[key] = {**arrivals, party.site: 0.0}
        return self._arrivals[key]

    def party_departure(self, party: Party) -> float:
        """Return the earliest that people of a party can leave their site.

        Inf where they never can before the end.
        """
        start = leaves_from(self.mission, party.leave_from)
        key = (party.site, start, party.by_road, self.openings.nation(party.provider))
        if key not in self._departures:
            self._departures[key] = self._departure(party, start)
        return self._departures[key]

    def _departure(self, party: Party, start: float) -> float:
        end = self.mission.hours(self.mission.end)
        windows = self.party_way(party)
        first = math.inf
        for arc in self.arcs.out[party.site]:
            carrier = self.carriers.for_people(arc, Boarding.AT_ITS_SITE)
            leave = next_in(windows(arc), max(start, carrier))
            # A plan ends with the mission: nothing leaves that would arrive later.
            if leave + arc.hours <= end + SLACK_HOURS:
                first = min(first, leave)
        return first

    def lot_arrivals(self, lot: Lot) -> dict[str, float]:
        """Return the earliest that a unit of a lot can be anywhere."""
        start = ready(self.mission, lot)
        modes = self._modes(lot)
        nation = self.openings.nation(lot.provider)
        key = (lot.site, start, lot.self_driving, tuple(sorted(modes)), nation)
        if key in self._arrivals:
            return self._arrivals[key]

        def windows(arc: Arc) -> Spans:
            if arc.mode in modes:
                return self.openings.windows(arc, "cargo", nation)
            return NEVER

        def carrier(arc: Arc, boarding: Boarding) -> float:
            if lot.self_driving and arc.mode == "road":
                return 0.0
            return self.carriers.for_kit(arc, boarding)

        self._arrivals[key] = earliest(self.arcs, {lot.site: start}, windows, carrier)
        return self._arrivals[key]

    def _modes(self, lot: Lot) -> set[str]:
        """Return the modes by which a unit of a lot may travel."""
        modes = {mode for mode in self.arcs.modes if self.can_carry(lot, mode)}
        if lot.self_driving and any(m.mode == "road" for m in self.movers):
            modes.add("road")
        return modes

    def can_carry(self, lot: Lot, mode: str) -> bool:
        """Say whether one vehicle or aircraft of a mode takes a unit: units go in one piece."""
        return any(hold.mode == mode and hold.takes(lot) for hold in self.holds)
