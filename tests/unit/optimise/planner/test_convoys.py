"""One convoy: its size, escorts, crews, seats, loads and what it carries for itself, by hand."""

import math

import attrs
import pytest

from exeunt.model.forces import Party
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission, Supply
from exeunt.model.transport import Fleet, VehicleType
from exeunt.optimise.planner.draft import Draft, Lane, book
from exeunt.optimise.planner.lift import Lift
from tests.support.missions.planner_country import (
    BUS,
    BUSES,
    ESCORT,
    ESCORTS,
    FORT_TOWN,
    GUARDS,
    STAFF,
    STORES,
    TOWN_PORT,
    TRUCK,
    TRUCKS,
    UP,
    Parts,
    country,
    day,
)

EACH_FOUR = Requirement(
    requirement="escort",
    activity="convoy",
    where="road",
    capability="escort",
    amount=1,
    per_vehicles=4,
)
STRUCK = attrs.evolve(FORT_TOWN, strikes_per_100km=0.01, casualties_per_strike=2.0)


def compose(lane: Lane = UP, at: float = 0, *, lift: Lift | None = None, **changes) -> Draft | None:
    return Parts(country(**({"lots": (STORES,)} | changes))).convoys.compose(lane, at, lift)


def test_a_truck_for_each_container_there_and_back() -> None:
    draft = compose()
    assert (draft.vehicles, draft.carried, draft.riders) == ({"trucks": 6}, {"stores": 6}, {})
    assert [(h.depart, h.arrive) for h in draft.hops] == [(0, 10), (34, 44)]
    assert (draft.load_from, draft.load_to, draft.pickup_time, draft.drop_time) == (2, 2, 34, 44)


def test_nothing_to_fetch_is_no_convoy() -> None:
    assert compose(lots=()) is None
    assert compose(lots=(attrs.evolve(STORES, value=0),)) is None


def test_kit_with_a_due_date_is_fetched_first() -> None:
    others = attrs.evolve(STORES, lot="others", quantity=9)
    draft = compose(lots=(others, attrs.evolve(STORES, lot="wanted", due_by=day(5))))
    assert draft.carried == {"others": 4, "wanted": 6}


def test_kit_not_ready_is_not_fetched() -> None:
    assert compose(lots=(attrs.evolve(STORES, ready_from=day(1, 12)),)) is None
    assert compose(lots=(attrs.evolve(STORES, ready_from=day(1)),)).carried == {"stores": 6}


@pytest.mark.parametrize(("escorts", "trucks", "taken"), [(3, 6, 2), (2, 6, 2), (1, 4, 1)])
def test_one_escort_for_every_four_trucks(escorts: int, trucks: int, taken: int) -> None:
    draft = compose(
        requirements=(EACH_FOUR,), fleets=(TRUCKS, attrs.evolve(ESCORTS, count=escorts))
    )
    assert draft.vehicles == {"trucks": trucks, "escorts": taken}


def test_no_convoy_without_the_escort_or_team_it_needs() -> None:
    assert compose(requirements=(EACH_FOUR,)) is None
    needs_medics = attrs.evolve(EACH_FOUR, capability="medical", per_vehicles=None)
    assert compose(requirements=(needs_medics,)) is None
    assert compose(requirements=(attrs.evolve(needs_medics, threat_from=0.01),)).vehicles == {
        "trucks": 6
    }


def test_a_team_rides_along_where_there_are_seats() -> None:
    medics = Party(
        party="medics", site="town", count=8, population="troops", capabilities=(("medical", 2.0),)
    )
    needs = attrs.evolve(EACH_FOUR, where="river", capability="medical", per_vehicles=None)
    afloat = {
        "requirements": (needs,),
        "legs": tuple(attrs.evolve(leg, mode="river") for leg in (FORT_TOWN, TOWN_PORT)),
        "vehicles": tuple(attrs.evolve(kind, mode="river") for kind in (TRUCK, BUS)),
    }
    up = attrs.evolve(UP, mode="river")
    assert compose(up, parties=(medics,), **afloat) is None
    boat_for_people = compose(up, parties=(medics, STAFF), **afloat)
    assert boat_for_people.teams == {"medics": 4}
    assert sum(boat_for_people.riders.values()) == 50


