"""Where convoys spend their nights."""

import pytest

from exeunt.rules.halts import nights_under_way
from tests.support.missions.outpost import MISSION, PLAN, at, row, stage
from tests.support.plans.breaks import ROUNDABOUT, broken, column_to_the_closed_fort
from tests.support.plans.verdicts import verdicts


@pytest.mark.parametrize(
    ("hours", "spent"), [(0, 0), (10, 0), (10.1, 1), (34, 1), (34.1, 2), (58, 2), (84, 4)]
)
def test_a_night_follows_a_day_s_march_and_each_further_day(hours: float, spent: int) -> None:
    assert nights_under_way(hours, 10) == spent


def test_a_leg_has_places_for_so_many_nights() -> None:
    """All convoys between the town and the port take thirty hours, and a night."""
    for places, rules in ((None, set()), (1, set()), (0, {"halts"})):
        assert broken(row(MISSION, "legs", "town-port", halts=places), PLAN) == rules
    said = verdicts(row(MISSION, "legs", "town-port", halts=0), PLAN)[0]
    assert (said.needed, said.found) == ("at most 0 nights", "1 night")


def test_a_stage_that_dawdles_spends_more_nights() -> None:
    mission = row(MISSION, "legs", "town-port", halts=1)
    assert "halts" not in broken(mission, stage(PLAN, "C3", 2, arrive=at(8, 34)))
    assert "halts" in broken(mission, stage(PLAN, "C3", 2, arrive=at(8, 35)))


def test_by_other_modes_there_are_no_nights() -> None:
    assert broken(row(MISSION, "legs", "fort-town-air", halts=0), PLAN) == set()


def test_a_night_at_a_closed_site_is_none_in_a_place() -> None:
    plan = column_to_the_closed_fort(onward="port")
    assert broken(ROUNDABOUT, plan) == {"halts"}
    # A stop of less than a night is no halt for one.
    assert "halts" not in broken(ROUNDABOUT, stage(plan, "C4", 2, depart=at(10, 17.9)))
