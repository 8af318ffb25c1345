"""What a site disposes of as one line of text: ``ammunition 6 destroy; prefabs 5 sell``.

Each part names a lot, how many of its units and in which way. Whoever adds units may say from when:
``prefabs 5 sell from 2030-01-04``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import attrs

from exeunt.edits.changes import Dispose, Retain
from exeunt.edits.names import named, refuse
from exeunt.model.forces import DISPOSITIONS
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal
from exeunt.units.text import Unreadable
from exeunt.units.times import read_time

FORM = "must be LOT NUMBER METHOD [from TIME], such as prefabs 5 sell"


@attrs.frozen(kw_only=True)
class Part:
    """So many units of a lot in one way; ``start`` is the earliest beginning, where it is said."""

    lot: str
    way: str
    quantity: int
    start: datetime | None = None


def print_disposals(rows: Iterable[Disposal]) -> str:
    """Return the disposals of one site as one line, those of one lot in one way as one part."""
    sums: Counter[tuple[str, str]] = Counter()
    for row in rows:
        sums[row.lot, row.disposition] += row.quantity
    return "; ".join(f"{lot} {n} {way}" for (lot, way), n in sums.items())


def disposals_changed(
    mission: Mission, rows: Sequence[Disposal], text: str, site: str, place: str
) -> Iterator[Dispose | Retain]:
    """Yield what must change for a site to dispose of what a text says, and of nothing else.

    Raises:
        InputError: it names what is not there, or is not written so; the first such part.
    """
    sums: Counter[tuple[str, str]] = Counter()
    for row in rows:
        sums[row.lot, row.disposition] += row.quantity
    said: Counter[tuple[str, str]] = Counter()
    starts: dict[tuple[str, str], datetime | None] = {}
    for part in filter(None, (one.strip() for one in re.split(r"[;,]", text))):
        words = part.split()
        found = read_part(mission, words, place, [row.lot for row in rows])
        said[found.lot, found.way] += found.quantity
        starts[found.lot, found.way] = found.start
    # What is kept comes first: its units may be those that go in another way now.
    for lot, way in sums:
        if (fewer := sums[lot, way] - said[lot, way]) > 0:
            yield Retain(lot=lot, way=way, quantity=fewer, site=site, place=place)
    for (lot, way), n in said.items():
        if (more := n - sums[lot, way]) > 0:
            start = starts[lot, way]
            refuse_unfit(mission, lot, way, more, place)
            yield Dispose(lot=lot, way=way, quantity=more, site=site, start=start, place=place)


def read_part(
    mission: Mission, words: Sequence[str], place: str, others: Iterable[str] = ()
) -> Part:
    """Return what some words say: a lot, its units and a way, the last two in either order.

    ``others`` are names besides those of lots, as of fleets that are left behind.

    Raises:
        InputError: they are not written so, or name what is not there.
    """
    main, since = list(words), list[str]()
    if "from" in main:
        since = main[main.index("from") + 1 :]
        main = main[: main.index("from")]
    if len(main) != 3 or ("from" in words and not since):
        raise refuse(place, FORM, " ".join(words))
    lot = named(main[0], [*mission.lot, *others], "lot", place)
    number, way = main[1:] if main[1][:1].isdigit() else (main[2], main[1])
    return Part(
        lot=lot,
        way=named(way, DISPOSITIONS, "disposition", place),
        quantity=read_units(number, place),
        start=_time(mission, since, place) if since else None,
    )


def read_units(text: str, place: str) -> int:
    """Return how many units a word says.

    Raises:
        InputError: it is no whole number, or none.
    """
    if not text.isdecimal() or int(text) < 1:
        raise refuse(place, "must be a whole number of units, 1 or more", text)
    return int(text)


def _time(mission: Mission, words: Sequence[str], place: str) -> datetime:
    text = " ".join(words)
    try:
        return read_time(text, mission.start)
    except Unreadable as error:
        raise refuse(place, error.expected, text, error.hint) from error


def refuse_unfit(mission: Mission, lot: str, way: str, units: int, place: str) -> None:
    """Refuse to dispose of more units than a lot has, of what is no lot, and to ship on the spot.

    Raises:
        InputError: it is one of these.
    """
    named(lot, mission.lot, "lot", place)
    if way == "ship":
        raise refuse(place, "must leave in a serial: shipping is no disposal", way)
    held = mission.lot[lot].quantity
    if units > held:
        raise refuse(place, f"must be at most the {held} units of {lot}", str(units))
