"""What there is to fetch and with what: vehicles, groups who wait and places for them, in seconds.

Bus evacuations (Goerigk, Grün and Heßler 2013) are of this kind: vehicles make trips to a pickup
and on to a drop, from there to the next pickup, and what counts is how long the last of them takes.
"""

import math

import attrs

from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.transport import Fleet, VehicleType
from exeunt.network.network import Network, Way

SECONDS = 3600
"""In an hour: moments of a plan are whole seconds."""
MOST_WAYS = 5_000
"""Groups times stops up to which ways between them are looked for."""
NEVER = 1 << 40
"""Seconds of a journey that cannot be made."""


@attrs.frozen
class Group:
    """People of a site who wait for the same drops, from a second on; ``drops`` index places."""

    site: str
    parties: tuple[tuple[str, int], ...]
    drops: tuple[int, ...]
    since: int

    @property
    def people(self) -> int:
        """How many there are."""
        return sum(n for _, n in self.parties)


@attrs.frozen
class Place:
    """A site where people are out, and how many it takes; -1 for any number."""

    site: str
    room: int


@attrs.frozen
class Vehicle:
    """One vehicle of a fleet: its kind, where it starts, and from which second."""

    fleet: str
    kind: int
    start: int
    since: int


@attrs.frozen
class Errands:
    """All that is to be fetched.

    ``seats`` are by kind. ``ride[k][g][p]`` are the seconds from group g to place p for kind k, and
    ``reach[k][a][g]`` those from stop a until group g is aboard, turning at a included where it is
    a place: stops are the places, and after them the ``starts``. ``NEVER`` where there is no way.
    """

    kinds: tuple[VehicleType, ...]
    seats: tuple[int, ...]
    vehicles: tuple[Vehicle, ...]
    groups: tuple[Group, ...]
    places: tuple[Place, ...]
    starts: tuple[str, ...]
    ride: tuple[tuple[tuple[int, ...], ...], ...]
    reach: tuple[tuple[tuple[int, ...], ...], ...]

    def stop(self, index: int) -> str:
        """Return the site of a stop."""
        if index < len(self.places):
            return self.places[index].site
        return self.starts[index - len(self.places)]


class Ways:
    """Finds ways of vehicles between sites, and how long each of their stages takes."""

    def __init__(self, mission: Mission, network: Network) -> None:
        """Keep where to look."""
        self.mission, self.network = mission, network

    def way(self, kind: VehicleType, start: str, end: str) -> Way | None:
        """Return the way of a kind between two sites at the start; None where there is none."""
        if start == end:
            return ()
        return self.network.routes(start, kind.mode, 0.0, "people").get(end) or None

    def stages(self, kind: VehicleType, way: Way) -> list[int]:
        """Return the seconds that each stage of a way takes a kind."""
        hours = (self.network.speeds.stage_hours(step.leg, (kind,), 0.0) for step in way)
        return [math.ceil(one * SECONDS - 1e-6) for one in hours]

    def seconds(self, kind: VehicleType, start: str, end: str) -> int:
        """Return the seconds that a kind takes between two sites."""
        way = self.way(kind, start, end)
        return NEVER if way is None else sum(self.stages(kind, way))

    def turn(self, site: str) -> int:
        """Return the seconds that vehicles stand at a site before they go on."""
        return math.ceil(self.mission.site[site].turn_hours * SECONDS - 1e-6)


def errands(mission: Mission, network: Network) -> Errands | None:
    """Return what a mission has to fetch, where it is of this kind: people alone, in safety.

    None where kit, supplies, requirements, floors or permissions have a say, or nobody waits.
    """
    if not _is_of_people_alone(mission):
        return None
    fleets = [fleet for fleet in mission.fleets if _is_used(mission, fleet)]
    kinds = tuple({f.vehicle: mission.vehicle[f.vehicle] for f in fleets}.values())
    places = tuple(
        Place(site.site, _room(site)) for site in mission.sites if _is_end(mission, site)
    )
    groups = tuple(_groups(mission, places))
    starts = tuple(dict.fromkeys(fleet.site for fleet in fleets))
    if not (fleets and places and groups) or len(groups) * (len(places) + len(starts)) > MOST_WAYS:
        return None
    ways = Ways(mission, network)
    return Errands(
        kinds=kinds,
        seats=tuple(_seats(mission, ways, kind, groups, places) for kind in kinds),
        vehicles=tuple(_vehicles(mission, fleets, groups, starts, len(places))),
        groups=groups,
        places=places,
        starts=starts,
        ride=tuple(
            tuple(
                tuple(ways.seconds(kind, group.site, place.site) for place in places)
                for group in groups
            )
            for kind in kinds
        ),
        reach=tuple(
            (
                *(
                    _reach(ways, kind, place.site, ways.turn(place.site), groups)
                    for place in places
                ),
                *(_reach(ways, kind, start, 0, groups) for start in starts),
            )
            for kind in kinds
        ),
    )


