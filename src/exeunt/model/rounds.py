"""Flights of several sorties as they are flown: round by round.

A row of a plan may say that two aircraft fly five sorties. They go round three times: twice both of
them, then one. What a rule asks of a moment (a curfew, a slot, a permission, who is still there) it
asks of each round at its own time, and people are on the sortie that they are on. So a row of
several rounds is read as that many flights, one after the other.
"""

import math
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import attrs

from exeunt.model.choices import LoadKind, Mode
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Stage

ROUNDING = 1e-9


class Flown(NamedTuple):
    """A round of a flight, or all of any other serial: its stages and what is aboard."""

    stages: tuple[Stage, ...]
    loads: tuple[Load, ...]


def as_flown(mission: Mission, stages: Sequence[Stage], loads: Sequence[Load]) -> Iterator[Flown]:
    """Yield a serial's rounds in order; a serial that is not flown in rounds as it is.

    Rounds are evenly spaced: the first leaves when the row says, the last is back when it says. In
    each round all aircraft of the row fly one sortie, in the last those that are needed. Loads are
    shared by sorties, people and kit in whole units; people are on them in the order of the rows.
    """
    sorties = _sorties(stages, loads)
    if len(sorties) < 2:
        yield Flown(tuple(stages), tuple(loads))
        return
    pace = _pace(mission, stages, loads, len(sorties))
    shares = [_shares(load, sorties) for load in loads]
    for party in _seated(loads, sorties):
        shares[party.row] = party.shares
    for number, flying in enumerate(sorties):
        yield Flown(
            stages=tuple(
                attrs.evolve(
                    stage,
                    depart=stage.depart + number * pace.apart,
                    arrive=(pace.home if stage is stages[-1] else stage.arrive)
                    + number * pace.apart,
                    rotations=flying,
                )
                for stage in stages
            ),
            loads=tuple(
                attrs.evolve(load, quantity=shares[row][number])
                for row, load in enumerate(loads)
                if shares[row][number] > 0
            ),
        )


class _Pace(NamedTuple):
    """When the first round is home, and the time from one round to the next."""

    home: datetime
    apart: timedelta


def _pace(mission: Mission, stages: Sequence[Stage], loads: Sequence[Load], rounds: int) -> _Pace:
    """Return the pace of a flight of several rounds.

    The row's last arrival is that of the last round, so the last stage tells how far it is behind
    the first. Where the row leaves them no time, rounds are flown as soon as they can be:
    ``rotation_time`` judges the row, and no rule takes its aircraft for more than there are.
    """
    last = stages[-1]
    (fleet,) = (load.item for load in loads if load.kind == LoadKind.AIRCRAFT)
    travel = timedelta(hours=_block_hours(mission, last.leg, fleet))
    turn = timedelta(hours=mission.doctrine.flight_turn_hours)
    home = last.depart + travel
    written = max(timedelta(0), last.arrive - home) / (rounds - 1)
    return _Pace(home, max(written, home + turn - stages[0].depart))


def _block_hours(mission: Mission, name: str, fleet: str) -> float:
    """Return the block hours of an air fleet on a leg: the leg's, or more at its cruising speed."""
    leg, kind = mission.leg[name], mission.aircraft_type[mission.air_fleet[fleet].aircraft]
    own = leg.travel_hours or 0.0
    if kind.speed_kmh is None:
        return own
    return max(own, leg.km / kind.speed_kmh + mission.doctrine.taxi_hours)


def _sorties(stages: Sequence[Stage], loads: Sequence[Load]) -> list[int]:
    """Return the sorties of each round; one round where it cannot be told how many there are.

    Rows without one number of aircraft and of sorties break ``rotation_time``.
    """
    aircraft = [load for load in loads if load.kind == LoadKind.AIRCRAFT]
    rotations = {stage.rotations for stage in stages}
    if len(aircraft) != 1 or len(rotations) != 1 or stages[0].mode != Mode.AIR:
        return [max(rotations)]
    (left,) = rotations
    flying = math.floor(aircraft[0].quantity + ROUNDING)
    if flying < 1:
        return [left]
    sorties = []
    while left > 0:
        sorties.append(min(flying, left))
        left -= flying
    return sorties


def _shares(load: Load, sorties: Sequence[int]) -> list[float]:
    """Return what of a load goes with each round, by its sorties."""
    if load.kind == LoadKind.AIRCRAFT:
        return [float(flying) for flying in sorties]
    if load.kind == LoadKind.SUPPLY or not _is_whole(load):
        return [load.quantity * flying / sum(sorties) for flying in sorties]
    return [float(n) for n in whole_shares([int(load.quantity)], sorties)[0]]


class _Seated(NamedTuple):
    """People of a row of loads, by its place among them, and how many are on each round."""

    row: int
    shares: list[float]


def _seated(loads: Sequence[Load], sorties: Sequence[int]) -> Iterator[_Seated]:
    """Yield who is on which round: people queue for their seats in the order of the rows."""
    queues: dict[tuple[int, int], list[int]] = {}
    for row, load in enumerate(loads):
        if load.kind == LoadKind.PEOPLE and _is_whole(load):
            queues.setdefault((load.board_stage, load.alight_stage), []).append(row)
    for rows in queues.values():
        seated = whole_shares([int(loads[row].quantity) for row in rows], sorties)
        for row, shares in zip(rows, seated, strict=True):
            yield _Seated(row, [float(n) for n in shares])


def _is_whole(load: Load) -> bool:
    """Say whether a load is a whole number: what is not breaks a rule, and is not rounded here."""
    return load.quantity == math.floor(load.quantity)


def whole_shares(quantities: Sequence[int], sorties: Sequence[int]) -> list[list[int]]:
    """Return for each of several quantities what goes with each round, nobody divided.

    They queue in their order, and each round takes its share of all, rounded down so that in the
    end all have gone: no round has more than its sorties' share of them, rounded up.
    """
    left = list(quantities)
    shares: list[list[int]] = [[] for _ in quantities]
    everybody, flown, gone = sum(quantities), 0, 0
    for flying in sorties:
        flown += flying
        room = everybody * flown // sum(sorties) - gone
        gone += room
        for number, waiting in enumerate(left):
            boarding = min(waiting, room)
            shares[number].append(boarding)
            left[number] -= boarding
            room -= boarding
    return shares
