"""Steps: a leg in one direction."""

from exeunt.network.ways import Step
from tests.support.missions.planner_country import FORT_TOWN


def test_a_step_runs_forward_where_it_leaves_the_leg_s_origin() -> None:
    assert Step(FORT_TOWN, "fort", "town").is_forward
    assert not Step(FORT_TOWN, "town", "fort").is_forward
