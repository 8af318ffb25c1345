"""What stands around the contract's own words where people fill in a mission."""

import pytest

from exeunt.files import words
from exeunt.files.wording import Wording, explained, heading, meaning_of, options_of, worded
from exeunt.model.columns import Column, columns
from exeunt.model.forces import Party
from exeunt.model.legs import Leg
from exeunt.model.mission import TABLES
from exeunt.model.places import Site
from exeunt.words.catalogue import LANGUAGES
from exeunt.words.template import wording

BY_NAME = {column.name: column for row in (Site, Party) for column in columns(row)}
FRENCH = Wording(
    language="fr",
    yes="oui",
    no="non",
    range="Plage",
    at_least="{low} ou plus",
    units={"people": "personnes"},
    meanings={"sites.beds": "Lits.", "row.source": "Origine."},
)


def number(**bounds):
    return Column(name="x", kind="number", meaning="", headers={}, **bounds)


def test_a_field_means_what_the_contract_says_or_what_the_language_says():
    assert meaning_of("sites", BY_NAME["beds"]).startswith("Most people at once")
    assert meaning_of("sites", BY_NAME["beds"], FRENCH) == "Lits."
    assert meaning_of("parties", BY_NAME["source"], FRENCH) == "Origine."


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ({"ge": 0}, "0 or more"),
        ({"gt": 0}, "above 0"),
        ({"le": 24}, "24 or less"),
        ({"ge": 1, "le": 24}, "1 to 24"),
        ({"gt": 0, "le": 24}, "above 0, at most 24"),
    ],
)
def test_a_note_says_in_which_range_a_figure_lies(bounds, said):
    assert f"Range: {said}." in explained("sites", number(**bounds))
    assert "Range" not in explained("sites", number())


def test_a_note_says_what_a_blank_means_in_the_words_of_its_language():
    assert explained("parties", BY_NAME["armed"]).endswith("Blank means no.")
    assert explained("parties", BY_NAME["armed"], FRENCH).endswith("Blank means non.")
    assert explained("sites", BY_NAME["site"]).endswith("Required.")
    assert explained("sites", BY_NAME["beds"]).endswith("May be blank.")


def test_flags_and_choices_have_options_and_nothing_else_has():
    assert options_of(BY_NAME["armed"], FRENCH) == ("oui", "non")
    assert options_of(BY_NAME["role"]) == ("base", "hub", "exit", "junction")
    assert options_of(BY_NAME["beds"]) == ()


def test_a_header_has_its_unit_in_the_currency_of_the_mission():
    assert heading(BY_NAME["standing_cost_per_day"], currency="EUR") == "Standing cost (EUR/day)"
    assert heading(BY_NAME["site"], FRENCH) == "Site"
    assert heading(BY_NAME["beds"], FRENCH) == "Lits (personnes)"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_what_cells_offer_is_read_as_what_it_says(table, language):
    says = wording(language)
    for column in columns(TABLES[table]):
        if column.kind not in {"choice", "choices", "capabilities"}:
            continue
        asked = [choice for choice in column.choices if choice]
        offered = [says.option(choice) for choice in asked]
        assert [words.choice(word, column.choices) for word in offered] == asked
        # Excel takes no longer lists.
        assert len(",".join(f"{word}:1" for word in offered)) <= 255


def test_choices_are_called_as_a_reader_of_french_calls_them():
    french = wording("fr")
    [mode] = [column for column in columns(Leg) if column.name == "mode"]
    assert options_of(mode, french) == ("route", "fleuve", "mer", "rail", "air")
    assert "route, fleuve, mer" in explained("legs", mode, french)
    [teams] = [column for column in columns(Party) if column.name == "capabilities"]
    assert worded(teams, (("eod", 2.0), ("engineers", 1.0)), french) == (
        ("NEDEX", 2.0),
        ("génie", 1.0),
    )
