"""Provisions: what serials use up on their way, where they take it on, what it weighs."""

import math

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.ledger import case
from exeunt.rules.provisions import own_t
from exeunt.rules.serials import weights
from tests.support.missions.outpost import MISSION, PLAN, added, load, loads, row
from tests.support.plans.breaks import broken, doctrine, on_from_the_port
from tests.support.plans.verdicts import verdicts

C3_HOURS = (30 * math.exp(1.2816 * 0.3) + 14, 30 * math.exp(1.2816 * 0.3))
"""What C3 is fed for: two stages of 30 h, as long as nine of ten take, and 14 h at the port."""


def own(mission: Mission, plan: Plan, serial: str) -> tuple[float, ...]:
    """Return the tonnes that a serial carries for itself on each stage."""
    (one,) = [s for s in case(mission, plan).rows if s.serial == serial]
    return own_t(case(mission, plan), one, weights(mission))


def test_fuel_is_aboard_also_where_none_is_counted() -> None:
    assert broken(MISSION, on_from_the_port()) == {"supplies_carried"}
    assert broken(MISSION, on_from_the_port(fuel=600)) == set()


def test_nobody_fills_up_where_nobody_keeps_fuel() -> None:
    plan = on_from_the_port(fuel=600)
    inland = row(MISSION, "sites", "port", role="hub")
    assert "stocks" in broken(inland, plan)
    brought = added(plan, load("C3", "supply", "fuel", 600, (1, 1), "delivered"))
    assert "stocks" not in broken(inland, brought)


def test_what_a_convoy_eats_and_drinks_it_carries_until_it_is_used() -> None:
    # Twelve drivers: 10 L of water of 1 kg and a ration of 2 kg a day each.
    out, back = own(MISSION, PLAN, "C3")
    assert out == pytest.approx(12 * 12 * sum(C3_HOURS) / 24 / 1000)
    assert back == pytest.approx(12 * 12 * C3_HOURS[1] / 24 / 1000)


def test_fuel_that_is_more_than_tanks_hold_is_carried_too() -> None:
    # Six trucks burn 3 L a km, on 200 km out and 200 km back; a litre is 0.85 kg.
    full, half = (row(MISSION, "vehicles", "truck", tank_km=km) for km in (400, 150))
    assert own(full, PLAN, "C3") == own(MISSION, PLAN, "C3")
    out, back = own(half, PLAN, "C3")
    fed = own(MISSION, PLAN, "C3")
    assert out - fed[0] == pytest.approx(3 * 250 * 0.85 / 1000)
    assert back - fed[1] == pytest.approx(3 * 50 * 0.85 / 1000)


def test_supplies_weigh_what_they_do_where_they_are_taken_on_or_else_where_they_go() -> None:
    heavy = row(MISSION, "supplies", "rations", kg_per_unit=4)
    more = own(heavy, PLAN, "C3")[0] - own(MISSION, PLAN, "C3")[0]
    assert more == pytest.approx(12 * 2 * sum(C3_HOURS) / 24 / 1000)
    # Water is tracked at the fort alone, so in the town nobody says what it weighs.
    assert own(row(MISSION, "supplies", "water", kg_per_unit=9), PLAN, "C3") == own(
        MISSION, PLAN, "C3"
    )


def test_a_flight_carries_nothing_for_itself() -> None:
    assert own(MISSION, PLAN, "F1") == (0.0,) * 4


def test_kit_that_drives_takes_what_its_people_need() -> None:
    # Two trucks and two buses take 42 t, 40 t of it kit. Water, rations and no fuel are 2.1 t, and
    # the three jeeps can take 1.5 t.
    full = loads(PLAN, "C2", "trucks", quantity=2.0)
    heavy = row(row(MISSION, "lots", "stores", mass_t=19), "lots", "radios", mass_t=1)
    assert not [v for v in verdicts(heavy, full) if v.where == "C2 stage 2"]
    none = attrs.evolve(heavy, doctrine=attrs.evolve(heavy.doctrine, driven_payload_t=0))
    (one,) = [v for v in verdicts(none, full) if v.where == "C2 stage 2"]
    assert one.rule == "capacity"


def filled_up(fuel: float, at_the_port: float) -> Plan:
    """Return the plan with so much fuel for the third convoy from the town, and from the port."""
    plan = loads(PLAN, "C3", "fuel", quantity=fuel)
    return added(plan, load("C3", "supply", "fuel", at_the_port, (2, 2), "used"))


def test_a_convoy_may_fill_up_on_its_way_before_it_has_run_dry() -> None:
    assert broken(MISSION, filled_up(600, 600)) == set()
    assert broken(MISSION, filled_up(700, 500)) == set()
    assert broken(MISSION, filled_up(599, 601)) == {"supplies_carried"}
    assert broken(MISSION, filled_up(600, 599)) == {"supplies_carried"}
    # At a hub that keeps none there is nothing to fill up with.
    inland = row(MISSION, "sites", "port", role="hub")
    assert "supplies_carried" in broken(inland, filled_up(600, 600))


def test_what_is_filled_up_on_the_way_is_not_carried_there() -> None:
    dry = row(MISSION, "vehicles", "truck", tank_km=0)
    out, back = own(dry, filled_up(600, 600), "C3")
    through = own(dry, PLAN, "C3")
    assert out == pytest.approx(through[0] - 600 * 0.85 / 1000)
    assert back == pytest.approx(through[1])


def test_supplies_are_carried_for_longer_than_the_likely_time() -> None:
    likely, long = doctrine(supply_z=0.0), doctrine(supply_z=2.0)
    assert own(likely, PLAN, "C3")[0] < own(MISSION, PLAN, "C3")[0] < own(long, PLAN, "C3")[0]
    certain = attrs.evolve(
        MISSION, legs=tuple(attrs.evolve(leg, spread=0.0) for leg in MISSION.legs)
    )
    assert own(certain, PLAN, "C3") == pytest.approx(own(likely, PLAN, "C3"))


def test_what_is_to_alight_after_the_end_has_been_taken_all_the_same() -> None:
    on = loads(on_from_the_port(fuel=600), "C4", "fuel", alight_stage=9)
    assert broken(MISSION, on) == {"legs_exist"}
