"""A draft of a convoy, booked."""

from exeunt.network.network import Hop, Step
from exeunt.optimise.planner.draft import Draft, book
from tests.support.missions.planner_country import (
    FORT_TOWN,
    STAFF,
    STORES,
    Parts,
    country,
)

DOWN, UPWARD = Step(FORT_TOWN, "fort", "town"), Step(FORT_TOWN, "town", "fort")


def _lane():
    return Parts(country()).closing.lifts.lanes("fort", 0.0)[0]


def test_booking_a_convoy_moves_what_it_says() -> None:
    w = Parts(country(parties=(STAFF,), lots=(STORES,))).world
    draft = Draft(
        lane=_lane(),
        hops=[Hop(UPWARD, 0, 10), Hop(DOWN, 34, 44)],
        load_from=2,
        load_to=2,
        vehicles={"trucks": 3},
        carried={"stores": 3},
    )
    draft.riders = {"staff": 5}
    assert book(w, draft) == "C-0001"
    assert (w.people.at("fort"), w.kit.at("fort"), w.vehicles.at("town")) == (
        {"staff": 45},
        {"stores": 3},
        {"trucks": 7, "buses": 2},
    )
    assert w.loading.at("fort") == ((34, 3),)
    assert w.unloading.at("town") == ((44, 3),)
    assert [w.traffic.vehicles("fort-town", w.calendar.day(t)) for t in (0, 34)] == [3, 3]
    w.advance(44)
    assert (w.people.at("town"), w.kit.at("town"), w.vehicles.at("town")["trucks"]) == (
        {"staff": 5},
        {"stores": 3},
        7,
    )
    # The trucks drove ten hours each way, and do not leave before they have had a night.
    w.advance(58)
    assert w.vehicles.at("town")["trucks"] == 10
    assert [(s.serial, s.stage, s.origin, s.destination) for s in w.written.stages] == [
        ("C-0001", 1, "town", "fort"),
        ("C-0001", 2, "fort", "town"),
    ]
    assert {
        (x.kind, x.item, x.quantity, x.board_stage, x.alight_stage, x.role) for x in w.written.loads
    } == {
        ("vehicle", "trucks", 3, 1, 2, ""),
        ("people", "staff", 5, 2, 2, "passenger"),
        ("lot", "stores", 3, 2, 2, "carried"),
    }
