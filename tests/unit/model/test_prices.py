"""Prices of the terms."""

import attrs

from exeunt.model.columns import columns
from exeunt.model.figures import Doctrine
from exeunt.model.prices import FIGURES, Prices
from exeunt.rules.terms import PRICE_OF


def test_every_term_has_a_price_and_every_price_a_source() -> None:
    names = {column.name for column in columns(Prices)}
    assert set(PRICE_OF.values()) <= names
    assert all(column.source for column in columns(Prices))


def test_figures_are_of_doctrine_or_prices() -> None:
    assert {"doctrine": Doctrine, "prices": Prices} == FIGURES
    assert {field.name for field in attrs.fields(Doctrine)} & {
        field.name for field in attrs.fields(Prices)
    } == {"stated"}
