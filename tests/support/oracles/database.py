"""The tables of a mission and its plan in SQLite: the one reader of both second opinions.

Columns are those of ``docs/formats.md``; a file or a column that is not there is one of blanks.
"""

import csv
import sqlite3

from tests.support.oracles.second_contract import fields

NUMBERS = {"number", "coordinate", "whole number"}
"""Kinds of fields that are a number each."""


def filled(db: sqlite3.Connection, table: str, path, value) -> list[dict]:
    """Put one file into a table and return its rows; ``value(field, text)`` reads a cell.

    The column ``row`` is the place of a row in its file.
    """
    contract = fields(table)
    columns = ", ".join(["row INTEGER", *(f'"{name}"' for name in contract)])
    db.execute(f"CREATE TABLE {table} ({columns})")
    rows = []
    if path.exists():
        with path.open(encoding="utf-8", newline="") as lines:
            rows = [
                {name: value(field, given.get(name) or "") for name, field in contract.items()}
                for given in csv.DictReader(lines)
            ]
    marks = ", ".join("?" * (len(contract) + 1))
    db.executemany(
        f"INSERT INTO {table} VALUES ({marks})",
        [(place, *row.values()) for place, row in enumerate(rows)],
    )
    return rows
