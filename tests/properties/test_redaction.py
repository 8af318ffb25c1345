"""A redacted report is true of the plan, at every granularity: figures, states, sentences, tables, pictures and data."""

import json
import re
from datetime import datetime, timedelta
from functools import cache

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import exeunt
from exeunt.facts.curves import Curve
from exeunt.facts.facts import facts
from exeunt.facts.states import state_at
from exeunt.facts.veil import Veil
from exeunt.model.plan import Record, Terms
from exeunt.rules.terms import terms
from exeunt.words.catalogue import catalogue
from exeunt.words.words import Words
from tests.support.missions.report_samples import (
    large_mission,
    large_plan,
    small_mission,
    small_plan,
)
from tests.support.pages.written import html
from tests.support.plans import port_run_by_hand, tiny_by_hand

WORLDS = ("small", "tiny", "port-run", "large")
DATES = ("day", "week", "month")
VEILS = st.builds(
    Veil,
    dates=st.sampled_from((*DATES, "none", "full")),
    routes=st.sampled_from(("full", "none")),
    strengths=st.sampled_from((None, 0, 7, 10, 100, 1000)),
).filter(lambda veil: veil.drawn)
TICK = timedelta(minutes=1)
THINNED = catalogue("en")["sites.thinned"].format(share=".{1,4}%")


@cache
def world(name):
    if name == "small":
        return small_mission(), small_plan()
    if name == "large":
        return large_mission(), large_plan(large_mission())
    mission = exeunt.load(name).mission
    return mission, {"tiny": tiny_by_hand, "port-run": port_run_by_hand}[name].by_hand(mission)


@st.composite
def worlds(draw, names=WORLDS):
    """A mission and a plan of it in which serials go, sites close and receivers come at other times.

    No rule is asked: a report is true of a bad plan too.
    """
    mission, plan = world(draw(st.sampled_from(names)))
    hours = (mission.end - mission.start) / timedelta(hours=1)
    other = st.integers(-int(hours / 8), int(hours / 8)).map(lambda n: timedelta(hours=n))

    def within(when):
        return min(max(when, mission.start), mission.end)

    shifts = {serial: draw(other) for serial in plan.serials}
    stages = tuple(
        attrs.evolve(
            stage,
            depart=within(stage.depart + shifts[stage.serial]),
            arrive=within(stage.arrive + shifts[stage.serial]),
        )
        for stage in plan.stages
    )
    closures = tuple(
        attrs.evolve(closure, close=within(closure.close + draw(other)))
        for closure in plan.closures
    )
    sites = tuple(
        attrs.evolve(site, receiver_ready=within(site.receiver_ready + draw(other)))
        if site.receiver_ready
        else site
        for site in mission.sites
    )
    changed = attrs.evolve(mission, sites=sites)
    record = Record(mission=mission.name)
    return changed, attrs.evolve(plan, stages=stages, closures=closures, record=record)


def boundaries(mission, dates):
    """The moments at which one period of the calendar ends and the next begins."""
    day = mission.start.replace(hour=0, minute=0)
    while day <= mission.end:
        begins = {"day": True, "week": day.weekday() == 0, "month": day.day == 1}[dates]
        if begins and mission.start < day <= mission.end:
            yield day
        day += timedelta(days=1)


def period(when, dates, start):
    """The period that a moment is in, as a date that begins it; midnight ends the day before."""
    if when > start and (when.hour, when.minute) == (0, 0):
        when -= TICK
    day = when.replace(hour=0, minute=0, second=0, microsecond=0)
    if dates == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if dates == "month" else day


@settings(max_examples=25, deadline=None)
@given(worlds(), st.sampled_from(DATES), st.sampled_from((None, 10, 100)))
def test_who_and_what_is_where_when_periods_change_is_as_it_is(made, dates, strengths):
    """Also of flights of several rounds, whose times follow from each other."""
    mission, plan = made
    true = facts(mission, plan, Terms())
    told = facts(mission, plan, Terms(), veil=Veil(dates=dates, strengths=strengths))
    for when in boundaries(mission, dates):
        at, coarse = mission.hours(when), told.mission.hours(when)
        for curves, others in zip(curves_of(true), curves_of(told), strict=True):
            for key in {*curves, *others}:
                exact, shown = (of.get(key, Curve()) for of in (curves, others))
                assert exact.at(at) == shown.at(coarse), (key, when)
        for site in mission.sites:
            state = state_at(told.states[site.site], coarse)
            actual = state_at(true.states[site.site], at)
            # A share of people is as fine as their number.
            if strengths is not None and actual == "thin":
                actual = "full"
            assert state == actual, (site.site, when)
    for name in ("late", "not_out", "to_leave"):
        assert getattr(true.reading, name) == getattr(told.reading, name), name
    assert true.reading.ends.kinds == told.reading.ends.kinds
    assert true.reading.fleet_ends.left == told.reading.fleet_ends.left


def curves_of(read):
    """People and kit over time, by site, population and kind."""
    reading = read.reading
    return (
        reading.presence,
        reading.people_there,
        reading.people_out,
        reading.ends.there,
        reading.ends.over_time,
    )


def page(mission, plan, veil, language="en"):
    return html(
        mission, plan, terms=terms(mission, plan), violations=(), language=language, veil=veil
    )


