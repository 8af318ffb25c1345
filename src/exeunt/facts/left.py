"""What is left, who is late, and why: reasons that mission and plan show, or that a trial gives."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

import attrs

from exeunt.facts.curves import Curve
from exeunt.facts.kinds import BEHIND, LEFT
from exeunt.facts.kit import Fate, KitBehind
from exeunt.facts.recorded import NOTHING, Said
from exeunt.facts.series import Reading
from exeunt.model.choices import LoadKind, Way
from exeunt.model.forces import GIVING, GROUPS, NEVER_GIVEN, Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.reason import Name, Reason
from exeunt.model.stores import Permission
from exeunt.network.errands import cheapest_lift, kit_errand, people_errand, reach
from exeunt.network.homes import may_stay


@attrs.frozen(kw_only=True)
class Behind:
    """Units of a lot that stay behind at a site."""

    lot: Lot
    site: str
    left: int
    abandoned: int
    nobody: int
    reasons: tuple[Reason, ...]

    @property
    def units(self) -> int:
        """Units left, abandoned and given to nobody."""
        return self.left + self.abandoned + self.nobody


@attrs.frozen(kw_only=True)
class Late:
    """People of a party who are not out at the deadline.

    ``not_out`` of them are not out when planning ends either; ``last_out`` is None where nobody
    gets out between.
    """

    party: Party
    late: int
    not_out: int
    last_out: float | None
    person_days: float
    reasons: tuple[Reason, ...]


def behind(reading: Reading, grain: Callable[[float], float] = float) -> tuple[Behind, ...]:
    """List the kit that stays behind, what would harm most first.

    ``grain`` makes numbers as coarse as their order may be told.
    """

    def most_harmful(kit: Behind) -> tuple[float, float, str, str]:
        # Even an order by exact numbers would tell them where only ranges may be told.
        units = grain(kit.units)
        harm = units * kit.lot.harm_if_captured
        value = units * kit.lot.value
        return (-harm, -value, kit.lot.lot, kit.site)

    unsorted = [_behind(reading, kit) for kit in reading.behind]
    return tuple(sorted(unsorted, key=most_harmful))


def _behind(reading: Reading, kit: KitBehind) -> Behind:
    why_not_shipped = kit_reasons(reading, kit.lot, kit.site, kit.left)
    instead = other_ways(reading.mission, kit.lot, kit.site)
    unreceived = given_to_nobody(reading.mission, kit)
    return Behind(
        lot=kit.lot,
        site=kit.site,
        left=kit.left,
        abandoned=kit.abandoned,
        nobody=kit.nobody,
        reasons=(*unreceived, *why_not_shipped, instead),
    )


def given_to_nobody(mission: Mission, kit: KitBehind) -> tuple[Reason, ...]:
    """Say that units are signed over where nobody takes them; nothing where none are."""
    place = mission.site[kit.site]
    if not kit.nobody:
        return ()
    if not place.receiver or place.receiver_ready is None:
        return (Reason.of("why.given_nobody"),)
    return (Reason.of("why.given_too_soon", when=place.receiver_ready),)


def late(reading: Reading, grain: Callable[[float], float] = float) -> tuple[Late, ...]:
    """List the parties with people who are late, most people first.

    ``grain`` makes numbers as coarse as their order may be told.
    """

    def most_people(late: Late) -> tuple[float, float, str]:
        return (-grain(late.not_out), -grain(late.late), late.party.party)

    parties = []
    for party in reading.leavers:
        out = reading.party_out(party)
        missing = round(party.count - out.at(reading.deadline))
        if missing > 0:
            parties.append(_late(reading, party, out, missing))
    return tuple(sorted(parties, key=most_people))


def _late(reading: Reading, party: Party, out: Curve, missing: int) -> Late:
    deadline = reading.deadline
    end = reading.end
    final = out.at(end)
    last_out = None
    if final > out.at(deadline):
        last_out = out.settled(end)
    hours_out = out.integral(deadline, end)
    hours_late = party.count * (end - deadline) - hours_out
    return Late(
        party=party,
        late=missing,
        not_out=round(party.count - final),
        last_out=last_out,
        person_days=hours_late / 24,
        reasons=people_reasons(reading, party),
    )


def fate_reasons(reading: Reading) -> dict[str, tuple[Reason, ...]]:
    """Say, by lot, why units of it are not shipped, whatever becomes of them instead."""
    reasons: dict[str, tuple[Reason, ...]] = {}
    for name, fate in reading.ends.fates.items():
        stay = fate.lot.quantity - fate.shipped
        if stay <= 0:
            continue
        if fate.disposed.get("transfer", 0) == stay:
            reasons[name] = (Reason.of("why.transferred"),)
        else:
            site = where_given_up(reading, fate)
            reasons[name] = kit_reasons(reading, fate.lot, site, fate.left)
    return reasons


def where_given_up(reading: Reading, fate: Fate) -> str:
    """Return the site where most units of a lot are given up, or left: the first of such."""
    units: Counter[str] = Counter()
    for disposal in reading.plan.disposals:
        if disposal.lot == fate.lot.lot and disposal.disposition != "transfer":
            units[disposal.site] += disposal.quantity
    for kit in reading.behind:
        if kit.lot is fate.lot:
            units[kit.site] += kit.left
    most = sorted(units.items(), key=lambda one: (-one[1], one[0]))
    return most[0][0] if most else fate.lot.site


# Kit


def kit_reasons(reading: Reading, lot: Lot, site: str, left: int) -> tuple[Reason, ...]:
    """Say why units of a lot at a site are not shipped.

    ``left`` of them have no row in the plan. What alone would keep them is the only reason given;
    where nothing does, one unit more is tried with the plan's serials.
    """
    alone = not_shipped_because(reading, lot, site)
    if alone:
        return alone
    mission = reading.mission
    km = reach(mission, kit_errand(mission, lot, site), permitted=True).km
    said = kit_on_record(reading, lot, site)
    return (
        *_stays_by_plan(mission.site[site], left),
        *_ready_too_late(reading, lot, site),
        *_in_use(mission.site[site], lot),
        *(said.aboard or _tried(reading, lot, site)),
        *(said.further or _another_trip(reading, lot, site, km, saves(reading, lot, site), said)),
    )


def kit_on_record(reading: Reading, lot: Lot, site: str) -> Said:
    """Return what the planner recorded that it tried for the units of a lot that it leaves."""
    if reading.coarse:
        return NOTHING
    count = sum(
        row.quantity
        for row in reading.plan.disposals
        if (row.lot, row.site, row.disposition) == (lot.lot, site, Way.ABANDON)
    )
    count += sum(kit.left for kit in reading.behind if (kit.lot, kit.site) == (lot, site))
    return reading.recorded.of(LoadKind.LOT, lot.lot, site, count)


def not_shipped_because(reading: Reading, lot: Lot, site: str) -> tuple[Reason, ...]:
    """Return the reason that alone keeps units of a lot from being shipped; none: they could be."""
    barred = shipping_barred(reading.mission, lot, site)
    if barred:
        return barred
    if saves(reading, lot, site) <= 0:
        return (Reason.of("why.no_gain"),)
    late = _ready_too_late(reading, lot, site)
    if late and lot.ready_from is not None and lot.ready_from >= _last(reading, site):
        # No other trip could take it, whatever it would pay.
        return tuple(late)
    return ()


def shipping_barred(mission: Mission, lot: Lot, site: str) -> tuple[Reason, ...]:
    """Return why units of a lot cannot be shipped from a site, whatever the plan."""
    shipping = mission.disposition(lot, "ship")
    not_allowed = lot.allowed and "ship" not in lot.allowed
    unlawful = shipping is not None and not shipping.lawful
    if not_allowed or unlawful:
        return (Reason.of("why.ship_not_allowed"),)
    errand = kit_errand(mission, lot, site)
    if not errand.modes:
        return (Reason.of("why.nothing_lifts", mass=lot.mass_t, teu=lot.teu),)
    if not reach(mission, errand, permitted=False).reached:
        return (Reason.of("why.no_way"),)
    way = reach(mission, errand, permitted=True)
    if not way.reached:
        return (permission_reason(way.blocked_by),)
    return ()


def _tried(reading: Reading, lot: Lot, site: str) -> tuple[Reason, ...]:
    """Say what comes of one unit more with the plan's serials; nothing where dates are coarse."""
    if reading.coarse:
        return ()
    return reading.one_more.unit(lot, site).reasons(reading.mission)


