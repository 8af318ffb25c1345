"""All papers: columns, words, footers, drafts."""

import re
import sys
from datetime import datetime, timedelta
from pathlib import Path

import attrs
import pytest

from exeunt.documents.parts import (
    Field,
    Text,
    table,
)
from exeunt.model.columns import HEADED
from exeunt.model.hazards import Incident
from exeunt.model.places import Site
from exeunt.model.stores import Permission
from exeunt.papers import registry
from exeunt.papers.closures import checklist
from exeunt.papers.convoy_orders.order import order
from exeunt.papers.keys import KEYS, PaperKey
from exeunt.papers.paper_docs import paper_docs
from exeunt.papers.registry import COLUMNS, PAPERS
from exeunt.papers.reporting_periods import ReportingPeriod
from exeunt.papers.sitreps import sitrep
from exeunt.rules.referee import referee
from exeunt.version import __version__
from exeunt.words.catalogue import catalogue
from exeunt.words.tongue import Tongue, locale_of
from exeunt.words.words import Words
from tests.support.missions.outpost import MISSION, PLAN
from tests.support.missions.report_samples import large_mission, large_plan
from tests.support.pages.paper_parts import cells_of, closing_of, letter_of, words_of
from tests.support.pages.paper_world import WORLDS, dossier, mission, plan
from tests.support.plans.breaks import BREAKS

ROOT = Path(__file__).parents[3]


def test_papers_are_registered_once_in_the_order_of_their_keys():
    assert tuple(PAPERS) == KEYS == tuple(PaperKey)
    assert all(paper.key == key for key, paper in PAPERS.items())


@pytest.mark.parametrize("key", KEYS)
def test_a_paper_is_declared_in_the_folder_of_its_key(key):
    module = Path(registry.__file__).parent / key.replace("-", "_") / "paper.py"
    assert f"key=PaperKey.{key.name}," in module.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", KEYS)
def test_what_a_paper_says_of_itself_is_in_the_documentation(key):
    paper = PAPERS[key]
    assert paper.title
    assert paper.files
    assert f"| `{key}` | " in paper_docs()
    assert f" | {paper.purpose} |" in paper_docs()


def test_columns_are_those_that_papers_declare():
    for key, tables in COLUMNS.items():
        assert tables == dict(PAPERS[key].columns)
    assert {key for key, paper in PAPERS.items() if paper.columns} == set(COLUMNS)


def test_columns_have_both_languages_units_and_meanings():
    for tables in COLUMNS.values():
        for fields in tables.values():
            assert len({f.key for f in fields}) == len(fields)
            for f in fields:
                assert set(f.headers) == set(f.meanings) == set(HEADED)
                assert all(f.headers.values())
                assert all(meaning.endswith(".") for meaning in f.meanings.values())
    field = Field(
        "value",
        "number",
        {"en": "Value", "fr": "Valeur"},
        {"en": "What.", "fr": "Quoi."},
        "currency",
    )
    assert (field.header("en", "EUR"), field.header("fr", "EUR"), field.header("en")) == (
        "Value (EUR)",
        "Valeur (EUR)",
        "Value (currency)",
    )
    assert (
        Field(
            "t", "number", {"en": "Teams", "fr": "Équipes"}, {"en": "", "fr": ""}, "teams"
        ).header("en")
        == "Teams"
    )
    assert (
        Field(
            "t", "number", {"en": "Containers", "fr": "Conteneurs"}, {"en": "", "fr": ""}, "TEU"
        ).header("fr")
        == "Conteneurs (EVP)"
    )
    with pytest.raises(KeyError):
        table("x", (field,), [{"other": 1}])


def test_units_of_columns_are_in_the_language_of_the_paper():
    units = {f.unit for tables in COLUMNS.values() for fields in tables.values() for f in fields}
    words = catalogue("fr")
    # Symbols, money, and two words that French has too.
    alike = {unit for unit in units if f"papers.unit.{unit}" not in words}
    assert alike == {"", "currency", "h", "km", "l", "lots", "points", "t"}
    nights = next(
        f for f in COLUMNS[PaperKey.MOVEMENT_TABLE]["movement.stages"] if f.key == "nights"
    )
    assert nights.header("fr") == "Nuits sur le tronçon (nuits)"


