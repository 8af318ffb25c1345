"""Marks are told apart by shape: in grey, and by who does not tell red from green."""

import re

from exeunt.drawing.marks import SHAPES, marks, used
from exeunt.facts.states import STATES


def test_every_state_has_a_shape_of_its_own():
    shapes = [SHAPES[state] for state in STATES]
    assert len(set(shapes)) == len(STATES)


def test_junctions_closed_sites_and_what_moves_differ_in_outline():
    outlines = [SHAPES[one] for one in ("junction", "closed", "exit", "convoy", "flight", "ship")]
    assert len(set(outlines)) == len(outlines)


def test_the_page_defines_every_mark_once():
    ids = re.findall(r'id="([^"]+)"', marks())
    assert ids == [f"mark-{name}" for name in SHAPES]


def test_a_mark_is_used_at_any_size_and_turned():
    assert used("exit", 7) == '<use href="#mark-exit" transform="scale(7)"></use>'
    assert 'transform="rotate(-90)scale(6.5)"' in used("far", 6.5, -90.2)
