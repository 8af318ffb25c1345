"""What proofs of impossibility have in common: their order, their words, the earliest dates."""

import math
from collections.abc import Callable, Iterable

import attrs

from exeunt.feasible.arcs import ANY_MODE, Arc
from exeunt.feasible.cuts import Latest
from exeunt.feasible.reach import Reach
from exeunt.model.choices import LEAVE
from exeunt.model.mission import Mission
from exeunt.model.reason import Name, Reason
from exeunt.network.errands import Errand, missing, reach, ways

HORIZON_HOURS = 24.0 * 3653
"""Ten years: as far as a date is looked for."""
DATE_HOURS = 0.25
"""How close a date is looked for; what is told is never later than the date itself."""
SHORT = 1e-6
"""What more must cross than can before it is a proof: below it is rounding."""
MOST_BARRING = 3
"""Permissions named that are in the way of somebody."""
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
        names = barring(mission, errand)
        return Reason.of("feasible.when.barred", names=names) if names else NO_WAY
    return Reason.of("feasible.when.before", at=mission.time(hours))


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
