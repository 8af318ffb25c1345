"""Sites and legs of a made-up mission, with their figures."""

import math
from collections.abc import Iterator
from datetime import datetime, timedelta

from exeunt.invent.country import Country, Kind, Place, straight_km
from exeunt.invent.draws import Draws
from exeunt.invent.size import Size
from exeunt.model.choices import Mode, SiteRole
from exeunt.model.hazards import Season
from exeunt.model.legs import Leg
from exeunt.model.places import Site

ALL = ("*",)
"""Every figure is made up, and says so."""
ROAD_KM_H = 40.0
BOAT_KM_H = 18.0
WINDING = {Mode.ROAD: 1.25, Mode.SEA: 1.1, Mode.AIR: 1.0}
"""How much longer a way is than the straight line; air legs are rounded up."""
THREATS = (0.0, 0.002, 0.006, 0.015)
"""Strikes per 100 km on the roads to bases, from quiet to ambushed now and then."""
RAINS_DAYS = 180
"""Missions of so many days meet a season of rains."""


def sites(size: Size, draws: Draws, country: Country, start: datetime) -> Iterator[Site]:
    """Yield the sites in the order of the places."""
    for place in country.places:
        if place.role == SiteRole.BASE:
            yield _base(size, draws, place, start)
        elif place.role == SiteRole.HUB:
            yield _hub(size, place)
        else:
            yield _passed(place)


def _base(size: Size, draws: Draws, place: Place, start: datetime) -> Site:
    named = "site", place.site
    flown = place.kind in {Kind.AIRLIFT, Kind.CROWD}
    guards = guards_of(size, place)
    ready_days = draws.one_of((0, 0, 20, 40), *named, "ready") * size.days // 100
    is_taken_over = not size.is_short
    return Site(
        site=place.site,
        lat=place.lat,
        lon=place.lon,
        role=SiteRole.BASE,
        runway="paved" if place.kind is Kind.CROWD else "unpaved" if flown else "none",
        runway_m=2400 if place.kind is Kind.CROWD else 1200 if flown else 0,
        parking=4 if flown else None,
        turn_hours=1.0 if size.is_short else 12.0,
        holding_people=guards // 3,
        perimeter_risk_per_day=round(0.004 * place.factor, 4),
        closing_hours=2.0 if size.is_short else 48.0,
        receiver="host" if is_taken_over else "",
        receiver_ready=start + timedelta(days=ready_days) if is_taken_over and ready_days else None,
        standing_cost_per_day=round(12_000 * place.factor, -2),
        load_teu_per_day=None if size.is_short else round(20 * place.factor),
        assumed=ALL,
    )


def _hub(size: Size, place: Place) -> Site:
    # A drawdown leaves a team at its hubs to liquidate the rest; an evacuation leaves nobody.
    return Site(
        site=place.site,
        lat=place.lat,
        lon=place.lon,
        role=SiteRole.HUB,
        runway="paved",
        runway_m=2400,
        turn_hours=1.0 if size.is_short else 12.0,
        perimeter_risk_per_day=0.001,
        closing_hours=2.0 if size.is_short else 0.0,
        receiver="" if size.is_short else "host",
        standing_cost_per_day=4_000.0 if size.is_short else 20_000.0,
        # Boats have no way to an exit, so that the quay stays.
        stays_open=not size.is_short or place.kind is Kind.ISLANDS,
        assumed=ALL,
    )


def _passed(place: Place) -> Site:
    is_exit = place.role == SiteRole.EXIT
    return Site(
        site=place.site,
        lat=place.lat,
        lon=place.lon,
        role=SiteRole(place.role),
        runway="paved" if is_exit else "none",
        runway_m=3000 if is_exit else 0,
        assumed=ALL,
    )


def guards_of(size: Size, place: Place) -> int:
    """Return the armed people of a base."""
    return max(6, round((30 if size.is_short else 90) * place.factor))


def legs(draws: Draws, country: Country) -> Iterator[Leg]:
    """Yield the ways: the trunk from hub to exit, and those to the bases by their kind."""
    for place in country.places:
        if not place.towards:
            continue
        towards = country.place[place.towards]
        if place.role != SiteRole.BASE:
            yield _road(draws, towards, place, is_trunk=True)
        elif place.kind is Kind.AIRLIFT:
            yield _air(country.place[place.hub], place)
        elif place.kind is Kind.ISLANDS:
            yield _sea(towards, place)
        else:
            yield _road(draws, towards, place, is_trunk=False)
            if place.kind is Kind.CROWD:
                yield _air(country.way_out(place)[-1], place)


def _road(draws: Draws, towards: Place, place: Place, *, is_trunk: bool) -> Leg:
    named = "leg", place.site
    surface = "paved" if is_trunk else draws.one_of(("paved", "gravel", "track"), *named, "surface")
    strikes = 0.0 if is_trunk else draws.one_of(THREATS, *named, "threat")
    km = _km(towards, place, Mode.ROAD)
    hours = round(km / ROAD_KM_H, 1)
    return Leg(
        leg=f"{place.site}-{towards.site}",
        origin=place.site,
        destination=towards.site,
        mode=Mode.ROAD,
        km=km,
        travel_hours=hours,
        surface=surface,
        # Twice the nights of a march by day: whoever leaves at noon halts twice.
        halts=2 * math.ceil(hours / 8),
        strikes_per_100km=strikes,
        casualties_per_strike=2.0 if strikes else 0.0,
        assumed=ALL,
    )


def _air(field: Place, place: Place) -> Leg:
    return Leg(
        leg=f"{place.site}-{field.site}-air",
        origin=place.site,
        destination=field.site,
        mode=Mode.AIR,
        km=_km(field, place, Mode.AIR),
        spread=0.1,
        strikes_per_100km=0.0,
        assumed=ALL,
    )


def _sea(towards: Place, place: Place) -> Leg:
    km = _km(towards, place, Mode.SEA)
    return Leg(
        leg=f"{place.site}-{towards.site}-sea",
        origin=place.site,
        destination=towards.site,
        mode=Mode.SEA,
        km=km,
        travel_hours=round(km / BOAT_KM_H, 1),
        strikes_per_100km=0.0,
        assumed=ALL,
    )


def _km(one: Place, two: Place, mode: Mode) -> float:
    return max(2.0, math.ceil(straight_km(one, two) * WINDING[mode] + 1))


def seasons(size: Size, draws: Draws, country: Country, start: datetime) -> Iterator[Season]:
    """Yield the rains that close some of the tracks to bases, in missions that last into them."""
    if size.days < RAINS_DAYS:
        return
    for leg in legs(draws, country):
        if leg.surface == "track" and draws.share("rains", leg.leg) < 1 / 3:
            since = start + timedelta(days=draws.whole(40, 80, "rains", leg.leg, "from"))
            yield Season(
                leg=leg.leg, closed_from=since, closed_to=since + timedelta(days=45), assumed=ALL
            )
