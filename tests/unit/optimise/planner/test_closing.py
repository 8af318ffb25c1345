"""Closings: in one go, not too early, with the site's own vehicles, leaving nothing; and whole plans of the small country."""

from datetime import timedelta

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Party
from exeunt.model.hazards import Season
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.prices import Prices
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Supply
from exeunt.model.transport import Fleet, VehicleType
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.trim import trim
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.referee import referee
from exeunt.rules.terms import terms
from tests.support.missions.planner_country import (
    AIRWAY,
    BUS,
    BUSES,
    ESCORT,
    ESCORTS,
    FORT,
    FORT_TOWN,
    GUARDS,
    LIAISON,
    MI8,
    MI8S,
    SELL,
    SHIP,
    STAFF,
    STORES,
    TOWN_PORT,
    TRUCK,
    TRUCKS,
    Parts,
    country,
    day,
)


def built(mission: Mission, **tactics) -> Plan:
    network = Network(mission)
    found = build(
        mission, network, Worth(network), attrs.evolve(opening(mission, network), **tactics)
    )
    assert found is not None
    plan = trim(mission, found.plan)
    assert referee(mission, found.plan) == referee(mission, plan) == ()
    return plan


def closes(mission: Mission, **tactics) -> float:
    (closure,) = built(mission, **tactics).closures
    assert closure.site == "fort"
    return mission.hours(closure.close)


def test_a_fort_closes_when_its_last_convoy_leaves() -> None:
    mission = country(parties=(GUARDS,), fort={"holding_people": 20})
    plan = built(mission)
    (closure,) = plan.closures
    assert mission.hours(closure.close) == 10 + 24
    assert closure.last_serials == (plan.stages[0].serial,)
    assert terms(mission, plan).not_out == 0


def test_it_does_not_close_before_its_closing_hours_are_over() -> None:
    assert closes(country(parties=(GUARDS,), fort={"closing_hours": 50.0})) >= 50
    assert (
        closes(country(parties=(GUARDS,), fort={"closing_hours": 50.0, "close_from": day(2)})) >= 98
    )


def test_it_closes_by_its_last_date() -> None:
    stores = attrs.evolve(STORES, quantity=100)
    assert closes(country(parties=(GUARDS,), lots=(stores,), fort={"close_by": day(6)})) <= 6 * 24


def test_called_late_it_still_closes() -> None:
    assert (
        closes(
            country(parties=(GUARDS,), lots=(attrs.evolve(STORES, quantity=500),)),
            close_at={"fort": 200.0, "town": 1e9},
        )
        >= 200
    )


def test_the_floor_leaves_in_one_go() -> None:
    mission = country(
        parties=(attrs.evolve(GUARDS, count=100),),
        fort={"holding_people": 60},
        doctrine={"last_lift_hours": 24},
    )
    plan = built(mission)
    close = mission.hours(plan.closures[0].close)
    last = [
        x
        for x in plan.loads
        if x.kind == "people" and x.serial in plan.closures[0].last_serials and x.board_stage == 2
    ]
    assert sum(x.quantity for x in last) >= 60
    assert all(close - mission.hours(plan.serials[x.serial][1].depart) <= 24 for x in last)


def test_a_floor_too_large_for_one_go_stays() -> None:
    mission = country(
        parties=(attrs.evolve(GUARDS, count=100),),
        fort={"holding_people": 100},
        doctrine={"last_lift_hours": 4},
    )
    plan = built(mission)
    assert plan.closures == ()
    assert terms(mission, plan).not_out == 100


def test_a_place_that_stays_open_does_not_close() -> None:
    assert (
        built(country(parties=(GUARDS,), fort={"stays_open": True, "holding_people": 5})).closures
        == ()
    )


def test_nobody_there_closes_a_place_at_once() -> None:
    assert closes(country(fort={"closing_hours": 30.0})) <= 54


