"""Provisions: what serials use up on their way, where they take it on, and what it weighs."""

import itertools
import math
from collections.abc import Iterator, Sequence

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind, SiteRole
from exeunt.model.mission import Mission
from exeunt.model.reason import Amount, Name, Reason
from exeunt.rules.breach import Breach, below
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop, Serial, Weights, unit_kg

UNITS = {"fuel": "L", "water": "L", "rations": "person-days"}
"""The supplies that serials use up, and the unit of each."""


def supplies_carried(case: Case) -> Iterator[Breach]:
    """A serial takes the fuel it burns, water and rations from its first site.

    Or from sites on its way that keep them, before it has used up what it has. Water and rations
    are for a long duration, not the likely one. Only supplies that are tracked at the first site.
    Durations are the planned ones times the factor at the doctrine's quantile of each leg's
    lognormal spread, plus the halts.
    """
    tracked = {(stock.site, stock.supply) for stock in case.mission.supplies}
    fuelled = any(supply == "fuel" for _, supply in tracked)
    for serial in case.rows:
        for supply, unit in UNITS.items():
            # Where no stock is tracked, taking from it proves nothing: but for fuel, which a plan
            # could burn for nothing by beginning a serial where none is kept.
            if (serial.origin, supply) not in tracked and not (supply == "fuel" and fuelled):
                continue
            used, taken = _used(case, serial, supply), _taken(case, serial, supply)
            aboard = 0.0
            for place, following in itertools.pairwise((*sorted(taken), len(serial.hops))):
                aboard += taken[place]
                need = sum(used[:following])
                if below(aboard, need):
                    yield serial.breach(
                        what=Reason.of(
                            "breach.supplies_carried.what",
                            serial=serial.serial,
                            supply=Name("supply", supply),
                            site=Name("site", serial.hops[place].origin),
                        ),
                        needed=Amount(float(need), unit),
                        found=Amount(float(aboard), unit),
                    )
                    break


def own_t(case: Case, serial: Serial, kg: Weights) -> tuple[float, ...]:
    """Return the tonnes that a serial carries for itself on each stage, as it leaves; by air none.

    They are what it uses up to where it next takes some on, or to its end, less the fuel in tanks.
    """
    # What a flight burns is in its tanks, and its people eat before and after it.
    if serial.flies:
        return (0.0,) * len(serial.hops)
    mass, driven_km = [0.0] * len(serial.hops), case.mission.doctrine.driven_tank_km
    for supply in UNITS:
        used, places = _used(case, serial, supply), sorted(_taken(case, serial, supply))
        for place, following in itertools.pairwise((*places, len(serial.hops))):
            each = unit_kg(kg, supply, serial.hops[place].origin, serial.destination) / 1000
            for n in range(place, following):
                rest = sum(used[n:following])
                if supply == "fuel":
                    rest = max(0.0, rest - _tanks(serial.hops[n], driven_km))
                mass[n] += rest * each
    # What floats leave of nothing is nothing.
    return tuple(t if t > EPS else 0.0 for t in mass)


def _taken(case: Case, serial: Serial, supply: str) -> dict[int, float]:
    """Return how much of a supply a serial takes on for itself, by the place of the stage.

    It begins with the first stage. On its way it fills up only where the supply is kept, or at an
    exit, where it is sold: what boards elsewhere came from nowhere.
    """
    taken = {0: 0.0}
    places = {hop.stage.stage: place for place, hop in enumerate(serial.hops)}
    # All that boards is taken, also what a plan lets alight where the serial no longer goes.
    for load in case.plan.aboard.get(serial.serial, ()):
        place = places.get(load.board_stage)
        is_own = (load.kind, load.item, load.role) == (LoadKind.SUPPLY, supply, AboardRole.USED)
        if place is None or not is_own:
            continue
        if place == 0 or _is_kept(case.mission, supply, serial.hops[place].origin):
            taken[place] = taken.get(place, 0.0) + load.quantity
    return taken


def _is_kept(mission: Mission, supply: str, site: str) -> bool:
    """Say whether a supply is kept at a site, or sold there."""
    if mission.site[site].role == SiteRole.EXIT:
        return True
    return any((stock.supply, stock.site) == (supply, site) for stock in mission.supplies)


def _used(case: Case, serial: Serial, supply: str) -> Sequence[float]:
    """Return how much of a supply a serial uses up on each stage and the halt after it."""
    if supply == "fuel":
        return [_burnt(hop) for hop in serial.hops]
    doctrine = case.mission.doctrine
    rates = {
        "water": doctrine.convoy_water_per_person_day,
        "rations": doctrine.convoy_rations_per_person_day,
    }
    return [rates[supply] * days for days in _person_days(serial, doctrine.supply_z)]


def _burnt(hop: Hop) -> float:
    """Return the litres that a stage burns."""
    air = sum(aircraft.kind.fuel_l_per_hour for aircraft in hop.aircraft)
    by_km = sum(v.number * v.kind.fuel_l_per_km for v in hop.vehicles)
    by_km += sum(units.number * units.lot.burns_l_per_km for units in hop.driven)
    return hop.leg.km * by_km + hop.sorties * hop.hours * air


def _tanks(hop: Hop, driven_km: float) -> float:
    """Return the litres that fit into the tanks of what drives on a stage."""
    of_fleets = sum(v.number * v.kind.fuel_l_per_km * v.kind.tank_km for v in hop.vehicles)
    driven = sum(units.number * units.lot.burns_l_per_km for units in hop.driven)
    return of_fleets + driven * driven_km


def _person_days(serial: Serial, supply_z: float) -> Iterator[float]:
    """Yield the days for which a serial feeds people on each stage and the halt after it.

    As if it takes long: the duration is the one at the doctrine's quantile. None on flights.
    """
    for hop, then in itertools.zip_longest(serial.hops, serial.hops[1:]):
        halt = 0.0
        if then is not None:
            halt = then.depart - hop.arrive
        # Provisions for the mean run out on half of all journeys: exp(z·spread) is the factor at
        # a quantile of the leg's lognormal duration, the 90th percentile unless doctrine differs.
        moving = (hop.arrive - hop.depart) * math.exp(supply_z * hop.leg.spread)
        # A flight lands the same day, where others feed whoever was aboard.
        yield 0.0 if serial.flies else hop.people_count * (moving + halt) / 24