def test_medics_on_the_road_ride_an_ambulance() -> None:
    medics = attrs.evolve(STAFF, party="medics", site="town", capabilities=(("medical", 2.0),))
    needs = attrs.evolve(EACH_FOUR, capability="medical", per_vehicles=None)
    assert compose(requirements=(needs,), parties=(medics, STAFF)) is None
    kind = attrs.evolve(ESCORT, vehicle="ambulance", capabilities=(("medical", 1.0),))
    ambulances = attrs.evolve(ESCORTS, vehicle="ambulance", crew_party="medics")
    draft = compose(
        requirements=(needs,),
        parties=(medics, STAFF),
        vehicles=(TRUCK, BUS, kind),
        fleets=(TRUCKS, BUSES, ambulances),
    )
    assert (draft.vehicles["escorts"], draft.crew, draft.teams) == (1, {"medics": 3}, {})


def test_a_threatened_road_is_driven_in_company() -> None:
    one = attrs.evolve(STORES, quantity=1)
    assert compose(lots=(one,)).size == 1
    assert compose(lots=(one,), legs=(STRUCK, TOWN_PORT)).size == 5
    assert (
        compose(lots=(one,), legs=(STRUCK, TOWN_PORT), fleets=(attrs.evolve(TRUCKS, count=4),))
        is None
    )


def test_no_convoy_is_longer_than_the_longest_or_than_the_column() -> None:
    assert compose(doctrine={"convoy_max": 4}).vehicles == {"trucks": 4}
    assert compose(legs=(attrs.evolve(FORT_TOWN, vehicles_per_day=3), TOWN_PORT)).vehicles == {
        "trucks": 3
    }


def test_as_many_vehicles_as_there_are_crews() -> None:
    crews = Party(party="crews", site="town", count=9, population="troops")
    draft = compose(fleets=(attrs.evolve(TRUCKS, crew_party="crews"),), parties=(crews,))
    assert (draft.vehicles, draft.crew) == ({"trucks": 4}, {"crews": 8})
    assert (
        compose(
            fleets=(attrs.evolve(TRUCKS, crew_party="crews"),),
            parties=(attrs.evolve(crews, by_road=False),),
        )
        is None
    )


def test_outsize_kit_goes_on_what_takes_it() -> None:
    cranes = attrs.evolve(STORES, lot="cranes", quantity=5, teu=2, outsize=True)
    low = VehicleType(
        vehicle="low-loader", payload_t=40, teu=2, crew=2, outsize=True, cost_per_km=2
    )
    lows = Fleet(fleet="lows", vehicle="low-loader", site="town", count=2, ownership="contracted")
    draft = compose(lots=(cranes,), vehicles=(TRUCK, low, ESCORT), fleets=(TRUCKS, lows))
    assert draft.carried == {"cranes": 2}
    assert draft.vehicles["lows"] == 2
    assert compose(lots=(cranes,), vehicles=(TRUCK, ESCORT), fleets=(TRUCKS,)) is None


def test_mass_and_size_both_limit_a_load() -> None:
    assert compose(lots=(attrs.evolve(STORES, teu=0.5),)).vehicles == {"trucks": 3}
    heavy = compose(
        lots=(attrs.evolve(STORES, teu=0.5, mass_t=19.9),), fleets=(attrs.evolve(TRUCKS, count=4),)
    )
    assert heavy.carried == {"stores": 4}
    # At 20 t there is no room left for what the drivers eat and drink.
    full = compose(
        lots=(attrs.evolve(STORES, teu=0.5, mass_t=20),), fleets=(attrs.evolve(TRUCKS, count=4),)
    )
    assert full.carried == {"stores": 3}


def test_every_unit_has_a_truck_that_takes_it_whole() -> None:
    """Four trucks of one TEU have room for five units of 0.7, but not in one piece each."""
    four = attrs.evolve(TRUCKS, count=4)
    assert compose(lots=(attrs.evolve(STORES, teu=0.7),), fleets=(four,)).carried == {"stores": 4}
    # What the large units leave is filled by small ones, truck by truck.
    small = attrs.evolve(STORES, lot="small", mass_t=1, teu=0.2, quantity=9, value=3000)
    both = compose(lots=(attrs.evolve(STORES, teu=0.7), small), fleets=(four,))
    assert both.carried == {"stores": 4, "small": 4}
    assert compose(lots=(attrs.evolve(STORES, mass_t=21),), fleets=(four,)) is None


def test_handling_rates_and_the_yard_limit_a_load() -> None:
    assert compose(fort={"load_teu_per_day": 4.0}).carried == {"stores": 4}
    assert compose(town={"unload_teu_per_day": 3.0}).carried == {"stores": 3}
    assert compose(town={"yard_teu": 2.0}).carried == {"stores": 2}


