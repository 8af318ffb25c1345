"""Papers of a site that closes."""

import attrs

from exeunt.documents.parts import (
    Paragraph,
)
from exeunt.papers.closures import checklist
from exeunt.papers.closures.certificate import certificate
from exeunt.papers.registry import PAPERS
from exeunt.words.words import Words
from tests.support.pages.paper_parts import closing_of, words_of
from tests.support.pages.paper_world import dossier, mission, plan


def test_a_certificate_lists_dangerous_kit_that_the_plan_leaves_there():
    changed = attrs.evolve(
        mission("small"),
        lots=tuple(
            attrs.evolve(lot, kit_class="sensitive" if lot.lot == "old" else lot.kit_class)
            for lot in mission("small").lots
        ),
    )
    facts = dossier("small", mission=changed)
    text = words_of(certificate(facts, closing_of(facts, "alpha")))
    assert (
        "stay at the site, by the plan: 3 × old trucks (Sensitive)" in text
    )  # two abandoned, one left when planning ends
    assert "No weapon, ammunition" not in text


def test_last_serials_are_those_that_take_the_last_people_where_the_plan_names_none():
    unnamed = attrs.evolve(
        plan("small"),
        closures=tuple(attrs.evolve(c, last_serials=()) for c in plan("small").closures),
    )
    for whole in (plan("small"), unnamed):
        facts = dossier("small", plan=whole)
        (grid,) = checklist.last_serials(facts, closing_of(facts, "alpha"))
        assert [row[0] for row in grid.rows] == ["C-2"]
    nobody = dossier(
        "small",
        mission=attrs.evolve(mission("small"), parties=()),
        plan=attrs.evolve(unnamed, loads=()),
    )
    closing = closing_of(nobody, "alpha")
    assert checklist.last_serials(nobody, closing) == [
        Paragraph("No serial takes people from here.")
    ]
    assert "Nobody was here at the start." in words_of(certificate(nobody, closing))
    french = attrs.evolve(nobody, say=Words("fr"))
    assert any(
        "Dernières rames\u00a0: aucune." in e.words
        for e in PAPERS["calendar"].pieces(french)[0].make().events
    )
