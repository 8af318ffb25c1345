"""Teams that a plan binds to a site: only those that rules ask for, of who stays longest."""

import attrs

from exeunt.model.dispositions import Disposition
from exeunt.model.plan import Closure, Disposal, Plan
from exeunt.model.requirements import Requirement
from exeunt.optimise.polish.teams import Teams, at
from tests.support.missions.planner_country import GUARDS, STORES, country, day
from tests.support.polishing import desk_of

HELD = Requirement(
    requirement="medics", activity="hold", where="fort", capability="medical", amount=1
)
CLOSED = Requirement(
    requirement="engineers", activity="close", where="*", capability="engineers", amount=1
)
SEARCHERS = attrs.evolve(GUARDS, party="searchers", count=40, capabilities=(("eod", 4.0),))
SHELLS = attrs.evolve(STORES, lot="shells", kit_class="ammunition", quantity=40, mass_t=1.0)
BLOWN_UP = Disposition(
    disposition="destroy",
    kit_class="ammunition",
    owner="*",
    lawful=True,
    recovery_share=0.0,
    rate_t_per_team_day=5.0,
    capability="eod",
)


def teams_of(mission, plan=None):
    desk = desk_of(mission, plan or Plan())
    return Teams(mission, desk.effects, desk.levels)


def kept(teams, party, hour):
    return at(teams.kept(party, "fort"), hour, 0.0)


def test_a_team_that_a_site_needs_stays_whole():
    medics = attrs.evolve(GUARDS, capabilities=(("medical", 2.0),))
    teams = teams_of(country(parties=(medics,), requirements=(HELD,)))
    assert kept(teams, "guards", 10.0) == GUARDS.count / 2
    assert at(teams.at("fort", "medical"), 10.0, 0.0) == 1.0


def test_of_two_parties_the_one_at_home_is_bound_and_the_other_may_go():
    medics = attrs.evolve(GUARDS, capabilities=(("medical", 1.0),))
    here = attrs.evolve(medics, party="residents", destination="fort")
    teams = teams_of(country(parties=(medics, here), requirements=(HELD,)))
    assert kept(teams, "guards", 10.0) == 0.0
    assert kept(teams, "residents", 10.0) == here.count


def test_who_closes_a_site_is_asked_for_when_it_closes_only():
    engineers = attrs.evolve(GUARDS, capabilities=(("engineers", 1.0),))
    mission = country(fort={"closing_hours": 48.0}, parties=(engineers,), requirements=(CLOSED,))
    teams = teams_of(mission, Plan(closures=(Closure(site="fort", close=day(10)),)))
    assert kept(teams, "guards", 24.0) == 0.0
    assert kept(teams, "guards", 9 * 24.0) == engineers.count


def test_as_many_are_bound_as_the_plan_has_at_work():
    mission = country(parties=(SEARCHERS,), lots=(SHELLS,), dispositions=(BLOWN_UP,))
    work = Disposal(
        site="fort", lot="shells", disposition="destroy", quantity=30, start=day(2), done=day(4)
    )
    teams = teams_of(mission, Plan(disposals=(work,)))
    # Fifteen tonnes a day take three teams of five; one stays for what may yet be begun.
    assert kept(teams, "searchers", 3 * 24.0) == 30.0
    assert kept(teams, "searchers", 5 * 24.0) == 10.0


def test_who_is_not_yet_there_to_work_is_no_team():
    late = attrs.evolve(GUARDS, capabilities=(("medical", 1.0),), available_from=day(3))
    teams = teams_of(country(parties=(late,), requirements=(HELD,)))
    assert at(teams.at("fort", "medical"), 24.0, 0.0) == 0.0
    assert at(teams.at("fort", "medical"), 96.0, 0.0) == 1.0
