"""What ``exeunt plan`` says is odd in its plan."""

import pytest

import exeunt
from exeunt.cli.odd import odd_rows, show_odd
from exeunt.facts.odd import MOST, Kind, Odd
from exeunt.model.outcome import Outcome
from exeunt.model.reason import Reason
from exeunt.words.words import words
from tests.support.pages.console import only_object
from tests.support.plans.tiny_by_hand import by_hand
from tests.support.plans.tiny_odd import with_quantity


@pytest.fixture
def missed(planner):
    """Let the planner hand out a plan that leaves kit beside room on its last convoy."""
    answer = planner.answer

    def odd(mission, observer, stop):
        outcome = answer(mission, observer, stop)
        plan = with_quantity(outcome.plan, "C-004", "stores", 7)
        return Outcome(status="feasible", plan=plan)

    planner.answer = odd


@pytest.mark.usefixtures("missed")
def test_plan_says_what_is_odd(invoke, tmp_path):
    shown = invoke("plan", "tiny", "--out", tmp_path / "p")
    assert shown.exit_code == 0
    assert "What is odd in this plan:" in shown.stdout
    assert "a serial could take one more" in shown.stdout
    french = invoke("plan", "tiny", "--out", tmp_path / "p", "--lang", "fr")
    assert "Ce qui étonne dans ce plan" in french.stdout


@pytest.mark.usefixtures("missed")
def test_json_has_it_too(invoke, tmp_path):
    rows = only_object(invoke("plan", "tiny", "--out", tmp_path / "p", "--json").stdout)["odd"]
    (missed,) = (row for row in rows if row["kind"] == "kit_missed")
    assert missed["serials"] == ["C-004"]
    assert missed["message"].startswith("Kit lost though a serial could take one more")


@pytest.mark.usefixtures("planner")
def test_of_the_best_plan_nothing_is_said(invoke, tmp_path):
    shown = invoke("plan", "tiny", "--out", tmp_path / "p")
    assert "odd" not in shown.stdout


def test_the_worst_ten_are_shown_unless_all_are_asked_for(capsys):
    mission = exeunt.load("tiny").mission
    found = tuple(
        Odd(kind=Kind.CLOCK, reason=Reason.of("odd.clock"), weight=float(n))
        for n in range(MOST + 2)
    )
    show_odd(mission, found, words(mission))
    shown = capsys.readouterr().out
    assert shown.count("The clock ended") == MOST
    assert "2 more: --all" in shown
    show_odd(mission, found, words(mission), everything=True)
    assert capsys.readouterr().out.count("The clock ended") == MOST + 2
    show_odd(mission, (), words(mission))
    assert capsys.readouterr().out == ""
    assert len(odd_rows(mission, found)) == MOST + 2


def test_a_report_lists_it(tiny):
    plan = by_hand(tiny.mission)
    page = tiny.report(with_quantity(plan, "C-004", "stores", 7))
    assert "What an officer would ask about" in page
    assert "a serial could take one more" in page
    assert "an officer would ask about it" in page, "on the first page"
    assert "What an officer would ask about" not in tiny.report(plan)
    veiled = tiny.report(with_quantity(plan, "C-004", "stores", 7), redact="dates=week")
    assert "a serial could take one more" not in veiled
    french = tiny.report(with_quantity(plan, "C-004", "stores", 7), language="fr")
    assert "Les questions qu’un officier poserait" in french
