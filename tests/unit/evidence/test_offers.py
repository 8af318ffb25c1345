"""Offers: one more of each thing, and no more than that."""

from datetime import timedelta

import attrs

from exeunt.evidence.offers import Kind, closings, offers, refusals
from exeunt.model.choices import LEAVE, State
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.tiny_by_hand import by_hand

TINY = shipped_mission("tiny")
MALI = shipped_mission("mali-2023")


def test_there_is_one_more_of_each_thing():
    given = {(offer.kind, offer.item): offer.mission for offer in offers(TINY)}
    assert set(given) == {
        (Kind.DAY, ""),
        (Kind.PLATOON, "escorts"),
        (Kind.VEHICLE, "trucks"),
        (Kind.VEHICLE, "escorts"),
        (Kind.AIRCRAFT, "heli"),
    }
    trucks = given[Kind.VEHICLE, "trucks"]
    assert trucks.fleet["trucks"].count == TINY.fleet["trucks"].count + 1
    assert trucks.fleet["escorts"] == TINY.fleet["escorts"]
    assert given[Kind.AIRCRAFT, "heli"].air_fleet["heli"].count == 2
    assert given[Kind.DAY, ""].deadline == TINY.deadline + timedelta(days=1)


def test_a_platoon_has_as_many_vehicles_as_a_convoy_needs_and_their_crews():
    (platoon,) = (offer for offer in offers(TINY) if offer.kind is Kind.PLATOON)
    assert platoon.mission.fleet["escorts"].count == 2 + 2
    assert platoon.mission.party["escort-crews"].count == 6 + 2 * 3
    mali = {o.item: o.mission for o in offers(MALI) if o.kind is Kind.PLATOON}
    assert set(mali) == {"gao-escort-apcs", "timbuktu-escort-apcs", "mopti-escort-apcs"}
    crews = mali["gao-escort-apcs"].party["gao-escort"]
    assert crews.count == MALI.party["gao-escort"].count + 9
    assert dict(crews.qualified)["armour"] == 96 + 9


def test_every_permission_that_is_not_given_is_granted_by_itself():
    asked = [row for row in MALI.permissions if row.state not in LEAVE]
    granted = [offer for offer in offers(MALI) if offer.kind is Kind.PERMISSION]
    assert [offer.item for offer in granted] == [row.permission for row in asked]
    for offer in granted:
        changed = set(offer.mission.permissions) - set(MALI.permissions)
        assert [row.permission for row in changed] == [offer.item]
        assert {row.state for row in changed} == {State.GRANTED}


def test_a_site_closes_a_day_earlier_than_by_the_plan_unless_it_may_not():
    plan = by_hand(TINY)
    (alpha,) = closings(TINY, plan)
    assert alpha.item == "alpha"
    assert alpha.mission.site["alpha"].close_by == plan.closes["alpha"].close - timedelta(days=1)
    held = tuple(
        attrs.evolve(site, close_from=plan.closes["alpha"].close) if site.site == "alpha" else site
        for site in TINY.sites
    )
    assert closings(attrs.evolve(TINY, sites=held), plan) == ()


def test_every_permission_that_is_given_is_refused_by_itself():
    given = [row for row in MALI.permissions if row.state in LEAVE]
    refused = refusals(MALI)
    assert [offer.item for offer in refused] == [row.permission for row in given]
    for row, offer in zip(given, refused, strict=True):
        assert set(MALI.permissions) - set(offer.mission.permissions) == {row}
        (changed,) = set(offer.mission.permissions) - set(MALI.permissions)
        assert changed == attrs.evolve(row, state=State.REFUSED)
