"""What a planner keeps on record is beside the plan, and no part of it."""

import attrs

from exeunt.model.attempts import Outcome
from exeunt.model.plan import PLAN_TABLES, RECORDED, Plan
from exeunt.model.trials import BLOCKS, Allowed, Means, Trial
from exeunt.papers.dossier import plan_hash

TRIAL = Trial(
    kind="lot", item="boxes", site="alpha", quantity=3, means="further", outcome="costs", cost=5.0
)
ALLOWED = Allowed(block="kit", owner="boxes", cost=7.0)


def test_plain_words_become_members() -> None:
    assert (TRIAL.means, TRIAL.outcome) == (Means.FURTHER, Outcome.COSTS)
    assert isinstance(TRIAL.outcome, Outcome)
    assert ALLOWED.block in BLOCKS


def test_a_plan_with_a_record_of_trials_is_the_same_plan() -> None:
    recorded = attrs.evolve(Plan(), trials=(TRIAL,), proof=(ALLOWED,))
    assert recorded == Plan()
    assert hash(recorded) == hash(Plan())
    assert plan_hash(recorded) == plan_hash(Plan())


def test_what_is_recorded_has_tables_of_its_own() -> None:
    assert set(RECORDED) <= PLAN_TABLES.keys()
    recorded = attrs.evolve(Plan(), trials=(TRIAL,), proof=(ALLOWED,))
    assert [recorded.rows()[name] for name in RECORDED] == [(TRIAL,), (ALLOWED,), ()]
