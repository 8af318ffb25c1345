"""What moving kit and people is worth, by hand."""

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.model.legs import Leg
from exeunt.model.stores import Permission
from exeunt.network.network import Network
from exeunt.optimise.planner.worth import Way, Worth
from tests.support.missions.planner_country import (
    AIRWAY,
    BUS,
    FORT_TOWN,
    GUARDS,
    LIAISON,
    MI8,
    MI8S,
    SELL,
    SHIP,
    STAFF,
    STORES,
    TOWN,
    TOWN_PORT,
    TRUCK,
    country,
    day,
)

DESTROY = Disposition(disposition="destroy", cost_per_unit=500)


UP_COUNTRY = 2.3 * (2.5 * 100 + 240)
"""What a truck's journey from fort to town counts as: 100 km at 2 and half a litre at 1, and a day at 240, with the way back and the escort's share."""


DOWN_COUNTRY = 2.3 * (2.5 * 200 + 240)


def worth(mission, scale: float = 1.0) -> Worth:
    return Worth(Network(mission), scale)


def way(found: Worth, origin: str, destination: str, payload: str = "cargo") -> Way:
    (one,) = [
        w for w in found.ways(0, payload) if (w.origin, w.destination) == (origin, destination)
    ]
    return one


def test_ways_end_at_the_next_hub() -> None:
    found = worth(country(lots=(STORES,)))
    assert {(w.origin, w.destination) for w in found.ways(0, "cargo")} == {
        ("fort", "town"),
        ("town", "port"),
    }
    through = Worth(Network(country(lots=(STORES,))), through=True)
    assert {(w.origin, w.destination) for w in through.ways(0, "cargo")} == {
        ("fort", "town"),
        ("town", "port"),
        ("fort", "port"),
    }
    assert (way(through, "fort", "port").km, way(through, "fort", "port").hours) == (300, 20)


def test_a_journey_by_hand() -> None:
    found = worth(country(lots=(STORES,)))
    assert found.journey(STORES, way(found, "fort", "town"), 0) == pytest.approx(UP_COUNTRY)
    # Two of 0.4 TEU go on a truck of one, and each pays for half of it.
    assert found.journey(
        attrs.evolve(STORES, teu=0.4), way(found, "fort", "town"), 0
    ) == pytest.approx(0.5 * UP_COUNTRY)
    for too_much in ({"teu": 2}, {"mass_t": 30}, {"outsize": True}):
        lot = attrs.evolve(STORES, **too_much)
        assert found.journey(lot, way(found, "fort", "town"), 0) == float("inf")
    assert worth(country(), 3.0).journey(STORES, way(found, "fort", "town"), 0) == pytest.approx(
        3 * UP_COUNTRY
    )


def test_danger_is_shared_by_forty_loads() -> None:
    found = worth(
        country(
            legs=(
                attrs.evolve(FORT_TOWN, strikes_per_100km=0.01, casualties_per_strike=2.0),
                TOWN_PORT,
            )
        )
    )
    assert found.danger(way(found, "fort", "town"), 0) == pytest.approx(0.02)
    assert found.journey(STORES, way(found, "fort", "town"), 0) == pytest.approx(
        UP_COUNTRY + 0.02 * 2_000_000 / 40
    )


def test_valuable_kit_is_shipped_stop_by_stop() -> None:
    found = worth(country(lots=(STORES,)))
    fort, town = found.choice(STORES, "fort", 0), found.choice(STORES, "town", 0)
    assert (fort.local, fort.local_utility) == ("sell", 10_000)
    assert town.best == pytest.approx(20_000 - 500 - DOWN_COUNTRY)
    assert fort.best == pytest.approx(20_000 - 500 - DOWN_COUNTRY - UP_COUNTRY)
    assert [w.destination for _, w in fort.moves] == ["town"]


def test_cheap_kit_is_sold_where_it_stands() -> None:
    cheap = attrs.evolve(STORES, value=3_000)
    choice = worth(country(lots=(cheap,))).choice(cheap, "fort", 0)
    assert (choice.local, choice.best, choice.moves) == ("sell", 1_500, ())


def test_kit_that_may_not_be_given_is_destroyed_or_abandoned_by_its_harm() -> None:
    arms = attrs.evolve(
        STORES, kit_class="weapon", value=0, harm_if_captured=10, allowed=("destroy",)
    )
    found = worth(country(lots=(arms,), dispositions=(SELL, DESTROY)))
    assert found.local(arms, "fort", 0) == [(-500, "destroy"), (-500_000, "abandon")]
    assert found.choice(arms, "fort", 0).moves == ()
    harmless = attrs.evolve(arms, harm_if_captured=0)
    assert found.local(harmless, "fort", 0)[-1] == (0, "abandon")


