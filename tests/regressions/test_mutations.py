"""Mistakes that a planner or a hand makes in a good plan, each caught by the rule it breaks.

Every mutation draws what it changes and by how much from a seeded generator.
"""

import random
from collections.abc import Callable
from datetime import timedelta

import attrs
import pytest

from exeunt.model.hazards import Season
from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Disposal, Load, Plan
from exeunt.model.stores import Permission
from exeunt.rules.referee import RULES, referee
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    added,
    at,
    closing,
    disposal,
    dropped,
    load,
    loads,
    row,
    shifted,
    stage,
    stages,
    where,
    without,
)
from tests.support.plans.breaks import BARGES, again, by_barge

Mutation = Callable[[random.Random], Plan]
SEASON = Season(leg="town-port", closed_from=at(6), closed_to=at(6, 10))
IN_THE_RAINS = attrs.evolve(MISSION, seasons=(SEASON,))
OTHERS_REFUSED = Permission(
    permission="others-early",
    mode="air",
    where="airport",
    direction="in",
    payload="people",
    valid_to=at(5),
    state="refused",
)
EARLY_FOR_ONE_NATION = attrs.evolve(
    MISSION,
    parties=tuple(
        attrs.evolve(p, provider="Eland") if p.party == "clerks" else p for p in MISSION.parties
    ),
    permissions=(
        *(
            attrs.evolve(p, provider="Eland") if p.permission == "airport-early" else p
            for p in MISSION.permissions
        ),
        OTHERS_REFUSED,
    ),
)
TWO_DAYS = Permission(
    permission="two-days", mode="road", valid_from=at(9, 14), valid_to=at(11, 14), state="withdrawn"
)
SUSPENDED = attrs.evolve(MISSION, permissions=(*MISSION.permissions, TWO_DAYS))
BY_DAY = attrs.evolve(
    MISSION,
    legs=tuple(
        attrs.evolve(leg, opens=6.0, closes=22.0) if leg.leg == "fort-town" else leg
        for leg in MISSION.legs
    ),
)
MUTATIONS: list[tuple[str, Mutation]] = []
MISSIONS: dict[str, Mission] = {}
"""The missions of mutations that need another than the outpost; its plan is good in them too."""


def breaks(rule: str, mission: Mission = MISSION) -> Callable[[Mutation], Mutation]:
    """Enter a mutation under the rule that must catch it."""

    def enter(mutation: Mutation) -> Mutation:
        MUTATIONS.append((rule, mutation))
        MISSIONS[mutation.__name__] = mission
        return mutation

    return enter


def passengers(plan: Plan, party: str, people: float) -> Plan:
    return where(plan, lambda x: x.item == party and x.role == "passenger", quantity=people)


def truncated(plan: Plan, serial: str, last: int) -> Plan:
    """End a serial after a stage."""
    kept = tuple(s for s in plan.stages if s.serial != serial or s.stage <= last)
    on = [x for x in plan.loads if x.serial != serial or x.board_stage <= last]
    on = [
        attrs.evolve(x, alight_stage=min(x.alight_stage, last)) if x.serial == serial else x
        for x in on
    ]
    return attrs.evolve(plan, stages=kept, loads=tuple(on))


@breaks("people_conserved")
def one_person_too_many(rng: random.Random) -> Plan:
    party, there = rng.choice(
        (("guard", 21), ("sappers", 6), ("medics", 4), ("clerks", 12), ("visitors", 5))
    )
    return passengers(PLAN, party, there + rng.randint(1, 3))


@breaks("people_conserved")
def a_crew_on_two_convoys_at_once(rng: random.Random) -> Plan:
    return loads(PLAN, "C2", "drivers", quantity=float(rng.randint(8, 10)))


@breaks("people_conserved")
def a_dropped_return_of_crews(rng: random.Random) -> Plan:
    """The drivers of the first convoy stay at the port, and one more is needed for the second."""
    plan = where(PLAN, lambda x: (x.serial, x.item) == ("C1", "drivers"), alight_stage=3)
    return loads(plan, "C2", "drivers", quantity=float(rng.randint(8, 9)))


