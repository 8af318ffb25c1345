"""Read and write missions: a folder of tables or one workbook."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files import words, workbooks
from exeunt.files.atomic import is_spreadsheet, is_workbook, refuse_other_kinds
from exeunt.files.cells import Cell, Setting, as_text
from exeunt.files.days import day_of
from exeunt.files.folder import read_folder, save_folder, settings_text, table_text
from exeunt.files.notes import Notes
from exeunt.files.overlaid import lay_over, lay_over_settings
from exeunt.files.overlays import Overlay, read_overlays
from exeunt.files.references import check_keys, check_references, current, key_of, known
from exeunt.files.settings import MissionSettings, refuse_newer
from exeunt.files.source import Kind, Source, refuse_missing
from exeunt.files.tables_in import Adapt, RawRow, RawTable, read_keyed, read_table
from exeunt.model.columns import FORMAT_VERSION, Column, Row, columns
from exeunt.model.mission import PERIODS, TABLES, Mission
from exeunt.model.plan import PLAN_TABLES
from exeunt.model.prices import FIGURES
from exeunt.model.reason import Reason

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


def read_mission(
    path: Path,
    as_of: date | str | None = None,
    notes: Notes | None = None,
    *,
    is_begun: bool = False,
    overlays: Iterable[Path] = (),
) -> Mission:
    """Return the mission in a folder or workbook.

    With ``as_of``, as it was known on that day: rows that say they were known only later are not
    read at all. Without, everything is known. Remarks about how it was read go into ``notes``. One
    that ``is_begun`` only may still lack its sites. ``overlays`` are files of changes that are
    made to it, one after the other.

    Raises:
        InputError: it cannot be used; carries all its problems.
    """
    day = day_of(as_of)
    place = Path(path)
    if place.name.casefold() == MISSION.settings_file:
        place = place.parent
    refuse_missing(place, MISSION)
    problems = Notes() if notes is None else notes
    changing = read_overlays(overlays, problems)
    source = _source(place, problems)
    placed = is_spreadsheet(place)
    return mission_from(source, problems, day, placed=placed, is_begun=is_begun, overlays=changing)


def mission_from(
    source: Source,
    problems: Notes,
    day: datetime | None = None,
    *,
    placed: bool = False,
    is_begun: bool = False,
    overlays: tuple[Overlay, ...] = (),
) -> Mission:
    """Return the mission that cells of whatever source say.

    With ``placed``, the notes say where the rows of its tables stand. One that ``is_begun`` only
    may still lack its sites. ``overlays`` are laid over it.

    Raises:
        InputError: it cannot be used; carries all its problems.
    """
    settings = _settings(source, problems, overlays)
    setting = Setting(currency=str(settings.get("currency", "")), start=settings.get("start"))
    tables = _tables(source, setting, day, problems)
    adapts = {name: _adapt_to(holder) for name, holder in FIGURES.items()}
    lay_over(overlays, tables, setting, adapts, problems)
    for name, holder in FIGURES.items():
        _check_figures(tables[name], holder, problems)
    if not is_begun:
        problems.extend(_lacking(source, tables))
    check_keys(tables, problems)
    check_references(tables, known(tables), problems)
    if problems:
        raise InputError(problems)
    for overlay in overlays:
        what = Reason.of("reading.overlay", n=len(overlay.changes))
        problems.remark(overlay.name, what, overlay.title or None)
    if placed:
        problems.rows = _places(tables)
    rows: dict[str, Any] = {}
    replaced: list[tuple[str, Row]] = []
    for name, table in tables.items():
        counting, others = current(name, table)
        rows[name] = table.built(counting)
        replaced.extend((name, row) for row in table.built(others))
    figures: dict[str, Any] = {
        name: _figures(holder, rows.pop(name)) for name, holder in FIGURES.items()
    }
    return Mission(
        **settings,
        **rows,
        **figures,
        as_of=day,
        replaced=tuple(replaced),
        overlays=tuple(overlay.name for overlay in overlays),
    )


def _places(tables: Mapping[str, RawTable]) -> dict[str, str]:
    """Return where rows stand by table and key, such as ``legs.csv north-road``."""
    places = {}
    for name, table in tables.items():
        key = key_of(name, TABLES[name])
        for row in table.rows:
            own = " ".join(str(row.values.get(field, "")) for field in key)
            places[f"{name}.csv {own}"] = f"{row.place} ({own})"
    return places


def mission_name(path: Path) -> str:
    """Return the name of the mission in a folder or workbook, without checking the rest.

    Blank where it cannot be had.
    """
    try:
        settings = _settings(_source(path, Notes()), Notes())
    except InputError:
        return ""
    return str(settings.get("name", ""))


def _source(path: Path, problems: Notes) -> Source:
    if is_spreadsheet(path):
        return workbooks.read_workbook(path, MISSION, problems)
    return read_folder(path, MISSION, problems)


def _settings(source: Source, problems: Notes, overlays: Iterable[Overlay] = ()) -> dict[str, Any]:
    """Return the mission's settings with changes laid over them, checked against each other."""
    if source.settings is None:
        return {}
    place = source.settings_place
    setting = Setting(days_from=source.days_from)
    values = read_keyed(MissionSettings, source.settings, place, problems, setting=setting)
    refuse_newer(values, place)
    place = lay_over_settings(overlays, values, MissionSettings, place, problems)
    # What could not be read is a problem already: the rest is checked without it.
    for field, expected in (*_misordered(values), *_unusable(values)):
        got = str(values[field])
        problems.append(Problem(place=place, field=field, got=got, expected=expected))
    return values