def _another_trip(
    reading: Reading, lot: Lot, site: str, km: float, worth: float, said: Said
) -> tuple[Reason, ...]:
    """Say what another trip costs at least, and what it saves, where no serial takes one more."""
    if reading.coarse:
        return ()
    if said.rides if said.aboard else reading.one_more.unit(lot, site).rides:
        return ()
    carrying = cheapest_lift(reading.mission, lot, km)
    if carrying is None:
        return ()
    cost = carrying * reading.mission.prices.money
    key = "why.not_worth" if cost > worth else "why.may_pay"
    return (Reason.of(key, cost=cost, worth=worth, km=km),)


def _stays_by_plan(site: Site, left: int) -> list[Reason]:
    if not site.stays_open or not left:
        return []
    return [Reason.of("why.stays")]


def _last(reading: Reading, site: str) -> datetime:
    """Return the moment after which nothing leaves a site."""
    closure = reading.plan.closes.get(site)
    return reading.mission.end if closure is None else closure.close


def _ready_too_late(reading: Reading, lot: Lot, site: str) -> list[Reason]:
    """Say that a lot is ready only after its site closes (or after the deadline)."""
    closure = reading.plan.closes.get(site)
    limit = reading.mission.deadline if closure is None else closure.close
    if lot.ready_from is None or lot.ready_from < limit:
        return []
    return [Reason.of("why.ready_late", when=lot.ready_from)]


