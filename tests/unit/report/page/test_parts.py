"""The parts of the report: words, reasons, axis, charts, map, assumed share, rows for the console, colours."""

import json
import re
import string
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import attrs
import pytest

from exeunt.cli.rows import MISSIONS_HEAD, TERMS_HEAD, missions_rows, summary, terms_rows
from exeunt.drawing.axis import axis, round_ticks
from exeunt.drawing.charts import SAMPLES, Layer, Stack, chart, embedded, layers, outline
from exeunt.drawing.frame import frame, placed, whole_box
from exeunt.drawing.map import of_all, picture, surveyed
from exeunt.drawing.svg import percent, tag
from exeunt.facts.assumed import Share, assumed_share, defaults_used, whole
from exeunt.facts.judged import PRICE_OF, gap, judged
from exeunt.facts.left import behind, late
from exeunt.facts.legs import LEAVE, LEVELS
from exeunt.facts.movements import KINDS, movements
from exeunt.facts.series import Reading, curve
from exeunt.facts.states import STATES as SITE_STATES
from exeunt.facts.veil import Veil
from exeunt.model.columns import columns
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.forces import CLASSES, DISPOSITIONS, OWNERS, POPULATIONS, Disposition
from exeunt.model.mission import TABLES
from exeunt.model.outcome import Violation
from exeunt.model.places import MODES, ROLES, Leg, Site
from exeunt.model.plan import STATUSES, Plan, Record, Terms
from exeunt.model.stores import PAYLOADS, STATES, SUPPLIES, Permission
from exeunt.rules.referee import RULES
from exeunt.words.catalogue import LANGUAGES, catalogue
from exeunt.words.words import Words, words
from tests.support.missions.report_samples import (
    SMALL_TERMS,
    day,
    large_mission,
    large_plan,
    load,
    small_mission,
    small_plan,
)

SAY = Words("en")
ENGLISH = catalogue("en")


def reading(plan=None, **changes):
    return Reading(mission=small_mission(**changes), plan=small_plan() if plan is None else plan)


def reasons(row):
    return [r.key for r in row.reasons]


# words


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (1234567, "1,234,567"), (-5, "−5"), (-0.2, "0"), (None, "not known")],
)
def test_numbers(value, said):
    assert SAY.number(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (0.00042, "0.00042"),
        (0.00000071, "0.000001"),
        (0.0000004, "0"),
        (0.0123, "0.012"),
        (0.5, "0.5"),
        (5.9, "5.9"),
        (12.34, "12.3"),
        (12345.6, "12,346"),
        (None, "not known"),
    ],
)
def test_amounts_have_the_digits_that_say_something(value, said):
    assert SAY.amount(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (12, "12 USD"),
        (1.5e6, "1.50 M USD"),
        (23.4e6, "23.4 M USD"),
        (1.712e10, "17.12 bn USD"),
        (None, "not known"),
    ],
)
def test_money(value, said):
    assert SAY.money(value, "USD") == said


def test_shares_dates_and_lists():
    assert SAY.share(0.5) == "50\u202f%"
    assert SAY.share(0.013) == "1.3\u202f%"
    assert SAY.share(None) == "not known"
    assert SAY.date(datetime(2023, 11, 9, 14, 30)) == "9 Nov 2023"
    assert Words("en", fine=True).date(datetime(2023, 11, 9, 14, 30)) == "9 Nov 2023, 14:30"
    assert SAY.date(None) == "–"
    assert SAY.listed([]) == "none"
    assert SAY.listed(["a"]) == "a"
    assert SAY.listed(["a", "b", "c"]) == "a, b and c"
    assert SAY.count("convoy", 1) == "1 convoy"
    assert SAY.count("convoy", 1200) == "1,200 convoys"


