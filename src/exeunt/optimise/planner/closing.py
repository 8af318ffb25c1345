"""Close a site: the last lift takes everybody in one go, and what is left is disposed of."""

import math
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.forces import Lot
from exeunt.model.plan import Closure, Disposal
from exeunt.optimise.planner.charges import daily_cost
from exeunt.optimise.planner.convoys import Convoys
from exeunt.optimise.planner.disposals import Disposals
from exeunt.optimise.planner.flights import Flights
from exeunt.optimise.planner.lastlifts import Booked, LastLifts
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.worklists import begun, left_behind
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Worth

CARRIER_SHARE, DRIVEN_SHARE = 0.6, 0.4
"""How a full convoy is taken to be made up: of carriers, and of kit that drives itself."""
CONVOY_DAYS = 14
"""Days for which a site is taken to wait for one more convoy."""


@attrs.frozen(kw_only=True)
class Manner:
    """How a last lift is tried.

    With ``own_first`` the site's own vehicles go before others are called; with ``all_vehicles``
    none of them may stay behind; with ``anywhere`` people may be taken away from where they go.
    With ``apart`` those whom no rule keeps go ahead of the others by more than a last lift's hours.
    """

    own_first: bool = False
    all_vehicles: bool = False
    anywhere: bool = False
    apart: bool = False


class Fared(StrEnum):
    """What came of a last lift that was tried."""

    CLOSED = "closed"
    EARLY = "early"
    """All could go, but the site cannot close yet: the same lift goes later."""
    APART = "apart"
    """All could go, but not within the hours of a last lift."""
    SHORT = "short"
    """Somebody, or vehicles that were to go, would be left."""


