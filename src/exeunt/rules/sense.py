"""The mission's own sense: contradictions, and what a planner should look at.

Findings are reasons, not sentences: the room of words prints them in the reader's language.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime

import attrs
from geographiclib.geodesic import Geodesic

from exeunt.model.choices import LEAVE, Mode, State
from exeunt.model.forces import Lot, Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding
from exeunt.model.places import Site
from exeunt.model.reason import Amount, Name, Reason
from exeunt.rules.contradictions import CONTRADICTIONS
from exeunt.rules.impossible import CLASHES, LAND, reached
from exeunt.rules.once import once
from exeunt.rules.slips import SLIPS
from exeunt.rules.unsaid import leave_without_holes

SHORT = 0.97
"""A leg shorter than this share of the line between its ends is an error; up to it, a doubt."""


@attrs.frozen(kw_only=True)
class Sense:
    """What a mission's figures say against each other.

    ``errors`` are contradictions: nothing planned on them would mean anything. ``warnings`` are
    doubtful, or make some hard rule impossible to keep: the planner's answer is then that there is
    no plan.
    """

    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()


def sense(mission: Mission) -> Sense:
    """Check that a mission, whose references are known, makes sense."""
    errors = tuple(finding for check in ERRORS for finding in check(mission))
    # One word about a figure is enough: what no vehicle takes need not be called heavy as well.
    warnings: dict[tuple[str, str], list[Finding]] = {}
    for doubts in (DOUBTS, CONTRADICTIONS, CLASHES, SLIPS):
        told = set(warnings)
        for finding in (finding for check in doubts for finding in check(mission)):
            figure = (finding.place, finding.field)
            if figure not in told:
                warnings.setdefault(figure, []).append(finding)
    return Sense(
        errors=errors, warnings=once(finding for some in warnings.values() for finding in some)
    )


def straight_km(one: Site, two: Site) -> float:
    """Return the length of the geodesic between two sites on the WGS 84 ellipsoid."""
    geodesic: dict[str, float] = Geodesic.WGS84.Inverse(one.lat, one.lon, two.lat, two.lon)
    return geodesic["s12"] / 1000


def dates_in_order(mission: Mission) -> Iterator[Finding]:
    """The start comes before the deadline, the deadline not after the end of planning."""
    if mission.deadline <= mission.start:
        yield Finding(
            place="mission.toml",
            field="deadline",
            got=mission.deadline,
            expected=Reason.of("sense.after_start", start=mission.start),
        )
    if mission.end < mission.deadline:
        yield Finding(
            place="mission.toml",
            field="end",
            got=mission.end,
            expected=Reason.of("sense.end_before_deadline", deadline=mission.deadline),
            hint=Reason.of("sense.lateness_allowed"),
        )


@attrs.frozen
class _Span:
    """Two dates of one row, either of which may be blank; ``field`` is the column of the second."""

    place: str
    field: str
    since: datetime | None
    until: datetime | None


def spans_in_order(mission: Mission) -> Iterator[Finding]:
    """Every span of dates begins before it ends."""
    for span in _spans(mission):
        if span.since is not None and span.until is not None and span.until <= span.since:
            yield _ends_early(span, "sense.after")
    for span in _windows(mission):
        # A window may be a single moment: a site that has to close at six sharp.
        if span.since is not None and span.until is not None and span.until < span.since:
            yield _ends_early(span, "sense.not_before")


def _ends_early(span: _Span, asked: str) -> Finding:
    return Finding(
        place=span.place,
        field=span.field,
        got=span.until,
        expected=Reason.of(asked, since=span.since),
        hint=Reason.of("sense.span_ends_first"),
    )


def _spans(mission: Mission) -> Iterator[_Span]:
    """Yield the spans that last some time, or they would mean nothing."""
    for season in mission.seasons:
        place = f"seasons.csv {season.leg}"
        yield _Span(place, "closed_to", season.closed_from, season.closed_to)
    for threat in mission.threats:
        place = f"threats.csv {threat.leg}"
        yield _Span(place, "valid_to", threat.valid_from, threat.valid_to)
    for pace in mission.pace:
        yield _Span(f"pace.csv {pace.pace}", "valid_to", pace.valid_from, pace.valid_to)
    for permission in mission.permissions:
        place = f"permissions.csv {permission.permission}"
        yield _Span(place, "valid_to", permission.valid_from, permission.valid_to)
    for fleet in mission.fleets:
        place = f"fleets.csv {fleet.fleet}"
        yield _Span(place, "available_to", fleet.available_from, fleet.available_to)
    for air_fleet in mission.air_fleets:
        place = f"air_fleets.csv {air_fleet.air_fleet}"
        yield _Span(place, "available_to", air_fleet.available_from, air_fleet.available_to)


def _windows(mission: Mission) -> Iterator[_Span]:
    """Yield the spans within which something has to happen."""
    for site in mission.sites:
        yield _Span(f"sites.csv {site.site}", "close_by", site.close_from, site.close_by)
    for party in mission.parties:
        yield _Span(f"parties.csv {party.party}", "leave_by", party.leave_from, party.leave_by)


def counts_in_order(mission: Mission) -> Iterator[Finding]:
    """The low count of a party is not above its count, nor that above the high one."""
    for party in mission.parties:
        if party.count_low is not None and party.count_low > party.count:
            yield Finding(
                place=f"parties.csv {party.party}",
                field="count_low",
                got=str(party.count_low),
                expected=Reason.of("sense.at_most_count", count=party.count),
            )
        if party.count_high is not None and party.count_high < party.count:
            yield Finding(
                place=f"parties.csv {party.party}",
                field="count_high",
                got=str(party.count_high),
                expected=Reason.of("sense.at_least_count", count=party.count),
            )


def paces_in_order(mission: Mission) -> Iterator[Finding]:
    """The low factor of a pace is not above the likely one, nor that above the high one."""
    for pace in mission.pace:
        place, likely = f"pace.csv {pace.pace}", Amount(pace.likely)
        if pace.low is not None and pace.low > pace.likely:
            expected = Reason.of("sense.at_most", most=likely)
            yield Finding(place=place, field="low", got=f"{pace.low:g}", expected=expected)
        if pace.high is not None and pace.high < pace.likely:
            expected = Reason.of("sense.at_least", least=likely)
            yield Finding(place=place, field="high", got=f"{pace.high:g}", expected=expected)


def legs_long_enough(mission: Mission) -> Iterator[Finding]:
    """No leg is shorter than the straight line between its ends."""
    for leg in mission.legs:
        if leg.origin == leg.destination:
            yield Finding(
                place=f"legs.csv {leg.leg}",
                field="destination",
                got=leg.destination,
                expected=Reason.of("sense.another_end"),
                hint=Reason.of("sense.check_ends"),
            )
            continue
        line = _line_km(mission, leg)
        if leg.km < line * SHORT:
            yield _short(leg, line, "sense.leg_too_short", "sense.check_distance")


def legs_take_time(mission: Mission) -> Iterator[Finding]:
    """A leg has a travel time, or is flown by aircraft that all have a speed."""
    for leg in mission.legs:
        if leg.travel_hours is None and leg.mode != Mode.AIR:
            yield Finding(
                place=f"legs.csv {leg.leg}",
                field="travel_hours",
                expected=Reason.of("sense.travel_hours"),
                hint=Reason.of("sense.hours_by_air"),
            )
    without = [leg for leg in mission.legs if leg.travel_hours is None and leg.mode == Mode.AIR]
    for kind in mission.aircraft:
        if without and kind.speed_kmh is None:
            yield Finding(
                place=f"aircraft.csv {kind.aircraft}",
                field="speed_kmh",
                expected=Reason.of("sense.speed"),
                hint=Reason.of("sense.leg_without_hours", leg=without[0].leg),
            )


def legs_a_bit_short(mission: Mission) -> Iterator[Finding]:
    """A leg is a little shorter than the straight line between its ends: a figure is rough."""
    for leg in mission.legs:
        line = _line_km(mission, leg)
        if line * SHORT <= leg.km < line:
            yield _short(leg, line, "sense.leg_a_bit_short", "sense.rough_figures")


def _line_km(mission: Mission, leg: Leg) -> float:
    return straight_km(mission.site[leg.origin], mission.site[leg.destination])


def _short(leg: Leg, line_km: float, asked: str, hint: str) -> Finding:
    # Rounded up: a user who copies the figure into the table must not be a few metres short again.
    least_km = math.ceil(line_km * 10) / 10
    return Finding(
        place=f"legs.csv {leg.leg}",
        field="km",
        got=f"{leg.km:g}",
        expected=Reason.of(
            asked, origin=leg.origin, destination=leg.destination, line=Amount(least_km, "km")
        ),
        hint=Reason.of(hint),
    )


def destinations_out(mission: Mission) -> Iterator[Finding]:
    """A party's destination is an exit or a site that stays open, a lot's an exit."""
    for party in mission.parties:
        if not party.destination:
            continue
        site = mission.site[party.destination]
        if site.role != "exit" and not site.stays_open:
            yield Finding(
                place=f"parties.csv {party.party}",
                field="destination",
                got=party.destination,
                expected=Reason.of("sense.party_destination"),
                hint=Reason.of("sense.role_is", site=site.site, role=Name("role", site.role)),
            )
    for lot in mission.lots:
        if not lot.destination:
            continue
        site = mission.site[lot.destination]
        if site.role != "exit":
            role = Name("role", site.role)
            yield Finding(
                place=f"lots.csv {lot.lot}",
                field="destination",
                got=lot.destination,
                expected=Reason.of("sense.lot_destination"),
                hint=Reason.of("sense.kit_that_stays", site=site.site, role=role),
            )


def people_have_a_way_out(mission: Mission) -> Iterator[Finding]:
    """Legs of modes that its provider allows lead from every party's site to where it is out."""
    by_land = reached(mission, mission.legs)
    by_air_and_sea = reached(mission, (leg for leg in mission.legs if leg.mode not in LAND))
    for party in mission.parties:
        ways, hint = by_air_and_sea, "sense.may_not_travel_by_land"
        if party.by_road:
            ways, hint = by_land, "sense.add_legs"
        within_reach = ways[party.site]
        if party.count and not any(mission.is_home(party, site) for site in within_reach):
            yield Finding(
                place=f"parties.csv {party.party}",
                field="site",
                got=party.site,
                expected=_no_way(party),
                hint=Reason.of(hint),
            )


