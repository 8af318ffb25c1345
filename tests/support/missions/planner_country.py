"""A small country for the planner's tests: a fort that closes, a town where the vehicles are, a port to go home by; and the planner's parts on it."""

from datetime import datetime, timedelta

import attrs

from exeunt.model.dispositions import Disposition
from exeunt.model.figures import Doctrine
from exeunt.model.forces import Lot, Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Plan
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType
from exeunt.network.network import Network
from exeunt.optimise.planner.closing import Closing
from exeunt.optimise.planner.convoys import Convoys
from exeunt.optimise.planner.disposals import Disposals
from exeunt.optimise.planner.draft import Lane
from exeunt.optimise.planner.flights import Flights
from exeunt.optimise.planner.keep import Keep
from exeunt.optimise.planner.search import Search
from exeunt.optimise.planner.tactics import Tactics, opening
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.referee import referee
from exeunt.rules.terms import objective, terms

START = datetime(2030, 1, 1)

FORT = Site(
    site="fort",
    lat=18,
    lon=1,
    role="base",
    turn_hours=24,
    runway="helipad",
    receiver="the district",
)
TOWN = Site(
    site="town", lat=17, lon=1, role="hub", stays_open=True, runway="unpaved", runway_m=1500
)
PORT = Site(site="port", lat=16, lon=1, role="exit")
FORT_TOWN = Leg(
    leg="fort-town", origin="fort", destination="town", mode="road", km=100, travel_hours=10
)
TOWN_PORT = Leg(
    leg="town-port", origin="town", destination="port", mode="road", km=200, travel_hours=10
)
AIRWAY = Leg(leg="airway", origin="fort", destination="town", mode="air", km=100, travel_hours=1)
TRUCK = VehicleType(
    vehicle="truck", payload_t=20, teu=1, crew=2, cost_per_km=2, cost_per_day=240, fuel_l_per_km=0.5
)
BUS = VehicleType(vehicle="bus", payload_t=1, seats=30, crew=1, cost_per_km=2, cost_per_day=240)
ESCORT = VehicleType(
    vehicle="escort",
    payload_t=1,
    crew=3,
    cost_per_km=2,
    cost_per_day=240,
    capabilities=(("escort", 1.0),),
)
TRUCKS = Fleet(fleet="trucks", vehicle="truck", site="town", count=10, ownership="contracted")
BUSES = Fleet(fleet="buses", vehicle="bus", site="town", count=2, ownership="contracted")
ESCORTS = Fleet(fleet="escorts", vehicle="escort", site="town", count=3, ownership="contracted")
MI8 = AircraftType(
    aircraft="mi-8",
    payload_t=4,
    seats=20,
    range_km=500,
    runway="helipad",
    block_hours_per_month=40,
    cost_per_hour=2000,
    fuel_l_per_hour=100,
)
MI8S = AirFleet(air_fleet="mi-8s", aircraft="mi-8", site="town", count=2)
STORES = Lot(
    lot="stores",
    site="fort",
    quantity=6,
    mass_t=10,
    teu=1,
    kit_class="general",
    owner="mission",
    value=20_000,
)
SELL = Disposition(disposition="sell", recovery_share=0.5)
SHIP = Disposition(disposition="ship", recovery_share=1.0, cost_per_unit=500)
STAFF = Party(party="staff", site="fort", count=50, population="civilian")
GUARDS = Party(party="guards", site="fort", count=20, population="troops", armed=True)

LIAISON = Party(party="liaison", site="town", count=2, population="civilian", destination="town")
"""They stay in the town."""

UP = Lane("road", "town", "fort", "town", returns=False)
"""Vehicles of the town fetch from the fort."""


def day(n: float, hour: float = 0) -> datetime:
    """Return the moment so many days and hours after the start."""
    return START + timedelta(days=n, hours=hour)


def country(
    *,
    fort: dict | None = None,
    town: dict | None = None,
    port: dict | None = None,
    doctrine: dict | None = None,
    **changes,
) -> Mission:
    """Make the country with nobody and nothing in it but trucks, buses and a road; ``changes`` replace whole tables."""
    parts = {
        "name": "country",
        "start": START,
        "deadline": day(20),
        "end": day(30),
        "doctrine": Doctrine(**(doctrine or {})),
        "sites": (
            attrs.evolve(FORT, **(fort or {})),
            attrs.evolve(TOWN, **(town or {})),
            attrs.evolve(PORT, **(port or {})),
        ),
        "legs": (FORT_TOWN, TOWN_PORT),
        "dispositions": (SHIP, SELL),
        "vehicles": (TRUCK, BUS, ESCORT),
        "fleets": (TRUCKS, BUSES),
    }
    return Mission(**(parts | changes))


class Parts:
    """The planner's parts on a mission at its start; changed tactics by name."""

    def __init__(self, mission: Mission, **tactics) -> None:
        self.mission, self.network = mission, Network(mission)
        self.tactics: Tactics = attrs.evolve(opening(mission, self.network), **tactics)
        self.worth = Worth(self.network, self.tactics.worth, through=self.tactics.through)
        self.world = World(mission, self.network)
        self.keep = Keep(self.world, self.tactics)
        self.disposals = Disposals(self.world, self.worth, self.tactics)
        self.flights = Flights(
            self.world, self.worth, self.keep, self.tactics, self.disposals.reserved
        )
        self.convoys = Convoys(self.world, self.worth, self.keep, self.tactics, self.flights)
        self.closing = Closing(
            self.world, self.worth, self.tactics, self.convoys, self.flights, self.disposals
        )


def search(mission: Mission, seed: int = 0, judged: list[float] | None = None) -> Search:
    def price(plan: Plan) -> float:
        return objective(mission, terms(mission, plan))

    def judge(plan: Plan) -> float | None:
        if judged is not None:
            judged.append(price(plan))
        return None if referee(mission, plan) else price(plan)

    return Search(mission, judge, price, seed)
