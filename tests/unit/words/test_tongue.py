"""Numbers, amounts, money, dates and lists as each language writes them."""

from datetime import datetime

import pytest

from exeunt.words.tongue import Tongue

SAY = Tongue("en")


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (1234567, "1,234,567"), (-5, "−5"), (-0.2, "0"), (None, "not known")],
)
def test_numbers(value, said):
    assert SAY.number(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (0.00042, "0.00042"),
        (0.00000071, "0.000001"),
        (0.0000004, "0"),
        (0.0123, "0.012"),
        (0.5, "0.5"),
        (5.9, "5.9"),
        (12.34, "12.3"),
        (12345.6, "12,346"),
        (None, "not known"),
    ],
)
def test_amounts_have_the_digits_that_say_something(value, said):
    assert SAY.amount(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (12, "12 USD"),
        (1.5e6, "1.50 M USD"),
        (23.4e6, "23.4 M USD"),
        (1.712e10, "17.12 bn USD"),
        (None, "not known"),
    ],
)
def test_money(value, said):
    assert SAY.money(value, "USD") == said


def test_shares_dates_and_lists():
    assert SAY.share(0.5) == "50\u202f%"
    assert SAY.share(0.013) == "1.3\u202f%"
    assert SAY.share(None) == "not known"
    assert SAY.dated(datetime(2023, 11, 9, 14, 30)) == "9 Nov 2023"
    assert SAY.moment(datetime(2023, 11, 9, 14, 30)) == "9 Nov 2023, 14:30"
    assert SAY.listed([]) == "none"
    assert SAY.listed(["a"]) == "a"
    assert SAY.listed(["a", "b", "c"]) == "a, b and c"
    assert SAY.count("convoy", 1) == "1 convoy"
    assert SAY.count("convoy", 1200) == "1,200 convoys"


def test_french_has_its_own_numbers_dates_and_lists():
    say = Tongue("fr")
    assert say.number(1234567.5, 1) == "1\u202f234\u202f567,5"
    assert (say.count("convoy", 0), say.count("convoy", 1.5), say.count("convoy", 2)) == (
        "0 convoi",
        "1,5 convoi",
        "2 convois",
    )
    assert say.dated(datetime(2023, 7, 1)) == "1er juil. 2023"
    assert say.dated(datetime(2023, 11, 11)) == "11 nov. 2023"
    assert say.moment(datetime(2023, 11, 9, 14, 30)) == "9 nov. 2023, 14:30"
    assert (say.month(datetime(2024, 2, 1)), say.months(datetime(2024, 2, 1))) == (
        "févr.",
        "février 2024",
    )
    assert say.listed(["a", "b", "c"]) == "a, b et c"
    assert say.listed(["a", "b"], "or") == "a ou b"
    assert say.money(1.712e10, "EUR") == "17,12 Md EUR"
    assert say("page.broken", rules="x") == "Ce plan enfreint x\u00a0: ne pas l’utiliser en l’état."


def test_countries_have_their_names_in_both_languages():
    assert (Tongue("en").country("384", "Ivory C."), Tongue("fr").country("384", "Ivory C.")) == (
        "Côte d’Ivoire",
        "Côte d’Ivoire",
    )
    assert (Tongue("en").country("566", "x"), Tongue("fr").country("148", "x")) == (
        "Nigeria",
        "Tchad",
    )
    assert Tongue("fr").country("", "N. Cyprus") == "N. Cyprus"


def test_words_without_blanks_may_hold_braces(monkeypatch):
    monkeypatch.setattr("exeunt.words.tongue.catalogue", lambda _language: {"json": "{}"})
    assert SAY("json") == "{}"


def test_figures_have_the_order_of_the_language():
    moment = datetime(2031, 3, 9, 6, 5)
    assert (SAY.stamp(moment), Tongue("fr").stamp(moment)) == (
        "2031-03-09 06:05",
        "09/03/2031 06:05",
    )
    assert (SAY.day_stamp(moment), Tongue("fr").day_stamp(moment)) == ("2031-03-09", "09/03/2031")


def test_little_room_has_millions_as_such():
    assert [SAY.short(value) for value in (950.0, 2_500_000.0)] == ["950", "2.5 M"]


@pytest.mark.parametrize(
    ("site", "told"),
    [
        ("Ansongo", "d’Ansongo"),
        ("Évian", "d’Évian"),
        ("Gao", "de Gao"),
        ("Hombori", "de Hombori"),
        ("Camp de Ansongo", "de Camp de Ansongo"),
    ],
)
def test_french_leaves_out_a_vowel_before_another_but_not_in_names(site, told):
    assert f"ce qui part {told} vers" in Tongue("fr")("why.planner_refused", site=site, tally="")
    assert "leaves Ansongo" in Tongue("en")("why.planner_refused", site="Ansongo", tally="")