@breaks("vehicles_conserved")
def a_dropped_return_trip(rng: random.Random) -> Plan:
    """The first convoy never comes back, and its trucks are used again all the same."""
    return truncated(PLAN, "C1", rng.choice((2, 3)))


@breaks("vehicles_conserved")
def a_truck_used_twice(rng: random.Random) -> Plan:
    return loads(PLAN, rng.choice(("C2", "C3")), "trucks", quantity=float(rng.randint(9, 11)))


@breaks("vehicles_conserved")
def a_day_too_early_for_the_trucks(rng: random.Random) -> Plan:
    return shifted(PLAN, "C3", -rng.choice((24, 12, 6)))


@breaks("aircraft_conserved")
def two_flights_at_once(rng: random.Random) -> Plan:
    return shifted(PLAN, "F2", -24 * 4 - rng.choice((4, 5, 6)))


@breaks("aircraft_conserved")
def a_helicopter_that_stays_away(rng: random.Random) -> Plan:
    serial, last = rng.choice((("F1", 1), ("F1", 3), ("F2", 1)))
    return truncated(PLAN, serial, last)


@breaks("opening_hours", BY_DAY)
def a_convoy_that_sets_out_in_the_night(rng: random.Random) -> Plan:
    return shifted(PLAN, rng.choice(("C1", "C2")), rng.choice((-4, -2, -1, 1, 2, 3)))


@breaks("kit_conserved")
def a_unit_shipped_and_sold(rng: random.Random) -> Plan:
    lot = rng.choice(("stores", "crane", "radios"))
    return added(
        PLAN,
        Disposal(site="fort", lot=lot, disposition="sell", quantity=1, start=at(0), done=at(2)),
    )


@breaks("kit_conserved")
def more_destroyed_than_there_is(rng: random.Random) -> Plan:
    return disposal(PLAN, "shells", quantity=4 + rng.randint(1, 4))


@breaks("ready_first")
def kit_that_is_not_packed(rng: random.Random) -> Plan:
    """The radios go by the first convoy, before they are ready."""
    plan = dropped(loads(PLAN, "C1", "stores", quantity=8.0), "C2", "radios")
    return added(plan, load("C1", "lot", "radios", rng.randint(1, 2), (2, 3), "carried"))


@breaks("ready_first")
def a_convoy_before_the_start(rng: random.Random) -> Plan:
    return shifted(PLAN, "C1", -rng.randint(7, 24))


@breaks("ready_first")
def a_return_after_the_end(rng: random.Random) -> Plan:
    return shifted(PLAN, "C2", 24 * rng.randint(3, 6), since=4)


@breaks("legs_exist")
def a_stage_left_out(rng: random.Random) -> Plan:
    serial, number = rng.choice((("C1", 2), ("C2", 3), ("F1", 3)))
    return attrs.evolve(
        PLAN, stages=tuple(s for s in PLAN.stages if (s.serial, s.stage) != (serial, number))
    )


@breaks("legs_exist")
def a_detour_by_no_leg(rng: random.Random) -> Plan:
    return stage(PLAN, rng.choice(("C1", "C2")), 3, destination="airport")


@breaks("leg_open", IN_THE_RAINS)
def a_convoy_in_the_rains(rng: random.Random) -> Plan:
    return shifted(PLAN, "C3", rng.randint(0, 4))


@breaks("movement_permitted")
def a_flight_on_an_ungranted_permission(rng: random.Random) -> Plan:
    return shifted(PLAN, "F1", 24 * rng.randint(4, 6))


@breaks("movement_permitted", EARLY_FOR_ONE_NATION)
def a_nation_refused_flies_on_another_s_grant(rng: random.Random) -> Plan:
    people = rng.randint(1, 4)
    plan = loads(
        loads(PLAN, "F2", "visitors", quantity=5.0 - people), "F1", "clerks", quantity=12.0 - people
    )
    return added(plan, load("F1", "people", "visitors", people, (3, 3), "passenger"))


