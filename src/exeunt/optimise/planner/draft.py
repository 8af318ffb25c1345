"""A serial being composed, and the booking of it into the world."""

import math
from bisect import insort

import attrs

from exeunt.model.plan import Load, Stage
from exeunt.network.network import Hop
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.world import EPS, World


@attrs.frozen
class Lane:
    """A way for vehicles: from ``home`` to ``pickup`` and on to ``drop``.

    They load, unload and (if ``returns``) go home.
    """

    mode: str
    home: str
    pickup: str
    drop: str
    returns: bool


@attrs.frozen
class Ask:
    """What a capability requirement asks of the convoy.

    At least ``amount``, and one for each ``per`` vehicles.
    """

    capability: str
    amount: int
    per: float | None

    def need(self, vehicles: int) -> int:
        """Return the teams needed for so many vehicles that bring no capability."""
        return max(self.amount, math.ceil(vehicles / self.per - EPS) if self.per else 0)


@attrs.define(kw_only=True)
class Draft:
    """A serial not yet booked.

    Stages count from 1; loads of the pickup are aboard ``load_from`` … ``load_to``.
    """

    lane: Lane
    hops: list[Hop]
    load_from: int
    load_to: int
    asks: list[Ask] = attrs.field(factory=list)
    vehicles: dict[str, int] = attrs.field(factory=dict)
    crew: dict[str, int] = attrs.field(factory=dict)
    teams: dict[str, int] = attrs.field(factory=dict)
    driven: dict[str, int] = attrs.field(factory=dict)
    carried: dict[str, int] = attrs.field(factory=dict)
    drivers: dict[str, int] = attrs.field(factory=dict)
    riders: dict[str, int] = attrs.field(factory=dict)
    used: dict[str, float] = attrs.field(factory=dict)
    delivered: dict[str, float] = attrs.field(factory=dict)
    gain: float = 0.0
    lift: Lift | None = None
    wanted: int = 0

    @property
    def final(self) -> bool:
        """Say whether the serial belongs to the last lift of its pickup."""
        return self.lift is not None

    @property
    def ahead(self) -> bool:
        """Say whether it takes a site's own vehicles ahead of a floor that follows with others."""
        own = self.lane.home == self.lane.pickup
        return own and self.lift is not None and self.lift.floor_stays

    @property
    def pickup_time(self) -> float:
        """Hour at which the serial leaves the pickup."""
        return self.hops[self.load_from - 1].depart

    @property
    def drop_time(self) -> float:
        """Hour at which it reaches the drop."""
        return self.hops[self.load_to - 1].arrive

    @property
    def size(self) -> int:
        """Vehicles of fleets in the serial."""
        return sum(self.vehicles.values())

    @property
    def lifted(self) -> int:
        """People of the pickup aboard."""
        return sum(self.riders.values()) + sum(self.drivers.values())

    @property
    def taken(self) -> int:
        """People who leave the pickup with the serial.

        Its crews and teams are among them where it is their home.
        """
        return self.lifted + (
            sum(self.crew.values()) + sum(self.teams.values())
            if self.lane.home == self.lane.pickup
            else 0
        )

    @property
    def staying(self) -> int:
        """Crews and teams from home who end at the drop and were not there before."""
        ends_there = self.load_to == len(self.hops) and self.lane.drop != self.hops[0].step.origin
        return sum(self.crew.values()) + sum(self.teams.values()) if ends_there else 0


def aboard(world: World, draft: Draft, stage: int) -> float:
    """Return everybody aboard on a stage, contract crews too."""
    m = world.mission
    own = sum(draft.crew.values()) + sum(draft.teams.values())
    contract = sum(
        n * m.vehicle[m.fleet[f].vehicle].crew
        for f, n in draft.vehicles.items()
        if not m.fleet[f].crew_party
    )
    return own + contract + (draft.lifted if draft.load_from <= stage <= draft.load_to else 0)


def supplies_needed(world: World, draft: Draft) -> dict[str, float]:
    """Return what the serial must carry for itself.

    Fuel by distance, water and rations by time at the doctrine's quantile.
    """
    m, d = world.mission, world.mission.doctrine
    fuel = sum(
        n * m.vehicle[m.fleet[f].vehicle].fuel_l_per_km for f, n in draft.vehicles.items()
    ) * sum(h.step.leg.km for h in draft.hops)
    person_days = 0.0
    for i, hop in enumerate(draft.hops, 1):
        dwell = draft.hops[i].depart - hop.arrive if i < len(draft.hops) else 0.0
        span = (hop.arrive - hop.depart) * math.exp(d.supply_z * hop.step.leg.spread) + dwell
        person_days += aboard(world, draft, i) * span / 24
    needs = {
        "fuel": fuel,
        "water": person_days * d.convoy_water_per_person_day,
        "rations": person_days * d.convoy_rations_per_person_day,
    }
    return {
        k: math.ceil(q * 1000) / 1000
        for k, q in needs.items()
        if q > 0 and (k, draft.hops[0].step.origin) in world.stocks
    }


