"""Packing: whether whole units go into single carriers, and of which unit some are left over."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import attrs

from exeunt.clock.steps import EPS

STEPS = 5_000
"""Ways of filling one carrier after which the search for a packing ends without one."""


class Piece(NamedTuple):
    """A unit of kit as it is loaded: in one piece. Units of different lots may be alike."""

    outsize: bool
    mass_t: float
    teu: float


class Hold(NamedTuple):
    """What one vehicle takes, or one sortie of an aircraft; or the room that is left in it."""

    outsize: bool
    payload_t: float
    teu: float

    def takes(self, piece: Piece) -> float:
        """Return how many such pieces go in; inf for pieces with neither mass nor size."""
        if piece.outsize and not self.outsize:
            return 0
        most = math.inf
        if piece.mass_t > 0:
            most = (self.payload_t + EPS) // piece.mass_t
        if piece.teu > 0:
            most = min(most, (self.teu + EPS) // piece.teu)
        return most

    def less(self, piece: Piece, number: int) -> "Hold":
        """Return the room that is left once so many pieces are in."""
        return Hold(
            outsize=self.outsize,
            payload_t=self.payload_t - number * piece.mass_t,
            teu=self.teu - number * piece.teu,
        )


@attrs.frozen
class LeftOver:
    """So many pieces alike for which no carrier has room left."""

    piece: Piece
    number: int


def left_over(pieces: Mapping[Piece, int], holds: Mapping[Hold, int]) -> LeftOver | None:
    """Return what stays behind when pieces are packed into holds, or None where all goes in.

    Pieces are stowed first fit, the largest first, by each measure of what is large; where some
    are left each time, every way of filling one hold after the other is looked at. That search
    ends after ``STEPS`` fillings: what it has not packed by then counts as left over, so the
    answer None is always right, and the other one is for all loads but those that are both tight
    and of very many sorts.
    """
    fewest: LeftOver | None = None
    for order in _orders(pieces, holds):
        left = _stowed(order, pieces, holds)
        if left is None:
            return None
        if fewest is None or left.number < fewest.number:
            fewest = left
    if fewest is not None and _Fillings(pieces, holds).pack():
        return None
    return fewest


def _orders(pieces: Mapping[Piece, int], holds: Mapping[Hold, int]) -> Iterator[list[Piece]]:
    """Yield the pieces the largest first: by share of a hold, by mass, by size.

    Outsize pieces always come first, for they have the fewest holds to go in.
    """
    payload_t = max((hold.payload_t for hold in holds), default=0.0) or 1.0
    teu = max((hold.teu for hold in holds), default=0.0) or 1.0

    def share(piece: Piece) -> float:
        return max(piece.mass_t / payload_t, piece.teu / teu)

    # Sorted by themselves before, so that pieces of one share are in the same order every time.
    known = sorted(pieces, reverse=True)
    yield sorted(known, key=lambda piece: (not piece.outsize, -share(piece)))
    yield sorted(known, key=lambda piece: (not piece.outsize, -piece.mass_t))
    yield sorted(known, key=lambda piece: (not piece.outsize, -piece.teu))


def _stowed(
    order: Sequence[Piece], pieces: Mapping[Piece, int], holds: Mapping[Hold, int]
) -> LeftOver | None:
    """Stow pieces in an order, each in the tightest hold that takes it; return what is left first.

    Holds with the same room left are counted, not listed: a column of fifty trucks is one of them.
    """
    rooms = {hold: number for hold, number in holds.items() if number > 0}
    for piece in order:
        left = pieces[piece]
        # Decks for outsize kit are kept for it as long as others will do.
        for room in sorted(rooms):
            each = min(room.takes(piece), left)
            if each <= 0:
                continue
            left -= _fill(rooms, room, piece, int(each), left)
            if not left:
                break
        if left:
            return LeftOver(piece, left)
    return None


def _fill(rooms: dict[Hold, int], room: Hold, piece: Piece, each: int, wanted: int) -> int:
    """Fill holds of one sort with so many pieces each; return how many pieces are in."""
    filled = min(rooms[room], wanted // each)
    rest = 0
    if filled < rooms[room]:
        rest = wanted - filled * each
    rooms[room] -= filled
    full = room.less(piece, each)
    rooms[full] = rooms.get(full, 0) + filled
    if rest:
        rooms[room] -= 1
        part = room.less(piece, rest)
        rooms[part] = rooms.get(part, 0) + 1
    if not rooms[room]:
        del rooms[room]
    return filled * each + rest


@attrs.frozen
class _State:
    """How many of each piece are still to be packed once the first holds are filled."""

    filled: int
    counts: tuple[int, ...]


class _Fillings:
    """The search over all ways to fill one hold after the other (bin completion).

    Only fillings to which nothing more could be added are looked at: whatever could be is as well
    there as in a later hold (Martello and Toth, *Knapsack Problems*, 1990, chapter 8).
    """

    def __init__(self, pieces: Mapping[Piece, int], holds: Mapping[Hold, int]) -> None:
        """Put the largest pieces and the tightest holds first."""
        self._pieces = sorted((piece for piece, n in pieces.items() if n > 0), reverse=True)
        self._start = _State(0, tuple(pieces[piece] for piece in self._pieces))
        self._holds = [hold for hold in sorted(holds) for _ in range(holds[hold])]
        self._steps = STEPS

    def pack(self) -> bool:
        """Say whether a packing was found."""
        dead: set[_State] = set()
        paths = [iter((self._start,))]
        while paths:
            state = next(paths[-1], None)
            if state is None:
                paths.pop()
            elif not any(state.counts):
                return True
            elif state not in dead and self._has_room(state):
                dead.add(state)
                paths.append(self._after(state))
        return False

    def _has_room(self, state: _State) -> bool:
        """Say whether the holds that are still empty have the room, if it were in one."""
        empty = self._holds[state.filled :]
        needed = list(zip(self._pieces, state.counts, strict=True))
        mass_t = sum(piece.mass_t * n for piece, n in needed)
        teu = sum(piece.teu * n for piece, n in needed)
        return (
            bool(empty)
            and mass_t <= sum(hold.payload_t + EPS for hold in empty)
            and teu <= sum(hold.teu + EPS for hold in empty)
        )

    def _after(self, state: _State) -> Iterator[_State]:
        """Yield the states to which the fillings of the next hold lead, the fullest first."""
        hold = self._holds[state.filled]
        for counts in self._filled(hold, state.counts, 0):
            yield _State(state.filled + 1, counts)

    def _filled(self, room: Hold, counts: tuple[int, ...], first: int) -> Iterator[tuple[int, ...]]:
        """Yield what is left of the pieces after each filling with the pieces from ``first`` on."""
        if self._steps <= 0:
            return
        if first == len(counts):
            self._steps -= 1
            full = all(
                not n or room.takes(piece) < 1
                for piece, n in zip(self._pieces, counts, strict=True)
            )
            if full:
                yield counts
            return
        piece = self._pieces[first]
        most = int(min(room.takes(piece), counts[first]))
        for n in range(most, -1, -1):
            left = (*counts[:first], counts[first] - n, *counts[first + 1 :])
            yield from self._filled(room.less(piece, n), left, first + 1)
