"""Convoys on dangerous roads wait for more loads: how long, how many, and for whom."""

import math

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.draft import Draft
from exeunt.optimise.planner.gathering import LOOKS, TIMES, Gathering
from exeunt.optimise.planner.tactics import PATIENCE, opening
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.judge import Judged, judge
from tests.support.missions.planner_country import (
    FORT_TOWN,
    GUARDS,
    STORES,
    TOWN_PORT,
    TRUCKS,
    UP,
    Parts,
    country,
    day,
)

DEADLINE, WAIT = 200 * 24, 240
STRUCK = attrs.evolve(FORT_TOWN, strikes_per_100km=0.1, casualties_per_strike=1.0)


def dangerous(**changes) -> Mission:
    """Many months, and a road on which mines are."""
    given = {
        "deadline": day(200),
        "end": day(230),
        "legs": (STRUCK, TOWN_PORT),
        "lots": (STORES,),
    }
    return country(**(given | changes))


def composed(t: float = 24.0, **changes) -> tuple[Gathering, Draft]:
    parts = Parts(dangerous(**changes), patience=WAIT)
    draft = parts.convoys.compose(UP, t)
    assert draft is not None
    return Gathering(parts.world, parts.worth, parts.tactics), draft


def test_a_small_convoy_waits_on_a_dangerous_road_until_patience_ends() -> None:
    gathering, draft = composed()
    assert gathering.waits(draft, 24)
    assert gathering.waits(draft, 24 + WAIT / 2)
    assert not gathering.waits(draft, 24 + WAIT)
    assert gathering.waits(draft, 48 + WAIT), "the next ones wait anew"


def test_nobody_looks_again_before_a_share_of_the_wait_is_over() -> None:
    gathering, draft = composed()
    assert not gathering.rests(UP, 24)
    gathering.waits(draft, 24)
    assert gathering.rests(UP, 24 + WAIT / LOOKS - 1)
    assert not gathering.rests(UP, 24 + WAIT / LOOKS)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"legs": (FORT_TOWN, TOWN_PORT)}, id="nobody is in danger"),
        pytest.param({"doctrine": {"convoy_max": 6}}, id="the convoy is as large as may be"),
    ],
)
def test_what_gains_nothing_by_waiting_goes(changes: dict) -> None:
    gathering, draft = composed(**changes)
    assert not gathering.waits(draft, 24)


def test_the_dearer_the_load_the_sooner_it_goes() -> None:
    waits = []
    for value in (8_000_000, 2_000_000):
        gathering, draft = composed(lots=(attrs.evolve(STORES, value=value),))
        waits.append(next(t for t in range(WAIT + 25) if not gathering.waits(draft, t)))
    # Two legs with half a casualty to every ten convoys: half of each strike is the same for all.
    harm = 2 * 0.1 * 0.5 * 2_000_000
    gain = 6 * (8_000_000 / 2 - 500)
    assert waits[0] == math.ceil(TIMES * DEADLINE * harm / gain)
    assert waits[0] < waits[1] <= WAIT


@pytest.mark.parametrize(("days", "waits"), [(1.5, 0), (3, 72), (300, WAIT)])
def test_loads_keep_no_base_open_for_longer_than_pays(days: float, waits: float) -> None:
    # 200,000 of harm is spared; what would be over before anything is decided again is none.
    gathering, draft = composed(fort={"standing_cost_per_day": 200_000 / days})
    hours = next(t for t in range(WAIT + 1) if not gathering.waits(draft, 24 + t))
    assert hours == waits


def test_where_a_site_stays_open_anyway_its_days_cost_nothing() -> None:
    gathering, draft = composed(fort={"standing_cost_per_day": 200_000, "stays_open": True})
    assert gathering.waits(draft, 24)


def test_loads_of_one_way_wait_together_whoever_fetches_them() -> None:
    gathering, draft = composed()
    other = attrs.evolve(draft, lane=attrs.evolve(UP, home="fort"))
    assert gathering.waits(draft, 24)
    assert not gathering.waits(other, 24 + WAIT)


def test_once_enablers_are_released_nothing_waits() -> None:
    gathering, draft = composed()
    assert not gathering.waits(draft, Parts(dangerous()).tactics.release_at)


def test_missions_of_months_have_patience() -> None:
    mission = dangerous()
    assert opening(mission, Network(mission)).patience == pytest.approx(PATIENCE * DEADLINE)
    assert opening(country(), Network(country())).patience == 0


def planned(mission: Mission, **tactics) -> Judged:
    network = Network(mission)
    changed = attrs.evolve(opening(mission, network), **tactics)
    return judge(mission, build(mission, network, Worth(network), changed).plan)


def test_kit_packed_day_by_day_goes_in_fewer_convoys_and_less_danger() -> None:
    mission = dangerous(
        fort={"pack_teu_per_day": 0.5, "close_from": day(150), "holding_people": 20},
        parties=(GUARDS,),
        legs=(attrs.evolve(STRUCK, strikes_per_100km=0.02), TOWN_PORT),
        lots=(attrs.evolve(STORES, quantity=40, value=400_000),),
        fleets=(attrs.evolve(TRUCKS, count=40),),
    )
    hasty, patient = planned(mission, patience=0.0), planned(mission)
    assert patient.lawful
    assert len(patient.plan.serials) < len(hasty.plan.serials)
    assert patient.terms.casualties_move < 0.8 * hasty.terms.casualties_move
    assert patient.terms.value_lost == hasty.terms.value_lost
    assert patient.objective < hasty.objective