def test_kit_goes_as_it_is_packed() -> None:
    # At hour 34, when the convoy leaves the fort, a day and ten hours have been packed.
    assert compose(fort={"pack_teu_per_day": 3.0}).carried == {"stores": 4}
    assert compose(fort={"pack_teu_per_day": 3.0}).vehicles == {"trucks": 4}
    assert compose(fort={"pack_teu_per_day": 0.5}) is None


def test_kit_in_use_stays_to_be_disposed_of_when_its_site_closes() -> None:
    used = attrs.evolve(STORES, in_use=True)
    last = {"parties": (GUARDS,), "fort": {"packing_days": 1}, "lift": Lift.EVERYBODY}
    assert compose(lots=(used,), parties=(GUARDS,), fort={"packing_days": 1}).carried == {}
    assert compose(lots=(used,), **last).carried == {}
    # What drives takes people out with the last lift, as many hours as that lasts.
    cars = attrs.evolve(used, lot="cars", quantity=2, self_driving=True, crew=1, seats=4)
    assert compose(lots=(cars,), **last).driven == {"cars": 2}
    assert compose(lots=(cars,), **(last | {"fort": {"packing_days": 0.9}})).driven == {}


@pytest.mark.parametrize(
    ("people", "beds", "riders"), [(50, None, 50), (70, None, 60), (50, 40, 40)]
)
def test_people_ride_as_far_as_seats_and_beds_go(
    people: int, beds: int | None, riders: int
) -> None:
    draft = compose(lots=(), parties=(attrs.evolve(STAFF, count=people),), town={"beds": beds})
    assert draft.riders == {"staff": riders}
    assert draft.vehicles == {"buses": 2}


def test_the_floor_stays_but_for_the_last_lift() -> None:
    changes = {
        "lots": (),
        "parties": (GUARDS, attrs.evolve(STAFF, count=10)),
        "fort": {"holding_people": 15},
    }
    assert compose(**changes).riders == {"staff": 10, "guards": 5}
    assert compose(lift=Lift.EVERYBODY, **changes).riders == {"staff": 10, "guards": 20}


def test_those_who_may_not_drive_are_not_taken() -> None:
    assert compose(lots=(), parties=(attrs.evolve(STAFF, by_road=False),)) is None
    assert compose(lots=(), parties=(attrs.evolve(STAFF, destination="fort"),)) is None


def test_kit_that_drives_takes_drivers_and_seats_people() -> None:
    jeeps = attrs.evolve(STORES, lot="jeeps", quantity=4, self_driving=True, crew=2, seats=3, teu=0)
    draft = Parts(country(lots=(jeeps,), parties=(GUARDS,), fleets=())).convoys.compose(
        Lane("road", "fort", "fort", "town", returns=False), 0, lift=Lift.EVERYBODY
    )
    assert (draft.driven, draft.drivers, draft.riders) == (
        {"jeeps": 4},
        {"guards": 8},
        {"guards": 12},
    )


def test_what_a_convoy_carries_for_itself_by_hand() -> None:
    rows = tuple(Supply(supply=s, site="town", stock=10_000) for s in ("fuel", "water", "rations"))
    draft = compose(supplies=rows)
    slow = 10 * math.exp(1.2816 * 0.3)
    person_days = 12 * (slow + 24 + slow) / 24
    assert draft.used == pytest.approx(
        {"fuel": 6 * 0.5 * 200, "water": 10 * person_days, "rations": person_days}, abs=0.0011
    )
    assert compose(supplies=(rows[0],)).used == {"fuel": 600}
    assert compose(supplies=(attrs.evolve(rows[0], stock=599),)) is None


def test_a_place_that_runs_short_is_resupplied_on_the_way_up() -> None:
    rows = (
        Supply(supply="water", site="fort", stock=100, use_per_day=10),
        Supply(supply="water", site="town", stock=10_000),
    )
    parts = Parts(country(lots=(STORES,), supplies=rows))
    missing = parts.world.stocks.shortage("water", "fort", parts.tactics.close_at)
    draft = parts.convoys.compose(UP, 0)
    assert draft.delivered["water"] == math.floor(missing * 1.05 + 1)
    book(parts.world, draft)
    assert parts.world.stocks.shortage("water", "fort", parts.tactics.close_at) == 0


def test_nothing_is_drawn_before_it_has_come_in() -> None:
    assert (
        compose(supplies=(Supply(supply="fuel", site="town", stock=550, import_per_day=100),))
        is None
    )


