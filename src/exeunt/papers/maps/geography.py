"""Sites, legs and movements for maps. Lines are straight between sites: they are not the roads."""

from collections.abc import Iterator

from exeunt.documents.parts import Feature, Geography, Places, Value
from exeunt.drawing.symbols import serial_code, site_code
from exeunt.facts.legs import level, usual_hours
from exeunt.facts.movements import Movement, carried_t, carried_teu
from exeunt.model.legs import Leg
from exeunt.model.places import Site
from exeunt.papers.dossier import Dossier

COLOURS = {
    "road": "8a5a2b",
    "river": "2b6f8a",
    "sea": "1f4e8a",
    "rail": "4a4a4a",
    "air": "6a3d9a",
    "site": "1f4e5f",
    "exit": "2e7d32",
    "leg": "9aa5ab",
}
"""Colours of modes, sites and legs. Exits are green: that is where people are out."""
SITES, LEGS, MOVEMENTS = "sites", "legs", "movements"


def geography(dossier: Dossier, *layers: str) -> Geography:
    """Return layers of the map: sites, legs, movements."""
    features: list[Feature] = []
    if SITES in layers:
        features += [site_feature(dossier, site) for site in dossier.mission.sites]
    if LEGS in layers:
        features += [leg_feature(dossier, leg) for leg in dossier.mission.legs]
    if MOVEMENTS in layers:
        features += [
            feature
            for movement in dossier.movements
            for feature in stage_features(dossier, movement)
        ]
    return Geography(
        title=dossier.word("maps.title", title=dossier.title),
        words=dossier.word("maps.words", origin=dossier.origin),
        features=tuple(features),
        layers={layer: dossier.word(f"maps.{layer}") for layer in (SITES, LEGS, MOVEMENTS)},
        banner=dossier.banner,
        utc_offset_hours=dossier.mission.utc_offset_hours,
    )


def spots(*sites: Site) -> Places:
    """Return the places of sites, longitude and latitude; none where one of them has no place.

    A dot or a line there would say something that is not so.
    """
    if not all(site.has_place for site in sites):
        return ()
    return tuple((site.lon, site.lat) for site in sites)


def site_feature(dossier: Dossier, site: Site) -> Feature:
    """Return a site as a point."""
    say, mission = dossier.say, dossier.mission
    closure = dossier.plan.closes.get(site.site)
    people = sum(party.count for party in mission.parties if party.site == site.site)
    kit = sum(lot.quantity for lot in mission.lots if lot.site == site.site)
    shown = [say(f"role.{site.role}"), say.count("person", people)]
    if not site.has_place:
        shown.append(say("map.nowhere"))
    if closure:
        shown.append(dossier.word("maps.closes", when=dossier.when(closure.close)))
    # Keys and words of the tables, in English in every language: a style that a GIS was given once
    # works for the next print too.
    facts: dict[str, Value] = {
        "site": site.site,
        "role": site.role,
        "people_at_start": people,
        "holding_people": site.holding_people,
        "kit_at_start_units": kit,
        "closes": closure.close if closure else None,
        "has_place": "yes" if site.has_place else "no",
        "stays_open": "yes" if site.stays_open else "no",
        "receiver": site.receiver or None,
        "receiver_ready": site.receiver_ready,
        "vacuum_days": closure.vacuum_days if closure else None,
        "runway": site.runway,
    }
    if dossier.symbols:
        facts["sidc"] = site_code(mission, site)
    return Feature(
        layer=SITES,
        name=dossier.site(site.site),
        places=spots(site),
        facts=facts,
        words=", ".join(shown),
        colour=COLOURS["exit" if site.role == "exit" else "site"],
    )


def leg_feature(dossier: Dossier, leg: Leg) -> Feature:
    """Return a leg as a straight line."""
    say, mission = dossier.say, dossier.mission
    ends = spots(mission.site[leg.origin], mission.site[leg.destination])
    stages = dossier.facts.on_leg.get(leg.leg, ())
    # A map has one figure a leg: that of the mission's start.
    strikes = dossier.facts.strikes(leg, 0.0)
    facts: dict[str, Value] = {
        "leg": leg.leg,
        "mode": leg.mode,
        "from": leg.origin,
        "to": leg.destination,
        "km": leg.km,
        "travel_hours": usual_hours(mission, leg),
        "strikes_per_100km": strikes,
        "threat_level": level(strikes),
        "stages": len(stages),
        "vehicles": sum(round(stage.hop.vehicle_count) for stage in stages),
        "sorties": sum(stage.hop.stage.rotations for stage in stages if stage.hop.mode == "air"),
    }
    words = dossier.word(
        "maps.leg",
        mode=say(f"mode.{leg.mode}"),
        km=say.amount(leg.km),
        level=dossier.word(f"level.{level(strikes)}"),
    )
    name = f"{dossier.site(leg.origin)} – {dossier.site(leg.destination)}"
    return Feature(
        layer=LEGS,
        name=name,
        places=ends,
        facts=facts,
        words=words,
        group=say(f"mode.{leg.mode}"),
        colour=COLOURS["leg"],
    )


def stage_features(dossier: Dossier, movement: Movement) -> Iterator[Feature]:
    """Yield the stages of a serial as straight lines with their times."""
    mission = dossier.mission
    sidc: dict[str, Value] = {}
    if dossier.symbols:
        sidc["sidc"] = serial_code(movement)
    words = dossier.word("maps.serial", kind=dossier.kind(movement), route=dossier.route(movement))
    for hop in movement.hops:
        facts: dict[str, Value] = {
            "serial": movement.serial,
            "kind": movement.kind,
            "stage": hop.stage.stage,
            "mode": hop.mode,
            "leg": hop.leg.leg,
            "from": hop.origin,
            "to": hop.destination,
            "depart": hop.stage.depart,
            "arrive": hop.stage.arrive,
            "km": hop.leg.km,
            "sorties": hop.stage.rotations,
            "vehicles": round(hop.vehicle_count),
            "people": round(hop.people_count),
            "teu": carried_teu(hop),
            "tonnes": carried_t(hop),
            **sidc,
        }
        yield Feature(
            layer=MOVEMENTS,
            name=dossier.word(
                "colon",
                what=f"{movement.serial} {hop.stage.stage}",
                told=f"{dossier.site(hop.origin)} – {dossier.site(hop.destination)}",
            ),
            places=spots(mission.site[hop.origin], mission.site[hop.destination]),
            facts=facts,
            words=f"{words} {dossier.when(hop.stage.depart)} – {dossier.when(hop.stage.arrive)}",
            begin=hop.stage.depart,
            end=hop.stage.arrive,
            group=movement.serial,
            colour=COLOURS[hop.mode],
        )
