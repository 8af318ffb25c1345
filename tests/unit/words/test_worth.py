"""Worth in the words of every language."""

import attrs
import pytest

from exeunt.evidence.fates import Fate, Fates
from exeunt.evidence.offers import offers, refusals
from exeunt.evidence.valuing import Range, Worth, Worths
from exeunt.model.choices import Way
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_is_said_without_a_blank(language):
    mission = shipped_mission("mali-2023")
    for offer in refusals(mission):
        text = offer_text(offer, mission, words(mission, language))
        assert offer.item in text
        assert "{" not in text


def test_the_price_of_a_permission_is_what_is_dearer_without_it():
    (offer,) = (one for one in refusals(shipped_mission("mali-2023")) if one.item == "river-all")
    proven = Range(least=-900.0, most=0.0)
    lost = Worth(offer=offer, after=BEFORE, bound=None, saves=-500.0, proven=proven)
    what = "permission river-all refused from 1 Jul 2023 00:00 to 31 Mar 2024 00:00 (it is granted)"

    def line(**values):
        found = Worths(before=BEFORE, bound=None, refusals=(attrs.evolve(lost, **values),))
        return worth_lines(found, TINY, words(TINY))[-1][0]

    assert line() == f"{what}: 500 USD dearer (proven: between 0 USD and 900 USD)"
    assert (
        line(saves=0.0) == f"{what}: the plan does without it (proven: between 0 USD and 900 USD)"
    )
    assert line(saves=None) == f"{what}: no plan was found without it"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "5 of prefabs at Alpha: sell, or as well destroy (+8 USD)"),
        ("fr", "5 de prefabs à Alpha : vente, ou aussi bien destruction (+8 USD)"),
    ],
)
def test_kit_that_is_indifferent_is_named_with_both_its_fates(language, said):
    fate = Fate(
        lot="prefabs", site="alpha", units=5, now=Way.SELL, other=Way.DESTROY, difference=8.0
    )
    kit = Fates(indifferent=(fate,), threshold=20.0)
    found = Worths(before=BEFORE, bound=None, kit=kit)
    *_, (heading, _), (text, listed) = worth_lines(found, TINY, words(TINY, language))
    assert "20" in heading
    assert listed
    assert " ".join(text.split()) == said
    nothing = attrs.evolve(kit, indifferent=(), untried=2)
    assert "2" in worth_lines(attrs.evolve(found, kit=nothing), TINY, words(TINY, language))[-1][0]
    none = attrs.evolve(kit, indifferent=())
    assert "20" in worth_lines(attrs.evolve(found, kit=none), TINY, words(TINY, language))[-1][0]
