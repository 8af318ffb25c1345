"""What a report keeps to itself: reading the option, coarse dates, ranges; and that nothing finer is anywhere in the file."""

import json
import re
from datetime import datetime, timedelta

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from exeunt.errors import InputError
from exeunt.facts.appraisal import appraise
from exeunt.facts.legs import leave, threat, veiled_leave, veiled_threat
from exeunt.facts.veil import BARE, TICK, Veil, veil, veiled
from exeunt.model.hazards import Incident, Season, Threat
from exeunt.model.legs import Leg
from exeunt.model.places import Site
from exeunt.model.plan import Plan, Record, Request, Reserve, Terms
from exeunt.model.stores import Permission
from exeunt.rules.terms import terms
from exeunt.words.words import Words, words
from tests.support.missions.report_samples import (
    day,
    large_mission,
    large_plan,
    small_mission,
    small_plan,
)
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.pages.written import html
from tests.support.plans.port_run_by_hand import by_hand as port_run

STANDARD = veil("standard")
VEILS = (
    "dates=day,routes=none,strengths=10",
    "dates=week,routes=none,strengths=100",
    "dates=month,routes=none,strengths=100",
    "dates=none,routes=none,strengths=none",
)


def page(mission, plan, kept, language="en"):
    """The report with the terms of this very plan; what its record says of a bound is left out."""
    plan = attrs.evolve(plan, record=Record(mission=mission.name))
    return html(
        mission, plan, terms=terms(mission, plan), violations=(), language=language, veil=kept
    )


def part(text, name):
    """The section of a page with an id."""
    return re.search(rf'(?s)<section id="{name}".*?</section>', text)[0]


def worthless(mission):
    """A mission whose kit costs and is worth nothing: money may be told to two digits."""
    lots = tuple(attrs.evolve(x, value=0.0) for x in mission.lots)
    free = tuple(attrs.evolve(d, cost_per_unit=0.0) for d in mission.dispositions)
    return attrs.evolve(
        mission,
        lots=lots,
        dispositions=free,
        vehicles=tuple(attrs.evolve(v, cost_per_km=0.0) for v in mission.vehicles),
    )


# the option


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("standard", Veil(dates="month", routes="none", strengths=100)),
        ("dates=week", Veil(dates="week", routes="none", strengths=100)),
        ("routes=full; strengths=full", Veil(dates="month", routes="full", strengths=None)),
        (" Dates = NONE , strengths = none ", Veil(dates="none", routes="none", strengths=0)),
        ("dates=full,routes=full,strengths=full", BARE),
    ],
)
def test_the_option_is_read(text, kept):
    assert veil(text) == kept


@pytest.mark.parametrize(
    "text", ["dates=year", "routes", "strengths=-5", "strengths=0", "colour=red", "strengths=1.5"]
)
def test_what_cannot_be_understood_is_told_with_what_could_be(text):
    with pytest.raises(InputError, match="such as dates=month,routes=none,strengths=100"):
        veil(text)


def test_all_that_is_wrong_with_the_option_is_told_at_once():
    with pytest.raises(InputError) as told:
        veil("dates=year,routes=some,strengths=many")
    assert len(told.value.problems) == 3


# dates


def test_moments_become_the_last_of_their_period_and_the_deadline_keeps_its_place():
    mission, plan = small_mission(), small_plan()
    told, coarse = veiled(mission, plan, Veil(dates="month"))
    assert told.start == datetime(2024, 3, 1)
    assert told.deadline < told.time(told.hours(coarse.stages[3].arrive)), (
        "C-2 comes late, and is still told to"
    )
    assert {s.depart for s in coarse.stages} == {told.deadline, told.deadline + TICK}
    whole = veiled(mission, plan, Veil(dates="none"))[1]
    assert {s.arrive for s in whole.stages} == {mission.deadline, mission.end}


