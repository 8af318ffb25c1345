"""The words planners use."""

import pytest

from exeunt.files import words
from exeunt.model.mission import TABLES
from exeunt.model.plan import PLAN_TABLES


@pytest.mark.parametrize("text", ["", " ", "N/A", "\u2013", "tbc", "\u00c0 confirmer", "s.o.", "?"])
def test_words_for_nothing(text):
    assert words.is_blank(text)


@pytest.mark.parametrize("text", ["0", "no", "none", "n", "NA"])
def test_answers_are_not_nothing(text):
    assert not words.is_blank(text)


NOBODY = ("NIL", "Nil.", "N.I.L.", "none", "NONE", "Néant", "neant", "(néant)", "Aucun", "aucune")
NOBODY += (
    "Nobody",
    "no-one",
    "Personne",
    "-",
    "\u2013",
    "...",
    "n/a",
    "N.A.",
    "unknown",
    "Inconnu",
    "nan",
    "No",
    "non",
    "(vide)",
    "not applicable",
    "None identified yet",
    "Aucun repreneur identifi\u00e9",
    "aucune entit\u00e9",
    "TBD?",
    "TBC (see J4)",
    "TBC (2 candidates)",
    "To be confirmed.",
    "keine",
    "Nadie",
    "Ningu\u00e9m",
    "\u041d\u0435\u0442",
    "\u043d\u0438\u043a\u0442\u043e",
    "\u0644\u0627 \u064a\u0648\u062c\u062f",
    "\u0644\u0627 \u0623\u062d\u062f",
)


@pytest.mark.parametrize("text", NOBODY)
def test_words_for_nobody(text):
    assert words.is_nobody(text) or words.is_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nilo",
        "Nil Delta Company",
        "civil defence",
        "Mali",
        "2",
        "NA",
        "SO",
        "Personnel",
        "Aucun Nord",
        "No. 2",
    ],
)
def test_somebody_is_not_nobody(text):
    assert not words.is_nobody(text)


@pytest.mark.parametrize("text", ["Total", "TOTAL:", "Total Nord", "Sous-total Gao", "Somme :"])
def test_totals(text):
    assert words.is_total(text)


@pytest.mark.parametrize("text", ["Totalgaz", "Kidal total", "summit"])
def test_a_name_that_begins_like_a_total_is_none(text):
    assert not words.is_total(text)


def test_a_comment_has_a_space_after_its_sign_and_a_tag_none():
    assert words.is_comment("# as of June")
    assert words.is_comment("#")
    assert not words.is_comment("#loc+name")


def test_a_choice_goes_by_its_own_name_another_case_and_french():
    options = ("road", "river", "air")
    assert [words.choice(t, options) for t in ("road", "ROAD", "Routier", "fleuve", "path")] == [
        "road",
        "road",
        "road",
        "river",
        None,
    ]


def test_a_word_for_two_options_names_neither():
    assert words.choice("contractuel", ("contractor", "own")) == "contractor"
    assert words.choice("contractuel", ("contracted", "own")) == "contracted"
    assert words.choice("contractuel", ("contractor", "contracted")) is None


def test_an_option_s_own_name_beats_another_word_for_an_option_before_it():
    assert words.choice("vehicle", ("armour", "vehicle")) == "vehicle"
    assert "pax" in words.CHOICES["people"]
    assert words.choice("pax", ("people", "pax")) == "pax"


def test_tables_go_by_other_names_than_their_own():
    assert words.table("Tron\u00e7ons", TABLES) == "legs"
    assert words.table("Movement table", PLAN_TABLES) == "movements"
    assert words.table("Cessions", TABLES) == "dispositions"
    assert words.table("Cessions", PLAN_TABLES) == "disposals"
    assert words.table("Budget", TABLES) is None


def test_every_table_is_known_by_its_own_name():
    for tables in (TABLES, PLAN_TABLES):
        assert [words.table(name.upper(), tables) for name in tables] == list(tables)


def test_the_nearest_word_is_offered_as_it_is_written():
    assert words.near("kidall", ["Gao", "Kidal"]) == "Kidal"
    assert words.nearest("kidall", ["Gao", "Kidal"]) == "did you mean 'Kidal'?"
    assert words.near("zz", ["Gao", "Kidal"]) == ""
    assert words.nearest("zz", []) == ""


def test_options_are_listed_and_a_blank_one_is_called_so():
    assert words.one_of(["yes"]) == "must be yes"
    assert words.one_of(["day", ""]) == "must be one of day, blank"
