"""Points and ways as others record them, and what their properties say in a mission's own words."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from exeunt.files.cells import Cell, Setting, as_text, blank, read_cell
from exeunt.files.headers import names_of
from exeunt.files.imports.globe import Spot
from exeunt.files.notes import Notes
from exeunt.model.reason import Reason
from exeunt.units.text import Unreadable, fold

Properties = Mapping[str, Cell]
"""What a feature says of itself, by whatever names its writer gave."""


@attrs.frozen(kw_only=True)
class Point:
    """A position that may become a site: where in the file, what it is called, its own id.

    ``off_m`` is how far off it may be, as far as its receiver said.
    """

    place: str
    name: str
    spot: Spot | None
    properties: Properties = attrs.field(factory=dict)
    own_id: str = ""
    off_m: float = 0.0


@attrs.frozen(kw_only=True)
class Fix:
    """A position of a track, with its time where it was recorded."""

    spot: Spot
    time: datetime | None = None


@attrs.frozen(kw_only=True)
class Way:
    """A line that may become legs.

    One that ``is_track``, recorded or planned from its first fix to its last, is followed by
    itself; lines of a map are pieces of a network.
    """

    place: str
    name: str
    fixes: Sequence[Fix]
    properties: Properties = attrs.field(factory=dict)
    is_track: bool = False


@attrs.frozen(kw_only=True)
class Features:
    """What a file holds, and whose it says that it is."""

    points: Sequence[Point] = ()
    ways: Sequence[Way] = ()
    rights: str = ""


@attrs.frozen(kw_only=True)
class Source:
    """What the rows made from a file have in common: its name and whose it is."""

    file: str
    rights: str = ""

    @property
    def text(self) -> str:
        """What stands in the `source` of every row."""
        return f"{self.file}; {self.rights}" if self.rights else self.file


def values_of(
    row_class: type,
    properties: Properties,
    *,
    place: str,
    but: Collection[str],
    notes: Notes,
    currency: str = "",
) -> dict[str, Any]:
    """Return what properties say in the columns of a table, by their names in any language.

    Columns in ``but`` come from elsewhere. A property that is called as a column is it before one
    that only has another name of it; the last part of a name counts, its groups do not. What
    cannot be read is left out and said.
    """
    names = names_of(row_class)
    values: dict[str, Any] = {}
    for name in sorted(properties, key=lambda name: not _is_own(name, names.columns)):
        cell = properties[name]
        heading = names.named(last_part(name))
        if heading is None or blank(cell):
            continue
        column = heading.column
        if column.name in but or column.name in values:
            continue
        try:
            setting = Setting(currency=currency, header_unit=heading.unit)
            values[column.name] = read_cell(column, cell, setting)
        except Unreadable as error:
            why = Reason.of("imports.field", why=error.expected)
            notes.remark(place, why, cell, field=column.name)
    return values


def renamed(properties: Properties, columns: Collection[tuple[str, str]]) -> dict[str, Cell]:
    """Return properties with those that a user named for fields of ours under the fields' names."""
    rest, found = dict(properties), {}
    for field, header in columns:
        for name in properties:
            if fold(header) in {fold(name), fold(last_part(name))}:
                # One property may be meant for two fields, and two may change places.
                found[field] = properties[name]
                rest.pop(name, None)
                break
    return rest | found


def last_part(name: str) -> str:
    """Return a name without the groups that it is in, as survey forms write them."""
    return name.rpartition("/")[2] or name


def is_known(row_class: type, name: str, others: Collection[str]) -> bool:
    """Say whether a property is one that is read, by a column's name or one of some others."""
    folded = {fold(other) for other in others}
    return names_of(row_class).named(last_part(name)) is not None or fold(last_part(name)) in folded


def _is_own(name: str, columns: Sequence[Any]) -> bool:
    return fold(last_part(name)) in {fold(column.name) for column in columns}


def text_of(properties: Properties, *names: str) -> str:
    """Return the text of the first of some properties that says anything; blank for none."""
    folded = {fold(last_part(name)): cell for name, cell in properties.items()}
    for name in names:
        cell = folded.get(fold(name))
        if not blank(cell):
            return " ".join(as_text(cell).split())
    return ""
