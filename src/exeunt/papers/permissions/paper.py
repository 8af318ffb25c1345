"""Permissions: the register, and a note to each ministry that is asked."""

from functools import partial

from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.names import safe_names
from exeunt.papers.paper import Paper, Piece
from exeunt.papers.permissions.columns import SHEETS
from exeunt.papers.permissions.letters import letter, notes
from exeunt.papers.permissions.register import register


def pieces(dossier: Dossier) -> list[Piece]:
    """Return the register and a letter to each ministry that is asked.

    None where the mission has no permissions.
    """
    if not dossier.mission.permissions:
        return []
    drafts = notes(dossier)
    names = safe_names(drafts)
    letters = [
        Piece(f"permissions/{names[file]}.docx", partial(letter, dossier, note))
        for file, note in drafts.items()
    ]
    return [Piece("permissions.xlsx", partial(register, dossier)), *letters]


PAPER = Paper(
    key=PaperKey.PERMISSIONS,
    title="The register of permissions",
    files=(
        "permissions.xlsx",
        "permissions/GRANTOR.docx",
    ),
    purpose=(
        "register, every use with the last day to notify it; a draft note verbale to the ministry "
        "of each state that grants what the plan uses"
    ),
    pieces=pieces,
    columns=SHEETS,
)
