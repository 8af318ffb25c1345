"""Freight: what a carrier takes, who drives it, what has to come along."""

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.reason import Amount, Argument, Reason
from exeunt.model.requirements import Requirement
from exeunt.rules.freight import capacity, teams_along
from exeunt.rules.ledger import case
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    added,
    at,
    dropped,
    load,
    loads,
    requiring,
    row,
    stage,
    where,
    without,
)
from tests.support.plans.breaks import broken, doctrine
from tests.support.plans.verdicts import verdicts


def test_delivered_supplies_are_freight_and_so_are_used_ones_but_for_what_is_in_tanks() -> None:
    assert broken(row(MISSION, "supplies", "water", kg_per_unit=150), PLAN) == {"capacity"}
    assert broken(row(MISSION, "supplies", "rations", kg_per_unit=1500), PLAN) == {"capacity"}
    assert broken(row(MISSION, "supplies", "fuel", kg_per_unit=1000), PLAN) == set()


def test_passengers_weigh_in_the_air_alone() -> None:
    assert broken(doctrine(passenger_t=0.25), PLAN) == set()
    assert broken(doctrine(passenger_t=0.26), PLAN) == {"capacity"}


def test_sorties_carry_each_their_load() -> None:
    plan = PLAN
    for number in (1, 2, 3, 4):
        plan = stage(plan, "F1", number, rotations=2)
    assert "capacity" not in broken(row(MISSION, "aircraft", "heli", seats=6, payload_t=0.72), plan)
    assert "capacity" in broken(row(MISSION, "aircraft", "heli", seats=5), plan)


def test_every_sortie_takes_whole_units() -> None:
    """Two sorties of 3 t lift three boxes of 2 t by their mass, but only two of them in holds."""
    mission = row(MISSION, "lots", "radios", mass_t=2, teu=0, quantity=3, ready_from=None)
    plan = dropped(dropped(PLAN, "C2", "radios"), "F1", "clerks")
    for number in (1, 2, 3, 4):
        plan = stage(plan, "F1", number, rotations=2)
    boxes = load("F1", "lot", "radios", 2, (2, 3), "carried")
    assert "capacity" not in broken(mission, added(plan, boxes))
    assert unpacked(mission, added(plan, attrs.evolve(boxes, quantity=3.0))) == [
        ("breach.capacity.unpacked", Amount(3.0, "units"), Amount(2.0, "units")),
        ("breach.capacity.unpacked", Amount(3.0, "units"), Amount(2.0, "units")),
    ]


def test_a_unit_too_large_for_each_carrier_is_named_at_once() -> None:
    heavy = row(MISSION, "lots", "racks", mass_t=21)
    (one,) = unpacked(heavy, PLAN)
    assert one[0] == "breach.capacity.misfit"
    assert one[1] == Reason.of(
        "breach.capacity.single", mass=Amount(21, "t"), size=Amount(1, "TEU")
    )
    # A bus without room for containers does not take one, whatever its payload.
    buses = row(row(MISSION, "vehicles", "truck", teu=0), "lots", "racks", mass_t=1)
    assert [key for key, *_ in unpacked(buses, PLAN)].count("breach.capacity.misfit") >= 1


def test_delivered_supplies_are_divided_among_what_mass_is_left() -> None:
    """Racks of 15 t on each of two trucks leave 5 t on each for 10 t of water in bottles.

    The four drivers need 204 kg of it for water and rations of their own.
    """
    mission = row(row(MISSION, "lots", "racks", mass_t=15), "vehicles", "truck", teu=1)
    plan = loads(only(PLAN, "C3"), "C3", "trucks", quantity=2.0)
    water = load("C3", "supply", "water", 9_795, (1, 1), "delivered")
    assert "capacity" not in broken(mission, added(plan, water))
    assert "capacity" in broken(mission, added(plan, attrs.evolve(water, quantity=9_796)))


def only(plan: Plan, serial: str) -> Plan:
    """Return the plan with one serial alone."""
    return without(plan, *(name for name in plan.serials if name != serial))


def unpacked(mission: Mission, plan: Plan) -> list[tuple[str, Argument, Argument]]:
    """Return what the rule on capacity finds, by the key of what is wrong."""
    breaches = capacity(case(mission, plan))
    return [(breach.what.key, breach.needed, breach.found) for breach in breaches]


