"""A base a day's drive from an exit, for the bound's tests."""

from datetime import datetime, timedelta

import attrs

from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.prices import Prices

START = datetime(2030, 1, 1)


PRICES = Prices(
    casualty=1_000_000, person_day_late=2_000, person_not_out=50_000, capture_point=10_000
)


def mission(**changes: object) -> Mission:
    """Ten days, a base a day's drive from an exit, deadline on day 8."""
    base = Mission(
        name="road",
        start=START,
        deadline=START + timedelta(days=8),
        end=START + timedelta(days=10),
        prices=PRICES,
        sites=(
            Site(
                site="base",
                lat=1.0,
                lon=1.0,
                role="base",
                standing_cost_per_day=1_000,
                perimeter_risk_per_day=0.001,
                closing_hours=48,
                receiver="the district",
            ),
            Site(site="exit", lat=0.0, lon=1.0, role="exit"),
        ),
        legs=(
            Leg(
                leg="road", origin="base", destination="exit", mode="road", km=100, travel_hours=10
            ),
        ),
    )
    return attrs.evolve(base, **changes)
