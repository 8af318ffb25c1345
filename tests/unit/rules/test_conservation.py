"""Conservation: nothing moves from where it is not, or before its turn."""

import attrs

from exeunt.model.plan import Disposal
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    added,
    at,
    dropped,
    row,
    shifted,
)
from tests.support.plans.breaks import broken


def test_trucks_turn_round_in_just_the_turn_time() -> None:
    """The first convoy is back on day 5 at 14 h and the town's turn time is 12 h."""
    assert "vehicles_conserved" not in broken(MISSION, shifted(PLAN, "C3", -2))
    assert "vehicles_conserved" in broken(MISSION, shifted(PLAN, "C3", -2.01))


def test_a_vehicle_that_stood_there_from_the_start_needs_no_turn() -> None:
    assert broken(row(MISSION, "sites", "town", turn_hours=14), PLAN) == set()
    assert broken(row(MISSION, "sites", "town", turn_hours=14.1), PLAN) == {"vehicles_conserved"}


def test_an_abandoned_truck_can_be_used_no_more() -> None:
    gone = Disposal(
        site="town", lot="trucks", disposition="abandon", quantity=3, start=at(1), done=at(1)
    )
    assert broken(MISSION, added(PLAN, gone)) == {"vehicles_conserved"}
    assert broken(MISSION, added(PLAN, attrs.evolve(gone, start=at(10), done=at(10)))) == set()


def test_aircraft_need_the_turn_between_flights() -> None:
    assert "aircraft_conserved" not in broken(MISSION, shifted(PLAN, "F2", -95))
    assert "aircraft_conserved" in broken(MISSION, shifted(PLAN, "F2", -95.01))


def test_spares_about_the_home_or_anything_count() -> None:
    for about in ("*", "town"):
        mission = row(
            row(MISSION, "permissions", "spares", where=about, valid_to=at(3)),
            "aircraft",
            "heli",
            serviceability_blocked=0.3,
        )
        assert broken(mission, PLAN) == {
            "aircraft_conserved",
            "block_hours",
            "flight_duty",
        }  # none serviceable: no hours a day either, and no crews on duty
    assert (
        broken(row(MISSION, "permissions", "spares", where="airport", state="refused"), PLAN)
        == set()
    )


def test_what_is_not_ready_may_be_abandoned_as_it_is() -> None:
    mission = row(MISSION, "lots", "radios", ready_from=at(6))
    left = Disposal(
        site="fort", lot="radios", disposition="abandon", quantity=2, start=at(5), done=at(5)
    )
    plan = added(dropped(PLAN, "C2", "radios"), left)
    assert broken(mission, plan) == set()
    assert broken(
        mission, added(dropped(PLAN, "C2", "radios"), attrs.evolve(left, disposition="destroy"))
    ) >= {"ready_first"}
