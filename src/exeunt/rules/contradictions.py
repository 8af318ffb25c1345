"""What one figure of a mission says against another, said for its planner to look at.

Findings are reasons, not sentences: the room of words prints them in the reader's language.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta

from exeunt.model.choices import LEAVE, Mode, SiteRole, State
from exeunt.model.hazards import Threat
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding
from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.stores import Supply
from exeunt.rules.movement import nights
from exeunt.rules.permits import PENDING
from exeunt.rules.slips import SMALL_SHARE
from exeunt.rules.threat import usual


def sizes_agree(mission: Mission) -> Iterator[Finding]:
    """The least convoy is not above the most, nor above what a leg or site takes in a day.

    Of legs those count that are under threat, and of sites those at their ends.
    """
    doctrine = mission.doctrine
    if doctrine.convoy_min > doctrine.convoy_max:
        yield Finding(
            place="doctrine.csv convoy_min",
            field="value",
            got=f"{doctrine.convoy_min:g}",
            expected=Reason.of("sense.convoy_most", most=doctrine.convoy_max),
            hint=Reason.of("sense.no_convoy_under_threat"),
        )
    threatened = _threatened(mission)
    for leg in mission.legs:
        most = leg.vehicles_per_day
        if leg.mode != Mode.ROAD or leg.leg not in threatened or most is None:
            continue
        if most < doctrine.convoy_min:
            yield Finding(
                place=f"legs.csv {leg.leg}",
                field="vehicles_per_day",
                got=str(most),
                expected=Reason.of("sense.column_least", least=doctrine.convoy_min),
                hint=Reason.of("sense.no_convoy_there"),
            )

    for site in mission.sites:
        received = site.receive_vehicles_per_day
        if received is None or received >= doctrine.convoy_min:
            continue
        if any(site.site in {leg.origin, leg.destination} for leg in _roads(mission, threatened)):
            yield Finding(
                place=f"sites.csv {site.site}",
                field="receive_vehicles_per_day",
                got=str(received),
                expected=Reason.of("sense.received_least", least=doctrine.convoy_min),
                hint=Reason.of("sense.no_convoy_comes"),
            )


def _roads(mission: Mission, legs: set[str]) -> Iterator[Leg]:
    """Yield the roads among some legs."""
    return (leg for leg in mission.legs if leg.mode == Mode.ROAD and leg.leg in legs)


def nights_have_places(mission: Mission) -> Iterator[Finding]:
    """A road that takes more than a day says how many halting places it has, and has enough."""
    for leg in mission.legs:
        hours = leg.travel_hours or 0.0
        spent = nights(hours, mission.doctrine.march_hours_per_day)
        if leg.mode != Mode.ROAD or spent == 0:
            continue
        found = None
        hint = Reason.of("sense.halts_unknown")
        if leg.halts is not None:
            if leg.halts >= spent:
                continue
            found = str(leg.halts)
            hint = Reason.of("sense.never_driven")
        yield Finding(
            place=f"legs.csv {leg.leg}",
            field="halts",
            got=found,
            expected=Reason.of("sense.halts_least", least=spent, hours=hours),
            hint=hint,
        )


def _threatened(mission: Mission) -> set[str]:
    """Return the legs that are under threat at some time."""

    def strikes(threat: Threat) -> bool:
        return threat.strikes_per_100km > 0

    def dangerous(leg: Leg) -> bool:
        return usual(mission, leg) > 0

    at_times = {threat.leg for threat in filter(strikes, mission.threats)}
    return at_times | {leg.leg for leg in filter(dangerous, mission.legs)}


def kit_ready_in_time(mission: Mission) -> Iterator[Finding]:
    """A lot is ready before the end of planning; where its site closes, before the deadline."""
    for lot in mission.lots:
        ready, site = lot.ready_from, mission.site[lot.site]
        if ready is None or not lot.quantity:
            continue
        expected = hint = None
        if ready >= mission.end:
            expected = Reason.of("sense.ready_before_end", end=mission.end)
            hint = Reason.of("sense.never_ready")
        elif ready >= mission.deadline and not _stays(mission, lot.site):
            expected = Reason.of("sense.before_deadline", deadline=mission.deadline)
            hint = Reason.of("sense.holds_open", site=site.site)
        if expected is not None:
            yield Finding(
                place=f"lots.csv {lot.lot}",
                field="ready_from",
                got=ready,
                expected=expected,
                hint=hint,
            )


def kit_due_in_time(mission: Mission) -> Iterator[Finding]:
    """A lot with a due date is due after it is ready, and before the end of planning."""
    for lot in mission.lots:
        if lot.due_by is None or not lot.quantity:
            continue
        expected = hint = None
        if lot.due_by >= mission.end:
            expected = Reason.of("sense.ready_before_end", end=mission.end)
            hint = Reason.of("sense.never_due")
        elif lot.ready_from is not None and lot.due_by <= lot.ready_from:
            expected = Reason.of("sense.due_after_ready", ready=lot.ready_from)
            hint = Reason.of("sense.late_already")
        if expected is not None:
            yield Finding(
                place=f"lots.csv {lot.lot}",
                field="due_by",
                got=lot.due_by,
                expected=expected,
                hint=hint,
            )


def _stays(mission: Mission, site: str) -> bool:
    """Say whether a site never closes."""
    row = mission.site[site]
    return row.stays_open or row.role in {SiteRole.EXIT, SiteRole.JUNCTION}


def notice_in_time(mission: Mission) -> Iterator[Finding]:
    """Notice is over before the deadline, and a lead time before its permission ends."""
    hours = mission.doctrine.notice_hours
    if mission.time(hours) >= mission.deadline:
        yield Finding(
            place="doctrine.csv notice_hours",
            field="value",
            got=f"{hours:g}",
            expected=Reason.of("sense.notice_before", deadline=mission.deadline),
            hint=Reason.of("sense.all_wait"),
        )
    for permission in mission.permissions:
        asked = permission.asked_on or mission.start
        serves = asked + timedelta(days=permission.lead_days)
        end = min(permission.valid_to or mission.end, mission.end)
        # Leave with a date of its own waits for nothing, nor do imports and refusals.
        waits = permission.valid_from is None and permission.mode != "import"
        if waits and permission.state in {*LEAVE, *PENDING} and serves >= end:
            yield Finding(
                place=f"permissions.csv {permission.permission}",
                field="lead_days",
                got=f"{permission.lead_days:g}",
                expected=Reason.of("sense.lead_before", end=end),
                hint=Reason.of("sense.never_serves"),
            )


def kit_packed_in_time(mission: Mission) -> Iterator[Finding]:
    """A site's rate of packing is enough for all carried kit that stands there, by the deadline."""
    days = mission.hours(mission.deadline) / 24
    for site in mission.sites:
        rate = site.pack_teu_per_day
        lots = [lot for lot in mission.lots if lot.site == site.site and not lot.self_driving]
        teu = sum(lot.quantity * lot.teu for lot in lots)
        if rate is not None and days > 0 and rate * days < teu:
            yield Finding(
                place=f"sites.csv {site.site}",
                field="pack_teu_per_day",
                got=f"{rate:g}",
                expected=Reason.of(
                    "sense.packs_all", least=Amount(teu / days), teu=Amount(float(teu), "TEU")
                ),
                hint=Reason.of("sense.rest_stays"),
            )


