"""What each resource lets through in a week."""

import pytest

from tests.support.missions.two_legs import axis, two_legs


def test_each_resource_has_its_rate():
    limits = dict(axis(two_legs(), "Gao–Kidal").limits)
    assert limits["trucks"] == pytest.approx(168 / 116 * 8 * 70 / 50)  # eight of ten move
    assert limits["escorts"] == pytest.approx(168 / 116 * 4 * 5)
    assert limits["loading"] == pytest.approx(70 / (100 / 140))
    assert limits["spacing of convoys"] == pytest.approx(42 * 60)


def test_round_trip_is_two_marches_and_the_turn():
    assert axis(two_legs(), "Gao–Kidal").round_trip_hours == 2 * (24 + 10) + 48
    assert axis(two_legs(), "Gao–Port").round_trip_hours == 20


def test_people_by_air():
    found = axis(two_legs(), "Kidal–Gao by air")
    limits = dict(found.limits)
    assert (
        limits["serviceable aircraft"] == 7 * 1 * 10 / 2 * 20
    )  # one of two serviceable, ten hours a day, loops of two hours, 20 seats
    assert limits["block hours"] == pytest.approx(2 * 60 / (365.25 / 12 / 7) / 2 * 20)
    assert limits["slots"] == 7 * 2 * 20
    assert found.binding == ("block hours",)
