"""What follows from changes, carried through: who waits, what stays, when sites then close.

Whoever and whatever a serial was to take on is to be there when it leaves. Where it comes later
than it did, the serial waits for it; where it never comes, the serial goes with less. Closings keep
their distance to the last who leave. What a person has said is never moved: where it does not
fit, that is said.
"""

import math
from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.clock.steps import EPS
from exeunt.edits.draft import DAY, Draft
from exeunt.model.choices import LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Plan
from exeunt.model.reason import Name

Post = tuple[str, str, str]
"""A kind of load, an item and a site where some of it may be."""
KEPT = (LoadKind.PEOPLE, LoadKind.LOT, LoadKind.VEHICLE)
"""What is somewhere at every moment."""
ROUNDS = 5_000
"""Consequences that are carried through at most."""


@attrs.frozen
class _Event:
    """Something comes (``number`` above 0) or goes at hour ``t``, with a serial or a disposal."""

    t: float
    number: float
    serial: str = ""
    place: int = -1
    """Which of the serial's loads, or of the plan's disposals."""


@attrs.frozen(kw_only=True)
class _Shortage:
    """More is to go than is there; ``comes`` is when enough of it would be, or inf."""

    post: Post
    event: _Event
    missing: float
    comes: float
    bringer: str = ""


def carry(draft: Draft) -> None:
    """Carry through what follows from the changes made to a draft."""
    before = Draft(draft.mission, draft.before)
    # What was short before anybody changed anything is the referee's to say, not a consequence.
    known = _known(before)
    for _ in range(ROUNDS):
        shortage = min(
            _shortages(draft, known),
            key=lambda one: (one.event.t, one.post, one.event.serial),
            default=None,
        )
        if shortage is None:
            break
        if not _met(draft, shortage):
            known.add(_key(shortage))
    _without_wheels(draft)
    _closings(draft)


def _key(shortage: _Shortage) -> tuple[Post, str, int]:
    return shortage.post, shortage.event.serial, shortage.event.place


def _events_of(mission: Mission, draft: Draft) -> dict[Post, list[_Event]]:
    """Return comings and goings by post."""
    events: dict[Post, list[_Event]] = defaultdict(list)
    for serial, loads in draft.loads.items():
        stages = draft.stages[serial]
        for place, load in enumerate(loads):
            if load.kind not in KEPT:
                continue
            boards, ends = stages[load.board_stage - 1], stages[load.alight_stage - 1]
            leaves, comes = mission.hours(boards.depart), mission.hours(ends.arrive)
            if load.kind == LoadKind.VEHICLE:
                comes += mission.site[ends.destination].turn_hours
            going = (load.kind, load.item, boards.origin)
            coming = (load.kind, load.item, ends.destination)
            # Rounds of a flight take their parts one after the other: each has come back in time.
            if boards.rotations > 1:
                comes = leaves
            events[going].append(_Event(leaves, -load.quantity, serial, place))
            events[coming].append(_Event(comes, load.quantity, serial, place))
    for place, row in enumerate(draft.disposals):
        kind = LoadKind.LOT if row.lot in mission.lot else LoadKind.VEHICLE
        taken = _Event(mission.hours(row.start), -float(row.quantity), "", place)
        events[kind, row.lot, row.site].append(taken)
    return events


def _starts(mission: Mission) -> dict[Post, float]:
    """Return what is where at the start."""
    return {
        **{(LoadKind.PEOPLE, one.party, one.site): float(one.count) for one in mission.parties},
        **{(LoadKind.LOT, one.lot, one.site): float(one.quantity) for one in mission.lots},
        **{(LoadKind.VEHICLE, one.fleet, one.site): float(one.count) for one in mission.fleets},
    }


def _known(before: Draft) -> set[tuple[Post, str, int]]:
    """Return all shortages of a plan."""
    known: set[tuple[Post, str, int]] = set()
    while more := {_key(one) for one in _shortages(before, known)}:
        known |= more
    return known


def _shortages(draft: Draft, known: set[tuple[Post, str, int]]) -> Iterator[_Shortage]:
    """Yield the first goings of each post for which too little is there, beside those known."""
    starts = _starts(draft.mission)
    for post, of_post in _events_of(draft.mission, draft).items():
        there = starts.get(post, 0.0)
        # Who comes in the moment in which others leave is there.
        ordered = sorted(of_post, key=lambda one: (one.t, -one.number, one.serial, one.place))
        for n, event in enumerate(ordered):
            there += event.number
            if there >= -EPS or event.number > 0:
                continue
            if (post, event.serial, event.place) in known:
                # As if it were there: what comes after has a shortage of its own.
                there = 0.0
                continue
            comes, bringer = _later(ordered[n + 1 :], there, event)
            yield _Shortage(post=post, event=event, missing=-there, comes=comes, bringer=bringer)
            break


