"""Read and write plans: a folder of tables or one workbook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files import workbooks
from exeunt.files.atomic import is_workbook, refuse_other_kinds
from exeunt.files.folder import read_folder, save_folder, settings_text, table_text
from exeunt.files.references import FIXED, HOLDERS, Known, check_keys, check_references
from exeunt.files.settings import PlanRecord, PlanTerms, refuse_newer
from exeunt.files.source import Item, Kind, Source, refuse_missing
from exeunt.files.tables_in import RawRow, RawTable, read_keyed, read_table
from exeunt.model.columns import FORMAT_VERSION, Column, columns
from exeunt.model.mission import TABLES, Mission
from exeunt.model.plan import PLAN_TABLES, Load, Plan, Record, Stage, Terms

PLAN = Kind(
    settings="plan", contract=PlanRecord, tables=PLAN_TABLES, others=TABLES, other_kind="a mission"
)
_TERMS = "terms."
_ITEMS: Mapping[str, str] = {
    "vehicle": "fleet",
    "aircraft": "air_fleet",
    "people": "party",
    "lot": "lot",
    "supply": "supply",
}


def read_plan(path: Path, mission: Mission) -> Plan:
    """Return the plan in a folder or workbook, movements before flights; its rows name only what the mission and the plan have.

    Raises:
        InputError: it cannot be used; carries all its problems.
    """
    place = Path(path)
    if place.name.casefold() == PLAN.settings_file:
        place = place.parent
    refuse_missing(place, PLAN)
    problems: list[Problem] = []
    source = (
        workbooks.read_workbook(place, PLAN, problems)
        if is_workbook(place)
        else read_folder(place, PLAN, problems)
    )
    record = _record(source, mission.currency, problems)
    tables = {name: _table(source, name, mission, problems) for name in PLAN_TABLES}
    _check_stages_once(tables, problems)
    check_keys(
        {name: table for name, table in tables.items() if name not in {"movements", "flights"}},
        problems,
    )
    things, unknown = _things(mission), list[Problem]()
    check_references(tables, things, unknown)
    _check_items(tables["loads"], things, unknown)
    _check_serials(tables, problems)
    if problems or unknown:
        of_another = record.mission not in {"", mission.name}
        raise InputError(
            [_another(place, record.mission, mission, unknown), *problems]
            if of_another
            else [*problems, *unknown]
        )
    rows: dict[str, tuple[Any, ...]] = {name: table.build() for name, table in tables.items()}
    stages: tuple[Stage, ...] = rows.pop("movements") + rows.pop("flights")
    return Plan(
        stages=stages,
        record=record,
        **{name: found for name, found in rows.items() if name in PLAN_TABLES},
    )


def _another(place: Path, owner: str, mission: Mission, unknown: list[Problem]) -> Problem:
    """Return the one problem that a plan of another mission is, however many of its rows name what this one does not have."""
    rows = len({problem.place for problem in unknown})
    first = f"{unknown[0].place} {unknown[0].field} {unknown[0].got!r}" if unknown else ""
    names = (
        f"; {rows:,} of its rows name what this mission does not have, the first {first}"
        if rows
        else ""
    )
    expected = f"is a plan of another mission{names}; this mission is {mission.name}"
    return Problem(place=str(place), got=owner, expected=expected, hint=f"name {owner} instead")


def _record(source: Source, currency: str, problems: list[Problem]) -> Record:
    """Return what the plan says of itself; a plan without terms has none."""
    if source.settings is None:
        return Record()
    place = source.settings_place
    plain = [item for item in source.settings if not item[1].startswith(_TERMS)]
    terms: list[Item] = [
        (where, key.removeprefix(_TERMS), value)
        for where, key, value in source.settings
        if key.startswith(_TERMS)
    ]
    before = len(problems)
    values = read_keyed(PlanRecord, plain, place, problems, currency=currency)
    refuse_newer(values, place)
    given = any(value is not None and value != "" for _, _, value in terms)
    found = read_keyed(PlanTerms, terms, place, problems, currency=currency) if given else None
    if len(problems) > before:
        return Record()
    return Record(**values, terms=None if found is None else Terms(**found))


def _table(source: Source, name: str, mission: Mission, problems: list[Problem]) -> RawTable:
    if name not in source.grids:
        return RawTable(row_class=PLAN_TABLES[name], whole=name not in source.unread)
    return read_table(source.grids[name], PLAN_TABLES[name], problems, currency=mission.currency)


def _things(mission: Mission) -> Known:
    """Return what the rows of a plan for a mission can name."""
    names: dict[str, Mapping[str, str]] = {}
    for kind, (table, field) in HOLDERS.items():
        keys = [getattr(row, field) for row in getattr(mission, table)]
        names[kind] = {key.casefold(): key for key in keys}
    names["supply"] = {word: word for word in FIXED["supply"]}
    return Known(names, ())


def _field(name: str, row_class: type = Load) -> Column:
    return next(c for c in columns(row_class) if c.name == name)


def _check_items(loads: RawTable, things: Known, problems: list[Problem]) -> None:
    """Check that the item of each load is one of its kind."""
    column = _field("item")
    for row in loads.rows:
        kind, item = row.values.get("kind"), row.values.get("item")
        if kind is None or item is None:
            continue
        found = things.check(row, column, item, (_ITEMS[kind],))
        if isinstance(found, Problem):
            problems.append(found)
        else:
            row.values["item"] = found


def _stage_rows(tables: Mapping[str, RawTable]) -> list[RawRow]:
    return [*tables["movements"].rows, *tables["flights"].rows]


def _check_stages_once(tables: Mapping[str, RawTable], problems: list[Problem]) -> None:
    check_keys({"movements": RawTable(row_class=Stage, rows=_stage_rows(tables))}, problems)


def _check_serials(tables: Mapping[str, RawTable], problems: list[Problem]) -> None:
    """Check that serials named anywhere have stages, and as many as are named; the name as the stages write it is put in its place."""
    if not (tables["movements"].whole and tables["flights"].whole):
        return
    names: dict[str, str] = {}
    last: dict[str, int] = {}
    unsure: tuple[str, ...] = ()
    for row in _stage_rows(tables):
        serial = row.values.get("serial")
        if serial is None:
            unsure = ("serial",)
            continue
        name = names.setdefault(serial.casefold(), serial)
        row.values["serial"] = name
        last[name] = max(last.get(name, 0), row.values.get("stage", 10**9))
    things = Known({"serial": names}, unsure)
    for table, field, stages in (
        ("loads", "serial", ("board_stage", "alight_stage")),
        ("reserves", "flight", ()),
        ("reserves", "serial", ("stage",)),
    ):
        column = _field(field, tables[table].row_class)
        for row in tables[table].rows:
            if (serial := row.values.get(field)) is None:
                continue
            found = things.check(row, column, serial, ("serial",))
            if isinstance(found, Problem):
                problems.append(found)
                continue
            row.values[field] = found
            problems.extend(_beyond(row, found, last.get(found, 10**9), stages))
    for row in tables["closures"].rows:
        serials = [
            things.check(row, _field("last_serials", tables["closures"].row_class), s, ("serial",))
            for s in row.values.get("last_serials", ())
        ]
        problems.extend(s for s in serials if isinstance(s, Problem))
        if "last_serials" in row.values:
            row.values["last_serials"] = tuple(s for s in serials if isinstance(s, str))


def _beyond(row: RawRow, serial: str, last: int, fields: tuple[str, ...]) -> list[Problem]:
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


def write_plan(plan: Plan, mission: Mission, path: Path) -> None:
    """Write a plan to a folder, or to a workbook where the path ends in ``.xlsx``. Whole or not at all.

    Raises:
        InputError: the place cannot be written to, or holds something else.
    """
    place = Path(path)
    refuse_other_kinds(place)
    rows: dict[str, tuple[Any, ...]] = {
        name: getattr(plan, name) for name in PLAN_TABLES if name not in {"movements", "flights"}
    }
    rows["movements"] = tuple(s for s in plan.stages if s.mode != "air")
    rows["flights"] = tuple(s for s in plan.stages if s.mode == "air")
    now = attrs.evolve(plan.record, format_version=FORMAT_VERSION)
    if is_workbook(place):
        _save_workbook(place, plan, mission, rows)
    else:
        record = attrs.asdict(now)
        tables = {
            name: table_text(row_class, rows[name]) for name, row_class in PLAN_TABLES.items()
        }
        save_folder(place, PLAN, settings_text(record), tables)


def _save_workbook(
    path: Path, plan: Plan, mission: Mission, rows: Mapping[str, tuple[Any, ...]]
) -> None:
    workbook = workbooks.new_workbook()
    terms = [attrs.evolve(c, name=_TERMS + c.name) for c in columns(PlanTerms)]
    values = attrs.asdict(plan.record, recurse=False) | {"format_version": FORMAT_VERSION}
    values.update(
        {
            _TERMS + c.name: getattr(plan.record.terms, c.name)
            for c in columns(PlanTerms)
            if plan.record.terms is not None
        }
    )
    workbooks.add_settings(workbook, PLAN.settings, [*columns(PlanRecord), *terms], values)
    for name, row_class in PLAN_TABLES.items():
        workbooks.add_table(
            workbook, name, row_class, rows[name], workbooks.Look(currency=mission.currency)
        )
    workbooks.add_site_sheets(workbook, plan, mission)
    workbooks.save(workbook, path)
