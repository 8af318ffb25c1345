"""The verdicts on the deadline.

Impossible only where proven, with the reasons and the earliest dates.

Three kinds of proof: somebody cannot reach any home of theirs in time at all; a holding floor keeps
people at a site that cannot close in time; a cut of the network lets too little through.
"""

import math
from collections.abc import Callable, Iterable

import attrs

from exeunt.feasible.cuts import Crossing, crossing
from exeunt.feasible.reach import LAND, SLACK_HOURS, Arc, Reach
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.reason import Name, Reason
from exeunt.network.homes import kit_homes, may_ship, people_homes

HORIZON_HOURS = 24.0 * 3653
"""As far as a date is looked for."""


NEVER = Reason.of("feasible.when.never")
NO_WAY = Reason.of("feasible.when.no_way")
MOST_LOTS = 3
"""Lots named one by one; the others are counted, lest a list of hundreds hide the verdict."""
MOST_CUTS = 3
"""Cuts told; the others say the same of other sets of sites."""


@attrs.frozen
class Proof:
    """One proof: what it says, and how much cannot be out in time (people or units) by it."""

    reason: Reason
    amount: float


def ships(mission: Mission, lot: Lot) -> bool:
    """Say whether a lot may be shipped and is not out already."""
    is_out = lot.site in kit_homes(mission, lot)
    return may_ship(mission, lot) and lot.quantity > 0 and not is_out


def disposable(mission: Mission, lot: Lot) -> bool:
    """Say whether a lot may lawfully be disposed of where it stands.

    By another way than abandoning it.
    """
    for name in ("transfer", "sell", "gift", "handover", "destroy"):
        row = mission.disposition(lot, name)
        agreed = lot.owner == "mission" or lot.consent or name == "transfer"
        stays = name != "transfer" or mission.site[lot.site].stays_open
        given = name in {"sell", "gift", "handover"} and lot.kit_class in {
            "weapon",
            "ammunition",
            "armour",
        }
        if (
            row is not None
            and row.lawful
            and agreed
            and stays
            and not given
            and (not lot.allowed or name in lot.allowed)
        ):
            return True
    return False


def travellers(mission: Mission) -> list[Party]:
    """Return the parties with people who are not out at the start."""
    return [p for p in mission.parties if p.count > 0 and not mission.is_home(p, p.site)]


def people_reasons(reach: Reach, cuts: Iterable[frozenset[str]]) -> list[Proof]:
    """Return the proofs that not everybody can be out by the deadline, the gravest first.

    None where none was found.
    """
    mission = reach.mission
    parties = travellers(mission)
    limit = mission.hours(mission.deadline)
    late, found = [], []
    for party in parties:
        there = reach.party_arrivals(party)
        first = min(
            (there.get(s, math.inf) for s in people_homes(mission, party)), default=math.inf
        )
        if first > limit + SLACK_HOURS:
            late.append(party)
            reason = Reason.of(
                "feasible.party_late",
                n=party.count,
                party=party.name or party.party,
                when=_before(mission, first),
            )
            found.append(Proof(reason, party.count))
    found += _floor_reasons(reach, limit)
    others = [p for p in parties if p not in late]
    for group, way in (
        (others, "feasible.way.all"),
        ([p for p in others if not p.by_road], "feasible.way.air_sea"),
    ):
        found += _cut_reasons(reach, group, cuts, limit, way)
    return sorted(found, key=lambda r: -r.amount)


def _floor_reasons(reach: Reach, limit: float) -> list[Proof]:
    """Return the sites that cannot close in time and keep people who are not at home there."""
    mission, found = reach.mission, []
    for site in mission.sites:
        if site.holding_people <= 0 or site.role in {"exit", "junction"}:
            continue
        at_home = sum(p.count for p in mission.parties if p.armed and mission.is_home(p, site.site))
        begin = 0.0 if site.close_from is None else max(0.0, mission.hours(site.close_from))
        freed = begin + site.closing_hours - mission.doctrine.last_lift_hours
        floor, name = site.holding_people - at_home, Name("site", site.site)
        if floor <= 0:
            continue
        if site.stays_open:
            reason = Reason.of("feasible.floor_open", n=floor, site=name)
            found.append(Proof(reason, floor))
        elif freed > limit + SLACK_HOURS:
            reason = Reason.of("feasible.floor_until", n=floor, site=name, at=mission.time(freed))
            found.append(Proof(reason, floor))
    return found


