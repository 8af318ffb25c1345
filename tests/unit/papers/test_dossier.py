"""What papers are made from."""

import attrs

from exeunt.papers.dossier import plan_hash
from exeunt.papers.registry import PAPERS
from tests.support.pages.paper_parts import closing_of
from tests.support.pages.paper_world import dossier, plan


def test_papers_print_the_vacuum_that_follows_from_the_closing_and_the_hash_of_the_plan_as_given():
    told = attrs.evolve(
        plan("small"),
        closures=tuple(attrs.evolve(c, vacuum_days=9.0) for c in plan("small").closures),
    )
    facts = dossier("small", plan=told)
    assert closing_of(facts, "alpha").story.vacuum_days == 1.5
    assert any(
        "Vacuum: 36 hours." in event.words
        for event in PAPERS["calendar"].pieces(facts)[0].make().events
    )
    (site,) = (
        f for f in PAPERS["maps"].pieces(facts)[0].make().features if f.facts.get("site") == "alpha"
    )
    assert site.facts["vacuum_days"] == 1.5
    assert facts.plan_hash == plan_hash(told) != dossier("small").plan_hash
