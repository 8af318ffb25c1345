"""Flows of vehicles through stops and time: what is possible by a second, and the soonest."""

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.network.network import Network
from exeunt.optimise.integers import Effort
from exeunt.optimise.shuttles.errands import Errands, errands
from exeunt.optimise.shuttles.flow import Flow, sooner
from exeunt.optimise.shuttles.packing import Packer, Packing, Tally
from exeunt.optimise.solve import never
from tests.support.missions.buses import evacuation, random_evacuation

WORK = Effort(nodes=500, seconds=60, stop=never)
WAYS = {("yard", "hill"): 10, ("yard", "dale"): 20, ("hill", "hall"): 7, ("dale", "hall"): 9}


def known(mission: Mission) -> Errands:
    return errands(mission, Network(mission))


def small(room: int | None = None, **changes: object) -> Errands:
    mission = evacuation({"yard": 1}, {"hill": 20, "dale": 20}, {"hall": room}, WAYS)
    return known(attrs.evolve(mission, **changes))


@pytest.mark.parametrize(("minutes", "possible"), [(34, False), (35, True), (60, True)])
def test_by_a_moment_all_can_be_fetched_or_not(minutes: int, *, possible: bool) -> None:
    """One bus: seventeen minutes with the hill, eighteen more with the dale."""
    packing = Flow(small(), minutes * 60).solve(WORK, 0)
    assert (packing is not None) is possible
    if packing is not None:
        assert packing.last <= minutes * 60
        assert len(packing.routes[0]) == 2


def test_where_there_is_no_room_nothing_is_possible() -> None:
    assert Flow(small(room=30), 6000).solve(WORK, 0) is None
    assert not Flow(small(room=30), 6000).is_possible(WORK)


@pytest.mark.parametrize("seed", range(3))
def test_what_whole_vehicles_can_do_divided_ones_can(seed: int) -> None:
    """So that where these cannot, nobody need try with whole ones."""
    known_ = known(random_evacuation(seed))
    last = Packer(known_, 0).pack(500, never).last
    for limit in (last, last - 600, last // 2):
        flow = Flow(known_, limit)
        assert flow.is_possible(WORK) >= (flow.solve(WORK, 0) is not None)
    assert not Flow(known_, 60).is_possible(WORK)


def test_people_who_may_not_leave_yet_are_waited_for() -> None:
    mission = evacuation({"yard": 1}, {"hill": 20}, {"hall": None}, WAYS_OF_HILL)
    since = mission.start.replace(hour=1)
    late = attrs.evolve(mission, parties=(attrs.evolve(mission.parties[0], leave_from=since),))
    assert Flow(known(late), 66 * 60).solve(WORK, 0) is None
    assert Flow(known(late), 67 * 60).solve(WORK, 0).last == 67 * 60


WAYS_OF_HILL = {way: n for way, n in WAYS.items() if "dale" not in way}


@pytest.mark.parametrize("seed", [0, 1, 3])
def test_a_flow_is_no_later_than_any_packing(seed: int) -> None:
    errands_ = known(random_evacuation(seed))
    packer = Packer(errands_, 0)
    first = packer.pack(0, never)
    best = sooner(errands_, first, packer.goal(), WORK, 0)
    assert best.last < first.last
    tally = Tally(errands_)
    for n, route in zip(packer.seats, best.routes, strict=True):
        tally.add(route, n)
    assert tally.missing() == 0
    assert best.last == max(packer.end(v, r) for v, r in enumerate(best.routes))


def test_without_time_the_packing_stays_as_it_is() -> None:
    errands_ = small()
    packing = Packing((((1, 0), (0, 0)),), 43 * 60)
    for effort in (attrs.evolve(WORK, seconds=0), attrs.evolve(WORK, stop=lambda: True)):
        assert sooner(errands_, packing, 0, effort, 0) == packing
    assert sooner(errands_, packing, 0, WORK, 0).last == 35 * 60


def test_a_flow_that_is_hard_to_settle_ends_when_it_is_asked_to() -> None:
    """It would take the solver some ten seconds."""
    asked = []
    effort = attrs.evolve(WORK, stop=lambda: asked.append(1) or True)
    assert Flow(known(random_evacuation(5)), 231 * 60).solve(effort, 0) is None
    assert asked
