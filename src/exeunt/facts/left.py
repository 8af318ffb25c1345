"""What is left, who is late, and why: only reasons that mission and plan themselves show."""

from collections.abc import Callable, Iterable

import attrs

from exeunt.facts.series import Reading
from exeunt.facts.ways import cheapest_lift, kit_errand, people_errand, reach
from exeunt.model.forces import DISPOSITIONS, GIVING, GROUPS, NEVER_GIVEN, Lot, Party
from exeunt.model.mission import Mission

FULL = 0.97
"""Share of a capacity from which it counts as used up."""


@attrs.frozen(kw_only=True)
class Reason:
    """A reason as a key of the catalogue of words, with what its sentence names."""

    key: str
    args: dict[str, object] = attrs.field(factory=dict)


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
    """People of a party who are not out at the deadline; ``not_out`` of them not when planning ends either."""

    party: Party
    late: int
    not_out: int
    last_out: float | None
    person_days: float
    reasons: tuple[Reason, ...]


def behind(reading: Reading, grain: Callable[[float], float] = float) -> tuple[Behind, ...]:
    """List the kit that stays behind, what would harm most first; ``grain`` makes numbers as coarse as their order may be told."""
    rows = [
        Behind(
            lot=lot,
            site=site,
            left=left,
            abandoned=abandoned,
            reasons=(
                *kit_reasons(reading, lot, site, left),
                other_ways(reading.mission, lot, site),
            ),
        )
        for lot, site, left, abandoned in reading.behind
    ]
    return tuple(
        sorted(
            rows,
            key=lambda b: (
                -grain(b.units) * b.lot.harm_if_captured,
                -grain(b.units) * b.lot.value,
                b.lot.lot,
                b.site,
            ),
        )
    )


def late(reading: Reading, grain: Callable[[float], float] = float) -> tuple[Late, ...]:
    """List the parties with people who are late, most people first; ``grain`` makes numbers as coarse as their order may be told."""
    rows = []
    for party in reading.leavers:
        out = reading.party_out(party)
        missing = round(party.count - out.at(reading.deadline))
        if missing <= 0:
            continue
        final = out.at(reading.end)
        last = out.settled(reading.end) if final > out.at(reading.deadline) else None
        days = (
            party.count * (reading.end - reading.deadline)
            - out.integral(reading.deadline, reading.end)
        ) / 24
        rows.append(
            Late(
                party=party,
                late=missing,
                not_out=round(party.count - final),
                last_out=last,
                person_days=days,
                reasons=people_reasons(reading, party),
            )
        )
    return tuple(sorted(rows, key=lambda r: (-grain(r.not_out), -grain(r.late), r.party.party)))


def fate_reasons(reading: Reading) -> dict[str, tuple[Reason, ...]]:
    """Say, by lot, why those of its units that are not shipped are not, whatever becomes of them instead."""
    found = {}
    for name, fate in reading.fates.items():
        if fate.shipped < fate.lot.quantity:
            stays = fate.disposed.get("transfer", 0) == fate.lot.quantity - fate.shipped
            found[name] = (
                (Reason(key="why.transferred"),)
                if stays
                else kit_reasons(reading, fate.lot, fate.lot.site, fate.left)
            )
    return found


def kit_reasons(reading: Reading, lot: Lot, site: str, left: int) -> tuple[Reason, ...]:
    """Say why units of a lot at a site are not shipped, as far as mission and plan show it; ``left`` of them have no row in the plan."""
    mission = reading.mission
    row = mission.disposition(lot, "ship")
    if (lot.allowed and "ship" not in lot.allowed) or (row is not None and not row.lawful):
        return (Reason(key="why.ship_not_allowed"),)
    errand = kit_errand(mission, lot, site)
    if not errand.modes:
        return (Reason(key="why.nothing_lifts", args={"mass": lot.mass_t, "teu": lot.teu}),)
    if not reach(mission, errand, permitted=False).reached:
        return (Reason(key="why.no_way"),)
    way = reach(mission, errand, permitted=True)
    if not way.reached:
        return (permission_reason(way.blocked_by),)
    found = too_late(reading, lot.ready_from, site, "why.ready_late")
    if mission.site[site].stays_open and left:
        found.insert(0, Reason(key="why.stays"))
    cost = cheapest_lift(mission, lot, way.km)
    worth = (
        lot.value * (1.0 if row is None else row.recovery_share) * mission.prices.value_lost
        + lot.harm_if_captured * mission.prices.capture_point
    )
    spent = (
        None
        if cost is None
        else (cost + (0.0 if row is None else row.cost_per_unit)) * mission.prices.money
    )
    if spent is not None and spent > worth:
        found.append(
            Reason(key="why.not_worth", args={"cost": spent, "worth": worth, "km": way.km})
        )
    return tuple(found + used_up(reading, site, "teu")) or (Reason(key="why.not_shown_kit"),)


