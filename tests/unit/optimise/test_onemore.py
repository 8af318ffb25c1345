"""One unit or one person more, tried with the serials of a plan."""

import attrs
import pytest

from exeunt.model.attempts import Outcome
from exeunt.model.plan import Plan
from exeunt.optimise.onemore import ABOARD, OneMore, with_drivers
from exeunt.rules.referee import RULES, referee
from exeunt.rules.terms import objective, terms
from tests.support.missions.report_samples import load, small_mission
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.port_run_by_hand import by_hand as port_run
from tests.support.plans.tiny_by_hand import by_hand as tiny

MISSION = shipped_mission("port-run")
PLAN = port_run(MISSION)
TINY = shipped_mission("tiny")
TINY_PLAN = tiny(TINY)


def lacking(plan, item):
    """Return a plan without the loads of a lot, and without its disposals."""
    return attrs.evolve(
        plan,
        loads=tuple(x for x in plan.loads if x.item != item),
        disposals=tuple(x for x in plan.disposals if x.lot != item),
    )


def carried():
    """Return the lots that the plan made by hand carries out, by where they are loaded."""
    return sorted({x.item for x in TINY_PLAN.loads if x.role == "carried"})


@pytest.mark.parametrize("item", carried())
def test_room_that_was_used_is_found_again_and_judged_as_the_referee_judges_it(item):
    lot, left = TINY.lot[item], lacking(TINY_PLAN, item)
    tried = OneMore(TINY, left).unit(lot, lot.site)
    assert not referee(TINY, TINY_PLAN)
    # All of it rode with what is there still: each unit saves its share.
    dearer = objective(TINY, terms(TINY, left)) - objective(TINY, terms(TINY, TINY_PLAN))
    assert tried.outcome == Outcome.SAVES
    assert -tried.change == pytest.approx(dearer / lot.quantity)


def test_where_nothing_leaves_nothing_is_refused():
    lot = small_mission().lot["boxes"]
    tried = OneMore(small_mission(), Plan()).unit(lot, "alpha")
    assert (tried.outcome, tried.refusals, tried.tried) == (Outcome.NONE_LEAVES, (), 0)


def test_a_unit_is_tried_once_however_often_it_is_asked():
    lot = small_mission().lot["boxes"]
    more = OneMore(small_mission(), Plan())
    assert more.unit(lot, "alpha") is more.unit(lot, "alpha")


def test_a_person_needs_a_seat_that_is_out_by_the_deadline():
    party = MISSION.party["local-staff"]
    full = OneMore(MISSION, attrs.evolve(PLAN, loads=())).person(party)
    assert full.outcome in {Outcome.REFUSED, Outcome.NONE_LEAVES}
    assert OneMore(MISSION, Plan()).person(party).outcome == Outcome.NONE_LEAVES


def test_those_who_ride_along_drive():
    one = load("C-1", "lot", "carriers", 1, 1, 2, "driven")
    riders = load("C-1", "people", "alpha-troops", 5, 1, 2, "passenger")
    others = load("C-1", "people", "alpha-civ", 5, 1, 1, "passenger")
    loads = with_drivers((others, riders), one, 2)
    assert [(x.item, x.quantity, x.role) for x in loads] == [
        ("alpha-civ", 5, "passenger"),
        ("alpha-troops", 2, "crew"),
        ("alpha-troops", 3, "passenger"),
    ]
    assert with_drivers((others,), one, 2) is None


def test_rules_that_a_serial_keeps_by_itself_exist():
    assert set(ABOARD) <= set(RULES)
