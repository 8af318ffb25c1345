"""Permissions by place, payload, direction, nation and date; reserves."""

from datetime import datetime

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan, Request, Reserve
from exeunt.model.stores import Permission
from exeunt.rules.referee import referee
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    added,
    at,
    loads,
    row,
    stage,
    stages,
)
from tests.support.plans.breaks import broken
from tests.support.plans.verdicts import verdicts


def under(*rows: Permission) -> Mission:
    """Return the outpost with no other permissions of movement."""
    return attrs.evolve(
        MISSION, permissions=(*(p for p in MISSION.permissions if p.mode == "import"), *rows)
    )


def blamed(mission: Mission) -> list[str]:
    """Return the stages that go without permission, once each."""
    return list(
        dict.fromkeys(v.where for v in verdicts(mission, PLAN) if v.rule == "movement_permitted")
    )


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
    assert "C3 stage 2" not in blamed(
        under(refused(payload="cargo"), refused(payload="people"), refused(payload="resupply"))
    )


@pytest.mark.parametrize("state", ["refused", "pending", "unanswered", "withdrawn"])
def test_only_granted_is_granted(state: str) -> None:
    assert blamed(under(attrs.evolve(refused(where="fort", payload="resupply"), state=state))) == [
        "C1 stage 1"
    ]


def test_what_is_impeded_has_leave() -> None:
    assert not blamed(under(attrs.evolve(refused(where="fort"), state="impeded")))
    assert blamed(under(refused(), attrs.evolve(granted(), state="impeded")))


def granted(**facets: object) -> Permission:
    return Permission(permission="yes", state="granted", **{"mode": "road", **facets})


def test_a_more_specific_grant_overrides_a_refusal_there_and_not_elsewhere() -> None:
    yes = granted(where="fort", payload="resupply")
    assert blamed(under(refused(where="fort", direction="in"), yes)) == ["C2 stage 1"]
    yes = granted(where="fort")
    assert blamed(under(refused(where="fort-town"), yes)) == [
        "C1 stage 1",
        "C1 stage 2",
        "C2 stage 1",
        "C2 stage 2",
    ]


OUT_OF_THE_FORT = {"where": "fort", "direction": "out", "payload": "people"}


@pytest.mark.parametrize(
    ("rows", "refuses"),
    [
        ([refused(), granted()], True),
        ([attrs.evolve(refused(), state="withdrawn"), granted()], True),
        ([attrs.evolve(refused(), state="pending"), granted()], False),
        ([attrs.evolve(refused(), state="unanswered")], True),
        ([refused(), granted(payload="people")], False),
        ([refused(payload="people"), granted()], True),
        ([refused(), granted(provider="Aland")], True),
        ([refused(), granted(provider="Aland"), granted(provider="Bland")], False),
        ([refused(payload="people"), granted(provider="Aland"), granted(provider="Bland")], False),
        ([granted(payload="people"), refused(provider="Bland")], True),
        ([granted(payload="people"), refused(provider="Cland")], False),
        ([granted(provider="Aland")], False),
        ([granted(), attrs.evolve(refused(provider="Bland"), state="pending")], True),
        ([granted(), refused(valid_from=at(5), valid_to=at(6))], True),
        ([granted(), refused(valid_from=at(6))], False),
        ([granted(valid_from=at(6))], True),
        ([granted(), granted(provider="Bland", payload="people", valid_to=at(5))], False),
        (
            [
                granted(provider="Bland", payload="people", valid_to=at(5)),
                granted(provider="Aland"),
            ],
            True,
        ),
    ],
    ids=repr,
)
def test_the_most_specific_decide_for_each_nation_and_among_equals_a_refusal(
    rows: list[Permission], refuses: bool
) -> None:
    """The second convoy leaves the fort on the fifth day with people of two nations, Aland and Bland."""
    found = verdicts(
        under(*(attrs.evolve(row, where="fort", direction="out") for row in rows)), PLAN
    )
    assert any(v.where == "C2 stage 2" and "carries people" in v.message for v in found) == refuses


def test_the_nations_that_lack_leave_are_named() -> None:
    found = verdicts(
        under(refused(**OUT_OF_THE_FORT), granted(**OUT_OF_THE_FORT, provider="Aland")), PLAN
    )
    (text,) = [v.message for v in found if v.rule == "movement_permitted"]
    assert "people of Bland from fort to town" in text


