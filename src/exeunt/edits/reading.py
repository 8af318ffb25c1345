"""Changes as people write them: ``shift C-0031 +2d``, ``close kidal 2023-11-15``.

Words of a command line, or lines of a file; each change begins with its verb, and nothing has to
stand between two of them.
"""

import re
import shlex
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import attrs

from exeunt.edits.changes import (
    Add,
    Change,
    Close,
    Dispose,
    Drop,
    Merge,
    Reload,
    Reroute,
    Retain,
    Shift,
)
from exeunt.edits.disposal_text import read_units, refuse_unfit
from exeunt.edits.loads import KINDS, Reader
from exeunt.edits.names import items, named, refuse, serial_of, site_of
from exeunt.errors import InputError, Problem
from exeunt.model.forces import DISPOSITIONS
from exeunt.model.legs import MODES
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.units.text import Unreadable, plain
from exeunt.units.times import read_time

FORMS = {
    "shift": "shift SERIAL +2d (or -12h, or to 2023-11-15T06:00)",
    "drop": "drop SERIAL",
    "merge": "merge SERIAL SERIAL",
    "add": "add SERIAL from SITE to SITE … at TIME with ITEM NUMBER …",
    "load": "load SERIAL ITEM NUMBER …",
    "route": "route SERIAL from SITE to SITE …",
    "close": "close SITE TIME",
    "dispose": "dispose LOT METHOD NUMBER [at SITE] [from TIME]",
    "retain": "retain LOT METHOD [NUMBER] [at SITE]",
}
"""Every change by its verb, as it is written."""
_SPAN = re.compile(r"[+-](?:\d+(?:\.\d+)?(?:w|d|j|h|min))+")
_PART = re.compile(r"(\d+(?:\.\d+)?)(w|d|j|h|min)")
_HOURS = {"w": 168.0, "d": 24.0, "j": 24.0, "h": 1.0, "min": 1 / 60}


@attrs.frozen(kw_only=True)
class Written:
    """One change as it is written: its words, and where it stands."""

    words: tuple[str, ...]
    place: str


def split(words: Iterable[str], place: str = "") -> tuple[Written, ...]:
    """Return the changes that words tell of, one after the other.

    Raises:
        InputError: the first word is no verb.
    """
    found: list[list[str]] = []
    for word in words:
        if word in {",", ";", "then"} and found:
            continue
        if word.casefold() in FORMS:
            found.append([word.casefold()])
        elif not found:
            raise refuse(place or "edit 1", f"must be one of: {', '.join(FORMS)}", word)
        else:
            found[-1].append(word)
    return tuple(
        Written(
            words=tuple(change),
            place=place or f"edit {number}: {' '.join(change)}",
        )
        for number, change in enumerate(found, 1)
    )


def of_text(text: str, name: str) -> tuple[Written, ...]:
    """Return the changes in a file, one or more a line; after a ``#`` all is a remark.

    Raises:
        InputError: a line has no change in it; all such lines.
    """
    changes: list[Written] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        place = f"{name} line {number}"
        try:
            words = shlex.split(plain(line), comments=True)
        except ValueError:
            problems.append(Problem(place=place, got=line, expected="must close its quotes"))
            continue
        try:
            changes += split(words, place)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return tuple(changes)


def read(
    mission: Mission, plan: Plan, written: Sequence[Written], before: Sequence[Change] = ()
) -> tuple[Change, ...]:
    """Return what written changes mean for a plan, after those made ``before``.

    Raises:
        InputError: with every one that cannot be read.
    """
    changes: list[Change] = []
    problems: list[Problem] = []
    for one in written:
        try:
            changes += _Reading(mission, plan, one, [*before, *changes]).changes()
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return tuple(changes)