def other_ways(mission: Mission, lot: Lot, site: str) -> Reason:
    """Say which dispositions besides shipping are open to a lot where it stands: those of the law, its group, its owner and the site."""
    found, place = [], mission.site[site]
    group = GROUPS[lot.disposal_group] if lot.owner == "mission" else DISPOSITIONS
    shut = {"" if place.stays_open else "transfer", "" if place.receiver else "handover"}
    for way in ("transfer", *GIVING, "destroy"):
        row = mission.disposition(lot, way)
        lawful = (
            row is not None
            and row.lawful
            and (not lot.allowed or way in lot.allowed)
            and way in group
        )
        given = way in GIVING and lot.kit_class in NEVER_GIVEN
        asked = way != "transfer" and lot.owner == "contingent" and not lot.consent
        if lawful and not given and not asked and way not in shut:
            found.append(way)
    if found:
        return Reason(key="why.other_ways", args={"ways": tuple(found)})
    return Reason(
        key="why.no_consent"
        if lot.owner == "contingent" and not lot.consent
        else "why.no_other_way"
    )


def people_reasons(reading: Reading, party: Party) -> tuple[Reason, ...]:
    """Say why people of a party are late, as far as mission and plan show it."""
    mission = reading.mission
    errand = people_errand(mission, party)
    if not reach(mission, errand, permitted=False).reached:
        return (Reason(key="why.no_way"),)
    way = reach(mission, errand, permitted=True)
    if not way.reached:
        return (permission_reason(way.blocked_by),)
    found = []
    if party.leave_from is not None and party.leave_from >= mission.deadline:
        found.append(Reason(key="why.leave_from", args={"when": party.leave_from}))
    close = reading.plan.closes.get(party.site)
    site = mission.site[party.site]
    if (
        party.armed
        and site.holding_people
        and (site.stays_open or close is None or close.close >= mission.deadline)
    ):
        key = "why.holds_open" if close is None else "why.holds_until"
        found.append(
            Reason(
                key=key,
                args={
                    "people": site.holding_people,
                    "when": None if close is None else close.close,
                },
            )
        )
    if any(
        load.kind == "people" and load.item == party.party and load.role == "crew"
        for load in reading.plan.loads
    ):
        found.append(Reason(key="why.crews"))
    found += used_up(reading, party.site, "seats")
    return (*(found or [Reason(key="why.not_shown_people")]), *last_move(reading, party))


def last_move(reading: Reading, party: Party) -> list[Reason]:
    """Say with which serial the last people of a party start the way that takes them home, or that the plan does not move them."""
    moves = reading.party_moves.get(party.party, ())
    if not moves:
        return [Reason(key="why.not_moved")]
    home = [m for m in moves if reading.mission.is_home(party, m.destination)]
    if not home:
        return []
    last = max(home, key=lambda m: (m.arrive, m.serial))
    return [
        Reason(
            key="why.last_serial",
            args={
                "site": last.origin,
                "when": reading.mission.time(last.leave),
                "serial": last.serial,
            },
        )
    ]


def permission_reason(rows: Iterable[object]) -> Reason:
    """Name the permissions that stand between something and the way out."""
    return Reason(key="why.not_permitted", args={"permissions": tuple(rows)})


def too_late(reading: Reading, ready: object, site: str, key: str) -> list[Reason]:
    """Say that something is ready only after its site closes, or after the deadline."""
    close = reading.plan.closes.get(site)
    limit = reading.mission.deadline if close is None else close.close
    return [Reason(key=key, args={"when": ready})] if ready is not None and ready >= limit else []  # type: ignore[operator]


def used_up(reading: Reading, site: str, what: str) -> list[Reason]:
    """Say which capacities at a site the plan uses to the full: the room on convoys that leave, the loading rate."""
    room, taken = room_leaving(reading, site, what)
    found = (
        [Reason(key=f"why.full_{what}", args={"taken": taken, "room": room})]
        if room and taken >= FULL * room
        else []
    )
    rate = reading.mission.site[site].load_teu_per_day
    if what == "teu" and rate:
        boarded = [
            m
            for lot, moves in reading.lot_moves.items()
            for m in moves
            if m.origin == site and m.role == "carried"
        ]
        loaded = sum(m.quantity * reading.mission.lot[m.item].teu for m in boarded)
        days = max((m.leave for m in boarded), default=0.0) / 24
        if days and loaded >= FULL * rate * days:
            found.append(Reason(key="why.loading_rate", args={"rate": rate}))
    return found


def room_leaving(reading: Reading, site: str, what: str) -> tuple[float, float]:
    """Return the room in TEU or seats on all stages that leave a site by land or water, and how much of it is taken."""
    mission, plan = reading.mission, reading.plan
    room = taken = 0.0
    for stage in plan.stages:
        if stage.origin != site or stage.mode == "air":
            continue
        for load in plan.aboard.get(stage.serial, ()):
            if not load.board_stage <= stage.stage <= load.alight_stage:
                continue
            if load.kind == "vehicle":
                kind = mission.vehicle[mission.fleet[load.item].vehicle]
                room += load.quantity * (kind.teu if what == "teu" else kind.seats)
            elif load.kind == "lot" and what == "seats" and load.role == "driven":
                room += load.quantity * mission.lot[load.item].seats
            elif load.kind == "lot" and what == "teu" and load.role == "carried":
                taken += load.quantity * mission.lot[load.item].teu
            elif load.kind == "people" and what == "seats" and load.role == "passenger":
                taken += load.quantity
    return room, taken
