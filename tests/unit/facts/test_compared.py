"""Plans side by side: figures against another reading of both plans' own rows."""

from collections import Counter
from datetime import timedelta

import attrs
import pytest

from exeunt.facts.compared import Comparison, Course, Place, axis_of, difference
from exeunt.rules.judge import judge
from tests.support.missions.report_samples import day, small_mission, small_plan


def course(name="a", plan=None, mission=None):
    mission = mission or small_mission()
    return Course(name=name, mission=mission, judged=judge(mission, plan or small_plan()))


def changed():
    """The plan with one base closed later, a disposal of another kind, and a request more."""
    plan = small_plan()
    first, *rest = plan.closures
    sold, *others = plan.disposals
    return attrs.evolve(
        plan,
        closures=(attrs.evolve(first, close=first.close + timedelta(days=2)), *rest),
        disposals=(attrs.evolve(sold, disposition="abandon"), *others),
        requests=(),
    )


@pytest.fixture(scope="module")
def pair():
    return Comparison(courses=(course("a"), course("b", changed())))


def test_terms_add_up_to_each_plan_s_cost(pair):
    for number, one in enumerate(pair.courses):
        assert sum(row.priced[number] for row in pair.terms) == pytest.approx(one.judged.objective)


def test_places_add_up_to_each_plan_s_cost(pair):
    for number, one in enumerate(pair.courses):
        found = sum(row.costs[number] for row in pair.places)
        assert found == pytest.approx(one.judged.objective)
    assert {row.place for row in pair.places} == set(Place)


def test_a_plan_beside_itself_differs_in_nothing():
    found = difference(course("a"), course("b"))
    assert found.nothing
    assert (found.closings, found.parties, found.kit, found.saved) == ((), (), (), 0.0)


def test_closings_are_those_of_the_rows(pair):
    (found,) = pair.differences
    (closing,) = found.closings
    row = small_plan().closures[0]
    assert (closing.site, closing.before) == (row.site, row.close)
    assert closing.after == row.close + timedelta(days=2)
    assert closing.days == 2.0
    assert not found.nothing


def test_a_base_that_stays_open_has_no_days():
    open_now = attrs.evolve(small_plan(), closures=())
    (closing, *_) = difference(course(), course("b", open_now)).closings
    assert closing.after is None
    assert closing.days is None


def test_permissions_asked_for_no_more(pair):
    (found,) = pair.differences
    assert found.not_asked == tuple(sorted({r.permission for r in small_plan().requests}))
    assert found.asked == ()


def test_kit_of_other_fate_is_counted_as_the_rows_have_it(pair):
    (found,) = pair.differences
    before, after = (Counter(), Counter())
    for counts, plan in ((before, small_plan()), (after, changed())):
        for row in plan.disposals:
            counts[row.lot, row.disposition] += row.quantity
    first = small_plan().disposals[0]
    move = next(move for move in found.kit if move.lot == first.lot)
    abandoned = next(f for f in move.fates if f[0] == "abandon")
    assert abandoned == ("abandon", before[first.lot, "abandon"], after[first.lot, "abandon"])
    assert sum(new - old for _, old, new in move.fates) == 0


def late_plan():
    """Everything of the plan a day later."""
    plan = small_plan()
    later = timedelta(days=1)
    return attrs.evolve(
        plan,
        stages=tuple(
            attrs.evolve(s, depart=s.depart + later, arrive=s.arrive + later) for s in plan.stages
        ),
    )


def test_people_who_leave_a_day_later_are_out_a_day_later():
    found = difference(course(), course("b", late_plan()))
    assert {move.party for move in found.parties} == {"alpha-troops", "alpha-civ"}
    for move in found.parties:
        assert move.out[0] == move.out[1]
        assert move.last_out[1] - move.last_out[0] == timedelta(days=1)
        # Of those who never get out nobody is a day later.
        assert move.days == pytest.approx(move.out[0] / move.people)


def test_nations_add_up_to_all_who_leave():
    pair = Comparison(courses=(course(), course("b", late_plan())))
    for number, one in enumerate(pair.courses):
        assert sum(row.people[number] for row in pair.nations) == one.reading.of_parties
        late = sum(row.people[number] - row.in_time[number] for row in pair.nations)
        assert late == one.reading.late
        days = sum(one.days_in(p.party, pair.horizon) for p in one.reading.leavers)
        assert sum(row.person_days[number] for row in pair.nations) == pytest.approx(days)


def test_periods_end_with_all_that_happened(pair):
    for number, one in enumerate(pair.courses):
        assert pair.periods[-1].people_out[number] == round(one.reading.total_out.at(1e9))
        assert sum(row.serials[number] for row in pair.periods) == len(one.plan.serials)


def test_fates_count_all_kit_that_leaves(pair):
    for number, one in enumerate(pair.courses):
        assert sum(row.units[number] for row in pair.fates) == one.reading.ends.units


def test_an_axis_is_both_ways_of_one_mode():
    mission = small_mission()
    back = attrs.evolve(mission.leg["alpha-hub"], leg="zz-back", origin="hub", destination="alpha")
    both = attrs.evolve(mission, legs=(*mission.legs, back))
    assert axis_of(both, "zz-back") == axis_of(both, "alpha-hub") == "alpha-hub"
    assert axis_of(both, "port-alpha-air") == "port-alpha-air"


def test_missions_that_differ_are_each_read_as_they_are():
    mission = small_mission()
    more = attrs.evolve(mission, deadline=day(20))
    pair = Comparison(courses=(course(), course("b", mission=more)))
    in_time = [sum(row.in_time[number] for row in pair.nations) for number in (0, 1)]
    assert in_time[0] < in_time[1]
    assert pair.differences[0].parties == ()
