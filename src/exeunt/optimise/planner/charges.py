"""What a serial that is being composed costs by itself, and what its kit gains by going."""

import math

from exeunt.model.choices import Mode
from exeunt.model.forces import Party
from exeunt.optimise.planner.draft import Draft, aboard
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Worth


def cost(world: World, draft: Draft) -> float:
    """Return what a surface serial costs if it goes, in currency: harm on its way, and money."""
    prices = world.mission.prices
    return _harm(world, draft) * prices.casualty + _money(world, draft) * prices.money


def gain(world: World, worth: Worth, draft: Draft) -> float:
    """Return what the kit aboard gains by the serial, in currency, its journey not counted."""
    lane, start = draft.lane, draft.hops[0].depart
    total = 0.0
    for units in (draft.carried, draft.driven):
        for item, n in units.items():
            lot = world.mission.lot[item]
            choice = worth.choice(lot, lane.pickup, start)
            for utility, way in choice.moves:
                if way.destination == lane.drop and way.mode == lane.mode:
                    total += n * (utility + worth.journey(lot, way, start) - choice.local_utility)
                    break
    return total


def daily_cost(world: World, site: str) -> float:
    """Return what each day that a site is open costs, in currency: money and danger."""
    here, prices = world.mission.site[site], world.mission.prices
    risk = here.perimeter_risk_per_day + world.people.count(site) * here.person_risk_per_day
    return here.standing_cost_per_day * prices.money + risk * prices.casualty


def fixed_harm(world: World, draft: Draft) -> float:
    """Return what of the harm is the same however few go, in currency."""
    harm = sum(world.network.casualties(hop.step.leg, hop.depart, 0.0) for hop in draft.hops)
    return harm * world.mission.prices.casualty


def _harm(world: World, draft: Draft) -> float:
    """Return the casualties to expect."""
    spared = 1 - world.mission.doctrine.armour_factor
    harm = 0.0
    for stage, hop in enumerate(draft.hops, 1):
        if world.network.strikes(hop.step.leg, hop.depart):
            exposed = aboard(world, draft, stage) - spared * _sheltered(world, draft, stage)
            harm += world.network.casualties(hop.step.leg, hop.depart, exposed)
    return harm


def _sheltered(world: World, draft: Draft, stage: int) -> float:
    """Return the people under armour on a stage: crews first, then passengers."""
    mission, loaded = world.mission, draft.load_from <= stage <= draft.load_to
    contract = places = seats = 0.0
    for item, n in draft.vehicles.items():
        kind = mission.vehicle[mission.fleet[item].vehicle]
        if kind.armoured:
            seats += n * kind.seats
            if mission.fleet[item].crew_party:
                places += n * kind.crew
            else:
                contract += n * kind.crew
    crews, riders = sum(draft.crew.values()), sum(draft.teams.values())
    if loaded:
        crews += sum(draft.back.values())
        crews += sum(draft.drivers.values())
        riders += sum(draft.riders.values())
        for item, n in draft.driven.items():
            lot = mission.lot[item]
            if lot.armoured:
                places, seats = places + n * lot.crew, seats + n * lot.seats
    else:
        riders += sum(draft.back.values())
    return contract + min(places, crews) + min(seats, riders)


def _money(world: World, draft: Draft) -> float:
    """Return the money: by the km, fuel, and by the day."""
    mission = world.mission
    litre = mission.prices.fuel_litre
    whole = sum(hop.step.leg.km for hop in draft.hops)
    loaded = sum(hop.step.leg.km for hop in draft.hops[draft.load_from - 1 : draft.load_to])
    days = (draft.hops[-1].arrive - draft.hops[0].depart) / 24
    money = 0.0
    for item, n in draft.vehicles.items():
        kind = mission.vehicle[mission.fleet[item].vehicle]
        by_km = kind.cost_per_km + kind.fuel_l_per_km * litre
        money += n * (by_km * whole + kind.cost_per_day * days)
    for item, n in draft.driven.items():
        money += n * mission.lot[item].burns_l_per_km * litre * loaded
    return money


def pays(world: World, worth: Worth, draft: Draft, *, flown: bool) -> bool:
    """Say whether a serial gains at least what it costs; ``flown``: see :func:`seats_gain`."""
    gained = gain(world, worth, draft) + seats_gain(world, worth, draft, flown=flown)
    return gained >= cost(world, draft) or math.isclose(gained, cost(world, draft))


def seats_gain(world: World, worth: Worth, draft: Draft, *, flown: bool) -> float:
    """Return what those who ride gain by a serial, in currency.

    A seat is worth what it is tuned to be; where all at the pickup can be ``flown`` out in time, it
    is worth to each no more than what is still to go by air from there, less that from the drop.
    """
    t, most = draft.hops[0].depart, worth.parameters.seat_worth
    total = 0.0
    for name, n in draft.riders.items():
        party, each = world.mission.party[name], most
        if flown:
            spared = by_air(worth, party, draft.lane.pickup, t)
            each = min(most, max(0.0, spared - worth.togo(party, t).get(draft.lane.drop, 0.0)))
        total += n * each
    return total


def by_air(worth: Worth, party: Party, site: str, t: float) -> float:
    """Return the cost to go for one of a party who flies from a site; inf where none may."""
    togo = worth.togo(party, t)
    fares = (
        worth.fare(way, t) + togo[way.destination]
        for way in worth.ways(t, "people")
        if way.mode == Mode.AIR
        and way.origin == site
        and way.destination in togo
        and worth.open_to(way, t, "people", party.provider)
    )
    return min(fares, default=math.inf)
