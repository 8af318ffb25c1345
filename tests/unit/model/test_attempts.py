"""What was tried, as reasons."""

import pytest

from exeunt.model.attempts import Attempt, Outcome
from tests.support.missions.report_samples import small_mission

MISSION = small_mission()


def attempt(**changes):
    fields = {"item": "boxes", "site": "alpha", "outcome": Outcome.REFUSED}
    return Attempt(**{**fields, **changes})


@pytest.mark.parametrize(
    ("outcome", "key"),
    [
        (Outcome.ROOM, "why.room"),
        (Outcome.BREAKS, "why.breaks"),
        (Outcome.COSTS, "why.costs_more"),
        (Outcome.SAVES, "why.missed"),
    ],
)
def test_what_could_ride_is_said_with_its_serial(outcome, key):
    tried = attempt(outcome=outcome, serial="C-1", leaves=24.0, rule="yard", change=-5.0)
    (reason,) = tried.reasons(MISSION)
    assert reason.key == key
    assert (reason["serial"], reason["when"]) == ("C-1", MISSION.time(24.0))
    assert tried.rides


def test_what_could_not_ride_says_where_it_gets_stuck_and_what_refused_it():
    tried = attempt(refusals=(("capacity", 3), ("no_driver", 1)), as_far="hub", serial="C-1")
    far, refused = tried.reasons(MISSION)
    assert (far.key, far["site"].id) == ("why.as_far", "hub")
    assert (refused.key, refused["site"].id, refused["movements"].value) == (
        "why.refused",
        "hub",
        4,
    )
    assert [amount.unit for amount in refused["tally"]] == ["refused_capacity", "refused_no_driver"]
    assert not tried.rides


def test_nothing_that_leaves_is_a_reason_of_its_own():
    (reason,) = attempt(outcome=Outcome.NONE_LEAVES).reasons(MISSION)
    assert (reason.key, reason["site"].id) == ("why.none_leaves", "alpha")
