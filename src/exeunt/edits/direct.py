"""Changes as they are meant, before anything follows from them."""

import itertools
import math
from collections.abc import Mapping, Sequence

import attrs

from exeunt.clock.steps import EPS
from exeunt.edits.changes import (
    Add,
    Change,
    Close,
    Dispose,
    Drop,
    Merge,
    Reload,
    Reroute,
    Retain,
    Shift,
)
from exeunt.edits.disposals import dispose, retain
from exeunt.edits.draft import DAY, Draft
from exeunt.edits.names import refuse
from exeunt.model.choices import LoadKind, Mode
from exeunt.model.legs import Leg
from exeunt.model.plan import Closure, Load, Stage
from exeunt.model.reason import Name

_OWN_MODE = {LoadKind.AIRCRAFT: Mode.AIR}


def make(draft: Draft, change: Change) -> None:
    """Make a change.

    Raises:
        InputError: it cannot be made of this plan; says why, and what could.
    """
    match change:
        case Shift():
            _shift(draft, change)
        case Drop():
            _there(draft, change.serial, change.place)
            _drop(draft, change.serial)
        case Merge():
            _merge(draft, change)
        case Add():
            _add(draft, change)
        case Reload():
            _reload(draft, change)
        case Reroute():
            _reroute(draft, change)
        case Close():
            _close(draft, change)
        case Dispose():
            dispose(draft, change)
        case Retain():
            retain(draft, change)


def _there(draft: Draft, serial: str, place: str) -> None:
    """Refuse a change of a serial that another change took out."""
    if serial not in draft.stages:
        raise refuse(place, "must be a serial that an earlier change has not taken out", serial)


def _shift(draft: Draft, change: Shift) -> None:
    _there(draft, change.serial, change.place)
    before = draft.departs(change.serial)
    hours = change.hours
    if change.to is not None:
        hours = draft.mission.hours(change.to) - draft.mission.hours(before)
    if hours is None or abs(hours) < EPS:
        raise refuse(change.place, "must be another time than now", f"{before:%Y-%m-%dT%H:%M}")
    leaves = draft.mission.hours(before) + hours
    if leaves < -EPS:
        expected = f"must leave no sooner than the mission's start, {draft.mission.start}"
        raise refuse(change.place, expected, str(draft.mission.time(leaves)))
    if leaves > draft.mission.hours(draft.mission.end):
        expected = f"must leave before the end of planning, {draft.mission.end}"
        raise refuse(change.place, expected, str(draft.mission.time(leaves)))
    draft.move(change.serial, hours)
    draft.fixed.add(change.serial)
    draft.say("shifted", serial=change.serial, when=draft.departs(change.serial), before=before)


def _drop(draft: Draft, serial: str) -> None:
    """Take a serial out, and keep in mind what then stays where it was to be fetched."""
    stages, loads = draft.stages[serial], draft.loads[serial]
    draft.remove(serial)
    draft.named_last(serial)
    draft.say("dropped", serial=serial)
    for load in loads:
        boards, ends = stages[load.board_stage - 1].origin, stages[load.alight_stage - 1]
        if load.kind in {LoadKind.PEOPLE, LoadKind.LOT} and boards != ends.destination:
            draft.unfetched.append((load, boards))


def say_unfetched(draft: Draft) -> None:
    """Say what stays where serials that do not go were to fetch it, unless others do so now."""
    before = _boarding(draft.before.serials, draft.before.aboard)
    now = _boarding(draft.stages, draft.loads)
    missing = {key: n - now.get(key, 0.0) for key, n in before.items()}
    for load, site in draft.unfetched:
        key = (load.item, site)
        n = min(float(load.quantity), missing.get(key, 0.0))
        if n > EPS:
            missing[key] -= n
            where = Name("site", site)
            draft.say("stays", n=n, item=load.item, site=where, serial=load.serial)


def _boarding(
    stages: Mapping[str, Sequence[Stage]], aboard: Mapping[str, Sequence[Load]]
) -> dict[tuple[str, str], float]:
    """Return how many of each thing board at each site in all serials."""
    total: dict[tuple[str, str], float] = {}
    for serial, loads in aboard.items():
        for load in loads:
            key = (load.item, stages[serial][load.board_stage - 1].origin)
            total[key] = total.get(key, 0.0) + load.quantity
    return total


