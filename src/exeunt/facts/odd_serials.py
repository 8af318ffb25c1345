"""Serials that an officer would ask about: for a handful, half empty, dear, away, in pairs."""

import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import attrs

from exeunt.facts.movements import Movement
from exeunt.facts.odd import Case, Kind, Odd, gathered
from exeunt.model.choices import AboardRole, LoadKind, Mode, SiteRole, Way
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.reason import Argument, Name
from exeunt.rules.serials import Hop, Journey

THIN = 0.25
"""Share of what a serial could carry below which it is called nearly empty. Assumed."""
BUS_SEATS = 10
"""Seats from which a vehicle that takes no freight is called a bus. Assumed."""
FEW_KM, FEW_SHARE = 5.0, 0.1
"""By how many km, and by which share of its way, a place must be nearer to the way out. Assumed."""
TWINS_H, TWIN_FLIGHTS_H = 24.0, 48.0
"""Hours within which two convoys, or two flights, of one way are taken to set out together."""


@attrs.frozen(kw_only=True)
class Serials:
    """What finding odd serials needs.

    ``harm`` is the casualties to expect by serial; ``km_to_go`` returns the kilometres from each
    place to where a lot or party may end.
    """

    mission: Mission
    plan: Plan
    movements: tuple[Movement, ...]
    harm: dict[str, float]
    km_to_go: Callable[[Journey], dict[str, float]]

    def cost(self, movement: Movement) -> float:
        """Return what a serial costs at the mission's prices: money, and harm on its way."""
        prices = self.mission.prices
        harm = self.harm.get(movement.serial, 0.0) * prices.casualty
        return money(self.mission, movement) * prices.money + harm

    def rates(self) -> dict[str, float]:
        """Return what serials cost by mode for a km of a vehicle that carries, or is, freight.

        Guards and the way back are paid by what is carried: a km counts once, loaded or not.
        """
        costs: dict[str, float] = defaultdict(float)
        km: dict[str, float] = defaultdict(float)
        for movement in self.movements:
            if movement.mode != Mode.AIR:
                costs[movement.mode] += self.cost(movement)
                km[movement.mode] += sum(
                    _freight_vehicles(hop) * hop.leg.km for hop in movement.hops
                )
        return {mode: cost / km[mode] for mode, cost in costs.items() if km[mode]}

    def odd(self) -> list[Odd]:
        """Return what is odd in serials, a line a kind."""
        surface = [one for one in self.movements if one.mode != Mode.AIR]
        # What ends elsewhere takes its own vehicles and crews to where they are needed, or out.
        round_trips = [one for one in surface if one.way[0] == one.way[-1]]
        flights = [one for one in self.movements if one.mode == Mode.AIR]
        return [
            *gathered(Kind.HANDFUL, filter(None, map(self._handful, round_trips))),
            *gathered(Kind.EMPTY_BUSES, filter(None, map(self._empty_buses, round_trips))),
            *gathered(Kind.EMPTY, (self._case(one) for one in round_trips if _for_nothing(one))),
            *gathered(Kind.THIN, filter(None, map(self._thin, round_trips))),
            *gathered(Kind.THIN_FLIGHTS, filter(None, map(self._thin, flights))),
            *gathered(Kind.DEAR, filter(None, map(self._dear, round_trips))),
            *gathered(Kind.DEAR_FLIGHTS, filter(None, map(self._dear, flights))),
            *gathered(Kind.AWAY, filter(None, map(self._away, self.movements))),
            *gathered(Kind.PAST_HUB, filter(None, map(self._past_hub, self.movements))),
            *gathered(Kind.TWINS, self._twins(surface)),
            *gathered(Kind.TWIN_FLIGHTS, self._twin_flights(flights)),
        ]

    def _case(self, movement: Movement, part: float = 1.0, /, **figures: Argument) -> Case:
        """Return a serial as a case; it comes to a part of what the serial costs."""
        return Case(
            serial=movement.serial,
            weight=part * self.cost(movement),
            figures=tuple(figures.items()),
        )

    # Filled too little

    def _handful(self, movement: Movement) -> Case | None:
        """Return a convoy for fewer people than drive and escort it, and for nothing else."""
        riders = movement.passengers + _driving_out(movement)
        if not movement.passengers or movement.units or _delivers(movement):
            return None
        crew = max(hop.people_count for hop in movement.hops) - riders
        if riders >= crew:
            return None
        return self._case(movement, people=round(riders), crew=round(crew))

    def _empty_buses(self, movement: Movement) -> Case | None:
        """Return a convoy in which buses come along though nobody rides at any stage."""
        if movement.empty or any(hop.seats_taken for hop in movement.hops):
            return None
        buses = max(_buses(hop) for hop in movement.hops)
        if not buses:
            return None
        vehicles = max(hop.vehicle_count for hop in movement.hops)
        return self._case(movement, buses / vehicles, buses=round(buses))

    def _thin(self, movement: Movement) -> Case | None:
        """Return a serial that is nearly empty even where it is fullest."""
        if movement.empty or any(hop.driven for hop in movement.hops):
            return None
        fullest = max(map(filled, movement.hops))
        if fullest >= THIN:
            return None
        return self._case(movement, 1 - fullest, share=round(100 * fullest))

    # Not worth what they cost

    def _dear(self, movement: Movement) -> Case | None:
        """Return a serial that carries kit alone, and costs more than losing all of it would."""
        riders = movement.passengers or _driving_out(movement)
        if movement.empty or riders or _delivers(movement):
            return None
        journeys = [one for one in movement.payload if one.load.kind == LoadKind.LOT]
        lots = [(self.mission.lot[one.item], one.quantity) for one in journeys]
        # Kit that somebody waits for, or that may not fall into other hands, is another matter.
        if any(lot.due_by is not None for lot, _ in lots):
            return None
        worth = sum(most_worth(self.mission, lot) * number for lot, number in lots)
        cost = self.cost(movement)
        if cost <= worth:
            return None
        return Case(
            serial=movement.serial,
            weight=cost - worth,
            figures=(("cost", cost), ("worth", worth)),
        )

    # The wrong way

    def _onward(self, movement: Movement) -> Iterator[tuple[Journey, dict[str, float]]]:
        """Yield what rides to get out, each with the km from every place to where it may end.

        Teams ride to where they are needed, and kit to where it stays in use: that is no detour.
        """
        stays = {
            (row.lot, row.site) for row in self.plan.disposals if row.disposition == Way.TRANSFER
        }
        for journey in movement.payload:
            if journey.load.kind == LoadKind.SUPPLY:
                continue
            if journey.load.kind == LoadKind.PEOPLE:
                if self.mission.party[journey.item].capabilities:
                    continue
            elif (journey.item, journey.destination) in stays:
                continue
            yield journey, self.km_to_go(journey)

    def _away(self, movement: Movement) -> Case | None:
        """Return a serial that takes people or kit farther from the way out, and for nothing.

        The shortest way out is not always the best: only what has to come back the same way, or is
        abandoned where it was taken, went for nothing.
        """
        most = 0.0
        figures: dict[str, Argument] = {}
        for journey, km in self._onward(movement):
            before, after = km.get(journey.origin), km.get(journey.destination)
            if before is None or after is None or not nearer(before, after):
                continue
            if after - before <= most or not self._in_vain(journey):
                continue
            most = after - before
            figures = {
                "origin": Name("site", journey.origin),
                "destination": Name("site", journey.destination),
                "before": round(before),
                "after": round(after),
            }
        if not figures:
            return None
        # No more can be laid to it than its share of the way.
        ridden = sum(hop.leg.km for hop in movement.hops)
        return self._case(movement, min(1.0, most / ridden) if ridden else 0.0, **figures)

    def _in_vain(self, journey: Journey) -> bool:
        """Say whether some of what rides comes back the same way, or is abandoned where it went."""
        here, there = journey.origin, journey.destination
        given_up = any(
            (row.lot, row.site) == (journey.item, there) and row.disposition == Way.ABANDON
            for row in self.plan.disposals
        )
        return given_up or any(
            later.depart >= journey.arrive
            and later.origin == there
            and any(hop.destination == here for hop in later.hops)
            for later in self._rides.get(journey.item, ())
        )

    @cached_property
    def _rides(self) -> dict[str, list[Journey]]:
        """Rides of each party's people and each lot's units."""
        rides: dict[str, list[Journey]] = defaultdict(list)
        for movement in self.movements:
            for journey in movement.payload:
                rides[journey.item].append(journey)
        return rides

    def _past_hub(self, movement: Movement) -> Case | None:
        """Return a serial that passes a hub nearer to the way out than where it drops its load."""
        for journey, km in self._onward(movement):
            after = km.get(journey.destination)
            before = km.get(journey.origin)
            if after is None or before is None or after > before:
                continue
            for hop in journey.hops[:-1]:
                hub = hop.destination
                friendly = self.mission.site[hub].role in {SiteRole.HUB, SiteRole.EXIT}
                if not friendly or self._closed(hub, hop.arrive):
                    continue
                if nearer(km.get(hub, after), after):
                    return self._case(
                        movement,
                        hub=Name("site", hub),
                        destination=Name("site", journey.destination),
                        before=round(km[hub]),
                        after=round(after),
                    )
        return None

    def _closed(self, site: str, hour: float) -> bool:
        closure = self.plan.closes.get(site)
        return closure is not None and self.mission.hours(closure.close) <= hour

    # Two for one

    def _twins(self, surface: Iterable[Movement]) -> Iterator[Case]:
        """Yield small convoys that set out on the way of another the same day, as one could."""
        most = self.mission.doctrine.convoy_max
        same: dict[tuple[str, ...], list[Movement]] = defaultdict(list)
        for movement in surface:
            if movement.mode == Mode.ROAD and not movement.empty:
                same[movement.way].append(movement)
        for along in same.values():
            for first, second in itertools.pairwise(along):
                together = first.vehicles + second.vehicles
                apart = second.depart - first.depart
                # Only where both are under way at once are there vehicles for one convoy of both.
                if apart > TWINS_H or second.depart >= first.arrive or together > most:
                    continue
                if max(first.vehicles, second.vehicles) > most / 2:
                    continue
                yield self._case(
                    second,
                    0.5,
                    other=first.serial,
                    together=round(together),
                    most=round(most),
                )

    def _twin_flights(self, flights: Iterable[Movement]) -> Iterator[Case]:
        """Yield flights that go the way of another within two days, which could have taken all."""
        same: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Movement]] = defaultdict(list)
        for movement in flights:
            if not movement.empty:
                same[movement.way, tuple(movement.kinds)].append(movement)
        for along in same.values():
            for first, second in itertools.pairwise(along):
                if second.depart - first.depart > TWIN_FLIGHTS_H:
                    continue
                share = min(_together(first, second), _together(second, first))
                if share > 1:
                    continue
                saved = min(self.cost(first), self.cost(second))
                figures = (("other", first.serial), ("share", round(100 * share)))
                yield Case(serial=second.serial, weight=saved, figures=figures)


