"""Duty: those who drive or fly, and vehicles, take their hours from serial to serial."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Self

import attrs

from exeunt.clock.steps import EPS, Event, Steps
from exeunt.model.choices import AboardRole, LoadKind, Mode
from exeunt.model.mission import Mission
from exeunt.model.reason import Amount, Name, Reason
from exeunt.rules.breach import Breach, above, at_most, below
from exeunt.rules.conservation import serviceable
from exeunt.rules.ledger import Case, Post
from exeunt.rules.movement import march, nights
from exeunt.rules.serials import Hop, Journey, Serial

DAY = 24.0
"""Hours in which a convoy marches and rests once."""


@attrs.frozen
class _Run:
    """Hours on the move since a departure, with no whole night of rest in between."""

    begun: float
    driven: float

    def and_then(self, hours: float) -> Self:
        """Return the run with so many hours more on the move."""
        return type(self)(self.begun, self.driven + hours)


@attrs.frozen
class _Group:
    """Vehicles or people who came to a site together, with their runs, the longest first."""

    number: float
    came: float
    runs: tuple[_Run, ...] = ()

    def leaving(self, t: float, night: float) -> Self:
        """Return the group as it leaves at hour ``t``: whoever stood for a night is rested."""
        if self.runs and not below(t - self.came, night):
            return type(self)(self.number, self.came)
        return self

    def driven(self, hours_per_day: float) -> float:
        """Return the hours on the move since the last night, nights on the way among them."""
        longest = max((run.driven for run in self.runs), default=0.0)
        return longest - nights(longest, hours_per_day) * hours_per_day


@attrs.define
class _Pool:
    """All of one fleet or party at one site, as far as they have come there by now.

    Who stands there is counted, not named: at each departure the most rested go first.
    """

    turn: float
    hours_per_day: float
    groups: list[_Group] = attrs.field(factory=list)

    def take(self, number: float, t: float) -> list[_Group]:
        """Take so many who can leave at hour ``t``, and return them in groups."""
        night = DAY - self.hours_per_day

        # Who has not turned round or not come yet cannot go: another rule says so, and no more.
        there = [group for group in self.groups if group.came + self.turn <= t + EPS]
        kept = [group for group in self.groups if group.came + self.turn > t + EPS]

        def order(group: _Group) -> tuple[float, float]:
            return group.leaving(t, night).driven(self.hours_per_day), group.came

        taken: list[_Group] = []
        for group in sorted(there, key=order):
            n = min(number, group.number)
            number -= n
            if n > 0:
                taken.append(_Group(n, group.came, group.leaving(t, night).runs))
            if group.number > n:
                kept.append(_Group(group.number - n, group.came, group.runs))
        self.groups = kept
        return taken


def rest(case: Case) -> Iterator[Breach]:
    """Vehicles and those who drive have their night's rest, however many serials they drive in.

    What they have driven since their last night counts for the serial that they leave with.
    """
    # Without this rule a journey written as two serials had no night in it.
    night = DAY - case.mission.doctrine.march_hours_per_day
    for kind in (LoadKind.VEHICLE, LoadKind.PEOPLE):
        pools = _pools(case, kind)
        journeys = case.journeys_of(kind)
        for journey in sorted(journeys, key=lambda j: (j.depart, j.arrive, j.load.serial)):
            taken = pools[journey.item, journey.origin].take(journey.quantity, journey.depart)
            drives = journey.mode == Mode.ROAD and (
                kind == LoadKind.VEHICLE or journey.load.role == AboardRole.CREW
            )
            if drives:
                yield from _overdriven(case, journey, taken)
            there = pools[journey.item, journey.destination]
            there.groups += [_arrived(group, journey, night, drives=drives) for group in taken]


class _Pools(dict[Post, _Pool]):
    """A pool for every fleet or party and site, made when it is first asked for."""

    def __init__(self, mission: Mission, kind: LoadKind) -> None:
        """Keep what tells how long each stands, and how long a day is."""
        self._sites, self._turn_round = mission.site, kind == LoadKind.VEHICLE
        self._hours_per_day = mission.doctrine.march_hours_per_day

    def __missing__(self, post: Post) -> _Pool:
        # Vehicles turn round between two serials; people get out.
        turn = 0.0
        if self._turn_round:
            turn = self._sites[post[1]].turn_hours
        self[post] = _Pool(turn, self._hours_per_day)
        return self[post]


def _pools(case: Case, kind: LoadKind) -> _Pools:
    """Return the fleets or parties where they begin, all of them rested."""
    pools = _Pools(case.mission, kind)
    starts = [(fleet.fleet, fleet.site, fleet.count) for fleet in case.mission.fleets]
    if kind == LoadKind.PEOPLE:
        starts = [(party.party, party.site, party.count) for party in case.mission.parties]
    for item, site, count in starts:
        pools[item, site].groups.append(_Group(float(count), -math.inf))
    return pools


def _overdriven(case: Case, journey: Journey, taken: list[_Group]) -> Iterator[Breach]:
    """Yield the first arrival that comes too soon after what some had driven before."""
    hours_per_day = case.mission.doctrine.march_hours_per_day
    for group in sorted(taken, key=lambda group: -group.driven(hours_per_day)):
        driven = 0.0
        for hop in journey.hops:
            driven += hop.hours
            for run in group.runs:
                needed = march(run.driven + driven, hours_per_day)
                if below(hop.arrive - run.begun, needed):
                    yield _breach(journey, hop, run, needed)
                    return


def _breach(journey: Journey, hop: Hop, run: _Run, needed: float) -> Breach:
    """Return that a serial takes vehicles or people on without the rest that they need."""
    return journey.hops[0].breach(
        what=Reason.of(
            "breach.rest.what",
            item=journey.item,
            serial=journey.load.serial,
            driven=Amount(run.driven, "h"),
            site=Name("site", hop.destination),
        ),
        needed=Amount(needed, "h"),
        found=Amount(hop.arrive - run.begun, "h"),
    )


def _arrived(group: _Group, journey: Journey, night: float, *, drives: bool) -> _Group:
    """Return a group where a journey ends, with what it has driven by then.

    Who only rides neither drives nor rests.
    """
    runs = list(group.runs)
    if drives:
        before = None
        for hop in journey.hops:
            if before is not None and not below(hop.depart - before.arrive, night):
                runs = []
            runs = [run.and_then(hop.hours) for run in (*runs, _Run(hop.depart, 0.0))]
            before = hop
    return _Group(group.number, journey.arrive, tuple(runs))


@attrs.frozen
class _Duty:
    """Crews of so many aircraft on duty from a moment to another."""

    begin: float
    end: float
    aircraft: float


def flight_duty(case: Case) -> Iterator[Breach]:
    """An air fleet's crews are on duty no longer in any 24 hours than crews may be.

    Nor does a sortie last longer than its crews may.
    """
    # Without this rule a crew flew all day from field to field: block hours do not count the time
    # on the ground, and a duty over midnight was two short ones.
    duties: dict[str, list[_Duty]] = defaultdict(list)
    for serial in case.serials:
        if not serial.flies:
            continue
        for aircraft in serial.aircraft:
            for duty in _duties(case, serial, aircraft.number):
                yield from _too_long(case, serial, aircraft.kind.crews, duty)
                duties[aircraft.fleet.air_fleet].append(duty)
    for fleet, theirs in duties.items():
        yield from _without_rest(case, fleet, theirs)


def _duties(case: Case, serial: Serial, aircraft: float) -> Iterator[_Duty]:
    """Yield the duties of a sortie's crews: one, or more where they rest on the way."""
    doctrine = case.mission.doctrine
    # The crew reports while the aircraft is made ready.
    begin, home = serial.depart - doctrine.flight_turn_hours, serial.arrive
    for before, after in itertools.pairwise(serial.hops):
        if not below(after.depart - before.arrive, DAY - doctrine.flight_duty_hours):
            yield _Duty(begin, before.arrive, aircraft)
            begin = after.depart - doctrine.flight_turn_hours
    yield _Duty(begin, home, aircraft)