def test_french_has_its_own_numbers_dates_and_lists():
    say = Words("fr")
    assert say.number(1234567.5, 1) == "1\u202f234\u202f567,5"
    assert (say.count("convoy", 0), say.count("convoy", 1.5), say.count("convoy", 2)) == (
        "0 convoi",
        "1,5 convoi",
        "2 convois",
    )
    assert say.dated(datetime(2023, 7, 1)) == "1er juil. 2023"
    assert say.dated(datetime(2023, 11, 11)) == "11 nov. 2023"
    assert Words("fr", fine=True).date(datetime(2023, 11, 9, 14, 30)) == "9 nov. 2023, 14:30"
    assert (say.month(datetime(2024, 2, 1)), say.months(datetime(2024, 2, 1))) == (
        "févr.",
        "février 2024",
    )
    assert say.listed(["a", "b", "c"]) == "a, b et c"
    assert say.listed(["a", "b"], "or") == "a ou b"
    assert say.money(1.712e10, "EUR") == "17,12 Md EUR"
    assert say("page.broken", rules="x") == "Ce plan enfreint x\u00a0: ne pas l’utiliser en l’état."


def test_countries_have_their_names_in_both_languages():
    assert (Words("en").country("384", "Ivory C."), Words("fr").country("384", "Ivory C.")) == (
        "Côte d’Ivoire",
        "Côte d’Ivoire",
    )
    assert (Words("en").country("566", "x"), Words("fr").country("148", "x")) == (
        "Nigeria",
        "Tchad",
    )
    assert Words("fr").country("", "N. Cyprus") == "N. Cyprus"


def test_the_catalogue_has_words_for_every_choice():
    for prefix, choices in (
        ("population", POPULATIONS),
        ("class", CLASSES),
        ("owner", OWNERS),
        ("fate", (*DISPOSITIONS, "left")),
        ("say.fate", (*DISPOSITIONS, "left")),
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
        ("status", STATUSES),
        ("table", TABLES),
        ("term", PRICE_OF),
    ):
        assert {f"{prefix}.{c}" for c in choices} <= set(ENGLISH)


def test_every_catalogue_says_the_same_with_the_same_blanks():
    for language in LANGUAGES:
        words_there = catalogue(language)
        assert set(words_there) == set(ENGLISH)
        for key, text in words_there.items():
            assert {b for _, b, *_ in string.Formatter().parse(text) if b} == {
                b for _, b, *_ in string.Formatter().parse(ENGLISH[key]) if b
            }


def test_no_words_are_left_over():
    sources = [
        p for p in Path(str(files("exeunt"))).rglob("*") if p.suffix in {".py", ".j2", ".js"}
    ]
    text = "".join(p.read_text(encoding="utf-8") for p in sources)
    made = re.compile(
        r"(population|class|owner|fate|say\.fated?|by|role|mode|state|payload|status|table|term|unit|way|n|money|veil|sitestate|threat|leave|kind|supply|supplyunit|figure|rule|unitword|brief|lines|pools)\..+|why\.full_(teu|seats)|terms\..+_short|time\.(people|kit|stock|vehicles).*|papers\..+"
    )
    assert [
        key
        for key in ENGLISH
        if f'"{key}"' not in text and f"'{key}'" not in text and not made.fullmatch(key)
    ] == []


def test_terms_cover_all_that_the_plan_is_judged_by():
    assert list(PRICE_OF) == [f.name for f in attrs.fields(Terms)]


# reasons


def test_late_people_have_their_person_days_and_last_serial():
    (row,) = late(reading())
    assert (row.party.party, row.late, row.not_out, row.last_out, row.person_days) == (
        "alpha-troops",
        40,
        0,
        288,
        80,
    )
    assert reasons(row)[-1] == "why.last_serial"
    assert (
        SAY.reason(row.reasons[-1], small_mission())
        == "The last leave Alpha on 9 Mar 2024 with C-2."
    )


def test_people_who_may_not_leave_before_the_deadline_say_so():
    parties = tuple(attrs.evolve(p, leave_from=day(15)) for p in small_mission().parties)
    assert "why.leave_from" in reasons(late(reading(parties=parties))[0])


