"""Permissions: who may move what, where and when, and the seats held for those who may not yet fly."""

import math
from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.model.stores import Permission
from exeunt.rules.breach import Breach, chained
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop, Serial

PENDING = ("pending", "unanswered")


def movement_permitted(case: Case) -> Iterator[Breach]:
    """A stage that permissions cover has leave for all it carries, nation by nation, at every place they are about, when it departs.

    Of the permissions that hold then the most specific decide. People on a flight may be booked on a
    permission that is pending or unanswered if road seats are reserved for all of theirs.
    """
    rows = [row for row in case.mission.permissions if row.mode != "import"]
    if not rows:
        return
    held: dict[tuple[str, str], int] = defaultdict(int)
    for r in case.plan.reserves:
        held[r.flight, r.party] += r.people
    rounds = {
        serial.serial: _round(case, serial) for serial in case.serials if serial.mode == "air"
    }
    for hop in case.hops:
        about = [
            (place, row)
            for row in rows
            if row.mode in {hop.mode, "*"}
            for place in [_place(row, hop)]
            if place is not None
        ]
        for payload, providers in _payloads(case, hop).items():
            lacking: dict[tuple[Reason, float], list[_Lack]] = defaultdict(list)
            for provider in sorted(providers):
                backed = (
                    payload == "people" and hop.mode == "air" and _backed(case, hop, provider, held)
                )
                for place, lack in _lacks(
                    case, hop, about, (payload, provider), rounds.get(hop.serial, 0.0)
                ):
                    if not (backed and lack.state in PENDING):
                        lacking[place, lack.at].append(lack)
            for (place, t), lacks in lacking.items():
                yield _unpermitted(hop, payload, place, t, lacks, alone=len(providers) == 1)


@attrs.frozen
class _Lack:
    """A nation without leave at a moment: the permissions that cover it and the state that decides."""

    provider: str
    at: float
    covering: tuple[Permission, ...]
    state: str


def _lacks(
    case: Case,
    hop: Hop,
    about: list[tuple[Reason, Permission]],
    load: tuple[str, str],
    rounds: float,
) -> Iterator[tuple[Reason, _Lack]]:
    """Yield the places whose permissions do not grant a payload of a provider, at the first moment at which they do not."""
    payload, provider = load
    places: dict[Reason, list[Permission]] = defaultdict(list)
    for place, row in about:
        if row.payload in {"any", payload} and row.provider in {"", provider}:
            places[place].append(row)
    for place, covering in places.items():
        for t in _moments(hop, rounds):
            state = _decided([row for row in covering if _valid(case, row, t)], payload)
            if state != "granted":
                yield place, _Lack(provider, t, tuple(covering), state)
                break


def _decided(valid: list[Permission], payload: str) -> str:
    """Return the state that decides among permissions that hold: of the most specific a refusal first, then a grant; blank where none holds."""
    if not valid:
        return ""
    most = max((bool(row.provider), row.payload == payload) for row in valid)
    states = {row.state for row in valid if (bool(row.provider), row.payload == payload) == most}
    return next(state for state in ("refused", "withdrawn", "granted", *PENDING) if state in states)


def _unpermitted(
    hop: Hop, payload: str, place: Reason, t: float, lacks: list[_Lack], *, alone: bool
) -> Breach:
    """Say what a stage carries without leave, and whose it is where permissions tell nations apart."""
    covering = dict.fromkeys(row.permission for lack in lacks for row in lack.covering)
    by_nation = not alone or any(row.provider for lack in lacks for row in lack.covering)
    nations = tuple(lack.provider for lack in lacks if lack.provider)
    carried: Argument = Name("carried", payload)
    if by_nation and nations:
        carried = Reason.of(
            "breach.movement_permitted.of_nations", carried=carried, nations=nations
        )
    # Ordered as the English words are: "none valid then" stands among the states by its letters.
    states = sorted({lack.state or "none valid then" for lack in lacks})
    return Breach(
        where=hop.where,
        at=t,
        what=Reason.of(
            "breach.movement_permitted.what",
            stage=hop.where,
            carried=carried,
            way=hop.way,
            permissions=tuple(covering),
            place=place,
        ),
        needed=Reason.of("breach.movement_permitted.granted"),
        found=tuple(Name("state", state) for state in states),
    )


def _backed(case: Case, hop: Hop, provider: str, held: dict[tuple[str, str], int]) -> bool:
    """Say whether road seats are reserved for all of a provider's people on a flight."""
    theirs = [
        (party, n)
        for party, n in riders(hop).items()
        if case.mission.party[party].provider == provider
    ]
    return all(held[hop.serial, party] >= n - EPS for party, n in theirs)


def _round(case: Case, serial: Serial) -> float:
    """Return the hours between the first and the last departure of a flight's aircraft on the same stage."""
    planes = sum(n for _, _, n in serial.hops[0].aircraft)
    sorties = max(hop.stage.rotations for hop in serial.hops)
    waves = math.ceil(sorties / planes - EPS) if planes > 0 else 1
    return (waves - 1) * sum(
        hop.leg.travel_hours + case.mission.doctrine.flight_turn_hours for hop in serial.hops
    )


def _moments(hop: Hop, rounds: float) -> tuple[float, ...]:
    """Return when a stage departs, and where a flight's aircraft fly it more than once also when the last sortie does."""
    if rounds <= 0:
        return (hop.depart,)
    return hop.depart, max(hop.arrive - hop.leg.travel_hours, hop.depart + rounds)


