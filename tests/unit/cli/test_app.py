"""The command line as a whole: help, exit codes, and no traceback whatever a user does."""

import re
from pathlib import Path

import pytest

import exeunt
from exeunt import cli
from tests.support.pages.console import only_object


def test_help_names_every_command(invoke):
    shown = invoke("--help")
    assert shown.exit_code == 0
    assert all(re.search(rf"\b{name}\b", shown.stdout) for name in cli.VERBS)


@pytest.mark.parametrize("name", cli.VERBS)
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


def test_main_is_the_command_line(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["exeunt", "--version"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    assert exeunt.__version__ in capsys.readouterr().out
