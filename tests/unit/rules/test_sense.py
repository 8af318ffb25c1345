"""A mission's own sense: each fault alone, told with its table, field, what was got and what is expected."""

import attrs
import pytest

from exeunt import shipped
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding
from exeunt.model.reason import Amount
from exeunt.rules.sense import Sense, sense, straight_km
from tests.support.missions.faults import ERRORS, WARNINGS, mission
from tests.support.missions.outpost import MISSION, at, row
from tests.support.missions.shipped_missions import shipped_mission

MAY_BE_BLANK = {"receiver", "travel_hours", "speed_kmh"}
"""Fields of which a finding says that they are blank."""


def names(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.place, finding.field) for finding in findings]


def test_the_outpost_makes_sense() -> None:
    assert sense(MISSION) == Sense()


@pytest.mark.parametrize(
    ("faulty", "place", "field"), ERRORS, ids=[f"{p} {f}" for _, p, f in ERRORS]
)
def test_a_contradiction_is_an_error(faulty: Mission, place: str, field: str) -> None:
    assert names(sense(faulty).errors) == [(place, field)]


@pytest.mark.parametrize(
    ("doubtful", "place", "field"), WARNINGS, ids=[f"{p} {f}" for _, p, f in WARNINGS]
)
def test_a_doubt_is_a_warning(doubtful: Mission, place: str, field: str) -> None:
    found = sense(doubtful)
    assert found.errors == ()
    assert names(found.warnings) == [(place, field)]


@pytest.mark.parametrize(
    "faulty",
    [m for m, _, _ in (*ERRORS, *WARNINGS)],
    ids=[f"{p} {f}" for _, p, f in (*ERRORS, *WARNINGS)],
)
def test_every_finding_says_what_was_got(faulty: Mission) -> None:
    made = sense(faulty)
    for finding in (*made.errors, *made.warnings):
        assert finding.expected.key.startswith("sense.")
        assert finding.got is not None or finding.field in MAY_BE_BLANK


def test_a_leg_that_is_as_long_as_asked_is_long_enough() -> None:
    (short,) = sense(row(MISSION, "legs", "town-port", km=190)).errors
    asked = short.expected["line"]
    assert isinstance(asked, Amount)
    assert sense(row(MISSION, "legs", "town-port", km=asked.value)) == Sense()


def test_a_leg_may_be_far_longer_than_the_straight_line() -> None:
    assert sense(row(MISSION, "legs", "town-port", km=1500)) == Sense()


@pytest.mark.parametrize("name", shipped.names())
def test_shipped_missions_raise_no_doubt(name: str) -> None:
    assert sense(shipped_mission(name)) == Sense()


def test_the_straight_line_is_the_geodesic() -> None:
    # a degree of longitude on the parallel of 10 degrees north is 109.64 km on the ellipsoid
    assert straight_km(MISSION.site["fort"], MISSION.site["town"]) == pytest.approx(
        0.9 * 109.64, rel=1e-4
    )
    assert straight_km(MISSION.site["fort"], MISSION.site["fort"]) == 0


def test_all_is_told_at_once() -> None:
    faulty = row(
        row(mission(deadline=at(0)), "lots", "jeeps", crew=0), "parties", "clerks", count_low=99
    )
    assert len(sense(faulty).errors) == 3


def test_who_may_not_drive_needs_a_flight() -> None:
    grounded = attrs.evolve(
        MISSION, legs=MISSION.legs[:2], air_fleets=(), requirements=MISSION.requirements[:2]
    )
    assert names(sense(grounded).errors) == [("parties.csv clerks", "site")]
