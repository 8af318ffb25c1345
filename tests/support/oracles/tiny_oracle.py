"""A second opinion on ``missions/tiny``: its optimum by brute force.

Shares no code with the planner or the rules: distances, costs and casualties are added up here from
the mission's tables alone, for the one structure that tiny has (a threatened leg to the base, a hub,
a safe way to the port, a pair of escorts that every convoy needs).
"""

import heapq
import itertools
import math
from collections.abc import Iterator
from typing import NamedTuple

from exeunt.model.mission import Mission

CONTAINERS = ("stores", "comms", "prefabs")
"""Carried lots of one TEU a unit that may be shipped."""


def per_passage(m: Mission, protected: float, unprotected: float) -> float:
    """Price of one passage of the threatened leg with so many people under armour and not."""
    leg, d = m.leg["alpha-bravo"], m.doctrine
    assert leg.strikes_per_100km is not None
    exposure = unprotected + d.armour_factor * protected
    share = d.fixed_share + (1 - d.fixed_share) * exposure / d.reference_people
    return (
        leg.strikes_per_100km * leg.km / 100 * leg.casualties_per_strike * share * m.prices.casualty
    )


class Position(NamedTuple):
    """Where the one convoy can stand: the escorts' place, trucks and containers by place, whether Alpha has closed.

    Trucks that are neither at Alpha nor at Bravo are at the port.
    """

    day: int
    place: str
    trucks_alpha: int
    trucks_bravo: int
    kit_alpha: int
    kit_bravo: int
    closed: bool


class Roads:
    """Prices and days of the convoy's moves."""

    def __init__(self, m: Mission, first_close: int) -> None:
        """Read the figures once; the last visit to Alpha leaves on ``first_close`` or later."""
        alpha = m.site["alpha"]
        self.m, self.first_close = m, first_close
        self.crew = m.party["escort-crews"].count
        self.day_open = (
            alpha.standing_cost_per_day * m.prices.money
            + alpha.perimeter_risk_per_day * m.prices.casualty
        )
        self.hub_days = round(m.leg["alpha-bravo"].travel_hours / 24)
        self.turn_days = round(alpha.turn_hours / 24)
        self.port_days = round(
            (m.leg["bravo-ford"].travel_hours + m.leg["ford-port"].travel_hours) / 24
        )
        self.deadline = round(m.hours(m.deadline) / 24)

    def km_price(self, k: int) -> float:
        """Price of a km with k trucks and all escorts."""
        m = self.m
        truck, escort = (
            kind.cost_per_km + kind.fuel_l_per_km * m.prices.fuel_litre
            for kind in (m.vehicle["truck"], m.vehicle["escort"])
        )
        return (k * truck + m.fleet["escorts"].count * escort) * m.prices.money

    def to_hub(self, k: int) -> float:
        """Price of a passage between Alpha and Bravo with k trucks, Alpha's days apart."""
        return self.km_price(k) * self.m.leg["alpha-bravo"].km + per_passage(
            self.m, self.crew, k * self.m.vehicle["truck"].crew
        )

    def to_port(self, k: int) -> float:
        """Price of a way between Bravo and the port with k trucks, Alpha's days apart."""
        return self.km_price(k) * (self.m.leg["bravo-ford"].km + self.m.leg["ford-port"].km)

    def moves(self, s: Position, trucks: int) -> Iterator[tuple[float, Position]]:
        """Yield every next position with its price."""
        wait = 0.0 if s.closed else self.day_open
        yield wait, s._replace(day=s.day + 1)
        if s.place == "alpha":
            yield from self.from_alpha(s)
        elif s.place == "bravo":
            for k in range(s.trucks_bravo + 1):
                arrive, carried = s.day + self.port_days, min(k, s.kit_bravo)
                late = self.crew * self.m.prices.person_day_late * max(0, arrive - self.deadline)
                there = s._replace(
                    day=arrive,
                    place="port",
                    trucks_bravo=s.trucks_bravo - k,
                    kit_bravo=s.kit_bravo - carried,
                )
                yield self.to_port(k) + late + wait * self.port_days, there
                days = self.hub_days + self.turn_days
                if not s.closed:
                    there = s._replace(
                        day=s.day + days,
                        place="alpha",
                        trucks_alpha=s.trucks_alpha + k,
                        trucks_bravo=s.trucks_bravo - k,
                    )
                    yield self.to_hub(k) + wait * days, there
        else:
            for k in range(trucks - s.trucks_alpha - s.trucks_bravo + 1):
                yield (
                    self.to_port(k) + wait * self.port_days,
                    s._replace(
                        day=s.day + self.port_days, place="bravo", trucks_bravo=s.trucks_bravo + k
                    ),
                )

    def from_alpha(self, s: Position) -> Iterator[tuple[float, Position]]:
        """Yield the ways out of Alpha; with the last truck and the last container it may close."""
        for k in range(s.trucks_alpha + 1):
            carried = min(k, s.kit_alpha)
            there = Position(
                s.day + self.hub_days,
                "bravo",
                s.trucks_alpha - k,
                s.trucks_bravo + k,
                s.kit_alpha - carried,
                s.kit_bravo + carried,
                closed=False,
            )
            yield self.to_hub(k) + self.day_open * self.hub_days, there
            if there.trucks_alpha == there.kit_alpha == 0 and s.day >= self.first_close:
                yield self.to_hub(k), there._replace(closed=True)


