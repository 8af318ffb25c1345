"""Permissions to move: leave for all that a stage carries, nation by nation and place by place.

And notice: nothing leaves before it can have been warned and announced.
"""

from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import LEAVE, Payload, State
from exeunt.model.reason import Argument, Name, Reason
from exeunt.model.stores import Permission
from exeunt.rules.breach import Breach, below, not_before
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop

PENDING = (State.PENDING, State.UNANSWERED)
"""States in which an answer may still come: not refused, and not granted."""
DECIDING = (State.REFUSED, State.WITHDRAWN, *LEAVE, *PENDING)
"""States in the order in which one decides among equals: whoever may not go, does not go."""
NOTHING = "none"
"""What an empty serial carries: it may need leave as well."""


@attrs.frozen
class _About:
    """A permission, and which place of a stage it is about."""

    place: Reason
    permission: Permission


@attrs.frozen
class _Lack:
    """A nation without leave at a moment: what covers it and the state that decides."""

    provider: str
    at: float
    covering: tuple[Permission, ...]
    state: str


@attrs.frozen
class _Asked:
    """What leave is asked for: a payload of a provider's, from departure to arrival.

    Where seats are held for its people by another way, leave may still be awaited.
    """

    payload: str
    provider: str
    depart: float
    arrive: float
    backed: bool


def movement_permitted(case: Case) -> Iterator[Breach]:
    """A stage that permissions cover has leave for all it carries until it arrives.

    It has that leave nation by nation, at every place that the permissions are about, from the
    first to the last moment of the stage. Of the permissions that hold at a moment the most
    specific decide. People on a flight may be booked on a
    permission that is pending or unanswered if road seats are reserved for all of theirs.
    """
    permissions = [one for one in case.mission.permissions if one.mode != "import"]
    if not permissions:
        return
    reserved = _reserved(case)
    # Seats are held for all whom a row of the plan carries, whichever round of it they are on.
    rows = {(hop.serial, hop.stage.stage): hop for hop in case.row_hops}
    for hop in case.hops:
        about = _about(permissions, hop)
        for payload, providers in _payloads(case, hop).items():
            lacking: dict[tuple[Reason, float], list[_Lack]] = defaultdict(list)
            # Nations are sorted, so that a message names them in the same order every time.
            for provider in sorted(providers):
                row = rows[hop.serial, hop.stage.stage]
                backed = payload == Payload.PEOPLE and _backed(case, row, provider, reserved)
                asked = _Asked(payload, provider, hop.depart, hop.arrive, backed)
                for place, lack in _lacks(case, about, asked):
                    lacking[place, lack.at].append(lack)
            for (place, t), lacks in lacking.items():
                alone = len(providers) == 1
                yield _unpermitted(hop, payload, _Place(place, t), lacks, alone=alone)


def _about(permissions: list[Permission], hop: Hop) -> list[_About]:
    """Return the permissions that are about a stage, each with the place that it is about."""
    about: list[_About] = []
    for permission in permissions:
        if permission.mode in {hop.mode, "*"}:
            place = _place(permission, hop)
            if place is not None:
                about.append(_About(place, permission))
    return about


def _place(permission: Permission, hop: Hop) -> Reason | None:
    """Return which place of a stage a permission is about; None where it is about none of them."""
    where, direction = permission.where, permission.direction
    if where == "*":
        return Reason.of("breach.movement_permitted.everywhere")
    if where == hop.leg.leg:
        # Out is the leg as it is drawn, from its origin; in is the way back.
        travelled = "in"
        if hop.origin == hop.leg.origin:
            travelled = "out"
        if direction in {"both", travelled}:
            return Reason.of("breach.movement_permitted.leg", leg=where)
        return None
    if where == hop.origin and direction in {"both", "out"}:
        return Reason.of("breach.movement_permitted.out_of", site=where)
    if where == hop.destination and direction in {"both", "in"}:
        return Reason.of("breach.movement_permitted.into", site=where)
    return None


def _lacks(case: Case, about: list[_About], asked: _Asked) -> Iterator[tuple[Reason, _Lack]]:
    """Yield the places whose permissions do not grant a payload of a provider, and since when."""
    # Each place has its own authority: leave to depart is not leave to arrive.
    for place, covering in _covering(about, asked).items():
        lack = _first_lack(case, covering, asked)
        if lack is not None:
            yield place, lack


