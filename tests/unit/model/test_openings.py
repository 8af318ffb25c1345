"""Columns of opening hours are the same for sites and for legs."""

import pytest

from exeunt.model.columns import columns
from exeunt.model.legs import Leg
from exeunt.model.places import Site


@pytest.mark.parametrize("name", ["opens", "closes", "daylight"])
def test_sites_and_legs_tell_their_hours_alike(name: str) -> None:
    site, leg = (next(c for c in columns(kind) if c.name == name) for kind in (Site, Leg))
    assert (site.kind, site.unit, site.headers, site.default) == (
        leg.kind,
        leg.unit,
        leg.headers,
        leg.default,
    )
    assert site.meaning != leg.meaning


def test_clock_times_are_hours_of_a_day() -> None:
    opens, closes = (next(c for c in columns(Leg) if c.name == n) for n in ("opens", "closes"))
    assert (opens.ge, opens.le, closes.ge, closes.le) == (0, 24, 0, 24)
    assert "blank is midnight" in opens.meaning
    assert "of the next day" in closes.meaning
