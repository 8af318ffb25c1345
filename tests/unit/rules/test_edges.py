"""The edges of rules: what is just allowed and just not, and the ways a rule can be broken besides."""

import attrs
import pytest

from exeunt.model.forces import Requirement
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal, Plan
from exeunt.rules.freight import teams_along
from exeunt.rules.ledger import case, share
from exeunt.rules.movement import march
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
)
from tests.support.plans.breaks import broken, disposition, doctrine
from tests.support.plans.verdicts import verdicts


def requiring(*rows: Requirement) -> Mission:
    return attrs.evolve(MISSION, requirements=(*MISSION.requirements, *rows))


@pytest.mark.parametrize(
    ("hours", "span"), [(0.5, 0.5), (10, 10), (10.5, 24.5), (20, 34), (20.5, 48.5), (35, 77)]
)
def test_a_march_rests_the_remainder_of_every_day(hours: float, span: float) -> None:
    assert march(hours, 10) == pytest.approx(span)


def test_a_march_without_rest() -> None:
    assert march(100, 24) == 100


@pytest.mark.parametrize(("people", "teams"), [(0, 0), (5, 0), (6, 1), (11, 1), (12, 2)])
def test_a_part_brings_its_share_of_teams_rounded_down(people: int, teams: int) -> None:
    assert share(2, 12)(people) == teams


def test_a_party_of_nobody_brings_nothing() -> None:
    assert share(2, 0)(0) == 0


def test_half_the_sappers_are_no_team() -> None:
    """Three of six stay until the end: the aid post stands, the inspection does not."""
    plan = added(
        loads(PLAN, "C2", "sappers", quantity=3.0),
        load("C1", "people", "sappers", 3, (2, 3), "passenger"),
    )
    assert broken(MISSION, plan) >= {"closing_steps", "disposal_capability"}


def test_trucks_turn_round_in_just_the_turn_time() -> None:
    """The first convoy is back on day 5 at 14 h and the town's turn time is 12 h."""
    assert "vehicles_conserved" not in broken(MISSION, shifted(PLAN, "C3", -2))
    assert "vehicles_conserved" in broken(MISSION, shifted(PLAN, "C3", -2.01))


def test_a_vehicle_that_stood_there_from_the_start_needs_no_turn() -> None:
    assert broken(row(MISSION, "sites", "town", turn_hours=14), PLAN) == set()
    assert broken(row(MISSION, "sites", "town", turn_hours=14.1), PLAN) == {"vehicles_conserved"}


def test_an_abandoned_truck_can_be_used_no_more() -> None:
    gone = Disposal(
        site="town", lot="trucks", disposition="abandon", quantity=3, start=at(1), done=at(1)
    )
    assert broken(MISSION, added(PLAN, gone)) == {"vehicles_conserved"}
    assert broken(MISSION, added(PLAN, attrs.evolve(gone, start=at(10), done=at(10)))) == set()


def test_aircraft_need_the_turn_between_flights() -> None:
    assert "aircraft_conserved" not in broken(MISSION, shifted(PLAN, "F2", -95))
    assert "aircraft_conserved" in broken(MISSION, shifted(PLAN, "F2", -95.01))


def test_spares_about_the_home_or_anything_count() -> None:
    for about in ("*", "town"):
        mission = row(
            row(MISSION, "permissions", "spares", where=about, valid_to=at(3)),
            "aircraft",
            "heli",
            serviceability_blocked=0.3,
        )
        assert broken(mission, PLAN) == {
            "aircraft_conserved",
            "block_hours",
        }  # none serviceable: no hours a day either
    assert (
        broken(row(MISSION, "permissions", "spares", where="airport", state="refused"), PLAN)
        == set()
    )