def _later(after: list[_Event], there: float, event: _Event) -> tuple[float, str]:
    """Return when what is missing has come, and the serial with which the last of it does."""
    # What the one that waits would bring itself is no help, nor what comes when all is over.
    for one in after:
        if one.serial == event.serial and one.serial:
            continue
        if one.number > 0:
            there += one.number
        if there >= -EPS:
            return one.t, one.serial
    return math.inf, ""


def _met(draft: Draft, shortage: _Shortage) -> bool:
    """Let whoever is short wait, or go with less; False where a person's word is in the way."""
    event = shortage.event
    if not event.serial:
        return _dispose_less(draft, shortage)
    if event.serial in draft.fixed or not _waits(draft, shortage):
        return _less(draft, shortage)
    return True


def _waits(draft: Draft, shortage: _Shortage) -> bool:
    """Let a serial wait for what it lacks, if that comes, and came before it until now."""
    event, (_, item, site) = shortage.event, shortage.post
    if shortage.comes == math.inf or not _was_before(draft, shortage.bringer, event.serial):
        return False
    wait = draft.rhythm(event.serial, shortage.comes - event.t)
    mission = draft.mission
    ends = mission.hours(draft.stages[event.serial][-1].arrive)
    if ends + wait > mission.hours(mission.end):
        return False
    draft.move(event.serial, wait)
    draft.say(
        "waits",
        serial=event.serial,
        when=draft.departs(event.serial),
        n=shortage.missing,
        item=item,
        site=Name("site", site),
        other=shortage.bringer,
    )
    return True


def _was_before(draft: Draft, bringer: str, serial: str) -> bool:
    """Say whether a serial brought something before another left, as the plan was."""
    stages = draft.before.serials
    if bringer not in stages or serial not in stages:
        return True
    return stages[bringer][0].depart < stages[serial][-1].arrive


def _less(draft: Draft, shortage: _Shortage) -> bool:
    """Take less aboard than is missing, and say so; False where somebody has said the time."""
    event, (_, item, site) = shortage.event, shortage.post
    loads = list(draft.loads[event.serial])
    load = loads[event.place]
    if event.serial in draft.fixed and shortage.comes < math.inf:
        draft.say(
            "short",
            serial=event.serial,
            n=shortage.missing,
            item=item,
            site=Name("site", site),
            when=draft.mission.time(shortage.comes),
        )
        return False
    left = max(0.0, load.quantity - shortage.missing)
    draft.say(
        "less" if left > EPS else "none",
        serial=event.serial,
        left=float(left),
        n=float(load.quantity),
        item=item,
        site=Name("site", site),
    )
    loads[event.place] = attrs.evolve(load, quantity=left)
    draft.loads[event.serial] = tuple(one for one in loads if one.quantity > EPS)
    return True


def _dispose_less(draft: Draft, shortage: _Shortage) -> bool:
    """Dispose of fewer units than was planned: the others are elsewhere or gone."""
    place, (_, item, site) = shortage.event.place, shortage.post
    row = draft.disposals[place]
    left = max(0, row.quantity - math.ceil(shortage.missing - EPS))
    draft.say(
        "disposed_less",
        left=float(left),
        n=float(row.quantity),
        item=item,
        site=Name("site", site),
        way=Name("disposition", row.disposition),
    )
    if left:
        draft.disposals[place] = attrs.evolve(row, quantity=left)
    else:
        del draft.disposals[place]
    return True


def _without_wheels(draft: Draft) -> None:
    """Take out the serials that have nothing left to travel in."""
    for serial in [serial for serial in draft.stages if not draft.movers(draft.loads[serial])]:
        if serial in draft.before.serials:
            draft.remove(serial)
            draft.named_last(serial)
            draft.say("emptied", serial=serial)


# -- closings


