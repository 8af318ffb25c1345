"""What all commands take: names, folders, workbooks, completed by the shell."""

from exeunt import shipped
from exeunt.cli import arguments


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
