"""Who and what is left though it need not be, on tiny's plan changed by hand."""

import attrs
import pytest

import exeunt
from exeunt.facts.odd import Kind
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal, Plan
from exeunt.model.reason import Name
from tests.support.plans.tiny_by_hand import by_hand
from tests.support.plans.tiny_odd import (
    by_kind,
    left_of,
    with_quantity,
    without_load,
    without_serial,
)


@pytest.fixture(scope="module")
def mission() -> Mission:
    return exeunt.load("tiny").mission


@pytest.fixture(scope="module")
def plan(mission: Mission) -> Plan:
    return by_hand(mission)


def kinds(mission: Mission, plan: Plan) -> dict:
    return by_kind(left_of(mission, plan).odd())


def valued(mission: Mission, value: float) -> Mission:
    lots = (attrs.evolve(lot, value=value) if lot.lot == "stores" else lot for lot in mission.lots)
    return attrs.evolve(mission, lots=tuple(lots))


def test_people_left_beside_free_seats(mission: Mission, plan: Plan) -> None:
    odd = kinds(mission, with_quantity(plan, "F-001", "staff", 10))[Kind.LEFT_BESIDE_SEATS]
    assert odd.serials == ("F-001",)
    assert (odd.reason["n"], odd.reason["party"]) == (2, Name("party", "staff"))
    assert odd.weight >= 2 * mission.prices.person_not_out


def test_people_left_with_no_seat_to_be_had(mission: Mission, plan: Plan) -> None:
    odd = kinds(mission, without_serial(plan, "F-001"))[Kind.PEOPLE_LEFT]
    assert (odd.reason["n"], odd.serials) == (12, ())
    assert odd.why


def test_drivers_left_with_their_vehicles(mission: Mission, plan: Plan) -> None:
    given_up = Disposal(
        site="bravo",
        lot="trucks",
        disposition="abandon",
        quantity=3,
        start=mission.start,
        done=mission.start,
    )
    left = attrs.evolve(plan, disposals=(*plan.disposals, given_up))
    odd = kinds(mission, left)[Kind.DRIVERS_LEFT]
    assert (odd.reason["n"], odd.reason["fleet"]) == (6, "trucks")


def test_kit_left_though_a_convoy_could_take_it(mission: Mission, plan: Plan) -> None:
    odd = kinds(mission, with_quantity(plan, "C-004", "stores", 7))[Kind.KIT_MISSED]
    assert odd.serials == ("C-004",)
    assert odd.reason["kit"].value == 3
    assert odd.weight > 0


def test_kit_left_beside_idle_carriers(mission: Mission, plan: Plan) -> None:
    # Without the last convoy ten trucks stand at the hub for the rest of the time.
    odd = kinds(mission, without_serial(plan, "C-004"))[Kind.IDLE_CARRIERS]
    assert odd.reason["kit"].value == 10
    assert (odd.reason["fleet"], odd.reason["vehicles"].value) == ("trucks", 10)
    assert odd.reason["since"] == mission.time(10 * 24.0)
    assert odd.reason["until"] == mission.end


def test_kit_left_with_nothing_idle(mission: Mission, plan: Plan) -> None:
    fewer = attrs.evolve(
        mission,
        fleets=tuple(
            attrs.evolve(fleet, available_to=mission.time(10 * 24.0 + 12))
            for fleet in mission.fleets
        ),
    )
    assert Kind.IDLE_CARRIERS not in kinds(fewer, without_serial(plan, "C-004"))
    assert Kind.KIT_PAYS in kinds(fewer, without_serial(plan, "C-004"))


def test_kit_of_which_it_makes_no_difference(mission: Mission, plan: Plan) -> None:
    short = without_serial(plan, "C-004")
    stores = next(kit for kit in left_of(mission, short).lost() if kit.lot.lot == "stores")
    # Worth, shipping apart, what moving it costs as this plan's convoys go.
    even = valued(mission, stores.cost + 500)
    odd = kinds(even, short)[Kind.INDIFFERENT]
    assert odd.reason["worth"] == pytest.approx(odd.reason["cost"], rel=0.01)
    assert Kind.NOT_WORTH in kinds(valued(mission, 500 + stores.cost / 2), short)


def test_kit_that_no_shipping_could_save_is_not_odd(mission: Mission, plan: Plan) -> None:
    # Ammunition may not be shipped and the stores would save nothing: nothing to ask about.
    assert kinds(valued(mission, 400), without_load(plan, "C-004", "stores")) == {}


def test_what_there_is_no_time_to_try_is_said(mission: Mission, plan: Plan) -> None:
    changed = without_load(plan, "C-001", "stores")
    worthy = valued(mission, 1e6)
    hurried = attrs.evolve(left_of(worthy, changed), hurry=lambda: True)
    odd = by_kind(hurried.odd())
    assert odd[Kind.HURRIED].reason["kit"].value > 0
    assert Kind.KIT_MISSED not in odd
    assert Kind.HURRIED not in kinds(worthy, changed)
