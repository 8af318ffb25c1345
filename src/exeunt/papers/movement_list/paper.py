"""The movement list: a line for each party or lot aboard each serial, and its sums.

The lines are those of deployment lists (TPFDD), and so are the levels of detail.
"""

from functools import partial

from exeunt.documents.parts import Listing, table
from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.movement_list.columns import LINES, TOLD_APART, fields_of
from exeunt.papers.movement_list.levels import summed
from exeunt.papers.movement_list.rows import lines, listed
from exeunt.papers.paper import Paper, Piece

# A file a level: whoever adds up a column of rows of several levels counts everything twice.
_SUMS = {level: f"movement-list-level-{level}.csv" for level in TOLD_APART}


def movement_list(dossier: Dossier) -> Listing:
    """Return the movement list: single lines, which is level 4."""
    made = table("", LINES, (line for m in dossier.movements for line in lines(dossier, m)))
    return Listing(fields=made.fields, rows=made.rows, daily=dossier.daily)


def movement_sums(dossier: Dossier, level: int) -> Listing:
    """Return the list at a level that sums up lines."""
    every_line = (line for m in dossier.movements for line in lines(dossier, m))
    made = table("", fields_of(level), summed(level, every_line))
    return Listing(fields=made.fields, rows=made.rows, daily=dossier.daily)


def pieces(dossier: Dossier) -> list[Piece]:
    """Return the movement list at each level; none where nobody and nothing moves."""
    if not any(listed(movement) for movement in dossier.movements):
        return []
    sums = [Piece(name, partial(movement_sums, dossier, level)) for level, name in _SUMS.items()]
    return [Piece("movement-list.csv", partial(movement_list, dossier)), *sums]


PAPER = Paper(
    key=PaperKey.MOVEMENT_LIST,
    title="The movement list",
    files=("movement-list.csv", *_SUMS.values()),
    purpose=(
        "a line for each party or lot aboard each serial, as deployment lists (TPFDD) have them; "
        "its sums at levels of detail 1, 2 and 3"
    ),
    pieces=pieces,
    columns={"": LINES},
)
