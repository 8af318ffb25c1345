"""A convoy in rows: its stages, who and what is aboard from where to where, what it uses up."""

import attrs

from exeunt.model.plan import Plan
from exeunt.model.stores import Supply
from exeunt.network.network import Network
from exeunt.optimise.own_vehicles import Lane
from exeunt.optimise.repair.columns import Column, Errand, Rows, crews_of, end_place, joins_at
from tests.support.missions.depots import depot

ERRAND = Errand(Lane("inland", "port", "road"), 0.0, "hub")


def there_and_back(mission):
    network = Network(mission)
    way = network.routes("inland", "road", 0, "none")["port"]
    back = network.routes("port", "road", 0, "none")["hub"]
    return network.timetable([way[:1], way[1:], back], "road", 0.0, [4.0, 4.0, 0.0])


def test_the_places_of_a_convoy() -> None:
    hops = there_and_back(depot("inland"))
    assert (joins_at(ERRAND, hops), end_place(ERRAND, hops)) == (1, 1)


def test_vehicles_stay_coaches_join_and_crews_ride_back() -> None:
    mission = depot("inland")
    column = Column({"inland-trucks": 3}, {"inland-trucks": 1}, {"coaches": 1})
    stages, loads = Rows(mission, Plan(), ERRAND, there_and_back(mission), column).written()
    assert [(row.origin, row.destination) for row in stages] == [
        ("inland", "hub"),
        ("hub", "port"),
        ("port", "hub"),
    ]
    rows = {(x.item, x.quantity, x.board_stage, x.alight_stage, str(x.role)) for x in loads}
    assert rows == {
        ("inland-trucks", 3, 1, 2, ""),
        ("inland-trucks", 1, 1, 3, ""),
        ("coaches", 1, 2, 3, ""),
        ("inland-drivers", 6, 1, 2, "crew"),
        ("inland-drivers", 2, 1, 3, "crew"),
        ("inland-drivers", 6, 3, 3, "passenger"),
    }


def test_it_fills_up_where_supplies_are_kept() -> None:
    rows = tuple(
        Supply(supply=supply, site=site, stock=1e6)
        for supply in ("water", "fuel")
        for site in ("inland", "hub")
    )
    mission = attrs.evolve(depot("inland"), supplies=rows)
    column = Column({"inland-trucks": 3}, {}, {"coaches": 1})
    _, loads = Rows(mission, Plan(), ERRAND, there_and_back(mission), column).written()
    spans = [(x.item, x.board_stage, x.alight_stage) for x in loads if x.kind == "supply"]
    assert ("water", 1, 1) in spans
    assert ("water", 2, 2) in spans
    assert ("water", 3, 3) in spans


def test_crews_of_hired_vehicles_are_nobodys() -> None:
    assert crews_of(depot(), {"hub-trucks": 2, "coaches": 1}) == {"hub-drivers": 4}