def test_its_own_vehicles_leave_with_the_last_lift() -> None:
    own = attrs.evolve(BUSES, fleet="own", site="fort", count=1, value=50_000)
    plan = built(country(parties=(GUARDS,), fleets=(own, TRUCKS)))
    assert not [d for d in plan.disposals if d.lot == "own"]
    assert any(x.item == "own" for x in plan.loads)


def test_what_cannot_move_is_abandoned_when_it_closes() -> None:
    broken = attrs.evolve(BUSES, fleet="own", site="fort", count=4, out_of_service_share=0.5)
    plan = built(country(parties=(GUARDS,), fleets=(broken,)))
    left = [(d.lot, d.disposition, d.quantity, d.done) for d in plan.disposals]
    assert left == [("own", "abandon", 2, plan.closures[0].close)]


def test_a_garrison_flies_out_where_there_is_no_road() -> None:
    guards = attrs.evolve(GUARDS, by_road=False, destination="town")
    mission = country(
        parties=(guards,),
        legs=(AIRWAY, TOWN_PORT),
        aircraft=(MI8,),
        air_fleets=(MI8S,),
        fort={"holding_people": 20},
    )
    plan = built(mission)
    assert plan.closures[0].last_serials == ("F-0001",)
    assert terms(mission, plan).not_out == 0


def test_closing_waits_for_the_receiver_where_the_vacuum_costs_more_than_the_days() -> None:
    fort = {"receiver": "mayor", "receiver_ready": day(6), "standing_cost_per_day": 1_000}
    assert closes(country(parties=(GUARDS,), fort=fort)) >= 6 * 24
    dear = fort | {"standing_cost_per_day": 300_000}
    (closure,) = built(country(parties=(GUARDS,), fort=dear)).closures
    assert closure.close == day(0, 34)
    assert closure.vacuum_days == pytest.approx((6 * 24 - 34) / 24, abs=1e-3)


def test_kit_left_in_a_place_that_closes_is_disposed_of_or_abandoned_by_then() -> None:
    arms = attrs.evolve(STORES, lot="arms", kit_class="weapon", harm_if_captured=1, value=0)
    mission = country(
        parties=(GUARDS,),
        lots=(arms,),
        dispositions=(
            Disposition(disposition="destroy", lead_hours=12),
            attrs.evolve(SHIP, lawful=False),
        ),
    )
    plan = built(mission)
    assert [(d.disposition, d.quantity) for d in plan.disposals] == [("destroy", 6)]
    assert all(d.done <= plan.closures[0].close for d in plan.disposals)


def test_kit_in_use_is_disposed_of_when_its_site_has_stopped_working() -> None:
    plant = attrs.evolve(STORES, lot="plant", in_use=True)
    mission = country(
        parties=(GUARDS,),
        lots=(plant,),
        fort={"packing_days": 1},
        dispositions=(
            Disposition(disposition="destroy", lead_hours=12),
            attrs.evolve(SHIP, lawful=False),
        ),
    )
    plan = built(mission)
    assert [(d.disposition, d.quantity) for d in plan.disposals] == [("destroy", 6)]
    (closure,) = plan.closures
    assert all(d.start >= closure.close - timedelta(days=1) for d in plan.disposals)


def test_nothing_leaves_before_serials_have_had_notice() -> None:
    mission = country(parties=(GUARDS, STAFF), lots=(STORES,), fort={"holding_people": 10})
    warned = attrs.evolve(mission, doctrine=attrs.evolve(mission.doctrine, notice_hours=50))
    assert min(stage.depart for stage in built(warned).stages) == day(3)
    assert terms(warned, built(warned)).not_out == 0