class Closing:
    """Decides when a site's last lift is called, and closes the site.

    ``clock`` is the hour at which it is asked; from the sites that leave ``together`` all go at
    once, within the hours of a last lift, and none go round before. ``told`` are closings that
    people know: where nobody is left who was to be fetched otherwise, a site closes as they say.
    """

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
        self.convoys, self.disposals = convoys, disposals
        self.lifts = LastLifts(world, worth, convoys, flights)
        self.mission, self.keep = world.mission, convoys.keep
        self.not_before: dict[str, float] = {}
        self.told: Mapping[str, Closure] = {}
        self.together: set[str] = set()
        self._looked: set[str] = set()
        self.clock = 0.0
        self._largest = self._largest_convoy()

    def _largest_convoy(self) -> float:
        """Return the carriers of the largest convoy: of one site's fleets, escorts left out."""
        carriers: dict[str, float] = {}
        for fleet in self.mission.fleets:
            kind = self.mission.vehicle[fleet.vehicle]
            if kind.payload_t > 0 and not kind.capabilities:
                usable = fleet.count * (1 - fleet.out_of_service_share)
                carriers[fleet.site] = carriers.get(fleet.site, 0.0) + usable
        room = CARRIER_SHARE * self.mission.doctrine.convoy_max
        return min(room, max(carriers.values(), default=0.0))

    # ---- when ----

    def open_sites(self) -> list[str]:
        """Return the sites that can still close, the most urgent first."""
        closing = [
            site.site
            for site in self.mission.sites
            if site.role not in {"exit", "junction"}
            and not site.stays_open
            and site.site not in self.world.closed
        ]
        return sorted(closing, key=lambda site: (self.tactics.close_at[site], site))

    def due(self, site: str, t: float) -> bool:
        """Say whether the last lift of a site should be called now."""
        if t < self.not_before.get(site, 0.0) - EPS or self.world.arrivals.are_expected(site):
            return False
        if self._holds_for_good(site, t):
            return False
        if site in self.told and not self.world.people.any_at(site):
            return t + self.mission.period_hours > self.mission.hours(self.told[site].close) - EPS
        if self._presses(site, t):
            return True
        if self._has_upstream(site) or not self._cleared(site, t) or self._serves(site):
            return False
        return not self._waits_for_receiver(site, t)

    def _presses(self, site: str, t: float) -> bool:
        """Say whether a site's last lift is to be called whatever is left there.

        By its tactics, or since what fetches its people could otherwise not leave with them by the
        last date on which it may close.
        """
        if t >= self.tactics.close_at[site]:
            return True
        here = self.mission.site[site]
        if here.close_by is None:
            return False
        lead = float(self.mission.period_hours)
        if not self.world.vehicles.any_at(site):
            lead += self._hours_to_reach(site) + here.turn_hours
        return t + lead > self.mission.hours(here.close_by) + EPS

    def _holds_for_good(self, site: str, t: float) -> bool:
        """Say whether somebody at a site has no way out, now or later: it cannot close then."""
        parties = (self.mission.party[name] for name, n in self.world.people.at(site).items() if n)
        return any(site not in self.worth.togo(party, t) for party in parties)

    def _serves(self, site: str) -> bool:
        """Say whether nobody is at a site but vehicles, which may yet fetch others elsewhere."""
        if self.world.people.any_at(site) or not self.world.vehicles.any_at(site):
            return False
        return any(self.world.people.any_at(other) for other in self.open_sites())

    def _waits_for_receiver(self, site: str, t: float) -> bool:
        """Say whether closing at once would cost more than the days until the receiver is ready.

        It costs the vacuum, and what the receiver would have taken over.
        """
        here = self.mission.site[site]
        if not here.receiver or not here.receiver_ready:
            return False
        days = (self.mission.hours(here.receiver_ready) - t - self._hours_to_reach(site)) / 24
        if days <= 0:
            return False
        given = self._given(site, t)
        return days * (self.mission.prices.vacuum_day - daily_cost(self.world, site)) + given > 0

    def _given(self, site: str, t: float) -> float:
        """Return what a receiver saves of the kit at a site, in currency."""
        ready, saved = self.worth.taken_from(site), 0.0
        for item, n in self.world.kit.at(site).items():
            lot = self.mission.lot[item]
            # What gains by moving goes with the last lift.
            if not self.worth.choice(lot, site, t).moves:
                given = self.worth.local(lot, site, ready)[0][0]
                saved += n * (given - self.worth.local(lot, site, t)[0][0])
        return saved

    def _hours_to_reach(self, site: str) -> float:
        """Return the hours that the nearest vehicles need to a site; 0 where none can come."""
        routes = self.world.network.routes
        ways = [
            routes(home, "road", 0.0, "none", ever=True).get(site)
            for home in self.world.vehicles.sites()
        ]
        hours = self.world.network.hours
        return min((hours(way) for way in ways if way is not None), default=0.0)

    def _has_upstream(self, site: str) -> bool:
        """Say whether an open site that is to close still sends its people this way."""
        return not self.keep.clients.get(site, frozenset()) <= self.world.closed.sites

    def _cleared(self, site: str, t: float) -> bool:
        """Say whether all that gains by moving is gone, or can go with the last lift.

        What would gain less than the days that a convoy takes to come cost is not waited for.
        """
        carried, driven, saved = 0.0, 0, 0.0
        arms = self.world.floor_arms.kit(site)
        for item, n in self.world.kit.at(site).items():
            lot = self.mission.lot[item]
            reserved = self.disposals.reserved.get((item, site), 0)
            if self.world.works_with(item, site):
                continue
            choice = self.worth.choice(lot, site, t)
            if n <= reserved or not choice.moves:
                continue
            saved += (n - arms.get(item, 0)) * (choice.best - choice.local_utility)
            if lot.self_driving:
                driven += n
            else:
                carried += n * self.worth.journeys.slot(lot, "road")
        if saved <= CONVOY_DAYS * daily_cost(self.world, site):
            return True
        share = self.tactics.last_share
        if carried > share * self._largest + EPS:
            return False
        return driven <= share * (DRIVEN_SHARE * self.mission.doctrine.convoy_max)

    # ---- the last lift ----

    def close(self, site: str, t: float) -> bool:
        """Try to close a site with a last lift called at hour ``t``; say whether it is closed.

        A last lift that fails leaves the world as it was. Vehicles that it could not take may be
        sent ahead instead, which is kept; the last lift is then called again later.
        """
        if not self.world.people.any_at(site):
            # Hired drivers are nobody's people: they drive out before the gate is shut.
            self.lifts.drive_out(site, t)
            last = max(self._earliest(site), self.world.departures.last(site))
            told = self.told.get(site)
            if told is not None and self.mission.hours(told.close) >= last - EPS:
                close = self.mission.hours(told.close)
                return self._finish(site, close, list(told.last_serials))
            return self._finish(site, max(t, last), [])
        fared = self._depart(site, t)
        self.together.discard(site)
        if fared is Fared.EARLY and self._soon(site, t) and self.world.vehicles.any_at(site):
            self.together.add(site)
        return fared is Fared.CLOSED

    def _soon(self, site: str, t: float) -> bool:
        """Say whether a site's last lift was put off by no more than a last lift's hours.

        Where a floor holds the site, vehicles may as well go ahead of it.
        """
        if self.mission.site[site].holding_people:
            return False
        return self.not_before.get(site, t) - t <= self.mission.doctrine.last_lift_hours + EPS

    def _depart(self, site: str, t: float) -> Fared:
        """Try the manners of a last lift in turn, until one closes the site or needs but time."""
        own, pressed = self.world.vehicles.any_at(site), self._presses(site, t)
        if own:
            fared = self._attempt(site, t, Manner(own_first=True, all_vehicles=not pressed))
            # Where all will go together soon, nothing goes ahead with empty seats.
            if fared is Fared.CLOSED or (fared is Fared.EARLY and self._soon(site, t)):
                return fared
        if own and not pressed:
            # Better to send ahead what can go, and to wait, than to leave vehicles behind.
            if self.lifts.send_ahead(site, t):
                return Fared.SHORT
            return self._attempt(site, t, Manner(own_first=True))
        fared = self._attempt(site, t, Manner())
        if fared is Fared.SHORT and pressed:
            # Better to be taken away from where they are going than to stay.
            fared = self._attempt(site, t, Manner(anywhere=True))
        return fared

    def _attempt(self, site: str, t: float, manner: Manner) -> Fared:
        """Try a last lift; where its serials leave too far apart, one not in one go."""
        fared = self._try(site, t, manner)
        if fared is Fared.APART:
            fared = self._try(site, t, attrs.evolve(manner, apart=True))
        return fared

    def _try(self, site: str, t: float, manner: Manner) -> Fared:
        """Try a last lift; put it off, with the world as it was, if it fails."""
        kept, written = self.world.snapshot(), len(self.world.written.disposals)
        # Whoever or whatever is to leave by then must have left, and work must be done.
        working = (work.until for work in self.world.works.at(site).values())
        before = max([0.0, self.world.departures.last(site), self._let_go(site), *working])
        lifts = self._send_all(site, t, manner)
        # Where nobody holds it, whoever leaves last is the last.
        if not self.mission.site[site].holding_people:
            lifts.sort(key=lambda lift: lift.leaves)
        wait, fared = 0.0, Fared.SHORT
        if not self._leaves_any(site, manner):
            close, soonest = max(lift.leaves for lift in lifts), max(before, self._earliest(site))
            in_one_go, in_time = self._is_one_go(lifts, manner), close >= soonest - EPS
            if in_one_go and in_time and self._finish(site, close, self._last_of(lifts)):
                left = left_behind(self.world, site, written)
                if not left or site in self._looked or self._presses(site, t):
                    return Fared.CLOSED
                self.world.restore(kept)
                return self._after_work(site, t, manner, close, left)
            wait = soonest - close
            if not in_one_go:
                fared = Fared.APART
            elif not in_time:
                fared = Fared.EARLY
        self.world.restore(kept)
        self._put_off(site, t, wait)
        return fared

    def _after_work(
        self, site: str, t: float, manner: Manner, close: float, left: Counter[str]
    ) -> Fared:
        """Put a last lift off for work on what it would leave, if that pays, else send it."""
        self._looked.add(site)
        daily = daily_cost(self.world, site)
        if not begun(self.world, self.worth, self.disposals, left, site, (t, close), daily):
            return self._try(site, t, manner)
        self._put_off(site, t, self.world.departures.last(site) - close)
        return Fared.EARLY

    def _send_all(self, site: str, t: float, manner: Manner) -> list[Booked]:
        """Book the serials of a last lift until nobody is left, or none can go."""
        lifts: list[Booked] = []
        for _ in range(self.worth.parameters.most_serials_per_lift):
            if not self.world.people.any_at(site):
                break
            own = manner.own_first and self.world.vehicles.any_at(site)
            ahead = Lift.ALL_BUT_THOSE_WHO_MUST_STAY if manner.apart else Lift.ALL_BUT_THE_FLOOR
            lift = self.lifts.send(site, t, own=own, anywhere=manner.anywhere, ahead=ahead)
            if lift is None and manner.own_first:
                lift = self.lifts.fly_some(site, t)
                lift = lift or self.lifts.send(site, t, own=False, anywhere=manner.anywhere)
            if lift is None:
                break
            lifts.append(lift)
        return lifts

    def _leaves_any(self, site: str, manner: Manner) -> bool:
        """Say whether a last lift that was sent leaves somebody, or vehicles that were to go."""
        if self.world.people.any_at(site):
            return True
        return manner.all_vehicles and self.world.vehicles.any_at(site)

    def _is_one_go(self, lifts: list[Booked], manner: Manner) -> bool:
        """Say whether the serials leave within the doctrine's hours, that with the floor last."""
        hours = [lift.leaves for lift in lifts]
        if hours[-1] < max(hours) - EPS:
            return False
        return manner.apart or len(self._last_of(lifts)) == len(lifts)

    def _last_of(self, lifts: list[Booked]) -> list[str]:
        """Return the serials that leave within the hours of a last lift."""
        since = max(lift.leaves for lift in lifts) - self.mission.doctrine.last_lift_hours
        return [lift.serial for lift in lifts if lift.leaves >= since - EPS]

    def _put_off(self, site: str, t: float, wait: float) -> None:
        """Set when to try again: after what a last lift waits for, or when something comes back."""
        later = step = float(self.mission.period_hours)
        back = self.world.arrivals.soonest
        if wait > 0:
            later = max(step, math.floor(wait / step) * step)
        elif step >= 24 and back is not None:
            later = min(2 * step, max(step, math.ceil((back - t) / step - EPS) * step))
        self.not_before[site] = t + later

    def _let_go(self, site: str) -> float:
        """Return the hour from which everybody at a site may leave as far as providers go."""
        parties = (self.mission.party[party] for party in self.world.people.at(site))
        held = (p.leave_from for p in parties if p.site == site and p.leave_from is not None)
        return max(map(self.mission.hours, held), default=0.0)

    def _earliest(self, site: str) -> float:
        """Return the hour before which a site is not closed: its own, and those of kit."""
        here = self.mission.site[site]
        begin = self.mission.hours(here.close_from) if here.close_from else 0.0
        return max([max(0.0, begin) + here.closing_hours, *self._ready_hours(site)])

    def _ready_hours(self, site: str) -> list[float]:
        """Return the hours at which kit at a site becomes ready that is worth waiting for."""
        # One crate that nobody has packed must not hold a garrison.
        if self._presses(site, self.clock):
            return []
        return [
            ready
            for item, n in self.world.kit.at(site).items()
            if n and (ready := self._waited_for(site, self.mission.lot[item], n)) is not None
        ]

    def _waited_for(self, site: str, lot: Lot, n: int) -> float | None:
        """Return the hour at which units of a lot are ready; None if leaving them costs less."""
        if lot.ready_from is None:
            return None
        ready = self.mission.hours(lot.ready_from)
        abandoned = self.worth.local(lot, site, ready)[-1][0]
        saved = n * (self.worth.choice(lot, site, ready).best - abandoned)
        if saved > (ready - self.clock) / 24 * daily_cost(self.world, site):
            return ready
        return None

    # ---- the closure ----

    def _finish(self, site: str, close: float, serials: list[str]) -> bool:
        """Dispose of what is left, write the closure; False where the site cannot close then."""
        here, mission = self.mission.site[site], self.mission
        late = here.close_by is not None and close > mission.hours(here.close_by) + EPS
        left_later = close < self.world.departures.last(site) - EPS
        if late or left_later or close > self.world.calendar.end:
            return False
        if any(hour > close + EPS for hour in self._ready_hours(site)):
            return False
        self._dispose_of_rest(site, close)
        self._abandon_vehicles(site, mission.time(close))
        ready = close
        if here.receiver and here.receiver_ready:
            ready = mission.hours(here.receiver_ready)
        closure = Closure(
            site=site,
            close=mission.time(close),
            last_serials=tuple(serials),
            vacuum_days=math.ceil(max(0.0, ready - close) / 24 * 1e4) / 1e4,
        )
        self.world.closed.add(site, close)
        self.world.written.close(closure)
        return True

    def _dispose_of_rest(self, site: str, close: float) -> None:
        """Dispose of all kit at a site by the time it closes; work on it may begin at once."""
        arms = self.world.floor_arms.kit(site)
        for item, n in sorted(self.world.kit.at(site).items()):
            lot, begin = self.mission.lot[item], min(close, self.clock)
            if lot.ready_from:
                begin = max(begin, self.mission.hours(lot.ready_from))
            if self.world.works_with(item, site):
                begin = max(begin, close - self.mission.site[site].packing_days * 24)
            kept = arms.get(item, 0)
            self.disposals.dispose(site, lot, n - kept, max(begin, 0.0), close, abandon=True)
            # Arms stay with the floor until it leaves: what its lift could not take is left then.
            begin = max(begin, close - self.mission.doctrine.last_lift_hours, 0.0)
            # Of the floor's arms others may count in place of those that are gone by now.
            kept, lift = self.world.kit.at(site).get(item, 0), Lift.EVERYBODY
            self.disposals.dispose(site, lot, kept, begin, close, abandon=True, lift=lift)

    def _abandon_vehicles(self, site: str, at: datetime) -> None:
        """Write off the vehicles that are still at a site when it closes, usable ones first."""
        for holdings in (self.world.vehicles, self.world.stuck):
            for fleet, n in sorted(holdings.at(site).items()):
                if n > 0:
                    # Emptied fleets stay listed, as the order of what is listed decides ties.
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
