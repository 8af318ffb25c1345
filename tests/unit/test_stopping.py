"""Being told to end: in one line, by the signal's own exit code, with nothing left behind."""

import os
import signal
import subprocess
import sys

import pytest

import exeunt
from exeunt import stopping
from exeunt.stopping import Stopped, heed_all, heeding, undisturbed

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals as of POSIX")

TOLD_WHILE_WRITING = """
import os, pathlib, runpy, signal, sys

put = pathlib.Path.replace

def told(path, target):
    os.kill(os.getpid(), signal.SIGTERM)
    return put(path, target)

pathlib.Path.replace = told
sys.argv = ["exeunt", *{arguments!r}]
runpy.run_module("exeunt", run_name="__main__")
"""

TOLD_WHILE_IMPORTING = """
import os, runpy, signal, sys

class Told:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.{number})

sys.meta_path.insert(0, Told())
sys.argv = ["exeunt", *{arguments!r}]
runpy.run_module("exeunt", run_name="__main__")
"""


def told_while_importing(module, number, *arguments):
    """Run the program, and tell it to end as it is about to import a module."""
    return program(
        TOLD_WHILE_IMPORTING.format(module=module, number=number.name, arguments=arguments)
    )


def program(code):
    """Run some code as a program of its own, that heeds what it is told."""
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=all_heeded if os.name != "nt" else None,
    )


def all_heeded():
    """Undo what a program inherits that was started in the background: signals that it ignores."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_while_it_imports_the_program_says_so_in_a_line(number):
    ended = told_while_importing("exeunt.cli.output", number, "feasible", "tiny")
    assert ended.returncode == -number  # 128 and the number, in a shell
    assert ended.stdout == ""
    assert ended.stderr == f"exeunt: stopped by {stopping.name(number)} before it began\n"


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_at_work_the_program_says_so_in_a_line(number):
    # What the verb needs is imported when the verb is used: it is at work by then.
    ended = told_while_importing("exeunt.feasible.axes", number, "feasible", "tiny")
    assert ended.returncode == -number
    assert ended.stdout == ""
    assert ended.stderr == f"Stopped by {stopping.name(number)}.\n"


@POSIX
def test_told_to_end_while_it_writes_the_program_leaves_the_old_file_and_nothing_beside(tmp_path):
    book = tmp_path / "tiny.xlsx"
    exeunt.convert("tiny", book)
    before = book.read_bytes()
    ended = program(TOLD_WHILE_WRITING.format(arguments=("convert", "tiny", str(book))))
    assert ended.returncode == -signal.SIGTERM
    assert ended.stderr == "Stopped by SIGTERM.\n"
    assert book.read_bytes() == before
    assert list(tmp_path.iterdir()) == [book]


@POSIX
def test_told_to_end_before_there_is_a_plan_the_planner_writes_none(tmp_path):
    ended = told_while_importing(
        "exeunt.optimise.run", signal.SIGTERM, "plan", "tiny", "--out", str(tmp_path / "p")
    )
    assert ended.returncode == 1
    assert "Stopped before a plan was found." in ended.stdout
    assert ended.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_step_that_must_not_be_cut_in_two_is_finished_first():
    heard = []
    handler = heeding(heard.append)
    with undisturbed():
        with undisturbed():
            handler(signal.SIGTERM, None)
        assert heard == []
    assert heard == [signal.SIGTERM]
    handler(signal.SIGINT, None)
    assert heard == [signal.SIGTERM, signal.SIGINT]


def test_no_except_exception_swallows_a_request_to_end():
    assert not issubclass(Stopped, Exception)
    assert Stopped(signal.SIGTERM).number == signal.SIGTERM


@POSIX
def test_what_is_ignored_stays_ignored():
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, *stopping.ENDINGS)}
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert signal.SIGINT not in heed_all(print)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        assert signal.SIGINT in heed_all(print, ignored=True)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
