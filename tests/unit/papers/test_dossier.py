"""What papers are made from."""

import re

import attrs
import pytest

from exeunt.documents.parts import Text
from exeunt.papers.dossier import plan_hash
from exeunt.papers.registry import PAPERS
from tests.support.pages.paper_parts import cells_of, closing_of, words_of
from tests.support.pages.paper_world import dossier, mission, plan


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


def every_word(name, language="en"):
    """The words of all texts of a world: paragraphs, lists, forms and tables."""
    # All periods are over: each has its situation report.
    over = attrs.evolve(mission(name), as_of=mission(name).end)
    facts = dossier(name, language, mission=over)
    for paper in ("convoy-orders", "closures", "sitreps", "permissions"):
        for piece in PAPERS[paper].pieces(facts):
            made = piece.make()
            if isinstance(made, Text):
                yield piece.name, " | ".join((words_of(made), *cells_of(made)))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["tiny", "small"])
def test_texts_of_a_plan_of_days_tell_no_hour(name, language):
    assert mission(name).period_hours == 24
    for file, words in every_word(name, language):
        assert not re.search(r"\b\d\d:\d\d\b", words), file
    # Who gives the order sets the hour: there is room for it.
    orders = [words for file, words in every_word(name) if file.startswith("convoy-orders/")]
    assert orders
    assert all("[hour]" in words for words in orders)


def test_texts_of_a_plan_of_hours_tell_them():
    orders = [words for file, words in every_word("port-run") if file.startswith("convoy-orders/")]
    assert orders
    assert all(re.search(r"\d\d:\d\d", words) and "[hour]" not in words for words in orders)


@pytest.mark.parametrize("name", ["tiny", "port-run", "small"])
def test_texts_name_fleets_lots_and_permissions_as_people_do(name):
    found = mission(name)
    ids = {*found.fleet, *found.lot, *(row.permission for row in found.permissions)}
    # An id that is a plain word may be said for another reason.
    made_up = {one for one in ids if re.search(r"[-_0-9]", one)}
    for file, words in every_word(name):
        said = [one for one in made_up if re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", words)]
        assert not said, file
    for event in PAPERS["calendar"].pieces(dossier(name))[0].make().events:
        told = f"{event.title} {event.words}".split(" · ")[0]
        assert not [one for one in made_up if one in told], event.uid