def money(mission: Mission, movement: Movement) -> float:
    """Return what a serial costs in money, as the term counts it (rule book, term ``money``).

    Vehicles by km with their fuel and by day, kit that drives by its fuel, flights by block hour.
    """
    litre, cost = mission.prices.fuel_litre, 0.0
    for hop in movement.hops:
        by_km = sum(
            v.number * (v.kind.cost_per_km + v.kind.fuel_l_per_km * litre) for v in hop.vehicles
        )
        by_km += sum(units.number * units.lot.burns_l_per_km * litre for units in hop.driven)
        by_hour = sum(craft.kind.cost_per_hour for craft in hop.aircraft)
        cost += by_km * hop.leg.km + by_hour * hop.sorties * hop.hours
    for journey in movement.journeys:
        if journey.load.kind == LoadKind.VEHICLE:
            kind = mission.vehicle[mission.fleet[journey.item].vehicle]
            days = max(0.0, journey.arrive - journey.depart) / 24
            cost += journey.quantity * kind.cost_per_day * days
    return cost


def most_worth(mission: Mission, lot: Lot) -> float:
    """Return what bringing one unit of a lot out saves at most, whatever became of it otherwise.

    That is what shipping it recovers, and the harm that it could do in other hands.
    """
    prices = mission.prices
    rule = mission.disposition(lot, Way.SHIP)
    share, cost = 1.0, 0.0
    if rule is not None:
        share, cost = rule.recovery_share, rule.cost_per_unit
    worth = lot.value * share * prices.value_lost - cost * prices.money
    # What cannot be left has to be destroyed, which costs too.
    destroying = mission.disposition(lot, Way.DESTROY)
    if destroying is not None:
        worth += destroying.cost_per_unit * prices.money
    return worth + lot.harm_if_captured * prices.capture_point


