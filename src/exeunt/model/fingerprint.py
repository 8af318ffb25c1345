"""What the hash of a mission is of: its rows in one canonical form, defaults left out.

A plan's record names the mission that it was made for by this hash. It must therefore change with
every figure that the user gives, and with nothing else: not with the order of rows, sheets or
columns, not with how a number is written, and not with a release of ours that adds a field which
nobody has filled in yet.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any

import attrs

from exeunt.model.columns import columns

LENGTH = 16
"""Hexadecimal digits of a hash: 64 bits tell any two missions apart that a user will ever have."""
FIRST_DEFAULTS = {("Permission", "lead_days"): 7.0, ("Prices", "vacuum_day"): 50_000.0}
"""Defaults that have changed, as they first were, by noun and field.

The hash is of the figures in use: who stated one keeps his hash, and whose default has changed has
another mission, though not a word of it is another.
"""
IN_ORDER = ("threats", "dispositions")
"""Tables in which the order of rows counts: of two rows about the same thing, one rules."""


def fingerprint(
    settings: Mapping[str, Any], figures: Iterable[Any], tables: Mapping[str, tuple[Any, ...]]
) -> str:
    """Return the hash of a mission.

    Args:
        settings: those that are not as by default, by name.
        figures: doctrine and prices in use, for what they change of the defaults.
        tables: every table's rows by its name.
    """
    # A table without rows is no table at all, so that a release may add one.
    parts = {name: _table(name, rows) for name, rows in tables.items() if rows}
    whole = {
        "settings": {name: _plain(value) for name, value in settings.items()},
        "figures": {type(holder).__name__: _given(holder) for holder in figures},
        "tables": parts,
    }
    return _digest(json.dumps(whole, sort_keys=True, ensure_ascii=False))


def legacy_fingerprint(thing: Any) -> str:
    """Return a hash of every field that files of version 1 had, as Python shows it.

    Plans in such files carry this hash of their mission, papers one of their plan. It holds on to
    the fields that there were then, so it stays what it was whatever is added.
    """
    then = attrs.astuple(thing, filter=lambda field, _: _since(field) == 1)
    return _digest(repr(_bare(then)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def _table(name: str, rows: tuple[Any, ...]) -> list[dict[str, Any]]:
    given = [_given(row) for row in rows]
    if name in IN_ORDER:
        return given
    return sorted(given, key=lambda row: json.dumps(row, sort_keys=True, ensure_ascii=False))


def _given(row: Any) -> dict[str, Any]:
    """Return the values of a row that are not as by default, by field."""
    given: dict[str, Any] = {}
    for column in columns(type(row)):
        value = getattr(row, column.name)
        default = FIRST_DEFAULTS.get((type(row).__name__, column.name), column.default)
        if column.required or value != default:
            given[column.name] = _plain(value)
    return given


def _plain(value: Any) -> Any:
    """Return a value as JSON has it, the same for the same figure however it was written."""
    # A flag is a number to Python, and would come out as 1.0.
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, int | float):
        # 5, 5.0 and 5e0 are one figure, and so are 0 and -0.
        return float(value) + 0.0
    return [_plain(part) for part in value]


def _since(field: "attrs.Attribute[Any]") -> int:
    """Return the version of the files that first had a field."""
    since: int = field.metadata.get("since") or field.metadata.get("column", {}).get("since", 1)
    return since


def _bare(value: Any) -> Any:
    """Return nested tuples with words as plain strings: enums show themselves by another name."""
    if isinstance(value, tuple):
        return tuple(_bare(part) for part in value)
    return value.value if isinstance(value, Enum) else value
