"""What the page's script is given, and the still maps, recomputed: sites, legs, serials, what travels when."""

from datetime import datetime, timedelta
from itertools import pairwise
from math import acos, atan2, cos, degrees, radians, sin, sqrt

from tests.support.oracles.figures_case import compares
from tests.support.oracles.figures_tables import shown_sites
from tests.support.oracles.second_leave import ORDER, closed, leave, threat, threat_level
from tests.support.oracles.second_reading import DAY, HOUR, changes, held
from tests.support.oracles.second_words import WORDS, amount, count, number, say

TOP_KEYS = (
    "start",
    "hours",
    "deadline",
    "fine",
    "veiled",
    "width",
    "periods",
    "dates",
    "words",
    "most",
    "crowding",
    "sites",
    "legs",
    "flows",
    "items",
    "serials",
)
SPOKEN = ("live", "mode", "role", "sitestate", "threat", "leave", "n", "kind", "veil")
LONG, SHORT = 45, 5
"""Missions longer than so many days are told by weeks, those of at most so many by quarters of a day, others by days."""


def hour(at):
    """Return seconds as the data gives hours."""
    return round(at / HOUR, 3)


def in_hours(steps):
    return [[hour(at), value] for at, value in steps]


def near(shown, mine):
    """Return what was recomputed where what is shown is the same but for rounding to six digits."""
    return mine if abs(shown - mine) < 1e-6 else shown


def plan_data(case):
    return case.page.data("plan-data") or {}


@compares(
    *(
        f"data:{key}"
        for key in (
            "start",
            "hours",
            "deadline",
            "fine",
            "veiled",
            "width",
            "dates",
            "words",
            "most",
            "crowding",
            "periods",
        )
    )
)
def frame(case):
    """Compare the times of the plan, its periods, the words, and the most people at a site."""
    data, b = plan_data(case), case.book
    if not data:
        return
    yield "keys", set(data), set(TOP_KEYS)
    mine = {
        "start": b.start.isoformat(timespec="minutes"),
        "hours": b.end / HOUR,
        "deadline": b.deadline / HOUR,
        "fine": b.fine,
        "veiled": False,
        "dates": "full",
        "width": None,
    }
    yield "frame", {key: data[key] for key in mine}, mine
    yield (
        "words",
        data["words"],
        {key: text for key, text in WORDS.items() if key.split(".")[0] in SPOKEN and "." in key},
    )
    inner = [
        max((n for _, n in b.presence(s["site"])), default=0)
        for s in b.tables["sites"]
        if s["role"] != "exit"
    ]
    yield "most", data["most"], max([*inner, 0]) or 1
    yield "crowding", round(data["crowding"], 9), round(crowding(case), 9)
    yield "periods", data["periods"], [hour(begin) for begin, _ in periods(case)]


def periods(case):
    """Return the calendar's weeks, days or quarters of days from the start to the end of planning."""
    b = case.book
    step = (
        timedelta(days=7)
        if b.end > LONG * DAY
        else timedelta(hours=6)
        if b.end <= SHORT * DAY
        else timedelta(days=1)
    )
    first = datetime(b.start.year, b.start.month, b.start.day)
    first -= timedelta(days=first.weekday()) if step.days == 7 else timedelta()
    edges = [
        0,
        *(
            at
            for i in range(1, int(b.end / step.total_seconds()) + 3)
            if 0 < (at := b.seconds(first + i * step)) < b.end
        ),
        b.end,
    ]
    return list(pairwise(edges))


def crowding(case):
    """Return how much smaller marks are where there are more than two dozen sites."""
    return min(1, max(0.55, (24 / max(1, len(case.book.tables["sites"]))) ** 0.5))


def spots(svg):
    """Return a map's marks by site: the element at its place, and the mark on it."""
    marks = {}
    for spot in svg.all("svg", class_="spot"):
        mark = spot.maybe("g", data_site=True)
        if mark:
            marks[mark.attributes["data-site"]] = spot, mark
    return marks


def shapes(svg):
    """Return the shape of each site's mark."""
    return {
        site: mark.one("use").attributes["href"].removeprefix("#mark-")
        for site, (_, mark) in spots(svg).items()
    }


