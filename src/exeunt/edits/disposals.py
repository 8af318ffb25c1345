"""Disposals as they are changed: some more of a lot, or some of it kept after all."""

import math
from collections import Counter

import attrs

from exeunt.clock.steps import EPS
from exeunt.edits.changes import Dispose, Retain
from exeunt.edits.draft import DAY, QUARTER, Draft
from exeunt.edits.names import refuse
from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal
from exeunt.model.reason import Name


def dispose(draft: Draft, change: Dispose) -> None:
    """Dispose of units of a lot, as soon and as fast as the rules of its disposal let.

    Raises:
        InputError: it may not be disposed of so; says how it may.
    """
    mission, lot = draft.mission, draft.mission.lot[change.lot]
    site = change.site or lot.site
    row = mission.disposition(lot, change.way)
    lawful = change.way == "abandon" if row is None else row.lawful
    if not lawful:
        ways = sorted({one.disposition for one in mission.dispositions if _may(mission, lot, one)})
        expected = f"must be a lawful way for {lot.lot}: {', '.join(ways) or 'there is none'}"
        raise refuse(change.place, expected, change.way)
    ready = [mission.start, change.start, lot.ready_from]
    if row is not None:
        ready.append(row.available_from)
    hours = max(mission.hours(when) for when in ready if when is not None)
    rate = math.inf if row is None else _rate(draft, row, lot, site)
    # Under one row a site does so much a day: what was begun before is done first.
    busy = [
        mission.hours(one.done)
        for one in draft.disposals
        if one.site == site
        and one.lot in mission.lot
        and mission.disposition(mission.lot[one.lot], one.disposition) is row
        and mission.hours(one.start) <= hours + EPS
    ]
    if rate < math.inf:
        hours = max([hours, *busy])
    lead = 0.0 if row is None else row.lead_hours
    lasts = lead + (DAY * change.quantity / rate if rate < math.inf else 0.0)
    done = hours + max(QUARTER, math.ceil(lasts / QUARTER - EPS) * QUARTER)
    draft.disposals.append(
        Disposal(
            site=site,
            lot=lot.lot,
            disposition=change.way,
            quantity=change.quantity,
            start=mission.time(hours),
            done=mission.time(done),
        )
    )
    draft.say(
        "disposed",
        n=float(change.quantity),
        item=lot.lot,
        way=Name("disposition", change.way),
        site=Name("site", site),
        start=mission.time(hours),
        done=mission.time(done),
    )


def _may(mission: Mission, lot: Lot, one: Disposition) -> bool:
    """Say whether the dispositions let a lot be disposed of in the way of one of them."""
    row = mission.disposition(lot, one.disposition)
    return one.disposition != "ship" and row is not None and row.lawful


def _rate(draft: Draft, row: Disposition, lot: Lot, site: str) -> float:
    """Return how many units a day a site disposes of under a row, with the teams that begin there.

    One team where none does: the referee says whether it is there.
    """
    rates = [math.inf]
    if row.rate_per_day is not None:
        rates.append(row.rate_per_day)
    if row.rate_t_per_team_day is not None and lot.mass_t > 0:
        teams = sum(
            math.floor(n)
            for party in draft.mission.parties
            if party.site == site
            for capability, n in party.capabilities
            if capability == row.capability
        )
        rates.append(row.rate_t_per_team_day * max(1, teams) / lot.mass_t)
    return min(rates)


def retain(draft: Draft, change: Retain) -> None:
    """Let units that were to be disposed of stay as they are, those that go last first.

    Raises:
        InputError: fewer are disposed of so.
    """
    rows = [
        row
        for row in draft.disposals
        if (row.lot, row.disposition) == (change.lot, change.way) and change.site in {"", row.site}
    ]
    planned = sum(row.quantity for row in rows)
    left = planned if change.quantity is None else change.quantity
    if left > planned or not rows:
        expected = f"must be of the units that the plan disposes of so: {planned} of {change.lot}"
        raise refuse(change.place, expected, f"{change.way} {left}")
    kept: Counter[str] = Counter()
    for row in sorted(rows, key=lambda row: (row.done, row.start), reverse=True):
        taken = min(left, row.quantity)
        if not taken:
            break
        left -= taken
        kept[row.site] += taken
        # Its days stay: who works there a little less harms nobody, and may be told of them.
        rest = [attrs.evolve(row, quantity=row.quantity - taken)] if row.quantity > taken else []
        place = next(n for n, one in enumerate(draft.disposals) if one is row)
        draft.disposals[place : place + 1] = rest
    way = Name("disposition", change.way)
    for site, n in kept.items():
        draft.say("retained", n=float(n), item=change.lot, way=way, site=Name("site", site))
