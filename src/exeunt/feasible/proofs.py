"""What proofs of impossibility have in common: their order, their words, the earliest dates."""

import itertools
import math
from collections.abc import Callable, Container, Iterable

import attrs

from exeunt.clock.spans import both, next_in
from exeunt.feasible.arcs import ANY_MODE, Arc
from exeunt.feasible.cuts import Latest
from exeunt.feasible.reach import Reach
from exeunt.model.choices import LEAVE
from exeunt.model.mission import Mission
from exeunt.model.reason import Name, Reason
from exeunt.network.errands import Errand, Way, leading_on, missing, reach, ways
from exeunt.network.permissions import permitted, season

HORIZON_HOURS = 24.0 * 3653
"""Ten years: as far as a date is looked for."""
DATE_HOURS = 0.25
"""How close a date is looked for; what is told is never later than the date itself."""
SHORT = 1e-6
"""What more must cross than can before it is a proof: below it is rounding."""
MOST_BARRING = 3
"""Permissions, or legs, named that are in the way of somebody."""
MOST_CUTS = 3
"""Cuts told; the others say the same of other sets of sites."""

NEVER = Reason.of("feasible.when.never")
NO_WAY = Reason.of("feasible.when.no_way")


@attrs.frozen
class Proof:
    """One proof: what it says, and how much cannot be out in time (people or units) by it."""

    reason: Reason
    amount: float


def by_gravity(proofs: Iterable[Proof]) -> list[Proof]:
    """Return proofs in order, the one by which most cannot be out first."""
    return sorted(proofs, key=lambda proof: -proof.amount)


def gravest_cuts(proofs: Iterable[Proof]) -> list[Proof]:
    """Return the gravest few of the proofs by cuts."""
    return by_gravity(proofs)[:MOST_CUTS]


def latest_departure(reach: Reach, homes: frozenset[str], limit: float) -> Latest:
    """Return the last moment at which a departure along an arc can still reach a home in time."""

    def latest(arc: Arc) -> float:
        # By whatever mode is quickest, without a wait: who leaves later is surely late.
        onward = reach.arcs.distance(ANY_MODE, arc.destination)
        nearest = min((onward.get(home, math.inf) for home in homes), default=math.inf)
        return limit - arc.hours - nearest

    return latest


def first_when(limit: float, enough: Callable[[float], bool]) -> float:
    """Return the first hour after a limit at which ``enough`` holds; inf for not in ten years.

    What is returned is never later than that hour, and less than a quarter of an hour sooner. More
    time is never worse, so halving finds it.
    """
    low, high = limit, HORIZON_HOURS
    if not enough(high):
        return math.inf
    while high - low > DATE_HOURS:
        middle = (low + high) / 2
        if enough(middle):
            high = middle
        else:
            low = middle
    return low


def not_before(mission: Mission, hours: float) -> Reason:
    """Say when something can be over at the earliest."""
    if hours == math.inf:
        return NEVER
    return Reason.of("feasible.when.not_before", at=mission.time(hours))


def before(mission: Mission, hours: float, errand: Errand) -> Reason:
    """Say that an errand cannot be done before a date, or that it has no way at all, and why."""
    if hours == math.inf:
        why = in_the_way(mission, errand, math.inf)
        return NO_WAY if why is None else Reason.of("feasible.when.barred", why=why)
    at = mission.time(hours)
    legs = shut(mission, errand, mission.hours(mission.deadline))
    if legs:
        return Reason.of("feasible.when.before_shut", at=at, legs=legs)
    return Reason.of("feasible.when.before", at=at)


def in_the_way(mission: Mission, errand: Errand, until: float) -> Reason | None:
    """Say what keeps an errand from a way out until an hour; None where nothing named does.

    Permissions that are not given, and legs that a season or a date closes.
    """
    names, legs = barring(mission, errand), shut(mission, errand, until)
    if names and legs:
        return Reason.of("feasible.barred.both", names=names, legs=legs)
    if legs:
        return Reason.of("feasible.barred.shut", legs=legs)
    return Reason.of("feasible.barred.refused", names=names) if names else None


def shut(mission: Mission, errand: Errand, until: float) -> tuple[Reason, ...]:
    """Return the first few closed legs that keep an errand from a way out; none: none is there.

    They are closed by a season or a date whenever there is leave to go by them before an hour.
    """
    opens = {way: _opens(mission, errand, way, until) for way in ways(mission, errand)}
    closed = {way: hour for way, hour in opens.items() if hour is not None}
    if not closed:
        return ()
    reached = _reached(mission, errand, closed)
    if reached & errand.goals:
        return ()
    beyond = leading_on(mission, errand, reached)
    legs = {
        way.leg.leg: Reason.of("feasible.barred.leg", leg=way.leg.leg, until=mission.time(hour))
        for way, hour in closed.items()
        if way.origin in reached and way.destination in beyond
    }
    return tuple(itertools.islice(legs.values(), MOST_BARRING))


def _opens(mission: Mission, errand: Errand, way: Way, until: float) -> float | None:
    """Return when a way opens that is closed whenever there is leave for it before an hour.

    None where it is not closed, or nobody may go by it anyway.
    """
    if all(row.leg != way.leg.leg for row in mission.seasons):
        return None
    leave = permitted(
        mission, way.leg, forward=way.forward, payload=errand.payload, provider=errand.provider
    )
    in_time = both(leave, ((0.0, until),))
    times = season(mission, way.leg)
    if not in_time or both(in_time, times):
        return None
    first, _ = in_time[0]
    return next_in(times, first)


def _reached(mission: Mission, errand: Errand, closed: Container[Way]) -> set[str]:
    """Return the sites that an errand reaches by legs that are granted and not closed."""
    reached, new = {errand.start}, {errand.start}
    while new:
        new = {
            way.destination
            for way in ways(mission, errand)
            if way.origin in new and way not in closed and not missing(mission, errand, way)
        } - reached
        reached |= new
    return reached


def barring(mission: Mission, errand: Errand) -> tuple[str, ...]:
    """Return the first few permissions that keep an errand from a way out; none: none is there.

    Those on the way to where it ends or, where no way leads there, those at its first legs.
    """
    blocked = reach(mission, errand, permitted=True).blocked_by or tuple(
        permission
        for way in ways(mission, errand)
        if way.origin == errand.start
        for permission in missing(mission, errand, way)
        if permission.state not in LEAVE
    )
    return tuple(dict.fromkeys(row.permission for row in blocked))[:MOST_BARRING]


def places(sites: set[str]) -> tuple[Name, ...]:
    """Name a set of sites in a reason."""
    return tuple(Name("site", site) for site in sorted(sites))