def test_a_site_that_is_held_to_the_deadline_holds_its_people():
    plan = small_plan(closures=tuple(attrs.evolve(c, close=day(14)) for c in small_plan().closures))
    assert "why.holds_until" in reasons(late(reading(plan))[0])
    assert "why.holds_open" in reasons(late(reading(small_plan(closures=())))[0])


def test_people_without_a_leg_or_a_permission_have_no_way():
    assert reasons(late(reading(Plan(), legs=()))[0]) == ["why.no_way"]
    row = next(
        r
        for r in late(
            reading(
                Plan(),
                permissions=(
                    Permission(permission="p", mode="air", where="alpha", state="pending"),
                ),
            )
        )
        if r.party.party == "alpha-civ"
    )
    assert reasons(row) == ["why.not_permitted"]
    assert (
        SAY.reason(row.reasons[0], small_mission())
        == "No way out is permitted; it waits on p (pending)."
    )


@pytest.mark.parametrize(
    ("where", "direction", "blocks"),
    [
        ("hub-port", "out", True),
        ("hub-port", "in", False),
        ("port", "in", True),
        ("port", "out", False),
        ("*", "both", True),
    ],
)
def test_permissions_stop_a_way_only_where_they_cover_it(where, direction, blocks):
    rows = (
        Permission(
            permission="p",
            mode="road",
            where=where,
            direction=direction,
            payload="cargo",
            state="refused",
        ),
    )
    found = next(b for b in behind(reading(permissions=rows)) if b.lot.lot == "boxes")
    assert ("why.not_permitted" in reasons(found)) is blocks


def test_a_permission_of_another_nation_or_payload_is_no_matter():
    rows = (
        Permission(permission="p", mode="road", where="*", provider="elsewhere", state="refused"),
        Permission(permission="q", mode="road", where="*", payload="people", state="refused"),
        Permission(permission="s", mode="road", where="*", state="granted"),
    )
    assert all("why.not_permitted" not in reasons(b) for b in behind(reading(permissions=rows)))


@pytest.mark.parametrize("more", [{}, {"provider": "Chad"}, {"payload": "cargo"}])
def test_what_keeps_kit_is_what_decides_by_the_rules(more):
    lots = tuple(attrs.evolve(lot, provider="Chad") for lot in small_mission().lots)
    rows = (
        Permission(permission="s", mode="road", where="*", state="granted"),
        Permission(permission="r", mode="road", where="*", state="refused", **more),
    )
    found = next(b for b in behind(reading(permissions=rows, lots=lots)) if b.lot.lot == "boxes")
    named = [row.permission for row in found.reasons[0].args["permissions"]]
    assert (found.reasons[0].key, named) == ("why.not_permitted", ["r"] if more else ["s", "r"])


def test_only_permissions_between_what_can_be_reached_and_the_way_out_are_waited_on():
    away = Site(site="away", lat=10, lon=5, role="base")
    legs = (
        *small_mission().legs,
        Leg(leg="aside", origin="hub", destination="away", mode="road", km=50, travel_hours=2),
    )
    rows = (
        Permission(permission="aside", mode="road", where="aside", state="refused"),
        Permission(permission="out", mode="road", where="hub-port", state="pending"),
    )
    found = next(
        b
        for b in behind(reading(permissions=rows, legs=legs, sites=(*small_mission().sites, away)))
        if b.lot.lot == "boxes"
    )
    assert [row.permission for row in found.reasons[0].args["permissions"]] == ["out"]


