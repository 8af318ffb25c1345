"""Whom a serial of a last lift takes, and what that means for the site."""

from exeunt.optimise.planner.lift import Lift


def test_only_who_takes_everybody_leaves_no_floor() -> None:
    stays = {lift for lift in Lift if lift.floor_stays}
    assert stays == {Lift.ALL_BUT_THE_FLOOR, Lift.ALL_BUT_THOSE_WHO_MUST_STAY}
