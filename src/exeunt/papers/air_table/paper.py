"""The air table: flights, their stages and loads, days, landings and block hours."""

from functools import partial

from exeunt.documents.parts import Sheets, table
from exeunt.papers.air_table.columns import (
    ONE_A_DAY,
    ONE_A_FIELD,
    ONE_A_FLIGHT,
    ONE_A_MONTH,
    ONE_A_STAGE,
    SHEETS,
)
from exeunt.papers.air_table.rows import day_rows, flight_row, landing_rows, month_rows, stage_rows
from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.loads import load_rows
from exeunt.papers.movement_table.columns import ONE_A_LOAD
from exeunt.papers.paper import Paper, Piece


def air_table(dossier: Dossier) -> Sheets:
    """Return the air table."""
    return dossier.sheets(
        "air",
        (
            table(
                dossier.word("air.flights"),
                ONE_A_FLIGHT,
                (flight_row(dossier, m) for m in dossier.facts.flights),
            ),
            table(
                dossier.word("air.stages"),
                ONE_A_STAGE,
                (stage for m in dossier.facts.flights for stage in stage_rows(dossier, m)),
            ),
            table(dossier.word("air.loads"), ONE_A_LOAD, load_rows(dossier, dossier.facts.flights)),
            table(dossier.word("air.by_day"), ONE_A_DAY, day_rows(dossier)),
            table(dossier.word("air.landings"), ONE_A_FIELD, landing_rows(dossier)),
            table(dossier.word("air.hours"), ONE_A_MONTH, month_rows(dossier)),
        ),
    )


def pieces(dossier: Dossier) -> list[Piece]:
    """Return the air table; none where nothing flies."""
    if not dossier.facts.flights:
        return []
    return [Piece("air-table.xlsx", partial(air_table, dossier))]


PAPER = Paper(
    key=PaperKey.AIR_TABLE,
    title="The air table",
    files=("air-table.xlsx",),
    purpose=(
        "flights with stages and loads; by day and fleet; landings against slots; block hours "
        "against the limit"
    ),
    pieces=pieces,
    columns=SHEETS,
)
