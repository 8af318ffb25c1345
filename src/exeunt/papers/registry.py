"""Every paper by its key: the one place that knows them all."""

from exeunt.documents.parts import Field
from exeunt.papers.air_table import paper as air_table
from exeunt.papers.asset_disposal_plan import paper as asset_disposal_plan
from exeunt.papers.calendar import paper as calendar
from exeunt.papers.closures import paper as closures
from exeunt.papers.convoy_orders import paper as convoy_orders
from exeunt.papers.destruction_list import paper as destruction_list
from exeunt.papers.maps import paper as maps
from exeunt.papers.movement_list import paper as movement_list
from exeunt.papers.movement_table import paper as movement_table
from exeunt.papers.paper import Paper
from exeunt.papers.permissions import paper as permissions
from exeunt.papers.sitreps import paper as sitreps

PAPERS: dict[str, Paper] = {
    module.PAPER.key: module.PAPER
    for module in (
        movement_table,
        air_table,
        convoy_orders,
        permissions,
        asset_disposal_plan,
        destruction_list,
        closures,
        sitreps,
        movement_list,
        maps,
        calendar,
    )
}
"""What each paper declares of itself, in the order in which papers are printed."""

COLUMNS: dict[str, dict[str, tuple[Field, ...]]] = {
    key: dict(paper.columns) for key, paper in PAPERS.items() if paper.columns
}
"""Columns of every paper that is tables: sheets, notes, headers and documentation follow them."""
