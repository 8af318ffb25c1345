"""What still works of a plan after an upset: who is not there does not board, and nobody else loses."""

from datetime import timedelta

import attrs
import pytest

from exeunt.model.changes import changes
from exeunt.model.choices import Changed, Thing
from exeunt.model.held import Held
from exeunt.optimise.planner.following import followed, without
from exeunt.rules.judge import judge
from tests.support.polishing import port_run, tiny

CONSERVED = {"people_conserved", "kit_conserved", "vehicles_conserved"}


@pytest.mark.parametrize("made", [tiny, port_run])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.6])
def test_a_plan_that_works_is_followed_to_the_letter(made, share):
    mission, plan = made()
    held = Held(plan=plan, before=mission.start + (mission.end - mission.start) * share)
    assert changes(plan, followed(mission, held, plan)) == ()


def test_a_base_asked_for_sooner_is_left_sooner_with_those_who_leave_it_last():
    mission, plan = port_run()
    row = plan.closes["embassy"]
    by = row.close - timedelta(hours=2)
    sites = tuple(
        attrs.evolve(one, close_by=by) if one.site == "embassy" else one for one in mission.sites
    )
    mission = attrs.evolve(mission, sites=sites)
    held = Held(plan=plan, before=by - timedelta(hours=6))
    rest = followed(mission, held, plan, judge(mission, plan).violations)
    assert rest.closes["embassy"].close == by
    moved = [one for one in changes(plan, rest) if one.thing is Thing.CONVOY]
    assert {one.item for one in moved} >= set(row.last_serials)
    assert all(one.changed is not Changed.ADDED for one in moved)
    assert held.is_kept(rest)


@pytest.mark.parametrize("serial", ["C-001", "C-002", "C-003", "F-001"])
def test_without_a_serial_nobody_boards_who_is_not_there(serial):
    mission, plan = tiny()
    rest = without(mission, Held(plan=plan, before=mission.start), plan, [serial])
    assert serial not in rest.serials
    assert not CONSERVED & {one.rule for one in judge(mission, rest).violations}
    # All that is left goes as it did, with no more than it had.
    for name, stages in rest.serials.items():
        assert stages == plan.serials[name]
    assert {row.lot for row in rest.disposals} <= {row.lot for row in plan.disposals}


def test_what_has_left_is_not_left_out():
    mission, plan = tiny()
    held = Held(plan=plan, before=plan.serials["C-002"][0].depart)
    assert without(mission, held, plan, ["C-001", "F-001"]) == plan


def test_a_base_where_somebody_would_be_left_is_not_closed_as_was_told():
    mission, plan = port_run()
    held = Held(plan=plan, before=mission.start)
    row = plan.closes["embassy"]
    # Nobody fetches those who were to go ahead of the last lift.
    ahead = {
        load.serial
        for load in plan.loads
        if load.kind == "people"
        and load.role != "crew"
        and plan.serials[load.serial][load.board_stage - 1].origin == "embassy"
    } - set(row.last_serials)
    rest = without(mission, held, plan, ahead)
    assert "embassy" not in rest.closes
    assert not set(row.last_serials) & rest.serials.keys()
    assert not CONSERVED & {one.rule for one in judge(mission, rest).violations}
