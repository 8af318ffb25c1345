"""The programme that all parts of the master write into, and its stores."""

import pytest

from exeunt.network.network import Network
from exeunt.optimise.integers import Effort, solve_inside
from exeunt.optimise.master.frame import Frame, Store
from tests.support.missions.planner_country import country


def frame(columns: float = 1e9) -> Frame:
    mission = country()
    return Frame(mission, Network(mission), columns)


def test_a_store_keeps_account_of_what_comes_and_goes():
    f = frame()
    gone = f.lp.column(-1.0, high=3.0)
    store = Store(start=5.0)
    store.goes[2].append((gone, 1.0))
    levels = f.stock(store, [0.0] * f.time.n)
    found = solve_inside(f.lp.freeze(), Effort(stop=lambda: False)).point
    assert found[levels[1]] == pytest.approx(5.0, abs=0.01)
    assert found[levels[2]] == pytest.approx(2.0, abs=0.01)


def test_a_frame_says_when_it_has_more_columns_than_it_may():
    f = frame(columns=1)
    f.lp.column(0.0)
    assert not f.is_full()
    f.lp.column(0.0)
    assert f.is_full()


def test_exits_and_junctions_are_not_manned():
    assert [site.site for site in frame().manned] == ["fort", "town"]
