"""Papers of a site that closes."""

import attrs

from exeunt.documents.parts import (
    Paragraph,
)
from exeunt.papers.closures import checklist
from exeunt.papers.closures.certificate import certificate
from exeunt.papers.registry import PAPERS
from exeunt.words.words import Words
from tests.support.pages.paper_parts import cells_of, closing_of, lots_changed, words_of
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
        "stays at the site, by the plan: 6 × old trucks (Sensitive)" in text
    )  # two abandoned, three given to nobody, one left
    assert "No weapon, ammunition" not in text


def test_no_point_of_a_checklist_says_that_kit_is_gone_that_the_plan_leaves_there():
    gone = {
        "ammunition": "All ammunition is out or destroyed",
        "hazardous": "Hazardous waste, batteries and oils are removed",
        "sensitive": "Cryptographic and communications equipment is out or destroyed",
    }
    for kit_class, said in gone.items():
        facts = dossier("small", mission=lots_changed("small", old={"kit_class": kit_class}))
        closing = closing_of(facts, "alpha")
        points = words_of(checklist.checklist(facts, closing))
        assert said not in points
        assert "listed above, with the authority for it" in points
        assert all(other in points for key, other in gone.items() if key != kit_class)
        assert "6 × old trucks" in words_of(certificate(facts, closing))
        assert "6" in cells_of(certificate(facts, closing))
    untouched = dossier("small")
    points = words_of(checklist.checklist(untouched, closing_of(untouched, "alpha")))
    assert all(said in points for said in gone.values())


def test_nobody_signs_that_nobody_is_left_where_the_plan_leaves_people():
    whole = plan("small")
    nobody_leaves = attrs.evolve(
        whole, loads=tuple(load for load in whole.loads if load.kind != "people")
    )
    for made, left in ((whole, False), (nobody_leaves, True)):
        facts = dossier("small", plan=made)
        signed = words_of(certificate(facts, closing_of(facts, "alpha")))
        assert ("Nobody of the mission is left at the site." in signed) is not left
        assert ("have left the site" in signed) is not left
        assert ("Still at the site when it has closed" in signed) is left
        assert ("Still here when the site has closed, by the plan: " in signed) is left


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
