"""Turn-rounds of the relaxation."""

import pytest

from exeunt.optimise.bound.flows import Carried
from exeunt.optimise.bound.turns import Turns
from exeunt.optimise.bound.vehicles import Vehicles
from tests.support.missions.planner_country import STORES, TRUCKS, country
from tests.support.programmes import arc, frame_of, rows


def turned(turn_hours: float):
    """Load kit at the fort on the fourth day; return its frame, the load and what rolls."""
    mission = country(fort={"turn_hours": turn_hours}, lots=(STORES,), fleets=(TRUCKS,))
    frame = frame_of(mission, 24.0)
    load = Carried(frame.lp.column(0.0, 6.0), 1.0, 10.0, outsize=False)
    frame.aboard[arc(frame, "fort-town", "fort"), 3].carried.append(load)
    rolling = Vehicles(frame).build()
    Turns(frame, {("fort", 3): [load]}, set(), rolling).build()
    return frame, load, rolling


def test_what_loads_is_no_more_than_has_turned_round():
    frame, load, rolling = turned(48.0)
    fit, rounds = rows(frame, load.column)
    (loaded,) = [column for column in fit.terms if column != load.column]
    assert fit.terms == {load.column: 1.0, loaded: -1.0}
    # Who came on the first day may load by the fourth, who came on the third may not.
    coming = arc(frame, "fort-town", "town")
    ready = [row for row in rows(frame, loaded) if row.terms[loaded] == 1.0]
    entered = {b: rolling[coming, b][0].column for b in (0, 1, 2)}
    named = set().union(*(row.terms for row in ready))
    assert entered[2] not in named
    # In all hours together the load takes its share of a turn-round of the largest truck.
    assert rounds.terms[load.column] == pytest.approx(48 / 24)


def test_a_turn_much_shorter_than_a_bucket_has_no_row_of_its_own():
    frame, load, _ = turned(6.0)
    (rounds,) = rows(frame, load.column)
    # Ten trucks for thirty days; none stood at the fort to load without coming.
    assert rounds.high == pytest.approx(10 * 30)
    assert rounds.terms[load.column] == pytest.approx(6 / 24)


def test_without_anything_that_takes_kit_there_is_no_row():
    frame = frame_of(country(fleets=()), 24.0)
    Turns(frame, {}, set(), {}).build()
    assert rows(frame) == rows(frame_of(country(fleets=()), 24.0))
