"""Missions whose own vehicles are worth more at a port than at the hub where they are left."""

from datetime import datetime, timedelta

from exeunt.model.dispositions import Disposition
from exeunt.model.figures import Doctrine
from exeunt.model.forces import Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.requirements import Requirement
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType

START = datetime(2027, 3, 1)
TRUCK = VehicleType(vehicle="truck", payload_t=20, teu=2, crew=2, cost_per_km=1)
CARRIER = VehicleType(vehicle="carrier", payload_t=4, seats=18, crew=2, cost_per_km=1)
COACH = VehicleType(vehicle="coach", payload_t=4, seats=45, crew=1, cost_per_km=1)
SCOUT = VehicleType(
    vehicle="scout", payload_t=2, seats=4, crew=3, armoured=True, capabilities=(("escort", 1.0),)
)
PLANE = AircraftType(
    aircraft="plane",
    payload_t=10,
    seats=60,
    range_km=5000,
    speed_kmh=700,
    runway="paved",
    block_hours_per_month=200,
)


def recovering(shipped: float, transferred: float) -> tuple[Disposition, ...]:
    """Return rows by which vehicles of the mission recover so much at an exit and at a hub."""
    return tuple(
        Disposition(disposition=way, kit_class=kind, owner="mission", recovery_share=share)
        for kind in ("vehicle", "armour")
        for way, share in (("ship", shipped), ("transfer", transferred))
    )


def depot(*inland: str, drivers: int = 24, coaches: int = 1, **changes) -> Mission:
    """Make a hub with trucks of its own, half a day from a port; its drivers fly home from it.

    Beyond it may lie others, ``inland``, one after the other, each with the same.
    """
    names = ("hub", *inland)
    parts = {
        "name": "depot",
        "start": START,
        "deadline": START + timedelta(days=40),
        "end": START + timedelta(days=50),
        "sites": (
            *(
                Site(site=name, lat=5 + n, lon=2, role="hub", stays_open=True, runway="paved")
                for n, name in enumerate(names)
            ),
            Site(site="port", lat=4, lon=2, role="exit"),
            Site(site="home", lat=20, lon=2, role="exit", runway="paved"),
        ),
        "legs": (
            *(
                Leg(leg=f"{a}-{b}", origin=a, destination=b, mode="road", km=400, travel_hours=8)
                for a, b in zip(names, ("port", *names), strict=False)
            ),
            *(
                Leg(leg=f"{name}-air", origin=name, destination="home", mode="air", km=1500)
                for name in names
            ),
        ),
        "parties": tuple(party for name in names for party in _people(name, drivers)),
        "vehicles": (TRUCK, CARRIER, COACH, SCOUT),
        "fleets": (
            *(
                Fleet(
                    fleet=f"{name}-trucks",
                    vehicle="truck",
                    site=name,
                    count=10,
                    ownership="own",
                    crew_party=f"{name}-drivers",
                    value=100_000,
                )
                for name in names
            ),
            Fleet(
                fleet="coaches",
                vehicle="coach",
                site="hub",
                count=coaches,
                ownership="contracted",
            ),
        ),
        "aircraft": (PLANE,),
        "air_fleets": (AirFleet(air_fleet="planes", aircraft="plane", site="home", count=2),),
        "dispositions": recovering(0.85, 0.45),
        "doctrine": Doctrine(),
    }
    return Mission(**(parts | changes))


def _people(site: str, drivers: int) -> tuple[Party, Party]:
    """Return the drivers of a hub, and those who stay there."""
    return (
        Party(
            party=f"{site}-drivers",
            site=site,
            count=drivers,
            population="troops",
            provider="Sri Lanka",
            destination="home",
        ),
        Party(party=f"{site}-guard", site=site, count=20, population="troops", destination=site),
    )


ESCORT = Requirement(
    requirement="escort", activity="convoy", where="road", capability="escort", amount=2
)
