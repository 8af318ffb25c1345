"""Facts the report is made of: movements, legs over time, stocks, periods, states of sites, fleets, permissions, harm."""

import itertools
from datetime import datetime

import attrs
import pytest

from exeunt.facts.harm import harm
from exeunt.facts.left import behind, fate_reasons, late
from exeunt.facts.legs import closed, leave, level, threat
from exeunt.facts.movements import movements
from exeunt.facts.periods import MONTH, periods, step_hours
from exeunt.facts.permits import deciding, hanging
from exeunt.facts.pools import moving_by_kind, pools
from exeunt.facts.series import Reading
from exeunt.facts.states import flows, state_at, states, uses
from exeunt.facts.stocks import follow, runs, stocks
from exeunt.facts.stories import stories, thinning
from exeunt.model.places import Season, Threat
from exeunt.model.plan import Reserve
from exeunt.model.stores import Permission, Supply
from exeunt.rules.terms import terms
from tests.support.missions.report_samples import (
    day,
    large_mission,
    large_plan,
    load,
    small_mission,
    small_plan,
    stage,
)


def reading(plan=None, **changes):
    return Reading(mission=small_mission(**changes), plan=small_plan() if plan is None else plan)


@pytest.fixture(scope="module")
def told():
    return movements(small_mission(), small_plan())


# movements


def test_a_movement_says_where_it_goes_and_what_it_carries(told):
    convoy = next(m for m in told if m.serial == "C-1")
    assert (convoy.kind, convoy.way, convoy.stops) == (
        "convoy",
        ("alpha", "hub", "port"),
        ("alpha", "port"),
    )
    assert (convoy.depart, convoy.arrive, convoy.vehicles, convoy.passengers, convoy.units) == (
        54,
        144,
        2,
        60,
        8,
    )
    assert convoy.people == 60 + 2, "two contract drivers are aboard too"
    assert (convoy.fleets, convoy.kinds) == ({"buses": 2}, {"bus": 2})
    assert not convoy.empty


def test_a_flight_counts_its_sorties_and_stops_where_something_alights(told):
    flight = next(m for m in told if m.serial == "F-1")
    assert (flight.kind, flight.rotations, flight.stops, flight.passengers) == (
        "flight",
        2,
        ("port", "alpha", "port"),
        20,
    )


def test_movements_are_in_the_order_of_leaving(told):
    assert [m.serial for m in told] == ["C-1", "F-1", "C-2"]


def test_a_convoy_with_nothing_but_its_crews_is_empty():
    plan = small_plan(
        loads=(
            load("C-1", "vehicle", "buses", 2, 1, 2),
            load("C-1", "supply", "fuel", 20, 1, 2, "used"),
        ),
        stages=small_plan().stages[:2],
    )
    (only,) = movements(small_mission(), plan)
    assert only.empty
    assert (only.passengers, only.units) == (0, 0)


# legs


def test_a_leg_is_closed_in_its_season_and_permitted_as_the_most_specific_say():
    mission = small_mission(
        seasons=(Season(leg="alpha-hub", closed_from=day(3), closed_to=day(5)),),
        permissions=(
            Permission(permission="all", mode="road", state="granted"),
            Permission(
                permission="cargo",
                mode="road",
                where="hub-port",
                payload="cargo",
                state="pending",
                valid_from=day(2),
                valid_to=day(4),
            ),
            Permission(
                permission="chad",
                mode="road",
                where="alpha-hub",
                payload="people",
                provider="Chad",
                state="granted",
            ),
            Permission(
                permission="none",
                mode="road",
                where="alpha-hub",
                payload="people",
                state="refused",
                valid_from=day(6),
            ),
        ),
    )
    assert closed(mission, mission.leg["alpha-hub"]) == ((72, 120),)
    assert closed(mission, mission.leg["hub-port"]) == ()
    assert [(s.begin, s.value) for s in leave(mission, mission.leg["hub-port"], "cargo")] == [
        (0, "refused"),
        (48, "asked"),
        (96, "refused"),
    ], "where a leg has rows, outside their spans nothing is granted"
    assert [(s.begin, s.value) for s in leave(mission, mission.leg["alpha-hub"], "people")] == [
        (0, "some")
    ]
    assert [s.value for s in leave(mission, mission.leg["port-alpha-air"], "people")] == [
        "granted"
    ], "no row is about flights"


