"""Who stays: the floor, services, those pinned by work, crews, drivers and those held by their providers."""

import attrs
import pytest

from exeunt.model.choices import LoadKind
from exeunt.model.forces import Party
from exeunt.model.requirements import Requirement
from exeunt.optimise.planner.keep import Keep, minus
from exeunt.optimise.planner.lift import Lift
from tests.support.missions.planner_country import (
    ESCORTS,
    FORT_TOWN,
    GUARDS,
    STAFF,
    STORES,
    TRUCKS,
    Parts,
    country,
    day,
)

MEDICS = Party(
    party="medics", site="fort", count=10, population="troops", capabilities=(("medical", 4.0),)
)
JEEPS = attrs.evolve(STORES, lot="jeeps", quantity=4, self_driving=True, crew=2, seats=3)


def parts(*parties: Party, **changes) -> Parts:
    tactics = changes.pop("tactics", {})
    return Parts(country(parties=parties, **changes), **tactics)


def held(activity: str = "hold", **row) -> Requirement:
    return Requirement(
        **(
            {
                "requirement": "r",
                "activity": activity,
                "where": "fort",
                "capability": "medical",
                "amount": 1,
            }
            | row
        )
    )


def test_minus_leaves_out_who_is_kept() -> None:
    assert minus({"a": 5, "b": 2, "c": 1}, {"a": 2, "b": 2, "d": 9}) == {"a": 3, "c": 1}


def test_the_floor_is_kept_by_the_armed() -> None:
    p = parts(attrs.evolve(GUARDS, count=50), STAFF, fort={"holding_people": 20})
    assert p.keep.must("fort", 0) == {"guards": 20}
    assert p.keep.releasable("fort", 0) == {"guards": 30, "staff": 50}


def test_armed_enablers_are_kept_for_the_floor_before_other_armed_people() -> None:
    sappers = Party(
        party="sappers",
        site="fort",
        count=15,
        population="troops",
        armed=True,
        capabilities=(("engineers", 1.0),),
    )
    assert parts(GUARDS, sappers, fort={"holding_people": 20}).keep.must("fort", 0) == {
        "sappers": 15,
        "guards": 5,
    }


@pytest.mark.parametrize(("amount", "people"), [(1, 3), (2, 5), (3, 8), (4, 10), (9, 10)])
def test_services_keep_whole_teams(amount: int, people: int) -> None:
    p = parts(MEDICS, requirements=(held(amount=amount),))
    assert p.keep.must("fort", 0) == {"medics": people}
    assert p.world.teams({"medics": people}, "medical") == min(amount, 4)


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ({"where": "*"}, True),
        ({"where": "town"}, False),
        ({"activity": "close"}, True),
        ({"activity": "close", "where": "*"}, True),
        ({"activity": "fly"}, True),
        ({"activity": "convoy", "where": "*"}, False),
        ({"amount": 0}, False),
    ],
)
def test_which_requirements_keep_people(row: dict, kept: bool) -> None:
    assert bool(parts(MEDICS, requirements=(held(**row),)).keep.must("fort", 0)) is kept


def test_work_under_way_pins_its_teams_until_it_is_done() -> None:
    p = parts(MEDICS, STAFF)
    p.world.works.hold("fort", "medical", 100.0, 2)
    assert p.keep.must("fort", 50) == {"medics": 5}
    assert p.keep.must("fort", 100) == {}


def test_nobody_leaves_before_the_provider_lets_them() -> None:
    p = parts(attrs.evolve(STAFF, leave_from=day(2)))
    assert [p.keep.must("fort", t) for t in (0, 47, 48)] == [{"staff": 50}, {"staff": 50}, {}]


def test_one_stays_with_the_kit_of_the_provider() -> None:
    p = parts(
        attrs.evolve(STAFF, provider="Chad", with_kit=True),
        lots=(attrs.evolve(STORES, provider="Chad"),),
    )
    assert p.keep.must("fort", 0) == {"staff": 1}
    p.world.kit.send("fort", "stores", 6)
    p.world.versions.touch("fort")
    assert p.keep.must("fort", 0) == {}
    assert (
        parts(attrs.evolve(STAFF, provider="Chad", with_kit=True), lots=(STORES,)).keep.must(
            "fort", 0
        )
        == {}
    )


