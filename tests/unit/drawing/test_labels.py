"""Names on a map: beside what they name or tied to it, in no circle, never on one another."""

import itertools
import re
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.drawing.labels import (
    CLEAR,
    Circle,
    Label,
    Line,
    Mark,
    Rectangle,
    Taken,
    beside,
    box_of,
    crosses,
    distance,
    gap,
    lettered,
    overlap,
    room,
    span,
    spots,
)

SHARE = st.floats(min_value=0, max_value=1)
SITES = st.lists(
    st.tuples(SHARE, SHARE, st.integers(1, 22), st.floats(2, 20), st.booleans()), max_size=30
)


def laid_out(sites, width, height):
    """Return what is taken, and each label with the spot that it has found."""
    labels = [
        Label(text="m" * n, x=x, y=y, radius=r, kind="k", size=7, leader=led)
        for x, y, n, r, led in sites
    ]
    taken = Taken(width=width, height=height)
    taken.circles += [Circle(one.x * width, one.y * height, one.radius) for one in labels]
    return taken, [(one, room(one, taken)) for one in labels]


def gao(**changes):
    fields = {"text": "Gao", "x": 0.5, "y": 0.5, "radius": 5, "kind": "k", "size": 7} | changes
    return Label(**fields)


@given(sites=SITES, width=st.sampled_from([300, 660, 1100]))
def test_names_never_stand_on_one_another_and_stay_inside(sites, width):
    taken, _ = laid_out(sites, width, 400)
    assert not any(overlap(a, b) for a, b in itertools.combinations(taken.boxes, 2))
    assert all(
        left >= 0 and right <= width and top >= 0 and bottom <= 400
        for left, top, right, bottom in taken.boxes
    )


@given(sites=SITES, width=st.sampled_from([300, 660, 1100]))
def test_a_name_stands_in_no_circle_and_by_no_other_than_its_own(sites, width):
    taken, placed = laid_out(sites, width, 400)
    for label, spot in placed:
        if spot is None:
            continue
        own = Circle(label.x * width, label.y * 400, label.radius)
        box = box_of(spot, own.x, own.y, span(label.text, label.size))
        others = [circle for circle in taken.circles if circle != own]
        assert distance(own, box) >= 0
        if spot.leader is None:
            assert all(distance(circle, box) > distance(own, box) for circle in others)
        else:
            line = Line(own.x, own.y, own.x + spot.leader[0], own.y + spot.leader[1])
            assert all(distance(circle, box) >= CLEAR for circle in others)
            assert all(beside(circle, line) for circle in others)
            assert box.left - 3 <= line.x2 <= box.right + 3
            assert box.top - 3 <= line.y2 <= box.bottom + 3


@given(sites=SITES)
def test_the_line_of_a_name_runs_through_no_other_name(sites):
    _, placed = laid_out(sites, 660, 400)
    named = [(label, spot) for label, spot in placed if spot is not None]
    boxes = [
        box_of(spot, label.x * 660, label.y * 400, span(label.text, label.size))
        for label, spot in named
    ]
    for (label, spot), (n, box) in itertools.product(named, enumerate(boxes)):
        if spot.leader is None or named[n][0] is label:
            continue
        x, y = label.x * 660, label.y * 400
        assert not crosses(Line(x, y, x + spot.leader[0], y + spot.leader[1]), box)


def test_where_there_is_no_room_beside_it_a_name_is_tied_by_a_line():
    beside_it = [Mark(0.5 + dx, 0.5, 12) for dx in (-0.04, 0.04)]
    marks = [Mark(0.5, 0.5, 5), *beside_it, *(Mark(0.5, 0.5 + dy, 8) for dy in (-0.05, 0.05))]
    assert lettered([gao()], marks, (), 600, 400) == []
    line, text = lettered([gao(leader=True)], marks, (), 600, 400)
    assert 'class="leader"' in line
    assert ">Gao</text>" in text


def test_ber_does_not_name_timbuktu():
    sites = [
        (0.48, 0.5, 16.5, "Timbuktu"),
        (0.515, 0.495, 8.0, "Ber"),
        (0.43, 0.53, 8.5, "Goundam"),
    ]
    labels = [
        Label(text=name, x=x, y=y, radius=r, kind="k", size=7.8, leader=True)
        for x, y, r, name in sites
    ]
    taken = Taken(width=660, height=600)
    taken.circles += [Circle(x * 660, y * 600, r) for x, y, r, _ in sites]
    for label in labels:
        spot = room(label, taken)
        assert spot is not None
        box = taken.boxes[-1]
        nearest = min(sites, key=lambda s: distance(Circle(s[0] * 660, s[1] * 600, s[2]), box))
        assert spot.leader is not None or nearest[3] == label.text


def test_a_name_that_finds_no_room_is_left_out():
    assert lettered([gao()], [Mark(0.5, 0.5, 400.0)], (), 600, 400) == []
    dotted = lettered([gao(radius=2, dotted=True)], [], (), 600, 400)
    assert [str(m)[:7] for m in dotted] == ["<circle", "<text x"]


def test_a_town_under_a_circle_is_not_named():
    assert lettered([gao(radius=2, dotted=True)], [Mark(0.505, 0.5, 9)], (), 600, 400) == []


def test_a_name_keeps_off_the_bar_of_km():
    one = gao(y=0.9)
    (beside_it,) = lettered([one], [], (), 600, 400)
    (elsewhere,) = lettered([one], [], [Rectangle(300, 340, 400, 400)], 600, 400)
    assert 'text-anchor="start"' in beside_it
    assert 'text-anchor="end"' in elsewhere


@pytest.mark.parametrize("text", ["ill", "Gao", "MMM"])
def test_a_text_is_as_wide_as_its_letters(text):
    assert span(text, 10) == pytest.approx({"ill": 18.6, "Gao": 35.7, "MMM": 43.5}[text])


def test_a_line_crosses_a_box_or_passes_it():
    box = Rectangle(10, 10, 20, 20)
    assert crosses(Line(0, 15, 30, 15), box)
    assert crosses(Line(0, 0, 30, 30), box)
    assert not crosses(Line(0, 25, 30, 25), box)
    assert not crosses(Line(0, 15, 5, 15), box)
    assert not crosses(Line(15, 0, 15, 5), box)


def test_circles_are_as_far_apart_as_their_edges():
    assert gap(Circle(0, 0, 2), Circle(10, 0, 3)) == 5
    assert distance(Circle(0, 5, 2), Rectangle(5, 0, 9, 9)) == 3
    assert not beside(Circle(5, 1, 2), Line(0, 0, 10, 0))
    assert beside(Circle(5, 4, 2), Line(0, 0, 10, 0))


def test_a_name_with_a_line_stands_ever_further_off():
    reaches = [round(hypot(*spot.leader)) for spot in spots(gao(leader=True)) if spot.leader]
    assert reaches == sorted(reaches)
    assert len(list(spots(gao(centred=True)))) == 1


def test_lines_of_names_are_drawn_from_the_circle_on():
    marks = [Mark(0.5, 0.5, 5), *(Mark(0.5 + dx, 0.5, 12) for dx in (-0.04, 0.04))]
    marks += [Mark(0.5, 0.5 + dy, 8) for dy in (-0.05, 0.05)]
    line, _ = lettered([gao(leader=True)], marks, (), 600, 400)
    x1, y1 = (float(n) for n in re.search(r'x1="([-\d.]+)" y1="([-\d.]+)"', line).groups())
    assert hypot(x1, y1) == pytest.approx(5, abs=0.02)
