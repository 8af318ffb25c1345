"""Who and what is where: every party and lot is counted once, wherever it goes."""

import attrs
import pytest

from exeunt.facts.curves import curve
from exeunt.facts.whereabouts import Move, Whereabouts, changes
from tests.support.missions.report_samples import small_mission, small_plan


def move(origin, destination, leave, arrive, quantity=10):
    return Move(
        serial="C-1",
        mode="road",
        kind="people",
        item="p",
        quantity=quantity,
        role="passenger",
        origin=origin,
        destination=destination,
        leave=leave,
        arrive=arrive,
    )


def test_something_that_never_moves_stands_where_it_starts():
    assert changes("alpha", 40, ()) == {"alpha": [(0.0, 40.0)]}


def test_what_leaves_is_nowhere_until_it_arrives():
    by_site = changes("alpha", 40, [move("alpha", "hub", 5, 9), move("hub", "exit", 20, 30)])
    at = {site: curve(events) for site, events in by_site.items()}
    assert list(by_site) == ["alpha", "hub", "exit"]
    assert [at["alpha"].at(t) for t in (0, 5, 30)] == [40, 30, 30]
    assert [at["hub"].at(t) for t in (8.9, 9, 20)] == [0, 10, 0]
    assert sum(one.at(7) for one in at.values()) == 30
    assert sum(one.at(30) for one in at.values()) == 40


def test_nobody_is_lost_or_doubled_in_a_plan():
    where = Whereabouts(mission=small_mission(), plan=small_plan())
    end = where.mission.hours(where.mission.end)
    last = max(m.arrive for m in where.moves)
    assert last <= end
    for party in where.mission.parties:
        total = sum(curve(events).at(end) for events in where.people[party.party].values())
        assert total == pytest.approx(party.count), party.party
    for lot in where.mission.lots:
        total = sum(curve(events).at(end) for events in where.kit[lot.lot].values())
        assert total == pytest.approx(lot.quantity), lot.lot


def test_moves_are_in_the_order_of_leaving_and_know_their_party():
    where = Whereabouts(mission=small_mission(), plan=small_plan())
    assert [m.leave for m in where.moves] == sorted(m.leave for m in where.moves)
    assert where.party_moves
    for party, moves in where.party_moves.items():
        assert {(m.kind, m.item) for m in moves} == {("people", party)}


def test_a_load_of_stages_that_its_serial_lacks_goes_nowhere():
    plan = small_plan()
    astray = tuple(attrs.evolve(load, board_stage=98, alight_stage=99) for load in plan.loads)
    where = Whereabouts(mission=small_mission(), plan=small_plan(loads=astray))
    assert where.moves == ()
    assert all(len(by_site) == 1 for by_site in where.people.values())