def test_a_leg_opens_at_the_moment_it_says() -> None:
    plan = PLAN
    for until, rules in ((at(6, 4), set()), (at(6, 4.1), {"leg_open"})):
        season = attrs.make_class("Season", ["leg", "closed_from", "closed_to"])(
            "town-port", at(5), until
        )
        assert broken(attrs.evolve(MISSION, seasons=(season,)), plan) == rules


def test_a_stage_lasts_at_most_twice_its_planned_time_and_a_day_more() -> None:
    """Sixteen hours on the road take thirty; a flight of half an hour out and half an hour back takes two and a half with its turn."""
    fed = loads(PLAN, "C3", "rations", quantity=200.0)
    for hours, rules in ((84, set()), (84.1, {"planned_times"})):
        assert broken(MISSION, stage(fed, "C3", 2, arrive=at(8, hours))) == rules
    # F2 takes 3 h as it is planned
    for hours, rules in ((30, set()), (30.1, {"planned_times"})):
        assert (
            broken(
                MISSION,
                shifted(stage(PLAN, "F2", 1, arrive=at(5, 12 + hours)), "F2", hours - 1, since=2),
            )
            == rules
        )


def test_a_halt_lasts_at_most_two_days_more_than_the_turn_time_and_of_a_flight_one() -> None:
    fed = loads(PLAN, "C3", "rations", quantity=200.0)
    for hours, rules in ((60, set()), (60.1, {"stop_time"})):
        assert broken(MISSION, shifted(fed, "C3", hours - 14, since=2)) == rules
    for hours, rules in ((25, set()), (25.1, {"stop_time"})):
        assert "stop_time" not in broken(MISSION, PLAN)
        assert broken(MISSION, shifted(PLAN, "F2", hours - 1, since=2)) == rules


def test_serials_pass_junctions_with_all_they_carry() -> None:
    """The first convoy may go on through a junction; what it uses may run out there."""
    mission = row(MISSION, "sites", "port", role="junction")
    plan = added(dropped(PLAN, "C3", "fuel"), load("C3", "supply", "fuel", 1200, (1, 1), "used"))
    assert [
        v.rule for v in verdicts(mission, dropped(plan, "C3", "racks")) if v.where == "C3"
    ] == []
    assert [v.rule for v in verdicts(mission, plan) if v.where == "C3"] == ["stop_time"]


def test_aircraft_whose_home_closes_fly_no_more() -> None:
    for hour, rules in ((15, set()), (14.9, {"last_lift"})):
        plan = added(
            PLAN, attrs.evolve(PLAN.closures[0], site="town", close=at(5, hour), last_serials=())
        )
        found = [v for v in verdicts(MISSION, plan) if v.rule == "last_lift" and "F2" in v.message]
        assert {v.rule for v in found} == rules


def test_several_sorties_are_flown_within_a_day() -> None:
    mission = row(MISSION, "sites", "airport", slots_per_day=None)
    plan = loads(
        stage(stage(PLAN, "F2", 1, rotations=2), "F2", 2, rotations=2), "F2", "fuel", quantity=800.0
    )
    for hours, rules in ((24, set()), (24.1, {"rotation_time"})):
        assert broken(mission, shifted(plan, "F2", hours - 3, since=2)) == rules
    assert broken(MISSION, shifted(PLAN, "F2", 22, since=2)) == set()


def test_the_floor_may_leave_only_at_the_moment_of_the_closing() -> None:
    for later, rules in ((0, set()), (1, {"holding_floor"})):
        plan = closing(PLAN, close=at(5, 14 + later))
        assert broken(doctrine(last_lift_hours=24), plan) - {"receiver_ready"} == rules


@pytest.mark.parametrize(
    ("group", "ways"), [("", 3), ("I", 1), ("II", 2), ("III", 2), ("IV", 2), ("V", 3)]
)
def test_disposal_groups_are_about_mission_owned_kit(group: str, ways: int) -> None:
    mission = row(MISSION, "lots", "huts", disposal_group=group)
    good = [
        way
        for way in ("sell", "handover", "destroy")
        if "lawful_disposition" not in broken(mission, disposal(PLAN, "huts", disposition=way))
    ]
    assert len(good) == ways
    assert "destroy" in good
    contingent = row(mission, "lots", "huts", owner="contingent", consent=True)
    assert "lawful_disposition" not in broken(
        contingent, disposal(PLAN, "huts", disposition="handover")
    )


