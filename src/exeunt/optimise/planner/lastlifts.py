"""The serials of a last lift: which of all that could go takes most of those still there."""

import itertools
import math

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import Mode
from exeunt.optimise.planner.charges import daily_cost
from exeunt.optimise.planner.convoys import Convoys
from exeunt.optimise.planner.draft import Draft, Lane, book
from exeunt.optimise.planner.flight import Flight, book_flight
from exeunt.optimise.planner.flights import Flights
from exeunt.optimise.planner.keep import People
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Way, Worth

FAR = 2.0
"""How many times the burden of the shortest tour another is that waits for nearer vehicles."""


@attrs.frozen
class Booked:
    """A booked serial of a last lift: the hour at which it leaves the site, and its name."""

    leaves: float
    serial: str


@attrs.frozen
class Candidate:
    """A serial that a last lift may send: whom it takes, and when it leaves the site."""

    people: int
    leaves: float
    serial: Draft | Flight

    @property
    def rank(self) -> tuple[int, float]:
        """Most people first, then the soonest."""
        return self.people, -self.leaves


class LastLifts:
    """Composes and books serials of last lifts."""

    def __init__(self, world: World, worth: Worth, convoys: Convoys, flights: Flights) -> None:
        """Keep those it asks."""
        self.world, self.worth, self.mission = world, worth, world.mission
        self.convoys, self.flights, self.keep = convoys, flights, convoys.keep
        self._called: dict[str, float] = {}

    def send(
        self,
        site: str,
        t: float,
        *,
        own: bool,
        anywhere: bool,
        ahead: Lift = Lift.ALL_BUT_THE_FLOOR,
    ) -> Booked | None:
        """Book the serial that takes most of those still there, or return None.

        With ``own`` it is one of the site's vehicles; with ``anywhere`` it may go away from where
        they are going. One that cannot take everybody leaves the floor, or whom else ``ahead``
        leaves, where it is.
        """
        lift = Lift.EVERYBODY
        best = self._best(site, t, lift, own=own, anywhere=anywhere)
        whole = best is not None and best.people >= self.world.people.count(site)
        if best is None or not whole or (own and self._leaves_vehicles(site, best.serial)):
            before = self._best(site, t, ahead, own=own, anywhere=anywhere)
            # The one that takes everybody stands in where nothing can go before it.
            if before is not None or not whole:
                best, lift = before, ahead
        if best is None:
            return None
        if isinstance(best.serial, Flight):
            return self._fly(self._shared(site, t, lift, best.serial))
        return Booked(best.leaves, book(self.world, best.serial))

    def send_ahead(self, site: str, t: float) -> bool:
        """Send away the vehicles that a last lift could not take, if there are enough of them.

        They take whom they can carry; floor and services stay.
        """
        best = self._best(site, t, Lift.ALL_BUT_THOSE_WHO_MUST_STAY, own=True)
        full = min(self.world.vehicles.count(site), self.mission.doctrine.convoy_max)
        if best is None or not isinstance(best.serial, Draft) or best.serial.size < 0.4 * full:
            return False
        book(self.world, best.serial)
        return True

    def drive_out(self, site: str, t: float) -> None:
        """Send away the vehicles of a site where nobody is, those that bring drivers of their own.

        They end where they get to: there nobody has to come back for them.
        """
        for _ in range(self.worth.parameters.most_serials_per_lift):
            if not self.world.vehicles.any_at(site):
                return
            best = self._best(site, t, Lift.ALL_BUT_THE_FLOOR, own=True)
            if best is None:
                return
            self._book(best)

    def fly_some(self, site: str, t: float) -> Booked | None:
        """Book the flight that takes most but the floor; the site's own vehicles take the rest."""
        flights = self._flights(site, t, Lift.ALL_BUT_THE_FLOOR)
        if not flights:
            return None
        best = max(flights, key=lambda flight: flight.lifted)
        return Booked(best.leaves, book_flight(self.world, best))

    def _book(self, chosen: Candidate) -> Booked:
        if isinstance(chosen.serial, Flight):
            return self._fly(chosen.serial)
        return Booked(chosen.leaves, book(self.world, chosen.serial))

    def _fly(self, flight: Flight) -> Booked:
        return Booked(flight.leaves, book_flight(self.world, flight))

    def _shared(self, site: str, t: float, lift: Lift, flight: Flight) -> Flight:
        """Return a flight with the people whom it takes before other fleets could.

        Whom they fetch sooner than its later rounds do is left to them.
        """
        step = flight.loaded.step
        ways = (way for way in self.worth.ways(t, "people") if way.steps == (step,))
        way = next(ways, None)
        if len(flight.rounds) == 1 or way is None:
            return flight
        others = [o for o in self._flights(site, t, lift) if o.fleet != flight.fleet]
        fleets: dict[str, Flight] = {flight.fleet.air_fleet: flight}
        for other in sorted(others, key=lambda other: -other.lifted):
            fleets.setdefault(other.fleet.air_fleet, other)
        rounds = sorted(
            (one.loaded.depart + flown.after, one is not flight, flown.sorties * seats)
            for one in fleets.values()
            for seats in (self.flights.sorties.seats(one.type),)
            for flown in one.rounds
        )
        left, mine = sum(self._flyers(way, t, lift).values()), 0
        for _, of_another, seats in rounds:
            taken = min(left, seats)
            left -= taken
            mine += 0 if of_another else taken
        people: People = {}
        for party, n in flight.riders.items():
            people[party] = min(n, mine - sum(people.values()))
        fewer = self.flights.sorties.compose(flight.fleet, way, t, people, {}, whole=True)
        return fewer or flight

    def _leaves_vehicles(self, site: str, serial: Draft | Flight) -> bool:
        """Say whether a serial leaves some of the site's vehicles: another should go before it."""
        return isinstance(serial, Draft) and self.world.vehicles.count(site) > serial.size

    # ---- what could go ----

    def _best(
        self, site: str, t: float, lift: Lift, *, own: bool, anywhere: bool = False
    ) -> Candidate | None:
        """Return the serial that takes most, the soonest of equals."""
        candidates: list[Candidate] = []
        for lane in self.lanes(site, t, anywhere=anywhere):
            if own and lane.home != site:
                continue
            draft = self.convoys.compose(lane, t, lift)
            if draft and (draft.lifted or (own and draft.vehicles)):
                candidates.append(Candidate(draft.taken, draft.pickup_time, draft))
        # Flights are worth trying only where no convoy takes everybody.
        most = max((candidate.people for candidate in candidates), default=0)
        if not own and most < self.world.people.count(site):
            candidates += [
                Candidate(flight.lifted, flight.leaves, flight)
                for flight in self._flights(site, t, lift)
            ]
        return max(candidates, key=lambda candidate: candidate.rank, default=None)

    def lanes(self, site: str, t: float, *, anywhere: bool = False) -> list[Lane]:
        """Return the lanes out of a site: onward for most or, with ``anywhere``, to any stop."""
        ways = [
            way
            for payload in ("people", "cargo")
            for way in self.worth.ways(t, payload)
            if way.origin == site and way.mode != "air"
        ]
        if not anywhere:
            ways = [way for way in ways if self._leads_onward(way, t)] or ways
        homes, onward = self.convoys.ways.homes(), self.convoys.tactics.onward
        # A site with vehicles of its own is left with them, or fetched from where it goes to.
        own = self.world.vehicles.any_at(site)
        lanes = []
        for mode, drop in sorted({(way.mode, way.destination) for way in ways}):
            if drop in self.world.closed:
                continue
            lanes += [
                Lane(mode, home, site, drop, returns=home not in {drop, site} and not onward)
                for home in homes
                if home in {drop, site} or not own
            ]
            # Kit that drives can go by itself.
            if not own and mode == "road":
                lanes.append(Lane(mode, site, site, drop, returns=False))
        return lanes if anywhere or own else self._near(lanes, site, t)

    def _near(self, lanes: list[Lane], site: str, t: float) -> list[Lane]:
        """Leave out tours from afar, past nearer homes whose vehicles may be back in some days.

        Not for longer than what that spares pays for the days.
        """
        tactics = self.convoys.tactics
        waited = t - self._called.setdefault(site, t)
        if waited >= tactics.patience or t >= tactics.release_at:
            return lanes
        based = sorted(self.convoys.ways.based - self.world.closed.sites)
        drops = sorted({lane.drop for lane in lanes if lane.mode == Mode.ROAD})
        tours = [self._tour(home, site, drop, t) for drop in drops for home in based]
        least, daily = min(tours, default=math.inf), daily_cost(self.world, site)

        def goes(lane: Lane) -> bool:
            tour = self._tour(lane.home, site, lane.drop, t)
            return tour <= FAR * least or tour - least <= waited / 24 * daily

        return [lane for lane in lanes if lane.mode != Mode.ROAD or goes(lane)]

    def _tour(self, home: str, site: str, drop: str, t: float) -> float:
        """Return what the road from a home by a site and a drop back home is to a usual convoy."""
        burden, routes = self.world.network.burden, self.world.network.routes
        total = 0.0
        for start, end in itertools.pairwise((home, site, drop, home)):
            way = routes(start, Mode.ROAD, t, "none").get(end) if start != end else ()
            total += math.inf if way is None else sum(burden(step, t) for step in way)
        return total

    def _leads_onward(self, way: Way, t: float) -> bool:
        """Say whether a way leads onward for at least half of the people where it begins.

        Onward is to where they are going, without much of a detour.
        """
        balance, fare = 0, self.worth.fare(way, t)
        for party, n in self.world.people.at(way.origin).items():
            if self._is_onward(party, way, fare, t):
                balance += n
            else:
                balance -= n
        return balance >= 0

    def _is_onward(self, party: str, way: Way, fare: float, t: float) -> bool:
        detour = self.worth.parameters.last_lift_detour
        for surface in (True, False):
            togo = self.worth.togo(self.mission.party[party], t, surface=surface)
            here, there = togo.get(way.origin, math.inf), togo.get(way.destination, math.inf)
            if there < here and fare + there <= detour * here:
                return True
        return False

    def _flights(self, site: str, t: float, lift: Lift) -> list[Flight]:
        """Return the flights out of a site that take some of those whom the lift takes."""
        flights = []
        for way in self.worth.ways(t, "people"):
            if way.mode != "air" or way.origin != site or way.destination in self.world.closed:
                continue
            people = self._flyers(way, t, lift)
            if not people:
                continue
            for fleet in self.mission.air_fleets:
                kind = self.mission.aircraft_type[fleet.aircraft]
                if kind.seats and self.worth.can_fly(kind, way.steps[0]):
                    # The floor leaves in one go: not by one sortie after the other.
                    together = not lift.floor_stays and self.mission.site[site].holding_people > 0
                    flight = self.flights.sorties.compose(
                        fleet, way, t, people, {}, whole=True, together=together
                    )
                    late = flight is not None and self._let_go(flight) - flight.loaded.depart
                    if late and late > EPS:
                        # Nobody aboard may leave yet: it is there when they may, and no sooner.
                        flight = self.flights.sorties.compose(
                            fleet, way, t + late, people, {}, whole=True, together=together
                        )
                    if flight:
                        flights.append(flight)
        return flights

    def _let_go(self, flight: Flight) -> float:
        """Return the hour from which all aboard a flight may leave as far as providers go."""
        parties = (self.mission.party[party] for party in flight.riders)
        site = flight.loaded.step.origin
        held = (p.leave_from for p in parties if p.site == site and p.leave_from is not None)
        return max(map(self.mission.hours, held), default=0.0)

    def _flyers(self, way: Way, t: float, lift: Lift) -> People:
        """Return whom a flight may take: none who cannot go on, and no crews of what follows.

        Where those who must stay do, only those fly who may not go by road: the others follow.
        """
        people: People = {}
        apart = lift is Lift.ALL_BUT_THOSE_WHO_MUST_STAY
        for party, n in self._leavers(way.origin, t, lift).items():
            known = self.mission.party[party]
            togo = self.worth.togo(known, t)
            stays = lift.floor_stays and party in self.keep.crews
            stays = stays or (apart and known.by_road)
            if n > 0 and not stays and togo.get(way.destination, math.inf) < math.inf:
                people[party] = n
        return people

    def _leavers(self, site: str, t: float, lift: Lift) -> People:
        """Return whom a lift takes, by air when they may go: whoever may not yet is waited for."""
        leavers = self.keep.takeable(site, t, lift)
        if lift.floor_stays:
            for party in self.world.people.at(site):
                since = self.mission.party[party].leave_from
                if since is not None and self.mission.party[party].site == site:
                    later = self.keep.takeable(site, max(t, self.mission.hours(since)), lift)
                    leavers[party] = later.get(party, 0)
        return leavers
