"""The types of the fields of a mission's tables, as Python's checkers and editors read them."""

from exeunt.files.references import HOLDERS
from exeunt.model.columns import PROVENANCE, Column, columns
from exeunt.model.mission import TABLES

_HEAD = '''"""What each row of a mission is built from, for checkers and editors.

Made from the contract by ``scripts/make_fields.py``; a test holds the two together.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Required, TypedDict

Moment = datetime | date | str
"""A local time, a day, or a text such as ``2030-03-04T06:00`` or ``D+3``."""
Names = Sequence[str] | str
"""Several names, or a text such as ``ship; gift``."""
Teams = Mapping[str, float] | str
"""Numbers by capability, or a text such as ``eod:2; medical:1``."""
'''
_TYPES = {
    "integer": "int",
    "number": "float",
    "latitude": "float | str",
    "longitude": "float",
    "flag": "bool",
    "time": "Moment",
    "ids": "Names",
    "choices": "Names",
    "capabilities": "Teams",
}
SINGULAR = {table: kind for kind, (table, _) in HOLDERS.items()} | {
    "seasons": "season",
    "threats": "threat",
    "pace": "pace",
    "incidents": "incident",
    "dispositions": "disposition",
    "requirements": "requirement",
    "supplies": "supply",
    "doctrine": "doctrine",
    "prices": "price",
}
"""What one row of each table is called."""


def class_name(table: str) -> str:
    """Return the name of the class of a table's fields, such as ``AirFleetFields``."""
    return f"{SINGULAR[table].title().replace('_', '')}Fields"


def first_of(table: str) -> tuple[str, ...]:
    """Return the fields that are named by their place: what the row is, or is about."""
    first = columns(TABLES[table])[0].name
    return (first, "value") if table in {"doctrine", "prices"} else (first,)


def field_types() -> str:
    """Return the module of the types of all tables' fields."""
    parts = [_HEAD]
    every_row = "\n".join(
        f"    {column.name}: {_required(column)}"
        for column in columns(TABLES["sites"])
        if column.name in PROVENANCE
    )
    parts.append(
        "\nclass RowFields(TypedDict, total=False):\n"
        f'    """Fields that every row can have."""\n\n{every_row}\n'
    )
    for table in TABLES:
        own = [
            f"    {column.name}: {_required(column)}"
            for column in columns(TABLES[table])
            if column.name not in PROVENANCE and column.name not in first_of(table)
        ]
        head = f"\nclass {class_name(table)}(RowFields, total=False):\n"
        parts.append(f'{head}    """Fields of a row of {table}."""\n\n' + "\n".join(own) + "\n")
    return "\n".join(parts)


def _required(column: Column) -> str:
    # A longitude may stand with the latitude, in one text.
    if column.required and column.kind != "longitude":
        return f"Required[{_type(column)}]"
    return f"{_type(column)} | None"


def _type(column: Column) -> str:
    return _TYPES.get(column.kind, "str")
