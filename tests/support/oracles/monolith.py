"""One mixed-integer model of a small mission, arc by arc and period by period, solved to the end.

Shares no code with the planner or the rules. Exact on the class of :mod:`tests.support.missions.small_missions`: there every
event of some best plan is at a whole day, one convoy a leg, direction and day is never worse than
several, and nobody and nothing is ever taken towards a base or back from the exit: every base's own guards
are enough for its floor, whoever came would have to leave again.
"""

from datetime import datetime
from typing import Any, NamedTuple

import highspy

from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Disposal, Load, Plan, Stage

DAY = 24.0


class Arc(NamedTuple):
    """A convoy's passage of a leg: whether there is one, and what it carries, as variables."""

    leg: str
    origin: str
    destination: str
    depart: int
    arrive: int
    goes: Any
    vehicles: dict[str, Any]
    people: dict[str, Any]
    kit: dict[str, Any]


class Monolith:
    """The model in the making; days count from the mission's start."""

    def __init__(self, m: Mission) -> None:
        """Build the variables and all constraints."""
        self.m = m
        self.days = round(m.hours(m.end) / DAY)
        self.h = highspy.Highs()
        self.h.silent()
        self.h.setOptionValue("mip_rel_gap", 1e-7)
        self.h.setOptionValue("threads", 1)
        # the day on which the last person is out
        self.last = self.h.addVariable(0.0, float(self.days))
        self.cost: list[Any] = [m.prices.makespan_day * self.last]
        self.constant = 0.0
        self.arcs = [
            arc
            for leg in m.legs
            for ends in ((leg.origin, leg.destination), (leg.destination, leg.origin))
            for arc in self.passages(leg.leg, *ends)
        ]
        self.bases = [s.site for s in m.sites if s.role == "base"]
        # open[b][t]: the base is open in the day that begins at t
        self.open = {b: [self.h.addBinary() for _ in range(self.days)] for b in self.bases}
        for arc in self.arcs:
            self.passage(arc)
        for fleet in m.fleets:
            self.fleet(fleet.fleet)
        for party in m.parties:
            self.party(party.party)
        for lot in m.lots:
            self.lot(lot)
        for b in self.bases:
            self.base(b)

    def passages(self, leg: str, origin: str, destination: str) -> list[Arc]:
        """Make the arcs of a leg in one direction, one a day."""
        m, h = self.m, self.h
        factors = [row.likely for row in m.pace if row.surface == m.leg[leg].surface]
        length = round(m.leg[leg].travel_hours * max(factors, default=1) / DAY)
        inward = m.site[destination].role == "base" or m.site[origin].role == "exit"
        return [
            Arc(
                leg,
                origin,
                destination,
                t,
                t + length,
                h.addBinary(),
                {f.fleet: h.addIntegral(0, f.count) for f in m.fleets},
                {p.party: h.addIntegral(0, 0 if inward else p.count) for p in m.parties},
                {lot.lot: h.addIntegral(0, 0 if inward else lot.quantity) for lot in m.lots},
            )
            for t in range(self.days - length + 1)
        ]

    def passage(self, arc: Arc) -> None:
        """Hold a convoy to capacity, seats, escorts and size, and price it."""
        m, h, leg = self.m, self.h, self.m.leg[arc.leg]
        types = {f.fleet: m.vehicle[f.vehicle] for f in m.fleets}
        strikes = (leg.strikes_per_100km or 0.0) * leg.km / 100
        number = sum(arc.vehicles.values())
        for f in m.fleets:
            h.addConstr(arc.vehicles[f.fleet] <= f.count * arc.goes)
        h.addConstr(number >= (m.doctrine.convoy_min if strikes else 1) * arc.goes)
        # A unit goes in one piece. All units are alike here: a vehicle takes so many of any lots.
        ((mass_t, teu),) = {(lot.mass_t, lot.teu) for lot in m.lots}
        units = {f: min(kind.payload_t // mass_t, kind.teu // teu) for f, kind in types.items()}
        h.addConstr(sum(arc.kit.values()) <= sum(units[f] * v for f, v in arc.vehicles.items()))
        h.addConstr(
            sum(arc.people.values()) <= sum(types[f].seats * v for f, v in arc.vehicles.items())
        )
        escorts = sum(v for f, v in arc.vehicles.items() if types[f].capabilities)
        others = sum(v for f, v in arc.vehicles.items() if not types[f].capabilities)
        for row in m.requirements:
            h.addConstr(escorts >= row.amount * arc.goes)
            h.addConstr(row.per_vehicles * escorts >= others)
        d = m.doctrine
        exposed = sum(types[f].crew * v for f, v in arc.vehicles.items()) + sum(arc.people.values())
        casualties = strikes * leg.casualties_per_strike * m.prices.casualty
        self.cost.append(
            casualties * d.fixed_share * arc.goes
            + casualties * (1 - d.fixed_share) / d.reference_people * exposed
        )
        self.cost.append(
            m.prices.money
            * leg.km
            * sum(
                (types[f].cost_per_km + types[f].fuel_l_per_km * m.prices.fuel_litre) * v
                for f, v in arc.vehicles.items()
            )
        )

    def balance(self, kind: str, item: str, start: str, count: int) -> dict[str, list[Any]]:
        """Keep count of something at every site; return what is there through the day that begins at t, up to the end."""
        h, present = self.h, {}
        for s in self.m.sites:
            turn = round(s.turn_hours / DAY) if kind == "vehicles" else 0
            there = [h.addIntegral(0, count) for _ in range(self.days + 1)]
            ready = [h.addIntegral(0, count) for _ in range(self.days + 1)] if turn else there
            for t in range(self.days + 1):
                leaving = sum(
                    getattr(a, kind)[item]
                    for a in self.arcs
                    if a.origin == s.site and a.depart == t
                )
                coming = sum(
                    getattr(a, kind)[item]
                    for a in self.arcs
                    if a.destination == s.site and a.arrive == t
                )
                turned = sum(
                    getattr(a, kind)[item]
                    for a in self.arcs
                    if a.destination == s.site and a.arrive == t - turn
                )
                begun = count if s.site == start else 0
                h.addConstr(there[t] == (there[t - 1] if t else begun) + coming - leaving)
                if turn:
                    h.addConstr(ready[t] == (ready[t - 1] if t else begun) + turned - leaving)
            present[s.site] = there
        return present

    def fleet(self, fleet: str) -> None:
        """Count vehicles; none stands at a base that has closed."""
        count = self.m.fleet[fleet].count
        present = self.balance("vehicles", fleet, self.m.fleet[fleet].site, count)
        for b in self.bases:
            for t in range(self.days):
                self.h.addConstr(present[b][t] <= count * self.open[b][t])

    def party(self, party: str) -> None:
        """Count people: none at a closed base, the risk to them, the late and those who are not out."""
        m, p = self.m, self.m.party[party]
        present = self.balance("people", party, p.site, p.count)
        for s in m.sites:
            for t in range(self.days):
                if s.role == "base":
                    self.h.addConstr(present[s.site][t] <= p.count * self.open[s.site][t])
                if s.role != "exit":
                    self.cost.append(m.prices.casualty * s.person_risk_per_day * present[s.site][t])
        out = [sum(present[s.site][t] for s in m.exits) for t in range(self.days + 1)]
        self.makespan(p.count, out)
        for t in range(round(m.hours(m.deadline) / DAY), self.days):
            self.cost.append(m.prices.person_day_late * (p.count - out[t]))
        self.cost.append(m.prices.person_not_out * (p.count - out[self.days]))
        if p.armed:
            self.thinning(p.site, p.count, present[p.site])
            self.floor(p.site, present[p.site])

    def thinning(self, b: str, count: int, guards: list[Any]) -> None:
        """Add the danger of a base that fewer hold than at the start (one armed party each)."""
        worse = self.m.doctrine.thin_base_factor - 1
        for t in range(self.days):
            lacking = self.open[b][t] - guards[t] * (1 / count)
            risk = self.m.site[b].perimeter_risk_per_day * self.m.prices.casualty
            self.cost.append(worse * risk * lacking)

    def makespan(self, count: int, out: list[Any]) -> None:
        """Count every day at whose beginning somebody of a party is not out: the last person's is the longest."""
        if not self.m.prices.makespan_day:
            return
        for t in range(self.days):
            away = self.h.addBinary()
            self.h.addConstr(count * away >= count - out[t])
            self.h.addConstr(self.last >= (t + 1) * away)

    def floor(self, b: str, guards: list[Any]) -> None:
        """Hold the floor of a base (one armed party each) until a day before it closes."""
        for t in range(self.days):
            # the floor stays until the moment of closing
            self.h.addConstr(guards[t] >= self.m.site[b].holding_people * self.open[b][t])

    def lot(self, lot: Lot) -> None:
        """Count kit: what has not come to an exit at the end is lost in the cheapest lawful way."""
        m = self.m
        present = self.balance("kit", lot.lot, lot.site, lot.quantity)
        shipped = sum(present[s.site][self.days] for s in m.exits)
        ship, (_, loss) = m.disposition(lot, "ship"), cheapest(m, lot)
        assert ship is not None
        self.cost.append((lot.quantity - shipped) * loss)
        self.cost.append(
            shipped
            * (
                ship.cost_per_unit * m.prices.money
                + lot.value * (1 - ship.recovery_share) * m.prices.value_lost
            )
        )

    def base(self, b: str) -> None:
        """Open until it closes for good; not before its closing hours; what a day open costs."""
        m, h, site = self.m, self.h, self.m.site[b]
        for t in range(self.days):
            if t:
                h.addConstr(self.open[b][t] <= self.open[b][t - 1])
            if t * DAY < site.closing_hours:
                h.addConstr(self.open[b][t] >= 1)
            self.cost.append(
                (
                    site.standing_cost_per_day * m.prices.money
                    + site.perimeter_risk_per_day * m.prices.casualty
                )
                * self.open[b][t]
            )
        for arc in self.arcs:
            # the last convoy leaves at the moment of closing; nothing arrives then or later
            if arc.origin == b and arc.depart:
                h.addConstr(arc.goes <= self.open[b][arc.depart - 1])
            if arc.destination == b and arc.arrive < self.days:
                h.addConstr(arc.goes <= self.open[b][arc.arrive])

    def solve(self) -> float:
        """Solve to the end and return the least objective."""
        hub = sum(
            s.standing_cost_per_day * self.m.prices.money
            + s.perimeter_risk_per_day * self.m.prices.casualty
            for s in self.m.sites
            if s.role == "hub"
        )
        self.h.minimize(sum(self.cost) + hub * self.days)
        status = self.h.getModelStatus()
        assert status == highspy.HighsModelStatus.kOptimal, status
        return float(self.h.getObjectiveValue())

    def plan(self) -> Plan:
        """Return the solved model as a plan: a serial for each passage."""
        stages: list[Stage] = []
        loads: list[Load] = []
        for arc in self.arcs:
            if round(self.h.val(arc.goes)) == 0:
                continue
            serial = f"C-{len(stages) + 1:03d}"
            stages.append(
                Stage(
                    serial=serial,
                    stage=1,
                    mode="road",
                    leg=arc.leg,
                    origin=arc.origin,
                    destination=arc.destination,
                    depart=self.time(arc.depart),
                    arrive=self.time(arc.arrive),
                )
            )
            for kind, role, items in (
                ("vehicle", "", arc.vehicles),
                ("people", "passenger", arc.people),
                ("lot", "carried", arc.kit),
            ):
                for item, variable in items.items():
                    if quantity := round(self.h.val(variable)):
                        loads.append(
                            Load(
                                serial=serial,
                                kind=kind,
                                item=item,
                                quantity=quantity,
                                board_stage=1,
                                alight_stage=1,
                                role=role,
                            )
                        )
        return Plan(
            stages=tuple(stages),
            loads=tuple(loads),
            disposals=tuple(self.disposals(loads, stages)),
            closures=tuple(self.closures()),
        )

    def closures(self) -> list[Closure]:
        """Return the closings of the bases that close."""
        closes = {b: round(sum(self.h.val(v) for v in self.open[b])) for b in self.bases}
        return [Closure(site=b, close=self.time(t)) for b, t in closes.items() if t < self.days]

    def disposals(self, loads: list[Load], stages: list[Stage]) -> list[Disposal]:
        """Dispose of what stays behind, at its base or at the hub, as soon as that can be."""
        place = {s.serial: s for s in stages}
        found = []
        for lot in self.m.lots:
            what, _ = cheapest(self.m, lot)
            row = self.m.disposition(lot, what)
            for site in self.m.sites:
                left = lot.quantity if site.site == lot.site else 0
                left += sum(
                    int(x.quantity)
                    * (
                        (place[x.serial].destination == site.site)
                        - (place[x.serial].origin == site.site)
                    )
                    for x in loads
                    if x.item == lot.lot
                )
                if left and site.role != "exit":
                    begin = 0 if site.site == lot.site else self.days
                    done = begin + (0 if row is None else round(row.lead_hours / DAY))
                    found.append(
                        Disposal(
                            site=site.site,
                            lot=lot.lot,
                            disposition=what,
                            quantity=left,
                            start=self.time(begin),
                            done=self.time(done),
                        )
                    )
        return found

    def time(self, day: int) -> datetime:
        """Return the time of a day."""
        return self.m.time(day * DAY)


def cheapest(m: Mission, lot: Lot) -> tuple[str, float]:
    """Return the way of disposing of a unit where it stands that costs least, and what it costs."""
    ways = [
        ("abandon", lot.value * m.prices.value_lost + lot.harm_if_captured * m.prices.capture_point)
    ]
    for name in ("sell", "destroy"):
        row = m.disposition(lot, name)
        if row is not None and row.lawful:
            ways.append(
                (
                    name,
                    lot.value * (1 - row.recovery_share) * m.prices.value_lost
                    + row.cost_per_unit * m.prices.money,
                )
            )
    return min(ways, key=lambda way: way[1])


def monolith(mission: Mission) -> float:
    """Return the least objective of a mission of the class of :mod:`tests.support.missions.small_missions`."""
    return Monolith(mission).solve()
