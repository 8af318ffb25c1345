"""Trimming, the search and the run of the planner as a whole."""

import itertools
import math
import threading
import time
from pathlib import Path

import attrs
import pytest

from exeunt.api.planning import plan as solve
from exeunt.files.missions import read_mission
from exeunt.files.plans import write_plan
from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.outcome import Progress
from exeunt.model.plan import Load, Plan, Stage
from exeunt.network.network import Network
from exeunt.optimise.planner.search import Search
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.trim import trim
from exeunt.optimise.run import passes_for
from exeunt.rules.referee import referee
from exeunt.rules.terms import objective, terms
from tests.support.missions.planner_country import GUARDS, SHIP, STAFF, STORES, TRUCKS, country, day
from tests.support.missions.small_missions import small_mission
from tests.support.plans.searching import searched, searching

MISSIONS = Path(__file__).parents[4] / "missions"


@pytest.fixture(scope="module")
def tiny() -> Mission:
    return read_mission(MISSIONS / "tiny")


# ---- trim ----


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


# ---- search ----


def test_the_same_seed_makes_the_same_plan_to_the_byte(tmp_path: Path) -> None:
    mission = small_mission(9)
    for name in ("one", "two"):
        write_plan(searched(mission, 30, seed=3).plan, mission, tmp_path / name)
    one = {p.name: p.read_bytes() for p in (tmp_path / "one").iterdir()}
    assert one
    assert one == {p.name: p.read_bytes() for p in (tmp_path / "two").iterdir()}


def test_no_more_plans_are_built_than_allowed() -> None:
    for passes in (0, 1, 5, 20):
        found = searching(small_mission(1))
        found.run(passes, lambda: False, lambda _: None)
        assert found.tried == passes


def test_stopped_at_once_it_finds_nothing() -> None:
    assert searching(small_mission(1)).run(10, lambda: True, lambda _: None) is None


def test_stopped_later_it_keeps_the_best() -> None:
    mission, stop = small_mission(1), threading.Event()
    found = searching(mission)
    best = found.run(10_000, stop.is_set, lambda _: stop.set())
    assert best is not None
    assert referee(mission, best.plan) == ()
    assert found.tried < 10_000


def test_each_plan_told_of_is_better_and_the_last_is_the_best() -> None:
    told: list[float] = []
    best = searching(small_mission(5)).run(25, lambda: False, told.append)
    assert all(b < a for a, b in itertools.pairwise(told))
    assert told[-1] == best.objective


def test_more_passes_are_never_worse() -> None:
    mission = small_mission(7)
    values = [searched(mission, n).objective for n in (1, 8)]
    assert values[1] <= values[0]


def test_what_the_judge_refuses_is_never_kept() -> None:
    mission = small_mission(1)
    assert (
        Search(mission, lambda _: None, lambda _: 1.0, 0).run(6, lambda: False, lambda _: None)
        is None
    )


def test_the_best_is_what_the_judge_said() -> None:
    mission, judged = small_mission(1), []
    best = searching(mission, judged=judged).run(20, lambda: False, lambda _: None)
    assert best.objective in judged
    assert best.objective == pytest.approx(objective(mission, terms(mission, best.plan)))


# ---- solve ----


def test_passes_grow_with_the_time_and_shrink_with_the_work() -> None:
    assert 1 < passes_for(1_000, 1) < passes_for(1_000, 60) < passes_for(10, 60)
    assert passes_for(10**9, 1) >= 1
    assert passes_for(0, 60) == passes_for(0, 1e9)


def test_no_site_is_to_close_before_its_first_date() -> None:
    mission = country(parties=(GUARDS,), fort={"close_from": day(18), "closing_hours": 12.0})
    first = opening(mission, Network(mission))
    assert first.close_at == {"fort": 18.5 * 24, "town": math.inf}
    assert first.settle_at == (18.5 + 20) / 2 * 24, "half-way from the last closing to the deadline"
    search = Search(mission, lambda _: None, lambda _: 0.0, 1)
    assert all(search._close_time("fort", first) >= 18.5 * 24 for _ in range(20))
    assert search._scaled(first, 0.8).close_at["fort"] == 18.5 * 24
    early = opening(country(parties=(GUARDS,)), Network(country()))
    assert early.close_at["fort"] == pytest.approx(0.8 * 20 * 24)
    assert early.settle_at == pytest.approx(0.85 * 20 * 24)