def _is_of_people_alone(mission: Mission) -> bool:
    """Say whether vehicles and people are all that a mission has to reckon with."""
    busy = (
        any(lot.quantity for lot in mission.lots)
        or mission.requirements
        or mission.supplies
        or mission.permissions
        or mission.seasons
        or mission.threats
        or mission.incidents
        or any(site.holding_people for site in mission.sites)
        or any(leg.strikes_per_100km for leg in mission.legs)
    )
    # Convoys that must keep apart are no matter of vehicles alone.
    return not busy and (
        mission.doctrine.spacing_hours == 0 or all(v.mode != "road" for v in mission.vehicles)
    )


def _is_used(mission: Mission, fleet: Fleet) -> bool:
    """Say whether vehicles of a fleet can be sent without taking anybody's crew."""
    kind = mission.vehicle[fleet.vehicle]
    crewed = not fleet.crew_party or not kind.crew
    return bool(fleet.count and kind.seats and crewed)


def _is_end(mission: Mission, site: Site) -> bool:
    """Say whether somebody is out at a site."""
    if site.role == "junction":
        return False
    if site.role == "exit":
        return True
    return any(p.destination and mission.is_home(p, site.site) for p in mission.parties)


def _room(site: Site) -> int:
    """Return how many people a site takes, in one day; -1 for any number."""
    return -1 if site.receive_people_per_day is None else int(site.receive_people_per_day)


def _groups(mission: Mission, places: tuple[Place, ...]) -> list[Group]:
    """Return who is to leave: by site, by where they go, and by when they may leave."""
    waiting: dict[tuple[str, str, int], list[tuple[str, int]]] = {}
    for party in mission.parties:
        if party.count and not mission.is_home(party, party.site):
            since = 0
            if party.leave_from is not None:
                since = max(0, math.ceil(mission.hours(party.leave_from) * SECONDS - 1e-6))
            waiting.setdefault((party.site, party.destination, since), []).append(
                (party.party, party.count)
            )
    found = []
    for (site, destination, since), parties in waiting.items():
        drops = tuple(
            n
            for n, place in enumerate(places)
            if place.site == destination
            or (not destination and mission.site[place.site].role == "exit")
        )
        found.append(Group(site, tuple(parties), drops, since))
    return found


def _vehicles(
    mission: Mission,
    fleets: list[Fleet],
    groups: tuple[Group, ...],
    starts: tuple[str, ...],
    places: int,
) -> list[Vehicle]:
    """Return the vehicles of fleets one by one, but for those out of service.

    Of a fleet no more than could make a trip each.
    """
    kinds = list(dict.fromkeys(fleet.vehicle for fleet in fleets))
    found = []
    for fleet in fleets:
        usable = math.floor(fleet.count * (1 - fleet.out_of_service_share) + 1e-9)
        seats = mission.vehicle[fleet.vehicle].seats
        usable = min(usable, sum(math.ceil(group.people / seats) for group in groups))
        since = math.ceil(mission.doctrine.notice_hours * SECONDS - 1e-6)
        if fleet.available_from is not None:
            since = max(since, math.ceil(mission.hours(fleet.available_from) * SECONDS - 1e-6))
        kind = kinds.index(fleet.vehicle)
        one = Vehicle(fleet.fleet, kind, places + starts.index(fleet.site), since)
        found += [one] * usable
    return found


def _reach(
    ways: Ways, kind: VehicleType, stop: str, turn: int, groups: tuple[Group, ...]
) -> tuple[int, ...]:
    """Return the seconds from a stop until each group is aboard, turning at both ends."""
    found = []
    for group in groups:
        if stop == group.site:
            found.append(turn)
            continue
        seconds = ways.seconds(kind, stop, group.site)
        found.append(min(NEVER, turn + seconds + ways.turn(group.site)))
    return tuple(found)


def _seats(
    mission: Mission,
    ways: Ways,
    kind: VehicleType,
    groups: tuple[Group, ...],
    places: tuple[Place, ...],
) -> int:
    """Return the people whom a kind takes with the water and rations for the longest of its ways.

    As they are counted for a serial: by day, at the doctrine's quantile of its duration.
    """
    doctrine = mission.doctrine
    each = doctrine.convoy_water_per_person_day + doctrine.convoy_rations_per_person_day
    sites = {group.site for group in groups} | {place.site for place in places}
    longest = 0.0
    for group in groups:
        for end in sites:
            way = ways.way(kind, group.site, end) or ()
            stages = zip(way, ways.stages(kind, way), strict=True)
            spans = (s * math.exp(doctrine.supply_z * step.leg.spread) for step, s in stages)
            longest = max(longest, sum(spans) + ways.turn(group.site))
    tonnes_each = each / 1000 * longest / SECONDS / 24
    if tonnes_each <= 0:
        return kind.seats
    # The crew eats and drinks on the way to the pickup as well.
    room = kind.payload_t / tonnes_each - 2 * kind.crew
    return max(0, min(kind.seats, math.floor(room + 1e-9)))
