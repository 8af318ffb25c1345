"""What a mission's figures make impossible, said before planning for the planner to look at."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from exeunt.errors import Problem
from exeunt.model.forces import GIVING, NEVER_GIVEN, Lot
from exeunt.model.mission import Mission
from exeunt.model.places import RUNWAYS, Leg, Site
from exeunt.model.transport import AircraftType

LAND = ("road", "river", "rail")
"""Modes that a party with ``by_road`` false does not travel by."""


def floors_manned(mission: Mission) -> Iterator[Problem]:
    """At the start every site with a holding floor has as many armed people."""
    armed: dict[str, int] = defaultdict(int)
    for party in mission.parties:
        armed[party.site] += party.count if party.armed else 0
    for site in mission.sites:
        if armed[site.site] < site.holding_people:
            expected = f"needs as many armed people at the start; there are {armed[site.site]}"
            hint = "the rule holding_floor cannot be kept"
            yield Problem(
                place=f"sites.csv {site.site}",
                field="holding_people",
                got=str(site.holding_people),
                expected=expected,
                hint=hint,
            )


def requirements_met(mission: Mission) -> Iterator[Problem]:
    """The mission has as many teams of a capability as an activity requires.

    Where a site is to be held, they are there.
    """
    for row in mission.requirements:
        teams = sum(dict(p.capabilities).get(row.capability, 0.0) for p in mission.parties)
        place = f"requirements.csv {row.requirement}"
        if row.activity == "convoy":
            teams += sum(
                f.count * dict(mission.vehicle[f.vehicle].capabilities).get(row.capability, 0.0)
                for f in mission.fleets
            )
        if teams < row.amount:
            expected = f"asks for more {row.capability} than the mission has, {teams:g}"
            yield Problem(
                place=place,
                field="amount",
                got=str(row.amount),
                expected=expected,
                hint=f"nobody can meet it: {row.activity} will not be possible",
            )
        elif row.activity == "hold" and row.where in mission.site:
            there = sum(
                int(dict(p.capabilities).get(row.capability, 0.0))
                for p in mission.parties
                if p.site == row.where
            )
            if there < row.amount:
                expected = (
                    f"asks for more {row.capability} than are at {row.where} at the start, {there}"
                )
                yield Problem(
                    place=place,
                    field="amount",
                    got=str(row.amount),
                    expected=expected,
                    hint="the rule services_stay cannot be kept",
                )


def windows_wide_enough(mission: Mission) -> Iterator[Problem]:
    """A site's closing window, and planning, leave time for its closing steps."""
    for site in mission.sites:
        begin = max(mission.start, site.close_from or mission.start)
        last = site.close_by
        if (
            last is not None
            and not site.stays_open
            and mission.hours(last) < mission.hours(begin) + site.closing_hours
        ):
            expected = (
                f"leaves less than the closing time, {site.closing_hours:g} h "
                f"from {begin:%Y-%m-%d %H:%M}"
            )
            hint = "the rules closing_steps and closing_window cannot both be kept"
            yield Problem(
                place=f"sites.csv {site.site}",
                field="close_by",
                got=f"{last:%Y-%m-%d %H:%M}",
                expected=expected,
                hint=hint,
            )


def people_can_be_carried(mission: Mission) -> Iterator[Problem]:
    """Some vehicles, aircraft or self-driving kit can take every party where its legs lead."""
    ways: dict[bool, dict[str, set[str]]] = {}
    served = [leg for leg in mission.legs if _served(mission, leg)]
    for party in mission.parties:
        if party.by_road not in ways:
            ways[party.by_road] = reached(
                mission, (leg for leg in served if party.by_road or leg.mode not in LAND)
            )
        seen = ways[party.by_road][party.site]
        if party.count and not any(mission.is_home(party, site) for site in seen):
            goal = party.destination or "an exit"
            expected = f"has no vehicles, aircraft or self-driving kit for any way to {goal}"
            yield Problem(
                place=f"parties.csv {party.party}",
                field="site",
                got=party.site,
                expected=expected,
                hint="its people will not be out",
            )


def lots_can_be_lifted(mission: Mission) -> Iterator[Problem]:
    """Kit that is to be shipped can move, or may be disposed of where it stands.

    It drives itself, or some vehicle or aircraft takes it.
    """
    for lot in mission.lots:
        if (
            lot.quantity
            and not lot.self_driving
            and not _lifted(mission, lot)
            and not _disposable(mission, lot)
        ):
            got = f"{lot.mass_t:g} t, {lot.teu:g} TEU" + (", outsize" if lot.outsize else "")
            hint = (
                "no vehicle or aircraft takes it, and no other lawful disposition is left: "
                "it will be abandoned"
            )
            yield Problem(
                place=f"lots.csv {lot.lot}",
                field="mass_t",
                got=got,
                expected="must fit some vehicle or aircraft",
                hint=hint,
            )


