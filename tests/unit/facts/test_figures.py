"""What a plan comes to, as one value."""

from exeunt.facts.figures import figures
from exeunt.facts.kinds import Kind
from exeunt.rules.terms import terms
from tests.support.missions.report_samples import reading, small_mission, small_plan


def test_figures_are_those_of_the_page():
    measured = terms(small_mission(), small_plan())
    found = figures(reading(), measured)
    assert (found.to_leave, found.out_in_time, found.late, found.not_out) == (120, 80, 40, 0)
    assert (found.hired_crews, found.remaining) == (0, 30)
    assert found.kit == {Kind.HOME: 10, Kind.PASSED: 0, Kind.STAYS: 0, Kind.LOST: 12}
    assert sum(found.lost.values()) == found.kit[Kind.LOST]
    assert found.vehicles == dict.fromkeys(Kind, 0), "all are hired, and none are given up"
    assert found.value_not_recovered == measured.value_lost
    assert found.money == measured.money
