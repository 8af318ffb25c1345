"""More vehicles on a road serial, so that seats on it can be held for others."""

import math

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan
from exeunt.optimise.repair.idle import Idle


def roomier(mission: Mission, plan: Plan, idle: Idle, serial: str, people: int) -> Plan | None:
    """Return a plan with seats free for so many more on a serial, all its way.

    Where too few are, idle vehicles of its own fleets come along, and some of those who rode drive
    them. None where there are not enough.
    """
    loads = list(plan.aboard.get(serial, ()))
    free = _free_seats(mission, loads)
    stages = plan.serials[serial]
    start, leaves = stages[0].origin, mission.hours(stages[0].depart)
    for load in [load for load in loads if load.kind == LoadKind.VEHICLE]:
        fleet = mission.fleet[load.item]
        kind = mission.vehicle[fleet.vehicle]
        crew = kind.crew if fleet.crew_party else 0
        most = idle.at((LoadKind.VEHICLE, load.item, start), leaves)
        while free < people and most and load.board_stage == 1 and kind.seats:
            driving = _drive(loads, fleet.crew_party, crew) if crew else loads
            if driving is None:
                break
            loads = [_one_more(row) if row.item == load.item else row for row in driving]
            free, most = free + kind.seats + crew, most - 1
    if free < people:
        return None
    others = [row for row in plan.loads if row.serial != serial]
    return attrs.evolve(plan, loads=(*others, *loads))


def _free_seats(mission: Mission, loads: list[Load]) -> int:
    """Return the seats of a serial that nobody takes, wherever they board."""
    free = 0.0
    for load in loads:
        if load.kind == LoadKind.VEHICLE:
            kind = mission.vehicle[mission.fleet[load.item].vehicle]
            free += load.quantity * kind.seats
        elif load.role == AboardRole.DRIVEN:
            free += load.quantity * mission.lot[load.item].seats
        elif load.role == AboardRole.PASSENGER:
            free -= load.quantity
    return math.floor(free + EPS)


def _one_more(load: Load) -> Load:
    return attrs.evolve(load, quantity=load.quantity + 1)


def _drive(loads: list[Load], party: str, crew: int) -> list[Load] | None:
    """Return what is aboard with so many passengers of a party driving; None where too few ride."""
    crews = [x for x in loads if (x.item, x.role) == (party, AboardRole.CREW)]
    riding = [
        x
        for x in loads
        if (x.item, x.role) == (party, AboardRole.PASSENGER)
        and x.board_stage == 1
        and x.quantity > crew
    ]
    if not crews or not riding or crews[0].alight_stage > riding[0].alight_stage:
        return None
    drives = attrs.evolve(crews[0], quantity=crews[0].quantity + crew)
    rides = attrs.evolve(riding[0], quantity=riding[0].quantity - crew)
    changed = {crews[0]: drives, riding[0]: rides}
    return [changed.get(row, row) for row in loads]
