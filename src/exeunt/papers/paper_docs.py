"""The documentation of the papers, made from the columns that they are made from."""

from exeunt.documents.parts import Field
from exeunt.papers.registry import COLUMNS
from exeunt.words.words import Words

_HEAD = """# The papers

This page is made from the columns declared in the code (`python scripts/make_papers.py`); a test holds the two together.

`exeunt papers MISSION PLAN --out DIR` prints a plan as the papers that people work from. How to use them is in
[print the papers](how-to/papers.md).

- **The referee judges first.** Of a plan that breaks rules nothing is printed, unless `--draft` is given: then every paper says
  that it is a draft and must not be used.
- **What the plan does not know is a blank.** Names, call signs, references and what happened are shaded blanks to fill in; nothing is
  invented. Denial of kit is lists, authority, rates and timing; no techniques.
- **A paper that would have nothing to say is not printed**, and the command says which: no air table without flights, no closures
  where no site closes, no register where the mission has no permissions, no destruction list where nothing is destroyed or stays behind.
- **Times** are the mission's local times. No file is told a time zone, but GPX, which knows none but UTC: there they are written as if
  they were UTC.
- **Languages**: English and French (`--lang fr`): words, headers, meanings, dates and numbers. What the mission's tables say stays
  in the tables' words. Keys of columns, and the names of files, are English in both.
- **Military symbols** (`--symbols`): sites and serials on strip maps as APP-6 symbols; their 20-digit codes as `sidc` in the maps.
- **Nothing of yours is touched.** DIR is new, empty, or holds papers of the same mission. `papers.csv` in it lists every file with
  paper, language, mission, hashes of mission and plan, objective, version and a checksum. A file that you completed or changed is not
  written over: the command says which they are and prints nothing. Files of an earlier print that are no longer made are removed if they
  are as they were printed. Papers of two plans are not mixed in one folder. Papers of two languages may be; one that is there in another
  language is replaced, and the command says which.

| paper | files | what it is for |
|---|---|---|
| `movement-table` | `movement-table.xlsx` | every serial by road, river, sea and rail, its stages, its loads; what moves by week |
| `air-table` | `air-table.xlsx` | flights with stages and loads; by day and fleet; landings against slots; block hours against the limit |
| `convoy-orders` | `convoy-orders/SERIAL.docx` | five paragraphs, march table, vehicles with crews, people with lines for their names, loads, strip map |
| `permissions` | `permissions.xlsx`, `permissions/GRANTOR.docx` | register, every use with the last day to notify it; a draft note for each grantor who is asked |
| `asset-disposal-plan` | `asset-disposal-plan.xlsx` | what becomes of all kit by disposal group and owner, disposition, site; the detail by lot |
| `destruction-list` | `destruction-list.xlsx` | what is destroyed where and when, with lines for authority and witness; what stays behind, given into a vacuum among it, by harm |
| `closures` | `closures/SITE-checklist.docx`, `closures/SITE-certificate.docx` | how a site thins out and closes, what to check, what to sign |
| `sitreps` | `sitreps/2023-W27.docx` | a report for each ISO week (each day, in a mission of at most three weeks): the plan's figures, a column for what happened |
| `movement-list` | `movement-list.csv` | a line for each party or lot aboard each serial, as deployment lists (TPFDD) have them |
| `maps` | `sites-and-legs.geojson`, `movements.geojson`, `movements.kml`, `movements.gpx` | for a GIS, a globe with a time slider, a navigation device; lines are straight between sites, not the roads |
| `calendar` | `calendar.ics` | closings, deadline, permissions, receivers, departures, disposals; the same identifiers from print to print |

## An example

From the papers of the plan that is worked out by hand for `tiny`. An order says in its second paragraph

```text
Convoy C-002 leaves Bravo on 4 Jan 2030, 00:00 to bring 20 passengers and 14 units of kit from Alpha to Bravo, and ends at Bravo on 7 Jan 2030, 00:00.
```

Its first annex, and the movement table, have a row for each stage:

| Stage | Start point | To | Distance (km) | On the move (h) | Departs | Arrives | Halt (h) | In all (km) |
|---|---|---|---|---|---|---|---|---|
| 1 | Bravo | Alpha | 100 | 24 | 4 Jan 2030, 00:00 | 5 Jan 2030, 00:00 | 24 | 100 |
| 2 | Alpha | Bravo | 100 | 24 | 6 Jan 2030, 00:00 | 7 Jan 2030, 00:00 | – | 200 |

## How figures are counted

- **People** of a serial are all its crew and passengers, each boarding counted, and the crews that come with its vehicles (most on a
  stage). **Passengers** are those whose way it is.
- **Kit** counts units, carried or driven; containers (TEU) and tonnes are of what is carried, with supplies delivered elsewhere.
- **Permissions** of a movement are those that decide, by the rule `movement_permitted`: of the rows about a place that hold at
  departure the most specific.
- **Strikes and casualties** are expected figures by the referee's formula ([terms](rules.md#terms)).
- **Supplies needed** are those of `supplies_carried`: fuel for the km of fleets' vehicles, water and rations for the duration at the
  doctrine's quantile (the 90th percentile) and the halts.
- **Value lost** is value less what the disposition recovers; its sum is the plan's term `value_lost`, and the sum of the costs is the
  disposal's part of `money`.
- **Harm** of what stays behind sums to the plan's term `capture_points`: what is abandoned or left, and what is given away at a site that
  closes before its receiver is ready.
- **Out** is as in [the report](report.md#how-figures-are-counted).
- A column of a workbook that would hold no figure but 0 is hidden, not left out; it shows where 0 is worth knowing: escorts, free slots,
  notice, threat and expected casualties, movements that depend on a permission, what stays behind.
"""

