"""Each site's story: who and what stands there, how and when it leaves, how the site closes."""

from datetime import datetime

import attrs

from exeunt.facts.curves import Curve
from exeunt.facts.kit import Fate
from exeunt.facts.movements import PAYLOADS
from exeunt.facts.series import Reading
from exeunt.feasible.holding import holding
from exeunt.model.feasibility import Holding
from exeunt.model.forces import Party
from exeunt.model.legs import MODES
from exeunt.model.places import Site
from exeunt.model.plan import Closure

THINNED = (0.75, 0.5, 0.25)
"""Shares of the people at the start at which a site's thinning is told."""
RANKS = {"base": 0, "hub": 0, "exit": 1, "junction": 2}
"""The order in which sites are told, by role: those to be emptied before those to go through."""


@attrs.frozen(kw_only=True)
class PartyStory:
    """How a party leaves. Times are hours from the start; None where nobody leaves or gets home.

    ``modes`` stand in the order in which its people first take them, those of one moment in the
    order in which modes are listed everywhere.
    """

    party: Party
    home: bool
    modes: tuple[str, ...]
    first_leaves: float | None
    last_leaves: float | None
    last_out: float | None
    out: int


@attrs.frozen(kw_only=True)
class SiteStory:
    """A site from start to close.

    Convoys and flights are (hour, serial) of those that take something on there, or set it down.
    ``thinning`` says from when on no more than a share of the people at the start are there: pairs
    of share and hour.
    """

    site: Site
    people: int
    units: int
    teu: float
    tonnes: float
    closure: Closure | None
    presence: Curve
    last_lift: float | None
    thinning: tuple[tuple[float, float], ...]
    convoys_out: tuple[tuple[float, str], ...]
    convoys_in: tuple[tuple[float, str], ...]
    flights_out: tuple[tuple[float, str], ...]
    flights_in: tuple[tuple[float, str], ...]
    sorties_out: int
    sorties_in: int
    parties: tuple[PartyStory, ...]
    kit: tuple[Fate, ...]
    kit_in: int
    holding: Holding | None = None
    """What a day costs for which it is held, or left to nobody; None where nobody takes it over."""

    @property
    def close(self) -> datetime | None:
        """When it closes; None where it does not."""
        return None if self.closure is None else self.closure.close

    @property
    def vacuum_days(self) -> float:
        """Days from its closing to the receiver being ready."""
        return 0.0 if self.closure is None else self.closure.vacuum_days

    @property
    def last_serials(self) -> tuple[str, ...]:
        """The serials of its last lift."""
        return () if self.closure is None else self.closure.last_serials

    @property
    def convoys(self) -> tuple[int, int]:
        """Count the convoys that take something on here, and those that set it down: each once."""
        leaving = {serial for _, serial in self.convoys_out}
        arriving = {serial for _, serial in self.convoys_in}
        return len(leaving), len(arriving)

    @property
    def quiet(self) -> bool:
        """Nothing stands, boards or alights here, and it does not close."""
        stands = self.people or self.units
        boards = self.convoys_out or self.flights_out
        alights = self.convoys_in or self.flights_in
        return not (stands or boards or alights) and self.close is None


def stories(reading: Reading) -> tuple[SiteStory, ...]:
    """Tell each site's story.

    First those that close, by their closing, then those that stay, exits and junctions.
    """

    def by_closing(told: SiteStory) -> tuple[int, bool, datetime, str]:
        close = told.close or reading.mission.end
        return (RANKS[told.site.role], told.close is None, close, told.site.site)

    unsorted = [story(reading, site) for site in reading.mission.sites]
    return tuple(sorted(unsorted, key=by_closing))


