"""Plans at random, lawful or not, and plans with a few of their rows changed."""

from datetime import datetime, timedelta
from random import Random

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal, Load, Plan, Stage

ROLES = {"people": "passenger", "lot": "carried", "vehicle": "", "aircraft": ""}


def random_plan(mission: Mission, random: Random, serials: int = 6) -> Plan:
    """Return a plan of serials over legs of the mission with anything aboard at any time."""
    stages: list[Stage] = []
    for n in range(serials):
        stages += random_serial(mission, random, f"S{n}")
    plan = Plan(stages=tuple(stages))
    loads = [random_load(mission, random, plan) for _ in range(3 * serials)]
    disposals = [random_disposal(mission, random) for _ in range(random.randrange(4))]
    return attrs.evolve(plan, loads=tuple(loads), disposals=tuple(disposals))


def random_time(mission: Mission, random: Random) -> datetime:
    """Return a quarter of an hour of the mission, on few days so that many coincide."""
    span = int((mission.end - mission.start) / timedelta(hours=12))
    halves = random.randrange(min(span, 40) + 1)
    return mission.start + timedelta(hours=12 * halves, minutes=15 * random.choice((0, 0, 0, 1)))


def random_serial(mission: Mission, random: Random, name: str) -> list[Stage]:
    """Return a serial of one to three stages, not always where the one before it ended."""
    depart, found = random_time(mission, random), []
    for number in range(1, random.randrange(1, 4) + 1):
        leg = random.choice(mission.legs)
        ends = [leg.origin, leg.destination]
        if leg.two_way and random.random() < 0.5:
            ends.reverse()
        arrive = depart + timedelta(hours=random.choice((0, 1, 12, 24)))
        found.append(
            Stage(
                serial=name,
                stage=number,
                mode=leg.mode,
                leg=leg.leg,
                origin=ends[0],
                destination=ends[1],
                depart=depart,
                arrive=arrive,
            )
        )
        depart = arrive + timedelta(hours=random.choice((0, 1, 12)))
    return found


def random_load(mission: Mission, random: Random, plan: Plan) -> Load:
    """Return a load of one of the plan's serials, now and then with stages that it does not have."""
    items: dict[str, list[tuple[str, int]]] = {
        "people": [(p.party, p.count) for p in mission.parties],
        "lot": [(x.lot, x.quantity) for x in mission.lots],
        "vehicle": [(f.fleet, f.count) for f in mission.fleets],
        "aircraft": [(f.air_fleet, f.count) for f in mission.air_fleets],
    }
    kind = random.choice([k for k, some in items.items() if some])
    item, count = random.choice(items[kind])
    serial = random.choice(sorted(plan.serials))
    return Load(
        serial=serial,
        kind=kind,
        item=item,
        quantity=random.choice((1, max(1, count // 2), max(1, count), 0.5)),
        board_stage=random.choice((1, 1, 1, 2)),
        alight_stage=random.choice((len(plan.serials[serial]), 1, 3)),
        role=ROLES[kind],
    )


def random_disposal(mission: Mission, random: Random) -> Disposal:
    """Return a disposal of kit or vehicles anywhere."""
    items = [(x.lot, x.site, x.quantity) for x in mission.lots]
    items += [(f.fleet, f.site, f.count) for f in mission.fleets]
    name, site, count = random.choice(items)
    start = random_time(mission, random)
    return Disposal(
        site=site if random.random() < 0.8 else random.choice(mission.sites).site,
        lot=name,
        disposition="abandon",
        quantity=random.choice((1, max(1, count))),
        start=start,
        done=start + timedelta(hours=12),
    )


def mutated(mission: Mission, plan: Plan, random: Random) -> Plan:
    """Return a plan with one to three of its rows changed, doubled or dropped."""
    for _ in range(random.randrange(1, 4)):
        plan = random.choice((_other_load, _other_time, _other_disposal))(mission, plan, random)
    return plan


def _swapped(rows: tuple, at: int, *instead: object) -> tuple:
    return (*rows[:at], *instead, *rows[at + 1 :])


def _other_load(mission: Mission, plan: Plan, random: Random) -> Plan:
    if not plan.loads:
        return attrs.evolve(plan, loads=(random_load(mission, random, plan),))
    at = random.randrange(len(plan.loads))
    load = plan.loads[at]
    more = attrs.evolve(load, quantity=load.quantity + random.choice((1, 5)))
    instead = random.choice(((), (load, load), (more,), (random_load(mission, random, plan), load)))
    return attrs.evolve(plan, loads=_swapped(plan.loads, at, *instead))


def _other_time(_mission: Mission, plan: Plan, random: Random) -> Plan:
    at = random.randrange(len(plan.stages))
    stage, shift = plan.stages[at], timedelta(hours=random.choice((-48, -12, -1, 1, 12, 48)))
    moved = attrs.evolve(stage, depart=stage.depart + shift, arrive=stage.arrive + shift)
    return attrs.evolve(plan, stages=_swapped(plan.stages, at, moved))


def _other_disposal(mission: Mission, plan: Plan, random: Random) -> Plan:
    if not plan.disposals or random.random() < 0.5:
        more = random_disposal(mission, random)
        return attrs.evolve(plan, disposals=(*plan.disposals, more))
    at = random.randrange(len(plan.disposals))
    return attrs.evolve(plan, disposals=_swapped(plan.disposals, at))