def test_leave_is_everybodys_only_where_no_nation_is_refused():
    rows = (
        Permission(permission="all", mode="road", state="granted"),
        Permission(permission="chad", mode="road", provider="Chad", state="refused"),
    )
    mission = small_mission(permissions=rows)
    assert [s.value for s in leave(mission, mission.leg["alpha-hub"], "people")] == ["some"]
    asked = small_mission(
        permissions=(attrs.evolve(rows[0], state="refused"), attrs.evolve(rows[1], state="pending"))
    )
    assert [s.value for s in leave(asked, asked.leg["alpha-hub"], "people")] == ["asked"]


def test_a_direction_that_is_permitted_counts_for_a_leg_driven_both_ways():
    rows = (
        Permission(
            permission="out", mode="road", where="alpha-hub", direction="out", state="refused"
        ),
    )
    mission = small_mission(permissions=rows)
    assert [s.value for s in leave(mission, mission.leg["alpha-hub"], "people")] == ["granted"]
    one_way = attrs.evolve(
        mission, legs=tuple(attrs.evolve(leg, two_way=False) for leg in mission.legs)
    )
    assert [s.value for s in leave(one_way, one_way.leg["alpha-hub"], "people")] == ["refused"]


def test_the_threat_of_a_leg_changes_with_its_rows():
    legs = tuple(
        attrs.evolve(leg, strikes_per_100km=0.01) if leg.leg == "hub-port" else leg
        for leg in small_mission().legs
    )
    rows = (Threat(leg="hub-port", valid_from=day(2), valid_to=day(5), strikes_per_100km=0.05),)
    mission = small_mission(legs=legs, threats=rows)
    assert threat(mission, mission.leg["hub-port"]) == ((0, 0.01), (48, 0.05), (120, 0.01))
    assert threat(mission, mission.leg["alpha-hub"]) == ((0, 0),)
    assert [level(s) for s in (0, 0.001, 0.01, 0.03, 0.2)] == [0, 1, 2, 3, 4]


# stocks


def test_a_stock_is_used_filled_taken_and_delivered():
    supply = Supply(
        supply="fuel", site="hub", stock=100, capacity=150, use_per_day=24, import_per_day=48
    )
    loads = (
        *small_plan().loads,
        load("C-2", "supply", "fuel", 60, 1, 1, "delivered"),
        load("C-1", "supply", "fuel", 90, 2, 2, "used"),
    )
    found = follow(reading(small_plan(loads=loads), supplies=(supply,)), supply)
    assert found.at(24) == pytest.approx(124), "a unit an hour more than is used"
    assert found.at(96) == pytest.approx(150), "what is above the capacity is lost"
    assert found.at(120) == pytest.approx(60), "90 taken by C-1 on day 5"
    assert found.at(216) == pytest.approx(150 + 60), "delivered on top of a full store"
    assert found.at(217) == pytest.approx(209), "above its capacity nothing comes in"
    assert found.lowest == (120, 60)
    assert found.peak == pytest.approx(210)


def test_a_stock_ends_with_its_site_and_people_use_it():
    supply = Supply(supply="water", site="alpha", stock=1000, use_per_person_day=2)
    found = follow(reading(supplies=(supply,)), supply)
    assert found.until == 192
    assert found.at(24) == pytest.approx(1000 - 240)
    assert found.at(193) == 0


def test_imports_wait_for_a_grant():
    supply = Supply(supply="fuel", site="hub", stock=0, import_per_day=24)
    rows = (
        Permission(
            permission="i",
            mode="import",
            where="fuel",
            state="granted",
            valid_from=day(1),
            valid_to=day(2),
        ),
        Permission(permission="j", mode="import", where="hub", state="pending"),
    )
    found = follow(reading(supplies=(supply,), permissions=rows), supply)
    assert [found.at(h) for h in (24, 36, 48, 90)] == pytest.approx([0, 12, 24, 24])


