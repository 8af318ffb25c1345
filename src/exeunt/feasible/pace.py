"""When an amount is over at a weekly rate, while its way is open and permitted."""

import math
from datetime import datetime
from enum import StrEnum

import attrs

from exeunt.clock.spans import ALWAYS, Spans, after, both, length
from exeunt.feasible.rates import WEEK_HOURS, Flow
from exeunt.feasible.reach import Reach
from exeunt.model.mission import Mission

ROUNDING_HOURS = 1e-6


class Permission(StrEnum):
    """What is granted of the time until the deadline."""

    GRANTED = "granted"
    IN_PART = "in part"
    ASKED = "asked"
    REFUSED = "refused"


@attrs.frozen
class Lane:
    """A way with the spans in which it is open: ``granted``, and with what is only ``asked`` for.

    ``hours`` it takes one way, ``round_hours`` there and back with both turns.
    """

    granted: Spans
    asked: Spans
    hours: float
    round_hours: float

    def permission(self, limit: float) -> Permission:
        """Return how much of the time until a limit is granted."""
        granted = length(self.granted, limit)
        if self.granted == ALWAYS or granted >= limit:
            return Permission.GRANTED
        if granted > 0:
            return Permission.IN_PART
        if length(self.asked, limit) > 0:
            return Permission.ASKED
        return Permission.REFUSED


def lane(reach: Reach, flow: Flow, payload: str, hours: float, round_hours: float) -> Lane:
    """Return a lane that is open when all legs of a flow's way are, for a payload of anybody."""
    granted, asked = ALWAYS, ALWAYS
    for arc in flow.arcs:
        granted = both(granted, reach.openings.anybodys(arc, payload))
        asked = both(asked, reach.openings.anybodys(arc, payload, asked=True))
    return Lane(granted, asked, hours, round_hours)


@attrs.frozen
class Pace:
    """When something would be done, in hours, and what would not be by the deadline.

    ``done`` is None where it never is.
    """

    permission: Permission
    done: float | None
    short: float


def pace(mission: Mission, way: Lane, amount: float, per_week: float) -> Pace:
    """Work out when an amount is over at a weekly rate.

    The first lift leaves with the start: the last one leaves a round trip before the weeks that
    all take are over.
    """
    limit = mission.hours(mission.deadline)
    permission = way.permission(limit)
    if amount <= 0:
        return Pace(permission, 0.0, 0.0)
    if per_week <= 0 or permission is Permission.REFUSED:
        return Pace(permission, None, amount)
    spans = way.granted
    if permission is Permission.ASKED:
        spans = way.asked
    last = after(spans, max(0.0, amount / per_week * WEEK_HOURS - way.round_hours))
    if last == math.inf:
        done = None
    else:
        done = last + way.hours
        if done <= limit + ROUNDING_HOURS:
            return Pace(permission, done, 0.0)
    short = amount - _by(way, spans, per_week, limit)
    return Pace(permission, done, max(0.0, min(amount, short)))


def _by(way: Lane, spans: Spans, per_week: float, limit: float) -> float:
    """Return how much has arrived by a limit: what left in the spans, and the first lift."""
    open_hours = length(spans, max(0.0, limit - way.hours))
    if open_hours <= 0:
        return 0.0
    return (open_hours + way.round_hours) / WEEK_HOURS * per_week


def days_late(mission: Mission, done: float | None) -> int | None:
    """Return the days, begun ones counted, by which an hour is after the deadline."""
    if done is None:
        return None
    late = done - mission.hours(mission.deadline)
    return max(0, math.ceil(late / 24 - ROUNDING_HOURS))


def moment(mission: Mission, done: float | None) -> datetime | None:
    """Return the moment of an hour; None for never."""
    if done is None:
        return None
    return mission.time(done)
