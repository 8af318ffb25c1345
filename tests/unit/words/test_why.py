"""Why something is so, in the words of every language."""

import string
from datetime import datetime

import attrs
import pytest

from exeunt.api.asking import CHAINS
from exeunt.evidence.alternatives import Alternative
from exeunt.evidence.conditions import conditions
from exeunt.evidence.explaining import Clash
from exeunt.evidence.forcing import Span, becoming, closing, leaving, without
from exeunt.evidence.solving import Answer, How
from exeunt.facts.chains import Why
from exeunt.facts.series import Reading
from exeunt.facts.trials import Trials
from exeunt.model.choices import Way
from exeunt.model.reason import Reason
from exeunt.rules.judge import judge
from exeunt.words.catalogue import LANGUAGES, catalogue
from exeunt.words.why import why_lines
from exeunt.words.words import words
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.tiny_by_hand import by_hand

TINY = shipped_mission("tiny")
PLAN = judge(TINY, by_hand(TINY))
READING = Reading(mission=TINY, plan=PLAN.plan)
TRIALS = Trials(mission=TINY, judged=PLAN)
SPAN = Span.of(datetime(2030, 1, 7), 24)
LATER = closing(TINY, PLAN.plan, "alpha", SPAN)
AFTER = judge(TINY, LATER.by_hand)
ASKED = [
    ("site", [site.site for site in TINY.sites]),
    ("lot", list(TINY.lot)),
    ("party", list(TINY.party)),
    ("serial", list(PLAN.plan.serials)),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chain_is_said_without_a_blank_or_a_key(language):
    for kind, items in ASKED:
        for item in items:
            found = Why(
                kind=kind, item=item, chain=CHAINS[kind](READING, TRIALS, item), before=PLAN
            )
            for text, depth in why_lines(found, TINY, words(TINY, language)):
                assert text
                assert "{" not in text
                assert "Reason(" not in text
                assert depth in {0, 1}
                assert text.rstrip()[-1] in ".:!?", text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_thing_that_can_be_forced_has_its_words(language):
    say = words(TINY, language)
    forced = [
        LATER,
        closing(TINY, PLAN.plan, "alpha", None),
        leaving(TINY, "guards", datetime(2030, 1, 4)),
        without(TINY, PLAN.plan, "C-001"),
        *(becoming(TINY, PLAN.plan, PLAN.objective, "comms", way) for way in Way),
    ]
    for each in forced:
        (text,) = said(
            Alternative(
                says=each.says, before=PLAN, after=PLAN, answer=Answer.POSSIBLE, already=True
            ),
            say,
        )
        assert "{" not in text


def said(alternative, say=None):
    found = Why(kind="site", item="alpha", chain=(), before=PLAN, alternative=alternative)
    return [text for text, _ in why_lines(found, TINY, say or words(TINY))]


def answer(**values):
    return attrs.evolve(
        Alternative(says=LATER.says, before=PLAN, after=AFTER, answer=Answer.POSSIBLE), **values
    )


def test_what_costs_more_is_told_by_term_with_what_is_proven():
    lines = said(answer(bound=PLAN.objective + 4_000.0))
    assert lines[0] == (
        "Alpha closes on 7 Jan 2030: that costs 10,000 USD more than the plan "
        "(Money +8,000 USD and Killed or hurt at sites, expected +2,000 USD)."
    )
    assert "proven: between 4,000 USD and 10,000 USD" in lines[1]
    assert any("Alpha closes" in line for line in lines[2:])


def test_what_costs_less_says_that_the_plan_can_be_improved():
    lines = said(answer(before=AFTER, after=PLAN))
    assert "10,000 USD less" in lines[0]
    assert "can be improved" in lines[0]
    assert said(answer(after=PLAN))[0].endswith("costs as much as the plan.")


def test_what_cannot_be_is_told_with_what_stands_in_the_way_and_how_sure_it_is():
    condition = conditions(TINY)[0]
    clash = Clash(conditions=(condition,), how=How.SEARCH)
    nothing = answer(after=None, answer=Answer.UNKNOWN)
    assert "not proven" in said(nothing)[0]
    as_found = said(attrs.evolve(nothing, clash=clash))
    assert as_found[1].startswith("As far as was found")
    sure = attrs.evolve(nothing, answer=Answer.IMPOSSIBLE, against=(Reason.of("because.at_start"),))
    lines = said(attrs.evolve(sure, clash=attrs.evolve(clash, how=How.ARITHMETIC)))
    assert "proven" in lines[0]
    assert "It leaves at the very start." in lines
    assert "This stands in its way: without it there is such a plan." in lines
    for_good = Clash(conditions=(), how=How.ARITHMETIC, for_good=True)
    assert "even without every limit" in said(attrs.evolve(sure, clash=for_good))[-1]
    assert "a part of it only" in said(attrs.evolve(nothing, nearest=AFTER))[-1]


def test_what_the_nearest_to_a_plan_broke_is_told_once_a_rule():
    nothing = judge(TINY, attrs.evolve(PLAN.plan, loads=(), disposals=()))
    lines = said(answer(after=None, answer=Answer.UNKNOWN, broken=nothing.violations))
    assert lines[1] == "What the nearest to a plan broke:"
    assert 1 < len(lines) - 2 <= 4


def test_words_of_one_language_have_the_blanks_of_the_other():
    for key, text in catalogue("en").items():
        if key.startswith(("because.", "asked.")) and key in catalogue("fr"):
            blanks = [
                {blank for _, blank, *_ in string.Formatter().parse(one) if blank}
                for one in (text, catalogue("fr")[key])
            ]
            assert blanks[0] == blanks[1], key