def filled(hop: Hop) -> float:
    """Return how full a stage is: the greatest of its shares of mass, room and seats.

    Armoured vehicles and those made for a task come along to guard, not to carry.
    """
    shares = zip(_aboard(hop), _room(hop), strict=True)
    return max((load / most for load, most in shares if most), default=1.0)


def _aboard(hop: Hop) -> tuple[float, float, float]:
    """Return the tonnes and TEU that a stage carries, and the passengers."""
    tonnes = sum(units.lot.mass_t * units.number for units in hop.carried) + hop.supplies_t
    teu = sum(units.lot.teu * units.number for units in hop.carried)
    return tonnes, teu, float(sum(hop.passengers.values()))


def _room(hop: Hop) -> tuple[float, float, float]:
    """Return the tonnes and TEU that the carriers of a stage have room for, and their seats."""
    carriers = [
        (v.kind, v.number) for v in hop.vehicles if not v.kind.armoured and not v.kind.capabilities
    ] or [(v.kind, v.number) for v in hop.vehicles]
    mass = sum(kind.payload_t * number for kind, number in carriers)
    room = sum(kind.teu * number for kind, number in carriers)
    seats = float(sum(kind.seats * number for kind, number in carriers))
    if not seats:
        seats = float(sum(v.number * v.kind.seats for v in hop.vehicles))
    # Sorties are flown by all aircraft of the flight together: each sortie is one aircraft's.
    mass += sum(craft.kind.payload_t for craft in hop.aircraft) * hop.sorties
    room += sum(craft.kind.teu for craft in hop.aircraft) * hop.sorties
    seats += sum(craft.kind.seats for craft in hop.aircraft) * hop.sorties
    return mass, room, seats


