"""Orders for convoys."""

import attrs
import pytest

from exeunt.facts.movements import movements
from exeunt.model.plan import Load
from exeunt.papers.convoy_orders.execution import stretches
from exeunt.papers.convoy_orders.needs import needs, percentile
from exeunt.papers.convoy_orders.order import order
from tests.support.pages.paper_parts import words_of
from tests.support.pages.paper_world import dossier, mission, plan


def test_stretches_end_where_it_halts_or_anything_boards():
    by_serial = {m.serial: m for m in dossier("tiny").movements}
    assert [(len(part.hops), part.halt) for part in stretches(by_serial["C-001"])] == [
        (1, 24.0),
        (1, 0.0),
    ]
    assert [len(part.hops) for part in stretches(by_serial["C-003"])] == [2, 2]


def test_supplies_of_an_order_are_those_of_the_rule_and_at_the_doctrines_percentile():
    movement = next(m for m in dossier("tiny").movements if m.serial == "C-003")
    doctrine = attrs.evolve(mission("tiny").doctrine, supply_z=1.96)
    found = attrs.evolve(mission("tiny"), doctrine=doctrine)
    assert percentile(found) == pytest.approx(97.5, abs=1e-3)
    assert "each stage at percentile 97.5 of its duration" in words_of(
        order(dossier("tiny", mission=found), movement)
    )
    load = Load(
        serial=movement.serial,
        kind="supply",
        item="water",
        quantity=500.0,
        board_stage=2,
        alight_stage=2,
        role="used",
    )
    more = attrs.evolve(plan("tiny"), loads=(*plan("tiny").loads, load))
    before, after = (
        {n.supply: n.carried for n in needs(found, m)}
        for m in (movement, next(m for m in movements(found, more) if m.serial == "C-003"))
    )
    assert after == before
