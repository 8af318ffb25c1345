"""Time in buckets, and the legs as arcs with what is open to whom in each bucket.

A bucket holds its first moment, not its last. All roundings are in the user's favour: an arc is
open in a bucket if it is at any moment of it, and its threat is the least of the bucket.
"""

import itertools
import math
from bisect import bisect_right
from datetime import datetime, timedelta
from functools import cached_property

import attrs

from exeunt.clock.spans import Spans, both, union
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.network.march import leg_hours
from exeunt.network.network import Network
from exeunt.network.permissions import permitted, season

ROUND = 1e-7
"""Hours by which two moments that are meant to be the same may differ by rounding."""


@attrs.frozen
class Grid:
    """Buckets between ``edges``, in hours from the mission's start.

    The last edge is the end of planning.
    """

    mission: Mission
    edges: tuple[float, ...]

    @property
    def n(self) -> int:
        """How many buckets there are."""
        return len(self.edges) - 1

    @property
    def end(self) -> float:
        """End of planning in hours."""
        return self.edges[-1]

    def hours(self, b: int) -> float:
        """Return the length of a bucket."""
        return self.edges[b + 1] - self.edges[b]

    def bucket(self, t: float) -> int:
        """Return the bucket that holds hour ``t``; the number of buckets for the end and after."""
        return bisect_right(self.edges, t + ROUND) - 1 if t < self.end + 1.0 else self.n

    @cached_property
    def days(self) -> tuple[tuple[tuple[int, ...], int], ...]:
        """Runs of buckets that share no calendar day with another run.

        With each stands its number of calendar days.
        """
        runs: list[tuple[list[int], set[int]]] = []
        for b in range(self.n):
            first = self.day(self.edges[b])
            last = self.day(self.edges[b + 1] - 10 * ROUND)
            if runs and first in runs[-1][1]:
                runs[-1][0].append(b)
                runs[-1][1].update(range(first, last + 1))
            else:
                runs.append(([b], set(range(first, last + 1))))
        return tuple((tuple(buckets), len(days)) for buckets, days in runs)

    def day(self, t: float) -> int:
        """Return the number of the calendar day that holds hour ``t``."""
        return self.mission.time(t + ROUND).toordinal()

    def meets(self, spans: Spans) -> list[bool]:
        """Say of each bucket whether it has a moment within the spans."""
        return [
            any(since < self.edges[b + 1] and until > self.edges[b] for since, until in spans)
            for b in range(self.n)
        ]

    def firsts(self, spans: Spans) -> list[float]:
        """Return for each bucket its first moment within the spans, or its beginning."""
        found = []
        for since, until in itertools.pairwise(self.edges):
            meeting = [
                max(since, opens) for opens, shuts in spans if opens < until and shuts > since
            ]
            found.append(min(meeting, default=since))
        return found


def grid(mission: Mission, step_hours: float) -> Grid:
    """Return buckets of so many hours that end at round clock times, and at the deadline."""
    end, start = mission.hours(mission.end), mission.start
    midnight = datetime(start.year, start.month, start.day) - start
    first = midnight / timedelta(hours=1)
    steps = math.ceil((end - first) / step_hours)
    edges = {first + i * step_hours for i in range(steps + 1)} | {mission.hours(mission.deadline)}
    inner = sorted(e for e in edges if ROUND < e < end - ROUND)
    return Grid(mission, (0.0, *inner, end))


def earliest_close(mission: Mission, site: Site) -> float:
    """Return the earliest hour at which a site can close."""
    since = 0.0 if site.close_from is None else max(0.0, mission.hours(site.close_from))
    return since + site.closing_hours


def closes(mission: Mission, site: Site) -> bool:
    """Say whether a site can close within the plan; at the end of planning is within it."""
    return (
        site.role in {"base", "hub"}
        and not site.stays_open
        and earliest_close(mission, site) <= mission.hours(mission.end) + ROUND
    )


@attrs.frozen
class Arc:
    """A leg in one direction, with the least time from its entry to its end and when it is open."""

    leg: Leg
    tail: str
    head: str
    hours: float
    open: Spans

    @property
    def mode(self) -> str:
        """How it is travelled."""
        return self.leg.mode

    @property
    def forward(self) -> bool:
        """Whether it runs from the leg's origin."""
        return self.tail == self.leg.origin


class Ways:
    """All arcs of a mission, and what may use them when."""

    def __init__(self, mission: Mission) -> None:
        """List the arcs; permissions are looked up when asked for."""
        self.mission = mission
        self.network = Network(mission)
        self.named = frozenset(p.provider for p in mission.permissions if p.provider)
        self.arcs: list[Arc] = []
        for leg in mission.legs:
            hours = leg_hours(mission, leg)
            spans = season(mission, leg)
            self.arcs.append(Arc(leg, leg.origin, leg.destination, hours, spans))
            if leg.two_way:
                self.arcs.append(Arc(leg, leg.destination, leg.origin, hours, spans))

    def when(self, arc: Arc, payload: str, provider: str = "") -> Spans:
        """Return when a payload of a provider may enter an arc, read in the user's favour.

        A blank provider stands for all whom no permission names.
        """
        asked = arc.mode == "air" and payload == "people"
        return both(
            arc.open,
            permitted(
                self.mission,
                arc.leg,
                forward=arc.forward,
                payload=payload,
                provider=provider,
                asked=asked,
            ),
        )

    def ever(
        self, arc: Arc, payloads: tuple[str, ...] = ("people", "cargo", "resupply", "none")
    ) -> Spans:
        """Return when anything at all of these payloads may enter an arc.

        Empty vehicles count too.
        """
        return union(
            span
            for payload in payloads
            for provider in ("", *sorted(self.named))
            for span in self.when(arc, payload, provider)
        )

    def threat(self, arc: Arc, buckets: Grid, b: int) -> float:
        """Return the least strikes per 100 km on an arc at any moment of a bucket."""
        since, until = buckets.edges[b], buckets.edges[b + 1]
        moments = [since, *(t for t in self.network.threat_breaks if since < t < until)]
        return min(self.network.strikes(arc.leg, t) for t in moments)
