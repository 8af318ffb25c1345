"""What all commands take: names, folders, workbooks, completed by the shell."""

import pytest
import typer

from exeunt import shipped
from exeunt.cli import app, arguments
from exeunt.cli.arguments import VARIABLES, spoken


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


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_CA"}, "fr"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "fr_FR", "LANG": "en_US"}, "fr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_environment(monkeypatch, variables, language):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert spoken() == language


@pytest.mark.parametrize("name", ["missions", "feasible", "check", "new", "convert"])
def test_every_command_that_prints_speaks_the_language_of_its_environment(
    invoke, monkeypatch, tmp_path, name
):
    given = {"missions": (), "new": (tmp_path / "m",), "convert": ("tiny", tmp_path / "t")}
    arguments = given.get(name, ("tiny",))
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    shown = invoke(name, *arguments)
    assert shown.exit_code == 0
    french = ("Missions fournies", "échéance", "La mission se lit", "Écrit", "possible")
    assert any(words in shown.stdout for words in french)


def test_every_command_takes_a_language():
    group = typer.main.get_command(app)
    for name, command in group.commands.items():
        assert any("--lang" in option.opts for option in command.params), name
