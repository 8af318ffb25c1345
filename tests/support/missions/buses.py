"""Evacuations by bus, made from a seed: buses at depots, pick-ups with people, shelters with places, and a price on the last arrival alone.

The bus evacuation problem (Goerigk, Grün and Heßler 2013): every trip fills a bus at one pick-up and empties it at one
shelter of so many places; what counts is when the last person is in.
"""

import random
from datetime import datetime, timedelta

from exeunt.model.figures import Doctrine
from exeunt.model.forces import Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.prices import Prices
from exeunt.model.transport import Fleet, VehicleType

START = datetime(2030, 6, 1)
SEATS = 20
STILL = Doctrine(march_hours_per_day=24, convoy_min=1, convoy_max=1000, spacing_hours=0)
"""Nobody rests, and convoys neither keep together nor apart."""
LAST = Prices(
    casualty=0,
    person_day_late=0,
    person_not_out=1_000_000,
    makespan_day=1_000,
    vacuum_day=0,
    value_lost=0,
    money=0,
    fuel_litre=0,
)
"""Nothing has a price but the time of the last person out, and whoever is left."""


def evacuation(
    depots: dict[str, int],
    pickups: dict[str, int],
    shelters: dict[str, int | None],
    minutes: dict[tuple[str, str], int],
    **changes: object,
) -> Mission:
    """Make the mission: buses at depots, people at pick-ups, places in shelters, minutes between them, both ways."""
    base = {
        "name": "buses",
        "start": START,
        "deadline": START + timedelta(hours=20),
        "end": START + timedelta(days=1),
        "period_hours": 1,
        "doctrine": STILL,
        "prices": LAST,
        "sites": (
            *(site(name, "hub", stays_open=True) for name in depots),
            *(site(name, "base") for name in pickups),
            *(site(name, "exit", receive_people_per_day=n) for name, n in shelters.items()),
        ),
        "legs": tuple(
            Leg(leg=f"{a}-{b}", origin=a, destination=b, mode="road", km=n / 2, travel_hours=n / 60)
            for (a, b), n in minutes.items()
        ),
        "parties": tuple(
            Party(party=f"people-{name}", site=name, count=n, population="evacuee")
            for name, n in pickups.items()
        ),
        "vehicles": (VehicleType(vehicle="bus", payload_t=1, seats=SEATS, crew=1),),
        "fleets": tuple(
            Fleet(fleet=f"buses-{name}", vehicle="bus", site=name, count=n, ownership="contracted")
            for name, n in depots.items()
        ),
    }
    return Mission(**(base | changes))


def site(name: str, role: str, **more: object) -> Site:
    """Return a site somewhere, where nothing takes time but what is said of it."""
    given = {"turn_hours": 0, "closing_hours": 0} | more
    return Site(site=name, lat=0, lon=0, role=role, **given)


def random_evacuation(seed: int) -> Mission:
    """Make one with a depot, three to six pick-ups, two to four shelters and four to ten buses."""
    r = random.Random(seed)
    pickups = {f"p{n}": SEATS * r.randint(1, 6) for n in range(r.randint(3, 6))}
    shelters = [f"s{n}" for n in range(r.randint(2, 4))]
    places = sum(pickups.values()) // SEATS
    room = {name: SEATS * (r.randint(1, places) + places // len(shelters)) for name in shelters}
    at = {name: (r.uniform(0, 60), r.uniform(0, 60)) for name in ("depot", *pickups, *shelters)}

    def minutes(a: str, b: str) -> int:
        (x, y), (u, v) = at[a], at[b]
        return max(1, round(((x - u) ** 2 + (y - v) ** 2) ** 0.5))

    ways = {("depot", p): minutes("depot", p) for p in pickups}
    ways |= {(p, s): minutes(p, s) for p in pickups for s in shelters}
    return evacuation({"depot": r.randint(4, 10)}, pickups, room, ways, name=f"buses-{seed}")