def test_the_first_moment_of_a_period_belongs_to_the_one_before():
    mission = small_mission(deadline=datetime(2024, 4, 1), end=datetime(2024, 6, 1))
    told, _ = veiled(mission, small_plan(), Veil(dates="month"))
    say = Words(veil=Veil(dates="month"))
    assert say.date(told.deadline) == "March 2024"
    assert say.date(told.end) == "May 2024"


def test_a_vacuum_is_by_coarse_dates():
    _, coarse = veiled(small_mission(), small_plan(), Veil(dates="month"))
    assert timedelta(0) < coarse.closures[0].vacuum_days * timedelta(days=1) < TICK, (
        "it ends within its period"
    )
    _, coarse = veiled(small_mission(), small_plan(closures=()), Veil(dates="month"))
    assert coarse.closures == ()


# words


def test_strengths_are_ranges():
    say = Words(veil=Veil(strengths=100))
    assert [say.strength(n) for n in (0, 99, 100, 2345)] == [
        "0–99",
        "0–99",
        "100–199",
        "2,300–2,399",
    ]
    assert say.strengths("person", 1) == "0–99 people"
    assert Words(veil=Veil(strengths=0)).strengths("person", 7) == "people (number not shown)"
    assert Words().strengths("person", 7) == "7 people"


def test_amounts_are_rounded_where_anything_is_veiled():
    say = Words(veil=STANDARD)
    assert (say.rough(52.46), say.cost(123_456_789, "USD"), say.cost(12_345, "USD")) == (
        "52",
        "120 M USD",
        "12,000 USD",
    )
    assert Words().rough(52.46) == "52.5"


# the page: what is finer than the veil allows changes nothing in it


def moved(plan, hours):
    """The plan with every serial some hours later."""
    by = timedelta(hours=hours)
    return attrs.evolve(
        plan,
        stages=tuple(
            attrs.evolve(s, depart=s.depart + by, arrive=s.arrive + by) for s in plan.stages
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "dates=week,routes=full,strengths=full",
        "dates=month,routes=none,strengths=full",
        *VEILS[1:],
    ],
)
def test_other_hours_within_the_period_give_the_same_bytes(text):
    plan = attrs.evolve(small_plan(), closures=(), disposals=())
    assert page(small_mission(), plan, veil(text)) != page(small_mission(), plan, BARE)
    assert page(small_mission(), plan, veil(text)) == page(
        small_mission(), moved(plan, 1), veil(text)
    )


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    hours=st.integers(min_value=-20, max_value=20), closes=st.integers(min_value=-40, max_value=35)
)
def test_any_other_time_in_the_month_gives_the_same_bytes(hours, closes):
    # 36 hours later there is no vacuum any more, which is told
    mission = small_mission(deadline=day(28), end=day(80), permissions=())
    base = attrs.evolve(small_plan(requests=()), disposals=())
    other = moved(base, hours)
    other = attrs.evolve(
        other,
        closures=tuple(
            attrs.evolve(c, close=c.close + timedelta(hours=closes)) for c in other.closures
        ),
    )
    kept = Veil(dates="month", routes="none", strengths=100)
    assert page(mission, base, kept) == page(mission, other, kept)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    troops=st.integers(min_value=0, max_value=60),
    boxes=st.integers(min_value=0, max_value=8),
    buses=st.integers(min_value=1, max_value=3),
)
def test_any_other_strength_in_the_range_gives_the_same_bytes(troops, boxes, buses):
    def loads(n, kit, vehicles):
        change = {"alpha-troops": n, "boxes": kit, "buses": vehicles}
        return tuple(
            attrs.evolve(x, quantity=change[x.item])
            if x.serial == "C-1" and x.item in change
            else x
            for x in small_plan().loads
        )

    mission = worthless(small_mission(end=day(40)))
    kept = Veil(dates="full", routes="none", strengths=1000)
    wanted = page(mission, small_plan(loads=loads(60, 8, 2)), kept)
    found = page(mission, small_plan(loads=loads(max(1, troops), max(1, boxes), buses)), kept)
    assert only_fates(found) == only_fates(wanted)


