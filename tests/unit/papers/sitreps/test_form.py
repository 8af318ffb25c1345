"""The form of a situation report."""

import re

import attrs

from exeunt.documents.parts import Headline
from exeunt.papers.sitreps.form import form
from exeunt.papers.sitreps.paper import pieces
from tests.support.pages.paper_parts import cells_of
from tests.support.pages.paper_world import dossier, mission


def test_a_form_has_the_sections_of_a_report_and_no_figure_in_them():
    over = dossier("small", mission=attrs.evolve(mission("small"), as_of=mission("small").end))
    report = pieces(over)[0].make()
    blank = form(dossier("small"))

    def sections(text):
        headlines = [block.text for block in text.blocks if isinstance(block, Headline)]
        return [line for line in headlines if re.match(r"\d\. ", line)]

    assert len(sections(blank)) == 9
    assert [line[:8] for line in sections(blank)] == [line[:8] for line in sections(report)]
    assert not [cell for cell in cells_of(blank) if re.search(r"\d", cell)]
    assert {"Troops", "Home", "Alpha"} <= set(cells_of(blank))
