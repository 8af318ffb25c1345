"""The paragraph that says what a plan does, sentence by sentence."""

import pytest

from exeunt.facts.appraisal import Appraisal, appraise
from exeunt.facts.veil import Veil
from exeunt.model.outcome import Violation
from exeunt.model.plan import Closure, Plan, Record, Terms
from exeunt.model.prices import Prices
from exeunt.model.reason import Reason
from exeunt.words.sentences import (
    closing_sentences,
    kit_sentences,
    lift_sentences,
    paragraph,
    people_sentences,
    quality,
    task,
)
from exeunt.words.words import Words
from tests.support.missions.report_samples import day, reading, small_mission, small_plan

ENGLISH, FRENCH = Words("en"), Words("fr")
BROKEN = Violation(
    rule="beds", where="alpha", when=None, needed=1, found=2, message=Reason.of("breach.beds.what")
)


def test_the_task_names_who_and_what_is_to_leave() -> None:
    assert task(reading(parties=(), lots=()), ENGLISH) == ["Nobody and nothing has to leave."]
    (people,) = task(reading(lots=()), ENGLISH)
    (kit,) = task(reading(parties=()), ENGLISH)
    (both,) = task(reading(), ENGLISH)
    assert "kit" not in people
    assert "people" not in kit
    assert "people and" in both
    assert both.endswith("by 11 Mar 2024.")


def test_a_plan_of_nothing_says_so() -> None:
    empty = reading(Plan())
    assert lift_sentences(empty, ENGLISH) == ["The plan moves nobody and nothing."]
    assert closing_sentences(empty, ENGLISH) == ["No site closes.", "Hub stays open."]


def test_closings_are_said_by_how_many_there_are() -> None:
    one = (Closure(site="alpha", close=day(8)),)
    two = (*one, Closure(site="port", close=day(9)))
    assert closing_sentences(reading(Plan(closures=one)), ENGLISH)[0] == (
        "One site closes: Alpha (9 Mar 2024)."
    )
    assert closing_sentences(reading(Plan(closures=two)), ENGLISH)[0] == (
        "2 sites close, Alpha first (9 Mar 2024) and Port last (10 Mar 2024)."
    )


def test_no_site_is_first_or_last_to_close_by_a_date_that_others_share() -> None:
    def told(*closings: tuple[str, float], **kept: str) -> str:
        rows = tuple(Closure(site=site, close=day(when)) for site, when in closings)
        say = Words("en", veil=Veil(**kept))
        return closing_sentences(reading(Plan(closures=rows)), say)[0]

    apart = (("alpha", 3), ("hub", 5), ("port", 40))
    assert told(*apart, dates="month") == (
        "3 sites close, 2 of them first (March 2024) and Port last (April 2024)."
    )
    assert told(*apart[:2], dates="month") == "2 sites close (March 2024)."
    assert told(*apart, dates="none") == "3 sites close."
    assert told(("alpha", 3), ("port", 3)) == "2 sites close (4 Mar 2024)."


def test_who_is_late_is_told_apart_from_who_is_never_out() -> None:
    nobody_out, remain = people_sentences(reading(Plan()), ENGLISH)
    assert nobody_out.startswith("Not out by the deadline, nor when planning ends")
    assert remain == "30 more people remain by mandate."
    french, _ = people_sentences(reading(Plan()), FRENCH)
    assert french.startswith("Pas sorties, ni à l’échéance ni à la fin")


def test_kit_under_a_veil_has_no_numbers() -> None:
    hidden = Words("en", veil=Veil(strengths=0))
    (counted,) = kit_sentences(reading(), ENGLISH)
    (veiled,) = kit_sentences(reading(), hidden)
    assert any(sign.isdigit() for sign in counted)
    assert not any(sign.isdigit() for sign in veiled)


@pytest.mark.parametrize(
    ("violations", "bound", "sentence"),
    [
        ((BROKEN,), 16_000.0, "It breaks 1 rule (1 violation) and cannot be used as it stands."),
        ((), None, "How much cheaper a lawful plan could be is not known."),
        ((), 20_000.0, "It is proven that no lawful plan is cheaper."),
        (
            (),
            16_000.0,
            "With people, kit and time at their prices it costs 20,000 USD; a lawful plan could be at most 4,000 USD cheaper: 25.0\u202f% of what planning can change.",
        ),
    ],
)
def test_how_good_the_plan_is(violations, bound, sentence: str) -> None:
    assert quality(violations, appraised(bound), "USD", ENGLISH) == [sentence]


def test_a_veil_that_keeps_the_cost_back_keeps_the_difference_back() -> None:
    hidden = Words("en", veil=Veil(strengths=100))
    assert quality((), appraised(16_000.0, late_person_days=1.0), "USD", hidden) == [
        "A lawful plan could be cheaper by at most 29.4\u202f% of what planning can change."
    ]


def appraised(bound: float | None, late_person_days: float = 0.0) -> Appraisal:
    """A plan of 20,000 USD, and of people late, of which 4,000 USD are fixed."""
    mission = small_mission(prices=Prices(money=1.0, person_day_late=1_000.0))
    terms = Terms(money=20_000.0, late_person_days=late_person_days)
    return appraise(mission, Record(bound=bound, fixed=4_000.0), terms)


@pytest.mark.parametrize("say", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_every_sentence_begins_with_a_capital_and_ends(say: Words) -> None:
    first, rest = paragraph(reading(small_plan()), Terms(), (), appraised(16_000.0), say)
    for sentence in (*first, *rest):
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert sentence.endswith(".")
