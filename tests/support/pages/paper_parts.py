"""What stands in the parts of a paper."""

import attrs

from exeunt.documents.parts import (
    Bullets,
    Form,
    Paragraph,
    TextTable,
)
from exeunt.papers.closures.closing import closings
from exeunt.papers.registry import PAPERS
from tests.support.pages.paper_world import mission


def closing_of(facts, site):
    return next(c for c in closings(facts) if c.site == site)


def words_of(text):
    """All words of a text's paragraphs and lists."""
    lines = [
        x
        for b in text.blocks
        for x in (
            getattr(b, "lines", ())
            if isinstance(b, Bullets)
            else (b.line,)
            if isinstance(b, Paragraph)
            else ()
        )
    ]
    return " ".join(line for line in lines if isinstance(line, str))


def cells_of(text):
    """Every cell of a text's tables and forms, as its words."""
    found = []
    for b in text.blocks:
        rows = b.rows if isinstance(b, TextTable) else b.lines if isinstance(b, Form) else ()
        found += [
            " ".join(
                p if isinstance(p, str) else p.text for p in (c if isinstance(c, tuple) else (c,))
            )
            for row in rows
            for c in row
        ]
    return found


def letter_of(facts):
    return next(
        piece for piece in PAPERS["permissions"].pieces(facts) if piece.name.endswith(".docx")
    ).make()


def lots_changed(name, **changes):
    """A world's mission with changes of lots, by lot."""
    rows = tuple(attrs.evolve(lot, **changes.get(lot.lot, {})) for lot in mission(name).lots)
    return attrs.evolve(mission(name), lots=rows)
