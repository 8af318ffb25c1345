"""What the page's script is given: the plan over time as plain lists, as short as they can be said. Times are hours from the start."""

from collections import Counter
from datetime import datetime
from typing import Any

from exeunt.drawing.atlas import Atlas, atlas
from exeunt.drawing.frame import NORTHMOST, frame, meridian, turned, whole_box
from exeunt.drawing.ground import UNITS
from exeunt.drawing.map import most_people
from exeunt.facts.harm import Harm
from exeunt.facts.legs import Span, level, told_closed, told_leave, told_threat
from exeunt.facts.movements import Movement, carried_t, carried_teu
from exeunt.facts.periods import Period
from exeunt.facts.series import Curve, Reading
from exeunt.facts.states import flows, states, uses
from exeunt.facts.stories import SiteStory
from exeunt.model.places import Leg, Site
from exeunt.report.page.tables import type_name
from exeunt.words.catalogue import catalogue
from exeunt.words.words import Words

LIVE = "live."
"""Beginning of the keys of the words that the script says."""
NOUNS = ("mode.", "role.", "sitestate.", "threat.", "leave.", "n.", "kind.", "veil.")
TOWNS = 250


def live(
    reading: Reading,
    told: tuple[Movement, ...],
    stories: tuple[SiteStory, ...],
    cut: tuple[Period, ...],
    harm: Harm,
    say: Words,
) -> dict[str, Any]:
    """Return all that the script needs to show the plan at any moment and to tell the story of a site, a leg or a serial."""
    mission = reading.mission
    routes = say.veil.routes == "full"
    legs, used = mission.legs if routes else (), uses(told)
    middle = meridian(mission.sites)
    place, way = (
        {s.site: i for i, s in enumerate(mission.sites)},
        {one.leg: i for i, one in enumerate(mission.legs)},
    )
    return {
        "start": _local(mission.start),
        "hours": reading.end,
        "deadline": reading.deadline,
        "fine": say.fine,
        "veiled": say.veil.drawn,
        "width": say.veil.strengths,
        "periods": [round(p.begin, 3) for p in cut],
        "dates": say.veil.dates,
        "words": {
            key: text
            for key, text in catalogue(say.language).items()
            if key.startswith((LIVE, *NOUNS))
        },
        "most": most_people(reading, say),
        "sites": [site(reading, one, stories, middle, say) for one in mission.sites],
        "legs": [leg(reading, one, place, harm, used, say) for one in legs],
        "flows": [[way[f.leg], f.period, round(f.amount)] for f in flows(told, cut)]
        if routes and say.veil.strengths is None
        else [],
        "items": (items := _items(told) if not say.veil.drawn else {})
        and [_named(reading, kind, item) for kind, item in items],
        "serials": [serial(one, way, harm, items) for one in told] if not say.veil.drawn else [],
    }


def site(
    reading: Reading, one: Site, stories: tuple[SiteStory, ...], middle: float, say: Words
) -> dict[str, Any]:
    """Return one site; ``middle`` is the longitude around which the map is."""
    number = next(
        (i + 1 for i, s in enumerate(s for s in stories if not s.quiet) if s.site.site == one.site),
        0,
    )
    close = reading.plan.closes.get(one.site)
    return {
        "id": one.site,
        "name": one.name or one.site,
        "lon": turned(one.lon, middle),
        "lat": one.lat,
        "role": one.role,
        "link": f"site-{number}" if number else "",
        "floor": one.holding_people if say.veil.strengths is None else None,
        "receiver": one.receiver,
        "begun": round(say.veil.grain(reading.begun(one.site))),
        "close": None if close is None else _hour(reading, close.close),
        "people": steps(reading.presence.get(one.site, Curve()), say),
        "units": steps(reading.kit_there.get(one.site, Curve()), say),
        "states": [[round(h, 3), state] for h, state in states(reading, one, say.veil.grain)],
    }