class Spy(dict):
    """A catalogue that remembers what it was asked."""

    def __init__(self, words):
        super().__init__(words)
        self.asked: set[str] = set()

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)


def test_every_word_of_papers_is_used(monkeypatch):
    # A language keeps its locale: it is asked for before its words are another's.
    assert str(locale_of("fr")).startswith("fr")
    spy = Spy(catalogue("en"))
    monkeypatch.setattr(sys.modules[Tongue.__module__], "catalogue", lambda _language: spy)
    facts = [dossier(name) for name in WORLDS]
    facts += [
        dossier(name, mission=attrs.evolve(mission(name), as_of=mission(name).end + timedelta(7)))
        for name in WORLDS
    ]
    facts.append(
        dossier("small", plan=plan("small"), violations=referee(mission("small"), plan("small")))
    )
    facts.append(
        dossier("small", mission=large_mission(), plan=large_plan(large_mission()), say=Words("en"))
    )
    for found in facts:
        for paper in PAPERS.values():
            made = paper.pieces(found)
            for piece in made[:8] + made[-2:]:
                piece.make()
    sources = "".join(
        p.read_text(encoding="utf-8") for p in (ROOT / "src/exeunt/papers").rglob("*.py")
    )
    written = {f"papers.{key}" for key in re.findall(r'word\(\s*"([a-z_.0-9]+)"', sources)}
    chosen = re.compile(
        r"papers\.(unit|role|load|owned|supply|team|level|order\.(title|subject)|letter\.state|permissions\.(use|direction)|closure\.kit|letter\.(item|requests)_|check\.\w+\.\d_stays$).*"
    )
    left = [
        key
        for key in spy
        if key.startswith("papers.") and key not in spy.asked | written and not chosen.match(key)
    ]
    assert left in ([], ["papers.movement.by_week"])


def test_french_is_french():
    english, french = catalogue("en"), catalogue("fr")
    same = [
        key
        for key, text in french.items()
        if key.startswith("papers.") and text == english[key] and len(text) > 12 and "{" not in text
    ]
    assert same == ["papers.order.classification"]
    assert french["papers.draft"].count("\u00a0:") == 1
    assert not [key for key, text in french.items() if re.search(r" [:;?!]", text)]
    assert Words("fr").dated(datetime(2024, 1, 1)) == "1er janv. 2024"
    assert Words("fr").day(datetime(2024, 1, 11)) == "11 janv."


def test_what_the_planner_writes_as_a_reason_is_in_no_paper():
    made = attrs.evolve(
        plan("small"),
        requests=tuple(
            attrs.evolve(r, reason="flights with anything, alpha: granted")
            for r in plan("small").requests
        ),
    )
    facts = dossier("small", "fr", plan=made)
    register = PAPERS["permissions"].pieces(facts)[0].make().tables[0]
    assert [row[[f.key for f in register.fields].index("reason")] for row in register.rows] == [""]
    assert not any(
        "flights with" in event.words for event in PAPERS["calendar"].pieces(facts)[0].make().events
    )
    assert "flights with" not in words_of(letter_of(facts))


def test_counts_agree_with_their_nouns_and_colons_with_their_language():
    english, french = dossier("small"), dossier("small", "fr")
    assert "Small mission: Alpha – Port" in words_of(order(english, english.movements[0]))
    assert "Small mission\u00a0: Alpha – Port" in words_of(order(french, french.movements[0]))
    over = dossier(
        "small", "fr", mission=attrs.evolve(mission("small"), as_of=mission("small").end)
    )
    assert "9 mars 2024\u00a0: Fermeture\u00a0: Alpha" in words_of(
        PAPERS["sitreps"].pieces(over)[1].make()
    )
    assert any(
        cell.startswith("Teams on the stage that has fewest: 0.")
        for cell in cells_of(order(english, english.movements[0]))
    )
    one = ReportingPeriod(key="x", begin=datetime(2024, 3, 9), end=datetime(2024, 3, 16))
    assert sitrep.sites(dossier("small"), one)[0].line.startswith(
        "Sites at the end of the period: 1 open, 1 closed."
    )
    assert (
        closing_facts(dossier("small", "fr"))["Vide sécuritaire"]
        == "36 heures sans responsable du site"
    )


