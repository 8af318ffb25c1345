"""What is left, who is late, and why: only reasons that mission and plan themselves show."""

from collections.abc import Callable, Iterable

import attrs

from exeunt.facts.curves import Curve
from exeunt.facts.series import KitBehind, Reading
from exeunt.facts.ways import Reach, cheapest_lift, kit_errand, people_errand, reach
from exeunt.model.forces import (
    GIVING,
    GROUPS,
    NEVER_GIVEN,
    Disposition,
    Lot,
    Party,
)
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Load, Stage
from exeunt.model.reason import Name, Reason
from exeunt.model.stores import Permission

FULL = 0.97
"""Share of a capacity from which it counts as used up. Assumed."""


@attrs.frozen(kw_only=True)
class Behind:
    """Units of a lot that stay behind at a site."""

    lot: Lot
    site: str
    left: int
    abandoned: int
    reasons: tuple[Reason, ...]

    @property
    def units(self) -> int:
        """Units left and abandoned."""
        return self.left + self.abandoned


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
        units = grain(kit.units)
        return (-units * kit.lot.harm_if_captured, -units * kit.lot.value, kit.lot.lot, kit.site)

    return tuple(sorted((_behind(reading, kit) for kit in reading.behind), key=most_harmful))


def _behind(reading: Reading, kit: KitBehind) -> Behind:
    return Behind(
        lot=kit.lot,
        site=kit.site,
        left=kit.left,
        abandoned=kit.abandoned,
        reasons=(
            *kit_reasons(reading, kit.lot, kit.site, kit.left),
            other_ways(reading.mission, kit.lot, kit.site),
        ),
    )


def late(reading: Reading, grain: Callable[[float], float] = float) -> tuple[Late, ...]:
    """List the parties with people who are late, most people first.

    ``grain`` makes numbers as coarse as their order may be told.
    """
    parties = []
    for party in reading.leavers:
        out = reading.party_out(party)
        missing = round(party.count - out.at(reading.deadline))
        if missing > 0:
            parties.append(_late(reading, party, out, missing))
    return tuple(sorted(parties, key=lambda p: (-grain(p.not_out), -grain(p.late), p.party.party)))


def _late(reading: Reading, party: Party, out: Curve, missing: int) -> Late:
    deadline, end = reading.deadline, reading.end
    final = out.at(end)
    out_hours = out.integral(deadline, end)
    return Late(
        party=party,
        late=missing,
        not_out=round(party.count - final),
        last_out=out.settled(end) if final > out.at(deadline) else None,
        person_days=(party.count * (end - deadline) - out_hours) / 24,
        reasons=people_reasons(reading, party),
    )


def fate_reasons(reading: Reading) -> dict[str, tuple[Reason, ...]]:
    """Say, by lot, why units of it are not shipped, whatever becomes of them instead."""
    reasons = {}
    for name, fate in reading.fates.items():
        stay = fate.lot.quantity - fate.shipped
        if stay > 0:
            transferred = fate.disposed.get("transfer", 0) == stay
            reasons[name] = (
                (Reason.of("why.transferred"),)
                if transferred
                else kit_reasons(reading, fate.lot, fate.lot.site, fate.left)
            )
    return reasons


# Kit


def kit_reasons(reading: Reading, lot: Lot, site: str, left: int) -> tuple[Reason, ...]:
    """Say why units of a lot at a site are not shipped, as far as mission and plan show it.

    ``left`` of them have no row in the plan. What alone would keep them is the only reason given.
    """
    mission = reading.mission
    shipping = mission.disposition(lot, "ship")
    if (lot.allowed and "ship" not in lot.allowed) or (shipping and not shipping.lawful):
        return (Reason.of("why.ship_not_allowed"),)
    errand = kit_errand(mission, lot, site)
    if not errand.modes:
        return (Reason.of("why.nothing_lifts", mass=lot.mass_t, teu=lot.teu),)
    if not reach(mission, errand, permitted=False).reached:
        return (Reason.of("why.no_way"),)
    way = reach(mission, errand, permitted=True)
    if not way.reached:
        return (permission_reason(way.blocked_by),)
    reasons = [
        *_stays_by_plan(mission.site[site], left),
        *_ready_too_late(reading, lot, site),
        *_not_worth(mission, lot, shipping, way),
        *no_room(reading, site),
        *slow_loading(reading, site),
    ]
    return tuple(reasons) or (Reason.of("why.not_shown_kit"),)


def _stays_by_plan(site: Site, left: int) -> list[Reason]:
    return [Reason.of("why.stays")] if site.stays_open and left else []


def _ready_too_late(reading: Reading, lot: Lot, site: str) -> list[Reason]:
    """Say that a lot is ready only after its site closes (or after the deadline)."""
    closure = reading.plan.closes.get(site)
    limit = reading.mission.deadline if closure is None else closure.close
    if lot.ready_from is None or lot.ready_from < limit:
        return []
    return [Reason.of("why.ready_late", when=lot.ready_from)]


def _not_worth(
    mission: Mission, lot: Lot, shipping: Disposition | None, way: Reach
) -> list[Reason]:
    """Say that shipping a unit costs more than what it saves, at the prices of the objective."""
    carrying = cheapest_lift(mission, lot, way.km)
    if carrying is None:
        return []
    recovery = 1.0 if shipping is None else shipping.recovery_share
    handling = 0.0 if shipping is None else shipping.cost_per_unit
    prices = mission.prices
    worth = lot.value * recovery * prices.value_lost + lot.harm_if_captured * prices.capture_point
    cost = (carrying + handling) * prices.money
    if cost <= worth:
        return []
    return [Reason.of("why.not_worth", cost=cost, worth=worth, km=way.km)]


