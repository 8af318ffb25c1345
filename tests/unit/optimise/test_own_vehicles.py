"""Own vehicles that keep less of their value where they stand than they would elsewhere."""

import attrs

from exeunt.model.plan import Plan
from exeunt.optimise.own_vehicles import Lane, standing
from exeunt.rules.ledger import Case
from tests.support.missions.depots import depot, recovering


def stands(mission):
    return {(one.fleet.fleet, one.lane.end): one for one in standing(Case(mission, Plan()))}


def test_they_gain_at_an_exit_what_it_pays_more() -> None:
    found = stands(depot())
    assert set(found) == {("hub-trucks", "port"), ("hub-trucks", "home")}
    one = found["hub-trucks", "port"]
    assert one.lane == Lane("hub", "port", "road")
    assert (one.count, one.gain) == (10, 40_000)


def test_nothing_gains_where_an_exit_pays_no_more_or_may_not() -> None:
    assert stands(depot(dispositions=recovering(0.3, 0.45))) == {}
    mission = depot()
    forbidden = tuple(
        attrs.evolve(row, lawful=False) if row.disposition == "ship" else row
        for row in mission.dispositions
    )
    assert stands(attrs.evolve(mission, dispositions=forbidden)) == {}


def test_a_hub_where_somebody_stays_pays_more_than_one_where_nobody_does() -> None:
    mission = depot("inland")
    gone = tuple(party for party in mission.parties if party.party != "inland-guard")
    found = stands(attrs.evolve(mission, parties=gone))
    assert found["inland-trucks", "hub"].gain == 45_000
    assert ("hub-trucks", "inland") not in found


def test_what_is_hired_is_not_the_mission_s_loss() -> None:
    mission = depot()
    hired = tuple(attrs.evolve(fleet, ownership="contracted") for fleet in mission.fleets)
    assert stands(attrs.evolve(mission, fleets=hired)) == {}
