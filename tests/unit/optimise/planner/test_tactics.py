"""The first tactics, worked out by hand; and when sites close at the earliest."""

import math

import attrs
import pytest

from exeunt.network.network import Network
from exeunt.optimise.planner.tactics import LONG_PERIODS, Tactics, earliest, is_long, opening, sped
from tests.support.missions.planner_country import (
    FORT,
    FORT_TOWN,
    GUARDS,
    PORT,
    STAFF,
    country,
    day,
)

DEADLINE = 20 * 24.0
NOTICE = 0.25 * DEADLINE
"""Hours before a hard date at which a last lift is called: a quarter of the time, 14 days at most."""


def first(mission) -> Tactics:
    return opening(mission, Network(mission))


def test_sites_close_in_time_to_be_out_by_the_deadline_and_hubs_after_the_others() -> None:
    tactics = first(country(town={"stays_open": False}))
    assert tactics.close_at == pytest.approx({"fort": 0.8 * DEADLINE, "town": 0.92 * DEADLINE})
    assert tactics.release_at == pytest.approx(0.8 * DEADLINE)
    assert first(country()).close_at["town"] == math.inf


@pytest.mark.parametrize(("ready", "share"), [(10, 0.8), (17, 17 / 20 - 10 / DEADLINE), (20, 0.92)])
def test_a_site_waits_for_its_receiver_while_its_people_get_home_in_time(
    ready: int, share: float
) -> None:
    # Its last vehicles set out ten hours before.
    tactics = first(country(fort={"receiver_ready": day(ready)}))
    assert tactics.close_at["fort"] == pytest.approx(share * DEADLINE)


def test_hubs_are_cleared_last_and_exits_never() -> None:
    priority = first(country()).priority
    assert list(priority) == ["fort", "town"]
    assert priority["fort"] > priority["town"]


def test_the_site_with_the_greatest_burden_on_its_way_comes_first() -> None:
    far = attrs.evolve(FORT, site="far", lat=19)
    legs = (
        FORT_TOWN,
        attrs.evolve(FORT_TOWN, leg="far-town", origin="far", km=300, travel_hours=30),
    )
    mission = country()
    mission = attrs.evolve(mission, sites=(*mission.sites, far), legs=(*mission.legs, *legs[1:]))
    priority = first(mission).priority
    assert priority["far"] == 1
    assert 0 < priority["fort"] < 1


def test_a_hard_date_of_a_site_brings_its_last_lift_forward_and_makes_it_urgent() -> None:
    plain, dated = first(country()), first(country(fort={"close_by": day(10)}))
    assert dated.close_at["fort"] == 10 * 24 - NOTICE
    assert dated.priority["fort"] == plain.priority["fort"] + 2


@pytest.mark.parametrize(("holding", "expected"), [(20, 10 * 24 - NOTICE), (0, 0.8 * DEADLINE)])
def test_a_site_goes_with_those_without_whom_it_cannot_be_held(
    holding: int, expected: float
) -> None:
    parties = (attrs.evolve(GUARDS, leave_by=day(10)),)
    tactics = first(country(parties=parties, fort={"holding_people": holding}))
    assert tactics.close_at["fort"] == pytest.approx(expected)
    unarmed = (attrs.evolve(STAFF, leave_by=day(10)), GUARDS)
    tactics = first(country(parties=unarmed, fort={"holding_people": holding}))
    assert tactics.close_at["fort"] == pytest.approx(0.8 * DEADLINE)


def test_no_site_is_to_close_before_its_first_date() -> None:
    mission = country(parties=(GUARDS,), fort={"close_from": day(18), "closing_hours": 12.0})
    assert [earliest(mission, site) for site in ("fort", "town")] == [18.5 * 24, 0]
    tactics = first(mission)
    assert tactics.close_at == {"fort": 18.5 * 24, "town": math.inf}


def test_kit_at_sites_that_stay_open_waits_until_half_way_from_the_deadline_to_the_end() -> None:
    assert first(country()).settle_at == (20 + 30) / 2 * 24


def test_last_lifts_can_be_called_sooner_but_not_too_soon() -> None:
    mission = country(fort={"close_from": day(15)})
    tactics = sped(mission, first(mission), 0.5)
    assert tactics.close_at["fort"] == earliest(mission, "fort")
    assert tactics.close_at["town"] == math.inf
    mission = country()
    assert sped(mission, first(mission), 0.5).close_at["fort"] == pytest.approx(0.4 * DEADLINE)


def test_a_site_without_a_way_out_has_no_burden() -> None:
    alone = attrs.evolve(PORT, site="alone", role="base")
    mission = country()
    mission = attrs.evolve(mission, sites=(*mission.sites, alone))
    assert first(mission).priority["alone"] == 0


@pytest.mark.parametrize(
    ("hours", "days", "long"), [(24, LONG_PERIODS, True), (24, 30, False), (4, 300, False)]
)
def test_in_a_mission_of_months_it_is_not_decided_every_day_what_moves(
    hours: int, days: int, *, long: bool
) -> None:
    mission = attrs.evolve(country(), deadline=day(days), end=day(days + 10), period_hours=hours)
    assert is_long(mission) is long
    assert (opening(mission, Network(mission)).every > 1) is long