def _merge(draft: Draft, change: Merge) -> None:
    for serial in (change.serial, change.joining):
        _there(draft, serial, change.place)
    if change.serial == change.joining:
        raise refuse(change.place, "must be two serials", change.serial)
    kept, joining = draft.stages[change.serial], draft.stages[change.joining]
    at, long = _within(kept, joining), kept
    if at is None and (at := _within(joining, kept)) is not None:
        # The longer of the two is the way of both, under the name that is kept.
        offsets, long = (at, 0), joining
    elif at is not None:
        offsets = (0, at)
    else:
        raise refuse(
            change.place,
            f"must travel the way of {change.serial}, or a part of it: {_way(kept)}",
            f"{change.joining}: {_way(joining)}",
        )
    if kept[0].mode == Mode.AIR and (kept[0].rotations, joining[0].rotations) != (1, 1):
        raise refuse(change.place, "must be flights of one sortie each", change.joining)
    own, other = (
        [
            attrs.evolve(
                load,
                serial=change.serial,
                board_stage=load.board_stage + offset,
                alight_stage=load.alight_stage + offset,
            )
            for load in draft.loads[serial]
        ]
        for serial, offset in zip((change.serial, change.joining), offsets, strict=True)
    )
    loads = added_up([*own, *other])
    depart = draft.mission.hours(kept[0].depart)
    if offsets[0]:
        # What it joins begins on its way: it leaves so that it is there when that would be.
        before = draft.mission.hours(joining[offsets[0]].depart)
        depart += draft.mission.hours(joining[0].depart) - before
    draft.remove(change.joining)
    draft.named_last(change.joining, (change.serial,))
    draft.loads[change.serial] = loads
    _set_out(draft, change.serial, long, max(0.0, depart), change.place)
    draft.say("merged", serial=change.joining, other=change.serial)


def _within(way: Sequence[Stage], part: Sequence[Stage]) -> int | None:
    """Return after how many stages of a way a part of it begins; None where it is none."""
    names = [(stage.leg, stage.origin) for stage in part]
    for begin in range(len(way) - len(part) + 1):
        if [(stage.leg, stage.origin) for stage in way[begin : begin + len(part)]] == names:
            return begin
    return None


def _way(stages: Sequence[Stage]) -> str:
    return " > ".join([stages[0].origin, *(stage.destination for stage in stages)])


def added_up(loads: Sequence[Load]) -> tuple[Load, ...]:
    """Return loads with those of the same thing on the same stages in the same role as one."""
    sums: dict[Load, float] = {}
    for load in loads:
        alike = attrs.evolve(load, quantity=1.0)
        sums[alike] = sums.get(alike, 0.0) + load.quantity
    return tuple(attrs.evolve(load, quantity=n) for load, n in sums.items())


def _set_out(draft: Draft, serial: str, stages: Sequence[Stage], depart: float, place: str) -> None:
    """Let a serial travel some stages from an hour on, in as much time as its loads take."""
    own = tuple(attrs.evolve(stage, serial=serial) for stage in stages)
    if not draft.timed(own, draft.loads[serial], depart):
        expected = "must be able to arrive by the end of planning, on the days its way is open"
        raise refuse(place, expected, str(draft.mission.time(depart)))


def _add(draft: Draft, change: Add) -> None:
    if change.serial in draft.stages:
        raise refuse(change.place, "must be a name that no serial has", change.serial)
    draft.loads[change.serial] = tuple(
        attrs.evolve(load, serial=change.serial) for load in change.loads
    )
    stages = _stages(draft, change)
    _set_out(draft, change.serial, stages, draft.mission.hours(change.depart), change.place)
    provide(draft, change.serial)
    draft.fixed.add(change.serial)
    draft.say("added", serial=change.serial, when=draft.departs(change.serial))


