"""What is left, who is late, and why: only reasons that mission and plan themselves show."""

from collections.abc import Callable, Iterable, Iterator

import attrs

from exeunt.facts.curves import Curve
from exeunt.facts.kit import KitBehind
from exeunt.facts.series import Reading
from exeunt.facts.ways import Reach, cheapest_lift, kit_errand, people_errand, reach
from exeunt.facts.whereabouts import Move
from exeunt.model.dispositions import Disposition
from exeunt.model.forces import GIVING, GROUPS, NEVER_GIVEN, Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Load
from exeunt.model.reason import Name, Reason
from exeunt.model.stores import Permission
from exeunt.network.homes import may_stay

FULL = 0.97
"""Share of a capacity from which it counts as used up. Assumed."""


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
            reasons[name] = kit_reasons(reading, fate.lot, fate.lot.site, fate.left)
    return reasons


# Kit


def kit_reasons(reading: Reading, lot: Lot, site: str, left: int) -> tuple[Reason, ...]:
    """Say why units of a lot at a site are not shipped, as far as mission and plan show it.

    ``left`` of them have no row in the plan. What alone would keep them is the only reason given.
    """
    mission = reading.mission
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
    reasons = [
        *_stays_by_plan(mission.site[site], left),
        *_ready_too_late(reading, lot, site),
        *_in_use(mission.site[site], lot),
        *_not_worth(mission, lot, shipping, way),
        *no_room(reading, site),
        *slow_loading(reading, site),
        *slow_packing(reading, site),
    ]
    return tuple(reasons) or (Reason.of("why.not_shown_kit"),)


def _stays_by_plan(site: Site, left: int) -> list[Reason]:
    if not site.stays_open or not left:
        return []
    return [Reason.of("why.stays")]


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


def _not_worth(
    mission: Mission, lot: Lot, shipping: Disposition | None, way: Reach
) -> list[Reason]:
    """Say that shipping a unit costs more than what it saves, at the prices of the objective."""
    carrying = cheapest_lift(mission, lot, way.km)
    if carrying is None:
        return []
    # Without a row of its own, shipping keeps the whole value and costs nothing but the journey.
    recovery = 1.0
    handling = 0.0
    if shipping is not None:
        recovery = shipping.recovery_share
        handling = shipping.cost_per_unit
    prices = mission.prices
    value_saved = lot.value * recovery * prices.value_lost
    worth = value_saved + lot.harm_if_captured * prices.capture_point
    cost = (carrying + handling) * prices.money
    if cost <= worth:
        return []
    return [Reason.of("why.not_worth", cost=cost, worth=worth, km=way.km)]


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
    """Say why people of a party are late, as far as mission and plan show it."""
    mission = reading.mission
    errand = people_errand(mission, party)
    # Without a road, or leave to travel it, nothing else could have helped: it is the only reason.
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
    ]
    if not reasons:
        reasons = [Reason.of("why.not_shown_people")]
    return (*reasons, *last_move(reading, party))


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
    """Say that people of a party drive: they go back for more, and leave last."""
    as_crew = ("people", party.party, "crew")
    for load in reading.plan.loads:
        if (load.kind, load.item, load.role) == as_crew:
            return [Reason.of("why.crews")]
    return []


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
            vehicle = mission.vehicle[mission.fleet[load.item].vehicle]
            room += load.quantity * vehicle.teu
        elif load.kind == "lot" and load.role == "carried":
            lot = mission.lot[load.item]
            taken += load.quantity * lot.teu
    return Room(room, taken).reasons("why.full_teu")


def no_seats(reading: Reading, site: str) -> list[Reason]:
    """Say that the plan fills the seats on what leaves a site."""
    mission = reading.mission
    seats = taken = 0.0
    for load in leaving(reading, site):
        if load.kind == "vehicle":
            vehicle = mission.vehicle[mission.fleet[load.item].vehicle]
            seats += load.quantity * vehicle.seats
        elif load.kind == "lot" and load.role == "driven":
            # Vehicles that go home as kit have seats for those who go with them.
            lot = mission.lot[load.item]
            seats += load.quantity * lot.seats
        elif load.kind == "people" and load.role == "passenger":
            taken += load.quantity
    return Room(seats, taken).reasons("why.full_seats")


def leaving(reading: Reading, site: str) -> list[Load]:
    """Return what is aboard stages that leave a site by land or water, once a stage."""
    plan = reading.plan
    aboard = []
    for stage in plan.stages:
        if stage.origin != site or stage.mode == "air":
            continue
        loads = plan.aboard.get(stage.serial, ())
        aboard += [load for load in loads if load.board_stage <= stage.stage <= load.alight_stage]
    return aboard


def slow_loading(reading: Reading, site: str) -> list[Reason]:
    """Say that a site loads as fast as it can until its last kit leaves."""
    rate = reading.mission.site[site].load_teu_per_day
    return _used_up("why.loading_rate", rate, list(_carried(reading, site)))


def slow_packing(reading: Reading, site: str) -> list[Reason]:
    """Say that a site packs its own kit as fast as it can until the last of it leaves."""
    rate = reading.mission.site[site].pack_teu_per_day
    own = [(lot, move) for lot, move in _carried(reading, site) if lot.site == site]
    return _used_up("why.packing_rate", rate, own)


def _carried(reading: Reading, site: str) -> Iterator[tuple[Lot, Move]]:
    """Yield the lots that are carried away from a site, move by move."""
    for name, moves in reading.lot_moves.items():
        for move in moves:
            if move.origin == site and move.role == "carried":
                yield reading.mission.lot[name], move


def _used_up(key: str, rate: float | None, moves: list[tuple[Lot, Move]]) -> list[Reason]:
    """Say that a rate in TEU a day is used up by what is carried away."""
    # Over the whole time to the last departure: a site that was idle for a day had time to spare.
    days = max((move.leave for _, move in moves), default=0.0) / 24
    taken = sum(move.quantity * lot.teu for lot, move in moves)
    if not rate or not days or taken < FULL * rate * days:
        return []
    return [Reason.of(key, rate=rate)]
