"""Legs over time: closed, permitted, threatened."""

import attrs

from exeunt.facts.legs import closed, leave, level, threat
from exeunt.model.hazards import Season, Threat
from exeunt.model.stores import Permission
from tests.support.missions.report_samples import (
    day,
    small_mission,
)


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