def book(world: World, draft: Draft) -> str:
    """Book a serial: write its rows, take what it needs, and note what arrives where and when."""
    lane = draft.lane
    serial = next_serial(world, lane.mode)
    last = len(draft.hops)
    _write_stages(world, serial, draft.hops, lane.mode)
    for i, hop in enumerate(draft.hops, 1):
        driven = sum(draft.driven.values()) if draft.load_from <= i <= draft.load_to else 0
        world.column[hop.step.leg.leg, world.day(hop.depart)] += draft.size + driven
        if lane.mode == "road":
            insort(world.entries[hop.step.leg.leg, hop.step.origin], hop.depart)
    _book_home(world, serial, draft, last)
    _book_loads(world, serial, draft)
    start, home = draft.hops[0].depart, draft.hops[0].step.origin
    for supply, quantity in sorted(draft.used.items()):
        world.stocks[supply, home].drawn[world.period(start)] += quantity
        world.loads.append(
            Load(
                serial=serial,
                kind="supply",
                item=supply,
                quantity=quantity,
                board_stage=1,
                alight_stage=last,
                role="used",
            )
        )
    for supply, quantity in sorted(draft.delivered.items()):
        if (supply, home) in world.stocks:
            world.stocks[supply, home].drawn[world.period(start)] += quantity
        arrived = draft.hops[draft.load_from - 2].arrive
        world.stocks[supply, lane.pickup].drawn[
            min(world.period(arrived) + 1, world.periods - 1)
        ] -= quantity
        world.loads.append(
            Load(
                serial=serial,
                kind="supply",
                item=supply,
                quantity=quantity,
                board_stage=1,
                alight_stage=draft.load_from - 1,
                role="delivered",
            )
        )
    return serial


def next_serial(world: World, mode: str) -> str:
    """Return the next serial's name.

    F for flights, C for convoys and the like, numbered as they are booked.
    """
    number = int(world.stages[-1].serial[2:]) + 1 if world.stages else 1
    return f"{'F' if mode == 'air' else 'C'}-{number:04d}"


def _write_stages(world: World, serial: str, hops: list[Hop], mode: str) -> None:
    time = world.mission.time
    for i, hop in enumerate(hops, 1):
        world.stages.append(
            Stage(
                serial=serial,
                stage=i,
                mode=mode,
                leg=hop.step.leg.leg,
                origin=hop.step.origin,
                destination=hop.step.destination,
                depart=time(hop.depart),
                arrive=time(hop.arrive),
            ),
        )


def _book_home(world: World, serial: str, draft: Draft, last: int) -> None:
    """Book vehicles, crews and teams: aboard from first to last stage."""
    m, first, final = world.mission, draft.hops[0], draft.hops[-1]
    start_site, end_site = first.step.origin, final.step.destination
    back = final.arrive + m.site[end_site].turn_hours
    for fleet, n in sorted(draft.vehicles.items()):
        world.vehicles[start_site][fleet] -= n
        world.arrive(back, "vehicle", end_site, fleet, n)
        world.loads.append(
            Load(
                serial=serial,
                kind="vehicle",
                item=fleet,
                quantity=n,
                board_stage=1,
                alight_stage=last,
            )
        )
    for role, people in (("crew", draft.crew), ("passenger", draft.teams)):
        for party, n in sorted(people.items()):
            world.people[start_site][party] -= n
            world.arrive(final.arrive, "people", end_site, party, n)
            world.loads.append(
                Load(
                    serial=serial,
                    kind="people",
                    item=party,
                    quantity=n,
                    board_stage=1,
                    alight_stage=last,
                    role=role,
                )
            )
    gone = sum(draft.crew.values()) + sum(draft.teams.values())
    world.changes[start_site] += 1
    if start_site != end_site:
        world.leave(start_site, first.depart, gone, 0.0)
        world.join(end_site, final.arrive, gone, 0.0)


def _book_loads(world: World, serial: str, draft: Draft) -> None:
    """Book what boards at the pickup and alights at the drop."""
    m, lane = world.mission, draft.lane
    rows = [
        ("people", "crew", draft.drivers),
        ("people", "passenger", draft.riders),
        ("lot", "driven", draft.driven),
        ("lot", "carried", draft.carried),
    ]
    people = teu = carried = 0.0
    for kind, role, items in rows:
        for item, n in sorted(items.items()):
            store = world.people if kind == "people" else world.kit
            store[lane.pickup][item] -= n
            if store[lane.pickup][item] <= 0:
                del store[lane.pickup][item]
            world.arrive(draft.drop_time, kind, lane.drop, item, n)
            world.loads.append(
                Load(
                    serial=serial,
                    kind=kind,
                    item=item,
                    quantity=n,
                    board_stage=draft.load_from,
                    alight_stage=draft.load_to,
                    role=role,
                ),
            )
            if kind == "lot":
                world.kit_out[lane.pickup, item] = max(
                    world.kit_out[lane.pickup, item], draft.pickup_time
                )
            people += n if kind == "people" else 0
            teu += n * m.lot[item].teu if kind == "lot" else 0.0
            carried += n * m.lot[item].teu if role == "carried" else 0.0
    world.changes[lane.pickup] += 1
    if people or teu:
        world.leave(lane.pickup, draft.pickup_time, people, teu)
        world.join(lane.drop, draft.drop_time, people, teu)
    if carried > EPS:
        world.loading[lane.pickup].append((draft.pickup_time, carried))
        world.unloading[lane.drop].append((draft.drop_time, carried))
