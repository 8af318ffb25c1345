"""Two plans on one map: the axes that the one uses more than the other, and other closings.

A plan has its colour, and the second one's bands are hollow as well: they are told apart on a grey
copy, and by who does not see colours. An axis that one plan alone uses is broken.
"""

from collections.abc import Mapping
from math import hypot, sqrt

import attrs
from markupsafe import Markup

from exeunt.drawing.frame import SHAPES
from exeunt.drawing.ground import used
from exeunt.drawing.labels import Label, lettered
from exeunt.drawing.map import bar, bar_box, dot, tethers
from exeunt.drawing.names import PHONE, WIDE, Size, sites_named, wanted
from exeunt.drawing.places import ACROSS
from exeunt.drawing.scene import Ground, Shown
from exeunt.drawing.svg import join, percent, tag
from exeunt.model.places import Site
from exeunt.words.words import Words

THIN = 3.0
"""Pixels of the thinnest band."""
WIDEST = {"air": 5.0}
"""Pixels that are added for the greatest difference by air: sorties are many and carry little."""
WIDER = 10.0
"""Pixels that are added for it on the ground and on water."""
APART = 8.0
"""Pixels between axes of two modes that have the same ends."""
HALO = 4.5
"""Pixels between a site's mark and the ring of one that closes otherwise."""


@attrs.frozen(kw_only=True)
class Lane:
    """An axis with what each of the two plans sends over it, its story, and its figures."""

    mode: str
    ends: tuple[str, str]
    amounts: tuple[float, float]
    story: str
    figures: str

    @property
    def apart(self) -> float:
        """How much more the one sends than the other."""
        before, after = self.amounts
        return abs(after - before)

    @property
    def busier(self) -> int:
        """Which plan sends more: 0 is the first."""
        before, after = self.amounts
        return int(after > before)

    @property
    def kind(self) -> str:
        """How it is drawn: ``unused``, ``same``, ``only`` one plan uses it, ``more`` by one."""
        if not any(self.amounts):
            return "unused"
        if not self.apart:
            return "same"
        return "more" if all(self.amounts) else "only"


KINDS = ("unused", "same", "more", "only")
"""What an axis can be, in the order in which they are drawn."""


@attrs.frozen(kw_only=True)
class Contrast:
    """What differs between two plans: axes, and what is said of sites that close otherwise.

    ``tones`` are the numbers of the two plans, from 0, by which they have their colours.
    """

    lanes: tuple[Lane, ...]
    closings: Mapping[str, str]
    tones: tuple[int, int]

    @property
    def nothing(self) -> bool:
        """Say whether there is nothing to show."""
        return not self.closings and not any(lane.apart for lane in self.lanes)


def contrast(
    ground: Ground, shown: Shown, found: Contrast, say: Words, key: str, words: tuple[str, str]
) -> Markup:
    """Draw two plans on one map; ``key`` is the beginning of its ids, ``words`` title and text."""
    title, desc = words
    lanes = sorted(found.lanes, key=lambda lane: (KINDS.index(lane.kind), -lane.apart))
    offsets = _offsets(found)
    circles = sorted(
        ground.mission.sites, key=lambda site: -ground.radius(site, shown.people[site.site])
    )
    return tag(
        "svg",
        tag("title", title, id=f"{key}-title"),
        tag("desc", desc, id=f"{key}-desc"),
        used(),
        tag("g", *(_lane(lane, ground, found, offsets) for lane in lanes), class_="lanes"),
        tag("g", *tethers(ground), class_="tethers"),
        tag("g", *_rings(ground, shown, found), class_="rings"),
        tag("g", *(dot(site, ground, shown, say) for site in circles), class_="sites"),
        *(_names(ground, shown, found, say, size) for size in (WIDE, PHONE)),
        bar(ground, say),
        class_="map contrast",
        width="100%",
        height="100%",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
    )


# Axes


def width(lane: Lane, found: Contrast) -> float:
    """Return the width of an axis's band in pixels: by the root of how much more it is.

    Flights have a scale of their own.
    """
    if not lane.apart:
        return 1.6 if lane.kind == "same" else 0.8
    air = lane.mode == "air"
    most = max(other.apart for other in found.lanes if (other.mode == "air") == air)
    return THIN + WIDEST.get(lane.mode, WIDER) * sqrt(lane.apart / most)


