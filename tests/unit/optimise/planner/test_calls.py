"""When last lifts are best called: by what days open, and those of vacuum, cost."""

import math

import attrs
import pytest

from exeunt.model.prices import Prices
from exeunt.network.network import Network
from exeunt.optimise.planner.calls import sooner, taken_over, waits_until
from tests.support.missions.planner_country import country, day

DEAR = Prices(vacuum_day=50_000.0)
COSTLY = {"standing_cost_per_day": 10_000.0, "perimeter_risk_per_day": 0.01}
"""A day open costs 10,000 and a hundredth of a casualty at 2 million: 30,000."""


@pytest.mark.parametrize(
    ("fort", "prices", "hour"),
    [
        ({"receiver_ready": day(12)}, DEAR, 12 * 24),
        ({"receiver_ready": day(12)}, attrs.evolve(DEAR, vacuum_day=30_001.0), 12 * 24),
        # As dear to hold as to leave to nobody: it is not waited for anybody.
        ({"receiver_ready": day(12)}, attrs.evolve(DEAR, vacuum_day=30_000.0), None),
        ({"receiver_ready": day(-3)}, DEAR, 0),
        ({"receiver_ready": None}, DEAR, None),
        ({"receiver_ready": day(12), "receiver": ""}, DEAR, None),
    ],
)
def test_a_site_is_best_handed_over_when_its_receiver_is_ready(fort, prices, hour) -> None:
    mission = country(fort=COSTLY | fort, prices=prices)
    assert taken_over(mission, mission.site["fort"]) == hour


def test_a_last_lift_is_called_so_that_vehicles_come_when_the_receiver_does() -> None:
    mission = country(fort=COSTLY | {"receiver_ready": day(12)}, prices=DEAR)
    network, fort = Network(mission), mission.site["fort"]
    # They need 10 hours from the town, none from the fort itself, and from nowhere they come not.
    assert waits_until(network, fort, ["town"]) == 12 * 24 - 10
    assert waits_until(network, fort, ["fort", "town"]) == 12 * 24
    assert waits_until(network, fort, []) == 12 * 24
    assert waits_until(network, mission.site["town"], ["town"]) == 0


def test_calls_come_nearer_to_the_day_of_the_receiver_and_never_before_it() -> None:
    mission = country(fort=COSTLY | {"receiver_ready": day(12)}, prices=DEAR)
    open_town = {"town": math.inf}
    assert sooner(mission, {"fort": 16 * 24.0, **open_town}, 0.25) == {
        "fort": 13 * 24.0,
        **open_town,
    }
    late = {"fort": 11 * 24.0, **open_town}
    assert sooner(mission, late, 0.25) == late