def test_only_sites_of_ours_have_stocks():
    rows = (Supply(supply="fuel", site="port", stock=5), Supply(supply="fuel", site="hub", stock=7))
    assert [s.row.site for s in stocks(reading(supplies=rows))] == ["hub"]


@pytest.mark.parametrize(
    ("level_", "hours", "coming", "using", "capacity", "ends"),
    [
        (10, 5, 1, 3, None, [(5, 0)]),
        (10, 10, 3, 1, 20, [(5, 20), (10, 20)]),
        (20, 10, 3, 1, 20, [(10, 20)]),
        (30, 4, 9, 1, 20, [(4, 26)]),
        (30, 20, 9, 1, 20, [(10, 20), (20, 20)]),
        (30, 20, 0, 1, 20, [(10, 20), (20, 10)]),
    ],
)
def test_a_line_of_stock_bends_at_its_capacity(level_, hours, coming, using, capacity, ends):
    assert runs(level_, hours, coming, using, capacity) == ends


# periods


@pytest.mark.parametrize(
    ("days", "hours"), [(4, 6), (5, 6), (6, 24), (45, 24), (46, 168), (700, 168)]
)
def test_periods_fit_the_length_of_a_mission(days, hours):
    assert step_hours(small_mission(deadline=day(1), end=day(days))) == hours


def test_weeks_begin_on_mondays_and_months_on_firsts():
    mission = small_mission(end=day(90))
    weeks, months = periods(mission), periods(mission, MONTH)
    assert mission.start == datetime(2024, 3, 1)  # a Friday
    assert [p.begin / 24 for p in weeks[:4]] == [0, 3, 10, 17]
    assert [f"{mission.time(p.begin):%m-%d}" for p in months] == ["03-01", "04-01", "05-01"]
    for cut in (weeks, months):
        assert (cut[0].begin, cut[-1].end) == (0, 90 * 24)
        assert all(a.end == b.begin for a, b in itertools.pairwise(cut))


# states and flows


def test_a_site_goes_from_full_over_thin_and_vacuum_to_closed():
    whole = reading()
    alpha = whole.mission.site["alpha"]
    found = states(whole, alpha)
    assert found == ((0.0, "full"), (54.0, "thin"), (192.0, "vacuum"), (228.0, "closed"))
    assert [state_at(found, h) for h in (0, 54, 200, 500)] == ["full", "thin", "vacuum", "closed"]
    assert states(whole, whole.mission.site["hub"]) == ((0.0, "stays"),)
    assert states(whole, whole.mission.site["port"]) == ((0.0, "exit"),)


def test_what_is_under_way_in_a_period_is_counted_in_each_it_touches(told):
    cut = periods(small_mission(), 24)
    amounts = {(f.leg, f.period): f.amount for f in flows(told, cut)}
    assert amounts["alpha-hub", 2] == 2
    assert amounts["hub-port", 5] == 2
    assert ("hub-port", 6) not in amounts, (
        "it arrives at midnight: on the next day nothing is on that leg"
    )
    assert amounts["port-alpha-air", 5] == 4, "two sorties out and two back"
    assert uses(told) == {"alpha-hub": 2 + 2, "hub-port": 2 + 2, "port-alpha-air": 4}


def test_thinning_is_told_where_fewer_stay_for_good():
    whole = reading()
    assert thinning(whole.presence["alpha"], 120, whole.end) == (
        (0.75, 54.0),
        (0.5, 54.0),
        (0.25, 192.0),
    )
    assert thinning(whole.presence["hub"], 30, whole.end) == ()
    (alpha,) = [s for s in stories(whole) if s.site.site == "alpha"]
    assert alpha.thinning[0] == (0.75, 54.0)


def test_those_who_leave_at_the_very_start_were_there_at_the_start():
    plan = small_plan(
        stages=tuple(
            attrs.evolve(s, depart=day(0)) if (s.serial, s.stage) == ("C-1", 1) else s
            for s in small_plan().stages
        )
    )
    whole = reading(plan)
    alpha = next(s for s in stories(whole) if s.site.site == "alpha")
    assert (alpha.people, alpha.presence.at(0)) == (120, 60)
    assert alpha.thinning[:2] == ((0.75, 0.0), (0.5, 0.0))
    assert states(whole, alpha.site)[0] == (0.0, "thin")