def test_kit_goes_by_its_group_and_is_handed_over_only_where_somebody_takes_it():
    lots = tuple(
        attrs.evolve(lot, owner="mission", disposal_group="II") for lot in small_mission().lots
    )
    rows = tuple(Disposition(disposition=way) for way in ("sell", "gift", "handover", "destroy"))
    sites = tuple(attrs.evolve(s, receiver="") for s in small_mission().sites)

    def ways(name, **changes):
        return next(
            b.reasons[-1].args["ways"]
            for b in behind(reading(dispositions=rows, **changes))
            if b.lot.lot == name
        )

    assert ways("boxes", lots=lots) == ("sell", "destroy")
    assert ways("old") == ("sell", "gift", "handover", "destroy")
    assert ways("old", sites=sites) == ("sell", "gift", "destroy")


def test_kit_that_is_worth_less_than_its_way_says_so():
    found = next(b for b in behind(reading()) if b.lot.lot == "boxes")
    assert reasons(found) == ["why.not_worth", "why.no_consent"]
    assert found.reasons[0].args == {"cost": 0.5 * 3 * 420 + 10, "worth": 100.0, "km": 420}


def test_kit_that_nothing_lifts_may_not_be_shipped_or_is_ready_too_late_says_so():
    lots = small_mission().lots

    def with_boxes(**changes):
        return tuple(
            attrs.evolve(lot, value=1e6, **changes) if lot.lot == "boxes" else lot for lot in lots
        )

    def found(**changes):
        *first, other = reasons(
            next(b for b in behind(reading(lots=with_boxes(**changes))) if b.lot.lot == "boxes")
        )
        assert other == "why.no_consent"
        return first

    assert found(mass_t=99) == ["why.nothing_lifts"]
    assert found(outsize=True) == ["why.nothing_lifts"]
    assert found(allowed=("gift",)) == ["why.ship_not_allowed"]
    assert found(ready_from=day(20)) == ["why.ready_late"]
    assert found() == ["why.not_shown_kit"]
    unlawful = (Disposition(disposition="ship", lawful=False),)
    assert reasons(
        next(b for b in behind(reading(dispositions=unlawful)) if b.lot.lot == "old")
    ) == ["why.ship_not_allowed", "why.no_other_way"]


def test_other_ways_that_are_open_are_named():
    rows = (
        Disposition(disposition="gift", owner="mission"),
        Disposition(disposition="sell", lawful=False),
        Disposition(disposition="destroy"),
        Disposition(disposition="transfer"),
    )
    found = {b.lot.lot: b.reasons[-1] for b in behind(reading(dispositions=rows))}
    assert (
        SAY.reason(found["old"], small_mission())
        == "Besides shipping it may be given or destroyed."
    )
    assert found["boxes"].key == "why.no_consent"
    given = tuple(
        attrs.evolve(lot, kit_class="weapon", allowed=("gift", "destroy"), consent=True)
        for lot in small_mission().lots
    )
    assert {
        b.reasons[-1].args["ways"]
        for b in behind(reading(dispositions=(*rows, Disposition(disposition="gift")), lots=given))
    } == {("destroy",)}


def test_full_convoys_and_loading_rates_are_reasons():
    lots = tuple(attrs.evolve(lot, value=1e6) for lot in small_mission().lots)
    loads = (*small_plan().loads, load("C-1", "vehicle", "trucks", 4, 1, 2))
    rows = behind(reading(small_plan(loads=loads), lots=lots))
    assert reasons(next(b for b in rows if b.lot.lot == "boxes")) == [
        "why.full_teu",
        "why.no_consent",
    ]
    sites = tuple(attrs.evolve(s, load_teu_per_day=3.0) for s in small_mission().sites)
    assert reasons(
        next(b for b in behind(reading(lots=lots, sites=sites)) if b.lot.lot == "boxes")
    ) == ["why.loading_rate", "why.no_consent"]


def test_kit_at_a_site_that_stays_open_wants_a_transfer():
    plan = small_plan(loads=(load("C-1", "lot", "boxes", 8, 1, 1, "carried"),))
    assert "why.stays" in reasons(next(b for b in behind(reading(plan)) if b.site == "hub"))


# axis and charts


