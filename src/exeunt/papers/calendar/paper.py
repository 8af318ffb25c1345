"""The calendar: closings, the deadline, permissions, receivers, departures, disposals."""

from functools import partial

from exeunt.papers.calendar.events import calendar
from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.paper import Paper, Piece


def pieces(dossier: Dossier) -> list[Piece]:
    """Return the calendar."""
    return [Piece("calendar.ics", partial(calendar, dossier))]


PAPER = Paper(
    key=PaperKey.CALENDAR,
    title="The calendar",
    files=("calendar.ics",),
    purpose=(
        "closings, deadline, permissions, receivers, departures, disposals; the same "
        "identifiers from print to print"
    ),
    pieces=pieces,
)