def _cut_reasons(
    reach: Reach, parties: list[Party], cuts: Iterable[frozenset[str]], limit: float, way: str
) -> list[Proof]:
    mission, found = reach.mission, []
    home = {p.party: people_homes(mission, p) for p in parties}
    for inside in cuts:
        behind = [p for p in parties if p.site in inside and not home[p.party] & inside]
        need = sum(p.count for p in behind)
        if not need:
            continue
        homes = frozenset().union(*(home[p.party] for p in behind))
        land = any(p.by_road for p in behind)

        def windows(arc: Arc, land: bool = land) -> tuple[tuple[float, float], ...]:
            return () if arc.mode in LAND and not land else reach.people_windows(arc, None)

        most = most_people(crossing(reach, inside, windows, _latest(reach, homes, limit)))
        if most < need - 1e-6:

            def enough(
                at: float,
                inside: frozenset[str] = inside,
                windows: Callable[..., tuple[tuple[float, float], ...]] = windows,
                homes: frozenset[str] = homes,
                need: int = need,
            ) -> bool:
                return (
                    most_people(crossing(reach, inside, windows, _latest(reach, homes, at)))
                    >= need - 1e-6
                )

            when = _first(limit, enough)
            reason = Reason.of(
                "feasible.people_cut",
                n=need,
                places=_places({p.site for p in behind}),
                most=int(most),
                way=Reason.of(way),
                when=_when(mission, when),
            )
            found.append(Proof(reason, need - most))
    return _gravest(found)


def most_people(found: Crossing) -> float:
    """Return the most people that cross by any way."""
    return found.people_surface + found.people_air


def _latest(reach: Reach, homes: frozenset[str], limit: float) -> Callable[[Arc], float]:
    """Return the last moment at which a departure along an arc can still reach a home in time."""
    return lambda arc: (
        limit
        - arc.hours
        - min(
            (reach.distance("*", arc.destination).get(h, math.inf) for h in homes), default=math.inf
        )
    )


def _first(limit: float, enough: Callable[[float], bool]) -> float:
    """Return the first hour, to a quarter and from below, at which ``enough`` holds.

    Inf where it does not within ten years.
    """
    low, high = limit, HORIZON_HOURS
    if not enough(high):
        return math.inf
    while high - low > 0.25:
        middle = (low + high) / 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return low


def _when(mission: Mission, hours: float) -> Reason:
    """Say when something can be over at the earliest."""
    if hours == math.inf:
        return NEVER
    return Reason.of("feasible.when.not_before", at=mission.time(hours))


def _before(mission: Mission, hours: float) -> Reason:
    """Say before when something cannot be, or that it never can."""
    if hours == math.inf:
        return NO_WAY
    return Reason.of("feasible.when.before", at=mission.time(hours))


def _places(sites: set[str]) -> tuple[Name, ...]:
    return tuple(Name("site", site) for site in sorted(sites))


def _gravest(found: list[Proof]) -> list[Proof]:
    """Return the gravest three of the cuts; the others say the same of other sets of sites."""
    return sorted(found, key=lambda r: -r.amount)[:MOST_CUTS]


def kit_reasons(reach: Reach, cuts: Iterable[frozenset[str]]) -> list[Proof]:
    """Return the proofs that not all kit that may be shipped can be shipped by the deadline.

    The gravest first.
    """
    mission = reach.mission
    limit = mission.hours(mission.deadline)
    lots = [lot for lot in mission.lots if ships(mission, lot)]
    late, found = [], []
    for lot in lots:
        there = reach.lot_arrivals(lot)
        first = min((there.get(s, math.inf) for s in kit_homes(mission, lot)), default=math.inf)
        if first > limit + SLACK_HOURS:
            late.append(lot)
            reason = Reason.of(
                "feasible.lot_late",
                n=lot.quantity,
                lot=lot.item or lot.lot,
                site=Name("site", lot.site),
                when=_before(mission, first),
            )
            found.append(Proof(reason, lot.quantity))
    others = [lot for lot in lots if lot not in late]
    found = sorted(found, key=lambda r: -r.amount)
    if len(found) > MOST_LOTS:
        rest = sum(int(proof.amount) for proof in found[MOST_LOTS:])
        others_late = Reason.of("feasible.lots_late", n=rest, lots=len(late) - MOST_LOTS)
        found = [*found[:MOST_LOTS], Proof(others_late, rest)]
    homes = [(lot, kit_homes(mission, lot)) for lot in others]
    lacks = [r for inside in cuts for r in _kit_cut(reach, inside, homes, limit)]
    return [*found, *_loading_reasons(mission, others, limit), *_gravest(lacks)]


