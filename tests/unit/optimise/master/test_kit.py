"""Kit of the master: what a unit costs by where it ends, and at what rates."""

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.network.network import Network
from exeunt.optimise.integers import Effort, solve_inside
from exeunt.optimise.master.frame import Frame
from exeunt.optimise.master.kit import Kit
from tests.support.missions.planner_country import SHIP, STORES, country


def kit(*dispositions: Disposition, **changes) -> Kit:
    mission = country(lots=(attrs.evolve(STORES, **changes),), dispositions=dispositions)
    return Kit(Frame(mission, Network(mission)))


def ended(found: Kit) -> dict[str, float]:
    found.end()
    point = solve_inside(found.f.lp.freeze(), Effort(stop=lambda: False)).point
    return {way: point[column] for (_, _, way), column in found.ends.items()}


def test_a_unit_costs_what_it_does_not_recover():
    found = kit(SHIP, Disposition(disposition="gift", recovery_share=0.25, cost_per_unit=100))
    assert found.locally("stores", "fort") == pytest.approx(15_100)
    assert found.shipped("stores", "port") == pytest.approx(500)
    assert found.shipped("stores", "town") == float("inf")


def test_without_a_lawful_way_it_is_left():
    assert kit(SHIP, harm_if_captured=2).locally("stores", "fort") == pytest.approx(
        20_000 + 2 * country().prices.capture_point
    )


def test_all_units_end_the_cheapest_way_at_its_rate():
    slow = Disposition(disposition="sell", recovery_share=0.5, rate_per_day=0.1)
    spent = ended(kit(SHIP, slow))
    assert spent["sell"] + spent["abandon"] == pytest.approx(6, abs=0.01)
    assert spent["sell"] == pytest.approx(3, abs=0.01)


def test_what_is_done_only_after_its_lead_has_fewer_days():
    slow = Disposition(disposition="sell", recovery_share=0.5, rate_per_day=0.1, lead_hours=240)
    assert ended(kit(SHIP, slow))["sell"] == pytest.approx(2, abs=0.05)
