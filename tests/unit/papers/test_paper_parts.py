"""What papers are made of: names, periods, permissions, needs, columns, words, drawings."""

import re
import sys
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import attrs
import pytest

from exeunt.documents.parts import (
    Bullets,
    Field,
    Form,
    Grid,
    Paragraph,
    Run,
    Text,
    cut,
    printable,
    table,
)
from exeunt.drawing.symbols import drawn, serial_code, site_code
from exeunt.facts.movements import movements
from exeunt.facts.permits import deciding
from exeunt.model.places import Incident, Site
from exeunt.model.plan import Load
from exeunt.model.stores import Permission
from exeunt.papers import closure, destruction_list, sitrep, strip_map
from exeunt.papers.convoy_order import order, stretches
from exeunt.papers.dossier import plan_hash
from exeunt.papers.names import LONGEST, safe_name, safe_names
from exeunt.papers.needs import needs, percentile
from exeunt.papers.paper_docs import paper_docs
from exeunt.papers.periods import Period, period_of, periods
from exeunt.papers.registry import COLUMNS, PAPERS
from exeunt.rules.referee import referee
from exeunt.rules.terms import terms
from exeunt.version import __version__
from exeunt.words.catalogue import catalogue
from exeunt.words.words import Words
from tests.support.missions.outpost import MISSION, PLAN
from tests.support.missions.report_samples import large_mission, large_plan
from tests.support.pages.paper_world import WORLDS, dossier, mission, plan
from tests.support.plans.breaks import BREAKS

ROOT = Path(__file__).parents[3]


# -- names and periods


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("C-014", "C-014"),
        ("a/b\\c:d", "a-b-c-d"),
        ('<"x"> & y?*|', "x-&-y"),
        ("  ..hidden. ", "hidden"),
        ("", "unnamed"),
        ("..", "unnamed"),
        ("con", "con-"),
        ("LPT1.old", "LPT1.old-"),
        ("Côte d’Ivoire", "Côte-d’Ivoire"),
        ("a\u202eb\u200bc", "a-b-c"),
        ("tab\tnew\nline", "tab-new-line"),
    ],
)
def test_names_are_safe(wanted, name):
    assert safe_name(wanted) == name


def test_names_are_short_and_never_two_alike():
    assert len(safe_name("é" * 500).encode()) <= LONGEST
    found = safe_names(["A/b", "a:B", "a-b", "A/b", "x" * 300, "x" * 301])
    assert len({name.casefold() for name in found.values()}) == len(found) == 5
    assert found["A/b"] == "A-b"


def test_periods_are_iso_weeks_or_days():
    assert period_of(datetime(2024, 12, 31, 5), daily=False).key == "2025-W01"
    week = period_of(datetime(2023, 7, 2, 23, 59), daily=False)
    assert (week.key, week.begin, week.end) == (
        "2023-W26",
        datetime(2023, 6, 26),
        datetime(2023, 7, 3),
    )
    assert period_of(datetime(2023, 7, 2, 23, 59), daily=True).key == "2023-07-02"
    found = periods(mission("small"), plan("small"), daily=False)
    assert [p.key for p in found] == ["2024-W09", "2024-W10", "2024-W11"]
    assert all(a.end == b.begin for a, b in pairwise(found))


# -- the referee's rules, read anew


@pytest.mark.parametrize("name", ["tiny", "port-run"])
def test_a_plan_that_keeps_the_rules_stands_on_granted_permissions_and_carries_what_it_needs(name):
    facts = dossier(name)
    assert all(row.state == "granted" for found in facts.leaves.values() for row in found)
    tracked = {(s.site, s.supply) for s in facts.mission.supplies}
    for movement in facts.surface:
        for need in needs(facts.mission, movement):
            if (movement.way[0], need.supply) in tracked:
                assert need.carried >= need.needed - 1e-6


