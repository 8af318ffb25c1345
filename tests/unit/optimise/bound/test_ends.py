"""Kit that has left ends somewhere, at what its own lot's law makes it cost there."""

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Disposal, Plan
from exeunt.optimise.bound.ends import Ends, at_exit, locally
from exeunt.optimise.bound.flows import Frame
from exeunt.optimise.bound.works import Works
from exeunt.rules.referee import referee
from tests.support.missions.outpost import load, stages
from tests.support.missions.planner_country import (
    FORT_TOWN,
    LIAISON,
    SELL,
    SHIP,
    STORES,
    TOWN_PORT,
    country,
    day,
)
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.plan_in_columns import Programme
from tests.support.programmes import frame_of, rows


def hub_country() -> Mission:
    """Two bases, and a hub that stays open with people who are at home there, and so may keep kit."""
    mission = small_mission(1)
    keepers = Party(party="keepers", site="hub", count=3, population="civilian", destination="hub")
    transfer = Disposition(disposition="transfer", kit_class="general", recovery_share=1.0)
    return attrs.evolve(
        mission,
        parties=(*mission.parties, keepers),
        dispositions=(*mission.dispositions, transfer),
    )


def sent_off(frame: Frame) -> tuple[Ends, int, dict[int, float]]:
    """Return the ends of the general kit of the north, what leaves, and the ends' costs."""
    pile = frame.pools.piles[frame.pools.pile_of["north-general"]]
    leaving = frame.lp.column(0.0, float(pile.quantity))
    ends = Ends(frame, Works(frame, {}), {pile.freight or 0: []})
    ends.of(frame.pools.pile_of["north-general"], [(leaving, 1.0)])
    (row,) = rows(frame, leaving)
    columns = {c: frame.lp.cost[c] for c in row.terms if c != leaving}
    assert (row.low, row.high) == (0.0, 0.0)
    return ends, leaving, columns


def test_each_end_costs_what_the_law_of_the_lot_asks_there():
    frame = frame_of(hub_country(), 24.0)
    pools = frame.pools
    pile = pools.piles[pools.pile_of["north-general"]]
    _, _, columns = sent_off(frame)
    assert pytest.approx(sorted(columns.values())) == [
        0.0,  # kept at the hub
        100.0,  # shipped
        pile.lot.value / 2,  # sold at a base that closes
    ]
    assert at_exit(pools, pile, frozenset({"out"})) == 100.0
    assert locally(pools, pile, {"hub"}) == 0.0
    assert locally(pools, pile, {"east"}) == pytest.approx(pile.lot.value / 2)


def test_what_is_kept_at_a_hub_stands_there_in_the_end():
    frame = frame_of(hub_country(), 24.0)
    ends, _, columns = sent_off(frame)
    there = frame.lp.column(0.0, 9.0)
    pile = frame.pools.piles[frame.pools.pile_of["north-general"]]
    ends.stay(pile.freight or 0, "hub", [(there, 1.0)])
    (row,) = rows(frame, there)
    (kept,) = [c for c in row.terms if c != there]
    assert frame.lp.cost[kept] == min(columns.values())
    assert (row.terms, row.high) == ({kept: pile.measure, there: -1.0}, 0.0)
    before = len(rows(frame))
    ends.stay(pile.freight or 0, "east", [(there, 1.0)])
    assert len(rows(frame)) == before, "nothing is kept where a base closes"


def behind_the_port(direct: bool) -> Mission:
    """A town, where stores are kept for nothing, that is come to from the fort through the port, or past it too."""
    keep = Disposition(disposition="transfer", kit_class="general", recovery_share=1.0)
    road = attrs.evolve(FORT_TOWN, leg="fort-port", destination="port")
    return country(
        lots=(STORES,),
        parties=(LIAISON,),
        dispositions=(SHIP, SELL, keep),
        legs=(road, TOWN_PORT, *([FORT_TOWN] if direct else [])),
    )


@pytest.mark.parametrize("direct", [False, True])
def test_kit_may_pass_its_exit_and_end_behind_it(direct: bool) -> None:
    frame = frame_of(behind_the_port(direct), 240.0)
    leaving = frame.lp.column(0.0, 6.0)
    ends = Ends(frame, Works(frame, {}), {0: []})
    ends.of(0, [(leaving, 1.0)])
    (row,) = rows(frame, leaving)
    assert sorted(frame.lp.cost[c] for c in row.terms if c != leaving)[:2] == [0.0, 0.0]


def test_a_plan_that_carries_kit_through_its_exit_is_not_above_the_bound() -> None:
    mission = behind_the_port(direct=False)
    hops = (("fort-port", "fort", "port"), ("town-port", "port", "town"))
    up = (("town-port", "town", "port"), ("fort-port", "port", "fort"))
    plan = Plan(
        stages=(
            *stages(
                "U",
                "road",
                *((*hop, day(1, 24 * n), day(1, 24 * n + 10)) for n, hop in enumerate(up)),
            ),
            *stages(
                "C",
                "road",
                *((*hop, day(4, 24 * n), day(4, 24 * n + 10)) for n, hop in enumerate(hops)),
            ),
        ),
        loads=(
            load("U", "vehicle", "trucks", 6, (1, 2)),
            load("C", "vehicle", "trucks", 6, (1, 2)),
            load("C", "lot", "stores", 6, (1, 2), "carried"),
        ),
        closures=(Closure(site="fort", close=day(6)),),
        disposals=(
            Disposal(
                site="town",
                lot="stores",
                disposition="transfer",
                quantity=6,
                start=day(6),
                done=day(6),
            ),
        ),
    )
    assert [breach.rule for breach in referee(mission, plan)] == []
    for hours in (240, 96, 24):
        assert Programme(mission, hours).faults(plan) == []
