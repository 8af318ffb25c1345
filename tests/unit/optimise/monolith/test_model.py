"""The model of whole missions: exact where it holds every rule that matters, near where not."""

import attrs
import highspy
import pytest

from exeunt.api.places import locate
from exeunt.files.missions import read_mission
from exeunt.optimise.monolith.model import LEFT_OUT, monolith, size_of
from exeunt.optimise.monolith.mps import mps
from exeunt.rules.referee import RULES
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.monolith import monolith as second_opinion


def optimum(mission, folder):
    path = folder / "model.mps"
    path.write_text("\n".join(mps(monolith(mission), mission.name, [])) + "\n", encoding="utf-8")
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("mip_rel_gap", 1e-7)
    solver.setOptionValue("threads", 1)
    solver.readModel(str(path))
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return solver.getObjectiveValue()


@pytest.mark.parametrize("seed", [13, 14])
def test_it_is_exact_on_small_missions_that_need_no_other_rule(seed, tmp_path):
    mission = small_mission(seed, 6)
    assert optimum(mission, tmp_path) == pytest.approx(second_opinion(mission), abs=0.5)


def test_a_price_on_the_last_person_out_is_charged(tmp_path):
    mission = small_mission(13, 6)
    prices = attrs.evolve(mission.prices, makespan_day=30_000.0)
    mission = attrs.evolve(mission, prices=prices)
    assert optimum(mission, tmp_path) == pytest.approx(second_opinion(mission), abs=0.5)


def test_tiny_costs_a_little_less_without_the_rules_that_are_left_out(tmp_path):
    assert optimum(read_mission(locate("tiny")), tmp_path) == pytest.approx(202_760, rel=0.002)


def test_what_is_left_out_are_rules_and_their_names():
    assert set(LEFT_OUT) <= set(RULES)


def test_it_is_counted():
    size = size_of(monolith(small_mission(13, 6)))
    assert 0 < size.whole < size.columns
    assert size.rows > 0
