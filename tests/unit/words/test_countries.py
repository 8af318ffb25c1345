"""Countries by name, and how a sentence says *of* one."""

import pytest

from exeunt.words.countries import countries, of_country


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Algeria", ("DZ",)),
        ("Algérie", ("DZ",)),
        ("le Mali", ("ML",)),
        ("Burkina Faso and Togo", ("BF", "TG")),
        ("Niger ; Tchad", ("NE", "TD")),
        ("Trinidad and Tobago", ("TT",)),
        ("Democratic Republic of the Congo", ("CD",)),
        ("host government", ()),
        ("Mali ministry of transport", ()),
        ("", ()),
    ],
)
def test_a_text_that_names_countries_and_nothing_else_is_those(text, codes):
    assert countries(text) == codes


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("ML", "of Mali", "du Mali"),
        ("DZ", "of Algeria", "de l’Algérie"),
        ("MR", "of Mauritania", "de la Mauritanie"),
        ("CD", "of the Democratic Republic of the Congo", "de la République démocratique du Congo"),
        ("CF", "of the Central African Republic", "de la République centrafricaine"),
        ("US", "of the United States", "des États-Unis"),
        ("HT", "of Haiti", "d’Haïti"),
        ("HU", "of Hungary", "de la Hongrie"),
        ("HN", "of Honduras", "du Honduras"),
        ("CU", "of Cuba", "de Cuba"),
        ("IL", "of Israel", "d’Israël"),
        ("KH", "of Cambodia", "du Cambodge"),
        ("YE", "of Yemen", "du Yémen"),
    ],
)
def test_a_country_takes_its_article(code, english, french):
    assert (of_country(code, "en"), of_country(code, "fr")) == (english, french)
