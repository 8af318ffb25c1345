"""What holds of every plan the planner makes: no rule is broken, everybody is in one place, names mean nothing, fleets only help."""

import itertools

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Party
from exeunt.model.hazards import Season
from exeunt.model.mission import Mission
from exeunt.model.outcome import Bound
from exeunt.model.pace import Pace
from exeunt.model.plan import Plan
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission
from exeunt.network.network import Network
from exeunt.optimise.bound.prove import bound
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import Tactics, opening
from exeunt.optimise.planner.trim import trim
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.referee import referee
from exeunt.rules.terms import objective, terms
from tests.support.missions.planner_country import (
    AIRWAY,
    BUS,
    BUSES,
    ESCORT,
    ESCORTS,
    FORT_TOWN,
    GUARDS,
    MI8,
    MI8S,
    SELL,
    SHIP,
    STAFF,
    STORES,
    TOWN_PORT,
    TRUCK,
    TRUCKS,
    country,
    day,
)
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.small_missions import small_mission
from tests.support.plans.searching import searched

FEW = settings(max_examples=15, deadline=None, derandomize=True)
SEEDS = st.integers(0, 10_000)
RAINS = Pace(pace="rains", surface="track", valid_from=day(2, 7), valid_to=day(6), likely=1.5)


@st.composite
def tactics(draw, mission: Mission) -> Tactics:
    first = opening(mission, Network(mission))
    end = mission.hours(mission.end)
    stores = {(lot.lot, lot.site): draw(st.integers(0, lot.quantity)) for lot in mission.lots}
    return attrs.evolve(
        first,
        close_at={s: t if t > end else draw(st.floats(0, end)) for s, t in first.close_at.items()},
        priority={s: draw(st.floats(-20, 20)) for s in first.priority},
        release_at=draw(st.floats(0, end)),
        settle_at=draw(st.floats(0, end)),
        worth=draw(st.sampled_from((0.25, 1.0, 3.0))),
        fill=draw(st.floats(0.1, 0.95)),
        far_first=draw(st.booleans()),
        through=draw(st.booleans()),
        last_share=draw(st.sampled_from((0.1, 1.0, 3.0))),
        dispose_early={k: n for k, n in stores.items() if n},
    )


def made(mission: Mission, by: Tactics) -> Plan:
    network = Network(mission)
    found = build(mission, network, Worth(network, by.worth, through=by.through), by)
    assert found is not None
    return found.plan


def found_best(mission: Mission, passes: int = 20, seed: int = 0) -> float:
    best = searched(mission, passes, seed)
    assert best is not None
    return best.objective


@settings(FEW, max_examples=30)
@given(st.data(), SEEDS)
def test_no_tactics_make_a_plan_that_breaks_a_rule(data: st.DataObject, seed: int) -> None:
    mission = small_mission(seed)
    plan = made(mission, data.draw(tactics(mission)))
    assert referee(mission, plan) == ()
    trimmed = trim(mission, plan)
    assert referee(mission, trimmed) == ()
    assert (
        objective(mission, terms(mission, trimmed))
        <= objective(mission, terms(mission, plan)) + 1e-6
    )


@FEW
@given(st.data())
def test_no_tactics_break_a_rule_on_the_tiny_mission(data: st.DataObject) -> None:
    mission = TINY
    assert referee(mission, made(mission, data.draw(tactics(mission)))) == ()


