"""What a mission's figures make impossible, said before planning for the planner to look at.

Findings are reasons, not sentences: the room of words prints them in the reader's language.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import attrs

from exeunt.model.choices import Mode
from exeunt.model.forces import GIVING, NEVER_GIVEN, Lot, Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding
from exeunt.model.places import RUNWAYS, Site
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.model.requirements import VEHICLES_ONLY, Requirement
from exeunt.model.transport import AircraftType, Fleet, VehicleType
from exeunt.rules.contradictions import in_service

LAND = ("road", "river", "rail")
"""Modes that a party with ``by_road`` false does not travel by."""


def floors_manned(mission: Mission) -> Iterator[Finding]:
    """At the start every site with a holding floor has as many armed people."""
    armed: dict[str, int] = defaultdict(int)
    for party in mission.parties:
        if party.armed:
            armed[party.site] += party.count
    for site in mission.sites:
        if armed[site.site] < site.holding_people:
            yield Finding(
                place=f"sites.csv {site.site}",
                field="holding_people",
                got=str(site.holding_people),
                expected=Reason.of("sense.armed_at_start", n=armed[site.site]),
                hint=Reason.of("sense.rule_broken", rule="holding_floor"),
            )


def floors_armed(mission: Mission) -> Iterator[Finding]:
    """At the start every site has the armour and the ammunition that its floor needs."""
    for site in mission.sites:
        armour, ammunition = _arms(mission, site.site)
        if armour < site.floor_armour:
            yield Finding(
                place=f"sites.csv {site.site}",
                field="floor_armour",
                got=str(site.floor_armour),
                expected=Reason.of("sense.armour_at_start", n=armour),
                hint=Reason.of("sense.rule_broken", rule="floor_armed"),
            )
        if ammunition < site.floor_ammunition_t:
            yield Finding(
                place=f"sites.csv {site.site}",
                field="floor_ammunition_t",
                got=f"{site.floor_ammunition_t:g}",
                expected=Reason.of("sense.ammunition_at_start", n=Amount(ammunition)),
                hint=Reason.of("sense.rule_broken", rule="floor_armed"),
            )


def _arms(mission: Mission, site: str) -> tuple[int, float]:
    """Return the armoured vehicles and the tonnes of ammunition at a site at the start."""
    armour, ammunition = 0, 0.0
    for fleet in mission.fleets:
        if fleet.site == site and mission.vehicle[fleet.vehicle].armoured:
            armour += fleet.count
    for lot in mission.lots:
        if lot.site != site:
            continue
        if lot.armoured or lot.kit_class == "armour":
            armour += lot.quantity
        if lot.kit_class == "ammunition":
            ammunition += lot.quantity * lot.mass_t
    return armour, ammunition


def requirements_met(mission: Mission) -> Iterator[Finding]:
    """The mission has as many teams of a capability as an activity requires.

    Where a site is to be held, they are there. Who comes nearest is said.
    """
    for requirement in mission.requirements:
        bringing = _bringing(mission, requirement)
        teams = sum(one.teams for one in bringing)
        need = float(requirement.amount)
        # Where the ratio is all that is asked, the first vehicle already needs a team.
        if requirement.activity == "convoy" and requirement.per_vehicles is not None:
            need = max(need, 1.0)
        if teams < need:
            yield _unmet(
                requirement,
                Reason.of(
                    "sense.more_than_mission_has",
                    capability=Name("capability", requirement.capability),
                    teams=Amount(teams),
                ),
                Reason.of(
                    "sense.nobody_and",
                    cannot=Reason.of(f"sense.nobody_can.{requirement.activity}"),
                    nearest=_nearest(bringing),
                ),
            )
        elif requirement.activity == "hold" and requirement.where in mission.site:
            there = sum(one.teams for one in bringing if one.site == requirement.where)
            if there < need:
                elsewhere = [one for one in bringing if one.site != requirement.where]
                yield _unmet(
                    requirement,
                    Reason.of(
                        "sense.more_than_site_has",
                        capability=Name("capability", requirement.capability),
                        site=requirement.where,
                        teams=Amount(there),
                    ),
                    Reason.of(
                        "sense.nobody_and",
                        cannot=Reason.of("sense.rule_broken", rule="services_stay"),
                        nearest=_nearest(elsewhere),
                    ),
                )


@attrs.frozen
class _Bringing:
    """Who brings whole teams of a capability, and the part of a team that is left over."""

    who: str
    site: str
    brought: float
    teams: float


def _bringing(mission: Mission, requirement: Requirement) -> list[_Bringing]:
    """Return who brings what is required; vehicles serve convoys only, and by road only they do."""
    capability = requirement.capability
    bringing = []
    by_vehicle = requirement.activity == "convoy" and _is_by_road(mission, requirement.where)
    for party in () if by_vehicle else mission.parties:
        # Half a search team of one party and half of another are no team.
        brought = dict(party.capabilities).get(capability, 0.0) if party.count else 0.0
        teams = float(math.floor(brought + 1e-9))
        bringing.append(_Bringing(party.party, party.site, brought, teams))
    if requirement.activity == "convoy":
        for fleet in mission.fleets:
            a_vehicle = dict(mission.vehicle[fleet.vehicle].capabilities).get(capability, 0.0)
            brought = in_service(fleet.count, 1 - fleet.out_of_service_share) * a_vehicle
            bringing.append(_Bringing(fleet.fleet, fleet.site, brought, brought))
    return [one for one in bringing if one.brought > 0]


def _is_by_road(mission: Mission, where: str) -> bool:
    """Say whether a requirement on convoys is about roads and nothing else."""
    if where in mission.leg:
        return mission.leg[where].mode in VEHICLES_ONLY
    if where == "*":
        # Everywhere is everywhere on the ground: on a river or at sea people serve as they are.
        ground = [leg.mode for leg in mission.legs if leg.mode != Mode.AIR]
        return bool(ground) and VEHICLES_ONLY.issuperset(ground)
    return where in VEHICLES_ONLY


def _nearest(bringing: list[_Bringing]) -> Reason:
    """Say who brings most of a capability, and where."""
    if not bringing:
        return Reason.of("sense.nobody_brings")
    most = max(bringing, key=lambda one: one.brought)
    return Reason.of("sense.brings_most", who=most.who, site=most.site, teams=Amount(most.brought))


def _unmet(requirement: Requirement, expected: Reason, hint: Reason) -> Finding:
    return Finding(
        place=f"requirements.csv {requirement.requirement}",
        field="amount",
        got=str(requirement.amount),
        expected=expected,
        hint=hint,
    )


def windows_wide_enough(mission: Mission) -> Iterator[Finding]:
    """A site's closing window, and planning, leave time for its closing steps."""
    for site in mission.sites:
        if site.close_by is None or site.stays_open:
            continue
        begin = max(mission.start, site.close_from or mission.start)
        if mission.hours(site.close_by) < mission.hours(begin) + site.closing_hours:
            yield Finding(
                place=f"sites.csv {site.site}",
                field="close_by",
                got=site.close_by,
                expected=Reason.of(
                    "sense.window_too_short", hours=Amount(site.closing_hours, "h"), begin=begin
                ),
                hint=Reason.of(
                    "sense.rules_broken", first="closing_steps", second="closing_window"
                ),
            )


