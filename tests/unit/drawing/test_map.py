"""Pictures: the frame of maps, names that leave each other room, the ground, lines of time."""

import itertools
import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.drawing.atlas import atlas
from exeunt.drawing.axis import axis
from exeunt.drawing.frame import NORTHMOST, frame, meridian, placed, turned, whole_box
from exeunt.drawing.ground import GROUND, UNITS, ground, path
from exeunt.drawing.labels import Label, lettered, overlap, room
from exeunt.drawing.map import at_moment, of_all, picture, surveyed
from exeunt.drawing.timeline import UNITS as LINE
from exeunt.drawing.timeline import permit_lines, pool_lines, site_lines
from exeunt.facts.left import behind, late
from exeunt.facts.movements import movements
from exeunt.facts.periods import periods
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
SHARE = st.floats(min_value=0, max_value=1)


@pytest.fixture(scope="module")
def whole():
    return Reading(mission=small_mission(), plan=small_plan())


@pytest.fixture(scope="module")
def told(whole):
    return movements(whole.mission, whole.plan)


# the frame


def test_the_frame_shows_a_point_where_its_box_says():
    fitted = frame(large_mission().sites)
    west, south, east, north = fitted.box
    assert fitted.point(west, north) == pytest.approx((0, 0), abs=1e-9)
    assert fitted.point(east, south) == pytest.approx((1, 1), abs=1e-9)


def test_the_frame_is_true_to_scale():
    fitted = frame(small_mission().sites)
    lat = (
        max(s.lat for s in small_mission().sites) + min(s.lat for s in small_mission().sites)
    ) / 2
    (x0, y0), (x1, _), (_, y1) = (
        fitted.point(0, lat),
        fitted.point(1, lat),
        fitted.point(0, lat - 1),
    )
    shapes = {"flat": 2.2, "wide": 1.6, "square": 1.1, "tall": 0.8}
    assert (x1 - x0) * shapes[fitted.shape] / (y1 - y0) == pytest.approx(fitted.squeeze, rel=1e-3)


def moved(mission, east=0.0, north=0.0):
    """Return a mission elsewhere: east as far as it goes around, north."""
    return attrs.evolve(
        mission,
        sites=tuple(
            attrs.evolve(s, lon=(s.lon + east + 180) % 360 - 180, lat=s.lat + north)
            for s in mission.sites
        ),
    )


@pytest.mark.parametrize("east", [150.0, 177.5, 178.5, 179.5, 180.0, -177.0])
def test_a_mission_across_the_antimeridian_is_drawn_as_one_elsewhere(east):
    here, there = small_mission(), moved(small_mission(), east)
    fitted, other = frame(here.sites), frame(there.sites)
    assert (other.width_deg, other.height_deg, other.shape) == pytest.approx(
        (fitted.width_deg, fitted.height_deg, fitted.shape)
    )
    far = placed(there, other)
    assert all(
        far[site] == pytest.approx(xy, abs=1e-9) for site, xy in placed(here, fitted).items()
    )
    west, south, east_edge, north = whole_box(there.sites, other)
    assert east_edge - west < 20, "no way around the world"
    assert all(
        west < turned(s.lon, other.middle) < east_edge and south < s.lat < north
        for s in there.sites
    )


@given(lons=st.lists(st.floats(-180, 180), min_size=1, max_size=6))
def test_longitudes_are_turned_to_within_half_a_turn_of_the_middle(lons):
    sites = tuple(
        attrs.evolve(small_mission().sites[0], site=f"s{i}", lon=lon) for i, lon in enumerate(lons)
    )
    middle = meridian(sites)
    assert -180 <= middle <= 180
    for lon in lons:
        near = turned(lon, middle)
        assert abs(near - middle) <= 180 + 1e-9
        assert (near - lon) % 360 == pytest.approx(0, abs=1e-9) or (
            near - lon
        ) % 360 == pytest.approx(360, abs=1e-9)


def test_longitudes_of_a_mission_in_one_half_of_the_world_stay_as_given():
    sites = large_mission().sites
    assert [turned(s.lon, meridian(sites)) for s in sites] == [s.lon for s in sites]


