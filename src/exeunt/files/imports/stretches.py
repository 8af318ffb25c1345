"""Stretches of ways between the sites of a mission: what may become legs."""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import attrs
import numpy as np
import shapely

from exeunt.files.imports.features import Fix, Way
from exeunt.files.imports.globe import Spot, km_between
from exeunt.model.places import Site

HALT_METRES, HALT_MINUTES = 100, 10
"""A track that stays within so many metres for so many minutes shows a halt."""
_HALT = timedelta(minutes=HALT_MINUTES)
SLOW_KMH = 1.0
"""Slower than anybody walks."""
JOIN_KM = 0.05
"""Lines that were drawn by hand end within some metres of each other where they meet."""
DETOUR = 1.05
"""A way past a site that is no more than this much shorter than the one through it is a bypass."""
_DEGREE_KM = 110.5


@attrs.frozen(kw_only=True)
class Stretch:
    """A way between two sites: its length, the hours on the move where they were recorded.

    ``halted`` are the hours that it stood on the way; ``shares`` are the km on each of the ways
    that it is made of, by their place in the file's list.
    """

    origin: str
    destination: str
    km: float
    hours: float | None
    halted: float
    shares: Mapping[int, float]


@attrs.frozen
class _Pass:
    """Where a line passes a site: at which of its steps, how far along that, and how far off."""

    site: str
    step: int
    share: float
    off_km: float


def along(way: Way, number: int, places: Sequence[Site], snap_km: float) -> list[Stretch]:
    """Return the stretches of a track or route between the sites that it passes, in its order."""
    passes = _passes(way.fixes, places, snap_km)
    steps = [km_between(one.spot, two.spot) for one, two in pairwise(way.fixes)]
    halts = _halts(way.fixes)
    found = []
    for one, two in pairwise(passes):
        if one.site == two.site:
            continue
        km = _km_from_to(steps, one, two) + one.off_km + two.off_km
        hours, halted = _hours_from_to(way.fixes, halts, one, two)
        found.append(
            Stretch(
                origin=one.site,
                destination=two.site,
                km=km,
                hours=hours,
                halted=halted,
                shares={number: km},
            )
        )
    return found


def _passes(fixes: Sequence[Fix], places: Sequence[Site], snap_km: float) -> list[_Pass]:
    """Return where a line passes sites, in its order: of each visit the nearest position."""
    found: list[_Pass] = []
    reach = snap_km / _DEGREE_KM
    spans = [
        (min(one.spot.lat, two.spot.lat) - reach, max(one.spot.lat, two.spot.lat) + reach)
        for one, two in pairwise(fixes)
    ]
    for site in places:
        spot = Spot(site.lat, site.lon)
        best: _Pass | None = None
        for step, (south, north) in enumerate(spans):
            share, off_km = 0.0, math.inf
            # Nearly all steps are somewhere else, which their latitudes tell.
            if south <= spot.lat <= north:
                share, off_km = _nearest(spot, fixes[step].spot, fixes[step + 1].spot)
            if off_km <= snap_km:
                if best is None or off_km < best.off_km:
                    best = _Pass(site.site, step, share, off_km)
            elif best is not None:
                # It has gone on: if it comes back, that is another visit.
                found.append(best)
                best = None
        if best is not None:
            found.append(best)
    return sorted(found, key=lambda one: (one.step, one.share))


def _nearest(spot: Spot, one: Spot, two: Spot) -> tuple[float, float]:
    """Return where on a step a position is nearest, 0 to 1, and how far it is from there."""
    narrow = max(math.cos(math.radians(spot.lat)), 0.01)
    # On a plane at the position: near it, which is where it counts, as good as the globe.
    x1, y1 = _degrees(one.lon - spot.lon) * narrow, one.lat - spot.lat
    x2, y2 = _degrees(two.lon - spot.lon) * narrow, two.lat - spot.lat
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else min(1.0, max(0.0, -(x1 * dx + y1 * dy) / length))
    near = Spot(spot.lat + y1 + share * dy, spot.lon + (x1 + share * dx) / narrow)
    return share, km_between(spot, near)


def _degrees(step: float) -> float:
    """Return a step in longitude the short way round."""
    return (step + 180) % 360 - 180


def _km_from_to(steps: Sequence[float], one: _Pass, two: _Pass) -> float:
    if one.step == two.step:
        return (two.share - one.share) * steps[one.step]
    between = sum(steps[one.step + 1 : two.step])
    return (1 - one.share) * steps[one.step] + between + two.share * steps[two.step]


def _moment(fixes: Sequence[Fix], one: _Pass) -> datetime | None:
    before, after = fixes[one.step].time, fixes[one.step + 1].time
    if before is None or after is None:
        return None
    return before + one.share * (after - before)


