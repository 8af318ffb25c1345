"""The command that changes plans."""

import json

import exeunt
from tests.support.pages.console import only_object


def test_a_plan_is_changed_and_written(invoke, saved, tmp_path):
    out = tmp_path / "new.xlsx"
    shown = invoke("edit", saved, "shift", "C-001", "+1d", "--mission", "tiny", "--out", out)
    assert shown.exit_code == 0
    assert "C-002 waits until" in shown.output
    plan = exeunt.load("tiny").read(out)
    assert plan.serials["C-001"][0].depart.day == 2
    assert plan.record.status == "edited"
    # From now on the plan names its mission.
    again = invoke("edit", out, "drop", "C-004", "--json")
    assert again.exit_code == 0 or only_object(again.stdout)["violations"]


def test_a_span_that_begins_with_a_minus_is_no_option(invoke, saved):
    shown = invoke("edit", saved, "shift", "C-002", "-1d", "-m", "tiny", "--json")
    assert shown.exit_code == 1
    found = only_object(shown.stdout)
    assert found["effects"][0]["what"] == "shifted"
    assert {one["rule"] for one in found["violations"]} >= {"vehicles_conserved"}


def test_nothing_is_written_without_out_and_that_is_said(invoke, saved):
    before = {path: path.read_bytes() for path in saved.iterdir()}
    shown = invoke("edit", saved, "shift", "C-004", "+1d", "-m", "tiny")
    assert "Nothing was written" in shown.output
    assert {path: path.read_bytes() for path in saved.iterdir()} == before


def test_changes_stand_in_a_file(invoke, saved, tmp_path):
    changes = tmp_path / "changes.txt"
    changes.write_text("# rains\nshift C-004 +1d\nclose alpha 2030-01-07\n", encoding="utf-8")
    shown = invoke("edit", saved, "--file", changes, "-m", "tiny", "--json")
    what = [one["what"] for one in json.loads(shown.stdout)["effects"]]
    assert what[:3] == ["shifted", "closes", "with_closing"]


def test_what_cannot_be_made_is_said_with_its_place(invoke, saved, tmp_path):
    shown = invoke("edit", saved, "drop", "C-77", "shift", "C-001", "2", "-m", "tiny", "--json")
    assert shown.exit_code == 2
    problems = only_object(shown.stdout)["problems"]
    assert [one["place"] for one in problems] == ["edit 1: drop C-77", "edit 2: shift C-001 2"]
    assert invoke("edit", saved, "drop", "C-001").exit_code == 2
    missing = invoke("edit", saved, "--file", tmp_path / "none.txt", "-m", "tiny")
    assert missing.exit_code == 2


def test_a_misspelled_option_is_not_taken_for_a_change(invoke, saved):
    shown = invoke("edit", saved, "drop", "C-001", "--repiar", "-m", "tiny")
    assert shown.exit_code == 2
    assert "--repiar" in shown.output


def test_a_repair_can_be_asked_for_by_a_word(invoke, saved, tmp_path):
    out = tmp_path / "new"
    words = ("edit", saved, "drop", "C-001", "repair", "-t", "5", "-m", "tiny", "-o", out, "-q")
    shown = invoke(*words)
    assert shown.exit_code == 0, shown.output
    assert invoke("check", "tiny", out).exit_code == 0


def test_french_has_all_of_it(invoke, saved):
    shown = invoke("edit", saved, "drop", "C-001", "-m", "tiny", "--lang", "fr")
    assert "C-001 ne part pas" in shown.output
    assert "Rien n’a été écrit" in shown.output