def leg(
    reading: Reading,
    one: Leg,
    place: dict[str, int],
    harm: Harm,
    used: dict[str, float],
    say: Words,
) -> dict[str, Any]:
    """Return one leg; ``place`` numbers the sites."""
    mission = reading.mission
    return {
        "id": one.leg,
        "a": place[one.origin],
        "b": place[one.destination],
        "mode": one.mode,
        "km": one.km,
        "hours": one.travel_hours,
        "threat": [
            [round(h, 3), level(strikes), strikes]
            for h, strikes in told_threat(mission, one, say.veil)
        ],
        "people": _spans(told_leave(mission, one, "people", say.veil)),
        "cargo": _spans(told_leave(mission, one, "cargo", say.veil)),
        "closed": [[round(a, 3), round(b, 3)] for a, b in told_closed(mission, one, say.veil)],
        "harm": None if say.veil.drawn else round(harm.legs.get(one.leg, 0.0), 6),
        "uses": round(say.veil.grain(n))
        if (n := used.get(one.leg, 0.0)) or say.veil.strengths is None
        else None,
    }


def serial(
    one: Movement, way: dict[str, int], harm: Harm, items: dict[tuple[str, str], int]
) -> dict[str, Any]:
    """Return one serial: its stages as lists of leg, direction, times, vehicles, people, TEU and tonnes; its loads as lists of item, quantity and stages; ``way`` numbers the legs."""
    stages = [
        [
            way[hop.leg.leg],
            int(hop.origin == hop.leg.origin),
            round(hop.depart, 3),
            round(hop.arrive, 3),
            round(hop.vehicle_count),
            round(hop.people_count),
            round(carried_teu(hop), 2),
            round(carried_t(hop), 2),
        ]
        for hop in one.hops
    ]
    loads = Counter[tuple[int, int, int]]()
    for j in one.journeys:
        if j.load.role != "used":
            loads[items[j.load.kind, j.load.item], j.load.board_stage, j.load.alight_stage] += (
                round(j.load.quantity)
            )
    return {
        "id": one.serial,
        "kind": one.kind,
        "stages": stages,
        "sorties": one.rotations,
        "empty": one.empty,
        "harm": round(harm.serials[one.serial], 6),
        "pax": round(one.passengers),
        "units": round(one.units),
        "loads": [[item, n, board, alight] for (item, board, alight), n in loads.items()],
    }


def basemap(reading: Reading, say: Words) -> dict[str, Any] | None:
    """Return the ground of the map that can be moved, as lists of positions; None where a site lies nearer to a pole than that map goes."""
    if any(abs(s.lat) > NORTHMOST for s in reading.mission.sites):
        return None
    fitted = frame(reading.mission.sites)
    box = whole_box(reading.mission.sites, fitted)
    found: Atlas = atlas(box, fitted.width_deg / fitted.squeeze / UNITS * 2, TOWNS)
    return {
        "box": box,
        "view": fitted.box,
        "land": [shape for c in found.countries for shape in c.land],
        "borders": [line for c in found.countries for line in c.outline],
        "lakes": found.lakes,
        "rivers": found.rivers,
        "countries": [
            [say.country(c.code, c.name), *c.centre, round(c.area, 3)] for c in found.countries
        ],
        "towns": [[p.name, p.lon, p.lat, p.rank, p.people] for p in found.places],
    }


def steps(curve: Curve, say: Words) -> list[list[float]]:
    """Return a curve as pairs of hour and value, as finely as they may be told."""
    found: list[list[float]] = []
    for hour, value in zip(curve.hours, curve.values, strict=True):
        grained = say.veil.grain(value)
        if not found or found[-1][1] != grained:
            found.append([round(hour, 3), round(grained)])
    return found


def _spans(spans: tuple[Span, ...]) -> list[list[Any]]:
    return [[round(s.begin, 3), s.value] for s in spans]


def _items(told: tuple[Movement, ...]) -> dict[tuple[str, str], int]:
    """Number everything that is aboard anything."""
    return {
        key: i
        for i, key in enumerate(
            dict.fromkeys(
                (j.load.kind, j.load.item)
                for m in told
                for j in m.journeys
                if j.load.role != "used"
            )
        )
    }


def _named(reading: Reading, kind: str, item: str) -> list[str]:
    """Return what an item is, its id, and how it is called."""
    mission = reading.mission
    if kind == "people":
        return [kind, item, mission.party[item].name or item]
    if kind == "lot":
        lot = mission.lot[item]
        return [kind, item, lot.item or item]
    if kind in {"vehicle", "aircraft"}:
        return [kind, item, type_name(mission, item)]
    return [kind, item, item]


def _hour(reading: Reading, when: datetime) -> float:
    return round(reading.mission.hours(when), 3)


def _local(when: datetime) -> str:
    return when.isoformat(timespec="minutes")
