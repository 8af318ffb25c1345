"""What moves in a made-up mission: fleets as large as the work that stands around their hub.

The work of a hub is counted as a movements cell would: loads times the days of a round trip to the
way out, over the days there are, with a third of them lost.
"""

import math
from collections.abc import Iterator, Mapping

import attrs

from exeunt.invent.country import Country, Kind, Place
from exeunt.invent.places import ALL, ROAD_KM_H
from exeunt.invent.size import Size
from exeunt.model.choices import Mode
from exeunt.model.forces import Lot, Party
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType

WORKED_SHARE = 0.7
"""Part of the days in which a vehicle is at work; the rest it waits, or is mended."""
ROAD_FACTOR = 1.6
"""Km driven for each km of straight line out: bends and tracks."""
SEATS, COACH_SHARE = 40, 0.8
BOAT_SEATS, BOAT_TEU = 60, 6.0
VEHICLES_AN_ESCORT = 6
MARCH_HOURS = {True: 16.0, False: 10.0}
"""Hours on the move a day, in evacuations (two drivers, nothing else to do) and in drawdowns."""


@attrs.frozen
class Work:
    """What a hub has to bring out: people and TEU of its region, and the days of a round trip."""

    people: int
    teu: float
    days: float


def works(
    size: Size, country: Country, parties: Mapping[str, int], lots: Mapping[str, float]
) -> dict[str, Work]:
    """Return the work by hub, from people and TEU by site."""
    found = {}
    for hub in country.hubs:
        places = (hub, *country.of(hub))
        far_km = max(country.out_km(place) for place in places) * ROAD_FACTOR
        found[hub.site] = Work(
            people=sum(parties.get(place.site, 0) for place in places),
            teu=sum(lots.get(place.site, 0.0) for place in places),
            days=2 * far_km / (ROAD_KM_H * MARCH_HOURS[size.is_short])
            + (0.2 if size.is_short else 1.0),
        )
    return found


