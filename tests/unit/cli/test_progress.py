"""Progress of the long commands on the console."""

import signal

import pytest

from exeunt.cli.progress import line, watching
from exeunt.model.outcome import Progress
from exeunt.words.words import Words


def test_a_second_ctrl_c_ends_at_once():
    with watching(1.0, Words(), quiet=True):
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_progress_lines_are_sparse_where_there_is_no_terminal(capsys):
    with watching(60.0, Words()) as watch:
        for tenth in range(120):
            watch(Progress(seconds=tenth / 10, phase="search", incumbent=2e9, bound=1e9, gap=0.5))
    shown = capsys.readouterr().err.splitlines()
    assert 2 <= len(shown) <= 4
    assert "50.0 %" in shown[0]
    assert "2,000,000,000" in shown[0]


def test_unknown_progress_is_a_dash():
    assert "limit -  gap -" in line(
        Progress(seconds=0, phase="bound", incumbent=None, bound=None, gap=None), 60, 0.0, Words()
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_being_told_to_end_keeps_the_best_plan(invoke, planner, tmp_path, number):
    answer = planner.answer

    def interrupted(mission, observer, stop):
        signal.raise_signal(number)
        assert stop()
        return answer(mission, observer, stop)

    planner.answer = interrupted
    before = signal.getsignal(number)
    shown = invoke("plan", "tiny", "--out", tmp_path / "p")
    assert shown.exit_code == 0
    assert "Stopped early" in shown.stdout
    assert signal.getsignal(number) is before


def test_a_closed_terminal_may_say_so_twice_and_nohup_is_heeded():
    with watching(1.0, Words(), quiet=True) as watch:
        signal.raise_signal(signal.SIGHUP)
        signal.raise_signal(signal.SIGHUP)
        assert watch.stopped
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with watching(1.0, Words(), quiet=True) as watch:
            signal.raise_signal(signal.SIGHUP)
            assert not watch.stopped
    finally:
        signal.signal(signal.SIGHUP, before)
