"""Why something in a plan is as it is: reasons that the plan itself shows, or that a trial gives.

A chain is told from what happens, by what it waits for, to what stands in the way of its happening
sooner.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import attrs

from exeunt.evidence.alternatives import Alternative
from exeunt.facts.kinds import LEFT
from exeunt.facts.left import kit_reasons, other_ways, people_reasons, where_given_up
from exeunt.facts.series import Reading
from exeunt.facts.trials import Link, Trials
from exeunt.facts.whereabouts import Move
from exeunt.model.choices import AboardRole, LoadKind, SiteRole, Way
from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan, Stage
from exeunt.model.reason import Amount, Name, Reason
from exeunt.rules.judge import Judged

SHOWN = 5
"""Rides, loads and bringers that are named one by one: the weightiest."""
TRIED = 4
"""Earlier serials that are tried for people or kit: those that leave last before theirs."""
KEPT = frozenset({LoadKind.PEOPLE, LoadKind.LOT, LoadKind.VEHICLE})
"""What is somewhere at every moment, and comes from somewhere."""


@attrs.frozen(kw_only=True)
class Why:
    """Why something in a plan is as it is, and what it would cost to have it otherwise.

    ``kind`` is what was asked about (site, lot, party, serial), ``item`` its id. ``chain`` are the
    reasons; ``alternative`` is a plan with it otherwise, None where none was asked for.
    """

    kind: str
    item: str
    chain: tuple[Link, ...]
    before: Judged
    alternative: Alternative | None = None


def of_site(reading: Reading, trials: Trials, site: str) -> tuple[Link, ...]:
    """Say why a site closes when it does, or does not."""
    row, place = reading.plan.closes.get(site), Name("site", site)
    if row is None:
        return (_not_closed(reading, site),)
    links = [Link(says=Reason.of("because.closes", site=place, when=row.close))]
    links += [Link(says=each) for each in _dates(reading, site, row.close)]
    last = tuple(_ride(move, reading.mission) for move in _last(reading, site))
    if last:
        links.append(Link(says=Reason.of("because.last_lift", site=place), because=last))
    ended = tuple(_ended(reading, trials, site, row.close))
    if ended:
        says = Reason.of("because.disposed_last", site=place)
        links.append(Link(says=says, because=ended[:SHOWN]))
    hours = min(trials.step, reading.mission.hours(row.close))
    if hours > 0:
        links.append(trials.closing_sooner(site, hours))
    return tuple(links)


def _not_closed(reading: Reading, site: str) -> Link:
    """Say why a site is not closed."""
    known, place = reading.mission.site[site], Name("site", site)
    if known.role not in {SiteRole.BASE, SiteRole.HUB}:
        return Link(says=Reason.of("because.no_base", site=place))
    if known.stays_open:
        return Link(says=Reason.of("because.stays_open", site=place))
    there = [
        Reason.of("because.still_there", n=people, party=party.party)
        for party in reading.leavers
        if (people := reading.stranded(party).get(site, 0))
    ]
    return Link(says=Reason.of("because.not_closed", site=place), because=tuple(there[:SHOWN]))


def _ended(reading: Reading, trials: Trials, site: str, close: datetime) -> Iterator[Reason]:
    """Yield what is disposed of at a site until it closes, or a step before: the last first."""
    for row in sorted(reading.plan.disposals, key=lambda one: one.done, reverse=True):
        if row.site == site and close - row.done <= timedelta(hours=trials.step):
            yield Reason.of(
                "because.disposed",
                n=row.quantity,
                lot=row.lot,
                way=Name("disposition", row.disposition),
                when=row.done,
            )


def _dates(reading: Reading, site: str, close: datetime) -> Iterator[Reason]:
    """Yield the dates of a site between which it closes."""
    known, place = reading.mission.site[site], Name("site", site)
    if known.close_from is not None or known.closing_hours:
        since = known.close_from or reading.mission.start
        at = since + timedelta(hours=known.closing_hours)
        yield Reason.of("because.close_from", site=place, when=at)
    if known.close_by is not None:
        yield Reason.of("because.close_by", site=place, when=known.close_by)
    if known.receiver and known.receiver_ready is not None:
        late = known.receiver_ready > close
        yield Reason.of(
            "because.receiver_late" if late else "because.receiver_ready",
            receiver=known.receiver,
            when=known.receiver_ready,
            days=Amount(reading.plan.closes[site].vacuum_days),
        )
    if known.holding_people:
        yield Reason.of("because.floor", site=place, people=known.holding_people)


def _last(reading: Reading, site: str) -> list[Move]:
    """Return the people who leave a site last."""
    leaving = [m for m in reading.moves if m.kind == LoadKind.PEOPLE and m.origin == site]
    last = max((move.leave for move in leaving), default=0.0)
    return _most([move for move in leaving if move.leave == last])


def of_serial(reading: Reading, trials: Trials, serial: str) -> tuple[Link, ...]:
    """Say why a serial goes, and when it does."""
    stages = reading.plan.serials[serial]
    first = stages[0]
    moves = [move for move in reading.moves if move.serial == serial]
    goes = Reason.of(
        "because.goes",
        serial=serial,
        mode=Name("mode", first.mode),
        origin=Name("site", first.origin),
        when=first.depart,
        way=tuple(Name("site", stage.destination) for stage in stages),
        arrive=stages[-1].arrive,
    )
    links = [Link(says=goes)]
    carried = tuple(_carried(move) for move in _most(m for m in moves if _is_payload(m)))
    says = Reason.of("because.carries" if carried else "because.carries_nothing")
    links.append(Link(says=says, because=carried))
    along = _along(reading.mission, moves)
    if along:
        links.append(Link(says=Reason.of("because.along"), because=along))
    links += [
        Link(says=Reason.of("because.takes_last", site=Name("site", row.site), when=row.close))
        for row in reading.plan.closures
        if serial in row.last_serials
    ]
    waits = _waits(reading.plan, serial)
    if waits:
        links.append(Link(says=Reason.of("because.waits"), because=waits))
    links += _day_before(reading, trials, serial)
    links.append(trials.without(serial))
    return tuple(links)


def _is_payload(move: Move) -> bool:
    """Say whether a serial travels for a load: not for its vehicles, crews and own supplies."""
    kinds = {LoadKind.PEOPLE, LoadKind.LOT, LoadKind.SUPPLY}
    return move.kind in kinds and move.role not in {AboardRole.CREW, AboardRole.USED}


def _day_before(reading: Reading, trials: Trials, serial: str) -> list[Link]:
    """Say what stands in the way of a serial leaving a step sooner; nothing where none is."""
    first = reading.plan.serials[serial][0]
    hours = min(trials.step, reading.mission.hours(first.depart))
    if hours <= 0:
        return [Link(says=Reason.of("because.at_start"))]
    return [trials.leaving_sooner(serial, hours)]


def _along(mission: Mission, moves: Iterable[Move]) -> tuple[Reason, ...]:
    """Return which vehicles bring what the way asks for."""
    vehicles = (
        (move, mission.vehicle[mission.fleet[move.item].vehicle])
        for move in moves
        if move.kind == LoadKind.VEHICLE
    )
    return tuple(
        Reason.of(
            "because.brings",
            n=round(move.quantity),
            fleet=move.item,
            site=Name("site", mission.fleet[move.item].site),
            capabilities=tuple(Name("capability", name) for name, _ in kind.capabilities),
        )
        for move, kind in vehicles
        if kind.capabilities
    )


def _waits(plan: Plan, serial: str) -> tuple[Reason, ...]:
    """Say what of its loads came with other serials, and when: the last comers first."""
    stages = plan.serials[serial]
    found: list[tuple[datetime, Reason]] = []
    for load in plan.aboard.get(serial, ()):
        if load.kind not in KEPT:
            continue
        boards = stages[load.board_stage - 1]
        bringer = _bringer(plan, load, boards)
        if bringer is not None:
            comes = Reason.of(
                "because.comes",
                item=load.item,
                site=Name("site", boards.origin),
                serial=bringer.serial,
                when=bringer.arrive,
            )
            found.append((bringer.arrive, comes))
    found.sort(key=lambda one: one[0], reverse=True)
    return tuple(dict.fromkeys(reason for _, reason in found[:SHOWN]))


def _bringer(plan: Plan, load: Load, boards: Stage) -> Stage | None:
    """Return the last stage that brought some of what a load is to where it boards."""
    ends = [
        plan.serials[other.serial][other.alight_stage - 1]
        for other in plan.loads
        if (other.kind, other.item) == (load.kind, load.item) and other.serial != load.serial
    ]
    before = [
        stage
        for stage in ends
        if stage.destination == boards.origin and stage.arrive <= boards.depart
    ]
    return max(before, key=lambda stage: (stage.arrive, stage.serial), default=None)


def of_party(reading: Reading, trials: Trials, name: str) -> tuple[Link, ...]:
    """Say why people of a party leave when they do."""
    party = reading.mission.party[name]
    place = Name("site", party.site)
    if reading.mission.is_home(party, party.site):
        return (Link(says=Reason.of("because.at_home", party=name, site=place)),)
    moves = reading.party_moves.get(name, ())
    riding = [move for move in moves if move.role != AboardRole.CREW]
    rides = _in_order(reading.mission, _most(riding or moves))
    says = Reason.of("because.party", party=name)
    if not rides:
        says = Reason.of("because.party_stays", party=name, site=place)
    links = [Link(says=says, because=rides)]
    asked = tuple(_conditions(reading, party))
    if asked:
        links.append(Link(says=Reason.of("because.party_held", party=name), because=asked))
    if round(reading.party_out(party).at(reading.deadline)) < party.count:
        reasons = people_reasons(reading, party)
        links.append(Link(says=Reason.of("because.party_late", party=name), because=reasons))
    leaving = [move for move in riding if move.origin == party.site]
    if leaving:
        first = min(leaving, key=lambda move: (move.leave, move.serial))
        links.append(_earlier(reading, trials, first))
    return tuple(links)


def _in_order(mission: Mission, moves: Iterable[Move]) -> tuple[Reason, ...]:
    """Say some moves in the order of leaving."""
    return tuple(
        _ride(move, mission) for move in sorted(moves, key=lambda one: (one.leave, one.serial))
    )


def _conditions(reading: Reading, party: Party) -> Iterator[Reason]:
    """Yield what keeps people of a party at their site."""
    if party.leave_from is not None:
        yield Reason.of("because.leave_from", when=party.leave_from)
    if party.leave_by is not None:
        yield Reason.of("because.leave_by", when=party.leave_by)
    if party.with_kit:
        yield Reason.of("because.with_kit", provider=party.provider)
    if not party.by_road:
        yield Reason.of("because.not_by_road")
    closure, site = reading.plan.closes.get(party.site), reading.mission.site[party.site]
    if party.armed and site.holding_people and closure is not None:
        yield Reason.of("why.holds_until", people=site.holding_people, when=closure.close)
    as_crew = [
        move for move in reading.party_moves.get(party.party, ()) if move.role == AboardRole.CREW
    ]
    if as_crew:
        last = max(as_crew, key=lambda move: (move.arrive, move.serial))
        when = reading.mission.time(last.arrive)
        yield Reason.of("why.crews", serial=last.serial, when=when)


def _earlier(reading: Reading, trials: Trials, ride: Move) -> Link:
    """Say why a load did not go with what left before: each is tried, the last ones first."""
    mission = reading.mission
    before = [
        stage
        for stages in reading.plan.serials.values()
        for stage in stages
        if stage.origin == ride.origin
        and mission.hours(stage.depart) < ride.leave
        and stage.serial != ride.serial
    ]
    before.sort(key=lambda stage: (stage.depart, stage.serial), reverse=True)
    says = Reason.of(
        "because.first_ride",
        n=round(ride.quantity),
        item=ride.item,
        serial=ride.serial,
        when=mission.time(ride.leave),
    )
    told = [trials.with_it(ride, stage) for stage in before[:TRIED]]
    if len(before) > TRIED:
        told.append(Reason.of("because.more_before", n=len(before) - TRIED))
    if not before:
        told.append(Reason.of("because.none_before", site=Name("site", ride.origin)))
        for link in _day_before(reading, trials, ride.serial):
            told += [link.says, *link.because]
    return Link(says=says, because=tuple(told))


def of_lot(reading: Reading, trials: Trials, lot: str) -> tuple[Link, ...]:
    """Say what becomes of a lot, and why it is not all shipped."""
    kit = reading.mission.lot[lot]
    fate = reading.ends.fates.get(lot)
    if fate is None:
        place = Name("site", kit.site)
        return (Link(says=Reason.of("because.kit_at_home", lot=lot, site=place)),)
    moves = _most(reading.lot_moves.get(lot, ()))
    links = [
        Link(
            says=Reason.of("because.becomes", n=units, lot=lot, fate=Reason.of(f"fate.{name}")),
            because=_in_order(reading.mission, moves) if name == Way.SHIP else (),
        )
        for name, units in (
            (Way.SHIP, fate.shipped),
            *sorted(fate.disposed.items()),
            (LEFT, fate.left),
        )
        if units
    ]
    if fate.shipped < kit.quantity:
        site = where_given_up(reading, fate)
        reasons = (
            *kit_reasons(reading, kit, site, fate.left),
            other_ways(reading.mission, kit, site),
        )
        links.append(Link(says=Reason.of("because.not_shipped", lot=lot), because=reasons))
    first = min(moves, key=lambda move: (move.leave, move.serial), default=None)
    if first is not None:
        links.append(_earlier(reading, trials, first))
    return tuple(links)


def _ride(move: Move, mission: Mission) -> Reason:
    """Say with what and when something goes from where to where."""
    return Reason.of(
        "because.ride",
        n=round(move.quantity),
        item=move.item,
        origin=Name("site", move.origin),
        site=Name("site", move.destination),
        serial=move.serial,
        when=mission.time(move.leave),
    )


def _carried(move: Move) -> Reason:
    """Say what is aboard from where to where."""
    number = round(move.quantity, 2) if move.kind == LoadKind.SUPPLY else round(move.quantity)
    return Reason.of(
        "because.carried",
        n=number,
        item=move.item,
        origin=Name("site", move.origin),
        site=Name("site", move.destination),
    )


def _most(moves: Iterable[Move]) -> list[Move]:
    """Return the weightiest of some moves: people before kit, many before few."""
    order = {LoadKind.PEOPLE: 0, LoadKind.LOT: 1}
    ranked = sorted(
        moves,
        key=lambda m: (order.get(LoadKind(m.kind), 2), -m.quantity, m.leave, m.serial, m.item),
    )
    return ranked[:SHOWN]
