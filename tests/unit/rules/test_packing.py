"""Packing whole units into single carriers, against every assignment there is."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.rules import packing
from exeunt.rules.packing import Hold, LeftOver, Piece, left_over

TRUCK = Hold(outsize=False, payload_t=20, teu=2)
LOWBED = Hold(outsize=True, payload_t=40, teu=2)


def piece(mass_t: float, teu: float = 0.0, *, outsize: bool = False) -> Piece:
    return Piece(outsize=outsize, mass_t=mass_t, teu=teu)


@pytest.mark.parametrize(
    ("pieces", "holds", "left"),
    [
        ({piece(10, 1): 4}, {TRUCK: 2}, None),
        ({piece(10, 1): 5}, {TRUCK: 2}, LeftOver(piece(10, 1), 1)),
        # 26 t and 2.6 TEU are less than two trucks have, and need three of them.
        ({piece(13, 1.3): 2}, {TRUCK: 2}, None),
        ({piece(11, 0.8): 3}, {TRUCK: 2}, LeftOver(piece(11, 0.8), 1)),
        # Decks for outsize kit are kept for it while trucks will do, and no longer.
        ({piece(10, 1): 4, piece(30, 2, outsize=True): 1}, {TRUCK: 2, LOWBED: 1}, None),
        (
            {piece(10, 1): 5, piece(30, 2, outsize=True): 1},
            {TRUCK: 2, LOWBED: 1},
            LeftOver(piece(10, 1), 1),
        ),
        # What has neither mass nor size goes anywhere, even outsize, but on a deck for it.
        ({piece(0): 99}, {TRUCK: 1}, None),
        ({piece(0, outsize=True): 2}, {TRUCK: 1}, LeftOver(piece(0, outsize=True), 2)),
        ({piece(0, outsize=True): 2}, {LOWBED: 1}, None),
        ({piece(1): 1}, {}, LeftOver(piece(1), 1)),
        ({}, {}, None),
    ],
)
def test_packings_by_hand(
    pieces: dict[Piece, int], holds: dict[Hold, int], left: LeftOver | None
) -> None:
    assert left_over(pieces, holds) == left


TIGHT = {piece(13): 1, piece(12): 1, piece(6): 1, piece(5): 1, piece(2): 2}
"""13, 5 and 2 t fill one hold and 12, 6 and 2 t the other; the largest first do not find it."""
TWO_HOLDS = {Hold(outsize=False, payload_t=20, teu=0): 2}


def test_a_packing_that_the_largest_first_do_not_find_is_searched_for() -> None:
    assert left_over(TIGHT, TWO_HOLDS) is None


def test_a_search_that_ends_early_refuses_the_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "STEPS", 0)
    assert left_over(TIGHT, TWO_HOLDS) == LeftOver(piece(2), 1)


def test_many_sorts_in_many_carriers_end_in_time() -> None:
    """Forty pieces of more than half a truck each, in 39 trucks: too many ways to try them all."""
    many = {piece(1, 1.1 + i / 100): 5 for i in range(8)}
    assert left_over(many, {TRUCK: 39}) == LeftOver(piece(1, 1.1), 1)


pieces_drawn = st.builds(
    Piece,
    outsize=st.booleans(),
    mass_t=st.sampled_from((0, 2, 3, 5, 7.5, 9)),
    teu=st.sampled_from((0, 0.3, 0.5, 1, 1.6)),
)
holds_drawn = st.builds(
    Hold,
    outsize=st.booleans(),
    payload_t=st.sampled_from((1, 8, 10, 15)),
    teu=st.sampled_from((0, 1, 2)),
)


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(pieces_drawn, st.integers(1, 3), max_size=4),
    st.dictionaries(holds_drawn, st.integers(0, 2), max_size=3),
)
def test_a_load_is_refused_exactly_where_no_assignment_loads_it(
    pieces: dict[Piece, int], holds: dict[Hold, int]
) -> None:
    ours = [one for one, n in pieces.items() for _ in range(n)]
    theirs = [one for one, n in holds.items() for _ in range(n)]
    if len(theirs) ** len(ours) > 30_000:
        return
    left = left_over(pieces, holds)
    assert (left is None) == any(
        loaded(ours, theirs, where)
        for where in itertools.product(range(len(theirs)), repeat=len(ours))
    )
    if left is not None:
        assert 0 < left.number <= pieces[left.piece]


def loaded(pieces: list[Piece], holds: list[Hold], where: tuple[int, ...]) -> bool:
    """Say whether an assignment of pieces to holds keeps to all of them."""
    for i, hold in enumerate(holds):
        aboard = [one for one, j in zip(pieces, where, strict=True) if j == i]
        if any(one.outsize for one in aboard) and not hold.outsize:
            return False
        if sum(one.mass_t for one in aboard) > hold.payload_t + 1e-6:
            return False
        if sum(one.teu for one in aboard) > hold.teu + 1e-6:
            return False
    return True
