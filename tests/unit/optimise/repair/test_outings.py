"""Own vehicles that are worth more at an exit drive there, and their crews come home."""

import attrs
import pytest

from exeunt.model.stores import Permission
from exeunt.model.transport import Fleet
from exeunt.network.network import Network
from exeunt.optimise.own_vehicles import standing
from exeunt.optimise.repair.outings import Outings
from exeunt.rules.judge import Judged, judge
from exeunt.rules.ledger import Case
from tests.support.missions.depots import ESCORT, depot, recovering
from tests.support.missions.kinds import repair, searched


def driven_out(mission) -> Judged:
    """Return what repair makes of a plan by which the drivers fly and their vehicles stay."""
    judged = searched(mission)
    assert judged.lawful
    repaired = repair(mission).run(judged, lambda: False)
    assert repaired.lawful
    assert repaired.terms.not_out == judged.terms.not_out
    assert repaired.objective <= judged.objective
    return repaired


def at_port(judged: Judged, port: str = "port") -> int:
    """Return the own vehicles that end at the port, or at another place."""
    stages = {(row.serial, row.stage): row for row in judged.plan.stages}
    loads = (row for row in judged.plan.loads if row.kind == "vehicle" and row.item != "coaches")
    ends = (load for load in loads if stages[load.serial, load.alight_stage].destination == port)
    return int(sum(load.quantity for load in ends))


def test_trucks_drive_to_the_port_and_their_drivers_ride_back_and_fly() -> None:
    judged = driven_out(depot())
    assert at_port(judged) == 10
    assert judged.terms.value_lost == pytest.approx(10 * 100_000 * 0.15)


def test_drivers_who_are_fewer_than_the_vehicles_go_twice() -> None:
    judged = driven_out(depot(drivers=12))
    assert at_port(judged) == 10
    assert sum(stage.destination == "port" for stage in judged.plan.stages) == 2


def test_vehicles_of_two_hubs_in_a_row_drive_out() -> None:
    assert at_port(driven_out(depot("inland"))) == 20


def test_those_who_are_out_at_the_port_need_no_way_back() -> None:
    mission = depot(coaches=0)
    anywhere = tuple(
        attrs.evolve(party, destination="") if party.destination == "home" else party
        for party in mission.parties
    )
    assert at_port(driven_out(attrs.evolve(mission, parties=anywhere))) == 10


def test_own_vehicles_with_seats_bring_crews_back() -> None:
    mission = depot(coaches=0, drivers=40)
    carriers = Fleet(
        fleet="carriers",
        vehicle="carrier",
        site="hub",
        count=2,
        ownership="own",
        crew_party="hub-drivers",
        value=60_000,
    )
    mission = attrs.evolve(mission, fleets=(*mission.fleets, carriers))
    # Twenty drivers ride back on the two carriers' 36 seats.
    assert at_port(driven_out(mission)) == 10


def test_escorts_escort_themselves_out() -> None:
    mission = depot()
    trucks, coaches = mission.fleets
    scouts = attrs.evolve(trucks, fleet="scouts", vehicle="scout", count=8, value=300_000)
    legs = tuple(
        attrs.evolve(leg, strikes_per_100km=0.001) if leg.mode == "road" else leg
        for leg in mission.legs
    )
    mission = attrs.evolve(mission, fleets=(scouts, coaches), legs=legs, requirements=(ESCORT,))
    judged = driven_out(mission)
    # The coach is not sent back alone: escorts go with it, and no fewer than may go at all.
    assert 0 < at_port(judged) < 8
    back = {row.serial for row in judged.plan.stages if row.origin == "port"}
    assert back


@pytest.mark.parametrize("payload", ["people", "any"])
def test_nobody_drives_out_who_may_not_cross_back(payload) -> None:
    refused = Permission(
        permission="border",
        mode="road",
        where="hub-port",
        direction="both",
        payload=payload,
        provider="Sri Lanka",
        state="refused",
    )
    assert at_port(driven_out(depot(permissions=(refused,)))) == 0


