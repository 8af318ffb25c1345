"""Idle: from a moment on, until the plan needs them again or disposes of them."""

import math

import attrs

from exeunt.model.choices import LoadKind
from exeunt.model.plan import Disposal, Load, Plan, Stage
from exeunt.optimise.repair.idle import Idle
from tests.support.missions.kinds import hours, offices

CARS = (LoadKind.VEHICLE, "cars0", "office0")
STAFF = (LoadKind.PEOPLE, "staff0", "office0")


def journey(*loads: Load) -> Plan:
    """Make a plan of one convoy to the border and back, 10 to 18 hours after the start."""
    out = {"serial": "C", "mode": "road", "leg": "office0-border"}
    return Plan(
        stages=(
            Stage(
                stage=1,
                origin="office0",
                destination="border",
                depart=hours(10),
                arrive=hours(14),
                **out,
            ),
            Stage(
                stage=2,
                origin="border",
                destination="office0",
                depart=hours(14),
                arrive=hours(18),
                **out,
            ),
        ),
        loads=loads,
    )


def load(kind: str, item: str, n: int, alight: int, role: str = "") -> Load:
    return Load(
        serial="C", kind=kind, item=item, quantity=n, board_stage=1, alight_stage=alight, role=role
    )


def test_what_comes_back_is_idle_until_it_leaves_and_after() -> None:
    plan = journey(load("vehicle", "cars0", 3, 2), load("people", "staff0", 3, 2, "crew"))
    idle = Idle(offices(20, cars=(5,)), plan)
    assert idle.at(CARS, 0) == 2
    assert idle.at(CARS, 0, until=10) == 5
    assert idle.at(CARS, 11) == 2
    assert idle.at(CARS, 18) == 5
    assert idle.at(STAFF, 0) == 17


def test_who_is_gone_for_good_is_idle_no_more() -> None:
    plan = journey(load("people", "staff0", 12, 1, "passenger"))
    idle = Idle(offices(20, cars=(5,)), plan)
    assert idle.at(STAFF, 0) == idle.at(STAFF, math.inf) == 8
    assert idle.at((LoadKind.PEOPLE, "staff0", "border"), 14) == 12
    assert idle.since(STAFF, 8) == 0
    assert idle.since((LoadKind.PEOPLE, "staff0", "border"), 12) == 14


def test_what_is_given_up_is_there_until_then() -> None:
    given_up = Disposal(
        site="office0",
        lot="cars0",
        disposition="abandon",
        quantity=4,
        start=hours(9),
        done=hours(9),
    )
    idle = Idle(offices(20, cars=(5,)), Plan(disposals=(given_up,)))
    assert idle.at(CARS, 9) == 5
    assert idle.at(CARS, 10) == 1


def test_those_out_of_service_are_not_idle() -> None:
    (fleet,) = offices(20, cars=(5,)).fleets
    broken = attrs.evolve(fleet, out_of_service_share=0.2)
    assert Idle(offices(20, cars=(5,), fleets=(broken,)), Plan()).at(CARS, 0) == 4
