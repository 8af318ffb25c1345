"""Kit that is indifferent: compared with the plan made otherwise by hand."""

import attrs
import pytest

from exeunt.evidence.fates import SHARE, fates
from exeunt.model.choices import Way
from exeunt.model.dispositions import Disposition
from exeunt.rules.judge import judge
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.tiny_by_hand import by_hand

TINY = shipped_mission("tiny")


def with_ways(recovered: float):
    """Return tiny where huts may be taken to pieces too, which brings so much of their value."""
    row = Disposition(
        disposition="destroy", kit_class="general", owner="mission", recovery_share=recovered
    )
    return attrs.evolve(TINY, dispositions=(*TINY.dispositions, row))


def asked(mission, over=lambda: False):
    plan = judge(mission, by_hand(mission))
    assert plan.lawful
    return plan, fates(mission, plan, over)


def test_kit_is_indifferent_where_another_end_costs_as_much_as_the_referee_says():
    # Five huts of 800 each are sold for a half: taken to pieces they bring 8 less.
    mission = with_ways(0.498)
    plan, found = asked(mission)
    (fate,) = found.indifferent
    assert (fate.lot, fate.site, fate.units) == ("prefabs", "alpha", 5)
    assert (fate.now, fate.other) == (Way.SELL, Way.DESTROY)
    rows = tuple(
        attrs.evolve(row, disposition="destroy") if row.lot == "prefabs" else row
        for row in plan.plan.disposals
    )
    by_self = judge(mission, attrs.evolve(plan.plan, disposals=rows))
    assert by_self.lawful
    assert fate.difference == pytest.approx(by_self.objective - plan.objective)
    assert abs(fate.difference) < found.threshold == SHARE * plan.objective


def test_kit_whose_end_matters_is_not():
    _, found = asked(with_ways(0.3))
    assert found.indifferent == ()


def test_what_breaks_a_rule_is_no_choice():
    # As good as sold, but nobody may do what is not allowed.
    mission = with_ways(0.5)
    lots = tuple(
        attrs.evolve(lot, allowed=(Way.SELL, Way.SHIP)) if lot.lot == "prefabs" else lot
        for lot in mission.lots
    )
    assert asked(attrs.evolve(mission, lots=lots))[1].indifferent == ()
    # Nor as long as no such way is there before the base closes.
    rows = [*mission.dispositions]
    rows[-1] = attrs.evolve(rows[-1], available_from=TINY.end)
    _, found = asked(attrs.evolve(mission, dispositions=tuple(rows)))
    assert found.judged == 1
    assert found.indifferent == ()


def test_shipped_kit_may_be_indifferent_too():
    # Its seat on the truck costs nothing: if it brings as much where it stands, it may stay there.
    mission = with_ways(0.5)
    lots = tuple(
        attrs.evolve(lot, value=0.0, owner="mission", allowed=(Way.SHIP, Way.DESTROY))
        if lot.lot == "comms"
        else lot
        for lot in mission.lots
    )
    ship = attrs.evolve(mission.dispositions[0], cost_per_unit=0.0)
    mission = attrs.evolve(mission, lots=lots, dispositions=(ship, *mission.dispositions[1:]))
    _, found = asked(mission)
    assert ("comms", 2, Way.SHIP, Way.DESTROY) in {
        (one.lot, one.units, one.now, one.other) for one in found.indifferent
    }


def test_what_there_is_no_time_for_is_counted():
    _, found = asked(with_ways(0.498), lambda: True)
    assert (found.indifferent, found.judged) == ((), 0)
    assert found.untried == 1