def test_what_was_found_is_forgotten_when_the_world_changes() -> None:
    p = parts(GUARDS, fort={"holding_people": 20})
    p.keep.must("fort", 0)["guards"] = 0
    assert p.keep.must("fort", 0) == {"guards": 20}
    p.world.people.send("fort", "guards", 8)
    p.world.versions.touch("fort")
    assert p.keep.must("fort", 0) == {"guards": 12}


# ---- wanted for later work ----


def test_crews_are_free_to_drive_but_not_to_go_home() -> None:
    crews = Party(party="crews", site="town", count=30, population="troops")
    p = parts(
        crews, fleets=(attrs.evolve(TRUCKS, crew_party="crews"),), tactics={"release_at": 100.0}
    )
    assert p.keep.crews == {"crews": 20}
    assert p.keep.available("town", 0) == {"crews": 30}
    assert p.keep.releasable("town", 0) == {"crews": 10}
    assert p.keep.releasable("town", 100) == {"crews": 30}


def test_those_who_go_with_convoys_and_destroy_are_wanted_to_the_last() -> None:
    sappers = attrs.evolve(MEDICS, party="sappers", capabilities=(("eod", 1.0),))
    river = attrs.evolve(FORT_TOWN, mode="river")
    for where in ("river", "fort-town", "*"):
        needs = (held("convoy", where=where),)
        p = parts(MEDICS, sappers, STAFF, fleets=(ESCORTS,), requirements=needs, legs=(river,))
        assert p.keep.releasable("fort", 0) == {"staff": 50}
        assert p.keep.available("fort", 0) == {"medics": 10, "sappers": 10, "staff": 50}


@pytest.mark.parametrize("where", ["road", "fort-town", "*"])
def test_who_needs_an_ambulance_to_go_with_convoys_is_free_to_leave(where: str) -> None:
    p = parts(MEDICS, fleets=(ESCORTS,), requirements=(held("convoy", where=where),))
    assert p.keep.releasable("fort", 0) == {"medics": 10}


def test_nobody_leaves_home() -> None:
    p = parts(attrs.evolve(STAFF, destination="town", site="town"))
    assert p.keep.releasable("town", 0) == {}


def test_drivers_wait_for_the_kit_that_drives() -> None:
    p = parts(STAFF, GUARDS, lots=(JEEPS,))
    assert p.keep.want("fort", 0) == {"guards": 8}
    assert p.keep.available("fort", 0) == {"staff": 50, "guards": 20}
    assert (
        parts(STAFF, attrs.evolve(GUARDS, by_road=False), lots=(JEEPS,)).keep.want("fort", 0) == {}
    )


def test_a_party_whose_last_date_is_near_is_no_longer_wanted() -> None:
    p = parts(attrs.evolve(GUARDS, leave_by=day(10)), lots=(JEEPS,))
    notice = 0.25 * 20 * 24
    assert p.keep.releasable("fort", 240 - notice - 1) == {"guards": 12}
    assert p.keep.releasable("fort", 240 - notice) == {"guards": 20}


# ---- those whom convoys need ----


def test_those_whom_convoys_need_hold_the_floor_last() -> None:
    crews = Party(
        party="a-crews",
        site="fort",
        count=20,
        population="troops",
        armed=True,
        capabilities=(("drivers", 5.0),),
    )
    p = parts(
        crews,
        GUARDS,
        fort={"holding_people": 20},
        fleets=(attrs.evolve(TRUCKS, site="fort", crew_party="a-crews"),),
    )
    assert p.keep.must("fort", 0) == {"guards": 20}
    assert p.keep.available("fort", 0) == {"a-crews": 20}


def test_crews_stay_with_their_vehicles_at_a_place_that_will_close() -> None:
    crews = Party(party="crews", site="town", count=30, population="troops")
    p = parts(crews, fleets=(attrs.evolve(TRUCKS, crew_party="crews"),))
    p.world.people.add("fort", "crews", 30)
    p.world.vehicles.add("fort", "trucks", 3)
    p.world.versions.touch("fort")
    assert p.keep.want("fort", 0) == {"crews": 6}
    p.world.arrive(10, LoadKind.VEHICLE, "fort", "trucks", 2)
    assert p.keep.releasable("fort", 0) == {"crews": 20}


def test_enablers_where_it_stays_open_wait_for_the_last_who_come_that_way() -> None:
    p = parts(GUARDS, tactics={"release_at": 0.0})
    keep = Keep(p.world, p.tactics, {"town": frozenset({"fort"})})
    assert keep.employed("town", 100)
    p.world.closed.add("fort", 90.0)
    assert not keep.employed("town", 100)
    assert not p.keep.employed("town", 100), "nobody comes that way"