def test_outsize_kit_flies_where_containers_do() -> None:
    wide = row(MISSION, "lots", "radios", outsize=True, mass_t=0.1)
    plan = added(dropped(PLAN, "C2", "radios"), load("F1", "lot", "radios", 1, (2, 3), "carried"))
    assert "capacity" in broken(wide, plan)
    assert "capacity" not in broken(row(wide, "aircraft", "heli", teu=2), plan)


def test_people_crewing_beyond_the_crew_s_places_take_seats() -> None:
    plan = where(PLAN, lambda x: x.item == "medics", role="crew")
    assert "capacity" not in broken(MISSION, plan)
    assert "capacity" in broken(row(attrs.evolve(MISSION), "vehicles", "bus", seats=8), plan)


def test_nobody_escorts_on_foot() -> None:
    """Guards who are escorts aboard a bus stand in for no carrier."""
    mission = row(MISSION, "parties", "guard", capabilities=(("escort", 2.0),))
    without = dropped(dropped(PLAN, "C2", "carriers"), "C2", "drivers")
    assert [v.where for v in verdicts(mission, without) if v.rule == "capability_along"] == [
        "C2 stage 1",
        "C2 stage 2",
    ]


def test_a_hospital_is_no_ambulance() -> None:
    """Medics on the seats of a bus evacuate nobody; with an ambulance for them the convoy may go."""
    aid = Requirement(
        requirement="aid", activity="convoy", where="road", capability="medical", amount=1
    )
    asked = requiring(aid)
    assert {"C1 stage 1", "C2 stage 3"} <= {
        v.where for v in verdicts(asked, PLAN) if v.rule == "capability_along"
    }, "the medics themselves ride from C2's second stage on"
    ambulances = row(asked, "vehicles", "truck", capabilities=(("medical", 1.0),))
    assert "capability_along" not in broken(ambulances, PLAN)


@pytest.mark.parametrize("mode", ["river", "sea", "rail"])
@pytest.mark.parametrize(
    ("aboard", "teams"),
    [
        (3, {("vehicle", "carriers"): 1}),
        (4, {("vehicle", "carriers"): 1, ("people", "drivers"): 1}),
    ],
)
def test_a_vehicle_and_the_team_that_mans_it_are_one_team(
    mode: str, aboard: int, teams: dict[tuple[str, str], float]
) -> None:
    """One carrier of a crew of three is an escort; here each driver is one by himself where he does not man a carrier."""
    mission = row(MISSION, "parties", "drivers", capabilities=(("escort", 10.0),))
    plan = where(PLAN, lambda x: x.serial == "C2" and x.item == "drivers", quantity=aboard)
    hop = next(h for h in case(mission, plan).hops if h.serial == "C2")
    assert teams_along(mission, hop, "escort") == {("vehicle", "carriers"): 1}, "by road"
    afloat = attrs.evolve(hop, stage=attrs.evolve(hop.stage, mode=mode))
    assert teams_along(mission, afloat, "escort") == teams


@pytest.mark.parametrize(
    ("place", "found"),
    [("town-port", 6), ("road", 10), ("*", 10), ("air", 6), ("fort-town-air", 2), ("river", 0)],
)
def test_convoy_requirements_hold_where_they_say(place: str, found: int) -> None:
    mission = requiring(
        Requirement(
            requirement="tow", activity="convoy", where=place, capability="recovery", amount=1
        )
    )
    assert sum(v.rule == "capability_along" for v in verdicts(mission, PLAN)) == found


def test_a_party_that_does_not_work_yet_is_no_team() -> None:
    team = {"capabilities": (("medical", 1),)}
    now, later = (
        row(MISSION, "parties", "clerks", available_from=moment, **team)
        for moment in (at(1, 7.5), at(1, 8))
    )
    (hop,) = (h for h in case(now, PLAN).hops if (h.serial, h.stage.stage) == ("F1", 2))
    assert hop.depart == 24 + 7.5
    assert ("people", "clerks") in teams_along(now, hop, "medical")
    assert ("people", "clerks") not in teams_along(later, hop, "medical")
