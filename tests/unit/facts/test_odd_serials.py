"""Serials that an officer would ask about, on tiny's plan changed by hand."""

from datetime import timedelta

import attrs
import pytest

import exeunt
from exeunt.facts.odd import Kind
from exeunt.facts.odd_serials import filled, money, most_worth
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan
from exeunt.rules.ledger import case
from exeunt.rules.terms import transport
from tests.support.plans.odd_plans import sent_again
from tests.support.plans.port_run_by_hand import by_hand as port_run_by_hand
from tests.support.plans.tiny_by_hand import by_hand
from tests.support.plans.tiny_odd import (
    by_kind,
    facts_of,
    reloaded,
    serials_of,
    with_quantity,
    without_load,
)


@pytest.fixture(scope="module")
def mission() -> Mission:
    return exeunt.load("tiny").mission


@pytest.fixture(scope="module")
def plan(mission: Mission) -> Plan:
    return by_hand(mission)


def kinds(mission: Mission, plan: Plan) -> dict:
    return by_kind(serials_of(mission, plan).odd())


def test_what_serials_cost_adds_up_to_the_term(mission: Mission, plan: Plan) -> None:
    serials = sum(money(mission, one) for one in facts_of(mission, plan).movements)
    assert serials == pytest.approx(transport(case(mission, plan)))


def test_a_convoy_for_fewer_than_drive_it(mission: Mission, plan: Plan) -> None:
    # Twenty-six drive and guard ten trucks for one man of the EOD team.
    load = Load(
        serial="C-001",
        kind="people",
        item="eod",
        quantity=1,
        board_stage=2,
        alight_stage=2,
        role="passenger",
    )
    handful = without_load(plan, "C-001", "stores")
    handful = attrs.evolve(handful, loads=(*handful.loads, load))
    odd = kinds(mission, handful)[Kind.HANDFUL]
    assert odd.serials == ("C-001",)
    assert (odd.reason["people"], odd.reason["crew"]) == (1, 26)
    assert odd.weight > 0
    # The last convoy takes twenty-four out, and their jeeps: nobody counts these few.
    assert Kind.HANDFUL not in kinds(mission, plan)


def test_a_convoy_nearly_empty_where_it_is_fullest(mission: Mission, plan: Plan) -> None:
    thin = kinds(mission, with_quantity(plan, "C-001", "stores", 2))[Kind.THIN]
    assert (thin.serials, thin.reason["share"]) == (("C-001",), 20)
    assert Kind.THIN not in kinds(mission, with_quantity(plan, "C-001", "stores", 3))
    # The last takes its vehicles and their crews out, however little is in them.
    assert Kind.THIN not in kinds(mission, with_quantity(plan, "C-004", "stores", 1))


def test_a_flight_nearly_empty(mission: Mission, plan: Plan) -> None:
    seats = mission.aircraft_type[mission.air_fleets[0].aircraft].seats
    few = with_quantity(plan, "F-001", "staff", 1)
    thin = kinds(mission, few)[Kind.THIN_FLIGHTS]
    assert (thin.serials, thin.reason["share"]) == (("F-001",), round(100 / seats))


def test_a_convoy_that_comes_back_with_nothing(mission: Mission, plan: Plan) -> None:
    empty = kinds(mission, without_load(plan, "C-001", "stores"))[Kind.EMPTY]
    assert empty.serials == ("C-001",)
    # One that ends elsewhere brings its vehicles to where they are needed, or out.
    assert Kind.EMPTY not in kinds(mission, without_load(plan, "C-004", "stores"))


def test_buses_in_which_nobody_rides(mission: Mission, plan: Plan) -> None:
    bus = attrs.evolve(mission.vehicles[0], vehicle="bus", payload_t=0.0, teu=0.0, seats=40)
    fleet = attrs.evolve(mission.fleets[0], fleet="buses", vehicle="bus", count=3)
    with_buses = attrs.evolve(
        mission, vehicles=(*mission.vehicles, bus), fleets=(*mission.fleets, fleet)
    )
    ride = Load(
        serial="C-001", kind="vehicle", item="buses", quantity=3, board_stage=1, alight_stage=2
    )
    along = attrs.evolve(plan, loads=(*plan.loads, ride))
    odd = kinds(with_buses, along)[Kind.EMPTY_BUSES]
    assert (odd.serials, odd.reason["buses"]) == (("C-001",), 3)
    # With the guards aboard, as in the second convoy, they are no empty buses.
    used = attrs.evolve(plan, loads=(*plan.loads, attrs.evolve(ride, serial="C-002")))
    assert Kind.EMPTY_BUSES not in kinds(with_buses, used)


def test_a_convoy_that_costs_more_than_its_kit(mission: Mission, plan: Plan) -> None:
    worthless = attrs.evolve(
        mission,
        lots=tuple(
            attrs.evolve(lot, value=600.0) if lot.lot == "stores" else lot for lot in mission.lots
        ),
    )
    odd = kinds(worthless, plan)[Kind.DEAR]
    # The others take people out too, or their own vehicles and crews.
    assert odd.serials == ("C-001",)
    assert odd.reason["worth"] == pytest.approx(10 * (600 - 500))
    assert odd.reason["cost"] > odd.reason["worth"]
    assert Kind.DEAR not in kinds(mission, plan)
    waited_for = attrs.evolve(
        worthless, lots=tuple(attrs.evolve(lot, due_by=mission.start) for lot in worthless.lots)
    )
    assert Kind.DEAR not in kinds(waited_for, plan)


