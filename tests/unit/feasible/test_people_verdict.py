"""Proofs that not everybody can be out in time, each worked out by hand."""

from datetime import timedelta

import attrs

from exeunt.feasible.axes import axes
from exeunt.model.feasibility import IMPOSSIBLE, NOT_SHOWN
from exeunt.model.forces import Party
from exeunt.model.hazards import Season
from exeunt.model.stores import Permission
from tests.support.missions.two_legs import START, said, two_legs


def test_deadline_before_the_first_arrival_is_impossible():
    # The helicopter takes 120 people (two slots a day for three days); jeeps and boxes wait for escorts: 34 + 48 + 34 + 10 h.
    party = attrs.evolve(two_legs().parties[0], count=120)
    end = START + timedelta(days=20)
    m = two_legs(deadline=START + timedelta(days=3), end=end, parties=(party,))
    found = axes(m)
    assert found.verdict == NOT_SHOWN
    assert found.kit_verdict == IMPOSSIBLE
    assert "100 units of boxes at Kidal cannot be shipped before 6 Jan 06:00." in said(
        m, found.kit_reasons
    )
    m = two_legs(deadline=START + timedelta(hours=10), end=end)
    found = axes(m)
    assert found.verdict == IMPOSSIBLE
    # An hour for the helicopter to come, one on the ground, one back, ten by road.
    assert said(m, found.reasons) == ["400 people of battalion cannot be out before 1 Jan 13:00."]


def test_cut_too_narrow_is_impossible_with_the_date():
    # Without jeeps and aircraft: two buses of 50 cross at 82 h and every 116 h after; four times, and 34 and 10 h to the port.
    m = two_legs(lots=(), air_fleets=(), deadline=START + timedelta(days=6))
    found = axes(m)
    assert found.verdict == IMPOSSIBLE
    assert (
        "Of 400 people at Kidal at most 100 can be out by all ways by the deadline; all of them not before 20 Jan."
        in said(m, found.reasons)
    )


def test_floor_of_a_site_that_stays_open_keeps_people():
    sites = tuple(
        attrs.evolve(s, holding_people=30) if s.site == "gao" else s for s in two_legs().sites
    )
    m = two_legs(sites=sites)
    assert said(m, axes(m).reasons) == [
        "Gao stays open and keeps 30 armed people whose destination is elsewhere."
    ]
    guards = Party(
        party="guards", site="gao", count=30, population="troops", armed=True, destination="gao"
    )
    assert axes(two_legs(sites=sites, parties=(*two_legs().parties, guards))).possible


def test_closed_season_shuts_the_way():
    m = two_legs(
        seasons=(Season(leg="gao-port", closed_from=START, closed_to=START + timedelta(days=40)),)
    )
    found = axes(m)
    assert found.verdict == IMPOSSIBLE
    assert said(m, found.reasons) == [
        "400 people of battalion cannot be out before 10 Feb; closed: gao-port until 10 Feb."
    ]


def test_people_not_by_road_need_aircraft():
    party = attrs.evolve(two_legs().parties[0], by_road=False, destination="gao")
    found = axes(two_legs(parties=(party,)))
    assert found.possible
    assert axes(
        two_legs(parties=(party,), deadline=START + timedelta(days=3))
    ).reasons  # 3 days of ten hours: 15 loops of 20 seats at most
    m = two_legs(parties=(party,), air_fleets=())
    assert said(m, axes(m).reasons) == [
        "400 people of battalion cannot be out at all: no open and permitted way leads out."
    ]


def test_the_permission_that_is_in_the_way_is_named():
    refused = Permission(
        permission="the-governor", mode="road", where="*", payload="any", state="refused"
    )
    m = two_legs(permissions=(refused,))
    (first, *_) = said(m, axes(m).reasons)
    assert first == (
        "400 people of battalion cannot be out at all: no open and permitted way leads out; "
        "not given: the-governor."
    )
