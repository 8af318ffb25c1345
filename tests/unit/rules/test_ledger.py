"""The ledger: who is where, and shares of teams."""

import pytest

from exeunt.rules.ledger import case, share
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
)


@pytest.mark.parametrize(("people", "teams"), [(-1, 0), (0, 0), (5, 0), (6, 1), (11, 1), (12, 2)])
def test_a_part_brings_its_share_of_teams_rounded_down(people: int, teams: int) -> None:
    assert share(2, 12)(people) == teams


def test_a_party_of_nobody_brings_nothing() -> None:
    assert share(2, 0)(0) == 0


def test_presence_is_nowhere_while_aboard() -> None:
    opened = case(MISSION, PLAN)
    held = sum(
        steps.at(5.75 * 24) for (party, _), steps in opened.parties.items() if party == "guard"
    )
    assert held == 0
    assert (
        sum(steps.at(7.75 * 24) for (party, _), steps in opened.parties.items() if party == "guard")
        == 24
    )
