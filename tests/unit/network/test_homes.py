"""Where people and kit are out."""

import attrs
import pytest

from exeunt.model.forces import Disposition
from exeunt.network.homes import kit_homes, may_ship, people_homes
from tests.support.missions.planner_country import PORT, SHIP, STAFF, STORES, country


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