@breaks("movement_permitted", SUSPENDED)
def a_convoy_home_while_roads_are_withdrawn_for_two_days(rng: random.Random) -> Plan:
    return shifted(PLAN, "C3", rng.randint(36, 60), since=2)


@breaks("movement_permitted")
def too_few_seats_reserved(rng: random.Random) -> Plan:
    return attrs.evolve(PLAN, reserves=(attrs.evolve(PLAN.reserves[0], people=rng.randint(1, 4)),))


ASKED_LATE = row(MISSION, "permissions", "roads", lead_days=2, asked_on=at(-2, 6))


@breaks("notice", ASKED_LATE)
def roads_used_sooner_after_they_were_asked_for(rng: random.Random) -> Plan:
    return shifted(PLAN, "C1", -rng.randint(1, 5))


@breaks("reserves_held")
def seats_reserved_that_are_taken(rng: random.Random) -> Plan:
    return attrs.evolve(
        PLAN, reserves=(attrs.evolve(PLAN.reserves[0], people=rng.randint(23, 60)),)
    )


@breaks("receiving_rate", row(MISSION, "sites", "port", receive_vehicles_per_day=16))
def more_trucks_than_the_port_receives(rng: random.Random) -> Plan:
    return loads(PLAN, "C3", "trucks", quantity=6.0 + rng.randint(1, 4))


@breaks("berths", row(BARGES, "sites", "town", berths=1))
def barges_that_load_together(rng: random.Random) -> Plan:
    return by_barge(apart=rng.uniform(0, 11.9))


@breaks("halts", row(MISSION, "legs", "town-port", halts=1))
def a_convoy_that_dawdles_into_a_second_night(rng: random.Random) -> Plan:
    return stage(PLAN, "C3", 2, arrive=at(8, 34 + rng.randint(1, 40)))


@breaks("planned_times")
def a_convoy_that_does_not_rest(rng: random.Random) -> Plan:
    early = timedelta(hours=rng.randint(1, 14))
    return stage(PLAN, "C3", 1, arrive=at(7, 10) - early)


@breaks("rest")
def trucks_that_set_out_again_before_the_night_is_over(rng: random.Random) -> Plan:
    return again(9, 18 + rng.uniform(0, 1.9))


@breaks("planned_times")
def trucks_put_away_on_the_road(rng: random.Random) -> Plan:
    return stage(PLAN, "C3", 2, arrive=at(8, 84 + rng.randint(1, 12)))


@breaks("holding_floor")
def the_floor_gone_hours_before_the_closing(rng: random.Random) -> Plan:
    return closing(PLAN, close=at(5, 14 + rng.randint(1, 20)))


@breaks("stop_time")
def a_stop_too_short_to_load(rng: random.Random) -> Plan:
    return shifted(PLAN, rng.choice(("C1", "C2")), -rng.randint(1, 20), since=2)


@breaks("convoy_size")
def a_convoy_too_long(rng: random.Random) -> Plan:
    return loads(PLAN, "C1", "trucks", quantity=float(rng.randint(13, 20)))


@breaks("convoy_size")
def a_convoy_too_small_for_the_threat(rng: random.Random) -> Plan:
    return dropped(
        loads(PLAN, "C1", "trucks", quantity=float(rng.randint(1, 2))),
        "C1",
        rng.choice(("lowbeds", "crane")),
    )


@breaks("capacity")
def an_overloaded_truck(rng: random.Random) -> Plan:
    return loads(PLAN, "C1", "trucks", quantity=float(rng.randint(2, 3)))


@breaks("capacity")
def more_passengers_than_seats(rng: random.Random) -> Plan:
    return (
        dropped(PLAN, "C2", "buses")
        if rng.random() < 0.5
        else dropped(loads(PLAN, "C2", "buses", quantity=1.0), "C2", "carriers")
    )