def fleets_have_ways(mission: Mission) -> Iterator[Problem]:
    """A fleet stands where a leg of its mode begins or ends, with enough of its crews there."""
    crews: dict[str, float] = defaultdict(float)
    for fleet in mission.fleets:
        mode = mission.vehicle[fleet.vehicle].mode
        if not any(
            leg.mode == mode and fleet.site in {leg.origin, leg.destination} for leg in mission.legs
        ):
            hint = "its vehicles can never move"
            yield Problem(
                place=f"fleets.csv {fleet.fleet}",
                field="site",
                got=fleet.site,
                expected=f"should have a leg by {mode}",
                hint=hint,
            )
        if fleet.crew_party:
            party = mission.party[fleet.crew_party]
            crews[party.party] += fleet.count * mission.vehicle[fleet.vehicle].crew
            if party.site != fleet.site:
                expected, hint = f"should be at {fleet.site}", f"{party.party} is at {party.site}"
                yield Problem(
                    place=f"fleets.csv {fleet.fleet}",
                    field="crew_party",
                    got=party.party,
                    expected=expected,
                    hint=hint,
                )
    for name, need in crews.items():
        if need > mission.party[name].count:
            expected = f"should be at least {need:g} to crew all the vehicles that the party crews"
            yield Problem(
                place=f"parties.csv {name}",
                field="count",
                got=str(mission.party[name].count),
                expected=expected,
                hint="not all can move at once",
            )


def air_fleets_have_runways(mission: Mission) -> Iterator[Problem]:
    """An air fleet's home has a runway that it can use."""
    for fleet in mission.air_fleets:
        kind, site = mission.aircraft_type[fleet.aircraft], mission.site[fleet.site]
        if not _lands(kind, site):
            expected = f"should have a runway of at least {kind.runway}, {kind.runway_m} m"
            hint = f"{site.site} has {site.runway}, {site.runway_m} m; the fleet cannot fly"
            yield Problem(
                place=f"air_fleets.csv {fleet.air_fleet}",
                field="site",
                got=fleet.site,
                expected=expected,
                hint=hint,
            )


def reached(mission: Mission, legs: Iterable[Leg]) -> dict[str, set[str]]:
    """Return the sites that each site is joined to by legs, itself among them.

    Legs join in the directions in which they can be travelled.
    """
    ways: dict[str, set[str]] = {site.site: set() for site in mission.sites}
    for leg in legs:
        ways[leg.origin].add(leg.destination)
        if leg.two_way:
            ways[leg.destination].add(leg.origin)
    found: dict[str, set[str]] = {}
    for site in ways:
        seen, waiting = {site}, [site]
        while waiting:
            new = ways[waiting.pop()] - seen
            seen |= new
            waiting += new
        found[site] = seen
    return found


def _lands(kind: AircraftType, site: Site) -> bool:
    """Say whether a type of aircraft can use a field."""
    return (
        RUNWAYS.index(site.runway) >= RUNWAYS.index(kind.runway) and site.runway_m >= kind.runway_m
    )


def _served(mission: Mission, leg: Leg) -> bool:
    """Say whether the mission has anything that takes people along a leg."""
    if leg.mode == "air":
        kinds = [mission.aircraft_type[f.aircraft] for f in mission.air_fleets if f.count]
        ends = (mission.site[leg.origin], mission.site[leg.destination])
        return any(
            k.seats and k.range_km >= leg.km and all(_lands(k, site) for site in ends)
            for k in kinds
        )
    if leg.mode == "road" and any(lot.self_driving and lot.quantity for lot in mission.lots):
        return True
    return any(f.count and mission.vehicle[f.vehicle].mode == leg.mode for f in mission.fleets)


def _lifted(mission: Mission, lot: Lot) -> bool:
    """Say whether some vehicle or aircraft takes a unit of a lot, or it need not be shipped."""
    if lot.site == lot.destination or (
        not lot.destination and mission.site[lot.site].role == "exit"
    ):
        return True
    trucks = [mission.vehicle[f.vehicle] for f in mission.fleets if f.count]
    planes = [mission.aircraft_type[f.aircraft] for f in mission.air_fleets if f.count]
    by_truck = any(
        k.payload_t >= lot.mass_t and k.teu >= lot.teu and (k.outsize or not lot.outsize)
        for k in trucks
    )
    return by_truck or any(
        k.payload_t >= lot.mass_t and k.teu >= lot.teu and (k.teu > 0 or not lot.outsize)
        for k in planes
    )


def _disposable(mission: Mission, lot: Lot) -> bool:
    """Say whether a lot may lawfully be disposed of where it stands, not only abandoned."""
    ways = {"sell", "gift", "handover", "destroy"} | (
        {"transfer"} if mission.site[lot.site].stays_open else set()
    )
    if lot.kit_class in NEVER_GIVEN:
        ways -= set(GIVING)
    if lot.owner == "contingent" and not lot.consent:
        ways &= {"transfer"}
    rows = [
        mission.disposition(lot, way)
        for way in sorted(ways)
        if not lot.allowed or way in lot.allowed
    ]
    return any(row is not None and row.lawful for row in rows)


CLASHES: tuple[Callable[[Mission], Iterator[Problem]], ...] = (
    floors_manned,
    requirements_met,
    windows_wide_enough,
    people_can_be_carried,
    lots_can_be_lifted,
    fleets_have_ways,
    air_fleets_have_runways,
)
"""What makes a hard rule impossible to keep, or leaves people or kit behind."""
