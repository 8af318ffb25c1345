"""Chains of reasons: what a plan shows of why something in it is as it is."""

from datetime import timedelta

import attrs
import pytest

from exeunt.facts.chains import of_lot, of_party, of_serial, of_site
from exeunt.facts.series import Reading
from exeunt.facts.trials import Trials
from exeunt.rules.judge import judge
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.tiny_by_hand import by_hand

TINY = shipped_mission("tiny")
PLAN = judge(TINY, by_hand(TINY))
READING = Reading(mission=TINY, plan=PLAN.plan)
TRIALS = Trials(mission=TINY, judged=PLAN)


def by_key(links):
    return {link.says.key.removeprefix("because."): link for link in links}


def test_a_site_is_told_by_its_dates_its_last_lift_and_the_day_before():
    links = by_key(of_site(READING, TRIALS, "alpha"))
    assert next(iter(links)) == "closes"
    assert links["closes"].says["when"] == PLAN.plan.closes["alpha"].close
    assert links["close_from"].says["when"] == TINY.start + timedelta(hours=48)
    assert links["receiver_ready"].says["receiver"] == "district authority"
    assert links["floor"].says["people"] == 20
    lifted = {ride["item"] for ride in links["last_lift"].because}
    assert lifted == {"guards", "eod"}
    assert list(links)[-1] == "sooner"


@pytest.mark.parametrize(
    ("site", "key"), [("bravo", "stays_open"), ("port", "no_base"), ("ford", "no_base")]
)
def test_a_site_that_does_not_close_is_told_why(site, key):
    (link,) = of_site(READING, TRIALS, site)
    assert link.says.key == f"because.{key}"


def test_a_base_that_a_plan_does_not_close_is_told_with_who_is_there():
    plan = attrs.evolve(PLAN.plan, stages=(), loads=(), closures=(), disposals=())
    reading = Reading(mission=TINY, plan=plan)
    (link,) = of_site(reading, TRIALS, "alpha")
    assert link.says.key == "because.not_closed"
    assert {reason["party"]: reason["n"] for reason in link.because} == {
        "guards": 20,
        "eod": 4,
        "staff": 12,
    }


def test_a_convoy_is_told_by_what_it_takes_along_and_waits_for():
    links = by_key(of_serial(READING, TRIALS, "C-002"))
    carried = {reason["item"]: reason["n"] for reason in links["carries"].because}
    assert carried["guards"] == 16
    assert links["along"].because[0]["fleet"] == "escorts"
    assert links["takes_last"].says["site"].id == "alpha"
    came = {(reason["item"], reason["serial"]) for reason in links["waits"].because}
    assert came == {("trucks", "C-001"), ("escorts", "C-001"), ("escort-crews", "C-001")}
    assert links["sooner"].because
    assert links["without"].because


def test_a_convoy_that_leaves_at_the_start_leaves_no_sooner():
    assert "at_start" in by_key(of_serial(READING, TRIALS, "C-001"))


def test_a_party_is_told_by_its_way_what_holds_it_and_what_left_before():
    links = by_key(of_party(READING, TRIALS, "guards"))
    assert {ride["serial"] for ride in links["party"].because} == {"C-002", "C-003"}
    held = [reason.key for reason in links["party_held"].because]
    assert "why.holds_until" in held
    tried = {reason["serial"]: reason for reason in links["first_ride"].because}
    assert set(tried) == {"C-001", "F-001"}
    rules = [reason["what"].key for reason in tried["C-001"]["verdict"]]
    assert any(key.startswith("breach.capacity") for key in rules)


def test_a_party_before_which_nothing_leaves_waits_for_its_own_serial():
    links = by_key(of_party(READING, TRIALS, "staff"))
    conditions = [reason.key for reason in links["party_held"].because]
    assert conditions == ["because.leave_by", "because.not_by_road"]
    assert links["first_ride"].because[0].key == "because.none_before"


def test_a_party_at_home_has_nowhere_to_go():
    home = attrs.evolve(TINY.party["staff"], site="bravo")
    parties = tuple(home if p.party == "staff" else p for p in TINY.parties)
    mission = attrs.evolve(TINY, parties=parties)
    reading = Reading(mission=mission, plan=PLAN.plan)
    (link,) = of_party(reading, TRIALS, "staff")
    assert link.says.key == "because.at_home"


def test_people_who_are_not_moved_are_late_for_a_reason():
    plan = attrs.evolve(PLAN.plan, loads=tuple(r for r in PLAN.plan.loads if r.item != "guards"))
    links = by_key(of_party(Reading(mission=TINY, plan=plan), TRIALS, "guards"))
    assert links["party_stays"].says["site"].id == "alpha"
    assert links["party_late"].because


def test_a_lot_is_told_by_its_fates_and_why_it_is_not_shipped():
    links = by_key(of_lot(READING, TRIALS, "prefabs"))
    assert links["becomes"].says["n"] == 5
    assert [r.key for r in links["not_shipped"].because] == ["why.no_gain", "why.other_ways"]
    shipped = by_key(of_lot(READING, TRIALS, "stores"))
    assert {ride["origin"].id for ride in shipped["becomes"].because} == {"alpha", "bravo"}
    assert "not_shipped" not in shipped


def test_a_lot_that_is_out_from_the_start_is_told_so():
    there = attrs.evolve(TINY.lot["stores"], site="port")
    lots = tuple(there if lot.lot == "stores" else lot for lot in TINY.lots)
    reading = Reading(mission=attrs.evolve(TINY, lots=lots), plan=PLAN.plan)
    (link,) = of_lot(reading, TRIALS, "stores")
    assert link.says.key == "because.kit_at_home"
