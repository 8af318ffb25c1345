"""A base that forty guards hold, a day by road from the buses: for clashes of hard rules."""

from datetime import datetime, timedelta

import attrs

from exeunt.feasible.clash import clashes
from exeunt.model.forces import Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.places import Site
from exeunt.model.transport import Fleet, VehicleType
from tests.support.plans.verdicts import in_words

START = datetime(2030, 1, 1)


def day(n: float) -> datetime:
    return START + timedelta(days=n)


BASE = Site(site="base", name="Base", lat=18, lon=1, role="base", turn_hours=24, closing_hours=48)


GUARDS = Party(
    party="guards", name="The guards", site="base", count=40, population="troops", armed=True
)


def held_base(base: dict | None = None, guards: dict | None = None, **changes) -> Mission:
    """Forty guards hold a base a day by road from the hub, where two buses stand; the exit is a day on."""
    parts = {
        "name": "held",
        "start": START,
        "deadline": day(20),
        "end": day(30),
        "sites": (
            attrs.evolve(BASE, **(base or {})),
            Site(site="hub", name="Hub", lat=17, lon=1, role="hub"),
            Site(site="out", name="Out", lat=16, lon=1, role="exit"),
        ),
        "legs": (
            Leg(
                leg="base-hub",
                origin="base",
                destination="hub",
                mode="road",
                km=100,
                travel_hours=10,
            ),
            Leg(
                leg="hub-out", origin="hub", destination="out", mode="road", km=100, travel_hours=10
            ),
        ),
        "parties": (attrs.evolve(GUARDS, **(guards or {})),),
        "vehicles": (VehicleType(vehicle="bus", payload_t=1, seats=30, crew=1),),
        "fleets": (
            Fleet(fleet="buses", vehicle="bus", site="hub", count=2, ownership="contracted"),
        ),
    }
    return Mission(**(parts | changes))


def only(m: Mission) -> Violation:
    """Return the one clash of a mission, in English."""
    violations = in_words(m, clashes(m))
    assert len(violations) == 1, [v.message for v in violations]
    return violations[0]
