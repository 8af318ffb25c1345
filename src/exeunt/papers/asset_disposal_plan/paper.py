"""The asset disposal plan.

It says what becomes of every lot, by disposal group and owner, with values that tie.
"""

from functools import partial

from exeunt.documents.parts import Sheets, table
from exeunt.papers.asset_disposal_plan.columns import BY_FATE, BY_GROUP, BY_SITE, DETAIL, SHEETS
from exeunt.papers.asset_disposal_plan.fates import falls
from exeunt.papers.asset_disposal_plan.rows import detail_row, fate_rows, group_rows, site_rows
from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.paper import Paper, Piece


def disposal_plan(dossier: Dossier) -> Sheets:
    """Return the asset disposal plan."""
    kit = falls(dossier)
    word = dossier.word
    return dossier.sheets(
        "disposal",
        (
            table(word("disposal.by_group"), BY_GROUP, group_rows(dossier, kit), total=True),
            table(word("disposal.by_fate"), BY_FATE, fate_rows(dossier, kit), total=True),
            table(word("disposal.by_site"), BY_SITE, site_rows(dossier, kit), total=True),
            table(word("disposal.detail"), DETAIL, (detail_row(dossier, fall) for fall in kit)),
        ),
    )


def pieces(dossier: Dossier) -> list[Piece]:
    """Return the asset disposal plan; none where there is no kit."""
    if not dossier.reading.kit and not dossier.reading.fleet_ends.left:
        return []
    return [Piece("asset-disposal-plan.xlsx", partial(disposal_plan, dossier))]


PAPER = Paper(
    key=PaperKey.ASSET_DISPOSAL_PLAN,
    title="The asset disposal plan",
    files=("asset-disposal-plan.xlsx",),
    purpose=(
        "what becomes of all kit by disposal group and owner, disposition, site; the detail by lot"
    ),
    pieces=pieces,
    columns=SHEETS,
)