def test_an_own_grant_does_not_reserve_for_others() -> None:
    """Seats are needed for those alone whose permission is not granted."""
    late = {
        "mode": "air",
        "where": "airport",
        "direction": "in",
        "payload": "people",
        "valid_from": at(5),
    }
    tower = row(
        attrs.evolve(
            MISSION, permissions=(*MISSION.permissions, granted(**late, provider="Dland"))
        ),
        "parties",
        "tower",
        provider="Dland",
    )
    two = added(
        loads(PLAN, "F2", "visitors", quantity=4.0),
        Load(
            serial="F2",
            kind="people",
            item="tower",
            quantity=1,
            board_stage=1,
            alight_stage=1,
            role="passenger",
        ),
    )
    assert "movement_permitted" not in broken(tower, two)
    assert "movement_permitted" in broken(tower, attrs.evolve(two, reserves=()))


@pytest.mark.parametrize(
    ("until", "sorties", "refuses"),
    [
        (at(5, 13), 1, False),
        (at(5, 13), 2, False),
        (at(5, 12.5), 2, True),
        (at(5, 13), 3, True),
        (at(5, 17), 3, False),
        (at(5, 16.5), 3, True),
    ],
)
def test_the_last_sortie_needs_leave_too(until: datetime, sorties: int, refuses: bool) -> None:
    """Two helicopters fly a third sortie one round of four hours after the first."""
    plan = PLAN
    for number in (1, 2):
        plan = stage(plan, "F2", number, rotations=sorties)
    plan = loads(stage(plan, "F2", 2, arrive=at(5, 19)), "F2", "helis", quantity=2)
    mission = under(granted(mode="air", where="airport", direction="in", valid_to=until))
    assert (
        "F2 stage 1" in {v.where for v in verdicts(mission, plan) if v.rule == "movement_permitted"}
    ) == refuses


def test_dates_begin_with_the_first_moment_and_end_before_the_last() -> None:
    yes = Permission(permission="yes", mode="road", where="fort", direction="in", state="granted")
    assert blamed(under(attrs.evolve(yes, valid_from=at(0, 6), valid_to=at(4, 14)))) == []
    for ended in (at(4, 13.9), at(4, 6)):
        assert blamed(under(attrs.evolve(yes, valid_from=at(0, 6), valid_to=ended))) == [
            "C2 stage 1"
        ]
    assert blamed(under(attrs.evolve(yes, valid_from=at(0, 6.5)))) == ["C1 stage 1"]


def test_leave_that_ends_on_the_way_is_lacking_from_then_on() -> None:
    """C2 comes to the fort from 6 h to 14 h of day 4."""
    yes = Permission(permission="yes", mode="road", where="fort", direction="in", state="granted")
    no = attrs.evolve(yes, permission="no", state="withdrawn", valid_from=at(4, 9))
    (found,) = (v for v in referee(under(yes, no), PLAN) if v.rule == "movement_permitted")
    assert found.when == at(4, 9)
    back = attrs.evolve(no, valid_from=at(4, 14))
    assert blamed(under(yes, back)) == []


def test_leave_awaited_for_part_of_a_flight_is_enough_where_seats_are_held() -> None:
    """F2 lands at 13 h of day 5; half an hour before, leave is no longer granted."""
    yes = Permission(
        permission="yes", mode="air", where="airport", payload="people", state="granted"
    )
    for state, lacking in (("pending", []), ("refused", ["F2 stage 1"])):
        then = attrs.evolve(yes, permission="then", state=state, valid_from=at(5, 12.5))
        first = attrs.evolve(yes, valid_to=at(5, 12.5))
        assert blamed(under(first, then)) == lacking


def test_people_booked_as_crew_beyond_its_places_need_permission_as_people() -> None:
    late = Permission(
        permission="no", mode="air", where="airport", payload="people", state="refused"
    )
    mission = attrs.evolve(MISSION, permissions=(late,))
    for role in ("passenger", "crew"):
        found = verdicts(mission, loads(PLAN, "F1", "clerks", role=role))
        assert [v.where for v in found if v.rule == "movement_permitted"] == [
            "F1 stage 3",
            "F2 stage 1",
        ]


def test_reserves_do_not_help_on_the_road() -> None:
    late = attrs.evolve(refused(where="fort", payload="people"), state="pending")
    mission = attrs.evolve(MISSION, permissions=(*MISSION.permissions, late))
    assert broken(
        mission, added(PLAN, Reserve(flight="F2", party="visitors", people=5, serial="C2", stage=3))
    ) == {"movement_permitted"}


