"""Which assumed figures matter most to a plan.

What its objective would be if one of them were otherwise.

The plan is held as it is; only the figure changes, to its low or its high value. Where a figure
states none, it is taken to be so much lower or higher as :data:`SPREAD` says for its kind. Sizes
(people, units) are not among them: a plan that is held carries no more of them, whatever there is.
Nor are prices, which say what is wanted and not what is.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import attrs

from exeunt.facts.assumed import is_given
from exeunt.facts.tangent import Key, Tangent, slopes_of
from exeunt.model.columns import Row, columns
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.forces import GIVING
from exeunt.model.mission import TABLES, Mission
from exeunt.model.places import Leg
from exeunt.model.plan import Closure, Plan
from exeunt.rules.ledger import Case, case
from exeunt.rules.serials import Hop
from exeunt.rules.terms import objective, risk, terms

SIZES = {("parties", "count"), ("lots", "quantity")}
"""Figures that say how much there is to move."""
DOUBTFUL = {
    "strikes_per_100km",
    "casualties_per_strike",
    "perimeter_risk_per_day",
    "person_risk_per_day",
    "harm_if_captured",
}
CURVED = {"reference_people", "threat_prior_100km", "threat_months", "km", "traverses_per_month"}
"""Figures of doctrine, and of legs whose threat is estimated, by which casualties are divided."""
SPREAD, WIDE, DAYS = 0.25, 0.5, 30.0
"""How much lower or higher a figure may be that states no range. Assumed.

In turn: of most figures a quarter, of risks a half, of dates a month.
"""


@attrs.frozen(kw_only=True)
class Weight:
    """An assumed figure and what it does to the objective.

    ``change`` is the larger of the two changes, in the mission's currency.
    """

    table: str
    row: int
    field: str
    value: float | datetime
    low: float | datetime
    high: float | datetime
    change: float
    stated: bool


def weights(mission: Mission, plan: Plan) -> tuple[Weight, ...]:
    """Return every assumed figure that changes the objective of a plan.

    The one that changes it most first.

    Raises:
        InputError: the plan names what the mission does not have.
    """
    figures, opened = dict(numbers(mission)), case(mission, plan)
    counted = terms(with_slopes(mission, figures), plan)
    slopes, moved = (
        slopes_of(objective(mission, counted)),
        slopes_of(counted.casualties_move * mission.prices.casualty),
    )
    found = [
        weight(mission, key, value, slopes[key])
        for key, value in figures.items()
        if slopes.get(key) and not curved(mission, key)
    ]
    found += [
        bent(opened, key, value, slopes.get(key, 0.0) - moved.get(key, 0.0))
        for key, value in figures.items()
        if curved(mission, key)
    ]
    found += dates(mission, plan)
    return tuple(
        sorted(
            (w for w in found if w.change > 0),
            key=lambda w: (-float(f"{w.change:.9g}"), w.table, w.row, w.field),
        )
    )


def objective_of(mission: Mission, plan: Plan) -> float:
    """Return a plan's objective."""
    return objective(mission, terms(mission, plan))


def numbers(mission: Mission) -> Iterable[tuple[Key, float]]:
    """Yield the assumed numbers of a mission that are no sizes, with their places."""
    for table, rows in mission.rows().items():
        if not rows or table == "prices":
            continue
        kinds = [
            c
            for c in columns(TABLES[table])
            if c.kind == "number" and (table, c.name) not in SIZES and c.name not in {"low", "high"}
        ]
        for i, row in enumerate(rows):
            for c in kinds:
                value = getattr(row, c.name)
                if value is not None and row.is_assumed(c.name) and is_given(row, c):
                    yield (table, i, c.name), float(value)


def with_slopes(mission: Mission, figures: dict[Key, float]) -> Mission:
    """Return the mission with every one of the figures a number that knows that it is itself."""
    changes: dict[str, dict[int, dict[str, Any]]] = {}
    for (table, i, field), value in figures.items():
        changes.setdefault(table, {}).setdefault(i, {})[field] = Tangent(
            value, {(table, i, field): 1.0}
        )
    rows = mission.rows()
    fields: dict[str, Any] = {}
    for table, by_row in changes.items():
        if table == "doctrine":
            fields[table] = attrs.evolve(
                mission.doctrine,
                **{named(rows[table][i]): new["value"] for i, new in by_row.items()},
            )
        else:
            fields[table] = tuple(
                attrs.evolve(row, **by_row[i]) if i in by_row else row
                for i, row in enumerate(rows[table])
            )
    return attrs.evolve(mission, **fields)


