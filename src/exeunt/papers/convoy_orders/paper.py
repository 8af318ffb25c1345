"""Convoy orders: an order for each serial by road, river, sea or rail."""

from functools import partial

from exeunt.papers.convoy_orders.order import order
from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.names import safe_names
from exeunt.papers.paper import Paper, Piece


def pieces(dossier: Dossier) -> list[Piece]:
    """Return an order for each serial by road, river, sea or rail."""
    names = safe_names(m.serial for m in dossier.facts.surface)
    return [
        Piece(f"convoy-orders/{names[m.serial]}.docx", partial(order, dossier, m))
        for m in dossier.facts.surface
    ]


PAPER = Paper(
    key=PaperKey.CONVOY_ORDERS,
    title="Convoy orders",
    files=("convoy-orders/SERIAL.docx",),
    purpose=(
        "five paragraphs, march table, vehicles with crews, people with lines for their "
        "names, loads, strip map"
    ),
    pieces=pieces,
)
