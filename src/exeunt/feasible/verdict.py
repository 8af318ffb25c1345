"""The verdicts on the deadline: impossible only where proven, with the reasons and the earliest dates.

Three kinds of proof: somebody cannot reach any home of theirs in time at all; a holding floor keeps people
at a site that cannot close in time; a cut of the network lets too little through.
"""

import math
from collections.abc import Callable, Iterable

import attrs

from exeunt.feasible.cuts import Crossing, crossing
from exeunt.feasible.reach import LAND, SLACK_HOURS, Arc, Reach
from exeunt.feasible.words import day, listed, many
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.network.homes import kit_homes, may_ship, people_homes

HORIZON_HOURS = 24.0 * 3653
"""As far as a date is looked for."""


@attrs.frozen
class Reason:
    """One proof: what it says, and how much cannot be out in time (people or units) by it."""

    text: str
    amount: float


def ships(mission: Mission, lot: Lot) -> bool:
    """Say whether a lot may be shipped and is not out already."""
    is_out = lot.site in kit_homes(mission, lot)
    return may_ship(mission, lot) and lot.quantity > 0 and not is_out


def disposable(mission: Mission, lot: Lot) -> bool:
    """Say whether a lot may lawfully be disposed of where it stands, by another way than abandoning it."""
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


def people_reasons(reach: Reach, cuts: Iterable[frozenset[str]]) -> list[Reason]:
    """Return the proofs that not everybody can be out by the deadline, the gravest first; none where none was found."""
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
            when = (
                "at all: no way that is open and permitted leads out"
                if first == math.inf
                else f"before {day(mission, first)}"
            )
            found.append(
                Reason(
                    f"{many(party.count, 'person', 'people')} of {party.name or party.party} cannot be out {when}.",
                    party.count,
                )
            )
    found += _floor_reasons(reach, limit)
    others = [p for p in parties if p not in late]
    for group, way in (
        (others, "by all ways"),
        ([p for p in others if not p.by_road], "by air and sea"),
    ):
        found += _cut_reasons(reach, group, cuts, limit, way)
    return sorted(found, key=lambda r: -r.amount)


def _floor_reasons(reach: Reach, limit: float) -> list[Reason]:
    """Return the sites that cannot close in time and keep people who are not at home there."""
    mission, found = reach.mission, []
    for site in mission.sites:
        if site.holding_people <= 0 or site.role in {"exit", "junction"}:
            continue
        at_home = sum(p.count for p in mission.parties if p.armed and mission.is_home(p, site.site))
        begin = 0.0 if site.close_from is None else max(0.0, mission.hours(site.close_from))
        freed = (
            math.inf
            if site.stays_open
            else begin + site.closing_hours - mission.doctrine.last_lift_hours
        )
        name, floor = site.name or site.site, site.holding_people - at_home
        if floor > 0 and freed > limit + SLACK_HOURS:
            why = (
                "stays open" if site.stays_open else f"cannot be left before {day(mission, freed)}"
            )
            found.append(
                Reason(
                    f"{name} {why} and holds {many(floor, 'armed person', 'armed people')} who are not at home there.",
                    floor,
                )
            )
    return found


def _cut_reasons(
    reach: Reach, parties: list[Party], cuts: Iterable[frozenset[str]], limit: float, way: str
) -> list[Reason]:
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
            places = listed(
                [mission.site[s].name or s for s in sorted({p.site for p in behind})], most=4
            )
            text = f"Of {many(need, 'person', 'people')} at {places} at most {int(most):,} can be out {way} by the deadline"
            found.append(Reason(f"{text}; all of them {_when(mission, when)}.", need - most))
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
    """Return the first hour, to a quarter and from below, at which ``enough`` holds; inf where it does not within ten years."""
    low, high = limit, HORIZON_HOURS
    if not enough(high):
        return math.inf
    while high - low > 0.25:
        middle = (low + high) / 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return low


def _when(mission: Mission, hours: float) -> str:
    return "never" if hours == math.inf else f"not before {day(mission, hours)}"


def _gravest(found: list[Reason]) -> list[Reason]:
    """Return the gravest three of the cuts; the others say the same of other sets of sites."""
    return sorted(found, key=lambda r: -r.amount)[:3]


