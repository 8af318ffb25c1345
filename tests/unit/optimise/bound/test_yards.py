"""What loads and unloads keeps to the rates of sites."""

import attrs

from exeunt.model.forces import Lot
from exeunt.optimise.bound.flows import Carried
from exeunt.optimise.bound.yards import yards
from tests.support.missions.bound_road import mission
from tests.support.programmes import frame_of, rows


def rated(**rates):
    """Return a frame in buckets of a day, with rates of the base or the exit."""
    road = mission()
    sites = tuple(attrs.evolve(s, **rates.get(s.site, {})) for s in road.sites)
    return frame_of(attrs.evolve(road, sites=sites), 24.0)


def test_what_leaves_piles_in_a_day_is_within_the_rate():
    frame = rated(base={"load_teu_per_day": 3.0})
    big, small = frame.lp.column(0.0, 9.0), frame.lp.column(0.0, 9.0)
    loading = {("base", 2): [Carried(big, 2.0, 8.0, False), Carried(small, 0.0, 1.0, False)]}
    yards(frame, loading, {})
    (row,) = rows(frame, big)
    assert (row.terms, row.high) == ({big: 2.0}, 3.0)


def test_the_rate_is_one_of_runs_as_long_as_a_turn_round():
    frame = rated(base={"load_teu_per_day": 3.0, "turn_hours": 48.0})
    column = frame.lp.column(0.0, 9.0)
    yards(frame, {("base", 2): [Carried(column, 1.0, 8.0, False)]}, {})
    assert {row.high for row in rows(frame, column)} == {6.0}


def test_what_comes_to_an_exit_from_a_day_on_is_within_the_days_left():
    frame = rated(exit={"unload_teu_per_day": 2.0})
    column = frame.lp.column(0.0, 9.0)
    yards(frame, {}, {("exit", 8): [(column, 1.0)]})
    highs = sorted(row.high for row in rows(frame, column))
    assert highs[0] == 2.0 * 3, "two days, and what was begun before them"


def test_what_leaves_piles_up_to_a_day_is_no_more_than_is_packed_by_then():
    frame = rated(base={"pack_teu_per_day": 2.0})
    stores = {"quantity": 5, "mass_t": 8.0, "teu": 1.0}
    mission = attrs.evolve(
        frame.mission,
        lots=(Lot(lot="stores", site="base", kit_class="general", owner="mission", **stores),),
    )
    frame = frame_of(mission, 24.0)
    early, late = frame.lp.column(0.0, 9.0), frame.lp.column(0.0, 9.0)
    loading = {
        ("base", b): [Carried(column, 1.0, 8.0, False)] for b, column in ((0, early), (1, late))
    }
    yards(frame, loading, {})
    first, second = rows(frame, early)
    assert (first.terms, first.high) == ({early: 1.0}, 2.0)
    assert (second.terms, second.high) == ({early: 1.0, late: 1.0}, 4.0)
    assert len(rows(frame, late)) == 1, "in three days all of it is packed"
