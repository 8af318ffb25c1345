"""Conditions: every rule and fact by name, and the mission without it."""

from datetime import datetime

import attrs

from exeunt.evidence.conditions import conditions, destroyable, granted, later, without
from exeunt.model.hazards import Season
from exeunt.model.stores import Permission
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.small_missions import small_mission

MISSION = small_mission(1)


def named(mission, kind, item=""):
    return next(c for c in conditions(mission) if (c.kind, c.item) == (kind, item))


def test_every_condition_has_a_name_of_its_own_and_changes_the_mission():
    for mission in (MISSION, shipped_mission("tiny"), shipped_mission("port-run")):
        every = conditions(mission)
        assert len({(c.kind, c.item, c.says) for c in every}) == len(every)
        assert all(without(mission, [c]) != mission for c in every)


def test_without_a_fleets_number_there_are_many_and_no_other_fleet_changes():
    eased = without(MISSION, [named(MISSION, "fleet", "coaches")])
    assert eased.fleet["coaches"].count > 40
    assert eased.fleet["trucks"] == MISSION.fleet["trucks"]


def test_rows_that_go_do_not_shift_those_behind_them():
    day = datetime(2030, 6, 3)
    seasons = tuple(
        Season(leg=leg.leg, closed_from=day, closed_to=day.replace(day=4)) for leg in MISSION.legs
    )
    mission = attrs.evolve(MISSION, seasons=seasons)
    first, _, last = (c for c in conditions(mission) if c.kind == "season")
    assert without(mission, [first, last]).seasons == seasons[1:2]


def test_later_puts_off_the_deadline_and_the_end_only_where_it_must():
    assert later(MISSION, 1).end == MISSION.end
    assert later(MISSION, 10).end == later(MISSION, 10).deadline > MISSION.end


def test_a_permission_that_is_granted_needs_no_asking():
    row = Permission(permission="p", mode="road", state="refused", lead_days=5)
    assert (granted(row).state, granted(row).lead_days) == ("granted", 0.0)


def test_all_kit_of_a_site_may_be_destroyed_and_no_other():
    mission = destroyable(MISSION, "north")
    for lot in mission.lots:
        row = mission.disposition(lot, "destroy")
        lawful = row is not None and row.lawful
        assert lawful or lot.site != "north"
    assert destroyable(mission, "north") == mission
