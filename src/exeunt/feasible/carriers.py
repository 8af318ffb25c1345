"""The earliest that a vehicle or an aircraft can be anywhere, and load there."""

import heapq
import math
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from exeunt.clock.spans import NEVER, Spans, next_in
from exeunt.feasible.arcs import Arc, Arcs
from exeunt.feasible.hours import leaves_from
from exeunt.feasible.movers import Mover
from exeunt.model.mission import Mission
from exeunt.model.transport import AirFleet

Windows = Callable[[Arc], Spans]
"""When something may depart along an arc."""


class Boarding(StrEnum):
    """Whether something gets on where it has waited, or goes on from where it has just come to."""

    AT_ITS_SITE = "at its site"
    ON_ITS_WAY = "on its way"


Carrier = Callable[[Arc, Boarding], float]
"""The hour from which there is something to take it along an arc."""


class Purpose(StrEnum):
    """What a vehicle is wanted for."""

    PEOPLE = "people"
    KIT = "kit"


def earliest(
    arcs: Arcs, starts: dict[str, float], windows: Windows, carrier: Carrier
) -> dict[str, float]:
    """Return the earliest arrival everywhere of something that is at its starts from those hours.

    Nothing it rides is ever full, so that whoever is first serves everybody: a lower bound.
    """
    arrivals: dict[str, float] = {}
    queue = sorted((at, site, Boarding.AT_ITS_SITE) for site, at in starts.items() if at < math.inf)
    while queue:
        at, site, boarding = heapq.heappop(queue)
        if site in arrivals:
            continue
        arrivals[site] = at
        for arc in arcs.out[site]:
            if arc.destination in arrivals:
                continue
            leave = next_in(windows(arc), max(at, carrier(arc, boarding)))
            if leave < math.inf:
                arrival = (leave + arc.hours, arc.destination, Boarding.ON_ITS_WAY)
                heapq.heappush(queue, arrival)
    return arrivals


def _by_itself(_arc: Arc, _boarding: Boarding) -> float:
    """Say that vehicles wait for nobody to take them."""
    return 0.0


class _Place(NamedTuple):
    """A site as a place at which vehicles of a mode may be for a purpose."""

    purpose: Purpose
    mode: str
    site: str


class Carriers:
    """The earliest that vehicles of a mode are at a site, and can load there.

    Kept apart for vehicles that take people and ones that take kit.
    """

    def __init__(self, mission: Mission, arcs: Arcs, movers: Iterable[Mover]) -> None:
        """Let every vehicle and aircraft go everywhere, empty, from its first moment."""
        self._mission = mission
        self._arcs = arcs
        self._there: dict[_Place, float] = {}
        self._loaded: dict[_Place, float] = {}
        everything = list(movers)
        for mode in arcs.modes - {"air"}:
            of_mode = [m for m in everything if m.mode == mode]
            self._place(Purpose.PEOPLE, mode, [m for m in of_mode if m.people > 0])
            self._place(Purpose.KIT, mode, [m for m in of_mode if m.takes_kit])
        for fleet in mission.air_fleets:
            if arcs.flown[fleet.air_fleet]:
                self._place_aircraft(fleet)

    def there(self, purpose: Purpose, mode: str, site: str) -> float:
        """Return the earliest that a vehicle is at a site; inf where none ever is."""
        return self._there.get(_Place(purpose, mode, site), math.inf)

    def for_people(self, arc: Arc, boarding: Boarding) -> float:
        """Return the hour from which something can take people along an arc."""
        return self._takes(Purpose.PEOPLE, arc, boarding)

    def for_kit(self, arc: Arc, boarding: Boarding) -> float:
        """Return the hour from which something can take carried kit along an arc."""
        return self._takes(Purpose.KIT, arc, boarding)

    def _takes(self, purpose: Purpose, arc: Arc, boarding: Boarding) -> float:
        place = _Place(purpose, arc.mode, arc.origin)
        if boarding is Boarding.AT_ITS_SITE:
            # What comes for them stands its turn time before it leaves with them.
            return self._loaded.get(place, math.inf)
        # Who arrives with a vehicle may stay aboard: no turn time is sure to be waited for.
        return self._there.get(place, math.inf)

    def _place(self, purpose: Purpose, mode: str, vehicles: list[Mover]) -> None:
        starts: dict[str, float] = {}
        for mover in vehicles:
            starts[mover.site] = min(mover.start, starts.get(mover.site, math.inf))

        def windows(arc: Arc) -> Spans:
            # Seasons alone: what a vehicle carries on its way to the load, if anything, may be
            # permitted where the load itself is not.
            if arc.mode == mode:
                return arc.open
            return NEVER

        there = earliest(self._arcs, starts, windows, _by_itself)
        for site in self._mission.sites:
            place = _Place(purpose, mode, site.site)
            self._there[place] = there.get(site.site, math.inf)
            # A vehicle of the site's own can load at once. One from elsewhere may be there sooner
            # than the site's own is available, but turns round first.
            comers = [
                next_in(arc.open, there.get(arc.origin, math.inf)) + arc.hours + site.turn_hours
                for arc in self._arcs.into[site.site]
                if arc.mode == mode
            ]
            self._loaded[place] = min([starts.get(site.site, math.inf), *comers])

    def _place_aircraft(self, fleet: AirFleet) -> None:
        usable = set(self._arcs.flown[fleet.air_fleet])

        def windows(arc: Arc) -> Spans:
            if arc in usable:
                return arc.open
            return NEVER

        start = leaves_from(self._mission, fleet.available_from)
        there = earliest(self._arcs, {fleet.site: start}, windows, _by_itself)
        for site, at in there.items():
            loaded = at
            if site != fleet.site:
                loaded += self._mission.doctrine.flight_turn_hours
            # Any aircraft takes people and kit: how much is a matter for the cuts.
            for purpose in Purpose:
                place = _Place(purpose, "air", site)
                self._there[place] = min(at, self._there.get(place, math.inf))
                self._loaded[place] = min(loaded, self._loaded.get(place, math.inf))
