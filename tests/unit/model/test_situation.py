"""Where everything is: by hand on tiny, and nothing in two places at any moment of a plan."""

from collections import Counter
from datetime import timedelta

import attrs
import pytest

from exeunt import shipped
from exeunt.facts.series import Reading
from exeunt.facts.stocks import stocks
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan
from exeunt.model.situation import Aboard, Situation, Standing, Turnround
from exeunt.rules.ledger import case
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.tiny_by_hand import by_hand

TINY = shipped_mission("tiny")
PLAN = by_hand(TINY)


def held(situation: Situation) -> Counter[str]:
    """Count every item wherever it is: standing, aboard, being disposed of, gone."""
    count: Counter[str] = Counter()
    for row in (*situation.people, *situation.kit):
        count[row.item] += row.count
    for row in situation.vehicles:
        count[row.fleet] += row.usable + row.out_of_service
    for row in situation.aircraft:
        count[row.air_fleet] += row.count
    for serial in situation.underway:
        for load in serial.aboard:
            if load.kind != "supply":
                count[load.item] += int(load.quantity)
    for row in (*situation.working, *situation.disposed):
        count[row.lot] += row.quantity
    return +count


def owned(mission: Mission) -> Counter[str]:
    """Count every item that the mission has."""
    counts = {p.party: p.count for p in mission.parties}
    counts |= {x.lot: x.quantity for x in mission.lots}
    counts |= {f.fleet: f.count for f in mission.fleets}
    counts |= {f.air_fleet: f.count for f in mission.air_fleets}
    return +Counter(counts)


def moments(mission: Mission, plan: Plan) -> list:
    times = {t for s in plan.stages for t in (s.depart, s.arrive)}
    times |= {t for d in plan.disposals for t in (d.start, d.done)} | {mission.start, mission.end}
    nearby = {t + timedelta(minutes=m) for t in times for m in (-1, 1)}
    return sorted(times | nearby)


@pytest.mark.parametrize("name", shipped.names())
def test_the_first_moment_is_the_mission_as_it_stands(name: str) -> None:
    mission = shipped_mission(name)
    situation = Situation.of(mission)
    assert situation.moment == mission.start
    assert situation.people == tuple(
        Standing(p.party, p.site, p.count) for p in mission.parties if p.count
    )
    assert situation.kit == tuple(
        Standing(x.lot, x.site, x.quantity) for x in mission.lots if x.quantity
    )
    assert [s.level for s in situation.stocks] == [s.stock for s in mission.supplies]
    assert held(situation) == owned(mission)
    assert not any((situation.underway, situation.turning, situation.closed, situation.working))


def test_out_of_service_vehicles_are_told_from_the_usable() -> None:
    mission = shipped_mission("mali-2023")
    for row, fleet in zip(
        Situation.of(mission).vehicles, [f for f in mission.fleets if f.count], strict=True
    ):
        assert (row.fleet, row.site) == (fleet.fleet, fleet.site)
        assert row.usable == int(fleet.count * (1 - fleet.out_of_service_share) + 1e-9)


def test_a_plan_changes_nothing_before_its_first_departure() -> None:
    first = min(*(s.depart for s in PLAN.stages), *(d.start for d in PLAN.disposals))
    before = Situation.at(TINY, PLAN, first - timedelta(minutes=1))
    still = Situation.at(TINY, Plan(), before.moment)
    assert before == still
    assert attrs.evolve(still, moment=TINY.start, stocks=()) == attrs.evolve(
        Situation.of(TINY), stocks=()
    )


def test_nothing_is_in_two_places_at_any_moment_of_a_plan() -> None:
    for moment in moments(TINY, PLAN):
        assert held(Situation.at(TINY, PLAN, moment)) == owned(TINY)


def test_what_stands_is_what_the_referee_reads_at_every_moment() -> None:
    ledger = case(TINY, PLAN)
    for moment in moments(TINY, PLAN):
        situation, hour = Situation.at(TINY, PLAN, moment), TINY.hours(moment)
        for standing, steps in ((situation.people, ledger.parties), (situation.kit, ledger.lots)):
            assert {(row.item, row.site): row.count for row in standing} == {
                key: there.at(hour) for key, there in steps.items() if there.at(hour)
            }
        assert {(v.fleet, v.site): v.usable + v.out_of_service for v in situation.vehicles} == {
            key: there.at(hour) for key, there in ledger.fleets.items() if there.at(hour)
        }