def only_fates(text):
    """Leave out what says whether anybody is late or anything is left at all: that is no strength."""
    return re.sub(
        r"(?s)<section id=\"left\".*?</section>|<p class=\"(lede|more)\">.*?</p>|<div class=\"card.*?</div>|<section aria-labelledby=\"worries-h\">.*?</section>|<td class=\"why\">.*?</td>|<dd class=\"(good|bad)\">.*?</dd>",
        "",
        text,
    )


def test_another_route_gives_the_same_bytes():
    extra = (Site(site="detour", name="Detour", lat=15.5, lon=1.5, role="junction"),)
    legs = (
        Leg(
            leg="alpha-detour",
            origin="alpha",
            destination="detour",
            mode="road",
            km=90,
            travel_hours=5,
        ),
        Leg(
            leg="detour-hub", origin="detour", destination="hub", mode="road", km=90, travel_hours=5
        ),
    )
    mission = small_mission(
        sites=(*small_mission().sites, *extra), legs=(*small_mission().legs, *legs)
    )
    first, rest = small_plan().stages[0], small_plan().stages[1:]
    middle = first.depart + (first.arrive - first.depart) / 2
    around = (
        attrs.evolve(first, leg="alpha-detour", destination="detour", arrive=middle),
        attrs.evolve(first, stage=2, leg="detour-hub", origin="detour", depart=middle),
        *(attrs.evolve(s, stage=3) if s.serial == "C-1" else s for s in rest),
    )
    loads = tuple(
        attrs.evolve(x, alight_stage=3) if x.serial == "C-1" else x for x in small_plan().loads
    )
    for text in VEILS:
        kept = veil(text)
        assert page(mission, small_plan(), kept) == page(
            mission, small_plan(stages=around, loads=loads), kept
        ), text


@pytest.mark.long
@pytest.mark.parametrize("text", VEILS)
def test_a_large_report_has_no_finer_date_strength_or_serial(text):
    mission = large_mission()
    plan = large_plan(mission)
    kept = veil(text)
    found = html(
        mission,
        plan,
        terms=Terms(casualties_move=3.14159, money=123_456_789.0, value_lost=2_345_678.0),
        violations=(),
        veil=kept,
    )
    body = re.sub(
        r'(?s)<script type="application/gzip".*?</script>|<style>.*?</style>|<svg.*?</svg>',
        "",
        found,
    )
    assert not re.search(r"\b[CF]-\d{3}\b", found), "no serial by its name"
    assert mission.fingerprint not in found
    assert "123,456,789" not in body
    if kept.dates in {"week", "month", "none"}:
        days = {f"{s.depart.day} {s.depart:%b %Y}" for s in plan.stages} | {
            c.close.strftime("%Y-%m-%d") for c in plan.closures
        }
        mondays = {
            f"{m.day} {m:%b %Y}"
            for m in (datetime(2023, 6, 26) + timedelta(days=7 * n) for n in range(60))
        }
        assert [d for d in days - mondays if re.search(rf"\b{d}\b", body)] == []
    counts = {
        f"{p.count:,}" for p in mission.parties if p.count > 300 and p.count % 10 not in {0, 9}
    }
    assert counts
    assert [c for c in counts if re.search(rf"(?<![\d,–.]){c}(?![\d,–.])", body)] == []


def test_a_redacted_report_says_so_and_speaks_of_ranges():
    text = page(small_mission(), small_plan(), STANDARD)
    assert "redacted" in text
    assert "100–199 people" in text
    assert "March 2024" in text
    assert "Small mission" in text


def test_without_dates_nothing_is_told_over_time():
    text = page(small_mission(), small_plan(), veil("dates=none"))
    assert "plan-data" not in text.split("<script>")[0].split("<style>")[0]
    assert 'id="time"' not in text
    assert "a date not shown" in text


