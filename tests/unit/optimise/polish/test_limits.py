"""Limits of counts: what rules ask of a site, and what the plan's own teams must keep there."""

import math

import attrs

from exeunt.model.plan import Closure, Plan
from exeunt.model.requirements import Requirement
from exeunt.optimise.polish.effects import Count
from exeunt.optimise.polish.limits import Limits
from tests.support.missions.planner_country import GUARDS, STORES, country, day
from tests.support.polishing import desk_of


def limits_of(mission, plan=None):
    desk = desk_of(mission, plan or Plan())
    return Limits(mission, desk.effects, desk.levels)


def test_a_floor_is_held_until_the_site_closes():
    mission = country(fort={"holding_people": 8}, parties=(GUARDS,))
    plan = Plan(closures=(Closure(site="fort", close=day(4)),))
    limit = limits_of(mission, plan).of(Count("armed", "", "fort"))
    assert limit.start == GUARDS.count
    assert (limit.least_at(1.0), limit.least_at(95.0), limit.least_at(96.0)) == (8, 8, -math.inf)


def test_teams_that_a_site_needs_stay_in_whole_teams():
    held = Requirement(
        requirement="medics", activity="hold", where="fort", capability="medical", amount=1
    )
    medics = attrs.evolve(GUARDS, capabilities=(("medical", 2.0),))
    limit = limits_of(country(parties=(medics,), requirements=(held,))).of(
        Count("people", "guards", "fort")
    )
    assert limit.least_at(10.0) == 10


def test_somebody_stays_with_kit_of_theirs():
    kit = attrs.evolve(STORES, provider="Chad", owner="contingent")
    party = attrs.evolve(GUARDS, provider="Chad", with_kit=True)
    limit = limits_of(country(parties=(party,), lots=(kit,))).of(Count("people", "guards", "fort"))
    assert limit.least_at(10.0) == 1


def test_what_was_packed_grows_with_the_days():
    limit = limits_of(country(fort={"pack_teu_per_day": 12.0}, lots=(STORES,))).of(
        Count("packed", "", "fort")
    )
    assert (limit.most_at(0.0), limit.most_at(48.0)) == (0.0, 24.0)
