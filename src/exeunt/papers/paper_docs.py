"""The documentation of the papers, made from the columns that they are made from."""

from collections.abc import Iterable, Sequence

from exeunt.documents.parts import Field
from exeunt.model.columns import ENGLISH, HEADED, header_in
from exeunt.papers.keys import PaperKey
from exeunt.papers.movement_list.columns import LINES, TOLD_APART, fields_of
from exeunt.papers.paper import Paper
from exeunt.papers.registry import PAPERS
from exeunt.words.words import Words

_HEAD = """# The papers

This page is made from the columns declared in the code (`python scripts/make_papers.py`); a test
holds the two together.

`exeunt papers MISSION PLAN --out DIR` prints a plan as the papers that people work from. How to use
them is in [print the papers](how-to/papers.md).

- **The referee judges first.** Of a plan that breaks rules nothing is printed, unless `--draft` is
  given: then every paper says that it is a draft and must not be used.
- **What the plan does not know is a blank.** Names, call signs, references and what happened are
  shaded blanks to fill in; nothing is invented. Denial of kit is lists, authority, rates and
  timing; no techniques.
- **A paper that would have nothing to say is not printed**, and the command says which: no air
  table without flights, no closures where no site closes, no register where the mission has no
  permissions, no destruction list where nothing is destroyed or stays behind.
- **Times** are by the mission's clock, which the papers name: it is `utc_offset_hours` ahead of UTC
  ([formats](formats.md)). Where a period is a day, texts, workbooks, the movement list and the
  calendar tell dates and no hours: an order has a blank for the hour of departure, and events of
  the calendar take whole days, the last one with them. A workbook's cells keep the plan's moment
  behind the date, so that rows of one day sort as they happen. Where a period is shorter the
  calendar is told the mission's zone, as is the time slider of a KML always; the track of a GPX is
  in UTC, as the format wants it.
- **Languages**: English and French (`--lang fr`): words, headers, meanings, dates and numbers. What
  the mission's tables say stays in the tables' words. Keys of columns, and the names of files, are
  English in both.
- **Military symbols** (`--symbols`): sites and serials on strip maps as APP-6 symbols; their
  20-digit codes as `sidc` in the maps.
- **Nothing of yours is touched.** DIR is new, empty, or holds papers of the same mission.
  `papers.csv` in it lists every file with paper, language, mission, hashes of mission and plan,
  cost, version and a checksum. A file that you completed or changed is not written over: the
  command says which they are and prints nothing. Files of an earlier print that are no longer made
  are removed if they are as they were printed. Papers of two plans are not mixed in one folder.
  Papers of two languages may be; one that is there in another language is replaced, and the command
  says which.

"""

_TAIL = """## An example

From the papers of the plan that is worked out by hand for `tiny`. An order says in its second
paragraph

```text
Convoy C-002 leaves Bravo on 4 Jan 2030 to bring 20 passengers and 14 units of kit \
from Alpha to Bravo, and ends at Bravo on 7 Jan 2030.
```

Its first annex, and the movement table, have a row for each stage:

| Stage | Start point | To | Distance (km) | On the move (h) \
| Departs | Arrives | Halt (h) | In all (km) |
|---|---|---|---|---|---|---|---|---|
| 1 | Bravo | Alpha | 100 | 24 | 4 Jan 2030 | 5 Jan 2030 | 24 | 100 |
| 2 | Alpha | Bravo | 100 | 24 | 6 Jan 2030 | 7 Jan 2030 | – | 200 |

## What has no place

A site that stands for several places (`has_place` is `no`: contributors' countries) has no point on
any map, and what leads there no line: GeoJSON has its features without a geometry, KML lists them
without a shape, a navigation device is not given them, and the movement list leaves latitude and
longitude blank.

## How figures are counted

- **People** of a serial are all its crew and passengers, each boarding counted, and the crews that
  come with its vehicles (most on a stage). **Passengers** are those whose way it is.
- **Kit** counts units, carried or driven; containers (TEU) and tonnes are of what is carried, with
  supplies delivered elsewhere.
- **Permissions** of a movement are those that decide, by the rule `movement_permitted`: of the rows
  about a place that hold at departure, or later until arrival, the most specific at that moment.
- **Strikes and casualties** are expected figures by the referee's formula
  ([terms](rules.md#terms)).
- **Supplies needed** are those of `supplies_carried`: fuel for the km of fleets' vehicles
  and of kit that drives, water and rations for the duration at the doctrine's quantile (the 90th
  percentile) and the halts.
- **Value lost** is value less what the disposition recovers; its sum is the plan's term
  `value_lost`, and the sum of the costs is the disposal's part of `money`.
- **Harm** of what stays behind sums to the plan's term `capture_points`: what is abandoned or left,
  and what is given away or transferred where nobody is there to take it.
- **Out** is as in [the report](report.md#how-figures-are-counted).
- A column of a workbook that would hold no figure but 0 is hidden, not left out; it shows where 0
  is worth knowing: escorts, free slots, notice, threat and expected casualties, movements that
  depend on a permission, what stays behind.
"""

