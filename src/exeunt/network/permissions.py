"""When a leg is open and permitted, in hours from the mission's start."""

import itertools
import math
from collections.abc import Sequence
from enum import StrEnum

from exeunt.clock.spans import ALWAYS, Spans, both, outside, union
from exeunt.model.choices import LEAVE
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.stores import Permission

ASKED = ("pending", "unanswered")
"""States of what has been asked for and not been answered: neither leave nor a refusal."""


class Ruling(StrEnum):
    """What the permissions about a movement come to."""

    GRANTED = "granted"
    ASKED = "asked"
    REFUSED = "refused"


def season(mission: Mission, leg: Leg) -> Spans:
    """Return when a leg is not closed by a season or a date."""
    spans = tuple(
        (mission.hours(closed.closed_from), mission.hours(closed.closed_to))
        for closed in mission.seasons
        if closed.leg == leg.leg
    )
    return outside(spans)


def valid(mission: Mission, permission: Permission) -> tuple[float, float]:
    """Return the span in which a permission holds; a blank is the start, or no end."""
    begin, end = 0.0, math.inf
    if permission.valid_from is not None:
        begin = max(0.0, mission.hours(permission.valid_from))
    if permission.valid_to is not None:
        end = mission.hours(permission.valid_to)
    return begin, end


def usable(mission: Mission, permission: Permission) -> float:
    """Return the hour from which a permission serves: its lead time after it was asked for.

    Leave that has a date of its own holds from that, and a refusal from the first moment.
    """
    begin, _ = valid(mission, permission)
    dated = permission.valid_from is not None and permission.state in LEAVE
    if dated or permission.state not in {*LEAVE, *ASKED}:
        return begin
    asked = 0.0
    if permission.asked_on is not None:
        asked = mission.hours(permission.asked_on)
    return max(begin, asked + permission.lead_days * 24.0)


def covering(mission: Mission, leg: Leg, *, forward: bool, payload: str) -> list[list[Permission]]:
    """Return the permissions about a payload on a leg in one direction, place by place.

    The places are the leg, the site it leaves, the site it comes to, and everywhere. Each of them
    must grant its own: a host that lets nobody into a town is not overruled by an open road.
    """
    if forward:
        start, end, along = leg.origin, leg.destination, "out"
    else:
        start, end, along = leg.destination, leg.origin, "in"
    places = (
        (leg.leg, {"both", along}),
        (start, {"both", "out"}),
        (end, {"both", "in"}),
        ("*", {"both", "out", "in"}),
    )
    # Empty trucks too need the leave that is asked of anything: their payload is no named one.
    about = [
        permission
        for permission in mission.permissions
        if permission.mode in {leg.mode, "*"} and permission.payload in {"any", payload}
    ]
    return [
        [p for p in about if p.where == place and p.direction in directions]
        for place, directions in places
    ]


def ruling(permissions: Sequence[Permission], payload: str) -> Ruling:
    """Return what permissions that cover a movement of a payload come to.

    The most specific decide: those that name a nation before those that do not, then those that
    name the payload. Among equals a refusal counts before a grant, and a grant before what is only
    asked for.
    """
    states = {permission.state for permission in most_specific(permissions, payload)}
    # What is neither granted nor asked for is refused, or was granted and has been withdrawn.
    if states - {*LEAVE, *ASKED}:
        return Ruling.REFUSED
    if states.intersection(LEAVE):
        return Ruling.GRANTED
    return Ruling.ASKED


def most_specific(permissions: Sequence[Permission], payload: str) -> list[Permission]:
    """Return those of some permissions that cover a movement of a payload that decide."""
    most = max(_specificity(permission, payload) for permission in permissions)
    return [permission for permission in permissions if _specificity(permission, payload) == most]


def _specificity(permission: Permission, payload: str) -> tuple[bool, bool]:
    return bool(permission.provider), permission.payload == payload


def permitted(
    mission: Mission,
    leg: Leg,
    *,
    forward: bool,
    payload: str,
    provider: str,
    asked: bool = False,
    announced: bool = False,
) -> Spans:
    """Return when a payload of one provider may leave along a leg.

    ``provider`` is whose people or kit travel; blank, or one that no row names, for all whom no row
    names. What a row says of one provider says nothing of others. With ``asked``, pending and
    unanswered rows that decide count as granted. With ``announced``, lead times are taken to be
    over: the question is then who has leave, and not who can use it.
    """
    rulings = {Ruling.GRANTED}
    if asked:
        rulings.add(Ruling.ASKED)
    times = ALWAYS
    for permissions in covering(mission, leg, forward=forward, payload=payload):
        theirs = [p for p in permissions if p.provider in {"", provider}]
        # A place of which nothing is said needs no leave; one of which something is said needs a
        # grant that is valid when the leg is entered.
        if theirs:
            served = [0.0] * len(theirs)
            if not announced:
                served = [usable(mission, permission) for permission in theirs]
            times = both(times, _ruled(mission, theirs, served, payload, rulings))
    return times


def _ruled(
    mission: Mission,
    permissions: Sequence[Permission],
    served: Sequence[float],
    payload: str,
    rulings: set[Ruling],
) -> Spans:
    """Return when permissions about one place come to one of some rulings.

    Never where none of them is valid, nor while none of those that grant it serves yet.
    """
    spans = [valid(mission, permission) for permission in permissions]
    edges = {0.0, math.inf, *itertools.chain.from_iterable(spans), *served}
    times = []
    # Between two edges no permission begins or ceases to be valid, so one ruling holds throughout.
    for since, until in itertools.pairwise(sorted(edge for edge in edges if edge >= 0)):
        holding = [n for n, (begin, end) in enumerate(spans) if begin <= since < end]
        if not holding:
            continue
        rows = [permissions[n] for n in holding]
        ruled = ruling(rows, payload)
        states = {Ruling.GRANTED: LEAVE, Ruling.ASKED: ASKED}.get(ruled, ())
        deciding = most_specific(rows, payload)
        serving = any(
            served[n] <= since and permissions[n].state in states
            for n in holding
            if permissions[n] in deciding
        )
        if ruled in rulings and serving:
            times.append((since, until))
    return union(times)
