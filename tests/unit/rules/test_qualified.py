"""Vehicles that ask for a qualification are crewed by people who have it."""

import pytest

from exeunt.rules.ledger import case
from exeunt.rules.qualified import qualified_crews
from tests.support.missions.outpost import MISSION, PLAN, at, row

ARMOURED = row(MISSION, "vehicles", "carrier", crew_qualification="armour")


def told(qualified, mission=ARMOURED):
    trained = row(mission, "parties", "drivers", qualified=qualified)
    return [
        (breach.where, case(trained, PLAN).time(breach.at), breach.found.value)
        for breach in qualified_crews(case(trained, PLAN))
    ]


@pytest.mark.parametrize(
    "qualified", [(), (("armour", 2.0),), (("drivers", 10.0), ("medical", 3.0))]
)
def test_a_carrier_takes_three_who_are_trained_for_it(qualified) -> None:
    first, *_ = told(qualified)
    assert first == ("drivers", at(0, 6), 3)


def test_nobody_crews_two_at_once() -> None:
    """The second convoy leaves with its carrier before the first one is back with the other."""
    assert told((("armour", 6.0),)) == []
    assert told((("armour", 5.0),)) == [("drivers", at(4, 6), 6)]


def test_vehicles_that_ask_for_nothing_or_come_with_crews_ask_nobody() -> None:
    assert told((), MISSION) == []
    assert told((), row(ARMOURED, "fleets", "carriers", crew_party="")) == []
