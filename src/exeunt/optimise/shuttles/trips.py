"""The plan of a packing: a serial for each trip, and for vehicles that make it together."""

from collections import defaultdict, deque

import attrs

from exeunt.model.choices import AboardRole, LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan, Request, Stage
from exeunt.network.network import Network
from exeunt.optimise.shuttles.errands import SECONDS, Errands, Ways
from exeunt.optimise.shuttles.packing import Packing, Trip


@attrs.frozen
class Run:
    """A trip at its time: the fleet that makes it, from which stop, and when it sets out."""

    fleet: str
    kind: int
    stop: int
    leaves: int
    trip: Trip


def plan_of(
    mission: Mission,
    network: Network,
    errands: Errands,
    packing: Packing,
    requests: tuple[Request, ...],
) -> Plan:
    """Return the plan that a packing is."""
    ways = Ways(mission, network)
    together: dict[Run, list[int]] = defaultdict(list)
    for vehicle in range(len(packing.routes)):
        for run in _runs(errands, ways, packing, vehicle):
            together[run].append(vehicle)
    order = sorted(together, key=lambda run: (run.leaves, attrs.astuple(run)))
    aboard = _seated(errands, order, together)
    stages: list[Stage] = []
    loads: list[Load] = []
    for number, run in enumerate(order, 1):
        serial = f"C-{number:04d}"
        first, last = _stages(mission, errands, ways, run, serial, stages)
        loads.append(_load(serial, LoadKind.VEHICLE, run.fleet, len(together[run]), (1, last)))
        for party, n in aboard[run]:
            role = AboardRole.PASSENGER
            loads.append(_load(serial, LoadKind.PEOPLE, party, n, (first, last), role))
    return Plan(stages=tuple(stages), loads=tuple(loads), requests=requests)


def _load(
    serial: str,
    kind: LoadKind,
    item: str,
    quantity: int,
    span: tuple[int, int],
    role: AboardRole = AboardRole.NONE,
) -> Load:
    return Load(
        serial=serial,
        kind=kind.value,
        item=item,
        quantity=quantity,
        board_stage=span[0],
        alight_stage=span[1],
        role=role.value,
    )


def _runs(errands: Errands, ways: Ways, packing: Packing, vehicle: int) -> list[Run]:
    """Return the trips of a vehicle at their times; it waits at the pickup, where it must."""
    one = errands.vehicles[vehicle]
    t, stop, found = one.since, one.start, []
    for group, place in packing.routes[vehicle]:
        turn = ways.turn(errands.stop(stop)) if stop < len(errands.places) else 0
        reached = t + errands.reach[one.kind][stop][group]
        late = max(0, errands.groups[group].since - reached)
        found.append(Run(one.fleet, one.kind, stop, t + turn + late, (group, place)))
        t = reached + late + errands.ride[one.kind][group][place]
        stop = place
    return found


def _seated(
    errands: Errands,
    order: list[Run],
    together: dict[Run, list[int]],
) -> dict[Run, list[tuple[str, int]]]:
    """Return who is aboard each run, by party; where there are more seats than people some stay.

    They stay empty on trips to places that would be overfull.
    """
    spare = [-group.people for group in errands.groups]
    over = [-place.room if place.room >= 0 else -(1 << 40) for place in errands.places]
    seats = {run: len(together[run]) * errands.seats[run.kind] for run in order}
    for run, n in seats.items():
        spare[run.trip[0]] += n
        over[run.trip[1]] += n
    for crowded in (True, False):
        for run in reversed(order):
            group, place = run.trip
            empty = min(spare[group], seats[run])
            if crowded:
                empty = min(empty, over[place])
            if empty > 0:
                seats[run] -= empty
                spare[group] -= empty
                over[place] -= empty
    waiting = [deque(group.parties) for group in errands.groups]
    aboard: dict[Run, list[tuple[str, int]]] = {}
    for run in order:
        aboard[run], left = [], seats[run]
        queue = waiting[run.trip[0]]
        while left > 0 and queue:
            party, n = queue.popleft()
            taken = min(n, left)
            aboard[run].append((party, taken))
            left -= taken
            if n > taken:
                queue.appendleft((party, n - taken))
    return aboard


def _stages(
    mission: Mission, errands: Errands, ways: Ways, run: Run, serial: str, stages: list[Stage]
) -> tuple[int, int]:
    """Write the stages of a run; return the first with the group aboard, and the last."""
    kind, (group, place) = errands.kinds[run.kind], run.trip
    pickup, drop = errands.groups[group].site, errands.places[place].site
    number, first, t = 0, 1, run.leaves
    for start, end in ((errands.stop(run.stop), pickup), (pickup, drop)):
        way = ways.way(kind, start, end) or ()
        if start == pickup:
            first = number + 1
        for step, seconds in zip(way, ways.stages(kind, way), strict=True):
            number += 1
            stages.append(
                Stage(
                    serial=serial,
                    stage=number,
                    mode=kind.mode,
                    leg=step.leg.leg,
                    origin=step.origin,
                    destination=step.destination,
                    depart=mission.time(t / SECONDS),
                    arrive=mission.time((t + seconds) / SECONDS),
                )
            )
            t += seconds
        if way:
            t += ways.turn(end)
    return first, number
