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
    """A site from start to close. ``convoys`` are (hour, serial) of departures with something boarding there, ``flights`` of sorties.

    ``thinning`` says from when on no more than a share of the people at the start are there: pairs of share and hour.
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
        """Count the convoys on which something boards and on which something alights here: each once, however often it calls."""
        return len({serial for _, serial in self.convoys_out}), len(
            {serial for _, serial in self.convoys_in}
        )

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
    """Tell each site's story: those that close in the order of closing, then those that stay, then exits and junctions."""
    rank = {"base": 0, "hub": 0, "exit": 1, "junction": 2}
    told = [story(reading, site) for site in reading.mission.sites]
    return tuple(
        sorted(
            told,
            key=lambda s: (
                rank[s.site.role],
                s.close is None,
                s.close or reading.mission.end,
                s.site.site,
            ),
        )
    )


def story(reading: Reading, site: Site) -> SiteStory:
    """Tell one site's story."""
    mission, plan, here = reading.mission, reading.plan, site.site
    lots = [lot for lot in mission.lots if lot.site == here]
    closure = plan.closes.get(here)
    people_left = [m.leave for m in reading.moves if m.kind == "people" and m.origin == here]
    out, arrived = calls(reading, here, boarding=True), calls(reading, here, boarding=False)
    return SiteStory(
        site=site,
        people=reading.begun(here),
        units=sum(lot.quantity for lot in lots),
        teu=sum(lot.quantity * lot.teu for lot in lots),
        tonnes=sum(lot.quantity * lot.mass_t for lot in lots),
        close=None if closure is None else closure.close,
        vacuum_days=0.0 if closure is None else closure.vacuum_days,
        last_serials=() if closure is None else closure.last_serials,
        presence=reading.presence.get(here, Curve()),
        last_lift=max(people_left, default=None) if closure is not None else None,
        thinning=thinning(reading.presence.get(here, Curve()), reading.begun(here), reading.end),
        convoys_out=out[0],
        flights_out=out[1],
        convoys_in=arrived[0],
        flights_in=arrived[1],
        sorties_out=sorties(reading, out[1]),
        sorties_in=sorties(reading, arrived[1]),
        parties=tuple(party_story(reading, p) for p in mission.parties if p.site == here),
        kit=tuple(reading.fates[lot.lot] for lot in lots if lot.lot in reading.fates),
        kit_in=round(
            sum(m.quantity for m in reading.moves if m.kind == "lot" and m.destination == here)
        ),
    )


def thinning(presence: Curve, begun: int, end: float) -> tuple[tuple[float, float], ...]:
    """Return from when on no more than three quarters, a half, a quarter of the ``begun`` people of the start are present."""
    found = []
    for share in THINNED if begun else ():
        over = max((i for i, v in enumerate(presence.values) if v > share * begun), default=-1)
        if over + 1 < len(presence.hours) and presence.hours[over + 1] <= end:
            found.append((share, presence.hours[over + 1]))
    return tuple(found)


def calls(
    reading: Reading, site: str, *, boarding: bool
) -> tuple[tuple[tuple[float, str], ...], tuple[tuple[float, str], ...]]:
    """Return when which convoys and which flights take something on at a site, or set it down."""
    convoys, flights = set(), set()
    for move in reading.moves:
        if (move.origin if boarding else move.destination) != site or move.role == "used":
            continue
        call = (move.leave if boarding else move.arrive, move.serial)
        if move.mode != "air":
            convoys.add(call)
        elif move.kind in {"people", "lot", "supply"}:
            flights.add(call)
    return tuple(sorted(convoys)), tuple(sorted(flights))


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
