"""What stands at the sites, and what all axes ask of shared means."""

import pytest

from exeunt.feasible.axes import axes
from tests.support.missions.two_legs import spoken, two_legs


def test_together_adds_what_the_axes_share():
    weeks = dict(axes(two_legs()).together.weeks)
    assert weeks["trucks"] == pytest.approx((50 * 116 + 50 * 20) / 168 / 8)
    assert weeks["escorts"] == pytest.approx(70 * 116 / 168 / 20)


def test_kit_that_can_only_fly_is_named():
    m = two_legs(legs=tuple(leg for leg in two_legs().legs if leg.leg != "kidal-gao"))
    found = axes(m)
    assert {s.site: s.no_way_units for s in found.sites} == {"kidal": 120, "gao": 0}
    assert "Kidal: 120 shippable units have no way out by road, river, rail or sea." in spoken(m)
