"""A sketch map: sites by their coordinates, the legs between them, as an inline SVG that keeps its words' size."""

from collections import Counter
from math import cos, radians, sqrt

import attrs
from markupsafe import Markup

from exeunt.model.mission import Mission
from exeunt.model.places import Leg, Site
from exeunt.report.series import Reading
from exeunt.report.svg import join, percent, tag
from exeunt.report.words import Words

SHAPES = {"flat": 2.2, "wide": 1.6, "square": 1.1, "tall": 0.8}
"""Width over height of the drawing, by the class that the style sheet knows."""
PAD = 0.09
WIDE, NARROW = 720, 350
"""Widths in pixels for which names are placed: a desktop's column and a phone."""


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
        """Return where a site lies."""
        x = ((site.lon - self.west) * self.squeeze) / self.width_deg
        return PAD + (1 - 2 * PAD) * x, PAD + (1 - 2 * PAD) * (self.north - site.lat) / self.height_deg


def frame(sites: tuple[Site, ...]) -> tuple[Frame, str]:
    """Fit the sites into the shape that wastes least room."""
    lats, lons = [s.lat for s in sites], [s.lon for s in sites]
    squeeze = max(0.1, cos(radians((max(lats) + min(lats)) / 2)))
    width, height = max((max(lons) - min(lons)) * squeeze, 0.02), max(max(lats) - min(lats), 0.02)
    shape = min(SHAPES, key=lambda s: abs(SHAPES[s] - width / height))
    wide, high = max(width, height * SHAPES[shape]), max(height, width / SHAPES[shape])
    west = min(lons) - (wide - width) / 2 / squeeze
    return Frame(west=west, north=max(lats) + (high - height) / 2, squeeze=squeeze, width_deg=wide, height_deg=high), shape


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
        mission=mission, shape=shape, places={s.site: fitted.place(s) for s in mission.sites}, people=people, uses=leg_uses(reading), say=say,
        radius={s: 4 + 16 * sqrt(n / most) if n else 3.5 for s, n in people.items()},
    )  # fmt: skip
    title = tag("title", say("map.title"), id="map-title")
    desc = tag("desc", say("map.desc", sites=say.count("site", len(mission.sites))), id="map-desc")
    legs = sorted(mission.legs, key=lambda leg: (canvas.uses[leg.leg] > 0, leg.mode == "air", leg.leg))
    circles = sorted(mission.sites, key=lambda s: -people[s.site])
    drawing = tag(
        "svg", title, desc, *(line(leg, canvas) for leg in legs), *(dot(site, canvas) for site in circles), names(canvas, WIDE), names(canvas, NARROW),
        bar(fitted, say), class_="map", width="100%", height="100%", role="img", aria_labelledby="map-title map-desc",
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
    """Write the names for one width of the drawing, exits and big sites first; a name that finds no room is left out."""
    height = width / SHAPES[canvas.shape]
    taken = []
    for place, (x, y) in canvas.places.items():
        r = canvas.radius[place]
        taken.append((x * width - r, y * height - r, x * width + r, y * height + r))
    found = []
    rank = {"exit": 0, "hub": 1, "base": 1, "junction": 2}
    for site in sorted(canvas.mission.sites, key=lambda s: (rank[s.role], -canvas.people[s.site], s.site)):
        spot = room(site, canvas, (width, height), taken)
        if spot is not None:
            dx, dy, anchor = spot
            x, y = canvas.places[site.site]
            kind = "halo name" if canvas.people[site.site] else "halo name small"
            found.append(tag("text", site.name or site.site, x=percent(x), y=percent(y), dx=dx, dy=dy, text_anchor=anchor, class_=kind))
    return tag("g", *found, class_="at-wide" if width == WIDE else "at-narrow", aria_hidden="true")


def room(site: Site, canvas: Canvas, size: tuple[int, float], taken: list[Box]) -> tuple[float, float, str] | None:
    """Find a place for a name beside its site and take it: offsets and anchor, or None."""
    x, y = canvas.places[site.site][0] * size[0], canvas.places[site.site][1] * size[1]
    reach, span = canvas.radius[site.site] + 4, (7.2 if size[0] == WIDE else 6.6) * len(site.name or site.site)
    for dx, dy, anchor in (
        (reach, 4, "start"), (-reach, 4, "end"), (0, -reach - 2, "middle"), (0, reach + 11, "middle"),
        (reach, -8, "start"), (reach, 15, "start"), (-reach, -8, "end"), (-reach, 15, "end"),
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


def bar(fitted: Frame, say: Words) -> Markup:
    """Draw a bar of a round number of km."""
    km_across = fitted.width_deg * 111.2 / (1 - 2 * PAD)
    km = max((f * 10**e for e in range(5) for f in (1, 2, 5) if f * 10**e <= 0.22 * km_across), default=1)
    share = km / km_across
    words = tag("text", say("map.scale", km=say.number(km)), x="2%", y="97%", dy=-6, class_="num halo")
    return join([tag("line", x1="2%", x2=percent(0.02 + share), y1="97%", y2="97%", class_="scalebar"), words])

