"""What a plan could be made to do otherwise: one thing each, forced upon the mission.

A mission in which the thing is forced has fewer lawful plans and no cheaper ones: every plan that
keeps its rules is a plan of the mission as it is and costs the same there, and what is proven of
its cost is proven of every plan that does the thing.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any, Self

import attrs

from exeunt.edits.changes import Change, Close, Dispose, Drop, Shift
from exeunt.edits.edit import edited
from exeunt.errors import InputError
from exeunt.model.choices import Mode, Way
from exeunt.model.held import Held, departure
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.reason import Name, Reason

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
DEARER = 2.0
"""Times as much as the whole plan costs that it costs if nothing of a lot becomes what it must."""
UNIT_SHARE = 0.02
"""Share of the plan's cost that each unit costs at least that does not become what it must."""


@attrs.frozen(kw_only=True)
class Span:
    """From when to when something is to happen, the moments at both ends among them."""

    since: datetime
    until: datetime

    @classmethod
    def of(cls, moment: datetime, period_hours: float) -> Self:
        """Return the day that begins at a midnight, or the period that begins at another moment."""
        lasts = timedelta(hours=period_hours)
        if moment.time() == time.min:
            lasts = DAY
        return cls(since=moment, until=moment + lasts - MINUTE)

    @property
    def is_day(self) -> bool:
        """Say whether it is a day, from midnight to the last minute."""
        return self.since.time() == time.min and self.until - self.since == DAY - MINUTE

    def holds(self, when: datetime) -> bool:
        """Say whether a moment is in it."""
        return self.since <= when <= self.until


@attrs.frozen(kw_only=True)
class Forced:
    """One thing that a plan is to do, by what it becomes in words and what becomes of the mission.

    ``by_hand`` is the plan with the thing done and nothing else, lawful or not; None where nobody
    could say what that would be. ``held`` is what every plan must have besides.
    """

    says: Reason
    force: Callable[[Mission], Mission]
    by_hand: Plan | None = None
    held: Held | None = None
    filtered: bool = True
    """Whether it can be asked which conditions of the mission stand in its way."""


def closing(mission: Mission, plan: Plan, site: str, span: Span | None) -> Forced:
    """Return that a site closes in a span of time; never, where that is None."""
    place, row = Name("site", site), plan.closes.get(site)
    if span is None:

        def never(given: Mission) -> Mission:
            beyond = given.end + DAY
            return _with(given, "sites", site, close_from=beyond)

        says = Reason.of("because.force.stays_open", site=place)
        by_hand = _by_hand(mission, plan, Close(site=site, when=None))
        return Forced(says=says, force=never, by_hand=by_hand)

    def within(given: Mission) -> Mission:
        here = given.site[site]
        # A site closes its closing time after it may begin to.
        since = span.since - timedelta(hours=here.closing_hours)
        if here.close_from is not None:
            since = max(since, here.close_from)
        until = span.until if here.close_by is None else min(span.until, here.close_by)
        return _with(given, "sites", site, close_from=since, close_by=until)

    when = span.since
    if row is not None:
        at_the_hour = datetime.combine(span.since.date(), row.close.time())
        when = at_the_hour if span.holds(at_the_hour) else span.since
    change = Close(site=site, when=when)
    return Forced(
        says=Reason.of("because.force.closes", site=place, when=told(span)),
        force=within,
        by_hand=_closed_by_hand(mission, plan, change),
    )


def leaving(mission: Mission, party: str, by: datetime) -> Forced:
    """Return that all of a party have left their site by a moment."""

    def force(given: Mission) -> Mission:
        known = given.party[party].leave_by
        return _with(given, "parties", party, leave_by=by if known is None else min(known, by))

    site = Name("site", mission.party[party].site)
    says = Reason.of("because.force.left", party=party, site=site, by=by)
    return Forced(says=says, force=force)


