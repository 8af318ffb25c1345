"""Disposals of the relaxation: rates, lead times and teams hold back no lawful plan."""

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.optimise.bound.flows import Frame, Present, Store
from exeunt.optimise.bound.pools import Way
from exeunt.optimise.bound.works import Works
from tests.support.missions.planner_country import GUARDS, SELL, SHIP, STORES, country
from tests.support.programmes import frame_of, rows

SLOW = attrs.evolve(SELL, rate_per_day=2.0, lead_hours=48.0)
BLOW = Disposition(
    disposition="destroy", rate_t_per_team_day=5.0, capability="eod", lead_hours=24.0
)
SAPPERS = attrs.evolve(GUARDS, capabilities=(("eod", 2.0),))


def works(row, parties=(), site="fort") -> tuple[Frame, Works]:
    lot = attrs.evolve(STORES, site=site)
    frame = frame_of(country(lots=(lot,), dispositions=(SHIP, row), parties=parties), 24.0)
    return frame, Works(frame, {})


def begin(plan: Works, row, b: int) -> tuple[list[int], Store]:
    """Begin disposals in a bucket; return their columns, and the store they are taken from."""
    store = Store()
    plan.dispose(0, 100.0, row, b, store)
    return [column for column, _ in store.goes.get(b, ())], store


def test_what_no_row_limits_only_leaves_its_store():
    frame, plan = works(SELL)
    (column,), store = begin(plan, None, 3)
    assert store.goes[3] == [(column, 1.0)]
    assert (frame.lp.cost[column], frame.lp.high[column]) == (100.0, STORES.quantity)
    assert not plan.work


def test_a_disposal_ends_before_its_site_closes():
    frame, plan = works(SLOW)
    (column,), _ = begin(plan, SLOW, 2)
    # Two days of lead time from the third day's beginning: open through the fourth.
    (row,) = rows(frame, column)
    assert frame.opens["fort"][3] in row.terms


@pytest.mark.parametrize(("b", "begins"), [(0, True), (28, True), (29, False)])
def test_nothing_begins_that_would_end_after_the_mission(b, begins):
    _, plan = works(SLOW)
    assert bool(begin(plan, SLOW, b)[0]) is begins


def test_a_rate_counts_the_days_from_the_beginning_to_the_end():
    frame, plan = works(SLOW, site="town")
    (column,), _ = begin(plan, SLOW, 0)
    plan.limit()
    # Units take half a day each, in thirty days less two of lead time: the town stays open.
    row = rows(frame, column)[0]
    assert row.terms == {column: 0.5}
    assert row.high == pytest.approx(28.0)


def test_no_team_in_the_mission_no_disposal():
    _, plan = works(BLOW)
    assert begin(plan, BLOW, 0) == ([], Store())
    _, plan = works(BLOW, parties=(SAPPERS,))
    assert begin(plan, BLOW, 0)[0]


def test_teams_are_those_who_were_there_or_came():
    frame, plan = works(BLOW, parties=(SAPPERS,), site="town")
    stayed = [frame.lp.column(0.0, 20.0) for _ in range(frame.grid.n)]
    came = frame.lp.column(0.0, 20.0)
    present = Present(stayed, armed=True, ratios={"eod": 0.1}, start=0, comes={4: [(came, 1.0)]})
    plan.present = {"town": [present]}
    (column,), _ = begin(plan, BLOW, 0)
    plan.limit()
    (teams,) = [row for row in rows(frame, came) if column not in row.terms]
    assert teams.high == 0.0
    assert teams.terms[stayed[3]] == teams.terms[came] == pytest.approx(-0.1)


def test_what_has_moved_takes_its_share_of_the_rate_of_all_days():
    frame, plan = works(SLOW, site="town")
    stood = begin(plan, SLOW, 10)[0][0]
    moved = plan.moved(0, "town", Way(cost=70.0, row=SLOW))
    assert moved is not None
    assert (frame.lp.cost[moved], frame.lp.high[moved]) == (70.0, STORES.quantity)
    plan.limit()
    # With all that is disposed of there, from the beginning; of later days it is not known.
    both = [row.terms for row in rows(frame, moved)]
    assert both == [{moved: 0.5, stood: 0.5}]
    assert any(moved not in row.terms for row in rows(frame, stood))


def test_what_nobody_can_dispose_of_does_not_end_so():
    _, plan = works(BLOW)
    assert plan.moved(0, "fort", Way(cost=0.0, row=BLOW)) is None
    free = plan.moved(0, "fort", Way(cost=9.0, row=None))
    assert free is not None
    assert not plan.work
