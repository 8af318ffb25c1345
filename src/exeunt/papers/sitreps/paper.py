"""Situation reports: one for each week, or for each day in a mission of days."""

from functools import partial

from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.paper import Paper, Piece
from exeunt.papers.sitreps.sitrep import sitrep


def pieces(dossier: Dossier) -> list[Piece]:
    """Return a situation report for each week, or day."""
    return [
        Piece(f"sitreps/{period.key}.docx", partial(sitrep, dossier, period))
        for period in dossier.periods
    ]


PAPER = Paper(
    key=PaperKey.SITREPS,
    title="Situation reports",
    files=("sitreps/2023-W27.docx",),
    purpose=(
        "a report for each ISO week (each day, in a mission of at most three weeks): the "
        "plan's figures, a column for what happened"
    ),
    pieces=pieces,
)