# fleets


def test_a_fleet_is_on_the_move_from_boarding_to_alighting(told):
    found = {p.name: p for p in pools(reading(), told)}
    buses, planes, trucks = found["buses"], found["planes"], found["trucks"]
    assert (buses.usable, buses.moving.at(60), buses.moving.at(150), buses.busy_hours) == (
        3,
        2,
        0,
        2 * 90,
    )
    assert (planes.sorties, planes.moving.at(121), planes.moving.at(130)) == (2, 1, 0)
    assert trucks.trips == ()
    assert {kind: one.peak for kind, one in moving_by_kind(tuple(found.values())).items()} == {
        "truck": 0,
        "bus": 2,
        "plane": 1,
    }


def test_those_out_of_service_cannot_be_used():
    fleets = tuple(attrs.evolve(f, out_of_service_share=0.15) for f in small_mission().fleets)
    assert [p.usable for p in pools(reading(fleets=fleets), ())] == [8, 2, 1]


def test_types_are_counted_at_their_most_even_where_one_fleet_takes_over_from_another():
    loads = (
        load("C-1", "vehicle", "buses", 2, 1, 1),
        load("C-1", "vehicle", "more-buses", 2, 2, 2),
    )
    mission = small_mission(
        fleets=(
            *small_mission().fleets,
            attrs.evolve(small_mission().fleets[1], fleet="more-buses", site="hub"),
        )
    )
    convoy = next(m for m in movements(mission, small_plan(loads=loads)) if m.serial == "C-1")
    assert (convoy.vehicles, convoy.kinds) == (2, {"bus": 2})


def test_a_convoy_that_calls_twice_is_one_convoy():
    stages = (
        stage("C-1", 1, "alpha-hub", "hub", "alpha", day(1), day(2)),
        stage("C-1", 2, "alpha-hub", "alpha", "hub", day(3), day(4)),
        stage("C-1", 3, "alpha-hub", "hub", "alpha", day(5), day(6)),
        stage("C-1", 4, "alpha-hub", "alpha", "hub", day(7), day(8)),
    )
    loads = (
        load("C-1", "vehicle", "trucks", 2, 1, 4),
        load("C-1", "lot", "boxes", 4, 2, 2, "carried"),
        load("C-1", "lot", "boxes", 4, 4, 4, "carried"),
    )
    alpha = next(
        s
        for s in stories(reading(small_plan(stages=stages, loads=loads)))
        if s.site.site == "alpha"
    )
    assert (len(alpha.convoys_out), alpha.convoys) == (2, (1, 0))


# permissions


def test_what_hangs_on_a_permission():
    rows = (
        Permission(permission="roads", mode="road", state="granted"),
        Permission(
            permission="alpha-flights",
            mode="air",
            where="alpha",
            payload="people",
            state="pending",
            valid_to=day(20),
        ),
        Permission(
            permission="elsewhere",
            mode="air",
            where="alpha",
            payload="people",
            provider="Chad",
            state="granted",
        ),
        Permission(permission="in", mode="road", where="hub-port", direction="in", state="granted"),
    )
    plan = small_plan(
        reserves=(Reserve(flight="F-1", party="alpha-civ", people=20, serial="C-2", stage=1),)
    )
    mission = small_mission(permissions=rows)
    whole = Reading(mission=mission, plan=plan)
    found = {
        h.permission.permission: h
        for h in hanging(mission, plan, movements(mission, plan), late(whole), behind(whole))
    }
    assert found["roads"].serials == ("C-1", "C-2")
    assert (
        found["alpha-flights"].serials,
        found["alpha-flights"].booked,
        found["alpha-flights"].end,
    ) == (("F-1",), 20, 480)
    assert found["alpha-flights"].request.reason == "flights from Alpha"
    assert found["elsewhere"].serials == (), "nobody of that nation is aboard"
    assert found["in"].serials == (), "it is about the other direction"
    assert found["in"].asked == datetime.max


