"""What stands around the contract's own words where people fill in a mission."""

import pytest

from exeunt.files.wording import Wording, explained, heading, meaning_of, options_of
from exeunt.model.columns import Column, columns
from exeunt.model.forces import Party
from exeunt.model.places import Site

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
