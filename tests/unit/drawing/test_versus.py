"""Pictures of plans side by side."""

import re

from exeunt.drawing.axis import axis
from exeunt.drawing.charts import SAMPLES
from exeunt.drawing.versus import Bars, Dates, bars, dates, lines
from exeunt.words.words import words
from tests.support.missions.report_samples import small_mission


def test_bars_are_to_one_scale_and_the_longest_leaves_room_for_its_figure():
    rows = [
        Bars(name="harm", values=(50.0, 100.0), texts=("50", "100")),
        Bars(name="late", values=(0.0, 25.0), texts=("0", "25")),
    ]
    drawn = str(bars(rows, "cost"))
    widths = [float(w) for w in re.findall(r'<rect [^>]*width="([\d.]+)%"', drawn)]
    assert widths == [41.0, 82.0, 0.0, 20.5]
    assert re.findall(r'class="(t\d)"', drawn) == ["t1", "t2", "t1", "t2"]
    assert "<script" not in drawn


def test_no_rows_are_an_empty_picture():
    assert "<rect" not in bars([], "cost")


def test_lines_step_where_values_change():
    line, say = axis(small_mission(), words(small_mission())), words(small_mission())
    falling = [100.0] * (SAMPLES // 2) + [0.0] * (SAMPLES // 2 + 1)
    flat = [40.0] * (SAMPLES + 1)
    drawn = str(lines(line, [falling, flat], say, "people <in>"))
    first, second = re.findall(r'<path d="([^"]*)"', drawn)
    assert first == "M0 0H500.0V1000H1000"
    assert second == "M0 600H1000"
    assert "people &lt;in&gt;" in drawn


def test_dates_mark_each_plan_and_join_what_is_apart():
    line = axis(small_mission(), words(small_mission()))
    rows = [
        Dates(name="Alpha", shares=(0.25, 0.5), texts=("a: 1", "b: 2")),
        Dates(name="Hub", shares=(None, 0.75), texts=("a: –", "b: 3")),
    ]
    drawn = str(dates(line, rows, "closings"))
    assert drawn.count("<circle") == 3
    assert 'x1="25%" x2="50%"' in drawn
    assert "<title>b: 3</title>" in drawn
