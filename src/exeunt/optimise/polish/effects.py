"""What cargo and disposals do: to every count that a rule limits, and to the cost of the plan."""

from collections.abc import Iterator
from typing import NamedTuple

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind, Mode, SiteRole, Way
from exeunt.model.forces import GIVING, Lot, Party
from exeunt.model.mission import Mission
from exeunt.network.network import Network
from exeunt.optimise.polish.trips import Book, Cargo, Trip, Work
from exeunt.optimise.reduce.keys import Keys

DAY = 24.0


class Count(NamedTuple):
    """A figure over time that rules limit: what is counted, of what, where or when."""

    what: str
    item: str = ""
    at: str = ""


class Change(NamedTuple):
    """What one unit adds to a count at an hour."""

    of: Count
    t: float
    by: float


@attrs.frozen
class Effect:
    """What one unit of a cargo or of a disposal does: changes of counts, and its cost."""

    changes: tuple[Change, ...]
    cost: float


class Effects:
    """Answers what a unit does; every answer is found once."""

    def __init__(self, mission: Mission, network: Network, keys: Keys, book: Book) -> None:
        """Keep the mission and what of the plan stays as it is: closings, and who stays where."""
        self.mission, self.network, self.keys = mission, network, keys
        self.closes = book.closes
        self.end, self.deadline = mission.hours(mission.end), mission.hours(mission.deadline)
        self.staying = _staying(mission, book)
        self._cargo: dict[Trip, dict[Cargo, Effect]] = {}
        self._works: dict[Work, Effect] = {}
        self._drivers = {fleet.crew_party for fleet in mission.fleets} - {""}
        if mission.period_hours < DAY:
            self._drivers = set()

    def open_until(self, site: str) -> float:
        """Return when a site closes, or the end of planning."""
        return self.closes.get(site, self.end)

    # ---- cargo ----

    def of_cargo(self, trip: Trip, cargo: Cargo) -> Effect:
        """Return what one unit of a cargo of a trip does."""
        known = self._cargo.setdefault(trip, {})
        if cargo not in known:
            make = {
                LoadKind.PEOPLE: self._people,
                LoadKind.VEHICLE: self._vehicle,
                LoadKind.LOT: self._kit,
            }[cargo.kind]
            known[cargo] = make(trip, cargo)
        return known[cargo]

    def forget(self, trip: Trip) -> None:
        """Forget what was found of a trip that is tried no more."""
        self._cargo.pop(trip, None)

    def _people(self, trip: Trip, cargo: Cargo) -> Effect:
        party = self.mission.party[cargo.item]
        run = _Run.of(trip, cargo)
        changes = [
            Change(Count("people", cargo.item, run.origin), run.t0, -1),
            Change(Count("people", cargo.item, run.destination), run.t1, 1),
        ]
        for site, t, by in ((run.origin, run.t0, -1.0), (run.destination, run.t1, 1.0)):
            if party.armed and self.mission.site[site].role != SiteRole.EXIT:
                changes.append(Change(Count("armed", "", site), t, by))
            if self.mission.site[site].beds is not None:
                changes.append(Change(Count("beds", "", site), t, by))
        if cargo.item in self._drivers:
            night = self._night(trip) if cargo.role == AboardRole.CREW else 0.0
            rested = run.t1 + night - EPS if night else run.t1
            changes.append(Change(Count("rested", cargo.item, run.origin), run.t0, -1))
            changes.append(Change(Count("rested", cargo.item, run.destination), rested, 1))
        if self.mission.site[run.destination].receive_people_per_day is not None:
            changes.append(Change(Count("come", _day(trip, cargo), run.destination), 0.0, 1))
        cost = self.person_at(party, run.destination, run.t1)
        cost -= self.person_at(party, run.origin, run.t0)
        cost += sum(self.exposure(trip, n) for n in range(cargo.board, cargo.alight))
        return Effect(tuple(changes), cost)

    def _night(self, trip: Trip) -> float:
        """Return the hours for which those who drove rest before they drive again.

        Whoever leaves sooner takes along the hours of the day before. Where the day is the unit of
        planning nobody does; in missions of hours that is left to the referee.
        """
        if trip.mode != Mode.ROAD or self.mission.period_hours < DAY:
            return 0.0
        return DAY - self.mission.doctrine.march_hours_per_day

    def person_at(self, party: Party, site: str, t: float) -> float:
        """Return the cost of a person being at a site from an hour on: less where that is out."""
        prices, place = self.mission.prices, self.mission.site[site]
        cost = 0.0
        if self.mission.is_home(party, site):
            late = max(0.0, self.end - max(t, self.deadline)) / DAY
            cost -= prices.person_day_late * late + prices.person_not_out
        if place.role in {SiteRole.BASE, SiteRole.HUB}:
            days = max(0.0, self.end - t) / DAY
            cost += prices.casualty * place.person_risk_per_day * days
        return cost

    def strikes(self, trip: Trip, n: int) -> float:
        """Return what the strikes cost that a sortie must expect on a stage, all of it by size."""
        leg = trip.steps[n].leg
        strikes = self.network.strikes(leg, trip.departs[n]) * leg.km / 100
        return strikes * leg.casualties_per_strike * self.mission.prices.casualty

    def exposure(self, trip: Trip, n: int) -> float:
        """Return what one more person exposed on a stage costs."""
        doctrine = self.mission.doctrine
        return self.strikes(trip, n) * (1 - doctrine.fixed_share) / doctrine.reference_people

    def of_running(self, trip: Trip) -> float:
        """Return what it costs that a trip goes at all: fixed harm, and hours of its aircraft."""
        cost = 0.0
        for n, stage in enumerate(trip.stages):
            cost += self.strikes(trip, n) * stage.rotations * self.mission.doctrine.fixed_share
            if trip.aircraft is not None:
                fleet = self.mission.air_fleet[trip.aircraft.item]
                by_hour = self.mission.aircraft_type[fleet.aircraft].cost_per_hour
                cost += stage.rotations * trip.hours[n] * by_hour * self.mission.prices.money
        return cost

    def _vehicle(self, trip: Trip, cargo: Cargo) -> Effect:
        mission, prices = self.mission, self.mission.prices
        fleet = mission.fleet[cargo.item]
        kind = mission.vehicle[fleet.vehicle]
        run = _Run.of(trip, cargo)
        turn = mission.site[run.destination].turn_hours
        turn = max(turn, self._night(trip))
        turned = run.t1 + turn - EPS if turn else run.t1
        changes = [
            Change(Count("fleet", cargo.item, run.origin), run.t0, -1),
            Change(Count("fleet", cargo.item, run.destination), turned, 1),
            Change(Count("moving", cargo.item), run.t0, 1),
            Change(Count("moving", cargo.item), run.t1, -1),
            *self._on_legs(trip, cargo),
        ]
        for site, t, by in ((run.origin, run.t0, -1.0), (run.destination, run.t1, 1.0)):
            if site in self.closes:
                changes.append(Change(Count("standing", cargo.item, site), t, by))
            if kind.armoured and mission.site[site].floor_armour > 0:
                changes.append(Change(Count("armour", "", site), t, by))
        if kind.crew_qualification and fleet.crew_party:
            trained = Count("trained", fleet.crew_party, kind.crew_qualification)
            changes.append(Change(trained, run.t0, kind.crew))
            changes.append(Change(trained, run.t1, -kind.crew))
        by_km = kind.cost_per_km + kind.fuel_l_per_km * prices.fuel_litre
        money = by_km * run.km + kind.cost_per_day * max(0.0, run.t1 - run.t0) / DAY
        cost = money * prices.money
        cost += self.vehicle_at(cargo.item, run.destination)
        cost -= self.vehicle_at(cargo.item, run.origin)
        if not fleet.crew_party:
            sheltered = 1 - (1 - mission.doctrine.armour_factor) * kind.armoured
            exposed = (self.exposure(trip, n) for n in range(cargo.board, cargo.alight))
            cost += kind.crew * sheltered * sum(exposed)
        return Effect(tuple(changes), cost)

    def vehicle_at(self, name: str, site: str) -> float:
        """Return what an own vehicle costs that is at a site when planning ends."""
        mission = self.mission
        fleet = mission.fleet[name]
        if fleet.ownership != "own":
            return 0.0
        way = None
        if mission.site[site].role == SiteRole.EXIT:
            way = Way.SHIP
        elif self.staying.get(site):
            way = Way.TRANSFER
        recovery = 0.0
        if way is not None:
            kit_class = "armour" if mission.vehicle[fleet.vehicle].armoured else "vehicle"
            row = mission.disposition_of(kit_class, "mission", way)
            recovery = 1.0 if row is None else row.recovery_share * row.lawful
        return fleet.value * (1 - recovery) * mission.prices.value_lost

    def _on_legs(self, trip: Trip, cargo: Cargo) -> Iterator[Change]:
        """Yield that a vehicle, or kit that drives, enters legs and comes to gates."""
        for n in range(cargo.board, cargo.alight):
            step, stage = trip.steps[n], trip.stages[n]
            if step.leg.vehicles_per_day is not None:
                day = stage.depart.date().isoformat()
                yield Change(Count("column", step.leg.leg, day), 0.0, 1)
            gate = self.mission.site[step.destination].receive_vehicles_per_day
            if gate is not None and trip.mode == Mode.ROAD:
                day = stage.arrive.date().isoformat()
                yield Change(Count("gate", step.destination, day), 0.0, 1)

    def _kit(self, trip: Trip, cargo: Cargo) -> Effect:
        mission, lot = self.mission, self.keys.one(cargo.item)
        run = _Run.of(trip, cargo)
        changes = [
            Change(Count("kit", cargo.item, run.origin), run.t0, -1),
            Change(Count("kit", cargo.item, run.destination), run.t1, 1),
            *self._of_yard(lot, run.origin, run.t0, -1.0),
            *self._of_yard(lot, run.destination, run.t1, 1.0),
            *self._of_floor(lot, run.origin, run.t0, -1.0),
            *self._of_floor(lot, run.destination, run.t1, 1.0),
        ]
        cost = self.unit_at(lot, run.destination, run.t1) - self.unit_at(lot, run.origin, run.t0)
        if cargo.role == AboardRole.DRIVEN:
            changes += self._on_legs(trip, cargo)
            cost += lot.burns_l_per_km * mission.prices.fuel_litre * run.km * mission.prices.money
        elif lot.teu:
            changes += self._handling(lot, run)
        return Effect(tuple(changes), cost)

    def _handling(self, lot: Lot, run: "_Run") -> Iterator[Change]:
        """Yield what loading and unloading a unit of carried kit takes of the rates of its ends."""
        origin, destination = self.mission.site[run.origin], self.mission.site[run.destination]
        ends = (
            ("load", origin, origin.load_teu_per_day, run.t0),
            ("unload", destination, destination.unload_teu_per_day, run.t1),
        )
        for what, site, rate, t in ends:
            if rate is not None:
                window = max(DAY, site.turn_hours)
                yield Change(Count(what, "", site.site), t, lot.teu)
                yield Change(Count(what, "", site.site), t + window - EPS, -lot.teu)
        if origin.pack_teu_per_day is not None:
            yield Change(Count("packed", "", run.origin), run.t0, lot.teu)

    def _of_yard(self, lot: Lot, site: str, t: float, by: float) -> Iterator[Change]:
        place = self.mission.site[site]
        if place.yard_teu is not None and place.role != SiteRole.EXIT and lot.teu:
            yield Change(Count("yard", "", site), t, by * lot.teu)

    def _of_floor(self, lot: Lot, site: str, t: float, by: float) -> Iterator[Change]:
        place = self.mission.site[site]
        if place.floor_armour > 0 and (lot.armoured or lot.kit_class == "armour"):
            yield Change(Count("armour", "", site), t, by)
        if place.floor_ammunition_t > 0 and lot.kit_class == "ammunition":
            yield Change(Count("ammunition", "", site), t, by * lot.mass_t)

    def may_end(self, lot: Lot, site: str) -> bool:
        """Say whether kit that is at a site is out."""
        if lot.destination:
            return site == lot.destination
        return self.mission.site[site].role == SiteRole.EXIT

    def unit_at(self, lot: Lot, site: str, t: float) -> float:
        """Return what a unit costs that comes to a site at an hour and stays there: left or out."""
        prices = self.mission.prices
        if not self.may_end(lot, site):
            return lot.harm_if_captured * prices.capture_point + lot.value * prices.value_lost
        row = self.mission.disposition(lot, Way.SHIP)
        cost = 0.0
        if row is not None:
            cost = (1 - row.recovery_share) * lot.value * prices.value_lost
            cost += row.cost_per_unit * prices.money
        return cost - self._in_time(lot, t)

    def _in_time(self, lot: Lot, t: float) -> float:
        """Return what a unit that is delivered at an hour saves of the days past its date."""
        if lot.due_by is None:
            return 0.0
        since = max(0.0, self.mission.hours(lot.due_by), t)
        return max(0.0, self.end - since) / DAY * self.mission.prices.unit_day_late

    # ---- disposals ----

    def of_work(self, work: Work) -> Effect:
        """Return what disposing of one unit does."""
        if work not in self._works:
            make = self._disposed if work.kind == LoadKind.LOT else self._abandoned
            self._works[work] = make(work)
        return self._works[work]

    def _disposed(self, work: Work) -> Effect:
        prices, lot = self.mission.prices, self.keys.one(work.item)
        row = self.mission.disposition(lot, work.way)
        changes = [
            Change(Count("kit", work.item, work.site), work.start, -1),
            *self._of_yard(lot, work.site, work.done, -1.0),
        ]
        if work.way != Way.TRANSFER:
            changes += self._of_floor(lot, work.site, work.start, -1.0)
        cost = recovered = 0.0
        left = work.way == Way.ABANDON or (work.way in GIVING and self.vacuum(work.site) > 0)
        if row is not None:
            cost = row.cost_per_unit * prices.money
            recovered = 0.0 if left else row.recovery_share
            changes += self._of_rate(lot, work)
        cost += lot.value * (1 - recovered) * prices.value_lost
        cost += left * lot.harm_if_captured * prices.capture_point
        if work.way != Way.ABANDON:
            cost -= self._in_time(lot, work.done)
        cost -= self.unit_at(lot, work.site, self.end)
        return Effect(tuple(changes), cost)

    def _of_rate(self, lot: Lot, work: Work) -> Iterator[Change]:
        """Yield what a unit takes of the rate of its row, spread evenly over the work's span."""
        row = self.mission.disposition(lot, work.way)
        if row is None:
            return
        begin = work.start + row.lead_hours
        span = max(work.done - begin, 1 / 3600)
        place = str(self.mission.dispositions.index(row))
        rates = (("units", row.rate_per_day, 1.0), ("tonnes", row.rate_t_per_team_day, lot.mass_t))
        for what, rate, amount in rates:
            if rate is not None and amount:
                a_day = amount * DAY / span
                yield Change(Count(what, place, work.site), begin, a_day)
                yield Change(Count(what, place, work.site), begin + span - EPS, -a_day)

    def vacuum(self, site: str) -> float:
        """Return the hours from a site's closing until its receiver is ready."""
        ready = self.mission.site[site].receiver_ready
        if not self.mission.site[site].receiver or ready is None or site not in self.closes:
            return 0.0
        return max(0.0, self.mission.hours(ready) - self.closes[site])

    def _abandoned(self, work: Work) -> Effect:
        """Return what it does to leave a vehicle of a fleet, and its hired crew with it."""
        mission, prices = self.mission, self.mission.prices
        fleet = mission.fleet[work.item]
        kind, place = mission.vehicle[fleet.vehicle], mission.site[work.site]
        changes = [Change(Count("fleet", work.item, work.site), work.start, -1)]
        if work.site in self.closes:
            changes.append(Change(Count("standing", work.item, work.site), work.start, -1))
        if kind.armoured and place.floor_armour > 0:
            changes.append(Change(Count("armour", "", work.site), work.start, -1))
        cost = fleet.value * prices.value_lost - self.vehicle_at(work.item, work.site)
        if not fleet.crew_party and place.role != SiteRole.EXIT:
            late = max(0.0, self.end - max(self.deadline, work.start)) / DAY
            cost += kind.crew * (late * prices.person_day_late + prices.person_not_out)
        return Effect(tuple(changes), cost)


