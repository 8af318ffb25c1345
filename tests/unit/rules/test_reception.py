"""What sites receive: people and vehicles by the day, ships by the berth."""

from datetime import timedelta

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.rules.referee import referee
from tests.support.missions.outpost import MISSION, PLAN, added, at, load, row, stages
from tests.support.plans.breaks import BARGES, broken, by_barge
from tests.support.plans.verdicts import verdicts


@pytest.mark.parametrize(
    ("column", "enough", "found"),
    [
        # C2 puts down guards, sappers and medics on the day on which C3 comes too.
        ("receive_people_per_day", 34, "34 people"),
        # C2 has seven vehicles and three jeeps, C3 six trucks.
        ("receive_vehicles_per_day", 16, "16 vehicles"),
    ],
)
def test_a_site_receives_so_many_a_day(column: str, enough: int, found: str) -> None:
    assert broken(row(MISSION, "sites", "port", **{column: enough}), PLAN) == set()
    fewer = row(MISSION, "sites", "port", **{column: enough - 1})
    (said,) = verdicts(fewer, PLAN)
    assert (said.rule, said.where, said.found) == ("receiving_rate", "port", found)


def test_people_who_come_by_air_are_received_too() -> None:
    """F1 brings twelve on day 1, F2 five on day 5."""
    assert broken(row(MISSION, "sites", "airport", receive_people_per_day=12), PLAN) == set()
    eleven = row(MISSION, "sites", "airport", receive_people_per_day=11)
    (violation,) = referee(eleven, PLAN)
    assert (violation.rule, violation.when) == ("receiving_rate", at(1, 10))


def test_a_site_that_receives_nobody_is_none_to_go_to() -> None:
    for column in ("receive_people_per_day", "receive_vehicles_per_day"):
        assert broken(row(MISSION, "sites", "port", **{column: 0}), PLAN) == {"receiving_rate"}


@pytest.mark.parametrize(
    ("apart", "berths", "rules"),
    [(12, 1, set()), (11.9, 1, {"berths"}), (0, 1, {"berths"}), (0, 2, set()), (0, None, set())],
)
def test_barges_that_load_at_the_same_hours_need_a_berth_each(
    apart: float, berths: int | None, rules: set[str]
) -> None:
    """Loading takes the turn time of the town, twelve hours, before a barge leaves."""
    mission = row(BARGES, "sites", "town", berths=berths)
    assert broken(mission, by_barge(apart=apart)) == rules


def test_two_barges_of_a_serial_need_two_berths() -> None:
    def together(berths: int) -> Mission:
        return row(BARGES, "sites", "town", berths=berths)

    assert broken(together(1), by_barge(apart=24, barges=2)) == {"berths"}
    assert broken(together(2), by_barge(apart=24, barges=2)) == set()


def test_a_barge_that_unloads_is_alongside_for_the_turn_time() -> None:
    """The port takes twelve hours as well, so that barges that load in turn unload in turn."""
    quick = row(row(BARGES, "sites", "town", turn_hours=0), "sites", "port", berths=1)
    assert broken(quick, by_barge(apart=12)) == set()
    (violation,) = referee(quick, by_barge(apart=6))
    assert (violation.rule, violation.where, violation.when) == ("berths", "port", at(9, 18))


def test_an_empty_barge_takes_no_berth() -> None:
    mission = row(BARGES, "sites", "town", berths=0)
    plan = by_barge(apart=24)
    assert broken(mission, plan) == {"berths"}
    empty = attrs.evolve(plan, loads=tuple(load for load in plan.loads if load.item != "tents"))
    assert "berths" not in broken(mission, empty)


def test_a_barge_that_unloads_and_loads_in_the_same_hours_has_one_berth() -> None:
    """It comes back to the town with two tents, and leaves with others as soon as it has turned."""
    mission = row(BARGES, "sites", "town", berths=1)
    back = at(10, 12)
    plan = added(
        by_barge(apart=48),
        *stages("B3", "river", ("river", "port", "town", back - timedelta(hours=12), back)),
        load("B3", "vehicle", "barges", 1, (1, 1)),
        load("B3", "lot", "tents", 1, (1, 1), "carried"),
    )
    # B2 leaves twelve hours after B3 is there, with the same barge or another of the fleet.
    one = row(mission, "fleets", "barges", count=1)
    assert broken(one, plan) == set()
    assert broken(row(mission, "fleets", "barges", count=2), plan) == {"berths"}
