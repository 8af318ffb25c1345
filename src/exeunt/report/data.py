"""What the page's script is given: the plan over time as plain lists, as short as they can be said.

Times are hours from the start. Lists stand where records would read better, as there are thousands
of them.
"""

from collections import Counter
from datetime import datetime
from typing import Any

import attrs

from exeunt.drawing.atlas import atlas
from exeunt.drawing.frame import NORTHMOST, frame, meridian, turned, whole_box
from exeunt.drawing.ground import UNITS
from exeunt.drawing.map import most_people
from exeunt.facts.curves import Curve
from exeunt.facts.facts import Facts
from exeunt.facts.legs import Span, level
from exeunt.facts.movements import Movement, carried_t, carried_teu
from exeunt.facts.states import flows
from exeunt.model.places import Leg, Site
from exeunt.report.tables import type_name
from exeunt.words.catalogue import catalogue
from exeunt.words.words import Words

LIVE = "live."
"""Beginning of the keys of the words that the script says."""
NOUNS = ("mode.", "role.", "sitestate.", "threat.", "leave.", "n.", "kind.", "veil.")
TOWNS = 250


@attrs.frozen(kw_only=True)
class Numbering:
    """By which numbers the script's lists name sites, legs, and what is aboard (kind and item)."""

    sites: dict[str, int]
    legs: dict[str, int]
    items: dict[tuple[str, str], int]


def numbering(facts: Facts) -> Numbering:
    """Number everything in the order of the mission's tables; what is aboard as it is first met."""
    mission = facts.mission
    items = dict.fromkeys(
        (journey.load.kind, journey.load.item)
        for movement in facts.movements
        for journey in movement.journeys
        if journey.load.role != "used"
    )
    return Numbering(
        sites={site.site: i for i, site in enumerate(mission.sites)},
        legs={leg.leg: i for i, leg in enumerate(mission.legs)},
        items={item: i for i, item in enumerate(items)},
    )


def live(facts: Facts, say: Words) -> dict[str, Any]:
    """Return all that the script needs to show the plan at any moment, and to tell its stories."""
    mission, veil = facts.mission, say.veil
    number = numbering(facts)
    middle = meridian(mission.sites)
    legs = mission.legs if veil.routes == "full" else ()
    flowing = veil.routes == "full" and veil.strengths is None
    # Whoever knows one serial's times can wait for it: where anything is kept back, none is told.
    by_serial = not veil.drawn
    return {
        "start": _local(mission.start),
        "hours": facts.reading.end,
        "deadline": facts.reading.deadline,
        "fine": say.fine,
        "veiled": veil.drawn,
        "width": veil.strengths,
        "periods": [_rounded(period.begin) for period in facts.periods],
        "dates": veil.dates,
        "words": {
            key: text
            for key, text in catalogue(say.language).items()
            if key.startswith((LIVE, *NOUNS))
        },
        "most": most_people(facts.reading, say),
        "sites": [site(facts, one, middle, say) for one in mission.sites],
        "legs": [leg(facts, one, number, say) for one in legs],
        "flows": flow_rows(facts, number) if flowing else [],
        "items": [_named(facts, kind, item) for kind, item in number.items] if by_serial else {},
        "serials": [serial(facts, one, number) for one in facts.movements] if by_serial else [],
    }


def site(facts: Facts, one: Site, middle: float, say: Words) -> dict[str, Any]:
    """Return one site; ``middle`` is the longitude around which the map is."""
    reading = facts.reading
    closure = facts.plan.closes.get(one.site)
    return {
        "id": one.site,
        "name": one.name or one.site,
        "lon": turned(one.lon, middle),
        "lat": one.lat,
        "role": one.role,
        "link": _story_link(facts, one),
        "floor": one.holding_people if say.veil.strengths is None else None,
        "receiver": one.receiver,
        "begun": round(say.veil.grain(reading.begun(one.site))),
        "close": None if closure is None else _rounded(facts.mission.hours(closure.close)),
        "people": steps(reading.presence.get(one.site, Curve()), say),
        "units": steps(reading.kit_there.get(one.site, Curve()), say),
        "states": [[_rounded(hour), state] for hour, state in facts.states[one.site]],
    }


def _story_link(facts: Facts, one: Site) -> str:
    """Return where on the page a site's story is told; blank where it has none."""
    told = (story for story in facts.stories if not story.quiet)
    for number, story in enumerate(told, start=1):
        if story.site.site == one.site:
            return f"site-{number}"
    return ""


