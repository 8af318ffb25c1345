"""How a plan stands on a console: green is for plans that get everybody out on time."""

import pytest

import exeunt
from exeunt.cli.standing import stood
from exeunt.model.plan import Plan, Record, Terms
from exeunt.rules.terms import objective
from exeunt.words.words import Words


@pytest.mark.parametrize(
    ("not_out", "text", "style"),
    [
        (42.0, "lawful, but 42 people stay", "bold red"),
        (0.0, "lawful, but 42 people are late", "bold yellow"),
    ],
)
def test_a_plan_that_leaves_people_in_is_not_green(not_out, text, style):
    shown = stood(exeunt.load("tiny").mission, Plan(), Terms(not_out=not_out), Words())
    assert (shown.text, shown.style, shown.good) == (text, style, False)


@pytest.mark.parametrize(("bound", "added"), [(0.0, ""), (None, "; no lawful plan is cheaper")])
def test_a_proof_is_told_only_of_the_plan_that_it_is_of(bound, added):
    mission = exeunt.load("tiny").mission
    cost = objective(mission, Terms(not_out=42.0))
    least = cost if bound is None else bound
    plan = Plan(record=Record(status="optimal", bound=least, fixed=0.0))
    shown = stood(mission, plan, Terms(not_out=42.0), Words())
    assert shown.text == f"lawful, but 42 people stay{added}"


def test_check_says_who_stays_beside_lawful(invoke, tmp_path):
    tiny = exeunt.load("tiny")
    tiny.save(Plan(), tmp_path / "nothing")
    checked = tiny.check(Plan())
    shown = invoke("check", "tiny", tmp_path / "nothing").stdout
    assert ("Lawful, but 42 people stay." in shown) == checked.lawful


@pytest.mark.usefixtures("planner")
def test_plan_says_how_it_stands(invoke, tmp_path):
    shown = invoke("plan", "tiny", "--out", tmp_path / "p")
    assert "Lawful; all who have to leave are out on time. Plan in" in " ".join(
        shown.stdout.split()
    )
    french = invoke("plan", "tiny", "--out", tmp_path / "p", "--lang", "fr")
    assert "Conforme ; tous ceux qui doivent partir sont sortis à temps" in french.stdout.replace(
        "\u00a0", " "
    )
    assert "easible" not in shown.stdout + french.stdout
