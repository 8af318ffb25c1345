"""The movement list: a line for each party or lot aboard each serial.

The lines are those of deployment lists (TPFDD).
"""

from functools import partial

from exeunt.documents.parts import Listing, table
from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.movement_list.columns import LINES
from exeunt.papers.movement_list.rows import lines, listed
from exeunt.papers.paper import Paper, Piece


def movement_list(dossier: Dossier) -> Listing:
    """Return the movement list."""
    made = table("", LINES, (line for m in dossier.movements for line in lines(dossier, m)))
    return Listing(fields=made.fields, rows=made.rows, daily=dossier.daily)


def pieces(dossier: Dossier) -> list[Piece]:
    """Return the movement list; none where nobody and nothing moves."""
    if not any(listed(movement) for movement in dossier.movements):
        return []
    return [Piece("movement-list.csv", partial(movement_list, dossier))]


PAPER = Paper(
    key=PaperKey.MOVEMENT_LIST,
    title="The movement list",
    files=("movement-list.csv",),
    purpose=(
        "a line for each party or lot aboard each serial, as deployment lists (TPFDD) have them"
    ),
    pieces=pieces,
    columns={"": LINES},
)
