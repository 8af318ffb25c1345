"""The planner's world with the serials of a finished plan in it, so that more can be composed."""

import math
from collections.abc import Mapping, Sequence

from exeunt.model.choices import LoadKind, Mode
from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.model.plan import Load, Plan, Stage
from exeunt.network.network import Network
from exeunt.optimise.planner.booked import (
    enter,
    fly,
    handle,
    hop_of,
    moor,
    supply,
    vehicles_aboard,
)
from exeunt.optimise.planner.draft import AFLOAT
from exeunt.optimise.planner.stores.holdings import Holdings
from exeunt.optimise.planner.world import World

Counts = Mapping[str, Mapping[str, int]]
"""How many of each item, by site."""


def replayed(mission: Mission, network: Network, plan: Plan, stop: Stop) -> World:
    """Return a world in which roads, quays, beds, yards, stocks and cranes are as a plan has them.

    Who and what is free where is not in it: see :func:`place`. What of the plan does not fit, as
    the planner counts, is left out: the referee judges whatever is made of this.
    """
    world = World(mission, network, stop=stop)
    # Who comes is counted before who leaves: a plan lists its serials in any order.
    for book in (_book, _depart):
        for serial, stages in plan.serials.items():
            book(world, stages, plan.aboard.get(serial, ()))
    for disposal in plan.disposals:
        lot = mission.lot.get(disposal.lot)
        if lot is not None and lot.teu:
            _leave(
                world, disposal.site, mission.hours(disposal.done), 0, disposal.quantity * lot.teu
            )
    return world


def place(holdings: Holdings, counts: Counts) -> None:
    """Let these be free where, and nothing else."""
    for site, items in list(holdings):
        wanted = counts.get(site, {})
        for item in {**dict(items), **wanted}:
            have, want = items.get(item, 0), wanted.get(item, 0)
            if want > have:
                holdings.add(site, item, want - have)
            elif want < have:
                holdings.lend(site, item, have - want)


def _book(world: World, stages: Sequence[Stage], loads: Sequence[Load]) -> None:
    """Book a serial, as the planner books its own."""
    hops = {stage.stage: hop_of(world, stage) for stage in stages}
    for number, hop in hops.items():
        aboard = [load for load in loads if load.board_stage <= number <= load.alight_stage]
        enter(world, stages[0].mode, hop, vehicles_aboard(aboard))
    if stages[0].mode == Mode.AIR:
        fly(world, list(hops.values()), stages[0].rotations, loads)
    if stages[0].mode in AFLOAT:
        moor(world, list(hops.values()), vehicles_aboard(loads))
    for load in loads:
        first, last = hops[load.board_stage], hops[load.alight_stage]
        match load.kind:
            case LoadKind.PEOPLE:
                n = int(load.quantity)
                world.join(last.step.destination, last.arrive, n, 0.0)
                world.reception.expect_people(last.step.destination, last.arrive, n)
            case LoadKind.LOT:
                teu = int(load.quantity) * world.mission.lot[load.item].teu
                world.join(last.step.destination, last.arrive, 0, teu)
                handle(world, load, first, last)
            case LoadKind.SUPPLY:
                supply(world, load, first, last)


def _depart(world: World, stages: Sequence[Stage], loads: Sequence[Load]) -> None:
    """Take people and kit of a serial out of the counts of the sites that they leave."""
    first = {stage.stage: stage for stage in stages}
    for load in loads:
        stage, n = first[load.board_stage], int(load.quantity)
        t = world.mission.hours(stage.depart)
        if load.kind == LoadKind.PEOPLE:
            _leave(world, stage.origin, t, n, 0.0)
        elif load.kind == LoadKind.LOT:
            _leave(world, stage.origin, t, 0, n * world.mission.lot[load.item].teu)
            world.departures.note_lot(stage.origin, load.item, t)


def _leave(world: World, site: str, t: float, people: int, teu: float) -> None:
    """Take who leaves out of a site's counts, as far as they count there."""
    k = world.calendar.next_period(t)
    there = world.presence.people(site)[k:].min(initial=math.inf)
    room = world.presence.teu(site)[k:].min(initial=math.inf)
    world.presence.leave(site, t, min(people, max(0.0, there)), min(teu, max(0.0, room)))
    world.departures.note(site, t)
