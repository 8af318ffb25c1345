"""The bound never falls when a mission gets harder, and no plan beats it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import attrs
import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exeunt.model.dispositions import Disposition
from exeunt.model.figures import Prices
from exeunt.model.forces import Lot, Party
from exeunt.model.hazards import Season
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.pace import Pace
from exeunt.model.places import Site
from exeunt.model.plan import Plan
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
from exeunt.optimise.planner.tactics import Tactics, opening
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.referee import referee
from exeunt.rules.terms import objective, terms
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.small_missions import small_mission

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

SHIPPED = tuple(shipped_mission(name) for name in ("tiny", "port-run"))
Draw = Callable[[st.SearchStrategy[Any]], Any]


def of(*values: Any) -> Callable[[Draw, Mission, Any], Any]:
    """Change a figure to one of these."""
    return lambda draw, _mission, _old: draw(st.sampled_from(values))


def share(low: float, high: float, whole: type = int) -> Callable[[Draw, Mission, Any], Any]:
    """Change a figure to a share of itself."""
    return lambda draw, _mission, old: whole(old * draw(st.floats(low, high)))


def moment(low: float, high: float) -> Callable[[Draw, Mission, Any], Any]:
    """Change a date to one at a share of the mission's time."""
    return lambda draw, mission, _old: mission.time(
        round(mission.hours(mission.end) * draw(st.floats(low, high)) / mission.period_hours)
        * mission.period_hours
    )


CHANGES = (
    ("permissions", "state", of("granted", "refused", "pending", "unanswered", "withdrawn")),
    ("fleets", "count", share(0, 2)),
    ("fleets", "out_of_service_share", of(0, 0.1, 0.5)),
    ("air_fleets", "count", of(0, 1, 3)),
    ("sites", "holding_people", share(0, 1.3)),
    ("sites", "turn_hours", of(0, 5, 30)),
    ("sites", "load_teu_per_day", of(None, 5.0, 30.0)),
    ("parties", "count", share(0.2, 1.5)),
    ("parties", "leave_by", moment(0.3, 1)),
    ("parties", "with_kit", of(True)),
    ("parties", "by_road", of(False)),
    ("lots", "ready_from", moment(0, 0.6)),
    ("lots", "value", of(0)),
    ("lots", "self_driving", of(True)),
    ("lots", "crew", of(0, 1, 3)),
    ("lots", "seats", of(0, 2)),
    ("lots", "fuel_l_per_km", of(0.0, 0.9, 9.0)),
    ("vehicles", "fuel_l_per_km", of(0.0, 0.6, 6.0)),
    ("dispositions", "rate_per_day", of(None, 0.5, 3)),
    ("dispositions", "lead_hours", of(0, 24, 100)),
    ("supplies", "stock", share(0.2, 1.2, float)),
    ("supplies", "import_per_day", share(0, 1.2, float)),
    ("legs", "vehicles_per_day", of(None, 10, 60)),
    ("legs", "spread", of(0.0, 1.0)),
)


@st.composite
def changed_missions(draw: st.DrawFn) -> Mission:
    """Take a mission with many features, or a random small one, and change up to six figures of it, a season or a closing."""
    mission = draw(
        st.one_of(st.sampled_from(SHIPPED), st.builds(small_mission, st.integers(0, 10_000)))
    )
    for table, field, change in draw(st.lists(st.sampled_from(CHANGES), max_size=6)):
        rows = list(getattr(mission, table))
        if rows:
            i = draw(st.integers(0, len(rows) - 1))
            rows[i] = attrs.evolve(
                rows[i], **{field: change(draw, mission, getattr(rows[i], field))}
            )
            mission = attrs.evolve(mission, **{table: tuple(rows)})
    if draw(st.booleans()):
        since = moment(0, 0.9)(draw, mission, None)
        closed = Season(
            leg=draw(st.sampled_from(mission.legs)).leg,
            closed_from=since,
            closed_to=since + (mission.end - mission.start) * draw(st.floats(0.02, 0.4)),
        )
        mission = attrs.evolve(mission, seasons=(*mission.seasons, closed))
    if draw(st.booleans()):
        late = tuple(
            attrs.evolve(s, close_from=mission.end - timedelta(hours=s.closing_hours))
            if s.role == "base"
            else s
            for s in mission.sites
        )
        mission = attrs.evolve(mission, sites=late)
    return mission


@st.composite
def changed_tactics(draw: st.DrawFn, mission: Mission, network: Network) -> Tactics:
    """Take the opening tactics, or others."""
    first, end = opening(mission, network), mission.hours(mission.end)
    if draw(st.booleans()):
        return first
    return attrs.evolve(
        first,
        close_at={s: t if t > end else draw(st.floats(0, end)) for s, t in first.close_at.items()},
        release_at=draw(st.floats(0, end)),
        settle_at=draw(st.floats(0, end)),
        worth=draw(st.sampled_from((0.25, 1.0, 3.0))),
        fill=draw(st.floats(0.1, 0.95)),
        through=draw(st.booleans()),
    )


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