def reserves_held(case: Case) -> Iterator[Breach]:
    """Reserved road seats are free, for people who are on the flight and may go by road, on a convoy that leaves no sooner, while the site is open.

    The convoy leaves the flight's origin, no sooner than the flight and no later than the site closes.
    Seats are held from the stage named until the first stage that ends where the party is out, or else to
    the serial's end.
    """
    serials = {serial.serial: serial for serial in case.serials}
    taken: dict[tuple[str, int], float] = defaultdict(float)
    for r in case.plan.reserves:
        flight, road = serials[r.flight], serials[r.serial]
        where = Reason.of("breach.pair", one=r.flight, other=r.party)
        reserve = {"road": r.serial, "party": r.party, "flight": r.flight}
        boardings = [
            j for j in flight.journeys if j.load.kind == "people" and j.load.item == r.party
        ]
        if flight.mode != "air" or not boardings:
            yield Breach(
                where=where,
                at=flight.depart,
                what=Reason.of("breach.reserves_held.not_aboard", **reserve),
                needed=Reason.of("breach.reserves_held.a_flight", party=r.party),
                found=Reason.of(
                    "breach.reserves_held.by_mode",
                    flight=r.flight,
                    mode=Name("mode", flight.mode),
                ),
            )
            continue
        hops = [hop for hop in road.hops if hop.stage.stage >= r.stage]
        first = hops[0] if hops and hops[0].stage.stage == r.stage else None
        if (
            first is None
            or road.mode != "road"
            or not any(
                first.origin == j.origin and first.depart >= j.depart - EPS for j in boardings
            )
        ):
            stage = Reason.of("breach.stage", serial=road.serial, stage=r.stage)
            held_on = Reason.of("breach.reserves_held.no_stage", stage=stage)
            if first:
                held_on = Reason.of(
                    "breach.reserves_held.stage_from",
                    stage=stage,
                    site=first.origin,
                    when=case.time(first.depart),
                )
            yield Breach(
                where=where,
                at=flight.depart,
                what=Reason.of("breach.reserves_held.no_use", **reserve),
                needed=chained(
                    "breach.or",
                    (
                        Reason.of(
                            "breach.reserves_held.road_after",
                            site=j.origin,
                            when=case.time(j.depart),
                        )
                        for j in boardings
                    ),
                ),
                found=held_on,
            )
            continue
        if not case.mission.party[r.party].by_road:
            yield Breach(
                where=where,
                at=flight.depart,
                what=Reason.of("breach.reserves_held.not_by_road", **reserve),
                needed=Reason.of("breach.reserves_held.may_go", flight=r.flight),
                found=Reason.of("breach.reserves_held.no_road"),
            )
            continue
        closes = case.closes.get(first.origin)
        if closes is not None and first.depart > closes + EPS:
            yield Breach(
                where=where,
                at=flight.depart,
                what=Reason.of("breach.reserves_held.closed", **reserve, site=first.origin),
                needed=Reason.of(
                    "breach.reserves_held.road_by", site=first.origin, when=case.time(closes)
                ),
                found=case.time(first.depart),
            )
            continue
        for hop in _held_on(case, hops, r.party):
            taken[road.serial, hop.stage.stage] += r.people
    for serial in case.serials:
        yield from _overbooked(serial, taken)


def _overbooked(serial: Serial, taken: dict[tuple[str, int], float]) -> Iterator[Breach]:
    """Yield the first stage of a serial on which more seats are reserved than free."""
    for hop in serial.hops:
        people = taken.get((serial.serial, hop.stage.stage), 0.0)
        free = max(0.0, hop.seats - hop.seats_taken)
        if people > free + EPS:
            yield Breach(
                where=hop.where,
                at=hop.depart,
                what=Reason.of("breach.reserves_held.overbooked", stage=hop.where),
                needed=Amount(float(people), "seats"),
                found=Amount(float(free), "free_seats"),
            )
            return


def _held_on(case: Case, hops: list[Hop], party: str) -> Iterator[Hop]:
    """Yield the stages on which seats of a reserve are held."""
    for hop in hops:
        yield hop
        if case.mission.is_home(case.mission.party[party], hop.destination):
            return


def _payloads(case: Case, hop: Hop) -> dict[str, set[str]]:
    """Return the payloads a stage carries with the providers of each; ``none`` where it carries nothing."""
    found: dict[str, set[str]] = {}
    if riders(hop):
        found["people"] = {case.mission.party[party].provider for party in riders(hop)}
    if hop.carried or hop.driven:
        found["cargo"] = {lot.provider for lot, _ in (*hop.carried, *hop.driven)}
    if hop.delivers:
        found["resupply"] = {""}
    return found or {"none": {""}}


def riders(hop: Hop) -> dict[str, float]:
    """Return the people who are carried: passengers, and all crews where more are booked than crews have places."""
    return hop.people if sum(hop.crew.values()) > hop.crew_places + EPS else hop.passengers


def _place(row: Permission, hop: Hop) -> Reason | None:
    """Return which place of a stage a permission is about; None where it is about none of them."""
    if row.where == "*":
        return Reason.of("breach.movement_permitted.everywhere")
    if row.where == hop.leg.leg:
        travelled = "out" if hop.origin == hop.leg.origin else "in"
        if row.direction in {"both", travelled}:
            return Reason.of("breach.movement_permitted.leg", leg=row.where)
        return None
    if row.where == hop.origin and row.direction in {"both", "out"}:
        return Reason.of("breach.movement_permitted.out_of", site=row.where)
    if row.where == hop.destination and row.direction in {"both", "in"}:
        return Reason.of("breach.movement_permitted.into", site=row.where)
    return None


def _valid(case: Case, row: Permission, t: float) -> bool:
    """Say whether a permission's span holds a moment."""
    since, until = case.valid(row)
    return since <= t < until
