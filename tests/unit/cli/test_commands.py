"""All commands, and the module of each."""

import ast
import subprocess
import sys
from pathlib import Path

from typer.main import get_command

from exeunt.cli import COMMANDS, VERBS, app


def test_every_command_is_found_by_its_name():
    named = get_command(app).commands
    assert list(VERBS) == list(named)
    assert {name: command.callback.__module__ for name, command in named.items()} == VERBS
    assert [module.__name__ for module in COMMANDS] == list(VERBS.values())


def test_who_reads_a_mission_as_of_a_day_lays_courses_of_action_over_it():
    taking = {
        name: {each for option in command.params for each in option.opts}
        for name, command in get_command(app).commands.items()
    }
    reading = {name for name, options in taking.items() if "--as-of" in options}
    assert {"feasible", "check", "plan", "explain", "worth", "report"} <= reading
    assert {name for name in reading if "--with" not in taking[name]} == set()


def test_no_command_has_what_is_its_own_from_another():
    for module in COMMANDS:
        others = {each.__name__ for each in COMMANDS} - {module.__name__}
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        taken = {each.module for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
        assert taken & others == set(), module.__name__


def test_a_command_imports_no_other():
    code = (
        "import runpy, sys\n"
        "sys.argv = ['exeunt', 'feasible', 'tiny']\n"
        "try:\n"
        "    runpy.run_module('exeunt', run_name='__main__')\n"
        "finally:\n"
        "    print(sorted(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0
    assert "possible as far as arithmetic can tell" in done.stdout
    imported = done.stderr
    assert "'exeunt.cli.feasible'" in imported
    for other in ("exeunt.cli.check", "exeunt.rules.referee", "numpy", "openpyxl", "numba"):
        assert f"'{other}'" not in imported