def leg(facts: Facts, one: Leg, number: Numbering, say: Words) -> dict[str, Any]:
    """Return one leg."""
    story = facts.legs[one.leg]
    uses = facts.uses.get(one.leg, 0.0)
    return {
        "id": one.leg,
        "a": number.sites[one.origin],
        "b": number.sites[one.destination],
        "mode": one.mode,
        "km": one.km,
        "hours": one.travel_hours,
        "threat": [[_rounded(hour), level(strikes), strikes] for hour, strikes in story.threat],
        "people": _spans(story.people),
        "cargo": _spans(story.cargo),
        "closed": [[_rounded(begin), _rounded(end)] for begin, end in story.closed],
        "harm": None if say.veil.drawn else round(facts.harm.legs.get(one.leg, 0.0), 6),
        # A leg that nothing travels is told as such only where numbers are exact.
        "uses": round(say.veil.grain(uses)) if uses or say.veil.strengths is None else None,
    }


def flow_rows(facts: Facts, number: Numbering) -> list[list[int]]:
    """Return what travels each leg in each period: leg, period, vehicles or sorties."""
    return [
        [number.legs[flow.leg], flow.period, round(flow.amount)]
        for flow in flows(facts.movements, facts.periods)
    ]


def serial(facts: Facts, one: Movement, number: Numbering) -> dict[str, Any]:
    """Return one serial.

    Its stages are lists of leg, direction, times, vehicles, people, TEU and tonnes; its loads are
    lists of item, quantity, and the stages at which it boards and alights.
    """
    stages = [
        [
            number.legs[hop.leg.leg],
            int(hop.origin == hop.leg.origin),
            _rounded(hop.depart),
            _rounded(hop.arrive),
            round(hop.vehicle_count),
            round(hop.people_count),
            round(carried_teu(hop), 2),
            round(carried_t(hop), 2),
        ]
        for hop in one.hops
    ]
    loads = Counter[tuple[int, int, int]]()
    for journey in one.journeys:
        load = journey.load
        if load.role != "used":
            item = number.items[load.kind, load.item]
            loads[item, load.board_stage, load.alight_stage] += round(load.quantity)
    return {
        "id": one.serial,
        "kind": one.kind,
        "stages": stages,
        "sorties": one.rotations,
        "empty": one.empty,
        "harm": round(facts.harm.serials[one.serial], 6),
        "pax": round(one.passengers),
        "units": round(one.units),
        "loads": [[item, n, board, alight] for (item, board, alight), n in loads.items()],
    }


def basemap(facts: Facts, say: Words) -> dict[str, Any] | None:
    """Return the ground of the map that can be moved, as lists of positions.

    None where a site lies nearer to a pole than that map goes.
    """
    sites = facts.mission.sites
    if any(abs(one.lat) > NORTHMOST for one in sites):
        return None
    fitted = frame(sites)
    box = whole_box(sites, fitted)
    ground = atlas(box, fitted.width_deg / fitted.squeeze / UNITS * 2, TOWNS)
    return {
        "box": box,
        "view": fitted.box,
        "land": [shape for country in ground.countries for shape in country.land],
        "borders": [line for country in ground.countries for line in country.outline],
        "lakes": ground.lakes,
        "rivers": ground.rivers,
        "countries": [
            [say.country(country.code, country.name), *country.centre, round(country.area, 3)]
            for country in ground.countries
        ],
        "towns": [
            [town.name, town.lon, town.lat, town.rank, town.people] for town in ground.places
        ],
    }


def steps(curve: Curve, say: Words) -> list[list[float]]:
    """Return a curve as pairs of hour and value, as finely as they may be told."""
    pairs: list[list[float]] = []
    for hour, value in zip(curve.hours, curve.values, strict=True):
        grained = say.veil.grain(value)
        if not pairs or pairs[-1][1] != grained:
            pairs.append([_rounded(hour), round(grained)])
    return pairs


def _spans(spans: tuple[Span, ...]) -> list[list[Any]]:
    return [[_rounded(span.begin), span.value] for span in spans]


def _named(facts: Facts, kind: str, item: str) -> list[str]:
    """Return what an item is, its id, and how it is called."""
    mission = facts.mission
    match kind:
        case "people":
            name = mission.party[item].name
        case "lot":
            name = mission.lot[item].item
        case "vehicle" | "aircraft":
            name = type_name(mission, item)
        case _:
            name = item
    return [kind, item, name or item]


def _rounded(hours: float) -> float:
    """Round to some seconds: finer than anything is planned."""
    return round(hours, 3)


def _local(when: datetime) -> str:
    return when.isoformat(timespec="minutes")
