"""Tiny missions made from a seed, of the class that :mod:`tests.support.oracles.monolith` solves exactly.

The class: a period is a day; every leg is a road of a day or a track of two, two-way, with a threat that does not
change; bases that close, one hub where all fleets stand and which stays open, one exit; a convoy turns
round in whole days at bases and at once elsewhere; hired trucks, coaches and escorts (one type and one
fleet each, nobody under armour); on every leg so many escorts for so many other vehicles; convoys of any
size from the least up; parties that go to any exit, may go by road and bring no capability, with no
conditions of their providers; lots that are carried, ready from the start and of one TEU a unit; ways of
disposal without rates, capabilities or lead times longer than the closing hours; receivers ready before
anything can close; no supplies, permissions, seasons, rates, yards, beds or aircraft.
"""

import random
from datetime import datetime, timedelta

from exeunt.model.dispositions import Disposition
from exeunt.model.figures import Doctrine
from exeunt.model.forces import Lot, Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.pace import Pace
from exeunt.model.places import Site
from exeunt.model.prices import Prices
from exeunt.model.requirements import Requirement
from exeunt.model.transport import Fleet, VehicleType

START = datetime(2030, 6, 1)


def small_mission(seed: int, days: int = 9) -> Mission:
    """Make a mission of two bases, a hub and an exit; the same seed makes the same mission."""
    r = random.Random(seed)
    bases = ("north", "east")
    return Mission(
        name=f"small-{seed}",
        start=START,
        deadline=START + timedelta(days=days - 2),
        end=START + timedelta(days=days),
        period_hours=24,
        doctrine=Doctrine(
            march_hours_per_day=24,
            convoy_min=r.choice((1, 3)),
            convoy_max=1000,
            spacing_hours=0,
            last_lift_hours=24,
        ),
        prices=Prices(
            casualty=1_000_000, person_day_late=2_000, person_not_out=200_000, capture_point=20_000
        ),
        sites=(*(base(r, site, n) for n, site in enumerate(bases)), *ends()),
        pace=(Pace(pace="track", surface="track", likely=2.0),),
        legs=(
            *(leg(r, site, "hub", r.choice((0.0, 0.005, 0.01))) for site in bases),
            leg(r, "hub", "out", 0.0),
        ),
        parties=tuple(party(r, site, armed) for site in bases for armed in (True, False)),
        lots=tuple(
            lot(r, site, kit_class) for site in bases for kit_class in ("general", "sensitive")
        ),
        dispositions=(
            Disposition(disposition="ship", recovery_share=1.0, cost_per_unit=100),
            Disposition(
                disposition="sell", kit_class="general", owner="mission", recovery_share=0.5
            ),
            Disposition(disposition="destroy", kit_class="sensitive", cost_per_unit=50),
        ),
        requirements=(
            Requirement(
                requirement="escort",
                activity="convoy",
                where="road",
                capability="escort",
                amount=1,
                per_vehicles=4,
            ),
        ),
        vehicles=(
            VehicleType(
                vehicle="truck", payload_t=20, teu=1, crew=2, cost_per_km=2, fuel_l_per_km=0.5
            ),
            VehicleType(
                vehicle="coach",
                payload_t=2,
                seats=r.choice((12, 15)),
                crew=1,
                cost_per_km=1,
                fuel_l_per_km=0.3,
            ),
            VehicleType(
                vehicle="escort",
                payload_t=1,
                crew=3,
                cost_per_km=4,
                fuel_l_per_km=0.6,
                capabilities=(("escort", 1.0),),
            ),
        ),
        fleets=(
            Fleet(
                fleet="trucks",
                vehicle="truck",
                site="hub",
                count=r.randint(3, 4),
                ownership="contracted",
            ),
            Fleet(fleet="coaches", vehicle="coach", site="hub", count=2, ownership="contracted"),
            Fleet(
                fleet="escorts",
                vehicle="escort",
                site="hub",
                count=r.randint(1, 3),
                ownership="contracted",
            ),
        ),
    )


def base(r: random.Random, site: str, n: int) -> Site:
    """Make a base; the first is a degree north, the second a degree east of the hub."""
    return Site(
        site=site,
        lat=11.0 - n,
        lon=20.0 + n,
        role="base",
        turn_hours=24,
        holding_people=r.choice((0, 6)),
        closing_hours=48,
        perimeter_risk_per_day=r.choice((0.001, 0.003)),
        person_risk_per_day=r.choice((0.0, 0.00002)),
        standing_cost_per_day=r.choice((2_000, 5_000)),
        receiver="the district",
    )


def ends() -> tuple[Site, Site]:
    """Make the hub and the exit."""
    hub = Site(site="hub", lat=10.0, lon=20.0, role="hub", stays_open=True, receiver="the town")
    return hub, Site(site="out", lat=9.5, lon=19.5, role="exit")


def leg(r: random.Random, origin: str, destination: str, strikes: float) -> Leg:
    """Make a road of a day, or a track of two to the north."""
    km = r.choice((120, 160, 200))
    is_track = origin == "north" and r.choice((False, True))
    return Leg(
        leg=f"{origin}-{destination}",
        origin=origin,
        destination=destination,
        mode="road",
        km=km,
        travel_hours=24,
        surface="track" if is_track else "",
        strikes_per_100km=strikes,
        casualties_per_strike=2.0,
    )


def party(r: random.Random, site: str, armed: bool) -> Party:
    """Make the guards or the staff of a base."""
    return Party(
        party=f"{site}-{'guards' if armed else 'staff'}",
        site=site,
        count=r.randint(6, 12),
        population="troops" if armed else "civilian",
        armed=armed,
    )


def lot(r: random.Random, site: str, kit_class: str) -> Lot:
    """Make containers worth shipping or not."""
    return Lot(
        lot=f"{site}-{kit_class}",
        site=site,
        quantity=r.randint(1, 6 if kit_class == "general" else 3),
        mass_t=8,
        teu=1,
        kit_class=kit_class,
        owner="mission",
        value=r.choice((1_000, 8_000, 30_000)),
        harm_if_captured=5 if kit_class == "sensitive" else 0,
    )