class _Run(NamedTuple):
    """From where to where a cargo goes, when, and how far."""

    origin: str
    destination: str
    t0: float
    t1: float
    km: float

    @classmethod
    def of(cls, trip: Trip, cargo: Cargo) -> "_Run":
        return cls(
            trip.steps[cargo.board].origin,
            trip.steps[cargo.alight - 1].destination,
            trip.departs[cargo.board],
            trip.arrives[cargo.alight - 1],
            sum(step.leg.km for step in trip.steps[cargo.board : cargo.alight]),
        )


def _day(trip: Trip, cargo: Cargo) -> str:
    return trip.stages[cargo.alight - 1].arrive.date().isoformat()


def _staying(mission: Mission, book: Book) -> dict[str, dict[str, float]]:
    """Return who is at home at sites that stay open when planning ends, by site and provider."""
    people = {(p.party, p.site): float(p.count) for p in mission.parties}
    for name, loads in book.loads.items():
        trip = book.trips[name]
        for cargo, n in loads.items():
            if cargo.kind == LoadKind.PEOPLE:
                run = _Run.of(trip, cargo)
                for site, by in ((run.origin, -float(n)), (run.destination, float(n))):
                    before = people.get((cargo.item, site), 0.0)
                    people[cargo.item, site] = before + by
    staying: dict[str, dict[str, float]] = {}
    for (name, site), there in people.items():
        party = mission.party[name]
        if there > EPS and mission.site[site].stays_open and mission.is_home(party, site):
            stay = staying.setdefault(site, {})
            stay[party.provider] = stay.get(party.provider, 0.0) + there
    return staying
