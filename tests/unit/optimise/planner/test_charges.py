"""What a convoy costs and gains by itself: the referee's own terms, and by hand."""

import attrs
import pytest

from exeunt.model.requirements import Requirement
from exeunt.optimise.planner.charges import cost, daily_cost, fixed_harm, gain, pays, seats_gain
from exeunt.optimise.planner.draft import Draft, book
from exeunt.rules.ledger import case
from exeunt.rules.terms import risk, transport
from tests.support.missions.planner_country import (
    AIRWAY,
    BUS,
    ESCORT,
    ESCORTS,
    FORT_TOWN,
    GUARDS,
    MI8,
    MI8S,
    STAFF,
    STORES,
    TOWN_PORT,
    TRUCK,
    TRUCKS,
    UP,
    Parts,
    country,
)

STRUCK = attrs.evolve(FORT_TOWN, strikes_per_100km=0.01, casualties_per_strike=2.0)
ARMOUR = attrs.evolve(
    STORES, lot="armour", quantity=2, self_driving=True, crew=2, seats=8, armoured=True
)
ESCORTED = Requirement(
    requirement="escort", activity="convoy", where="road", capability="escort", amount=1
)
HARDENED = attrs.evolve(ESCORT, armoured=True, seats=2)


def composed(**changes) -> tuple[Parts, Draft]:
    given = {"lots": (STORES,), "legs": (STRUCK, TOWN_PORT)}
    parts = Parts(country(**(given | changes)))
    draft = parts.convoys.compose(UP, 0)
    assert draft is not None
    return parts, draft


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"lots": (STORES, ARMOUR), "parties": (GUARDS,)},
        {
            "requirements": (ESCORTED,),
            "vehicles": (TRUCK, BUS, HARDENED),
            "fleets": (TRUCKS, ESCORTS),
            "parties": (GUARDS,),
        },
    ],
)
def test_a_convoy_costs_what_the_terms_say(changes: dict) -> None:
    parts, draft = composed(**changes)
    book(parts.world, draft)
    opened = case(parts.mission, parts.world.written.plan(()))
    harm = sum(risk(opened, hop) for hop in opened.hops)
    prices = parts.mission.prices
    assert harm > 0
    paid = harm * prices.casualty + transport(opened) * prices.money
    assert cost(parts.world, draft) == pytest.approx(paid)


def test_kit_gains_what_lies_between_its_ends() -> None:
    parts, draft = composed(legs=(FORT_TOWN, TOWN_PORT))
    lot = parts.mission.lot["stores"]
    choice = parts.worth.choice(lot, "fort", 0.0)
    ((best, way),) = [move for move in choice.moves if move[1].destination == "town"]
    journey = parts.worth.journey(lot, way, 0.0)
    assert gain(parts.world, parts.worth, draft) == pytest.approx(
        6 * (best + journey - choice.local_utility)
    )


def test_a_convoy_pays_by_its_kit_or_by_its_people() -> None:
    parts, draft = composed(legs=(FORT_TOWN, TOWN_PORT), parties=(GUARDS,))
    assert pays(parts.world, parts.worth, draft, flown=False)
    fatal = attrs.evolve(STRUCK, casualties_per_strike=200.0)
    dear, convoy = composed(legs=(fatal, TOWN_PORT), parties=(GUARDS,))
    convoy.riders = {"guards": 1}
    assert not pays(dear.world, dear.worth, convoy, flown=False)
    dear.worth.parameters = attrs.evolve(dear.worth.parameters, seat_worth=1e9)
    assert pays(dear.world, dear.worth, convoy, flown=False)


def test_a_seat_is_worth_what_it_spares_those_who_could_fly() -> None:
    parts, draft = composed(
        legs=(STRUCK, TOWN_PORT, AIRWAY), parties=(STAFF,), aircraft=(MI8,), air_fleets=(MI8S,)
    )
    (way,) = [way for way in parts.worth.ways(0.0, "people") if way.mode == "air"]
    assert (way.origin, way.destination) == ("fort", "town")
    by_seat = parts.worth.parameters.seat_worth * draft.riders["staff"]
    assert seats_gain(parts.world, parts.worth, draft, flown=False) == by_seat
    spared = seats_gain(parts.world, parts.worth, draft, flown=True)
    assert spared == pytest.approx(draft.riders["staff"] * parts.worth.fare(way, 0.0))
    assert 0 < spared < by_seat


def test_a_seat_is_worth_all_to_those_whom_nothing_flies() -> None:
    parts, draft = composed(parties=(STAFF,))
    by_seat = parts.worth.parameters.seat_worth * draft.riders["staff"]
    assert seats_gain(parts.world, parts.worth, draft, flown=True) == by_seat


def test_harm_that_is_the_same_however_few_go_is_a_share_of_each_strike() -> None:
    parts, draft = composed()
    share = parts.mission.doctrine.fixed_share
    strikes = 2 * 0.01 * 2.0 * share
    assert fixed_harm(parts.world, draft) == pytest.approx(strikes * parts.mission.prices.casualty)
    draft.vehicles = {"trucks": 1}
    assert fixed_harm(parts.world, draft) < cost(parts.world, draft)


def test_a_day_of_a_site_costs_money_and_danger() -> None:
    fort = {
        "standing_cost_per_day": 500,
        "perimeter_risk_per_day": 0.01,
        "person_risk_per_day": 1e-4,
    }
    parts, _ = composed(fort=fort, parties=(GUARDS,))
    casualty = parts.mission.prices.casualty
    assert daily_cost(parts.world, "fort") == pytest.approx(500 + (0.01 + 20 * 1e-4) * casualty)
