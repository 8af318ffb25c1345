"""Situation reports: one for each week that has been, or for each day in a mission of days."""

from datetime import timedelta
from functools import partial

from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.paper import Paper, Piece
from exeunt.papers.reporting_periods import ReportingPeriod
from exeunt.papers.sitreps.form import form
from exeunt.papers.sitreps.sitrep import sitrep


def pieces(dossier: Dossier) -> list[Piece]:
    """Return a report for each period that has been, or the form of one where none has.

    What is to come is the plan's; a report on it would be signed and filed for a week that nobody
    has seen yet.
    """
    been = past(dossier)
    if not been:
        return [Piece("sitreps/form.docx", partial(form, dossier))]
    return [
        Piece(f"sitreps/{period.key}.docx", partial(sitrep, dossier, period)) for period in been
    ]


def past(dossier: Dossier) -> list[ReportingPeriod]:
    """Return the periods that are over on the day as of which the mission was read."""
    as_of = dossier.mission.as_of
    if as_of is None:
        return []
    # That day is known to its end.
    known = as_of + timedelta(days=1)
    return [period for period in dossier.periods if period.end <= known]


PAPER = Paper(
    key=PaperKey.SITREPS,
    title="Situation reports",
    files=("sitreps/2023-W27.docx", "sitreps/form.docx"),
    purpose=(
        "with `--as-of`, a report for each ISO week that is over (each day, in a mission of at "
        "most three weeks): the plan's figures, a column for what happened; otherwise a blank form"
    ),
    pieces=pieces,
)
