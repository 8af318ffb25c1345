"""How the arithmetic's figures, dates and names are printed."""

from datetime import datetime, timedelta

import attrs
import pytest

from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.stores import SUPPLIES
from exeunt.words.arithmetic import listed, moment, proof_sentence, rate
from exeunt.words.reasons import said, sentence
from exeunt.words.words import words
from tests.support.missions.shipped_missions import shipped_mission

TINY = shipped_mission("tiny")
EN, FR = words(TINY, "en"), words(TINY, "fr")
LONG = shipped_mission("mali-2023")


@pytest.mark.parametrize(
    ("number", "text"), [(3, "3"), (3.14, "3.1"), (9.94, "9.9"), (9.96, "10"), (1234.5, "1,234")]
)
def test_rates_are_whole_from_ten_on(number: float, text: str) -> None:
    assert rate(number, EN) == text


def test_long_lists_count_the_others() -> None:
    assert listed(["A"], EN) == "A"
    assert listed(["A", "B"], EN) == "A and B"
    assert listed(list("ABCD"), FR) == "A, B, C et D"
    assert listed(list("ABCDEF"), EN) == "A, B, C and 3 other sites"


def test_dates_have_times_in_short_missions_and_years_far_off() -> None:
    assert moment(TINY, datetime(2030, 1, 6, 6), EN) == "6 Jan 06:00"
    assert moment(LONG, LONG.deadline, words(LONG, "fr")) == "1er janv."
    later = LONG.deadline + timedelta(days=301)
    assert moment(LONG, later, words(LONG, "en")).endswith(f" {later.year}")
    assert moment(TINY, datetime.max, EN) == "beyond 9999"
    # A deadline on 1 Jan says little where the mission begins on a 1 Jan as well.
    year = attrs.evolve(LONG, start=datetime(2023, 1, 1))
    assert moment(year, year.deadline, words(year, "en")) == "1 Jan 2024"
    assert moment(year, datetime(2023, 5, 1), words(year, "fr")) == "1er mai 2023"


def test_a_reason_is_printed_with_names_and_forms() -> None:
    reason = Reason.of(
        "feasible.lot_late",
        n=1,
        lot="old",
        site=Name("site", "alpha"),
        when=Reason.of("feasible.when.before", at=datetime(2030, 1, 6)),
    )
    assert (
        proof_sentence(reason, TINY, EN)
        == "1 unit of old at Alpha cannot be shipped before 6 Jan 00:00."
    )
    many = Reason.of("feasible.lots_late", n=2, lots=Amount(3.0))
    assert proof_sentence(many, TINY, EN) == "Nor can 2 units of 3 other lots."


@pytest.mark.parametrize(("party", "name"), [("guards", "Guard platoon"), ("gone", "gone")])
def test_a_party_is_printed_by_its_name(party: str, name: str) -> None:
    home = Reason.of("evidence.condition.home", party=Name("party", party), at=datetime(2030, 1, 6))
    assert f"all of {name} are" in proof_sentence(home, TINY, EN)
    late = Reason.of("breach.provider_conditions.land", party=Name("party", party))
    assert sentence(late, TINY, EN) == f"{name} travels by land"


def test_every_supply_begins_a_sentence_about_its_stock() -> None:
    for say in (EN, FR):
        for supply in SUPPLIES:
            first = say(f"feasible.supply.{supply}")
            assert first == say.capital(say(f"called.supply.{supply}"))


def test_a_clash_in_french() -> None:
    message = Reason.of(
        "feasible.clash.barred_before_end",
        supply=Reason.of("feasible.supply.water"),
        site=Name("site", "alpha"),
        dry=datetime(2030, 1, 6),
        until=datetime(2030, 1, 15),
    )
    text = sentence(message, TINY, FR).replace("\u00a0", " ")
    assert text == (
        "Eau à Alpha : stock épuisé le 6 janv. 00:00, avant la fin de la planification "
        "(15 janv. 00:00) ; l’importation n’est pas autorisée."
    )
    needed = Reason.of("feasible.clash.teams", amount=2, capability=Name("capability", "medical"))
    assert said(needed, TINY, EN) == "2 medical"
    assert said(needed, TINY, FR) == "2 santé"
