"""What a solution costs: the terms of the objective, one method each, named as the terms are."""

from exeunt.model.choices import Mode, SiteRole, Way
from exeunt.model.forces import Lot
from exeunt.model.places import Site
from exeunt.model.transport import Fleet
from exeunt.network.homes import kit_homes
from exeunt.optimise.monolith.layout import Layout, Passage
from exeunt.optimise.monolith.programme import Programme
from exeunt.optimise.monolith.shared import DAY
from exeunt.optimise.monolith.variables import Variables
from exeunt.optimise.rows import Term


class Objective:
    """The cost of a mission's programme, in currency."""

    def __init__(self, layout: Layout, programme: Programme, variables: Variables) -> None:
        """Keep what costs are charged to."""
        self.layout, self.programme, self.v = layout, programme, variables
        self.mission, self.prices = layout.mission, layout.mission.prices
        self.pay = programme.pay
        self.days = layout.hours / DAY

    def all(self) -> None:
        """Add every term."""
        self.casualties_move()
        self.casualties_site()
        self.lateness()
        self.late_unit_days()
        self.vacuum_days()
        self.what_becomes_of_kit()
        self.vehicles_left()
        self.transport()
        self.standing()
        if self.prices.makespan_day:
            self.pay([(self.v.last_out, self.days)], self.prices.makespan_day)

    def casualties_move(self) -> None:
        """Strikes by serial and by who is exposed: people aboard, fewer those under armour.

        A vehicle whose crew is in no party exposes that crew. Flights are charged for both ways.
        """
        doctrine = self.mission.doctrine
        for passage in self.layout.passages:
            per_strike = passage.strikes * passage.step.leg.casualties_per_strike
            if not per_strike:
                continue
            price = per_strike * self.prices.casualty
            each = price * (1 - doctrine.fixed_share) / doctrine.reference_people
            if passage in self.v.serials:
                self.pay([(self.v.serials[passage], 1.0)], price * doctrine.fixed_share)
                self.pay(self._crews_in_no_party(passage), each)
                spared = -(1 - doctrine.armour_factor)
                self.pay([(self.v.sheltered[passage], spared)], each)
            else:
                rotations = [(c, 2.0) for c in self.v.vehicles[passage].values()]
                self.pay(rotations, price * doctrine.fixed_share)
            self.pay([(c, 1.0) for c in self.v.people[passage].values()], each)

    def _crews_in_no_party(self, passage: Passage) -> list[Term]:
        found = []
        for name, column in self.v.vehicles[passage].items():
            fleet = self.mission.fleet[name]
            kind = self.mission.vehicle[fleet.vehicle]
            if not fleet.crew_party:
                spared = self.mission.doctrine.armour_factor if kind.armoured else 1.0
                found.append((column, kind.crew * spared))
        return found

    def casualties_site(self) -> None:
        """Perimeter risk while a site is open, more where guards lack, and risk by person."""
        for site in self.mission.sites:
            if site.role not in {SiteRole.BASE, SiteRole.HUB}:
                continue
            risk = site.perimeter_risk_per_day * self.prices.casualty * self.days
            armed = [p for p in self.mission.parties if p.armed]
            need = site.perimeter_people
            if need is None:
                need = sum(p.count for p in armed if p.site == site.site)
            for t in range(self.layout.periods):
                terms, constant = self.v.is_open(site.site, t)
                self.pay(terms, risk, constant)
                everybody = [
                    (self.v.stand[p.party, site.site][t], 1.0) for p in self.mission.parties
                ]
                each = site.person_risk_per_day * self.prices.casualty * self.days
                self.pay(everybody, each)
                if need and risk:
                    lacking = self.programme.column(f"lacking[{site.site},{t}]", 1.0, whole=False)
                    present = [(self.v.stand[p.party, site.site][t], 1.0 / need) for p in armed]
                    share = [(c, -x) for c, x in terms]
                    self.programme.row(
                        f"lacking[{site.site},{t}]",
                        [(lacking, 1.0), *present, *share],
                        low=constant,
                    )
                    self.pay([(lacking, 1.0)], risk * (self.mission.doctrine.thin_base_factor - 1))

    def lateness(self) -> None:
        """People not at home after the deadline by the day, and at the end."""
        deadline = self.mission.hours(self.mission.deadline)
        for party in self.mission.parties:
            homes = [s.site for s in self.mission.sites if self.mission.is_home(party, s.site)]
            for t in range(self.layout.periods + 1):
                late = self._days_after(deadline, t) * self.prices.person_day_late
                if t == self.layout.periods:
                    late = self.prices.person_not_out
                if late:
                    home = [(self.v.stand[party.party, site][t], -1.0) for site in homes]
                    self.pay(home, late, float(party.count))

    def _days_after(self, hour: float, t: int) -> float:
        """Return the days of period t that lie after an hour; none after the last period."""
        begins, ends = t * self.layout.hours, (t + 1) * self.layout.hours
        last = self.mission.hours(self.mission.end)
        return max(0.0, min(ends, last) - max(begins, hour)) / DAY

    def late_unit_days(self) -> None:
        """Units neither at an exit where they may end nor disposed of after their due date."""
        for lot in self.mission.lots:
            if lot.due_by is None:
                continue
            due, homes = self.mission.hours(lot.due_by), kit_homes(self.mission, lot)
            for t in range(self.layout.periods):
                days = self._days_after(due, t)
                if days:
                    there = [(self.v.stand[lot.lot, site][t], -1.0) for site in homes]
                    there += [
                        (x.column, -1.0)
                        for x in self.v.ended
                        if x.lot is lot and x.done <= t and x.way != Way.ABANDON
                    ]
                    self.pay(there, days * self.prices.unit_day_late, float(lot.quantity))

    def vacuum_days(self) -> None:
        """Days from the closing of a site to its receiver being ready."""
        for name, columns in self.v.open.items():
            site = self.mission.site[name]
            if not site.receiver or site.receiver_ready is None:
                continue
            ready = self.mission.hours(site.receiver_ready)
            for t, column in enumerate(columns):
                days = max(0.0, ready - t * self.layout.hours) / DAY
                before, constant = self.v.is_open(name, t - 1)
                self.pay([*before, (column, -1.0)], days * self.prices.vacuum_day, constant)

    def what_becomes_of_kit(self) -> None:
        """Value lost, capture and money of units shipped, disposed of, abandoned and left."""
        for lot in self.mission.lots:
            left = self._left(lot)
            self.pay([], left, float(lot.quantity))
            ship = self.mission.disposition(lot, Way.SHIP)
            shipped = 0.0
            if ship is not None:
                shipped = lot.value * (1 - ship.recovery_share) * self.prices.value_lost
                shipped += ship.cost_per_unit * self.prices.money
            for site in kit_homes(self.mission, lot):
                if site != lot.site:
                    there = self.v.stand[lot.lot, site][self.layout.periods]
                    self.pay([(there, 1.0)], shipped - left)
                else:
                    # What stood there from the start is neither shipped nor left.
                    self.pay([], -left, float(lot.quantity))
        for ended in self.v.ended:
            left = self._left(ended.lot)
            if ended.way != Way.ABANDON and ended.row is not None:
                lost = ended.lot.value * (1 - ended.row.recovery_share) * self.prices.value_lost
                lost += ended.row.cost_per_unit * self.prices.money
                self.pay([(ended.column, 1.0)], lost - left)

    def _left(self, lot: Lot) -> float:
        """Return what a unit costs that is left."""
        lost = lot.value * self.prices.value_lost
        return lost + lot.harm_if_captured * self.prices.capture_point

    def vehicles_left(self) -> None:
        """Own vehicles that end nowhere, and the crews of hired ones that are abandoned."""
        for (name, _), columns in self.v.given_up.items():
            fleet = self.mission.fleet[name]
            crew = 0 if fleet.crew_party else self.mission.vehicle[fleet.vehicle].crew
            deadline = self.mission.hours(self.mission.deadline)
            for t, column in enumerate(columns):
                since = max(deadline, t * self.layout.hours)
                late = max(0.0, self.mission.hours(self.mission.end) - since) / DAY
                stranded = crew * (late * self.prices.person_day_late + self.prices.person_not_out)
                self.pay([(column, 1.0)], fleet.value * self.prices.value_lost + stranded)
        for fleet in self.mission.fleets:
            if fleet.ownership == "own" and fleet.value:
                for site in self.mission.sites:
                    lost = fleet.value * (1 - self._kept(fleet, site)) * self.prices.value_lost
                    there = self.v.stand[fleet.fleet, site.site][self.layout.periods]
                    self.pay([(there, 1.0)], lost)

    def _kept(self, fleet: Fleet, site: Site) -> float:
        """Return the share of its value that an own vehicle keeps which ends at a site."""
        way = Way.SHIP
        if site.role != SiteRole.EXIT:
            if not any(self.mission.is_home(p, site.site) for p in self.mission.parties if p.count):
                return 0.0
            way = Way.TRANSFER
        kind = self.mission.vehicle[fleet.vehicle]
        row = self.mission.disposition_of("armour" if kind.armoured else "vehicle", "mission", way)
        if row is None:
            return 1.0
        return row.recovery_share if row.lawful else 0.0

    def transport(self) -> None:
        """Km, fuel and days of vehicles, km of driven kit, block hours of aircraft."""
        litre, money = self.prices.fuel_litre, self.prices.money
        for passage in self.layout.passages:
            km = passage.step.leg.km
            if passage.step.leg.mode == Mode.AIR:
                for name, column in self.v.vehicles[passage].items():
                    aircraft = self.mission.aircraft_type[self.mission.air_fleet[name].aircraft]
                    hours = 2 * passage.hours * aircraft.cost_per_hour
                    self.pay([(column, hours)], money)
                continue
            days = (passage.arrive - passage.depart) * self.days
            for name, column in self.v.vehicles[passage].items():
                kind = self.mission.vehicle[self.mission.fleet[name].vehicle]
                by_km = kind.cost_per_km + kind.fuel_l_per_km * litre
                self.pay([(column, by_km * km + kind.cost_per_day * days)], money)
            for name, column in self.v.driven[passage].items():
                burns = self.mission.lot[name].burns_l_per_km
                self.pay([(column, burns * litre * km)], money)

    def standing(self) -> None:
        """What sites cost for the days they are open, whether they can close or not."""
        for site in self.mission.sites:
            price = site.standing_cost_per_day * self.prices.money
            for t in range(self.layout.periods):
                terms, constant = self.v.is_open(site.site, t)
                self.pay(terms, price * self.days, constant)