def test_serials_that_do_not_touch_down_are_no_serials() -> None:
    assert "legs_exist" in broken(MISSION, stage(PLAN, "C3", 2, stage=5))
    assert "legs_exist" in broken(MISSION, dropped(PLAN, "C3", "trucks"))
    assert "legs_exist" in broken(MISSION, stage(PLAN, "F2", 1, mode="road"))
    assert "legs_exist" in broken(MISSION, stage(PLAN, "C3", 2, depart=at(7, 9)))


def test_supplies_in_use_alight_without_a_stop() -> None:
    plan = attrs.evolve(
        shifted(PLAN, "C3", -11, since=2),
        loads=tuple(x for x in PLAN.loads if x.item != "racks"),
        disposals=PLAN.disposals[:2],
    )
    split = added(dropped(plan, "C3", "fuel"), load("C3", "supply", "fuel", 1200, (1, 1), "used"))
    assert "stop_time" not in broken(MISSION, split)
    assert "stop_time" in broken(
        MISSION, added(split, load("C3", "supply", "fuel", 1, (1, 1), "delivered"))
    )


def test_convoys_may_be_as_small_as_they_like_where_nothing_threatens() -> None:
    assert "convoy_size" not in broken(doctrine(convoy_min=7), PLAN)
    assert "convoy_size" not in broken(
        row(doctrine(convoy_min=11), "legs", "fort-town", strikes_per_100km=0.0), PLAN
    )


def test_delivered_supplies_are_freight_and_used_ones_are_not() -> None:
    assert broken(row(MISSION, "supplies", "water", kg_per_unit=151), PLAN) == {"capacity"}
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


def test_outsize_kit_flies_where_containers_do() -> None:
    wide = row(MISSION, "lots", "radios", outsize=True, mass_t=0.1)
    plan = added(dropped(PLAN, "C2", "radios"), load("F1", "lot", "radios", 1, (2, 3), "carried"))
    assert "capacity" in broken(wide, plan)
    assert "capacity" not in broken(row(wide, "aircraft", "heli", teu=2), plan)


def test_people_crewing_beyond_the_crew_s_places_take_seats() -> None:
    plan = where(PLAN, lambda x: x.item == "medics", role="crew")
    assert "capacity" not in broken(MISSION, plan)
    assert "capacity" in broken(row(attrs.evolve(MISSION), "vehicles", "bus", seats=8), plan)


def test_escorts_ride_as_people_too() -> None:
    """Guards who are escorts stand in for the carrier on the way down."""
    mission = row(MISSION, "parties", "guard", capabilities=(("escort", 2.0),))
    without = dropped(dropped(PLAN, "C2", "carriers"), "C2", "drivers")
    assert [v.where for v in verdicts(mission, without) if v.rule == "capability_along"] == [
        "C2 stage 1"
    ]


@pytest.mark.parametrize(
    ("aboard", "teams"),
    [
        (3, {("vehicle", "carriers"): 1}),
        (4, {("vehicle", "carriers"): 1, ("people", "drivers"): 1}),
    ],
)
def test_a_vehicle_and_the_team_that_mans_it_are_one_team(
    aboard: int, teams: dict[tuple[str, str], float]
) -> None:
    """One carrier of a crew of three is an escort; here each driver is one by himself where he does not man a carrier."""
    mission = row(MISSION, "parties", "drivers", capabilities=(("escort", 10.0),))
    plan = where(PLAN, lambda x: x.serial == "C2" and x.item == "drivers", quantity=aboard)
    hop = next(h for h in case(mission, plan).hops if h.serial == "C2")
    assert teams_along(mission, hop, "escort") == teams


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