def test_stocks_are_those_of_the_report_at_every_moment() -> None:
    for name, plan in (("tiny", PLAN), ("port-run", Plan()), ("mali-2023", Plan())):
        mission = shipped_mission(name)
        followed = stocks(Reading(mission=mission, plan=plan))
        for day in (0, 0.3, 1, 5, 20, 60):
            moment = min(mission.start + timedelta(days=day), mission.end)
            levels = {
                (s.supply, s.site): s.level for s in Situation.at(mission, plan, moment).stocks
            }
            for stock in followed:
                level = stock.at(mission.hours(moment))
                assert levels[stock.row.supply, stock.row.site] == pytest.approx(level, abs=1e-6)


def test_a_serial_in_the_middle_of_a_stage_says_what_it_carries_and_when_it_is_there() -> None:
    for serial, stages in PLAN.serials.items():
        for i, stage in enumerate(stages):
            middle = stage.depart + (stage.arrive - stage.depart) / 2
            (under,) = (s for s in Situation.at(TINY, PLAN, middle).underway if s.serial == serial)
            assert under.stages == stages[i:]
            assert under.halted_at == ""
            assert under.arrives == stages[-1].arrive
            expected = [
                load
                for load in PLAN.aboard[serial]
                if load.board_stage <= stage.stage <= load.alight_stage
            ]
            assert [(a.item, a.quantity) for a in under.aboard] == [
                (load.item, load.quantity) for load in expected
            ]
            assert all(a.boarded <= middle < a.arrives for a in under.aboard)


def test_a_serial_halts_between_its_stages_with_what_it_carries_on() -> None:
    serial = next(s for s, stages in PLAN.serials.items() if len(stages) > 1)
    first, second = PLAN.serials[serial][:2]
    load = Load(serial=serial, kind="people", item="p", quantity=2, board_stage=1, alight_stage=2)
    plan = Plan(stages=(first, second), loads=(load,))
    if first.arrive == second.depart:
        second = attrs.evolve(second, depart=second.depart + timedelta(hours=1))
        plan = attrs.evolve(plan, stages=(first, second))
    (under,) = Situation.at(TINY, plan, first.arrive).underway
    assert under.halted_at == first.destination
    assert under.stages == (second,)
    assert under.aboard == (
        Aboard("people", "p", 2, "", first.origin, second.destination, first.depart, second.arrive),
    )


def test_vehicles_that_have_come_stand_but_turn_round_first() -> None:
    load = next(x for x in PLAN.loads if x.kind == "vehicle")
    end = {s.stage: s for s in PLAN.serials[load.serial]}[load.alight_stage]
    sites = tuple(attrs.evolve(s, turn_hours=6.0) for s in TINY.sites)
    mission = attrs.evolve(TINY, sites=sites)
    plan = Plan(stages=PLAN.serials[load.serial], loads=(load,))
    ready = end.arrive + timedelta(hours=6)
    row = Turnround("vehicle", load.item, end.destination, int(load.quantity), ready)
    there = Situation.at(mission, plan, end.arrive)
    assert row in there.turning
    assert any((v.fleet, v.site) == (load.item, end.destination) for v in there.vehicles)
    assert row not in Situation.at(mission, plan, ready).turning


def test_disposals_and_closures_are_under_way_then_done() -> None:
    row = PLAN.disposals[0]
    during, after = (Situation.at(TINY, PLAN, t) for t in (row.start, row.done))
    assert row in (during.disposed if row.start == row.done else during.working)
    assert row in after.disposed
    assert row not in after.working
    closure = PLAN.closures[0]
    assert Situation.at(TINY, PLAN, closure.close).is_closed(closure.site)
    assert not Situation.at(TINY, PLAN, closure.close - timedelta(minutes=1)).is_closed(
        closure.site
    )


def test_a_site_is_asked_for_what_stands_there() -> None:
    situation = Situation.of(TINY)
    for site in TINY.site:
        assert situation.people_at(site) == {
            p.party: p.count for p in TINY.parties if p.site == site and p.count
        }
        assert situation.kit_at(site) == {
            x.lot: x.quantity for x in TINY.lots if x.site == site and x.quantity
        }
        assert sum(situation.usable_at(site).values()) <= sum(
            f.count for f in TINY.fleets if f.site == site
        )


def test_a_load_that_names_no_stages_of_its_serial_is_not_moved() -> None:
    load = next(x for x in PLAN.loads if x.kind == "people")
    astray = attrs.evolve(load, alight_stage=99)
    plan = attrs.evolve(PLAN, loads=(astray,), disposals=())
    end = Situation.at(TINY, plan, TINY.end)
    assert end.people == Situation.of(TINY).people
