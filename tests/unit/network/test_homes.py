"""Where people and kit are out."""

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.network.homes import kit_homes, may_ship, may_stay, may_take, people_homes
from tests.support.missions.planner_country import (
    LIAISON,
    PORT,
    SHIP,
    STAFF,
    STORES,
    country,
)


def test_any_exit_is_home_where_no_destination_is_named() -> None:
    base = country()
    harbour = attrs.evolve(PORT, site="harbour")
    mission = attrs.evolve(base, sites=(*base.sites, harbour))
    assert people_homes(mission, STAFF) == kit_homes(mission, STORES) == {"port", "harbour"}
    assert kit_homes(mission, attrs.evolve(STORES, destination="port")) == {"port"}
    assert people_homes(mission, attrs.evolve(STAFF, destination="harbour")) == {"harbour"}


def test_people_may_stay_at_a_site_that_is_no_exit_and_kit_may_not() -> None:
    mission = country()
    assert people_homes(mission, attrs.evolve(STAFF, destination="town")) == {"town"}
    assert kit_homes(mission, attrs.evolve(STORES, destination="town")) == frozenset()


@pytest.mark.parametrize(
    ("dispositions", "allowed", "may"),
    [
        ((), (), True),
        ((SHIP,), (), True),
        ((Disposition(disposition="ship", lawful=False),), (), False),
        ((), ("ship", "sell"), True),
        ((), ("sell",), False),
    ],
)
def test_kit_is_shipped_where_it_is_lawful_and_allowed(
    dispositions: tuple[Disposition, ...], allowed: tuple[str, ...], may: bool
) -> None:
    mission = country(dispositions=dispositions)
    assert may_ship(mission, attrs.evolve(STORES, allowed=allowed)) is may


def test_kit_stays_in_use_only_with_people_who_stay() -> None:
    mission = country(parties=(attrs.evolve(LIAISON, provider="Aland"), STAFF))
    assert may_stay(mission, STORES, "town")
    assert not may_stay(mission, STORES, "fort")
    assert not may_stay(country(parties=(STAFF,)), STORES, "town")
    for provider, may in (("Aland", True), ("Bland", False), ("", True)):
        lot = attrs.evolve(STORES, owner="contingent", provider=provider)
        assert may_stay(mission, lot, "town") is may


@pytest.mark.parametrize(
    ("way", "site", "may"),
    [
        ("sell", "fort", True),
        ("handover", "fort", True),
        ("gift", "town", False),
        ("destroy", "town", True),
        ("transfer", "town", True),
        ("transfer", "fort", False),
    ],
)
def test_kit_goes_to_somebody_who_is_there(way: str, site: str, may: bool) -> None:
    assert may_take(country(parties=(LIAISON,)), STORES, site, way) is may