def _together(flight: Movement, other: Movement) -> float:
    """Return how full a flight would be with the load of another of its way: above 1, too full."""
    fullest = 0.0
    for hop, along in zip(flight.hops, other.hops, strict=True):
        for mine, theirs, most in zip(_aboard(hop), _aboard(along), _room(hop), strict=True):
            if mine + theirs:
                fullest = max(fullest, (mine + theirs) / most if most else math.inf)
    return fullest


def _freight_vehicles(hop: Hop) -> float:
    """Return the vehicles of a stage that carry freight, and those that are driven as freight."""
    carriers = (
        v.number
        for v in hop.vehicles
        if (v.kind.teu or v.kind.payload_t) and not v.kind.armoured and not v.kind.capabilities
    )
    return sum(carriers) + sum(units.number for units in hop.driven)


def _buses(hop: Hop) -> float:
    return sum(
        v.number
        for v in hop.vehicles
        if v.kind.seats >= BUS_SEATS
        and not v.kind.teu
        and not v.kind.armoured
        and not v.kind.capabilities
    )


def nearer(km: float, other_km: float) -> bool:
    """Say whether a place is nearer to the way out than another, by more than a few km."""
    return other_km - km > max(FEW_KM, FEW_SHARE * other_km)


def _for_nothing(movement: Movement) -> bool:
    """Say whether a round trip comes back with nothing and nobody."""
    return movement.empty and not _driving_out(movement)


def _driving_out(movement: Movement) -> float:
    """Return the people whose way a round trip is as well, though they drive part of it."""
    ends = (movement.way[0], movement.way[-1])
    crews = [
        journey
        for journey in movement.journeys
        if journey.load.kind == LoadKind.PEOPLE and journey.load.role == AboardRole.CREW
    ]
    return sum(one.quantity for one in crews if (one.origin, one.destination) != ends)


def _delivers(movement: Movement) -> bool:
    return any(
        journey.load.kind == LoadKind.SUPPLY and journey.load.role != AboardRole.USED
        for journey in movement.journeys
    )
