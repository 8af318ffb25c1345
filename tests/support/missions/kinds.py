"""Missions of kinds in which a clerk sees at once who could still be taken along."""

from datetime import datetime, timedelta

import attrs

from exeunt.model.figures import Doctrine
from exeunt.model.forces import Lot, Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Plan
from exeunt.model.requirements import Requirement
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import requests
from exeunt.optimise.planner.search import Search
from exeunt.optimise.repair.repair import Repair
from exeunt.rules.judge import Judged, judge
from exeunt.rules.terms import objective, terms

START = datetime(2027, 3, 10, 6)
CAR = VehicleType(vehicle="car", payload_t=0.6, seats=4, crew=1)


def hours(n: float) -> datetime:
    """Return the moment so many hours after the start."""
    return START + timedelta(hours=n)


def offices(*people: int, cars: tuple[int, ...], closing: float = 6, **changes) -> Mission:
    """Make a chain of offices, the last by the border, each with cars that its own staff drives."""
    names = [f"office{n}" for n in range(len(people))]
    sites = [
        Site(site=name, lat=13 + n, lon=2, role="base", closing_hours=closing)
        for n, name in enumerate(names)
    ]
    ways = [*zip(names[1:], names, strict=False), (names[0], "border")]
    parts = {
        "name": "offices",
        "start": START,
        "deadline": hours(72),
        "end": hours(120),
        "period_hours": 1,
        "sites": (*sites, Site(site="border", lat=12, lon=3, role="exit")),
        "legs": tuple(
            Leg(leg=f"{a}-{b}", origin=a, destination=b, mode="road", km=220, travel_hours=4)
            for a, b in ways
        ),
        "parties": tuple(
            Party(party=f"staff{n}", site=name, count=people[n], population="civilian")
            for n, name in enumerate(names)
        ),
        "vehicles": (CAR,),
        "fleets": tuple(
            Fleet(fleet=f"cars{n}", vehicle="car", site=name, count=cars[n], crew_party=f"staff{n}")
            for n, name in enumerate(names)
        ),
    }
    return Mission(**(parts | changes))


LOWBED = VehicleType(vehicle="lowbed", payload_t=40, teu=2.5, crew=1)
COACH = VehicleType(vehicle="coach", payload_t=2, seats=45, crew=1)
APC = Lot(
    lot="apc",
    site="base",
    quantity=10,
    mass_t=14,
    teu=2.5,
    self_driving=True,
    crew=2,
    seats=6,
    kit_class="armour",
    owner="contingent",
    value=400_000,
    harm_if_captured=8,
    destination="port",
)


def two_exits(apcs: int = 10, lowbeds: int = 4, **changes) -> Mission:
    """Make a base whose people fly and whose armour sails: a hub between them has the carriers."""
    parts = {
        "name": "two-exits",
        "start": START,
        "deadline": START + timedelta(days=31),
        "end": START + timedelta(days=59),
        "sites": (
            Site(site="base", lat=33, lon=35, role="base", closing_hours=24, holding_people=10),
            Site(site="hub", lat=33.8, lon=35, role="hub", stays_open=True),
            Site(site="port", lat=33.9, lon=35, role="exit"),
            Site(site="airport", lat=33.8, lon=35.1, role="exit"),
        ),
        "legs": (
            Leg(leg="r1", origin="base", destination="hub", mode="road", km=90, travel_hours=3),
            Leg(leg="r2", origin="hub", destination="port", mode="road", km=6, travel_hours=0.5),
            Leg(leg="r3", origin="hub", destination="airport", mode="road", km=9, travel_hours=0.5),
        ),
        "parties": (
            Party(
                party="inf",
                site="base",
                count=100,
                population="troops",
                armed=True,
                destination="airport",
            ),
        ),
        "lots": (attrs.evolve(APC, quantity=apcs),),
        "vehicles": (LOWBED, COACH),
        "fleets": (
            Fleet(fleet="lowbeds", vehicle="lowbed", site="hub", count=lowbeds),
            Fleet(fleet="coaches", vehicle="coach", site="hub", count=4, ownership="contracted"),
        ),
        "doctrine": Doctrine(),
    }
    return Mission(**(parts | changes))


PLANE = AircraftType(
    aircraft="plane",
    payload_t=3,
    seats=19,
    range_km=2000,
    speed_kmh=400,
    runway="paved",
    block_hours_per_month=60,
)


