"""Two hundred ways in which a mission arrives broken (or only odd), each made by a seed from a good one.

A :class:`Draft` holds the cells of a mission's tables. A corruption changes them, or the bytes they become.
It returns True where the mission can no longer be used and False where what it did is harmless.
"""

import io
import math
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import attrs
import openpyxl

from exeunt.files.csv_text import written
from exeunt.model.columns import Column, columns
from exeunt.model.mission import TABLES
from exeunt.units.text import fold

TYPED = {"integer", "number", "flag", "choice", "time", "latitude", "longitude"}
KEYED = [name for name, row_class in TABLES.items() if any(c.key for c in columns(row_class))]


@attrs.define
class Draft:
    """The settings and tables of a mission as cells, and what happens to them as files."""

    settings: list[list[str]]
    tables: dict[str, list[list[str]]]
    is_folder: bool
    after: list[Callable[[Path], None]] = attrs.field(factory=list)
    encoding: str = "utf-8"
    mark: str = ","

    def copy(self, *, is_folder: bool) -> "Draft":
        """Return the same cells, to be changed by themselves."""
        return Draft(
            [list(row) for row in self.settings],
            {name: [list(row) for row in rows] for name, rows in self.tables.items()},
            is_folder,
        )

    def column(
        self, rng: random.Random, fits: Callable[[Column], bool], blank: bool = False
    ) -> tuple[list[str], int, Column]:
        """Return a row, a place in it and its column, where the column fits and the cell is filled."""
        found = [
            (row, i, contract[name])
            for table, (header, *rows) in self.tables.items()
            if table not in {"doctrine", "prices"}
            for contract in [{c.name: c for c in columns(TABLES[table])}]
            for i, name in enumerate(header)
            if name in contract and fits(contract[name])
            for row in rows
            if bool(row[i]) != blank
        ]
        return rng.choice(found)

    def table(
        self, rng: random.Random, among: list[str] | None = None
    ) -> tuple[str, list[list[str]]]:
        """Return a table that has rows, by chance."""
        name = rng.choice(
            [
                n
                for n, rows in self.tables.items()
                if len(rows) > 1 and (among is None or n in among)
            ]
        )
        return name, self.tables[name]

    def save(self, folder: Path) -> Path:
        """Write the draft as a folder or workbook."""
        path = self._folder(folder / "m") if self.is_folder else self._workbook(folder / "m.xlsx")
        for change in self.after:
            change(path)
        return path

    def _folder(self, path: Path) -> Path:
        path.mkdir()
        lines = [
            f"{key} = {value}" if value.isdigit() else f"{key} = {quoted(value)}"
            for key, value in self.settings
        ]
        (path / "mission.toml").write_text("\n".join(lines), encoding="utf-8")
        for name, rows in self.tables.items():
            text = written(rows) if self.mark == "," else written_with(rows, self.mark)
            (path / f"{name}.csv").write_bytes(text.encode(self.encoding))
        return path

    def _workbook(self, path: Path) -> Path:
        book = openpyxl.Workbook(write_only=True)
        for name, rows in {"mission": self.settings, **self.tables}.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append([native(cell) for cell in row])
        book.save(path)
        return path


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def native(cell: str) -> str | float | None:
    """Return a cell as a workbook has it."""
    try:
        number = float(cell)
    except ValueError:
        return cell or None
    return number if math.isfinite(number) else cell


def written_with(rows: list[list[str]], mark: str) -> str:
    return (
        written([[cell.replace(",", "\ue000") for cell in row] for row in rows])
        .replace(",", mark)
        .replace("\ue000", ",")
        .replace('"', "")
    )


# Corruptions that make a mission unusable ---------------------------------------------------------


def wrong_type(draft, rng):
    row, i, _ = draft.column(rng, lambda c: c.kind in TYPED)
    row[i] = rng.choice(["wibble", "several", "12 parsecs", "#REF!", "{}", "[1, 2]"])
    return True


def huge_number(draft, rng):
    row, i, _ = draft.column(rng, lambda c: c.kind in {"integer", "number", "latitude"})
    row[i] = rng.choice(["1e300", "9" * 30, "1e400", "99999999999999999"])
    return True


def negative_number(draft, rng):
    row, i, _ = draft.column(
        rng, lambda c: c.kind in {"integer", "number"} and (c.ge == 0 or c.gt == 0)
    )
    row[i] = rng.choice(["-40", "-0.5", "\u22127", "-1e9"])
    return True


def no_number(draft, rng):
    row, i, _ = draft.column(
        rng, lambda c: c.kind in {"integer", "number", "latitude", "longitude"}
    )
    row[i] = rng.choice(["NaN", "inf", "-Infinity", "#DIV/0!", "#N/A"])
    return True


