"""Road seats held for people who are booked on a flight that may not be allowed to leave."""

from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.model.choices import LoadKind, Mode
from exeunt.model.plan import Reserve
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.rules.breach import Breach, above, below, chained
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop, Journey, Serial


@attrs.frozen(kw_only=True)
class Held:
    """A reserve with the flight and the road serial it names, and what of both it is about.

    ``boardings`` are the party's journeys on the flight; ``hops`` the road serial's stages from the
    stage named.
    """

    reserve: Reserve
    flight: Serial
    road: Serial
    boardings: tuple[Journey, ...]
    hops: tuple[Hop, ...]

    @property
    def first(self) -> Hop | None:
        """The stage named; None where the road serial has none of that number."""
        if self.hops and self.hops[0].stage.stage == self.reserve.stage:
            return self.hops[0]
        return None

    @property
    def names(self) -> dict[str, str]:
        """The names that every sentence about a reserve has."""
        reserve = self.reserve
        return {"road": reserve.serial, "party": reserve.party, "flight": reserve.flight}

    def breach(self, what: Reason, needed: Argument, found: Argument) -> Breach:
        """Return a breach of this reserve, at the moment from which its seats would be wanted."""
        where = Reason.of("breach.pair", one=self.reserve.flight, other=self.reserve.party)
        at = self.flight.depart
        return Breach(where=where, at=at, what=what, needed=needed, found=found)


def reserves_held(case: Case) -> Iterator[Breach]:
    """Reserved road seats are free, for people who are on the flight and may go by road.

    The convoy that holds them leaves no sooner than the flight, while the site is open. The convoy
    leaves the flight's origin, no sooner than the flight and no later than the site closes. Seats
    are held from the stage named until the first stage that ends where the party is out, or else to
    the serial's end.
    """
    serials = {serial.serial: serial for serial in case.rows}
    taken: dict[tuple[str, int], float] = defaultdict(float)
    for reserve in case.plan.reserves:
        held = _held(reserve, serials)
        breach = _useless(case, held)
        if breach is not None:
            yield breach
            continue
        # Seats are counted only where they are of use: a reserve that breaks the rule takes none.
        for hop in _held_on(case, held):
            taken[held.road.serial, hop.stage.stage] += reserve.people
    for serial in case.rows:
        yield from _overbooked(serial, taken)


def _held(reserve: Reserve, serials: dict[str, Serial]) -> Held:
    """Return a reserve with what it names."""
    flight, road = serials[reserve.flight], serials[reserve.serial]
    boardings = (
        journey
        for journey in flight.journeys
        if journey.load.kind == LoadKind.PEOPLE and journey.item == reserve.party
    )
    hops = (hop for hop in road.hops if hop.stage.stage >= reserve.stage)
    return Held(
        reserve=reserve,
        flight=flight,
        road=road,
        boardings=tuple(boardings),
        hops=tuple(hops),
    )


def _useless(case: Case, held: Held) -> Breach | None:
    """Return why the seats of a reserve are of no use to its people; None where they are."""
    if not held.flight.flies or not held.boardings:
        return _not_aboard(held)
    first = held.first
    if first is None or not _follows(held, first):
        return _no_use(case, held)
    if not case.mission.party[held.reserve.party].by_road:
        return held.breach(
            what=Reason.of("breach.reserves_held.not_by_road", **held.names),
            needed=Reason.of("breach.reserves_held.may_go", flight=held.reserve.flight),
            found=Reason.of("breach.reserves_held.no_road"),
        )
    closes = case.closes.get(first.origin)
    # Whoever waits for the convoy waits at a site that somebody still holds.
    if closes is not None and above(first.depart, closes):
        return held.breach(
            what=Reason.of("breach.reserves_held.closed", **held.names, site=first.origin),
            needed=Reason.of(
                "breach.reserves_held.road_by", site=first.origin, when=case.time(closes)
            ),
            found=case.time(first.depart),
        )
    return None


def _not_aboard(held: Held) -> Breach:
    """Say that the party is on no flight of that name."""
    reserve = held.reserve
    mode = Name("mode", held.flight.mode)
    return held.breach(
        what=Reason.of("breach.reserves_held.not_aboard", **held.names),
        needed=Reason.of("breach.reserves_held.a_flight", party=reserve.party),
        found=Reason.of("breach.reserves_held.by_mode", flight=reserve.flight, mode=mode),
    )


def _follows(held: Held, first: Hop) -> bool:
    """Say whether the stage leaves by road from where the party would have flown, no sooner."""
    # Before the flight nobody knows yet that they need the seat.
    after = (
        first.origin == boarding.origin and not below(first.depart, boarding.depart)
        for boarding in held.boardings
    )
    return held.road.mode == Mode.ROAD and any(after)


def _no_use(case: Case, held: Held) -> Breach:
    """Say that the stage leaves from elsewhere, too early, or not by road."""
    stage = Reason.of("breach.stage", serial=held.road.serial, stage=held.reserve.stage)
    held_on = Reason.of("breach.reserves_held.no_stage", stage=stage)
    first = held.first
    if first is not None:
        held_on = Reason.of(
            "breach.reserves_held.stage_from",
            stage=stage,
            site=first.origin,
            when=case.time(first.depart),
        )
    wanted = (
        Reason.of(
            "breach.reserves_held.road_after",
            site=boarding.origin,
            when=case.time(boarding.depart),
        )
        for boarding in held.boardings
    )
    return held.breach(
        what=Reason.of("breach.reserves_held.no_use", **held.names),
        needed=chained("breach.or", wanted),
        found=held_on,
    )


def _held_on(case: Case, held: Held) -> Iterator[Hop]:
    """Yield the stages on which seats of a reserve are held: until the party is out."""
    party = case.mission.party[held.reserve.party]
    for hop in held.hops:
        yield hop
        if case.mission.is_home(party, hop.destination):
            return


def _overbooked(serial: Serial, taken: dict[tuple[str, int], float]) -> Iterator[Breach]:
    """Yield the first stage of a serial on which more seats are reserved than free.

    One seat cannot be promised twice: two flights may be refused on the same day.
    """
    for hop in serial.hops:
        people = taken.get((serial.serial, hop.stage.stage), 0.0)
        free = max(0.0, hop.seats - hop.seats_taken)
        if above(people, free):
            yield hop.breach(
                what=Reason.of("breach.reserves_held.overbooked", stage=hop.where),
                needed=Amount(float(people), "seats"),
                found=Amount(float(free), "free_seats"),
            )
            return
