"""What hangs on each permission: movements that use it, people booked on it, what is late or left for want of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

import attrs

from exeunt.facts.left import Behind, Late, Reason
from exeunt.facts.movements import Movement
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Request
from exeunt.model.stores import Permission
from exeunt.network.permissions import valid
from exeunt.rules.permits import riders
from exeunt.rules.serials import Hop


@attrs.frozen(kw_only=True)
class Hanging:
    """A permission with the span in which it holds (hours), what the plan asks for, and what hangs on it.

    ``serials`` have a stage for which it decides; ``booked`` are people with road seats held in case it is not granted;
    ``late`` and ``left`` are people and units with no other way out than one that waits on it.
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
        """Return the last moment to ask for it, to sort by; those that are not asked for come last."""
        return datetime.max if self.request is None else self.request.ask_by


def hanging(
    mission: Mission,
    plan: Plan,
    told: tuple[Movement, ...],
    late: tuple[Late, ...],
    behind: tuple[Behind, ...],
) -> tuple[Hanging, ...]:
    """Return every permission of a mission with what hangs on it, in the order of its table."""
    relying: dict[str, list[str]] = defaultdict(list)
    for movement in told:
        for name in sorted(
            {row.permission for hop in movement.hops for row in deciding(mission, hop)}
        ):
            relying[name].append(movement.serial)
    booked = bookings(mission, plan, told)
    waits_late: Counter[str] = Counter()
    waits_left: Counter[str] = Counter()
    for person in late:
        waits_late.update(dict.fromkeys(waited_for(person.reasons), person.late))
    for kit in behind:
        waits_left.update(dict.fromkeys(waited_for(kit.reasons), kit.units))
    asked = {r.permission: r for r in sorted(plan.requests, key=lambda r: r.ask_by, reverse=True)}
    end = mission.hours(mission.end)
    return tuple(
        Hanging(
            permission=p,
            begin=max(0.0, valid(mission, p)[0]),
            end=min(end, valid(mission, p)[1]),
            request=asked.get(p.permission),
            serials=tuple(relying[p.permission]),
            booked=booked[p.permission],
            late=waits_late[p.permission],
            left=waits_left[p.permission],
        )
        for p in mission.permissions
    )


def waited_for(reasons: Iterable[Reason]) -> set[str]:
    """Return the permissions that reasons name as what something waits on."""
    rows = [r.args["permissions"] for r in reasons if r.key == "why.not_permitted"]
    return {p.permission for found in rows if isinstance(found, tuple) for p in found}


def deciding(
    mission: Mission, hop: Hop, carried: Iterable[tuple[str, str]] | None = None
) -> tuple[Permission, ...]:
    """Return the permissions that decide whether a stage may leave with what it carries, or with a part of it, whatever they say.

    At each place that rows are about, those that are valid then and name the nation decide before those that do not, then those
    that name the payload.
    """
    valid_now = [
        p
        for p in mission.permissions
        if p.mode in {hop.mode, "*"} and valid(mission, p)[0] <= hop.depart < valid(mission, p)[1]
    ]
    found: dict[str, Permission] = {}
    for payload, provider in payloads(mission, hop) if carried is None else carried:
        groups: dict[str, list[Permission]] = defaultdict(list)
        for row in valid_now:
            place = about(row, hop)
            if place and row.payload in {"any", payload} and row.provider in {"", provider}:
                groups[place].append(row)
        for rows in groups.values():
            most = max((bool(row.provider), row.payload == payload) for row in rows)
            found.update(
                {
                    row.permission: row
                    for row in rows
                    if (bool(row.provider), row.payload == payload) == most
                }
            )
    return tuple(sorted(found.values(), key=lambda row: row.permission))


def payloads(mission: Mission, hop: Hop) -> set[tuple[str, str]]:
    """Return what a stage carries as pairs of payload and provider; nothing of these is a payload of its own."""
    found = {("people", mission.party[party].provider) for party in riders(hop)}
    found |= {("cargo", lot.provider) for lot, _ in (*hop.carried, *hop.driven)}
    found |= {("resupply", "")} if hop.delivers else set()
    return found or {("", "")}


def about(row: Permission, hop: Hop) -> str:
    """Return which place of a stage a permission is about: everywhere, its leg in this direction, out of its origin, into its destination; else blank."""
    heading = "out" if hop.origin == hop.leg.origin else "in"
    places = (
        ("*", ("both", "out", "in")),
        (hop.leg.leg, ("both", heading)),
        (hop.origin, ("both", "out")),
        (hop.destination, ("both", "in")),
    )
    return next(
        (
            f"{place} {directions}"
            for place, directions in places
            if row.where == place and row.direction in directions
        ),
        "",
    )


def bookings(mission: Mission, plan: Plan, told: tuple[Movement, ...]) -> dict[str, int]:
    """Count the people for whom road seats are held, by the permissions not granted that decide whether they may fly."""
    found: dict[str, int] = defaultdict(int)
    flights = {m.serial: m for m in told}
    for reserve in plan.reserves:
        movement = flights.get(reserve.flight)
        theirs = [("people", mission.party[reserve.party].provider)]
        hops = [hop for hop in movement.hops if reserve.party in hop.people] if movement else []
        for name in {
            r.permission
            for hop in hops
            for r in deciding(mission, hop, theirs)
            if r.state != "granted"
        }:
            found[name] += reserve.people
    return found