def _stages(draft: Draft, change: Add | Reroute) -> tuple[Stage, ...]:
    """Return the stages of a way by sites, at no time yet, with halts where something changes."""
    loads = draft.loads[change.serial]
    mode = change.mode or _mode(draft, loads, change.place)
    stages: list[Stage] = []
    now = 0.0
    for number, (origin, destination) in enumerate(itertools.pairwise(change.sites), 1):
        leg = _leg(draft, (origin, destination), mode, change.place)
        busy = any(load.board_stage == number or load.alight_stage == number - 1 for load in loads)
        turns = number > 1 and stages[-1].origin == destination
        if number > 1 and mode == Mode.AIR:
            now += draft.mission.doctrine.flight_turn_hours
        elif number > 1 and (busy or turns):
            now += draft.mission.site[origin].turn_hours
        at = draft.mission.time(now)
        stages.append(
            Stage(
                serial=change.serial,
                stage=number,
                mode=mode,
                leg=leg.leg,
                origin=origin,
                destination=destination,
                depart=at,
                arrive=at,
            )
        )
    if not stages:
        raise refuse(change.place, "must name at least two sites, from one to another")
    return tuple(stages)


def _mode(draft: Draft, loads: Sequence[Load], place: str) -> str:
    """Return what vehicles or aircraft among loads travel by."""
    for load in loads:
        if load.kind == LoadKind.AIRCRAFT:
            return Mode.AIR
        if load.kind == LoadKind.VEHICLE:
            return draft.mission.vehicle[draft.mission.fleet[load.item].vehicle].mode
    if any(load.role == "driven" for load in loads):
        return Mode.ROAD
    raise refuse(place, "must name a fleet or an air fleet: something that travels")


def _leg(draft: Draft, ends: tuple[str, str], mode: str, place: str) -> Leg:
    """Return the leg by which a mode goes straight from one site to another, the fastest."""
    legs = [
        leg
        for leg in draft.mission.legs
        if leg.mode == mode
        and (
            (leg.origin, leg.destination) == ends
            or (leg.two_way and (leg.destination, leg.origin) == ends)
        )
    ]
    if not legs:
        onward = sorted(
            {
                leg.destination if leg.origin == ends[0] else leg.origin
                for leg in draft.mission.legs
                if leg.mode == mode
                and (leg.origin == ends[0] or (leg.two_way and leg.destination == ends[0]))
            }
        )
        hint = f"from {ends[0]} it goes on to: {', '.join(onward) or 'nowhere'}"
        raise refuse(
            place, f"must be sites with a leg by {mode} between them", " > ".join(ends), hint
        )
    return min(legs, key=lambda leg: (draft.network.speeds.least(leg), leg.leg))


def provide(draft: Draft, serial: str) -> None:
    """Put aboard what a serial uses up where stocks are kept, unless somebody has said how much."""
    stages, loads, mission = draft.stages[serial], draft.loads[serial], draft.mission
    said = {load.item for load in loads if load.kind == LoadKind.SUPPLY}
    kept = {row.supply for row in mission.supplies if row.site == stages[0].origin}
    if any(row.supply == "fuel" for row in mission.supplies):
        kept.add("fuel")
    used = {"fuel": 0.0, "water": 0.0, "rations": 0.0}
    for place, stage in enumerate(stages):
        aboard = [load for load in loads if load.board_stage <= stage.stage <= load.alight_stage]
        leg, hours = mission.leg[stage.leg], mission.hours
        span = hours(stage.arrive) - hours(stage.depart)
        used["fuel"] += _litres(draft, aboard, leg, span)
        if stage.mode == Mode.AIR:
            continue
        halt = 0.0
        if place + 1 < len(stages):
            halt = hours(stages[place + 1].depart) - hours(stage.arrive)
        long = span * math.exp(mission.doctrine.supply_z * leg.spread) + halt
        days = sum(load.quantity for load in aboard if load.kind == LoadKind.PEOPLE) * long / DAY
        days += _crews(draft, aboard) * long / DAY
        used["water"] += days * mission.doctrine.convoy_water_per_person_day
        used["rations"] += days * mission.doctrine.convoy_rations_per_person_day
    own = [
        Load(
            serial=serial,
            kind=LoadKind.SUPPLY,
            item=supply,
            quantity=math.ceil(amount * 1000) / 1000,
            board_stage=1,
            alight_stage=len(stages),
            role="used",
        )
        for supply, amount in used.items()
        if amount > 0 and supply in kept and supply not in said
    ]
    draft.loads[serial] = (*loads, *own)


