"""One row a convoy, flight and base: made from a plan, and read back as changes of it.

The other tables of a plan stay whole. A mark in each row says what stood in its cells when it was
written: a cell that no longer agrees with its mark was changed here, and counts; where the other
tables no longer agree with it they were changed, and count; where both were, that is a conflict.
The first mark is of all names in its sheet, the last of all in the three: by these a row that was
taken out is told from one that never was.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs

from exeunt.edits.changes import Add, Change, Close, Drop, Reload, Reroute, Shift
from exeunt.edits.disposal_text import disposals_changed, print_disposals
from exeunt.edits.loads import Reader, print_loads
from exeunt.edits.names import site_of
from exeunt.errors import InputError, Problem
from exeunt.files.notes import Notes
from exeunt.files.tables_in import RawRow, RawTable
from exeunt.model.choices import LoadKind
from exeunt.model.mission import Mission
from exeunt.model.one_row import EDITED, ONE_ROW_TABLES, BaseRow, SerialRow
from exeunt.model.plan import Disposal, Load, Plan, Stage
from exeunt.model.reason import Reason

CELLS: Mapping[str, tuple[LoadKind, ...]] = {
    "vehicles": (LoadKind.VEHICLE, LoadKind.AIRCRAFT),
    "people": (LoadKind.PEOPLE,),
    "kit": (LoadKind.LOT,),
    "supplies": (LoadKind.SUPPLY,),
}
"""The kinds of load that stand in each cell."""
_APART = " > "


def one_rows(plan: Plan) -> dict[str, tuple[Any, ...]]:
    """Return the rows of the sheets with one row a convoy, a flight and a base."""
    by_air = {serial: stages[0].mode == "air" for serial, stages in plan.serials.items()}
    convoys = [serial for serial, flies in by_air.items() if not flies]
    flights = [serial for serial, flies in by_air.items() if flies]
    # Where nobody closes a site something may be disposed of all the same.
    bases = dict.fromkeys([*plan.closes, *(one.site for one in plan.disposals)])
    everything = _mark(*sorted([*convoys, *flights, *bases]))
    return {
        "convoys": _marked([_serial(plan, serial) for serial in convoys], everything),
        "sorties": _marked([_serial(plan, serial) for serial in flights], everything),
        "bases": _marked([_base(plan, site) for site in bases], everything),
    }


def _serial(plan: Plan, serial: str) -> SerialRow:
    stages, loads = plan.serials[serial], plan.aboard.get(serial, ())
    texts = {cell: print_loads(loads, len(stages), kinds) for cell, kinds in CELLS.items()}
    return SerialRow(
        serial=serial,
        depart=stages[0].depart,
        route=_APART.join(_sites(stages)),
        arrive=stages[-1].arrive,
        **texts,
    )


def _sites(stages: Iterable[Stage]) -> tuple[str, ...]:
    first, *others = stages
    return (first.origin, first.destination, *(stage.destination for stage in others))


def _base(plan: Plan, site: str) -> BaseRow:
    row = plan.closes.get(site)
    return BaseRow(
        site=site,
        close=None if row is None else row.close,
        last="" if row is None else "; ".join(row.last_serials),
        disposals=print_disposals(_disposed(plan, site)),
    )


def _disposed(plan: Plan, site: str) -> list[Disposal]:
    return [one for one in plan.disposals if one.site == site]


def _marked(rows: list[Any], everything: str) -> tuple[Any, ...]:
    """Return rows with their marks: of all names, of each cell of theirs, of all three sheets."""
    names = _mark(*sorted(map(_key, rows)))
    marked = []
    for row in rows:
        cells = [_mark(_text(getattr(row, cell))) for cell in EDITED[type(row)]]
        marked.append(attrs.evolve(row, written="-".join([names, *cells, everything])))
    return tuple(marked)


def _mark(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:6]


def _text(value: Any) -> str:
    """Return a cell as it is compared: spaces and case are nobody's change."""
    if isinstance(value, datetime):
        return value.isoformat()
    return " ".join(str(value or "").casefold().split())


