"""Kit by key."""

import attrs

from exeunt.optimise.reduce.keys import Keys
from tests.support.missions.planner_country import STORES, country


def test_lots_are_of_one_key_where_their_units_are_alike():
    more = attrs.evolve(STORES, lot="more", site="town", item="tents", quantity=2)
    dear = attrs.evolve(STORES, lot="dear", value=1.0)
    keys = Keys.read(country(lots=(STORES, more, dear)))
    assert keys.of == {"stores": "stores", "more": "stores", "dear": "dear"}
    assert keys.one("stores") == STORES


def test_kit_in_use_is_of_the_key_of_its_own_site():
    used = attrs.evolve(STORES, in_use=True)
    there = attrs.evolve(used, lot="there", site="town")
    assert len(Keys.read(country(lots=(used, there))).lots) == 2


def test_a_lot_that_is_kept_apart_is_a_key_of_its_own() -> None:
    twin = attrs.evolve(STORES, lot="twin")
    mission = country(lots=(STORES, twin))
    assert len(Keys.read(mission).lots) == 1
    keys = Keys.read(mission, frozenset({"twin"}))
    assert keys.of == {STORES.lot: STORES.lot, "twin": "twin"}