def told_of(text):
    """The words of a part of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text)).strip()


def rows_of(text, name):
    """The rows of a table of the page, as words."""
    table = re.search(rf'(?s)<table data-table="{name}">.*?</table>', text)
    body = re.search(r"(?s)<tbody>(.*?)</tbody>", table[0])[1] if table else ""
    return [
        [told_of(cell) for cell in re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"(?s)<tr>(.*?)</tr>", body)
    ]


@settings(max_examples=12, deadline=None)
@given(worlds(("small", "port-run")), VEILS)
def test_every_sentence_and_table_of_a_redacted_page_is_true(made, veil):
    mission, plan = made
    text = page(mission, plan, veil)
    true, say = facts(mission, plan, Terms()), Words("en", veil=veil)
    names = {site.site: site.name or site.site for site in mission.sites}
    closings(told_of(re.search(r'(?s)<p class="lede">(.*?)</p>', text)[1]), plan, names)
    closing_dates(text, mission, plan, veil, names)
    if veil.dates != "full":
        # Nothing is longest, and no share is thinned to, by dates that are not told.
        assert " longest" not in told_of(text)
        assert not re.search(THINNED, told_of(text))
    if veil.drawn:
        assert "above all" not in told_of(text)
    if veil.counted and veil.dates in DATES:
        chart_tables(text, true, veil, say)
    if veil.counted:
        headcounts(text, true, say, names)
    data = re.search(r'(?s)id="plan-data">(.*?)</script>', text)
    if data and veil.strengths is not None:
        states = {state for site in json.loads(data[1])["sites"] for _, state in site["states"]}
        assert "thin" not in states


def closings(lede, plan, names):
    """Whoever is called first or last to close is that, and alone."""
    by_close = sorted((c.close, names[c.site]) for c in plan.closures)
    said = re.search(r" close, (.*?) first \(.*?\) and (.*?) last \(", lede)
    if said is None:
        return
    for name, (close, site), others in (
        (said[1], by_close[0], by_close[1:]),
        (said[2], by_close[-1], by_close[:-1]),
    ):
        if not name.endswith(" of them"):
            assert name == site
            assert all(other != close for other, _ in others)


def closing_dates(text, mission, plan, veil, names):
    """Each site is told to close in the period in which it does."""
    closes = {names[c.site]: c.close for c in plan.closures}
    for row in rows_of(text, "sites"):
        site = next((n for n in sorted(names.values(), key=len) if row[0].startswith(n)), None)
        if site not in closes or veil.dates not in DATES:
            continue
        begin = period(closes[site], veil.dates, mission.start)
        (said,) = [cell for cell in row if re.search(r"\d{4}$", cell) and "ready" not in cell][:1]
        assert said == printed(begin, veil.dates), (site, closes[site])


def printed(begin, dates):
    day = f"{begin.day} {begin:%b %Y}".replace("Sep ", "Sept ")
    return {"day": day, "week": f"week of {day}", "month": f"{begin:%B %Y}"}[dates]


def chart_tables(text, true, veil, say):
    """Each row of a curve's table is true of the moment that it names, and no two name the same."""
    mission, reading = true.mission, true.reading
    totals = {
        "people_out": lambda at: sum(curve.at(at) for curve in reading.people_out.values()),
        "people_there": lambda at: reading.of_parties - reading.total_out.at(at),
        "kit_kinds": lambda at: sum(curve.at(at) for curve in reading.ends.over_time.values()),
    }
    for name, total in totals.items():
        rows = rows_of(text, name)
        labels = [row[0] for row in rows]
        assert len(labels) == len(set(labels)), labels
        for label, *_, said in rows:
            at = moment_of(label, mission, veil)
            assert said == say.strength(total(at)), (name, label)


def moment_of(label, mission, veil):
    """The hour of the plan that a label of a table means."""
    if label.startswith("deadline"):
        return mission.hours(mission.deadline)
    if label.startswith("end of planning"):
        return mission.hours(mission.end)
    day = re.search(r"beginning of (?:the week of )?(.*)$", label)[1].replace("Sept ", "Sep ")
    when = datetime.strptime(day, "%B %Y" if veil.dates == "month" else "%d %b %Y")
    # Before the start nothing moves; what leaves at the very start is still there at it.
    return mission.hours(when) if when > mission.start else -1.0


def headcounts(text, true, say, names):
    """People and units of a site at the start lie in the ranges that are told."""
    for row in rows_of(text, "sites"):
        story = next((s for s in true.stories if row[0].startswith(names[s.site.site])), None)
        if story is not None and sum(row[0].startswith(n) for n in names.values()) == 1:
            told = [cell.replace("–", "0") if cell == "–" else cell for cell in row[1:3]]
            assert told == [say.strength(story.people), say.strength(story.units)]


@pytest.mark.parametrize(
    "dates", [DATES[0], *(pytest.param(dates, marks=pytest.mark.long) for dates in DATES[1:])]
)
def test_french_has_no_first_and_no_longest_either(dates):
    mission, plan = world("large")
    text = told_of(page(mission, plan, Veil(dates=dates, strengths=100), "fr"))
    assert "le plus long" not in text
    assert "surtout" not in text