def people_leave_in_time(mission: Mission) -> Iterator[Finding]:
    """People who are to leave may do so before the deadline."""
    for party in mission.parties:
        if not party.count or mission.is_home(party, party.site):
            continue
        if party.leave_from is not None and party.leave_from >= mission.deadline:
            yield Finding(
                place=f"parties.csv {party.party}",
                field="leave_from",
                got=party.leave_from,
                expected=Reason.of("sense.before_deadline", deadline=mission.deadline),
                hint=Reason.of("sense.all_late"),
            )


def fleets_in_service(mission: Mission) -> Iterator[Finding]:
    """Of every fleet at least one vehicle is in service, of every air fleet one serviceable."""
    for fleet in mission.fleets:
        share = fleet.out_of_service_share
        if fleet.count and not in_service(fleet.count, 1 - share):
            yield Finding(
                place=f"fleets.csv {fleet.fleet}",
                field="out_of_service_share",
                got=f"{share:g}",
                expected=Reason.of("sense.none_in_service", n=fleet.count),
                hint=Reason.of("sense.never_move"),
            )
    for air_fleet in mission.air_fleets:
        kind = mission.aircraft_type[air_fleet.aircraft]
        # A per cent of a per cent is doubted as such, once for all fleets of the type.
        mistyped = 0 < kind.serviceability < SMALL_SHARE
        unserviceable = not in_service(air_fleet.count, kind.serviceability)
        if air_fleet.count and unserviceable and not mistyped:
            yield Finding(
                place=f"air_fleets.csv {air_fleet.air_fleet}",
                field="count",
                got=str(air_fleet.count),
                expected=Reason.of("sense.none_serviceable", share=kind.serviceability),
                hint=Reason.of("sense.never_fly"),
            )


