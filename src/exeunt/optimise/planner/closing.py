"""Close a site: the last lift takes the floor and everybody else in one go.

What is left is disposed of.
"""

import math
from datetime import datetime

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind
from exeunt.model.plan import Closure, Disposal
from exeunt.optimise.planner.convoys import Convoys
from exeunt.optimise.planner.disposals import Disposals
from exeunt.optimise.planner.draft import Draft, Lane, book
from exeunt.optimise.planner.flight import Flight, book_flight
from exeunt.optimise.planner.flights import Flights
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Way, Worth


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


class Closing:
    """Decides when a site's last lift is called, composes it, and closes the site."""

    def __init__(
        self,
        world: World,
        worth: Worth,
        tactics: Tactics,
        convoys: Convoys,
        flights: Flights,
        disposals: Disposals,
    ) -> None:
        """Keep those it directs."""
        self.world, self.worth, self.tactics = world, worth, tactics
        self.convoys, self.flights, self.disposals = convoys, flights, disposals
        self.mission, self.keep = world.mission, convoys.keep
        self.not_before: dict[str, float] = {}
        self.clock = 0.0
        carriers: dict[str, float] = {}
        for f in world.mission.fleets:
            if (
                world.mission.vehicle[f.vehicle].payload_t > 0
                and not world.mission.vehicle[f.vehicle].capabilities
            ):
                carriers[f.site] = carriers.get(f.site, 0.0) + f.count * (
                    1 - f.out_of_service_share
                )
        self._largest = min(
            0.6 * world.mission.doctrine.convoy_max, max(carriers.values(), default=0.0)
        )

    def open_sites(self) -> list[str]:
        """Return the sites that can still close, the most urgent first."""
        found = [
            s.site
            for s in self.mission.sites
            if s.role not in {"exit", "junction"}
            and not s.stays_open
            and s.site not in self.world.closed
        ]
        return sorted(found, key=lambda s: (self.tactics.close_at[s], s))

    def due(self, site: str, t: float) -> bool:
        """Say whether the last lift of a site should be called now."""
        if t < self.not_before.get(site, 0.0) - EPS or self.world.arrivals.are_expected(site):
            return False
        if t >= self.tactics.close_at[site]:
            return True
        if self._upstream(site) or not self._cleared(site, t):
            return False
        row = self.mission.site[site]
        if row.receiver and row.receiver_ready:
            vacuum = self.mission.prices.vacuum_day - self._daily(site)
            if vacuum > 0 and t + self._reach(site) < self.mission.hours(row.receiver_ready):
                return False
        return True

    def _daily(self, site: str) -> float:
        row, prices = self.mission.site[site], self.mission.prices
        people = self.world.people.count(site)
        return (
            row.standing_cost_per_day * prices.money
            + (row.perimeter_risk_per_day + people * row.person_risk_per_day) * prices.casualty
        )

    def _reach(self, site: str) -> float:
        """Return the hours the nearest vehicles need to reach a site."""
        homes = self.world.vehicles.sites()
        ways = [
            self.world.network.routes(h, "road", 0.0, "none", ever=True).get(site) for h in homes
        ]
        return min((sum(s.leg.travel_hours for s in w) for w in ways if w is not None), default=0.0)

    def _upstream(self, site: str) -> bool:
        """Say whether an open site that is to close still sends its people this way."""
        return not self.keep.clients.get(site, frozenset()) <= self.world.closed.sites

    def _cleared(self, site: str, t: float) -> bool:
        """Say whether all that gains by moving is gone, or can go with the last lift."""
        carried, driven = 0.0, 0
        for item, n in self.world.kit.at(site).items():
            lot = self.mission.lot[item]
            if (
                n > self.disposals.reserved.get((item, site), 0)
                and self.worth.choice(lot, site, t).moves
            ):
                if lot.self_driving:
                    driven += n
                else:
                    carried += n * self.convoys.slot(lot, "road")
        room = 0.4 * self.mission.doctrine.convoy_max
        return (
            carried <= self.tactics.last_share * self._largest + EPS
            and driven <= self.tactics.last_share * room
        )

    # ---- the last lift ----

    def close(self, site: str, t: float) -> bool:
        """Try to close a site with a last lift called at hour ``t``.

        Leave the world as it was if it cannot be done.
        """
        if not self.world.people.any_at(site):
            return self._finish(site, max(t, self._earliest(site)), [])
        own, pressed = self.world.vehicles.any_at(site), t >= self.tactics.close_at[site]
        if own and self._attempt(site, t, own_first=True, all_vehicles=not pressed):
            return True
        if (
            own and not pressed
        ):  # rather send what can go ahead, and wait, than leave vehicles behind
            return not self._send_ahead(site, t) and self._attempt(site, t, own_first=True)
        if self._attempt(site, t, own_first=False):
            return True
        if not pressed:
            return False
        # Rather away from where people are going than to stay.
        return self._attempt(site, t, own_first=False, anywhere=True)

    def _attempt(
        self,
        site: str,
        t: float,
        *,
        own_first: bool,
        all_vehicles: bool = False,
        anywhere: bool = False,
    ) -> bool:
        """Try a last lift: with ``own_first`` by the site's own vehicles, before others are called.

        With ``all_vehicles`` none is left. The world is as it was if it fails.
        """
        kept = self.world.snapshot()
        before = max(
            self.world.departures.last(site),
            *(work.until for work in self.world.works.at(site).values()),
            0.0,
        )
        # Asked before anybody is booked: it depends on who and what is still there.
        before = max(before, self._earliest(site))
        lifts: list[Booked] = []
        for _ in range(self.worth.parameters.most_serials_per_lift):
            if not self.world.people.any_at(site):
                break
            own = own_first and self.world.vehicles.any_at(site)
            lift = self._lift(site, t, own=own, anywhere=anywhere)
            if lift is None and own_first:
                lift = self._fly_some(site, t)
                lift = lift or self._lift(site, t, own=False, anywhere=anywhere)
            if lift is None:
                break
            lifts.append(lift)
        done = not self.world.people.any_at(site) and not (
            all_vehicles and self.world.vehicles.any_at(site)
        )
        if done:
            close = max(lift.leaves for lift in lifts)
            first = min(lift.leaves for lift in lifts)
            in_one_go = lifts[-1].leaves >= close - EPS and (
                first >= close - self.mission.doctrine.last_lift_hours - EPS or len(lifts) == 1
            )
            if (
                in_one_go
                and close >= before - EPS
                and self._finish(site, close, [lift.serial for lift in lifts])
            ):
                return True
            wait = before - close
        else:
            wait = 0.0
        self.world.restore(kept)
        self._put_off(site, t, wait)
        return False

    def _put_off(self, site: str, t: float, wait: float) -> None:
        """Try again when what a last lift waits for has passed, or else something has come back."""
        step = float(self.mission.period_hours)
        if wait > 0:
            later = max(step, math.floor(wait / step) * step)
        elif step >= 24 and (back := self.world.arrivals.soonest) is not None:
            later = min(2 * step, max(step, math.ceil((back - t) / step - EPS) * step))
        else:
            later = step
        self.not_before[site] = t + later

    # ---- sites that stay open ----

    def evacuable(self, t: float) -> list[str]:
        """Return the sites that stay open whose enablers may now leave for good."""
        if t < self.tactics.release_at:
            return []
        return [
            s.site
            for s in self.mission.sites
            if s.stays_open
            and not self.keep.employed(s.site, t)
            and t >= self.not_before.get(s.site, 0.0)
            and not self.world.arrivals.are_expected(s.site, frozenset({LoadKind.PEOPLE}))
            and self._goers(s.site, t)
        ]

    def _goers(self, site: str, t: float) -> int:
        return sum(self.keep.takeable(site, t).values())

    def evacuate(self, site: str, t: float) -> None:
        """Send those who do not stay away with the vehicles of the site, one way.

        All of them, while vehicles are still to come back.
        """
        kept = self.world.snapshot()
        for _ in range(self.worth.parameters.most_serials_per_lift):
            drafts = [
                self.convoys.compose(lane, t, Lift.EVERYBODY)
                for lane in self._lanes(site, t)
                if lane.home == site
            ]
            found = [
                d
                for d in drafts
                if d
                and d.lifted
                and all(self._onward(p, d.lane, t) for p in (*d.riders, *d.drivers))
            ]
            if not found:
                break
            book(self.world, max(found, key=lambda d: (d.lifted, -d.drop_time)))
        if self._goers(site, t) and self.world.arrivals.are_expected(
            site, frozenset({LoadKind.VEHICLE})
        ):
            self.world.restore(kept)
        self.not_before[site] = t + self.mission.period_hours

    def _onward(self, party: str, lane: Lane, t: float) -> bool:
        togo = self.worth.togo(self.mission.party[party], t, surface=True)
        return togo.get(lane.drop, math.inf) < togo.get(lane.pickup, math.inf)

    def _onward_for_most(self, way: Way, t: float) -> bool:
        """Say whether a way leads onward for at least half of the people where it begins.

        Onward is to where they are going, without much of a detour.
        """
        gained, fare = 0, self.worth.fare(way, t)
        detour = self.worth.parameters.last_lift_detour
        for p, n in self.world.people.at(way.origin).items():
            onward = False
            for surface in (True, False):
                togo = self.worth.togo(self.mission.party[p], t, surface=surface)
                here, there = togo.get(way.origin, math.inf), togo.get(way.destination, math.inf)
                onward = onward or (there < here and fare + there <= detour * here)
            gained += n if onward else -n
        return gained >= 0

    def _earliest(self, site: str) -> float:
        row = self.mission.site[site]
        opened = self.mission.hours(row.close_from) if row.close_from else 0.0
        ready = [
            self.mission.hours(at)
            for x, n in self.world.kit.at(site).items()
            if n and (at := self.mission.lot[x].ready_from)
        ]
        # Whose provider does not let them leave yet are not taken by a last lift either.
        ready += [
            self.mission.hours(at)
            for p, n in self.world.people.at(site).items()
            if n and self.mission.party[p].site == site and (at := self.mission.party[p].leave_from)
        ]
        return max([max(0.0, opened) + row.closing_hours, *ready])

    def _lift(self, site: str, t: float, *, own: bool, anywhere: bool) -> Booked | None:
        """Book the serial that takes most of those still there, or return None.

        With ``own`` it is one of the site's vehicles. One that cannot take everybody leaves the
        floor where it is.
        """
        best = self._best(site, t, Lift.EVERYBODY, own=own, anywhere=anywhere)
        whole = best is not None and best.people >= self.world.people.count(site)
        if best is None or not whole or (own and self._leaves_vehicles(site, best.serial)):
            ahead = self._best(site, t, Lift.ALL_BUT_THE_FLOOR, own=own, anywhere=anywhere)
            best = ahead if ahead is not None or not whole else best
        return None if best is None else self._book(best)

    def _book(self, chosen: Candidate) -> Booked:
        if isinstance(chosen.serial, Flight):
            return Booked(chosen.leaves, book_flight(self.world, chosen.serial))
        return Booked(chosen.leaves, book(self.world, chosen.serial))

    def _send_ahead(self, site: str, t: float) -> bool:
        """Send away the vehicles that a last lift could not take, if there are enough of them.

        They take whom they can carry; floor and services stay.
        """
        best = self._best(site, t, Lift.ALL_BUT_THOSE_WHO_MUST_STAY, own=True)
        enough = 0.4 * min(self.world.vehicles.count(site), self.mission.doctrine.convoy_max)
        if best is None or not isinstance(best.serial, Draft) or best.serial.size < enough:
            return False
        book(self.world, best.serial)
        return True

    def _fly_some(self, site: str, t: float) -> Booked | None:
        """Book the flight that takes most but the floor; the site's own vehicles take the rest."""
        flights = self._flights(site, t, Lift.ALL_BUT_THE_FLOOR)
        if not flights:
            return None
        best = max(flights, key=lambda flight: flight.lifted)
        return Booked(best.loaded.depart, book_flight(self.world, best))

    def _leaves_vehicles(self, site: str, serial: Draft | Flight) -> bool:
        """Say whether a serial leaves some of the site's vehicles: another should go before it."""
        return isinstance(serial, Draft) and self.world.vehicles.count(site) > serial.size

    def _best(
        self, site: str, t: float, lift: Lift, *, own: bool, anywhere: bool = False
    ) -> Candidate | None:
        """Return the serial that takes most, the soonest of equals."""
        candidates: list[Candidate] = []
        for lane in self._lanes(site, t, anywhere=anywhere):
            if own and lane.home != site:
                continue
            draft = self.convoys.compose(lane, t, lift)
            if draft and (draft.lifted or (own and draft.vehicles)):
                candidates.append(Candidate(draft.taken, draft.pickup_time, draft))
        # Flights are worth trying only where no convoy takes everybody.
        most = max((candidate.people for candidate in candidates), default=0)
        if not own and most < self.world.people.count(site):
            candidates += [
                Candidate(flight.lifted, flight.loaded.depart, flight)
                for flight in self._flights(site, t, lift)
            ]
        return max(candidates, key=lambda candidate: candidate.rank, default=None)

    def _lanes(self, site: str, t: float, *, anywhere: bool = False) -> list[Lane]:
        """Return the lanes out of a site: onward for most or, with ``anywhere``, to any stop."""
        ways = [
            w
            for payload in ("people", "cargo")
            for w in self.worth.ways(t, payload)
            if w.origin == site and w.mode != "air"
        ]
        if not anywhere:
            ways = [w for w in ways if self._onward_for_most(w, t)] or ways
        drops = sorted({(w.mode, w.destination) for w in ways})
        homes = sorted(
            s for s in self.world.vehicles.sites() if self.mission.site[s].role != "exit"
        )
        own = self.world.vehicles.any_at(site)
        found = []
        for mode, drop in drops:
            if drop in self.world.closed:
                continue
            found += [
                Lane(mode, home, site, drop, returns=home not in {drop, site})
                for home in homes
                if home in {drop, site} or not own
            ]
            if not own and mode == "road":
                found.append(Lane(mode, site, site, drop, returns=False))
        return found

    def _flights(self, site: str, t: float, lift: Lift) -> list[Flight]:
        found = []
        for way in self.worth.ways(t, "people"):
            if way.mode != "air" or way.origin != site or way.destination in self.world.closed:
                continue
            people = {
                p: n
                for p, n in self.keep.takeable(site, t, lift).items()
                if n > 0
                and not (lift.floor_stays and p in self.keep.crews)
                and self.worth.togo(self.mission.party[p], t).get(way.destination, math.inf)
                < math.inf
            }
            if not people:
                continue
            for fleet in self.mission.air_fleets:
                kind = self.mission.aircraft_type[fleet.aircraft]
                if kind.seats and self.worth.can_fly(kind, way.steps[0]):
                    flight = self.flights.sorties.compose(fleet, way, t, people, {}, whole=True)
                    if flight:
                        found.append(flight)
        return found

    def _finish(self, site: str, close: float, serials: list[str]) -> bool:
        """Dispose of what is left, write the closure; False where the site cannot close then."""
        row, m = self.mission.site[site], self.mission
        late = row.close_by is not None and close > m.hours(row.close_by) + EPS
        if (
            late
            or close > self.world.calendar.end
            or close < self.world.departures.last(site) - EPS
        ):
            return False
        if any(
            m.hours(at) > close + EPS
            for x, n in self.world.kit.at(site).items()
            if n and (at := m.lot[x].ready_from)
        ):
            return False
        for item in sorted(self.world.kit.at(site)):
            lot = m.lot[item]
            begin = max(min(close, self.clock), m.hours(lot.ready_from) if lot.ready_from else 0.0)
            self.disposals.dispose(
                site, lot, self.world.kit.at(site)[item], begin, close, abandon=True
            )
        self._abandon_vehicles(site, m.time(close))
        ready = m.hours(row.receiver_ready) if row.receiver and row.receiver_ready else close
        self.world.closed.add(site, close)
        self.world.written.close(
            Closure(
                site=site,
                close=m.time(close),
                last_serials=tuple(serials),
                vacuum_days=math.ceil(max(0.0, ready - close) / 24 * 1e4) / 1e4,
            )
        )
        return True

    def _abandon_vehicles(self, site: str, at: datetime) -> None:
        """Write off the vehicles that are still at a site when it closes, usable ones first."""
        for holdings in (self.world.vehicles, self.world.stuck):
            for fleet, n in sorted(holdings.at(site).items()):
                if n > 0:
                    # Fleets of none stay listed: which there are, in which order, decides ties.
                    holdings.lend(site, fleet, n)
                    disposal = Disposal(
                        site=site,
                        lot=fleet,
                        disposition="abandon",
                        quantity=n,
                        start=at,
                        done=at,
                    )
                    self.world.written.dispose(disposal)