def named(row: Row) -> str:
    """Return the name of a doctrine figure."""
    return row.name if isinstance(row, Figure) else ""


def weight(mission: Mission, key: Key, value: float, slope: float) -> Weight:
    """Weigh one number by its slope over its range."""
    table, i, field = key
    row = mission.rows()[table][i]
    low, high, stated = span(row, field, value)
    return Weight(
        table=table,
        row=i,
        field=field,
        value=value,
        low=low,
        high=high,
        change=abs(slope) * max(value - low, high - value),
        stated=stated,
    )


def curved(mission: Mission, key: Key) -> bool:
    """Say whether casualties on the move follow a figure by a curve and not a line.

    It divides, or says which incidents count.
    """
    table, i, field = key
    row = mission.rows()[table][i]
    return (table == "doctrine" and named(row) in CURVED) or (
        isinstance(row, Leg) and field in CURVED and row.strikes_per_100km is None
    )


def bent(opened: Case, key: Key, value: float, slope: float) -> Weight:
    """Weigh one number that casualties on the move follow by a curve, all else by ``slope``.

    The casualties are counted anew at both ends of its range.
    """
    table, i, field = key
    low, high, stated = span(opened.mission.rows()[table][i], field, value)
    base = harm(opened, key, value)
    change = max(abs(harm(opened, key, end) - base + slope * (end - value)) for end in (low, high))
    return Weight(
        table=table,
        row=i,
        field=field,
        value=value,
        low=low,
        high=high,
        change=change,
        stated=stated,
    )


def harm(opened: Case, key: Key, value: float) -> float:
    """Return the price of the casualties on the move that a figure bears on, at this value."""
    mission, (table, i, field) = opened.mission, key
    row = mission.rows()[table][i]
    change: dict[str, Any] = {named(row) or field: value}
    hops: Iterable[Hop] = opened.hops
    if isinstance(row, Leg):
        other = attrs.evolve(row, **change)
        mission = attrs.evolve(
            mission, legs=tuple(other if leg is row else leg for leg in mission.legs)
        )
        hops = [attrs.evolve(hop, leg=other) for hop in hops if hop.leg.leg == row.leg]
    else:
        mission = attrs.evolve(mission, doctrine=attrs.evolve(mission.doctrine, **change))
    tried = Case(mission, opened.plan)
    return sum(risk(tried, hop) for hop in hops) * mission.prices.casualty


def span(row: Row, field: str, value: float) -> tuple[float, float, bool]:
    """Return a figure's range and whether the mission states it.

    Where it does not, it is spread about the value within what its field allows.
    """
    if isinstance(row, Figure):
        default = next(c for c in columns(Doctrine) if c.name == row.name)
        low, high = (
            row.low if row.low is not None else default.low,
            row.high if row.high is not None else default.high,
        )
        if low is not None and high is not None and low <= value <= high:
            return low, high, True
        allowed = default
    else:
        allowed = next(c for c in columns(type(row)) if c.name == field)
    part = (WIDE if field in DOUBTFUL else SPREAD) * abs(value)
    most = float("inf") if allowed.le is None else allowed.le
    return value - part, min(most, value + part), False


def dates(mission: Mission, plan: Plan) -> list[Weight]:
    """Weigh the assumed days on which receivers are ready."""
    found = []
    for i, site in enumerate(mission.sites):
        ready, close = site.receiver_ready, plan.closes.get(site.site)
        if (
            ready is None
            or not site.receiver
            or not site.is_assumed("receiver_ready")
            or close is None
        ):
            continue
        ends = (ready - timedelta(days=DAYS), ready + timedelta(days=DAYS))
        change = max(
            abs(vacuum_price(mission, plan, close, end) - vacuum_price(mission, plan, close, ready))
            for end in ends
        )
        found.append(
            Weight(
                table="sites",
                row=i,
                field="receiver_ready",
                value=ready,
                low=ends[0],
                high=ends[1],
                change=change,
                stated=False,
            )
        )
    return found


def vacuum_price(mission: Mission, plan: Plan, close: Closure, ready: datetime) -> float:
    """Return what the vacuum at a site costs where its receiver is ready then.

    Its days, and the harm of kit given into it.
    """
    days = max(0.0, (ready - close.close) / timedelta(days=1))
    given = [
        d
        for d in plan.disposals
        if d.site == close.site and d.disposition in GIVING and d.lot in mission.lot
    ]
    points = (
        sum(d.quantity * mission.lot[d.lot].harm_if_captured for d in given) if days > 0 else 0.0
    )
    return days * mission.prices.vacuum_day + points * mission.prices.capture_point
