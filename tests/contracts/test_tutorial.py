"""The tutorial runs: its commands and its Python, in order, in one empty folder, with the output that it shows."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
BLOCK = re.compile(r"(?ms)^```(console|pycon|toml|csv)[^\n]*\n(.*?)^```$")
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def run(command: str, wanted: str, folder: Path) -> None:
    """Run a command as a reader would; a comment ``(exit code N)`` in its line says that it ends so."""
    words, _, comment = command.partition("  # ")
    expected = int(found.group(1)) if (found := re.search(r"exit code (\d)", comment)) else 0
    env = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "120",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        ["bash", "-c", words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=170,
    )
    assert done.returncode == expected, f"{command}\n{done.stdout}{done.stderr}"
    shown = done.stdout + (done.stderr if expected == 2 else "")
    assert not wanted or doctest.OutputChecker().check_output(wanted, shown, LOOSE), (
        f"{command}\nwanted:\n{wanted}\ngot:\n{shown}"
    )


def test_the_tutorial_does_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))
    assert len(blocks) >= 5
    names: dict[str, object] = {}
    for kind, text in blocks:
        if kind == "console":
            for command, wanted in re.findall(r"(?m)^\$ (.*)\n((?:(?!\$ ).*\n)*)", text):
                run(command, wanted, tmp_path)
        elif kind == "pycon":
            test = doctest.DocTestParser().get_doctest(text, names, "tutorial", str(TUTORIAL), 0)
            runner = doctest.DocTestRunner(optionflags=LOOSE)
            said: list[str] = []
            runner.run(test, out=said.append, clear_globs=False)
            names |= test.globs
            assert runner.failures == 0, "".join(said)
