"""Units and the factors between them."""

import pytest

from exeunt.units.quantities import converted, factor_between, factor_of, is_unit, kind_of
from exeunt.units.text import Unreadable


def test_factors_between_units():
    assert factor_between("kg", "t") == 0.001
    assert factor_between("TEU/hour", "TEU/day") == 24
    assert is_unit("kg")
    assert factor_between("short tons", "t") == pytest.approx(0.90718474)
    assert factor_between("LTONS", "t") == pytest.approx(1.0160469)
    assert factor_between("yards", "m") == pytest.approx(0.9144)
    assert not is_unit("")
    assert not is_unit("pieces of eight")


def test_units_are_known_by_kind_in_singular_and_plural_in_both_languages():
    assert [kind_of(u) for u in ("Tonnes", "personnes-jours", "h.", "\u00e9quipes", "ell")] == [
        "mass",
        "units",
        "time",
        "teams",
        "",
    ]
    assert is_unit("personnes-jours", "person-days")
    assert factor_of("FEU") == 2
    assert factor_of("ell") == 1


def test_a_stock_given_by_volume_is_in_litres():
    assert factor_between("m3", "units") == 1000
    assert factor_between("hL", "units") == 100


def test_months_are_converted_into_nothing():
    with pytest.raises(Unreadable, match="in days"):
        factor_between("months", "days")


def test_conversion_adds_no_digits():
    assert [converted(kg, 0.001) for kg in (9, 13, 18)] == [0.009, 0.013, 0.018]
    assert converted(2, 1000) == 2000
