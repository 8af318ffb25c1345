"""What a day of holding a base costs against a day of vacuum."""

from pathlib import Path

import attrs
import pytest

from exeunt.feasible.axes import axes
from exeunt.feasible.holding import holding, holdings
from exeunt.files.missions import read_mission
from exeunt.model.mission import Mission
from exeunt.model.prices import Prices
from exeunt.words.feasibility_sentences import lines
from exeunt.words.words import words
from tests.support.missions.outpost import MISSION, row

MISSIONS = Path(__file__).parents[3] / "missions"


def test_a_day_held_is_its_standing_cost_and_the_danger_of_all_who_are_there() -> None:
    fort = MISSION.site["fort"]
    found = holding(MISSION, fort)
    assert found is not None
    people = sum(party.count for party in MISSION.parties if party.site == "fort")
    assert found.people == people
    assert found.standing_per_day == fort.standing_cost_per_day
    danger = fort.perimeter_risk_per_day + people * fort.person_risk_per_day
    assert found.risk_per_day == pytest.approx(danger * MISSION.prices.casualty)
    assert found.hold_per_day == found.standing_per_day + found.risk_per_day
    assert found.vacuum_per_day == MISSION.prices.vacuum_day


def test_only_sites_whose_receiver_comes_later_have_a_break_even() -> None:
    assert [one.site for one in holdings(MISSION)] == ["fort"]
    for changes in ({"receiver": ""}, {"receiver_ready": None}, {"stays_open": True}):
        assert holdings(row(MISSION, "sites", "fort", **changes)) == ()


def test_a_price_that_would_rather_leave_is_said() -> None:
    cheap = attrs.evolve(MISSION, prices=attrs.evolve(MISSION.prices, vacuum_day=1.0))
    for mission, cheaper in ((MISSION, "hold"), (cheap, "leave")):
        verdict = axes(mission)
        assert [held["cheaper"] for held in verdict.holding_rows()] == [cheaper]
        told = [s for s in lines(mission, verdict, words(mission)) if "for money alone" in s]
        assert len(told) == (cheaper == "leave")


@pytest.mark.parametrize("folder", sorted(p.name for p in MISSIONS.iterdir() if p.is_dir()))
def test_no_shipped_base_is_cheaper_to_leave_than_to_hold(folder: str) -> None:
    mission: Mission = read_mission(MISSIONS / folder)
    assert mission.prices.vacuum_day >= Prices().vacuum_day
    assert {one.cheaper for one in holdings(mission)} <= {"hold"}