# terms


def left_out(n):
    """The small plan with so many of the last forty not taken along."""
    loads = (
        attrs.evolve(x, quantity=40 - n) if (x.serial, x.item) == ("C-2", "alpha-troops") else x
        for x in small_plan().loads
    )
    return small_plan(loads=tuple(x for x in loads if x.quantity))


@pytest.mark.parametrize(
    "text",
    ["dates=full,routes=full,strengths=100", "dates=full,routes=none,strengths=none", *VEILS[1:]],
)
def test_other_numbers_of_people_late_and_not_out_give_the_same_bytes(text):
    assert terms(small_mission(), left_out(23)) != terms(small_mission(), left_out(38))
    assert page(small_mission(), left_out(23), veil(text)) == page(
        small_mission(), left_out(38), veil(text)
    )


@pytest.mark.parametrize(
    "text", ["dates=week,routes=full,strengths=full", "dates=month,routes=none,strengths=100"]
)
def test_another_length_of_a_vacuum_gives_the_same_bytes(text):
    sites = tuple(
        attrs.evolve(s, receiver_ready=day(9, 3)) if s.site == "alpha" else s
        for s in small_mission().sites
    )
    other = small_mission(sites=sites)
    assert (
        terms(small_mission(), small_plan()).vacuum_days != terms(other, small_plan()).vacuum_days
    )
    assert page(small_mission(), small_plan(), veil(text)) == page(other, small_plan(), veil(text))


def test_terms_from_which_veiled_figures_follow_are_kept_back_and_so_are_their_sums():
    rows = dict(
        re.findall(
            r'<th scope="row">([^<]*)</th><td class="n">(.*?)</tr>',
            part(page(small_mission(), left_out(23), STANDARD), "terms"),
        )
    )
    assert [name for name, cells in rows.items() if "not shown" in cells] == [
        "Late",
        "Not out at the end",
        "Last person out after",
        "Kit late",
        "Harm if captured",
        "Vacuum",
    ]
    assert rows["Not out at the end"].startswith("0–99 people<")
    assert "Total cost</th>" not in part(page(small_mission(), left_out(23), STANDARD), "terms")
    found = appraise(small_mission(), Record(), Terms(money=5.0))
    assert found.summed(STANDARD), (
        "where nothing is kept back of what there is, the sum tells nothing"
    )
    assert found.summed(BARE)


def test_bars_are_drawn_no_finer_than_shares_are_printed():
    bars = re.findall(
        r'class="fill" width="([^"]*)"',
        page(small_mission(), small_plan(), veil("dates=full,routes=none,strengths=full")),
    )
    assert bars
    assert [b for b in bars if float(b) >= 10 and float(b) != round(float(b))] == []


# spans


def given_leave(first, last):
    """Flights are permitted for two days of March, and asked for from then on."""
    return small_mission(
        permissions=(
            Permission(
                permission="window",
                mode="air",
                where="alpha",
                grantor="the ministry",
                state="granted",
                valid_from=first,
                valid_to=last,
            ),
            Permission(
                permission="later",
                mode="air",
                where="alpha",
                grantor="the ministry",
                state="pending",
                valid_from=last,
            ),
        )
    )


@pytest.mark.parametrize("dates", ["day", "week", "month", "none"])
@pytest.mark.parametrize("routes", ["full", "none"])
def test_a_span_within_a_period_neither_vanishes_nor_says_what_relies_on_it(dates, routes):
    kept = Veil(dates=dates, routes=routes, strengths=100)
    plan = small_plan(requests=(Request(permission="later", ask_by=day(1)),))
    one, other = (page(given_leave(day(4, n), day(5, 18 + n)), plan, kept) for n in (1, 3))
    assert one == other
    assert not re.search("relied on|relies on|rely on", one)
    told, _ = veiled(given_leave(day(4, 1), day(5, 18)), plan, kept)
    assert all(p.valid_to is None or p.valid_from < p.valid_to for p in told.permissions)


