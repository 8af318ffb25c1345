"""A sketch map: sites by their coordinates, the legs between them, as an inline SVG that keeps its words' size."""

from collections import Counter
from math import cos, hypot, log, radians, sqrt

import attrs
from markupsafe import Markup

from exeunt.model.mission import Mission
from exeunt.model.places import Leg, Site
from exeunt.report.drawing.svg import join, percent, tag
from exeunt.report.reading.series import Reading
from exeunt.report.words.words import Words

SHAPES = {"flat": 2.2, "wide": 1.6, "square": 1.1, "tall": 0.8}
"""Width over height of the drawing, by the class that the style sheet knows."""
PAD = 0.12
RIM = 0.05
FAR = 1.25
WIDE, NARROW = 660, 330
"""Widths in pixels for which names are placed: a desktop's column and a phone."""
SHRINK = {WIDE: 1.0, NARROW: 0.6}
"""How much smaller the style sheet draws the circles there."""


Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@attrs.frozen(kw_only=True)
class Sketch:
    """The drawing and the class of its shape."""

    svg: Markup
    shape: str


@attrs.frozen(kw_only=True)
class Frame:
    """An equirectangular projection true to scale in the middle of the sites; places are shares of width and height."""

    west: float
    north: float
    squeeze: float
    width_deg: float
    height_deg: float

    def place(self, site: Site) -> tuple[float, float]:
        """Return where a site lies, which can be outside."""
        x = ((site.lon - self.west) * self.squeeze) / self.width_deg
        return PAD + (1 - 2 * PAD) * x, PAD + (1 - 2 * PAD) * (self.north - site.lat) / self.height_deg


def placed(mission: Mission, fitted: Frame) -> dict[str, tuple[float, float]]:
    """Return where sites are drawn: where they lie or, outside, at the rim on the way there from those they have legs to."""
    true = {s.site: fitted.place(s) for s in mission.sites}
    found = {s: xy for s, xy in true.items() if all(RIM <= v <= 1 - RIM for v in xy)}
    for site, (x, y) in true.items():
        if site in found:
            continue
        ends = {end for leg in mission.legs for end in (leg.origin, leg.destination) if site in {leg.origin, leg.destination}}
        linked = [true[end] for end in ends if end != site and all(RIM <= v <= 1 - RIM for v in true[end])] or [(0.5, 0.5)]
        x0, y0 = sum(p[0] for p in linked) / len(linked), sum(p[1] for p in linked) / len(linked)
        pull = min(reach(x0, x), reach(y0, y))
        found[site] = (x0 + pull * (x - x0), y0 + pull * (y - y0))
    return found


def reach(begin: float, end: float) -> float:
    """Return how much of the way from a point inside to another one stays inside the rim, along one axis."""
    edge = 1 - RIM if end > begin else RIM
    return 1.0 if RIM <= end <= 1 - RIM else (edge - begin) / (end - begin)


def frame(sites: tuple[Site, ...]) -> tuple[Frame, str]:
    """Fit the sites, but for exits far from all others, into the shape that wastes least room."""
    core = near(sites)
    lats, lons = [s.lat for s in core], [s.lon for s in core]
    squeeze = max(0.1, cos(radians((max(lats) + min(lats)) / 2)))
    width, height = max((max(lons) - min(lons)) * squeeze, 0.02), max(max(lats) - min(lats), 0.02)
    shape = min(SHAPES, key=lambda s: abs(log(SHAPES[s] * height / width)))
    wide, high = max(width, height * SHAPES[shape]), max(height, width / SHAPES[shape])
    west = min(lons) - (wide - width) / 2 / squeeze
    return Frame(west=west, north=max(lats) + (high - height) / 2, squeeze=squeeze, width_deg=wide, height_deg=high), shape


