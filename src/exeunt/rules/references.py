"""What a plan may name: sites, legs and parties of its mission, and serials of its own.

A plan that came back from a spreadsheet names things that somebody renamed or mistyped. That is bad
input, not a broken rule: the referee could not say where such a thing is.
"""

import math
from collections.abc import Iterator

import attrs

from exeunt.errors import Problem
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.stores import SUPPLIES

A_SITE = "a site of the mission"
A_SERIAL = "a serial of the plan"


@attrs.frozen
class Kind:
    """Things of one kind that can be named: what they are called, and those there are."""

    expected: str
    known: frozenset[str]


@attrs.frozen
class Reference:
    """A name in a row of a plan: the row's place, the field, what it names and of which kind."""

    place: str
    field: str
    name: str
    kind: Kind


@attrs.frozen
class Count:
    """A number in a row of a plan that must be more than 0."""

    place: str
    field: str
    number: float


def unknown(mission: Mission, plan: Plan) -> Iterator[Problem]:
    """Yield a problem for every row of a plan that moves nothing or names what is not there."""
    for count in _counts(plan):
        if not 0 < count.number < math.inf:
            yield Problem(
                place=count.place,
                field=count.field,
                got=f"{count.number:g}",
                expected="must be more than 0",
            )
    for reference in (*_of_stages(mission, plan), *_of_loads(mission, plan), *_rest(mission, plan)):
        if reference.name not in reference.kind.known:
            yield Problem(
                place=reference.place,
                field=reference.field,
                got=reference.name,
                expected=reference.kind.expected,
            )


def _counts(plan: Plan) -> Iterator[Count]:
    for load in plan.loads:
        yield Count(f"loads {load.serial} {load.item}", "quantity", load.quantity)
    for disposal in plan.disposals:
        place = f"disposals {disposal.site} {disposal.lot}"
        yield Count(place, "quantity", disposal.quantity)
    for reserve in plan.reserves:
        yield Count(f"reserves {reserve.flight} {reserve.party}", "people", reserve.people)
    for stage in plan.stages:
        yield Count(f"flights {stage.serial} stage {stage.stage}", "rotations", stage.rotations)


def _of_stages(mission: Mission, plan: Plan) -> Iterator[Reference]:
    """Yield what stages name: a leg and its two ends."""
    legs = Kind("a leg of the mission", frozenset(mission.leg))
    sites = Kind(A_SITE, frozenset(mission.site))
    for stage in plan.stages:
        table = "movements"
        if stage.mode == "air":
            table = "flights"
        place = f"{table} {stage.serial} stage {stage.stage}"
        yield Reference(place, "leg", stage.leg, legs)
        yield Reference(place, "origin", stage.origin, sites)
        yield Reference(place, "destination", stage.destination, sites)


def _of_loads(mission: Mission, plan: Plan) -> Iterator[Reference]:
    """Yield what loads name: a serial, and what it carries or is carried by."""
    serials = Kind("a serial with stages", frozenset(plan.serials))
    items = {
        "vehicle": Kind("a fleet of the mission", frozenset(mission.fleet)),
        "aircraft": Kind("an air fleet of the mission", frozenset(mission.air_fleet)),
        "people": Kind("a party of the mission", frozenset(mission.party)),
        "lot": Kind("a lot of the mission", frozenset(mission.lot)),
        "supply": Kind("a supply", frozenset(SUPPLIES)),
    }
    for load in plan.loads:
        place = f"loads {load.serial} {load.item}"
        yield Reference(place, "serial", load.serial, serials)
        yield Reference(place, "item", load.item, items[load.kind])


def _rest(mission: Mission, plan: Plan) -> Iterator[Reference]:
    """Yield what disposals, closures, requests and reserves name."""
    sites = Kind(A_SITE, frozenset(mission.site))
    # Fleets end somewhere too: what is disposed of is a lot or a fleet.
    removable = Kind(
        "a lot or fleet of the mission", frozenset(mission.lot) | frozenset(mission.fleet)
    )
    for disposal in plan.disposals:
        place = f"disposals {disposal.site} {disposal.lot}"
        yield Reference(place, "site", disposal.site, sites)
        yield Reference(place, "lot", disposal.lot, removable)
    serials = Kind(A_SERIAL, frozenset(plan.serials))
    for closure in plan.closures:
        place = f"closures {closure.site}"
        yield Reference(place, "site", closure.site, sites)
        for serial in closure.last_serials:
            yield Reference(place, "last_serials", serial, serials)
    permissions = frozenset(permission.permission for permission in mission.permissions)
    for request in plan.requests:
        place = f"requests {request.permission}"
        kind = Kind("a permission of the mission", permissions)
        yield Reference(place, "permission", request.permission, kind)
    flights = Kind("a flight of the plan", frozenset(plan.serials))
    parties = Kind("a party of the mission", frozenset(mission.party))
    for reserve in plan.reserves:
        place = f"reserves {reserve.flight} {reserve.party}"
        yield Reference(place, "flight", reserve.flight, flights)
        yield Reference(place, "serial", reserve.serial, serials)
        yield Reference(place, "party", reserve.party, parties)
