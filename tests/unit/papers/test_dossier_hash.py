"""A plan's hash on papers is of what it decides."""

import attrs

from exeunt.model.plan import Plan, Record
from exeunt.papers.dossier import plan_hash
from tests.support.missions.outpost import PLAN


def test_what_a_plan_says_of_itself_is_no_part_of_its_hash():
    tuned = attrs.evolve(PLAN, record=Record(parameters="heat = 0.2", seed=3))
    assert plan_hash(tuned) == plan_hash(PLAN)
    assert plan_hash(attrs.evolve(PLAN, loads=())) != plan_hash(PLAN)


def test_the_hash_of_a_plan_is_what_it_was_before_its_record_grew():
    assert plan_hash(Plan()) == "1d20725ca3b5a24a"