def test_the_flights_of_port_run_do_not_hang_on_leave_that_is_only_asked_for():
    mission = shipped_mission("port-run")
    assert re.search(r"granted; relied on by \d+ movements", page(mission, port_run(mission), BARE))
    for text in ("standard", "dates=day,routes=full,strengths=full"):
        told = page(mission, port_run(mission), veil(text))
        assert "relied on" not in told
        assert re.search(r"granted; valid: (March 2031|10 Mar 2031 – 11 Mar 2031)\.", told)


def test_a_span_begins_with_its_period_and_never_before_the_deadline_it_follows():
    late = Permission(
        permission="late",
        mode="air",
        where="alpha",
        state="granted",
        valid_from=day(12),
        valid_to=day(13),
    )
    told, _ = veiled(small_mission(permissions=(late,)), small_plan(), Veil(dates="month"))
    assert (told.permissions[0].valid_from, told.permissions[0].valid_to) == (
        told.deadline,
        datetime(2024, 3, 31, 23, 59),
    )
    early = attrs.evolve(late, valid_from=day(3), valid_to=day(4))
    told, _ = veiled(small_mission(permissions=(early,)), small_plan(), Veil(dates="month"))
    assert (told.permissions[0].valid_from, told.permissions[0].valid_to) == (day(0), told.deadline)
    told, _ = veiled(small_mission(permissions=(early, late)), small_plan(), Veil(dates="none"))
    assert [(p.valid_from, p.valid_to) for p in told.permissions] == [
        (day(0), day(10)),
        (day(10), day(30)),
    ]


def test_a_threat_and_a_season_within_a_month_are_told_without_their_dates():
    def mission(n):
        return small_mission(
            threats=(
                Threat(
                    leg="alpha-hub",
                    valid_from=day(3 + n),
                    valid_to=day(4 + n),
                    strikes_per_100km=0.03,
                ),
            ),
            seasons=(Season(leg="hub-port", closed_from=day(20 + n), closed_to=day(22 + n)),),
        )

    kept = veil("routes=full,dates=month,strengths=full")
    text = page(mission(0), small_plan(), kept)
    assert text == page(mission(1), small_plan(), kept)
    legs = part(text, "tables")
    assert "high threat: up to 0.03 strikes per 100 km" in legs
    assert "changes with dates that are not shown" in legs
    hub_port = mission(0).leg["hub-port"]
    assert veiled_leave(mission(0), hub_port, "people", BARE) == leave(
        mission(0), hub_port, "people"
    )
    assert veiled_threat(mission(0), hub_port, BARE) == threat(mission(0), hub_port)


def test_incidents_before_the_start_count_as_much_as_ever():
    def mission(when):
        legs = tuple(attrs.evolve(leg, traverses_per_month=10.0) for leg in small_mission().legs)
        return small_mission(
            start=day(12),
            deadline=day(40),
            end=day(80),
            legs=legs,
            incidents=tuple(Incident(incident="i", where="alpha-hub", date=d) for d in when),
        )

    kept = Veil(dates="month")
    one, other = (
        veiled(mission(when), Plan(), kept)[0] for when in ((day(2), day(13)), (day(8), day(20)))
    )
    assert one == other
    assert threat(one, one.leg["alpha-hub"]) == threat(
        mission([day(2), day(13)]), one.leg["alpha-hub"]
    )


# routes