def near(sites: tuple[Site, ...]) -> tuple[Site, ...]:
    """Return the sites without the exits that lie further from the middle of the others than ``FAR`` times the others' reach."""
    inner = [s for s in sites if s.role != "exit"]
    if len(inner) < 2:
        return sites
    lat, lon = (max(s.lat for s in inner) + min(s.lat for s in inner)) / 2, (max(s.lon for s in inner) + min(s.lon for s in inner)) / 2
    squeeze = cos(radians(lat))
    away = {s.site: hypot(s.lat - lat, (s.lon - lon) * squeeze) for s in sites}
    limit = FAR * max(0.5, *(away[s.site] for s in inner))
    return tuple(s for s in sites if away[s.site] <= limit)


@attrs.frozen(kw_only=True)
class Canvas:
    """All that is drawn: places as shares of the drawing, circles' sizes in pixels, what uses the legs."""

    mission: Mission
    shape: str
    places: dict[str, tuple[float, float]]
    radius: dict[str, float]
    people: Counter[str]
    uses: Counter[str]
    say: Words


def sketch(reading: Reading, say: Words) -> Sketch | None:
    """Draw the map; None where there are fewer than two sites."""
    mission = reading.mission
    if len(mission.sites) < 2:
        return None
    fitted, shape = frame(mission.sites)
    people = Counter({s.site: 0 for s in mission.sites})
    for party in mission.parties:
        people[party.site] += party.count
    most = max(people.values()) or 1
    canvas = Canvas(
        mission=mission, shape=shape, places=placed(mission, fitted), people=people, uses=leg_uses(reading), say=say,
        radius={s.site: 4 + 16 * sqrt(people[s.site] / most) if people[s.site] else 7 if s.role == "exit" else 3.5 for s in mission.sites},
    )  # fmt: skip
    title = tag("title", say("map.title"), id="map-title")
    desc = tag("desc", say("map.desc", sites=say.count("site", len(mission.sites))), id="map-desc")
    legs = sorted(mission.legs, key=lambda leg: (canvas.uses[leg.leg] > 0, leg.mode == "air", leg.leg))
    circles = sorted(mission.sites, key=lambda s: -people[s.site])
    drawing = tag(
        "svg", title, desc, *(line(leg, canvas) for leg in legs), *(dot(site, canvas) for site in circles), names(canvas, WIDE), names(canvas, NARROW),
        bar(fitted, canvas), class_="map", width="100%", height="100%", role="img", aria_labelledby="map-title map-desc",
    )  # fmt: skip
    return Sketch(svg=drawing, shape=shape)


def leg_uses(reading: Reading) -> Counter[str]:
    """Count the vehicles and sorties that use each leg."""
    mission, plan = reading.mission, reading.plan
    uses: Counter[str] = Counter({leg.leg: 0 for leg in mission.legs})
    for stage in plan.stages:
        if stage.mode == "air":
            uses[stage.leg] += stage.rotations
            continue
        aboard = [load for load in plan.aboard.get(stage.serial, ()) if load.board_stage <= stage.stage <= load.alight_stage]
        uses[stage.leg] += round(sum(load.quantity for load in aboard if load.kind == "vehicle" or load.role == "driven"))
    return uses


def line(leg: Leg, canvas: Canvas) -> Markup:
    """Draw a leg with its story as a tool tip."""
    (x1, y1), (x2, y2) = canvas.places[leg.origin], canvas.places[leg.destination]
    say, uses, most = canvas.say, canvas.uses[leg.leg], max(canvas.uses.values())
    width = 1.0 if not uses else 1.4 + (2.2 if leg.mode == "air" else 6.5) * sqrt(uses / most)
    counted = say.count("sortie" if leg.mode == "air" else "vehicle", uses) if uses else say("map.unused")
    ends = {"origin": say.site(canvas.mission, leg.origin), "destination": say.site(canvas.mission, leg.destination)}
    story = say("map.leg", **ends, mode=say(f"mode.{leg.mode}"), km=say.number(leg.km), uses=counted)
    kind = f"leg {leg.mode} {'used' if uses else 'unused'}"
    return tag("line", tag("title", story), x1=percent(x1), y1=percent(y1), x2=percent(x2), y2=percent(y2), stroke_width=width, class_=kind)


