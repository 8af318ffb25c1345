"""Levels: every change of every count, by who makes it."""

from exeunt.optimise.polish.effects import Count
from tests.support.polishing import desk_of, tiny


def test_what_a_trip_changes_can_be_left_out():
    desk = desk_of(*tiny())
    trip = (
        desk.book.trips["C1"] if "C1" in desk.book.trips else next(iter(desk.book.trips.values()))
    )
    cargo = next(iter(desk.book.loads[trip.name]))
    effect = desk.effects.of_cargo(trip, cargo)
    count = effect.changes[0].of
    assert len(desk.levels.without(count, ())) > len(desk.levels.without(count, {trip.name}))
    before = desk.levels.without(count, {trip.name})
    desk.levels.put(trip, {})
    assert desk.levels.without(count, ()) == before


def test_people_are_followed_from_the_start():
    mission, plan = tiny()
    desk = desk_of(mission, plan)
    for party in mission.parties:
        steps = desk.levels.people(party.party, party.site)
        assert steps[0][1] == party.count
        assert all(level >= 0 for _, level in steps)


def test_items_are_known_where_they_start_and_where_they_come():
    mission, plan = tiny()
    desk = desk_of(mission, plan)
    assert mission.parties[0].party in desk.levels.items("people", mission.parties[0].site)
    for site in mission.sites:
        kit = desk.levels.items("kit", site.site)
        keys = desk.keys.lots
        assert kit == [key for key in sorted(keys) if desk.levels.ever("kit", key, site.site)]
    ends = {stage.destination for stage in plan.stages}
    assert any(desk.levels.items("kit", site) for site in ends)
    assert desk.levels.without(Count("people", "nobody", "nowhere"), ()) == []