def test_the_names_of_permissions_and_who_grants_one_for_a_leg_are_no_route():
    def mission(first, second, grantor):
        alpha, leg = (
            Permission(
                permission=first, mode="air", where="alpha", grantor="the ministry", state="granted"
            ),
            Permission(
                permission=second,
                mode="road",
                where="alpha-hub",
                grantor=grantor,
                state="granted",
                chance=0.9,
                assumed=("chance",),
            ),
        )
        return small_mission(permissions=(leg, alpha))

    def asked(*names):
        return small_plan(
            requests=tuple(Request(permission=n, ask_by=day(1), reason=f"for {n}") for n in names)
        )

    for text in VEILS:
        one = page(
            mission("a-1", "b-1", "prefect of the north road"), asked("a-1", "b-1"), veil(text)
        )
        other = page(mission("z-2", "c-2", "captain of the ford"), asked("z-2", "c-2"), veil(text))
        assert one == other, text
        assert "the ministry" in one
        assert not re.search("b-1|north road", one)


@pytest.mark.parametrize("strengths", ["100", "none"])
def test_bands_on_the_map_tell_no_strength(strengths):
    def plan(buses):
        return small_plan(
            loads=tuple(
                attrs.evolve(x, quantity=buses) if x.item == "buses" else x
                for x in small_plan().loads
            )
        )

    kept = veil(f"dates=full,routes=full,strengths={strengths}")
    assert page(small_mission(), plan(2), kept) == page(small_mission(), plan(3), kept)
    assert not re.search(BAND, page(small_mission(), plan(2), kept))
    assert re.search(
        BAND, page(small_mission(), plan(2), veil("dates=day,routes=full,strengths=full"))
    )


@pytest.mark.parametrize("dates", ["day", "week", "month"])
def test_what_moves_in_a_period_moves_on_its_map(dates):
    """A late serial of the last period is under way in it, and no part of a period is told as one in which nothing moves."""
    mission = small_mission(end=day(13), permissions=())
    text = page(mission, small_plan(requests=()), Veil(dates=dates, strengths=100))
    maps = re.findall(r'(?s)<svg[^>]*class="map"[^>]*role="img".*?</svg>', text)
    assert len(maps) == 4
    assert "not used" not in maps[0]
    assert (
        dates == "day"
        or "Alpha – Hub, road, 160 km; no threat known; permitted: 0–99 vehicles" in maps[1]
    )


def test_a_vacuum_within_a_month_is_over_when_the_next_begins():
    text = page(small_mission(end=day(70)), small_plan(), STANDARD)
    data = json.loads(re.search(r'(?s)id="plan-data">(.*?)</script>', text)[1])
    (alpha,) = (s for s in data["sites"] if s["id"] == "alpha")
    (begin, state), (end, after) = alpha["states"][-2:]
    assert (state, after) == ("vacuum", "closed")
    assert begin < end < data["periods"][1]


BAND = r"<line[^>]*class=.flow [^>]*data-leg"

# words: every sentence in both languages at every granularity

DATES = ("full", "day", "week", "month", "none")
WRONG = {
    "en": r"\b(on|at|from|to|of|by|until|closes|ready|before) (week of|a date not shown|(January|February|March|April|May|June|July|August|September|October|November|December) \d{4})",
    "fr": r"\b(le|du|au|aux|à|avant|dès) (une date|semaine|au\b|(janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) \d{4})",
}
GOOD = r"beginning of [A-Z][a-z]+ \d{4}|by a date not shown|by [A-Z][a-z]+ \d{4}|d’ici à une date non indiquée"
UNCOUNTED = {
    "en": r"not shown (shipped|transferred|sold|given|handed|destroyed|abandoned|left|still|not|units|people)|^not shown",
    "fr": r"non indiqué (expédié|détruit|ne|pas|unités|laissé|donné|vendu)",
}


def spoken(text):
    """The words of a page: of its elements, and those that a reader hears."""
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", text)
    return " ".join(
        [
            *re.findall(r'(?:aria-label|content)="([^"]*)"', body),
            re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " | ", body)),
        ]
    )


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("dates", DATES)
@pytest.mark.parametrize("strengths", ["100", "none"])
def test_every_sentence_fits_its_dates_and_strengths(language, dates, strengths):
    kept = veil(f"dates={dates},strengths={strengths},routes=none")
    small = small_plan(
        reserves=(Reserve(flight="F-1", party="alpha-civ", people=5, serial="C-1", stage=1),)
    )
    for mission, plan in (
        (small_mission(), small),
        (small_mission(), left_out(23)),
        (small_mission(deadline=day(20)), small),
    ):
        assert unfit(page(mission, plan, kept, language), language) == []


