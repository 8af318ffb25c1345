"""The bound: closed forms, the proof from any duals, failures of the solver, and the shipped tiny mission."""

import itertools
from datetime import datetime, timedelta
from pathlib import Path

import attrs
import numpy as np
import pytest

from exeunt.files.missions import read_mission
from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Lot, Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.outcome import Bound
from exeunt.model.places import Site
from exeunt.model.plan import Disposal, Plan, Reserve
from exeunt.model.stores import Permission
from exeunt.model.transport import Fleet, VehicleType
from exeunt.network.march import leg_hours
from exeunt.optimise.bound import prove as bounds
from exeunt.optimise.bound.grid import Ways, grid
from exeunt.optimise.bound.highs import Answer, solve
from exeunt.optimise.bound.linear import proven
from exeunt.optimise.bound.pools import Pools
from exeunt.optimise.bound.prove import bound
from exeunt.optimise.bound.relaxation import relaxation
from exeunt.rules.referee import referee
from exeunt.rules.terms import objective, terms
from tests.support.missions.bound_road import START, mission
from tests.support.missions.outpost import AIR_FLEETS, AIRCRAFT, at, load, stages
from tests.support.missions.outpost import START as FORT_START

TINY = Path(__file__).parents[4] / "missions" / "tiny"


TRUCKS = {
    "vehicles": (
        VehicleType(vehicle="truck", payload_t=20, teu=1, crew=1, seats=2, cost_per_km=1),
    ),
    "fleets": (
        Fleet(fleet="trucks", vehicle="truck", site="base", count=4, ownership="contracted"),
    ),
}


STORES = Lot(
    lot="stores",
    site="base",
    quantity=6,
    mass_t=5,
    teu=1,
    kit_class="general",
    owner="mission",
    value=9_000,
)


