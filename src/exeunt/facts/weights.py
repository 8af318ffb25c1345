"""Which assumed figures matter most to a plan: its objective if one of them were otherwise.

The plan is held as it is; only the figure changes, to its low or its high value. Where a figure
states none, it is taken to be so much lower or higher as :data:`SPREAD` says for its kind. Sizes
(people, units) are not among them: a plan that is held carries no more of them, whatever there is.
Nor are prices, which say what is wanted and not what is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import attrs

from exeunt.facts.assumed import is_given, is_guessed
from exeunt.facts.tangent import Key, Tangent, slopes_of
from exeunt.model.choices import Mode
from exeunt.model.columns import Column, Row, columns
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.forces import GIVING
from exeunt.model.legs import Leg
from exeunt.model.mission import TABLES, Mission
from exeunt.model.plan import Closure, Plan
from exeunt.rules.ledger import Case, case
from exeunt.rules.speed import Clock
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
"""Figures of risk, which nobody can measure and which may be further out than others."""
CURVED = {"reference_people", "threat_prior_100km", "threat_months", "km", "traverses_per_month"}
"""Figures of doctrine, and of legs whose threat is estimated, by which casualties are divided."""
TIMED = {
    ("legs", "km"),
    ("legs", "travel_hours"),
    ("aircraft", "speed_kmh"),
    ("doctrine", "taxi_hours"),
}
"""Figures that block hours follow by a curve: of leg and aircraft the longer time counts."""
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


class Range(NamedTuple):
    """How low and how high a figure may be, and whether the mission states it."""

    low: float
    high: float
    stated: bool


def weights(mission: Mission, plan: Plan) -> tuple[Weight, ...]:
    """Return every assumed figure that changes the objective of a plan.

    The one that changes it most first.

    Raises:
        InputError: the plan names what the mission does not have.
    """
    opened = case(mission, plan)
    figures = dict(numbers(mission))
    # One count of the terms, in numbers that carry their slopes, stands for two of each figure.
    sloping = with_slopes(mission, figures)
    counted = terms(sloping, plan)
    slopes = slopes_of(objective(mission, counted))
    on_the_move = slopes_of(counted.casualties_move * mission.prices.casualty)
    in_the_air = slopes_of(flying_price(opened, sloping))
    weighed = []
    for key, value in figures.items():
        slope = slopes.get(key, 0.0)
        bends = [
            Bend(price, part.get(key, 0.0))
            for price, part, follows in (
                (casualty_price, on_the_move, curved(mission, key)),
                (block_hours_price, in_the_air, timed(mission, key)),
            )
            if follows
        ]
        if bends:
            weighed.append(bent(opened, key, value, Bent(slope, bends)))
        elif slope:
            weighed.append(weight(mission, key, value, slope))
    weighed += dates(mission, plan)
    felt = [one for one in weighed if one.change > 0]
    return tuple(sorted(felt, key=_heaviest_first))


def _heaviest_first(weight: Weight) -> tuple[float, str, int, str]:
    # Changes that differ by the rounding of floats alone are equal: the order is the tables'.
    change = float(f"{weight.change:.9g}")
    return (-change, weight.table, weight.row, weight.field)


def numbers(mission: Mission) -> Iterable[tuple[Key, float]]:
    """Yield the assumed numbers of a mission that are no sizes, with their places."""
    for table, rows in mission.rows().items():
        if not rows or table == "prices":
            continue
        contract = [column for column in columns(TABLES[table]) if _is_weighed(table, column)]
        for number, row in enumerate(rows):
            for column in contract:
                value = getattr(row, column.name)
                if value is None:
                    continue
                if is_guessed(row, column.name) and is_given(row, column):
                    yield Key(table, number, column.name), float(value)


def _is_weighed(table: str, column: Column) -> bool:
    is_size = (table, column.name) in SIZES
    # ``low`` and ``high`` of a doctrine figure are its range and no figures themselves.
    is_end = column.name in {"low", "high"}
    return column.kind == "number" and not is_size and not is_end


def with_slopes(mission: Mission, figures: dict[Key, float]) -> Mission:
    """Return the mission with every one of the figures a number that knows that it is itself."""
    by_table: dict[str, dict[int, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for key, value in figures.items():
        by_table[key.table][key.row][key.field] = Tangent(value, {key: 1.0})
    changes: dict[str, Any] = {}
    for table, by_row in by_table.items():
        rows = mission.rows()[table]
        if table == "doctrine":
            # Each row of this table is one field of the doctrine, and its value the figure.
            values = {named(rows[number]): fields["value"] for number, fields in by_row.items()}
            changes[table] = attrs.evolve(mission.doctrine, **values)
        else:
            changes[table] = tuple(
                attrs.evolve(row, **by_row[number]) if number in by_row else row
                for number, row in enumerate(rows)
            )
    return attrs.evolve(mission, **changes)


def named(row: Row) -> str:
    """Return the name of a doctrine figure; blank for a row of any other table."""
    if isinstance(row, Figure):
        return row.name
    return ""


def weight(mission: Mission, key: Key, value: float, slope: float) -> Weight:
    """Weigh one number by its slope over its range."""
    limits = span(mission.rows()[key.table][key.row], key.field, value)
    furthest = max(value - limits.low, limits.high - value)
    return _weighed(key, value, limits, abs(slope) * furthest)


def curved(mission: Mission, key: Key) -> bool:
    """Say whether casualties on the move follow a figure by a curve and not a line.

    It divides, or says which incidents count.
    """
    row = mission.rows()[key.table][key.row]
    if key.table == "doctrine":
        return named(row) in CURVED
    # A threat that is stated is not estimated, so that no figure of the leg bends it.
    return isinstance(row, Leg) and key.field in CURVED and row.strikes_per_100km is None


def timed(mission: Mission, key: Key) -> bool:
    """Say whether block hours follow a figure by a curve."""
    row = mission.rows()[key.table][key.row]
    if key.table == "doctrine":
        return (key.table, named(row)) in TIMED
    on_the_ground = isinstance(row, Leg) and row.mode != Mode.AIR
    return (key.table, key.field) in TIMED and not on_the_ground


class Bend(NamedTuple):
    """A part of the objective that follows a figure by a curve: its price, and its slope there."""

    price: Callable[[Case, Key, float], float]
    slope: float


class Bent(NamedTuple):
    """How the objective follows a figure: the slope of all of it, and its parts that bend."""

    slope: float
    bends: list[Bend]


def bent(opened: Case, key: Key, value: float, follows: Bent) -> Weight:
    """Weigh one number that parts of the objective follow by curves, and all the rest by a line.

    Those parts are counted anew at both ends of its range.
    """
    limits = span(opened.mission.rows()[key.table][key.row], key.field, value)
    rest = follows.slope - sum(part.slope for part in follows.bends)
    changes = []
    for end in (limits.low, limits.high):
        change = rest * (end - value)
        for part in follows.bends:
            change += part.price(opened, key, end) - part.price(opened, key, value)
        changes.append(abs(change))
    return _weighed(key, value, limits, max(changes))


def _weighed(key: Key, value: float, limits: Range, change: float) -> Weight:
    return Weight(
        table=key.table,
        row=key.row,
        field=key.field,
        value=value,
        low=limits.low,
        high=limits.high,
        change=change,
        stated=limits.stated,
    )


def casualty_price(opened: Case, key: Key, value: float) -> float:
    """Return the price of the casualties on the move that a figure bears on, at this value."""
    mission = opened.mission
    row = mission.rows()[key.table][key.row]
    if isinstance(row, Leg):
        leg = attrs.evolve(row, **{key.field: value})  # type: ignore[arg-type]
        legs = tuple(leg if one is row else one for one in mission.legs)
        tried = Case(attrs.evolve(mission, legs=legs), opened.plan)
        hops = [attrs.evolve(hop, leg=leg) for hop in opened.hops if hop.leg.leg == row.leg]
    else:
        doctrine = attrs.evolve(mission.doctrine, **{named(row): value})  # type: ignore[arg-type]
        tried = Case(attrs.evolve(mission, doctrine=doctrine), opened.plan)
        hops = list(opened.hops)
    casualties = sum(risk(tried, hop) for hop in hops)
    return casualties * mission.prices.casualty


def block_hours_price(opened: Case, key: Key, value: float) -> float:
    """Return the price of all block hours where a figure has this value."""
    mission = opened.mission
    row = mission.rows()[key.table][key.row]
    changes: dict[str, Any]
    if key.table == "doctrine":
        changes = {"doctrine": attrs.evolve(mission.doctrine, **{named(row): value})}  # type: ignore[arg-type]
    else:
        changed = attrs.evolve(row, **{key.field: value})  # type: ignore[arg-type]
        rows = mission.rows()[key.table]
        changes = {key.table: tuple(changed if one is row else one for one in rows)}
    return flying_price(opened, attrs.evolve(mission, **changes))


def flying_price(opened: Case, mission: Mission) -> float:
    """Return the price of the block hours of a plan's flights, with another mission's figures."""
    clock, cost = Clock(mission), 0.0
    for hop in opened.hops:
        kinds = [mission.aircraft_type[aircraft.kind.aircraft] for aircraft in hop.aircraft]
        if kinds:
            speeds = [kind.speed_kmh for kind in kinds]
            hours = clock.hours_on_the_move(mission.leg[hop.leg.leg], speeds, hop.depart)
            cost += hop.sorties * hours * sum(kind.cost_per_hour for kind in kinds)
    return cost * mission.prices.money


def span(row: Row, field: str, value: float) -> Range:
    """Return a figure's range.

    Where the mission states none, it is spread about the value within what its field allows.
    """
    if isinstance(row, Figure):
        contract = _column(Doctrine, row.name)
        low = contract.low if row.low is None else row.low
        high = contract.high if row.high is None else row.high
        # The usual range of a figure says nothing about a mission whose value lies outside it.
        if low is not None and high is not None and low <= value <= high:
            return Range(low, high, stated=True)
    else:
        contract = _column(type(row), field)
    share = WIDE if field in DOUBTFUL else SPREAD
    part = share * abs(value)
    high = value + part
    if contract.le is not None:
        high = min(contract.le, high)
    return Range(value - part, high, stated=False)


def _column(noun: type, name: str) -> Column:
    by_name = {column.name: column for column in columns(noun)}
    return by_name[name]


def dates(mission: Mission, plan: Plan) -> list[Weight]:
    """Weigh the assumed days on which receivers are ready."""
    weighed = []
    for number, site in enumerate(mission.sites):
        ready = site.receiver_ready
        close = plan.closes.get(site.site)
        if ready is None or close is None or not site.receiver:
            continue
        if not is_guessed(site, "receiver_ready"):
            continue
        early = ready - timedelta(days=DAYS)
        late = ready + timedelta(days=DAYS)
        base = vacuum_price(mission, plan, close, ready)
        prices = [vacuum_price(mission, plan, close, moved) for moved in (early, late)]
        weighed.append(
            Weight(
                table="sites",
                row=number,
                field="receiver_ready",
                value=ready,
                low=early,
                high=late,
                change=max(abs(price - base) for price in prices),
                stated=False,
            )
        )
    return weighed


def vacuum_price(mission: Mission, plan: Plan, close: Closure, ready: datetime) -> float:
    """Return what the vacuum at a site costs where its receiver is ready then.

    The price is of its days and of the harm of kit that is given into it.
    """
    wait = ready - close.close
    days = max(0.0, wait / timedelta(days=1))
    points = 0.0
    # Kit given away at a site that nobody takes over in time is given to whoever comes first.
    if days > 0:
        points = sum(
            disposal.quantity * mission.lot[disposal.lot].harm_if_captured
            for disposal in plan.disposals
            if disposal.site == close.site
            and disposal.disposition in GIVING
            and disposal.lot in mission.lot
        )
    return days * mission.prices.vacuum_day + points * mission.prices.capture_point