@pytest.mark.parametrize(
    ("days", "first", "marks"),
    [
        (1, "1 Mar", 9),
        (3, "1 Mar", 7),
        (10, "1 Mar", 11),
        (30, "1 Mar", 5),
        (300, "Mar", 10),
        (1500, "Mar", 0),
    ],
)
def test_the_axis_marks_what_there_is_room_for(days, first, marks):
    found = axis(small_mission(deadline=day(1), end=day(days)), SAY)
    assert 4 <= len(found.ticks) <= 16
    assert found.ticks[0].label == first or days == 1500
    assert not marks or len(found.ticks) == marks
    assert all(0 <= t.share <= 1 for t in found.ticks)
    assert (found.share(-5), found.share(1e9)) == (0, 1)


def test_the_axis_has_marks_to_its_end_wherever_in_a_day_it_begins():
    mission = small_mission(start=day(0, 18), deadline=day(2), end=day(2, 18))
    found = axis(mission, SAY)
    assert [(t.label, t.share) for t in found.ticks[-3:]] == [
        ("06:00", 0.75),
        ("12:00", 0.875),
        ("18:00", 1.0),
    ]


@pytest.mark.parametrize("top", [0, 0.3, 1, 3, 7, 19, 120, 999, 18_111, 2.4e6])
def test_round_numbers_reach_the_top_in_few_steps(top):
    marks = round_ticks(top)
    assert marks[0] == 0
    assert marks[-1] >= top
    assert 2 <= len(marks) <= 6


def test_words_of_a_chart_tell_the_value_at_the_deadline_and_not_at_the_sample_beside_it():
    line = axis(small_mission(deadline=day(10, 0.5), end=day(30)), SAY)
    assert round(line.deadline * SAMPLES) / SAMPLES < line.deadline
    bands = layers(line, {"a": ("a", curve([(0, 5), (10 * 24 + 0.4, 7)]))}, "")
    made = chart(
        Stack(key="people_out", bands=bands, total=12), line, ((0, "a"), (SAMPLES, "b")), SAY
    )
    assert "a – b: 5 at the start, 12 at the deadline, 12 at the end." in made.svg


def test_an_outline_moves_only_where_the_level_changes():
    assert outline([1000, 1000, 500, 500, 0]) == "M0 1000V1000H500V500H1000V0H1000V1000Z"


def test_a_chart_has_values_for_tables_and_pointers():
    line = axis(small_mission(), SAY)
    values = tuple(float(i > 100) for i in range(SAMPLES + 1))
    made = chart(
        Stack(key="people_out", bands=(Layer(name="</script>", tone=1, values=values),), total=1),
        line,
        ((0, "a"), (SAMPLES, "b")),
        SAY,
    )
    assert made.rows == (("a", ("0", "0")), ("b", ("1", "1")))
    assert "<" not in made.json
    assert json.loads(made.json)["layers"][0] == {
        "name": "</script>",
        "tone": 1,
        "steps": [[0, 0.0], [101, 1.0]],
    }


def test_embedded_data_reads_back():
    assert json.loads(embedded({"a": "<!-- & \u2028 é"})) == {"a": "<!-- & \u2028 é"}


def test_elements_escape_what_they_are_given():
    assert (
        tag("text", "<b>", aria_label='"&', x=None, class_="k", width=1.50)
        == '<text aria-label="&#34;&amp;" class="k" width="1.5">&lt;b&gt;</text>'
    )
    assert percent(0.125) == "12.5%"


# map


def test_the_map_keeps_all_sites_inside_and_names_them():
    mission = large_mission()
    plan = large_plan(mission)
    whole = Reading(mission=mission, plan=plan)
    ground = surveyed(whole, SAY)
    drawn = picture(ground, of_all(whole, movements(mission, plan), SAY), SAY, "map", "title")
    for site in mission.sites:
        assert site.name in drawn
    places = [
        float(p)
        for x, y in re.findall(r'cx="([\d.]+)%" cy="([\d.]+)%"[^>]*data-site', drawn)
        for p in (x, y)
    ]
    assert len(places) == 2 * len(mission.sites)
    assert all(0 <= p <= 100 for p in places)


