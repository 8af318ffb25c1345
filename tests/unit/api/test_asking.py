"""Questions about a plan: what they may be about, and what they answer."""

from datetime import date, datetime

import attrs
import pytest

import exeunt
from exeunt.api.asking import Question, why
from exeunt.evidence.solving import Answer
from tests.support.plans.tiny_by_hand import broken, by_hand

TINY = exeunt.load("tiny")
PLAN = TINY.check(by_hand(TINY.mission))


def ask(question, **limits):
    return why(TINY.mission, PLAN, question, **limits)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question(), "about one site"),
        (Question(site="alpha", lot="stores"), "about one site"),
        (Question(site="alfa"), "site that exists"),
        (Question(lot="store"), "lot that exists"),
        (Question(party="guard"), "party that exists"),
        (Question(serial="C-999"), "serial of the plan"),
        (Question(site="alpha", by="2030-01-05"), "said of a party only"),
        (Question(lot="stores", closes="2030-01-05"), "said of a site only"),
        (Question(party="guards", becomes="ship"), "said of a lot only"),
        (Question(party="guards", without=True), "said of a convoy only"),
        (Question(site="alpha", closes="soon"), "a day or a moment"),
        (Question(site="alpha", closes="2031-01-05"), "must lie from"),
        (Question(party="guards", by=date(2029, 1, 5)), "must lie from"),
        (Question(lot="stores", becomes="sink"), "must be one of"),
    ],
)
def test_a_question_that_names_nothing_is_refused_with_what_would_do(question, expected):
    with pytest.raises(exeunt.InputError, match=expected):
        ask(question)


def test_only_a_lawful_plan_has_reasons():
    with pytest.raises(exeunt.InputError, match="must keep every rule for its reasons"):
        TINY.why(broken(TINY), Question(site="alpha"))
    with pytest.raises(exeunt.InputError, match="time limit"):
        TINY.why(PLAN, Question(site="alpha"), time_limit=0)


def test_a_plan_may_be_a_file_and_names_as_people_write_them(tmp_path):
    TINY.save(PLAN.plan, tmp_path / "p")
    found = TINY.why(tmp_path / "p", Question(site="Alpha"))
    assert (found.kind, found.item) == ("site", "alpha")
    assert found.alternative is None
    assert found.chain
    assert TINY.tell(found)[0].startswith("Alpha closes")
    assert TINY.tell(found, "fr")[0].startswith("Alpha ferme")


@pytest.mark.parametrize(
    "closes", ["2030-01-06", date(2030, 1, 6), datetime(2030, 1, 6), "6 Jan 2030"]
)
def test_a_day_is_read_however_it_is_given(closes):
    assert ask(Question(site="alpha", closes=closes)).alternative.already


def test_what_the_plan_does_already_is_told_of_parties_and_lots_too():
    assert ask(Question(party="staff", by="2030-01-02")).alternative.already
    assert ask(Question(lot="stores", becomes="ship")).alternative.already
    assert ask(Question(lot="prefabs", becomes="sell")).alternative.already


@pytest.mark.parametrize(
    ("question", "key"),
    [
        (Question(site="bravo", closes="2030-01-06"), "because.may_not_close"),
        (Question(site="port", closes="2030-01-06"), "because.may_not_close"),
        (Question(lot="ammunition", becomes="ship"), "why.ship_not_allowed"),
        (Question(lot="stores", becomes="sell"), "why.no_other_way"),
        (Question(lot="ammunition", becomes="gift"), "why.other_ways"),
    ],
)
def test_what_the_law_forbids_is_told_without_planning(question, key):
    other = ask(question, time_limit=1e-3).alternative
    assert other.answer is Answer.IMPOSSIBLE
    assert [reason.key for reason in other.against] == [key]
    assert other.runs == 0


def test_a_party_at_home_cannot_leave_by_any_day():
    home = attrs.evolve(TINY.mission.party["escort-crews"], destination="bravo")
    parties = tuple(home if p.party == home.party else p for p in TINY.mission.parties)
    mission = attrs.evolve(TINY.mission, parties=parties)
    plan = exeunt.check(mission, PLAN.plan)
    if plan.lawful:
        found = why(mission, plan, Question(party="escort-crews", by="2030-01-05"))
        assert found.alternative.answer is Answer.IMPOSSIBLE


def test_a_site_may_be_asked_to_stay_open():
    found = ask(Question(site="alpha", closes="never"), time_limit=0.6)
    assert found.alternative.says.key == "because.force.stays_open"
    if found.alternative.after is not None:
        assert "alpha" not in found.alternative.after.plan.closes


def test_whoever_watches_hears_of_every_step_and_a_stop_is_heeded():
    heard = []
    question = Question(serial="C-004", without=True)
    found = ask(question, time_limit=5, steps=heard.append, stop=lambda: len(heard) > 1)
    assert heard == ["reading", "forcing"]
    assert found.alternative is not None
