"""Supplies: stocks never below nothing, fed only by what may be brought in."""

from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.clock.steps import EPS, Event, Steps
from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.stores import Supply
from exeunt.rules.breach import Breach
from exeunt.rules.ledger import Case


@attrs.frozen
class Shortage:
    """A span in which a stock is below nothing, and the lowest it gets."""

    start: float
    end: float
    lowest: float


def stocks(case: Case) -> Iterator[Breach]:
    """No stock of a supply that is tracked at a site falls below nothing while the site is open.

    It grows by permitted imports up to its capacity and by deliveries; it falls by what the site
    and its people use each day and by what serials take. Exits never run out. A shortage that
    permitted imports would have prevented is told by ``imports_permitted`` instead.
    """
    for row, gap, preventable in _shortages(case):
        if not preventable:
            yield Breach(
                where=_stock(row),
                at=gap.start,
                what=_runs_out("breach.stocks.what", row, gap),
                needed=Reason.of(
                    "breach.stocks.until",
                    supply=Name("supply", row.supply),
                    when=case.time(gap.end),
                ),
                found=Reason.of("breach.stocks.none"),
            )


def imports_permitted(case: Case) -> Iterator[Breach]:
    """Nobody counts on imports that are not permitted.

    A breach is a stock that runs out though imports, if permitted, would have kept it up.
    """
    for row, gap, preventable in _shortages(case):
        if preventable:
            yield Breach(
                where=_stock(row),
                at=gap.start,
                what=_runs_out("breach.imports_permitted.what", row, gap),
                needed=Reason.of(
                    "breach.imports_permitted.permitted", supply=Name("supply", row.supply)
                ),
                found=Reason.of("breach.imports_permitted.not"),
            )


def _stock(row: Supply) -> Reason:
    """Name a stock: the supply and the site it is tracked at."""
    return Reason.of("breach.stock", supply=Name("supply", row.supply), site=row.site)


def _runs_out(key: str, row: Supply, gap: Shortage) -> Reason:
    """Return that a stock runs out, and how much it lacks at the worst."""
    return Reason.of(
        key,
        supply=Name("supply", row.supply),
        site=Name("site", row.site),
        lacking=Amount(float(-gap.lowest)),
    )


def _shortages(case: Case) -> Iterator[tuple[Supply, Shortage, bool]]:
    """Yield every shortage, and whether imports permitted throughout would have prevented it."""
    changes: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for j in case.journeys:
        if j.load.kind == "supply":
            changes[j.load.item, j.origin].append((j.depart, -j.load.quantity))
            if j.load.role != "used":
                changes[j.load.item, j.destination].append((j.arrive, j.load.quantity))
    for row in case.mission.supplies:
        if case.mission.site[row.site].role == "exit":
            continue
        moved, permitted = changes[row.supply, row.site], case.imports(row.supply, row.site)
        gaps = shortages(case, row, moved, permitted)
        free = shortages(case, row, moved, Steps(1.0)) if gaps and permitted != Steps(1.0) else gaps
        for gap in gaps:
            yield row, gap, not any(f.start < gap.end and gap.start < f.end for f in free)


def shortages(case: Case, row: Supply, moved: list[Event], permitted: Steps) -> list[Shortage]:
    """Follow one stock until its site closes and return where it is below nothing."""
    people, until = case.people[row.site], case.open_until(row.site)
    deltas = Steps.of(0.0, moved)
    moments = sorted(
        {
            0.0,
            until,
            *(t for t in (*deltas.times, *people.times, *permitted.times) if 0 < t < until),
        }
    )
    level, found, since, lowest = row.stock, [], None, 0.0
    for i, t in enumerate(moments):
        if i:
            before = moments[i - 1]
            imports = row.import_per_day * permitted.at(before) / 24
            use = (row.use_per_day + row.use_per_person_day * people.at(before)) / 24
            was, level = level, _after(level, t - before, imports, use, row.capacity)
            if since is None and level < -EPS:
                since = t + level / (use - imports) if was >= 0 else before
            lowest = min(lowest, level)
            if since is not None and level >= -EPS:
                found.append(Shortage(since, before - was / (imports - use), lowest))
                since, lowest = None, 0.0
        level += deltas.at(t) - (deltas.at(moments[i - 1]) if i else 0.0)
        if since is None and level < -EPS:
            since = t
        if since is not None and level >= -EPS:
            found.append(Shortage(since, t, lowest))
            since, lowest = None, 0.0
        lowest = min(lowest, level)
    return [*found, Shortage(since, until + EPS, lowest)] if since is not None else found


def _after(level: float, hours: float, imports: float, use: float, capacity: float | None) -> float:
    """Return a stock after hours of imports, which never fill it above its capacity, and use."""
    if capacity is None:
        return level + (imports - use) * hours
    if level > capacity:
        falls = (level - capacity) / use if use else hours
        if falls >= hours:
            return level - use * hours
        level, hours = capacity, hours - falls
    return min(capacity, level + (imports - use) * hours)
