"""The state of a mission while a plan of it is being built.

It is made of stores, one for each kind of thing, that guard what must hold; what a movement changes
in several of them at once, the world changes.
"""

import math
from collections.abc import Mapping
from functools import partial

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind
from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.model.situation import Aboard, Situation, Turnround
from exeunt.network.network import Network
from exeunt.optimise.planner.floorarms import FloorArms
from exeunt.optimise.planner.stores import Undo
from exeunt.optimise.planner.stores.aircraft import Aircraft
from exeunt.optimise.planner.stores.arrivals import Arrivals
from exeunt.optimise.planner.stores.calendar import Calendar
from exeunt.optimise.planner.stores.closed import Closed
from exeunt.optimise.planner.stores.departures import Departures
from exeunt.optimise.planner.stores.duty import Duty, longest_drive
from exeunt.optimise.planner.stores.fields import Fields
from exeunt.optimise.planner.stores.handling import Handling
from exeunt.optimise.planner.stores.holdings import Holdings
from exeunt.optimise.planner.stores.packing import Packing
from exeunt.optimise.planner.stores.presence import Presence
from exeunt.optimise.planner.stores.quays import Quays
from exeunt.optimise.planner.stores.reception import Reception
from exeunt.optimise.planner.stores.stocks import Stocks
from exeunt.optimise.planner.stores.traffic import Traffic
from exeunt.optimise.planner.stores.versions import Versions
from exeunt.optimise.planner.stores.works import Works
from exeunt.optimise.planner.stores.written import Written


class CutError(Exception):
    """Somebody asked to stop while a plan was built: of what is half built nothing is of use."""


@attrs.frozen
class Snapshot:
    """The world at some time; may be gone back to once."""

    now: float
    undone: tuple[Undo, ...]


