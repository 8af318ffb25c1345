"""Coasts, borders and rivers behind a map."""

import re

import pytest

from exeunt.drawing.atlas import atlas
from exeunt.drawing.frame import frame
from exeunt.drawing.ground import GROUND, UNITS, ground, path
from tests.support.missions.report_samples import (
    large_mission,
    small_mission,
)


def test_the_ground_is_drawn_once_and_used():
    fitted = frame(large_mission().sites)
    drawn = ground(atlas(fitted.box, 0.05, 5), fitted)
    assert f'id="{GROUND}"' in drawn
    for layer in ("g-land", "g-border", "g-stream", "g-lake"):
        assert f'class="{layer}"' in drawn


def test_a_path_steps_from_point_to_point_in_whole_units():
    fitted = frame(small_mission().sites)
    line = ((0.0, 15.0), (0.0, 15.0), (1.0, 15.0), (1.0, 14.0))
    steps = path(line, fitted, 1000)
    assert re.fullmatch(r"M-?\d+ -?\d+(l-?\d+ -?\d+){2}", steps)
    x0, x1 = (fitted.point(x, 15.0)[0] * UNITS for x in (0, 1))
    assert int(re.findall(r"l(-?\d+) ", steps)[0]) == pytest.approx(x1 - x0, abs=1)
    assert path(((0.0, 15.0), (0.0, 15.0)), fitted, 1000) == ""
