"""What it is worth to move a unit of kit or a person from one stop to the next.

Kit: the utility of a unit at a site is the best of what disposing of it there recovers and what it
would be worth one stop further on, less the journey. People: the cost still to go to their
destination; they move *downhill* only, so nobody goes in circles.
"""

import bisect
import math
from functools import cached_property

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import Mode
from exeunt.model.dispositions import Disposition
from exeunt.model.forces import GIVING, GROUPS, NEVER_GIVEN, Lot, Party, unlabelled
from exeunt.model.mission import Mission
from exeunt.model.transport import AircraftType
from exeunt.network.errands import goals
from exeunt.network.fields import flies
from exeunt.network.homes import kit_homes, may_ship, may_take
from exeunt.network.network import Network, Step
from exeunt.optimise.parameters import DEFAULTS, Parameters
from exeunt.optimise.planner.journeys import Journeys, Way

__all__ = ["KitChoice", "Way", "Worth"]

STEP = 1e-3
"""Least cost of a journey.

In currency, so that every move is downhill even where journeys are free.
"""


@attrs.frozen
class Lane:
    """A way open to cargo, its expected casualties, and whether carriers get home from its end."""

    way: Way
    danger: float
    leads_back: bool


@attrs.frozen
class KitChoice:
    """What to do with a lot at a site: the best local disposition, and moves by falling utility."""

    local: str
    local_utility: float
    moves: tuple[tuple[float, Way], ...]

    @property
    def best(self) -> float:
        """Utility of one unit here."""
        return max([self.local_utility, *(u for u, _ in self.moves)])