def _loading_reasons(mission: Mission, lots: list[Lot], limit: float) -> list[Proof]:
    """Return the sites at which more must be loaded than can be."""
    found = []
    for site in mission.sites:
        if site.load_teu_per_day is None:
            continue
        need = sum(
            lot.quantity * lot.teu for lot in lots if lot.site == site.site and not lot.self_driving
        )
        span = max(24.0, site.turn_hours)
        most = (math.floor(limit / span + 1e-6) + 1) * site.load_teu_per_day * span / 24
        if need > most + 1e-6:
            done = (
                (math.ceil(need / (site.load_teu_per_day * span / 24)) - 1) * span
                if site.load_teu_per_day > 0
                else math.inf
            )
            reason = Reason.of(
                "feasible.loading.text",
                site=Name("site", site.site),
                most=most,
                need=need,
                when=_when(mission, done),
            )
            found.append(Proof(reason, need - most))
    return found


def _kit_cut(
    reach: Reach, inside: frozenset[str], lots: list[tuple[Lot, frozenset[str]]], limit: float
) -> list[Proof]:
    mission = reach.mission
    behind = [lot for lot, home in lots if lot.site in inside and not home & inside]
    if not behind:
        return []
    homes = frozenset().union(
        *(home for lot, home in lots if lot.site in inside and not home & inside)
    )

    def short(at: float) -> _Lack | None:
        found = crossing(
            reach, inside, lambda a: reach.windows(a, "cargo", None), _latest(reach, homes, at)
        )
        return _short(reach, behind, found)

    lack = short(limit)
    if lack is None:
        return []
    when = _first(limit, lambda at: short(at) is None)
    reason = Reason.of(
        f"feasible.kit_cut.{lack.unit}",
        places=_places({lot.site for lot in behind}),
        most=math.floor(lack.most),
        need=math.ceil(lack.need),
        when=_when(mission, when),
    )
    return [Proof(reason, lack.amount)]


@attrs.frozen
class _Lack:
    """What more is needed than can cross a cut, in one measure: ``TEU``, ``t`` or ``vehicles``."""

    need: float
    most: float
    unit: str

    @property
    def amount(self) -> float:
        """How much is lacking."""
        return self.need - self.most


def _short(reach: Reach, lots: list[Lot], found: Crossing) -> _Lack | None:
    """Return the greatest lack, each in its own measure.

    None where all that is needed can cross.
    """
    carried = [lot for lot in lots if not lot.self_driving]
    teu = sum(lot.quantity * lot.teu for lot in carried)
    tonnes = sum(lot.quantity * lot.mass_t for lot in carried)
    largest_teu = max((m.teu for m in reach.movers), default=0.0)
    largest_t = max((m.payload_t for m in reach.movers), default=0.0)
    by_size = _vehicles(lots, "teu", largest_teu, found.air_teu)
    by_mass = _vehicles(lots, "mass_t", largest_t, found.air_tonnes_t)
    measures = [
        _Lack(teu, found.teu + found.air_teu, "TEU"),
        _Lack(tonnes, found.tonnes_t + found.air_tonnes_t, "t"),
        _Lack(by_size, found.vehicles, "vehicles"),
        _Lack(by_mass, found.vehicles, "vehicles"),
    ]
    lacks = [measure for measure in measures if measure.most < measure.need - 1e-6]
    return max(lacks, key=lambda lack: (lack.amount, lack.unit), default=None)


def _vehicles(lots: list[Lot], measure: str, largest: float, flown: float) -> float:
    """Return the fewest vehicles in the column that take the lots, by TEU or by mass.

    A driven unit is one or is carried.
    """
    if largest <= 0:
        return 0.0 if flown > 0 else float(sum(lot.quantity for lot in lots if lot.self_driving))
    each = [(lot, (lot.teu if measure == "teu" else lot.mass_t) / largest) for lot in lots]
    return (
        sum(lot.quantity * (min(1.0, share) if lot.self_driving else share) for lot, share in each)
        - flown / largest
    )
