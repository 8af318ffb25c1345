"""The threat on a leg: as stated, by date, or estimated from incidents."""

from datetime import timedelta

import attrs
import pytest

from exeunt.model.hazards import Incident, Threat
from exeunt.model.mission import Mission
from exeunt.rules.threat import Threats
from tests.support.missions.outpost import MISSION, START, at, row


def at_start(mission: Mission, leg: str = "town-port") -> float:
    return Threats(mission).at(leg, 0.0)


def incident(days_before: float, where: str = "town-port") -> Incident:
    return Incident(
        incident=f"i{days_before}", date=START - timedelta(days=days_before), where=where
    )


def test_a_leg_of_which_nothing_is_known_has_none() -> None:
    assert at_start(MISSION) == 0.0


def test_the_leg_s_own_figure_is_taken() -> None:
    assert at_start(row(MISSION, "legs", "town-port", strikes_per_100km=0.25)) == 0.25
    stated = row(
        attrs.evolve(MISSION, incidents=(incident(1),)), "legs", "town-port", strikes_per_100km=0.0
    )
    assert at_start(stated) == 0.0


def test_incidents_are_counted_over_the_exposure_behind_them() -> None:
    mission = row(
        attrs.evolve(MISSION, incidents=(incident(10), incident(360), incident(370))),
        "legs",
        "town-port",
        traverses_per_month=4,
    )
    # two in the last 12 months of 30.4375 days; 12 x 4 convoys x 200 km
    assert at_start(mission) == pytest.approx((0.5 + 2) / (20 + 12 * 4 * 2))


def test_traverses_without_incidents_lower_the_prior() -> None:
    assert at_start(row(MISSION, "legs", "town-port", traverses_per_month=10)) == pytest.approx(
        0.5 / (20 + 240)
    )


def test_incidents_without_traverses_stand_over_the_prior_alone() -> None:
    assert at_start(attrs.evolve(MISSION, incidents=(incident(1), incident(2)))) == pytest.approx(
        2.5 / 20
    )


def test_incidents_at_sites_and_after_the_start_do_not_count() -> None:
    mission = attrs.evolve(MISSION, incidents=(incident(1, "fort"), incident(-1), incident(0)))
    assert at_start(mission) == pytest.approx(0.5 / 20)
    assert at_start(attrs.evolve(MISSION, incidents=(incident(1, "fort"),))) == 0.0


def test_the_last_valid_row_wins() -> None:
    rows = (
        Threat(leg="town-port", valid_from=at(1), valid_to=at(9), strikes_per_100km=1),
        Threat(leg="town-port", valid_from=at(2), valid_to=at(3), strikes_per_100km=2),
    )
    threats = Threats(attrs.evolve(MISSION, threats=rows))
    assert [threats.at("town-port", 24.0 * d) for d in (0, 1, 2, 3, 8, 9)] == [0, 1, 2, 1, 1, 0]
