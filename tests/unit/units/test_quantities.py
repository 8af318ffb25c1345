"""Units and the factors between them."""

from exeunt.units.quantities import factor_between, is_unit


def test_factors_between_units():
    assert factor_between("kg", "t") == 0.001
    assert factor_between("TEU/hour", "TEU/day") == 24
    assert is_unit("kg")
    assert not is_unit("")
    assert not is_unit("pieces of eight")
