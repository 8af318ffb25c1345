"""Who and what is where over time, as the plan's loads say: the one account that all facts share.

It is read from the plan's tables alone, by no rule and no planner's bookkeeping, so that a page
which tells another story than the referee is noticed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import attrs

from exeunt.facts.curves import Event
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.rounds import Flown, as_flown

Changes = dict[str, list[Event]]
"""By site, when how many of one party or lot come (or, below 0, leave)."""


@attrs.frozen(kw_only=True)
class Move:
    """A load's way: from where and when it boards to where and when it alights."""

    serial: str
    mode: str
    kind: str
    item: str
    quantity: float
    role: str
    origin: str
    destination: str
    leave: float
    arrive: float


@attrs.frozen(kw_only=True)
class Exact:
    """A mission and a plan as they were before their dates were made coarse.

    ``told`` returns the hour of the coarse mission at which something may be told that happens at
    an hour of this one.
    """

    mission: Mission
    plan: Plan
    told: Callable[[float], float]


@attrs.frozen(kw_only=True)
class Whereabouts:
    """Where every party and lot of a mission is over time if a plan is carried out.

    Where ``mission`` and ``plan`` are coarse, ``exact`` has them as they are.
    """

    mission: Mission
    plan: Plan
    exact: Exact | None = None

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Every load whose stages the plan has, in the order of leaving."""
        moves: list[Move] = []
        for serial, stages in self.plan.serials.items():
            written = Flown(stages, self.plan.aboard.get(serial, ()))
            moves += _moves(self.mission, written)
        return tuple(sorted(moves, key=_by_leaving))

    @cached_property
    def flown(self) -> tuple[Move, ...]:
        """The same, but that each round of a flight takes its share at its own time."""
        moves: list[Move] = []
        if self.exact is not None:
            # When a round is flown follows from the times of its stages. From coarse ones it would
            # be at any time: each round is made coarse for itself.
            told, exact = (
                self.exact.told,
                Whereabouts(mission=self.exact.mission, plan=self.exact.plan),
            )
            moves += [
                attrs.evolve(move, leave=told(move.leave), arrive=told(move.arrive))
                for move in exact.flown
            ]
            return tuple(sorted(moves, key=_by_leaving))
        for serial, stages in self.plan.serials.items():
            for flown in as_flown(self.mission, stages, self.plan.aboard.get(serial, ())):
                moves += _moves(self.mission, flown)
        return tuple(sorted(moves, key=_by_leaving))

    @cached_property
    def party_moves(self) -> dict[str, tuple[Move, ...]]:
        """Moves of each party's people."""
        return _by_item("people", self.moves)

    @cached_property
    def lot_moves(self) -> dict[str, tuple[Move, ...]]:
        """Moves of each lot's units."""
        return _by_item("lot", self.moves)

    @cached_property
    def people(self) -> dict[str, Changes]:
        """By party, when how many of its people come to and leave each site."""
        moves = _by_item("people", self.flown)
        return {
            party.party: changes(party.site, party.count, moves.get(party.party, ()))
            for party in self.mission.parties
        }

    @cached_property
    def kit(self) -> dict[str, Changes]:
        """By lot, when how many of its units come to and leave each site; disposals apart."""
        moves = _by_item("lot", self.flown)
        return {
            lot.lot: changes(lot.site, lot.quantity, moves.get(lot.lot, ()))
            for lot in self.mission.lots
        }


def _moves(mission: Mission, flown: Flown) -> Iterator[Move]:
    """Yield the ways of what is aboard a serial or a round of it."""
    stages = {stage.stage: stage for stage in flown.stages}
    for load in flown.loads:
        boards, alights = stages.get(load.board_stage), stages.get(load.alight_stage)
        # A load that names stages which its serial does not have goes nowhere.
        if boards is None or alights is None:
            continue
        yield Move(
            serial=load.serial,
            mode=boards.mode,
            kind=load.kind,
            item=load.item,
            quantity=load.quantity,
            role=load.role,
            origin=boards.origin,
            destination=alights.destination,
            leave=mission.hours(boards.depart),
            arrive=mission.hours(alights.arrive),
        )


def _by_item(kind: str, moves: Iterable[Move]) -> dict[str, tuple[Move, ...]]:
    """Return the moves of one kind of load by what is moved."""
    by_item: dict[str, list[Move]] = defaultdict(list)
    for move in moves:
        if move.kind == kind:
            by_item[move.item].append(move)
    return {item: tuple(of_item) for item, of_item in by_item.items()}


def _by_leaving(move: Move) -> tuple[float, str, str, str]:
    return (move.leave, move.serial, move.kind, move.item)


def changes(start: str, count: int, moves: Iterable[Move]) -> Changes:
    """Return the changes at each site of something that stands at ``start`` and is moved."""
    # Between leaving one site and arriving at another nobody is anywhere: on the move.
    by_site: Changes = {start: [(0.0, float(count))]}
    for move in moves:
        by_site.setdefault(move.origin, []).append((move.leave, -move.quantity))
        by_site.setdefault(move.destination, []).append((move.arrive, move.quantity))
    return by_site