def in_service(count: int, share: float) -> int:
    """Return how many of a fleet can be used: its share, rounded down."""
    return math.floor(count * share + 1e-9)


def people_have_a_price(mission: Mission) -> Iterator[Finding]:
    """Neither casualties nor people left behind are priced at nothing."""
    prices = mission.prices
    for name, price, hint in (
        ("casualty", prices.casualty, "sense.lives_free"),
        ("person_not_out", prices.person_not_out, "sense.leaving_free"),
    ):
        if price == 0:
            yield Finding(
                place=f"prices.csv {name}",
                field="value",
                got="0",
                expected=Reason.of("sense.price_above_0"),
                hint=Reason.of(hint),
            )


def stocks_last(mission: Mission) -> Iterator[Finding]:
    """What a site uses lasts there for more than a day, or comes in as fast."""
    people: dict[str, int] = defaultdict(int)
    for party in mission.parties:
        people[party.site] += party.count
    for stock in mission.supplies:
        if mission.site[stock.site].role == SiteRole.EXIT:
            continue
        used = stock.use_per_day + stock.use_per_person_day * people[stock.site]
        comes = 0.0
        if _comes_in(mission, stock):
            comes = stock.import_per_day
        if stock.stock <= used and comes < used:
            yield Finding(
                place=f"supplies.csv {stock.supply} {stock.site}",
                field="stock",
                got=f"{stock.stock:g}",
                expected=Reason.of("sense.lasts_a_day", used=Amount(used)),
                hint=Reason.of("sense.comes_in", comes=Amount(comes)),
            )


def _comes_in(mission: Mission, stock: Supply) -> bool:
    """Say whether imports of a supply are permitted at its site, or need no permission."""
    covering = [
        permission.state == State.GRANTED
        for permission in mission.permissions
        if permission.mode == "import" and permission.where in {stock.supply, stock.site, "*"}
    ]
    return any(covering) or not covering


def sites_that_stay_have_no_date(mission: Mission) -> Iterator[Finding]:
    """A site that never closes has no latest date for closing."""
    for site in mission.sites:
        if site.close_by is None or not _stays(mission, site.site):
            continue
        expected = Reason.of("sense.role_never_closes", role=Name("role", site.role))
        if site.stays_open:
            expected = Reason.of("sense.stays_open")
        yield Finding(
            place=f"sites.csv {site.site}",
            field="close_by",
            got=site.close_by,
            expected=expected,
            hint=Reason.of("sense.date_not_kept"),
        )


CONTRADICTIONS: tuple[Callable[[Mission], Iterator[Finding]], ...] = (
    sizes_agree,
    nights_have_places,
    kit_ready_in_time,
    notice_in_time,
    kit_packed_in_time,
    kit_due_in_time,
    people_leave_in_time,
    fleets_in_service,
    people_have_a_price,
    stocks_last,
    sites_that_stay_have_no_date,
)
"""Figures each of which may be right, but not both."""
