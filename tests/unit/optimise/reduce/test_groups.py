"""People by group: alike in all that planning asks."""

import attrs

from exeunt.network.network import Network
from exeunt.optimise.reduce.groups import Groups
from tests.support.missions.planner_country import GUARDS, STAFF, TRUCKS, country, day


def groups(*parties, **changes) -> Groups:
    mission = country(parties=parties, **changes)
    return Groups(mission, Network(mission))


def test_parties_alike_are_one_group_wherever_they_are():
    clerks = attrs.evolve(STAFF, party="clerks", site="town", count=10, population="contractor")
    found = groups(STAFF, clerks)
    (group,) = found.count
    assert found.count[group] == {"fort": 50, "town": 10}
    assert found.total(group) == 60


def test_the_armed_those_with_dates_and_crews_are_groups_of_their_own():
    late = attrs.evolve(STAFF, party="late", leave_from=day(3))
    drivers = attrs.evolve(STAFF, party="drivers", site="town")
    own = attrs.evolve(TRUCKS, ownership="own", crew_party="drivers")
    found = groups(STAFF, GUARDS, late, drivers, fleets=(own,))
    assert len(set(found.of.values())) == 4
    assert found.of["late"].leave_from == 72.0
    assert found.of["drivers"].crews == "drivers"


def test_nations_are_told_apart_only_where_permissions_do():
    here = attrs.evolve(STAFF, provider="Chad")
    there = attrs.evolve(STAFF, party="others", provider="Nepal")
    assert len(set(groups(here, there).of.values())) == 1


def test_a_party_of_nobody_is_in_no_group():
    assert groups(attrs.evolve(STAFF, count=0)).of == {}
