"""Every lawful plan has a place in the bound's programme, on any grid, for no more than it costs."""

from random import Random

import attrs
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from exeunt.model.dispositions import Disposition
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.bound import pools
from exeunt.optimise.bound.vehicles import Rolling
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.referee import referee
from exeunt.rules.terms import terms
from tests.support.missions.changed_missions import changed_missions, changed_tactics
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.plan_in_columns import Programme
from tests.support.plans.all_edits import KINDS, made
from tests.support.plans.port_run_by_hand import by_hand
from tests.support.plans.searching import searched


def faults(mission: Mission, plan: Plan, *hours: float) -> list[str]:
    """Return what keeps a plan out of the programme on any of some grids."""
    return [fault for h in hours for fault in Programme(mission, h).faults(plan)]


def lawful_edits(mission: Mission, plan: Plan, number: int, seed: int) -> list[Plan]:
    """Return edits of a plan that break no rule: what planners would not do, and hands might."""
    random, found = Random(seed), []
    for _ in range(12 * number):
        one = made(mission, plan, random.choice(sorted(KINDS)), random.randrange(100))
        if one and one.mission == mission and len(found) < number:
            found += [one.plan] if not referee(mission, one.plan) else []
    return found


@pytest.mark.parametrize("seed", range(6))
def test_plans_of_small_missions_have_a_place(seed: int) -> None:
    mission = small_mission(seed)
    best = searched(mission, 4, seed)
    assert best is not None
    for plan in (best.plan, Plan(), *lawful_edits(mission, best.plan, 3, seed)):
        assert faults(mission, plan, 48, 12) == []


# Shrunk, a mission would be no plainer to read, and the search for it takes minutes.
@settings(max_examples=8, deadline=None, derandomize=True, phases=[Phase.generate])
@given(st.data())
def test_plans_of_changed_missions_have_a_place(data: st.DataObject) -> None:
    mission = data.draw(changed_missions())
    network = Network(mission)
    tactics = data.draw(changed_tactics(mission, network))
    built = build(mission, network, Worth(network, tactics.worth, through=tactics.through), tactics)
    assert built is not None
    assume(not referee(mission, built.plan))
    end = mission.hours(mission.end)
    assert faults(mission, built.plan, end / 6, end / 13) == []


@pytest.mark.parametrize("seed", range(6))
def test_plans_have_a_place_where_unlike_ones_are_pooled(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "FINE_PARTIES", -1)
    for mission in (small_mission(seed), shipped_mission("tiny"), shipped_mission("port-run")):
        best = searched(mission, 1, seed)
        assert best is not None
        end = mission.hours(mission.end)
        assert faults(mission, best.plan, end / 6, end / 15) == []


def owned(mission: Mission) -> Mission:
    """Return a mission whose vehicles are its own and dear, whose kit is packed slowly."""
    ship = Disposition(disposition="ship", kit_class="vehicle", owner="mission", recovery_share=0.9)
    keep = Disposition(
        disposition="transfer", kit_class="vehicle", owner="mission", recovery_share=0.4
    )
    return attrs.evolve(
        mission,
        dispositions=(*mission.dispositions, ship, keep),
        fleets=tuple(
            attrs.evolve(fleet, ownership="own", value=4_000.0 * (1 + n))
            for n, fleet in enumerate(mission.fleets)
        ),
        sites=tuple(
            attrs.evolve(site, pack_teu_per_day=1.5) if site.role == "base" else site
            for site in mission.sites
        ),
    )


@pytest.mark.parametrize("most", [24, -1])
@pytest.mark.parametrize("seed", range(4))
def test_own_vehicles_lose_no_more_in_the_programme_than_in_the_plan(
    seed: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "FINE_PARTIES", most)
    mission = owned(small_mission(seed))
    best = searched(mission, 3, seed)
    assert best is not None
    plans = (best.plan, Plan(), *lawful_edits(mission, best.plan, 3, seed))
    assert any(terms(mission, plan).value_lost for plan in plans)
    for plan in plans:
        assert faults(mission, plan, 48, 24) == []


def test_a_plan_made_by_hand_has_a_place() -> None:
    """It books people on flights whose leave is only asked for, with seats held by road."""
    mission = shipped_mission("port-run")
    assert faults(mission, by_hand(mission), 12, 4, 2) == []


def test_a_row_that_asks_too_much_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    mission = small_mission(1)
    best = searched(mission, 2)
    assert best is not None
    monkeypatch.setattr(Rolling, "places", property(lambda r: 0.1 * r.kind.seats))
    assert any("_seated" in fault for fault in faults(mission, best.plan, 24))


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "hours", "plans"),
    [
        ("tiny", (48, 12), 3),
        ("port-run", (12, 3), 3),
        ("kabul-2021", (12, 3), 3),
        ("lebanon-2006", (12, 3), 3),
        ("unamid-2021", (672, 168), 1),
        pytest.param("littoral", (672,), 1, marks=pytest.mark.hours),
        ("mali-2023", (672, 336), 1),
    ],
)
def test_plans_of_shipped_missions_have_a_place(
    name: str, hours: tuple[float, ...], plans: int
) -> None:
    """So many plans, each with one lawful edit: those of months take a minute or more each."""
    mission = shipped_mission(name)
    network = Network(mission)
    first = opening(mission, network)
    others = (first, attrs.evolve(first, worth=3.0), attrs.evolve(first, fill=0.2))
    for n, tactics in enumerate(others[:plans]):
        built = build(mission, network, Worth(network, tactics.worth), tactics)
        assert built is not None
        if not referee(mission, built.plan):
            for plan in (built.plan, *lawful_edits(mission, built.plan, 1, n)):
                assert faults(mission, plan, *hours) == []
