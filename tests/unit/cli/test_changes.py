"""What ``exeunt plan --keep`` and ``--freeze-before`` say."""

import attrs
import pytest

from tests.support.pages.console import only_object
from tests.support.plans.tiny_by_hand import by_hand

QUICK = ("--time-limit", "2", "--quiet")


@pytest.fixture
def poor(tiny, tmp_path):
    plan = by_hand(tiny.mission)
    loads = tuple(row for row in plan.loads if (row.serial, row.item) != ("C-004", "stores"))
    return tiny.save(attrs.evolve(plan, loads=loads), tmp_path / "given.xlsx")


def test_what_is_different_is_told_after_planning(invoke, tiny, poor, tmp_path):
    out = tmp_path / "p"
    shown = invoke("plan", "tiny", "--from", poor, "--keep", "convoy:C-001", "-o", out, *QUICK)
    assert shown.exit_code == 0
    said = " ".join(shown.stdout.split())
    assert "Different from the plan to start from:" in said
    assert "convoy C-004" in said
    assert tiny.read(out).serials["C-001"] == tiny.read(poor).serials["C-001"]


def test_the_same_is_told_to_programs(invoke, poor, tmp_path):
    out = tmp_path / "p"
    freeze = ("--freeze-before", "2030-01-04", "--json")
    shown = invoke("plan", "tiny", "--from", poor, *freeze, "-o", out, *QUICK)
    assert shown.exit_code == 0
    answer = only_object(shown.stdout)
    assert answer["held"] == []
    assert {row["item"] for row in answer["changes"]} & {"C-004"}
    assert set(answer["changes"][0]) == {"when", "thing", "item", "site", "changed"}


def test_without_pins_there_are_no_changes_to_tell(invoke, poor, tmp_path):
    shown = invoke("plan", "tiny", "--from", poor, "-o", tmp_path / "p", "--json", *QUICK)
    assert only_object(shown.stdout)["changes"] is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pins_that_cannot_be_kept_are_an_answer(invoke, tiny, tmp_path, language):
    plan = by_hand(tiny.mission)
    loads = tuple(
        attrs.evolve(row, quantity=row.quantity + 90)
        if (row.serial, row.kind) == ("C-004", "lot")
        else row
        for row in plan.loads
    )
    given = tiny.save(attrs.evolve(plan, loads=loads), tmp_path / "given")
    out = tmp_path / "p"
    pins = ("--keep", "convoy:C-004", "--lang", language)
    shown = invoke("plan", "tiny", "--from", given, *pins, "-o", out, *QUICK)
    assert shown.exit_code == 1
    assert "convoy:C-004" in shown.output
    assert "capacity" in shown.output
    assert not out.exists()


def test_a_pin_that_names_nothing_is_an_input_problem(invoke, poor, tmp_path):
    shown = invoke("plan", "tiny", "--from", poor, "--keep", "convoy:C-9", "-o", tmp_path / "p")
    assert shown.exit_code == 2
    assert "convoy:C-9" in shown.output


def test_a_pin_without_a_plan_is_an_input_problem(invoke, tmp_path):
    shown = invoke("plan", "tiny", "--keep", "site:alpha", "-o", tmp_path / "p")
    assert shown.exit_code == 2