def _hours_from_to(
    fixes: Sequence[Fix], halts: Sequence[tuple[datetime, datetime]], one: _Pass, two: _Pass
) -> tuple[float | None, float]:
    """Return the hours on the move between two passes, None where unknown, and those at halts."""
    start, end = _moment(fixes, one), _moment(fixes, two)
    if start is None or end is None or end <= start:
        return None, 0.0
    halted = sum(
        max(0.0, (min(end, until) - max(start, since)).total_seconds()) for since, until in halts
    )
    moving = (end - start).total_seconds() - halted
    return (moving / 3600 if moving > 0 else None), halted / 3600


def _halts(fixes: Sequence[Fix]) -> list[tuple[datetime, datetime]]:
    """Return the spans in which a track stood: within some metres of one fix for some minutes.

    Receivers that stand still record a few metres to and fro, so speed alone does not tell.
    """
    times = [fix.time for fix in fixes if fix.time is not None]
    if len(times) < len(fixes):
        return []
    halts = []
    at, later = 0, 0
    while at < len(fixes) - 1:
        # Only where it is still there after the minutes is it asked where it was all the while.
        while later < len(fixes) - 1 and times[later] < times[at] + _HALT:
            later += 1
        last = at
        if times[later] >= times[at] + _HALT and _is_by(fixes[at], fixes[later]):
            while last + 1 < len(fixes) and _is_by(fixes[at], fixes[last + 1]):
                last += 1
        if times[last] >= times[at] + _HALT:
            halts.append((times[at], times[last]))
            at = last
        elif span := _slow(fixes[at], fixes[at + 1]):
            halts.append(span)
        at += 1
    return halts


def _is_by(one: Fix, two: Fix) -> bool:
    return km_between(one.spot, two.spot) * 1000 <= HALT_METRES


def _slow(one: Fix, two: Fix) -> tuple[datetime, datetime] | None:
    """Return the span between two fixes where it is a halt of a receiver that was turned off."""
    if one.time is None or two.time is None:
        return None
    hours = (two.time - one.time).total_seconds() / 3600
    if hours * 60 < HALT_MINUTES or km_between(one.spot, two.spot) > SLOW_KMH * hours:
        return None
    return one.time, two.time


@attrs.frozen(kw_only=True)
class _Step:
    """A step of a network: to which node, how long, and of which way."""

    to: int
    km: float
    way: int


class _Piece(NamedTuple):
    """A step with the node that it leads from; as it is drawn, or a part of that."""

    node: int
    step: _Step


