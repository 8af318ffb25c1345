"""The page *How good are its plans* says what was measured, and the tables are what they claim."""

import pytest

from benchmarks import page
from benchmarks.growth import DRAWING
from benchmarks.results import history
from benchmarks.small import known
from tests.support.oracles.monolith import monolith


def test_the_page_and_its_drawing_are_made_from_the_results():
    text = page.PAGE.read_text(encoding="utf-8")
    assert page.written(text) == text
    assert DRAWING.read_text(encoding="utf-8") == page.drawing()


def test_each_kind_has_a_run_that_says_where_it_was_made():
    for kind in ("shipped", "small", "versus", "growth"):
        newest = history(kind)[-1]
        assert {"date", "commit", "version", "cores", "load"} <= set(newest)


def test_the_optima_are_of_the_first_seeds_in_order():
    rows = known()
    assert [row.seed for row in rows] == list(range(len(rows)))
    assert len(rows) >= 50


@pytest.mark.parametrize("number", [3, 40])
def test_a_known_optimum_is_what_the_second_opinion_finds(number):
    row = next(row for row in known()[number:] if row.days == 5)
    assert monolith(row.mission) == pytest.approx(row.optimum, abs=0.01)
