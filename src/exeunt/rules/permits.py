"""Permissions to move, and the road seats held for those who may not yet fly."""

import math
from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.reason import Argument, Name, Reason
from exeunt.model.stores import Permission
from exeunt.rules.breach import Breach
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop, Serial

PENDING = ("pending", "unanswered")


def movement_permitted(case: Case) -> Iterator[Breach]:
    """A stage that permissions cover has leave for all it carries when it departs.

    It has that leave nation by nation, at every place that the permissions are about. Of the
    permissions that hold then the most specific decide. People on a flight may be booked on a
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
    """A nation without leave at a moment: what covers it and the state that decides."""

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
    """Yield the places whose permissions do not grant a payload of a provider.

    Each with the first moment at which they do not.
    """
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
    """Return the state that decides among permissions that hold; blank where none does.

    Of the most specific ones a refusal comes first, then a grant.
    """
    if not valid:
        return ""
    most = max((bool(row.provider), row.payload == payload) for row in valid)
    states = {row.state for row in valid if (bool(row.provider), row.payload == payload) == most}
    return next(state for state in ("refused", "withdrawn", "granted", *PENDING) if state in states)


def _unpermitted(
    hop: Hop, payload: str, place: Reason, t: float, lacks: list[_Lack], *, alone: bool
) -> Breach:
    """Say what a stage carries without leave, and whose where permissions tell nations apart."""
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
    """Return the hours between a flight's first and last departure on the same stage."""
    planes = sum(n for _, _, n in serial.hops[0].aircraft)
    sorties = max(hop.stage.rotations for hop in serial.hops)
    waves = math.ceil(sorties / planes - EPS) if planes > 0 else 1
    return (waves - 1) * sum(
        hop.leg.travel_hours + case.mission.doctrine.flight_turn_hours for hop in serial.hops
    )


def _moments(hop: Hop, rounds: float) -> tuple[float, ...]:
    """Return when a stage departs: its first and, where a flight repeats it, its last sortie."""
    if rounds <= 0:
        return (hop.depart,)
    return hop.depart, max(hop.arrive - hop.leg.travel_hours, hop.depart + rounds)


def _payloads(case: Case, hop: Hop) -> dict[str, set[str]]:
    """Return the payloads a stage carries with the providers of each; ``none`` where empty."""
    found: dict[str, set[str]] = {}
    if riders(hop):
        found["people"] = {case.mission.party[party].provider for party in riders(hop)}
    if hop.carried or hop.driven:
        found["cargo"] = {lot.provider for lot, _ in (*hop.carried, *hop.driven)}
    if hop.delivers:
        found["resupply"] = {""}
    return found or {"none": {""}}


def riders(hop: Hop) -> dict[str, float]:
    """Return the people who are carried: passengers, and crews where too many are booked.

    Crews are carried where more of them are booked than crews have places.
    """
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