def test_permissions_that_decide_are_those_that_the_referee_names():
    found = mission("small")
    rows = (
        Permission(permission="all", mode="*", state="granted"),
        Permission(
            permission="air-people", mode="air", where="alpha", payload="people", state="granted"
        ),
        Permission(permission="air-any", mode="air", where="alpha", state="refused"),
        Permission(
            permission="in-only", mode="air", where="alpha", direction="in", state="granted"
        ),
        Permission(permission="other-nation", mode="*", provider="elsewhere", state="refused"),
        Permission(permission="road-only", mode="road", state="refused"),
        Permission(
            permission="later",
            mode="air",
            payload="people",
            valid_from=datetime(2024, 3, 20),
            state="refused",
        ),
    )
    asked = attrs.evolve(found, permissions=rows)
    bare = attrs.evolve(plan("small"), requests=())
    flight = next(m for m in movements(asked, bare) if m.mode == "air")
    empty, full = flight.hops
    assert [row.permission for row in deciding(asked, full)] == ["air-people", "all"]
    assert [row.permission for row in deciding(asked, empty)] == ["air-any", "all", "in-only"]
    told = [v for v in referee(asked, bare) if v.rule == "movement_permitted"]
    assert {v.where for v in told} >= {"F-1 stage 1"}
    assert "F-1 stage 2" not in {v.where for v in told}


def test_stretches_end_where_it_halts_or_anything_boards():
    by_serial = {m.serial: m for m in dossier("tiny").movements}
    assert [(len(hops), halt) for hops, halt in stretches(by_serial["C-001"])] == [
        (1, 24.0),
        (1, 0.0),
    ]
    assert [len(hops) for hops, _ in stretches(by_serial["C-003"])] == [2, 2]


# -- columns and their documentation


def test_the_documentation_is_made_from_the_columns():
    assert (ROOT / "docs" / "papers.md").read_text(encoding="utf-8") == paper_docs(), (
        "run: python scripts/make_papers.py"
    )


def test_the_example_in_the_documentation_is_what_is_printed():
    shown = (
        (ROOT / "docs" / "papers.md")
        .read_text(encoding="utf-8")
        .split("## An example")[1]
        .split("## How")[0]
    )
    facts = dossier("tiny")
    blocks = order(facts, next(m for m in facts.movements if m.serial == "C-002")).blocks
    sentence = next(
        b.line.text for b in blocks if isinstance(b, Paragraph) and isinstance(b.line, Run)
    )
    assert re.search(r"(?s)```text\n(.*?)\n```", shown).group(1) == sentence
    march = next(b for b in blocks if isinstance(b, Grid) and b.head[1] == "Start point")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in shown.splitlines()
        if line.startswith("| ")
    ]
    assert rows == [list(march.head), *(list(row) for row in march.rows)]


def test_columns_have_both_languages_units_and_meanings():
    for tables in COLUMNS.values():
        for fields in tables.values():
            assert len({f.key for f in fields}) == len(fields)
            assert all(
                f.en and f.fr and f.means.endswith(".") and f.means_fr.endswith(".") for f in fields
            )
    field = Field("value", "number", "Value", "Valeur", "What.", "Quoi.", "currency")
    assert (field.header("en", "EUR"), field.header("fr", "EUR"), field.header("en")) == (
        "Value (EUR)",
        "Valeur (EUR)",
        "Value (currency)",
    )
    assert Field("t", "number", "Teams", "Équipes", "", "", "teams").header("en") == "Teams"
    assert (
        Field("t", "number", "Containers", "Conteneurs", "", "", "TEU").header("fr")
        == "Conteneurs (EVP)"
    )
    with pytest.raises(KeyError):
        table("x", (field,), [{"other": 1}])


# -- words


class Spy(dict):
    """A catalogue that remembers what it was asked."""

    def __init__(self, words):
        super().__init__(words)
        self.asked: set[str] = set()

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)