def _closings(draft: Draft) -> None:
    """Let sites close as long after the last who leave as they did."""
    was, now = _last_calls(draft.mission, draft.before), _last_calls(draft.mission, draft.plan())
    for site, row in list(draft.closures.items()):
        name, mission = Name("site", site), draft.mission
        if site in draft.fixed_closings:
            _kept_closing(draft, row)
        elif site in was and site in now and abs(now[site] - was[site]) > EPS:
            close = mission.time(mission.hours(row.close) + now[site] - was[site])
            draft.closures[site] = attrs.evolve(row, close=close)
            draft.say("closes", site=name, when=close, before=row.close)
        _say_window(draft, draft.closures[site], row)
        if draft.closures[site].close != draft.before.closes.get(site, row).close:
            _late_disposals(draft, draft.closures[site])
        _named(draft, site)
        _vacuum(draft, site)


def _last_calls(mission: Mission, plan: Plan) -> dict[str, float]:
    """Return the last hour at which people or kit board or alight, by site."""
    last: dict[str, float] = {}
    for serial, stages in plan.serials.items():
        for load in plan.aboard.get(serial, ()):
            if load.kind not in KEPT:
                continue
            boards, ends = stages[load.board_stage - 1], stages[load.alight_stage - 1]
            for site, when in (
                (boards.origin, boards.depart),
                (ends.destination, ends.arrive),
            ):
                last[site] = max(last.get(site, 0.0), mission.hours(when))
    return last


def _kept_closing(draft: Draft, row: Closure) -> None:
    """Say which serials call at a site after the moment at which somebody closes it."""
    for serial, stages in draft.stages.items():
        late = [
            when
            for load in draft.loads[serial]
            for site, when in (
                (stages[load.board_stage - 1].origin, stages[load.board_stage - 1].depart),
                (stages[load.alight_stage - 1].destination, stages[load.alight_stage - 1].arrive),
            )
            if site == row.site and when > row.close
        ]
        if late:
            draft.say("after_close", serial=serial, site=Name("site", row.site), when=min(late))


def _late_disposals(draft: Draft, row: Closure) -> None:
    """Say what is disposed of at a site after it has closed."""
    for disposal in draft.disposals:
        if disposal.site == row.site and disposal.done > row.close:
            draft.say(
                "disposed_after",
                item=disposal.lot,
                way=Name("disposition", disposal.disposition),
                site=Name("site", row.site),
                when=disposal.done,
            )


def _say_window(draft: Draft, row: Closure, before: Closure) -> None:
    """Say where a closing no longer lies within the window of its site."""
    site = draft.mission.site[row.site]
    moved = row.site in draft.fixed_closings or row.close != before.close
    if not moved:
        return
    if site.close_by is not None and row.close > site.close_by:
        draft.say("too_late", site=Name("site", row.site), when=row.close, by=site.close_by)
    if site.close_from is not None and row.close < site.close_from:
        draft.say("too_early", site=Name("site", row.site), when=row.close, since=site.close_from)


def _named(draft: Draft, site: str) -> None:
    """Name as a site's last serials those that take its last people."""
    row, mission = draft.closures[site], draft.mission
    leaving = [
        (mission.hours(stages[load.board_stage - 1].depart), load.kind, serial)
        for serial, stages in draft.stages.items()
        for load in draft.loads[serial]
        if load.kind in KEPT and stages[load.board_stage - 1].origin == site
    ]
    people = [one for one in leaving if one[1] == LoadKind.PEOPLE] or leaving
    last = max((t for t, _, _ in people), default=0.0)
    since = last - mission.doctrine.last_lift_hours
    in_time = {serial for t, _, serial in leaving if t >= since - EPS}
    takes_last = sorted({serial for t, _, serial in people if t >= last - EPS})
    named = [serial for serial in row.last_serials if serial in in_time]
    if not row.last_serials and site not in draft.fixed_closings and not draft.gone:
        return
    if not set(named) & set(takes_last):
        named = [*named, *takes_last]
    if tuple(named) != row.last_serials:
        draft.closures[site] = attrs.evolve(row, last_serials=tuple(named))
        draft.say("last", site=Name("site", site), serials=tuple(named))


def _vacuum(draft: Draft, site: str) -> None:
    """Count the days from a closing to its receiver anew."""
    row, place = draft.closures[site], draft.mission.site[site]
    days = 0.0
    if place.receiver and place.receiver_ready is not None:
        days = max(0.0, (place.receiver_ready - row.close).total_seconds() / 3600 / DAY)
    if abs(days - row.vacuum_days) > EPS:
        draft.closures[site] = attrs.evolve(row, vacuum_days=days)
        draft.say("vacuum", site=Name("site", site), days=days)
