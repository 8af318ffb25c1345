"""A comparison in words."""

import attrs
import pytest

from exeunt.facts.compared import Comparison, Place, difference
from exeunt.facts.matched import Change
from exeunt.words.catalogue import LANGUAGES
from exeunt.words.comparing import telling
from tests.unit.facts.test_compared import changed, course, late_plan


def told(other, language="en"):
    return telling(Comparison(courses=(course("a"), course("b", other))), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_beside_itself_says_nothing_moved(language):
    say = told(None, language)
    (sentence,) = say.sentences(say.comparison.differences[0])
    assert sentence == say.say("compare.nothing")


def test_people_and_cost_are_said_first():
    say = told(late_plan())
    (found,) = say.comparison.differences
    text = " ".join(say.sentences(found))
    assert "b costs" in text
    assert "out later" in text
    assert "shifted" in text
    assert "Every base closes when it did." in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_moved_has_its_line(language):
    for other in (changed(), late_plan(), attrs.evolve(changed(), closures=())):
        say = told(other, language)
        (found,) = say.comparison.differences
        lines = [say.closing(c) for c in found.closings]
        lines += [say.party(p) for p in found.parties]
        lines += [say.lot(k) for k in found.kit]
        lines += [say.serial(s) for s in found.serials.changes]
        assert lines
        assert all(lines)
        assert not [line for line in lines if "{" in line]


def test_a_closing_says_both_dates():
    say = told(changed())
    (found,) = say.comparison.differences
    (closing,) = found.closings
    assert "Alpha closes 2 days later" in say.closing(closing)
    assert say.say.date(closing.after) in say.closing(closing)
    assert "it stayed open" in say.closing(attrs.evolve(closing, before=None))
    assert "stays open" in say.closing(attrs.evolve(closing, after=None))


def test_a_party_is_named_as_the_mission_names_it():
    say = told(late_plan())
    (found,) = say.comparison.differences
    assert [say.party(one).split(" (")[0] for one in found.parties] == [
        "Alpha company",
        # Where there is no name, the id is one.
        "alpha-civ",
    ]


def test_a_serial_that_is_gone_names_what_it_carried():
    say = told(attrs.evolve(late_plan(), stages=(), loads=(), closures=()))
    found = difference(*say.comparison.courses)
    gone = found.serials.of(Change.GONE)
    assert len(gone) == len(course().plan.serials)
    assert all(say.serial(one).startswith("gone: ") for one in gone)


def test_an_axis_is_named_by_its_ends_and_mode():
    say = told(None)
    assert say.place(Place.AXIS, "alpha-hub").endswith("(road)")
    assert say.place(Place.SITE, "alpha") == "Alpha"
    assert say.place(Place.PEOPLE, "") == say.say("compare.table.people")


def test_a_plan_that_breaks_rules_is_noted():
    say = told(attrs.evolve(changed(), loads=()))
    assert any(note.startswith("b breaks ") for note in say.notes())
