"""Figures over time, against counts made by hand and by another path."""

from collections import Counter
from datetime import timedelta
from html import unescape

import pytest

from exeunt.facts.curves import Curve, curve
from exeunt.facts.kinds import Kind
from exeunt.facts.series import Reading
from exeunt.model.forces import Party
from exeunt.model.plan import Plan
from exeunt.rules.terms import terms
from tests.support.missions.report_samples import (
    day,
    large_mission,
    large_plan,
    load,
    reading,
    small_mission,
    small_plan,
    stage,
)
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.pages.written import html


def test_people_out_by_population_counts_only_those_who_have_to_leave():
    found = reading().people_out
    assert set(found) == {"troops", "civilian"}
    assert found["civilian"] == Curve((0, 5 * 24 + 9), (0, 20))
    assert found["troops"] == Curve((0, 6 * 24, 12 * 24), (0, 60, 100))


def test_people_there_leave_and_are_on_the_move_until_they_arrive():
    there = reading().people_there["alpha"]
    assert [there.at(24 * d) for d in (0, 2, 3, 4, 6, 7.9, 8)] == [120, 120, 60, 60, 40, 40, 0]


def test_presence_counts_those_at_home_too():
    assert reading().presence["hub"].at(0) == 30
    assert reading().presence["port"].at(24 * 12) == 120


def test_late_people_and_the_last_one_out():
    found = reading()
    assert (found.to_leave, found.late, found.not_out, found.last_out) == (120, 40, 0, 12 * 24)
    assert (
        sum(p.count * 20 * 24 - found.party_out(p).integral(240, 720) for p in found.leavers) / 24
        == 80
    )


def test_arriving_at_the_deadline_is_in_time():
    assert reading(deadline=day(12)).late == 0


def test_nobody_out_has_no_last_one():
    found = reading(Plan())
    assert (found.late, found.not_out, found.last_out) == (120, 120, None)


def test_crews_that_come_back_are_out_no_longer():
    mission = small_mission()
    plan = Plan(
        stages=(
            stage("C-1", 1, "alpha-hub", "alpha", "hub", day(1), day(2)),
            stage("C-1", 2, "hub-port", "hub", "port", day(3), day(4)),
            stage("C-2", 1, "hub-port", "port", "hub", day(5), day(6)),
            stage("C-3", 1, "hub-port", "hub", "port", day(8), day(9)),
        ),
        loads=(
            load("C-1", "people", "alpha-troops", 10, 1, 2, "crew"),
            load("C-2", "people", "alpha-troops", 10, 1, 1, "crew"),
            load("C-3", "people", "alpha-troops", 10, 1, 1, "crew"),
        ),
    )
    out = Reading(mission=mission, plan=plan).total_out
    assert [out.at(24 * d) for d in (3, 4, 5, 8, 9)] == [0, 10, 0, 0, 10]


def test_who_goes_back_is_out_for_good_only_when_out_again():
    one = curve([(0, 0), (10, 6), (12, -6), (30, 6)])
    assert (one.settled(99), one.settled(11), one.settled(5), Curve().settled(9)) == (
        30,
        10,
        None,
        None,
    )
    assert curve([(10, 40), (20, -10)]).settled(99) == 10, (
        "some stay away, but none of the rest came out later"
    )


def test_a_party_at_home_from_the_start_does_not_leave():
    assert [p.party for p in reading().leavers] == ["alpha-troops", "alpha-civ"]
    every = (Party(party="abroad", site="port", count=5, population="civilian"),)
    assert reading(Plan(), parties=every).to_leave == 0


def test_loads_of_serials_the_plan_does_not_have_are_passed_over():
    assert reading(small_plan(stages=())).moves == ()


@pytest.fixture(scope="module")
def large():
    mission = large_mission()
    return mission, large_plan(mission)


def people_out_by_rows(mission, plan, when):
    """Count people out at a moment straight from the rows: arrivals of loads whose last stage ends at an exit."""
    stages = {(s.serial, s.stage): s for s in plan.stages}
    found = Counter()
    for row in plan.loads:
        last = stages[row.serial, row.alight_stage]
        if (
            row.kind == "people"
            and mission.site[last.destination].role == "exit"
            and last.arrive <= when
        ):
            found[mission.party[row.item].population] += int(row.quantity)
    return found


@pytest.mark.parametrize("days", [0, 40, 99, 183, 200, 274])
def test_people_and_kit_by_another_path(large, days):
    mission, plan = large
    found = Reading(mission=mission, plan=plan)
    when = mission.start + timedelta(days=days)
    by_rows = people_out_by_rows(mission, plan, when)
    assert {p: c.at(24 * days) for p, c in found.people_out.items()} == {
        p: by_rows[p] for p in found.people_out
    }
    still = sum(p.count for p in mission.parties) - sum(by_rows.values())
    on_the_move = (
        found.to_leave
        - found.total_out.at(24 * days)
        - sum(c.at(24 * days) for c in found.people_there.values())
    )
    assert sum(c.at(24 * days) for c in found.people_there.values()) + on_the_move == still
    assert on_the_move >= 0
    disposed = sum(
        d.quantity for d in plan.disposals if d.done <= when and d.disposition != "abandon"
    )
    stages = {(s.serial, s.stage): s for s in plan.stages}
    shipped = sum(
        row.quantity
        for row in plan.loads
        if row.kind == "lot" and stages[row.serial, row.alight_stage].arrive <= when
    )
    ended = found.ends.over_time
    assert ended[Kind.HOME].at(24 * days) == shipped
    given_up = sum(
        d.quantity for d in plan.disposals if d.done <= when and d.disposition == "abandon"
    )
    left = sum(units.left for units in found.behind)
    lost = ended[Kind.LOST].at(24 * days)
    others = ended[Kind.PASSED].at(24 * days) + ended[Kind.STAYS].at(24 * days)
    assert disposed + given_up <= others + lost <= disposed + given_up + left
    assert sum(curve.at(found.end) for curve in ended.values()) == found.ends.units


@pytest.mark.parametrize(
    "name",
    ["tiny", "port-run", "mali-2023", pytest.param("littoral", marks=pytest.mark.long)],
)
def test_people_and_their_lateness_agree_with_the_terms_on_shipped_missions(name):
    mission = shipped_mission(name)
    found = Reading(mission=mission, plan=Plan())
    measured = terms(mission, Plan())
    late = (
        sum(
            p.count * (found.end - found.deadline)
            - found.party_out(p).integral(found.deadline, found.end)
            for p in found.leavers
        )
        / 24
    )
    assert late == pytest.approx(measured.late_person_days)
    assert found.not_out == measured.not_out
    kit = sum(f.lot.value * f.behind for f in found.ends.fates.values())
    vehicles = sum(ending.lost for ending in found.fleet_ends.endings)
    assert kit + vehicles == pytest.approx(measured.value_lost)
    page = html(mission, Plan(), terms=measured, violations=())
    assert all(site.name in unescape(page) for site in mission.sites)


def test_who_remains_by_mandate_is_counted_apart():
    found = reading()
    assert [(p.party, p.count) for p in found.remaining] == [("hub-guard", 30)]
    assert found.to_leave == found.of_parties == 120