_TITLES = {
    "movement-table": "The movement table",
    "air-table": "The air table",
    "permissions": "The register of permissions",
    "asset-disposal-plan": "The asset disposal plan",
    "destruction-list": "The destruction list",
    "movement-list": "The movement list",
}
_LIST = (
    "A comma-separated table in UTF-8 whose header is the keys below, whatever the language. Numbers are plain, moments are `2023-07-01T06:00`. "
    "Names stand as the mission has them: one that begins with `=`, `+`, `-` or `@` is a formula to a spreadsheet that opens the file, so import "
    "it with every column as text. Workbooks of the other papers hold such names as text. "
    "The last column names the field of a TPFDD (time-phased force and deployment data) that means the same."
)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _fields(fields: tuple[Field, ...], *, like: bool) -> str:
    """Return a Markdown table of columns."""
    head = ["key", "English", "French", "unit", "meaning", *(["TPFDD"] if like else [])]
    lines = [f"| {' | '.join(head)} |", "|---|" + "---|" * (len(head) - 1)]
    for field in fields:
        meaning = field.means + (
            " *To fill in.*" if field.fill and "fill in" not in field.means else ""
        )
        cells = [
            f"`{field.key}`",
            field.en,
            field.fr,
            field.unit,
            meaning,
            *([field.like] if like else []),
        ]
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines)


def paper_docs() -> str:
    """Return ``docs/papers.md``: what each paper is, and every column of those that are tables."""
    say, parts = Words("en"), [_HEAD]
    for paper, tables in COLUMNS.items():
        parts.append(f"## {_TITLES[paper]}\n")
        if paper == "movement-list":
            parts.append(f"{_LIST}\n")
        for key, fields in tables.items():
            title = (
                f"### {_TITLES[paper].removeprefix('The ').capitalize()}: {say(f'papers.{key}').lower()}\n\n"
                if key
                else ""
            )
            parts.append(f"{title}{_fields(fields, like=paper == 'movement-list')}\n")
    return "\n".join(parts).rstrip("\n") + "\n"