@pytest.fixture(autouse=True)
def periods(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look no closer than at days: a small mission is bounded until its time is over."""
    monkeypatch.setattr(bounds, "STEPS_HOURS", (48, 24))


def linear(m: Mission, hours: float) -> float:
    """Return the bound of one linear programme."""
    ways = Ways(m)
    problem = relaxation(m, grid(m, hours), ways, Pools(m, ways), whole=False)
    answer = solve(problem, integers=False, time_limit_s=30, seed=0)
    assert answer.duals is not None
    return proven(problem, answer.duals) + bounds.unclosed(m)


def whole(m: Mission, hours: float) -> float:
    """Return the bound of one mixed-integer programme."""
    ways = Ways(m)
    answer = solve(
        relaxation(m, grid(m, hours), ways, Pools(m, ways), whole=True),
        integers=True,
        time_limit_s=30,
        seed=0,
    )
    assert answer.bound is not None
    return answer.bound + bounds.unclosed(m)


def test_an_empty_base_costs_its_closing_steps() -> None:
    found = bound(mission(), time_limit_s=5, seed=0)
    assert found.fixed == pytest.approx(2 * (1_000 + 0.001 * 1_000_000))
    assert found.value == pytest.approx(found.fixed)


def test_a_base_that_stays_open_costs_the_whole_plan() -> None:
    m = mission()
    found = bound(
        attrs.evolve(m, sites=(attrs.evolve(m.sites[0], stays_open=True), m.sites[1])),
        time_limit_s=5,
        seed=0,
    )
    assert found.fixed == pytest.approx(10 * 2_000)
    assert found.value == pytest.approx(found.fixed)


def test_people_with_no_way_out_are_late_and_not_out() -> None:
    people = Party(party="staff", site="base", count=7, population="civilian", by_road=False)
    m = mission(parties=(people,))
    found = bound(m, time_limit_s=5, seed=0)
    assert found.fixed == pytest.approx(7 * (2 * 2_000 + 50_000) + 2 * 2_000)
    assert found.value is not None
    assert found.value == pytest.approx(
        7 * (2 * 2_000 + 50_000) + 10 * 2_000, rel=1e-6
    )  # somebody is there, so the base stays open
    assert objective(m, terms(m, Plan())) == pytest.approx(found.value, rel=1e-6)


def test_people_who_cannot_be_out_sooner_pay_the_days_of_the_way() -> None:
    # From day 2 the exit is a day's drive away: 10 hours on the move, 14 of rest between them or after.
    staff = Party(party="staff", site="base", count=3, population="civilian")
    slow = attrs.evolve(staff, party="slow", leave_from=START + timedelta(days=2))
    free = mission(parties=(staff, slow), **TRUCKS)
    priced = attrs.evolve(free, prices=attrs.evolve(free.prices, makespan_day=5_000.0))
    before, after = (bound(m, time_limit_s=5, seed=0) for m in (free, priced))
    least = (48 + leg_hours(free, free.legs[0])) / 24 * 5_000
    for found, was in ((after.value, before.value), (after.fixed, before.fixed)):
        assert found is not None
        assert was is not None
        assert found - was == pytest.approx(least, abs=1)


def test_people_who_never_get_out_pay_the_days_to_the_end() -> None:
    stuck = mission(parties=(Party(party="staff", site="base", count=3, population="civilian"),))
    stuck = attrs.evolve(stuck, legs=(), prices=attrs.evolve(stuck.prices, makespan_day=5_000.0))
    free = attrs.evolve(stuck, prices=attrs.evolve(stuck.prices, makespan_day=0.0))
    after, before = (bound(m, time_limit_s=5, seed=0).value for m in (stuck, free))
    assert after is not None
    assert before is not None
    assert after - before == pytest.approx(10 * 5_000, abs=1)


def test_kit_with_no_carrier_takes_the_best_disposition() -> None:
    sell = Disposition(disposition="sell", recovery_share=0.4, cost_per_unit=100, rate_per_day=1)
    found = bound(mission(lots=(STORES,), dispositions=(sell,)), time_limit_s=5, seed=0)
    in_time = [
        day * 2_000 + min(day, 6) * (0.6 * 9_000 + 100) + max(0, 6 - day) * 9_000
        for day in range(2, 11)
    ]
    assert found.value is not None
    assert found.fixed < found.value <= min(in_time) + 1e-6
    assert found.value == pytest.approx(min(in_time), rel=0.1)


def test_shipping_costs_the_trucks() -> None:
    m = mission(lots=(STORES,), **TRUCKS)
    m = attrs.evolve(m, legs=(attrs.evolve(m.legs[0], travel_hours=5),))
    found = bound(m, time_limit_s=10, seed=0)
    assert found.value is not None
    # six loads by four trucks: one trip each and, for two, the way back and another; the base is open two days in any case
    assert found.value == pytest.approx(4_000 + (4 + 2 + 2) * 100, rel=1e-3)


def test_without_permission_nothing_moves() -> None:
    m = mission(lots=(STORES,), **TRUCKS)
    refused = Permission(permission="road", mode="road", state="refused")
    asked = attrs.evolve(m, permissions=(refused,))
    late = attrs.evolve(
        m,
        permissions=(attrs.evolve(refused, state="granted", valid_from=START + timedelta(days=6)),),
    )
    free, barred, waiting = (linear(x, 24) for x in (m, asked, late))
    assert free < waiting < barred
    assert barred == pytest.approx(4_000 + 6 * 9_000, rel=1e-6)


def test_those_who_are_out_may_crew_again() -> None:
    """A crew of one party drives out, is out, and fetches the rest: to forget that would make the bound too high."""
    crewed = {
        "vehicles": (VehicleType(vehicle="truck", payload_t=20, teu=1, crew=1, cost_per_km=1),),
        "fleets": (
            Fleet(fleet="trucks", vehicle="truck", site="base", count=2, crew_party="drivers"),
        ),
        "parties": (Party(party="drivers", site="base", count=2, population="troops"),),
    }
    m = mission(lots=(attrs.evolve(STORES, quantity=4),), **crewed)
    m = attrs.evolve(m, legs=(attrs.evolve(m.legs[0], travel_hours=5),))
    assert whole(m, 24) <= 4_000 + (4 + 2) * 100 + 1e-3


def test_tiny_is_known_exactly() -> None:
    m = read_mission(TINY)
    found = linear(m, 24)
    assert bounds.fixed(m, Ways(m), Pools(m, Ways(m))) < found <= 202_760
    assert found > 150_000


def test_finer_buckets_never_disprove_a_plan() -> None:
    m = mission(
        lots=(STORES,),
        parties=(Party(party="staff", site="base", count=3, population="civilian"),),
        **TRUCKS,
    )
    assert referee(m, Plan()) == ()
    cost = objective(m, terms(m, Plan()))
    assert all(linear(m, hours) <= cost for hours in (48, 24, 12, 6, 3))


def test_no_answer_leaves_the_unit_minima(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "solve", lambda *_, **__: Answer("no answer", None, None))
    found = bound(mission(lots=(STORES,), **TRUCKS), time_limit_s=5, seed=0)
    assert found.method == "sum of unit minima"
    assert found.value == found.fixed


def test_wrong_duals_still_prove_no_more_than_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    m = mission(lots=(STORES,), **TRUCKS)
    truth = linear(m, 24)
    noise = np.random.default_rng(3)
    monkeypatch.setattr(
        bounds,
        "solve",
        lambda problem, **_: Answer("guess", noise.normal(size=len(problem.row_low)), None),
    )
    found = bound(m, time_limit_s=2, seed=0)
    assert found.value is not None
    assert found.fixed <= found.value <= truth + 1e-6


def assert_not_above(m: Mission, plan: Plan) -> None:
    assert referee(m, plan) == ()
    cost = objective(m, terms(m, plan))
    assert bound(m, time_limit_s=3, seed=0).value <= cost + 1e-6 * max(1.0, abs(cost))


def test_a_base_that_can_close_only_at_the_end_is_charged_once() -> None:
    m = mission()
    last = attrs.evolve(
        m, sites=(attrs.evolve(m.sites[0], close_from=m.end - timedelta(hours=48)), m.sites[1])
    )
    assert bounds.unclosed(last) == 0
    assert bound(last, time_limit_s=3, seed=0).value == pytest.approx(10 * 2_000)
    never = attrs.evolve(
        m, sites=(attrs.evolve(m.sites[0], close_from=m.end - timedelta(hours=47)), m.sites[1])
    )
    assert bounds.unclosed(never) == pytest.approx(10 * 2_000)
    assert_not_above(last, Plan())
    assert_not_above(never, Plan())


def crossroads(**changes: object) -> Mission:
    """Six days; a fort, a town that stays open, a port and a far port, all roads over a junction or through the port; nothing costs by itself."""
    road = Leg(
        leg="fort-cross", origin="fort", destination="cross", mode="road", km=60, travel_hours=4
    )
    base = Mission(
        name="crossroads",
        start=FORT_START,
        deadline=at(3),
        end=at(6),
        sites=(
            Site(site="fort", lat=10, lon=0, role="base"),
            Site(site="cross", lat=10, lon=0.45, role="junction"),
            Site(site="town", lat=10.4, lon=0.45, role="hub", stays_open=True),
            Site(site="port", lat=10, lon=0.9, role="exit"),
            Site(site="far", lat=10, lon=1.35, role="exit"),
        ),
        legs=(
            road,
            attrs.evolve(road, leg="cross-town", origin="cross", destination="town"),
            attrs.evolve(road, leg="cross-port", origin="cross", destination="port"),
            attrs.evolve(road, leg="port-far", origin="port", destination="far"),
        ),
        dispositions=(
            Disposition(disposition="transfer", recovery_share=1),
            Disposition(disposition="ship", recovery_share=1),
        ),
    )
    return attrs.evolve(base, **changes)


CARRIER = Lot(
    lot="carrier",
    site="fort",
    quantity=1,
    mass_t=5,
    teu=1,
    self_driving=True,
    crew=2,
    kit_class="vehicle",
    owner="mission",
    value=100,
)


CREW = Party(party="crew", site="fort", count=2, population="troops")


def drive(*hops: tuple[str, str, str, datetime, datetime]) -> Plan:
    """Return a plan in which the crew drives the carrier along."""
    span = (1, len(hops))
    return Plan(
        stages=stages("C", "road", *hops),
        loads=(
            load("C", "lot", "carrier", 1, span, "driven"),
            load("C", "people", "crew", 2, span, "crew"),
        ),
    )


def transferred(plan: Plan) -> Plan:
    """Return the plan with the carrier handed on in the town."""
    return attrs.evolve(
        plan,
        disposals=(
            Disposal(
                site="town",
                lot="carrier",
                disposition="transfer",
                quantity=1,
                start=at(1),
                done=at(1),
            ),
        ),
    )


OUT = (
    ("fort-cross", "fort", "cross", at(0), at(0, 4)),
    ("cross-port", "cross", "port", at(0, 4), at(0, 8)),
)


TO_TOWN = ("cross-town", "cross", "town", at(0, 4), at(0, 8))


def test_kit_worth_nothing_still_drives_its_crew_out() -> None:
    m = crossroads(parties=(CREW,), lots=(attrs.evolve(CARRIER, value=0),), dispositions=())
    assert_not_above(m, drive(*OUT))


def test_kit_that_drives_out_burns_fuel() -> None:
    m = crossroads(parties=(CREW,), lots=(CARRIER,))
    assert_not_above(m, drive(*OUT))
    dear = attrs.evolve(m, prices=attrs.evolve(m.prices, fuel_litre=10.0))
    # Two legs of 60 km at 0.3 L a km, and 9 more for a litre.
    more = bound(dear, time_limit_s=3, seed=0).value - bound(m, time_limit_s=3, seed=0).value
    assert more == pytest.approx(120 * 0.3 * 9)


def test_kit_is_driven_to_its_crews_home_off_its_own_way() -> None:
    m = crossroads(parties=(attrs.evolve(CREW, destination="town"),), lots=(CARRIER,))
    assert_not_above(m, transferred(drive(OUT[0], TO_TOWN)))


def test_kit_at_its_exit_drives_people_home() -> None:
    m = crossroads(
        parties=(attrs.evolve(CREW, site="port", destination="town"),),
        lots=(attrs.evolve(CARRIER, site="port"),),
    )
    assert_not_above(
        m, transferred(drive(("cross-port", "port", "cross", at(0), at(0, 4)), TO_TOWN))
    )


def test_kit_drives_on_past_its_first_exit() -> None:
    m = crossroads(parties=(attrs.evolve(CREW, destination="far"),), lots=(CARRIER,))
    assert_not_above(m, drive(*OUT, ("port-far", "port", "far", at(0, 22), at(1, 2))))


CLERKS = Party(party="clerks", site="fort", count=10, population="civilian")


def test_seats_are_held_where_people_board_and_not_where_the_flight_is_asked_for() -> None:
    m = Mission(
        name="asked",
        start=FORT_START,
        deadline=at(4),
        end=at(6),
        parties=(CLERKS,),
        aircraft=AIRCRAFT,
        air_fleets=AIR_FLEETS,
        sites=(
            Site(site="fort", lat=10, lon=0, role="base", runway="helipad"),
            Site(
                site="town",
                lat=10,
                lon=0.9,
                role="hub",
                runway="unpaved",
                runway_m=1200,
                stays_open=True,
            ),
            Site(site="airport", lat=12, lon=0.9, role="exit", runway="paved", runway_m=3000),
        ),
        legs=(
            Leg(leg="road", origin="fort", destination="town", mode="road", km=100, travel_hours=8),
            Leg(leg="hop", origin="fort", destination="town", mode="air", km=100, travel_hours=0.5),
            Leg(
                leg="out", origin="town", destination="airport", mode="air", km=230, travel_hours=1
            ),
        ),
        vehicles=(VehicleType(vehicle="bus", payload_t=1, seats=20, crew=1, cost_per_km=100),),
        fleets=(Fleet(fleet="buses", vehicle="bus", site="fort", count=1, ownership="contracted"),),
        permissions=(
            Permission(
                permission="landing",
                mode="air",
                where="airport",
                direction="in",
                payload="people",
                state="pending",
            ),
        ),
    )
    plan = Plan(
        stages=(
            *stages(
                "F",
                "air",
                ("hop", "town", "fort", at(1, 6), at(1, 6.5)),
                ("hop", "fort", "town", at(1, 7.5), at(1, 8)),
                ("out", "town", "airport", at(1, 9), at(1, 10)),
                ("out", "airport", "town", at(1, 11), at(1, 12)),
            ),
            *stages("C", "road", ("road", "fort", "town", at(1, 8), at(1, 16))),
        ),
        loads=(
            load("F", "aircraft", "helis", 1, (1, 4)),
            load("F", "people", "clerks", 10, (2, 3), "passenger"),
            load("C", "vehicle", "buses", 1, (1, 1)),
        ),
        reserves=(Reserve(flight="F", party="clerks", people=10, serial="C", stage=1),),
    )
    assert_not_above(m, plan)


def test_who_is_out_rides_along_where_only_flights_with_people_may_go() -> None:
    m = Mission(
        name="ride",
        start=FORT_START,
        deadline=at(2),
        end=at(6),
        aircraft=AIRCRAFT,
        air_fleets=(attrs.evolve(AIR_FLEETS[0], site="airport"),),
        sites=(
            Site(site="fort", lat=10, lon=0, role="base", runway="helipad"),
            Site(site="airport", lat=11, lon=0, role="exit", runway="paved", runway_m=3000),
        ),
        legs=(
            Leg(
                leg="air", origin="fort", destination="airport", mode="air", km=150, travel_hours=1
            ),
        ),
        parties=(CLERKS, Party(party="aide", site="airport", count=1, population="civilian")),
        permissions=(
            Permission(
                permission="no",
                mode="air",
                where="fort",
                direction="in",
                payload="any",
                state="refused",
            ),
            Permission(
                permission="people",
                mode="air",
                where="fort",
                direction="in",
                payload="people",
                state="granted",
            ),
        ),
    )
    plan = Plan(
        stages=stages(
            "F",
            "air",
            ("air", "airport", "fort", at(0, 6), at(0, 7)),
            ("air", "fort", "airport", at(0, 8), at(0, 9)),
        ),
        loads=(
            load("F", "aircraft", "helis", 1, (1, 2)),
            load("F", "people", "aide", 1, (1, 2), "passenger"),
            load("F", "people", "clerks", 10, (2, 2), "passenger"),
        ),
    )
    assert_not_above(m, plan)


def test_the_unit_minima_are_told_at_once_and_then_better_and_better_bounds() -> None:
    told: list[Bound] = []
    found = bound(mission(lots=(STORES,), **TRUCKS), time_limit_s=3, seed=0, tell=told.append)
    assert told[0].method == "sum of unit minima"
    assert told[0].value == told[0].fixed == found.fixed
    assert all(a.value < b.value for a, b in itertools.pairwise(told))
    assert told[-1] == found
    assert len(told) > 1


def test_what_is_not_ready_can_be_abandoned_before() -> None:
    m = mission(lots=(attrs.evolve(STORES, ready_from=START + timedelta(days=9)),))
    found = bound(m, time_limit_s=5, seed=0)
    assert found.value is not None
    assert found.value <= 2 * 2_000 + 6 * 9_000 + 1e-6


def test_a_small_mission_is_bounded_on_ever_finer_grids(monkeypatch):
    """Proven on one grid, a finer one may prove more: no second is left over while there is one."""
    asked = []

    def noted(mission, buckets, *others, **whole):
        asked.append(buckets.n)
        return relaxation(mission, buckets, *others, **whole)

    monkeypatch.setattr(bounds, "relaxation", noted)
    monkeypatch.setattr(bounds, "STEPS_HOURS", (24, 12, 6))
    bound(mission(), time_limit_s=20.0, seed=0)
    assert max(asked) == 40, "ten days of six hours, with all counts whole"


def test_nothing_more_is_proven_than_is_of_use(monkeypatch):
    asked = []
    monkeypatch.setattr(bounds, "solve", lambda *args, **_: asked.append(args))
    found = bound(mission(), time_limit_s=20.0, seed=0, enough=lambda value: value >= 0.0)
    assert found.method == "sum of unit minima"
    assert asked == []
