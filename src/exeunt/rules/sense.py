"""The mission's own sense: contradictions, and what a planner should look at."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime

import attrs
from geographiclib.geodesic import Geodesic

from exeunt.errors import Problem
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.rules.impossible import CLASHES, LAND, reached

SHORT = 0.97
"""A leg shorter than this share of the line between its ends is an error; up to it, a doubt."""


@attrs.frozen(kw_only=True)
class Sense:
    """What a mission's figures say against each other.

    ``errors`` are contradictions: nothing planned on them would mean anything. ``warnings`` are
    doubtful, or make some hard rule impossible to keep: the planner's answer is then that there is
    no plan.
    """

    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def sense(mission: Mission) -> Sense:
    """Check that a mission, whose references are known, makes sense."""
    return Sense(
        errors=tuple(p for check in ERRORS for p in check(mission)),
        warnings=tuple(p for check in (*DOUBTS, *CLASHES) for p in check(mission)),
    )


def straight_km(one: Site, two: Site) -> float:
    """Return the length of the geodesic between two sites on the WGS 84 ellipsoid."""
    found: dict[str, float] = Geodesic.WGS84.Inverse(one.lat, one.lon, two.lat, two.lon)
    return found["s12"] / 1000


def dates_in_order(mission: Mission) -> Iterator[Problem]:
    """The start comes before the deadline, the deadline not after the end of planning."""
    if mission.deadline <= mission.start:
        yield Problem(
            place="mission.toml",
            field="deadline",
            got=_date(mission.deadline),
            expected=f"must be after the start, {_date(mission.start)}",
        )
    if mission.end < mission.deadline:
        yield Problem(
            place="mission.toml",
            field="end",
            got=_date(mission.end),
            expected=f"must not be before the deadline, {_date(mission.deadline)}",
            hint="lateness is allowed and priced until the end",
        )


def spans_in_order(mission: Mission) -> Iterator[Problem]:
    """Every span of dates begins before it ends."""
    spans: list[tuple[str, str, datetime | None, datetime | None, bool]] = [
        *(
            (f"seasons.csv {s.leg}", "closed_to", s.closed_from, s.closed_to, False)
            for s in mission.seasons
        ),
        *(
            (f"threats.csv {t.leg}", "valid_to", t.valid_from, t.valid_to, False)
            for t in mission.threats
        ),
        *(
            (f"permissions.csv {p.permission}", "valid_to", p.valid_from, p.valid_to, False)
            for p in mission.permissions
        ),
        *(
            (f"fleets.csv {f.fleet}", "available_to", f.available_from, f.available_to, False)
            for f in mission.fleets
        ),
        *(
            (
                f"air_fleets.csv {f.air_fleet}",
                "available_to",
                f.available_from,
                f.available_to,
                False,
            )
            for f in mission.air_fleets
        ),
        *(
            (f"sites.csv {s.site}", "close_by", s.close_from, s.close_by, True)
            for s in mission.sites
        ),
        *(
            (f"parties.csv {p.party}", "leave_by", p.leave_from, p.leave_by, True)
            for p in mission.parties
        ),
    ]
    for place, field, since, until, may_touch in spans:
        if (
            since is not None
            and until is not None
            and (until < since or (until == since and not may_touch))
        ):
            word = "not before" if may_touch else "after"
            yield Problem(
                place=place,
                field=field,
                got=_date(until),
                expected=f"must be {word} {_date(since)}",
                hint="the span ends before it begins",
            )


def counts_in_order(mission: Mission) -> Iterator[Problem]:
    """The low count of a party is not above its count, nor that above the high one."""
    for party in mission.parties:
        if party.count_low is not None and party.count_low > party.count:
            yield Problem(
                place=f"parties.csv {party.party}",
                field="count_low",
                got=str(party.count_low),
                expected=f"must be at most the count, {party.count}",
            )
        if party.count_high is not None and party.count_high < party.count:
            yield Problem(
                place=f"parties.csv {party.party}",
                field="count_high",
                got=str(party.count_high),
                expected=f"must be at least the count, {party.count}",
            )


def legs_long_enough(mission: Mission) -> Iterator[Problem]:
    """No leg is shorter than the straight line between its ends."""
    yield from (p for p in _short_legs(mission) if p.hint.startswith("check"))


def legs_a_bit_short(mission: Mission) -> Iterator[Problem]:
    """A leg is a little shorter than the straight line between its ends: a figure is rough."""
    yield from (p for p in _short_legs(mission) if not p.hint.startswith("check"))


def destinations_out(mission: Mission) -> Iterator[Problem]:
    """A party's destination is an exit or a site that stays open, a lot's an exit."""
    for party in mission.parties:
        if party.destination:
            site = mission.site[party.destination]
            if site.role != "exit" and not site.stays_open:
                expected = "must be an exit or a site that stays open"
                yield Problem(
                    place=f"parties.csv {party.party}",
                    field="destination",
                    got=party.destination,
                    expected=expected,
                    hint=f"{site.site} is a {site.role}",
                )
    for lot in mission.lots:
        if lot.destination and mission.site[lot.destination].role != "exit":
            role = mission.site[lot.destination].role
            hint = f"{lot.destination} is a {role}; kit that stays at a site is transferred"
            yield Problem(
                place=f"lots.csv {lot.lot}",
                field="destination",
                got=lot.destination,
                expected="must be an exit",
                hint=hint,
            )


def people_have_a_way_out(mission: Mission) -> Iterator[Problem]:
    """Legs of modes that its provider allows lead from every party's site to where it is out."""
    ways: dict[bool, dict[str, set[str]]] = {}
    for party in mission.parties:
        if party.by_road not in ways:
            ways[party.by_road] = reached(
                mission, (leg for leg in mission.legs if party.by_road or leg.mode not in LAND)
            )
        found = ways[party.by_road][party.site]
        if party.count and not any(mission.is_home(party, site) for site in found):
            goal = party.destination or "any exit"
            hint = (
                "add the missing legs"
                if party.by_road
                else "it may not travel by road, river or rail"
            )
            expected = f"must be joined by legs to {goal}"
            yield Problem(
                place=f"parties.csv {party.party}",
                field="site",
                got=party.site,
                expected=expected,
                hint=hint,
            )