def test_a_camp_with_more_vehicles_than_a_convoy_takes_leaves_none_behind() -> None:
    """The crews of hired trucks would be left with them: what finds no place in the last lift goes ahead, escorts enough for the rest stay."""
    struck = attrs.evolve(FORT_TOWN, strikes_per_100km=0.01, casualties_per_strike=1.0)
    escort = Requirement(
        requirement="escort",
        activity="convoy",
        where="road",
        capability="escort",
        amount=1,
        per_vehicles=4,
    )
    fleets = tuple(
        attrs.evolve(f, site="fort", count=n) for f, n in ((TRUCKS, 25), (BUSES, 3), (ESCORTS, 9))
    )
    mission = country(
        parties=(attrs.evolve(GUARDS, count=60),),
        legs=(struck, TOWN_PORT),
        fleets=fleets,
        requirements=(escort,),
        fort={"holding_people": 40},
        doctrine={"convoy_max": 16},
    )
    plan = built(mission)
    assert not [d for d in plan.disposals if d.disposition == "abandon"]
    assert terms(mission, plan).not_out == 0
    assert len(plan.closures) == 1


def test_a_last_lift_goes_onward_though_another_hub_is_as_near() -> None:
    outpost = attrs.evolve(
        FORT, site="a-outpost", lat=18.1, role="hub", stays_open=True, turn_hours=0
    )
    near = Leg(
        leg="outpost-fort",
        origin="a-outpost",
        destination="fort",
        mode="road",
        km=20,
        travel_hours=1,
    )
    own = attrs.evolve(BUSES, site="fort", count=1)
    mission = country(parties=(GUARDS,), fleets=(own, TRUCKS))
    mission = attrs.evolve(mission, sites=(*mission.sites, outpost), legs=(*mission.legs, near))
    (closure,) = built(mission).closures
    last = [s for s in built(mission).stages if s.serial in closure.last_serials]
    assert last[-1].destination == "town"


def test_a_hub_waits_for_those_who_go_on_by_it_and_not_for_others() -> None:
    inland = attrs.evolve(FORT, site="inland", lat=19)
    way = Leg(
        leg="inland-fort", origin="inland", destination="fort", mode="road", km=120, travel_hours=10
    )
    mission = country(
        parties=(GUARDS, attrs.evolve(GUARDS, party="others", site="inland")), fort={"role": "hub"}
    )
    mission = attrs.evolve(mission, sites=(*mission.sites, inland), legs=(*mission.legs, way))
    worth = Worth(Network(mission))
    assert worth.clients == {"fort": {"inland"}, "town": {"fort"}}
    closes_at = {c.site: c.close for c in built(mission).closures}
    assert closes_at["inland"] < closes_at["fort"]


def test_the_last_lift_of_a_failed_attempt_leaves_no_trace() -> None:
    parts = Parts(
        country(
            parties=(attrs.evolve(GUARDS, count=100),),
            doctrine={"last_lift_hours": 4},
            fort={"holding_people": 100},
        )
    )
    assert not parts.closing.close("fort", 0)
    assert parts.world.people.at("fort") == {"guards": 100}
    assert (
        parts.world.written.stages
        == parts.world.written.loads
        == parts.world.written.closures
        == []
    )
    assert not parts.closing.due("fort", 0)


def test_kit_is_shipped_and_people_are_out() -> None:
    mission = country(parties=(GUARDS, STAFF), lots=(STORES,), fort={"holding_people": 10})
    plan = built(mission)
    found = terms(mission, plan)
    assert (found.not_out, found.late_person_days, found.value_lost) == (0, 0, 0)


def test_more_than_one_period_length_makes_a_lawful_plan() -> None:
    for period in (4, 6, 12):
        mission = country(
            parties=(GUARDS, STAFF),
            lots=(STORES,),
            fort={"holding_people": 10},
            period_hours=period,
        )
        assert terms(mission, built(mission)).not_out == 0


def test_kit_still_at_the_hub_in_the_end_is_disposed_of_there() -> None:
    stores = attrs.evolve(STORES, site="town", destination="port")
    mission = country(
        lots=(stores,),
        legs=(FORT_TOWN,),
        fort={"close_from": day(29)},
        dispositions=(SHIP, Disposition(disposition="transfer")),
        parties=(LIAISON,),
    )
    assert [(d.site, d.disposition, d.quantity) for d in built(mission).disposals] == [
        ("town", "transfer", 6)
    ]