@breaks("capacity")
def a_crane_without_its_lowbed(rng: random.Random) -> Plan:
    return loads(dropped(PLAN, "C1", "lowbeds"), "C1", "trucks", quantity=float(rng.randint(7, 9)))


@breaks("crews")
def an_escort_with_too_few_drivers(rng: random.Random) -> Plan:
    return loads(PLAN, rng.choice(("C1", "C2")), "drivers", quantity=float(rng.randint(1, 2)))


@breaks(
    "qualified_crews",
    row(
        row(MISSION, "vehicles", "carrier", crew_qualification="armour"),
        "parties",
        "drivers",
        qualified=(("armour", 5),),
    ),
)
def a_second_carrier_with_whoever_is_free(rng: random.Random) -> Plan:
    serial = rng.choice(("C1", "C2"))
    return loads(loads(PLAN, serial, "carriers", quantity=2.0), serial, "drivers", quantity=6.0)


@breaks("capability_along")
def a_missing_escort(rng: random.Random) -> Plan:
    return dropped(PLAN, rng.choice(("C1", "C2")), "carriers")


@breaks("supplies_carried")
def tanks_half_full(rng: random.Random) -> Plan:
    serial, fuel = rng.choice((("C1", 2600), ("C2", 1800), ("C3", 1200), ("F1", 600), ("F2", 400)))
    return loads(PLAN, serial, "fuel", quantity=float(fuel // 2 + rng.randint(0, 50)))


@breaks("column_capacity")
def two_columns_on_one_day(rng: random.Random) -> Plan:
    """An empty convoy of eleven up the road on the day the last one comes down."""
    hours = rng.randint(0, 4)
    hops = stages(
        "C4",
        "road",
        ("fort-town", "town", "fort", at(5, hours), at(5, hours + 8)),
        ("fort-town", "fort", "town", at(6, hours + 8), at(6, hours + 16)),
    )
    return added(PLAN, *hops, load("C4", "vehicle", "trucks", 11, (1, 2)))


@breaks("spacing")
def two_convoys_bumper_to_bumper(rng: random.Random) -> Plan:
    return shifted(PLAN, "C3", 8 + rng.randint(-3, 3))


@breaks("rotation_time")
def more_sorties_than_there_is_time_for(rng: random.Random) -> Plan:
    sorties, plan = rng.randint(2, 4), PLAN
    for number in (1, 2):
        plan = stage(plan, "F2", number, rotations=sorties)
    return plan


@breaks("slots")
def too_many_landings(rng: random.Random) -> Plan:
    return shifted(PLAN, "F2", -24 * 4 + rng.randint(1, 6))


@breaks("flight_duty", row(MISSION, "aircraft", "heli", crews=0.75))
def a_second_flight_for_a_tired_crew(rng: random.Random) -> Plan:
    """Seven hours on duty for the first flight, and four for the second in the evening."""
    return shifted(PLAN, "F2", -24 * 4 + rng.randint(5, 10))


@breaks("airfield_crew")
def the_airfield_crew_sent_home_first(rng: random.Random) -> Plan:
    """Some of the three leave by the first flight, and the second needs them."""
    return added(PLAN, load("F1", "people", "tower", rng.randint(1, 3), (3, 3), "passenger"))


@breaks("holding_floor")
def a_floor_broken_by_one(rng: random.Random) -> Plan:
    """Guards leave with the first convoy."""
    people = rng.randint(5, 8)
    return added(
        passengers(PLAN, "guard", 21.0 - people),
        load("C1", "people", "guard", people, (2, 3), "passenger"),
    )


@breaks("last_lift")
def somebody_left_behind(rng: random.Random) -> Plan:
    party, there = rng.choice((("guard", 21), ("sappers", 6), ("medics", 4), ("clerks", 12)))
    return passengers(PLAN, party, there - rng.randint(1, 3))


@breaks("last_lift")
def closed_before_the_last_have_left(rng: random.Random) -> Plan:
    return closing(PLAN, close=at(5, 14 - rng.randint(1, 20)), vacuum_days=9.0)


@breaks("services_stay")
def the_aid_post_sent_home_before_its_last_client(rng: random.Random) -> Plan:
    people = rng.randint(1, 4)
    return added(
        passengers(PLAN, "medics", 4.0 - people) if people < 4 else dropped(PLAN, "C2", "medics"),
        load("C1", "people", "medics", people, (2, 3), "passenger"),
    )


@breaks("closing_steps")
def closed_without_an_inspection(rng: random.Random) -> Plan:
    """The sappers leave with the first convoy."""
    people = rng.randint(1, 6)
    return added(
        passengers(PLAN, "sappers", 6.0 - people) if people < 6 else dropped(PLAN, "C2", "sappers"),
        load("C1", "people", "sappers", people, (2, 3), "passenger"),
    )


@breaks("closing_window")
def closed_out_of_its_window(rng: random.Random) -> Plan:
    return closing(PLAN, close=at(8, rng.randint(1, 48)))


@breaks("closing_window")
def a_site_that_is_to_stay_open_closed(rng: random.Random) -> Plan:
    return added(PLAN, Closure(site=rng.choice(("town", "port", "airport")), close=at(11)))


@breaks("receiver_ready", row(MISSION, "sites", "fort", receiver_ready=at(7)))
def a_vacuum_not_told(rng: random.Random) -> Plan:
    plan = disposal(PLAN, "huts", disposition="destroy")
    return closing(plan, vacuum_days=rng.choice((0.0, 0.5, 1.0, 1.4)))


@breaks("closed_site_empty")
def closed_with_kit_inside(rng: random.Random) -> Plan:
    serial, lot = rng.choice(
        (("C1", "stores"), ("C1", "crane"), ("C2", "radios"), ("C2", "stores"))
    )
    return dropped(PLAN, serial, lot)


@breaks("closed_site_empty")
def ammunition_forgotten(rng: random.Random) -> Plan:
    keep = rng.choice(("huts", "racks"))
    return attrs.evolve(PLAN, disposals=tuple(d for d in PLAN.disposals if d.lot == keep))


@breaks("lawful_disposition")
def an_unlawful_gift(rng: random.Random) -> Plan:
    return disposal(PLAN, rng.choice(("shells", "huts")), disposition="gift")


@breaks("lawful_disposition")
def jeeps_sold_by_who_does_not_own_them(rng: random.Random) -> Plan:
    plan = dropped(PLAN, "C2", "jeeps")
    return added(
        plan,
        Disposal(
            site="fort",
            lot="jeeps",
            disposition=rng.choice(("sell", "handover")),
            quantity=3,
            start=at(0),
            done=at(2),
        ),
    )


@breaks("owner_consent")
def a_nation_s_kit_destroyed_unasked(rng: random.Random) -> Plan:
    plan = loads(PLAN, "C2", "jeeps", quantity=float(rng.randint(1, 2)))
    return added(
        plan,
        Disposal(
            site="fort", lot="jeeps", disposition="destroy", quantity=1, start=at(0), done=at(2)
        ),
    )


@breaks("disposal_rate")
def destroyed_in_a_day(rng: random.Random) -> Plan:
    return disposal(PLAN, "shells", done=at(2, -rng.randint(0, 12)))


@breaks("disposal_capability")
def the_search_team_sent_home_before_the_ammunition(rng: random.Random) -> Plan:
    late = disposal(PLAN, "shells", start=at(0, 12), done=at(3, 12))
    people = rng.randint(1, 5)
    return added(
        passengers(late, "sappers", 6.0 - people),
        load("C1", "people", "sappers", people, (2, 3), "passenger"),
    )


@breaks("lead_time")
def no_time_for_the_papers(rng: random.Random) -> Plan:
    return disposal(PLAN, rng.choice(("shells", "huts")), done=at(0, rng.randint(1, 23)))


@breaks("provider_conditions")
def by_road_though_not_allowed(rng: random.Random) -> Plan:
    people = rng.randint(1, 11)
    return added(
        loads(PLAN, "F1", "clerks", quantity=12.0 - people),
        load("C2", "people", "clerks", people, (2, 3), "passenger"),
    )


@breaks("provider_conditions")
def too_long_at_their_post(rng: random.Random) -> Plan:
    """The medics may stay at the fort until the seventh day, and it closes later."""
    return closing(shifted(PLAN, "C2", rng.choice((12, 24, 30)), since=2), close=at(6, 20))


@breaks("stocks")
def a_delivery_dropped(rng: random.Random) -> Plan:
    return loads(PLAN, "C1", "water", quantity=float(rng.randint(1, 220)))


@breaks("stocks")
def more_fuel_drawn_than_there_is(rng: random.Random) -> Plan:
    return loads(PLAN, "C3", "fuel", quantity=float(rng.randint(9000, 12000)))


@breaks("imports_permitted")
def fuel_drawn_that_could_not_come_in(rng: random.Random) -> Plan:
    return loads(PLAN, "C3", "fuel", quantity=float(rng.randint(2800, 3500)))


def without_the_last_convoy(rng: random.Random) -> Plan:
    return without(PLAN, rng.choice(("C2",)))


breaks("last_lift")(without_the_last_convoy)


@breaks("packing_rate", row(MISSION, "sites", "fort", pack_teu_per_day=7.6))
def a_convoy_off_before_its_load_is_packed(rng: random.Random) -> Plan:
    return shifted(PLAN, "C1", -rng.randint(1, 5), since=2)


CRANE_IN_USE = row(row(MISSION, "lots", "crane", in_use=True), "sites", "fort", packing_days=4)


@breaks("stops_work", CRANE_IN_USE)
def a_crane_taken_away_while_it_lifts(rng: random.Random) -> Plan:
    return shifted(PLAN, "C1", -rng.randint(1, 5), since=2)


@breaks("floor_armed", row(MISSION, "sites", "fort", floor_ammunition_t=4.0))
def ammunition_destroyed_before_the_floor_leaves(rng: random.Random) -> Plan:
    day = rng.randint(0, 2)
    return disposal(PLAN, "shells", start=at(day), done=at(day + 3))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("rule", "mutation"), MUTATIONS, ids=[m.__name__ for _, m in MUTATIONS])
def test_the_rule_catches_it(rule: str, mutation: Mutation, seed: int) -> None:
    plan = mutation(random.Random(f"{mutation.__name__} {seed}"))
    assert rule in {v.rule for v in referee(MISSIONS[mutation.__name__], plan)}


@pytest.mark.parametrize(
    "mission",
    [EARLY_FOR_ONE_NATION, SUSPENDED, BY_DAY],
    ids=["early-for-one-nation", "suspended", "by-day"],
)
def test_the_plan_is_good_where_permissions_tell_nations_and_days_apart(mission: Mission) -> None:
    assert not referee(mission, PLAN)


def test_there_are_enough_of_them_over_nearly_all_rules() -> None:
    assert len(MUTATIONS) >= 30
    fixed = {
        "beds",
        "yard",
        "loading_rate",
        "unloading_rate",
        "runway",
        "range",
        "parking",
        "block_hours",
    }
    assert {rule for rule, _ in MUTATIONS} == set(RULES) - fixed


@pytest.mark.parametrize(
    "x", [x for x in PLAN.loads if x.item != "racks"], ids=lambda x: f"{x.serial} {x.item} {x.role}"
)
def test_no_load_of_the_good_plan_could_be_left_off(x: Load) -> None:
    """But for the racks: what stays at a site that stays open breaks no rule, it is left."""
    plan = attrs.evolve(PLAN, loads=tuple(y for y in PLAN.loads if y is not x))
    assert referee(MISSION, plan)
