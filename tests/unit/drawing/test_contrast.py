"""Two plans on one map: bands, rings and figures of what differs."""

import re

import pytest

from exeunt.drawing.contrast import Contrast, Lane, band, contrast, width
from exeunt.drawing.scene import of_all, surveyed
from exeunt.facts.movements import movements
from exeunt.facts.series import Reading
from exeunt.words.words import Words
from tests.support.missions.report_samples import small_mission, small_plan

SAY = Words("en")
ROAD = ("alpha", "hub")


def lane(before, after, ends=ROAD, mode="road"):
    return Lane(
        mode=mode,
        ends=ends,
        amounts=(before, after),
        story=f"<{mode}> {before} and {after}",
        figures=f"{before} → {after}",
    )


def found(*lanes, closings=None, tones=(0, 1)):
    return Contrast(lanes=lanes, closings=closings or {}, tones=tones)


@pytest.fixture(scope="module")
def drawn():
    reading = Reading(mission=small_mission(), plan=small_plan())
    ground = surveyed(reading, SAY)
    shown = of_all(reading, movements(reading.mission, reading.plan), SAY)

    def draw(*lanes, **what):
        words = ("b against a", "what differs")
        return str(contrast(ground, shown, found(*lanes, **what), SAY, "m", words))

    return draw


@pytest.mark.parametrize(
    ("amounts", "kind"),
    [((0, 0), "unused"), ((3, 3), "same"), ((3, 5), "more"), ((3, 0), "only"), ((0, 5), "only")],
)
def test_an_axis_is_one_of_four_kinds(amounts, kind):
    assert lane(*amounts).kind == kind


def test_the_more_the_thicker_and_a_difference_is_never_a_hairline():
    little, much, same = lane(10, 11), lane(0, 100, ("hub", "port")), lane(7, 7)
    both = found(little, much, same)
    assert width(same, both) < 3 < width(little, both) < width(much, both)
    # A quarter of the difference is half of the band above the thinnest.
    quarter = lane(25, 0)
    assert width(quarter, both) - 3 == pytest.approx((width(much, both) - 3) / 2)


def test_flights_have_a_scale_of_their_own():
    flights, trucks = lane(0, 1000, mode="air"), lane(0, 2)
    alone = found(trucks)
    assert width(trucks, found(flights, trucks)) == width(trucks, alone)
    assert width(flights, found(flights, trucks)) < width(trucks, alone)


def test_the_second_plan_is_told_by_more_than_its_colour():
    first = str(band(lane(5, 3), (0, 2), 8.0))
    second = str(band(lane(3, 5), (0, 2), 8.0))
    assert "m1" in first
    assert "hollow" not in first
    assert "m3" in second
    assert "hollow" in second


def test_what_one_plan_alone_uses_is_broken():
    assert "stroke-dasharray" not in str(band(lane(5, 3), (0, 1), 8.0))
    assert "stroke-dasharray" in str(band(lane(5, 0), (0, 1), 8.0))


def test_the_map_tells_of_each_axis_and_writes_the_figures_of_those_that_differ(drawn):
    svg = drawn(lane(12, 4), lane(3, 3, ("hub", "port")))
    assert "&lt;road&gt; 12 and 4" in svg
    assert "&lt;road&gt; 3 and 3" in svg
    assert re.findall(r'class="halo figure">([^<]*)<', svg) == ["12 → 4"]
    assert "<script" not in svg


def test_axes_with_the_same_ends_do_not_cover_each_other(drawn):
    svg = drawn(lane(1, 2), lane(2, 1, ("hub", "alpha"), "air"))
    shifts = re.findall(r"translate\((-?[\d.]+) (-?[\d.]+)\)", svg)
    (x1, y1), (x2, y2) = ((float(x), float(y)) for x, y in shifts)
    assert (x1, y1) == (-x2, -y2)
    assert x1**2 + y1**2 == pytest.approx(16, abs=1)
    assert "translate" not in drawn(lane(1, 2))


def test_sites_that_close_otherwise_have_a_ring_and_their_days(drawn):
    svg = drawn(lane(1, 1), closings={"alpha": "2 days later"})
    assert svg.count('class="ring"') == 1
    assert "<title>Alpha: 2 days later</title>" in svg
    assert re.findall(r'otherwise">([^<]*)<', svg) == ["Alpha: 2 days later"] * 2


def test_there_is_nothing_to_show_where_nothing_differs():
    assert found(lane(2, 2), lane(0, 0)).nothing
    assert not found(lane(2, 1)).nothing
    assert not found(lane(2, 2), closings={"alpha": "a day later"}).nothing
