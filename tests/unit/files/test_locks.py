"""One writer to a place at a time, and what becomes of its lock."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import exeunt
from exeunt.errors import InputError
from exeunt.files import locks
from exeunt.files.locks import writing

HOLD = """
import sys, time
from pathlib import Path
from exeunt.files.locks import writing

with writing(Path(sys.argv[1])):
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other():
    """Start another process that writes to a place, until the test is over."""
    started = []

    def start(path):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout.readline() == "writing\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_the_second_writer_is_told_at_once_who_is_at_it(tmp_path, other):
    first, began = other(tmp_path / "p"), time.monotonic()
    with pytest.raises(InputError) as refused, writing(tmp_path / "p"):
        pass
    assert time.monotonic() - began < 2
    assert f"process {first.pid} since" in str(refused.value)
    assert "two at once" in str(refused.value)
    # Another place is another matter, though it is beside.
    with writing(tmp_path / "q"):
        assert (tmp_path / ".q.lock").is_file()


def test_a_plan_is_not_begun_that_could_not_be_written(tmp_path, other, invoke):
    other(tmp_path / "p")
    shown = invoke("plan", "tiny", "--out", tmp_path / "p", "--time-limit", "60")
    assert shown.exit_code == 2
    assert "must not be written to by two at once" in shown.stderr
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize("command", ["convert", "new", "report", "papers"])
def test_every_command_that_writes_asks(tmp_path, other, invoke, command):
    loaded = exeunt.load("tiny")
    loaded.save(loaded.plan(time_limit=0.5).plan, tmp_path / "plan")
    out = tmp_path / "page.html" if command == "report" else tmp_path / "folder"
    words = {
        "convert": ("tiny", out),
        "new": (out,),
        "report": ("tiny", tmp_path / "plan", "--out", out),
        "papers": ("tiny", tmp_path / "plan", "--out", out),
    }[command]
    other(out)
    shown = invoke(command, *words)
    assert shown.exit_code == 2
    assert "two at once" in shown.stderr
    assert not out.exists()


@pytest.mark.skipif(os.name == "nt", reason="signals as of POSIX")
def test_a_writer_that_was_killed_blocks_nobody(tmp_path, other):
    first = other(tmp_path / "p")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert (tmp_path / ".p.lock").is_file()
    with writing(tmp_path / "p"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_who_writes_may_write_once_more_and_another_thread_may_not(tmp_path):
    refused = []

    def also() -> None:
        try:
            with writing(tmp_path / "p"):
                pass
        except InputError as error:
            refused.append(str(error))

    with writing(tmp_path / "p"), writing(tmp_path / "p"):
        thread = threading.Thread(target=also)
        thread.start()
        thread.join()
    assert f"process {os.getpid()}" in refused[0]
    also()
    assert len(refused) == 1


def test_folders_made_for_a_lock_go_where_nothing_was_written(tmp_path):
    with writing(tmp_path / "a" / "b" / "p"):
        assert (tmp_path / "a" / "b").is_dir()
    assert list(tmp_path.iterdir()) == []
    with writing(tmp_path / "a" / "b" / "p"):
        (tmp_path / "a" / "b" / "p").write_text("something")
    assert [p.name for p in (tmp_path / "a" / "b").iterdir()] == ["p"]


@pytest.mark.skipif(os.name == "nt", reason="locks as of POSIX")
def test_a_disk_that_knows_no_locks_is_written_to_all_the_same(tmp_path, monkeypatch):
    def none(*_):
        raise OSError(locks.errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locks.fcntl, "flock", none)
    with writing(tmp_path / "p"), writing(tmp_path / "p"):
        (tmp_path / "p").write_text("something")
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


def test_a_lock_whose_file_went_away_is_on_nothing(tmp_path, monkeypatch):
    there, calls = locks._is_there, []

    def gone_once(place: Path, file: int) -> bool:
        calls.append(place)
        if len(calls) == 1:
            place.unlink()
        return there(place, file)

    monkeypatch.setattr(locks, "_is_there", gone_once)
    with writing(tmp_path / "p"):
        assert (tmp_path / ".p.lock").is_file()
    assert len(calls) == 2