def stood(svg):
    """Return where a map has its sites, as shares of its width and height; of those drawn apart where they are tied to."""
    ends = {
        site: [float(spot.attributes[c].rstrip("%")) / 100 for c in ("x", "y")]
        for site, (spot, _) in spots(svg).items()
    }
    for dot in svg.all("circle", data_of=True):
        ends[dot.attributes["data-of"]] = [
            float(dot.attributes[c].rstrip("%")) / 100 for c in ("cx", "cy")
        ]
    return ends


def off_map(case, site, shape):
    """Say how far off and where a site is that is drawn as an arrow, or that it has no place."""
    if shape == "home":
        return say("map.nowhere")
    if shape != "far":
        return ""
    km, wind = away(case, site)
    return say("map.away", km=number(km), where=say(f"wind.{wind}"))


def away(case, site):
    """Return km and direction from the nearest site that leads to an exit: by the cosines of sides on a sphere of 6,371 km."""
    rows = {s["site"]: s for s in case.book.tables["sites"]}
    ends = {
        e
        for x in case.book.tables["legs"]
        for e in (x["origin"], x["destination"])
        if site in (x["origin"], x["destination"])
    }
    ends = {e for e in ends if shown_inside(case, e)} or {e for e in rows if shown_inside(case, e)}
    there = rows[site]
    best = None
    for end in sorted(ends - {site}):
        here = rows[end]
        f1, f2 = radians(here["lat"]), radians(there["lat"])
        dl = radians(there["lon"] - here["lon"])
        km = 6371 * acos(min(1, sin(f1) * sin(f2) + cos(f1) * cos(f2) * cos(dl)))
        course = degrees(atan2(sin(dl) * cos(f2), cos(f1) * sin(f2) - sin(f1) * cos(f2) * cos(dl)))
        if best is None or km < best[0]:
            best = km, ("n", "ne", "e", "se", "s", "sw", "w", "nw")[round(course / 45) % 8]
    km, wind = best
    return (round(km / 10) * 10 if km >= 100 else round(km)), wind


def shown_inside(case, site):
    """Say whether the map of the whole plan has a site where it lies."""
    section = case.root.maybe("section", id="map")
    svg = section.all("svg", role="img")[0]
    return shapes(svg)[site] not in {"far", "home"}


def eastings(case):
    """Return the longitudes of sites; those more than half a turn from the first that is no exit go on beyond 180 degrees."""
    rows = case.book.tables["sites"]
    first = next((s["lon"] for s in rows if s["role"] != "exit"), 0)
    return {
        s["site"]: s["lon"]
        + (360 if s["lon"] - first < -180 else -360 if s["lon"] - first > 180 else 0)
        for s in rows
    }


def map_places(case, svg, title):
    """Compare where sites stand: east is right and north is up, to scale, but for exits at the rim."""
    sites, where, east = case.book.tables["sites"], stood(svg), eastings(case)
    yield f"{title}: places", set(where), {s["site"] for s in sites}
    yield f"{title}: inside", all(0 <= v <= 1 for xy in where.values() for v in xy), True
    drawn = shapes(svg)
    own = [((east[s["site"]], s["lat"]), where[s["site"]]) for s in sites if s["role"] != "exit"]
    rim = [where[site] for site, shape in drawn.items() if shape in {"far", "home"}]
    # Arrows that stood in one another's way are a little off the rim.
    yield f"{title}: arrows", [xy for xy in rim if min(*xy, *(1 - v for v in xy)) > 0.09], []
    yield (
        f"{title}: homes",
        {s for s in drawn if drawn[s] == "home"},
        {s["site"] for s in sites if s.get("has_place", True) in {False, "no"}},
    )
    for axis, name, sign in ((0, "lon", 1), (1, "lat", -1)):
        (a, xa), (z, xz) = min(own, key=lambda o: o[0][axis]), max(own, key=lambda o: o[0][axis])
        if z[axis] > a[axis]:
            slope = (xz[axis] - xa[axis]) / (z[axis] - a[axis])
            yield f"{title}: {name}: direction", slope * sign > 0, True
            yield (
                f"{title}: {name}: to scale",
                [
                    o
                    for o, xy in own
                    if abs(xa[axis] + slope * (o[axis] - a[axis]) - xy[axis]) > 2e-4
                ],
                [],
            )


