"""What is asked to be in time, as a mission of its own."""

from datetime import timedelta

import attrs
import pytest

from exeunt.evidence.aims import Aim, Asked
from exeunt.evidence.conditions import without
from exeunt.evidence.solving import in_time
from exeunt.rules.judge import judge
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.waiting import whole
from tests.support.plans.tiny_by_hand import by_hand

TINY = shipped_mission("tiny")
PLAN = by_hand(TINY)
DAY = timedelta(days=1)
FREE = attrs.evolve(
    TINY, parties=tuple(attrs.evolve(party, leave_by=None) for party in TINY.parties)
)
"""Tiny without a date by which anybody has to leave."""


def goal(kind, item, days, mission=FREE):
    return Aim(original=mission, kind=kind, item=item, by=TINY.start + days * DAY)


def reached(asked):
    return in_time(judge(asked.posed(), PLAN))


def test_of_everybody_the_mission_itself_is_asked():
    assert whole(TINY).posed() is TINY
    assert whole(TINY).people == 42
    sooner = goal(Asked.MISSION, "", 5)
    assert sooner.posed() == attrs.evolve(FREE, deadline=TINY.start + 5 * DAY)


@pytest.mark.parametrize(("days", "empty"), [(5, False), (5.9, False), (6, True), (9, True)])
def test_a_site_is_empty_when_its_last_are_at_another(days, empty):
    # The plan by hand closes Alpha on the fifth day; its last are at Bravo on the sixth.
    assert reached(goal(Asked.SITE, "alpha", days)) is empty


@pytest.mark.parametrize(("days", "out"), [(7, False), (8, True)])
def test_a_party_is_out_when_it_is_home_and_others_are_not_asked(days, out):
    # The guards are home with C-003 on the eighth day; escorts are there four days later.
    assert reached(goal(Asked.PARTY, "guards", days)) is out
    assert not reached(goal(Asked.MISSION, "", days))


def test_nothing_is_asked_of_others_who_may_still_help():
    for asked in (goal(Asked.PARTY, "guards", 5), goal(Asked.SITE, "alpha", 5)):
        posed = asked.posed()
        leaving = {p.party for p in posed.parties if not posed.is_home(p, p.site)}
        own = {p.party for p in FREE.parties if p.site == "alpha"}
        assert leaving == ({"guards"} if asked.kind is Asked.PARTY else own)
        assert [p.count for p in posed.parties] == [p.count for p in FREE.parties]
        others = [p for p in posed.parties if p.party not in leaving]
        assert all(posed.is_home(p, site.site) for p in others for site in posed.sites)
        assert asked.people == sum(FREE.party[name].count for name in leaving)


def test_time_eases_what_is_asked():
    asked = goal(Asked.SITE, "alpha", 4)
    (condition,) = (c for c in asked.conditions() if c.kind == "deadline")
    posed = asked.posed()
    assert not in_time(judge(posed, PLAN))
    assert in_time(judge(without(posed, [condition]), PLAN))
    assert condition.says.key == "evidence.condition.empty"
    assert len(asked.conditions()) == len(whole(FREE).conditions())