def people_can_be_carried(mission: Mission) -> Iterator[Finding]:
    """Some vehicles, aircraft or self-driving kit can take every party where its legs lead."""
    served = [leg for leg in mission.legs if _served(mission, leg)]
    by_land = reached(mission, served)
    by_air_and_sea = reached(mission, (leg for leg in served if leg.mode not in LAND))
    for party in mission.parties:
        ways = by_land if party.by_road else by_air_and_sea
        within_reach = ways[party.site]
        if party.count and not any(mission.is_home(party, site) for site in within_reach):
            yield Finding(
                place=f"parties.csv {party.party}",
                field="site",
                got=party.site,
                expected=_nothing_goes(party),
                hint=Reason.of("sense.people_left"),
            )


def _nothing_goes(party: Party) -> Reason:
    if party.destination:
        return Reason.of("sense.nothing_goes_to", destination=party.destination)
    return Reason.of("sense.nothing_goes_out")


def lots_can_be_lifted(mission: Mission) -> Iterator[Finding]:
    """Kit drives itself, or a single vehicle or aircraft of the mission takes a unit of it.

    Else it never moves: it is disposed of where it stands, or its mass or size is mistyped.
    """
    for lot in mission.lots:
        if not lot.quantity or lot.self_driving or _lifted(mission, lot):
            continue
        size: list[Argument] = [Amount(lot.mass_t, "t"), Amount(lot.teu, "TEU")]
        if lot.outsize:
            size.append(Reason.of("sense.outsize"))
        hint = "sense.kit_abandoned"
        if _disposable(mission, lot):
            hint = "sense.kit_stays"
        yield Finding(
            place=f"lots.csv {lot.lot}",
            field="mass_t",
            got=tuple(size),
            expected=Reason.of("sense.must_fit"),
            hint=Reason.of(hint),
        )


