"""The levels of the movement list that sum up its lines: 1 to 3, from totals to categories."""

from collections.abc import Iterable, Iterator, Mapping

from exeunt.documents.parts import Value
from exeunt.papers.movement_list.columns import SUMMED, TOLD_APART


def summed(level: int, lines: Iterable[Mapping[str, Value]]) -> Iterator[dict[str, Value]]:
    """Yield the rows of a level, in the order in which their first lines stand."""
    groups: dict[tuple[Value, ...], dict[str, Value]] = {}
    for line in lines:
        key = (line["uln"], *(line[name] for name in TOLD_APART[level]))
        # Where and when is one for a line number: that of its first line is that of all.
        row = groups.setdefault(key, {**line, "level": level, **dict.fromkeys(SUMMED, 0)})
        for name in SUMMED:
            row[name] = _number(row[name]) + _number(line[name])
    yield from groups.values()


def _number(value: Value) -> float:
    if not isinstance(value, int | float):
        raise TypeError(value)
    return value
