"""Numbers with slopes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.facts.tangent import Tangent, slopes_of

KEYS = [("t", i, "f") for i in range(3)]


FINITE = st.floats(min_value=0.1, max_value=9.0)


@given(x=FINITE, y=FINITE, z=FINITE)
def test_slopes_follow_the_chain_rule(x, y, z):
    def f(a, b, c):
        return sum(
            [2 * a * b, (b - c) / a, 3.0 / c, -(a / (b + 1)), max(0.0, a - 100.0), min(a, 1e9)]
        )

    found = f(*(Tangent(v, {key: 1.0}) for v, key in zip((x, y, z), KEYS, strict=True)))
    assert float(found) == pytest.approx(f(x, y, z))
    for i, key in enumerate(KEYS):
        moved = [x, y, z]
        moved[i] += 1e-6
        assert slopes_of(found).get(key, 0.0) == pytest.approx(
            (f(*moved) - f(x, y, z)) / 1e-6, rel=1e-3, abs=1e-3
        )


def test_a_plain_number_has_no_slopes():
    assert slopes_of(3.0) == {}
    assert 1 - Tangent(3.0, {KEYS[0]: 1.0}) == -2.0
    assert slopes_of(1 - Tangent(3.0, {KEYS[0]: 1.0})) == {KEYS[0]: -1.0}
