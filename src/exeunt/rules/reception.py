"""What sites receive: so many people and vehicles a day, and so many ships at the quay."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import attrs

from exeunt.clock.steps import EPS, Event, Steps, over
from exeunt.model.choices import AboardRole, LoadKind, Mode
from exeunt.model.reason import Amount, Name, Reason
from exeunt.rules.breach import Breach, above, at_most
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop, Journey, Serial

AFLOAT = (Mode.SEA, Mode.RIVER)


@attrs.frozen
class _Coming:
    """So many people or vehicles that come at a moment of a calendar day."""

    t: float
    day: date
    number: float


@attrs.frozen
class _Rate:
    """The most of a unit that are received in a day; None for no limit."""

    most: int | None
    unit: str


def receiving_rate(case: Case) -> Iterator[Breach]:
    """In a calendar day no more people alight at a site, nor vehicles come by road, than it takes.

    Everybody who alights counts, by whatever mode; every vehicle counts that comes.
    """
    # Who comes to a border or a quay is searched, registered, fed and sent on: beyond what is set
    # up for that, people stand in the open and columns on the road.
    people: dict[str, list[_Coming]] = defaultdict(list)
    for journey in case.journeys_of(LoadKind.PEOPLE):
        day = journey.hops[-1].stage.arrive.date()
        people[journey.destination].append(_Coming(journey.arrive, day, journey.quantity))
    vehicles: dict[str, list[_Coming]] = defaultdict(list)
    for hop in case.hops:
        if hop.mode == Mode.ROAD:
            coming = _Coming(hop.arrive, hop.stage.arrive.date(), hop.vehicle_count)
            vehicles[hop.destination].append(coming)
    for site in case.mission.sites:
        yield from _crowded(
            "breach.receiving_rate.people",
            site.site,
            _Rate(site.receive_people_per_day, "people"),
            people[site.site],
        )
        yield from _crowded(
            "breach.receiving_rate.vehicles",
            site.site,
            _Rate(site.receive_vehicles_per_day, "vehicles"),
            vehicles[site.site],
        )


def _crowded(key: str, site: str, rate: _Rate, coming: list[_Coming]) -> Iterator[Breach]:
    """Yield the days on which more come to a site than it receives."""
    if rate.most is None:
        return
    days: dict[date, list[_Coming]] = defaultdict(list)
    for one in coming:
        days[one.day].append(one)
    for day, on_it in days.items():
        number = sum(one.number for one in on_it)
        if above(number, rate.most):
            yield Breach(
                where=site,
                at=min(one.t for one in on_it),
                what=Reason.of(key, site=Name("site", site), day=day),
                needed=at_most(rate.most, rate.unit),
                found=Amount(float(number), rate.unit),
            )


@attrs.frozen
class _Call:
    """Vessels of a serial that are alongside from one hour to another, by their fleet.

    On the way they belong to their serial; ``ends`` says that they begin or end one, and may
    belong to two: one that is unloaded and loaded again in the same hours has one berth.
    """

    site: str
    since: float
    until: float
    vessels: dict[str, float]
    ends: bool


def berths(case: Case) -> Iterator[Breach]:
    """No more ships and boats are alongside at a site than it has berths.

    They are alongside while they stand between two stages, and for the turn time before a serial
    that begins there and after one that ends there, wherever anything is loaded or unloaded.
    """
    calls: dict[str, list[_Call]] = defaultdict(list)
    for serial in case.rows:
        if serial.mode in AFLOAT:
            for call in _calls(case, serial):
                calls[call.site].append(call)
    for site in case.mission.sites:
        if site.berths is None:
            continue
        alongside = _alongside(case, site.site, calls[site.site])
        for t, vessels in over(alongside, site.berths):
            yield Breach(
                where=site.site,
                at=t,
                what=Reason.of("breach.berths.what", site=Name("site", site.site)),
                needed=at_most(site.berths, "vessels"),
                found=Amount(float(vessels), "vessels"),
            )


def _calls(case: Case, serial: Serial) -> Iterator[_Call]:
    """Yield where a serial is alongside to load or unload."""
    # An empty ship that comes for its next cargo waits in the roads.
    handled = [journey for journey in serial.journeys if _is_handled(journey)]
    boards = {journey.load.board_stage for journey in handled}
    alights = {journey.load.alight_stage for journey in handled}
    first, last = serial.hops[0], serial.hops[-1]
    if first.stage.stage in boards:
        turn = case.mission.site[first.origin].turn_hours
        yield _Call(first.origin, first.depart - turn, first.depart, _vessels(first), ends=True)
    for before, after in zip(serial.hops, serial.hops[1:], strict=False):
        if before.stage.stage in alights or after.stage.stage in boards:
            yield _Call(
                before.destination, before.arrive, after.depart, _vessels(before), ends=False
            )
    if last.stage.stage in alights:
        turn = case.mission.site[last.destination].turn_hours
        yield _Call(last.destination, last.arrive, last.arrive + turn, _vessels(last), ends=True)


def _is_handled(journey: Journey) -> bool:
    """Say whether a load goes over the quay: not the vessels, their crews, nor what they use."""
    load = journey.load
    if load.kind == LoadKind.VEHICLE:
        return False
    return load.role not in {AboardRole.CREW, AboardRole.USED}


def _vessels(hop: Hop) -> dict[str, float]:
    """Return the vessels of a stage by fleet."""
    vessels: dict[str, float] = defaultdict(float)
    for some in hop.vehicles:
        vessels[some.fleet.fleet] += some.number
    return vessels


def _alongside(case: Case, site: str, calls: list[_Call]) -> Iterator[Event]:
    """Yield from every moment at which ships come or go how many of them are alongside."""
    on_the_way: list[Event] = []
    at_ends: dict[str, list[Event]] = defaultdict(list)
    for call in calls:
        for fleet, number in call.vessels.items():
            # Away a little sooner, so that one ship may follow right after another.
            span = [(call.since, number), (call.until - EPS, -number)]
            if call.ends:
                at_ends[fleet] += span
            else:
                on_the_way += span
    passing = Steps.of(0.0, on_the_way)
    ending = {fleet: Steps.of(0.0, events) for fleet, events in at_ends.items()}
    for t in sorted({t for call in calls for t in (call.since, call.until - EPS)}):
        vessels = passing.at(t)
        for fleet, alongside in ending.items():
            present = case.fleets[fleet, site].at(t)
            vessels += min(alongside.at(t), present)
        yield t, vessels
