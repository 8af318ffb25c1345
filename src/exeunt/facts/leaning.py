"""Which limits without a source a plan leans on: what breaks where all of a kind are a tenth worse.

The plan is held as it is, and the referee's rules that the kind of figure bears on are asked again.
"""

import math
from typing import Any, NamedTuple

import attrs

from exeunt.facts.assumed import Standing, figure_standing, left_at_default, standing
from exeunt.facts.weights import named
from exeunt.model.columns import Column, Row, columns
from exeunt.model.mission import TABLES, Mission
from exeunt.model.plan import Plan
from exeunt.model.reason import Reason
from exeunt.rules.breach import Breach, sorting_text
from exeunt.rules.ledger import again, case
from exeunt.rules.referee import RULES, once_a_row

WORSE = 0.1
"""How much worse the figures are taken to be. Assumed."""
MORE, LESS = 1, -1
"""Directions in which a figure may be worse."""
EPS = 1e-9
"""A tenth more of ten is eleven: what floats add to it does not make it twelve."""

SLOWER = (
    "planned_times",
    "rest",
    "rotation_time",
    "block_hours",
    "supplies_carried",
    "capacity",
    "leg_open",
    "movement_permitted",
    "opening_hours",
)
"""Rules that ask how long a stage takes."""

LIMITS: dict[tuple[str, str], tuple[int, tuple[str, ...]]] = {
    ("sites", "turn_hours"): (
        MORE,
        ("stop_time", "vehicles_conserved", "loading_rate", "unloading_rate", "berths"),
    ),
    ("sites", "closing_hours"): (MORE, ("closing_steps",)),
    ("sites", "holding_people"): (MORE, ("holding_floor",)),
    ("sites", "floor_armour"): (MORE, ("floor_armed",)),
    ("sites", "floor_ammunition_t"): (MORE, ("floor_armed",)),
    ("sites", "beds"): (LESS, ("beds",)),
    ("sites", "yard_teu"): (LESS, ("yard",)),
    ("sites", "load_teu_per_day"): (LESS, ("loading_rate",)),
    ("sites", "unload_teu_per_day"): (LESS, ("unloading_rate",)),
    ("sites", "receive_people_per_day"): (LESS, ("receiving_rate",)),
    ("sites", "receive_vehicles_per_day"): (LESS, ("receiving_rate",)),
    ("sites", "berths"): (LESS, ("berths",)),
    ("sites", "pack_teu_per_day"): (LESS, ("packing_rate",)),
    ("sites", "packing_days"): (LESS, ("stops_work",)),
    ("sites", "slots_per_day"): (LESS, ("slots",)),
    ("sites", "parking"): (LESS, ("parking",)),
    ("sites", "runway_m"): (LESS, ("runway",)),
    ("sites", "closes"): (LESS, ("opening_hours",)),
    ("legs", "travel_hours"): (
        MORE,
        SLOWER,
    ),
    ("legs", "closes"): (LESS, ("opening_hours",)),
    ("legs", "km"): (MORE, ("range", *SLOWER)),
    ("legs", "halts"): (LESS, ("halts",)),
    ("legs", "vehicles_per_day"): (LESS, ("column_capacity",)),
    ("vehicles", "payload_t"): (LESS, ("capacity",)),
    ("vehicles", "teu"): (LESS, ("capacity",)),
    ("vehicles", "seats"): (LESS, ("capacity", "reserves_held")),
    ("vehicles", "fuel_l_per_km"): (MORE, ("supplies_carried", "capacity")),
    ("vehicles", "speed_kmh"): (LESS, SLOWER),
    ("vehicles", "tank_km"): (LESS, ("capacity",)),
    ("fleets", "count"): (LESS, ("vehicles_conserved",)),
    ("fleets", "out_of_service_share"): (MORE, ("vehicles_conserved",)),
    ("aircraft", "payload_t"): (LESS, ("capacity",)),
    ("aircraft", "seats"): (LESS, ("capacity",)),
    ("aircraft", "speed_kmh"): (LESS, SLOWER),
    ("aircraft", "range_km"): (LESS, ("range",)),
    ("aircraft", "block_hours_per_month"): (LESS, ("block_hours",)),
    ("aircraft", "serviceability"): (LESS, ("aircraft_conserved", "block_hours", "flight_duty")),
    ("aircraft", "crews"): (LESS, ("flight_duty",)),
    ("air_fleets", "count"): (LESS, ("aircraft_conserved", "block_hours", "flight_duty")),
    ("lots", "fuel_l_per_km"): (MORE, ("supplies_carried", "capacity")),
    ("lots", "mass_t"): (MORE, ("capacity", "disposal_rate")),
    ("lots", "teu"): (
        MORE,
        ("capacity", "yard", "packing_rate", "loading_rate", "unloading_rate"),
    ),
    ("pace", "likely"): (MORE, SLOWER),
    ("lots", "speed_kmh"): (LESS, SLOWER),
    ("dispositions", "rate_per_day"): (LESS, ("disposal_rate",)),
    ("dispositions", "rate_t_per_team_day"): (LESS, ("disposal_rate",)),
    ("dispositions", "lead_hours"): (MORE, ("lead_time", "disposal_rate")),
    ("supplies", "stock"): (LESS, ("stocks", "imports_permitted")),
    ("supplies", "import_per_day"): (LESS, ("stocks", "imports_permitted")),
    ("supplies", "use_per_day"): (MORE, ("stocks", "imports_permitted")),
    ("supplies", "use_per_person_day"): (MORE, ("stocks", "imports_permitted")),
    ("permissions", "lead_days"): (MORE, ("notice",)),
    ("doctrine", "notice_hours"): (MORE, ("notice",)),
    ("doctrine", "march_hours_per_day"): (
        LESS,
        ("planned_times", "rest", "supplies_carried", "halts"),
    ),
    ("doctrine", "convoy_max"): (LESS, ("convoy_size",)),
    ("doctrine", "spacing_hours"): (MORE, ("spacing",)),
    ("doctrine", "flying_hours_per_day"): (LESS, ("block_hours",)),
    ("doctrine", "flight_duty_hours"): (LESS, ("flight_duty",)),
    ("doctrine", "flight_turn_hours"): (
        MORE,
        (
            "rotation_time",
            "stop_time",
            "aircraft_conserved",
            "leg_open",
            "movement_permitted",
            "flight_duty",
            "stocks",
            "imports_permitted",
        ),
    ),
    ("doctrine", "taxi_hours"): (MORE, SLOWER),
    ("doctrine", "passenger_t"): (MORE, ("capacity",)),
    ("doctrine", "driven_payload_t"): (LESS, ("capacity",)),
    ("doctrine", "driven_tank_km"): (LESS, ("capacity",)),
}
"""Figures that limit a plan: in which direction they are worse, and which rules ask for them."""