def test_every_word_of_papers_is_used(monkeypatch):
    spy = Spy(catalogue("en"))
    monkeypatch.setattr(sys.modules[Words.__module__], "catalogue", lambda _language: spy)
    facts = [dossier(name) for name in WORLDS]
    facts.append(
        dossier("small", plan=plan("small"), violations=referee(mission("small"), plan("small")))
    )
    facts.append(
        dossier("small", mission=large_mission(), plan=large_plan(large_mission()), say=Words("en"))
    )
    for found in facts:
        for pieces in PAPERS.values():
            made = pieces(found)
            for piece in made[:8] + made[-2:]:
                piece.make()
    sources = "".join(
        p.read_text(encoding="utf-8") for p in (ROOT / "src/exeunt/papers").glob("*.py")
    )
    written = {f"papers.{key}" for key in re.findall(r'word\(\s*"([a-z_.0-9]+)"', sources)}
    chosen = re.compile(
        r"papers\.(role|load|owned|supply|team|level|order\.(title|subject)|letter\.state|permissions\.(use|direction)|closure\.kit|letter\.(item|requests)_).*"
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


# -- closings


def closing_of(facts, site):
    return next(c for c in closure.closings(facts) if c.site == site)


def words_of(text):
    """All words of a text's paragraphs and lists."""
    lines = [
        x
        for b in text.blocks
        for x in (
            getattr(b, "lines", ())
            if isinstance(b, Bullets)
            else (b.line,)
            if isinstance(b, Paragraph)
            else ()
        )
    ]
    return " ".join(line for line in lines if isinstance(line, str))


def test_papers_print_the_vacuum_that_follows_from_the_closing_and_the_hash_of_the_plan_as_given():
    told = attrs.evolve(
        plan("small"),
        closures=tuple(attrs.evolve(c, vacuum_days=9.0) for c in plan("small").closures),
    )
    facts = dossier("small", plan=told)
    assert closing_of(facts, "alpha").story.vacuum_days == 1.5
    assert any(
        "Vacuum: 36 hours." in event.words for event in PAPERS["calendar"](facts)[0].make().events
    )
    (site,) = (
        f for f in PAPERS["maps"](facts)[0].make().features if f.facts.get("site") == "alpha"
    )
    assert site.facts["vacuum_days"] == 1.5
    assert facts.plan_hash == plan_hash(told) != dossier("small").plan_hash


def test_a_certificate_lists_dangerous_kit_that_the_plan_leaves_there():
    changed = attrs.evolve(
        mission("small"),
        lots=tuple(
            attrs.evolve(lot, kit_class="sensitive" if lot.lot == "old" else lot.kit_class)
            for lot in mission("small").lots
        ),
    )
    facts = dossier("small", mission=changed)
    text = words_of(closure.certificate(facts, closing_of(facts, "alpha")))
    assert (
        "stay at the site, by the plan: 3 × old trucks (Sensitive)" in text
    )  # two abandoned, one left when planning ends
    assert "No weapon, ammunition" not in text


def test_last_serials_are_those_that_take_the_last_people_where_the_plan_names_none():
    unnamed = attrs.evolve(
        plan("small"),
        closures=tuple(attrs.evolve(c, last_serials=()) for c in plan("small").closures),
    )
    for whole in (plan("small"), unnamed):
        facts = dossier("small", plan=whole)
        (grid,) = closure.last_serials(facts, closing_of(facts, "alpha"))
        assert [row[0] for row in grid.rows] == ["C-2"]
    nobody = dossier(
        "small",
        mission=attrs.evolve(mission("small"), parties=()),
        plan=attrs.evolve(unnamed, loads=()),
    )
    closing = closing_of(nobody, "alpha")
    assert closure.last_serials(nobody, closing) == [Paragraph("No serial takes people from here.")]
    assert "Nobody was here at the start." in words_of(closure.certificate(nobody, closing))
    french = attrs.evolve(nobody, say=Words("fr"))
    assert any(
        "Dernières rames\u00a0: aucune." in e.words
        for e in PAPERS["calendar"](french)[0].make().events
    )


def test_what_is_given_away_where_nobody_takes_it_is_left_behind():
    found = attrs.evolve(
        mission("small"),
        lots=tuple(attrs.evolve(lot, harm_if_captured=7.0) for lot in mission("small").lots),
    )
    rows = destruction_list.behind(dossier("small", mission=found))
    assert sum(row["harm"] for row in rows) == terms(found, plan("small")).capture_points
    (given,) = (row for row in rows if row["given"])
    assert (given["lot"], given["given"], given["when"]) == ("old", 3, datetime(2024, 3, 9))
    assert given["why"] == "Given, but nobody is there to take it until 10 Mar 2024."
    there = attrs.evolve(
        found, sites=tuple(attrs.evolve(s, receiver_ready=None) for s in found.sites)
    )
    assert not [
        row for row in destruction_list.behind(dossier("small", mission=there)) if row["given"]
    ]


# -- orders, letters and situation reports


def cells_of(text):
    """Every cell of a text's tables and forms, as its words."""
    found = []
    for b in text.blocks:
        rows = b.rows if isinstance(b, Grid) else b.lines if isinstance(b, Form) else ()
        found += [
            " ".join(
                p if isinstance(p, str) else p.text for p in (c if isinstance(c, tuple) else (c,))
            )
            for row in rows
            for c in row
        ]
    return found


def letter_of(facts):
    return next(
        piece for piece in PAPERS["permissions"](facts) if piece.name.endswith(".docx")
    ).make()


def test_letters_tell_hours_in_a_mission_of_days_and_the_last_day_of_a_span_that_ends_at_midnight():
    rows = tuple(
        attrs.evolve(
            p,
            valid_from=datetime(2024, 3, 2),
            valid_to=datetime(2024, 3, 16),
            answer_by=datetime(2024, 3, 2, 18),
        )
        for p in mission("small").permissions
    )
    found = attrs.evolve(mission("small"), permissions=rows)
    coarse, fine = (
        letter_of(dossier("small", mission=found, say=Words("en", fine))) for fine in (False, True)
    )
    assert "2 Mar 2024 to 15 Mar 2024" in cells_of(coarse)
    assert "2 Mar 2024, 00:00 to 16 Mar 2024, 00:00" in cells_of(fine)
    assert "for an answer by 2 Mar 2024, 18:00," in words_of(fine)
    assert "is to be complete by 11 Mar 2024, 00:00." in words_of(fine)
    assert "is to be complete by 10 Mar 2024." in words_of(coarse)
    noon = attrs.evolve(
        found, permissions=tuple(attrs.evolve(p, valid_to=datetime(2024, 3, 16, 12)) for p in rows)
    )
    assert "2 Mar 2024 to 16 Mar 2024" in cells_of(letter_of(dossier("small", mission=noon)))


def test_what_the_planner_writes_as_a_reason_is_in_no_paper():
    made = attrs.evolve(
        plan("small"),
        requests=tuple(
            attrs.evolve(r, reason="flights with anything, alpha: granted")
            for r in plan("small").requests
        ),
    )
    facts = dossier("small", "fr", plan=made)
    register = PAPERS["permissions"](facts)[0].make().tables[0]
    assert [row[[f.key for f in register.fields].index("reason")] for row in register.rows] == [""]
    assert not any(
        "flights with" in event.words for event in PAPERS["calendar"](facts)[0].make().events
    )
    assert "flights with" not in words_of(letter_of(facts))


def test_situation_reports_list_serials_under_way():
    facts = dossier(
        "small",
        plan=attrs.evolve(
            plan("small"), stages=tuple(s for s in plan("small").stages if s.serial == "C-1")
        ),
    )
    first, second = (
        sitrep.under_way(facts, period)
        for period in periods(mission("small"), facts.plan, daily=False)[:2]
    )
    assert first == [Paragraph("No serial that left before is still under way.")]
    (grid,) = second
    assert [row[0] for row in grid.rows] == ["C-1"]


def test_supplies_of_an_order_are_those_of_the_rule_and_at_the_doctrines_percentile():
    movement = next(m for m in dossier("tiny").movements if m.serial == "C-003")
    doctrine = attrs.evolve(mission("tiny").doctrine, supply_z=1.96)
    found = attrs.evolve(mission("tiny"), doctrine=doctrine)
    assert percentile(found) == pytest.approx(97.5, abs=1e-3)
    assert "each stage at percentile 97.5 of its duration" in words_of(
        order(dossier("tiny", mission=found), movement)
    )
    load = Load(
        serial=movement.serial,
        kind="supply",
        item="water",
        quantity=500.0,
        board_stage=2,
        alight_stage=2,
        role="used",
    )
    more = attrs.evolve(plan("tiny"), loads=(*plan("tiny").loads, load))
    before, after = (
        {n.supply: n.carried for n in needs(found, m)}
        for m in (movement, next(m for m in movements(found, more) if m.serial == "C-003"))
    )
    assert after == before


def test_counts_agree_with_their_nouns_and_colons_with_their_language():
    english, french = dossier("small"), dossier("small", "fr")
    assert "Small mission: Alpha – Port" in words_of(order(english, english.movements[0]))
    assert "Small mission\u00a0: Alpha – Port" in words_of(order(french, french.movements[0]))
    assert "00:00\u00a0: Fermeture\u00a0: Alpha" in words_of(PAPERS["sitreps"](french)[1].make())
    assert any(
        cell.startswith("Teams on the stage that has fewest: 0.")
        for cell in cells_of(order(english, english.movements[0]))
    )
    one = Period(key="x", begin=datetime(2024, 3, 9), end=datetime(2024, 3, 16))
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
    register = PAPERS["permissions"](facts)[0].make().tables[0]
    assert {row[[f.key for f in register.fields].index("where")] for row in register.rows} == {
        "Hubport",
        "carburant",
    }


def closing_facts(facts):
    return dict(closure.facts(facts, closing_of(facts, "alpha")).lines)


# -- drawings and lines


def test_strip_maps_of_long_ways_are_several_pictures():
    facts = dossier("tiny")
    long = next(m for m in facts.movements if m.serial == "C-003")
    many = attrs.evolve(long, hops=long.hops * 10)
    pictures = strip_map.strip_maps(facts, many)
    assert len(pictures) == 3
    assert "sheet 3 of 3" in pictures[2].svg
    assert "km 4,000" in pictures[2].svg
    assert all("Ford – Port 100 km" in p.words for p in pictures)


def test_strip_maps_say_the_threat_in_words_and_escape_names():
    sites = tuple(
        attrs.evolve(s, name='<b>"Alpha" & son</b>') if s.site == "alpha" else s
        for s in mission("tiny").sites
    )
    facts = dossier("tiny", mission=attrs.evolve(mission("tiny"), sites=sites))
    (picture,) = strip_map.strip_maps(facts, facts.movements[0])
    assert "threat medium: 0.01 per 100 km" in picture.svg
    assert "<b>" not in picture.svg
    assert "&lt;b&gt;&#34;Alpha&#34; &amp; son" in picture.svg


def test_symbols_are_drawn_and_have_codes():
    facts = dossier("tiny", symbols=True)
    assert {site_code(facts.mission, s) for s in facts.mission.sites} == {
        "10032000001208020000",
        "10032000001213000000",
        "",
    }
    assert {serial_code(m) for m in facts.movements} == {
        "10031000001636000000",
        "10030100001102000000",
    }
    for code in ("10032000001208020000", "10031000001636000000"):
        svg, width, height = drawn(code, 20.0)
        assert svg.startswith("<svg x=")
        assert width > height > 10
    plain, marked = (
        strip_map.strip_maps(dossier("tiny", symbols=s), facts.movements[0])[0].svg
        for s in (False, True)
    )
    assert marked.count("<svg ") == plain.count("<svg ") + 4


def test_lines_are_cut_at_the_180th_meridian():
    assert cut(((10.0, 1.0), (20.0, 2.0))) == (((10.0, 1.0), (20.0, 2.0)),)
    west, east = cut(((170.0, 0.0), (-170.0, 10.0)))
    assert west == ((170.0, 0.0), (180.0, 5.0))
    assert east == ((-180.0, 5.0), (-170.0, 10.0))
    assert cut(((-175.0, 4.0), (175.0, 4.0)))[0][-1] == (-180.0, 4.0)


def test_signs_that_no_document_takes_are_dropped():
    assert printable("a\x00b\x0bc\ud800d\ufffee") == "abcde"
    assert printable("tab\there\nnewline é 🚚") == "tab\there\nnewline é 🚚"


def test_footers_say_what_a_paper_is_made_from():
    text = PAPERS["sitreps"](dossier("tiny"))[0].make()
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
    made = {key: [piece.name for piece in pieces(facts)] for key, pieces in PAPERS.items()}
    assert [key for key, names in made.items() if names] == ["sitreps", "maps", "calendar"]
    for key in ("sitreps", "maps", "calendar"):
        for piece in PAPERS[key](facts):
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
    assert all(piece.make() for pieces in PAPERS.values() for piece in pieces(facts))


def test_the_referees_own_outpost_prints(tmp_path):
    facts = dossier("small", mission=MISSION, plan=PLAN, say=Words("en"))
    assert all(piece.make() for pieces in PAPERS.values() for piece in pieces(facts))
    assert timedelta() < facts.periods[0].end - facts.periods[0].begin
    assert not list(tmp_path.iterdir())