def coaches_of(size: Size, work: Work) -> int:
    """Return the coaches that bring out the people of a hub in the days there are."""
    # In a drawdown people leave in the last weeks: a base is not emptied of them before its kit.
    days = size.deadline_days * WORKED_SHARE * (1.0 if size.is_short else 0.4)
    trips = max(1.0, days // work.days)
    return max(2, math.ceil(work.people / SEATS / trips))


def trucks_of(size: Size, work: Work) -> int:
    """Return the trucks that bring out the kit of a hub in the days there are."""
    trips = max(1.0, size.deadline_days * WORKED_SHARE // work.days)
    return max(3, math.ceil(work.teu / trips))


def escorts_of(size: Size, work: Work) -> int:
    """Return the escort vehicles for half of a hub's trucks and coaches at once."""
    return 2 + math.ceil((coaches_of(size, work) + trucks_of(size, work)) / 2 / VEHICLES_AN_ESCORT)


def vehicles() -> tuple[VehicleType, ...]:
    """Return the types of vehicles and boats."""
    return (
        VehicleType(
            vehicle="truck",
            payload_t=20.0,
            teu=1.0,
            crew=2,
            cost_per_km=1.5,
            fuel_l_per_km=0.4,
            assumed=ALL,
        ),
        VehicleType(
            vehicle="low-bed",
            payload_t=40.0,
            teu=2.0,
            crew=2,
            outsize=True,
            cost_per_km=3.0,
            fuel_l_per_km=0.6,
            assumed=ALL,
        ),
        VehicleType(
            vehicle="coach",
            payload_t=3.0,
            seats=SEATS,
            crew=2,
            cost_per_km=1.0,
            fuel_l_per_km=0.3,
            assumed=ALL,
        ),
        VehicleType(
            vehicle="escort",
            payload_t=1.0,
            seats=2,
            crew=3,
            armoured=True,
            capabilities=(("escort", 1.0),),
            cost_per_km=3.0,
            fuel_l_per_km=0.5,
            assumed=ALL,
        ),
        VehicleType(
            vehicle="landing-boat",
            mode=Mode.SEA,
            payload_t=90.0,
            teu=BOAT_TEU,
            seats=BOAT_SEATS,
            crew=6,
            outsize=True,
            cost_per_km=8.0,
            fuel_l_per_km=4.0,
            assumed=ALL,
        ),
    )


def fleets(size: Size, country: Country, by_hub: Mapping[str, Work]) -> Iterator[Fleet]:
    """Yield the fleets of each hub."""
    for hub in country.hubs:
        work = by_hub[hub.site]
        yield _hired(hub, "trucks", "truck", trucks_of(size, work))
        yield _hired(hub, "coaches", "coach", coaches_of(size, work))
        if not size.is_short:
            yield _hired(hub, "low-beds", "low-bed", max(2, trucks_of(size, work) // 5))
        yield Fleet(
            fleet=f"{hub.site}-escorts",
            vehicle="escort",
            site=hub.site,
            count=escorts_of(size, work),
            crew_party=f"{hub.site}-crews",
            value=80_000.0,
            assumed=ALL,
        )
        if hub.kind is Kind.ISLANDS:
            boats = math.ceil(len(country.of(hub)) / 3) * (2 if size.is_short else 1)
            yield _hired(hub, "boats", "landing-boat", boats)


def _hired(hub: Place, what: str, vehicle: str, count: int) -> Fleet:
    return Fleet(
        fleet=f"{hub.site}-{what}",
        vehicle=vehicle,
        site=hub.site,
        count=count,
        ownership="contracted",
        assumed=ALL,
    )


def aircraft() -> tuple[AircraftType, ...]:
    """Return the types of aircraft."""
    return (
        AircraftType(
            aircraft="utility-plane",
            payload_t=15.0,
            teu=2.0,
            seats=60,
            range_km=1500.0,
            speed_kmh=380.0,
            runway="unpaved",
            runway_m=1000,
            block_hours_per_month=100.0,
            serviceability=1.0,
            cost_per_hour=6_500.0,
            fuel_l_per_hour=2_500.0,
            assumed=ALL,
        ),
        AircraftType(
            aircraft="airliner",
            payload_t=20.0,
            seats=160,
            range_km=4000.0,
            speed_kmh=750.0,
            runway="paved",
            runway_m=2000,
            block_hours_per_month=200.0,
            serviceability=1.0,
            cost_per_hour=9_000.0,
            fuel_l_per_hour=3_000.0,
            assumed=ALL,
        ),
    )


def air_fleets(size: Size, country: Country) -> Iterator[AirFleet]:
    """Yield a fleet for the bases of each hub that is reached by air, and one for each crowd."""
    for hub in country.hubs:
        bases = len(country.of(hub))
        if hub.kind is Kind.AIRLIFT and bases:
            count = math.ceil(bases / 2) + (1 if size.is_short else 0)
            yield _flown(hub.site, "planes", "utility-plane", hub.site, count)
        elif hub.kind is Kind.CROWD and bases:
            home = country.way_out(hub)[-1]
            yield _flown(hub.site, "airliners", "airliner", home.site, math.ceil(bases / 3))


def _flown(hub: str, what: str, kind: str, home: str, count: int) -> AirFleet:
    return AirFleet(
        air_fleet=f"{hub}-{what}",
        aircraft=kind,
        site=home,
        count=count,
        ownership="contracted",
        assumed=ALL,
    )


def people_by_site(parties: Iterator[Party]) -> dict[str, int]:
    """Count the people at each site."""
    counts: dict[str, int] = {}
    for party in parties:
        counts[party.site] = counts.get(party.site, 0) + party.count
    return counts


def teu_by_site(lots: Iterator[Lot]) -> dict[str, float]:
    """Count the TEU at each site that do not drive out by themselves."""
    counts: dict[str, float] = {}
    for lot in lots:
        if not lot.self_driving:
            counts[lot.site] = counts.get(lot.site, 0.0) + lot.quantity * lot.teu
    return counts
