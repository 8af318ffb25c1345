"""The destruction list: what is destroyed where and when; what stays behind.

It tells by whose authority and at what rate, and no techniques.
"""

from functools import partial

from exeunt.documents.parts import Sheets, table
from exeunt.papers.destruction_list.behind import behind, given
from exeunt.papers.destruction_list.columns import BEHIND, BY_DAY, DESTROYED, SHEETS
from exeunt.papers.destruction_list.destroyed import by_day, destroyed, destroyed_row
from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.paper import Paper, Piece


def has_destruction(dossier: Dossier) -> bool:
    """Say whether anything is destroyed or stays behind."""
    return bool(
        destroyed(dossier)
        or dossier.reading.behind
        or dossier.reading.fleet_ends.left
        or given(dossier)
    )


def destruction_list(dossier: Dossier) -> Sheets:
    """Return the destruction list."""
    word = dossier.word
    return dossier.sheets(
        "destruction",
        (
            table(
                word("destruction.list"),
                DESTROYED,
                (destroyed_row(dossier, destruction) for destruction in destroyed(dossier)),
            ),
            table(word("destruction.by_day"), BY_DAY, by_day(dossier)),
            table(word("destruction.behind"), BEHIND, behind(dossier)),
        ),
    )


def pieces(dossier: Dossier) -> list[Piece]:
    """Return the destruction list; none where nothing is destroyed and nothing stays behind."""
    if not has_destruction(dossier):
        return []
    return [Piece("destruction-list.xlsx", partial(destruction_list, dossier))]


PAPER = Paper(
    key=PaperKey.DESTRUCTION_LIST,
    title="The destruction list",
    files=("destruction-list.xlsx",),
    purpose=(
        "what is destroyed where and when, with lines for authority and witness; what stays "
        "behind, what is given to nobody among it, by harm"
    ),
    pieces=pieces,
    columns=SHEETS,
)
