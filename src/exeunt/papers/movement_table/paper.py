"""The movement table: all serials but flights, their stages and loads, what moves by week."""

from functools import partial

from exeunt.documents.parts import Sheets, table
from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.loads import load_rows
from exeunt.papers.movement_table.columns import (
    ONE_A_LOAD,
    ONE_A_SERIAL,
    ONE_A_STAGE,
    ONE_A_WEEK,
    SHEETS,
)
from exeunt.papers.movement_table.rows import period_rows, serial_row, stage_rows
from exeunt.papers.paper import Paper, Piece


def movement_table(dossier: Dossier) -> Sheets:
    """Return the movement table."""
    # A mission of days is over within a week or two: by week its figures would be one line or two.
    by_period = "movement.by_day" if dossier.say.fine else "movement.by_week"
    return dossier.sheets(
        "movement",
        (
            table(
                dossier.word("movement.serials"),
                ONE_A_SERIAL,
                (serial_row(dossier, m) for m in dossier.facts.surface),
            ),
            table(
                dossier.word("movement.stages"),
                ONE_A_STAGE,
                (stage for m in dossier.facts.surface for stage in stage_rows(dossier, m)),
            ),
            table(
                dossier.word("movement.loads"),
                ONE_A_LOAD,
                load_rows(dossier, dossier.facts.surface),
            ),
            table(
                dossier.word(by_period),
                ONE_A_WEEK,
                period_rows(dossier),
                total=True,
            ),
        ),
    )


def pieces(dossier: Dossier) -> list[Piece]:
    """Return the movement table; none where nothing moves by road, river, sea or rail."""
    if dossier.facts.surface:
        return [Piece("movement-table.xlsx", partial(movement_table, dossier))]
    return []


PAPER = Paper(
    key=PaperKey.MOVEMENT_TABLE,
    title="The movement table",
    files=("movement-table.xlsx",),
    purpose="every serial by road, river, sea and rail, its stages, its loads; what moves by week",
    pieces=pieces,
    columns=SHEETS,
)
