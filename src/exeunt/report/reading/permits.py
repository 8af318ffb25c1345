"""What hangs on each permission: movements that use it, people booked on it, what is late or left for want of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Request
from exeunt.model.stores import Permission
from exeunt.optimise.ways.spans import valid
from exeunt.report.reading.left import Behind, Late, Reason
from exeunt.report.reading.movements import Movement
from exeunt.rules.serials import Hop


@attrs.frozen(kw_only=True)
class Hanging:
    """A permission with the span in which it holds (hours), what the plan asks for, and what hangs on it.

    ``serials`` have a stage that it covers; ``booked`` are people with road seats held in case it is not granted;
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


def hanging(mission: Mission, plan: Plan, told: tuple[Movement, ...], late: tuple[Late, ...], behind: tuple[Behind, ...]) -> tuple[Hanging, ...]:
    """Return every permission of a mission with what hangs on it, in the order of its table."""
    relying: dict[str, list[str]] = defaultdict(list)
    for movement in told:
        for name in sorted({row.permission for hop in movement.hops for row in covering(mission, hop)}):
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
            permission=p, begin=max(0.0, valid(mission, p)[0]), end=min(end, valid(mission, p)[1]), request=asked.get(p.permission),
            serials=tuple(relying[p.permission]), booked=booked[p.permission], late=waits_late[p.permission], left=waits_left[p.permission],
        )
        for p in mission.permissions
    )  # fmt: skip


def waited_for(reasons: Iterable[Reason]) -> set[str]:
    """Return the permissions that reasons name as what something waits on."""
    rows = [r.args["permissions"] for r in reasons if r.key == "why.not_permitted"]
    return {p.permission for found in rows if isinstance(found, tuple) for p in found}


def covering(mission: Mission, hop: Hop) -> tuple[Permission, ...]:
    """Return the permissions about a stage and something it carries, valid when it departs, whatever their state."""
    carried = payloads(mission, hop)
    return tuple(
        row for row in mission.permissions
        if row.mode in {hop.mode, "*"} and about(row, hop) and any(row.payload in {"any", payload} and row.provider in {"", provider} for payload, provider in carried)
        and valid(mission, row)[0] <= hop.depart < valid(mission, row)[1]
    )  # fmt: skip


def payloads(mission: Mission, hop: Hop) -> set[tuple[str, str]]:
    """Return what a stage carries as pairs of payload and provider; nothing of these is a payload of its own."""
    found = {("people", mission.party[party].provider) for party in hop.passengers}
    found |= {("cargo", lot.provider) for lot, _ in (*hop.carried, *hop.driven)}
    found |= {("resupply", "")} if hop.delivers else set()
    return found or {("", "")}


def about(row: Permission, hop: Hop) -> bool:
    """Say whether a permission is about a stage's leg in its direction, one of its ends, or everywhere."""
    heading = "out" if hop.origin == hop.leg.origin else "in"
    return (
        row.where == "*"
        or (row.where == hop.leg.leg and row.direction in {"both", heading})
        or (row.where == hop.origin and row.direction in {"both", "out"})
        or (row.where == hop.destination and row.direction in {"both", "in"})
    )


def bookings(mission: Mission, plan: Plan, told: tuple[Movement, ...]) -> dict[str, int]:
    """Count the people for whom road seats are held, by the permissions not granted that cover their flight."""
    found: dict[str, int] = defaultdict(int)
    flights = {m.serial: m for m in told}
    for reserve in plan.reserves:
        movement = flights.get(reserve.flight)
        rows = {r.permission for hop in movement.hops for r in covering(mission, hop) if r.state != "granted"} if movement else set()
        for name in rows:
            found[name] += reserve.people
    return found