def becoming(mission: Mission, plan: Plan, cost: float, lot: str, way: Way) -> Forced:
    """Return that all units of a lot become something; ``cost`` is what the plan costs.

    It must be lawful for it. No rule forbids that kit is left, so leaving a unit is made dearer
    than whatever could be gained by it: by its harm if captured, which nobody pays for units that
    become what they must.
    """
    kit = mission.lot[lot]
    units = [Dispose(lot=lot, way=way, quantity=kit.quantity)] if way != Way.SHIP else []

    def force(given: Mission) -> Mission:
        only = _with(given, "lots", lot, allowed=(way,))
        return only if way == Way.ABANDON else _dearly_left(only, lot, cost)

    says = Reason.of(f"because.force.{way}", lot=lot, n=kit.quantity)
    by_hand = _otherwise(mission, plan, lot, units)
    return Forced(says=says, force=force, by_hand=by_hand, filtered=False)


def without(mission: Mission, plan: Plan, serial: str) -> Forced:
    """Return that a serial does not go, and no other in its place at its hour."""
    changed = edited(mission, plan, [Drop(serial=serial)])
    gone = {departure(stage) for name in changed.gone for stage in plan.serials.get(name, ())}
    there = set(map(departure, changed.plan.stages))
    return Forced(
        says=Reason.of("because.force.without", serial=serial),
        force=_same,
        by_hand=changed.plan,
        held=Held(plan=changed.plan, never=frozenset(gone - there)),
        filtered=False,
    )


def told(span: Span) -> Reason:
    """Return a span as people say it: a day, or a moment."""
    if span.is_day:
        return Reason.of("because.on_day", day=span.since)
    return Reason.of("because.at_moment", when=span.since)


def _same(mission: Mission) -> Mission:
    return mission


def _by_hand(mission: Mission, plan: Plan, *changes: Change) -> Plan | None:
    """Return a plan with changes as a person would make them; None where none can be made."""
    try:
        return edited(mission, plan, changes).plan
    except InputError:
        return None


def _closed_by_hand(mission: Mission, plan: Plan, change: Close) -> Plan | None:
    """Return a plan with a site closed at another time, and flights on from there as far apart.

    What waits for people goes when they come. Flights that wait for the same people would all go at
    once, for which there are neither aircraft nor places: they go as much later as the last lift.
    """
    row = plan.closes.get(change.site)
    try:
        changed = edited(mission, plan, [change])
        if row is None or change.when is None:
            return changed.plan
        waiting = dict.fromkeys(
            str(effect["serial"]) for effect in changed.effects if effect.key == "edit.waits"
        )
        hours = (change.when - row.close) / timedelta(hours=1)
        shifts = [
            Shift(serial=serial, hours=hours)
            for serial in waiting
            if plan.serials[serial][0].mode == Mode.AIR
        ]
        return edited(mission, plan, [*shifts, change]).plan if hours > 0 else changed.plan
    except InputError:
        return None


def _otherwise(mission: Mission, plan: Plan, lot: str, changes: list[Dispose]) -> Plan | None:
    """Return a plan in which all of a lot stays where it begins, and is disposed of there."""
    ashore = attrs.evolve(
        plan,
        loads=tuple(row for row in plan.loads if (row.kind, row.item) != ("lot", lot)),
        disposals=tuple(row for row in plan.disposals if row.lot != lot),
    )
    return _by_hand(mission, ashore, *changes) if changes else None


def _dearly_left(mission: Mission, lot: str, cost: float) -> Mission:
    """Return a mission in which leaving a unit of a lot costs more than can be gained by it."""
    kit, price = mission.lot[lot], mission.prices.capture_point
    each = max(DEARER * cost / max(1, kit.quantity), UNIT_SHARE * cost, 1.0)
    if price > 0:
        return _with(mission, "lots", lot, harm_if_captured=kit.harm_if_captured + each / price)
    # Where capture costs nothing, it is priced for this lot, and no other does harm by it.
    lots = tuple(
        attrs.evolve(row, harm_if_captured=each if row.lot == lot else 0.0) for row in mission.lots
    )
    prices = attrs.evolve(mission.prices, capture_point=1.0)
    return attrs.evolve(mission, lots=lots, prices=prices)


KEYS = {"sites": "site", "parties": "party", "lots": "lot"}


def _with(mission: Mission, table: str, key: str, **values: Any) -> Mission:
    """Return a mission in which the row of a table that has a key has other values."""
    rows = tuple(
        attrs.evolve(row, **values) if getattr(row, KEYS[table]) == key else row
        for row in getattr(mission, table)
    )
    given: dict[str, Any] = {table: rows}
    return attrs.evolve(mission, **given)
