"""The whole model as a search: its plans are lawful and the best there are, on small missions."""

import attrs
import pytest

from exeunt.api.places import locate
from exeunt.files.missions import read_mission
from exeunt.invent.mission import invented
from exeunt.invent.size import Size
from exeunt.optimise.parameters import Limits, Parameters
from exeunt.optimise.planner.search import Search
from exeunt.optimise.run import Run
from exeunt.optimise.solve import never, unheard
from exeunt.optimise.whole import Effort, is_small, whole
from exeunt.rules.judge import judge
from tests.support.missions.kinds import stores
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.monolith import monolith

ENOUGH = Effort(columns=100_000, steps=1e9, seed=0, stop=never)


@pytest.mark.parametrize("seed", [13, 14])
def test_it_finds_the_best_plan_of_a_small_mission(seed):
    mission = small_mission(seed, 6)
    judged = judge(mission, whole(mission, (), ENOUGH))
    assert judged.lawful
    assert judged.objective == pytest.approx(monolith(mission), abs=0.5)


def test_convoys_pass_junctions_flights_come_back_and_teams_stay():
    mission = attrs.evolve(read_mission(locate("tiny")), supplies=())
    judged = judge(mission, whole(mission, (), ENOUGH))
    assert judged.violations == ()
    assert judged.objective == pytest.approx(202_760, abs=0.5)


@pytest.mark.parametrize("kind", [0, 2, 3])
def test_evacuations_by_road_air_and_boat_are_lawful_and_leave_nobody(kind):
    mission = invented(Size(3, 2, kind), {"title": "", "description": ""})
    judged = judge(mission, whole(mission, (), ENOUGH))
    assert judged.violations == ()
    assert judged.people.staying == 0


def test_the_same_steps_give_the_same_plan():
    mission = small_mission(13, 6)
    few = attrs.evolve(ENOUGH, steps=10)
    assert whole(mission, (), few) == whole(mission, (), few)


def test_large_missions_those_with_supplies_and_those_who_stop_have_none():
    tiny = read_mission(locate("tiny"))
    assert whole(tiny, (), ENOUGH) is None
    tiny = attrs.evolve(tiny, supplies=())
    assert whole(tiny, (), attrs.evolve(ENOUGH, columns=100)) is None
    assert whole(tiny, (), attrs.evolve(ENOUGH, stop=lambda: True)) is None


def test_a_run_begins_with_it_where_it_beats_what_the_search_builds():
    mission = small_mission(13, 6)
    heard: list[float | None] = []
    run = Run(
        mission, Limits(seconds=1000), lambda progress: heard.append(progress.incumbent), never
    )
    search = Search(mission, run._judge, run._price, seed=0)
    run._offer(search)
    assert search.best is not None
    best = search.best.objective
    assert best == pytest.approx(monolith(mission), abs=0.5)
    assert heard == [best]
    assert run.people == search.best.judged.people
    # Nobody hears of it again: it is no better than itself.
    run._offer(search)
    assert heard == [best]


def test_missions_with_supplies_and_large_ones_are_not_written_whole():
    mission = read_mission(locate("tiny"))
    bare = attrs.evolve(mission, supplies=())
    assert is_small(bare, 100_000)
    assert not is_small(bare, 10)
    assert not is_small(mission, 100_000)
    assert whole(bare, (), attrs.evolve(ENOUGH, columns=10)) is None


def test_a_run_repairs_its_first_plan_before_a_whole_model_takes_the_time():
    mission = stores(7, ("base", 1))
    limits = Limits(seconds=2, parameters=Parameters(whole_per_second=1, polish_until=0))
    solution = Run(mission, limits, unheard, never).solution()
    assert solution.judged.terms.value_lost == 0