@st.composite
def countries(draw) -> Mission:
    """Make the small country with other figures: kit, floors, rates, yards, permissions, crews, aircraft (nothing is tracked in stores)."""

    def some(*values):
        return draw(st.sampled_from(values))

    crews = some("", "crews")
    eod, field = (("eod", 2.0),), (("airfield", 1.0),)
    parties = (
        attrs.evolve(GUARDS, count=some(15, 60)),
        attrs.evolve(
            STAFF, count=some(1, 60), by_road=some(True, False), destination=some("", "town")
        ),
        Party(
            party="sappers",
            site="fort",
            count=8,
            population="troops",
            capabilities=eod,
            available_from=some(None, day(2)),
        ),
        Party(party="field", site="fort", count=4, population="contractor", capabilities=field),
        Party(
            party="crews",
            site="town",
            count=some(10, 40),
            population="troops",
            armed=True,
            destination=some("", "town"),
            available_from=some(None, day(1, 5)),
        ),
    )
    ammo = attrs.evolve(
        STORES,
        lot="ammo",
        quantity=some(0, 20),
        mass_t=1,
        teu=0.5,
        kit_class="ammunition",
        harm_if_captured=10,
    )
    jeeps = attrs.evolve(
        STORES,
        lot="jeeps",
        quantity=some(0, 8),
        self_driving=True,
        crew=2,
        seats=3,
        kit_class="vehicle",
        speed_kmh=some(None, 4, 30),
    )
    row = Permission(
        permission="p",
        mode=some("road", "air"),
        where=some("fort", "fort-town", "*"),
        payload=some("people", "cargo", "any"),
        state="granted",
        lead_days=some(0, 1.3),
    )
    return country(
        period_hours=some(6, 12, 24),
        parties=parties,
        lots=(
            attrs.evolve(
                STORES,
                quantity=some(0, 60),
                value=some(100, 20_000),
                in_use=some(False, False, True),
            ),
            ammo,
            jeeps,
        ),
        dispositions=(
            SHIP,
            SELL,
            Disposition(
                disposition="destroy",
                kit_class="ammunition",
                rate_t_per_team_day=some(None, 1.5),
                capability="eod",
                lead_hours=24,
                available_from=some(None, day(1)),
            ),
        ),
        requirements=(
            Requirement(
                requirement="e",
                activity="convoy",
                where="road",
                capability="escort",
                amount=some(0, 1),
                per_vehicles=some(None, 4, 8),
            ),
            Requirement(
                requirement="f", activity="fly", where="fort", capability="airfield", amount=1
            ),
        ),
        permissions=some(
            (), (attrs.evolve(row, valid_from=some(None, day(3)), valid_to=some(None, day(9, 7))),)
        ),
        legs=(
            attrs.evolve(
                FORT_TOWN,
                strikes_per_100km=some(0, 0.01),
                vehicles_per_day=some(None, 12),
                travel_hours=some(5, 17.3, 26),
                surface=some("", "track"),
                halts=some(None, 2, 1, 0),
            ),
            TOWN_PORT,
            AIRWAY,
        ),
        fort={
            "holding_people": some(0, 15),
            "closing_hours": some(0, 90),
            "turn_hours": some(0, 6, 30),
            "load_teu_per_day": some(None, 5.0),
            "pack_teu_per_day": some(None, 3.0),
            "packing_days": some(0, 1, 4),
            "slots_per_day": some(None, 2),
            "parking": some(None, 1),
            "opens": some(None, 9.0),
        },
        town={
            "closes": some(None, 15.0),
            "yard_teu": some(None, 20.0),
            "unload_teu_per_day": some(None, 8.0),
            "turn_hours": some(0, 12),
            "receive_people_per_day": some(None, 30),
            "receive_vehicles_per_day": some(None, 14, 6),
        },
        port={"receive_people_per_day": some(None, 20), "receive_vehicles_per_day": some(None, 3)},
        seasons=some((), (Season(leg="town-port", closed_from=day(4), closed_to=day(7, 5)),)),
        doctrine={
            "convoy_max": some(8, 100),
            "notice_hours": some(0, 30),
            "last_lift_hours": some(6, 24),
            "spacing_hours": some(0, 4),
            "march_hours_per_day": some(10, 24),
            "air_daylight": some(0, 1),
            "road_daylight_from_threat": some(0, 1000),
        },
        fleets=(
            attrs.evolve(TRUCKS, crew_party=crews, out_of_service_share=some(0, 0.15)),
            attrs.evolve(BUSES, crew_party=crews),
            ESCORTS,
        ),
        pace=some((), (RAINS,), (RAINS, Pace(pace="dry", likely=0.8))),
        vehicles=(attrs.evolve(TRUCK, speed_kmh=some(None, 6, 60)), BUS, ESCORT),
        aircraft=(attrs.evolve(MI8, speed_kmh=some(None, 60, 220)),),
        air_fleets=(attrs.evolve(MI8S, count=some(0, 1, 2)),),
    )


@settings(FEW, max_examples=40)
@given(st.data())
def test_no_tactics_break_a_rule_in_any_small_country(data: st.DataObject) -> None:
    mission = data.draw(countries())
    plan = made(mission, data.draw(tactics(mission)))
    assert referee(mission, plan) == ()
    assert_counted(mission, plan)


