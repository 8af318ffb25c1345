"""What a plan is judged by, and how far it is from the bound."""

import attrs
import pytest

from exeunt.facts.appraisal import PRICE_OF, appraise, gap
from exeunt.model.plan import Record, Terms
from tests.support.missions.report_samples import (
    SMALL_TERMS,
    small_mission,
)


def test_terms_cover_all_that_the_plan_is_judged_by():
    assert list(PRICE_OF) == [f.name for f in attrs.fields(Terms)]


def test_the_gap_is_of_what_a_plan_can_change():
    assert gap(110, 100, 10) == pytest.approx(0.1)
    assert gap(110, None, 10) is None
    assert gap(110, 100, None) is None
    assert gap(10, 10, 10) == 0
    found = appraise(
        small_mission(), Record(objective=847_795.0, bound=400_000.0, fixed=100_000.0), SMALL_TERMS
    )
    assert found.objective == pytest.approx(847_795)
    assert found.recorded is None
    assert sum(found.share(r) for r in found.rows) == pytest.approx(1)
    assert appraise(small_mission(), Record(), Terms()).share(found.rows[0]) == 0


@pytest.mark.parametrize(
    ("bound", "fixed"),
    [
        (900_000.0, 0.0),
        (400_000.0, 500_000.0),
        (None, 900_000.0),
        (float("nan"), 0.0),
        (float("-inf"), None),
    ],
)
def test_a_bound_that_the_plan_disproves_is_not_known(bound, fixed):
    found = appraise(small_mission(), Record(bound=bound, fixed=fixed), SMALL_TERMS)
    assert found.doubted
    assert (found.bound, found.fixed, found.gap) == (None, None, None)
    assert not appraise(small_mission(), Record(bound=400_000.0, fixed=1.0), SMALL_TERMS).doubted