def other_ways(mission: Mission, lot: Lot, site: str) -> Reason:
    """Say which dispositions besides shipping are open to a lot where it stands.

    They are those of the law, its group, its owner and the site.
    """
    place = mission.site[site]
    open_ways = tuple(
        way for way in ("transfer", *GIVING, "destroy") if may_go(mission, lot, place, way)
    )
    if open_ways:
        return Reason.of("why.other_ways", ways=open_ways)
    if lot.owner == "contingent" and not lot.consent:
        return Reason.of("why.no_consent")
    return Reason.of("why.no_other_way")


def may_go(mission: Mission, lot: Lot, place: Site, way: str) -> bool:
    """Say whether a lot may be disposed of in a way at a site."""
    rule = mission.disposition(lot, way)
    if rule is None or not rule.lawful or (lot.allowed and way not in lot.allowed):
        return False
    # Groups say what may become of the mission's own kit; others dispose of theirs as they like.
    if lot.owner == "mission" and way not in GROUPS[lot.disposal_group]:
        return False
    if way in GIVING and lot.kit_class in NEVER_GIVEN:
        return False
    if way == "transfer":
        return place.stays_open
    if lot.owner == "contingent" and not lot.consent:
        return False
    return way != "handover" or bool(place.receiver)


# People


def people_reasons(reading: Reading, party: Party) -> tuple[Reason, ...]:
    """Say why people of a party are late, as far as mission and plan show it."""
    mission = reading.mission
    errand = people_errand(mission, party)
    if not reach(mission, errand, permitted=False).reached:
        return (Reason.of("why.no_way"),)
    way = reach(mission, errand, permitted=True)
    if not way.reached:
        return (permission_reason(way.blocked_by),)
    reasons = [
        *_leaves_late(mission, party),
        *_holds_its_site(reading, party),
        *_crews(reading, party),
        *no_seats(reading, party.site),
    ] or [Reason.of("why.not_shown_people")]
    return (*reasons, *last_move(reading, party))


def _leaves_late(mission: Mission, party: Party) -> list[Reason]:
    if party.leave_from is None or party.leave_from < mission.deadline:
        return []
    return [Reason.of("why.leave_from", when=party.leave_from)]


def _holds_its_site(reading: Reading, party: Party) -> list[Reason]:
    """Say that a party under arms holds a site that is still open at the deadline."""
    site = reading.mission.site[party.site]
    closure = reading.plan.closes.get(party.site)
    closes = None if closure is None else closure.close
    open_then = site.stays_open or closes is None or closes >= reading.mission.deadline
    if not party.armed or not site.holding_people or not open_then:
        return []
    key = "why.holds_open" if closes is None else "why.holds_until"
    return [Reason.of(key, people=site.holding_people, when=closes)]


def _crews(reading: Reading, party: Party) -> list[Reason]:
    def is_crew(load: Load) -> bool:
        return (load.kind, load.item, load.role) == ("people", party.party, "crew")

    return [Reason.of("why.crews")] if any(map(is_crew, reading.plan.loads)) else []


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


# Capacities that the plan uses to the full


@attrs.frozen
class Room:
    """Room on stages that leave a site by land or water, in TEU or seats, and how much is taken."""

    room: float
    taken: float

    def reasons(self, key: str) -> list[Reason]:
        """Say that it is used up, where it is."""
        if not self.room or self.taken < FULL * self.room:
            return []
        return [Reason.of(key, taken=self.taken, room=self.room)]


def no_room(reading: Reading, site: str) -> list[Reason]:
    """Say that the plan fills the room for kit on what leaves a site."""
    mission = reading.mission
    room = taken = 0.0
    for load in leaving(reading, site):
        if load.kind == "vehicle":
            room += load.quantity * mission.vehicle[mission.fleet[load.item].vehicle].teu
        elif load.kind == "lot" and load.role == "carried":
            taken += load.quantity * mission.lot[load.item].teu
    return Room(room, taken).reasons("why.full_teu")


def no_seats(reading: Reading, site: str) -> list[Reason]:
    """Say that the plan fills the seats on what leaves a site."""
    mission = reading.mission
    seats = taken = 0.0
    for load in leaving(reading, site):
        if load.kind == "vehicle":
            seats += load.quantity * mission.vehicle[mission.fleet[load.item].vehicle].seats
        elif load.kind == "lot" and load.role == "driven":
            seats += load.quantity * mission.lot[load.item].seats
        elif load.kind == "people" and load.role == "passenger":
            taken += load.quantity
    return Room(seats, taken).reasons("why.full_seats")


def leaving(reading: Reading, site: str) -> list[Load]:
    """Return what is aboard stages that leave a site by land or water, once a stage."""

    def aboard(load: Load, stage: Stage) -> bool:
        return load.board_stage <= stage.stage <= load.alight_stage

    plan = reading.plan
    stages = [one for one in plan.stages if one.origin == site and one.mode != "air"]
    return [
        load
        for stage in stages
        for load in plan.aboard.get(stage.serial, ())
        if aboard(load, stage)
    ]


def slow_loading(reading: Reading, site: str) -> list[Reason]:
    """Say that a site loads as fast as it can until its last kit leaves."""
    rate = reading.mission.site[site].load_teu_per_day
    if not rate:
        return []
    boarded = [
        move
        for moves in reading.lot_moves.values()
        for move in moves
        if move.origin == site and move.role == "carried"
    ]
    loaded = sum(move.quantity * reading.mission.lot[move.item].teu for move in boarded)
    days = max((move.leave for move in boarded), default=0.0) / 24
    if not days or loaded < FULL * rate * days:
        return []
    return [Reason.of("why.loading_rate", rate=rate)]
