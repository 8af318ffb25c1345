"""Aircraft: where they land and how much a sortie lifts."""

import attrs
import pytest
from exeunt.network.aircraft import lands, units_per_sortie

from tests.support.missions.planner_country import (
    MI8,
    STORES,
)


@pytest.mark.parametrize(
    ("runway", "metres", "may"),
    [("none", 0, False), ("helipad", 0, True), ("unpaved", 0, True), ("paved", 3000, True)],
)
def test_helicopters_land_on_what_is_as_good_as_a_helipad(
    runway: str, metres: int, may: bool
) -> None:
    assert lands(MI8, runway, metres) is may


@pytest.mark.parametrize(
    ("lot", "aircraft", "units"),
    [
        ({"mass_t": 1.5, "teu": 0}, {}, 2),
        ({"mass_t": 1, "teu": 0.5}, {"teu": 1}, 2),
        ({"mass_t": 1}, {}, 0),
        ({"mass_t": 1, "teu": 0, "outsize": True}, {}, 0),
    ],
)
def test_units_of_a_sortie(lot: dict, aircraft: dict, units: int) -> None:
    assert units_per_sortie(attrs.evolve(STORES, **lot), attrs.evolve(MI8, **aircraft)) == units