def test_a_place_has_one_name_in_all_papers():
    """A site that is called as a leg is the site, in orders as in permissions, letters and reports."""
    found = mission("small")
    sites = (
        *found.sites,
        Site(site="hub-port", name="Hubport", lat=15.0, lon=2.0, role="junction"),
    )
    told = Incident(
        incident="i",
        date=datetime(2024, 1, 5),
        where="hub-port",
        kind="ambush",
        killed=1,
        injured=2,
    )
    fuel = Permission(permission="fuel", mode="import", where="fuel", state="granted")
    rows = (*(attrs.evolve(p, where="hub-port") for p in found.permissions), fuel)
    facts = dossier(
        "small", "fr", mission=attrs.evolve(found, sites=sites, incidents=(told,), permissions=rows)
    )
    assert "5 janv. 2024, Hubport\u00a0: ambush – tués\u00a0: 1, blessés\u00a0: 2" in words_of(
        order(facts, facts.movements[0])
    )
    register = PAPERS["permissions"].pieces(facts)[0].make().tables[0]
    assert {row[[f.key for f in register.fields].index("where")] for row in register.rows} == {
        "Hubport",
        "carburant",
    }


def closing_facts(facts):
    return dict(checklist.facts(facts, closing_of(facts, "alpha")).lines)


def test_footers_say_what_a_paper_is_made_from():
    text = PAPERS["sitreps"].pieces(dossier("tiny"))[0].make()
    assert isinstance(text, Text)
    assert (
        text.footer
        == f"Mission tiny ({mission('tiny').fingerprint}) · plan {dossier('tiny').plan_hash} · exeunt {__version__}"
    )
    assert (
        dossier("tiny").plan_hash
        == dossier(
            "tiny",
            plan=attrs.evolve(plan("tiny"), record=attrs.evolve(plan("tiny").record, seed=3)),
        ).plan_hash
    )


def test_nothing_to_say_is_no_file():
    facts = dossier(
        "small",
        plan=type(plan("small"))(),
        mission=attrs.evolve(mission("small"), lots=(), permissions=()),
    )
    made = {key: [piece.name for piece in paper.pieces(facts)] for key, paper in PAPERS.items()}
    assert [key for key, names in made.items() if names] == ["sitreps", "maps", "calendar"]
    for key in ("sitreps", "maps", "calendar"):
        for piece in PAPERS[key].pieces(facts):
            assert piece.make()


@pytest.mark.parametrize("one", BREAKS[::9], ids=lambda b: f"{b.rule}: {b.title}")
def test_drafts_of_broken_plans_print(one):
    facts = dossier(
        "small",
        mission=one.mission,
        plan=one.plan,
        say=Words("fr"),
        violations=referee(one.mission, one.plan),
        symbols=True,
    )
    assert facts.banner.startswith("PROJET")
    assert all(piece.make() for paper in PAPERS.values() for piece in paper.pieces(facts))


def test_the_referees_own_outpost_prints(tmp_path):
    facts = dossier("small", mission=MISSION, plan=PLAN, say=Words("en"))
    assert all(piece.make() for paper in PAPERS.values() for piece in paper.pieces(facts))
    assert timedelta() < facts.periods[0].end - facts.periods[0].begin
    assert not list(tmp_path.iterdir())


ENGLISH = re.compile(
    r"\b(?:the|of|and|with|from|until|by|to|is|are|not|each|people|when|where|kit|site closes|leaves)\b"
)
"""Words that no French sentence has."""


def test_no_english_word_is_left_in_a_french_paper():
    found = mission("small")
    over = attrs.evolve(found, as_of=found.end, title="Petite mission")
    data = {
        value
        for rows in over.rows().values()
        for row in (rows if isinstance(rows, tuple) else ())
        for value in attrs.asdict(row, recurse=False).values()
        if isinstance(value, str)
    }
    facts = dossier("small", "fr", mission=over)
    for key in ("convoy-orders", "closures", "sitreps", "permissions"):
        for piece in PAPERS[key].pieces(facts):
            made = piece.make()
            if not isinstance(made, Text):
                continue
            words = " | ".join((made.title, words_of(made), *cells_of(made)))
            for value in sorted(data, key=len, reverse=True):
                words = words.replace(value, "…")
            assert not ENGLISH.findall(words), (piece.name, ENGLISH.findall(words))
