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
        ("the State of Palestine", ("PS",)),
        ("United Nations", ()),
        ("European Union", ()),
        ("Union européenne et Mali", ()),
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
        ("GW", "of Guinea-Bissau", "de la Guinée-Bissau"),
        ("KP", "of North Korea", "de la Corée du Nord"),
        ("MK", "of North Macedonia", "de la Macédoine du Nord"),
        ("SL", "of Sierra Leone", "de la Sierra Leone"),
        ("SS", "of South Sudan", "du Soudan du Sud"),
        ("BA", "of Bosnia and Herzegovina", "de la Bosnie-Herzégovine"),
        ("PS", "of the State of Palestine", "de l’État de Palestine"),
        ("MM", "of Myanmar", "du Myanmar"),
        ("MH", "of the Marshall Islands", "des Îles Marshall"),
        ("SB", "of the Solomon Islands", "des Îles Salomon"),
        ("CK", "of the Cook Islands", "des Îles Cook"),
        ("NE", "of Niger", "du Niger"),
        ("GB", "of the United Kingdom", "du Royaume-Uni"),
    ],
)
def test_a_country_takes_its_article(code, english, french):
    assert (of_country(code, "en"), of_country(code, "fr")) == (english, french)