class _Reading:
    """Reads one change; ``before`` are those that are made before it."""

    def __init__(
        self, mission: Mission, plan: Plan, written: Written, before: Sequence[Change]
    ) -> None:
        self.mission, self.plan, self.place = mission, plan, written.place
        self.verb, self.words = written.words[0], list(written.words[1:])
        self.added = {change.serial: change for change in before if isinstance(change, Add)}

    def changes(self) -> list[Change]:
        """Return the change, or several where one names several things."""
        readers: dict[str, Callable[[], list[Change]]] = {
            "shift": self._shift,
            "drop": self._drop,
            "merge": self._merge,
            "add": self._add,
            "load": self._load,
            "route": self._route,
            "close": self._close,
            "dispose": self._dispose,
            "retain": self._retain,
        }
        return readers[self.verb]()

    def _more(self, least: int) -> None:
        """Refuse a change with fewer words than it takes."""
        if len(self.words) < least:
            raise refuse(self.place, f"must be written {FORMS[self.verb]}", " ".join(self.words))

    def _serial(self, text: str) -> str:
        if text in self.added:
            return text
        return serial_of(self.plan, text, self.place)

    def _time(self, words: Sequence[str]) -> datetime:
        text = " ".join(words)
        try:
            return read_time(text, self.mission.start)
        except Unreadable as error:
            raise refuse(self.place, error.expected, text, error.hint) from error

    def _shift(self) -> list[Change]:
        self._more(2)
        serial, words = self._serial(self.words[0]), self.words[1:]
        span = "".join(words).casefold()
        if _SPAN.fullmatch(span):
            hours = sum(float(n) * _HOURS[unit] for n, unit in _PART.findall(span))
            hours = -hours if span.startswith("-") else hours
            return [Shift(serial=serial, hours=hours, place=self.place)]
        if words[0] == "to" and len(words) > 1:
            return [Shift(serial=serial, to=self._time(words[1:]), place=self.place)]
        raise refuse(
            self.place,
            "must be a span such as +2d, -12h or +1d6h, or to TIME",
            " ".join(words),
        )

    def _drop(self) -> list[Change]:
        self._more(1)
        return [Drop(serial=self._serial(word), place=self.place) for word in self.words]

    def _merge(self) -> list[Change]:
        self._more(2)
        first, *others = map(self._serial, self.words)
        return [Merge(serial=first, joining=other, place=self.place) for other in others]

    def _sites(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the sites of ``from A to B to C``."""
        names = [word for word in words if word not in {"from", "to", "via", ">"}]
        return tuple(site_of(self.mission, name, self.place) for name in names)

    def _parts(self, keys: Sequence[str]) -> dict[str, list[str]]:
        """Return the words after each of some words, by it; those before the first by a blank."""
        parts: dict[str, list[str]] = {"": []}
        key = ""
        for word in self.words:
            if word in keys and word not in parts:
                key = word
                parts[key] = []
            else:
                parts[key].append(word)
        return parts

    def _mode(self, words: Sequence[str]) -> str:
        if not words:
            return ""
        return named(words[0], MODES, "mode", self.place)

    def _add(self) -> list[Change]:
        parts = self._parts(("from", "by", "at", "with"))
        missing = {"from", "at", "with"} - parts.keys()
        if missing or len(parts[""]) != 1:
            raise refuse(self.place, f"must be written {FORMS['add']}", " ".join(self.words))
        sites = self._sites(parts["from"])
        reader = Reader(mission=self.mission, sites=sites, place=self.place)
        if len(sites) < 2:
            raise refuse(self.place, "must name at least two sites", " ".join(parts["from"]))
        return [
            Add(
                serial=parts[""][0],
                sites=sites,
                depart=self._time(parts["at"]),
                loads=reader.read(self._listed(parts["with"])),
                mode=self._mode(parts.get("by", ())),
                place=self.place,
            )
        ]

    def _listed(self, words: Sequence[str]) -> str:
        """Return words that name loads with a semicolon before each item, if there is none yet."""
        text = " ".join(words)
        if ";" in text or "," in text:
            return text
        known = items(self.mission)
        parts: list[str] = []
        for number, word in enumerate(words):
            kind = word.casefold() in KINDS and word.casefold() not in known
            begins = word.casefold() in known or kind
            follows = number and words[number - 1].casefold() in KINDS and parts
            if begins and not follows:
                parts.append(";")
            parts.append(word)
        return " ".join(parts)

    def _way_of(self, serial: str) -> tuple[str, ...]:
        """Return the sites along which a serial travels."""
        if serial in self.added:
            return self.added[serial].sites
        stages = self.plan.serials[serial]
        return (stages[0].origin, *(stage.destination for stage in stages))

    def _load(self) -> list[Change]:
        self._more(3)
        serial = self._serial(self.words[0])
        reader = Reader(mission=self.mission, sites=self._way_of(serial), place=self.place)
        loads = reader.read(self._listed(self.words[1:]))
        before = {load.item: load for load in self.plan.aboard.get(serial, ())}
        # Of what is aboard already only the number is said: it keeps its stages and its role.
        kept = [
            attrs.evolve(before[load.item], quantity=load.quantity)
            if load.item in before and not self._says_more()
            else load
            for load in loads
        ]
        return [
            Reload(
                serial=serial,
                loads=tuple(load for load in kept if load.quantity > 0),
                gone=tuple(load.item for load in kept if load.quantity <= 0),
                place=self.place,
            )
        ]

    def _says_more(self) -> bool:
        """Say whether a load is told with its role or its stages."""
        roles = {"crew", "passenger", "driven", "carried", "used", "delivered"}
        return any(word in roles or "@" in word or ">" in word for word in self.words[1:])

    def _route(self) -> list[Change]:
        self._more(3)
        parts = self._parts(("from", "by"))
        serial = self._serial(self.words[0])
        sites = self._sites(parts.get("from", ()))
        if len(sites) < 2:
            raise refuse(self.place, f"must be written {FORMS['route']}", " ".join(self.words))
        mode = self._mode(parts.get("by", ()))
        return [Reroute(serial=serial, sites=sites, mode=mode, place=self.place)]

    def _close(self) -> list[Change]:
        self._more(2)
        site = site_of(self.mission, self.words[0], self.place)
        words = self.words[1:]
        if words == ["never"]:
            return [Close(site=site, when=None, place=self.place)]
        return [Close(site=site, when=self._time(words), place=self.place)]

    def _disposal(self, least: int) -> tuple[str, str, str, dict[str, list[str]]]:
        """Return lot, way and number of what is disposed of, and what stands after other words."""
        self._more(least)
        parts = self._parts(("at", "from"))
        if not least <= len(parts[""]) <= 3:
            raise refuse(self.place, f"must be written {FORMS[self.verb]}", " ".join(self.words))
        lot, way, number = (*parts[""], "")[:3]
        if way[:1].isdigit() and number:
            way, number = number, way
        return lot, named(way, DISPOSITIONS, "disposition", self.place), number, parts

    def _dispose(self) -> list[Change]:
        text, way, number, parts = self._disposal(3)
        lot = named(text, self.mission.lot, "lot", self.place)
        units = read_units(number, self.place)
        refuse_unfit(self.mission, lot, way, units, self.place)
        site = site_of(self.mission, parts["at"][0], self.place) if parts.get("at") else ""
        start = self._time(parts["from"]) if parts.get("from") else None
        return [Dispose(lot=lot, way=way, quantity=units, site=site, start=start, place=self.place)]

    def _retain(self) -> list[Change]:
        text, way, number, parts = self._disposal(2)
        # Fleets that are left behind are rows of the plan's disposals too.
        names = [*self.mission.lot, *(row.lot for row in self.plan.disposals)]
        lot = named(text, names, "lot", self.place)
        units = read_units(number, self.place) if number else None
        site = site_of(self.mission, parts["at"][0], self.place) if parts.get("at") else ""
        return [Retain(lot=lot, way=way, quantity=units, site=site, place=self.place)]