def journeys(m: Mission, containers: int, first_close: int, cap: float) -> float:
    """Least price of bringing so many containers from Alpha to the port, by days, trucks and places.

    Searches all ways in which the pair of escorts can go between Alpha, Bravo and the port with any
    number of the trucks that stand where it is, waiting wherever it likes: the days Alpha is open, the
    passages, the kilometres, the lateness of the escorts' crews. Trucks out of Alpha and out of Bravo
    are filled with what stands there (a full truck costs what an empty one does). Infinite where the
    planning time does not allow it or where it costs more than ``cap``.
    """
    roads, trucks, end = Roads(m, first_close), m.fleet["trucks"].count, round(m.hours(m.end) / 24)
    start = Position(0, "bravo", 0, trucks, containers, 0, closed=False)
    queue, best = [(0.0, start)], {start: 0.0}
    while queue:
        cost, here = heapq.heappop(queue)
        if cost > best[here]:
            continue
        if here.closed and here.kit_bravo == 0 and here.place == "port":
            return cost
        for price, there in roads.moves(here, trucks):
            total = cost + price
            if there.day <= end and total <= cap and total < best.get(there, math.inf):
                best[there] = total
                heapq.heappush(queue, (total, there))
    return math.inf


def brute_force(
    m: Mission, first_close: int = 0, shipped_of: dict[str, int] | None = None
) -> float:
    """Least objective of tiny over what is shipped, sold and destroyed, who flies, and all journeys.

    Alpha closes on day ``first_close`` or later; of the lots in ``shipped_of`` as many units are shipped.
    """
    fixed = shipped_of or {}
    price = m.prices
    ammunition = m.lot["ammunition"]
    destroy = m.disposition(ammunition, "destroy")
    ship = m.disposition(m.lot["stores"], "ship")
    assert destroy is not None
    assert destroy.rate_t_per_team_day is not None
    assert ship is not None
    eod_days = (
        destroy.lead_hours / 24
        + ammunition.quantity * ammunition.mass_t / destroy.rate_t_per_team_day
    )
    flight = (
        2
        * m.leg["alpha-bravo-air"].travel_hours
        * m.aircraft_type["helicopter"].cost_per_hour
        * price.money
    )
    seats_air = m.aircraft_type["helicopter"].seats
    seats_armoured = m.fleet["escorts"].count * m.vehicle["escort"].seats
    jeep = m.lot["jeeps"]
    people = m.party["guards"].count + m.party["eod"].count
    planned_days = m.hours(m.end) / 24
    always = m.site["bravo"].standing_cost_per_day * planned_days * price.money
    always += ammunition.quantity * (
        ammunition.value * price.value_lost + destroy.cost_per_unit * price.money
    )

    least_loss: dict[
        int, float
    ] = {}  # by containers shipped: value lost and handling of the three container lots
    for shipped in itertools.product(*(range(m.lot[lot].quantity + 1) for lot in CONTAINERS)):
        if any(fixed.get(lot, n) != n for lot, n in zip(CONTAINERS, shipped, strict=True)):
            continue
        loss = 0.0
        for lot, n in zip(CONTAINERS, shipped, strict=True):
            row = m.lot[lot]
            other = m.disposition(row, "destroy" if lot == "comms" else "sell")
            assert other is not None
            left = row.quantity - n
            loss += left * (
                row.value * (1 - other.recovery_share) * price.value_lost
                + other.cost_per_unit * price.money
            )
            loss += n * (
                row.value * (1 - ship.recovery_share) * price.value_lost
                + ship.cost_per_unit * price.money
            )
        least_loss[sum(shipped)] = min(loss, least_loss.get(sum(shipped), math.inf))

    jeep_sale = m.disposition(jeep, "sell")
    assert jeep_sale is not None
    leaving = []  # price of the people's leaving, by jeeps driven and people flown out instead of driven
    for driven, flown in itertools.product(range(jeep.quantity + 1), range(people + 1)):
        by_road = people - flown
        if (
            by_road > driven * (jeep.crew + jeep.seats) + seats_armoured
            or by_road < driven * jeep.crew
        ):
            continue
        flights = math.ceil((m.party["staff"].count + flown) / seats_air)
        protected = min(by_road - driven * jeep.crew, seats_armoured)
        added = per_passage(m, protected, by_road - protected) - per_passage(m, 0, 0)
        lost = (
            (jeep.quantity - driven)
            * jeep.value
            * (1 - jeep_sale.recovery_share)
            * price.value_lost
        )
        km = sum(m.leg[leg].km for leg in ("alpha-bravo", "bravo-ford", "ford-port"))
        fuel = jeep.fuel_l_per_km * km * price.fuel_litre
        moved = driven * (ship.cost_per_unit + fuel) * price.money
        leaving.append(flights * flight + added + lost + moved)
    best, since = math.inf, max(first_close, math.ceil(eod_days))
    for n, loss in sorted(least_loss.items(), key=lambda item: item[1]):
        best = min(best, loss + journeys(m, n, since, cap=best - loss))
    return always + min(leaving) + best