_LIST = """A comma-separated table in UTF-8 whose header is the keys below, whatever the language.
Numbers are plain; moments are `2023-07-01T06:00` or, where a period is a day, `2023-07-01`. A name
that begins with `=`, `+`, `-` or `@` would be a formula to a spreadsheet that opens the file: it
has an apostrophe before it. Workbooks of the other papers hold such names as text. The last column
names the field of a TPFDD (time-phased force and deployment data) that means the same.

Deployment lists have levels of detail. Here each level is a file, which its column `level` names.
Every level counts every boarding once, so people, kit, mass, containers and fuel have the same sums
in all files: add up one of them.

{levels}

These are levels I to IV of joint planning as it was defined with
[five levels](http://ed.newdu.com/k1445686.html); a definition with
[six](https://definedterm.com/level_of_detail/168584) has people at levels I, V and VI only. They
are followed as far as a mission's tables go, which have no dimensions: level 2 tells driven from
carried kit, and not bulk, oversize, outsize and non-air-transportable cargo, and there are no
square feet, measurement tons, lengths, widths and heights. Below level 4 stand single items with
their numbers and people with their names, which a plan does not know: orders have blanks for
names."""

_LEVELS = {
    1: "each unit line number",
    2: "each summary category of it: crew and passengers, kit that drives and kit that is carried, "
    "supplies",
    3: "each population, class of kit and supply of these",
    4: "each party, lot and supply, with its name",
}


def paper_docs() -> str:
    """Return ``docs/papers.md``: what each paper is, and every column of those that are tables."""
    tables = [part for paper in PAPERS.values() if paper.columns for part in _tables(paper)]
    parts = [f"{_HEAD}{_overview()}\n\n{_TAIL}", *tables]
    return "\n".join(parts).rstrip("\n") + "\n"


def _overview() -> str:
    """Return the table of all papers: names, files, and what they are for."""
    rows = [
        (f"`{paper.key}`", ", ".join(f"`{name}`" for name in paper.files), paper.purpose)
        for paper in PAPERS.values()
    ]
    return _markdown(("paper", "files", "what it is for"), rows)


def _tables(paper: Paper) -> list[str]:
    """Return a section on a paper, with a table of columns for each of its sheets."""
    words = Words("en")
    name = paper.title.removeprefix("The ").capitalize()
    # The list alone is for programs: it has no sheets to name, and its readers come from TPFDD.
    is_list = paper.key == PaperKey.MOVEMENT_LIST
    parts = [f"## {paper.title}\n"]
    if is_list:
        parts.append(f"{_LIST.format(levels=_levels(paper))}\n")
    for key, fields in paper.columns.items():
        title = f"### {name}: {words(f'papers.{key}').lower()}\n\n" if key else ""
        parts.append(f"{title}{_columns(fields, like=is_list)}\n")
    return parts


def _levels(paper: Paper) -> str:
    """Return the table of the movement list's levels of detail."""
    detailed, *sums = paper.files
    rows = []
    for (level, what), name in zip(_LEVELS.items(), (*sums, detailed), strict=True):
        left_out = []
        if level in TOLD_APART:
            kept = {field.key for field in fields_of(level)}
            left_out = [f"`{field.key}`" for field in LINES if field.key not in kept]
        rows.append((str(level), f"`{name}`", what, ", ".join(left_out)))
    return _markdown(("level", "file", "a row for", "columns that it leaves out"), rows)


def _columns(fields: tuple[Field, ...], *, like: bool) -> str:
    """Return a table of columns; with ``like`` also of what the same is called elsewhere."""
    head = ["key", *HEADED.values(), "unit", "meaning"]
    rows = [
        [f"`{f.key}`", *(header_in(f, language) for language in HEADED), f.unit, _meaning(f)]
        for f in fields
    ]
    if like:
        head.append("TPFDD")
        for cells, field in zip(rows, fields, strict=True):
            cells.append(field.like)
    return _markdown(head, rows)


def _meaning(field: Field) -> str:
    meaning = field.meaning(ENGLISH)
    if field.fill and "fill in" not in meaning:
        return f"{meaning} *To fill in.*"
    return meaning


def _markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [_line(head), "|---" * len(head) + "|", *(_line(cells) for cells in rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    # A bar inside a cell would end it.
    escaped = [cell.replace("|", "\\|") for cell in cells]
    return f"| {' | '.join(escaped)} |"