@compares("data:sites")
def sites(case):
    """Compare people, units and states of each site over time."""
    data, b = plan_data(case), case.book
    told = [s["site"] for s in shown_sites(case)]
    section = case.root.maybe("section", id="map")
    drawn = shapes(section.all("svg", role="img")[0]) if section else {}
    yield (
        "sites",
        [s["id"] for s in data.get("sites", ())],
        [s["site"] for s in b.tables["sites"]] if data else [],
    )
    for shown, s in zip(data.get("sites", ()), b.tables["sites"], strict=True):
        name = s["site"]
        close = case.account.close.get(name)
        mine = {
            "id": name,
            "name": case.site(name),
            "lon": eastings(case)[name],
            "lat": s["lat"],
            "role": s["role"],
            "link": f"site-{told.index(name) + 1}" if name in told else "",
            "placed": s.get("has_place", True) not in {False, "no"},
            "far": far(case, name, shown["far"]),
            "away": off_map(case, name, drawn.get(name, "")),
            "floor": s["holding_people"],
            "receiver": s["receiver"],
            "begun": case.people(name),
            "close": None if close is None else hour(close),
            "people": in_hours(changes(b.presence(name))),
            "units": in_hours(changes(b.kit_there_steps(name))),
            "states": in_hours(states(case, s)),
        }
        for key in ("people", "units"):
            shown[key] = in_hours(changes([(at * HOUR, n) for at, n in shown[key]]))
        yield name, shown, mine


def far(case, site, shown):
    """Return the arrow of an exit beyond the edge: its name, and an angle that points to the right side."""
    section = case.root.maybe("section", id="map")
    if not section or shapes(section.all("svg", role="img")[0])[site] != "far":
        return None
    km, wind = away(case, site)
    name = say("map.far", name=case.site(site), km=number(km))
    course = {"n": -90, "ne": -45, "e": 0, "se": 45, "s": 90, "sw": 135, "w": 180, "nw": -135}[wind]
    off = abs((shown["angle"] - course + 180) % 360 - 180)
    # On a flat map, and from the middle of several sites, it points a little otherwise.
    return {"angle": shown["angle"] if off <= 60 else course, "label": name}


def states(case, site):
    """Return what a site is over time: open with three quarters of its people or fewer, in a vacuum, closed; or always the same."""
    if site["role"] in {"exit", "junction"} or site["stays_open"]:
        return [
            (0, "stays" if site["stays_open"] and site["role"] in {"base", "hub"} else site["role"])
        ]
    name, begun, steps = (
        site["site"],
        case.people(site["site"]),
        changes(case.book.presence(site["site"])),
    )
    close = case.account.close.get(name)
    found = [
        (at, "full" if n >= 0.75 * begun else "thin")
        for at, n in steps
        if close is None or at < close
    ]
    if close is not None:
        empty = case.vacuum(name)
        found += (
            [(close, "vacuum"), (close + empty * DAY, "closed")] if empty else [(close, "closed")]
        )
    return [s for i, s in enumerate(found) if not i or s[1] != found[i - 1][1]]


@compares("data:legs")
def legs(case):
    """Compare threat, leave, closed seasons, use and harm of each leg."""
    data, b = plan_data(case), case.book
    order = [s["site"] for s in b.tables["sites"]]
    yield (
        "legs",
        [x["id"] for x in data.get("legs", ())],
        [x["leg"] for x in b.tables["legs"]] if data else [],
    )
    for shown, x in zip(data.get("legs", ()), b.tables["legs"], strict=True):
        harm = sum(case.account.harm(s) for s in case.account.stages if s["leg"] == x["leg"])
        shown["harm"], shown["threat"] = (
            near(shown["harm"], harm),
            [[at, n, round(figure, 9)] for at, n, figure in shown["threat"]],
        )
        yield (
            x["leg"],
            shown,
            {
                "id": x["leg"],
                "a": order.index(x["origin"]),
                "b": order.index(x["destination"]),
                "mode": x["mode"],
                "km": x["km"],
                "hours": round(b.usual_hours(x), 3),
                "threat": [
                    [hour(at), threat_level(figure), round(figure, 9)]
                    for at, figure in threat(b, x)
                ],
                "people": in_hours(leave(b, x, "people")),
                "cargo": in_hours(leave(b, x, "cargo")),
                "closed": [[hour(begin), hour(end)] for begin, end in closed(b, x)],
                "harm": harm,
                "uses": case.lifts.uses(x["leg"]),
            },
        )


@compares("data:flows")
def flows(case):
    """Compare what is under way on each leg in each period."""
    data = plan_data(case)
    if not data:
        return
    found = []
    for i, leg in enumerate(case.book.tables["legs"]):
        for n, (begin, end) in enumerate(periods(case)):
            amount_there = case.lifts.uses(leg["leg"], begin, end)
            found += [[i, n, round(amount_there)]] if amount_there else []
    yield "flows", sorted(data["flows"]), found


