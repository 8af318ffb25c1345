"""Ways home that nobody needs are cut."""

import attrs
import pytest

from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan, Stage
from exeunt.optimise.planner.trim import trim
from tests.support.missions.planner_country import STORES, TRUCKS, country, day


def shuttle(*departs: int, people: str = "", role: str = "crew") -> Plan:
    """From the town to the port and back, a day each way, with three trucks and a container down."""
    stages, loads = [], []
    for n, at in enumerate(departs, 1):
        for i, (a, b) in enumerate((("town", "port"), ("port", "town")), 1):
            stages.append(
                Stage(
                    serial=f"C-{n}",
                    stage=i,
                    mode="road",
                    leg="town-port",
                    origin=a,
                    destination=b,
                    depart=day(at + i - 1),
                    arrive=day(at + i),
                )
            )
        loads.append(
            Load(
                serial=f"C-{n}",
                kind="vehicle",
                item="trucks",
                quantity=3,
                board_stage=1,
                alight_stage=2,
            )
        )
        loads.append(
            Load(
                serial=f"C-{n}",
                kind="lot",
                item="stores",
                quantity=1,
                board_stage=1,
                alight_stage=1,
                role="carried",
            )
        )
        loads.append(
            Load(
                serial=f"C-{n}",
                kind="supply",
                item="fuel",
                quantity=10,
                board_stage=1,
                alight_stage=2,
                role="used",
            )
        )
        if people:
            loads.append(
                Load(
                    serial=f"C-{n}",
                    kind="people",
                    item=people,
                    quantity=6,
                    board_stage=1,
                    alight_stage=2,
                    role=role,
                )
            )
    return Plan(stages=tuple(stages), loads=tuple(loads))


def stages_of(plan: Plan) -> dict[str, int]:
    return {serial: len(stages) for serial, stages in plan.serials.items()}


def at_town(trucks: int, party: Party | None = None) -> Mission:
    return country(
        fleets=(attrs.evolve(TRUCKS, count=trucks),),
        lots=(attrs.evolve(STORES, site="town"),),
        parties=(party,) if party else (),
    )


def test_the_last_way_home_of_vehicles_nobody_needs_is_cut() -> None:
    plan = trim(at_town(3), shuttle(0))
    assert stages_of(plan) == {"C-1": 1}
    assert {x.alight_stage for x in plan.loads} == {1}


def test_vehicles_needed_again_come_home() -> None:
    assert stages_of(trim(at_town(3), shuttle(0, 2, 4))) == {"C-1": 2, "C-2": 2, "C-3": 1}
    assert stages_of(trim(at_town(6), shuttle(0, 2, 4))) == {"C-1": 2, "C-2": 1, "C-3": 1}
    assert stages_of(trim(at_town(9), shuttle(0, 2, 4))) == {"C-1": 1, "C-2": 1, "C-3": 1}


@pytest.mark.parametrize(("destination", "stages"), [("", 1), ("port", 1), ("town", 2)])
def test_crews_end_where_they_are_out(destination: str, stages: int) -> None:
    crews = Party(party="crews", site="town", count=6, population="troops", destination=destination)
    assert stages_of(trim(at_town(3, crews), shuttle(0, people="crews"))) == {"C-1": stages}


def test_a_way_home_that_carries_something_is_kept() -> None:
    plan = shuttle(0)
    back = Load(
        serial="C-1",
        kind="lot",
        item="stores",
        quantity=1,
        board_stage=2,
        alight_stage=2,
        role="carried",
    )
    kept = attrs.evolve(plan, loads=(*plan.loads, back))
    assert trim(at_town(3), kept) == kept


def test_vehicles_still_turning_round_do_not_stand_in_for_others() -> None:
    plan, mission = shuttle(0, 1, 3), at_town(6)
    back = Load(
        serial="C-2",
        kind="lot",
        item="stores",
        quantity=1,
        board_stage=2,
        alight_stage=2,
        role="carried",
    )
    slow = attrs.evolve(
        mission, sites=tuple(attrs.evolve(s, turn_hours=24.0) for s in mission.sites)
    )
    assert stages_of(trim(slow, attrs.evolve(plan, loads=(*plan.loads, back)))) == {
        "C-1": 2,
        "C-2": 2,
        "C-3": 1,
    }


def test_crews_whom_the_floor_at_home_needs_come_home() -> None:
    crews = Party(party="crews", site="town", count=12, population="troops", armed=True)
    mission = country(
        fleets=(attrs.evolve(TRUCKS, count=9),),
        lots=(attrs.evolve(STORES, site="town"),),
        parties=(crews,),
        town={"holding_people": 6},
    )
    assert stages_of(trim(mission, shuttle(0, 2, people="crews"))) == {"C-1": 2, "C-2": 1}


def test_flights_go_home() -> None:
    plan = shuttle(0)
    flown = attrs.evolve(plan, stages=tuple(attrs.evolve(s, mode="air") for s in plan.stages))
    assert trim(at_town(3), flown) == flown