@pytest.mark.parametrize("north", [70.0, 72.5, -105.0])
def test_a_box_near_a_pole_has_its_north_in_the_north(north):
    sites = moved(small_mission(), north=north).sites
    fitted = frame(sites)
    for box in (fitted.box, whole_box(sites, fitted)):
        assert -NORTHMOST <= box[1] < box[3] <= NORTHMOST


# names


@given(places=st.lists(st.tuples(SHARE, SHARE, st.integers(1, 14)), max_size=25))
def test_names_never_stand_on_one_another_and_stay_inside(places):
    taken = []
    for x, y, length in places:
        room(Label(text="m" * length, x=x, y=y, radius=5, kind="k", size=7), 600, 400, taken)
    assert not any(overlap(a, b) for a, b in itertools.combinations(taken, 2))
    assert all(
        left >= 0 and right <= 600 and top >= 0 and bottom <= 400
        for left, top, right, bottom in taken
    )


def test_a_name_that_finds_no_room_is_left_out():
    marks = [(0.5, 0.5, 400.0)]
    assert (
        lettered([Label(text="Gao", x=0.5, y=0.5, radius=5, kind="k", size=7)], marks, (), 600, 400)
        == []
    )
    dotted = lettered(
        [Label(text="Gao", x=0.5, y=0.5, radius=2, kind="k", size=7, dotted=True)], [], (), 600, 400
    )
    assert [str(m)[:7] for m in dotted] == ["<circle", "<text x"]


# the ground


def test_the_ground_is_drawn_once_and_used():
    fitted = frame(large_mission().sites)
    drawn = ground(atlas(fitted.box, 0.05, 5), fitted)
    assert f'id="{GROUND}"' in drawn
    for layer in ("g-land", "g-border", "g-stream", "g-lake"):
        assert f'class="{layer}"' in drawn


def test_a_path_steps_from_point_to_point_in_whole_units():
    fitted = frame(small_mission().sites)
    line = ((0.0, 15.0), (0.0, 15.0), (1.0, 15.0), (1.0, 14.0))
    steps = path(line, fitted, 1000)
    assert re.fullmatch(r"M-?\d+ -?\d+(l-?\d+ -?\d+){2}", steps)
    x0, x1 = (fitted.point(x, 15.0)[0] * UNITS for x in (0, 1))
    assert int(re.findall(r"l(-?\d+) ", steps)[0]) == pytest.approx(x1 - x0, abs=1)
    assert path(((0.0, 15.0), (0.0, 15.0)), fitted, 1000) == ""


# the map


def shown(svg, attribute):
    return {key: kind for kind, key in re.findall(rf'class="([^"]*)" {attribute}="([^"]*)"', svg)}


def test_a_map_of_a_moment_shows_sites_as_they_are_and_what_is_under_way(whole, told):
    there, cut = surveyed(whole, SAY), periods(whole.mission, 24)
    now = at_moment(whole, told, cut[5], 130.0, SAY)
    assert now.state == {"alpha": "thin", "hub": "stays", "port": "exit"}
    assert now.people["alpha"] == 40
    assert set(now.amounts) == {"hub-port", "port-alpha-air"}
    drawn = picture(there, now, SAY, "m", "A moment")
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
    drawn = picture(surveyed(whole, say), of_all(whole, told, say), say, "m", "title")
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
    drawn = picture(surveyed(other, SAY), of_all(other, told, SAY), SAY, "m", "title")
    kinds = {
        leg: kind for kind, leg in re.findall(r'class="(leg [^"]*)" data-leg="([^"]*)"', drawn)
    }
    assert kinds["alpha-hub"].endswith("asked")
    assert kinds["hub-port"].endswith("granted")
    assert kinds["port-alpha-air"].endswith("refused")


# lines of time


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
    assert found["buses"].state.startswith("up to 2 of 3 at once; idle 92")
    assert found["planes"].state.startswith("2 sorties; up to 1 of 1 at once")


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


def test_a_name_keeps_off_the_bar_of_km():
    gao = Label(text="Gao", x=0.5, y=0.9, radius=5, kind="k", size=7)
    (beside,) = lettered([gao], [], (), 600, 400)
    (elsewhere,) = lettered([gao], [], [(300, 340, 400, 400)], 600, 400)
    assert 'text-anchor="start"' in beside
    assert 'text-anchor="end"' in elsewhere
