"""Leave out journeys home that nobody needs.

Vehicles that will not be used again end where they unload.
"""

from collections import defaultdict
from collections.abc import Set as AbstractSet

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan, Stage

Key = tuple[str, str, str]
ARMED = "*armed"
"""Stands for all armed parties together."""
Events = dict[Key, list[tuple[float, int, float]]]


def trim(mission: Mission, plan: Plan, kept: AbstractSet[str] = frozenset()) -> Plan:
    """Return the plan without empty last runs home of what is not needed there again.

    The last serials are looked at first. Only runs to the exit at which all crews aboard are out
    are cut, and only where what stays away is not missed at home at any later time. Serials that
    are ``kept`` stay as they are.
    """
    events = _events(mission, plan)
    cuts: dict[str, int] = {}
    for serial in sorted(plan.serials, key=lambda s: (plan.serials[s][-1].arrive, s), reverse=True):
        cut = None if serial in kept else _cut(mission, plan, serial)
        if cut is None:
            continue
        stages, home_loads = plan.serials[serial], _whole(plan, serial)
        back, home = mission.hours(stages[-1].arrive), stages[-1].destination
        armed = sum(
            load.quantity
            for load in home_loads
            if load.kind == "people" and mission.party[load.item].armed
        )
        floor = mission.site[home].holding_people if armed else 0
        spared = all(
            _spare(events[load.kind, load.item, home], back, load.quantity) for load in home_loads
        )
        if spared and _spare(events["people", ARMED, home], back, armed + floor):
            for load in home_loads:
                events[load.kind, load.item, home].append((back, 2, -load.quantity))
            events["people", ARMED, home].append((back, 2, -armed))
            cuts[serial] = cut
    return _apply(plan, cuts)


def _whole(plan: Plan, serial: str) -> list[Load]:
    """Return the vehicles and people aboard from first to last stage."""
    last = len(plan.serials[serial])
    return [
        x
        for x in plan.aboard.get(serial, ())
        if x.kind in {"vehicle", "people"} and x.board_stage == 1 and x.alight_stage == last
    ]


def _cut(mission: Mission, plan: Plan, serial: str) -> int | None:
    """Return the stage after which a serial could end at an exit, or None."""
    stages, loads = plan.serials[serial], plan.aboard.get(serial, ())
    last = len(stages)
    busy = [
        x.alight_stage
        for x in loads
        if x.kind != "supply" and not (x.board_stage == 1 and x.alight_stage == last)
    ]
    cut = max(busy, default=0)
    if stages[0].mode == "air" or not 0 < cut < last or stages[0].origin != stages[-1].destination:
        return None
    drop = stages[cut - 1].destination
    parties = [mission.party[x.item] for x in _whole(plan, serial) if x.kind == "people"]
    home = mission.site[stages[-1].destination]
    services = {
        r.capability
        for r in mission.requirements
        if r.activity in {"hold", "fly", "close"} and r.where in {home.site, "*"}
    }
    held = any(services & {c for c, _ in p.capabilities} for p in parties)
    if (
        mission.site[drop].role != "exit"
        or held
        or not all(mission.is_home(p, drop) for p in parties)
    ):
        return None
    return cut


def _events(mission: Mission, plan: Plan) -> Events:
    """List what joins and leaves each site, by kind and item: (hour, order, quantity)."""
    found: Events = defaultdict(list)

    def note(kind: str, item: str, site: str, event: tuple[float, int, float]) -> None:
        found[kind, item, site].append(event)
        if kind == "people" and mission.party[item].armed:
            found[kind, ARMED, site].append(event)

    for f in mission.fleets:
        note("vehicle", f.fleet, f.site, (0.0, 0, f.count))
    for p in mission.parties:
        note("people", p.party, p.site, (0.0, 0, p.count))
    for load in plan.loads:
        stages = plan.serials[load.serial]
        first, last = stages[load.board_stage - 1], stages[load.alight_stage - 1]
        turn = mission.site[last.destination].turn_hours if load.kind == "vehicle" else 0.0
        note(load.kind, load.item, first.origin, (mission.hours(first.depart), 1, -load.quantity))
        note(
            load.kind,
            load.item,
            last.destination,
            (mission.hours(last.arrive) + turn, 0, load.quantity),
        )
    return found


def _spare(events: list[tuple[float, int, float]], since: float, quantity: float) -> bool:
    """Say whether at least so many are there at every moment from an hour on."""
    level, least = 0.0, None
    for at, _, change in sorted(events):
        if at > since and least is None:
            least = level
        level += change
        if at >= since:
            least = level if least is None else min(least, level)
    return (level if least is None else least) >= quantity


def _apply(plan: Plan, cuts: dict[str, int]) -> Plan:
    def keep(stage: Stage) -> bool:
        return stage.stage <= cuts.get(stage.serial, stage.stage)

    loads = tuple(
        attrs.evolve(x, alight_stage=min(x.alight_stage, cuts.get(x.serial, x.alight_stage)))
        for x in plan.loads
    )
    return attrs.evolve(plan, stages=tuple(s for s in plan.stages if keep(s)), loads=loads)
