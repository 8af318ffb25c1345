"""Facts: one value that says all of a plan, each part worked out once, dates as coarse as the veil."""

import attrs
import pytest

from exeunt.errors import InputError
from exeunt.facts.facts import facts
from exeunt.facts.veil import Veil
from exeunt.model.outcome import Violation
from exeunt.model.plan import Record
from exeunt.model.reason import Reason
from tests.support.missions.report_samples import SMALL_TERMS, small_mission, small_plan


def small(**named):
    """Read the small mission and its plan."""
    plan = named.pop("plan", None) or small_plan()
    return facts(small_mission(), plan, SMALL_TERMS, **named)


def broken(rule):
    none = Reason("none")
    return Violation(rule=rule, where="hub", when=None, needed=none, found=none, message=none)


def test_a_part_is_worked_out_once():
    read = small()
    for name in ("reading", "movements", "stories", "late", "behind", "harm", "legs", "weights"):
        assert getattr(read, name) is getattr(read, name), name


def test_what_is_told_is_coarse_and_what_was_given_is_not():
    veiled = small(veil=Veil(dates="month"))
    assert veiled.given.mission == small_mission()
    assert veiled.mission.deadline != veiled.given.mission.deadline
    assert veiled.appraisal.objective == small().appraisal.objective


def test_vacuums_follow_from_closings_whatever_the_plan_says():
    closures = tuple(attrs.evolve(c, vacuum_days=77.0) for c in small_plan().closures)
    read = small(plan=small_plan(closures=closures))
    assert all(c.vacuum_days != 77 for c in read.plan.closures)
    assert read.given.plan.closures == closures


def test_serials_are_by_surface_or_by_air_and_every_stage_is_on_its_leg():
    read = small()
    assert {m.serial for m in read.surface} | {m.serial for m in read.flights} == {
        m.serial for m in read.movements
    }
    stages = [stage for on_leg in read.on_leg.values() for stage in on_leg]
    assert len(stages) == sum(len(m.hops) for m in read.movements)
    for leg, on_leg in read.on_leg.items():
        assert {stage.hop.leg.leg for stage in on_leg} == {leg}
        departures = [stage.hop.depart for stage in on_leg]
        assert departures == sorted(departures)


def test_risk_of_stages_adds_up_to_the_harm_of_legs():
    read = small()
    for leg, on_leg in read.on_leg.items():
        assert sum(read.risk(s.hop) for s in on_leg) == pytest.approx(read.harm.legs[leg])


def test_permissions_of_a_stage_are_in_the_missions_order():
    read = small()
    order = [row.permission for row in read.mission.permissions]
    for rows in read.leaves.values():
        places = [order.index(row.permission) for row in rows]
        assert places == sorted(places)


@pytest.mark.parametrize(
    ("record", "status"),
    [
        (Record(), "unknown"),
        (Record(status="made up"), "unknown"),
        (Record(status="feasible"), "feasible"),
        (Record(status="feasible", objective=1.0), "edited"),
    ],
)
def test_status_is_that_of_the_record_unless_it_was_changed_since(record, status):
    assert small(plan=small_plan(record=record)).status == status


def test_a_plan_that_breaks_rules_is_broken_whatever_it_says_and_has_no_gap():
    violations = (broken("beds"), broken("beds"), broken("range"))
    record = Record(status="optimal", bound=0.0, fixed=0.0)
    read = small(plan=small_plan(record=record), violations=violations)
    assert (read.status, read.rules_broken, read.appraisal.gap) == ("broken", 2, None)
    assert small(plan=small_plan(record=record)).appraisal.gap == 1


def test_a_plan_of_what_the_mission_lacks_is_refused_at_once():
    stages = tuple(attrs.evolve(s, leg="nowhere") for s in small_plan().stages)
    with pytest.raises(InputError, match="nowhere"):
        small(plan=small_plan(stages=stages))