@attrs.frozen(kw_only=True)
class Leaning:
    """A kind of figure without a source that the plan leans on.

    ``assumed`` and ``default`` say how many of it are guesses and how many exeunt's defaults;
    ``worse`` is :data:`MORE` or :data:`LESS`; ``rules`` are those that break, in ``breaches``
    places, of which ``where`` is the first.
    """

    table: str
    field: str
    assumed: int
    default: int
    worse: int
    rules: tuple[str, ...]
    breaches: int
    where: str | Reason


def leanings(mission: Mission, plan: Plan) -> tuple[Leaning, ...]:
    """Return the kinds of limits without a source that break a plan where they are a tenth worse.

    Those that break most come first. What the plan breaks already is not counted.

    Raises:
        InputError: the plan names what the mission does not have.
    """
    opened = case(mission, plan)
    asked = sorted({rule for _, rules in LIMITS.values() for rule in rules})
    broken_now = {
        rule: {_place(breach) for breach in once_a_row(opened, RULES[rule](opened))}
        for rule in asked
    }
    every = []
    for (table, field), (worse, rules) in LIMITS.items():
        trial = worsened(mission, table, field, worse)
        if not (trial.assumed or trial.default):
            continue
        tried = again(opened, trial.mission)
        breaches: list[Breach] = []
        names = []
        for rule in rules:
            breaches_now = once_a_row(tried, RULES[rule](tried))
            new = [one for one in breaches_now if _place(one) not in broken_now[rule]]
            if new:
                breaches += new
                names.append(rule)
        if not breaches:
            continue
        every.append(
            Leaning(
                table=table,
                field=field,
                assumed=trial.assumed,
                default=trial.default,
                worse=worse,
                rules=tuple(names),
                breaches=len(breaches),
                where=min(breaches, key=_begins).where,
            )
        )
    return tuple(sorted(every, key=lambda one: (-one.breaches, one.table, one.field)))


def _begins(breach: Breach) -> tuple[bool, float, str]:
    """Order breaches by their moment, those about the whole plan last."""
    return breach.at is None, breach.at or 0.0, sorting_text(breach.where)


def _place(breach: Breach) -> tuple[str | Reason, float | None]:
    """Return what makes two breaches of a rule the same, however bad each is."""
    return breach.where, breach.at


class Worsened(NamedTuple):
    """A mission with some figures worse: how many of those are guesses, how many defaults."""

    mission: Mission
    assumed: int
    default: int


def worsened(mission: Mission, table: str, field: str, worse: int) -> Worsened:
    """Return the mission with all figures of a kind that have no source a tenth worse.

    They are those that are assumed, and those left at exeunt's default. Whole ones are worse by one
    at least.
    """
    if table == "doctrine":
        return _worsened_doctrine(mission, field, worse)
    contract = {column.name: column for column in columns(TABLES[table])}[field]
    rows: list[Row] = []
    changed = {Standing.ASSUMED: 0, Standing.DEFAULT: 0}
    for row in mission.rows()[table]:
        value, found = getattr(row, field), standing(row, contract)
        # A limit of nothing can get no worse, and one that is not given is not the mission's.
        if value and found in changed:
            change: dict[str, Any] = {field: _worse(value, worse, contract)}
            rows.append(attrs.evolve(row, **change))
            changed[found] += 1
        else:
            rows.append(row)
    assumed, default = changed.values()
    if not (assumed or default):
        return Worsened(mission, 0, 0)
    fields: dict[str, Any] = {table: tuple(rows)}
    return Worsened(attrs.evolve(mission, **fields), assumed, default)


def _worsened_doctrine(mission: Mission, field: str, worse: int) -> Worsened:
    stated = [row for row in mission.doctrine.stated if named(row) == field]
    standings = {figure_standing(figure, "doctrine") for figure in stated}
    assumed = Standing.ASSUMED in standings
    default = field in left_at_default(mission, "doctrine") or Standing.DEFAULT in standings
    value = getattr(mission.doctrine, field)
    if not value or not (assumed or default):
        return Worsened(mission, 0, 0)
    change: dict[str, Any] = {field: value * (1 + worse * WORSE)}
    doctrine = attrs.evolve(mission.doctrine, **change)
    return Worsened(attrs.evolve(mission, doctrine=doctrine), int(assumed), int(not assumed))


def _worse(value: float, worse: int, contract: Column) -> float:
    changed = value * (1 + worse * WORSE)
    if contract.kind != "integer":
        return changed
    if worse == LESS:
        return max(0, math.floor(changed + EPS))
    return max(0, math.ceil(changed - EPS))
