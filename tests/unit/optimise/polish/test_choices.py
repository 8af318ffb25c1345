"""What may board: what is there, may go that way and fits; and what may become of kit."""

import math

from exeunt.model.choices import AboardRole, LoadKind
from exeunt.optimise.polish.choices import Presence
from exeunt.optimise.polish.limits import Limits
from tests.support.polishing import desk_of, port_run, tiny

STAFF = (LoadKind.PEOPLE, "staff", "fort")


def test_what_has_left_is_no_longer_there_until_it_is_brought():
    presence = Presence({STAFF: ((-math.inf, 5.0), (10.0, 0.0))})
    assert presence.items(LoadKind.PEOPLE, "fort", 9.0) == ["staff"]
    assert presence.items(LoadKind.PEOPLE, "fort", 10.0) == []
    presence.bring(STAFF, 20.0)
    assert presence.items(LoadKind.PEOPLE, "fort", 19.0) == []
    assert presence.items(LoadKind.PEOPLE, "fort", 20.0) == ["staff"]
    assert presence.first(STAFF) == -math.inf


def test_what_a_plan_has_aboard_is_among_the_choices():
    for made in (tiny, port_run):
        desk = desk_of(*made())
        for name, trip in desk.book.trips.items():
            found = desk.choices.of(trip, Presence({}), desk.book.loads[name])
            assert set(desk.book.loads[name]) <= set(found)


def test_nobody_rides_who_is_not_there():
    desk = desk_of(*tiny())
    for trip in desk.book.trips.values():
        assert desk.choices.of(trip, Presence({}), {}) == []


def test_who_drives_and_who_rides_are_told_apart():
    mission, plan = tiny()
    desk = desk_of(mission, plan)
    roles = {
        cargo.role
        for name, trip in desk.book.trips.items()
        for cargo in desk.choices.of(trip, Presence({}), desk.book.loads[name])
    }
    assert {AboardRole.CREW, AboardRole.PASSENGER, AboardRole.CARRIED} <= roles


def test_kit_can_always_be_abandoned_and_every_work_ends_before_the_closing():
    mission, plan = tiny()
    desk = desk_of(mission, plan)
    limits = Limits(mission, desk.effects, desk.levels)
    for lot in mission.lots:
        works = list(desk.choices.works(limits, desk.keys.of[lot.lot], lot.site, 0.0))
        until = desk.effects.open_until(lot.site)
        assert "abandon" in {work.way for work in works}
        assert all(0 <= work.start <= work.done <= until + 1e-6 for work in works)