def test_seats_are_reserved_by_party_and_in_full() -> None:
    plan = attrs.evolve(
        PLAN,
        reserves=(
            attrs.evolve(PLAN.reserves[0], people=3),
            attrs.evolve(PLAN.reserves[0], people=2),
        ),
    )
    assert broken(MISSION, plan) == set()
    two = added(
        attrs.evolve(loads(PLAN, "F2", "visitors", quantity=4.0)),
        Load(
            serial="F2",
            kind="people",
            item="tower",
            quantity=1,
            board_stage=1,
            alight_stage=1,
            role="passenger",
        ),
    )
    assert "movement_permitted" in broken(MISSION, two)


def test_flights_carry_people_only_where_covered() -> None:
    hops = stages(
        "F3",
        "air",
        ("town-airport", "town", "airport", at(8), at(8, 1)),
        ("town-airport", "airport", "town", at(8, 2), at(8, 3)),
    )
    empty = added(
        PLAN,
        *hops,
        Load(serial="F3", kind="aircraft", item="helis", quantity=1, board_stage=1, alight_stage=2),
    )
    assert "movement_permitted" not in broken(MISSION, empty)


# ---- notice ----


def hasty(mission: Mission, plan: Plan = PLAN) -> list[str]:
    """Return what leaves without notice, in the order of leaving."""
    return [v.where for v in verdicts(mission, plan) if v.rule == "notice"]


def test_a_serial_is_warned_at_the_start_and_leaves_when_notice_is_over() -> None:
    doctrine = attrs.evolve(MISSION.doctrine, notice_hours=6)
    assert hasty(attrs.evolve(MISSION, doctrine=doctrine)) == []
    doctrine = attrs.evolve(MISSION.doctrine, notice_hours=33.5)
    assert hasty(attrs.evolve(MISSION, doctrine=doctrine)) == ["C1", "F1"]
    # It is warned as a whole: what is under way by then goes on.
    doctrine = attrs.evolve(MISSION.doctrine, notice_hours=7)
    (found,) = (v for v in verdicts(attrs.evolve(MISSION, doctrine=doctrine), PLAN))
    assert found.message == (
        "C1 leaves before it can have been warned, 2024-03-01 06:00: needed not before "
        "2024-03-01 07:00, found 2024-03-01 06:00."
    )


def test_a_permission_serves_when_its_lead_time_is_over() -> None:
    assert hasty(under(granted(lead_days=0.25))) == []
    assert hasty(under(granted(lead_days=1))) == ["C1 stage 1"]
    impeded = attrs.evolve(granted(lead_days=1), state="impeded")
    assert hasty(under(impeded)) == ["C1 stage 1"]
    assert hasty(under(granted(lead_days=1, where="fort", direction="out"))) == []
    (found,) = verdicts(under(granted(lead_days=1)), PLAN)
    assert found.message == (
        "C1 stage 1 leaves before the lead time of its permission is over (yes), 2024-03-01 06:00: "
        "needed not before 2024-03-02 00:00, found 2024-03-01 06:00."
    )


def test_who_asked_before_the_start_waits_the_less() -> None:
    assert hasty(under(granted(lead_days=7, asked_on=at(-7, 6)))) == []
    assert hasty(under(granted(lead_days=7, asked_on=at(-7, 7)))) == ["C1 stage 1"]
    assert hasty(under(granted(lead_days=0, asked_on=at(0, 9)))) == ["C1 stage 1"]


def test_leave_with_a_date_of_its_own_holds_from_that() -> None:
    assert hasty(under(granted(lead_days=7, valid_from=at(0)))) == []


def test_of_several_permissions_that_decide_one_that_serves_is_enough() -> None:
    late, soon = granted(lead_days=5), attrs.evolve(granted(), permission="soon")
    assert hasty(under(late, soon)) == []
    late = attrs.evolve(late, lead_days=1)
    assert hasty(under(late, attrs.evolve(soon, where="fort"))) == ["C1 stage 1"]
    # The more specific one decides, although it does not serve yet.
    assert hasty(under(attrs.evolve(late, payload="resupply"), soon)) == ["C1 stage 1"]


def test_what_is_booked_on_was_asked_for_in_time() -> None:
    mission = row(MISSION, "permissions", "airport-late", lead_days=4.5)
    assert hasty(mission) == []
    asked = Request(permission="airport-late", ask_by=at(2), reason="flights")
    assert hasty(mission, attrs.evolve(PLAN, requests=(asked,))) == ["F2 stage 1"]
    told = attrs.evolve(asked, ask_by=at(0, 6))
    assert hasty(mission, attrs.evolve(PLAN, requests=(asked, told))) == []


def test_imports_run_already_and_refusals_hold_at_once() -> None:
    mission = row(MISSION, "permissions", "spares", lead_days=5)
    assert hasty(mission) == []
    assert blamed(under(refused(lead_days=9), granted()))
