"""Orders for convoys."""

import attrs
import pytest

from exeunt.facts.movements import movements
from exeunt.model.plan import Load
from exeunt.papers.convoy_orders.execution import coordinating, stretches
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


def test_an_order_tells_the_nights_on_each_leg_and_leaves_room_for_the_places():
    def nights(march_hours_per_day):
        doctrine = attrs.evolve(mission("tiny").doctrine, march_hours_per_day=march_hours_per_day)
        told = dossier("tiny", mission=attrs.evolve(mission("tiny"), doctrine=doctrine))
        movement = next(m for m in told.movements if m.serial == "C-003")
        lines = [line for line in coordinating(told, movement) if isinstance(line, tuple)]
        return [text for text, room in lines if room.fill and "night" in text]

    # Each stage takes 24 hours.
    assert nights(24) == []
    ways = ("Bravo – Ford", "Ford – Port", "Port – Ford", "Ford – Bravo")
    # At an even pace, so that who looks for the places knows where on the road: half of 100 km.
    assert nights(10) == [
        f"{way}: 1 night on the leg, at about km 50 from {way.split(' – ')[0]} at an even pace; "
        "halting places: "
        for way in ways
    ]
