"""Countries by their names in every language of the words, and how a sentence says *of* one."""

import re
from functools import cache

from exeunt.words.catalogue import languages
from exeunt.words.tongue import locale_of

_APART = re.compile(r"\s*(?:,|;|/|&|\band\b|\bet\b)\s*", re.IGNORECASE)

NAMES = {
    "en": {
        "CD": "the Democratic Republic of the Congo",
        "CG": "the Congo",
        "MM": "Myanmar",
        "PS": "the State of Palestine",
    },
    "fr": {
        "CD": "République démocratique du Congo",
        "CG": "Congo",
        "MM": "Myanmar",
        "PS": "État de Palestine",
    },
}
"""Names of states where the tables of locales have those of maps, such as *Congo-Kinshasa*."""
NO_COUNTRIES = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))
"""What the tables of locales list among countries: unions, what is unknown, and stand-ins."""
WITH_ARTICLE = frozenset(
    (
        "AE",
        "BS",
        "CF",
        "DO",
        "GB",
        "GM",
        "KM",
        "MV",
        "NL",
        "PH",
        "US",
    )
)
"""Countries that English calls *the* …, besides islands that are called so."""
FRENCH_WITHOUT = frozenset(
    (
        "AD",
        "AG",
        "BH",
        "CU",
        "CY",
        "DJ",
        "HK",
        "HT",
        "IL",
        "KI",
        "KN",
        "LC",
        "MC",
        "MG",
        "MT",
        "MU",
        "NR",
        "OM",
        "SG",
        "SM",
        "ST",
        "TT",
        "TV",
        "TW",
        "VC",
        "VU",
    )
)
"""Countries that French calls without an article."""
FRENCH_MASCULINE_E = frozenset(["BZ", "GB", "IO", "KH", "MX", "MZ", "SR", "ZW"])
"""Countries that are masculine in French though their first or last word ends in *e*."""
FRENCH_PLURAL = frozenset(
    (
        "AE",
        "BS",
        "FJ",
        "KM",
        "MV",
        "NL",
        "PH",
        "PW",
        "SC",
        "TO",
        "US",
        "WS",
    )
)
"""Countries that are plural in French, besides islands that are called so."""


@cache
def _codes() -> dict[str, str]:
    """Return the two letters of every country by its name, in small letters."""
    codes: dict[str, str] = {}
    for language in languages():
        territories = locale_of(language).territories
        known = {**territories, **NAMES.get(language, {})}
        for code, name in [*territories.items(), *known.items()]:
            if len(code) == 2 and code not in NO_COUNTRIES:
                codes[_plain(str(name))] = code
    return codes


def _plain(name: str) -> str:
    text = name.casefold().replace("’", "'").replace(" & ", " and ").strip()
    return re.sub(r"^(?:the |le |la |les |l')", "", text)


def countries(text: str) -> tuple[str, ...]:
    """Return the countries that a text names and nothing else: their two letters, else none."""
    parts = [text, *[part for part in _APART.split(text) if part]]
    whole = _codes().get(_plain(parts[0]))
    # "Trinidad and Tobago" is one country: what is one as a whole is not taken apart.
    if whole:
        return (whole,)
    found = [_codes().get(_plain(part), "") for part in parts[1:]]
    return tuple(found) if found and all(found) else ()


def of_country(code: str, language: str) -> str:
    """Say *of* a country as the language does: ``of Niger`` is ``du Niger`` in French."""
    names = NAMES.get(language, {})
    name = names.get(code) or str(locale_of(language).territories.get(code, code))
    if language == "fr":
        return _of_french(code, name)
    called_the = code in WITH_ARTICLE or name.endswith(" Islands")
    article = "the " if called_the and not name.startswith("the ") else ""
    return f"of {article}{name.replace(' & ', ' and ')}"


def _of_french(code: str, name: str) -> str:
    if code in FRENCH_PLURAL or name.startswith("Îles "):
        return f"des {name}"
    # Of the h only that of Haiti is mute.
    elided = name[0] in "AEIOUÉÈÎ" or code == "HT"
    if code in FRENCH_WITHOUT:
        return f"d’{name}" if elided else f"de {name}"
    if elided:
        return f"de l’{name}"
    # By its first word, as in Guinée-Bissau and Corée du Nord; Sierra Leone shows it by its last.
    first = re.split(r"[ -]", name)[0]
    feminine = "e" in (first[-1], name[-1]) and code not in FRENCH_MASCULINE_E
    return f"de la {name}" if feminine else f"du {name}"
