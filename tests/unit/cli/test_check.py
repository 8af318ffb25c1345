"""The command that checks missions and plans."""

import re
from pathlib import Path

import pytest

import exeunt
from tests.support.pages.console import only_object


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "broken"
    exeunt.convert("tiny", folder)
    sites = folder / "sites.csv"
    sites.write_text(
        re.sub(
            r"(?m)^(bravo,.*)$",
            r"\1,one cell too many,and another",
            sites.read_text().replace("17", "170"),
        ),
        encoding="utf-8",
    )
    return folder


def test_check_mission_with_problems_lists_them_all(invoke, broken):
    shown = invoke("check", broken)
    assert shown.exit_code == 2
    assert shown.stdout == ""
    assert "sites.csv" in shown.stderr
    found = only_object(invoke("check", broken, "--json").stdout)
    assert len(found["problems"]) > 1
    assert {"place", "field", "got", "expected", "hint", "message"} == set(found["problems"][0])


def test_sense_problems_are_bad_input(invoke, monkeypatch):
    problem = exeunt.Problem(
        place="lots.csv row 2", field="mass_t", got="900", expected="can be lifted by nothing"
    )
    monkeypatch.setattr(
        "exeunt.api.loading.sense",
        lambda _mission: type("Sense", (), {"errors": (problem,), "warnings": ()})(),
    )
    shown = invoke("plan", "tiny", "--out", "never")
    assert shown.exit_code == 2
    assert "900" in shown.stderr


def test_warnings_are_shown_and_let_pass(invoke, monkeypatch):
    warning = exeunt.Problem(
        place="legs.csv row 2",
        field="km",
        got="3",
        expected="is hardly longer than the straight line",
    )
    monkeypatch.setattr(
        "exeunt.api.loading.sense",
        lambda _mission: type("Sense", (), {"errors": (), "warnings": (warning,)})(),
    )
    shown = invoke("check", "tiny")
    assert shown.exit_code == 0
    assert "hardly longer" in shown.stderr
    assert only_object(invoke("check", "tiny", "--json").stdout)["warnings"][0]["got"] == "3"


def test_check_plan_that_keeps_all_rules(invoke, saved):
    shown = invoke("check", "tiny", saved)
    assert shown.exit_code == 0, shown.output
    assert "196,400" in shown.stdout
    found = only_object(invoke("check", "tiny", saved, "--json").stdout)
    assert found["violations"] == []
    assert found["objective"] == pytest.approx(196_400)


def test_check_plan_that_breaks_a_rule(invoke, saved):
    loads = saved / "loads.csv"
    loads.write_text(loads.read_text().replace("guards,16,", "guards,17,"), encoding="utf-8")
    shown = invoke("check", "tiny", saved)
    assert shown.exit_code == 1
    assert "people_conserved" in shown.stdout
    found = only_object(invoke("check", "tiny", saved, "--json").stdout)["violations"]
    assert {"rule", "where", "when", "needed", "found", "message"} == set(found[0])
    assert "people_conserved" in {v["rule"] for v in found}


def test_check_mission(invoke):
    assert invoke("check", "tiny").exit_code == 0
    found = only_object(invoke("check", "tiny", "--json").stdout)
    assert found["problems"] == found["violations"] == []
