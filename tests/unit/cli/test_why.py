"""The command that says why something in a plan is as it is."""

import pytest

import exeunt
from tests.support.pages.console import only_object
from tests.support.plans.tiny_by_hand import broken, by_hand


@pytest.fixture
def plan(tmp_path):
    tiny = exeunt.load("tiny")
    return tiny.save(by_hand(tiny.mission), tmp_path / "p")


def test_reasons_are_printed_in_the_language_asked_for(invoke, plan):
    shown = invoke("why", "tiny", plan, "--convoy", "C-002", "--lang", "en")
    assert shown.exit_code == 0, shown.output
    assert "It takes the last people of Alpha" in shown.stdout
    assert "  · trucks came to Bravo with C-001" in shown.stdout.replace("Trucks", "trucks")
    french = invoke("why", "tiny", plan, "--site", "alpha", "--lang", "fr", "--quiet")
    assert "Les derniers quittent Alpha" in french.stdout


def test_json_is_one_object_with_both_plans_and_what_is_proven(invoke, plan, tmp_path):
    asked = ("--site", "alpha", "--closes", "2030-01-07", "-t", "1", "--out", tmp_path / "other")
    shown = invoke("why", "tiny", plan, *asked, "--json")
    assert shown.exit_code == 0, shown.output
    found = only_object(shown.stdout)
    other = found["alternative"]
    assert other["answer"] == "possible"
    assert other["more"] == pytest.approx(
        other["after"]["objective"] - found["before"]["objective"]
    )
    assert other["proven_most"] == other["more"]
    assert other["comparison"]["closings"][0]["site"] == "alpha"
    assert found["chain"][0]["what"] == "closes"
    assert found["sentences"][0] == "Alpha closes 6 Jan 2030, 00:00."
    # What was written is the other plan: closed on the day that was asked for.
    tiny = exeunt.load("tiny")
    kept = tiny.check(tmp_path / "other")
    assert kept.lawful
    assert kept.plan.closes["alpha"].close.day == 7
    assert kept.objective == pytest.approx(other["after"]["objective"])


def test_what_cannot_be_has_exit_code_1_and_writes_nothing(invoke, plan, tmp_path):
    asked = ("--lot", "ammunition", "--ship", "--out", tmp_path / "other", "--lang", "en")
    shown = invoke("why", "tiny", plan, *asked)
    assert shown.exit_code == 1
    assert "It may not be shipped." in shown.stdout
    assert "There is no other plan to write." in shown.stdout
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), "about one site"),
        (("--site", "alfa"), "site that exists"),
        (("--lot", "stores", "--ship", "--leave"), "must be one of these"),
        (("--site", "alpha", "--ship"), "said of a lot only"),
        (("--site", "alpha", "--closes", "soon"), "a day or a moment"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(invoke, plan, options, expected):
    shown = invoke("why", "tiny", plan, *options, "--lang", "en")
    assert shown.exit_code == 2
    assert expected in " ".join(shown.output.split())


def test_a_plan_that_breaks_rules_is_refused(invoke, tmp_path):
    tiny = exeunt.load("tiny")
    tiny.save(broken(tiny), tmp_path / "p")
    shown = invoke("why", "tiny", tmp_path / "p", "--site", "alpha", "--lang", "en")
    assert shown.exit_code == 2
    assert "must keep every rule" in shown.output
