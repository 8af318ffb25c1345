"""The documentation of papers."""

import re
from pathlib import Path

from exeunt.documents.parts import (
    Paragraph,
    TextRun,
    TextTable,
)
from exeunt.papers.convoy_orders.order import order
from exeunt.papers.paper_docs import paper_docs
from tests.support.pages.paper_world import dossier

ROOT = Path(__file__).parents[3]


def test_the_documentation_is_made_from_the_columns():
    assert (ROOT / "docs" / "papers.md").read_text(encoding="utf-8") == paper_docs(), (
        "run: python scripts/make_papers.py"
    )


def test_the_example_in_the_documentation_is_what_is_printed():
    shown = (
        (ROOT / "docs" / "papers.md")
        .read_text(encoding="utf-8")
        .split("## An example")[1]
        .split("## How")[0]
    )
    facts = dossier("tiny")
    blocks = order(facts, next(m for m in facts.movements if m.serial == "C-002")).blocks
    sentence = next(
        b.line.text for b in blocks if isinstance(b, Paragraph) and isinstance(b.line, TextRun)
    )
    assert re.search(r"(?s)```text\n(.*?)\n```", shown).group(1) == sentence
    march = next(b for b in blocks if isinstance(b, TextTable) and b.head[1] == "Start point")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in shown.splitlines()
        if line.startswith("| ")
    ]
    assert rows == [list(march.head), *(list(row) for row in march.rows)]