@pytest.mark.parametrize(
    ("lot", "disposition", "site", "may"),
    [
        ({}, "sell", "fort", True),
        ({}, "sell", "port", False),
        ({"allowed": ("ship",)}, "sell", "fort", False),
        ({"kit_class": "ammunition"}, "sell", "fort", False),
        ({"kit_class": "armour"}, "sell", "fort", False),
        ({"owner": "contingent"}, "sell", "fort", False),
        ({"owner": "contingent", "consent": True}, "sell", "fort", True),
        ({"owner": "contingent"}, "destroy", "fort", False),
        (
            {"owner": "contingent", "consent": True, "kit_class": "ammunition"},
            "destroy",
            "fort",
            True,
        ),
        ({}, "transfer", "fort", False),
        ({}, "transfer", "town", True),
        ({}, "gift", "fort", False),
        ({}, "handover", "fort", False),
    ],
)
def test_what_may_become_of_kit(lot: dict, disposition: str, site: str, may: bool) -> None:
    rows = (
        SELL,
        DESTROY,
        Disposition(disposition="transfer"),
        Disposition(disposition="handover", lawful=False),
    )
    found = worth(country(dispositions=rows, parties=(LIAISON,))).disposition(
        attrs.evolve(STORES, **lot), disposition, site
    )
    assert (found is not None) is may


def test_kit_goes_only_to_the_exit_that_is_its_destination() -> None:
    lot = attrs.evolve(STORES, destination="town")
    assert worth(country(lots=(lot,))).choice(lot, "town", 0).moves == ()
    assert (
        worth(country(lots=(lot,), dispositions=(attrs.evolve(SHIP, lawful=False), SELL)))
        .choice(STORES, "town", 0)
        .moves
        == ()
    )


def test_two_hubs_never_send_each_other_the_same_kit() -> None:
    base = country()
    east = attrs.evolve(TOWN, site="east", lon=2)
    between = Leg(
        leg="between", origin="town", destination="east", mode="road", km=50, travel_hours=5
    )
    out = Leg(
        leg="east-port", origin="east", destination="port", mode="road", km=210, travel_hours=10
    )
    mission = attrs.evolve(
        base, sites=(*base.sites, east), legs=(*base.legs, between, out), lots=(STORES,)
    )
    found = worth(mission)
    moves = {
        (s, w.destination)
        for s in ("fort", "town", "east")
        for _, w in found.choice(STORES, s, 0).moves
    }
    assert not {(b, a) for a, b in moves} & moves
    assert ("fort", "town") in moves


def test_what_is_still_to_go_by_hand() -> None:
    found = worth(country(parties=(STAFF, attrs.evolve(GUARDS, destination="town"))))
    assert found.togo(STAFF, 0) == pytest.approx(
        {"port": 0, "town": 200 * 0.2 + 10, "fort": 300 * 0.2 + 20}
    )
    assert found.togo(attrs.evolve(GUARDS, destination="town"), 0) == pytest.approx(
        {"town": 0, "fort": 30}
    )


def test_a_flight_costs_both_ways_by_the_seat() -> None:
    mission = country(
        legs=(FORT_TOWN, TOWN_PORT, AIRWAY),
        aircraft=(MI8,),
        air_fleets=(MI8S,),
        parties=(attrs.evolve(STAFF, by_road=False, destination="town"),),
    )
    found = worth(mission)
    assert found.togo(mission.parties[0], 0) == pytest.approx(
        {"town": 0, "fort": 2 * 2000 / 20 + 1}
    )
    assert found.togo(mission.parties[0], 0, surface=True) == {"town": 0}


def test_nobody_who_may_not_drive_is_sent_by_road() -> None:
    walker = attrs.evolve(STAFF, by_road=False)
    assert worth(country(parties=(walker,))).togo(walker, 0) == {"port": 0}


def test_ways_are_those_open_to_a_nation() -> None:
    leave = Permission(
        permission="p", mode="road", where="fort-town", provider="Chad", state="granted"
    )
    refused = attrs.evolve(leave, permission="q", provider="", state="refused")
    chad, togo = (
        attrs.evolve(STAFF, party=nation.lower(), provider=nation) for nation in ("Chad", "Togo")
    )
    found = worth(country(parties=(chad, togo), permissions=(leave, refused)))
    assert [sorted(found.togo(p, 0)) for p in (chad, togo)] == [
        ["fort", "port", "town"],
        ["port", "town"],
    ]
    kit, own = (attrs.evolve(STORES, lot=p.party, provider=p.provider) for p in (chad, togo))
    assert found.choice(kit, "fort", 0).moves
    assert not found.choice(own, "fort", 0).moves