@compares("data:items", "data:serials")
def serials(case):
    """Compare each serial's stages and loads."""
    data, b, lifts = plan_data(case), case.book, case.lifts
    index = {x["leg"]: i for i, x in enumerate(b.tables["legs"])}
    yield (
        "serials",
        [s["id"] for s in data.get("serials", ())],
        [s[0] for s in lifts.serials()] if data else [],
    )
    for shown, (name, mode, *_) in zip(data.get("serials", ()), lifts.serials(), strict=True):
        stages = [
            [
                index[leg],
                int(b.first("legs", leg=leg)["origin"] == origin),
                hour(depart),
                hour(arrive),
                vehicles,
                people,
                round(teu, 2),
                round(t, 2),
            ]
            for _, leg, origin, _, depart, arrive, _, vehicles, people, teu, t in lifts.stages(name)
        ]
        loads = b.ask(
            "SELECT kind, item, SUM(quantity), board_stage, alight_stage FROM moves WHERE serial = ? AND role <> 'used' GROUP BY kind, item, board_stage, alight_stage",
            name,
        )
        shown["loads"] = sorted([*data["items"][item], *rest] for item, *rest in shown["loads"])
        harm = sum(case.account.harm(s) for s in case.account.stages if s["serial"] == name)
        shown["harm"] = near(shown["harm"], harm)
        yield (
            name,
            shown,
            {
                "id": name,
                "kind": {
                    "road": "convoy",
                    "rail": "train",
                    "river": "boat",
                    "sea": "ship",
                    "air": "flight",
                }[mode],
                "stages": stages,
                "sorties": lifts.stages(name)[0][6],
                "empty": lifts.empty(name),
                "pax": lifts.passengers(name),
                "units": lifts.units(name),
                "loads": sorted(
                    [kind, item, called(case, kind, item), *rest] for kind, item, *rest in loads
                ),
                "harm": harm,
            },
        )


def called(case, kind, item):
    """Return what something aboard is called."""
    if kind in {"vehicle", "aircraft"}:
        return case.lifts.types[item]
    return case.party(item) if kind == "people" else case.item(item) if kind == "lot" else item


@compares("maps")
def maps(case):
    """Compare what the still maps say and draw: of the whole plan, and of three moments."""
    section = case.root.maybe("section", id="map")
    pictures = section.all("svg", role="img") if section else []
    yield "maps", len(pictures), 4 if len(case.book.tables["sites"]) > 1 else 0
    if not pictures:
        return
    last = max([s[3] for s in case.lifts.serials()], default=case.book.deadline)
    spans = periods(case)
    held_by = [
        next((p for p in spans if p[0] <= part * last < p[1]), spans[-1])
        for part in (0.25, 0.5, 0.75)
    ]
    captions = [
        case.page.text(f.one("figcaption"))
        for f in section.one("div", class_="stills").all("figure")
    ]
    told = [case.between(begin, end - 1) for begin, end in held_by]
    yield "captions", captions, told
    for svg, (span, at, title) in zip(
        pictures,
        [
            ((0, case.book.end), 0, say("map.title")),
            *((p, p[1] - 1, text) for p, text in zip(held_by, told, strict=True)),
        ],
        strict=True,
    ):
        yield f"{title}: title", case.page.text(svg.one("title", id=True)), title
        desc = say(
            "map.desc",
            sites=count("site", len(case.book.tables["sites"])),
            legs=count("leg", len(case.book.tables["legs"])),
        )
        yield f"{title}: words", case.page.text(svg.one("desc")), desc
        yield from map_places(case, svg, title)
        yield from map_sites(case, svg, at, title)
        yield from map_legs(case, svg, (span, at), title)
        yield from scale_bar(case, svg, title)


