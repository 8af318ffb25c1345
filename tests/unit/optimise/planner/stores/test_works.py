"""Work on disposals: its teams and its lines."""

from exeunt.optimise.planner.stores.works import Line, Work, Works
from tests.support.missions.planner_country import SELL

SALES = Line.of("fort", SELL)


def test_teams_stay_as_long_and_as_many_as_any_work_needs_them() -> None:
    works = Works()
    works.hold("fort", "eod", 30, 1)
    works.hold("fort", "eod", 20, 3)
    assert works.at("fort") == {"eod": Work(30, 3)}
    assert works.at("town") == {}


def test_a_line_of_work_is_free_when_the_last_is_done() -> None:
    works = Works()
    assert works.free_from(SALES, 7) == 7
    works.occupy(SALES, 30)
    assert works.free_from(SALES, 7) == 30
    assert works.free_from(Line.of("town", SELL), 7) == 7


def test_work_is_put_back_as_it_was() -> None:
    works = Works()
    works.hold("fort", "eod", 30, 1)
    undo = works.snapshot()
    works.hold("fort", "eod", 40, 2)
    works.occupy(SALES, 30)
    undo()
    assert works.at("fort") == {"eod": Work(30, 1)}
    assert works.free_from(SALES, 7) == 7
