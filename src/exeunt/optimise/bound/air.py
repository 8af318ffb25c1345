"""Aircraft of the relaxation: sorties over air legs.

Aircraft fly legs they can (*runway*, *range*) and come to rest where they began; their sorties lift
the loads (*capacity*), land in the slots of the day (*slots*), and from the start to any bucket's
end are at most the block hours of the days and months begun by then, for a flight counts where it
first departs and no stage departs before that (*block_hours*).
"""

import math
from collections import defaultdict
from datetime import datetime, timedelta

from exeunt.model.transport import AircraftType, AirFleet
from exeunt.network.fields import flies
from exeunt.optimise.bound.fields import Fields
from exeunt.optimise.bound.flows import Aboard, Frame, Store
from exeunt.optimise.bound.grid import ROUND
from exeunt.optimise.bound.vehicles import danger
from exeunt.optimise.rows import Term


class Air:
    """Aircraft: sorties over air legs."""

    def __init__(self, frame: Frame) -> None:
        """Keep the frame."""
        self.f, self.mission = frame, frame.mission
        self.sorties: dict[tuple[int, int], list[tuple[int, AircraftType]]] = defaultdict(list)

    def build(self) -> None:
        """Add every fleet's sorties, then what they lift and where they land."""
        f = self.f
        for fleet in self.mission.air_fleets:
            if fleet.count > 0:
                self._fleet(fleet, self.mission.aircraft_type[fleet.aircraft])
        for (i, b), sorties in self.sorties.items():
            if not f.bare[i][b]:
                self._peopled(f.aboard.get((i, b), Aboard()), sorties)
        for (i, b), aboard in list(f.aboard.items()):
            if f.arcs[i].mode == "air":
                self._lifted(aboard, self.sorties.get((i, b), []))
        Fields(f, {key: [c for c, _ in sorties] for key, sorties in self.sorties.items()}).build()
        for site in self.mission.sites:
            if site.slots_per_day is not None:
                into = [i for i, a in enumerate(f.arcs) if a.mode == "air" and a.head == site.site]
                for buckets, days in f.grid.days:
                    terms = [
                        (c, 1.0)
                        for i in into
                        for b in buckets
                        for c, _ in self.sorties.get((i, b), ())
                    ]
                    f.lp.row(terms, high=float(days * site.slots_per_day))

    def _fleet(self, fleet: AirFleet, kind: AircraftType) -> None:
        """Columns: sorties and hours flown so far.

        Rows: no sortie leaves a field before it came; all end at home; aircraft-hours in all.
        """
        f, g, m = self.f, self.f.grid, self.mission
        since = 0.0 if fleet.available_from is None else m.hours(fleet.available_from)
        until = math.inf if fleet.available_to is None else m.hours(fleet.available_to)
        allowed = self._allowance(fleet, kind)
        stores: dict[str, Store] = defaultdict(Store)
        flown: dict[int, list[Term]] = defaultdict(list)
        busy: list[Term] = []
        for i, arc in enumerate(f.arcs):
            if arc.mode != "air" or not flies(m, kind, arc.leg):
                continue
            hours = f.ways.network.speeds.stage_hours(arc.leg, (kind,), 0.0)
            for b, arrival in f.entries(i, f.ever[i]):
                if g.edges[b + 1] <= since + ROUND or g.edges[b] + hours > until + ROUND:
                    continue
                column = f.lp.column(
                    hours * kind.cost_per_hour * m.prices.money + danger(f, arc, b).fixed,
                    math.floor(allowed[b] / hours + 1e-6),
                    whole=f.whole,
                    means=("sorties", i, b, fleet.air_fleet),
                    pays=("flights", arc.leg.leg),
                )
                self.sorties[i, b].append((column, kind))
                stores[arc.tail].goes[b].append((column, 1.0))
                stores[arc.head].comes[min(arrival, g.n - 1)].append((column, 1.0))
                flown[b].append((column, hours))
                busy.append((column, hours + m.doctrine.flight_turn_hours))
        if not flown:
            return
        for site, store in stores.items():
            balance = [t for terms in store.goes.values() for t in terms] + [
                (c, -w) for terms in store.comes.values() for c, w in terms
            ]
            f.lp.row(balance, low=0.0, high=0.0)
            if site != fleet.site:
                f.stock(
                    store,
                    start={},
                    most=sum(f.lp.high[c] for terms in store.comes.values() for c, _ in terms),
                    last_cost=0.0,
                )
        share = max(kind.serviceability, kind.serviceability_blocked or 0.0)
        f.lp.row(
            busy,
            high=math.floor(fleet.count * share + 1e-9) * (g.end + m.doctrine.flight_turn_hours),
        )
        before: list[Term] = []
        for b in range(g.n):
            so_far = f.lp.column(0.0, allowed[b])
            f.lp.row(
                [(so_far, 1.0), *before, *((c, -h) for c, h in flown.get(b, ()))], low=0.0, high=0.0
            )
            before = [(so_far, -1.0)]

    def _allowance(self, fleet: AirFleet, kind: AircraftType) -> list[float]:
        """Return the block hours of the days and months begun by each bucket's end."""
        g, m = self.f.grid, self.mission
        found = []
        day = datetime(m.start.year, m.start.month, m.start.day)
        daily, months, by_day = 0.0, set[tuple[int, int]](), m.doctrine.flying_hours_per_day
        for b in range(g.n):
            while m.hours(day) < g.edges[b + 1] - ROUND:
                daily += (
                    math.floor(fleet.count * self._share(fleet, kind, m.hours(day)) + 1e-9) * by_day
                )
                months.add((day.year, day.month))
                day += timedelta(days=1)
            found.append(min(daily, len(months) * fleet.count * kind.block_hours_per_month))
        return found

    def _share(self, fleet: AirFleet, kind: AircraftType, day: float) -> float:
        """Return the largest share of a fleet that is serviceable at any moment of a day."""
        if kind.serviceability_blocked is None:
            return kind.serviceability
        network = self.f.ways.network
        moments = [max(0.0, day), *(t for t in network.breakpoints if day < t < day + 24)]
        shares = [
            kind.serviceability
            if network.imports("spares", fleet.site, t)
            else kind.serviceability_blocked
            for t in moments
        ]
        return max(shares)

    def _peopled(self, aboard: Aboard, sorties: list[tuple[int, AircraftType]]) -> None:
        """Row: where only people are permitted, no flight goes without any."""
        most = sum(self.f.lp.high[c] for c, _ in sorties)
        self.f.lp.row(
            [*((c, 1.0) for c, _ in sorties), *((c, -most) for c, _ in aboard.people)], high=0.0
        )

    def _lifted(self, aboard: Aboard, sorties: list[tuple[int, AircraftType]]) -> None:
        """Rows: people have seats.

        People and kit are no heavier and no larger than the sorties lift.
        """
        lp, head = self.f.lp, self.mission.doctrine.passenger_t
        people = [(c, 1.0) for c, _ in aboard.people]
        if people:
            lp.row([*people, *((c, -float(a.seats)) for c, a in sorties)], high=0.0)
        if aboard.people or aboard.carried:
            mass = [(load.column, load.mass_t) for load in aboard.carried]
            mass += [(c, head) for c, _ in people]
            lp.row([*mass, *((c, -a.payload_t) for c, a in sorties)], high=0.0)
        if aboard.carried:
            lp.row(
                [
                    *((load.column, load.teu) for load in aboard.carried),
                    *((c, -a.teu) for c, a in sorties),
                ],
                high=0.0,
            )
