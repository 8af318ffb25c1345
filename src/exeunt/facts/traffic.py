"""What travels over each axis by each of several plans: what a map of their differences shows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import attrs

from exeunt.facts.compared import Course
from exeunt.facts.movements import Movement, movements
from exeunt.facts.states import travelling
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission

Key = tuple[str, frozenset[str]]
"""A mode and two ends: overlays may call a leg otherwise, and an axis is then still the same."""


@attrs.frozen(kw_only=True)
class Traffic:
    """An axis, both ways of it together, with what each plan sends over it.

    ``ends`` are as the first leg of it has them; ``travels`` are vehicles, or sorties by air.
    """

    mode: str
    ends: tuple[str, str]
    serials: tuple[int, ...]
    travels: tuple[float, ...]

    @property
    def differs(self) -> bool:
        """Say whether the plans send other numbers over it."""
        return len(set(self.travels)) > 1 or len(set(self.serials)) > 1

    @property
    def spread(self) -> float:
        """How far apart the plans are."""
        return max(self.travels) - min(self.travels)


def traffic(courses: Iterable[Course]) -> tuple[Traffic, ...]:
    """Return every axis of any of the missions, those first of which the plans differ most."""
    courses = tuple(courses)
    ends: dict[Key, tuple[str, str]] = {}
    for course in courses:
        for leg in course.mission.legs:
            ends.setdefault(_key(leg), (leg.origin, leg.destination))
    serials = [_serials(course) for course in courses]
    travels = [_travels(course) for course in courses]
    rows = [
        Traffic(
            mode=key[0],
            ends=pair,
            serials=tuple(len(one[key]) for one in serials),
            travels=tuple(one[key] for one in travels),
        )
        for key, pair in ends.items()
    ]
    return tuple(sorted(rows, key=_furthest))


def _furthest(row: Traffic) -> tuple[float, int, str, tuple[str, str]]:
    return (-row.spread, min(row.serials) - max(row.serials), row.mode, row.ends)


def _key(leg: Leg) -> Key:
    return (leg.mode, frozenset((leg.origin, leg.destination)))


def _hops(course: Course) -> Iterator[tuple[Movement, Key, float]]:
    """Yield each stage of each serial as its serial, its axis and what travels."""
    for movement in movements(course.mission, course.plan):
        for hop in movement.hops:
            yield movement, _key(hop.leg), travelling(hop)


def _serials(course: Course) -> dict[Key, set[str]]:
    """Name the serials on each axis: one that comes back on it counts once."""
    found: dict[Key, set[str]] = defaultdict(set)
    for movement, key, _ in _hops(course):
        found[key].add(movement.serial)
    return found


def _travels(course: Course) -> dict[Key, float]:
    found: dict[Key, float] = defaultdict(float)
    for _, key, number in _hops(course):
        found[key] += number
    return found


def joint(courses: Iterable[Course]) -> Mission:
    """Return the first plan's mission with the sites and legs that only others have."""
    first, *others = (course.mission for course in courses)
    sites, legs = dict(first.site), dict(first.leg)
    for mission in others:
        # Where both have a thing it is the first one's.
        sites |= {key: site for key, site in mission.site.items() if key not in sites}
        legs |= {key: leg for key, leg in mission.leg.items() if key not in legs}
    return attrs.evolve(first, sites=tuple(sites.values()), legs=tuple(legs.values()))
