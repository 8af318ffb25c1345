"""Guards of the bound: who holds a site is in danger there, whoever he is."""

from collections import defaultdict

import attrs
import pytest

from exeunt.model.plan import Plan
from exeunt.optimise.bound import pools, relaxation
from exeunt.optimise.bound.flows import Present
from exeunt.optimise.bound.grid import Ways, grid
from exeunt.optimise.bound.guards import guards
from exeunt.optimise.bound.pools import Pools
from exeunt.optimise.bound.relaxation import charged
from exeunt.rules.terms import terms
from tests.oracles.test_plans_in_bound import faults, lawful_edits
from tests.support.missions.planner_country import GUARDS, STAFF, country
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.plan_in_columns import least
from tests.support.plans.searching import searched
from tests.support.programmes import Row, frame_of, rows

DAILY = 0.001
"""Casualties a person and day at the fort."""


class Guarded:
    """The fort with a floor of ten, a watch, and people of three kinds, in days."""

    def __init__(self, *, watched: bool = True, **fort: object) -> None:
        risky = {"person_risk_per_day": DAILY, "holding_people": 10}
        self.frame = frame_of(country(fort=risky | fort, parties=(GUARDS, STAFF)), 24.0)
        lp, n = self.frame.lp, self.frame.grid.n
        self.armed, self.unarmed, self.moved = ([lp.column(0, 20) for _ in range(n)] for _ in "123")
        self.watch = [lp.column(0, 15) for _ in range(n)]
        before = len(rows(self.frame))
        present = {
            "fort": [
                Present(self.armed, True, {}, 20, {}),
                Present(self.unarmed, False, {}, 20, {}),
                Present(self.moved, True, {}, 0, {}, 0),
            ]
        }
        watches = {("fort", b): c for b, c in enumerate(self.watch)} if watched else {}
        self.paid = guards(self.frame, present, watches)
        self.rows = rows(self.frame)[before:]

    def of(self, column: int) -> list[Row]:
        return [row for row in self.rows if column in row.terms]


def test_floor_and_watch_are_of_armed_people_who_pay_unless_they_pay_already() -> None:
    fort = Guarded()
    [(guard, price)] = fort.paid[3]
    floor, watch = fort.of(guard)
    assert floor.terms == {guard: 1.0, fort.armed[3]: 1.0, fort.frame.opens["fort"][3]: -10.0}
    assert watch.terms == {guard: 1.0, fort.armed[3]: 1.0, fort.watch[3]: -1.0}
    assert (floor.low, watch.low) == (0.0, 0.0)
    a_day = DAILY * fort.frame.mission.prices.casualty
    assert (price * 24, fort.frame.lp.cost[guard]) == pytest.approx((a_day, a_day))
    assert fort.frame.lp.high[guard] == 15.0


def test_a_site_that_stays_open_has_its_floor_to_the_end() -> None:
    fort = Guarded(stays_open=True, watched=False)
    [(guard, _)] = fort.paid[-1]
    assert [(r.terms, r.low) for r in fort.of(guard)] == [({guard: 1.0, fort.armed[-1]: 1.0}, 10.0)]


@pytest.mark.parametrize("fort", [{"person_risk_per_day": 0.0}, {"holding_people": 0}])
def test_without_danger_or_anything_to_hold_nobody_pays(fort: dict[str, object]) -> None:
    guarded = Guarded(watched=False, **fort)
    assert (guarded.rows, [paid for paid in guarded.paid if paid]) == ([], [])


def held(seed: int):
    """Return a small mission whose bases are in danger and held, by more and by fewer people."""
    mission = small_mission(seed)
    armed: dict[str, int] = defaultdict(int)
    for party in mission.parties:
        armed[party.site] += party.count if party.armed else 0
    # With few of them needed the rest may go before, and with many the perimeter is worth more.
    share = (0.2, 0.5, 1.0)[seed % 3]
    sites = tuple(
        attrs.evolve(
            site,
            person_risk_per_day=(0.0003, 0.002)[seed % 2],
            perimeter_risk_per_day=(0.0, 0.01, 0.05)[(seed + 1) % 3],
            holding_people=int(share * armed[site.site]),
        )
        if site.role == "base"
        else attrs.evolve(site, person_risk_per_day=0.0002)
        for site in mission.sites
    )
    return attrs.evolve(mission, sites=sites)


@pytest.mark.parametrize("most", [24, -1])
@pytest.mark.parametrize("seed", range(2))
def test_plans_that_hold_bases_have_a_place(
    seed: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "FINE_PARTIES", most)
    mission = held(seed)
    best = searched(mission, 1, seed)
    assert best is not None
    plans = (best.plan, Plan(), *lawful_edits(mission, best.plan, 2, seed))
    assert all(terms(mission, plan).casualties_site for plan in plans)
    for plan in plans:
        assert faults(mission, plan, 72, 24) == []


def test_without_guards_others_would_hold_a_site_as_if_nobody_was_in_danger(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mission = held(11)
    ways = Ways(mission)
    days, costs = grid(mission, 72), list[float]()
    for _ in range(2):
        linear, _ = charged(mission, days, ways, Pools(mission, ways), whole=False)
        cost = least(linear)
        assert cost is not None
        costs.append(cost)
        monkeypatch.setattr(relaxation, "guards", lambda frame, *_: [[]] * frame.grid.n)
    assert costs[0] > costs[1] + 1_000