def _litres(draft: Draft, aboard: Sequence[Load], leg: Leg, span: float) -> float:
    """Return what all that travels on a leg burns."""
    mission, litres = draft.mission, 0.0
    for load in aboard:
        if load.kind == LoadKind.VEHICLE:
            each = mission.vehicle[mission.fleet[load.item].vehicle].fuel_l_per_km
            litres += load.quantity * each * leg.km
        elif load.kind == LoadKind.AIRCRAFT:
            aircraft = mission.aircraft_type[mission.air_fleet[load.item].aircraft]
            litres += load.quantity * aircraft.fuel_l_per_hour * span
        elif load.role == "driven":
            litres += load.quantity * mission.lot[load.item].burns_l_per_km * leg.km
    return litres


def _crews(draft: Draft, aboard: Sequence[Load]) -> float:
    """Return the hired drivers, who come with their vehicles and are no party."""
    fleets = [
        (load.quantity, draft.mission.fleet[load.item])
        for load in aboard
        if load.kind == LoadKind.VEHICLE
    ]
    return sum(
        n * draft.mission.vehicle[fleet.vehicle].crew
        for n, fleet in fleets
        if fleet.ownership == "contracted"
    )


def _reload(draft: Draft, change: Reload) -> None:
    _there(draft, change.serial, change.place)
    last = len(draft.stages[change.serial])
    new = {load.item for load in change.loads} | set(change.gone)
    kept = [load for load in draft.loads[change.serial] if load.item not in new]
    if change.whole:
        kept = []
    loads = [attrs.evolve(load, serial=change.serial) for load in change.loads]
    if any(load.alight_stage > last for load in loads):
        raise refuse(change.place, f"must be stages of {change.serial}, which has {last}")
    draft.loads[change.serial] = added_up([*kept, *loads])
    draft.say("loaded", serial=change.serial)


def _reroute(draft: Draft, change: Reroute) -> None:
    """Let a serial travel another way; what boards and alights at sites that stay still does."""
    _there(draft, change.serial, change.place)
    old = draft.stages[change.serial]
    stages = _stages(draft, attrs.evolve(change, mode=change.mode or old[0].mode))
    loads = []
    for load in draft.loads[change.serial]:
        board, alight = old[load.board_stage - 1].origin, old[load.alight_stage - 1].destination
        whole = (load.board_stage, load.alight_stage) == (1, len(old))
        spans = [
            (first, until)
            for first in range(1, len(stages) + 1)
            for until in range(first, len(stages) + 1)
            if (stages[first - 1].origin, stages[until - 1].destination) == (board, alight)
        ]
        if whole:
            spans = [(1, len(stages))]
        if spans:
            first, until = spans[0]
            loads.append(attrs.evolve(load, board_stage=first, alight_stage=until))
        else:
            draft.say(
                "off",
                n=float(load.quantity),
                item=load.item,
                serial=change.serial,
                origin=Name("site", board),
                site=Name("site", alight),
            )
    draft.loads[change.serial] = tuple(loads)
    _set_out(draft, change.serial, stages, draft.mission.hours(old[0].depart), change.place)
    draft.say("rerouted", serial=change.serial, way=" > ".join(change.sites))


def _close(draft: Draft, change: Close) -> None:
    """Close a site at another time: those who leave last go with it."""
    row = draft.closures.get(change.site)
    site = Name("site", change.site)
    if change.when is None:
        if draft.closures.pop(change.site, None) is not None:
            draft.say("stays_open", site=site)
        return
    hours = draft.mission.hours(change.when)
    if not 0 <= hours <= draft.mission.hours(draft.mission.end):
        expected = f"must lie from {draft.mission.start} to {draft.mission.end}"
        raise refuse(change.place, expected, str(change.when))
    draft.fixed_closings.add(change.site)
    if row is None:
        draft.closures[change.site] = Closure(site=change.site, close=change.when)
        draft.say("closes_new", site=site, when=change.when)
        return
    by = hours - draft.mission.hours(row.close)
    if abs(by) < EPS:
        raise refuse(change.place, "must be another time than now", str(change.when))
    draft.closures[change.site] = attrs.evolve(row, close=change.when)
    draft.say("closes", site=site, when=change.when, before=row.close)
    for serial in row.last_serials:
        if serial in draft.stages and serial not in draft.fixed:
            before = draft.departs(serial)
            if draft.mission.hours(before) + by < 0:
                draft.say("no_sooner", serial=serial, site=site)
                continue
            draft.move(serial, by)
            draft.say("with_closing", serial=serial, when=draft.departs(serial), site=site)
