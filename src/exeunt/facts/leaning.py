"""Which assumed limits a plan leans on.

What breaks where all assumed figures of a kind are a tenth worse.

The plan is held as it is, and the referee's rules that the kind of figure bears on are asked again.
"""

import math
from collections.abc import Iterable
from typing import Any

import attrs

from exeunt.facts.assumed import is_given
from exeunt.facts.weights import named
from exeunt.model.columns import Row, columns
from exeunt.model.mission import TABLES, Mission
from exeunt.model.plan import Plan
from exeunt.model.reason import Reason
from exeunt.rules.breach import Breach, sorting_text
from exeunt.rules.ledger import case
from exeunt.rules.referee import RULES

WORSE = 0.1
"""How much worse the figures are taken to be. Assumed."""
MORE, LESS = 1, -1
EPS = 1e-9
"""A tenth more of ten is eleven: what floats add to it does not make it twelve."""

LIMITS: dict[tuple[str, str], tuple[int, tuple[str, ...]]] = {
    ("sites", "turn_hours"): (
        MORE,
        ("stop_time", "vehicles_conserved", "loading_rate", "unloading_rate"),
    ),
    ("sites", "closing_hours"): (MORE, ("closing_steps",)),
    ("sites", "holding_people"): (MORE, ("holding_floor",)),
    ("sites", "beds"): (LESS, ("beds",)),
    ("sites", "yard_teu"): (LESS, ("yard",)),
    ("sites", "load_teu_per_day"): (LESS, ("loading_rate",)),
    ("sites", "unload_teu_per_day"): (LESS, ("unloading_rate",)),
    ("sites", "slots_per_day"): (LESS, ("slots",)),
    ("sites", "parking"): (LESS, ("parking",)),
    ("sites", "runway_m"): (LESS, ("runway",)),
    ("legs", "travel_hours"): (
        MORE,
        ("planned_times", "rotation_time", "block_hours", "supplies_carried", "movement_permitted"),
    ),
    ("legs", "km"): (MORE, ("range", "supplies_carried")),
    ("legs", "vehicles_per_day"): (LESS, ("column_capacity",)),
    ("vehicles", "payload_t"): (LESS, ("capacity",)),
    ("vehicles", "teu"): (LESS, ("capacity",)),
    ("vehicles", "seats"): (LESS, ("capacity", "reserves_held")),
    ("vehicles", "fuel_l_per_km"): (MORE, ("supplies_carried",)),
    ("fleets", "count"): (LESS, ("vehicles_conserved",)),
    ("fleets", "out_of_service_share"): (MORE, ("vehicles_conserved",)),
    ("aircraft", "payload_t"): (LESS, ("capacity",)),
    ("aircraft", "seats"): (LESS, ("capacity",)),
    ("aircraft", "range_km"): (LESS, ("range",)),
    ("aircraft", "block_hours_per_month"): (LESS, ("block_hours",)),
    ("aircraft", "serviceability"): (LESS, ("aircraft_conserved", "block_hours")),
    ("air_fleets", "count"): (LESS, ("aircraft_conserved", "block_hours")),
    ("lots", "mass_t"): (MORE, ("capacity", "disposal_rate")),
    ("lots", "teu"): (MORE, ("capacity", "yard", "loading_rate", "unloading_rate")),
    ("dispositions", "rate_per_day"): (LESS, ("disposal_rate",)),
    ("dispositions", "rate_t_per_team_day"): (LESS, ("disposal_rate",)),
    ("dispositions", "lead_hours"): (MORE, ("lead_time", "disposal_rate")),
    ("supplies", "stock"): (LESS, ("stocks", "imports_permitted")),
    ("supplies", "import_per_day"): (LESS, ("stocks", "imports_permitted")),
    ("supplies", "use_per_day"): (MORE, ("stocks", "imports_permitted")),
    ("supplies", "use_per_person_day"): (MORE, ("stocks", "imports_permitted")),
    ("doctrine", "march_hours_per_day"): (LESS, ("planned_times", "supplies_carried")),
    ("doctrine", "convoy_max"): (LESS, ("convoy_size",)),
    ("doctrine", "spacing_hours"): (MORE, ("spacing",)),
    ("doctrine", "flying_hours_per_day"): (LESS, ("block_hours",)),
    ("doctrine", "flight_turn_hours"): (
        MORE,
        ("rotation_time", "stop_time", "aircraft_conserved", "movement_permitted"),
    ),
    ("doctrine", "passenger_t"): (MORE, ("capacity",)),
}
"""Figures that limit a plan.

The direction in which they are worse, and the rules that ask for them.
"""


