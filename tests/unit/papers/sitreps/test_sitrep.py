"""Situation reports."""

import attrs

from exeunt.documents.parts import (
    Paragraph,
)
from exeunt.papers.reporting_periods import periods
from exeunt.papers.sitreps import sitrep
from tests.support.pages.paper_world import dossier, mission, plan


def test_situation_reports_list_serials_under_way():
    whole = plan("small")
    only_the_first = attrs.evolve(
        whole,
        stages=tuple(s for s in whole.stages if s.serial == "C-1"),
        loads=tuple(load for load in whole.loads if load.serial == "C-1"),
        closures=(),
    )
    facts = dossier("small", plan=only_the_first)
    first, second = (
        sitrep.under_way(facts, period)
        for period in periods(mission("small"), facts.plan, daily=False)[:2]
    )
    assert first == [Paragraph("No serial that left before is still under way.")]
    (grid,) = second
    assert [row[0] for row in grid.rows] == ["C-1"]