def _no_way(party: Party) -> Reason:
    if party.destination:
        return Reason.of("sense.way_to", destination=party.destination)
    return Reason.of("sense.way_out")


def drivers_stated(mission: Mission) -> Iterator[Finding]:
    """Kit that drives itself has drivers."""
    for lot in mission.lots:
        if lot.self_driving and lot.crew == 0:
            yield Finding(
                place=f"lots.csv {lot.lot}",
                field="crew",
                got="0",
                expected=Reason.of("sense.drivers"),
                hint=Reason.of("sense.state_drivers"),
            )


def chances_agree(mission: Mission) -> Iterator[Finding]:
    """A permission's chance does not deny its state."""
    for permission in mission.permissions:
        place = f"permissions.csv {permission.permission}"
        if permission.state in LEAVE and permission.chance == 0:
            yield Finding(
                place=place,
                field="chance",
                got="0",
                expected=Reason.of("sense.chance_above_0"),
                hint=Reason.of("sense.refused_or_withdrawn"),
            )
        if permission.state in {"refused", "withdrawn"} and permission.chance == 1:
            state = Name("state", permission.state)
            yield Finding(
                place=place,
                field="chance",
                got="1",
                expected=Reason.of("sense.chance_below_1", state=state),
                hint=Reason.of("sense.granted"),
            )