@attrs.frozen(kw_only=True)
class Leaning:
    """A kind of assumed figure that the plan leans on.

    How many of it are assumed, what breaks where, when and how often.
    """

    table: str
    field: str
    assumed: int
    worse: int
    rules: tuple[str, ...]
    breaches: int
    where: str | Reason


def leanings(mission: Mission, plan: Plan) -> tuple[Leaning, ...]:
    """Return the kinds of assumed limits that break a plan where they are a tenth worse.

    Those that break most first.

    What the plan breaks already is not counted.

    Raises:
        InputError: the plan names what the mission does not have.
    """
    opened = case(mission, plan)
    now = {
        rule: _told(RULES[rule](opened))
        for rule in sorted({rule for _, rules in LIMITS.values() for rule in rules})
    }
    found = []
    for (table, field), (worse, rules) in LIMITS.items():
        other, assumed = worsened(mission, table, field, worse)
        if not assumed:
            continue
        tried = case(other, plan)
        broken = {
            rule: [b for b in RULES[rule](tried) if (b.where, b.at) not in now[rule]]
            for rule in rules
        }
        every = [b for breaches in broken.values() for b in breaches]
        if every:
            first = min(every, key=_begins)
            names = tuple(rule for rule, breaches in broken.items() if breaches)
            found.append(
                Leaning(
                    table=table,
                    field=field,
                    assumed=assumed,
                    worse=worse,
                    rules=names,
                    breaches=len(every),
                    where=first.where,
                )
            )
    return tuple(sorted(found, key=lambda x: (-x.breaches, x.table, x.field)))


def _begins(breach: Breach) -> tuple[bool, float, str]:
    """Order breaches by their moment, those about the whole plan last."""
    return breach.at is None, breach.at or 0.0, sorting_text(breach.where)


def _told(breaches: Iterable[Breach]) -> set[tuple[str | Reason, float | None]]:
    return {(b.where, b.at) for b in breaches}


def worsened(mission: Mission, table: str, field: str, worse: int) -> tuple[Mission, int]:
    """Return the mission with all assumed figures of a kind a tenth worse, and how many those are.

    Whole ones by one at least.
    """
    rows = mission.rows()[table]
    if table == "doctrine":
        stated = [row for row in rows if named(row) == field and row.is_assumed("value")]
        value = getattr(mission.doctrine, field)
        return (
            (
                attrs.evolve(
                    mission,
                    doctrine=attrs.evolve(mission.doctrine, **{field: value * (1 + worse * WORSE)}),
                ),
                1,
            )
            if stated
            else (mission, 0)
        )
    contract = next(c for c in columns(TABLES[table]) if c.name == field)
    hit = [
        i
        for i, row in enumerate(rows)
        if getattr(row, field) and row.is_assumed(field) and is_given(row, contract)
    ]
    if not hit:
        return mission, 0
    changed: list[Row] = list(rows)
    for i in hit:
        value = getattr(rows[i], field)
        whole = max(
            0,
            math.floor(value * (1 - WORSE) + EPS)
            if worse == LESS
            else math.ceil(value * (1 + WORSE) - EPS),
        )
        changes: dict[str, Any] = {
            field: whole if contract.kind == "integer" else value * (1 + worse * WORSE)
        }
        changed[i] = attrs.evolve(rows[i], **changes)
    fields: dict[str, Any] = {table: tuple(changed)}
    return attrs.evolve(mission, **fields), len(hit)
