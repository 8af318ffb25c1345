"""Closures: a checklist and a certificate for each site that closes."""

from functools import partial

from exeunt.papers.closures.certificate import certificate
from exeunt.papers.closures.checklist import checklist
from exeunt.papers.closures.closing import closings
from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.names import safe_names
from exeunt.papers.paper import Paper, Piece


def pieces(dossier: Dossier) -> list[Piece]:
    """Return a checklist and a certificate for each site that closes."""
    sites = closings(dossier)
    names = safe_names(c.site for c in sites)
    return [
        piece
        for c in sites
        for piece in (
            Piece(f"closures/{names[c.site]}-checklist.docx", partial(checklist, dossier, c)),
            Piece(
                f"closures/{names[c.site]}-certificate.docx",
                partial(certificate, dossier, c),
            ),
        )
    ]


PAPER = Paper(
    key=PaperKey.CLOSURES,
    title="Closures",
    files=(
        "closures/SITE-checklist.docx",
        "closures/SITE-certificate.docx",
    ),
    purpose="how a site thins out and closes, what to check, what to sign",
    pieces=pieces,
)
