"""The command that plans."""

import signal
import time

import attrs
import pytest

import exeunt
from exeunt.model.outcome import Outcome, Progress, Violation
from exeunt.model.plan import Plan
from exeunt.model.reason import Reason
from tests.support.pages.console import only_object

CLASH = Violation(
    rule="holding_floor",
    where="alpha",
    when=None,
    needed="20 armed people",
    found="0",
    message=Reason.of("text", text="alpha is never held"),
)


def test_plan_json_has_what_a_script_needs(invoke, planner, tmp_path):
    shown = invoke("plan", "tiny", "--out", tmp_path / "p", "--seed", "7", "--json")
    assert shown.exit_code == 0
    found = only_object(shown.stdout)
    assert found["status"] == "feasible"
    assert found["objective"] == pytest.approx(202_760)
    assert found["gap"] == pytest.approx(
        (found["objective"] - found["bound"]) / (found["objective"] - found["fixed"])
    )
    assert found["violations"] == 0
    assert found["seed"] == 7
    assert found["version"] == exeunt.__version__
    assert found["mission_hash"] == exeunt.load("tiny").mission.fingerprint
    assert found["terms"]["money"] == {
        "amount": pytest.approx(109_360),
        "unit": "USD",
        "priced": pytest.approx(109_360),
    }
    assert found["clashes"] == []
    assert set(found["terms"]) == {f.name for f in attrs.fields(exeunt.Terms)}
    assert shown.stderr == ""
    assert planner.calls == 1


@pytest.mark.usefixtures("planner")
@pytest.mark.parametrize("name", ["p", "p.xlsx"])
def test_plan_saves_what_check_and_report_read(invoke, tmp_path, name):
    out = tmp_path / name
    assert invoke("plan", "tiny", "--out", out).exit_code == 0
    assert invoke("check", "tiny", out).exit_code == 0
    assert invoke("report", "tiny", out, "--out", tmp_path / "report.html").exit_code == 0
    assert "</html>" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert exeunt.load("tiny").read(out).record.version == exeunt.__version__


@pytest.mark.usefixtures("planner")
def test_plan_tells_how_far_it_is_where_it_is_not_asked_to_be_quiet(invoke, tmp_path):
    assert "search" in invoke("plan", "tiny", "--out", tmp_path / "p").stderr


@pytest.mark.parametrize(
    ("found_at", "advice"),
    [(0.0, "another --seed may find more than more time"), (1e9, "try longer (--time-limit)")],
)
def test_what_follows_is_told_by_when_the_last_better_plan_was_found(
    invoke, planner, tmp_path, found_at, advice
):
    answer = planner.answer

    def told(mission, observer, stop):
        report = Progress(seconds=found_at, phase="search", incumbent=2.0, bound=1.0, gap=0.5)
        observer(report)
        observer(attrs.evolve(report, seconds=found_at + 1))
        time.sleep(0.1)
        return answer(mission, lambda _: None, stop)

    planner.answer = told
    shown = invoke("plan", "tiny", "--out", tmp_path / "p")
    assert advice in " ".join(shown.stdout.split())


@pytest.mark.usefixtures("planner")
def test_quiet_plan_is_quiet(invoke, tmp_path):
    assert invoke("plan", "tiny", "--out", tmp_path / "p", "--quiet").stderr == ""


@pytest.mark.usefixtures("planner")
def test_infeasible_is_exit_code_1_with_the_clashing_rules(invoke, monkeypatch, tmp_path):
    monkeypatch.setattr("exeunt.api.planning.clashes", lambda _mission: (CLASH,))
    shown = invoke("plan", "tiny", "--out", tmp_path / "p")
    assert shown.exit_code == 1
    assert "holding_floor" in shown.stdout
    found = only_object(invoke("plan", "tiny", "--out", tmp_path / "p", "--json").stdout)
    assert found["status"] == "infeasible"
    assert found["objective"] is None
    assert found["clashes"][0]["rule"] == "holding_floor"
    assert not (tmp_path / "p").exists()


def test_nothing_found_is_exit_code_1(invoke, planner, tmp_path):
    planner.answer = lambda *_: Outcome(status="unknown", plan=None)
    shown = invoke("plan", "tiny", "--out", tmp_path / "p")
    assert shown.exit_code == 1
    assert "Give it more time: --time-limit" in shown.stdout
    found = only_object(invoke("plan", "tiny", "--out", tmp_path / "p", "--json").stdout)
    assert (found["status"], found["violations"], found["clashes"]) == ("unknown", 0, [])


def test_a_plan_that_breaks_rules_is_not_claimed(invoke, planner, tmp_path):
    planner.answer = lambda *_: Outcome(status="optimal", plan=Plan())
    shown = invoke("plan", "tiny", "--out", tmp_path / "p", "--json")
    assert shown.exit_code == 1
    found = only_object(shown.stdout)
    assert found["status"] == "unknown"
    assert found["violations"] > 0
    assert not (tmp_path / "p").exists()
    assert "The best attempt broke rules:" in invoke("plan", "tiny", "--out", tmp_path / "p").stdout


