"""What hangs on each permission: movements that use it, people booked on it, what waits for it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

import attrs

from exeunt.facts.left import Behind, Late
from exeunt.facts.movements import Movement
from exeunt.model.choices import LEAVE
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Request
from exeunt.model.reason import Name, Reason
from exeunt.model.stores import Permission
from exeunt.network.permissions import valid
from exeunt.rules.permits import riders
from exeunt.rules.serials import Hop


@attrs.frozen(kw_only=True)
class Hanging:
    """A permission with the hours in which it holds, the plan's request, and what hangs on it.

    ``serials`` have a stage for which it decides; ``booked`` are people with road seats held in
    case it is not granted; ``late`` and ``left`` are people and units with no other way out than
    one that waits on it.
    """

    permission: Permission
    begin: float
    end: float
    request: Request | None
    serials: tuple[str, ...]
    booked: int
    late: int
    left: int

    @property
    def asked(self) -> datetime:
        """Return the last moment to ask for it, to sort by.

        Those that are not asked for come last.
        """
        return datetime.max if self.request is None else self.request.ask_by


def hanging(
    mission: Mission,
    plan: Plan,
    movements: tuple[Movement, ...],
    late: tuple[Late, ...],
    behind: tuple[Behind, ...],
) -> tuple[Hanging, ...]:
    """Return every permission of a mission with what hangs on it, in the order of its table."""
    relying = reliance(mission, movements)
    booked = bookings(mission, plan, movements)
    late_for: Counter[str] = Counter()
    for party in late:
        for name in waited_for(party.reasons):
            late_for[name] += party.late
    left_for: Counter[str] = Counter()
    for kit in behind:
        for name in waited_for(kit.reasons):
            left_for[name] += kit.units
    # Of several requests for one permission the first to be made is shown.
    latest_first = sorted(plan.requests, key=lambda request: request.ask_by, reverse=True)
    requests = {request.permission: request for request in latest_first}
    hangings = []
    for permission in mission.permissions:
        name = permission.permission
        begin, end = valid(mission, permission)
        hangings.append(
            Hanging(
                permission=permission,
                begin=max(0.0, begin),
                end=min(mission.hours(mission.end), end),
                request=requests.get(name),
                serials=relying.get(name, ()),
                booked=booked[name],
                late=late_for[name],
                left=left_for[name],
            )
        )
    return tuple(hangings)


def reliance(mission: Mission, movements: tuple[Movement, ...]) -> dict[str, tuple[str, ...]]:
    """Return the serials with a stage for which a permission decides, by permission."""
    relying: dict[str, list[str]] = defaultdict(list)
    for movement in movements:
        names: set[str] = set()
        for hop in movement.hops:
            names |= {permission.permission for permission in deciding(mission, hop)}
        for name in names:
            relying[name].append(movement.serial)
    return {name: tuple(serials) for name, serials in relying.items()}


def waited_for(reasons: Iterable[Reason]) -> set[str]:
    """Return the permissions that reasons name as what something waits on."""
    names: set[str] = set()
    for reason in reasons:
        if reason.key != "why.not_permitted":
            continue
        permissions = reason["permissions"]
        if isinstance(permissions, tuple):
            names |= {name.id for name in permissions if isinstance(name, Name)}
    return names


def deciding(
    mission: Mission, hop: Hop, carried: Iterable[tuple[str, str]] | None = None
) -> tuple[Permission, ...]:
    """Return the permissions that decide whether a stage may go with what it carries, or a part.

    ``carried`` are pairs of payload and provider; what the stage carries where it is None. At each
    place that rows are about, those that are valid at a moment of the stage and name the nation
    decide before those that do not, then those that name the payload. What they say is another
    question.
    """
    if carried is None:
        carried = payloads(mission, hop)
    carried = tuple(carried)
    decisive: dict[str, Permission] = {}
    for t in moments(mission, hop):
        covering = [row for row in mission.permissions if covers(mission, row, hop, t)]
        for payload, provider in carried:
            by_place: dict[str, list[Permission]] = defaultdict(list)
            for permission in covering:
                place = about(permission, hop)
                if place and concerns(permission, payload, provider):
                    by_place[place].append(permission)
            for candidates in by_place.values():
                for permission in most_specific(candidates, payload):
                    decisive[permission.permission] = permission
    return tuple(sorted(decisive.values(), key=lambda permission: permission.permission))


def moments(mission: Mission, hop: Hop) -> tuple[float, ...]:
    """Return when a stage leaves, and when permissions begin or end to hold before it arrives."""
    edges = {edge for row in mission.permissions for edge in valid(mission, row)}
    return (hop.depart, *sorted(edge for edge in edges if hop.depart < edge < hop.arrive))


def covers(mission: Mission, permission: Permission, hop: Hop, t: float) -> bool:
    """Say whether a permission is about a stage's mode and holds at a moment."""
    begin, end = valid(mission, permission)
    return permission.mode in {hop.mode, "*"} and begin <= t < end


def concerns(permission: Permission, payload: str, provider: str) -> bool:
    """Say whether a permission is about such a payload of such a provider, perhaps among others."""
    return permission.payload in {"any", payload} and permission.provider in {"", provider}


def most_specific(candidates: list[Permission], payload: str) -> list[Permission]:
    """Return the permissions about one place that decide.

    Those that name the nation come before those that name the payload.
    """

    def rank(permission: Permission) -> tuple[bool, bool]:
        return (bool(permission.provider), permission.payload == payload)

    highest = max(map(rank, candidates))
    return [permission for permission in candidates if rank(permission) == highest]


def payloads(mission: Mission, hop: Hop) -> set[tuple[str, str]]:
    """Return what a stage carries as pairs of payload and provider.

    Both blank for nothing of these.
    """
    pairs = {("people", mission.party[party].provider) for party in riders(hop)}
    pairs |= {("cargo", lot.provider) for lot, _ in hop.carried}
    pairs |= {("cargo", lot.provider) for lot, _ in hop.driven}
    if hop.delivers:
        pairs.add(("resupply", ""))
    # An empty serial needs leave too: it asks for what permissions say of every payload.
    return pairs or {("", "")}


def about(permission: Permission, hop: Hop) -> str:
    """Return which place of a stage a permission is about; blank for none.

    A place is everywhere, the leg in this direction, out of the origin, or into the destination.
    """
    # A leg's row has a direction of its own: out is from its origin to its destination.
    heading = "out" if hop.origin == hop.leg.origin else "in"
    places = (
        ("*", ("both", "out", "in")),
        (hop.leg.leg, ("both", heading)),
        (hop.origin, ("both", "out")),
        (hop.destination, ("both", "in")),
    )
    for place, directions in places:
        if permission.where == place and permission.direction in directions:
            return f"{place} {directions}"
    return ""


def bookings(mission: Mission, plan: Plan, movements: tuple[Movement, ...]) -> Counter[str]:
    """Count the people for whom road seats are held, by the permissions that they wait for.

    Those are the ones not granted that decide whether they may fly.
    """
    booked: Counter[str] = Counter()
    flights = {movement.serial: movement for movement in movements}
    for reserve in plan.reserves:
        if reserve.flight not in flights:
            continue
        theirs = [("people", mission.party[reserve.party].provider)]
        waiting: set[str] = set()
        for hop in flights[reserve.flight].hops:
            if reserve.party in hop.people:
                decisive = deciding(mission, hop, theirs)
                waiting |= {one.permission for one in decisive if one.state not in LEAVE}
        # One permission may decide on several stages: its people are counted once.
        for name in waiting:
            booked[name] += reserve.people
    return booked
