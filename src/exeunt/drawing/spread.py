"""Circles that would hide one another drawn apart: a camp, a port and an airfield of one town."""

from math import cos, hypot, pi, sin
from typing import NamedTuple

ROUNDS = 300
"""How often circles are pushed apart before what is left of it is let be."""
APART = 3.0
"""Pixels between circles that have been pushed apart."""
MOVED = 0.1
"""Pixels from which on a circle counts as drawn elsewhere than where its site lies."""
SETTLED = 0.05
"""Pixels of which no circle is moved any more once all have found their room."""


class Disc(NamedTuple):
    """A circle in pixels from the left and the top of a drawing."""

    x: float
    y: float
    radius: float


def spread(discs: list[Disc], left: float, top: float, right: float, bottom: float) -> list[Disc]:
    """Push circles apart of which one would lie under another, and keep them inside.

    Those that only touch stay: a chain of posts is read as one. The first of two on one spot goes
    by their order, so that the same sites are drawn the same way every time.
    """
    places = [[disc.x, disc.y] for disc in discs]
    pairs: set[tuple[int, int]] = set()
    for _ in range(ROUNDS):
        pairs |= hidden(discs, places)
        most = 0.0
        for a, b in sorted(pairs):
            most = max(most, push(discs, places, a, b))
        for n, disc in enumerate(discs):
            # A circle that lies at the edge by itself is left there.
            if any(n in pair for pair in pairs):
                keep(places[n], disc.radius, left, top, right, bottom)
        if most < SETTLED:
            break
    return [Disc(x, y, disc.radius) for (x, y), disc in zip(places, discs, strict=True)]


def hidden(discs: list[Disc], places: list[list[float]]) -> set[tuple[int, int]]:
    """Return the pairs of which the middle of one lies in the other."""
    pairs = set()
    order = sorted(range(len(discs)), key=lambda n: places[n][0])
    widest = max((disc.radius for disc in discs), default=0.0)
    for at, a in enumerate(order):
        for b in order[at + 1 :]:
            # They stand from left to right: beyond the widest circle none is near enough.
            if places[b][0] - places[a][0] >= widest:
                break
            near = max(discs[a].radius, discs[b].radius)
            if away(places[a], places[b]) < near:
                pairs.add((min(a, b), max(a, b)))
    return pairs


def push(discs: list[Disc], places: list[list[float]], a: int, b: int) -> float:
    """Move two circles apart until they are clear of each other; return by how many pixels."""
    wanted = discs[a].radius + discs[b].radius + APART
    dx = places[b][0] - places[a][0]
    dy = places[b][1] - places[a][1]
    apart = hypot(dx, dy)
    lacking = wanted - apart
    if lacking <= 0:
        return 0.0
    if apart < SETTLED:
        # On one spot there is no direction: each pair takes its own, or all would stay in a row.
        turn = 2 * pi * ((a * 7 + b * 3) % 16) / 16
        dx, dy, apart = cos(turn), sin(turn), 1.0
    # The smaller gives way: what most people are at stays where it is.
    heavy = discs[a].radius ** 2
    light = discs[b].radius ** 2
    share = light / (heavy + light)
    x = dx / apart * lacking
    y = dy / apart * lacking
    places[a][0] -= x * share
    places[a][1] -= y * share
    places[b][0] += x * (1 - share)
    places[b][1] += y * (1 - share)
    return lacking


def keep(
    place: list[float], radius: float, left: float, top: float, right: float, bottom: float
) -> None:
    """Bring a circle back inside."""
    place[0] = min(max(place[0], left + radius), max(right - radius, left + radius))
    place[1] = min(max(place[1], top + radius), max(bottom - radius, top + radius))


def away(a: list[float], b: list[float]) -> float:
    """Return how far two places are from each other."""
    return hypot(a[0] - b[0], a[1] - b[1])
