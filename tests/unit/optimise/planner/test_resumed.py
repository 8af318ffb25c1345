"""Plans that go on from what has begun: nobody and nothing is counted twice, and all is as it was."""

from datetime import timedelta

import attrs
import pytest

from exeunt.model.changes import changes
from exeunt.model.choices import Changed
from exeunt.model.held import Held
from exeunt.model.situation import Situation
from exeunt.network.network import Network
from exeunt.optimise.planner.beginning import tactics_like
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.resumed import Resumed, promised
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.judge import judge
from tests.support.polishing import port_run, tiny


def totals(situation):
    """Return how many of each party, lot and fleet stand, are aboard or are disposed of."""
    found = {}
    for one in (*situation.people, *situation.kit):
        found[one.item] = found.get(one.item, 0) + one.count
    for one in situation.vehicles:
        found[one.fleet] = found.get(one.fleet, 0) + one.usable + one.out_of_service
    for serial in situation.underway:
        for one in serial.aboard:
            if one.kind in {"people", "lot", "vehicle"}:
                found[one.item] = found.get(one.item, 0) + one.quantity
    for row in (*situation.working, *situation.disposed):
        found[row.lot] = found.get(row.lot, 0) + row.quantity
    return {item: n for item, n in found.items() if n}


@pytest.mark.parametrize("made", [tiny, port_run])
@pytest.mark.parametrize("share", [0.1, 0.25, 0.4, 0.55, 0.7, 0.9])
def test_at_any_freeze_everything_is_there_once(made, share):
    mission, plan = made()
    moment = mission.start + (mission.end - mission.start) * share
    resumed = Resumed(mission, Held(plan=plan, before=moment))
    whole = {p.party: p.count for p in mission.parties} | {x.lot: x.quantity for x in mission.lots}
    whole |= {f.fleet: f.count for f in mission.fleets}
    assert totals(resumed.situation) == {item: n for item, n in whole.items() if n}


def test_what_is_yet_to_be_picked_up_is_promised():
    mission, plan = tiny()
    # C-001 has left bravo, and is to load ten stores at alpha two days later.
    moment = plan.serials["C-001"][0].depart + timedelta(hours=6)
    held = Held(plan=plan, before=moment)
    past = held.alone()
    before = Situation.at(mission, past, moment)
    after = promised(mission, past, before).situation
    assert after.kit_at("alpha")["stores"] == before.kit_at("alpha")["stores"] - 10
    (serial,) = (one for one in after.underway if any(x.item == "stores" for x in one.aboard))
    (stores,) = (one for one in serial.aboard if one.item == "stores")
    assert (stores.quantity, stores.destination) == (10, "bravo")


def test_without_a_freeze_nothing_goes_on():
    mission, plan = tiny()
    with pytest.raises(ValueError, match="no freeze"):
        Resumed(mission, Held(plan=plan))


@pytest.mark.parametrize("made", [tiny, port_run])
@pytest.mark.parametrize("share", [0.2, 0.4, 0.6])
def test_a_plan_that_goes_on_has_what_has_begun(made, share):
    mission, plan = made()
    held = Held(plan=plan, before=mission.start + (mission.end - mission.start) * share)
    network = Network(mission)
    built = build(
        mission, network, Worth(network), opening(mission, network), resumed=Resumed(mission, held)
    )
    assert held.is_kept(built.plan)
    assert all(
        stages[0].depart >= held.before
        for name, stages in built.plan.serials.items()
        if name not in held.begun
    )
    rules = {one.rule for one in judge(mission, built.plan).violations}
    assert not rules & {"people_conserved", "kit_conserved", "vehicles_conserved"}


def test_serials_that_people_know_keep_their_names():
    mission, plan = tiny()
    held = Held(plan=plan, before=plan.serials["C-002"][0].depart)
    other = attrs.evolve(
        plan,
        stages=tuple(
            attrs.evolve(row, serial="C-0017") if row.serial == "C-004" else row
            for row in plan.stages
        ),
        loads=tuple(
            attrs.evolve(row, serial="C-0017") if row.serial == "C-004" else row
            for row in plan.loads
        ),
    )
    assert Resumed(mission, held).renamed(other) == plan


def test_new_serials_have_new_numbers():
    mission, plan = tiny()
    held = Held(plan=plan, before=plan.serials["C-002"][0].depart)
    world = Resumed(mission, held).world(Network(mission), lambda: False)
    assert world.written.next_serial("road") == "C-0005"
    assert world.written.plan(()).serials.keys() == {"C-001", "F-001"}


def test_what_is_kept_besides_is_as_it_was_and_nobody_is_there_twice():
    mission, plan = port_run()
    moment = mission.start + (mission.end - mission.start) * 0.3
    resumed = Resumed(mission, Held(plan=plan, before=moment), plan)
    whole = {p.party: p.count for p in mission.parties} | {x.lot: x.quantity for x in mission.lots}
    whole |= {f.fleet: f.count for f in mission.fleets}
    there = totals(resumed.situation)
    for row in plan.disposals:
        if row.start > moment:
            there[row.lot] = there.get(row.lot, 0) + row.quantity
    assert there == {item: n for item, n in whole.items() if n}
    assert resumed.kept == set(plan.serials)
    assert resumed.told == {r.site: r for r in plan.closures if r.close >= moment}


@pytest.mark.parametrize("made", [tiny, port_run])
def test_around_a_plan_that_still_works_nothing_else_is_planned(made):
    mission, plan = made()
    held = Held(plan=plan, before=mission.start + (mission.end - mission.start) * 0.3)
    network = Network(mission)
    tactics = tactics_like(mission, opening(mission, network), plan)
    resumed = Resumed(mission, held, plan)
    built = build(mission, network, Worth(network), tactics, resumed=resumed)
    assert not [one for one in changes(plan, built.plan) if one.changed != Changed.ADDED]
    assert judge(mission, built.plan).lawful
