"""What fits on the first printed sheet."""

import re
from importlib.resources import files

import attrs
import pytest

from exeunt.facts.facts import facts
from exeunt.report import sheet
from exeunt.report.brief import Point, fitting
from exeunt.report.cards import Card, Stands, Tone
from exeunt.report.sheet import GAP, POINT, Type, card_height, left_for_points
from tests.support.missions.report_samples import SMALL_TERMS, small_mission, small_plan

STANDS = Stands(text="lawful", tone=Tone.GOOD)
CARD = Card(key="people", label="People out", value="10", sub="of 10 who leave")


def left(*, title="Small mission", lede="Short.", more="Short.", figures=(CARD,) * 10, **changes):
    told = facts(small_mission(title=title, **changes), small_plan(), SMALL_TERMS, ())
    return left_for_points(told, STANDS, (lede, more), figures)


def test_a_text_takes_lines_by_its_letters_and_never_more_than_it_is_clamped_to():
    text = Type(10, 2.0, 3)
    assert [text.height("x" * n) for n in (0, 1, 10, 11, 1000)] == [0.0, 2.0, 2.0, 4.0, 6.0]


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("h1", sheet.TITLE.most),
        ("about", sheet.ABOUT.most),
        ("verdict", sheet.VERDICT.most),
        ("lede", sheet.LEDE.most),
        ("more", sheet.MORE.most),
        ("dt", sheet.LABEL.most),
        ("big", sheet.VALUE.most),
        ("sub", sheet.UNDER.most),
        ("li", sheet.POINT.most),
    ],
)
def test_the_style_clamps_each_text_to_the_lines_that_are_reckoned_with(name, most):
    style = (files("exeunt.report") / "templates" / "print.css").read_text(encoding="utf-8")
    clamps = re.findall(r"\.first ([^{]*)\{ -webkit-line-clamp: (\d+); \}", style)
    found = [int(lines) for chosen, lines in clamps if re.search(rf"\b{name}\b", chosen)]
    assert found == [most]


def test_what_is_longer_above_leaves_less_for_the_lists():
    plain = left()
    assert left(title="A" * 60) < plain
    assert left(description="A" * 300) < plain
    assert left(lede="A" * 400) < plain
    assert left(more="A" * 400) < plain
    assert left(figures=(*(CARD,) * 9, attrs.evolve(CARD, sub="A" * 90))) < plain
    assert left(figures=(CARD,) * 5) > plain
    assert card_height(CARD) == sheet.LABEL.line + sheet.VALUE.line + sheet.UNDER.line


def test_at_the_worst_a_point_fits_still():
    worst = left(
        title="A" * 999,
        description="A" * 9999,
        lede="A" * 9999,
        more="A" * 9999,
        figures=(Card(key="", label="A" * 99, value="A" * 99, sub="A" * 999),) * 10,
    )
    assert worst >= GAP + POINT.line * POINT.most


def test_points_that_do_not_fit_are_left_to_be_counted():
    points = tuple(Point(when="", text="A" * POINT.letters) for _ in range(6))
    high = GAP + POINT.line
    assert fitting(points, 6, 6 * high) == points
    assert fitting(points, 7, 7 * high) == points
    # The line that counts the others takes room too.
    assert fitting(points, 7, 6 * high) == points[:5]
    assert fitting(points, 6, 3 * high) == points[:2]
    assert fitting(points, 6, 0.0) == points[:1]
    assert fitting((), 0, 100.0) == ()
