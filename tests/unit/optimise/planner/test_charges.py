"""What a convoy costs and gains by itself: the referee's own terms, and by hand."""

import attrs
import pytest

from exeunt.model.requirements import Requirement
from exeunt.optimise.planner.charges import cost, gain, pays
from exeunt.optimise.planner.draft import Draft, book
from exeunt.rules.ledger import case
from exeunt.rules.terms import risk, transport
from tests.support.missions.planner_country import (
    BUS,
    ESCORT,
    ESCORTS,
    FORT_TOWN,
    GUARDS,
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
    assert pays(parts.world, parts.worth, draft, 0.0)
    fatal = attrs.evolve(STRUCK, casualties_per_strike=20_000.0)
    dear, convoy = composed(legs=(fatal, TOWN_PORT), parties=(GUARDS,))
    convoy.riders = {"guards": 1}
    assert not pays(dear.world, dear.worth, convoy, 0.0)
    assert pays(dear.world, dear.worth, convoy, 1e12)