def fleets_have_ways(mission: Mission) -> Iterator[Finding]:
    """A fleet stands where a leg of its mode begins or ends, with enough of its crews there."""
    crews: dict[str, float] = defaultdict(float)
    for fleet in mission.fleets:
        vehicle = mission.vehicle[fleet.vehicle]
        yield from _without_a_way(mission, fleet, vehicle)
        if not fleet.crew_party:
            continue
        party = mission.party[fleet.crew_party]
        crews[party.party] += fleet.count * vehicle.crew
        yield from _untrained(fleet, vehicle, party)
        if party.site != fleet.site:
            yield Finding(
                place=f"fleets.csv {fleet.fleet}",
                field="crew_party",
                got=party.party,
                expected=Reason.of("sense.crew_elsewhere", site=fleet.site),
                hint=Reason.of("sense.party_is_at", party=party.party, site=party.site),
            )
    for name, need in crews.items():
        count = mission.party[name].count
        if need > count:
            yield Finding(
                place=f"parties.csv {name}",
                field="count",
                got=str(count),
                expected=Reason.of("sense.too_few_crews", need=need),
                hint=Reason.of("sense.not_all_at_once"),
            )


def _untrained(fleet: Fleet, vehicle: VehicleType, party: Party) -> Iterator[Finding]:
    """Yield that too few of a party are trained to crew one vehicle of its fleet."""
    trained = dict(party.qualified).get(vehicle.crew_qualification, 0.0)
    if vehicle.crew_qualification and trained < vehicle.crew:
        yield Finding(
            place=f"fleets.csv {fleet.fleet}",
            field="crew_party",
            got=party.party,
            expected=Reason.of(
                "sense.too_few_trained",
                need=vehicle.crew,
                qualification=Name("qualification", vehicle.crew_qualification),
                trained=Amount(trained),
            ),
            hint=Reason.of("sense.never_move"),
        )


def _without_a_way(mission: Mission, fleet: Fleet, vehicle: VehicleType) -> Iterator[Finding]:
    """Yield that a fleet's site has no leg of the mode by which its vehicles travel."""
    modes = {leg.mode for leg in mission.legs if fleet.site in {leg.origin, leg.destination}}
    if vehicle.mode not in modes:
        yield Finding(
            place=f"fleets.csv {fleet.fleet}",
            field="site",
            got=fleet.site,
            expected=Reason.of("sense.fleet_without_leg", mode=Name("mode", vehicle.mode)),
            hint=Reason.of("sense.never_move"),
        )


def air_fleets_have_runways(mission: Mission) -> Iterator[Finding]:
    """An air fleet's home has a runway that it can use."""
    for fleet in mission.air_fleets:
        kind, site = mission.aircraft_type[fleet.aircraft], mission.site[fleet.site]
        if not _lands(kind, site):
            yield Finding(
                place=f"air_fleets.csv {fleet.air_fleet}",
                field="site",
                got=fleet.site,
                expected=Reason.of(
                    "sense.runway_needed",
                    surface=Name("runway", kind.runway),
                    length=Amount(kind.runway_m, "m"),
                ),
                hint=Reason.of(
                    "sense.runway_there",
                    site=site.site,
                    surface=Name("runway", site.runway),
                    length=Amount(site.runway_m, "m"),
                ),
            )


