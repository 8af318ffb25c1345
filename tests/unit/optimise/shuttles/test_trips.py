"""Packings as plans: stages to the second, vehicles together, and people by seats and room."""

from collections import Counter

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.network.network import Network
from exeunt.optimise.shuttles.errands import errands
from exeunt.optimise.shuttles.packing import Packer, Packing
from exeunt.optimise.shuttles.trips import plan_of
from exeunt.optimise.solve import never
from exeunt.rules.judge import Judged, judge
from tests.support.missions.buses import evacuation, random_evacuation

WAYS = {("yard", "hill"): 10, ("hill", "hall"): 7}


def planned(mission: Mission, routes: tuple | None = None) -> Judged:
    network = Network(mission)
    known = errands(mission, network)
    packing = Packing(routes, 0) if routes else Packer(known, 0).pack(500, never)
    return judge(mission, plan_of(mission, network, known, packing, ()))


def test_vehicles_that_go_together_are_one_serial() -> None:
    mission = evacuation({"yard": 2}, {"hill": 50}, {"hall": None}, WAYS)
    result = planned(mission, routes=(((0, 0), (0, 0)), ((0, 0),)))
    rows = [(s.serial, s.leg, (s.depart - mission.start).seconds) for s in result.plan.stages]
    assert rows == [
        ("C-0001", "yard-hill", 0),
        ("C-0001", "hill-hall", 600),
        ("C-0002", "hill-hall", 1020),
        ("C-0002", "hill-hall", 1440),
    ]
    loads = [(x.serial, x.kind, x.quantity, x.board_stage) for x in result.plan.loads]
    assert loads == [
        ("C-0001", "vehicle", 2, 1),
        ("C-0001", "people", 40, 2),
        ("C-0002", "vehicle", 1, 1),
        ("C-0002", "people", 10, 2),
    ]
    assert (result.lawful, result.terms.not_out) == (True, 0)


def test_seats_that_stay_empty_are_those_to_a_place_that_is_full() -> None:
    ways = WAYS | {("hill", "barn"): 7}
    mission = evacuation({"yard": 2}, {"hill": 30}, {"hall": 12, "barn": 20}, ways)
    result = planned(mission, routes=(((0, 0),), ((0, 1),)))
    people = Counter()
    for load in result.plan.loads:
        if load.kind == "people":
            people[result.plan.serials[load.serial][-1].destination] += load.quantity
    assert (result.lawful, people) == (True, {"hall": 12, "barn": 18})


@pytest.mark.parametrize("seed", range(4))
def test_plans_of_packings_break_no_rule_and_leave_nobody(seed: int) -> None:
    mission = random_evacuation(seed)
    # Not full, and standing for some minutes wherever anything is loaded.
    parties = tuple(attrs.evolve(party, count=party.count - 3) for party in mission.parties)
    sites = tuple(attrs.evolve(site, turn_hours=0.05) for site in mission.sites)
    result = planned(attrs.evolve(mission, parties=parties, sites=sites))
    assert (result.violations, result.terms.not_out) == ((), 0)
