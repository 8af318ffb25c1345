"""Read overlays: courses of action, as files of named changes to a mission."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from exeunt.errors import Problem
from exeunt.files import words
from exeunt.files.atomic import special
from exeunt.files.cells import shown

SETTINGS = "mission"
"""What the settings are called where a change names a table."""
PLACED = ("row", "where")
"""Keys by which a change says of which rows it is."""
OPERATIONS: Mapping[str, tuple[str, ...]] = {
    "set": ("table", *PLACED),
    "drop": ("table", *PLACED),
    "add": ("table",),
    "multiply": ("table", *PLACED, "field", "by"),
    "increase": ("table", *PLACED, "field", "by"),
    "shift": ("table", *PLACED, "field", "days"),
    "refuse": ("permission",),
    "grant": ("permission",),
}
"""What a change can do, and the keys that say to what; columns stand beside them."""
FREE = ("set", "add")
"""Operations whose other keys are columns with their values."""


@attrs.frozen(kw_only=True)
class Change:
    """One change to a mission: what it does, and all that it says of it."""

    place: str
    do: str
    says: Mapping[str, Any]

    @property
    def table(self) -> str:
        """Return the table that it changes, as its writer calls it."""
        if self.do in {"refuse", "grant"}:
            return "permissions"
        return str(self.says.get("table", ""))

    def cells(self) -> dict[str, Any]:
        """Return what stands beside the keys of its operation: columns and their values."""
        return {key: value for key, value in self.says.items() if key not in OPERATIONS[self.do]}


@attrs.frozen(kw_only=True)
class Overlay:
    """A course of action: changes to a mission, in the order of their file."""

    name: str
    title: str = ""
    changes: tuple[Change, ...] = ()


def read_overlays(paths: Iterable[Path], problems: list[Problem]) -> tuple[Overlay, ...]:
    """Return overlays in the order given; what is wrong is added to ``problems``, all of it.

    A file is told from another by its name, by which a plan says with what it was made.
    """
    overlays: dict[str, Overlay] = {}
    for path in paths:
        if path.name in overlays:
            expected = "must be given once: courses of action are told apart by their files' names"
            problems.append(Problem(place="with", got=str(path), expected=expected))
            continue
        overlays[path.name] = _read(path, problems)
    return tuple(overlays.values())


def _read(path: Path, problems: list[Problem]) -> Overlay:
    expected = "must be a TOML file of changes to a mission"
    try:
        # To read a pipe is to wait for whoever writes into it, perhaps for ever.
        if what := special(path):
            problems.append(Problem(place=str(path), got=what, expected=expected))
            return Overlay(name=path.name)
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        hint = "" if path.exists() else words.nearest(path.name, _beside(path))
        # Of a file that cannot be opened, what the disk says; of another, where it is no TOML.
        got = str(getattr(error, "strerror", None) or error).lower()
        problems.append(Problem(place=str(path), got=got, expected=expected, hint=hint))
        return Overlay(name=path.name)
    for key in content.keys() - {"title", "change"}:
        hint = "an overlay has a `title` and changes, each under `[[change]]`"
        problems.append(_unknown(path.name, key, content[key], hint))
    changes = content.get("change", [])
    if not isinstance(changes, list) or not changes:
        expected = "must have at least one change, under `[[change]]`"
        problems.append(Problem(place=path.name, field="change", expected=expected))
        changes = []
    return Overlay(
        name=path.name,
        title=str(content.get("title", "")),
        changes=tuple(_changes(changes, path.name, problems)),
    )


def _beside(path: Path) -> Sequence[str]:
    """Return the names of the overlays that may have been meant."""
    if not path.parent.is_dir():
        return ()
    return [one.name for one in sorted(path.parent.iterdir()) if one.suffix == ".toml"]


def _changes(rows: list[Any], name: str, problems: list[Problem]) -> Iterable[Change]:
    """Give the changes that say what they do, with keys of it alone."""
    for number, row in enumerate(rows, start=1):
        place = f"{name} change {number}"
        if not isinstance(row, dict):
            expected = "must be a table of its own, under `[[change]]`"
            problems.append(Problem(place=place, got=str(row), expected=expected))
            continue
        do = str(row.get("do", ""))
        if do not in OPERATIONS:
            hint = words.nearest(do, OPERATIONS) if do else ""
            got = do or None
            expected = words.one_of(OPERATIONS)
            problems.append(Problem(place=place, field="do", got=got, expected=expected, hint=hint))
            continue
        says = {key: value for key, value in row.items() if key != "do"}
        if do not in FREE:
            for key in says.keys() - set(OPERATIONS[do]):
                hint = f"the keys are {', '.join(OPERATIONS[do])}"
                problems.append(_unknown(place, key, says[key], hint))
        yield Change(place=place, do=do, says=says)


def _unknown(place: str, key: str, value: Any, hint: str) -> Problem:
    got = shown(str(value))
    return Problem(place=place, field=key, got=got, expected="must be a known key", hint=hint)