def reached(mission: Mission, legs: Iterable[Leg]) -> dict[str, set[str]]:
    """Return the sites that each site is joined to by legs, itself among them.

    Legs join in the directions in which they can be travelled.
    """
    next_sites: dict[str, set[str]] = {site.site: set() for site in mission.sites}
    for leg in legs:
        next_sites[leg.origin].add(leg.destination)
        if leg.two_way:
            next_sites[leg.destination].add(leg.origin)
    return {site: _joined(site, next_sites) for site in next_sites}


def _joined(start: str, next_sites: dict[str, set[str]]) -> set[str]:
    """Return all sites to which steps from site to site lead."""
    seen, waiting = {start}, [start]
    while waiting:
        new = next_sites[waiting.pop()] - seen
        seen |= new
        waiting += new
    return seen


def _lands(kind: AircraftType, site: Site) -> bool:
    """Say whether a type of aircraft can use a field."""
    return (
        RUNWAYS.index(site.runway) >= RUNWAYS.index(kind.runway) and site.runway_m >= kind.runway_m
    )


def _served(mission: Mission, leg: Leg) -> bool:
    """Say whether the mission has anything that takes people along a leg."""
    if leg.mode == "air":
        ends = (mission.site[leg.origin], mission.site[leg.destination])
        return any(_flies(kind, leg, ends) for kind in _aircraft(mission))
    if leg.mode == "road" and any(lot.self_driving and lot.quantity for lot in mission.lots):
        return True
    return any(vehicle.mode == leg.mode for vehicle in _vehicles(mission))


def _flies(kind: AircraftType, leg: Leg, ends: tuple[Site, Site]) -> bool:
    """Say whether a type of aircraft takes people along a leg by air."""
    return kind.seats > 0 and kind.range_km >= leg.km and all(_lands(kind, end) for end in ends)


def _vehicles(mission: Mission) -> list[VehicleType]:
    return [mission.vehicle[fleet.vehicle] for fleet in mission.fleets if fleet.count]


def _aircraft(mission: Mission) -> list[AircraftType]:
    return [mission.aircraft_type[fleet.aircraft] for fleet in mission.air_fleets if fleet.count]


def _lifted(mission: Mission, lot: Lot) -> bool:
    """Say whether some vehicle or aircraft takes a unit of a lot, or it need not be shipped."""
    if lot.site == lot.destination:
        return True
    if not lot.destination and mission.site[lot.site].role == "exit":
        return True
    for vehicle in _vehicles(mission):
        if _fits(vehicle, lot) and (vehicle.outsize or not lot.outsize):
            return True
    # Aircraft have no mark for outsize kit: those that take containers take it.
    return any(
        _fits(kind, lot) and (kind.teu > 0 or not lot.outsize) for kind in _aircraft(mission)
    )


def _fits(carrier: VehicleType | AircraftType, lot: Lot) -> bool:
    """Say whether a carrier has the payload and the room for a unit of a lot."""
    return carrier.payload_t >= lot.mass_t and carrier.teu >= lot.teu


def _disposable(mission: Mission, lot: Lot) -> bool:
    """Say whether a lot may lawfully be disposed of where it stands, not only abandoned."""
    for way in sorted(_ways_to_dispose(mission, lot)):
        if lot.allowed and way not in lot.allowed:
            continue
        disposition = mission.disposition(lot, way)
        if disposition is not None and disposition.lawful:
            return True
    return False


def _ways_to_dispose(mission: Mission, lot: Lot) -> set[str]:
    """Return what its class, its owner and its site leave to be done with a lot."""
    ways = {"sell", "gift", "handover", "destroy"}
    if mission.site[lot.site].stays_open:
        ways.add("transfer")
    if lot.kit_class in NEVER_GIVEN:
        ways -= set(GIVING)
    # Rule owner_consent: only a transfer does without the contingent's word.
    if lot.owner == "contingent" and not lot.consent:
        ways &= {"transfer"}
    return ways


CLASHES: tuple[Callable[[Mission], Iterator[Finding]], ...] = (
    floors_manned,
    floors_armed,
    requirements_met,
    windows_wide_enough,
    people_can_be_carried,
    lots_can_be_lifted,
    fleets_have_ways,
    air_fleets_have_runways,
)
"""What makes a hard rule impossible to keep, or leaves people or kit behind."""