def test_two_convoys_may_not_enter_a_leg_at_the_same_moment_unless_spacing_is_off() -> None:
    plan = shifted(PLAN, "C3", 8)
    assert "spacing" in broken(doctrine(spacing_hours=0.5), plan)
    assert "spacing" not in broken(doctrine(spacing_hours=0), plan)


def test_rules_of_the_air_name_both_ends() -> None:
    assert broken(row(MISSION, "sites", "airport", runway="none"), PLAN) == {"runway"}
    assert broken(row(MISSION, "aircraft", "heli", runway="unpaved"), PLAN) == {"runway"}
    assert broken(row(MISSION, "sites", "town", parking=0), PLAN) == set()


def test_a_flight_is_one_row_of_aircraft_with_one_number_of_sorties() -> None:
    assert "rotation_time" in broken(
        MISSION, added(PLAN, load("F1", "aircraft", "helis", 1, (1, 4)))
    )
    assert "rotation_time" in broken(MISSION, loads(PLAN, "F1", "helis", alight_stage=3))
    assert "rotation_time" in broken(MISSION, stage(PLAN, "F2", 2, rotations=2))


def test_an_exit_needs_no_airfield_crew_of_ours() -> None:
    assert broken(row(MISSION, "requirements", "tower", where="airport"), PLAN) == set()
    assert broken(row(MISSION, "requirements", "tower", where="*"), PLAN) == {"airfield_crew"}


def test_the_airfield_crew_may_leave_by_the_last_flight_that_does_not_come_back() -> None:
    """They board the second flight as it leaves; it comes back to a field without them."""
    mission = row(MISSION, "parties", "tower", destination="airport")
    plan = added(PLAN, load("F2", "people", "tower", 3, (1, 1), "passenger"))
    found = [v for v in verdicts(mission, plan) if v.rule == "airfield_crew"]
    assert [v.when for v in found] == [at(5, 15)]


def test_a_site_without_a_closing_is_held_to_the_end() -> None:
    mission = row(MISSION, "sites", "fort", close_by=None)
    found = verdicts(mission, attrs.evolve(PLAN, closures=()))
    assert {v.rule for v in found} >= {"holding_floor", "services_stay"}
    assert [v.when for v in found if v.rule == "holding_floor"] == [at(5, 14)]


def test_hold_requirements_everywhere_are_for_bases_and_hubs_with_people() -> None:
    mission = requiring(
        Requirement(requirement="aid", activity="hold", where="*", capability="medical", amount=1)
    )
    assert [(v.rule, v.where) for v in verdicts(mission, PLAN)] == [("services_stay", "town")]


def test_passing_through_a_closed_site_is_allowed() -> None:
    """An empty convoy goes by the fort's road after the fort has closed, and does not stop."""
    hops = stages(
        "C4",
        "road",
        ("fort-town", "town", "fort", at(9, 18), at(10, 2)),
        ("fort-town", "fort", "town", at(10, 2), at(11)),
    )
    plan = added(
        PLAN,
        *hops,
        load("C4", "vehicle", "trucks", 5, (1, 2)),
        load("C4", "vehicle", "carriers", 1, (1, 2)),
        load("C4", "people", "drivers", 3, (1, 2), "crew"),
        load("C4", "supply", "fuel", 580, (1, 2), "used"),
        load("C4", "supply", "rations", 40, (1, 2), "used"),
    )
    assert broken(MISSION, plan) == set()
    assert "last_lift" in broken(
        MISSION, added(plan, load("C4", "supply", "water", 1, (1, 1), "delivered"))
    )


def test_nobody_may_be_put_down_where_it_is_over_full_from_the_start() -> None:
    """The fort has 46 people and fewer beds; that nobody comes is enough."""
    assert broken(row(MISSION, "sites", "fort", beds=10), PLAN) == set()
    assert broken(row(MISSION, "sites", "fort", yard_teu=1), PLAN) == set()