def test_the_most_specific_permission_is_the_one_relied_on():
    rows = (
        Permission(permission="all", mode="air", where="alpha", payload="people", state="refused"),
        Permission(
            permission="ours",
            mode="air",
            where="alpha",
            payload="people",
            provider="Chad",
            state="granted",
        ),
    )
    parties = tuple(attrs.evolve(p, provider="Chad") for p in small_mission().parties)
    mission = small_mission(permissions=rows, parties=parties)
    out, back = next(m for m in movements(mission, small_plan()) if m.serial == "F-1").hops
    assert [p.permission for p in deciding(mission, back)] == ["ours"]
    assert deciding(mission, out) == (), "it flies in empty, and no row is about that"


def test_crews_without_a_place_of_theirs_ride_and_who_is_booked_waits_for_the_leave_of_people():
    rows = (
        Permission(
            permission="chad", mode="road", payload="people", provider="Chad", state="granted"
        ),
        Permission(permission="kit", mode="air", where="alpha", payload="cargo", state="pending"),
        Permission(
            permission="people", mode="air", where="alpha", payload="people", state="pending"
        ),
    )
    parties = tuple(
        attrs.evolve(p, provider="Chad" if p.party == "alpha-troops" else "")
        for p in small_mission().parties
    )
    loads = (
        *small_plan().loads[:1],
        load("C-1", "people", "alpha-troops", 60, 1, 2, "crew"),
        *small_plan().loads[5:],
        load("F-1", "lot", "boxes", 1, 2, 2, "carried"),
    )
    plan = small_plan(
        loads=loads,
        reserves=(Reserve(flight="F-1", party="alpha-civ", people=20, serial="C-2", stage=1),),
    )
    mission = small_mission(permissions=rows, parties=parties)
    found = {
        h.permission.permission: h for h in hanging(mission, plan, movements(mission, plan), (), ())
    }
    assert found["chad"].serials == ("C-1",), (
        "buses without a crew party have no places for crews of parties"
    )
    assert (found["kit"].serials, found["kit"].booked) == (("F-1",), 0)
    assert found["people"].booked == 20


def test_who_waits_on_a_permission_is_counted():
    rows = (Permission(permission="p", mode="air", where="alpha", state="unanswered"),)
    mission, plan = (
        small_mission(permissions=rows),
        attrs.evolve(small_plan(), stages=(), loads=(), requests=()),
    )
    whole = Reading(mission=mission, plan=plan)
    (one,) = hanging(mission, plan, (), late(whole), behind(whole))
    assert (one.late, one.left) == (20, 0), "civilians who may not go by road"


def test_a_stage_of_nothing_is_covered_by_permissions_for_anything():
    mission = small_mission(
        permissions=(
            Permission(permission="any", mode="*", state="granted"),
            Permission(permission="cargo", mode="*", payload="cargo", state="refused"),
        )
    )
    plan = small_plan(
        loads=(load("C-1", "vehicle", "buses", 2, 1, 2),), stages=small_plan().stages[:2]
    )
    (only,) = movements(mission, plan)
    assert [p.permission for p in deciding(mission, only.hops[0])] == ["any"]


# harm


def test_harm_by_stage_serial_and_leg_adds_up_to_the_plans_term():
    legs = tuple(
        attrs.evolve(leg, strikes_per_100km=0.02 * (i + 1), casualties_per_strike=3)
        for i, leg in enumerate(small_mission().legs)
    )
    mission = small_mission(legs=legs)
    found, whole = harm(mission, small_plan()), terms(mission, small_plan()).casualties_move
    assert whole > 0
    assert (
        sum(found.stages.values())
        == pytest.approx(sum(found.serials.values()))
        == pytest.approx(sum(found.legs.values()))
        == pytest.approx(whole)
    )


# reasons by lot


def test_kit_that_is_not_shipped_has_its_reason():
    found = fate_reasons(reading())
    assert set(found) == {"boxes", "rounds", "old"}, "the carriers are shipped whole"
    assert all(found.values())


def test_a_large_plan_is_read_in_the_same_way():
    mission = large_mission()
    told = movements(mission, large_plan(mission))
    assert len(told) == len(large_plan(mission).serials)
    assert all(m.way[0] == m.stops[0] and m.way[-1] == m.stops[-1] for m in told)
