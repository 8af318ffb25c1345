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
from exeunt.drawing.names import far_name, off_map
from exeunt.drawing.places import Far, far_exits
from exeunt.drawing.scene import crowding, most_people
from exeunt.facts.curves import Curve
from exeunt.facts.facts import Facts
from exeunt.facts.legs import Span, level, usual_hours
from exeunt.facts.movements import Hop, Movement, carried_t, carried_teu
from exeunt.facts.states import flows
from exeunt.model.legs import Leg
from exeunt.model.places import Site
from exeunt.report.tables import type_name
from exeunt.words.catalogue import catalogue
from exeunt.words.words import Words

LIVE = "live."
"""Beginning of the keys of the words that the script says."""
NOUNS = ("mode.", "role.", "sitestate.", "threat.", "leave.", "n.", "kind.", "veil.")
"""Beginnings of the keys of other words that it needs."""
TOWNS = 250
"""Most towns on the map that can be panned."""


@attrs.frozen(kw_only=True)
class Numbering:
    """The numbers by which the script's lists refer to sites, legs and what is aboard."""

    sites: dict[str, int]
    legs: dict[str, int]
    items: dict[tuple[str, str], int]
    """By kind and item."""


def numbering(facts: Facts) -> Numbering:
    """Number everything in the order of the mission's tables; what is aboard as it is first met."""
    mission = facts.mission
    items: dict[tuple[str, str], int] = {}
    for movement in facts.movements:
        for journey in movement.journeys:
            load = journey.load
            # What vehicles burn on the way is no load that anybody looks for.
            if load.role != "used":
                items.setdefault((load.kind, load.item), len(items))
    return Numbering(
        sites={site.site: number for number, site in enumerate(mission.sites)},
        legs={leg.leg: number for number, leg in enumerate(mission.legs)},
        items=items,
    )


def live(facts: Facts, say: Words) -> dict[str, Any]:
    """Return all that the script needs to show the plan at any moment, and to tell its stories."""
    mission = facts.mission
    veil = say.veil
    number = numbering(facts)
    middle = meridian(mission.sites)
    # A mission of one site has no map for it to be off.
    far = far_exits(mission, frame(mission.sites)) if len(mission.sites) > 1 else {}
    legs: list[dict[str, Any]] = []
    flowing: list[list[int]] = []
    if veil.routes == "full":
        legs = [leg(facts, one, number, say) for one in mission.legs]
        # What travels a leg is a strength.
        if veil.strengths is None:
            flowing = flow_rows(facts, number)
    items: list[list[str]] | dict[str, str] = {}
    serials: list[dict[str, Any]] = []
    # Whoever knows one serial's times can wait for it: where anything is kept back, none is told.
    if not veil.drawn:
        items = [_named(facts, kind, item) for kind, item in number.items]
        serials = [serial(facts, movement, number) for movement in facts.movements]
    return {
        "start": _local(mission.start),
        "hours": facts.reading.end,
        "deadline": facts.reading.deadline,
        "fine": say.fine,
        "veiled": veil.drawn,
        "width": veil.strengths,
        "periods": [_rounded(period.begin) for period in facts.periods],
        "dates": veil.dates,
        "words": _script_words(say),
        "most": most_people(facts.reading, say),
        "crowding": crowding(mission),
        "sites": [
            {**site(facts, one, middle, say), **where(one, far.get(one.site), say)}
            for one in mission.sites
        ],
        "legs": legs,
        "flows": flowing,
        "items": items,
        "serials": serials,
    }


def _script_words(say: Words) -> dict[str, str]:
    """Return the words that the script says, by their keys."""
    beginnings = (LIVE, *NOUNS)
    words = catalogue(say.language)
    return {key: text for key, text in words.items() if key.startswith(beginnings)}


def site(facts: Facts, one: Site, middle: float, say: Words) -> dict[str, Any]:
    """Return one site; ``middle`` is the longitude around which the map is."""
    reading = facts.reading
    closure = facts.plan.closes.get(one.site)
    closes = None
    if closure is not None:
        closes = _rounded(facts.mission.hours(closure.close))
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
        "close": closes,
        "people": steps(reading.presence.get(one.site, Curve()), say),
        "units": steps(reading.ends.there.get(one.site, Curve()), say),
        "states": [[_rounded(hour), state] for hour, state in facts.states[one.site]],
    }