def test_rates_look_back_over_the_turn_time() -> None:
    """Ten hours lie between the 2 TEU of the third convoy and the 4 of the second; the first brings 12 alone."""
    for rate, when in ((12, []), (6, [at(3, 18)]), (5, [at(3, 18), at(7, 18)])):
        found = verdicts(row(MISSION, "sites", "port", unload_teu_per_day=rate), PLAN)
        assert [(v.rule, v.when) for v in found] == [("unloading_rate", t) for t in when]
    slow = row(row(MISSION, "sites", "fort", load_teu_per_day=6), "sites", "fort", turn_hours=24)
    assert [v.when for v in verdicts(slow, PLAN)] == [at(1, 14)]
    assert broken(row(slow, "sites", "fort", turn_hours=48), PLAN) == {"stop_time"}
    assert broken(row(MISSION, "sites", "port", unload_teu_per_day=0), PLAN) == {"unloading_rate"}


def test_closing_teams_are_checked_at_one_moment_where_the_steps_are_short() -> None:
    short = row(MISSION, "sites", "fort", closing_hours=12)
    assert broken(short, PLAN) == set()
    assert broken(row(short, "requirements", "inspection", amount=2), PLAN) == {"closing_steps"}


def test_exits_never_close() -> None:
    assert "closing_window" in broken(
        MISSION,
        attrs.evolve(
            PLAN,
            closures=(*PLAN.closures, attrs.evolve(PLAN.closures[0], site="port", close=at(11))),
        ),
    )


def test_a_site_closes_within_planning() -> None:
    assert "closing_window" in broken(
        row(MISSION, "sites", "fort", close_by=None), closing(PLAN, close=at(13))
    )


def test_vehicles_left_in_a_closed_site_are_abandoned_or_a_breach() -> None:
    mission = attrs.evolve(
        MISSION,
        fleets=(
            *MISSION.fleets,
            attrs.evolve(MISSION.fleets[2], fleet="wrecks", site="fort", count=2),
        ),
    )
    assert broken(mission, PLAN) == {"closed_site_empty"}
    assert (
        broken(
            mission,
            added(
                PLAN,
                Disposal(
                    site="fort",
                    lot="wrecks",
                    disposition="abandon",
                    quantity=2,
                    start=at(5),
                    done=at(5),
                ),
            ),
        )
        == set()
    )


@pytest.mark.parametrize("kit_class", ["weapon", "ammunition", "armour"])
@pytest.mark.parametrize("way", ["sell", "gift", "handover"])
def test_what_kills_is_never_given_away_whatever_the_tables_say(kit_class: str, way: str) -> None:
    mission = row(MISSION, "lots", "huts", kit_class=kit_class, allowed=())
    rows = tuple(
        attrs.evolve(d, disposition=way, kit_class="*", rate_per_day=None)
        if d.disposition == "sell"
        else d
        for d in MISSION.dispositions
    )
    assert broken(
        attrs.evolve(mission, dispositions=rows), disposal(PLAN, "huts", disposition=way)
    ) == {"lawful_disposition"}


def test_abandoning_is_always_open() -> None:
    assert (
        broken(
            row(MISSION, "lots", "huts", allowed=("sell",)),
            disposal(PLAN, "huts", disposition="abandon"),
        )
        == set()
    )


def test_shipping_must_be_lawful_and_allowed() -> None:
    assert broken(disposition("ship", "*", lawful=False), PLAN) == {"lawful_disposition"}
    assert broken(row(MISSION, "lots", "crane", allowed=("destroy",)), PLAN) == {
        "lawful_disposition"
    }


