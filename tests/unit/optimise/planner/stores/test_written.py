"""The plan's tables as they are written."""

from exeunt.model.choices import AboardRole, LoadKind
from exeunt.model.plan import Load, Request, Stage
from exeunt.optimise.planner.stores.written import Ride, Written
from tests.support.missions.planner_country import day


def stage(serial: str) -> Stage:
    return Stage(
        serial=serial,
        stage=1,
        mode="road",
        leg="fort-town",
        origin="fort",
        destination="town",
        depart=day(0),
        arrive=day(1),
    )


def test_serials_are_numbered_as_they_are_booked_whatever_their_mode() -> None:
    written = Written()
    assert written.next_serial("road") == "C-0001"
    written.stage(stage("C-0001"))
    assert (written.next_serial("air"), written.next_serial("sea")) == ("F-0002", "C-0002")


def test_a_load_says_what_is_aboard_from_where_to_where() -> None:
    written = Written()
    written.load(Ride("C-0001", 2, 3), LoadKind.PEOPLE, "staff", 5, AboardRole.PASSENGER)
    (load,) = written.loads
    assert load == Load(
        serial="C-0001",
        kind="people",
        item="staff",
        quantity=5,
        board_stage=2,
        alight_stage=3,
        role="passenger",
    )


def test_rows_that_are_given_up_are_cut_off_the_end() -> None:
    written = Written()
    written.stage(stage("C-0001"))
    undo = written.snapshot()
    written.stage(stage("C-0002"))
    written.load(Ride("C-0002", 1, 1), LoadKind.LOT, "stores", 1)
    undo()
    request = Request(permission="p", ask_by=day(0), reason="road")
    plan = written.plan((request,))
    assert (plan.stages, plan.loads, plan.requests) == ((stage("C-0001"),), (), (request,))
