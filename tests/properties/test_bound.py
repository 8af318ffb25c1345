"""The bound never falls when a mission gets harder, and no plan beats it."""

from datetime import datetime, timedelta

import attrs
import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Lot, Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.pace import Pace
from exeunt.model.places import Site
from exeunt.model.plan import Plan
from exeunt.model.prices import Prices
from exeunt.model.stores import Permission
from exeunt.model.transport import Fleet, VehicleType
from exeunt.network.network import Network
from exeunt.optimise.bound.grid import Ways, grid
from exeunt.optimise.bound.highs import solve
from exeunt.optimise.bound.linear import Builder, proven
from exeunt.optimise.bound.pools import Pools
from exeunt.optimise.bound.prove import bound, unclosed
from exeunt.optimise.bound.relaxation import relaxation
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.referee import referee
from exeunt.rules.terms import objective, terms
from tests.support.missions.changed_missions import changed_missions, changed_tactics

START = datetime(2030, 1, 1)


@st.composite
def missions(draw: st.DrawFn) -> Mission:
    """Two bases, a hub and an exit by road, with or without threat."""
    sites = tuple(
        Site(
            site=name,
            lat=float(i),
            lon=1.0,
            role="base",
            closing_hours=draw(st.sampled_from((0.0, 48.0))),
            turn_hours=draw(st.sampled_from((0.0, 24.0))),
            standing_cost_per_day=1_000,
            person_risk_per_day=0.0001,
            load_teu_per_day=draw(st.sampled_from((None, 2.0))),
        )
        for i, name in enumerate(("north", "south"))
    )
    legs = tuple(
        Leg(
            leg=f"{name}-hub",
            origin=name,
            destination="hub",
            mode="road",
            km=120,
            travel_hours=draw(st.sampled_from((6.0, 12.0))),
            surface=draw(st.sampled_from(("", "track"))),
            strikes_per_100km=draw(st.sampled_from((0.0, 0.01))),
            casualties_per_strike=2.0,
        )
        for name in ("north", "south")
    )
    rains = Pace(pace="rains", surface="track", valid_to=START + timedelta(days=2), likely=1.5)
    return Mission(
        name="drawn",
        pace=(rains,),
        start=START,
        deadline=START + timedelta(days=5),
        end=START + timedelta(days=7),
        prices=Prices(casualty=1_000_000, person_not_out=50_000),
        sites=(
            *sites,
            Site(site="hub", lat=3.0, lon=1.0, role="hub", stays_open=True),
            Site(site="exit", lat=4.0, lon=1.0, role="exit"),
        ),
        legs=(
            *legs,
            Leg(
                leg="hub-exit", origin="hub", destination="exit", mode="road", km=90, travel_hours=9
            ),
        ),
        parties=tuple(
            Party(
                party=f"{s.site}-staff",
                site=s.site,
                count=draw(st.integers(1, 9)),
                population="civilian",
            )
            for s in sites
        ),
        lots=tuple(
            Lot(
                lot=f"{s.site}-kit",
                site=s.site,
                quantity=draw(st.integers(1, 8)),
                mass_t=4,
                teu=1,
                kit_class="general",
                owner="mission",
                value=8_000,
            )
            for s in sites
        ),
        dispositions=(Disposition(disposition="sell", recovery_share=0.3, rate_per_day=2),),
        vehicles=(
            VehicleType(
                vehicle="truck",
                payload_t=10,
                teu=1,
                seats=2,
                crew=1,
                cost_per_km=1,
                cost_per_day=100,
                speed_kmh=draw(st.sampled_from((None, 8, 80))),
            ),
        ),
        fleets=(
            Fleet(
                fleet="trucks",
                vehicle="truck",
                site="hub",
                count=draw(st.integers(1, 6)),
                ownership="contracted",
            ),
        ),
    )


def value(mission: Mission, hours: float = 24) -> float:
    """Return the linear bound."""
    ways = Ways(mission)
    problem = relaxation(mission, grid(mission, hours), ways, Pools(mission, ways), whole=False)
    answer = solve(problem, integers=False, time_limit_s=30, seed=0)
    assert answer.duals is not None
    return proven(problem, answer.duals) + unclosed(mission)


@settings(max_examples=6, deadline=None)
@given(missions())
def test_no_plan_beats_the_bound(mission: Mission) -> None:
    stay = Plan()
    assert referee(mission, stay) == ()
    assert value(mission) <= objective(mission, terms(mission, stay)) + 1e-6


@settings(max_examples=5, deadline=None)
@given(missions())
def test_fewer_trucks_never_lower_the_bound(mission: Mission) -> None:
    fewer = attrs.evolve(
        mission, fleets=tuple(attrs.evolve(f, count=f.count - 1) for f in mission.fleets)
    )
    assert value(fewer) >= value(mission) * (1 - 1e-6) - 1e-3


@settings(max_examples=5, deadline=None)
@given(
    missions(),
    st.sampled_from(("people", "cargo", "any")),
    st.sampled_from(("north-hub", "hub", "*")),
)
def test_a_refusal_never_lowers_the_bound(mission: Mission, payload: str, where: str) -> None:
    refused = Permission(
        permission="no", mode="road", where=where, payload=payload, state="refused"
    )
    assert (
        value(attrs.evolve(mission, permissions=(refused,))) >= value(mission) * (1 - 1e-6) - 1e-3
    )


@settings(max_examples=5, deadline=None)
@given(missions())
def test_an_earlier_end_of_availability_never_lowers_the_bound(mission: Mission) -> None:
    until = START + timedelta(days=3)
    assert (
        value(
            attrs.evolve(
                mission, fleets=tuple(attrs.evolve(f, available_to=until) for f in mission.fleets)
            )
        )
        >= value(mission) * (1 - 1e-6) - 1e-3
    )


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.floats(-100, 100), min_size=4, max_size=4))
def test_any_duals_prove_no_more_than_a_feasible_point_costs(seed: int, duals: list[float]) -> None:
    r = np.random.default_rng(seed)
    point = r.uniform(0, 5, 6)
    lp = Builder()
    columns = [lp.column(float(r.normal()), float(p + r.uniform(0, 3))) for p in point]
    for _ in duals:
        weights = r.normal(size=6)
        there = float(weights @ point)
        lp.row(
            list(zip(columns, weights.tolist(), strict=True)),
            low=there - r.uniform(0, 1),
            high=there + r.uniform(0, 1),
        )
    problem = lp.freeze()
    assert proven(problem, np.array(duals)) <= float(problem.cost @ point) + 1e-9


# ---- plans that the planner makes ----


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.data())
def test_no_plan_of_the_planner_beats_the_bound(data: st.DataObject) -> None:
    mission = data.draw(changed_missions())
    network = Network(mission)
    tactics = data.draw(changed_tactics(mission, network))
    built = build(mission, network, Worth(network, tactics.worth, through=tactics.through), tactics)
    assert built is not None
    plans = [plan for plan in (built.plan, Plan()) if not referee(mission, plan)]
    assume(plans)
    found, least = (
        bound(mission, time_limit_s=1.0, seed=0),
        min(objective(mission, terms(mission, plan)) for plan in plans),
    )
    assert found.value is not None
    assert found.fixed <= found.value <= least + 1e-6 * max(1.0, abs(least))
