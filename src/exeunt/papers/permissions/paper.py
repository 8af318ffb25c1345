"""Permissions: the register, and a letter for each grantor who is asked."""

from functools import partial

from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.names import safe_names
from exeunt.papers.paper import Paper, Piece
from exeunt.papers.permissions.columns import SHEETS
from exeunt.papers.permissions.letters import grantors, letter
from exeunt.papers.permissions.register import register


def pieces(dossier: Dossier) -> list[Piece]:
    """Return the register and a letter for each grantor that is asked.

    None where the mission has no permissions.
    """
    if not dossier.mission.permissions:
        return []
    asked = grantors(dossier)
    names = safe_names(asked)
    letters = [
        Piece(
            f"permissions/{names[grantor]}.docx",
            partial(letter, dossier, grantor, requests),
        )
        for grantor, requests in asked.items()
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
        "register, every use with the last day to notify it; a draft note for each grantor "
        "who is asked"
    ),
    pieces=pieces,
    columns=SHEETS,
)