def test_what_a_unit_is_worth_at_most(mission: Mission) -> None:
    comms = mission.lot["comms"]
    # Shipped for 500 it keeps its 30,000, and nobody captures its 10 points at 10,000.
    assert most_worth(mission, comms) == pytest.approx(30_000 - 500 + 100_000)


def backward(plan: Plan) -> Plan:
    """Return tiny's plan with a container taken from the hub to the base and back."""
    load = Load(
        serial="C-002", kind="lot", item="stores", quantity=1, board_stage=1, alight_stage=1,
        role="carried",
    )  # fmt: skip
    return attrs.evolve(plan, loads=(*plan.loads, load))


def test_kit_taken_away_from_the_way_out(mission: Mission, plan: Plan) -> None:
    odd = kinds(mission, backward(plan))[Kind.AWAY]
    assert odd.serials == ("C-002",)
    assert (odd.reason["before"], odd.reason["after"]) == (200, 300)
    # Where none comes back the same way it was on another way out, perhaps.
    stays = reloaded(
        backward(plan),
        lambda load: (
            None if (load.serial, load.item, load.board_stage) == ("C-002", "stores", 2) else load
        ),
    )
    assert Kind.AWAY not in kinds(mission, stays)
    assert Kind.PAST_HUB not in kinds(mission, backward(plan))


def test_kit_that_stays_in_use_where_it_is_taken_is_not_odd(mission: Mission, plan: Plan) -> None:
    stays = attrs.evolve(
        plan.disposals[0], site="alpha", lot="stores", disposition="transfer", quantity=1
    )
    kept = attrs.evolve(backward(plan), disposals=(*plan.disposals, stays))
    assert Kind.AWAY not in kinds(mission, kept)


def test_a_hub_that_is_passed_for_a_place_farther_from_the_way_out(
    mission: Mission, plan: Plan
) -> None:
    # Aboard at the hub, past the port itself, and off at the hub again.
    round_trip = reloaded(
        plan,
        lambda load: (
            attrs.evolve(load, board_stage=1, alight_stage=4)
            if (load.serial, load.item) == ("C-003", "stores")
            else load
        ),
    )
    odd = kinds(mission, round_trip)
    assert Kind.PAST_HUB in odd
    assert odd[Kind.PAST_HUB].serials == ("C-003",)


def test_small_convoys_of_one_way_at_one_time(mission: Mission, plan: Plan) -> None:
    def half(load: Load) -> Load:
        if load.serial == "C-001" and load.item in {"trucks", "stores"}:
            return attrs.evolve(load, quantity=load.quantity / 2)
        return load

    second = [stage for stage in plan.stages if stage.serial == "C-001"]
    later = tuple(
        attrs.evolve(
            stage,
            serial="C-009",
            depart=stage.depart + timedelta(hours=6),
            arrive=stage.arrive + timedelta(hours=6),
        )
        for stage in second
    )
    halved = reloaded(plan, half)
    loads = tuple(
        attrs.evolve(load, serial="C-009") for load in halved.loads if load.serial == "C-001"
    )
    both = attrs.evolve(halved, stages=(*halved.stages, *later), loads=(*halved.loads, *loads))
    odd = kinds(mission, both)[Kind.TWINS]
    assert (odd.serials, odd.reason["other"], odd.reason["together"]) == (("C-009",), "C-001", 14)
    narrow = attrs.evolve(mission, doctrine=attrs.evolve(mission.doctrine, convoy_max=13))
    assert Kind.TWINS not in kinds(narrow, both)


def test_guards_do_not_make_a_convoy_empty() -> None:
    mission = exeunt.load("port-run").mission
    for movement in facts_of(mission, port_run_by_hand(mission)).movements:
        for hop in movement.hops:
            assert filled(hop) >= 0


def test_flights_of_one_way_of_which_one_could_take_all(mission: Mission, plan: Plan) -> None:
    few = with_quantity(plan, "F-001", "staff", 5)
    seats = mission.aircraft_type[mission.air_fleets[0].aircraft].seats
    odd = kinds(mission, sent_again(few, "F-001", "F-002", timedelta(days=1)))[Kind.TWIN_FLIGHTS]
    assert (odd.serials, odd.reason["other"]) == (("F-002",), "F-001")
    assert odd.reason["share"] == round(100 * 10 / seats)
    apart = sent_again(few, "F-001", "F-002", timedelta(days=3))
    assert Kind.TWIN_FLIGHTS not in kinds(mission, apart)
    full = with_quantity(plan, "F-001", "staff", seats)
    assert Kind.TWIN_FLIGHTS not in kinds(
        mission, sent_again(full, "F-001", "F-002", timedelta(days=1))
    )