class Worth:
    """Prices journeys once an era.

    ``worth`` scales what journeys of kit cost against what they save.

    Journeys end at the next hub; with ``through`` they may also pass hubs without unloading.
    """

    def __init__(
        self,
        network: Network,
        worth: float = 1.0,
        *,
        through: bool = False,
        lanes: frozenset[tuple[str, str, str]] | None = None,
        parameters: Parameters = DEFAULTS,
    ) -> None:
        """Keep the network; nothing is computed before it is asked for.

        Kit goes by surface on some ``lanes`` alone, (mode, pickup, drop); None for all.
        """
        self.parameters = parameters
        self.network = network
        self.mission: Mission = network.mission
        self.worth, self.through, self.lanes = worth, through, lanes
        self._open: dict[tuple[int, str], list[Lane]] = {}
        self.journeys = Journeys(network, worth, parameters, self.can_fly)
        self._flies: dict[tuple[str, str], bool] = {}
        self._ways: dict[tuple[int, str], tuple[Way, ...]] = {}
        self._kit: dict[tuple[int, int, str], dict[str, KitChoice]] = {}
        self._rows: dict[tuple[str, str, str], Disposition | None] = {}
        self._togo: dict[tuple[int, bool, str, str, bool], dict[str, float]] = {}

    @cached_property
    def stops(self) -> tuple[str, ...]:
        """Sites where something may board or alight."""
        return tuple(s.site for s in self.mission.sites if s.role != "junction")

    @cached_property
    def _pickups(self) -> tuple[str, ...]:
        return tuple(s for s in self.stops if self.mission.site[s].role != "exit")

    @cached_property
    def _drops(self) -> set[str]:
        return {s.site for s in self.mission.sites if s.role in {"hub", "exit"} or s.stays_open} | {
            site
            for destination in {p.destination for p in self.mission.parties if p.destination}
            for site in goals(self.mission, destination).intersection(self.stops)
        }

    def ways(self, t: float, payload: str) -> tuple[Way, ...]:
        """Return the ways between stops open to ``payload`` of anybody from hour ``t`` on.

        Ways that will open later count.
        """
        key = (self.network.era(t), payload)
        if key not in self._ways:
            nations = self.network.nations
            found = [w for p in nations for w in self._surface(t, payload, p)] + [
                w for p in nations for w in self._air(t, payload, p)
            ]
            self._ways[key] = tuple(dict.fromkeys(found)) if len(nations) > 1 else tuple(found)
        return self._ways[key]

    def open_to(self, way: Way, t: float, payload: str, provider: str) -> bool:
        """Say whether a way is or will be open to a payload of a provider."""
        return all(self.network.ever_allowed(step, t, payload, provider) for step in way.steps)

    def _surface(self, t: float, payload: str, provider: str) -> list[Way]:
        found = []
        modes = sorted({leg.mode for leg in self.mission.legs} - {"air"})
        movable = {v.mode for v in self.mission.vehicles} | (
            {"road"} if any(x.self_driving for x in self.mission.lots) else set()
        )
        for mode in (m for m in modes if m in movable):
            for origin in self._pickups:
                for destination, steps in self.network.routes(
                    origin, mode, t, payload, ever=True, provider=provider
                ).items():
                    through = not self.through and any(
                        self.mission.site[s.origin].role in {"hub", "exit"} for s in steps[1:]
                    )
                    barred = (
                        payload == "cargo"
                        and self.lanes is not None
                        and (mode, origin, destination) not in self.lanes
                    )
                    if steps and destination in self._drops and not (through or barred):
                        hours = self.network.hours(steps)
                        found.append(Way(mode, origin, destination, steps, hours))
        return found

    def _air(self, t: float, payload: str, provider: str) -> list[Way]:
        types = [self.mission.aircraft_type[f.aircraft] for f in self.mission.air_fleets if f.count]
        found = []
        for origin in self._pickups:
            for destination, steps in self.network.routes(
                origin, "air", t, payload, ever=True, provider=provider
            ).items():
                if (
                    len(steps) == 1
                    and destination in self._drops
                    and any(self.can_fly(a, steps[0]) for a in types)
                ):
                    hours = self.network.hours(steps)
                    found.append(Way("air", origin, destination, steps, hours))
        return found

    def can_fly(self, aircraft: AircraftType, step: Step) -> bool:
        """Say whether a type can fly a step: range, and runways at both ends."""
        key = (aircraft.aircraft, step.leg.leg)
        if key not in self._flies:
            self._flies[key] = flies(self.mission, aircraft, step.leg)
        return self._flies[key]

    # ---- kit ----

    def choice(self, lot: Lot, site: str, t: float) -> KitChoice:
        """Return what to do with a unit of ``lot`` standing at ``site`` at hour ``t``."""
        key = (self.network.era(t), self.reception(t), self._alike.get(lot.lot, lot.lot))
        if key not in self._kit:
            self._kit[key] = self._policy(lot, t)
        return self._kit[key][site]

    @cached_property
    def _alike(self) -> dict[str, str]:
        """For each lot the first of those of which a unit is worth the same everywhere.

        They differ in place, number and words alone.
        """
        first: dict[Lot, str] = {}
        return {x.lot: first.setdefault(unlabelled(x), x.lot) for x in self.mission.lots}

    def disposition(self, lot: Lot, disposition: str, site: str) -> Disposition | None:
        """Return the terms on which a lot may be disposed of at a site.

        None where it may not be.
        """
        key = (disposition, lot.kit_class, lot.owner)
        if key not in self._rows:
            self._rows[key] = self.mission.disposition(lot, disposition)
        row = self._rows[key]
        if row is None or not row.lawful or (lot.allowed and disposition not in lot.allowed):
            return None
        here = self.mission.site[site]
        forbidden = (
            (disposition in GIVING and lot.kit_class in NEVER_GIVEN)
            or (
                disposition in {*GIVING, "destroy"}
                and lot.owner == "contingent"
                and not lot.consent
            )
            or not may_take(self.mission, lot, site, disposition)
            or (disposition != "ship" and here.role == "exit")
            or (lot.owner == "mission" and disposition not in GROUPS[lot.disposal_group])
        )
        return None if forbidden else row

    def taken_from(self, site: str) -> float:
        """Return the hour from which somebody is there to whom kit may be given or sold."""
        here = self.mission.site[site]
        if not here.receiver:
            return math.inf
        if here.receiver_ready is None:
            return 0.0
        return self.mission.hours(here.receiver_ready)

    @cached_property
    def _receptions(self) -> tuple[float, ...]:
        """The hours at which receivers get ready, at sites that have one."""
        return tuple(sorted({self.taken_from(site) for site in self.stops} - {math.inf}))

    def reception(self, t: float) -> int:
        """Return how many times receivers have got ready by hour ``t``: then worths change."""
        return bisect.bisect_right(self._receptions, t + EPS)

    def local(self, lot: Lot, site: str, by: float) -> list[tuple[float, str]]:
        """Return the dispositions possible at a site by hour ``by``.

        They go by falling utility of one unit, abandoning last.
        """
        prices = self.mission.prices
        ways = ["transfer", "destroy"]
        # Before somebody is there, nothing can be given or sold.
        if self.taken_from(site) <= by + EPS:
            ways = ["transfer", *GIVING, "destroy"]
        found = []
        for disposition in ways:
            row = self.disposition(lot, disposition, site)
            if row:
                found.append(
                    (
                        row.recovery_share * lot.value * prices.value_lost
                        - row.cost_per_unit * prices.money,
                        disposition,
                    )
                )
        found.sort(key=lambda f: -f[0])
        return [*found, (-lot.harm_if_captured * prices.capture_point, "abandon")]

    def late(self, lot: Lot, t: float) -> float:
        """Return what a unit of a lot costs by its due date if it is never delivered."""
        if lot.due_by is None:
            return 0.0
        since = max(self.mission.hours(lot.due_by), t)
        days = max(0.0, self.mission.hours(self.mission.end) - since) / 24
        return days * self.mission.prices.unit_day_late

    def _policy(self, lot: Lot, t: float) -> dict[str, KitChoice]:
        """Return what to do with a unit at each stop: by ways back from which carriers get home.

        Where no such way is of use, by any: carriers may end where they unload.
        """
        lanes = [
            (lane, cost + STEP)
            for lane in self._lanes(t, lot.provider)
            if (cost := self.journeys.cost(lot, lane.way, t, lane.danger)) < math.inf
        ]
        ways = [(lane.way, cost) for lane, cost in lanes]
        back = [(lane.way, cost) for lane, cost in lanes if lane.leads_back]
        choices = self._choices(lot, t, back)
        if len(back) < len(ways):
            others = self._choices(lot, t, ways)
            choices = {s: choice if choice.moves else others[s] for s, choice in choices.items()}
        return choices

    def _lanes(self, t: float, provider: str) -> list[Lane]:
        """Return the ways open to cargo of a provider, with what is the same for all its lots."""
        key = (self.network.era(t), provider)
        if key not in self._open:
            self._open[key] = [
                Lane(way, self.danger(way, t), self._leads_back(way, t))
                for way in self.ways(t, "cargo")
                if self.open_to(way, t, "cargo", provider)
            ]
        return self._open[key]

    def _leads_back(self, way: Way, t: float) -> bool:
        """Say whether vehicles that went a way by road get back to a site where fleets are."""
        if way.mode != Mode.ROAD or way.destination in self._fleet_sites:
            return True
        returns = self.network.routes(way.destination, way.mode, t, "none", ever=True)
        return not self._fleet_sites.isdisjoint(returns)

    @cached_property
    def _fleet_sites(self) -> frozenset[str]:
        return frozenset(fleet.site for fleet in self.mission.fleets if fleet.count)

    def _choices(self, lot: Lot, t: float, ways: list[tuple[Way, float]]) -> dict[str, KitChoice]:
        """Return what to do with a unit at each stop, given ways with what they cost."""
        local = {s: self.local(lot, s, t)[0] for s in self.stops}
        utility = {s: u for s, (u, _) in local.items()} | self._shipped(lot)
        changed = True
        while changed:
            changed = False
            for way, cost in ways:
                through = utility[way.destination] - cost
                if (
                    through > utility[way.origin] + 1e-6
                    and self.mission.site[way.origin].role != "exit"
                ):
                    utility[way.origin], changed = through, True
        moves: dict[str, list[tuple[float, Way]]] = {s: [] for s in self.stops}
        for way, cost in ways:
            gain = utility[way.destination] - cost
            # Else two places send each other the same kit.
            onward = utility[way.destination] > utility[way.origin] + 1e-6
            if onward and gain > local[way.origin][0] + 1e-6:
                moves[way.origin].append((gain, way))
        return {
            s: KitChoice(
                local[s][1],
                local[s][0],
                tuple(sorted(moves[s], key=lambda m: (-m[0], m[1].destination, m[1].mode))),
            )
            for s in self.stops
        }

    def _shipped(self, lot: Lot) -> dict[str, float]:
        """Return what a unit is worth at each exit, in currency; minus inf where it may not end."""
        prices, ship = self.mission.prices, self.mission.disposition(lot, "ship")
        recovered = (ship.recovery_share if ship else 1.0) * lot.value * prices.value_lost
        shipped = recovered - (ship.cost_per_unit if ship else 0.0) * prices.money
        exits = (site.site for site in self.mission.exits)
        return {site: shipped if self.may_end(lot, site) else -math.inf for site in exits}

    def may_end(self, lot: Lot, site: str) -> bool:
        """Say whether a lot may be taken to a site.

        Anywhere that is no exit, else by lawful shipping to its destination.
        """
        if self.mission.site[site].role != "exit":
            return True
        return may_ship(self.mission, lot) and site in kit_homes(self.mission, lot)

    def journey(self, lot: Lot, way: Way, t: float) -> float:
        """Return what it costs to move one unit of a lot along a way, inf where nothing can."""
        return self.journeys.cost(lot, way, t)

    def carriage(self, lot: Lot, way: Way, t: float) -> float:
        """Return what it costs to have one unit of a lot carried, inf where no carrier takes it."""
        return self.journeys.carriage(lot, way, t)

    def danger(self, way: Way, t: float) -> float:
        """Return the expected casualties of a reference convoy along a way."""
        return self.journeys.danger(way, t)

    # ---- people ----

    def togo(self, party: Party, t: float, *, surface: bool = False) -> dict[str, float]:
        """Return for each stop the cost still to go for one of the party.

        By ways open to its nation; absent where there is no way.

        With ``surface`` only ways by surface count.
        """
        key = (
            self.network.era(t),
            party.by_road,
            party.destination,
            self.network.nation(party.provider),
            surface,
        )
        if key not in self._togo:
            self._togo[key] = self._distances(party, t, surface=surface)
        return self._togo[key]

    def _distances(self, party: Party, t: float, *, surface: bool) -> dict[str, float]:
        cost = {s: 0.0 for s in self.stops if self.mission.is_home(party, s)}
        ways = [
            w
            for w in self.ways(t, "people")
            if (party.by_road or w.mode in {"air", "sea"}) and not (surface and w.mode == "air")
        ]
        fares = [(w, self.fare(w, t)) for w in ways if self.open_to(w, t, "people", party.provider)]
        changed = True
        while changed:
            changed = False
            for way, fare in fares:
                through = cost.get(way.destination, math.inf) + fare
                if through < cost.get(way.origin, math.inf) - 1e-9:
                    cost[way.origin], changed = through, True
        return cost

    @cached_property
    def clients(self) -> dict[str, frozenset[str]]:
        """Return for each site those that are to close and whose people go on by it.

        By the cheapest ways of the start.
        """
        found: dict[str, set[str]] = {}
        ways = self.ways(0.0, "people")
        for party in self.mission.parties:
            here = self.mission.site[party.site]
            if here.stays_open or here.role == "exit" or not party.count:
                continue
            # Where nobody gets home by surface, the field they fly from must outlast them too.
            for surface in (True, False):
                togo = self.togo(party, 0.0, surface=surface)
                onward = [
                    (self.fare(w, 0.0) + togo[w.destination], w.destination)
                    for w in ways
                    if w.origin == here.site
                    and w.destination in togo
                    and not (surface and w.mode == "air")
                ]
                if onward:
                    found.setdefault(min(onward)[1], set()).add(here.site)
                    break
        return {site: frozenset(clients) for site, clients in found.items()}

    def detour(self, party: Party, origin: str, destination: str, t: float) -> bool:
        """Say whether going to another stop only helps with room on aircraft from there."""
        surface = self.togo(party, t, surface=True)
        return origin in surface and surface.get(destination, math.inf) >= surface[origin]

    def fare(self, way: Way, t: float) -> float:
        """Return what one person's journey along a way costs, in currency: money and danger."""
        m = self.mission
        if way.mode == "air":
            types = [
                m.aircraft_type[f.aircraft]
                for f in m.air_fleets
                if self.can_fly(m.aircraft_type[f.aircraft], way.steps[0])
            ]
            return (
                min(
                    (
                        2 * self.network.hours(way.steps, a) * a.cost_per_hour / max(1, a.seats)
                        for a in types
                        if a.seats
                    ),
                    default=math.inf,
                )
                * m.prices.money
                + 1.0
            )
        return (
            self.danger(way, t) * m.prices.casualty / m.doctrine.reference_people
            + way.km * 0.2 * m.prices.money
            + way.hours
        )
