"""A plan's files, changed as in a spreadsheet: a folder of tables, a workbook, an OpenDocument spreadsheet."""

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl

from tests.support.files.writers import Book, Sheet, Shown, open_document

Rows = list[dict[str, str]]


class Folder:
    """A plan's folder whose tables can be changed as in a spreadsheet."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def change(self, table: str, how: Callable[[Rows], None]) -> None:
        """Change the rows of a table."""
        file = self.path / f"{table}.csv"
        with file.open(encoding="utf-8", newline="") as text:
            reader = csv.DictReader(text)
            names, rows = list(reader.fieldnames or ()), list(reader)
        how(rows)
        with file.open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, names, restval="")
            writer.writeheader()
            writer.writerows(rows)

    def put(self, table: str, row: int, **cells: str) -> None:
        """Change cells of one row of a table."""
        self.change(table, lambda rows: rows[row].update(cells))


class Workbook:
    """A plan's workbook whose sheets can be changed; ``save`` writes it, as what its path ends in."""

    def __init__(self, path: Path) -> None:
        self.book = openpyxl.load_workbook(path)

    def change(self, table: str, how: Callable[[Rows], None]) -> None:
        """Change the rows of a sheet; its header has names that people read."""
        sheet = self.book[table]
        header = [str(cell.value) for cell in sheet[1]]
        rows = [dict(zip(header, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
        how(rows)
        sheet.delete_rows(2, sheet.max_row)
        for number, row in enumerate(rows, start=2):
            for column, name in enumerate(header, start=1):
                sheet.cell(number, column).value = row.get(name)

    def save(self, path: Path) -> Path:
        """Write it as a workbook or, ending in ``.ods``, as LibreOffice would."""
        if path.suffix != ".ods":
            self.book.save(path)
            return path
        sheets = [
            Sheet(
                title=sheet.title,
                rows=[
                    [Shown(value, "moment" if isinstance(value, datetime) else "") for value in row]
                    for row in sheet.iter_rows(values_only=True)
                ],
            )
            for sheet in self.book
        ]
        open_document(Book(sheets=sheets), path)
        return path