class Network:
    """Lines of a map as one network, in which sites are joined by the shortest ways.

    Maps have roads in pieces that meet at junctions: no piece leads from site to site, all together
    do.
    """

    def __init__(self, ways: Mapping[int, Way]) -> None:
        """Join the lines where they meet, or all but meet."""
        self._spots: list[Spot] = []
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._steps: dict[int, list[_Step]] = defaultdict(list)
        self._pieces: list[list[_Piece]] = []
        for number, way in ways.items():
            last = len(way.fixes) - 1
            nodes = [
                self._node(fix.spot, is_end=at in {0, last}) for at, fix in enumerate(way.fixes)
            ]
            for one, two in pairwise(nodes):
                if one != two:
                    self._join(one, two, number)

    def _node(self, spot: Spot, *, is_end: bool) -> int:
        """Return the node at a position: one that is there or, for an end, all but there."""
        row, column = math.floor(spot.lat * 1000), math.floor(spot.lon * 1000)
        near = [
            node
            for r in (row - 1, row, row + 1)
            for c in (column - 1, column, column + 1)
            for node in self._cells.get((r, c), ())
            if self._spots[node] == spot
            or (is_end and km_between(self._spots[node], spot) <= JOIN_KM)
        ]
        if near:
            return min(near, key=lambda node: km_between(self._spots[node], spot))
        self._spots.append(spot)
        self._cells[row, column].append(len(self._spots) - 1)
        return len(self._spots) - 1

    def _join(self, one: int, two: int, number: int) -> None:
        km = km_between(self._spots[one], self._spots[two])
        self._steps[one].append(_Step(to=two, km=km, way=number))
        self._steps[two].append(_Step(to=one, km=km, way=number))
        self._pieces.append([_Piece(one, self._steps[one][-1])])

    def stretches(self, places: Sequence[Site], snap_km: float) -> list[Stretch]:
        """Return the shortest ways between sites that lead past no other, each in one direction."""
        tree = self._tree()
        at = {site.site: found for site in places if (found := self._entry(site, tree, snap_km))}
        named: dict[int, list[str]] = defaultdict(list)
        for site, (node, _) in at.items():
            named[node].append(site)
        ways = {
            (site, other): (km + at[site][1] + at[other][1], shares)
            for site, (node, _) in at.items()
            for other, km, shares in self._from(site, node, named)
        }
        return [
            Stretch(origin=one, destination=two, km=km, hours=None, halted=0.0, shares=shares)
            for (one, two), (km, shares) in ways.items()
            if one < two and not _is_bypass(one, two, km, ways)
        ]

    def _tree(self) -> shapely.STRtree:
        """Return all steps as they are drawn, to be found by where they are."""
        boxes = []
        for ((node, step),) in self._pieces:
            one, two = self._spots[node], self._spots[step.to]
            # The short way round, past 180 degrees where it leads across the antimeridian.
            beyond = one.lon + _degrees(two.lon - one.lon)
            south, north = sorted((one.lat, two.lat))
            west, east = sorted((one.lon, beyond))
            boxes.append((west, south, east, north))
        return shapely.STRtree(shapely.box(*np.array(boxes).reshape(-1, 4).T))

    def _entry(self, site: Site, tree: shapely.STRtree, snap_km: float) -> tuple[int, float] | None:
        """Return the node where a site joins the network, and how far off it is; None for none."""
        spot = Spot(site.lat, site.lon)
        best: tuple[float, int, _Piece, float] | None = None
        for drawn in _near(spot, tree, snap_km):
            for piece in self._pieces[drawn]:
                one, two = self._spots[piece.node], self._spots[piece.step.to]
                share, off_km = _nearest(spot, one, two)
                if off_km <= snap_km and (best is None or off_km < best[0]):
                    best = off_km, drawn, piece, share
        if best is None:
            return None
        off_km, drawn, piece, share = best
        return self._split(drawn, piece, share), off_km

    def _split(self, drawn: int, piece: _Piece, share: float) -> int:
        """Return a node so far along a piece of a step, put there in its place where none is."""
        node, step = piece
        if share in {0.0, 1.0}:
            return step.to if share else node
        one, two = self._spots[node], self._spots[step.to]
        spot = Spot(
            one.lat + share * (two.lat - one.lat), one.lon + share * _degrees(two.lon - one.lon)
        )
        self._spots.append(spot)
        between = len(self._spots) - 1
        for end, other, part in (
            (node, step.to, share * step.km),
            (step.to, node, (1 - share) * step.km),
        ):
            self._steps[end].remove(attrs.evolve(step, to=other))
            self._steps[end].append(_Step(to=between, km=part, way=step.way))
            self._steps[between].append(_Step(to=end, km=part, way=step.way))
            self._pieces[drawn].append(_Piece(between, self._steps[between][-1]))
        self._pieces[drawn].remove(piece)
        return between

    def _from(
        self, site: str, start: int, named: Mapping[int, Sequence[str]]
    ) -> Iterator[tuple[str, float, dict[int, float]]]:
        """Yield the sites reached from one past no other: their km, and on which ways they are."""
        came: dict[int, tuple[int, float, int]] = {}
        done: set[int] = set()
        queue = [(0.0, start)]
        best = {start: 0.0}
        while queue:
            km, node = heapq.heappop(queue)
            if node in done:
                continue
            done.add(node)
            if node != start and node in named:
                for other in named[node]:
                    yield other, km, _shares(came, node)
                continue
            for step in self._steps[node]:
                if km + step.km < best.get(step.to, math.inf):
                    best[step.to] = km + step.km
                    came[step.to] = node, step.km, step.way
                    heapq.heappush(queue, (km + step.km, step.to))
        yield from ((other, 0.0, {}) for other in named[start] if other != site)


def _near(spot: Spot, tree: shapely.STRtree, snap_km: float) -> list[int]:
    """Return which steps may be so near to a position, in the order in which they are drawn."""
    reach = snap_km / _DEGREE_KM
    # Degrees of longitude are shortest at the end of the reach that is nearer to a pole.
    narrow = max(math.cos(math.radians(min(abs(spot.lat) + reach, 90.0))), 0.01)
    wide = min(reach / narrow, 180.0)
    around = [
        shapely.box(lon - wide, spot.lat - reach, lon + wide, spot.lat + reach)
        for lon in (spot.lon - 360, spot.lon, spot.lon + 360)
    ]
    _, found = tree.query(around)
    return sorted({int(drawn) for drawn in found})


def _shares(came: Mapping[int, tuple[int, float, int]], node: int) -> dict[int, float]:
    """Return the km on each way of a path that ends at a node."""
    shares: dict[int, float] = defaultdict(float)
    while node in came:
        node, step, number = came[node]
        shares[number] += step
    return dict(shares)


def _is_bypass(
    one: str, two: str, km: float, ways: Mapping[tuple[str, str], tuple[float, object]]
) -> bool:
    """Say whether a way only leads round a site that lies on it."""
    return any(
        (by, two) in ways and first + ways[by, two][0] <= DETOUR * km
        for (start, by), (first, _) in ways.items()
        if start == one and by != two
    )