def _in_use(site: Site, lot: Lot) -> list[Reason]:
    """Say that a lot serves its site until that stops working."""
    if not lot.in_use or lot.site != site.site or site.stays_open:
        return []
    return [Reason.of("why.in_use", days=site.packing_days)]


def saves(reading: Reading, lot: Lot, site: str) -> float:
    """Return what shipping a unit saves at most at the objective's prices, its journey apart.

    That is what it recovers, less what the unit recovers as it is given up, overdue until then;
    where units are given up in several ways, of the way by which it saves most.
    """
    mission = reading.mission
    given_up = min(
        recovered(mission, lot, one.way, lost=one.fate in BEHIND) - overdue(mission, lot, one.done)
        for one in _given_up(reading, lot, site)
    )
    return recovered(mission, lot, Way.SHIP) - given_up


class GivenUp(NamedTuple):
    """How units are given up, what that comes to, and when nobody waits for them any more."""

    way: str
    fate: str
    done: datetime


def _given_up(reading: Reading, lot: Lot, site: str) -> list[GivenUp]:
    """Return how units of a lot at a site are given up.

    What has no row in the plan is left, and no disposition has a say in it. Whoever waits for kit
    waits for what is abandoned or left until planning ends.
    """
    end = reading.mission.end
    rows = zip(reading.plan.disposals, reading.ends.disposal_fates, strict=True)
    ways = [
        GivenUp(row.disposition, fate, end if fate == Way.ABANDON else row.done)
        for row, fate in rows
        if (row.lot, row.site) == (lot.lot, site) and fate != Way.TRANSFER
    ]
    return ways or [GivenUp(LEFT, LEFT, end)]


def overdue(mission: Mission, lot: Lot, until: datetime) -> float:
    """Return what it costs that one unit is not delivered until a moment, from its due date on."""
    if lot.due_by is None:
        return 0.0
    late = until - max(lot.due_by, mission.start)
    return max(0.0, late / timedelta(days=1)) * mission.prices.unit_day_late


def recovered(mission: Mission, lot: Lot, way: str, *, lost: bool = False) -> float:
    """Return what one unit is worth after a disposition, less its cost, in currency.

    Nobody pays for what is ``lost`` by it, and whoever comes first has it.
    """
    prices = mission.prices
    rule = mission.disposition(lot, way)
    # Without a row of its own, shipping keeps the whole value and costs nothing but the journey.
    share, cost = 1.0, 0.0
    if rule is not None:
        share, cost = rule.recovery_share, rule.cost_per_unit
    worth = lot.value * share * prices.value_lost
    if lost:
        worth = -lot.harm_if_captured * prices.capture_point
    return worth - cost * prices.money


def other_ways(mission: Mission, lot: Lot, site: str) -> Reason:
    """Say which dispositions besides shipping are open to a lot where it stands.

    They are those of the law, its group, its owner and the site.
    """
    place = mission.site[site]
    others = ("transfer", *GIVING, "destroy")
    open_ways = tuple(way for way in others if may_go(mission, lot, place, way))
    if open_ways:
        return Reason.of("why.other_ways", ways=open_ways)
    if lot.owner == "contingent" and not lot.consent:
        return Reason.of("why.no_consent")
    return Reason.of("why.no_other_way")


