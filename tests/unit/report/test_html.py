"""The report as a file: what it says, that it is sound HTML, that it asks for nothing."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import attrs
import pytest

from exeunt.errors import InputError
from exeunt.model.forces import Lot, Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.places import Site
from exeunt.model.plan import Closure, Disposal, Plan, Record, Request, Reserve, Terms
from exeunt.model.reason import Reason
from exeunt.model.stores import Permission
from exeunt.model.transport import Fleet, VehicleType
from exeunt.shipped import asset
from exeunt.words.catalogue import catalogue
from tests.support.missions.report_samples import (
    LARGE_TERMS,
    SMALL_TERMS,
    day,
    large_mission,
    large_plan,
    load,
    small_mission,
    small_plan,
    stage,
)
from tests.support.pages.written import html

VOID = {"meta", "br", "link", "img", "input", "hr"}
HOSTILE = "<script>alert('x')</script>\"'><img src=x onerror=y>{{ 7*7 }}"


class Page(HTMLParser):
    """Reads a page, sees that tags close in order, keeps text, attributes and ids."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.text, self.attributes, self.skip = [], [], [], [], 0
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in {"script", "style"}:
            self.text.append(data)

    @property
    def words(self):
        return re.sub(r"[ \n]+", " ", " ".join(self.text))

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def small(**changes):
    return html(small_mission(), small_plan(**changes), terms=SMALL_TERMS, violations=())


@pytest.fixture(scope="module")
def text():
    return small()


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def test_it_names_every_site_party_and_lot_that_has_a_part(page):
    for name in (
        "Small mission",
        "Alpha",
        "Hub",
        "Port",
        "Alpha company",
        "alpha-civ",
        "Guard",
        "containers",
        "rounds",
        "old trucks",
        "carriers",
        "the district",
    ):
        assert name in page.words


def test_the_paragraph_says_what_the_plan_does(page):
    assert (
        "120 people and 22 units of kit are to leave 1 site by 11 Mar 2024. Out late: 40 people (the last: 13 Mar 2024)."
        in page.words
    )
    assert "One site closes: Alpha (9 Mar 2024). Hub stays open." in page.words
    assert (
        "It uses 2 convoys and 2 sorties. What becomes of the kit, in units: 10 home and 12 lost (4 destroyed, 2 abandoned, 3 given to nobody and 3 left undecided)."
        in page.words
    )
    assert (
        "To be expected from start to end of planning, if the threat is as the mission has it: 0.3 killed or hurt (0.25 on the move, 0.05 at sites). It spends 12,345 USD; value not recovered: 450 USD."
        in page.words
    )


def test_the_terms_are_priced_and_set_against_the_bound(page):
    objective = 2e6 * 0.3 + 2000 * 80 + 50_000 * 1.5 + 450 + 12_345
    assert f"{objective:,.0f} USD" in page.words
    assert "80 person-days" in page.words
    assert "900 USD" in page.words
    gap = (objective - 900) / (objective - 10)
    assert f"{100 * gap:.1f}\u202f%" in page.words
    assert "1,010 USD" in page.words, "the record's own objective differs and is told"


def test_it_lists_permissions_vacuum_and_assumptions(page):
    assert "flights from Alpha" in page.words
    assert "the ministry" in page.words
    assert "36 hours of vacuum" in page.words
    assert re.search(r"Behind the \d+ figures of this mission: a source for \d+ ", page.words)
    assert re.search(r"an assumption for 1 \(", page.words)


def test_values_behind_the_pictures_are_there_as_tables(page):
    assert len(page.all("caption")) >= 8
    headers = page.all("th")
    assert headers
    assert all(h.get("scope") in {"col", "row"} for h in headers)


def test_pictures_have_words_for_those_who_do_not_see_them(page):
    pictures = [s for s in page.all("svg") if s.get("role") == "img"]
    assert len([p for p in pictures if p["class"] == "chart"]) == 4 + 1, (
        "people and kit, gone and still there; vehicles"
    )
    assert len([p for p in pictures if p["class"] == "timeline"]) == 2 + 2 + 1, (
        "two sites, two fleets that move, one permission"
    )
    assert len([p for p in pictures if p["class"] == "map"]) == 1 + 3
    assert len(pictures) == 5 + 5 + 4
    ids = {a["id"] for _, a in page.tags if "id" in a}
    for picture in pictures:
        labels = picture.get("aria-labelledby", "").split()
        assert picture.get("aria-label") or (labels and set(labels) <= ids)