def dot(site: Site, canvas: Canvas) -> Markup:
    """Draw a site."""
    say, (x, y) = canvas.say, canvas.places[site.site]
    story = f"{site.name or site.site}, {say('role.' + site.role)}: {say.count('person', canvas.people[site.site])}"
    kind = f"site {site.role}{' stays' if site.stays_open else ''}"
    return tag("circle", tag("title", story), cx=percent(x), cy=percent(y), r=canvas.radius[site.site], class_=kind)


def names(canvas: Canvas, width: int) -> Markup:
    """Write the names for one width of the drawing, big sites first; a name that finds no room is left out, junctions' all on a phone."""
    height = width / SHAPES[canvas.shape]
    taken = []
    for place, (x, y) in canvas.places.items():
        r = canvas.radius[place] * SHRINK[width]
        taken.append((x * width - r, y * height - r, x * width + r, y * height + r))
    found = []
    rank = {"hub": 0, "base": 0, "exit": 1, "junction": 2}
    for site in sorted(canvas.mission.sites, key=lambda s: (rank[s.role], -canvas.people[s.site], s.site)):
        spot = None if site.role == "junction" and width == NARROW else room(site, canvas, (width, height), taken)
        if spot is not None:
            dx, dy, anchor = spot
            x, y = canvas.places[site.site]
            kind = "halo name small" if site.role == "junction" else "halo name"
            found.append(tag("text", site.name or site.site, x=percent(x), y=percent(y), dx=dx, dy=dy, text_anchor=anchor, class_=kind))
    return tag("g", *found, class_="at-wide" if width == WIDE else "at-narrow", aria_hidden="true")


def room(site: Site, canvas: Canvas, size: tuple[int, float], taken: list[Box]) -> tuple[float, float, str] | None:
    """Find a place for a name beside its site and take it: offsets and anchor, or None."""
    x, y = canvas.places[site.site][0] * size[0], canvas.places[site.site][1] * size[1]
    away, span = canvas.radius[site.site] * SHRINK[size[0]] + 4, (7.2 if size[0] == WIDE else 6.6) * len(site.name or site.site)
    for dx, dy, anchor in (
        (away, 4, "start"), (-away, 4, "end"), (0, -away - 2, "middle"), (0, away + 11, "middle"),
        (away, -8, "start"), (away, 15, "start"), (-away, -8, "end"), (-away, 15, "end"),
    ):  # fmt: skip
        left = x + dx - {"start": 0.0, "end": span, "middle": span / 2}[anchor]
        box = (left, y + dy - 11, left + span, y + dy + 3)
        if left >= 0 and left + span <= size[0] and box[1] >= 0 and box[3] <= size[1] and not any(overlap(box, other) for other in taken):
            taken.append(box)
            return dx, dy, anchor
    return None


def overlap(a: Box, b: Box) -> bool:
    """Say whether two boxes share room."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def bar(fitted: Frame, canvas: Canvas) -> Markup:
    """Draw a bar of a round number of km in the corner below that has fewest sites."""
    km_across = fitted.width_deg * 111.2 / (1 - 2 * PAD)
    km = max((f * 10**e for e in range(5) for f in (1, 2, 5) if f * 10**e <= 0.18 * km_across), default=1)
    share = km / km_across
    low = [x for x, y in canvas.places.values() if y > 0.75]
    left = sum(1 for x in low if x < 0.35) <= sum(1 for x in low if x > 0.65)
    begin = 0.01 if left else 0.99 - share
    words = tag("text", canvas.say("map.scale", km=canvas.say.number(km)), x=percent(begin), y="99%", dy=-6, class_="num halo")
    return join([tag("line", x1=percent(begin), x2=percent(begin + share), y1="99%", y2="99%", class_="scalebar"), words])