def test_a_hub_with_nothing_but_aircraft_is_a_detour() -> None:
    base = country(parties=(STAFF,), aircraft=(MI8,), air_fleets=(MI8S,))
    west = attrs.evolve(TOWN, site="west", lon=0)
    legs = (
        *base.legs,
        Leg(
            leg="west-fort", origin="west", destination="fort", mode="road", km=100, travel_hours=10
        ),
        attrs.evolve(AIRWAY, origin="west"),
    )
    found = worth(attrs.evolve(base, sites=(*base.sites, west), legs=legs))
    assert found.detour(STAFF, "fort", "west", 0)
    assert not found.detour(STAFF, "fort", "town", 0)


def test_long_ways_short_runways_and_no_runways_are_not_flown() -> None:
    step = Network(country(legs=(AIRWAY,))).steps["fort"][0]
    found = worth(country(legs=(AIRWAY,)))
    assert found.can_fly(MI8, step)
    assert not found.can_fly(attrs.evolve(MI8, aircraft="short", range_km=99), step)
    assert not found.can_fly(attrs.evolve(MI8, aircraft="plane", runway="unpaved"), step)
    assert not worth(country(fort={"runway": "none"}, legs=(AIRWAY,))).can_fly(MI8, step)


def test_kit_moves_by_a_journey_that_costs_nothing() -> None:
    free = attrs.evolve(TRUCK, cost_per_km=0, cost_per_day=0)
    assert worth(country(lots=(STORES,), vehicles=(free, BUS))).choice(STORES, "fort", 0).moves


def test_lots_that_differ_in_place_and_number_alone_share_what_they_are_worth() -> None:
    more = attrs.evolve(STORES, lot="more", site="town", quantity=60)
    dear = attrs.evolve(STORES, lot="dear", value=90_000)
    found = worth(country(lots=(STORES, more, dear)))
    assert found.choice(more, "fort", 0) is found.choice(STORES, "fort", 0)
    assert found.choice(dear, "fort", 0).best > found.choice(STORES, "fort", 0).best


def test_a_place_is_a_client_of_the_hub_its_people_go_on_by() -> None:
    assert worth(country(parties=(GUARDS,))).clients == {"town": {"fort"}}
    assert worth(country(parties=(attrs.evolve(GUARDS, site="town"),))).clients == {}, (
        "the town does not close"
    )
    assert worth(country()).clients == {}, "nobody is there"


@pytest.mark.parametrize(("due", "t", "days"), [(None, 0, 0), (5, 0, 25), (5, 240, 20), (40, 0, 0)])
def test_kit_that_never_comes_costs_from_its_due_date_on(
    due: float | None, t: float, days: float
) -> None:
    mission = country()
    lot = attrs.evolve(STORES, due_by=None if due is None else day(due))
    assert worth(mission).late(lot, t) == days * mission.prices.unit_day_late


def test_kit_goes_where_its_carriers_get_home_from() -> None:
    border = attrs.evolve(TOWN, site="border", role="exit", stays_open=False)
    gate = Leg(leg="gate", origin="fort", destination="border", mode="road", km=10, two_way=False)
    sites = (*country().sites, border)

    def ends(*legs: Leg) -> set[str]:
        found = worth(country(lots=(STORES,), sites=sites, legs=legs))
        choice = found.choice(STORES, "fort", 0.0)
        return {way.destination for _, way in choice.moves}

    assert ends(FORT_TOWN, TOWN_PORT, gate) == {"town"}
    assert ends(FORT_TOWN, gate) == {"border"}, "better that than nothing"
    assert ends(FORT_TOWN, TOWN_PORT, attrs.evolve(gate, two_way=True)) == {"border"}


def test_freight_pays_for_the_flight_from_and_to_where_aircraft_are_based() -> None:
    field = attrs.evolve(TOWN, site="field")
    out = attrs.evolve(AIRWAY, leg="out", origin="field", destination="fort", travel_hours=3)
    back = attrs.evolve(AIRWAY, leg="back", origin="town", destination="field", travel_hours=2)
    radio = attrs.evolve(STORES, mass_t=4, teu=0)

    def price(base: str) -> float:
        fleet = attrs.evolve(MI8S, site=base)
        found = worth(
            country(
                lots=(radio,),
                sites=(*country().sites, field),
                legs=(AIRWAY, out, back, TOWN_PORT),
                aircraft=(MI8,),
                air_fleets=(fleet,),
            )
        )
        return found.journey(radio, way(found, "fort", "town"), 0.0)

    assert price("town") == 2 * 1 * 2000
    assert price("field") == (3 + 1 + 2) * 2000
