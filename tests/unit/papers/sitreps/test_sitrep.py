"""Situation reports."""

import attrs

from exeunt.documents.parts import (
    Paragraph,
)
from exeunt.papers.reporting_periods import periods
from exeunt.papers.sitreps import sitrep
from tests.support.pages.paper_world import dossier, mission, plan


def test_situation_reports_list_serials_under_way():
    facts = dossier(
        "small",
        plan=attrs.evolve(
            plan("small"), stages=tuple(s for s in plan("small").stages if s.serial == "C-1")
        ),
    )
    first, second = (
        sitrep.under_way(facts, period)
        for period in periods(mission("small"), facts.plan, daily=False)[:2]
    )
    assert first == [Paragraph("No serial that left before is still under way.")]
    (grid,) = second
    assert [row[0] for row in grid.rows] == ["C-1"]
