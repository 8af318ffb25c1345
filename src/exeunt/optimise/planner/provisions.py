"""What a convoy uses up on its way, and the mass that it leaves for kit, supplies and people."""

import math
from collections.abc import Callable

from exeunt.clock.steps import EPS
from exeunt.optimise.planner.draft import Draft, aboard
from exeunt.optimise.planner.world import World


def supplies_needed(world: World, draft: Draft) -> dict[str, float]:
    """Return what the serial must take along for itself, where that is asked for."""
    needs = {supply: sum(used) for supply, used in _used(world, draft, 0).items()}
    return {
        k: math.ceil(q * 1000) / 1000
        for k, q in needs.items()
        if q > 0 and world.stocks.asks(k, draft.hops[0].step.origin)
    }


def room_t(world: World, draft: Draft, riders: int = 0) -> list[float]:
    """Return the tonnes of kit and supplies that can go on each stage besides its own supplies.

    With so many more ``riders`` from the pickup. Less than nothing is too much already.
    """
    own = _own_t(world, draft, riders)
    payloads = _each_stage(draft, lambda stage: _payload_t(world, draft, stage))
    return [payload - used for payload, used in zip(payloads, own, strict=True)]


def seats_fed(world: World, draft: Draft) -> float:
    """Return how many more people from the pickup the vehicles take, with what they need."""
    most = math.inf
    payloads = _each_stage(draft, lambda stage: _payload_t(world, draft, stage))
    own, more = _own_t(world, draft, 0), _own_t(world, draft, 1)
    for stage, payload in enumerate(payloads):
        without, with_one = payload - own[stage], payload - more[stage]
        if without > with_one:
            most = min(most, max(0.0, math.floor(without / (without - with_one) + EPS)))
    return most


def _stages(draft: Draft) -> range:
    return range(1, len(draft.hops) + 1)


def _each_stage(draft: Draft, find: Callable[[int], float]) -> list[float]:
    """Return for each stage what differs only by whether what boards at the pickup is aboard."""
    known: dict[bool, float] = {}
    found = []
    for stage in _stages(draft):
        loaded = _is_loaded(draft, stage)
        if loaded not in known:
            known[loaded] = find(stage)
        found.append(known[loaded])
    return found


def _is_loaded(draft: Draft, stage: int) -> bool:
    """Say whether what boards at the pickup is aboard on a stage."""
    return draft.load_from <= stage <= draft.load_to


def _payload_t(world: World, draft: Draft, stage: int) -> float:
    """Return the tonnes that the vehicles on a stage take, and kit that drives for its own."""
    m = world.mission
    payload = sum(n * m.vehicle[m.fleet[f].vehicle].payload_t for f, n in draft.vehicles.items())
    if _is_loaded(draft, stage):
        payload += sum(draft.driven.values()) * m.doctrine.driven_payload_t
    return payload


def _own_t(world: World, draft: Draft, riders: int) -> list[float]:
    """Return the tonnes of what is still to be used up, as each stage begins, but for tanks."""
    origin, end = draft.hops[0].step.origin, draft.hops[-1].step.destination
    mass = [0.0] * len(draft.hops)
    tanks = _each_stage(draft, lambda stage: _tanks(world, draft, stage))
    for supply, used in _used(world, draft, riders).items():
        each = _kg(world, supply, origin, end) / 1000
        rest = 0.0
        for stage in reversed(_stages(draft)):
            rest += used[stage - 1]
            carried = rest
            if supply == "fuel":
                carried = max(0.0, rest - tanks[stage - 1])
            mass[stage - 1] += carried * each
    return mass


def _kg(world: World, supply: str, origin: str, end: str) -> float:
    """Return the mass of one unit: as stated where it is drawn, else where it goes, else 1 kg."""
    return world.kg.get((supply, origin), world.kg.get((supply, end), 1.0))


def _used(world: World, draft: Draft, riders: int) -> dict[str, list[float]]:
    """Return what is used up on each stage and the halt after it.

    Fuel by distance, water and rations by time at the doctrine's quantile.
    """
    d = world.mission.doctrine
    days = []
    people = _each_stage(draft, lambda stage: aboard(world, draft, stage, riders))
    litres = _each_stage(draft, lambda stage: _litres_per_km(world, draft, stage))
    for stage, hop in enumerate(draft.hops, 1):
        spread = hop.step.leg.spread
        dwell = draft.hops[stage].depart - hop.arrive if stage < len(draft.hops) else 0.0
        span = (hop.arrive - hop.depart) * math.exp(d.supply_z * spread) + dwell
        days.append(people[stage - 1] * span / 24)
    return {
        "fuel": [hop.step.leg.km * by_km for hop, by_km in zip(draft.hops, litres, strict=True)],
        "water": [n * d.convoy_water_per_person_day for n in days],
        "rations": [n * d.convoy_rations_per_person_day for n in days],
    }


def _litres_per_km(world: World, draft: Draft, stage: int) -> float:
    """Return what all that drives on a stage burns in a km."""
    m = world.mission
    litres = sum(n * m.vehicle[m.fleet[f].vehicle].fuel_l_per_km for f, n in draft.vehicles.items())
    if _is_loaded(draft, stage):
        litres += sum(n * m.lot[lot].burns_l_per_km for lot, n in draft.driven.items())
    return litres


def _tanks(world: World, draft: Draft, stage: int) -> float:
    """Return the litres that fit into the tanks of all that drives on a stage."""
    m, litres = world.mission, 0.0
    for fleet, n in draft.vehicles.items():
        kind = m.vehicle[m.fleet[fleet].vehicle]
        litres += n * kind.fuel_l_per_km * kind.tank_km
    if _is_loaded(draft, stage):
        for name, n in draft.driven.items():
            litres += n * m.lot[name].burns_l_per_km * m.doctrine.driven_tank_km
    return litres
