"""Ways between sites as legs."""

import pytest

from exeunt.files.imports.choices import Choices
from exeunt.files.imports.features import Features, Source
from exeunt.files.imports.legs import legs
from exeunt.files.notes import Notes
from exeunt.rules.sense import sense
from tests.support.files.exports import mission, remarked
from tests.support.files.tracks import site, straight, way

A_B = straight((16.0, 0.0), (16.0, 2.0), 100)


def made(*ways, given=None, **choices):
    notes = Notes()
    features = Features(ways=ways)
    given = given or mission(legs=(), incidents=())
    found = legs(features, given, Choices(**choices), Source(file="f"), notes)
    assert sense(mission(legs=found, incidents=())).errors == ()
    return found, remarked(notes)


def test_a_track_is_a_leg_with_its_km_and_its_hours_on_the_move():
    (leg,), remarks = made(way(*A_B, minutes=3, is_track=True, properties={"mode": "road"}))
    assert (leg.leg, leg.origin, leg.destination) == ("alpha-bravo", "alpha", "bravo")
    assert leg.km == pytest.approx(214.2, abs=0.2)
    assert leg.travel_hours == pytest.approx(5.0, abs=0.01)
    assert (leg.assumed, leg.source, remarks) == ((), "f", {})


def test_what_a_file_does_not_say_is_guessed_and_marked():
    (leg,), remarks = made(way(*A_B))
    assert leg.assumed == ("mode", "travel_hours")
    assert leg.travel_hours == pytest.approx(leg.km / 30, abs=0.01)
    assert remarks == {"imports.mode": 1, "imports.speed": 1}


def test_speeds_are_those_of_the_mission_where_it_has_such_legs():
    other = mission().legs[1]
    given = mission(sites=(*mission().sites, site("d", 17.0, 0.0)), legs=(other,), incidents=())
    notes = Notes()
    track = way((16.0, 0.0), (17.0, 0.0), properties={"highway": "track"})
    (leg,) = legs(Features(ways=(track,)), given, Choices(), Source(file="f"), notes)
    assert leg.km / leg.travel_hours == pytest.approx(other.km / other.travel_hours, rel=0.01)
    assert remarked(notes) == {"imports.speed_of_others": 1}


@pytest.mark.parametrize(
    ("properties", "mode"),
    [
        ({"waterway": "river"}, "river"),
        ({"railway": "rail"}, "rail"),
        ({"Mode": "fleuve"}, "river"),
        ({"mode": "sea"}, "sea"),
    ],
)
def test_modes(properties, mode):
    (leg,), _ = made(way(*A_B, properties=properties))
    assert leg.mode == mode
    assert "mode" not in leg.assumed


def test_an_air_route_needs_no_hours():
    (leg,), _ = made(way(*A_B, properties={"mode": "air"}))
    assert leg.travel_hours is None
    assert leg.assumed == ()


def test_of_a_way_that_was_travelled_more_than_once_the_medians_count():
    tracks = [way(*A_B, minutes=m, is_track=True) for m in (3, 6, 4)]
    (leg,), remarks = made(*tracks, way(*A_B[::-1], minutes=5, is_track=True))
    assert leg.travel_hours == pytest.approx(7.5, abs=0.1)
    assert remarks["imports.traverses"] == 1


def test_what_the_mission_has_stays():
    found, remarks = made(way(*A_B, properties={"highway": "trunk"}), given=mission())
    assert found == ()
    assert remarks == {"imports.leg_known": 1}


def test_another_mode_between_the_same_sites_is_another_leg():
    road = mission().legs[1]
    given = mission(legs=(road,), incidents=())
    (leg,), _ = made(way(*A_B, properties={"mode": "river"}), given=given)
    assert leg.leg == "alpha-bravo-river"


def test_what_a_way_says_of_itself_is_taken_where_it_is_all_of_the_leg():
    said = {
        "leg": "N17",
        "mode": "road",
        "travel_hours": "12 h",
        "Revêtement": "sand",
        "two_way": "no",
        "spread": 0.5,
    }
    (leg,), _ = made(way(*A_B, properties=said))
    assert (leg.leg, leg.travel_hours, leg.surface, leg.two_way, leg.spread) == (
        "N17",
        12.0,
        "sand",
        False,
        0.5,
    )
    assert leg.assumed == ()


def test_the_surface_is_that_of_most_of_the_km():
    first = {"highway": "trunk", "surface": "asphalt"}
    rest = {"highway": "track", "surface": "dirt"}
    parts = way(*A_B[:70], properties=first), way(*A_B[69:], properties=rest)
    assert made(*parts)[0][0].surface == "paved"
    parts = way(*A_B[:30], properties=first), way(*A_B[29:], properties=rest)
    assert made(*parts)[0][0].surface == "track"
    parts = way(*A_B[:30], properties=first), way(*A_B[29:], properties={"highway": "track"})
    assert made(*parts)[0][0].surface == ""


def test_halts_are_said():
    stood = [*A_B[:50], *[A_B[50]] * 30, *A_B[51:]]
    (leg,), remarks = made(way(*stood, minutes=3, is_track=True))
    assert leg.travel_hours == pytest.approx(5.0, abs=0.2)
    assert remarks["imports.halted"] == 1


def test_a_way_from_nowhere_to_nowhere_is_left_out():
    assert made(way((16.0, 0.0), (17.0, 0.0))) == ((), {"imports.no_leg": 1})
    empty = mission(sites=(), legs=(), incidents=())
    assert made(way(*A_B), given=empty) == ((), {"imports.no_ground": 1})
