"""What a report keeps to itself: reading the option, coarse dates, ranges; and that nothing finer is anywhere in the file."""

import re
from datetime import datetime, timedelta

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from report_samples import SMALL_TERMS, day, large_mission, large_plan, small_mission, small_plan

from exeunt.errors import InputError
from exeunt.model.places import Leg, Site
from exeunt.model.plan import Terms
from exeunt.report.page.html import html
from exeunt.report.reading.veil import BARE, TICK, Veil, veil, veiled
from exeunt.report.words.words import Words

STANDARD = veil("standard")
LEVELS = (
    "dates=day,routes=none,strengths=10",
    "dates=week,routes=none,strengths=100",
    "dates=month,routes=none,strengths=100",
    "dates=none,routes=none,strengths=none",
)


def page(mission, plan, kept, language="en"):
    return html(mission, plan, terms=SMALL_TERMS, violations=(), language=language, veil=kept)


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


@pytest.mark.parametrize("text", ["dates=year", "routes", "strengths=-5", "strengths=0", "colour=red", "strengths=1.5"])
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
    assert told.deadline < told.time(told.hours(coarse.stages[3].arrive)), "C-2 comes late, and is still told to"
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
    assert coarse.closures[0].vacuum_days == 0.5
    _, coarse = veiled(small_mission(), small_plan(closures=()), Veil(dates="month"))
    assert coarse.closures == ()


# words


def test_strengths_are_ranges():
    say = Words(veil=Veil(strengths=100))
    assert [say.strength(n) for n in (0, 99, 100, 2345)] == ["0–99", "0–99", "100–199", "2,300–2,399"]
    assert say.strengths("person", 1) == "0–99 people"
    assert Words(veil=Veil(strengths=0)).strengths("person", 7) == "people (number not shown)"
    assert Words().strengths("person", 7) == "7 people"


def test_amounts_are_rounded_where_anything_is_veiled():
    say = Words(veil=STANDARD)
    assert (say.rough(52.46), say.cost(123_456_789, "USD"), say.cost(12_345, "USD")) == ("52", "120 M USD", "12,000 USD")
    assert Words().rough(52.46) == "52.5"


# the page: what is finer than the veil allows changes nothing in it


def moved(plan, hours):
    """The plan with every serial some hours later."""
    by = timedelta(hours=hours)
    return attrs.evolve(plan, stages=tuple(attrs.evolve(s, depart=s.depart + by, arrive=s.arrive + by) for s in plan.stages))


@pytest.mark.parametrize("text", ["dates=week,routes=full,strengths=full", "dates=month,routes=none,strengths=full", *LEVELS[1:]])
def test_other_hours_within_the_period_give_the_same_bytes(text):
    plan = attrs.evolve(small_plan(), closures=(), disposals=())
    assert page(small_mission(), plan, veil(text)) != page(small_mission(), plan, BARE)
    assert page(small_mission(), plan, veil(text)) == page(small_mission(), moved(plan, 1), veil(text))


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(hours=st.integers(min_value=-20, max_value=20), closes=st.integers(min_value=-40, max_value=35))
def test_any_other_time_in_the_month_gives_the_same_bytes(hours, closes):
    # 36 hours later there is no vacuum any more, which is told
    mission = small_mission(deadline=day(28), end=day(80), permissions=())
    base = attrs.evolve(small_plan(requests=()), disposals=())
    other = moved(base, hours)
    other = attrs.evolve(other, closures=tuple(attrs.evolve(c, close=c.close + timedelta(hours=closes)) for c in other.closures))
    kept = Veil(dates="month", routes="none", strengths=100)
    assert page(mission, base, kept) == page(mission, other, kept)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(troops=st.integers(min_value=0, max_value=60), boxes=st.integers(min_value=0, max_value=8), buses=st.integers(min_value=1, max_value=3))
def test_any_other_strength_in_the_range_gives_the_same_bytes(troops, boxes, buses):
    def loads(n, kit, vehicles):
        change = {"alpha-troops": n, "boxes": kit, "buses": vehicles}
        return tuple(attrs.evolve(x, quantity=change[x.item]) if x.serial == "C-1" and x.item in change else x for x in small_plan().loads)

    mission = small_mission(end=day(40))
    kept = Veil(dates="full", routes="none", strengths=1000)
    wanted = page(mission, small_plan(loads=loads(60, 8, 2)), kept)
    found = page(mission, small_plan(loads=loads(max(1, troops), max(1, boxes), buses)), kept)
    assert only_fates(found) == only_fates(wanted)


def only_fates(text):
    """Leave out what says whether anybody is late or anything is left at all: that is no strength."""
    return re.sub(
        r"(?s)<section id=\"left\".*?</section>|<p class=\"(lede|more)\">.*?</p>|<div class=\"card.*?</div>|<section aria-labelledby=\"worries-h\">.*?</section>|<td class=\"why\">.*?</td>",
        "",
        text,
    )


def test_another_route_gives_the_same_bytes():
    extra = (Site(site="detour", name="Detour", lat=15.5, lon=1.5, role="junction"),)
    legs = (
        Leg(leg="alpha-detour", origin="alpha", destination="detour", mode="road", km=90, travel_hours=5),
        Leg(leg="detour-hub", origin="detour", destination="hub", mode="road", km=90, travel_hours=5),
    )
    mission = small_mission(sites=(*small_mission().sites, *extra), legs=(*small_mission().legs, *legs))
    first, rest = small_plan().stages[0], small_plan().stages[1:]
    middle = first.depart + (first.arrive - first.depart) / 2
    around = (
        attrs.evolve(first, leg="alpha-detour", destination="detour", arrive=middle), attrs.evolve(first, stage=2, leg="detour-hub", origin="detour", depart=middle),
        *(attrs.evolve(s, stage=3) if s.serial == "C-1" else s for s in rest),
    )  # fmt: skip
    loads = tuple(attrs.evolve(x, alight_stage=3) if x.serial == "C-1" else x for x in small_plan().loads)
    for text in LEVELS:
        kept = veil(text)
        assert page(mission, small_plan(), kept) == page(mission, small_plan(stages=around, loads=loads), kept), text


@pytest.mark.parametrize("text", LEVELS)
def test_a_large_report_has_no_finer_date_strength_or_serial(text):
    mission = large_mission()
    plan = large_plan(mission)
    kept = veil(text)
    found = html(mission, plan, terms=Terms(casualties_move=3.14159, money=123_456_789.0, value_lost=2_345_678.0), violations=(), veil=kept)
    body = re.sub(r'(?s)<script type="application/gzip".*?</script>|<style>.*?</style>|<svg.*?</svg>', "", found)
    assert not re.search(r"\b[CF]-\d{3}\b", found), "no serial by its name"
    assert mission.fingerprint not in found
    assert "123,456,789" not in body
    if kept.dates in {"week", "month", "none"}:
        days = {f"{s.depart.day} {s.depart:%b %Y}" for s in plan.stages} | {c.close.strftime("%Y-%m-%d") for c in plan.closures}
        mondays = {f"{m.day} {m:%b %Y}" for m in (datetime(2023, 6, 26) + timedelta(days=7 * n) for n in range(60))}
        assert [d for d in days - mondays if re.search(rf"\b{d}\b", body)] == []
    counts = {f"{p.count:,}" for p in mission.parties if p.count > 300 and p.count % 10 not in {0, 9}}
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
