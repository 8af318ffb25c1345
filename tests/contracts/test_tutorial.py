"""Pages that lead by the hand run: their commands and their Python, in order, in one empty folder, with the output shown.

A line with nothing but an ellipsis stands for more. Below a comment that figures vary, any figure is as good as another.
The first page runs with every test, the others with the long ones.
"""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = (
    "tutorial.md",
    "how-to/from-my-spreadsheet.md",
    "fr/tutoriel.md",
    "fr/depuis-mon-tableur.md",
)
BLOCK = re.compile(r"(?ms)^(<!-- figures vary -->\n)?```(console|pycon)\n(.*?)^```$")
LOOSE = doctest.NORMALIZE_WHITESPACE


def pattern(wanted: str, *, figures_vary: bool) -> re.Pattern[str]:
    """Return what an output must match: the text shown, whatever its spaces, and more at an ellipsis."""
    parts = re.split(r"(?m)^\u2026$", wanted)
    quoted = [r"\s+".join(re.escape(word) for word in part.split()) for part in parts]
    text = r"\s*(?:.*\s)?".join(quoted)
    if figures_vary:
        text = re.sub(r"\d(?:[\d,.\u00a0\u202f]|\\\.)*", r"\\d[\\d,.\\s]*", text)
    return re.compile(rf"\s*{text}\s*", re.DOTALL)


def run(command: str, wanted: str, folder: Path, *, figures_vary: bool) -> None:
    """Run a command as a reader would; a comment ``exit code N`` in its line says that it ends so."""
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
    matches = pattern(wanted, figures_vary=figures_vary).fullmatch(shown)
    assert not wanted or matches, f"{command}\nwanted:\n{wanted}\ngot:\n{shown}"


@pytest.mark.parametrize(
    "page", [PAGES[0], *(pytest.param(page, marks=pytest.mark.long) for page in PAGES[1:])]
)
def test_a_page_does_what_it_says(tmp_path, monkeypatch, page):
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))
    assert len(blocks) >= 3
    names: dict[str, object] = {}
    for varies, kind, text in blocks:
        if kind == "console":
            for command, wanted in re.findall(r"(?m)^\$ (.*)\n((?:(?!\$ ).*\n)*)", text):
                run(command, wanted, tmp_path, figures_vary=bool(varies))
        elif kind == "pycon":
            test = doctest.DocTestParser().get_doctest(text, names, page, page, 0)
            runner = doctest.DocTestRunner(optionflags=LOOSE)
            said: list[str] = []
            runner.run(test, out=said.append, clear_globs=False)
            names |= test.globs
            assert runner.failures == 0, "".join(said)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_its_reader_a_test_s_pattern(page):
    shown = "".join(text for _, _, text in BLOCK.findall((DOCS / page).read_text(encoding="utf-8")))
    assert "..." not in re.sub(r"(?m)^\.\.\. ", "", shown)