@pytest.mark.parametrize(
    ("language", "dates"), [("fr", "week"), pytest.param("en", "month", marks=pytest.mark.long)]
)
def test_every_sentence_about_many_sites_fits(language, dates):
    whole = large_mission()
    assert (
        unfit(
            page(
                whole, large_plan(whole), veil(f"dates={dates},strengths=100,routes=none"), language
            ),
            language,
        )
        == []
    )


def unfit(text, language):
    """The places of a page where words do not fit what is kept back."""
    told = re.sub(GOOD, "", spoken(text))
    return re.findall(f".{{30}}(?:{WRONG[language]}|{UNCOUNTED[language]}).{{10}}", told)


def test_a_deadline_is_told_in_a_sentence():
    when = datetime(2024, 8, 1)
    told = {
        (language, dates): Words(language, veil=Veil(dates=dates)).by(when)
        for language in ("en", "fr")
        for dates in DATES
    }
    assert told == {
        ("en", "full"): "by 1 Aug 2024",
        ("en", "day"): "by 1 Aug 2024",
        ("en", "week"): "by the week of 29 Jul 2024",
        ("en", "month"): "by August 2024",
        ("en", "none"): "by a date not shown",
        ("fr", "full"): "d’ici au 1er août 2024",
        ("fr", "day"): "d’ici au 1er août 2024",
        ("fr", "week"): "d’ici la semaine du 29 juil. 2024",
        ("fr", "month"): "d’ici août 2024",
        ("fr", "none"): "d’ici à une date non indiquée",
    }


def test_without_strengths_fates_are_named_without_numbers():
    text = page(small_mission(), left_out(23), veil("strengths=none"))
    assert "What becomes of the kit: home and lost." in text
    assert "some are not out at the end" in page(
        small_mission(), left_out(23), veil("strengths=none")
    )
    assert "; some of them still not when planning ends" in text
    assert "Alpha company: some are late." in text


@pytest.mark.parametrize("text", VEILS)
def test_every_link_leads_somewhere(text):
    plan = small_plan(closures=())
    for made in (
        page(small_mission(), plan, veil(text)),
        page(small_mission(), small_plan(), veil(text)),
    ):
        assert (
            set(re.findall(r'href="#([^"]+)"', made)) - set(re.findall(r' id="([^"]+)"', made))
            == set()
        )


# the panel beside the map


@pytest.mark.parametrize(
    ("text", "width", "dates"),
    [
        ("strengths=100", 100, "month"),
        ("strengths=none,dates=week", 0, "week"),
        ("strengths=full", None, "month"),
    ],
)
def test_the_script_is_told_how_coarse_its_numbers_are(text, width, dates):
    found = page(small_mission(), small_plan(), veil(text))
    data = json.loads(re.search(r'(?s)id="plan-data">(.*?)</script>', found)[1])
    assert (data["width"], data["dates"]) == (width, dates)
    assert {"veil.week", "veil.vehicle", "live.closing"} <= set(data["words"])


@pytest.mark.parametrize(
    ("dates", "days", "said"),
    [
        ("full", 0.3, "7 hours"),
        ("full", 1.5, "36 hours"),
        ("full", 2.4, "2.4 days"),
        ("day", 0.5, ""),
        ("day", 3, ""),
        ("week", 14, ""),
        ("none", 9, ""),
    ],
)
def test_how_long_is_told_no_finer_than_dates(dates, days, said):
    say = words(small_mission(), "en", Veil(dates=dates))
    assert say.lasting(days) == said
    assert say.vacuum(days) == (f"{said} of vacuum" if said else "vacuum")