def test_a_far_exit_stands_at_the_rim_in_its_direction():
    sites = (
        Site(site="a", lat=0, lon=0, role="base"),
        Site(site="b", lat=1, lon=1, role="base"),
        Site(site="x", lat=0, lon=60, role="exit"),
    )
    mission = small_mission(
        sites=sites,
        legs=(Leg(leg="l", origin="a", destination="x", mode="sea", km=6000, travel_hours=99),),
        parties=(),
        lots=(),
        fleets=(),
        air_fleets=(),
    )
    fitted = frame(sites)
    places = placed(mission, fitted)
    assert places["x"][0] == pytest.approx(0.95)
    assert places["x"][1] == pytest.approx(places["a"][1])
    assert places["b"][0] > places["a"][0]
    assert places["b"][1] < places["a"][1]


def test_sites_on_one_spot_or_alone_do_no_harm():
    one = (Site(site="a", lat=1, lon=1, role="base"), Site(site="b", lat=1, lon=1, role="exit"))
    changes = {
        "legs": (),
        "parties": (),
        "lots": (),
        "fleets": (),
        "air_fleets": (),
        "permissions": (),
    }
    assert (
        surveyed(Reading(mission=small_mission(sites=one, **changes), plan=Plan()), SAY) is not None
    )
    assert (
        surveyed(Reading(mission=small_mission(sites=one[:1], **changes), plan=Plan()), SAY) is None
    )


def test_the_map_that_can_be_moved_holds_every_site_and_the_still_one():
    sites = large_mission().sites
    fitted = frame(sites)
    west, south, east, north = whole_box(sites, fitted)
    assert all(west < s.lon < east and south < s.lat < north for s in sites)
    assert west < fitted.box[0] < fitted.box[2] < east
    assert south < fitted.box[1] < fitted.box[3] < north


# assumed share


def test_assumed_figures_are_counted_by_table():
    shares = {s.table: s for s in assumed_share(small_mission())}
    assert shares["parties"] == Share(table="parties", figures=3 + 3, assumed=1, rows=3, sourced=0)
    assert (shares["sites"].rows, shares["sites"].sourced) == (3, 1)
    assert shares["permissions"].sourced == 1
    assert "seasons" not in shares
    total = whole(tuple(shares.values()))
    assert (total.assumed, total.rows) == (1, sum(s.rows for s in shares.values()))


def test_a_default_is_a_figure_only_where_it_is_named_or_differs():
    site = Site(site="a", lat=1, lon=1, role="base")
    figures = [
        assumed_share(small_mission(sites=(s,)))[0].figures
        for s in (
            site,
            attrs.evolve(site, turn_hours=4),
            attrs.evolve(site, assumed=("turn_hours",)),
        )
    ]
    assert figures == [3, 4, 4]


def test_defaults_left_alone_are_counted():
    doctrine, prices = defaults_used(small_mission())
    stated = Doctrine(convoy_max=50, stated=(Figure(name="convoy_max", value=50),))
    assert defaults_used(small_mission(doctrine=stated)) == (doctrine - 1, prices)
    assert prices == 7


# judging


def test_the_gap_is_of_what_a_plan_can_change():
    assert gap(110, 100, 10) == pytest.approx(0.1)
    assert gap(110, None, 10) is None
    assert gap(110, 100, None) is None
    assert gap(10, 10, 10) == 0
    found = judged(
        small_mission(), Record(objective=847_795.0, bound=400_000.0, fixed=100_000.0), SMALL_TERMS
    )
    assert found.objective == pytest.approx(847_795)
    assert found.recorded is None
    assert sum(found.share(r) for r in found.rows) == pytest.approx(1)
    assert judged(small_mission(), Record(), Terms()).share(found.rows[0]) == 0