def where(one: Site, far: Far | None, say: Words) -> dict[str, Any]:
    """Return whether a site has a place, and how far off it is where the map does not reach it."""
    told = off_map(one, far, say)
    return {
        "placed": one.has_place,
        "far": None
        if far is None
        else {"angle": round(far.angle), "label": far_name(one, far, say)},
        "away": told,
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
    harm = None
    if not say.veil.drawn:
        harm = round(facts.harm.legs.get(one.leg, 0.0), 6)
    uses = None
    travelling = facts.uses.get(one.leg, 0.0)
    # A leg that nothing travels is told as such only where numbers are exact.
    if travelling or say.veil.strengths is None:
        uses = round(say.veil.grain(travelling))
    return {
        "id": one.leg,
        "a": number.sites[one.origin],
        "b": number.sites[one.destination],
        "mode": one.mode,
        "km": one.km,
        "hours": _rounded(usual_hours(facts.mission, one)),
        "threat": [[_rounded(hour), level(strikes), strikes] for hour, strikes in story.threat],
        "people": _spans(story.people),
        "cargo": _spans(story.cargo),
        "closed": [[_rounded(begin), _rounded(end)] for begin, end in story.closed],
        "harm": harm,
        "uses": uses,
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
    return {
        "id": one.serial,
        "kind": one.kind,
        "stages": [_stage(hop, number) for hop in one.hops],
        "sorties": one.rotations,
        "empty": one.empty,
        "harm": round(facts.harm.serials[one.serial], 6),
        "pax": round(one.passengers),
        "units": round(one.units),
        "loads": _loads(one, number),
    }


def _stage(hop: Hop, number: Numbering) -> list[float]:
    """Return a stage: leg, whether forward, times, vehicles, people, TEU and tonnes."""
    forward = hop.origin == hop.leg.origin
    return [
        number.legs[hop.leg.leg],
        int(forward),
        _rounded(hop.depart),
        _rounded(hop.arrive),
        round(hop.vehicle_count),
        round(hop.people_count),
        round(carried_teu(hop), 2),
        round(carried_t(hop), 2),
    ]


def _loads(one: Movement, number: Numbering) -> list[list[int]]:
    """Return what is aboard a serial: item, quantity, where it boards and where it alights."""
    loads = Counter[tuple[int, int, int]]()
    for journey in one.journeys:
        load = journey.load
        if load.role != "used":
            item = number.items[load.kind, load.item]
            # One party may be aboard as crew and as passengers; the script tells them as one.
            loads[item, load.board_stage, load.alight_stage] += round(load.quantity)
    return [[item, count, board, alight] for (item, board, alight), count in loads.items()]


def basemap(facts: Facts, say: Words) -> dict[str, Any] | None:
    """Return what is drawn under the map that can be panned, as lists of positions.

    None where a site lies nearer to a pole than that map goes.
    """
    sites = facts.mission.sites
    if any(abs(one.lat) > NORTHMOST for one in sites):
        return None
    fitted = frame(sites)
    box = whole_box(sites, fitted)
    degrees_per_unit = fitted.width_deg / fitted.squeeze / UNITS
    ground = atlas(box, degrees_per_unit * 2, TOWNS)
    land: list[Any] = []
    borders: list[Any] = []
    labels: list[Any] = []
    for country in ground.countries:
        land += country.land
        borders += country.outline
        name = say.country(country.code, country.name)
        labels.append([name, *country.centre, round(country.area, 3)])
    towns = [[town.name, town.lon, town.lat, town.rank, town.people] for town in ground.places]
    return {
        "box": box,
        "view": fitted.box,
        "land": land,
        "borders": borders,
        "lakes": ground.lakes,
        "rivers": ground.rivers,
        "countries": labels,
        "towns": towns,
    }


def steps(curve: Curve, say: Words) -> list[list[float]]:
    """Return a curve as pairs of hour and value, as finely as they may be told."""
    pairs: list[list[float]] = []
    for hour, value in zip(curve.hours, curve.values, strict=True):
        at, grained = _rounded(hour), round(say.veil.grain(value))
        # Rounds of flights end within a rounding of one another: as told, that is one moment.
        if pairs and pairs[-1][0] == at:
            pairs.pop()
        if not pairs or pairs[-1][1] != grained:
            pairs.append([at, grained])
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
    """Round to a thousandth of an hour: nothing is planned so finely."""
    return round(hours, 3)


def _local(when: datetime) -> str:
    return when.isoformat(timespec="minutes")