@FEW
@given(st.data(), SEEDS)
def test_nobody_and_nothing_is_in_two_places(data: st.DataObject, seed: int) -> None:
    mission = small_mission(seed)
    plan = made(mission, data.draw(tactics(mission)))
    assert_counted(mission, plan)


def assert_counted(mission: Mission, plan: Plan) -> None:
    """Replay the plan's rows hour by hour: nobody boards who is not there, nothing is made or lost."""
    where = {("people", p.party): {p.site: float(p.count)} for p in mission.parties}
    where |= {("lot", x.lot): {x.site: float(x.quantity)} for x in mission.lots}
    where |= {("vehicle", f.fleet): {f.site: float(f.count)} for f in mission.fleets}
    totals = {key: sum(places.values()) for key, places in where.items()}
    stages = {(s.serial, s.stage): s for s in plan.stages}
    events = []
    for x in plan.loads:
        if x.kind in {"people", "lot", "vehicle"}:
            board, alight = stages[x.serial, x.board_stage], stages[x.serial, x.alight_stage]
            events.append((board.depart, 1, (x.kind, x.item), board.origin, -x.quantity))
            events.append((alight.arrive, 0, (x.kind, x.item), alight.destination, x.quantity))
    for d in plan.disposals:
        kind = "lot" if ("lot", d.lot) in where else "vehicle"
        events.append((d.start, 2, (kind, d.lot), d.site, -d.quantity))
        totals[kind, d.lot] -= d.quantity
    for _, _, key, site, change in sorted(events, key=lambda e: e[:2]):
        places = where[key]
        places[site] = places.get(site, 0.0) + change
        assert places[site] >= 0, (key, site)
    assert {key: sum(places.values()) for key, places in where.items()} == totals


# ---- names ----


def renamed(mission: Mission) -> Mission:
    """Give sites, parties and lots names that sort in the same order, with another look."""
    names = {
        x: f"z-{x}-{n}"
        for n, x in enumerate(
            sorted(
                {s.site for s in mission.sites}
                | {p.party for p in mission.parties}
                | {x.lot for x in mission.lots}
            )
        )
    }

    def new(row, *fields: str):
        return attrs.evolve(row, **{f: names.get(getattr(row, f), getattr(row, f)) for f in fields})

    return attrs.evolve(
        mission,
        sites=tuple(new(s, "site") for s in mission.sites),
        legs=tuple(new(x, "origin", "destination") for x in mission.legs),
        parties=tuple(new(p, "party", "site", "destination") for p in mission.parties),
        lots=tuple(new(x, "lot", "site", "destination") for x in mission.lots),
        fleets=tuple(new(f, "site", "crew_party") for f in mission.fleets),
        air_fleets=tuple(new(a, "site") for a in mission.air_fleets),
        supplies=tuple(new(s, "site") for s in mission.supplies),
        requirements=tuple(new(r, "where") for r in mission.requirements),
        permissions=tuple(new(p, "where") for p in mission.permissions),
    )


TINY = shipped_mission("tiny")


def test_names_in_the_same_order_change_nothing() -> None:
    assert found_best(renamed(TINY), 15) == pytest.approx(found_best(TINY, 15))


@settings(FEW, max_examples=4)
@given(SEEDS)
def test_names_in_the_same_order_change_nothing_on_small_missions(seed: int) -> None:
    mission = small_mission(seed)
    assert found_best(renamed(mission), 6) == pytest.approx(found_best(mission, 6))


# ---- fleets ----


def larger(mission: Mission, more: int) -> Mission:
    return attrs.evolve(
        mission, fleets=tuple(attrs.evolve(f, count=f.count + more) for f in mission.fleets)
    )


def bounded(mission: Mission) -> Bound:
    """Bound on some five grids and by integers once, and not until the time is over."""
    asked = itertools.count(1)
    return bound(mission, time_limit_s=5, seed=0, enough=lambda _: next(asked) >= 8)


@pytest.mark.parametrize("seed", [3, pytest.param(8, marks=pytest.mark.long)])
def test_more_vehicles_never_raise_the_bound_and_no_plan_is_below_it(seed: int) -> None:
    mission = small_mission(seed, days=5)
    few, many = (bounded(m) for m in (mission, larger(mission, 2)))
    assert many.value <= few.value + 1e-4 * abs(few.value)
    assert few.fixed <= few.value <= found_best(mission, 10) + 1e-4
