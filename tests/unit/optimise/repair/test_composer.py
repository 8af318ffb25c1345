"""What goes in a convoy that drives vehicles out: what pays, has crews, and brings them back."""

import attrs

from exeunt.model.stores import Supply
from exeunt.network.network import Network
from exeunt.optimise.own_vehicles import Lane, standing
from exeunt.optimise.repair.columns import Errand
from exeunt.optimise.repair.composer import Composer
from exeunt.optimise.repair.journeys import Journeys
from exeunt.rules.ledger import Case
from tests.support.missions.depots import depot
from tests.support.missions.kinds import searched

LANE = Lane("hub", "port", "road")
ERRAND = Errand(LANE, 0.0, "hub")


def composed(mission):
    plan, network = searched(mission).plan, Network(mission)
    stands = {LANE: [one for one in standing(Case(mission, plan)) if one.lane == LANE]}
    way = network.routes("hub", "road", 0, "none")["port"]
    back = network.routes("port", "road", 0, "none")["hub"]
    hops = network.timetable([way, back], "road", 0.0, [0.0, 0.0])
    return Composer(mission, network, plan, stands).compose(ERRAND, hops, Journeys(mission, plan))


def test_all_that_pay_go_and_a_coach_brings_the_drivers_back() -> None:
    hops, column = composed(depot())
    assert len(hops) == 2
    assert (column.out, column.back, column.coaches) == ({"hub-trucks": 10}, {}, {"coaches": 1})
    assert column.size == 11
    assert column.leaving == {"hub-trucks": 10}


def test_nothing_goes_without_seats_back() -> None:
    assert composed(depot(coaches=0)) is None


def test_a_port_takes_so_many_a_day() -> None:
    mission = depot()
    sites = tuple(
        attrs.evolve(site, receive_vehicles_per_day=6) if site.site == "port" else site
        for site in mission.sites
    )
    _, column = composed(attrs.evolve(mission, sites=sites))
    assert column.size == 6


def test_trucks_come_along_for_water_on_the_way_back() -> None:
    water = Supply(supply="water", site="hub", stock=90_000, kg_per_unit=60)
    _, column = composed(attrs.evolve(depot(), supplies=(water,)))
    # Twenty people drink more than a coach takes: own trucks come back with it.
    assert column.back.get("hub-trucks", 0) >= 1
    assert column.out["hub-trucks"] + column.back["hub-trucks"] == 10