def test_ctrl_c_keeps_the_best_plan_so_far(invoke, planner, tmp_path):
    answer = planner.answer

    def interrupted(mission, observer, stop):
        assert not stop()
        signal.raise_signal(signal.SIGINT)
        assert stop()
        return answer(mission, observer, stop)

    planner.answer = interrupted
    before = signal.getsignal(signal.SIGINT)
    shown = invoke("plan", "tiny", "--out", tmp_path / "p")
    assert shown.exit_code == 0
    assert "Stopped early" in shown.stdout
    assert invoke("check", "tiny", tmp_path / "p").exit_code == 0
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize(
    "name", ["taken", "taken.xlsx/below", "out.csv", "/proc/never/plan", "full", "folder.xlsx"]
)
def test_unwritable_output_is_said_before_the_long_work(
    invoke, planner, tmp_path, monkeypatch, name
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").touch()
    (tmp_path / "taken.xlsx").touch()
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").touch()
    shown = invoke("plan", "tiny", "--out", name)
    assert shown.exit_code == 2
    assert planner.calls == 0
    assert shown.stderr.strip()


@pytest.mark.usefixtures("planner")
@pytest.mark.parametrize(
    "options",
    [
        ("--time-limit", "0"),
        ("--time-limit", "inf"),
        ("--time-limit", "-5"),
        ("--time-limit", "nan"),
        ("--seed", "-1"),
    ],
)
def test_senseless_limits_are_bad_input(invoke, tmp_path, options):
    shown = invoke("plan", "tiny", "--out", tmp_path / "p", *options)
    assert shown.exit_code == 2
    assert options[1] in shown.stderr


def test_parameters_come_from_a_file_and_are_recorded(invoke, tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text("most_plans = 2\nheat = 0.25\n", encoding="utf-8")
    out = tmp_path / "p"
    shown = invoke("plan", "tiny", "--out", out, "--time-limit", "1", "--parameters", mine)
    assert shown.exit_code == 0
    record = exeunt.load("tiny").read(out).record
    assert record.parameters == "most_plans = 2, heat = 0.25"
    mine.write_text("most_plans = 0\nhaste = 1\n", encoding="utf-8")
    refused = invoke("plan", "tiny", "--out", out, "--parameters", mine)
    assert refused.exit_code == 2
    assert "mine.toml most_plans" in refused.stderr
    assert "mine.toml haste" in refused.stderr
    assert invoke("plan", "tiny", "-o", out, "-p", tmp_path / "nowhere.toml").exit_code == 2


@pytest.mark.usefixtures("planner")
def test_with_confidence_the_record_and_everybody_who_reads_it_say_so(invoke, tmp_path):
    flat = tmp_path / "flat.toml"
    # Without any spread longer times are as long: the stand-in's plan keeps them.
    flat.write_text(
        '[[change]]\ndo = "set"\ntable = "doctrine"\nrow = "travel_spread"\nvalue = 0\n',
        encoding="utf-8",
    )
    out, common = tmp_path / "p", ("--with", flat)
    shown = invoke("plan", "tiny", "--out", out, "--confidence", "0.7", *common)
    assert shown.exit_code == 0, shown.output
    said = "travel times that suffice in 70 % of cases"
    assert said in shown.stdout.replace("\N{NARROW NO-BREAK SPACE}", " ")
    found = only_object(invoke("check", "tiny", out, *common, "--json").stdout)
    assert found["plan_confidence"] == 0.7
    told = invoke("check", "tiny", out, *common).stdout
    assert "suffice in 70" in told
    assert "has changed" not in told
    assert "suffice in 70" in invoke("compare", "tiny", out, out, *common).stdout
    page = tmp_path / "r.html"
    invoke("report", "tiny", out, *common, "--out", page)
    assert "suffice in 70" in page.read_text(encoding="utf-8")
    assert invoke("plan", "tiny", "--out", tmp_path / "q", "--confidence", "70").exit_code == 2


def test_an_order_is_told_with_what_is_proven_of_it(invoke, tmp_path):
    out = tmp_path / "p"
    shown = invoke("plan", "tiny", "--out", out, "--order", "people", "--time-limit", "2")
    assert shown.exit_code == 0, shown.output
    assert "1. People late or left: 0 USD; proven" in shown.stdout
    assert "order" in (out / "plan.toml").read_text(encoding="utf-8")
    refused = invoke("plan", "tiny", "--out", out, "--order", "people", "--keep", "site:alpha")
    assert refused.exit_code == 2
    assert invoke("plan", "tiny", "--out", out, "--order", "sheep").exit_code == 2