def drivers_stated(mission: Mission) -> Iterator[Problem]:
    """Kit that drives itself has drivers."""
    for lot in mission.lots:
        if lot.self_driving and lot.crew == 0:
            yield Problem(
                place=f"lots.csv {lot.lot}",
                field="crew",
                got="0",
                expected="must be 1 or more, as the lot is self-driving",
                hint="state drivers per unit",
            )


def chances_agree(mission: Mission) -> Iterator[Problem]:
    """A permission's chance does not deny its state."""
    for row in mission.permissions:
        if row.state == "granted" and row.chance == 0:
            yield Problem(
                place=f"permissions.csv {row.permission}",
                field="chance",
                got="0",
                expected="must be above 0, as the state is granted",
                hint="refused or withdrawn?",
            )
        if row.state in {"refused", "withdrawn"} and row.chance == 1:
            expected = f"must be below 1, as the state is {row.state}"
            yield Problem(
                place=f"permissions.csv {row.permission}",
                field="chance",
                got="1",
                expected=expected,
                hint="granted?",
            )


def receivers_named(mission: Mission) -> Iterator[Problem]:
    """A date at which a receiver is ready has a receiver."""
    for site in mission.sites:
        if site.receiver_ready is not None and not site.receiver:
            hint = "without a receiver no vacuum is counted"
            yield Problem(
                place=f"sites.csv {site.site}",
                field="receiver",
                expected="must be named, as it has a date",
                hint=hint,
            )


def starts_have_room(mission: Mission) -> Iterator[Problem]:
    """What is at a site at the start has beds, yard and tanks there."""
    people: dict[str, int] = defaultdict(int)
    teu: dict[str, float] = defaultdict(float)
    for party in mission.parties:
        people[party.site] += party.count
    for lot in mission.lots:
        teu[lot.site] += lot.quantity * lot.teu
    for site in mission.sites:
        hint = "nothing more may come until some have left"
        if site.role != "exit" and site.beds is not None and people[site.site] > site.beds:
            yield Problem(
                place=f"sites.csv {site.site}",
                field="beds",
                got=str(site.beds),
                expected=f"{people[site.site]} people are there at the start",
                hint=hint,
            )
        if site.role != "exit" and site.yard_teu is not None and teu[site.site] > site.yard_teu:
            expected = f"{teu[site.site]:g} TEU of kit are there at the start"
            yield Problem(
                place=f"sites.csv {site.site}",
                field="yard_teu",
                got=f"{site.yard_teu:g}",
                expected=expected,
                hint=hint,
            )
    for row in mission.supplies:
        if row.capacity is not None and row.stock > row.capacity:
            place = f"supplies.csv {row.supply} {row.site}"
            yield Problem(
                place=place,
                field="stock",
                got=f"{row.stock:g}",
                expected=f"is more than the capacity, {row.capacity:g}",
            )


def _short_legs(mission: Mission) -> Iterator[Problem]:
    """Yield legs shorter than the straight line.

    The hint of those beyond rounding begins with ``check``.
    """
    for leg in mission.legs:
        place = f"legs.csv {leg.leg}"
        if leg.origin == leg.destination:
            yield Problem(
                place=place,
                field="destination",
                got=leg.destination,
                expected="must be another site than the leg's origin",
                hint="check both ends",
            )
            continue
        line = straight_km(mission.site[leg.origin], mission.site[leg.destination])
        if leg.km < line:
            hint, verb = "rounding, or rough coordinates", "should be"
            if leg.km < line * SHORT:
                hint, verb = "check the distance and the coordinates of both ends", "must be"
            expected = (
                f"{verb} at least the straight line from {leg.origin} to {leg.destination}, "
                f"{line:.1f} km"
            )
            yield Problem(place=place, field="km", got=f"{leg.km:g}", expected=expected, hint=hint)


def _date(t: datetime) -> str:
    """Print a moment."""
    return f"{t:%Y-%m-%d %H:%M}"


Check = Callable[[Mission], Iterator[Problem]]

ERRORS: tuple[Check, ...] = (
    dates_in_order,
    spans_in_order,
    counts_in_order,
    legs_long_enough,
    destinations_out,
    people_have_a_way_out,
    drivers_stated,
    chances_agree,
)
"""Contradictions that make planning meaningless."""

DOUBTS: tuple[Check, ...] = (legs_a_bit_short, receivers_named, starts_have_room)
"""What a planner should look at."""
