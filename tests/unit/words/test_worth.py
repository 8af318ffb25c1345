"""Worth in the words of every language."""

import attrs
import pytest

from exeunt.evidence.offers import offers
from exeunt.evidence.valuing import Range, Worth, Worths
from exeunt.rules.judge import judge
from exeunt.words.catalogue import LANGUAGES
from exeunt.words.words import words
from exeunt.words.worth import offer_text, worth_lines
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.tiny_by_hand import by_hand

TINY = shipped_mission("tiny")
BEFORE = judge(TINY, by_hand(TINY))
TRUCK = next(offer for offer in offers(TINY) if offer.item == "trucks")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["tiny", "port-run", "mali-2023"])
def test_every_offer_is_said_without_a_blank(name, language):
    mission = shipped_mission(name)
    for offer in offers(mission):
        text = offer_text(offer, mission, words(mission, language))
        assert text
        assert "{" not in text


def said(**values):
    worth = attrs.evolve(
        Worth(
            offer=TRUCK,
            after=BEFORE,
            bound=None,
            saves=500.0,
            proven=Range(least=None, most=None),
        ),
        **values,
    )
    found = Worths(before=BEFORE, bound=None, worths=(worth,), seconds=2.0)
    return worth_lines(found, TINY, words(TINY))[-1][0]


def test_a_worth_is_said_with_what_is_proven_of_it():
    what = "1 vehicle more in fleet trucks at Bravo"
    assert said() == f"{what}: 500 USD less (nothing is proven)"
    assert said(saves=-500.0, proven=Range(least=-900.0, most=None)).startswith(
        f"{what}: 500 USD more (proven: −900 USD or more)"
    )
    assert said(saves=0.0, proven=Range(least=None, most=700.0)) == (
        f"{what}: no difference found (proven: 700 USD or less)"
    )
    assert said(saves=None) == f"{what}: no plan was found with it"