def test_ids_are_unique_and_links_lead_somewhere(page):
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in (*page.all("a"), *page.all("use"))} <= set(ids)


def test_nothing_in_it_asks_a_network(text, page):
    assert not re.search(
        r"url\((?!'data:|\x22data:)|@import|https?://(?!www\.w3\.org/2000/svg)|//cdn|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon",
        text,
    )
    assert not page.all("link")
    assert not page.all("img")
    assert not [
        a
        for name, a in page.attributes
        if name in {"src", "srcset", "style", "xlink:href"} or name.startswith("on")
    ]
    assert all(a["href"].startswith("#") for a in page.all("a"))


def test_the_policy_lets_only_its_own_style_and_script_run(text, page):
    policy = next(
        m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
        assert len(inside) == 1
        assert b64encode(sha256(inside[0].encode()).digest()).decode() in policy


def test_an_empty_plan_of_an_empty_mission_has_a_report():
    mission = Mission(name="none", start=day(0), deadline=day(1), end=day(2))
    page = Page(html(mission, Plan(), terms=Terms(), violations=()))
    assert "Nobody and nothing has to leave." in page.words
    assert "not known" in page.words


def ids(page):
    return {a["id"] for _, a in page.tags if "id" in a}


def test_a_mission_of_one_site_has_no_map_but_all_the_script_needs():
    mission = small_mission(
        sites=small_mission().sites[:1],
        legs=(),
        parties=small_mission().parties[:2],
        fleets=(),
        air_fleets=(),
        permissions=(),
    )
    page = Page(html(mission, Plan(), terms=Terms(not_out=120), violations=()))
    assert not {"map", "ground-data", "maplibre-gl.mjs"} & ids(page)
    assert {"plan-data", "zoomer"} <= ids(page)


def test_nearer_to_a_pole_than_the_map_that_can_be_moved_goes_the_still_one_remains():
    mission = small_mission(
        sites=tuple(attrs.evolve(s, lat=s.lat + 72) for s in small_mission().sites)
    )
    page = Page(html(mission, small_plan(), terms=SMALL_TERMS, violations=()))
    assert {"map", "still-map", "plan-data"} <= ids(page)
    assert not {"ground-data", "maplibre-gl.mjs"} & ids(page)


def test_the_script_is_given_nothing_that_it_does_not_read(text):
    told = json.loads(re.search(r'id="plan-data">(.*?)</script>', text, flags=re.DOTALL)[1])
    script = asset("page.js").read_text(encoding="utf-8")
    keys = {*told, *told["sites"][0], *told["legs"][0], *told["serials"][0]}
    assert [key for key in sorted(keys) if not re.search(rf"[.\"]{key}\b", script)] == []
    assert [
        key for key in told["words"] if key.startswith("live.") and f'"{key}"' not in script
    ] == []


def test_an_empty_plan_leaves_all_and_says_why():
    page = Page(html(small_mission(), Plan(), terms=Terms(not_out=120), violations=()))
    assert "Not out by the deadline, nor when planning ends (31 Mar 2024): 120 people" in page.words
    assert "The plan moves nobody and nothing." in page.words
    assert "The plan does not move them." in page.words
    assert "How much cheaper a lawful plan could be is not known." in page.words


@pytest.mark.parametrize(
    "record",
    [Record(), Record(objective=5.0), Record(bound=1.0), Record(fixed=1.0, seed=0, seconds=0.0)],
)
def test_what_the_record_does_not_know_is_not_known(record):
    page = Page(small(record=record))
    assert (
        "Could be cheaper by at most: cost less proven least cost not known The same as a share of what planning can change not known"
        in page.words
    )


def test_a_plan_for_another_state_of_the_mission_has_no_bound():
    page = Page(small(record=Record(mission_hash="0123", bound=900.0, fixed=10.0)))
    assert "The mission has changed since the plan was made (hash 0123 then," in page.words
    assert "900 USD" not in page.words


def test_broken_rules_come_first():
    broken = tuple(
        Violation(
            rule="holding_floor",
            where=f"alpha {i}",
            when=day(2) if i else None,
            needed="10 people",
            found="3 people",
            message=Reason.of("text", text="too few"),
        )
        for i in range(70)
    )
    page = Page(html(small_mission(), small_plan(), terms=SMALL_TERMS, violations=broken))
    assert "This plan breaks 1 rule: do not use it as it stands." in page.words
    assert "and 10 more" in page.words
    assert (
        page.words.index("This plan breaks")
        < page.words.index("120 people and 22 units")
        < page.words.index("too few")
        < page.words.index("Cumulative")
    )
    assert "breaks none" not in page.words
    assert "breaks none" in Page(small()).words


def test_hostile_names_stay_words():
    mission = small_mission(
        title=HOSTILE,
        description=HOSTILE,
        name=HOSTILE,
        currency="<b>$",
        sites=(
            Site(site=HOSTILE, name=HOSTILE, lat=16, lon=0, role="base", receiver=HOSTILE),
            Site(site="x", name=HOSTILE, lat=15, lon=1, role="exit"),
        ),
        legs=(
            Leg(leg=HOSTILE, origin=HOSTILE, destination="x", mode="road", km=200, travel_hours=9),
        ),
        parties=(
            Party(
                party=HOSTILE,
                name=HOSTILE,
                site=HOSTILE,
                count=3,
                population="troops",
                provider=HOSTILE,
            ),
        ),
        lots=(
            Lot(
                lot=HOSTILE,
                item=HOSTILE,
                site=HOSTILE,
                quantity=3,
                mass_t=1,
                teu=1,
                kit_class="general",
                owner="mission",
                provider=HOSTILE,
            ),
        ),
        vehicles=(VehicleType(vehicle=HOSTILE, name=HOSTILE, payload_t=9, teu=2, seats=9),),
        fleets=(Fleet(fleet=HOSTILE, vehicle=HOSTILE, site=HOSTILE, count=3),),
        air_fleets=(),
        permissions=(
            Permission(
                permission=HOSTILE,
                mode="road",
                where=HOSTILE,
                grantor=HOSTILE,
                provider=HOSTILE,
                state="pending",
            ),
        ),
    )
    plan = Plan(
        stages=(stage(HOSTILE, 1, HOSTILE, HOSTILE, "x", day(1), day(3)),),
        loads=(
            load(HOSTILE, "vehicle", HOSTILE, 1, 1, 1),
            load(HOSTILE, "people", HOSTILE, 2, 1, 1, "passenger"),
            load(HOSTILE, "lot", HOSTILE, 1, 1, 1, "carried"),
        ),
        disposals=(
            Disposal(
                site=HOSTILE, lot=HOSTILE, disposition="gift", quantity=1, start=day(1), done=day(2)
            ),
        ),
        closures=(Closure(site=HOSTILE, close=day(3), last_serials=(HOSTILE,)),),
        requests=(Request(permission=HOSTILE, ask_by=day(1), reason=HOSTILE),),
        record=Record(version=HOSTILE, status=HOSTILE, mission_hash=HOSTILE),
    )
    broken = (
        Violation(
            rule=HOSTILE,
            where=HOSTILE,
            when=day(1),
            needed=HOSTILE,
            found=HOSTILE,
            message=Reason.of("text", text=HOSTILE),
        ),
    )
    text = html(mission, plan, terms=Terms(), violations=broken)
    page = Page(text)
    assert not page.all("img")
    *carried, own = [s.get("type") for s in page.all("script")]
    assert set(carried) == {"application/json", "application/gzip"}
    assert own is None
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert HOSTILE.replace("  ", " ") in page.words


def test_a_french_page_says_nothing_in_english():
    text = html(small_mission(), small_plan(), terms=SMALL_TERMS, violations=(), language="fr")
    page = Page(text)
    assert page.all("html")[0]["lang"] == "fr-FR"
    french, english = catalogue("fr"), catalogue("en")
    left = [
        key
        for key, words in english.items()
        if len(words) > 14 and "{" not in words and words != french[key] and words in page.words
    ]
    assert left == []
    assert (
        "120 personnes et 22 unités de matériel doivent quitter 1 site d’ici au 11 mars 2024."
        in page.words
    )
    assert "Tués ou blessés à attendre" in page.words


def test_an_unknown_language_is_an_input_error():
    with pytest.raises(InputError, match='got "xx", must be one of: en, fr'):
        html(small_mission(), small_plan(), terms=SMALL_TERMS, violations=(), language="xx")


def test_one_that_is_proven_optimal_says_so():
    total = 2e6 * 0.3 + 2000 * 80 + 50_000 * 1.5 + 450 + 12_345
    assert (
        "It is proven that no lawful plan is cheaper."
        in Page(small(record=Record(bound=total, fixed=0.0, objective=total))).words
    )


def test_short_missions_are_told_with_times_of_day():
    page = Page(html(small_mission(end=day(20)), small_plan(), terms=SMALL_TERMS, violations=()))
    assert "9 Mar 2024, 00:00" in page.words


def test_a_mission_of_real_size_is_small():
    mission = large_mission()
    plan = large_plan(mission)
    text = html(mission, plan, terms=LARGE_TERMS, violations=())
    assert len(text.encode()) < 3_000_000
    page = Page(text)
    for site in mission.sites:
        if site.site != "home":
            assert site.name in page.words
    assert "Other sites" in page.words


def test_the_same_plan_gives_the_same_bytes():
    assert small() == small()


def test_the_cards_say_who_is_out_by_the_deadline(page):
    assert "People out by the deadline 80 of 120 who leave; 40 late" in page.words


def test_kit_of_fleets_that_is_abandoned_is_listed():
    plan = small_plan(
        disposals=(
            Disposal(
                site="hub",
                lot="trucks",
                disposition="abandon",
                quantity=2,
                start=day(1),
                done=day(1),
            ),
        )
    )
    page = Page(html(small_mission(), plan, terms=SMALL_TERMS, violations=()))
    assert "Vehicles of a fleet, abandoned by the plan or left at its end." in page.words
    assert "Vehicles of the fleets: 2 lost." in page.words
    assert "Kit lost, in units 12 12 left undecided; also 2 vehicles of the fleets" in page.words
    assert (
        "Among those not out are hired crews whose vehicles are given up: 4 people." in page.words
    )
    assert "Hired crews: truck Hub 4 4" in page.words


def test_a_plan_that_breaks_rules_is_neither_feasible_nor_near_the_best():
    plan = small_plan(
        record=Record(status="optimal", objective=847_795.0, bound=400_000.0, fixed=100_000.0)
    )
    broken = (
        Violation(
            rule="stocks",
            where="alpha",
            when=None,
            needed="1 L",
            found="0 L",
            message=Reason.of("text", text="short"),
        ),
    )
    for violations, stands, gap in (
        (broken, "breaks rules", "not known"),
        ((), "lawful, but 40 people are late", "59.9"),
    ):
        page = Page(html(small_mission(), plan, terms=SMALL_TERMS, violations=violations))
        assert f"Plan {stands}" in page.words
        assert f"Could be cheaper by at most {gap}" in page.words
        assert "no lawful plan is cheaper" not in page.words
        assert (
            "What to worry about It breaks 1 rule (1 violation) and cannot be used as it stands."
            in page.words
        ) == bool(violations)


def test_a_plan_changed_since_it_was_made_is_edited():
    plan = small_plan(record=Record(status="optimal", objective=900_000.0))
    assert (
        "Plan lawful, but 40 people are late; edited by hand"
        in Page(html(small_mission(), plan, terms=SMALL_TERMS, violations=())).words
    )


def test_no_sites_closing_and_a_party_that_does_not_leave_are_told():
    mission = small_mission(
        sites=tuple(attrs.evolve(s, stays_open=False) for s in small_mission().sites)
    )
    assert "No site closes." in Page(html(mission, Plan(), terms=Terms(), violations=())).words


def test_a_vacuum_that_the_plan_does_not_own_up_to_is_told():
    plan = small_plan(
        closures=tuple(attrs.evolve(c, vacuum_days=0.0) for c in small_plan().closures)
    )
    page = Page(html(small_mission(), plan, terms=SMALL_TERMS, violations=()))
    assert "36 hours of vacuum" in page.words
    assert "1 site in a vacuum after closing, Alpha longest: 36 hours." in page.words


def test_seats_held_on_the_road_are_told():
    plan = small_plan(
        reserves=(Reserve(flight="F-1", party="alpha-civ", people=20, serial="C-2", stage=1),)
    )
    assert (
        "20 road seats are held for people booked on flights"
        in Page(html(small_mission(), plan, terms=SMALL_TERMS, violations=())).words
    )
