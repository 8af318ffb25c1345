"""Catalogues: the same words in every language, and none that nobody uses."""

import re
import string
from importlib.resources import files
from pathlib import Path

from exeunt.facts.appraisal import PRICE_OF
from exeunt.facts.kinds import FATES, LOSSES, Kind
from exeunt.facts.legs import LEAVE, LEVELS
from exeunt.facts.movements import KINDS
from exeunt.facts.standing import Stand
from exeunt.facts.states import STATES as SITE_STATES
from exeunt.model.columns import columns
from exeunt.model.figures import Doctrine
from exeunt.model.forces import CLASSES, OWNERS, POPULATIONS
from exeunt.model.legs import MODES
from exeunt.model.mission import TABLES
from exeunt.model.places import ROLES
from exeunt.model.stores import PAYLOADS, STATES, SUPPLIES
from exeunt.rules.referee import RULES
from exeunt.words.catalogue import LANGUAGES, catalogue
from exeunt.words.standing import ADDED, COUNTED

ENGLISH = catalogue("en")


def test_the_catalogue_has_words_for_every_choice():
    for prefix, choices in (
        ("population", POPULATIONS),
        ("class", CLASSES),
        ("owner", OWNERS),
        ("fate", FATES),
        ("say.ended", Kind),
        ("say.lost", LOSSES),
        ("kind_of_kit", Kind),
        ("sitestate", SITE_STATES),
        ("leave", LEAVE),
        ("threat", range(len(LEVELS) + 1)),
        ("kind", KINDS.values()),
        ("supply", SUPPLIES),
        ("rule", RULES),
        ("figure", [c.name for c in columns(Doctrine)]),
        ("supplyunit", SUPPLIES),
        ("role", ROLES),
        ("mode", (*MODES, "import", "*")),
        ("state", STATES),
        ("payload", PAYLOADS),
        ("status", (*ADDED, *(set(Stand) - COUNTED), *(f"{stand}.other" for stand in COUNTED))),
        ("table", TABLES),
        ("term", PRICE_OF),
    ):
        assert {f"{prefix}.{c}" for c in choices} <= set(ENGLISH)


def whole(key: str) -> str:
    """Return a key without the form that goes with a number: languages differ in how many there are."""
    stem, _, form = key.rpartition(".")
    return stem if form in {"zero", "one", "two", "few", "many", "other"} else key


def blanks(text: str) -> set[str]:
    return {blank for _, blank, *_ in string.Formatter().parse(text) if blank}


def test_every_catalogue_says_the_same_with_the_same_blanks():
    for language in LANGUAGES:
        words_there = catalogue(language)
        assert {whole(key) for key in words_there} == {whole(key) for key in ENGLISH}
        for key, text in words_there.items():
            same = ENGLISH[key] if key in ENGLISH else ENGLISH[f"{whole(key)}.other"]
            assert blanks(text) == blanks(same), key


MADE = (
    r"amount\..+",
    r"breach\.whole\..+",
    r"brief\..+",
    r"by\..+",
    r"refused\..+",
    r"called\..+",
    r"class\..+",
    r"compare\.map\.(more|only|same|unused|earlier|later)",
    r"console\.(block|head|model|phase|step)\..+",
    r"asked\.(impossible|unknown)",
    r"because\.force\..+",
    r"evidence\.clash(_one)?(_as_found)?",
    r"evidence\.(answer(_site|_party)?|asked|how|condition|change|offer|range)\..+",
    r"fate\..+",
    r"feasible\.\w+\..+",
    r"figure\..+",
    r"imports\.(terms|added)\..+",
    r"kind\..+",
    r"leave\..+",
    r"lines\..+",
    r"console\.(thing|changed)_.+",
    r"compare\.(serial|count|head|table|page|course\.not)\..+",
    r"compare\.(people_(earlier|later).*|(not_)?asked)",
    r"meaning\..+",
    r"mode\..+",
    r"money\..+",
    r"n\..+",
    r"odd\.(?!title|heading|lead|more|because).+",
    r"owner\..+",
    r"part\..+",
    r"payload\..+",
    r"pools\..+",
    r"population\..+",
    r"role\..+",
    r"rule\..+",
    r"counted\..+",
    r"kind_of_kit\..+",
    r"say\.(ended|lost|parked)\..+",
    r"sense\.nobody_can\..+",
    r"sitestate\..+",
    r"state\..+",
    r"status\..+",
    r"supply\..+",
    r"supplyunit\..+",
    r"table\..+",
    r"template\..+",
    r"term\..+",
    r"threat\..+",
    r"unit\..+",
    r"unitword\..+",
    r"veil\..+",
    r"way\..+",
    r"wind\..+",
    r"why\.full_(teu|seats)",
    r"terms\..+_short",
    r"time\.(people|kit|stock|vehicles).*",
    r"papers\..+",
    r"edit\..+",
)
"""Patterns of the keys that code puts together, one a line."""


def test_no_words_are_left_over():
    sources = [
        p for p in Path(str(files("exeunt"))).rglob("*") if p.suffix in {".py", ".j2", ".js"}
    ]
    text = "".join(p.read_text(encoding="utf-8") for p in sources)
    # Read once for all that stands in quotes, not once for each key.
    double, single = (set(re.findall(f"(?={q}([^{q}]+){q})", text)) for q in ('"', "'"))
    quoted = double | single
    made = re.compile("|".join(MADE))
    assert [
        key
        for key in ENGLISH
        if key not in quoted and whole(key) not in double and not made.fullmatch(key)
    ] == []
