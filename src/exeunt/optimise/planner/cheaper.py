"""Whose aircraft fly first, and how many people wait for the cheaper ones.

A seat to a field nearby may cost a third of one to a field far off. Where people need not be out
before their site closes, the dear aircraft are for those whom the cheaper cannot fetch until then.
"""

import math
from typing import NamedTuple

from exeunt.model.choices import LoadKind, SiteRole
from exeunt.model.transport import AircraftType, AirFleet
from exeunt.optimise.planner.airfields import Airfields, Circuit
from exeunt.optimise.planner.keep import Keep
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Way, Worth

DAY_HOURS = 24


class Service(NamedTuple):
    """What a fleet can do for a field: people a day, from an hour on, to a place, at a fare."""

    fare: float
    people_per_day: float
    since: float
    until: float
    destination: str


class Cheaper:
    """Orders fleets by what a seat costs, and holds people back for cheaper ones."""

    def __init__(
        self, world: World, worth: Worth, keep: Keep, tactics: Tactics, airfields: Airfields
    ) -> None:
        """Keep what is asked; nothing is known of any field."""
        self.world, self.worth, self.keep, self.tactics = world, worth, keep, tactics
        self.mission, self.airfields = world.mission, airfields
        self._known: dict[tuple[int, str], dict[str, Service]] = {}
        self._ordered: dict[int, list[AirFleet]] = {}
        self._origins: dict[int, list[str]] = {}
        self._closes: dict[str, float] = {}

    def order(self, t: float) -> list[AirFleet]:
        """Return the fleets by the fare of their cheapest seat at hour ``t``; equal ones as given.

        Fleets that fetch nobody come last: what they leave room for is freight.
        """
        era = self.world.network.era(t)
        if era not in self._ordered:
            fares: dict[str, float] = {}
            for field in self.fields(t):
                for fleet, service in self._services(field, t).items():
                    fares[fleet] = min(fares.get(fleet, math.inf), service.fare)
            self._ordered[era] = sorted(
                self.mission.air_fleets, key=lambda f: fares.get(f.air_fleet, math.inf)
            )
        return self._ordered[era]

    def most(self, fleet: AirFleet, way: Way, t: float) -> float:
        """Return how many people a fleet need fly from a field now, whole sorties; inf for all.

        They are those whom cheaper aircraft cannot fetch from the next period on until the field
        closes, if waiting for these costs less than it saves.
        """
        site, period = way.origin, self.mission.period_hours
        until = min(
            self.tactics.close_at.get(site, math.inf), self.mission.hours(self.mission.deadline)
        )
        if until - t < 10 * period or t >= self.tactics.release_at:
            return math.inf
        services = self._services(site, t)
        own = services.get(fleet.air_fleet)
        # Where aircraft fetch people from several fields, what they can do for one is not known.
        if own is None or len(self.fields(t)) > 1:
            return math.inf
        cheaper = [service for service in services.values() if service.fare < own.fare]
        if not cheaper or self._pressed(site, t):
            return math.inf
        everybody = self._everybody(site)
        saved = own.fare - min(service.fare for service in cheaper)
        if saved * everybody <= self._waiting_costs(site, t, until, everybody, services):
            return math.inf
        left = everybody - self._fetched(cheaper, t + period, until)
        dearer = own.fare - self._last_fare(cheaper, everybody, t + period, until)
        if self._outside_costs(site, t, until) > dearer:
            left = max(left, self._beds_short(site, t))
        seats = self.airfields.seats(fleet)
        return max(0, math.floor(left / seats) * seats)

    # ---- what there is to fetch ----

    def fields(self, t: float) -> list[str]:
        """Return the fields, exits left out, from which people fly; found once an era."""
        era = self.world.network.era(t)
        if era not in self._origins:
            ways = (way for way in self.worth.ways(t, "people") if way.mode == "air")
            fields = {way.origin for way in ways}
            exits = {site.site for site in self.mission.sites if site.role == SiteRole.EXIT}
            self._origins[era] = sorted(fields - exits)
        return self._origins[era]

    def _pressed(self, site: str, t: float) -> bool:
        """Say whether anybody at a field has to be away by a date of their own."""
        return any(
            self.keep.pressed(self.mission.party[party], site, t)
            for party in self.world.people.at(site)
        )

    def _behind(self, site: str) -> list[str]:
        """Return the places whose people go on by a field."""
        return sorted(self.keep.clients.get(site, frozenset()) - self.world.closed.sites - {site})

    def _everybody(self, site: str) -> int:
        """Return all who are at a field, on their way to it, or go on by it."""
        coming = sum(self.world.arrivals.coming(site, LoadKind.PEOPLE).values())
        there = (self.world.people.count(place) for place in [site, *self._behind(site)])
        return coming + sum(there)

    # ---- what it would cost to wait ----

    def _waiting_costs(
        self, site: str, t: float, until: float, people: int, services: dict[str, Service]
    ) -> float:
        """Return what is lost if people leave a field over the days until it closes.

        Their own risk, and what the field costs for the days by which it could close sooner with
        everything that flies.
        """
        here, prices = self.mission.site[site], self.mission.prices
        days = (until - t) / DAY_HOURS
        at_risk = here.person_risk_per_day * prices.casualty * people * days / 2
        rate = sum(self._fetched([service], t, until) for service in services.values()) / days
        soonest = max(self._closes_from(site), t + people / max(rate, 1e-9) * DAY_HOURS)
        standing = (
            here.perimeter_risk_per_day * prices.casualty
            + here.standing_cost_per_day * prices.money
        )
        return at_risk + standing * max(0.0, until - soonest) / DAY_HOURS

    def _outside_costs(self, site: str, t: float, until: float) -> float:
        """Return what one person more loses who waits outside a field for a bed there.

        That lasts half of the time until it closes, on average.
        """
        risks = [self.mission.site[place].person_risk_per_day for place in self._behind(site)]
        more = max(risks, default=0.0) - self.mission.site[site].person_risk_per_day
        return more * self.mission.prices.casualty * (until - t) / 2 / DAY_HOURS

    def _beds_short(self, site: str, t: float) -> float:
        """Return how many beds a field lacks for those whom its vehicles bring in two journeys."""
        seats = sum(
            fleet.count * self.mission.vehicle[fleet.vehicle].seats
            for fleet in self.mission.fleets
            if fleet.site == site
        )
        waiting = sum(self.world.people.count(place) for place in self._behind(site))
        return min(2 * seats, waiting) - self.world.presence.free_beds(site, t)

    def _closes_from(self, site: str) -> float:
        """Return the hour from which a field can close: all of its people may have left by then."""
        if site not in self._closes:
            held = [
                self.mission.hours(party.leave_from)
                for party in self.mission.parties
                if party.site == site and party.count and party.leave_from is not None
            ]
            here = self.mission.site[site]
            since = 0.0 if here.close_from is None else self.mission.hours(here.close_from)
            stays = math.inf if here.stays_open else 0.0
            self._closes[site] = max([stays, since + here.closing_hours, *held])
        return self._closes[site]

    # ---- what aircraft fetch ----

    def _fetched(self, services: list[Service], t: float, until: float) -> float:
        """Return how many people aircraft fetch between two hours: no more than are received."""
        by_place: dict[str, float] = {}
        most: dict[str, float] = {}
        for service in services:
            days = max(0.0, min(until, service.until) - max(t, service.since)) / DAY_HOURS
            place = service.destination
            by_place[place] = by_place.get(place, 0.0) + service.people_per_day * days
            a_day = self.mission.site[place].receive_people_per_day
            if a_day is not None:
                most[place] = max(most.get(place, 0.0), a_day * days)
        return sum(min(n, most.get(place, math.inf)) for place, n in by_place.items())

    def _last_fare(self, services: list[Service], people: int, t: float, until: float) -> float:
        """Return the fare of the last of some people, if the cheapest seats are taken first."""
        used: list[Service] = []
        for service in sorted(services):
            used.append(service)
            if self._fetched(used, t, until) >= people:
                break
        return used[-1].fare

    def _services(self, site: str, t: float) -> dict[str, Service]:
        """Return what each fleet can do for a field, by its cheapest way; found once an era."""
        key = (self.world.network.era(t), site)
        if key not in self._known:
            found: dict[str, Service] = {}
            for fleet in self.mission.air_fleets:
                offers = [
                    offer
                    for way in self.worth.ways(t, "people")
                    if way.mode == "air" and way.origin == site
                    if (offer := self._offer(fleet, way, t)) is not None
                ]
                if offers:
                    found[fleet.air_fleet] = min(offers)
            self._known[key] = found
        return self._known[key]

    def _offer(self, fleet: AirFleet, way: Way, t: float) -> Service | None:
        """Return what a fleet can do for a field by one way."""
        kind, seats = self.mission.aircraft_type[fleet.aircraft], self.airfields.seats(fleet)
        if not seats or not self.worth.can_fly(kind, way.steps[0]):
            return None
        circuit = self.airfields.circuit(fleet, way, kind, t)
        if circuit is None:
            return None
        rate = self.airfields.sorties_a_day(fleet, kind, circuit, t)
        for step in circuit.steps:
            slots = self.mission.site[step.destination].slots_per_day
            rate = rate if slots is None else min(rate, slots)
        since, until = fleet.available_from, fleet.available_to
        return Service(
            fare=self._fare(kind, circuit, t) / seats,
            people_per_day=rate * seats,
            since=0.0 if since is None else self.mission.hours(since),
            until=math.inf if until is None else self.mission.hours(until),
            destination=way.destination,
        )

    def _fare(self, kind: AircraftType, circuit: Circuit, t: float) -> float:
        """Return what a full sortie costs, in currency: money, and danger to those aboard."""
        prices, network = self.mission.prices, self.world.network
        cost = circuit.block_hours * kind.cost_per_hour * prices.money
        for number, step in enumerate(circuit.steps, 1):
            aboard = kind.seats if number == circuit.loaded else 0
            cost += network.casualties(step.leg, t, aboard) * prices.casualty
        return cost