def _covering(about: list[_About], asked: _Asked) -> dict[Reason, list[Permission]]:
    """Return the permissions that cover a payload of a provider, by place."""
    places: dict[Reason, list[Permission]] = defaultdict(list)
    for one in about:
        permission = one.permission
        # What is said of one nation says nothing of another, which then needs no leave there.
        if permission.payload in {Payload.ANY, asked.payload} and permission.provider in {
            "",
            asked.provider,
        }:
            places[one.place].append(permission)
    return places


def _first_lack(case: Case, covering: list[Permission], asked: _Asked) -> _Lack | None:
    """Return from when a stage is under way without leave at one place; None where it has it."""
    enough = (*LEAVE, *PENDING) if asked.backed else LEAVE
    for t in _moments(case, covering, asked):
        valid = [permission for permission in covering if _valid(case, permission, t)]
        state = decided(valid, asked.payload)
        if state not in enough:
            return _Lack(asked.provider, t, tuple(covering), state)
    return None


def _moments(case: Case, covering: list[Permission], asked: _Asked) -> list[float]:
    """Return when a stage departs, and when another permission may decide while it is under way."""
    edges = {edge for permission in covering for edge in case.valid(permission)}
    # Leave that ends as the last vehicle comes in has held for the whole stage.
    changes = [t for t in edges if t > asked.depart and below(t, asked.arrive)]
    return [asked.depart, *sorted(changes)]


def _valid(case: Case, permission: Permission, t: float) -> bool:
    """Say whether a permission's span holds a moment."""
    since, until = case.valid(permission)
    return since <= t < until


def decided(valid: list[Permission], payload: str) -> str:
    """Return the state that decides among permissions that hold; blank where none does.

    Of the most specific ones a refusal comes first, then a grant.
    """
    if not valid:
        return ""
    states = {permission.state for permission in _most_specific(valid, payload)}
    return next(state for state in DECIDING if state in states)


def _most_specific(valid: list[Permission], payload: str) -> list[Permission]:
    """Return those that decide among permissions that hold."""

    def specific(permission: Permission) -> tuple[bool, bool]:
        # Naming the nation weighs more than naming the payload.
        return bool(permission.provider), permission.payload == payload

    most = max(specific(permission) for permission in valid)
    return [permission for permission in valid if specific(permission) == most]


@attrs.frozen
class _Place:
    """A place of a stage and the moment at which leave is lacking there."""

    name: Reason
    t: float


def _unpermitted(
    hop: Hop, payload: str, place: _Place, lacks: list[_Lack], *, alone: bool
) -> Breach:
    """Say what a stage carries without leave, and whose where permissions tell nations apart."""
    # A permission that covers two nations is named once, in the order of the mission's table.
    covering = dict.fromkeys(one.permission for lack in lacks for one in lack.covering)
    names_a_nation = any(one.provider for lack in lacks for one in lack.covering)
    nations = tuple(lack.provider for lack in lacks if lack.provider)
    carried: Argument = Name("carried", payload)
    if nations and (names_a_nation or not alone):
        carried = Reason.of(
            "breach.movement_permitted.of_nations", carried=carried, nations=nations
        )
    # Ordered as the English words are: "none valid then" stands among the states by its letters.
    states = sorted({lack.state or "none valid then" for lack in lacks})
    return Breach(
        where=hop.where,
        at=place.t,
        what=Reason.of(
            "breach.movement_permitted.what",
            stage=hop.where,
            carried=carried,
            way=hop.way,
            permissions=tuple(covering),
            place=place.name,
        ),
        needed=Reason.of("breach.movement_permitted.granted"),
        found=tuple(Name("state", state) for state in states),
    )


def _reserved(case: Case) -> dict[tuple[str, str], int]:
    """Return the road seats that are reserved, by flight and party."""
    reserved: dict[tuple[str, str], int] = defaultdict(int)
    for reserve in case.plan.reserves:
        reserved[reserve.flight, reserve.party] += reserve.people
    return reserved


def _backed(case: Case, hop: Hop, provider: str, reserved: dict[tuple[str, str], int]) -> bool:
    """Say whether road seats are reserved for all of a provider's people on a flight.

    Whoever has a seat on a convoy after the flight is not stranded where leave does not come. Kit
    has no such way, nor has anybody whose leave is refused and not only awaited.
    """
    if not hop.flies:
        return False
    return all(
        reserved[hop.serial, party] >= people - EPS
        for party, people in riders(hop).items()
        if case.mission.party[party].provider == provider
    )


