"""Missions and plans as data frames: every table, with typed columns."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum
from importlib import import_module
from typing import Any

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files.built import built_plan
from exeunt.files.cells_out import write_text
from exeunt.files.notes import Notes
from exeunt.files.one_row import one_rows
from exeunt.files.settings import PlanTerms
from exeunt.files.wording import unit_of
from exeunt.model.columns import Column, columns
from exeunt.model.mission import TABLES, Mission
from exeunt.model.one_row import FORMER_NAMES, ONE_ROW_TABLES
from exeunt.model.plan import PLAN_TABLES, Plan, Terms
from exeunt.rules.terms import PRICE_OF, priced

LIBRARIES = ("pandas", "polars")
_PLAIN = {"integer", "number", "latitude", "longitude", "flag", "time"}
"""Kinds of columns whose values are kept as they are; others are texts, as in files."""
TERMS = "terms"
"""The table of a plan's terms, which its files keep among its settings."""


@attrs.frozen(kw_only=True)
class _Table:
    """A table with its contract and its values, column by column."""

    contract: tuple[Column, ...]
    values: dict[str, list[Any]]
    currency: str

    @property
    def units(self) -> dict[str, str]:
        """The units of the columns that have one."""
        return {c.name: unit_of(c, currency=self.currency) for c in self.contract if c.unit}


def frames(
    mission: Mission, plan: Plan | None = None, *, library: str = "pandas", utc: bool = False
) -> dict[str, Any]:
    """Return every table of a mission, or of a plan of it, as a data frame by its name.

    Columns are named as in files, with their units. Whole numbers and flags have types that know
    blanks; lists and capabilities are texts as in files. Times are the mission's local
    ones, without a zone, or in UTC where ``utc`` is true. A plan has a table of its terms besides.

    Args:
        mission: the mission.
        plan: a plan of it; None for the mission's own tables.
        library: ``pandas`` or ``polars``.
        utc: whether times are in UTC rather than by the mission's clock.

    Raises:
        InputError: there is no such library, or it is not installed.
    """
    make = _pandas if _known(library) == "pandas" else _polars
    module = _installed(library)
    ahead = timedelta(hours=mission.utc_offset_hours) if utc else None
    tables = _of_mission(mission) if plan is None else _of_plan(mission, plan)
    return {name: make(module, _shifted(table, ahead), utc=utc) for name, table in tables.items()}


def _known(library: str) -> str:
    if library in LIBRARIES:
        return library
    expected = f"must be one of: {', '.join(LIBRARIES)}"
    raise InputError([Problem(place="library", got=str(library), expected=expected)])


def _installed(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError as error:
        problem = Problem(
            place="library",
            got=library,
            expected="must be installed to make data frames",
            hint=f"pip install {library}",
        )
        raise InputError([problem]) from error


def _of_mission(mission: Mission) -> dict[str, _Table]:
    rows = mission.rows()
    return {name: _table(mission, columns(noun), rows[name]) for name, noun in TABLES.items()}


def _of_plan(mission: Mission, plan: Plan) -> dict[str, _Table]:
    rows = plan.rows()
    tables = {
        name: _table(mission, columns(noun), rows[name]) for name, noun in PLAN_TABLES.items()
    }
    one_row = one_rows(plan)
    for name, noun in ONE_ROW_TABLES.items():
        tables[name] = _table(mission, columns(noun), one_row[name])
    return {**tables, TERMS: _terms(mission, plan.record.terms)}


def plan_of_frames(mission: Mission, frames: Mapping[str, Any]) -> Plan:
    """Return the plan that data frames tell of, such as :func:`frames` gives and somebody changed.

    Frames are by the name of the plan's table; ``terms`` are not read, for they follow. What was
    changed in ``convoys``, ``sorties`` and ``bases`` counts, as in a file of the plan. Moments
    with a zone are turned to the mission's clock.

    Raises:
        InputError: they make no plan of the mission; carries all their problems.
    """
    known = {**PLAN_TABLES, **ONE_ROW_TABLES}
    named = {FORMER_NAMES.get(name, name): frame for name, frame in frames.items()}
    unknown = [name for name in named if name not in known and name != TERMS]
    if unknown:
        expected = f"must be one of: {', '.join(known)}"
        raise InputError([Problem(place="frames", got=name, expected=expected) for name in unknown])
    ahead = timedelta(hours=mission.utc_offset_hours)
    rows = {
        name: [
            {field: _plain(value, ahead) for field, value in row.items()} for row in _rows_of(frame)
        ]
        for name, frame in named.items()
        if name != TERMS
    }
    return built_plan(mission, rows, Notes())


def _rows_of(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a frame of either library, or of what is a list of rows already."""
    if hasattr(frame, "to_dicts"):
        return list(frame.to_dicts())
    if hasattr(frame, "to_dict"):
        return list(frame.to_dict("records"))
    return list(frame)


def _plain(value: Any, ahead: timedelta) -> Any:
    """Return a value of a frame as files have it: a blank as None, a moment by the clock."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"} or value != value:  # noqa: PLR0124 - no number equals itself but NaN
        return None
    if hasattr(value, "to_pydatetime"):
        value = value.to_pydatetime()
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None) + ahead
    return value


