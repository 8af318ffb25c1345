"""What was counted on a day, laid over a plan: what is missing is lost, and given up there.

Losses become rows of the plan, kit and vehicles abandoned in the last minute before the freeze, so
that whoever reads the plan, the referee first, knows of them too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import IntEnum

import attrs

from exeunt.errors import InputError, Problem
from exeunt.model.actuals import Actual, Actuals, Cut, Loss
from exeunt.model.choices import AboardRole, LoadKind, Way
from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal, Load, Plan
from exeunt.model.situation import Situation

LATEST = timedelta(minutes=1)
"""How long before the freeze what is missing is taken to have been lost."""
FREELY = {LoadKind.LOT: AboardRole.CARRIED, LoadKind.PEOPLE: AboardRole.PASSENGER}
"""The role in which fewer may be aboard than planned, and the serial goes as it would."""
_ELSEWHERE = (
    "if a serial went otherwise than planned, change it in the plan first (exeunt edit), and freeze"
    " that"
)


def reckoned(mission: Mission, plan: Plan, before: datetime, actuals: Iterable[Actual]) -> Actuals:
    """Return a plan as it stands before a moment, by what was counted.

    What no row tells of is as planned.

    Raises:
        InputError: with every row that cannot be taken, and why.
    """
    if before - LATEST < mission.start:
        expected = "must be after the mission's start, for something to be lost by then"
        raise InputError(
            [Problem(place="freeze before", got=before.isoformat(), expected=expected)]
        )
    moment = before - LATEST
    situation = Situation.at(mission, plan, moment)
    reader = _Reader(mission, plan, situation)
    rows = tuple(actuals)
    losses = tuple(loss for one in rows if (loss := reader.loss(one)) is not None)
    if reader.problems:
        raise InputError(reader.problems)
    given_up = tuple(_given_up(mission, loss, moment) for loss in losses)
    told = attrs.evolve(plan, disposals=(*plan.disposals, *given_up))
    begun = Held(plan=plan, before=before).begun
    now = Situation.at(mission, told, moment)
    cuts, loads = _cut(mission, told, now, begun, (one.item for one in rows))
    return Actuals(
        moment=moment,
        told=told,
        plan=attrs.evolve(told, loads=loads) if cuts else told,
        losses=losses,
        cuts=cuts,
    )


class _Reader:
    """Holds rows against what a plan says stands at a moment."""

    def __init__(self, mission: Mission, plan: Plan, situation: Situation) -> None:
        self.mission, self.plan, self.situation = mission, plan, situation
        self.problems: list[Problem] = []
        self.standing: Counter[tuple[str, str]] = Counter()
        for one in (*situation.people, *situation.kit):
            self.standing[one.item, one.site] += one.count
        for fleet in situation.vehicles:
            self.standing[fleet.fleet, fleet.site] += fleet.usable + fleet.out_of_service
        for air in situation.aircraft:
            self.standing[air.air_fleet, air.site] += air.count

    def loss(self, one: Actual) -> Loss | None:
        """Return what a row says is lost; None where it is as planned, or a problem was added."""
        planned = self.standing[one.item, one.site]
        count = self._count(one, planned)
        if count is None:
            return None
        # Units that are worked on stand there still: whoever counts may count them or not.
        working = sum(
            row.quantity
            for row in self.situation.working
            if (row.lot, row.site) == (one.item, one.site)
        )
        turning = sum(
            row.count
            for row in self.situation.turning
            if (row.item, row.site) == (one.item, one.site)
        )
        if planned <= count <= planned + working:
            return None
        if count > planned + working:
            most = _most(planned + working)
            self._refuse(one, f"must be {most}: by the plan {self._where(one.item)}", _ELSEWHERE)
        elif one.item in self.mission.party or one.item in self.mission.air_fleet:
            self._refuse_living(one, count, planned)
        elif count < turning:
            self._refuse(
                one,
                f"must {_verb(one)} {turning} or more: so many have come and are being turned "
                "round",
                "freeze later, when they are ready to leave",
            )
        else:
            return Loss(place=one.place, site=one.site, item=one.item, planned=planned, count=count)
        return None

    def _count(self, one: Actual, planned: int) -> int | None:
        """Return how many are there; None, with a problem added, where a row is at odds."""
        if one.lost is None:
            return one.count
        left = planned - one.lost
        if left < 0:
            expected = f"must be {_most(planned)}: by the plan {self._where(one.item)}"
            self._refuse(one, expected, _ELSEWHERE, field="lost")
            return None
        if one.count is not None and one.count != left:
            expected = (
                f"must be {left}: by the plan {planned} are there, of which {one.lost} are lost"
            )
            self._refuse(one, expected, "give the count alone, or what is lost alone")
            return None
        return left

    def _where(self, item: str) -> str:
        """Say where the plan has something at the moment."""
        there = [f"{n} ({site})" for (name, site), n in self.standing.items() if name == item and n]
        there += [
            f"{aboard.quantity:g} ({serial.serial})"
            for serial in self.situation.underway
            for aboard in serial.aboard
            if aboard.item == item
        ]
        return f"there are {', '.join(there)}" if there else "there are none left"

    def _refuse_living(self, one: Actual, count: int, planned: int) -> None:
        """Refuse that people or aircraft are fewer: only the mission says how many there are."""
        table = "parties" if one.item in self.mission.party else "air_fleets"
        expected = (
            f"must {_verb(one)} {planned}, as by the plan: of people and aircraft the mission says "
            "how many there are"
        )
        hint = (
            f"take {planned - count} out of the count of {one.item} in {table}, or lay over the "
            f'mission (--with) a change: do = "increase", table = "{table}", row = "{one.item}", '
            f'field = "count", by = -{planned - count}; and, of those who had moved, out of the '
            "loads with which they did"
        )
        self._refuse(one, expected, hint)

    def _refuse(self, one: Actual, expected: str, hint: str, *, field: str = "") -> None:
        field = field or ("lost" if one.count is None else "count")
        got = one.lost if field == "lost" else one.count
        problem = Problem(place=one.place, field=field, got=str(got), expected=expected, hint=hint)
        self.problems.append(problem)


def _verb(one: Actual) -> str:
    """Return how a row says how many there are: they are so many, or its losses leave so many."""
    return "leave" if one.count is None else "be"


def _most(number: int) -> str:
    return f"{number} or fewer" if number else "0"


def _given_up(mission: Mission, loss: Loss, moment: datetime) -> Disposal:
    """Return the row of a plan that says what is lost."""
    lot = mission.lot.get(loss.item)
    row = None if lot is None else mission.disposition(lot, Way.ABANDON)
    lead = timedelta(hours=0.0 if row is None else row.lead_hours)
    return Disposal(
        site=loss.site,
        lot=loss.item,
        disposition=Way.ABANDON,
        quantity=loss.lost,
        start=moment,
        done=moment + lead,
    )


def _cut(
    mission: Mission, plan: Plan, situation: Situation, begun: frozenset[str], items: Iterable[str]
) -> tuple[tuple[Cut, ...], tuple[Load, ...]]:
    """Return what serials that have left load less, and the plan's loads then.

    Of passengers and of kit that is carried alone: crews, vehicles, and kit that drives itself,
    are what a convoy needs, so what becomes of one that lacks them is for its people to say.
    """
    cuts: list[Cut] = []
    loads = list(plan.loads)
    for item in sorted({*items} & (mission.lot.keys() | mission.party.keys())):
        standing = (*situation.kit, *situation.people)
        there = Counter({one.site: one.count for one in standing if one.item == item})
        for event in sorted(_events(plan, item, begun, situation.moment)):
            load = loads[event.at]
            planned = round(load.quantity)
            if event.turn is _Turn.COMES:
                there[event.site] += planned
                continue
            takes = planned
            if event.turn is _Turn.BOARDS_FREELY:
                takes = max(0, min(planned, there[event.site]))
            there[event.site] -= takes
            if takes < planned:
                loads[event.at] = attrs.evolve(load, quantity=takes)
                cuts.append(
                    Cut(
                        serial=load.serial,
                        site=event.site,
                        item=item,
                        planned=planned,
                        count=takes,
                    )
                )
    return tuple(cuts), tuple(load for load in loads if load.quantity > 0)


class _Turn(IntEnum):
    """In which order things happen at one moment: what comes then may board then."""

    COMES = 0
    BOARDS = 1
    BOARDS_FREELY = 2
    """Fewer may board: nothing about the serial needs them."""


@attrs.frozen(kw_only=True, order=True)
class _Event:
    """People of a party or units of a lot that come or board."""

    when: datetime
    turn: _Turn
    site: str
    at: int


def _events(plan: Plan, item: str, begun: frozenset[str], since: datetime) -> Iterator[_Event]:
    """Yield when and where some of an item come and board after a moment, of serials under way."""
    for at, load in enumerate(plan.loads):
        if load.kind not in FREELY or load.item != item or load.serial not in begun:
            continue
        stages = {stage.stage: stage for stage in plan.serials[load.serial]}
        first, last = stages.get(load.board_stage), stages.get(load.alight_stage)
        if first is None or last is None:
            continue  # the referee says so
        if first.depart > since:
            freely = load.role == FREELY[LoadKind(load.kind)]
            turn = _Turn.BOARDS_FREELY if freely else _Turn.BOARDS
            yield _Event(when=first.depart, turn=turn, site=first.origin, at=at)
        if last.arrive > since:
            yield _Event(when=last.arrive, turn=_Turn.COMES, site=last.destination, at=at)