@pytest.mark.parametrize(
    ("bound", "fixed"),
    [
        (900_000.0, 0.0),
        (400_000.0, 500_000.0),
        (None, 900_000.0),
        (float("nan"), 0.0),
        (float("-inf"), None),
    ],
)
def test_a_bound_that_the_plan_disproves_is_not_known(bound, fixed):
    found = judged(small_mission(), Record(bound=bound, fixed=fixed), SMALL_TERMS)
    assert found.doubted
    assert (found.bound, found.fixed, found.gap) == (None, None, None)
    assert not judged(small_mission(), Record(bound=400_000.0, fixed=1.0), SMALL_TERMS).doubted


# console


def test_rows_for_the_console_are_strings_of_one_width():
    terms = terms_rows(small_mission(), small_plan(), SMALL_TERMS)
    assert all(len(row) == len(TERMS_HEAD) for row in terms)
    assert terms[2] == ["Late", "80", "person-days", "2,000", "160,000"]
    assert [row[0] for row in terms[-4:]] == ["Objective", "Bound", "Fixed", "Gap"]
    assert terms_rows(small_mission(), Plan(), Terms())[-3:] == [
        ["Bound", "", "USD", "", "not known"],
        ["Fixed", "", "USD", "", "not known"],
        ["Gap", "", "", "", "not known"],
    ]
    (row,) = missions_rows([small_mission()])
    assert len(row) == len(MISSIONS_HEAD)
    assert row[:7] == ["small", "Small mission", "2024-03-01", "2024-03-11", "3", "150", "22"]


def test_the_summary_is_the_reports_paragraph():
    said = summary(small_mission(), small_plan(), SMALL_TERMS)
    assert said.startswith("120 people and 22 units of kit are to leave 1 site")
    assert "It breaks 1 rule (1 violation)" in summary(
        small_mission(),
        small_plan(),
        SMALL_TERMS,
        (Violation(rule="beds", where="", when=None, needed="", found="", message=""),),
    )


@pytest.mark.parametrize("changes", [{"lots": ()}, {"parties": ()}])
def test_missions_of_people_or_of_kit_alone_are_told(changes):
    assert "are to leave 1 site" in summary(small_mission(**changes), Plan(), Terms())


def test_words_of_a_short_mission_are_fine():
    assert words(small_mission(end=day(20))).fine
    assert not words(small_mission()).fine


# colours


def tokens(block):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def contrast(a, b):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_words_and_marks_stand_out_in_light_and_dark(scheme):
    style = files("exeunt.report.page").joinpath("templates/report.css").read_text(encoding="utf-8")
    colours = tokens(re.findall(r":root \{(.*?)\}", style, flags=re.DOTALL)[scheme])
    for ground in ("page", "card"):
        for word in ("ink", "soft", "faint", "accent", "good", "bad", "warn", "deadline"):
            assert contrast(colours[word], colours[ground]) >= 4.5, (word, ground)
    assert contrast(colours["bad"], colours["bad-soft"]) >= 4.5
    assert contrast(colours["warn"], colours["warn-soft"]) >= 4.5
    assert contrast(colours["accent"], colours["bad-soft"]) >= 4.5
    for i in range(1, 9):
        assert contrast(colours[f"t{i}"], colours["card"]) >= 3, f"t{i}"


@pytest.mark.parametrize(
    ("dates", "days", "said"),
    [
        ("full", 0.3, "7 hours"),
        ("full", 1.5, "36 hours"),
        ("full", 2.4, "2.4 days"),
        ("day", 0.5, ""),
        ("day", 3, "3 days"),
        ("week", 14, ""),
        ("none", 9, ""),
    ],
)
def test_how_long_is_told_no_finer_than_dates(dates, days, said):
    say = words(small_mission(), "en", Veil(dates=dates))
    assert say.lasting(days) == said
    assert say.vacuum(days) == (f"{said} of vacuum" if said else "vacuum")