def test_kit_that_passes_an_exit_on_its_way_is_not_shipped_there() -> None:
    """The jeeps belong to the airport, pass the port, and come back."""
    mission = row(MISSION, "lots", "jeeps", destination="airport")
    plan = loads(PLAN, "C2", "jeeps", alight_stage=4)
    plan = where(plan, lambda x: x.item == "guard" and x.role == "crew", alight_stage=4)
    assert "lawful_disposition" not in broken(mission, plan)


def test_consent_is_not_needed_to_ship_or_abandon() -> None:
    mission = row(MISSION, "lots", "shells", consent=False)
    assert broken(mission, disposal(PLAN, "shells", disposition="abandon")) == set()


def test_disposals_under_one_row_share_its_rate() -> None:
    mission = row(MISSION, "lots", "stores", allowed=())
    plan = loads(PLAN, "C1", "stores", quantity=9.0)
    one = Disposal(
        site="fort", lot="stores", disposition="sell", quantity=1, start=at(0), done=at(2)
    )
    assert broken(mission, added(plan, one)) == {"disposal_rate"}
    assert broken(mission, added(plan, attrs.evolve(one, start=at(1), done=at(3)))) == set()


def test_a_team_that_leaves_slows_the_work() -> None:
    mission = row(MISSION, "parties", "sappers", capabilities=(("eod", 2.0), ("engineers", 2.0)))
    fast = disposal(PLAN, "shells", done=at(2))
    assert broken(mission, fast) == set()
    half = added(
        loads(fast, "C2", "sappers", quantity=3.0),
        load("F1", "people", "sappers", 3, (2, 2), "passenger"),
    )
    assert "disposal_rate" in broken(row(mission, "parties", "sappers", leave_from=None), half)


def test_destroying_may_be_required_more_of_by_class_site_or_anywhere() -> None:
    for about, rules in (("ammunition", 1), ("fort", 1), ("*", 1), ("weapon", 0), ("town", 0)):
        mission = requiring(
            Requirement(
                requirement="more", activity="destroy", where=about, capability="recovery", amount=1
            )
        )
        assert len(broken(mission, PLAN)) == rules


def test_who_may_not_drive_may_sail_but_not_take_a_barge_or_train() -> None:
    for mode, fits in (("river", False), ("rail", False), ("sea", True)):
        mission = row(
            row(MISSION, "legs", "fort-town-air", mode=mode), "parties", "clerks", by_road=False
        )
        plan = stage(PLAN, "F1", 2, mode=mode)
        assert ("provider_conditions" not in broken(mission, plan)) == fits


def test_a_party_may_leave_at_the_moment_it_has_to() -> None:
    assert broken(row(MISSION, "parties", "medics", leave_by=at(5, 14)), PLAN) == set()
    assert broken(row(MISSION, "parties", "medics", leave_by=at(5, 13.9)), PLAN) == {
        "provider_conditions"
    }
    assert (
        broken(row(MISSION, "parties", "tower", leave_by=at(1)), PLAN) == set()
    )  # at home already


def test_kit_of_the_same_nation_from_elsewhere_does_not_hold_a_party_back() -> None:
    mission = row(
        row(MISSION, "parties", "visitors", with_kit=True, provider="Aland"),
        "lots",
        "racks",
        provider="Bland",
    )
    assert broken(mission, PLAN) == set()
    assert broken(row(mission, "lots", "racks", provider="Aland"), PLAN) == {"provider_conditions"}


def test_presence_is_nowhere_while_aboard() -> None:
    opened = case(MISSION, PLAN)
    held = sum(
        steps.at(5.75 * 24) for (party, _), steps in opened.parties.items() if party == "guard"
    )
    assert held == 0
    assert (
        sum(steps.at(7.75 * 24) for (party, _), steps in opened.parties.items() if party == "guard")
        == 24
    )


def test_an_empty_mission_has_nothing_to_break() -> None:
    bare = Mission(name="bare", start=at(0), deadline=at(1), end=at(2))
    assert verdicts(bare, Plan()) == ()
