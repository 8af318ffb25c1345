"""What a repair tried for those whom a plan leaves, and what refused it."""

import attrs
import pytest

import exeunt
from exeunt.model.attempts import Outcome
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.trials import MOST, Means, Trial
from exeunt.optimise.repair.further import Serial
from exeunt.optimise.repair.logbook import Logbook, Refusal
from exeunt.optimise.repair.seats import Seats
from exeunt.rules.judge import judge
from tests.support.missions.kinds import offices, repair, stayed
from tests.support.plans.tiny_by_hand import by_hand
from tests.support.plans.tiny_odd import with_quantity, without_serial


@pytest.fixture(scope="module")
def mission() -> Mission:
    return exeunt.load("tiny").mission


def tried(mission: Mission, plan: Plan) -> tuple[Trial, ...]:
    repaired = repair(mission)
    judged = repaired.run(judge(mission, plan), lambda: False)
    return repaired.log.trials(judged.plan)


def short(mission: Mission) -> Plan:
    """Return the plan without its last convoy, which leaves ten stores at the hub."""
    return without_serial(by_hand(mission), "C-004")


def cheap(mission: Mission) -> Mission:
    """Return the mission with stores that are worth next to nothing."""
    lots = (
        attrs.evolve(lot, value=1.0, harm_if_captured=0.0) if lot.lot == "stores" else lot
        for lot in mission.lots
    )
    return attrs.evolve(mission, lots=tuple(lots))


def test_who_has_no_way_out_is_on_record() -> None:
    mission = attrs.evolve(offices(25, cars=(5,), closing=0), fleets=(), vehicles=())
    (row,) = tried(mission, Plan())
    assert (row.kind, row.item, row.site, row.quantity) == ("people", "staff0", "office0", 25)
    assert (row.means, row.outcome) == (Means.ABOARD, Outcome.NONE_LEAVES)


def test_what_could_ride_and_is_not_worth_it_has_its_cost(mission: Mission) -> None:
    (row,) = tried(cheap(mission), with_quantity(by_hand(mission), "C-004", "stores", 7))
    assert (row.item, row.site, row.quantity) == ("stores", "bravo", 3)
    assert (row.means, row.outcome, row.serial) == (Means.ABOARD, Outcome.COSTS, "C-004")
    assert row.leaves == by_hand(mission).serials["C-004"][0].depart
    # Shipping costs 500 a unit, and the unit is worth 1.
    assert row.cost == pytest.approx(499)


def test_a_rule_that_refused_is_told_by_what_it_refused(mission: Mission) -> None:
    left = next(x for x in Seats(mission, short(mission)).left() if isinstance(x.goer, Lot))
    log = Logbook(mission)
    log.stuck(left, Seats(mission, short(mission)).stuck(left))
    rows = [row for row in log.trials(short(mission)) if row.outcome == Outcome.REFUSED]
    assert [(row.rule, row.number) for row in rows] == [("capacity", 1)]


def test_how_often_nothing_could_be_made_up_is_counted(mission: Mission) -> None:
    rows = tried(cheap(mission), short(mission))
    (row,) = (row for row in rows if row.means == Means.FURTHER)
    assert (row.item, row.quantity, row.outcome) == ("stores", 10, Outcome.NONE_LEAVES)
    assert row.number > 0


def test_nothing_is_on_record_where_nobody_is_left(mission: Mission) -> None:
    assert tried(mission, with_quantity(by_hand(mission), "C-004", "stores", 10)) == ()


def test_whoever_is_taken_after_all_is_no_longer_on_record() -> None:
    mission = offices(20, 10, cars=(5, 4))
    assert tried(mission, stayed(mission).plan) == ()


def test_the_cheapest_of_many_tries_is_told_and_how_many_there_were(mission: Mission) -> None:
    log, last = Logbook(mission), by_hand(mission)
    serial = Serial("bravo", 0.0, last.serials["C-004"], last.aboard["C-004"])
    for change in (900.0, 300.0, 500.0):
        log.further(serial, Refusal(change=change))
    log.further(serial, Refusal(rule="capacity"))
    rows = [row for row in log.trials(short(mission)) if row.item == "stores"]
    assert {(row.outcome, row.number, row.cost, row.rule) for row in rows} == {
        (Outcome.COSTS, 3, 300.0, ""),
        (Outcome.BREAKS, 1, 0.0, "capacity"),
    }


def test_what_was_written_can_be_struck_out(mission: Mission) -> None:
    log = Logbook(mission)
    page = log.kept()
    log.looked("bravo")
    assert log.trials(short(mission))
    log.back_to(page)
    assert log.trials(short(mission)) == ()


def test_as_many_rows_as_a_record_has_the_weightiest_first(mission: Mission) -> None:
    lot = mission.lot["stores"]
    many = tuple(
        attrs.evolve(lot, lot=f"lot-{n}", value=float(n), allowed=()) for n in range(MOST + 50)
    )
    large = attrs.evolve(mission, lots=many, parties=())
    log = Logbook(large)
    log.looked(lot.site)
    rows = log.trials(Plan())
    assert len(rows) == MOST
    assert [row.item for row in rows[:2]] == [f"lot-{MOST + 49}", f"lot-{MOST + 48}"]