class World:
    """Who and what is free where, what is on its way, and how much of all that is shared is taken.

    ``now`` is the hour up to which everything has arrived; ``tried`` counts the serials composed;
    ``kg`` is the mass of a unit of a supply as stated at a site.
    """

    def __init__(
        self,
        mission: Mission,
        network: Network,
        situation: Situation | None = None,
        *,
        stop: Stop = lambda: False,
    ) -> None:
        """Put everybody and everything where they are in a situation, at first the mission's start.

        Of what was booked before the situation's moment, roads, landings, block hours, handling
        and teams at work on disposals are not known.
        """
        self.mission, self.network = mission, network
        self.calendar = Calendar(mission)
        self.people, self.kit = Holdings(mission.site), Holdings(mission.site)
        self.vehicles, self.stuck = Holdings(mission.site), Holdings(mission.site)
        self.arrivals = Arrivals()
        self.presence = Presence(mission, self.calendar)
        self.departures = Departures()
        self.duty = Duty(mission.doctrine.march_hours_per_day, partial(longest_drive, network))
        self.traffic = Traffic(mission, self.calendar)
        loads = {s.site: s.load_teu_per_day for s in mission.sites}
        unloads = {s.site: s.unload_teu_per_day for s in mission.sites}
        self.loading = Handling(mission.site, loads)
        self.unloading = Handling(mission.site, unloads)
        self.packing = Packing({s.site: s.pack_teu_per_day for s in mission.sites})
        self.aircraft, self.fields = Aircraft(self.calendar), Fields()
        self.reception, self.quays = Reception(mission, self.calendar), Quays(mission)
        self.works, self.closed = Works(), Closed()
        self.stocks = Stocks(mission, network, self.calendar, self.presence, self.closed)
        self.written = Written()
        vehicles = self.vehicles, self.stuck
        self.floor_arms = FloorArms(mission, self.kit, vehicles, self.written)
        self.versions = Versions(mission.site)
        self.kg = {(row.supply, row.site): row.kg_per_unit for row in mission.supplies}
        self.now, self.tried, self._stop = 0.0, 0, stop
        self._begin(situation or Situation.of(mission))

    # ---- where a plan begins ----

    def _begin(self, situation: Situation) -> None:
        """Place everybody and everything, in the order of the situation, which decides ties."""
        hours = self.mission.hours
        self._place_people_and_kit(situation)
        self._place_vehicles(situation)
        self._place_aircraft(situation)
        for serial in situation.underway:
            for aboard in serial.aboard:
                self._expect(aboard)
        if situation.moment > self.mission.start:
            for stock in situation.stocks:
                moment = hours(situation.moment)
                self.stocks.start_from(stock.supply, stock.site, moment, stock.level)
        for closure in situation.closed:
            self.closed.add(closure.site, hours(closure.close))

    def _place_people_and_kit(self, situation: Situation) -> None:
        lots = self.mission.lot
        for party in situation.people:
            self.people.add(party.site, party.item, party.count)
            self.presence.join(party.site, 0.0, party.count, 0.0)
        for lot in situation.kit:
            self.kit.add(lot.site, lot.item, lot.count)
            self.presence.join(lot.site, 0.0, 0.0, lot.count * lots[lot.item].teu)
        # Units being disposed of can be moved no more, but take their room until the work is done.
        for work in situation.working:
            if work.lot in lots:
                teu = work.quantity * lots[work.lot].teu
                self.presence.join(work.site, 0.0, 0.0, teu)
                self.presence.leave(work.site, self.mission.hours(work.done), 0.0, teu)

    def _place_vehicles(self, situation: Situation) -> None:
        # A fleet of none is listed too: which fleets there are, in which order, decides ties.
        for fleet in self.mission.fleets:
            self.vehicles.add(fleet.site, fleet.fleet, 0)
        for standing in situation.vehicles:
            self.vehicles.add(standing.site, standing.fleet, standing.usable)
            if standing.out_of_service:
                self.stuck.add(standing.site, standing.fleet, standing.out_of_service)
        for turning in situation.turning:
            if turning.kind == LoadKind.VEHICLE:
                self._turn_vehicles(turning)

    def _turn_vehicles(self, turning: Turnround) -> None:
        site, fleet = turning.site, turning.item
        n = min(turning.count, self.vehicles.at(site).get(fleet, 0))
        if n > 0:
            self.vehicles.lend(site, fleet, n)
            self.arrive(self.mission.hours(turning.ready), LoadKind.VEHICLE, site, fleet, n)

    def _place_aircraft(self, situation: Situation) -> None:
        for fleet in self.mission.air_fleets:
            self.aircraft.add(fleet.air_fleet, 0)
        for standing in situation.aircraft:
            self.aircraft.add(standing.air_fleet, standing.count)
        for turning in situation.turning:
            if turning.kind == LoadKind.AIRCRAFT:
                n = min(turning.count, self.aircraft.ready(turning.item, 0.0))
                self.aircraft.take(turning.item, n, 0.0, self.mission.hours(turning.ready))

    def _expect(self, aboard: Aboard) -> None:
        """Note where and when something that is under way will be free."""
        at, site, item = self.mission.hours(aboard.arrives), aboard.destination, aboard.item
        n = int(aboard.quantity)
        match aboard.kind:
            case LoadKind.PEOPLE:
                self.arrive(at, LoadKind.PEOPLE, site, item, n)
                self.join(site, at, n, 0.0)
                self.reception.expect_people(site, at, n)
            case LoadKind.LOT:
                self.arrive(at, LoadKind.LOT, site, item, n)
                self.join(site, at, 0, n * self.mission.lot[item].teu)
            case LoadKind.VEHICLE:
                turned = at + self.mission.site[site].turn_hours
                self.arrive(turned, LoadKind.VEHICLE, site, item, n)
            case LoadKind.AIRCRAFT:
                self.aircraft.add(item, n, at + self.mission.doctrine.flight_turn_hours)
            case LoadKind.SUPPLY:
                if aboard.role == "delivered" and (item, site) in self.stocks:
                    self.stocks.deliver(item, site, at, aboard.quantity)

    # ---- movements ----

    def advance(self, t: float) -> None:
        """Let everything that has arrived by hour ``t`` become free."""
        self.versions.renew()
        self.now = t
        holdings = {
            LoadKind.PEOPLE: self.people,
            LoadKind.LOT: self.kit,
            LoadKind.VEHICLE: self.vehicles,
        }
        for arrival in self.arrivals.take(t):
            holdings[arrival.kind].add(arrival.site, arrival.item, arrival.quantity)
            self.versions.touch(arrival.site)

    def arrive(self, t: float, kind: LoadKind, site: str, item: str, quantity: int) -> None:
        """Note that something will be free at a site from hour ``t`` on."""
        self.versions.renew()
        self.versions.touch(site)
        self.arrivals.add(t, kind, site, item, quantity)

    def leave(self, site: str, t: float, people: float, teu: float) -> None:
        """Take people and kit that leave at hour ``t`` out of the site's counts."""
        self.versions.renew()
        self.versions.touch(site)
        self.presence.leave(site, t, people, teu)
        self.departures.note(site, t)

    def join(self, site: str, t: float, people: float, teu: float) -> None:
        """Add people and kit that come at hour ``t`` to the site's counts."""
        if self.presence.join(site, t, people, teu):
            self.versions.touch(site)

    # ---- what people make up ----

    def teams(self, people: Mapping[str, int], capability: str) -> int:
        """Return the whole teams of a capability that these people make up."""
        return sum(
            math.floor(n * teams / self.mission.party[party].count + EPS)
            for party, n in people.items()
            for brings, teams in self.mission.party[party].capabilities
            if brings == capability and self.work(party)
        )

    def work(self, party: str) -> bool:
        """Say whether a party works by now, as crews, escorts or teams."""
        since = self.mission.party[party].available_from
        return since is None or self.mission.hours(since) <= self.now

    def armed(self, people: Mapping[str, int]) -> int:
        """Return the armed among these people."""
        return sum(n for party, n in people.items() if self.mission.party[party].armed)

    # ---- kit at its own site ----

    def unpack(self, site: str, t: float, units: Mapping[str, int]) -> None:
        """Note that packed kit leaves a site at hour ``t``, of which its own had to be packed."""
        lots = self.mission.lot
        teu = sum(n * lots[lot].teu for lot, n in sorted(units.items()) if lots[lot].site == site)
        if teu > EPS:
            self.packing.book(site, t, teu)

    def works_with(self, lot: str, site: str) -> bool:
        """Say whether a lot is in use at its site, and so is taken down only when that closes."""
        return self.mission.lot[lot].in_use and self.mission.lot[lot].site == site

    # ---- copies ----

    def snapshot(self) -> Snapshot:
        """Return how everything is now, for :meth:`restore`."""
        stores = (
            self.people,
            self.kit,
            self.vehicles,
            self.stuck,
            self.arrivals,
            self.presence,
            self.departures,
            self.duty,
            self.traffic,
            self.loading,
            self.unloading,
            self.packing,
            self.aircraft,
            self.fields,
            self.reception,
            self.quays,
            self.works,
            self.closed,
            self.stocks,
            self.written,
            self.versions,
        )
        return Snapshot(self.now, tuple(store.snapshot() for store in stores))

    def try_one(self) -> None:
        """Count a serial that is tried.

        Raises:
            CutError: somebody asked to stop.
        """
        self.tried += 1
        self.go_on()

    def go_on(self) -> None:
        """Go on, unless somebody asked to stop.

        Raises:
            CutError: somebody did.
        """
        if self._stop():
            raise CutError

    def restore(self, kept: Snapshot) -> None:
        """Go back to a snapshot, which is used up; serials tried stay counted."""
        self.now = kept.now
        for undo in kept.undone:
            undo()
