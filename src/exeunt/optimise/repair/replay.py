"""The planner's world with the serials of a finished plan in it, so that more can be composed."""

import itertools
import math
from collections.abc import Mapping, Sequence

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind, Mode
from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.model.plan import Load, Plan, Stage
from exeunt.network.network import Hop, Network
from exeunt.optimise.planner.booked import enter, fly, hop_of, vehicles_aboard
from exeunt.optimise.planner.draft import AFLOAT
from exeunt.optimise.planner.stores.holdings import Holdings
from exeunt.optimise.planner.stores.quays import Call
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
        _moor(world, list(hops.values()), vehicles_aboard(loads))
    for load in loads:
        first, last = hops[load.board_stage], hops[load.alight_stage]
        match load.kind:
            case LoadKind.PEOPLE:
                n = int(load.quantity)
                world.join(last.step.destination, last.arrive, n, 0.0)
                world.reception.expect_people(last.step.destination, last.arrive, n)
            case LoadKind.LOT:
                _book_lot(world, load, first, last)
            case LoadKind.SUPPLY:
                _book_supply(world, load, first, last)


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


def _moor(world: World, hops: Sequence[Hop], vessels: int) -> None:
    """Take the berths where a vessel is alongside: at both ends, and wherever it calls."""
    turn, first, last = world.mission.site, hops[0], hops[-1]
    home, end = first.step.origin, last.step.destination
    world.quays.moor(Call(home, first.depart - turn[home].turn_hours, first.depart), vessels)
    for before, after in itertools.pairwise(hops):
        if after.depart > before.arrive:
            call = Call(before.step.destination, before.arrive, after.depart)
            world.quays.moor(call, vessels)
    world.quays.moor(Call(end, last.arrive, last.arrive + turn[end].turn_hours), vessels)


def _leave(world: World, site: str, t: float, people: int, teu: float) -> None:
    """Take who leaves out of a site's counts, as far as they count there."""
    k = world.calendar.next_period(t)
    there = world.presence.people(site)[k:].min(initial=math.inf)
    room = world.presence.teu(site)[k:].min(initial=math.inf)
    world.presence.leave(site, t, min(people, max(0.0, there)), min(teu, max(0.0, room)))
    world.departures.note(site, t)


def _book_lot(world: World, load: Load, first: Hop, last: Hop) -> None:
    """Take cranes and packers, and the yard beyond."""
    lot, n = world.mission.lot[load.item], int(load.quantity)
    origin, end, teu = first.step.origin, last.step.destination, n * lot.teu
    world.join(end, last.arrive, 0, teu)
    if load.role == AboardRole.CARRIED and teu > EPS:
        world.loading.book(origin, first.depart, teu)
        world.unpack(origin, first.depart, {lot.lot: n})
        world.unloading.book(end, last.arrive, teu)


def _book_supply(world: World, load: Load, first: Hop, last: Hop) -> None:
    origin, end = first.step.origin, last.step.destination
    if (load.item, origin) in world.stocks:
        world.stocks.draw(load.item, origin, first.depart, load.quantity)
    if load.role == AboardRole.DELIVERED and (load.item, end) in world.stocks:
        world.stocks.deliver(load.item, end, last.arrive, load.quantity)