def map_sites(case, svg, at, title):
    """Compare the circles: their words, size and state."""
    b = case.book
    most = (
        max(
            [
                *(
                    max((n for _, n in b.presence(s["site"])), default=0)
                    for s in b.tables["sites"]
                    if s["role"] != "exit"
                ),
                0,
            ]
        )
        or 1
    )
    shown, mine = {}, {}
    for site, (_, mark) in spots(svg).items():
        size = mark.one("use").attributes["transform"].partition("scale(")[2].rstrip(")")
        shown[site] = (case.page.text(mark.one("title")), mark.classes, float(size))
    drawn, small = shapes(svg), crowding(case)
    for s in b.tables["sites"]:
        people, state = held(b.presence(s["site"]), at), held(states(case, s), at)
        radius = small * (4 + 16 * sqrt(min(1, people / most)) if people else 5)
        radius = {"exit": 7, "junction": 4.5 * small}.get(s["role"], radius)
        off = off_map(case, s["site"], drawn[s["site"]])
        words = f"{case.site(s['site'])}, {', '.join(sorted({say('role.' + s['role']), say('sitestate.' + state)}, key=lambda word: word != say('role.' + s['role'])))}{', ' * bool(off)}{off}: {count('person', people)}"
        mine[s["site"]] = (words, ["site", state], round(radius, 1))
        yield f"{title}: {s['site']}: shape", drawn[s["site"]] in {state, "far", "home"}, True
    yield f"{title}: sites", shown, mine
    names = {case.page.text(t) for t in svg.all("text", class_="name")}
    own = {case.site(s["site"]) for s in b.tables["sites"]}
    own |= {
        say("map.far", name=case.site(site), km=number(away(case, site)[0]))
        for site, shape in drawn.items()
        if shape == "far"
    }
    yield f"{title}: names", names - own, set()


def map_legs(case, svg, when, title):
    """Compare the legs: their words, threat, leave, and the width of what travels them."""
    (begin, end), at = when
    whole = (begin, end) == (0, case.book.end)
    amounts = {x["leg"]: case.lifts.uses(x["leg"], begin, end) for x in case.book.tables["legs"]}
    most = max([*amounts.values(), 0])
    shown, mine, widths, bands = {}, {}, {}, {}
    for line in svg.all("line", data_leg=True):
        leg = line.attributes["data-leg"]
        if "flow" in line.classes:
            widths[leg] = round(float(line.attributes["stroke-width"]), 1)
        else:
            shown[leg] = (case.page.text(line.one("title")), line.classes)
    for x in case.book.tables["legs"]:
        n, steps = amounts[x["leg"]], threat(case.book, x)
        level = (
            max(threat_level(figure) for _, figure in steps)
            if whole
            else threat_level(held(steps, at))
        )
        word = max(
            (held(leave(case.book, x, payload), at) for payload in ("people", "cargo")),
            key=ORDER.index,
        )
        uses = count("sortie" if x["mode"] == "air" else "vehicle", n) if n else say("map.unused")
        told = say(
            "map.leg",
            origin=case.site(x["origin"]),
            destination=case.site(x["destination"]),
            mode=say("mode." + x["mode"]),
            km=number(x["km"]),
            threat=say(f"threat.{level}"),
            leave=say("leave." + word),
            uses=uses,
        )
        mine[x["leg"]] = (told, ["leg", x["mode"], f"threat{level}", word])
        bands[x["leg"]] = (
            round(round(3 + (4 if x["mode"] == "air" else 9) * sqrt(n / most), 2), 1) if n else 0.0
        )
    yield f"{title}: legs", shown, mine
    yield f"{title}: bands", widths, bands


def scale_bar(case, svg, title):
    """Compare the length of the bar with the distance between the sites that lie furthest apart from west to east."""
    bar = svg.one("line", class_="scalebar").attributes
    span = (float(bar["x2"].rstrip("%")) - float(bar["x1"].rstrip("%"))) / 100
    text = next(t for t in svg.all("text", class_="num") if t.attributes.get("y") == "99%")
    words = case.page.text(text)
    own = [
        (s["lat"], stood(svg)[s["site"]][1])
        for s in case.book.tables["sites"]
        if s["role"] != "exit"
    ]
    (north, y0), (south, y1) = max(own), min(own)
    km = float(words.split(" ")[0].replace(",", ""))
    yield f"{title}: scale", words, say("map.scale", km=number(km))
    if north > south:
        # degrees of latitude are as long everywhere: what is as wide as the bar would be so many of them, by the drawing's proportions
        high = {"flat": 2.2, "wide": 1.6, "square": 1.1, "tall": 0.8}[
            case.root.one("div", id="mapbox").classes[1]
        ]
        degrees = span * high * (north - south) / (y1 - y0)
        yield f"{title}: length of the scale", amount(round(degrees * 111.2 / km, 2)), "1"
