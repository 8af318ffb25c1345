"""Read and write plans: a folder of tables or one workbook."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from exeunt.edits.changes import Change
from exeunt.edits.edit import edited
from exeunt.errors import InputError, Problem
from exeunt.files import workbooks
from exeunt.files.atomic import is_spreadsheet, is_workbook, refuse_other_kinds
from exeunt.files.cells import Setting
from exeunt.files.folder import read_folder, save_folder, settings_text, table_text
from exeunt.files.notes import Notes
from exeunt.files.one_row import changes_in, one_rows
from exeunt.files.references import FIXED, HOLDERS, Known, check_keys, check_references
from exeunt.files.settings import PlanRecord, PlanTerms, refuse_newer
from exeunt.files.source import Item, Kind, Source, refuse_missing
from exeunt.files.tables_in import RawRow, RawTable, read_keyed, read_table
from exeunt.model.columns import FORMAT_VERSION, Column, columns
from exeunt.model.mission import TABLES, Mission
from exeunt.model.one_row import FORMER_NAMES, ONE_ROW_TABLES
from exeunt.model.plan import PLAN_TABLES, RECORDED, Load, Plan, Record, Stage, Terms

PLAN = Kind(
    settings="plan",
    contract=PlanRecord,
    tables={**PLAN_TABLES, **ONE_ROW_TABLES},
    former=FORMER_NAMES,
    others=TABLES,
    other_kind="a mission",
)
_TERMS = "terms."
_ITEMS: Mapping[str, str] = {
    "vehicle": "fleet",
    "aircraft": "air_fleet",
    "people": "party",
    "lot": "lot",
    "supply": "supply",
}
"""The kind of thing that a load's item is, by the load's kind."""
_OF_STAGES = ("movements", "flights")
_SERIAL_FIELDS = (
    ("loads", "serial", ("board_stage", "alight_stage")),
    ("reserves", "flight", ()),
    ("reserves", "serial", ("stage",)),
)
"""Where serials are named: table, field, and the fields of the same row that name stages of it."""
_ANY_STAGE = 10**9


def read_plan(path: Path, mission: Mission, notes: Notes | None = None) -> Plan:
    """Return the plan in a folder or workbook, movements before flights.

    Its rows name only what the mission and the plan have. What was changed in the sheets with one
    row a convoy, flight or base counts. Remarks about how it was read go into ``notes``.

    Raises:
        InputError: it cannot be used; carries all its problems.
    """
    plan, changes = read_changed(path, mission, notes)
    if not changes:
        return plan
    changed = edited(mission, plan, changes, carried=False)
    return attrs.evolve(changed.plan, record=attrs.evolve(plan.record, status="edited"))


def read_changed(
    path: Path, mission: Mission, notes: Notes | None = None
) -> tuple[Plan, tuple[Change, ...]]:
    """Return the plan in a folder or workbook, and what was changed in its sheets of one row.

    Raises:
        InputError: it cannot be used; carries all its problems.
    """
    place = Path(path)
    if place.name.casefold() == PLAN.settings_file:
        place = place.parent
    refuse_missing(place, PLAN)
    problems = Notes() if notes is None else notes
    return plan_from(_source(place, problems), str(place), mission, problems)


def plan_from(
    source: Source, place: str, mission: Mission, problems: Notes
) -> tuple[Plan, tuple[Change, ...]]:
    """Return the plan in a source, and what was changed in its sheets of one row.

    Raises:
        InputError: it cannot be used; carries all its problems.
    """
    setting = Setting(currency=mission.currency, start=mission.start, days_from=source.days_from)
    record = _record(source, setting, problems)
    _refuse_bare(place, record, mission)
    tables = {name: _table(source, name, setting, problems) for name in PLAN.tables}
    _check_once(tables, problems)
    one_row = {name: tables.pop(name) for name in ONE_ROW_TABLES}
    # Names that the mission lacks are kept apart: a plan of another mission has them in every row.
    unknown = Notes()
    things = _things(mission)
    check_references(tables, things, unknown)
    _check_items(tables["loads"], things, unknown)
    _check_serials(tables, problems)
    if problems or unknown:
        if record.mission not in {"", mission.name}:
            raise InputError([_another(place, record.mission, mission, unknown), *problems])
        raise InputError([*problems, *unknown])
    rows: dict[str, tuple[Any, ...]] = {name: table.build() for name, table in tables.items()}
    stages: tuple[Stage, ...] = rows.pop("movements") + rows.pop("flights")
    plan = Plan(stages=stages, record=record, **rows)
    there = {name: source.grids[name].place for name in ONE_ROW_TABLES if name in source.grids}
    changes = changes_in(mission, plan, one_row, there, problems)
    if problems:
        raise InputError(problems)
    return plan, changes


def mission_of(path: Path) -> str:
    """Return the name of the mission that a plan says it was made for; blank where it says none.

    Raises:
        InputError: it cannot be read.
    """
    place = Path(path)
    if place.name.casefold() == PLAN.settings_file:
        place = place.parent
    refuse_missing(place, PLAN)
    problems = Notes()
    source = _source(place, problems)
    if problems:
        raise InputError(problems)
    named = [value for _, key, value in source.settings or () if key == "mission"]
    return str(named[0] or "") if named else ""


def _source(path: Path, problems: Notes) -> Source:
    if is_spreadsheet(path):
        return workbooks.read_workbook(path, PLAN, problems)
    return read_folder(path, PLAN, problems)


def _refuse_bare(place: str, record: Record, mission: Mission) -> None:
    """Refuse to read a plan without courses of action that it was made with.

    It would be said to break rules, or to name what is not there, in every other row.

    Raises:
        InputError: the mission lacks some, and is not what it was with them either.
    """
    if record.overlays is None or mission.is_of(record.mission_hash):
        return
    given = {name.casefold() for name in mission.overlays}
    lacking = [name for name in record.overlays.split("; ") if name.casefold() not in given]
    if not lacking:
        return
    problem = Problem(
        place=place,
        field="overlays",
        got=record.overlays,
        expected="must be read with the courses of action that it was made with",
        hint=f"give --with {' --with '.join(lacking)}",
    )
    raise InputError([problem])


def _another(place: str, owner: str, mission: Mission, unknown: Notes) -> Problem:
    """Return the one problem that a plan of another mission is.

    However many of its rows name what this mission does not have.
    """
    names = ""
    if unknown:
        rows = len({problem.place for problem in unknown})
        first = f"{unknown[0].place} {unknown[0].field} {unknown[0].got!r}"
        names = f"; {rows:,} of its rows name what this mission does not have, the first {first}"
    expected = f"is a plan of another mission{names}; this mission is {mission.name}"
    return Problem(place=place, got=owner, expected=expected, hint=f"name {owner} instead")


def _record(source: Source, setting: Setting, problems: Notes) -> Record:
    """Return what the plan says of itself; a plan without terms has none."""
    if source.settings is None:
        return Record()
    place = source.settings_place
    own: list[Item] = []
    of_terms: list[Item] = []
    for where, key, value in source.settings:
        if key.startswith(_TERMS):
            of_terms.append((where, key.removeprefix(_TERMS), value))
        else:
            own.append((where, key, value))
    problems_before = len(problems)
    values = read_keyed(PlanRecord, own, place, problems, setting=setting)
    refuse_newer(values, place)
    terms = None
    # A workbook lists every term: blank ones are of a plan that was never judged, not of one that
    # costs nothing.
    if any(value is not None and value != "" for _, _, value in of_terms):
        terms = read_keyed(PlanTerms, of_terms, place, problems, setting=setting)
    if len(problems) > problems_before:
        return Record()
    if terms is None:
        return Record(**values)
    return Record(**values, terms=Terms(**terms))


def _table(source: Source, name: str, setting: Setting, problems: Notes) -> RawTable:
    row_class = PLAN.tables[name]
    grid = source.grids.get(name)
    if grid is None:
        return RawTable(row_class=row_class, whole=name not in source.unread)
    return read_table(grid, row_class, problems, setting=setting)


def _things(mission: Mission) -> Known:
    """Return what the rows of a plan for a mission can name."""
    names: dict[str, Mapping[str, str]] = {}
    for kind, (table, field) in HOLDERS.items():
        own_names = [getattr(thing, field) for thing in getattr(mission, table)]
        names[kind] = {name.casefold(): name for name in own_names}
    names["supply"] = {word: word for word in FIXED["supply"]}
    return Known(names, unsure=())


def _field(row_class: type, name: str) -> Column:
    """Return the column of a field."""
    return {column.name: column for column in columns(row_class)}[name]


def _check_items(loads: RawTable, things: Known, problems: Notes) -> None:
    """Check that the item of each load is one of its kind."""
    column = _field(Load, "item")
    for row in loads.rows:
        # What could not be read is a problem already.
        kind, item = row.values.get("kind"), row.values.get("item")
        if kind is None or item is None:
            continue
        name = things.check(row, column, item, (_ITEMS[kind],))
        if isinstance(name, Problem):
            problems.append(name)
        else:
            row.values["item"] = name


def _stages(tables: Mapping[str, RawTable]) -> list[RawRow]:
    """Return the rows of all stages, by land and by air."""
    return [row for name in _OF_STAGES for row in tables[name].rows]


def _check_once(tables: Mapping[str, RawTable], problems: Notes) -> None:
    """Check that nothing stands twice in the tables.

    Movements and flights are one table of stages here: a serial may be in either, not in both.
    """
    stages = RawTable(row_class=Stage, rows=_stages(tables))
    check_keys({"movements": stages}, problems)
    others = {name: table for name, table in tables.items() if name not in _OF_STAGES}
    check_keys(others, problems)


@attrs.frozen(kw_only=True)
class _Serials:
    """The serials that have stages; ``last_stages`` are the highest numbers, by serial."""

    things: Known
    last_stages: Mapping[str, int]

    def check(self, row: RawRow, column: Column, serial: str) -> Problem | str:
        """Return the serial as the stages write it, or the problem that there is none."""
        return self.things.check(row, column, serial, ("serial",))

    def beyond(self, row: RawRow, serial: str, fields: tuple[str, ...]) -> list[Problem]:
        """Return the problems of a row that names stages which a serial does not have."""
        last = self.last_stages.get(serial, _ANY_STAGE)
        return [
            Problem(
                place=row.place,
                field=field,
                got=str(row.values[field]),
                expected=f"must be a stage of {serial}, which has {last}",
            )
            for field in fields
            if row.values.get(field, 0) > last
        ]


def _serials(tables: Mapping[str, RawTable]) -> _Serials:
    """Return the serials of a plan, and write each in all its stages as in the first of them."""
    names: dict[str, str] = {}
    last_stages: dict[str, int] = {}
    unsure: tuple[str, ...] = ()
    for stage in _stages(tables):
        serial = stage.values.get("serial")
        if serial is None:
            unsure = ("serial",)
            continue
        name = names.setdefault(serial.casefold(), serial)
        stage.values["serial"] = name
        # A stage without a number may be any: nothing can be said to be beyond it.
        number = stage.values.get("stage", _ANY_STAGE)
        last_stages[name] = max(last_stages.get(name, 0), number)
    return _Serials(things=Known({"serial": names}, unsure), last_stages=last_stages)


def _check_serials(tables: Mapping[str, RawTable], problems: Notes) -> None:
    """Check that serials named anywhere have stages, and as many as are named.

    The name as the stages write it is put in its place.
    """
    # Where stages may be missing, every load would be said to be on a serial that is not there.
    if not all(tables[name].whole for name in _OF_STAGES):
        return
    serials = _serials(tables)
    for name, field, stages in _SERIAL_FIELDS:
        column = _field(tables[name].row_class, field)
        for row in tables[name].rows:
            text = row.values.get(field)
            if text is None:
                continue
            serial = serials.check(row, column, text)
            if isinstance(serial, Problem):
                problems.append(serial)
                continue
            row.values[field] = serial
            problems.extend(serials.beyond(row, serial, stages))
    _check_last_serials(tables["closures"], serials, problems)


def _check_last_serials(closures: RawTable, serials: _Serials, problems: Notes) -> None:
    column = _field(closures.row_class, "last_serials")
    for row in closures.rows:
        if "last_serials" not in row.values:
            continue
        names = []
        for text in row.values["last_serials"]:
            serial = serials.check(row, column, text)
            if isinstance(serial, Problem):
                problems.append(serial)
            else:
                names.append(serial)
        row.values["last_serials"] = tuple(names)


def write_plan(
    plan: Plan, mission: Mission, path: Path, figures: Sequence[tuple[str | float, ...]] = ()
) -> None:
    """Write a plan to a folder, or to a workbook where the path ends in ``.xlsx``.

    Whole or not at all. A workbook lists ``figures`` on a sheet that is not read back.

    Raises:
        InputError: the place cannot be written to, or holds something else.
    """
    place = Path(path)
    refuse_other_kinds(place)
    # A plan by hand, of which nobody recorded anything, has no file or sheet for it.
    rows = {name: rows for name, rows in plan.rows().items() if rows or name not in RECORDED}
    rows |= one_rows(plan)
    if is_workbook(place):
        _save_workbook(place, plan, mission, rows, figures)
        return
    record = attrs.asdict(attrs.evolve(plan.record, format_version=FORMAT_VERSION))
    tables = {name: table_text(PLAN.tables[name], of_table) for name, of_table in rows.items()}
    save_folder(place, PLAN, settings_text(record), tables)


def _save_workbook(
    path: Path,
    plan: Plan,
    mission: Mission,
    rows: Mapping[str, tuple[Any, ...]],
    figures: Sequence[tuple[str | float, ...]],
) -> None:
    workbook = workbooks.new_workbook()
    contract = list(columns(PlanRecord))
    values = attrs.asdict(plan.record, recurse=False) | {"format_version": FORMAT_VERSION}
    for term in columns(PlanTerms):
        contract.append(attrs.evolve(term, name=_TERMS + term.name))
        if plan.record.terms is not None:
            values[_TERMS + term.name] = getattr(plan.record.terms, term.name)
    workbooks.add_settings(workbook, PLAN.settings, contract, values)
    look = workbooks.Look(currency=mission.currency)
    for name, of_table in rows.items():
        workbooks.add_table(workbook, name, PLAN.tables[name], of_table, look)
    if figures:
        workbooks.add_figures(workbook, figures)
    workbooks.add_site_sheets(workbook, plan, mission)
    workbooks.save(workbook, path)