def _table(mission: Mission, contract: tuple[Column, ...], rows: Sequence[Any]) -> _Table:
    values = {
        column.name: [_value(column, getattr(row, column.name)) for row in rows]
        for column in contract
    }
    return _Table(contract=contract, values=values, currency=mission.currency)


def _value(column: Column, value: Any) -> Any:
    if column.kind in _PLAIN or value is None:
        return value
    text = value.value if isinstance(value, Enum) else write_text(column, value)
    return text or None


def _terms(mission: Mission, terms: Terms | None) -> _Table:
    """Return the terms of a plan, each with its unit, its price and what it comes to."""
    contract = (
        Column(name="term", kind="text", meaning="", headers={}),
        Column(name="amount", kind="number", meaning="", headers={}),
        Column(name="unit", kind="text", meaning="", headers={}),
        Column(name="price", kind="number", meaning="", headers={}),
        Column(name="priced", kind="number", meaning="", headers={}),
    )
    names = [field.name for field in attrs.fields(Terms)] if terms is not None else []
    units = {c.name: unit_of(c, currency=mission.currency) for c in columns(PlanTerms)}
    costs = priced(mission, terms) if terms is not None else {}
    values: dict[str, list[Any]] = {
        "term": list(names),
        "amount": [float(getattr(terms, name)) for name in names],
        "unit": [units[name] for name in names],
        "price": [getattr(mission.prices, PRICE_OF[name]) for name in names],
        "priced": [costs[name] for name in names],
    }
    return _Table(contract=contract, values=values, currency=mission.currency)


def _shifted(table: _Table, ahead: timedelta | None) -> _Table:
    """Return a table with its times in UTC; as it is where nothing is to be taken off."""
    if ahead is None:
        return table
    values = dict(table.values)
    for column in table.contract:
        if column.kind == "time":
            moments: list[datetime | None] = values[column.name]
            values[column.name] = [None if one is None else one - ahead for one in moments]
    return attrs.evolve(table, values=values)


def _pandas(pandas: Any, table: _Table, *, utc: bool) -> Any:
    kinds = {"integer": "Int64", "flag": "boolean", "number": "float64"}
    kinds |= {"latitude": "float64", "longitude": "float64"}
    series = {}
    for column in table.contract:
        kind = kinds.get(column.kind, "string")
        if column.kind == "time":
            # Microseconds: finer ones cannot hold the years that a calendar has.
            kind = "datetime64[us, UTC]" if utc else "datetime64[us]"
        series[column.name] = pandas.Series(table.values[column.name], dtype=kind)
    frame = pandas.DataFrame(series)
    frame.attrs["units"] = table.units
    return frame


def _polars(polars: Any, table: _Table, *, utc: bool) -> Any:
    kinds = {"integer": polars.Int64, "flag": polars.Boolean, "number": polars.Float64}
    kinds |= {"latitude": polars.Float64, "longitude": polars.Float64}
    kinds["time"] = polars.Datetime("us", "UTC" if utc else None)
    schema = {column.name: kinds.get(column.kind, polars.String) for column in table.contract}
    return polars.DataFrame(table.values, schema=schema)
