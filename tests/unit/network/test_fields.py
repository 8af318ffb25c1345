"""Which aircraft lands where."""

import attrs
import pytest

from exeunt.network.fields import flies, lands
from tests.support.missions.planner_country import AIRWAY, FORT, MI8, country


@pytest.mark.parametrize(
    ("runway", "metres", "may"),
    [("none", 0, False), ("helipad", 0, True), ("unpaved", 0, True), ("paved", 3000, True)],
)
def test_helicopters_land_on_what_is_as_good_as_a_helipad(
    runway: str, metres: int, may: bool
) -> None:
    assert lands(MI8, attrs.evolve(FORT, runway=runway, runway_m=metres)) is may


def test_a_plane_needs_length_as_well_as_surface() -> None:
    plane = attrs.evolve(MI8, runway="unpaved", runway_m=1000)
    assert lands(plane, attrs.evolve(FORT, runway="unpaved", runway_m=1000))
    assert lands(plane, attrs.evolve(FORT, runway="paved", runway_m=1200))
    assert not lands(plane, attrs.evolve(FORT, runway="paved", runway_m=999))
    assert not lands(plane, attrs.evolve(FORT, runway="helipad", runway_m=2000))


def test_a_leg_is_flown_within_range_and_between_two_runways() -> None:
    mission = country(legs=(AIRWAY,))
    assert flies(mission, MI8, AIRWAY)
    assert not flies(mission, attrs.evolve(MI8, range_km=99), AIRWAY)
    assert not flies(mission, attrs.evolve(MI8, runway="unpaved"), AIRWAY)
    assert not flies(country(fort={"runway": "none"}), MI8, AIRWAY)