def test_crews_that_stay_where_they_unload_need_beds_too() -> None:
    own = attrs.evolve(BUSES, fleet="own", site="fort", crew_party="guards")
    parts = Parts(country(parties=(GUARDS,), fleets=(own,), town={"beds": 19}))
    draft = parts.convoys.compose(
        Lane("road", "fort", "fort", "town", returns=False), 0, lift=Lift.EVERYBODY
    )
    assert draft is None or draft.lifted + sum(draft.crew.values()) <= 19


def test_two_convoys_keep_their_distance() -> None:
    parts = Parts(
        country(
            lots=(attrs.evolve(STORES, quantity=20),),
            fleets=(attrs.evolve(TRUCKS, count=20),),
            doctrine={"convoy_max": 10},
        )
    )
    departs = []
    while (draft := parts.convoys.compose(UP, 0)) is not None:
        departs.append(draft.hops[0].depart)
        book(parts.world, draft)
    assert departs == [0, 4]


def test_a_fleet_that_is_not_there_for_the_whole_serial_does_not_go() -> None:
    assert compose(fleets=(attrs.evolve(TRUCKS, available_from=day(1)),)) is None
    assert compose(fleets=(attrs.evolve(TRUCKS, available_to=day(1, 20)),)) is not None
    assert compose(fleets=(attrs.evolve(TRUCKS, available_to=day(1, 19)),)) is None


def test_nothing_leaves_that_would_not_arrive_in_time() -> None:
    assert compose(at=29 * 24.0) is None


def barred(payload: str) -> tuple[Permission, ...]:
    return (
        Permission(
            permission="p", mode="road", where="fort-town", payload=payload, state="refused"
        ),
    )


def test_people_and_kit_that_are_refused_are_not_carried() -> None:
    for payload in ("people", "cargo"):
        draft = compose(parties=(STAFF,), permissions=barred(payload))
        assert draft is None or not (draft.riders if payload == "people" else draft.carried)


def test_kit_goes_where_people_are_refused() -> None:
    assert compose(parties=(STAFF,), permissions=barred("people")).carried == {"stores": 6}


def test_people_go_where_kit_is_refused() -> None:
    assert compose(parties=(STAFF,), permissions=barred("cargo")).riders == {"staff": 50}


def test_a_nation_that_is_refused_does_not_keep_the_others() -> None:
    chad, togo = (
        attrs.evolve(STAFF, party=nation.lower(), provider=nation, count=20)
        for nation in ("Chad", "Togo")
    )
    kit, own = (
        attrs.evolve(STORES, lot=f"{nation.lower()}-stores", provider=nation, quantity=3)
        for nation in ("Chad", "Togo")
    )
    leave = Permission(
        permission="q", mode="road", where="fort-town", provider="Chad", state="granted"
    )
    draft = compose(
        parties=(chad, togo),
        lots=(kit, own),
        permissions=(*barred("people"), *barred("cargo"), leave),
    )
    assert (draft.riders, draft.carried) == ({"chad": 20}, {"chad-stores": 3})


def test_buses_are_the_smallest_number_that_seats_all() -> None:
    draft = compose(
        lots=(), parties=(attrs.evolve(STAFF, count=20),), fleets=(attrs.evolve(BUSES, count=9),)
    )
    assert draft.vehicles == {"buses": 1}


def test_vehicles_are_not_lent_beyond_the_day_on_which_their_own_site_is_to_close() -> None:
    """From the fort to the town for its stores, to the port and back: 78 hours and more."""
    lots, fleets = (attrs.evolve(STORES, site="town"),), (attrs.evolve(TRUCKS, site="fort"),)
    parts = Parts(country(lots=lots, fleets=fleets))
    lane = Lane("road", "fort", "town", "port", returns=True)
    draft = parts.convoys.compose(lane, 0)
    assert draft is not None
    home = draft.hops[-1].arrive
    for close, lent in ((home, True), (home - 1, False)):
        ways = parts.convoys.ways
        ways.tactics = attrs.evolve(ways.tactics, close_at={"fort": close})
        assert (parts.convoys.compose(lane, 0) is not None) == lent


def test_kit_that_drives_has_trucks_of_water_along() -> None:
    lorries = attrs.evolve(STORES, kit_class="vehicle", quantity=90, self_driving=True, crew=2)
    drivers = attrs.evolve(GUARDS, count=200)
    # What two drivers drink on their way is more than a lorry takes besides.
    thirst = {"convoy_water_per_person_day": 1500, "convoy_max": 40}
    draft = compose(lots=(lorries,), parties=(drivers,), fleets=(TRUCKS,), doctrine=thirst)
    assert draft.driven["stores"] + draft.vehicles["trucks"] == 40
