"""The command line: what is printed where, exit codes, and no traceback whatever a user does."""

import json
import re
import signal
from pathlib import Path

import attrs
import pytest

import exeunt
from exeunt import cli, shipped
from exeunt.cli import arguments, output
from exeunt.cli.progress import line, watching
from exeunt.model.outcome import Outcome, Progress, Violation
from exeunt.model.plan import Plan
from exeunt.model.reason import Name, Reason
from exeunt.words.words import Words
from tests.support.plans.tiny_by_hand import by_hand

COMMANDS = ("feasible", "check", "plan", "report", "papers", "convert", "new", "missions")
CLASH = Violation(
    rule="holding_floor",
    where="alpha",
    when=None,
    needed="20 armed people",
    found="0",
    message=Reason.of("text", text="alpha is never held"),
)


def only_object(text: str) -> dict:
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    mission = exeunt.load("tiny")
    return mission.save(by_hand(mission.mission), tmp_path / "plan")


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


# -- help, version, completion


def test_help_names_every_command(invoke):
    shown = invoke("--help")
    assert shown.exit_code == 0
    assert all(re.search(rf"\b{name}\b", shown.stdout) for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(invoke, name):
    shown = invoke(name, "--help")
    assert shown.exit_code == 0
    assert f"exeunt {name} " in " ".join(shown.stdout.split()) or name == "missions"
    assert "Example" in shown.stdout


def test_version(invoke):
    assert invoke("--version").stdout == f"exeunt {exeunt.__version__}\n"


def test_usage_errors_are_exit_code_2(invoke):
    assert invoke("plan", "tiny").exit_code == 2
    assert invoke("sing").exit_code == 2
    assert invoke("plan", "tiny", "--out", "p", "--time-limit", "long").exit_code == 2


def test_completion_offers_names_folders_and_workbooks(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mali-mine").mkdir()
    (tmp_path / "mali-mine" / "deeper.xlsx").touch()
    (tmp_path / "mali.xlsx").touch()
    (tmp_path / "mali.txt").touch()
    assert arguments.complete_mission("mali") == [
        *(n for n in shipped.names() if n.startswith("mali")),
        "mali-mine/",
        "mali.xlsx",
    ]
    assert arguments.complete_path("mali-mine/") == ["mali-mine/deeper.xlsx"]
    assert arguments.complete_path("nowhere/") == []


def test_shells_get_a_completion_script(process):
    shown = process(
        "--show-completion", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1", SHELL="/bin/bash"
    )
    assert b"Traceback" not in shown.stderr
    completed = process(
        _EXEUNT_COMPLETE="complete_bash",
        COMP_WORDS="exeunt check ti",
        COMP_CWORD="2",
        _TYPER_COMPLETE_ARGS="exeunt check ti",
    )
    assert b"Traceback" not in completed.stderr


# -- missions, feasible, check


def test_missions_lists_the_shipped_ones(invoke):
    found = only_object(invoke("missions", "--json").stdout)["missions"]
    assert [m["name"] for m in found] == list(shipped.names())
    assert all(name in invoke("missions").stdout for name in shipped.names())


def test_feasible_prints_sentences_and_axes(invoke):
    shown = invoke("feasible", "tiny")
    assert shown.exit_code == 0
    assert "All 42 people out by 14 Jan 00:00: not shown impossible." in shown.stdout
    assert "\x1b[" not in shown.stdout


def test_feasible_json_is_one_object_with_a_row_per_axis(invoke):
    shown = invoke("feasible", "tiny", "--json")
    found = only_object(shown.stdout)
    assert len(found["axes"]) == len(exeunt.load("tiny").feasible().axes) > 0
    assert {"verdict", "sentences", "mission_hash", "version"} <= set(found)


def test_feasible_says_no_with_exit_code_1(invoke, monkeypatch):
    found = exeunt.load("tiny").feasible()
    nobody = Reason.of("feasible.floor_open", n=30, site=Name("site", "bravo"))
    impossible = attrs.evolve(found, verdict="impossible", reasons=(nobody,))
    monkeypatch.setattr("exeunt.api.arithmetic.axes", lambda _mission: impossible)
    shown = invoke("feasible", "tiny")
    assert shown.exit_code == 1
    assert "stays open and holds 30 armed people" in " ".join(shown.stdout.split())


def test_check_mission(invoke):
    assert invoke("check", "tiny").exit_code == 0
    found = only_object(invoke("check", "tiny", "--json").stdout)
    assert found["problems"] == found["violations"] == []


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


# -- plan


def test_plan_json_has_what_a_script_needs(invoke, planner, tmp_path):
    shown = invoke("plan", "tiny", "--out", tmp_path / "p", "--seed", "7", "--json")
    assert shown.exit_code == 0
    found = only_object(shown.stdout)
    assert found["status"] == "feasible"
    assert found["objective"] == pytest.approx(196_400)
    assert found["gap"] == pytest.approx(
        (found["objective"] - found["bound"]) / (found["objective"] - found["fixed"])
    )
    assert found["violations"] == 0
    assert found["seed"] == 7
    assert found["version"] == exeunt.__version__
    assert found["mission_hash"] == exeunt.load("tiny").mission.fingerprint
    assert found["terms"]["money"] == {
        "amount": pytest.approx(103_000),
        "unit": "USD",
        "priced": pytest.approx(103_000),
    }
    assert found["clashes"] == []
    assert set(found["terms"]) == {f.name for f in attrs.fields(exeunt.Terms)}
    assert "search" in shown.stderr
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
    assert "The best try broke rules:" in invoke("plan", "tiny", "--out", tmp_path / "p").stdout


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


def test_a_second_ctrl_c_ends_at_once():
    with watching(1.0, Words(), quiet=True):
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


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


def test_progress_lines_are_sparse_where_there_is_no_terminal(capsys):
    with watching(60.0, Words()) as watch:
        for tenth in range(120):
            watch(Progress(seconds=tenth / 10, phase="search", incumbent=2e9, bound=1e9, gap=0.5))
    shown = capsys.readouterr().err.splitlines()
    assert 2 <= len(shown) <= 4
    assert "50.0 %" in shown[0]
    assert "2,000,000,000" in shown[0]


def test_unknown_progress_is_a_dash():
    assert "bound -  gap -" in line(
        Progress(seconds=0, phase="bound", incumbent=None, bound=None, gap=None), 60, 0.0, Words()
    )


# -- report, convert, new


def test_report_on_an_unwritable_place(invoke, saved, tmp_path):
    assert invoke("report", "tiny", saved, "--out", tmp_path).exit_code == 2
    assert invoke("report", "tiny", saved, "--out", "/proc/never/report.html").exit_code == 2


def test_report_says_where_it_is(invoke, saved, tmp_path):
    found = only_object(
        invoke("report", "tiny", saved, "--out", tmp_path / "r.html", "--json").stdout
    )
    assert found["bytes"] == (tmp_path / "r.html").stat().st_size


def test_convert_there_and_back(invoke, tmp_path):
    assert invoke("convert", "tiny", tmp_path / "tiny.xlsx").exit_code == 0
    assert invoke("convert", tmp_path / "tiny.xlsx", tmp_path / "tiny").exit_code == 0
    assert exeunt.load(tmp_path / "tiny").mission == exeunt.load("tiny").mission


def test_convert_plan(invoke, saved, tmp_path):
    assert invoke("convert", saved, tmp_path / "plan.xlsx").exit_code == 2
    assert (
        invoke("convert", saved, tmp_path / "plan.xlsx", "--mission", "tiny", "--json").exit_code
        == 0
    )
    assert invoke("check", "tiny", tmp_path / "plan.xlsx").exit_code == 0


@pytest.mark.parametrize("name", ["fresh", "fresh.xlsx"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_new_writes_once(invoke, tmp_path, name, language):
    assert invoke("new", tmp_path / name, "--language", language).exit_code == 0
    assert (tmp_path / name).exists()
    assert invoke("new", tmp_path / name, "--language", language).exit_code == 2


def test_new_in_an_unknown_language(invoke, tmp_path):
    assert invoke("new", tmp_path / "fresh", "--language", "tlh").exit_code == 2
    assert not (tmp_path / "fresh").exists()


# -- whatever a user does


@pytest.fixture
def rubbish(tmp_path: Path) -> Path:
    (tmp_path / "noise.xlsx").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "empty.xlsx").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.txt").write_text("not a mission", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "where", ["noise.xlsx", "empty.xlsx", "empty", "text.txt", "nowhere", "", ".", "\udcff"]
)
def test_what_is_no_mission_is_bad_input(invoke, rubbish, monkeypatch, where):
    monkeypatch.chdir(rubbish)
    shown = invoke("check", where)
    assert shown.exit_code == 2
    assert isinstance(shown.exception, SystemExit)
    assert shown.stdout == ""
    assert shown.stderr.strip()
    assert only_object(invoke("feasible", where, "--json").stdout)["problems"]


def test_no_traceback_in_a_process_of_its_own(process, rubbish):
    shown = process("check", rubbish / "noise.xlsx")
    assert shown.returncode == 2
    assert b"Traceback" not in shown.stderr
    assert shown.stdout == b""


def test_dumb_terminals_get_ascii(process):
    shown = process("feasible", "tiny", PYTHONIOENCODING="ascii", TERM="dumb")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.decode("ascii")


def test_colour_only_where_it_is_wanted(monkeypatch, capsys):
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    output.say("red", "red")
    assert capsys.readouterr().out == "red\n"
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    output.say("red", "red")
    assert "\x1b[31m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    output.say("red", "red")
    assert "\x1b[31m" not in capsys.readouterr().out


def test_characters_an_encoding_lacks_lose_their_finery():
    error = UnicodeEncodeError("ascii", "Gao–Kidal → Tessalit é 中", 0, 24, "ordinal not in range")
    assert output._plain(error)[0] == "Gao-Kidal -> Tessalit e ?"
    with pytest.raises(UnicodeDecodeError):
        output._plain(UnicodeDecodeError("ascii", b"\xff", 0, 1, "no"))


def test_a_defect_is_told_in_a_line(monkeypatch, capsys):
    monkeypatch.delenv(output.TRACEBACK, raising=False)
    with pytest.raises(SystemExit) as ended:
        output.guarded(lambda: {}["gone"])
    assert ended.value.code == 2
    assert "KeyError" in capsys.readouterr().err
    monkeypatch.setenv(output.TRACEBACK, "1")
    with pytest.raises(KeyError):
        output.guarded(lambda: {}["gone"])


def test_main_is_the_command_line(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["exeunt", "--version"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    assert exeunt.__version__ in capsys.readouterr().out


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