def may_go(mission: Mission, lot: Lot, place: Site, way: str) -> bool:
    """Say whether a lot may be disposed of in a way at a site."""
    rule = mission.disposition(lot, way)
    if rule is None or not rule.lawful:
        return False
    if lot.allowed and way not in lot.allowed:
        return False
    # Groups say what may become of the mission's own kit; others dispose of theirs as they like.
    if lot.owner == "mission" and way not in GROUPS[lot.disposal_group]:
        return False
    if way in GIVING and lot.kit_class in NEVER_GIVEN:
        return False
    # Kit that is transferred stays in use, so somebody must stay with it.
    if way == "transfer":
        return may_stay(mission, lot, place.site)
    if lot.owner == "contingent" and not lot.consent:
        return False
    return way not in GIVING or bool(place.receiver)


# People


def people_reasons(reading: Reading, party: Party) -> tuple[Reason, ...]:
    """Say why people of a party are late."""
    mission = reading.mission
    errand = people_errand(mission, party)
    # Without a road, or leave to travel it, nothing else could have helped: it is the only reason.
    if not reach(mission, errand, permitted=False).reached:
        return (Reason.of("why.no_way"),)
    way = reach(mission, errand, permitted=True)
    if not way.reached:
        return (permission_reason(way.blocked_by),)
    return (
        *_leaves_late(mission, party),
        *_holds_its_site(reading, party),
        *_crews(reading, party),
        *(people_on_record(reading, party) or _seats(reading, party)),
        *last_move(reading, party),
    )


def people_on_record(reading: Reading, party: Party) -> tuple[Reason, ...]:
    """Say what the planner recorded that it tried for those of a party whom it leaves in."""
    if reading.coarse:
        return ()
    reasons: list[Reason] = []
    for site, people in reading.stranded(party).items():
        said = reading.recorded.of(LoadKind.PEOPLE, party.party, site, people)
        # Half of a record would say that nothing stands in the way of the others.
        if not said.aboard:
            return ()
        reasons += [*said.aboard, *said.further]
    return tuple(reasons)


def _seats(reading: Reading, party: Party) -> tuple[Reason, ...]:
    """Say what comes of trying one person more with what leaves in time."""
    if reading.coarse:
        return ()
    return reading.one_more.person(party).reasons(reading.mission)


def _leaves_late(mission: Mission, party: Party) -> list[Reason]:
    if party.leave_from is None or party.leave_from < mission.deadline:
        return []
    return [Reason.of("why.leave_from", when=party.leave_from)]


def _holds_its_site(reading: Reading, party: Party) -> list[Reason]:
    """Say that a party under arms holds a site that is still open at the deadline."""
    site = reading.mission.site[party.site]
    if not party.armed or not site.holding_people:
        return []
    closure = reading.plan.closes.get(party.site)
    if closure is None:
        return [Reason.of("why.holds_open", people=site.holding_people, when=None)]
    if not site.stays_open and closure.close < reading.mission.deadline:
        return []
    return [Reason.of("why.holds_until", people=site.holding_people, when=closure.close)]


def _crews(reading: Reading, party: Party) -> list[Reason]:
    """Say that people of a party still crew a serial at the deadline, or set out with it after."""
    as_crew = ("people", "crew")
    moves = reading.party_moves.get(party.party, ())
    crewing = [move for move in moves if (move.kind, move.role) == as_crew]
    last = max(crewing, key=lambda move: (move.arrive, move.serial), default=None)
    if last is None or last.arrive <= reading.deadline:
        return []
    when = reading.mission.time(last.arrive)
    return [Reason.of("why.crews", serial=last.serial, when=when)]


def last_move(reading: Reading, party: Party) -> list[Reason]:
    """Say with which serial the last people of a party start for home, or that none is moved."""
    moves = reading.party_moves.get(party.party, ())
    if not moves:
        return [Reason.of("why.not_moved")]
    home = [move for move in moves if reading.mission.is_home(party, move.destination)]
    if not home:
        return []
    last = max(home, key=lambda move: (move.arrive, move.serial))
    when = reading.mission.time(last.leave)
    site = Name("site", last.origin)
    return [Reason.of("why.last_serial", site=site, when=when, serial=last.serial)]


def permission_reason(permissions: Iterable[Permission]) -> Reason:
    """Name the permissions that stand between something and the way out."""
    names = tuple(Name("permission", row.permission) for row in permissions)
    return Reason.of("why.not_permitted", permissions=names)
