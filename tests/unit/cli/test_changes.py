"""What ``exeunt plan --keep`` and ``--freeze-before`` say."""

import attrs
import openpyxl
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


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "8 by the plan, 6 there, 2 lost"), ("fr", "6 sur place, 2 perdus")],
)
def test_what_is_lost_is_told_by_row(invoke, tiny, tmp_path, language, said):
    given = tiny.save(by_hand(tiny.mission), tmp_path / "given")
    sheet = tmp_path / "day.csv"
    sheet.write_text("site,item,count\nalpha,stores,6\n", encoding="utf-8")
    freeze = ("--freeze-before", "2030-01-04T12:00", "--situation", sheet, "--lang", language)
    shown = invoke("plan", "tiny", "--from", given, *freeze, "-o", tmp_path / "p", *QUICK)
    assert shown.exit_code == 0
    assert "day.csv row 2" in shown.stdout
    assert said in " ".join(shown.stdout.split())
    assert "C-002" in shown.stdout


@pytest.mark.usefixtures("planner")
def test_losses_are_told_to_programs(invoke, tiny, tmp_path):
    given = tiny.save(by_hand(tiny.mission), tmp_path / "given")
    sheet = tmp_path / "day.csv"
    sheet.write_text("site,item,lost\nalpha,comms,1\n", encoding="utf-8")
    freeze = ("--freeze-before", "2030-01-04T12:00", "--situation", sheet, "--json")
    shown = invoke("plan", "tiny", "--from", given, *freeze, "-o", tmp_path / "p", *QUICK)
    assert shown.exit_code == 0
    assert only_object(shown.stdout)["situation"] == {
        "moment": "2030-01-04T11:59:00",
        "lost": [
            {
                "place": "day.csv row 2",
                "site": "alpha",
                "item": "comms",
                "planned": 2,
                "count": 1,
                "lost": 1,
            }
        ],
        "loaded_less": [
            {"serial": "C-002", "site": "alpha", "item": "comms", "planned": 2, "count": 1}
        ],
    }


def test_a_row_that_cannot_be_taken_is_an_input_problem(invoke, tiny, tmp_path):
    given = tiny.save(by_hand(tiny.mission), tmp_path / "given")
    sheet = tmp_path / "day.csv"
    sheet.write_text("site,item,count\nalpha,stores,9\nalpha,guards,19\n", encoding="utf-8")
    freeze = ("--freeze-before", "2030-01-04T12:00", "--situation", sheet)
    words = ("plan", "tiny", "--from", given, *freeze, "-o", tmp_path / "p", *QUICK)
    shown = invoke(*words)
    assert shown.exit_code == 2
    assert "day.csv row 2" in shown.output
    assert "day.csv row 3" in shown.output
    french = " ".join(invoke(*words, "--lang", "fr").output.split())
    assert "doit être 8 ou moins" in french
    assert "doit être 20, comme selon le plan" in french
    assert "retirez 1 du nombre de guards" in french
    assert not (tmp_path / "p").exists()


@pytest.mark.usefixtures("planner")
def test_a_sheet_that_is_as_the_plan_says_is_said_to_be(invoke, tiny, tmp_path):
    given = tiny.save(by_hand(tiny.mission), tmp_path / "given")
    sheet = tmp_path / "day.csv"
    sheet.write_text("site,item,count\nalpha,stores,8\n", encoding="utf-8")
    freeze = ("--freeze-before", "2030-01-04T12:00", "--situation", sheet)
    shown = invoke("plan", "tiny", "--from", given, *freeze, "-o", tmp_path / "p", *QUICK)
    assert shown.exit_code == 0
    assert "The situation is as the plan says." in shown.stdout


def test_the_sheet_is_not_written_over(invoke, tiny, tmp_path):
    given = tiny.save(by_hand(tiny.mission), tmp_path / "given")
    book = openpyxl.Workbook()
    book.active.append(["site", "item", "count"])
    book.active.append(["alpha", "stores", 8])
    book.save(tmp_path / "day.xlsx")
    freeze = ("--freeze-before", "2030-01-04T12:00", "--situation", tmp_path / "day.xlsx")
    shown = invoke("plan", "tiny", "--from", given, *freeze, "-o", tmp_path / "day.xlsx", *QUICK)
    assert shown.exit_code == 2
    assert openpyxl.load_workbook(tmp_path / "day.xlsx").active["B2"].value == "stores"