def _misordered(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the settings that are before what they must follow: field and what is expected."""
    start, deadline, end = (values.get(field) for field in ("start", "deadline", "end"))
    if start and deadline and deadline < start:
        yield "deadline", f"must not be before the start, {start}"
    if deadline and end and end < deadline:
        yield "end", f"must not be before the deadline, {deadline}"
    if start and end and end <= start:
        yield "end", f"must be after the start, {start}"


def _unusable(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the settings whose values are none of those there are: field and what is expected."""
    if "period_hours" in values and values["period_hours"] not in PERIODS:
        yield "period_hours", words.one_of([str(hours) for hours in PERIODS])
    if "currency" in values and not re.fullmatch(r"[A-Za-z]{3}", values["currency"]):
        yield "currency", "must be three letters, such as USD"


def _tables(
    source: Source, setting: Setting, as_of: datetime | None, problems: Notes
) -> dict[str, RawTable]:
    """Return every table of a mission, those that are not there without rows."""
    tables = {}
    for name, row_class in TABLES.items():
        grid = source.grids.get(name)
        figures = FIGURES.get(name)
        if grid is None:
            tables[name] = RawTable(row_class=row_class, whole=name not in source.unread)
        elif figures is None:
            tables[name] = read_table(grid, row_class, problems, setting=setting, as_of=as_of)
        else:
            adapt = _adapt_to(figures)
            tables[name] = read_table(
                grid, row_class, problems, setting=setting, adapt=adapt, as_of=as_of
            )
    return tables


def _lacking(source: Source, tables: Mapping[str, RawTable]) -> Iterator[Problem]:
    """Give the tables that every mission has rows in, where these have none."""
    for name in REQUIRED:
        # Rows of a table that could not be read may be there: that is another problem.
        if tables[name].whole and not tables[name].rows:
            place = source.grids[name].place if name in source.grids else name
            expected = f"must be there with at least one row: every mission has {name}"
            yield Problem(place=place, expected=expected)


def _adapt_to(holder: type) -> Adapt:
    """Return how the columns of a figures table change by the figure a row names.

    The table holds hours, tonnes and shares in one column: a row has its figure's unit and range.
    """
    contract = {column.name: column for column in columns(holder)}

    def adapt(column: Column, values: dict[str, Any], cell: Cell) -> Column:
        name = words.choice(str(values.get("name", "")), contract)
        if name is None or column.name not in {"value", "low", "high"}:
            return column
        figure = contract[name]
        # A template names all figures: whose value is left blank keeps its default.
        if column.name == "value" and not as_text(cell):
            column = attrs.evolve(column, required=False)
        return attrs.evolve(column, unit=figure.unit, ge=figure.ge, gt=figure.gt, le=figure.le)

    return adapt


def _check_figures(table: RawTable, holder: type, problems: Notes) -> None:
    """Check that the rows name figures there are, and that low, value and high are in order."""
    names = [column.name for column in columns(holder)]
    table.rows = [row for row in table.rows if not _says_nothing(row)]
    for row in table.rows:
        if "value" in row.values and row.values["value"] is None:
            del row.values["value"]
            problems.append(_no_value(row.place))
        name = row.values.get("name")
        if name is not None:
            figure = words.choice(name, names)
            if figure is None:
                problems.append(_no_figure(row.place, name, names))
            else:
                row.values["name"] = figure
        span = [row.values.get(field) for field in ("low", "value", "high")]
        given = [value for value in span if value is not None]
        if given != sorted(given):
            problems.append(
                Problem(
                    place=row.place,
                    field="value",
                    got=" / ".join(f"{value:g}" for value in given),
                    expected="low, value and high must rise",
                )
            )


def _says_nothing(row: RawRow) -> bool:
    """Say whether a row names a figure and nothing else: such rows stand in every template."""
    return "value" in row.values and all(
        value in (None, "", ()) for field, value in row.values.items() if field != "name"
    )


def _no_value(place: str) -> Problem:
    return Problem(
        place=place,
        field="value",
        expected="must be given where the row says more than the figure's name",
    )


def _no_figure(place: str, name: str, names: list[str]) -> Problem:
    return Problem(
        place=place,
        field="name",
        got=name,
        expected="must be the name of a figure",
        hint=words.nearest(name, names) or f"the figures are {', '.join(names)}",
    )


def _figures(holder: type, rows: tuple[Any, ...]) -> Any:
    """Return figures with the values that a mission states; the others keep their defaults."""
    return holder(**{row.name: row.value for row in rows}, stated=rows)


def write_mission(mission: Mission, path: Path) -> None:
    """Write a mission to a folder, or to a workbook where the path ends in ``.xlsx``.

    Whole or not at all.

    Raises:
        InputError: the place cannot be written to, or holds something else.
    """
    place = Path(path)
    refuse_other_kinds(place)
    settings = {c.name: getattr(mission, c.name) for c in columns(MissionSettings)}
    settings["format_version"] = FORMAT_VERSION
    rows = _with_replaced(mission)
    if is_workbook(place):
        workbooks.save_workbook(place, MISSION, settings, rows, mission.currency)
        return
    tables = {
        name: table_text(TABLES[name], table)
        for name, table in rows.items()
        if table or name in REQUIRED
    }
    save_folder(place, MISSION, settings_text(settings), tables)


def _with_replaced(mission: Mission) -> dict[str, tuple[Row, ...]]:
    """Return every table's rows with those that later ones replace, these before what does."""
    rows = mission.rows()
    replaced: dict[str, list[Row]] = defaultdict(list)
    for name, row in mission.replaced:
        replaced[name].append(row)
    for name, others in replaced.items():
        key = key_of(name, TABLES[name])
        before: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in others:
            before[_key(row, key)].append(row)
        rows[name] = tuple(one for row in rows[name] for one in (*before[_key(row, key)], row))
    return rows


def _key(row: Row, key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(getattr(row, field)).casefold() for field in key)
