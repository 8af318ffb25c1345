"""Plans to polish: read into the fixed-itinerary model, with the referee's prices beside it."""

from functools import cache
from pathlib import Path

import attrs

from exeunt.files.missions import read_mission
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan, Stage
from exeunt.network.network import Network
from exeunt.optimise.planner.search import Search
from exeunt.optimise.polish.model import Desk
from exeunt.optimise.polish.trips import read
from exeunt.optimise.reduce.keys import Keys
from exeunt.rules.endings import vehicle_endings
from exeunt.rules.judge import Judged, judge
from exeunt.rules.ledger import case
from tests.support.missions.planner_country import (
    AIRWAY,
    FORT_TOWN,
    MI8,
    MI8S,
    STAFF,
    TOWN_PORT,
    country,
    day,
)
from tests.support.plans import port_run_by_hand, tiny_by_hand

MISSIONS = Path(__file__).parents[2] / "missions"


def desk_of(mission: Mission, plan: Plan) -> Desk:
    """Return the desk on which a plan lies."""
    network, keys = Network(mission), Keys.read(mission)
    return Desk(mission, network, keys, read(mission, network, keys, plan))


def tiny() -> tuple[Mission, Plan]:
    """Return the smallest mission, with the plan made for it by hand."""
    mission = read_mission(MISSIONS / "tiny")
    return mission, tiny_by_hand.by_hand(mission)


def port_run() -> tuple[Mission, Plan]:
    """Return a mission of hours, with the plan made for it by hand."""
    mission = read_mission(MISSIONS / "port-run")
    return mission, port_run_by_hand.by_hand(mission)


@cache
def searched(name: str) -> tuple[Mission, Plan]:
    """Return a shipped mission with the first plan that the search makes for it."""
    mission = read_mission(MISSIONS / name)

    def price(plan: Plan) -> float:
        return judge(mission, plan).objective

    best = Search(mission, lambda plan: lawful(mission, plan), price, 0).run(
        1, lambda: False, lambda _: None
    )
    assert best is not None
    return mission, best.judged.plan


def flown_in_rounds() -> tuple[Mission, Plan]:
    """Return a plan with a flight of two rounds: two helicopters fetch fifty people in four."""
    mission = country(
        legs=(FORT_TOWN, TOWN_PORT, AIRWAY),
        parties=(STAFF,),
        aircraft=(MI8,),
        air_fleets=(MI8S,),
    )
    turn = mission.doctrine.flight_turn_hours
    out = (8.0, 9.0)
    back = (9.0 + turn, 2 * (2 + 2 * turn) - turn + 8.0)
    stages = tuple(
        Stage(
            serial="F-1",
            stage=n,
            mode="air",
            leg="airway",
            origin=origin,
            destination=destination,
            depart=day(0, depart),
            arrive=day(0, arrive),
            rotations=4,
        )
        for n, origin, destination, (depart, arrive) in (
            (1, "town", "fort", out),
            (2, "fort", "town", back),
        )
    )
    craft = Load(
        serial="F-1", kind="aircraft", item="mi-8s", quantity=2, board_stage=1, alight_stage=2
    )
    staff = Load(
        serial="F-1",
        kind="people",
        item="staff",
        quantity=50,
        board_stage=2,
        alight_stage=2,
        role="passenger",
    )
    return mission, Plan(stages=stages, loads=(craft, staff))


def lawful(mission: Mission, plan: Plan) -> Judged | None:
    """Return the judgement of a plan, None where it breaks a rule."""
    judged = judge(mission, plan)
    return judged if judged.lawful else None


def at_rest(desk: Desk) -> float:
    """Return what the plan would cost if nothing moved, by the referee.

    Vehicles count by who stays in the plan itself.
    """
    mission, plan = desk.mission, desk.book.plan
    closures = tuple(attrs.evolve(closure, last_serials=()) for closure in plan.closures)
    nothing = attrs.evolve(plan, stages=(), loads=(), disposals=(), reserves=(), closures=closures)
    cost = judge(mission, nothing).objective
    price = mission.prices.value_lost
    cost -= sum(ending.lost for ending in vehicle_endings(case(mission, nothing))) * price
    return cost + sum(
        fleet.count * desk.effects.vehicle_at(fleet.fleet, fleet.site) for fleet in mission.fleets
    )
