"""Stretches of ways between sites."""

import pytest

from exeunt.files.imports.globe import Spot, km_between
from exeunt.files.imports.stretches import Network, along
from tests.support.files.tracks import site, straight, way

A, B, C = site("a", 16.0, 0.0), site("b", 16.0, 1.0), site("c", 16.0, 2.0)
PLACES = (A, B, C)
A_B = km_between(Spot(16.0, 0.0), Spot(16.0, 1.0))


def pairs(stretches):
    return [(one.origin, one.destination) for one in stretches]


def test_a_track_is_cut_at_the_sites_that_it_passes():
    track = way(*straight((16.0, 0.0), (16.0, 2.0), 200), minutes=2)
    found = along(track, 0, PLACES, 2)
    assert pairs(found) == [("a", "b"), ("b", "c")]
    assert [one.km for one in found] == pytest.approx([A_B, A_B], rel=1e-3)
    assert [one.hours for one in found] == pytest.approx([200 / 60, 200 / 60], rel=1e-6)


def test_a_track_there_and_back_is_two_stretches():
    there = straight((16.0, 0.0), (16.0, 1.0), 100)
    found = along(way(*there, *there[::-1], minutes=1), 0, (A, B), 2)
    assert pairs(found) == [("a", "b"), ("b", "a")]
    assert found[0].km == pytest.approx(found[1].km)


def test_a_site_between_two_far_fixes_is_passed():
    found = along(way((16.0, 0.0), (16.0, 2.0)), 0, PLACES, 20)
    assert pairs(found) == [("a", "b"), ("b", "c")]
    assert found[0].hours is None


def test_the_way_from_a_site_to_the_track_counts():
    found = along(way((16.01, 0.0), (16.01, 1.0)), 0, (A, B), 2)
    assert found[0].km > A_B + 2
    # A leg is never shorter than the line between its ends, which no mission makes sense with.
    assert along(way((16.0, 0.015), (16.0, 0.985)), 0, (A, B), 2)[0].km >= A_B - 1e-6


def test_a_halt_is_no_time_on_the_move():
    half, rest = straight((16.0, 0.0), (16.0, 0.5), 50), straight((16.0, 0.5), (16.0, 1.0), 50)
    jitter = [(16.0 + 0.0002 * (n % 2), 0.5) for n in range(60)]
    (found,) = along(way(*half, *jitter, *rest, minutes=1), 0, (A, B), 2)
    assert found.hours == pytest.approx(101 / 60, abs=0.05)
    assert found.halted == pytest.approx(1.0, abs=0.05)


def test_a_receiver_that_was_off_for_the_night_stood():
    track = way((16.0, 0.0), (16.0, 0.5), (16.002, 0.501), (16.0, 1.0), minutes=90)
    (found,) = along(track, 0, (A, B), 2)
    assert (found.hours, found.halted) == (pytest.approx(3.0), pytest.approx(1.5))


@pytest.mark.parametrize(
    "spots", [[(17.0, 0.0), (17.0, 1.0)], [(16.0, 0.0), (16.5, 0.5)], [(16.0, 0.0)] * 2]
)
def test_a_track_that_passes_less_than_two_sites_is_no_stretch(spots):
    assert along(way(*spots), 0, PLACES, 2) == []


def network(*ways, places=PLACES, snap_km=2):
    return Network(dict(enumerate(ways))).stretches(places, snap_km)


def test_pieces_that_meet_join_sites():
    (found,) = network(way((16.0, 0.0), (16.2, 0.5)), way((16.0, 1.0), (16.2, 0.5)), places=(A, B))
    assert pairs([found]) == [("a", "b")]
    assert found.km == pytest.approx(2 * km_between(Spot(16.0, 0.0), Spot(16.2, 0.5)), rel=1e-3)
    assert set(found.shares) == {0, 1}


def test_pieces_that_all_but_meet_join_too_and_those_that_do_not_do_not():
    one = way((16.0, 0.0), (16.2, 0.5))
    assert pairs(network(one, way((16.2003, 0.5), (16.0, 1.0)), places=(A, B))) == [("a", "b")]
    assert network(one, way((16.21, 0.5), (16.0, 1.0)), places=(A, B)) == []


def test_a_site_in_the_middle_of_a_line_parts_it():
    found = network(way((16.0, 0.0), (16.0, 2.0)), snap_km=20)
    assert pairs(found) == [("a", "b"), ("b", "c")]
    assert sum(one.km for one in found) >= 2 * A_B - 1


def test_two_sites_on_one_line_are_as_far_apart_as_they_are():
    near = site("d", 16.0, 1.1)
    found = network(way((16.0, 0.0), (16.0, 2.0)), places=(A, B, near, C), snap_km=5)
    assert ("b", "d") in pairs(found)
    (short,) = [one for one in found if {one.origin, one.destination} == {"b", "d"}]
    assert short.km < 20


def test_a_road_round_a_town_is_no_leg_of_its_own():
    road = way((16.0, 0.0), (16.0, 0.9), (16.0, 1.0), (16.0, 1.1), (16.0, 2.0))
    bypass = way((16.0, 0.9), (16.05, 1.0), (16.0, 1.1))
    assert pairs(network(road, bypass)) == [("a", "b"), ("b", "c")]


def test_a_long_way_round_is_not_taken():
    found = network(way((16.0, 0.0), (16.0, 1.0)), way((16.0, 0.0), (18.0, 0.5), (16.0, 1.0)))
    assert pairs(found) == [("a", "b")]
    assert found[0].km == pytest.approx(A_B, rel=1e-3)


def test_sites_at_one_junction_are_joined():
    twin = site("t", 16.001, 0.0)
    found = network(way((16.0, 0.0), (16.0, 1.0)), places=(A, twin, B))
    assert ("a", "t") in pairs(found)


def test_over_the_day_line():
    one, two = site("one", -17.0, 179.5), site("two", -17.0, -179.5)
    (found,) = along(way((-17.0, 179.5), (-17.0, -179.5)), 0, (one, two), 2)
    assert found.km == pytest.approx(106.4, abs=1)
