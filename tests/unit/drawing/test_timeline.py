"""Lines of sites, fleets and permissions over time."""

import re

import attrs
import pytest

from exeunt.drawing.axis import axis
from exeunt.drawing.timeline import UNITS as LINE
from exeunt.drawing.timeline import permit_lines, pool_lines, site_lines
from exeunt.facts.left import behind, late
from exeunt.facts.movements import movements
from exeunt.facts.permits import hanging
from exeunt.facts.pools import pools
from exeunt.facts.series import Reading
from exeunt.facts.stories import stories
from exeunt.facts.veil import Veil
from exeunt.model.stores import Permission
from exeunt.words.words import Words
from tests.support.missions.report_samples import (
    day,
    large_mission,
    large_plan,
    small_mission,
    small_plan,
)

SAY = Words("en")


@pytest.fixture(scope="module")
def whole():
    return Reading(mission=small_mission(), plan=small_plan())


@pytest.fixture(scope="module")
def told(whole):
    return movements(whole.mission, whole.plan)


def test_lines_of_sites_say_when_they_close_and_what_leaves(whole):
    found = {
        line.key: line for line in site_lines(whole, stories(whole), axis(whole.mission, SAY), SAY)
    }
    assert set(found) == {"alpha", "hub"}
    assert (found["alpha"].state, found["alpha"].alarm) == (
        "closes: 9 Mar 2024",
        "36 hours of vacuum",
    )
    assert found["hub"].state == "stays open"
    assert (
        "Alpha: 120 people at the start; closes: 9 Mar 2024; 2 convoys and 2 sorties leave"
        in found["alpha"].svg
    )
    at = LINE * 54 / whole.end
    assert f"M{at:.0f} 0V100" in found["alpha"].svg, "the convoy of day 2 has its mark"


def test_lines_of_fleets_say_how_many_move(whole, told):
    found = {
        line.key: line
        for line in pool_lines(whole, pools(whole, told), axis(whole.mission, SAY), SAY)
    }
    assert set(found) == {"buses", "planes"}, "the trucks are not used"
    assert found["buses"].state.startswith("up to 2 of 3 at once; idle 38")
    assert found["planes"].state.startswith("2 sorties; up to 2 of 2 at once")


def test_lines_of_permissions_say_what_hangs_on_them():
    rows = (
        Permission(
            permission="alpha-flights",
            mode="air",
            where="alpha",
            grantor="the ministry",
            state="pending",
            answer_by=day(4),
            valid_from=day(1),
            valid_to=day(20),
        ),
        Permission(permission="fuel", mode="import", where="fuel", state="refused"),
    )
    mission = small_mission(permissions=rows)
    other = Reading(mission=mission, plan=small_plan())
    found = permit_lines(
        other,
        hanging(
            mission, small_plan(), movements(mission, small_plan()), late(other), behind(other)
        ),
        axis(mission, SAY),
        SAY,
    )
    flights, fuel = found
    assert (flights.name, flights.sub) == ("anything by air, Alpha", "the ministry")
    assert flights.state == "pending; relied on by 1 movement"
    assert flights.alarm == "ask by: 2 Mar 2024"
    assert 'class="ask"' in flights.svg
    assert 'class="answer"' in flights.svg
    assert (fuel.name, fuel.state, fuel.alarm) == ("import of fuel", "refused; not relied on", "")


def test_lines_of_a_large_mission_stay_short():
    mission = large_mission()
    whole = Reading(mission=mission, plan=large_plan(mission))
    found = site_lines(whole, stories(whole), axis(mission, SAY), SAY)
    assert len(found) == 13
    assert sum(len(line.svg) for line in found) < 200_000
    veiled = site_lines(
        whole,
        stories(whole),
        axis(mission, SAY),
        Words("en", veil=Veil(dates="month", routes="none", strengths=100)),
    )
    assert all(
        "convoy" not in re.sub('<title>.*?</title>|aria-label="[^"]*"', "", line.svg)
        for line in veiled
    )


def test_a_site_without_people_has_no_profile():
    mission = small_mission(parties=())
    found = site_lines(
        Reading(mission=mission, plan=attrs.evolve(small_plan(), stages=(), loads=())),
        stories(Reading(mission=mission, plan=small_plan(loads=()))),
        axis(mission, SAY),
        SAY,
    )
    assert all('class="present"' not in line.svg for line in found)