def kit_reasons(reach: Reach, cuts: Iterable[frozenset[str]]) -> list[Reason]:
    """Return the proofs that not all kit that may be shipped can be shipped by the deadline, the gravest first."""
    mission = reach.mission
    limit = mission.hours(mission.deadline)
    lots = [lot for lot in mission.lots if ships(mission, lot)]
    late, found = [], []
    for lot in lots:
        there = reach.lot_arrivals(lot)
        first = min((there.get(s, math.inf) for s in kit_homes(mission, lot)), default=math.inf)
        if first > limit + SLACK_HOURS:
            late.append(lot)
            when = (
                "at all: no way that is open and permitted leads out"
                if first == math.inf
                else f"before {day(mission, first)}"
            )
            found.append(
                Reason(
                    f"{many(lot.quantity, 'unit', 'units')} of {lot.item or lot.lot} at {_name(mission, lot.site)} cannot be shipped {when}.",
                    lot.quantity,
                )
            )
    others = [lot for lot in lots if lot not in late]
    found = sorted(found, key=lambda r: -r.amount)
    if len(found) > 3:
        rest = sum(int(r.amount) for r in found[3:])
        found = [
            *found[:3],
            Reason(f"Nor can {many(rest, 'unit', 'units')} of {len(late) - 3} other lots.", rest),
        ]
    homes = [(lot, kit_homes(mission, lot)) for lot in others]
    lacks = [r for inside in cuts for r in _kit_cut(reach, inside, homes, limit)]
    return [*found, *_loading_reasons(mission, others, limit), *_gravest(lacks)]


def _name(mission: Mission, site: str) -> str:
    return mission.site[site].name or site


def _loading_reasons(mission: Mission, lots: list[Lot], limit: float) -> list[Reason]:
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
            text = f"At {site.name or site.site} at most {most:,.0f} of {need:,.0f} TEU can be loaded by the deadline"
            found.append(Reason(f"{text}; all of it {_when(mission, done)}.", need - most))
    return found


def _kit_cut(
    reach: Reach, inside: frozenset[str], lots: list[tuple[Lot, frozenset[str]]], limit: float
) -> list[Reason]:
    mission = reach.mission
    behind = [lot for lot, home in lots if lot.site in inside and not home & inside]
    if not behind:
        return []
    homes = frozenset().union(
        *(home for lot, home in lots if lot.site in inside and not home & inside)
    )

    def short(at: float) -> tuple[float, str] | None:
        found = crossing(
            reach, inside, lambda a: reach.windows(a, "cargo", None), _latest(reach, homes, at)
        )
        return _short(reach, behind, found)

    lack = short(limit)
    if lack is None:
        return []
    when = _first(limit, lambda at: short(at) is None)
    places = listed([_name(mission, s) for s in sorted({lot.site for lot in behind})], most=4)
    return [
        Reason(
            f"Of the kit at {places} {lack[1]} can be shipped by the deadline; all of it {_when(mission, when)}.",
            lack[0],
        )
    ]


def _short(reach: Reach, lots: list[Lot], found: Crossing) -> tuple[float, str] | None:
    """Return what more is needed than can cross: the lack in loads of its own measure, and the words; None where nothing is."""
    carried = [lot for lot in lots if not lot.self_driving]
    teu, tonnes = (
        sum(lot.quantity * lot.teu for lot in carried),
        sum(lot.quantity * lot.mass_t for lot in carried),
    )
    lacks = [
        (teu, found.teu + found.air_teu, "TEU"),
        (tonnes, found.tonnes_t + found.air_tonnes_t, "t"),
        (
            _vehicles(lots, "teu", max((m.teu for m in reach.movers), default=0.0), found.air_teu),
            found.vehicles,
            "vehicles, driven and loaded,",
        ),
        (
            _vehicles(
                lots,
                "mass_t",
                max((m.payload_t for m in reach.movers), default=0.0),
                found.air_tonnes_t,
            ),
            found.vehicles,
            "vehicles, driven and loaded,",
        ),
    ]
    short = [
        (need - most, f"at most {math.floor(most):,} of {math.ceil(need):,} {unit}")
        for need, most, unit in lacks
        if most < need - 1e-6
    ]
    return max(short, default=None)


def _vehicles(lots: list[Lot], measure: str, largest: float, flown: float) -> float:
    """Return the fewest vehicles in the column that take the lots, by TEU or by mass; a driven unit is one or is carried."""
    if largest <= 0:
        return 0.0 if flown > 0 else float(sum(lot.quantity for lot in lots if lot.self_driving))
    each = [(lot, (lot.teu if measure == "teu" else lot.mass_t) / largest) for lot in lots]
    return (
        sum(lot.quantity * (min(1.0, share) if lot.self_driving else share) for lot, share in each)
        - flown / largest
    )
