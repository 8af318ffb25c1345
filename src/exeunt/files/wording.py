"""What stands around the contract's own words where people fill in a mission, in a language."""

from collections.abc import Mapping
from typing import Any

import attrs

from exeunt.files.cells_out import write_native
from exeunt.model.columns import ENGLISH, PROVENANCE, Column, header_in

EVERY_ROW = "row"
"""Under this name stand the meanings of the fields that rows of every table have."""


@attrs.frozen(kw_only=True)
class Wording:
    """The words of sheets and templates.

    The English of missions and plans that are saved is the default.
    """

    language: str = ENGLISH
    required: str = "Required."
    default: str = "Blank means"
    choices: str = "One of"
    range: str = "Range"
    between: str = "{low} to {high}"
    above_to: str = "above {low}, at most {high}"
    above: str = "above {low}"
    at_least: str = "{low} or more"
    at_most: str = "{high} or less"
    unit: str = "Unit"
    currency: str = "currency"
    blank: str = "May be blank."
    nothing: str = "blank"
    yes: str = "yes"
    no: str = "no"
    key: str = "Key"
    value: str = "Value"
    meaning: str = "Meaning"
    meanings: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    """Meanings of fields that are not the contract's English, by table and field."""
    units: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    """Units that are called otherwise than in the contract."""
    options: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    """What choices are called otherwise than in the contract; each is read as what it says."""
    readme: str = ""
    """How to fill in a mission: a line each, the first of them the title."""
    guide: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    """What else only templates say, by key."""

    def option(self, choice: str) -> str:
        """Return what a choice is called."""
        return self.options.get(choice, choice)


IN_ENGLISH = Wording()


def meaning_key(table: str, column: Column) -> str:
    """Return the key of a field's meaning: its table, or that of every row, and its name."""
    return f"{EVERY_ROW if column.name in PROVENANCE else table}.{column.name}"


def meaning_of(table: str, column: Column, wording: Wording = IN_ENGLISH) -> str:
    """Return what a field of a table means, in the wording's language."""
    return wording.meanings.get(meaning_key(table, column)) or column.meaning


def unit_of(column: Column, wording: Wording = IN_ENGLISH, currency: str = "") -> str:
    """Return a field's unit in the wording's language and the mission's currency."""
    unit = wording.units.get(column.unit, column.unit)
    return unit.replace("currency", currency or wording.currency)


def heading(column: Column, wording: Wording = IN_ENGLISH, currency: str = "") -> str:
    """Return a column's header for people, with its unit in brackets."""
    name = header_in(column, wording.language) or column.name
    unit = unit_of(column, wording, currency)
    if not unit or unit.casefold() == name.casefold():
        return name
    return f"{name} ({unit})"


def options_of(column: Column, wording: Wording = IN_ENGLISH) -> tuple[str, ...]:
    """Return the fixed options of a column that takes one of them; none for other columns."""
    if column.kind == "flag":
        return (wording.yes, wording.no)
    if column.kind == "choice":
        return tuple(wording.option(choice) for choice in column.choices if choice)
    return ()


def worded(column: Column, value: Any, wording: Wording = IN_ENGLISH) -> Any:
    """Return a value of a field with its choices as they are called."""
    if column.kind == "choice" and value is not None:
        return wording.option(str(value))
    if column.kind == "choices":
        return tuple(wording.option(choice) for choice in value)
    if column.kind == "capabilities":
        return tuple((wording.option(name), teams) for name, teams in value)
    return value


def explained(table: str, column: Column, wording: Wording = IN_ENGLISH) -> str:
    """Return what a header's note says: meaning, unit, range, choices, what a blank means."""
    lines = [meaning_of(table, column, wording)]
    if column.unit:
        lines.append(f"{wording.unit}: {unit_of(column, wording)}.")
    if allowed := _allowed(column, wording):
        lines.append(f"{wording.range}: {allowed}.")
    if column.choices:
        named = ", ".join(wording.option(choice) or wording.nothing for choice in column.choices)
        lines.append(f"{wording.choices}: {named}.")
    if column.required:
        lines.append(wording.required)
    elif column.default in (None, "", ()):
        lines.append(wording.blank)
    else:
        lines.append(f"{wording.default} {_default(column, wording)}.")
    return "\n".join(lines)


def _default(column: Column, wording: Wording) -> str:
    if column.kind == "flag":
        return wording.yes if column.default else wording.no
    return str(write_native(column, worded(column, column.default, wording)))


def _allowed(column: Column, wording: Wording) -> str:
    """Say in which range a column's values lie; blank where any will do, or it goes without."""
    if column.kind in {"latitude", "longitude"}:
        return ""
    low = column.gt if column.gt is not None else column.ge
    match (low is not None, column.le is not None):
        case True, True:
            pattern = wording.between if column.gt is None else wording.above_to
        case True, False:
            pattern = wording.at_least if column.gt is None else wording.above
        case False, True:
            pattern = wording.at_most
        case _:
            return ""
    return pattern.format(low=f"{low or 0:g}", high=f"{column.le or 0:g}")