def _payloads(case: Case, hop: Hop) -> dict[str, set[str]]:
    """Return the payloads a stage carries with the providers of each; ``none`` where empty."""
    payloads: dict[str, set[str]] = {}
    if riders(hop):
        payloads[Payload.PEOPLE] = {case.mission.party[party].provider for party in riders(hop)}
    if hop.carried or hop.driven:
        kit = (*hop.carried, *hop.driven)
        payloads[Payload.CARGO] = {units.lot.provider for units in kit}
    # Supplies belong to no nation: they are for whoever is where they go.
    if hop.delivers:
        payloads[Payload.RESUPPLY] = {""}
    return payloads or {NOTHING: {""}}


def riders(hop: Hop) -> dict[str, float]:
    """Return the people who are carried: passengers, and crews where too many are booked.

    Crews are carried where more of them are booked than crews have places.
    """
    # Passengers called crew would otherwise cross any checkpoint: leave for people is theirs too.
    if sum(hop.crew.values()) > hop.crew_places + EPS:
        return hop.people
    return hop.passengers


def notice(case: Case) -> Iterator[Breach]:
    """A serial leaves no sooner than it can have been warned, and its movement announced.

    It is warned at the mission's start at the earliest, and needs the doctrine's notice from then
    on. A permission serves once its lead time is over.
    """
    # Orders are written, columns told off and hosts informed before anything drives: a plan that
    # counts none of that begins in the first second, and no unit could follow it.
    least = case.mission.doctrine.notice_hours
    for serial in case.rows:
        if serial.hops and below(serial.hops[0].depart, least):
            yield serial.breach(
                what=Reason.of("breach.notice.warned", serial=serial.serial),
                needed=not_before(case.time(least)),
                found=case.time(serial.hops[0].depart),
            )
    yield from _unannounced(case)


def _unannounced(case: Case) -> Iterator[Breach]:
    """Yield stages that use permissions whose lead time is not over."""
    permissions = [one for one in case.mission.permissions if one.mode != "import"]
    last = max((_serves_from(case, permission) for permission in permissions), default=0.0)
    for hop in case.hops:
        # Once all lead times are over there is nothing to wait for.
        if not below(hop.depart, last):
            continue
        about = _about(permissions, hop)
        said: set[tuple[str, ...]] = set()
        for payload, providers in _payloads(case, hop).items():
            for provider in sorted(providers):
                asked = _Asked(payload, provider, hop.depart, hop.arrive, backed=True)
                for early in _early(case, about, asked):
                    if early.names not in said:
                        said.add(early.names)
                        yield early.breach(case, hop)


@attrs.frozen
class _Early:
    """Permissions by which a stage is under way at a moment before any of them serves."""

    names: tuple[str, ...]
    at: float
    since: float

    def breach(self, case: Case, hop: Hop) -> Breach:
        """Return that a stage goes by them."""
        return Breach(
            where=hop.where,
            at=self.at,
            what=Reason.of("breach.notice.announced", stage=hop.where, permissions=self.names),
            needed=not_before(case.time(self.since)),
            found=case.time(self.at),
        )


def _early(case: Case, about: list[_About], asked: _Asked) -> Iterator[_Early]:
    """Yield the permissions by which a payload goes too soon: leave, or what is booked on.

    Of several that decide at a place one is enough. Where there is none, rule
    ``movement_permitted`` says so.
    """
    for covering in _covering(about, asked).values():
        for t in _moments(case, covering, asked):
            valid = [permission for permission in covering if _valid(case, permission, t)]
            state = decided(valid, asked.payload)
            for states in (LEAVE, PENDING):
                if state in states:
                    deciding = _most_specific(valid, asked.payload)
                    serving = [one for one in deciding if one.state in states]
                    since = min(_serves_from(case, permission) for permission in serving)
                    if below(t, since):
                        yield _Early(tuple(one.permission for one in serving), t, since)


def _serves_from(case: Case, permission: Permission) -> float:
    """Return the hour from which a permission serves: its lead time after it was asked for.

    Leave that has a date of its own holds from that, and a refusal from the first moment.
    """
    since = max(0.0, case.valid(permission)[0])
    dated = permission.valid_from is not None and permission.state in LEAVE
    if dated or permission.state not in {*LEAVE, *PENDING}:
        return since
    if permission.asked_on is not None:
        asked = case.hours(permission.asked_on)
    else:
        # Whoever plans says when he will ask; at the start where he says nothing.
        requests = (
            case.hours(request.ask_by)
            for request in case.plan.requests
            if request.permission == permission.permission
        )
        asked = max(0.0, min(requests, default=0.0))
    return max(since, asked + permission.lead_days * 24)