def band(lane: Lane, tones: tuple[int, int], thick: float, **where: object) -> Markup:
    """Draw a band; that of the second plan has a light line along its middle."""
    broken = None
    if lane.kind == "only":
        broken = f"{thick + 6:.1f} {thick / 2 + 3:.1f}"
    kind = f"lane {lane.kind} {lane.mode}"
    if not lane.apart:
        return tag("line", **where, stroke_width=thick, class_=kind)
    shared = {**where, "stroke_dasharray": broken}
    parts = [
        tag("line", **shared, stroke_width=thick + 2, class_="rim"),
        tag("line", **shared, stroke_width=thick, class_=f"{kind} m{tones[lane.busier] + 1}"),
    ]
    if lane.busier:
        parts.append(tag("line", **shared, stroke_width=max(1.0, thick / 3), class_="hollow"))
    return join(parts)


def _lane(
    lane: Lane, ground: Ground, found: Contrast, offsets: Mapping[Lane, tuple[float, int]]
) -> Markup:
    """Draw an axis, aside of others that have the same ends."""
    (x1, y1), (x2, y2) = (ground.places[end] for end in lane.ends)
    aside, _ = offsets[lane]
    shift = None
    if aside:
        # The way to the side is that of the ends in their order, or both would go one way.
        (a, b), (c, d) = (ground.places[end] for end in sorted(lane.ends))
        across, down = (c - a) * ACROSS, (d - b) * ACROSS / SHAPES[ground.frame.shape]
        far = hypot(across, down) or 1.0
        shift = f"translate({-down / far * aside:.1f} {across / far * aside:.1f})"
    where = {"x1": percent(x1), "y1": percent(y1), "x2": percent(x2), "y2": percent(y2)}
    drawn = band(lane, found.tones, width(lane, found), **where)
    return tag("g", tag("title", lane.story), drawn, transform=shift)


def _offsets(found: Contrast) -> dict[Lane, tuple[float, int]]:
    """Return how far aside each axis is drawn, and its number among those with the same ends."""
    sharing: dict[frozenset[str], list[Lane]] = {}
    for lane in sorted(found.lanes, key=lambda lane: (lane.mode, lane.ends)):
        sharing.setdefault(frozenset(lane.ends), []).append(lane)
    offsets = {}
    for lanes in sharing.values():
        for number, lane in enumerate(lanes):
            offsets[lane] = (APART * (number - (len(lanes) - 1) / 2), number)
    return offsets


# Sites and names


def _rings(ground: Ground, shown: Shown, found: Contrast) -> list[Markup]:
    """Draw a ring about each site that closes otherwise."""
    return [
        _ring(ground, ground.mission.site[site], shown, told)
        for site, told in found.closings.items()
    ]


def _ring(ground: Ground, site: Site, shown: Shown, told: str) -> Markup:
    x, y = ground.places[site.site]
    radius = ground.radius(site, shown.people[site.site]) + HALO
    story = f"{site.name or site.site}: {told}"
    circle = tag("circle", tag("title", story), r=radius, class_="ring", data_site=site.site)
    return tag("svg", circle, x=percent(x), y=percent(y), class_="spot")


def _names(ground: Ground, shown: Shown, found: Contrast, say: Words, size: Size) -> Markup:
    """Write names for one size: of sites with their days first, then figures, then the rest."""
    labels, marks = wanted(ground, shown, say, size)
    sites = sites_named(ground, shown, size)
    told = [
        _told(label, found.closings.get(site.site, ""))
        for site, label in zip(sites, labels, strict=False)
    ]
    moved = [label for label in told if label.kind.endswith("otherwise")]
    others = [label for label in told if not label.kind.endswith("otherwise")]
    # A phone has room for names alone: its figures are in the table.
    figures = _figures(ground, found, size) if size == WIDE else []
    every = [*moved, *others, *figures, *labels[len(sites) :]]
    written = lettered(every, marks, [bar_box(ground, size)], size.across, size.height(ground))
    return tag("g", *written, class_=size.kind, aria_hidden="true")


def _told(label: Label, told: str) -> Label:
    """Write behind a site's name how it closes otherwise."""
    if not told:
        return label
    return attrs.evolve(
        label,
        text=f"{label.text}: {told}",
        radius=label.radius + HALO,
        kind=f"{label.kind} otherwise",
    )


def _figures(ground: Ground, found: Contrast, size: Size) -> list[Label]:
    """Return what each plan sends over an axis, to be written beside it, the furthest apart first.

    Of axes with the same ends the figures stand at other places along the way.
    """
    offsets = _offsets(found)
    labels = []
    for lane in sorted(found.lanes, key=lambda lane: -lane.apart):
        if not lane.apart:
            continue
        aside, number = offsets[lane]
        along = 0.5 - 0.16 * number
        (x1, y1), (x2, y2) = (ground.places[end] for end in sorted(lane.ends))
        labels.append(
            Label(
                text=lane.figures,
                x=x1 + along * (x2 - x1),
                y=y1 + along * (y2 - y1),
                radius=width(lane, found) / 2 + abs(aside),
                kind="halo figure",
                size=size.letter * 0.88,
            )
        )
    return labels
