"""Who waits for a flight though a convoy has seats: by danger, fares, time, and what others need."""

import attrs
import pytest

from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.draft import Draft
from exeunt.optimise.planner.fliers import fliers
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.judge import judge
from tests.support.missions.planner_country import (
    AIRWAY,
    BUSES,
    FORT_TOWN,
    GUARDS,
    MI8,
    MI8S,
    STAFF,
    STORES,
    TOWN_PORT,
    TRUCKS,
    UP,
    Parts,
    country,
    day,
)

STRUCK = attrs.evolve(FORT_TOWN, strikes_per_100km=0.5, casualties_per_strike=2.0)
FLOWN = {"legs": (STRUCK, TOWN_PORT, AIRWAY), "aircraft": (MI8,), "air_fleets": (MI8S,)}
DEAR = attrs.evolve(STORES, value=2_000_000)
PEOPLE = {"staff": STAFF.count}


def composed(**changes) -> tuple[Parts, Draft]:
    given = {"lots": (DEAR,), "parties": (STAFF,), **FLOWN}
    parts = Parts(country(**(given | changes)))
    draft = parts.convoys.compose(UP, 0)
    assert draft is not None
    return parts, draft


def test_seats_on_a_dangerous_road_stay_empty_where_aircraft_come_in_time() -> None:
    parts, draft = composed()
    assert draft.carried
    assert not draft.riders
    assert fliers(parts.flights, draft, PEOPLE) == {"staff"}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"legs": (FORT_TOWN, TOWN_PORT, AIRWAY)}, id="a safe road is cheaper"),
        pytest.param({"legs": (STRUCK, TOWN_PORT)}, id="no way by air"),
        pytest.param({"air_fleets": ()}, id="no aircraft"),
        pytest.param({"parties": (attrs.evolve(STAFF, count=9_000),)}, id="too many people"),
        pytest.param(
            {"parties": (attrs.evolve(STAFF, with_kit=True),)}, id="people and kit together"
        ),
        pytest.param({"parties": (attrs.evolve(STAFF, leave_by=day(2)),)}, id="soon too late"),
    ],
)
def test_others_ride(changes: dict) -> None:
    parts, draft = composed(**changes)
    assert fliers(parts.flights, draft, PEOPLE) == set()


@pytest.mark.parametrize("lift", [None, Lift.EVERYBODY])
def test_whoever_is_advised_to_fly_waits_on_a_safe_road_too(lift: Lift | None) -> None:
    mission = country(parties=(STAFF,), **(FLOWN | {"legs": (FORT_TOWN, TOWN_PORT, AIRWAY)}))
    parts = Parts(mission, flown=frozenset({("staff", "fort")}))
    draft = Parts(mission).convoys.compose(UP, 0)
    assert draft is not None
    waits = fliers(parts.flights, attrs.evolve(draft, lift=lift), PEOPLE)
    assert waits == ({"staff"} if lift is None else set())
    assert parts.convoys.compose(UP, 0) is None


def test_whoever_goes_with_the_last_rides() -> None:
    parts, draft = composed()
    assert fliers(parts.flights, attrs.evolve(draft, lift=Lift.EVERYBODY), PEOPLE) == set()


def test_a_plan_flies_those_who_would_have_ridden() -> None:
    mission = country(
        lots=(attrs.evolve(DEAR, quantity=30),),
        parties=(STAFF, GUARDS),
        fort={"holding_people": 20},
        fleets=(TRUCKS, BUSES),
        **FLOWN,
    )
    network = Network(mission)
    built = build(mission, network, Worth(network), opening(mission, network))
    plan = built.plan
    assert judge(mission, plan).lawful
    air = {serial for serial, stages in plan.serials.items() if stages[0].mode == "air"}
    out = [x for x in plan.loads if x.item == "staff"]
    from_fort = [x for x in out if plan.serials[x.serial][x.board_stage - 1].origin == "fort"]
    assert from_fort
    assert {x.serial for x in from_fort} <= air
