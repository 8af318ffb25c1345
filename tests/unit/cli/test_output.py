"""What the console takes: colour, characters, streams."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from exeunt.cli import output


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


def test_a_bug_takes_one_line(monkeypatch, capsys):
    monkeypatch.delenv(output.TRACEBACK, raising=False)
    with pytest.raises(SystemExit) as ended:
        output.guarded(lambda: {}["gone"])
    assert ended.value.code == 2
    assert "a bug in exeunt, not in your input: KeyError" in capsys.readouterr().err
    monkeypatch.setenv(output.TRACEBACK, "1")
    with pytest.raises(KeyError):
        output.guarded(lambda: {}["gone"])


def test_too_little_memory_is_no_bug(capsys):
    def eats_it_all():
        raise MemoryError

    with pytest.raises(SystemExit) as ended:
        output.guarded(eats_it_all)
    assert ended.value.code == 2
    assert capsys.readouterr().err == "exeunt: the memory of this machine is not enough for it\n"


@pytest.mark.parametrize("words", ["missions --json", "feasible tiny", "--help"])
def test_a_reader_who_leaves_is_no_error(tmp_path, words):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "exeunt", *words.split()],
            cwd=tmp_path,
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )
    finally:
        os.close(writer)
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_no_bug(tmp_path):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "exeunt", "missions"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )
    assert done.returncode == 2
    assert b"bug" not in done.stderr
    assert b"cannot be written" in done.stderr


def test_closed_streams_go_nowhere(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    output.prepare_streams()
    output.say("to nobody")
    assert sys.stdout.writable()
    sys.stdout.close()