def unknown_id(draft, rng):
    row, i, _ = draft.column(rng, lambda c: bool(c.ref))
    row[i] = rng.choice(["nowhere", "zz-top", row[i] + "x", "0"])
    return True


def required_blank(draft, rng):
    row, i, _ = draft.column(rng, lambda c: c.required)
    row[i] = rng.choice(["", "TBC", "N/A", "-", "   "])
    return True


def key_twice(draft, rng):
    _, rows = draft.table(rng, KEYED)
    rows.append(list(rng.choice(rows[1:])))
    return True


def swapped_columns(draft, rng):
    table, left, right = rng.choice(
        [
            ("sites", "lat", "role"),
            ("parties", "count", "population"),
            ("lots", "mass_t", "owner"),
            ("legs", "origin", "km"),
            ("fleets", "count", "vehicle"),
        ]
    )
    header = draft.tables[table][0]
    a, b = header.index(left), header.index(right)
    header[a], header[b] = header[b], header[a]
    return True


def column_gone(draft, rng):
    name, rows = draft.table(rng)
    i = rng.choice(
        [
            i
            for i, field in enumerate(rows[0])
            if any(
                c.name == field and c.required and c.kind != "longitude"
                for c in columns(TABLES[name])
            )
        ]
    )
    for row in rows:
        del row[i]
    return True


def column_misspelt(draft, rng):
    table, rows = draft.table(rng)
    i = rng.randrange(len(rows[0]))
    name = rows[0][i]
    slips = [name[:1] + name, name[:-1] + "q" + name[-1:], name[1] + name[0] + name[2:]]
    # Among names that are alike, a slip may well hit another column.
    names = {
        fold(word)
        for c in columns(TABLES[table])
        for word in (c.name, *c.headers.values(), *c.aliases)
    }
    rows[0][i] = rng.choice([slip for slip in slips if fold(slip) not in names])
    return True


def column_unknown(draft, rng):
    _, rows = draft.table(rng)
    rows[0].append(rng.choice(["colour", "Responsible officer", "x_y_z"]))
    rows[1].append("blue")
    return False


def table_gone(draft, rng):
    del draft.tables[rng.choice(["sites", "vehicles", "aircraft"])]
    return True


def settings_gone(draft, _rng):
    def remove(path):
        if path.is_dir():
            (path / "mission.toml").unlink()
        else:
            book = openpyxl.load_workbook(path)
            del book["mission"]
            book.save(path)

    draft.after.append(remove)
    return True


def table_misnamed(draft, rng):
    name, rows = draft.table(rng)
    draft.tables.pop(name)
    draft.tables[rng.choice([f"{name}-new", f"{name[:-1]}z", "data"])] = rows
    return True


def table_empty(draft, rng):
    name, _ = draft.table(rng)
    draft.tables[name] = [] if draft.is_folder else [["x"]]
    return True


def header_gone(draft, rng):
    _, rows = draft.table(rng)
    del rows[0]
    return True


def settings_wrong(draft, rng):
    key, value = rng.choice(
        [
            ("start", "03/04/2030"),
            ("deadline", "1999-01-01"),
            ("end", "2029-01-01"),
            ("period_hours", "5"),
            ("start", "soon"),
            ("name", ""),
            ("currency", "12"),
            ("start", "TBC"),
        ]
    )
    for row in draft.settings:
        if row[0] == key:
            row[1] = value
    return True


def settings_unknown(draft, rng):
    draft.settings.append([rng.choice(["dedline", "planner", "x"]), "2030-01-01"])
    return True


def date_ambiguous(draft, rng):
    row, i, _ = draft.column(rng, lambda c: c.kind == "time")
    row[i] = rng.choice(
        ["03/04/2030", "1.2.2030", "12/11/29", "2030-02-31", "Q3 2030", "99/99/2030"]
    )
    return True


def ragged_row(draft, rng):
    _, rows = draft.table(rng)
    rows[-1].extend(["", rng.choice(["x", "17", "see note"])])
    return True


def id_with_separator(draft, rng):
    row, i, _ = draft.column(rng, lambda c: c.key)
    row[i] = f"a;{row[i]}" if draft.mark == "," else f"a|{row[i]}"
    return True


def text_endless(draft, rng):
    row, i, _ = draft.column(rng, lambda c: c.kind in {"text", "id"})
    row[i] = "x" * 20_000
    return True


def junk(draft, rng):
    data = rng.randbytes(3000)

    def spoil(path):
        target = (
            path / rng.choice(["mission.toml", "sites.csv", "parties.csv"])
            if path.is_dir()
            else path
        )
        target.write_bytes(data)

    draft.after.append(spoil)
    return True


