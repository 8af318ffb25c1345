"""What courses of action come to, in words."""

import attrs
import pytest

import exeunt
from exeunt.facts.alternatives import Alternative, Alternatives
from exeunt.model.outcome import Outcome
from exeunt.words.catalogue import LANGUAGES
from exeunt.words.choosing import (
    REASONS,
    cells,
    course_heads,
    course_rows,
    course_sentences,
    reasons,
)
from exeunt.words.words import words
from tests.unit.facts.test_alternatives import alternative


@pytest.fixture(scope="module")
def mission():
    return exeunt.load("tiny").mission


@pytest.fixture(scope="module")
def impossible(mission):
    """A course in which civilians cannot leave in time: there are no flights."""
    grounded = attrs.evolve(mission, air_fleets=())
    outcome = exeunt.plan(grounded, time_limit=1)
    assert outcome.clashes
    return Alternative(name="c", overlays=("no.toml",), mission=grounded, outcome=outcome)


def text(*courses, language="en"):
    return " ".join(course_sentences(Alternatives(courses=courses, seconds=1.0), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_course_has_a_row(mission, impossible, language):
    planned = alternative(mission, "a", cost=100.0, bound=80.0)
    stopped = Alternative(name="d", mission=mission)
    unknown = attrs.evolve(stopped, name="e", outcome=Outcome(status="unknown", plan=None))
    found = Alternatives(courses=(planned, impossible, stopped, unknown), seconds=1.0)
    rows = course_rows(found, language)
    say = words(mission, language)
    assert [row.name for row in rows] == ["a", "c", "d", "e"]
    assert {len(cells(row)) for row in rows} == {len(course_heads("USD", say))}
    assert rows[0].cost == say.number(100)
    assert not rows[1].cost
    assert rows[1].reasons
    assert not rows[2].reasons
    assert len({row.stands for row in rows}) == 4
    told = text(planned, impossible, stopped, unknown, language=language)
    assert rows[1].reasons[0] in told
    assert "{" not in told


def test_many_reasons_are_counted(mission, impossible):
    clash = impossible.outcome.clashes[0]
    many = [
        attrs.evolve(
            clash,
            message=attrs.evolve(
                clash.message, arguments=(("party", str(n)), *clash.message.arguments[1:])
            ),
        )
        for n in range(REASONS + 2)
    ]
    course = attrs.evolve(impossible, outcome=attrs.evolve(impossible.outcome, clashes=tuple(many)))
    (row,) = course_rows(Alternatives(courses=(course,), seconds=1.0), "en")
    assert len(reasons(course, words(mission))) == REASONS + 2
    assert len(row.reasons) == REASONS + 1
    assert "2 more" in row.reasons[-1]


def test_what_is_proven_is_told_and_what_is_not(mission):
    one = alternative(mission, "one", cost=100_000.0, bound=80_000.0)
    cheap = alternative(mission, "cheap", cost=70_000.0, bound=60_000.0)
    dear = alternative(mission, "dear", cost=200_000.0, bound=130_000.0)
    close = alternative(mission, "close", cost=101_000.0, bound=79_000.0)
    blind = alternative(mission, "blind", cost=90_000.0, bound=None)
    assert "Proven: cheap can be done for 10,000 USD to 40,000 USD less than one" in text(
        one, cheap
    )
    assert "Proven: dear costs 30,000 USD to 120,000 USD more than one" in text(one, dear)
    told = text(one, close)
    assert "Not proven" in told
    assert "up to 21,000 USD less" in told
    assert "up to 21,000 USD more" in told
    assert "nothing is proven" in text(one, blind)


def test_a_plan_that_was_taken_is_told(mission):
    one = attrs.evolve(alternative(mission, "one", cost=1.0, bound=1.0), taken_from="other")
    assert "the plan found for other is lawful here" in text(one)