def leave_unimpeded(mission: Mission) -> Iterator[Finding]:
    """A permission is not impeded: what was delayed or turned back once may be again."""
    for permission in mission.permissions:
        if permission.state == State.IMPEDED:
            yield Finding(
                place=f"permissions.csv {permission.permission}",
                field="state",
                got=permission.state,
                expected=Reason.of("sense.unimpeded"),
                hint=Reason.of("sense.impeded"),
            )


def receivers_named(mission: Mission) -> Iterator[Finding]:
    """A date at which a receiver is ready has a receiver."""
    for site in mission.sites:
        if site.receiver_ready is not None and not site.receiver:
            yield Finding(
                place=f"sites.csv {site.site}",
                field="receiver",
                expected=Reason.of("sense.receiver"),
                hint=Reason.of("sense.no_vacuum_counted"),
            )


def starts_have_room(mission: Mission) -> Iterator[Finding]:
    """What is at a site at the start has beds, yard and tanks there."""
    people: dict[str, int] = defaultdict(int)
    for party in mission.parties:
        people[party.site] += party.count
    teu: dict[str, float] = defaultdict(float)
    for lot in mission.lots:
        teu[lot.site] += _teu(lot)
    for site in mission.sites:
        # An exit is where people and kit are out: what happens behind it is nobody's plan.
        if site.role == "exit":
            continue
        if site.beds is not None and people[site.site] > site.beds:
            yield Finding(
                place=f"sites.csv {site.site}",
                field="beds",
                got=str(site.beds),
                expected=Reason.of("sense.people_at_start", n=people[site.site]),
                hint=Reason.of("sense.nobody_more"),
            )
        if site.yard_teu is not None and teu[site.site] > site.yard_teu:
            yield Finding(
                place=f"sites.csv {site.site}",
                field="yard_teu",
                got=f"{site.yard_teu:g}",
                expected=Reason.of("sense.kit_at_start", teu=Amount(teu[site.site], "TEU")),
                hint=Reason.of("sense.nothing_more"),
            )
    yield from _overfull(mission)


def _teu(lot: Lot) -> float:
    return lot.quantity * lot.teu


def _overfull(mission: Mission) -> Iterator[Finding]:
    """Yield the stocks that their tanks and stores cannot hold."""
    for stock in mission.supplies:
        if stock.capacity is not None and stock.stock > stock.capacity:
            yield Finding(
                place=f"supplies.csv {stock.supply} {stock.site}",
                field="stock",
                got=f"{stock.stock:g}",
                expected=Reason.of("sense.over_capacity", capacity=stock.capacity),
            )


Check = Callable[[Mission], Iterator[Finding]]

ERRORS: tuple[Check, ...] = (
    dates_in_order,
    spans_in_order,
    counts_in_order,
    paces_in_order,
    legs_long_enough,
    legs_take_time,
    destinations_out,
    people_have_a_way_out,
    drivers_stated,
    chances_agree,
    leave_unimpeded,
)
"""Contradictions that make planning meaningless."""

DOUBTS: tuple[Check, ...] = (
    legs_a_bit_short,
    receivers_named,
    starts_have_room,
    leave_without_holes,
)
"""What a planner should look at."""