def story(reading: Reading, site: Site) -> SiteStory:
    """Tell one site's story."""
    mission = reading.mission
    here = site.site
    lots = [lot for lot in mission.lots if lot.site == here]
    parties = [party for party in mission.parties if party.site == here]
    presence = reading.presence.get(here, Curve())
    begun = reading.begun(here)
    closure = reading.plan.closes.get(here)
    leaving = calls(reading, here, boarding=True)
    arriving = calls(reading, here, boarding=False)
    return SiteStory(
        site=site,
        people=begun,
        units=sum(lot.quantity for lot in lots),
        teu=sum(lot.quantity * lot.teu for lot in lots),
        tonnes=sum(lot.quantity * lot.mass_t for lot in lots),
        closure=closure,
        presence=presence,
        last_lift=last_lift(reading, closure),
        thinning=thinning(presence, begun, reading.end),
        convoys_out=leaving.convoys,
        flights_out=leaving.flights,
        convoys_in=arriving.convoys,
        flights_in=arriving.flights,
        sorties_out=sorties(reading, leaving.flights),
        sorties_in=sorties(reading, arriving.flights),
        parties=tuple(party_story(reading, party) for party in parties),
        kit=tuple(reading.ends.fates[lot.lot] for lot in lots if lot.lot in reading.ends.fates),
        kit_in=units_in(reading, here),
        holding=holding(mission, site),
    )


def last_lift(reading: Reading, closure: Closure | None) -> float | None:
    """Return when the last people leave a site that closes; None where it stays or nobody does."""
    if closure is None:
        return None
    departures = [
        move.leave
        for move in reading.moves
        if move.kind == "people" and move.origin == closure.site
    ]
    return max(departures, default=None)


def units_in(reading: Reading, site: str) -> int:
    """Count the units of kit that are set down at a site, those that go on from it included."""
    arrivals = [
        move.quantity for move in reading.moves if move.kind == "lot" and move.destination == site
    ]
    return round(sum(arrivals))


def thinning(presence: Curve, begun: int, end: float) -> tuple[tuple[float, float], ...]:
    """Return from when on no more than three quarters, a half, a quarter of the people are present.

    ``begun`` is how many there were at the start.
    """
    if not begun:
        return ()
    steps = []
    for share in THINNED:
        above = [step for step, people in enumerate(presence.values) if people > share * begun]
        # A site may fill up again: it has thinned when it is above the share for the last time.
        last_above = max(above, default=-1)
        thinned = presence.hours[last_above + 1 :]
        if thinned and thinned[0] <= end:
            steps.append((share, thinned[0]))
    return tuple(steps)


@attrs.frozen(kw_only=True)
class Calls:
    """When which convoys and flights call at a site: (hour, serial)."""

    convoys: tuple[tuple[float, str], ...]
    flights: tuple[tuple[float, str], ...]


def calls(reading: Reading, site: str, *, boarding: bool) -> Calls:
    """Return the calls at which something boards at a site or, else, alights there."""
    convoys, flights = set(), set()
    for move in reading.moves:
        place, hour = move.destination, move.arrive
        if boarding:
            place, hour = move.origin, move.leave
        if place != site or move.role == "used":
            continue
        if move.mode != "air":
            convoys.add((hour, move.serial))
        # Trucks that call somewhere are a convoy, even empty ones; an aircraft alone is no flight's
        # payload.
        elif move.kind in PAYLOADS:
            flights.add((hour, move.serial))
    return Calls(convoys=tuple(sorted(convoys)), flights=tuple(sorted(flights)))


def sorties(reading: Reading, flights: tuple[tuple[float, str], ...]) -> int:
    """Count the sorties behind flight serials."""
    # A flight that takes up and sets down at several moments is flown once.
    serials = {serial for _, serial in flights}
    return sum(reading.plan.serials[serial][0].rotations for serial in serials)


def party_story(reading: Reading, party: Party) -> PartyStory:
    """Tell how one party leaves its site."""
    moves = reading.party_moves.get(party.party, ())
    departures = [move for move in moves if move.origin == party.site]
    hours = [move.leave for move in departures]
    taken: dict[str, float] = {}
    for move in departures:
        taken[move.mode] = min(move.leave, taken.get(move.mode, move.leave))
    out = reading.party_out(party)
    home = reading.mission.is_home(party, party.site)
    return PartyStory(
        party=party,
        home=home,
        modes=tuple(sorted(taken, key=lambda mode: (taken[mode], MODES.index(mode)))),
        first_leaves=min(hours, default=None),
        last_leaves=max(hours, default=None),
        last_out=None if home else out.settled(reading.end),
        out=round(out.at(reading.end)),
    )
