"""Permissions by place, payload, direction, nation and date; reserves."""

import attrs
import pytest
from breaks import broken
from outpost import MISSION, PLAN, added, at, loads, row, stages

from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Reserve
from exeunt.model.stores import Permission
from exeunt.rules.referee import referee


def under(*rows: Permission) -> Mission:
    """Return the outpost with no other permissions of movement."""
    return attrs.evolve(MISSION, permissions=(*(p for p in MISSION.permissions if p.mode == "import"), *rows))


def blamed(mission: Mission) -> list[str]:
    """Return the stages that go without permission, once each."""
    return list(dict.fromkeys(v.where for v in referee(mission, PLAN) if v.rule == "movement_permitted"))


def refused(**facets: object) -> Permission:
    return Permission(permission="no", state="refused", **{"mode": "road", **facets})


def test_what_no_permission_covers_needs_none() -> None:
    assert blamed(under()) == []
    assert blamed(under(refused(mode="sea"))) == []
    assert blamed(under(refused(payload="medical"), refused(payload="surveillance"))) == []


@pytest.mark.parametrize(
    ("row", "stages"),
    [
        (refused(where="fort-town"), ["C1 stage 1", "C1 stage 2", "C2 stage 1", "C2 stage 2"]),
        (refused(where="fort-town", direction="out"), ["C1 stage 2", "C2 stage 2"]),
        (refused(where="fort-town", direction="in"), ["C1 stage 1", "C2 stage 1"]),
        (refused(where="fort"), ["C1 stage 1", "C1 stage 2", "C2 stage 1", "C2 stage 2"]),
        (refused(where="fort", direction="out"), ["C1 stage 2", "C2 stage 2"]),
        (refused(where="port", direction="in"), ["C1 stage 3", "C3 stage 1", "C2 stage 3"]),
        (refused(payload="people"), ["C2 stage 2", "C2 stage 3"]),
        (refused(payload="resupply"), ["C1 stage 1"]),
        (refused(payload="cargo", where="port"), ["C1 stage 3", "C3 stage 1", "C2 stage 3"]),
        (refused(payload="people", provider="Bland", where="fort"), ["C2 stage 2"]),
        (refused(payload="people", provider="Cland", where="fort"), []),
        (refused(mode="*", payload="people", where="fort"), ["F1 stage 2", "C2 stage 2"]),
        (refused(mode="air", where="airport", direction="out"), ["F1 stage 4", "F2 stage 2"]),
    ],
    ids=repr,
)
def test_a_refusal_bears_on_what_it_covers(row: Permission, stages: list[str]) -> None:
    assert blamed(under(row)) == stages


def test_empty_vehicles_are_covered_by_permissions_for_anything_alone() -> None:
    assert "C3 stage 2" in blamed(under(refused()))
    assert "C3 stage 2" not in blamed(under(refused(payload="cargo"), refused(payload="people"), refused(payload="resupply")))


@pytest.mark.parametrize("state", ["refused", "pending", "unanswered", "withdrawn"])
def test_only_granted_is_granted(state: str) -> None:
    assert blamed(under(attrs.evolve(refused(where="fort", payload="resupply"), state=state))) == ["C1 stage 1"]


def test_one_granted_row_about_a_place_is_enough_there_and_not_elsewhere() -> None:
    yes = Permission(permission="yes", mode="road", where="fort", state="granted")
    assert blamed(under(refused(where="fort"), yes)) == []
    assert blamed(under(refused(where="fort-town"), yes)) == ["C1 stage 1", "C1 stage 2", "C2 stage 1", "C2 stage 2"]


def test_dates_begin_with_the_first_moment_and_end_before_the_last() -> None:
    yes = Permission(permission="yes", mode="road", where="fort", direction="in", state="granted")
    assert blamed(under(attrs.evolve(yes, valid_from=at(0, 6), valid_to=at(4, 6.5)))) == []
    assert blamed(under(attrs.evolve(yes, valid_from=at(0, 6), valid_to=at(4, 6)))) == ["C2 stage 1"]
    assert blamed(under(attrs.evolve(yes, valid_from=at(0, 6.5)))) == ["C1 stage 1"]


def test_people_booked_as_crew_beyond_its_places_need_permission_as_people() -> None:
    late = Permission(permission="no", mode="air", where="airport", payload="people", state="refused")
    mission = attrs.evolve(MISSION, permissions=(late,))
    for role in ("passenger", "crew"):
        found = referee(mission, loads(PLAN, "F1", "clerks", role=role))
        assert [v.where for v in found if v.rule == "movement_permitted"] == ["F1 stage 3", "F2 stage 1"]


def test_reserves_do_not_help_on_the_road() -> None:
    late = attrs.evolve(refused(where="fort", payload="people"), state="pending")
    mission = attrs.evolve(MISSION, permissions=(*MISSION.permissions, late))
    assert broken(mission, added(PLAN, Reserve(flight="F2", party="visitors", people=5, serial="C2", stage=3))) == {"movement_permitted"}


def test_seats_are_reserved_by_party_and_in_full() -> None:
    plan = attrs.evolve(PLAN, reserves=(attrs.evolve(PLAN.reserves[0], people=3), attrs.evolve(PLAN.reserves[0], people=2)))
    assert broken(MISSION, plan) == set()
    two = added(
        attrs.evolve(loads(PLAN, "F2", "visitors", quantity=4.0)), Load(serial="F2", kind="people", item="tower", quantity=1, board_stage=1, alight_stage=1, role="passenger")
    )  # fmt: skip
    assert "movement_permitted" in broken(MISSION, two)


def test_seats_of_people_who_are_not_on_the_flight_are_not_held() -> None:
    plan = added(PLAN, Reserve(flight="F2", party="medics", people=1, serial="C2", stage=3))
    assert broken(MISSION, plan) == {"reserves_held"}
    plan = added(PLAN, Reserve(flight="C1", party="drivers", people=1, serial="C2", stage=3))
    assert broken(MISSION, plan) == {"reserves_held"}
    plan = added(PLAN, Reserve(flight="F2", party="visitors", people=1, serial="C2", stage=9))
    assert broken(MISSION, plan) == {"reserves_held"}


def test_seats_are_held_until_the_party_would_be_out() -> None:
    """Beyond the port there need be none: the buses could stay there."""
    ends = tuple(attrs.evolve(x, alight_stage=3) if (x.serial, x.item) == ("C2", "buses") else x for x in PLAN.loads)
    assert "reserves_held" not in broken(MISSION, attrs.evolve(PLAN, loads=ends))
    home = row(MISSION, "parties", "visitors", destination="airport")
    assert "reserves_held" in broken(home, attrs.evolve(PLAN, loads=ends, reserves=(attrs.evolve(PLAN.reserves[0], people=8),)))


def test_flights_carry_people_only_where_covered() -> None:
    hops = stages("F3", "air", ("town-airport", "town", "airport", at(8), at(8, 1)), ("town-airport", "airport", "town", at(8, 2), at(8, 3)))
    empty = added(PLAN, *hops, Load(serial="F3", kind="aircraft", item="helis", quantity=1, board_stage=1, alight_stage=2))
    assert "movement_permitted" not in broken(MISSION, empty)
