"""All commands, and the module of each."""

import subprocess
import sys

from typer.main import get_command

from exeunt.cli import COMMANDS, VERBS, app


def test_every_command_is_found_by_its_name():
    named = get_command(app).commands
    assert list(VERBS) == list(named)
    assert {name: command.callback.__module__ for name, command in named.items()} == VERBS
    assert [module.__name__ for module in COMMANDS] == list(VERBS.values())


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
