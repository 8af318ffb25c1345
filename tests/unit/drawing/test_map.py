"""The map: of a moment, of the whole plan; what is veiled is not drawn."""

import re

import pytest

from exeunt.drawing.map import picture
from exeunt.drawing.names import PHONE, WIDE
from exeunt.drawing.scene import at_moment, of_all, surveyed
from exeunt.facts.movements import movements
from exeunt.facts.periods import periods
from exeunt.facts.series import Reading
from exeunt.facts.veil import Veil
from exeunt.model.places import Site
from exeunt.model.plan import Plan
from exeunt.model.stores import Permission
from exeunt.words.words import Words
from tests.support.missions.report_samples import (
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


def shown(svg, attribute):
    return {key: kind for kind, key in re.findall(rf'class="([^"]*)" {attribute}="([^"]*)"', svg)}


def test_a_map_of_a_moment_shows_sites_as_they_are_and_what_is_under_way(whole, told):
    there, cut = surveyed(whole, SAY), periods(whole.mission, 24)
    now = at_moment(whole, told, cut[5], 130.0, SAY)
    assert now.state == {"alpha": "thin", "hub": "stays", "port": "exit"}
    assert now.people["alpha"] == 40
    assert set(now.amounts) == {"hub-port", "port-alpha-air"}
    drawn = picture(there, now, SAY, "m", "A moment", WIDE, PHONE)
    assert shown(drawn, "data-site") == {
        "alpha": "site thin",
        "hub": "site stays",
        "port": "site exit",
    }
    assert "Alpha, base, open, fewer than three quarters of its people left: 40 people" in drawn


def test_a_map_of_the_whole_plan_shows_the_start_and_all_that_travels(whole, told):
    now = of_all(whole, told, SAY)
    assert now.people["alpha"] == 120
    assert now.amounts == {"alpha-hub": 4, "hub-port": 4, "port-alpha-air": 4}


def test_where_routes_are_veiled_no_leg_is_drawn(whole, told):
    say = Words("en", veil=Veil(routes="none"))
    drawn = picture(surveyed(whole, say), of_all(whole, told, say), say, "m", "title", WIDE)
    assert "data-leg" not in drawn
    assert "data-site" in drawn


def test_permissions_show_on_legs(told):
    rows = (
        Permission(
            permission="p", mode="road", where="alpha-hub", payload="cargo", state="pending"
        ),
        Permission(permission="q", mode="air", where="alpha", state="refused"),
    )
    other = Reading(mission=small_mission(permissions=rows), plan=small_plan())
    drawn = picture(surveyed(other, SAY), of_all(other, told, SAY), SAY, "m", "title", WIDE)
    kinds = {
        leg: kind for kind, leg in re.findall(r'class="(leg [^"]*)" data-leg="([^"]*)"', drawn)
    }
    assert kinds["alpha-hub"].endswith("asked")
    assert kinds["hub-port"].endswith("granted")
    assert kinds["port-alpha-air"].endswith("refused")


SAY = Words("en")


def test_the_map_keeps_all_sites_inside_and_names_them():
    mission = large_mission()
    plan = large_plan(mission)
    whole = Reading(mission=mission, plan=plan)
    ground = surveyed(whole, SAY)
    drawn = picture(ground, of_all(whole, movements(mission, plan), SAY), SAY, "map", "title", WIDE)
    for site in mission.sites:
        assert site.name in drawn
    places = [
        float(p)
        for x, y in re.findall(
            r'<svg x="([\d.]+)%" y="([\d.]+)%" class="spot"><g class="site', drawn
        )
        for p in (x, y)
    ]
    assert len(places) == 2 * len(mission.sites)
    assert all(0 <= p <= 100 for p in places)


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
