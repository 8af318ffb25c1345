"""What hangs on a permission."""

from datetime import datetime

import attrs

from exeunt.facts.left import behind, late
from exeunt.facts.movements import movements
from exeunt.facts.permits import deciding, hanging
from exeunt.facts.series import Reading
from exeunt.model.plan import Reserve
from exeunt.model.stores import Permission
from tests.support.missions.report_samples import (
    day,
    load,
    small_mission,
    small_plan,
)
from tests.support.pages.paper_world import mission, plan
from tests.support.plans.verdicts import verdicts


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


def test_permissions_that_decide_are_those_that_the_referee_names():
    found = mission("small")
    rows = (
        Permission(permission="all", mode="*", state="granted"),
        Permission(
            permission="air-people", mode="air", where="alpha", payload="people", state="granted"
        ),
        Permission(permission="air-any", mode="air", where="alpha", state="refused"),
        Permission(
            permission="in-only", mode="air", where="alpha", direction="in", state="granted"
        ),
        Permission(permission="other-nation", mode="*", provider="elsewhere", state="refused"),
        Permission(permission="road-only", mode="road", state="refused"),
        Permission(
            permission="later",
            mode="air",
            payload="people",
            valid_from=datetime(2024, 3, 20),
            state="refused",
        ),
    )
    asked = attrs.evolve(found, permissions=rows)
    bare = attrs.evolve(plan("small"), requests=())
    flight = next(m for m in movements(asked, bare) if m.mode == "air")
    empty, full = flight.hops
    assert [row.permission for row in deciding(asked, full)] == ["air-people", "all"]
    assert [row.permission for row in deciding(asked, empty)] == ["air-any", "all", "in-only"]
    told = [v for v in verdicts(asked, bare) if v.rule == "movement_permitted"]
    assert {v.where for v in told} >= {"F-1 stage 1"}
    assert "F-1 stage 2" not in {v.where for v in told}


def test_what_decides_while_a_stage_is_under_way_decides_on_it() -> None:
    """A row that takes over from another on the way is relied on as the first is."""
    mission, plan = small_mission(), small_plan()
    convoy = next(m for m in movements(mission, plan) if m.serial == "C-1")
    first = convoy.hops[0]
    middle = mission.time((first.depart + first.arrive) / 2)
    rows = (
        Permission(permission="first", mode="road", state="granted", valid_to=middle),
        Permission(permission="then", mode="road", state="granted", valid_from=middle),
        Permission(
            permission="late",
            mode="road",
            state="granted",
            valid_from=mission.time(first.arrive),
        ),
    )
    asked = attrs.evolve(mission, permissions=rows)
    assert [row.permission for row in deciding(asked, first)] == ["first", "then"]
