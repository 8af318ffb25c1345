"""Things of one kind are said together: the first in full, the others by their names and number.

A list of 400 lots that nothing lifts hides the one date that is wrong.
"""

from collections.abc import Hashable, Iterable, Sequence

import attrs

from exeunt.errors import Problem
from exeunt.model.outcome import Finding, Violation
from exeunt.model.reason import Reason
from exeunt.words.problems import on_a_line
from exeunt.words.refusals import refusal
from exeunt.words.words import Words

IN_FULL = 3
"""Things of one kind that are said in full where they are not all asked for."""
NAMED = 4
"""Of the others of a kind, so many are named; the rest is counted."""


@attrs.frozen(kw_only=True)
class Line:
    """Something to say on a line: of what kind it is, and what tells it from its siblings."""

    text: str
    kind: Hashable
    name: str = ""


def line_of(thing: object) -> Line:
    """Return a problem, or any text, as a line; problems that differ by place alone are of a kind.

    A text is of no kind but its own.
    """
    if isinstance(thing, Line):
        return thing
    text = str(thing)
    if isinstance(thing, Problem):
        table, name = parted(thing.place)
        kind = (table, thing.field, thing.got, thing.expected, thing.hint)
        return Line(text=text, kind=kind, name=name)
    return Line(text=text, kind=text)


def lines_of(findings: Iterable[Finding], texts: Iterable[str]) -> list[Line]:
    """Return findings with their texts as lines; what asks the same of a column is of a kind."""
    lines = []
    for finding, text in zip(findings, texts, strict=True):
        table, name = parted(finding.place)
        kind = (table, finding.field, finding.expected.key)
        lines.append(Line(text=text, kind=kind, name=name))
    return lines


def refused(problems: Iterable[Problem], tell: Words) -> list[Line]:
    """Return problems as lines in a language; those that differ by place alone are of a kind."""
    lines = []
    for problem in problems:
        text = on_a_line(refusal(problem, tell), tell)
        lines.append(attrs.evolve(line_of(problem), text=text))
    return lines


def kind_of(violation: Violation) -> Hashable:
    """Return of what kind a violation is: its rule, and what of it is broken."""
    what = dict(violation.message.arguments).get("what")
    return (violation.rule, violation.message.key, what.key if isinstance(what, Reason) else "")


def parted(place: str) -> tuple[str, str]:
    """Return a place's table, and which row of it: ``lots.csv`` and ``row 7`` or ``stores``.

    Of a workbook's place (``sheet lots row 7``) the table is the sheet.
    """
    if place.startswith("sheet "):
        sheet, row, number = place.removeprefix("sheet ").partition(" row ")
        return f"sheet {sheet}", f"{row.strip()} {number}".strip()
    table, _, name = place.partition(" ")
    return table, name


def gathered(
    things: Iterable[object], tell: Words, *, everything: bool = False, where: str = "--json"
) -> list[str]:
    """Return lines to print, those of one kind together, of many the first and how many more.

    ``where`` says what lists the others.
    """
    kinds: dict[Hashable, list[Line]] = {}
    for line in map(line_of, things):
        kinds.setdefault(line.kind, []).append(line)
    said: list[str] = []
    for lines in kinds.values():
        # To leave one out takes as much room as to say it.
        full = len(lines) if everything or len(lines) == IN_FULL + 1 else IN_FULL
        said += [line.text for line in lines[:full]]
        if lines[full:]:
            said.append(others(lines[full:], tell, where))
    return said


def others(lines: Sequence[Line], tell: Words, where: str) -> str:
    """Say how many more of a kind there are, with the names of some."""
    names = list(dict.fromkeys(line.name for line in lines if line.name))
    count = tell.number(len(lines))
    if not names:
        return tell("console.others", n=count, where=where)
    named = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        named = f"{named} …"
    return tell("console.others_named", n=count, names=named, where=where)
