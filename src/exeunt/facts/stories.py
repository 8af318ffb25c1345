"""Each site's story: who and what stands there, how and when it leaves, how the site closes."""

from datetime import datetime

import attrs

from exeunt.facts.curves import Curve
from exeunt.facts.series import Fate, Reading
from exeunt.model.forces import Party
from exeunt.model.places import Site

THINNED = (0.75, 0.5, 0.25)
"""Shares of the people at the start at which a site's thinning is told."""


@attrs.frozen(kw_only=True)
class PartyStory:
    """How a party leaves. Times are hours from the start; None where nobody leaves or gets home."""

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
    close: datetime | None
    vacuum_days: float
    last_serials: tuple[str, ...]
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

    @property
    def convoys(self) -> tuple[int, int]:
        """Count the convoys that take something on here, and those that set it down: each once."""
        leaving = {serial for _, serial in self.convoys_out}
        arriving = {serial for _, serial in self.convoys_in}
        return len(leaving), len(arriving)

    @property
    def quiet(self) -> bool:
        """Nothing stands, boards or alights here, and it does not close."""
        busy = (
            self.people
            or self.units
            or self.convoys_out
            or self.convoys_in
            or self.flights_out
            or self.flights_in
        )
        return not busy and self.close is None


def stories(reading: Reading) -> tuple[SiteStory, ...]:
    """Tell each site's story.

    Those that close by their closing, those that stay, exits, junctions.
    """
    rank = {"base": 0, "hub": 0, "exit": 1, "junction": 2}

    def by_closing(one: SiteStory) -> tuple[int, bool, datetime, str]:
        close = one.close or reading.mission.end
        return (rank[one.site.role], one.close is None, close, one.site.site)

    return tuple(sorted((story(reading, site) for site in reading.mission.sites), key=by_closing))


def story(reading: Reading, site: Site) -> SiteStory:
    """Tell one site's story."""
    mission, here = reading.mission, site.site
    lots = [lot for lot in mission.lots if lot.site == here]
    closure = reading.plan.closes.get(here)
    presence, begun = reading.presence.get(here, Curve()), reading.begun(here)
    people_left = [m.leave for m in reading.moves if m.kind == "people" and m.origin == here]
    kit_in = [m.quantity for m in reading.moves if m.kind == "lot" and m.destination == here]
    leaving, arriving = calls(reading, here, boarding=True), calls(reading, here, boarding=False)
    return SiteStory(
        site=site,
        people=begun,
        units=sum(lot.quantity for lot in lots),
        teu=sum(lot.quantity * lot.teu for lot in lots),
        tonnes=sum(lot.quantity * lot.mass_t for lot in lots),
        close=closure.close if closure else None,
        vacuum_days=closure.vacuum_days if closure else 0.0,
        last_serials=closure.last_serials if closure else (),
        presence=presence,
        last_lift=max(people_left, default=None) if closure else None,
        thinning=thinning(presence, begun, reading.end),
        convoys_out=leaving.convoys,
        flights_out=leaving.flights,
        convoys_in=arriving.convoys,
        flights_in=arriving.flights,
        sorties_out=sorties(reading, leaving.flights),
        sorties_in=sorties(reading, arriving.flights),
        parties=tuple(party_story(reading, p) for p in mission.parties if p.site == here),
        kit=tuple(reading.fates[lot.lot] for lot in lots if lot.lot in reading.fates),
        kit_in=round(sum(kit_in)),
    )


def thinning(presence: Curve, begun: int, end: float) -> tuple[tuple[float, float], ...]:
    """Return from when on no more than three quarters, a half, a quarter of the people are present.

    ``begun`` is how many there were at the start.
    """
    steps = []
    for share in THINNED if begun else ():
        above = [i for i, people in enumerate(presence.values) if people > share * begun]
        first = max(above, default=-1) + 1
        if first < len(presence.hours) and presence.hours[first] <= end:
            steps.append((share, presence.hours[first]))
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
        elif move.kind in {"people", "lot", "supply"}:  # an aircraft itself is no payload
            flights.add((hour, move.serial))
    return Calls(convoys=tuple(sorted(convoys)), flights=tuple(sorted(flights)))


def sorties(reading: Reading, flights: tuple[tuple[float, str], ...]) -> int:
    """Count the sorties behind flight serials."""
    return sum(
        reading.plan.serials[serial][0].rotations for serial in {serial for _, serial in flights}
    )


def party_story(reading: Reading, party: Party) -> PartyStory:
    """Tell how one party leaves its site."""
    moves = [m for m in reading.party_moves.get(party.party, ()) if m.origin == party.site]
    out = reading.party_out(party)
    home = reading.mission.is_home(party, party.site)
    return PartyStory(
        party=party,
        home=home,
        modes=tuple(dict.fromkeys(m.mode for m in moves)),
        first_leaves=min((m.leave for m in moves), default=None),
        last_leaves=max((m.leave for m in moves), default=None),
        last_out=None if home else out.settled(reading.end),
        out=round(out.at(reading.end)),
    )
