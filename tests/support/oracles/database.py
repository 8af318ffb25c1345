"""The tables of a mission and its plan in SQLite: the one reader of both second opinions.

Columns are those of ``docs/formats.md``; a file or a column that is not there is one of blanks.
"""

import csv
import sqlite3
from datetime import datetime

from tests.support.oracles.second_contract import fields

NUMBERS = {"number", "coordinate", "whole number"}
"""Kinds of fields that are a number each."""


WITHOUT_KEY = {"seasons", "threats", "dispositions", "supplies"}
"""Tables whose rows have no name of their own: what is known later of them is one more row."""


def known(table: str, rows: list[dict], day: datetime | None) -> list[dict]:
    """Return the rows that were known on a day (all, without one), of each name the one known last."""
    seen = [r for r in rows if day is None or not since(r) or since(r) <= day]
    if table in WITHOUT_KEY or not rows or "known_from" not in rows[0]:
        return seen
    key = next(iter(fields(table)))
    last = {}
    for row in seen:
        best = last.get(row[key])
        if best is None or (since(row) or datetime.min) >= (since(best) or datetime.min):
            last[row[key]] = row
    return [row for row in seen if last[row[key]] is row]


def since(row: dict) -> datetime | None:
    """Return from which day a row was known; None: from the beginning."""
    text = (row.get("known_from") or "").strip()
    return datetime.fromisoformat(text) if text else None


def filled(
    db: sqlite3.Connection, table: str, path, value, day: datetime | None = None
) -> list[dict]:
    """Put one file into a table and return its rows; ``value(field, text)`` reads a cell.

    The column ``row`` is the place of a row in its file. With ``day``, rows that were known only
    later are left out.
    """
    contract = fields(table)
    columns = ", ".join(["row INTEGER", *(f'"{name}"' for name in contract)])
    db.execute(f"CREATE TABLE {table} ({columns})")
    rows = []
    if path.exists():
        with path.open(encoding="utf-8", newline="") as lines:
            rows = [
                {name: value(field, given.get(name) or "") for name, field in contract.items()}
                for given in known(table, list(csv.DictReader(lines)), day)
            ]
    marks = ", ".join("?" * (len(contract) + 1))
    db.executemany(
        f"INSERT INTO {table} VALUES ({marks})",
        [(place, *row.values()) for place, row in enumerate(rows)],
    )
    return rows