def changes_in(
    mission: Mission,
    plan: Plan,
    tables: Mapping[str, RawTable],
    there: Mapping[str, str],
    problems: Notes,
) -> tuple[Change, ...]:
    """Return what was changed in the sheets of one row against a plan's other tables.

    ``there`` are the places of the sheets that the plan's files have, by their names. What is wrong
    with them goes into ``problems``; every cell that counts is remarked there.
    """
    own = one_rows(plan)
    found: list[Change] = []
    unchanged = _written_of(plan, tables)
    for name in ONE_ROW_TABLES:
        sheet = _Sheet(mission, plan, problems, {_key(row): row for row in own[name]})
        if unchanged and tables[name].rows == [] and name in there:
            found += sheet.emptied(there[name], tables[name].row_class)
        found += sheet.changes(tables[name])
    return tuple(found)


def _written_of(plan: Plan, tables: Mapping[str, RawTable]) -> bool:
    """Say whether the sheets were written of just these serials and bases, as any row tells."""
    names = _mark(*sorted(_key(row) for rows in one_rows(plan).values() for row in rows))
    for table in tables.values():
        cells = len(EDITED[table.row_class])
        for row in table.rows:
            marks = str(row.values.get("written") or "").split("-")
            if len(marks) == cells + 2:
                return marks[-1] == names
    return False


def _key(row: Any) -> str:
    return row.serial if isinstance(row, SerialRow) else row.site