def airfield(people: int = 40, planes: int = 1, field: dict | None = None, **changes) -> Mission:
    """Make a field without a road, and planes that live at the other end of an airway."""
    parts = {
        "name": "airfield",
        "start": START,
        "deadline": hours(48),
        "end": hours(72),
        "period_hours": 1,
        "sites": (
            Site(site="field", lat=4, lon=31, role="base", runway="paved", **(field or {})),
            Site(site="town", lat=6, lon=31, role="exit", runway="paved"),
        ),
        "legs": (
            Leg(leg="f", origin="field", destination="town", mode="air", km=400, travel_hours=1),
        ),
        "parties": (Party(party="staff", site="field", count=people, population="civilian"),),
        "aircraft": (PLANE,),
        "air_fleets": (AirFleet(air_fleet="planes", aircraft="plane", site="town", count=planes),),
    }
    return Mission(**(parts | changes))


BUS = VehicleType(vehicle="bus", payload_t=2, seats=45, crew=1)
AMBULANCE = VehicleType(
    vehicle="ambulance", payload_t=1, seats=2, crew=2, capabilities=(("medical", 1.0),)
)


def clinic(people: int = 28, buses: int = 1) -> Mission:
    """Make a clinic with buses, by a road that asks for an ambulance, which stands at the border."""
    return offices(
        people,
        cars=(0,),
        closing=0,
        vehicles=(BUS, AMBULANCE),
        fleets=(
            Fleet(
                fleet="buses",
                vehicle="bus",
                site="office0",
                count=buses,
                ownership="contracted",
            ),
            Fleet(
                fleet="ambulances",
                vehicle="ambulance",
                site="border",
                count=1,
                ownership="contracted",
            ),
        ),
        requirements=(
            Requirement(requirement="sick", activity="convoy", where="*", capability="medical"),
        ),
    )


TRUCK = VehicleType(vehicle="truck", payload_t=20, teu=2, crew=1, cost_per_km=1)
BOXES = Lot(
    lot="boxes",
    site="base",
    quantity=9,
    mass_t=8,
    teu=1,
    kit_class="general",
    owner="mission",
    value=40_000,
)


def stores(boxes: int, *trucks: tuple[str, int], **changes) -> Mission:
    """Make a base with boxes, a hub and an exit in a row, with hired trucks where they are put."""
    parts = {
        "name": "stores",
        "start": START,
        "deadline": START + timedelta(days=20),
        "end": START + timedelta(days=30),
        "sites": (
            Site(site="base", lat=13, lon=2, role="base"),
            Site(site="hub", lat=14, lon=2, role="hub", stays_open=True),
            Site(site="exit", lat=15, lon=2, role="exit"),
        ),
        "legs": (
            Leg(leg="r1", origin="base", destination="hub", mode="road", km=150, travel_hours=3),
            Leg(leg="r2", origin="hub", destination="exit", mode="road", km=200, travel_hours=4),
        ),
        "lots": (attrs.evolve(BOXES, quantity=boxes),),
        "vehicles": (TRUCK,),
        "fleets": tuple(
            Fleet(
                fleet=f"{site}-trucks", vehicle="truck", site=site, count=n, ownership="contracted"
            )
            for site, n in trucks
        ),
    }
    return Mission(**(parts | changes))


SUV = Lot(
    lot="suv",
    site="office0",
    quantity=6,
    mass_t=2,
    teu=1,
    self_driving=True,
    crew=1,
    kit_class="vehicle",
    owner="mission",
    value=30_000,
)


def motor_pool(suvs: int, drivers: int, cars: int = 1, **changes) -> Mission:
    """Make an office with more vehicles to drive out than people, and hired cars."""
    parts = {
        "lots": (attrs.evolve(SUV, quantity=suvs),),
        "fleets": (
            Fleet(fleet="cars", vehicle="car", site="office0", count=cars, ownership="contracted"),
        ),
    }
    return offices(drivers, cars=(0,), **(parts | changes))


def lawful(mission: Mission, plan: Plan) -> Judged | None:
    """Return the judgement of a plan, None where it breaks a rule."""
    judged = judge(mission, plan)
    return judged if judged.lawful else None


def repair(mission: Mission, work: float = 20_000) -> Repair:
    """Return a repair with so much work to spend."""
    return Repair(
        mission,
        Network(mission),
        lambda plan: lawful(mission, plan),
        lambda plan: objective(mission, terms(mission, plan)),
        work,
    )


def searched(mission: Mission, passes: int = 3) -> Judged:
    """Return the best plan of a short search; where it finds none, that nobody moves."""
    search = Search(
        mission,
        lambda plan: lawful(mission, plan),
        lambda plan: objective(mission, terms(mission, plan)),
        0,
    )
    best = search.run(passes, lambda: False, lambda _: None)
    return best.judged if best else stayed(mission)


def stayed(mission: Mission) -> Judged:
    """Return the judgement of the plan that nobody moves."""
    return judge(mission, Plan(requests=requests(mission)))


def planned(mission: Mission, passes: int = 3) -> Judged:
    """Return what a short search and the last repair make of a mission: a lawful plan."""
    judged = repair(mission).run(searched(mission, passes), lambda: False)
    assert judged.lawful
    return judged
