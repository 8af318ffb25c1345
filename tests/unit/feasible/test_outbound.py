"""Who and what has to leave, and what may stay by a lawful way."""

import attrs
import pytest

from exeunt.feasible.outbound import disposable, ships, travellers
from exeunt.model.dispositions import Disposition
from tests.support.missions.planner_country import (
    GUARDS,
    LIAISON,
    SELL,
    SHIP,
    STAFF,
    STORES,
    country,
    day,
)


def test_who_is_out_already_travels_no_more():
    there = attrs.evolve(STAFF, party="there", site="port")
    nobody = attrs.evolve(STAFF, party="nobody", count=0)
    mission = country(parties=(STAFF, there, nobody, GUARDS))
    assert travellers(mission) == [STAFF, GUARDS]


@pytest.mark.parametrize(
    ("changes", "shipped"),
    [
        ({}, True),
        ({"quantity": 0}, False),
        ({"site": "port"}, False),
        ({"allowed": ("sell",)}, False),
        ({"allowed": ("ship", "sell")}, True),
    ],
)
def test_what_ships(changes, shipped):
    lot = attrs.evolve(STORES, **changes)
    assert ships(country(lots=(lot,)), lot) is shipped


TRANSFER = Disposition(disposition="transfer")
DESTROY = Disposition(disposition="destroy")


@pytest.mark.parametrize(
    ("rows", "changes", "may"),
    [
        ((SHIP,), {}, False),
        ((SHIP, SELL), {}, True),
        ((attrs.evolve(SELL, lawful=False),), {}, False),
        ((SELL,), {"allowed": ("ship",)}, False),
        ((SELL,), {"kit_class": "weapon"}, False),  # arms go into nobody's hands
        ((DESTROY,), {"kit_class": "weapon"}, True),
        ((SELL,), {"owner": "contingent"}, False),  # it is not the mission's to sell
        ((SELL,), {"owner": "contingent", "consent": True}, True),
        ((TRANSFER,), {"owner": "contingent", "site": "town"}, True),
        ((TRANSFER,), {}, False),  # the fort closes
    ],
)
def test_what_may_be_disposed_of(rows, changes, may):
    lot = attrs.evolve(STORES, **changes)
    mission = country(lots=(lot,), dispositions=rows, parties=(LIAISON,))
    assert disposable(mission, lot) is may


@pytest.mark.parametrize(
    ("fort", "may"),
    [
        ({"receiver_ready": day(30)}, True),
        ({"receiver_ready": day(31)}, False),  # planning has ended by then
        ({"receiver": ""}, False),
    ],
)
def test_kit_is_sold_only_to_somebody_who_comes(fort, may):
    mission = country(fort=fort, lots=(STORES,), dispositions=(SELL,))
    assert disposable(mission, STORES) is may


def test_kit_is_transferred_only_to_somebody_who_stays():
    here = attrs.evolve(STORES, site="town", owner="contingent", provider="Aland")
    theirs = attrs.evolve(LIAISON, provider="Aland")
    for parties, may in (((), False), ((LIAISON,), False), ((theirs,), True)):
        mission = country(lots=(here,), dispositions=(TRANSFER,), parties=parties)
        assert disposable(mission, here) is may