class _Sheet:
    """One sheet, held against what it would be if it were made now."""

    def __init__(
        self, mission: Mission, plan: Plan, problems: Notes, own: Mapping[str, Any]
    ) -> None:
        self.mission, self.plan, self.problems, self.own = mission, plan, problems, own

    def changes(self, table: RawTable) -> Iterator[Change]:
        """Yield what was changed in the sheet."""
        if not table.rows:
            return
        cells = EDITED[table.row_class]
        key = "serial" if table.row_class is SerialRow else "site"
        marked = [row for row in table.rows if row.values.get("written")]
        yield from self._missing(table, key, marked)
        folded = {name.casefold(): name for name in self.own}
        for row in table.rows:
            name = row.values.get(key)
            if name is None:
                continue
            now = self.own.get(folded.get(name.casefold(), ""))
            marks = str(row.values.get("written") or "").split("-")[1:]
            if now is not None:
                yield from self._changed(row, now, dict(zip(cells, marks, strict=False)))
            elif not marks:
                yield from self._added(row, name)
            elif any(
                _mark(_text(row.values.get(c))) != m for c, m in zip(cells, marks, strict=False)
            ):
                self._conflict(row, key, name, "to stand in the other tables too")

    def _missing(self, table: RawTable, key: str, marked: list[RawRow]) -> Iterator[Change]:
        """Yield that rows were taken out of the sheet, where they were and not put elsewhere."""
        if not marked or not table.whole:
            return
        there = {str(row.values.get(key, "")).casefold() for row in table.rows}
        gone = [name for name in self.own if name.casefold() not in there]
        if not gone:
            return
        names = marked[0].values["written"].split("-")[0]
        kept = sorted(str(row.values.get(key, "")) for row in marked)
        if _mark(*kept) == names:
            # All that were written are here: what is not was added to the other tables since.
            return
        place = marked[0].place.rpartition(" row ")[0]
        if _mark(*sorted(self.own)) != names:
            expected = "must have a row for each serial or base of the other tables"
            hint = "take out a row in one place only, here or there"
            self.problems.append(
                Problem(
                    place=place, got=f"none for {', '.join(gone)}", expected=expected, hint=hint
                )
            )
            return
        yield from self._gone(gone, key, place)

    def emptied(self, place: str, row_class: type) -> Iterator[Change]:
        """Yield that every row was taken out of a sheet."""
        key = "serial" if row_class is SerialRow else "site"
        yield from self._gone(list(self.own), key, place)

    def _gone(self, names: Iterable[str], key: str, place: str) -> Iterator[Change]:
        for name in names:
            if key == "site" and self.own[name].close is None:
                continue  # it never closed, and what is disposed of there is said elsewhere
            self.problems.remark(place, Reason.of("reading.row_gone", name=name), name, field=key)
            if key == "serial":
                yield Drop(serial=name, place=f"{place} {name}")
            else:
                yield Close(site=name, when=None, place=f"{place} {name}")

    def _conflict(self, row: RawRow, field: str, got: object, expected: str) -> None:
        hint = "it was changed here and in the other tables: change it in one place"
        self.problems.append(
            Problem(
                place=row.place,
                field=field,
                got=str(got),
                expected=f"must be {expected}",
                hint=hint,
            )
        )

    def _changed(self, row: RawRow, now: Any, marks: Mapping[str, str]) -> Iterator[Change]:
        """Yield what the cells of a row say that the other tables do not."""
        changed: dict[str, Any] = {}
        for cell in EDITED[type(now)]:
            got, stands = row.values.get(cell), getattr(now, cell)
            if _text(got) == _text(stands) or cell not in row.values:
                continue
            mark = marks.get(cell)
            if marks and mark is None:
                continue  # written when nobody read it back
            if mark == _mark(_text(got)):
                continue  # the other tables were changed
            if mark is not None and mark != _mark(_text(stands)):
                self._conflict(row, cell, got, _text(stands) or "blank")
                continue
            changed[cell] = got
        if not changed:
            return
        try:
            made = self._read(row, now, changed)
        except InputError as error:
            self.problems += error.problems
            return
        for cell, got in changed.items():
            what = Reason.of("reading.one_row", name=_key(now))
            self.problems.remark(f"{row.place}", what, got, field=cell)
        yield from made

    def _read(self, row: RawRow, now: Any, changed: Mapping[str, Any]) -> list[Change]:
        """Return the changes that changed cells of a row mean."""
        made: list[Change] = []
        if isinstance(now, BaseRow):
            if "close" in changed:
                made.append(Close(site=now.site, when=changed["close"], place=f"{row.place} close"))
            if "disposals" in changed:
                made += self._disposals(now.site, changed["disposals"], row.place)
            return made
        sites = _sites(self.plan.serials[now.serial])
        if "route" in changed:
            place = f"{row.place} route"
            sites = self._route(changed["route"], place)
            made.append(Reroute(serial=now.serial, sites=sites, place=place))
        if "depart" in changed:
            place = f"{row.place} depart"
            when = self._departure(changed["depart"], row.place)
            made.append(Shift(serial=now.serial, to=when, place=place))
        for cell in (cell for cell in CELLS if cell in changed):
            place = f"{row.place} {cell}"
            loads = self._loads(cell, changed[cell], sites, place)
            aboard = self.plan.aboard.get(now.serial, ())
            new = {load.item for load in loads}
            gone = [one.item for one in aboard if one.kind in CELLS[cell] and one.item not in new]
            made.append(Reload(serial=now.serial, loads=loads, gone=tuple(gone), place=place))
        return made

    def _disposals(self, site: str, text: object, place: str) -> Iterator[Change]:
        there, where = _disposed(self.plan, site), f"{place} disposals"
        return disposals_changed(self.mission, there, str(text or ""), site, where)

    @staticmethod
    def _departure(when: datetime | None, place: str) -> datetime:
        if when is None:
            expected = "must be a date and time; to take a serial out, take out its row"
            raise InputError([Problem(place=place, field="depart", expected=expected)])
        return when

    def _route(self, text: object, place: str) -> tuple[str, ...]:
        names = [name.strip() for name in str(text or "").split(">")]
        sites = tuple(site_of(self.mission, name, place) for name in names)
        if len(sites) < 2:
            expected = "must name at least two sites, as gao > anefis > kidal"
            raise InputError([Problem(place=place, got=str(text), expected=expected)])
        return sites

    def _loads(
        self, cell: str, text: object, sites: tuple[str, ...], place: str
    ) -> tuple[Load, ...]:
        loads = Reader(mission=self.mission, sites=sites, place=place).read(str(text or ""))
        for load in loads:
            if load.kind not in CELLS[cell]:
                right = next(name for name, kinds in CELLS.items() if load.kind in kinds)
                expected = f"must stand in the column {right}"
                raise InputError([Problem(place=place, got=load.item, expected=expected)])
        return loads

    def _added(self, row: RawRow, name: str) -> Iterator[Change]:
        """Yield that a row was added for what the plan does not have yet."""
        values = row.values
        try:
            if "serial" not in values:
                site = site_of(self.mission, name, row.place)
                if values.get("close") is not None:
                    yield Close(site=site, when=values["close"], place=row.place)
                yield from self._disposals(site, values.get("disposals"), row.place)
                return
            depart = self._departure(values.get("depart"), row.place)
            sites = self._route(values.get("route"), f"{row.place} route")
            loads = [
                load
                for cell in CELLS
                for load in self._loads(cell, values.get(cell), sites, f"{row.place} {cell}")
            ]
        except InputError as error:
            self.problems += error.problems
            return
        self.problems.remark(row.place, Reason.of("reading.row_added", name=name), name)
        yield Add(
            serial=name,
            sites=sites,
            depart=depart,
            loads=tuple(loads),
            place=row.place,
        )