def _too_long(case: Case, serial: Serial, crews: float, duty: _Duty) -> Iterator[Breach]:
    """Yield that one sortie is longer than the crews of its aircraft may be on duty."""
    most = crews * case.mission.doctrine.flight_duty_hours
    if above(duty.end - duty.begin, most):
        yield serial.breach(
            what=Reason.of("breach.flight_duty.sortie", flight=serial.serial),
            needed=at_most(most, "h"),
            found=Amount(duty.end - duty.begin, "h"),
        )


def _without_rest(case: Case, fleet: str, duties: list[_Duty]) -> Iterator[Breach]:
    """Yield where each stretch begins in which a fleet's crews are on duty too long."""
    events: list[Event] = []
    # The hours of the last 24 are at their most where a duty ends, or 24 hours after one began.
    moments: set[float] = set()
    for duty in duties:
        events += [(duty.begin, duty.aircraft), (duty.end, -duty.aircraft)]
        moments |= {duty.end, duty.begin + DAY}
    on_duty, able = Steps.of(0.0, events), serviceable(case, fleet)
    kind = case.mission.aircraft_type[case.mission.air_fleet[fleet].aircraft]
    each = kind.crews * case.mission.doctrine.flight_duty_hours
    before = False
    for t in sorted(moments):
        hours = on_duty.integral(t - DAY, t)
        # Aircraft that were grounded in these hours had crews before.
        most = each * max(aircraft for _, aircraft in able.pieces(t - DAY, t))
        now = above(hours, most)
        if now and not before:
            yield Breach(
                where=fleet,
                at=t,
                what=Reason.of("breach.flight_duty.crews", fleet=fleet),
                needed=at_most(most, "h"),
                found=Amount(hours, "h"),
            )
        before = now
