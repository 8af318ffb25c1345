"""Which vehicles a convoy gets: what waits for the last people of a site, with the escorts they will need, and what goes ahead."""

import attrs
import pytest

from exeunt.model.requirements import Requirement
from exeunt.optimise.planner.draft import Ask, Lane
from exeunt.optimise.planner.lift import Lift
from tests.support.missions.planner_country import (
    BUS,
    BUSES,
    ESCORTS,
    GUARDS,
    STAFF,
    STORES,
    TRUCK,
    TRUCKS,
    UP,
    Parts,
    country,
)

EACH_FOUR = Requirement(
    requirement="escort",
    activity="convoy",
    where="road",
    capability="escort",
    amount=1,
    per_vehicles=4,
)
OUT = Lane("road", "fort", "fort", "town", returns=False)
"""The fort's own vehicles leave it."""


def fort(*, trucks: int = 0, buses: int = 0, escorts: int = 0, **changes) -> Parts:
    """The fort with its own vehicles and twenty guards, all of them its floor, on a road that needs an escort for each four."""
    fleets = tuple(
        attrs.evolve(f, site="fort", count=n)
        for f, n in ((TRUCKS, trucks), (BUSES, buses), (ESCORTS, escorts))
        if n
    )
    return Parts(
        country(
            **(
                {
                    "parties": (GUARDS,),
                    "fleets": fleets,
                    "requirements": (EACH_FOUR,),
                    "fort": {"holding_people": 20},
                }
                | changes
            )
        )
    )


def test_teams_needed_by_the_least_and_by_the_ratio() -> None:
    assert [Ask("escort", 2, 8.0).need(n) for n in (0, 16, 17)] == [2, 2, 3]
    assert Ask("escort", 1, None).need(100) == 1


def test_a_last_lift_takes_all_vehicles_of_the_site_as_far_as_escorts_go() -> None:
    draft = fort(trucks=6, buses=1, escorts=2).convoys.compose(OUT, 0, lift=Lift.EVERYBODY)
    assert draft.vehicles == {"trucks": 6, "buses": 1, "escorts": 2}
    assert (draft.lifted, draft.taken) == (20, 20)
    assert fort(trucks=6, buses=1, escorts=1).convoys.compose(
        OUT, 0, lift=Lift.EVERYBODY
    ).vehicles == {
        "trucks": 3,
        "buses": 1,
        "escorts": 1,
    }


def test_crews_of_the_site_are_taken_too() -> None:
    parts = fort(
        trucks=6,
        buses=1,
        escorts=2,
        fleets=(attrs.evolve(BUSES, site="fort", count=1, crew_party="guards"),),
        requirements=(),
    )
    draft = parts.convoys.compose(OUT, 0, lift=Lift.EVERYBODY)
    assert (draft.lifted, draft.taken) == (19, 20)


@pytest.mark.parametrize(
    ("escorts", "trucks", "ahead"), [(4, 8, 3), (3, 8, 2), (2, 4, 1), (1, None, None)]
)
def test_what_goes_ahead_leaves_coaches_and_their_escorts_to_the_last(
    escorts: int, trucks: int | None, ahead: int | None
) -> None:
    parts = fort(trucks=8, buses=1, escorts=escorts)
    draft = parts.convoys.compose(OUT, 0, lift=Lift.ALL_BUT_THE_FLOOR)
    if trucks is None:
        assert draft is None
    else:
        assert draft.vehicles == {"trucks": trucks, "escorts": ahead}
        assert draft.lifted == 0


def test_coaches_beyond_the_seats_that_the_last_need_go_ahead() -> None:
    parts = fort(buses=3, requirements=())
    assert parts.convoys.compose(OUT, 0, lift=Lift.ALL_BUT_THE_FLOOR).vehicles == {"buses": 2}


def test_escorts_are_left_for_the_vehicles_that_find_no_place_ahead() -> None:
    parts = fort(trucks=20, escorts=6, doctrine={"convoy_max": 10})
    assert parts.convoys.compose(OUT, 0, lift=Lift.ALL_BUT_THE_FLOOR).vehicles == {
        "trucks": 8,
        "escorts": 2,
    }


def test_kit_that_drives_and_fits_no_carrier_is_no_convoy_with_nobody_to_drive_it() -> None:
    jeeps = attrs.evolve(STORES, self_driving=True, crew=1, teu=2)
    nobody = Parts(country(lots=(jeeps,)))
    assert nobody.convoys.compose(UP, 0) is None
    assert nobody.convoys.idle, "whatever the town could send"
    manned = Parts(country(lots=(jeeps,), parties=(GUARDS,)))
    assert manned.convoys.compose(UP, 0).driven == {"stores": 6}
    assert not manned.convoys.idle


def test_kit_that_drives_with_nobody_to_drive_it_is_carried_where_a_carrier_takes_it() -> None:
    jeeps = attrs.evolve(STORES, self_driving=True, crew=1)
    draft = Parts(country(lots=(jeeps,))).convoys.compose(UP, 0)
    assert (draft.driven, draft.carried) == ({}, {"stores": 6})


def test_kit_that_drives_is_carried_where_nobody_drives_it() -> None:
    jeeps = attrs.evolve(STORES, self_driving=True, crew=1)
    driver = attrs.evolve(GUARDS, count=2)
    draft = Parts(country(lots=(jeeps,), parties=(driver,))).convoys.compose(UP, 0)
    assert (draft.driven, draft.carried) == ({"stores": 2}, {"stores": 4})
    assert draft.vehicles == {"trucks": 4}


def test_who_may_not_go_by_road_is_no_driver() -> None:
    jeeps = attrs.evolve(STORES, self_driving=True, crew=1)
    flyers = attrs.evolve(GUARDS, by_road=False)
    draft = Parts(country(lots=(jeeps,), parties=(flyers,))).convoys.compose(UP, 0)
    assert (draft.driven, draft.carried) == ({}, {"stores": 6})


def test_a_truck_comes_along_for_what_people_in_coaches_need_on_their_way() -> None:
    small = attrs.evolve(BUS, payload_t=0.1)
    staff = attrs.evolve(STAFF, count=30)
    changes = {"vehicles": (TRUCK, small), "parties": (staff,)}
    draft = Parts(country(**changes)).convoys.compose(UP, 0)
    assert draft is not None
    assert (draft.vehicles, draft.riders) == ({"buses": 1, "trucks": 1}, {"staff": 30})
    # Without a truck some seats stay empty.
    alone = Parts(country(fleets=(BUSES,), **changes)).convoys.compose(UP, 0)
    assert alone is not None
    assert alone.riders["staff"] < 30


def test_a_full_convoy_leaves_kit_behind_for_the_truck_that_feeds_its_people() -> None:
    jeeps = attrs.evolve(STORES, lot="jeeps", self_driving=True, crew=1, quantity=3)
    small = attrs.evolve(BUS, payload_t=0.05)
    draft = Parts(
        country(
            vehicles=(TRUCK, small),
            parties=(attrs.evolve(STAFF, count=30),),
            lots=(jeeps,),
            doctrine={"convoy_max": 4, "driven_payload_t": 0},
        )
    ).convoys.compose(UP, 0)
    assert draft is not None
    assert draft.vehicles == {"buses": 1, "trucks": 1}
    assert draft.driven == {"jeeps": 2}