def cut_short(draft, rng):
    def spoil(path):
        if path.is_dir():
            target = path / rng.choice(["sites.csv", "lots.csv", "legs.csv"])
            target.write_bytes(target.read_bytes() + b'"cut off in the mid')
        else:
            data = path.read_bytes()
            path.write_bytes(data[: rng.randrange(len(data) // 10, len(data) - 100)])

    draft.after.append(spoil)
    return True


def inside_spoilt(draft, rng):
    """Spoil a part of the workbook's archive, or put zero bytes into a table."""

    def spoil(path):
        if path.is_dir():
            target = path / "sites.csv"
            data = target.read_bytes()
            target.write_bytes(data[:40] + b"\0\1\2\3\4\5\6\7" * 20 + data[40:])
            return
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = rng.choice(
            [
                "xl/workbook.xml",
                "xl/worksheets/sheet1.xml",
                "xl/worksheets/sheet2.xml",
                "[Content_Types].xml",
                "xl/_rels/workbook.xml.rels",
            ]
        )
        parts[name] = rng.choice(
            [b"", b"<html>", parts[name][: len(parts[name]) // 2], b"\xff" * 50]
        )
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for part, data in parts.items():
                archive.writestr(part, data)
        path.write_bytes(out.getvalue())

    draft.after.append(spoil)
    return True


def merged_or_formula(draft, rng):
    """Merge cells or leave a formula without value; in a folder, a formula's text."""
    if draft.is_folder:
        row, i, _ = draft.column(rng, lambda c: c.kind in {"integer", "number"})
        row[i] = "=SUM(A1:A9)"
        return True
    merge = rng.random() < 0.5

    def spoil(path):
        book = openpyxl.load_workbook(path)
        if merge:
            book["sites"].merge_cells("C2:D3")
        else:
            book["sites"]["C2"] = "=1+1"
        book.save(path)

    draft.after.append(spoil)
    return True


# Corruptions that are only odd --------------------------------------------------------------------


def header_twice(draft, rng):
    _, rows = draft.table(rng)
    rows.insert(rng.randrange(1, len(rows) + 1), list(rows[0]))
    return False


def odd_rows(draft, rng):
    _, rows = draft.table(rng)
    for text in ("", "Total", "Sous-total", "# a comment", "-"):
        rows.insert(rng.randrange(1, len(rows) + 1), [text] + [""] * (len(rows[0]) - 1))
    return False


def title_above(draft, rng):
    _, rows = draft.table(rng)
    rows[:0] = [["As known in June", ""], ["", ""]]
    return False


def columns_shuffled(draft, rng):
    _, rows = draft.table(rng)
    order = list(range(len(rows[0])))
    rng.shuffle(order)
    rows[:] = [[row[i] for i in order] for row in rows]
    return False


def words_for_nothing(draft, rng):
    for _ in range(20):
        row, i, _ = draft.column(
            rng, lambda c: c.name not in {"source", "note", "assumed"}, blank=True
        )
        row[i] = rng.choice(["N/A", "n/a", "-", "TBD", "s.o.", "\u2013"])
    return False


def headings_for_people(draft, rng):
    name, rows = draft.table(rng)
    contract = {c.name: c for c in columns(TABLES[name])}
    language = "fr" if rng.random() < 0.5 else "en"
    rows[0] = [f" {contract[field].headers[language].upper()} " for field in rows[0]]
    return False


def other_encoding(draft, rng):
    draft.encoding = rng.choice(["utf-16", "utf-8-sig", "utf-16-le", "cp1252"])
    draft.mark = rng.choice([",", "\t", "|"])
    return False


def names_in_capitals(draft, rng):
    row, i, _ = draft.column(rng, lambda c: bool(c.ref) and c.name != "where")
    row[i] = row[i].upper()
    return False


def units_in_cells(draft, rng):
    for _ in range(10):
        row, i, column = draft.column(
            rng,
            lambda c: (
                c.unit in {"t", "km", "TEU", "hours", "L/km", "TEU/day"} and c.kind == "number"
            ),
        )
        if row[i].replace(".", "").isdigit():
            row[i] = f"{row[i]} {column.unit}"
    return False


UNUSABLE = [
    wrong_type,
    huge_number,
    negative_number,
    no_number,
    unknown_id,
    required_blank,
    key_twice,
    swapped_columns,
    column_gone,
    column_misspelt,
    table_gone,
    settings_gone,
    table_misnamed,
    table_empty,
    header_gone,
    settings_wrong,
    settings_unknown,
    date_ambiguous,
    ragged_row,
    id_with_separator,
    text_endless,
    junk,
    cut_short,
    inside_spoilt,
    merged_or_formula,
]
ODD = [
    column_unknown,
    header_twice,
    odd_rows,
    title_above,
    columns_shuffled,
    words_for_nothing,
    headings_for_people,
    other_encoding,
    names_in_capitals,
    units_in_cells,
]
CORRUPTIONS = UNUSABLE + ODD