@pytest.fixture(scope="module")
def solved(tiny: Mission) -> tuple:
    told: list[Progress] = []
    began = time.monotonic()
    outcome = solve(tiny, time_limit=3, seed=4, observer=told.append)
    return outcome, told, time.monotonic() - began


def test_the_record_says_what_was_found(tiny: Mission, solved: tuple) -> None:
    outcome, _, _ = solved
    record = outcome.plan.record
    assert outcome.status == record.status
    assert outcome.status in {"feasible", "optimal"}
    assert (record.mission, record.mission_hash, record.seed) == ("tiny", tiny.fingerprint, 4)
    assert record.terms == terms(tiny, outcome.plan)
    assert record.objective == pytest.approx(objective(tiny, record.terms))
    assert 0 < record.seconds < 10
    assert outcome.clashes == ()
    assert referee(tiny, outcome.plan) == ()


def test_the_bound_is_below_and_the_gap_follows_from_it(solved: tuple) -> None:
    record = solved[0].plan.record
    if record.bound is None:
        assert record.gap is None
        return
    assert record.fixed <= record.bound <= record.objective + 1e-6
    assert record.gap == pytest.approx(
        (record.objective - record.bound) / (record.objective - record.fixed), abs=1e-9
    )


def test_the_observer_hears_of_plans_that_get_better(solved: tuple) -> None:
    outcome, told, _ = solved
    found = [p.incumbent for p in told if p.incumbent is not None]
    assert found
    assert all(b <= a for a, b in itertools.pairwise(found))
    assert found[-1] == pytest.approx(outcome.plan.record.objective)
    assert {p.phase for p in told} <= {"search", "bound"}
    assert all(p.seconds >= 0 for p in told)


def test_the_time_limit_is_roughly_kept(solved: tuple) -> None:
    assert solved[2] < 3 + 3


def test_a_stopped_run_still_answers(tiny: Mission) -> None:
    began = time.monotonic()
    outcome = solve(tiny, time_limit=2, stop=lambda: True)
    assert time.monotonic() - began < 5
    assert outcome.status in {"unknown", "feasible"}
    assert (outcome.plan is None) == (outcome.status == "unknown")


def test_an_impossible_mission_names_its_clashes() -> None:
    outcome = solve(country(parties=(attrs.evolve(STAFF, leave_by=day(0, 1)),)), time_limit=1)
    assert (outcome.status, outcome.plan) == ("infeasible", None)
    assert outcome.clashes
    assert all(v.message for v in outcome.clashes)


def test_a_mission_with_nothing_to_do_is_planned(tmp_path: Path) -> None:
    mission = country(fort={"stays_open": True}, dispositions=(SHIP,))
    outcome = solve(mission, time_limit=1)
    assert outcome.plan is not None
    assert outcome.plan.record.objective == 0
    write_plan(outcome.plan, mission, tmp_path / "plan")


def test_guards_alone_are_brought_out_by_the_whole_planner() -> None:
    mission = country(parties=(GUARDS,))
    outcome = solve(mission, time_limit=1)
    assert outcome.plan.record.terms.not_out == 0
    assert not math.isinf(outcome.plan.record.objective)


def test_a_run_that_is_stopped_keeps_the_bound_so_far(tiny: Mission) -> None:
    told: list[Progress] = []
    outcome = solve(
        tiny,
        time_limit=30,
        seed=4,
        observer=told.append,
        stop=lambda: any(p.incumbent is not None and p.bound is not None for p in told),
    )
    record = outcome.plan.record
    assert record.seconds < 15
    assert record.bound is not None
    assert record.fixed <= record.bound <= record.objective
    assert record.gap is not None