def test_one_stays_until_the_kit_of_the_provider_has_left_and_not_only_been_booked() -> None:
    p = parts(
        attrs.evolve(STAFF, provider="Chad", with_kit=True),
        lots=(attrs.evolve(STORES, provider="Chad"),),
    )
    p.world.kit.send("fort", "stores", 6)
    p.world.departures.note_lot("fort", "stores", 30.0)
    p.world.versions.touch("fort")
    assert [p.keep.must("fort", t) for t in (29, 30)] == [{"staff": 1}, {}]


def test_whom_a_last_lift_takes() -> None:
    p = parts(GUARDS, STAFF, MEDICS, fort={"holding_people": 15}, requirements=(held(),))
    assert p.keep.takeable("fort", 0) == {"guards": 20, "staff": 50, "medics": 10}
    assert p.keep.takeable("fort", 0, Lift.ALL_BUT_THE_FLOOR) == {
        "guards": 5,
        "staff": 50,
        "medics": 10,
    }
    must_stay = Lift.ALL_BUT_THOSE_WHO_MUST_STAY
    assert p.keep.takeable("fort", 0, must_stay) == {"guards": 5, "staff": 50, "medics": 7}
    p.world.works.hold("fort", "medical", 100.0, 1)
    assert "medics" not in p.keep.takeable("fort", 50, must_stay)


def test_nobody_comes_back_to_where_his_party_must_have_left() -> None:
    guards = attrs.evolve(GUARDS, leave_by=day(5))
    keep = Parts(country(parties=(guards, STAFF))).keep
    assert [keep.may_be_at("guards", "fort", t) for t in (0, 119, 120, 200)] == [
        True,
        True,
        False,
        False,
    ]
    assert keep.may_be_at("guards", "town", 200)
    assert keep.may_be_at("staff", "fort", 200)


def test_nothing_is_sent_by_way_of_a_site_that_closes_first() -> None:
    mission = country(parties=(GUARDS,))
    p = Parts(mission, close_at={"fort": 100.0})
    upstream = Keep(p.world, p.tactics, {"fort": frozenset({"town"})})
    for t, closes in ((99, False), (100, True)):
        assert p.keep.closes_first("fort", t) is closes
        assert not upstream.closes_first("fort", t), "the town still sends its people this way"
        assert not p.keep.closes_first("port", t)


class Rows(list):
    """Rows of a table that count how often they are read through."""

    read = 0

    def __iter__(self):
        self.read += 1
        return super().__iter__()


def test_tables_are_read_through_as_often_for_many_parties_as_for_one() -> None:
    def reads(many: int) -> tuple[int, int]:
        families = (
            attrs.evolve(STAFF, party=f"staff-{n}", provider="Chad", with_kit=True)
            for n in range(many)
        )
        p = parts(*families, lots=(attrs.evolve(STORES, provider="Chad"),))
        parties, lots = Rows(p.world.mission.parties), Rows(p.world.mission.lots)
        # A mission makes tuples of what it is given: those that count take their place afterwards.
        object.__setattr__(p.world.mission, "parties", parties)
        object.__setattr__(p.world.mission, "lots", lots)
        kept = Keep(p.world, p.tactics)
        assert kept.own_kit == {f"staff-{n}": ["stores"] for n in range(many)}
        return parties.read, lots.read

    assert reads(40) == reads(1)


def test_the_armed_of_a_held_base_man_its_perimeter_until_it_may_thin() -> None:
    p = parts(
        attrs.evolve(GUARDS, count=50),
        STAFF,
        tactics={"held": {"fort": 48.0}, "close_at": {"fort": 100.0}},
    )
    assert p.keep.releasable("fort", 0) == {"staff": 50}
    assert p.keep.releasable("fort", 51.9) == {"staff": 50}
    assert p.keep.releasable("fort", 52) == {"guards": 50, "staff": 50}
    # They drive and escort all the same.
    assert p.keep.available("fort", 0) == {"guards": 50, "staff": 50}


def test_whom_a_date_presses_leaves_a_held_base() -> None:
    p = parts(
        attrs.evolve(GUARDS, leave_by=day(3)),
        tactics={"held": {"fort": 48.0}, "close_at": {"fort": 400.0}},
    )
    assert p.keep.releasable("fort", 0) == {"guards": 20}
