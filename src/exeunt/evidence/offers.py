"""What there could be more of, or earlier: each a change of the mission, to be planned anew."""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from typing import Any

import attrs

from exeunt.evidence.conditions import granted, later
from exeunt.model.choices import LEAVE, State
from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.reason import Name, Reason
from exeunt.model.stores import Permission
from exeunt.model.transport import Fleet, VehicleType

ESCORT = "escort"
"""The capability of vehicles that escort."""


class Kind(StrEnum):
    """What is offered."""

    VEHICLE = "vehicle"
    AIRCRAFT = "aircraft"
    PLATOON = "platoon"
    """Escort vehicles, as many as a convoy is asked to have at least, with their crews."""
    DAY = "day"
    PERMISSION = "permission"
    CLOSING = "closing"
    """A site that closes a day earlier than by the plan."""
    REFUSAL = "refusal"
    """A permission that has been given, taken away."""


@attrs.frozen(kw_only=True)
class Offer:
    """One change: its kind, the row it is about, what it is, and the mission with it."""

    kind: Kind
    item: str
    says: Reason
    mission: Mission = attrs.field(repr=False, eq=False)


def offers(mission: Mission) -> tuple[Offer, ...]:
    """Return one more of each thing: a day, permissions, escorts, vehicles, aircraft."""
    return (
        Offer(kind=Kind.DAY, item="", says=_says(Kind.DAY), mission=later(mission, 1)),
        *_permissions(mission),
        *_platoons(mission),
        *_vehicles(mission),
        *_aircraft(mission),
    )


def closings(mission: Mission, plan: Plan) -> tuple[Offer, ...]:
    """Return, for each site that a plan closes, that it closes a day earlier than by the plan.

    One that would close before it may is none of them.
    """
    found = []
    for n, site in enumerate(mission.sites):
        closure = plan.closes.get(site.site)
        if closure is None:
            continue
        by = closure.close - timedelta(days=1)
        if by < mission.start or (site.close_from is not None and by < site.close_from):
            continue
        changed = _with(mission, "sites", n, close_by=by)
        says = _says(Kind.CLOSING, site=Name("site", site.site), at=by)
        found.append(Offer(kind=Kind.CLOSING, item=site.site, says=says, mission=changed))
    return tuple(found)


def refusals(mission: Mission) -> tuple[Offer, ...]:
    """Return, for each permission that has been given, that it is refused."""
    found = []
    for n, row in enumerate(mission.permissions):
        if row.state in LEAVE:
            changed = _with(mission, "permissions", n, state=State.REFUSED)
            says = _of_permission(Kind.REFUSAL, row, mission)
            found.append(Offer(kind=Kind.REFUSAL, item=row.permission, says=says, mission=changed))
    return tuple(found)


def _of_permission(kind: Kind, row: Permission, mission: Mission) -> Reason:
    return _says(
        kind,
        permission=row.permission,
        state=Name("state", row.state),
        since=row.valid_from or mission.start,
        until=row.valid_to or mission.end,
    )


def _permissions(mission: Mission) -> Iterator[Offer]:
    for n, row in enumerate(mission.permissions):
        if row.state in LEAVE:
            continue
        rows = list(mission.permissions)
        rows[n] = granted(row)
        yield Offer(
            kind=Kind.PERMISSION,
            item=row.permission,
            says=_of_permission(Kind.PERMISSION, row, mission),
            mission=attrs.evolve(mission, permissions=tuple(rows)),
        )


def _vehicles(mission: Mission) -> Iterator[Offer]:
    for n, row in enumerate(mission.fleets):
        yield Offer(
            kind=Kind.VEHICLE,
            item=row.fleet,
            says=_says(Kind.VEHICLE, fleet=row.fleet, site=Name("site", row.site)),
            mission=_with(mission, "fleets", n, count=row.count + 1),
        )


def _aircraft(mission: Mission) -> Iterator[Offer]:
    for n, row in enumerate(mission.air_fleets):
        yield Offer(
            kind=Kind.AIRCRAFT,
            item=row.air_fleet,
            says=_says(Kind.AIRCRAFT, fleet=row.air_fleet, site=Name("site", row.site)),
            mission=_with(mission, "air_fleets", n, count=row.count + 1),
        )


def _platoons(mission: Mission) -> Iterator[Offer]:
    asked = [row.amount for row in mission.requirements if row.capability == ESCORT]
    for n, row in enumerate(mission.fleets):
        kind = mission.vehicle[row.vehicle]
        teams = dict(kind.capabilities).get(ESCORT, 0)
        # A fleet that no party crews brings its own crews: a vehicle more of it is said already.
        if not asked or not teams or not row.crew_party:
            continue
        vehicles = max(1, round(max(asked) / teams))
        yield Offer(
            kind=Kind.PLATOON,
            item=row.fleet,
            says=_says(
                Kind.PLATOON,
                n=vehicles,
                people=vehicles * kind.crew,
                fleet=row.fleet,
                party=Name("party", row.crew_party),
            ),
            mission=_with_platoon(mission, n, row, kind, vehicles),
        )


def _with_platoon(
    mission: Mission, n: int, row: Fleet, kind: VehicleType, vehicles: int
) -> Mission:
    more = vehicles * kind.crew
    crewed = _with(mission, "fleets", n, count=row.count + vehicles)
    parties = tuple(
        _strengthened(party, more, kind.crew_qualification)
        if party.party == row.crew_party
        else party
        for party in mission.parties
    )
    return attrs.evolve(crewed, parties=parties)


def _strengthened(party: Party, more: int, qualification: str) -> Party:
    trained = dict(party.qualified)
    if qualification:
        trained[qualification] = trained.get(qualification, 0.0) + more
    return attrs.evolve(party, count=party.count + more, qualified=tuple(trained.items()))


def _with(mission: Mission, table: str, n: int, **values: Any) -> Mission:
    """Return a mission in which one row of a table has other values."""
    rows = list(getattr(mission, table))
    rows[n] = attrs.evolve(rows[n], **values)
    given: dict[str, Any] = {table: tuple(rows)}
    return attrs.evolve(mission, **given)


def _says(kind: Kind, **arguments: Any) -> Reason:
    return Reason.of(f"evidence.offer.{kind}", **arguments)
