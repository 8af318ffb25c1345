"""Names on a map: beside what they name, never on one another."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from exeunt.drawing.labels import Label, Mark, Rectangle, lettered, overlap, room

SHARE = st.floats(min_value=0, max_value=1)


@given(places=st.lists(st.tuples(SHARE, SHARE, st.integers(1, 14)), max_size=25))
def test_names_never_stand_on_one_another_and_stay_inside(places):
    taken = []
    for x, y, length in places:
        room(Label(text="m" * length, x=x, y=y, radius=5, kind="k", size=7), 600, 400, taken)
    assert not any(overlap(a, b) for a, b in itertools.combinations(taken, 2))
    assert all(
        left >= 0 and right <= 600 and top >= 0 and bottom <= 400
        for left, top, right, bottom in taken
    )


def test_a_name_that_finds_no_room_is_left_out():
    marks = [Mark(0.5, 0.5, 400.0)]
    assert (
        lettered([Label(text="Gao", x=0.5, y=0.5, radius=5, kind="k", size=7)], marks, (), 600, 400)
        == []
    )
    dotted = lettered(
        [Label(text="Gao", x=0.5, y=0.5, radius=2, kind="k", size=7, dotted=True)], [], (), 600, 400
    )
    assert [str(m)[:7] for m in dotted] == ["<circle", "<text x"]


def test_a_name_keeps_off_the_bar_of_km():
    gao = Label(text="Gao", x=0.5, y=0.9, radius=5, kind="k", size=7)
    (beside,) = lettered([gao], [], (), 600, 400)
    (elsewhere,) = lettered([gao], [], [Rectangle(300, 340, 400, 400)], 600, 400)
    assert 'text-anchor="start"' in beside
    assert 'text-anchor="end"' in elsewhere
