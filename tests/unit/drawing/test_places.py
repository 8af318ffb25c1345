"""Where a map draws its sites: where they lie, apart, as an arrow at the edge, or as a house."""

from math import cos, radians, sin

import attrs
import pytest

from exeunt.drawing.frame import RIM, frame, free_of, located, placed
from exeunt.drawing.places import bearing, far_exits, km_between, settled
from exeunt.model.legs import Leg
from exeunt.model.places import Site
from tests.support.missions.report_samples import small_mission


def mission(*sites, legs=()):
    changes = {"parties": (), "lots": (), "fleets": (), "air_fleets": (), "permissions": ()}
    return small_mission(sites=sites, legs=legs, **changes)


def site(name, lat, lon, role="base", **more):
    return Site(site=name, lat=lat, lon=lon, role=role, **more)


GAO = site("gao", 16.27, -0.04, "hub")
KIDAL = site("kidal", 18.44, 1.41)
DAKAR = site("dakar", 14.69, -17.44, "exit")
ENTEBBE = site("entebbe", 0.04, 32.44, "exit")


def test_distances_and_directions_are_those_of_a_round_earth():
    assert km_between(GAO, KIDAL) == pytest.approx(287, abs=2)
    assert km_between(GAO, GAO) == 0
    assert bearing(GAO, DAKAR) == pytest.approx(268, abs=3)
    assert bearing(GAO, ENTEBBE) == pytest.approx(113, abs=3)


def test_far_exits_are_arrows_at_the_edge_in_their_direction():
    one = mission(
        GAO,
        KIDAL,
        DAKAR,
        ENTEBBE,
        legs=(Leg(leg="a", origin="gao", destination="dakar", mode="air", km=1900),),
    )
    fitted = frame(one.sites)
    far = far_exits(one, fitted)
    assert set(far) == {"dakar", "entebbe"}
    assert far["dakar"].km == pytest.approx(1870, abs=15)
    assert (far["dakar"].wind, far["entebbe"].wind) == ("w", "se")
    places = settled(one, fitted, dict.fromkeys(("gao", "kidal", "dakar", "entebbe"), 7.0))
    for name in far:
        x, y = places.drawn[name]
        assert min(x, y, 1 - x, 1 - y) == pytest.approx(RIM, abs=0.02), "at the edge"
        away = far[name]
        ahead = x + 0.1 * cos(radians(away.angle)), y + 0.1 * sin(radians(away.angle))
        assert not all(RIM <= share <= 1 - RIM for share in ahead), "it points out"
    assert not set(places.true) & set(far), "an arrow is tied to no place"


def test_a_camp_a_port_and_an_airfield_of_one_town_are_drawn_apart():
    town = [
        site(name, 10.0 + d, 20.0 + d, "hub")
        for name, d in (("camp", 0), ("port", 0.004), ("field", 0.002))
    ]
    one = mission(*town, site("far", 13.0, 22.0))
    fitted = frame(one.sites)
    places = settled(one, fitted, {s.site: 12.0 for s in one.sites})
    assert set(places.true) <= {"camp", "port", "field"}
    assert len(places.true) >= 2
    assert places.drawn["far"] == pytest.approx(fitted.place(one.site["far"]))
    for name, true in places.true.items():
        assert true == pytest.approx(fitted.place(one.site[name]))


def test_what_has_no_place_is_at_the_edge_and_shapes_no_map():
    home = site("home", 12.11, 15.05, "exit", has_place=False)
    legs = (Leg(leg="a", origin="gao", destination="home", mode="air", km=3500),)
    one = mission(GAO, KIDAL, home, legs=legs)
    assert located(one.sites) == (GAO, KIDAL)
    assert frame(one.sites) == frame((GAO, KIDAL))
    fitted = frame(one.sites)
    assert far_exits(one, fitted) == {}
    x, y = placed(one, fitted)["home"]
    assert pytest.approx(min(x, y, 1 - x, 1 - y)) == RIM
    near = attrs.evolve(home, lat=17.0, lon=0.5)
    assert placed(attrs.evolve(one, sites=(GAO, KIDAL, near)), fitted)["home"] == (x, y)


def test_where_nothing_has_a_place_something_is_drawn_all_the_same():
    homes = tuple(attrs.evolve(one, has_place=False) for one in (GAO, KIDAL))
    assert located(homes) == homes


def test_the_house_stands_where_nothing_else_does():
    x, y = free_of([(0.5, RIM), (1 - RIM, 0.5), (RIM, 0.5)], (0.5, 0.2))
    assert min(x, y, 1 - x, 1 - y) == pytest.approx(RIM)
    assert abs(x - 0.5) > 0.1 or y > 0.5
