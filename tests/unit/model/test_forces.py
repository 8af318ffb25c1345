"""What lots have in common."""

import attrs
import pytest

from exeunt.model.forces import Lot, unlabelled

STORES = Lot(
    lot="stores",
    site="alpha",
    item="tents",
    quantity=12,
    mass_t=9.0,
    teu=1.0,
    kit_class="general",
    owner="mission",
    note="rolled",
)


def test_units_of_lots_that_differ_in_place_number_and_words_are_the_same():
    other = attrs.evolve(STORES, lot="more", site="bravo", item="huts", quantity=3, note="")
    assert unlabelled(other) == unlabelled(STORES)
    assert unlabelled(STORES).mass_t == 9.0


@pytest.mark.parametrize(
    "change", [{"mass_t": 8.0}, {"owner": "contingent"}, {"destination": "port"}, {"value": 1.0}]
)
def test_whatever_else_differs_makes_another_unit(change):
    assert unlabelled(attrs.evolve(STORES, **change)) != unlabelled(STORES)