def test_crews_who_may_not_go_by_road_drive_nothing() -> None:
    mission = depot()
    by_air = tuple(attrs.evolve(party, by_road=False) for party in mission.parties)
    assert at_port(driven_out(attrs.evolve(mission, parties=by_air))) == 0


@pytest.mark.parametrize("shipped", [0.3, 0.45])
def test_nothing_drives_to_an_exit_that_pays_no_more(shipped) -> None:
    mission = depot(dispositions=recovering(shipped, 0.45))
    judged = searched(mission)
    assert standing(Case(mission, judged.plan)) == []
    assert at_port(driven_out(mission)) == 0


def test_what_costs_more_on_the_way_than_it_gains_stays() -> None:
    mission = depot()
    dear = tuple(attrs.evolve(kind, cost_per_km=150.0) for kind in mission.vehicles)
    assert at_port(driven_out(attrs.evolve(mission, vehicles=dear))) == 0


def test_where_no_exit_is_to_be_had_they_go_to_whoever_stays_at_a_hub() -> None:
    mission = depot("inland")
    guards = tuple(party for party in mission.parties if party.party != "inland-guard")
    legs = tuple(leg for leg in mission.legs if leg.leg != "hub-port")
    judged = driven_out(attrs.evolve(mission, parties=guards, legs=legs))
    assert at_port(judged, "hub") == 10
    assert judged.terms.value_lost == pytest.approx(20 * 100_000 * 0.55)


def test_a_port_that_takes_ten_vehicles_a_day_has_two_days_for_twenty() -> None:
    mission = depot("inland")
    sites = tuple(
        attrs.evolve(site, receive_vehicles_per_day=11) if site.site == "port" else site
        for site in mission.sites
    )
    judged = driven_out(attrs.evolve(mission, sites=sites))
    days = {stage.arrive.date() for stage in judged.plan.stages if stage.destination == "port"}
    assert at_port(judged) == 20
    assert len(days) == 2


def test_engines_go_by_rail() -> None:
    mission = depot()
    kinds = tuple(attrs.evolve(kind, mode="rail") for kind in mission.vehicles)
    legs = tuple(
        attrs.evolve(leg, mode="rail") if leg.mode == "road" else leg for leg in mission.legs
    )
    assert at_port(driven_out(attrs.evolve(mission, vehicles=kinds, legs=legs))) == 10


def test_a_floor_that_drivers_hold_stays_held() -> None:
    mission = depot(drivers=40)
    floor = tuple(
        attrs.evolve(site, holding_people=30) if site.site == "hub" else site
        for site in mission.sites
    )
    armed = tuple(attrs.evolve(party, armed=True) for party in mission.parties)
    judged = driven_out(attrs.evolve(mission, sites=floor, parties=armed))
    assert at_port(judged) >= 5


def test_vehicles_in_repair_follow() -> None:
    mission = depot(drivers=40)
    trucks, coaches = mission.fleets
    fleets = (attrs.evolve(trucks, out_of_service_share=0.2), coaches)
    assert at_port(driven_out(attrs.evolve(mission, fleets=fleets))) == 10


def test_drivers_who_stay_at_the_hub_come_back_to_it() -> None:
    mission = depot()
    staying = tuple(attrs.evolve(party, destination=party.site) for party in mission.parties)
    judged = driven_out(attrs.evolve(mission, parties=staying))
    assert at_port(judged) == 10
    assert {stage.mode for stage in judged.plan.stages} == {"road"}


def test_every_convoy_that_is_offered_is_lawful() -> None:
    mission = depot("inland", "desert")
    plan = searched(mission).plan
    plans = list(Outings(mission, Network(mission), plan).plans(lambda: False))
    assert plans
    assert all(judge(mission, one.plan).lawful for one in plans)


def test_who_is_asked_to_stop_offers_nothing_more() -> None:
    mission = depot("inland")
    outings = Outings(mission, Network(mission), searched(mission).plan)
    assert list(outings.plans(lambda: True)) == []
