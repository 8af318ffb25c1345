"""Read and write missions: a folder of tables or one workbook."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files import words, workbooks
from exeunt.files.atomic import is_workbook, refuse_other_kinds
from exeunt.files.folder import read_folder, save_folder, settings_text, table_text
from exeunt.files.references import check_keys, check_references, known
from exeunt.files.settings import MissionSettings, refuse_newer
from exeunt.files.source import Kind, Source, refuse_missing
from exeunt.files.tables_in import RawTable, read_keyed, read_table
from exeunt.model.columns import FORMAT_VERSION, Column, Row, columns
from exeunt.model.figures import Doctrine, Prices
from exeunt.model.mission import PERIODS, TABLES, Mission
from exeunt.model.plan import PLAN_TABLES

MISSION = Kind(
    settings="mission",
    contract=MissionSettings,
    tables=TABLES,
    others=PLAN_TABLES,
    other_kind="a plan",
    # What really happened is for people to hold a plan against; a planner that read it would cheat.
    beside=("outcome",),
)
REQUIRED = ("sites",)
_FIGURES: Mapping[str, type] = {"doctrine": Doctrine, "prices": Prices}


def read_mission(path: Path) -> Mission:
    """Return the mission in a folder or workbook.

    Raises:
        InputError: it cannot be used; carries all its problems.
    """
    place = Path(path)
    if place.name.casefold() == MISSION.settings_file:
        place = place.parent
    refuse_missing(place, MISSION)
    problems: list[Problem] = []
    source = (
        workbooks.read_workbook(place, MISSION, problems)
        if is_workbook(place)
        else read_folder(place, MISSION, problems)
    )
    settings = _settings(source, problems)
    tables = _tables(source, str(settings.get("currency", "")), problems)
    check_keys(tables, problems)
    check_references(tables, known(tables), problems)
    if problems:
        raise InputError(problems)
    rows: dict[str, Any] = {name: table.build() for name, table in tables.items()}
    figures: dict[str, Any] = {
        name: _figures(holder, rows.pop(name)) for name, holder in _FIGURES.items()
    }
    return Mission(**settings, **rows, **figures)


def mission_name(path: Path) -> str:
    """Return the name of the mission in a folder or workbook, without reading the rest; blank where it cannot be had."""
    try:
        source = (
            workbooks.read_workbook(path, MISSION, [])
            if is_workbook(path)
            else read_folder(path, MISSION, [])
        )
        settings = _settings(source, [])
    except InputError:
        return ""
    return str(settings.get("name", ""))


def _settings(source: Source, problems: list[Problem]) -> dict[str, Any]:
    """Return the mission's settings, checked against each other."""
    if source.settings is None:
        return {}
    place = source.settings_place
    values = read_keyed(MissionSettings, source.settings, place, problems)
    refuse_newer(values, place)

    def say(field: str, expected: str, hint: str = "") -> None:
        problems.append(
            Problem(place=place, field=field, got=str(values[field]), expected=expected, hint=hint)
        )

    for before, after in (("start", "deadline"), ("deadline", "end")):
        if before in values and after in values and values[after] < values[before]:
            say(after, f"must not be before the {before}, {values[before]}")
    if "start" in values and "end" in values and values["end"] <= values["start"]:
        say("end", f"must be after the start, {values['start']}")
    if values.get("period_hours", 24) not in PERIODS:
        say("period_hours", words.one_of([str(p) for p in PERIODS]))
    if "currency" in values and not re.fullmatch(r"[A-Za-z]{3}", values["currency"]):
        say("currency", "must be three letters, such as USD")
    return values


def _tables(source: Source, currency: str, problems: list[Problem]) -> dict[str, RawTable]:
    found = {}
    for name, row_class in TABLES.items():
        if name in source.grids:
            figures = _FIGURES.get(name)
            adapt = None if figures is None else _adapt_to(figures)
            found[name] = read_table(
                source.grids[name], row_class, problems, currency=currency, adapt=adapt
            )
            if figures:
                _check_figures(found[name], figures, problems)
        else:
            found[name] = RawTable(row_class=row_class, whole=name not in source.unread)
    for name in REQUIRED:
        if found[name].whole and not found[name].rows:
            place = source.grids[name].place if name in source.grids else name
            problems.append(
                Problem(
                    place=place,
                    expected=f"must be there with at least one row: a mission has {name}",
                )
            )
    return found


def _adapt_to(holder: type) -> Any:
    """Return how the columns of a figures table change by the figure a row names: its unit and range."""
    contract = {c.name: c for c in columns(holder)}

    def adapt(column: Column, values: dict[str, Any]) -> Column:
        figure = contract.get(words.choice(str(values.get("name", "")), contract) or "")
        if figure is None or column.name not in {"value", "low", "high"}:
            return column
        return attrs.evolve(column, unit=figure.unit, ge=figure.ge, gt=figure.gt, le=figure.le)

    return adapt


def _check_figures(table: RawTable, holder: type, problems: list[Problem]) -> None:
    """Check that the rows name figures there are, and that low, value and high are in order."""
    names = [c.name for c in columns(holder)]
    for row in table.rows:
        name = row.values.get("name")
        if name is not None and (found := words.choice(name, names)) is None:
            hint = words.nearest(name, names) or f"the figures are {', '.join(names)}"
            problems.append(
                Problem(
                    place=row.place,
                    field="name",
                    got=name,
                    expected="must be the name of a figure",
                    hint=hint,
                )
            )
        elif name is not None:
            row.values["name"] = found
        ordered = [row.values.get(field) for field in ("low", "value", "high")]
        given = [v for v in ordered if v is not None]
        if given != sorted(given):
            problems.append(
                Problem(
                    place=row.place,
                    field="value",
                    got=" / ".join(f"{v:g}" for v in given),
                    expected="low, value and high must rise",
                )
            )


def _figures(holder: type, rows: tuple[Any, ...]) -> Any:
    return holder(**{row.name: row.value for row in rows}, stated=rows)


def write_mission(mission: Mission, path: Path) -> None:
    """Write a mission to a folder, or to a workbook where the path ends in ``.xlsx``. Whole or not at all.

    Raises:
        InputError: the place cannot be written to, or holds something else.
    """
    place = Path(path)
    refuse_other_kinds(place)
    settings = {c.name: getattr(mission, c.name) for c in columns(MissionSettings)}
    settings["format_version"] = FORMAT_VERSION
    rows: dict[str, tuple[Row, ...]] = mission.rows()
    if is_workbook(place):
        workbooks.save_workbook(place, MISSION, settings, rows, mission.currency)
    else:
        tables = {
            name: table_text(TABLES[name], found)
            for name, found in rows.items()
            if found or name in REQUIRED
        }
        save_folder(place, MISSION, settings_text(settings), tables)