def test_a_ship_waits_for_its_load_while_more_is_to_come() -> None:
    ship = VehicleType(
        vehicle="ship",
        mode="sea",
        payload_t=400,
        teu=20,
        crew=5,
        cost_per_km=10,
        cost_per_day=1_000,
    )
    ships = Fleet(fleet="ships", vehicle="ship", site="town", count=1, ownership="contracted")
    sea = Leg(leg="sea", origin="town", destination="port", mode="sea", km=300, travel_hours=20)
    lots = (
        attrs.evolve(STORES, lot="few", site="town", quantity=2),
        attrs.evolve(STORES, quantity=9),
    )
    mission = country(
        parties=(GUARDS,),
        lots=lots,
        legs=(FORT_TOWN, sea),
        vehicles=(TRUCK, BUS, ship),
        fleets=(TRUCKS, BUSES, ships),
        fort={"holding_people": 10},
    )
    plan = built(mission)
    shipped = {s.serial for s in plan.stages if s.mode == "sea"}
    first = min(shipped)
    assert sum(x.quantity for x in plan.loads if x.kind == "lot" and x.serial == first) == 11


def test_enablers_of_the_hub_go_home_in_the_end() -> None:
    crews = Party(party="crews", site="town", count=20, population="troops")
    mission = country(
        parties=(GUARDS, crews),
        vehicles=(TRUCK, BUS, ESCORT),
        fleets=(attrs.evolve(BUSES, crew_party="crews"), attrs.evolve(TRUCKS, crew_party="crews")),
    )
    assert terms(mission, built(mission)).not_out == 0


def test_people_are_not_brought_to_where_the_water_does_not_last() -> None:
    water = Supply(supply="water", site="town", stock=1000, use_per_person_day=10)
    mission = country(
        parties=(STAFF,),
        supplies=(water,),
        seasons=(Season(leg="town-port", closed_from=day(0), closed_to=day(15)),),
    )
    assert referee(mission, built(mission)) == ()


def test_one_crate_that_is_not_ready_does_not_hold_a_garrison() -> None:
    mission = country(
        parties=(GUARDS,),
        lots=(attrs.evolve(STORES, quantity=1, ready_from=day(25)),),
        fort={"holding_people": 10, "standing_cost_per_day": 5_000.0, "receiver": ""},
        dispositions=(SHIP,),
    )
    plan = built(mission)
    assert [(d.lot, d.disposition) for d in plan.disposals] == [("stores", "abandon")]
    assert terms(mission, plan).late_person_days == 0


def test_a_receiver_is_waited_for_where_what_he_takes_is_worth_the_days() -> None:
    for allowed, waits in ((("sell",), True), ((), False)):
        mission = country(
            lots=(attrs.evolve(STORES, allowed=allowed),),
            fort={"receiver_ready": day(10), "standing_cost_per_day": 1_000.0},
            dispositions=(SHIP, SELL),
            prices=Prices(vacuum_day=0.0),
        )
        # What the last lift takes is nothing that he saves.
        assert Parts(mission).closing.due("fort", 0) is not waits


def test_a_dear_site_does_not_wait_for_kit_that_gains_less_than_its_days() -> None:
    def cleared(cost: float) -> bool:
        mission = country(
            lots=(attrs.evolve(STORES, quantity=60),), fort={"standing_cost_per_day": cost}
        )
        return Parts(mission, last_share=0.0).closing._cleared("fort", 0.0)

    assert not cleared(0.0)
    assert cleared(1e6)


def test_nothing_of_the_arms_of_a_floor_stays_unaccounted_for_at_a_closing() -> None:
    first = attrs.evolve(STORES, lot="armour-a", quantity=2, kit_class="armour")
    second = attrs.evolve(first, lot="armour-b")
    parts = Parts(country(lots=(first, second), fort={"floor_armour": 2}))
    parts.closing._dispose_of_rest("fort", 48.0)
    assert not any(parts.world.kit.at("fort").values())
