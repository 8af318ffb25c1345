"""Look-ups of a plan: serials, what is aboard, closures."""

from datetime import datetime, timedelta

from exeunt.model.plan import Closure, Load, Plan, Stage

START = datetime(2030, 1, 1)


def stage(serial: str, number: int) -> Stage:
    return Stage(
        serial=serial,
        stage=number,
        mode="road",
        leg="l",
        origin="a",
        destination="b",
        depart=START + timedelta(days=number),
        arrive=START + timedelta(days=number, hours=5),
    )


def load(serial: str, item: str) -> Load:
    return Load(serial=serial, kind="lot", item=item, quantity=1, board_stage=1, alight_stage=1)


def test_stages_of_a_serial_are_in_order_however_the_table_is_sorted() -> None:
    plan = Plan(stages=(stage("B", 2), stage("A", 1), stage("B", 1), stage("A", 2)))
    assert {serial: [s.stage for s in stages] for serial, stages in plan.serials.items()} == {
        "B": [1, 2],
        "A": [1, 2],
    }


def test_serials_are_in_the_order_in_which_they_are_first_named() -> None:
    plan = Plan(stages=(stage("B", 2), stage("A", 1), stage("B", 1)))
    assert list(plan.serials) == ["B", "A"]


def test_what_is_aboard_is_by_serial_and_an_empty_one_has_no_entry() -> None:
    plan = Plan(stages=(stage("A", 1), stage("B", 1)), loads=(load("A", "x"), load("A", "y")))
    assert {serial: [x.item for x in aboard] for serial, aboard in plan.aboard.items()} == {
        "A": ["x", "y"]
    }


def test_closures_are_by_site() -> None:
    closure = Closure(site="fort", close=START)
    assert Plan(closures=(closure,)).closes == {"fort": closure}
