"""Progress of the long commands on the console."""

import io
import signal
import time

import pytest
from rich.console import Console

from exeunt.cli import progress
from exeunt.cli.progress import PlanWatch, line, people_line, watching, watching_steps
from exeunt.model.outcome import People, Progress
from exeunt.stopping import Stopped
from exeunt.words.words import Words


def test_a_second_ctrl_c_ends_at_once():
    with watching(1.0, Words(), quiet=True):
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Stopped):
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
    assert "cost -  proven least -  at most - cheaper" in line(
        Progress(seconds=0, phase="bound", incumbent=None, bound=None, gap=None), 60, 0.0, Words()
    )


@pytest.mark.parametrize(
    ("staying", "english", "french"),
    [
        (0, "out 38 of 42  late 4  killed or hurt 0.06", "sortis 38 sur 42  en retard 4  tués"),
        (3, "late 4  staying 3  killed", "en retard 4  restent 3  tués ou blessés 0,06"),
    ],
)
def test_people_are_told_beside_the_cost(staying, english, french):
    people = People(leaving=42, late=4, staying=staying, casualties=0.06)
    assert english in people_line(people, Words())
    assert french in people_line(people, Words("fr"))
    assert people_line(None, Words()) == "out -"


def test_a_live_display_shows_time_cost_and_people():
    watch = PlanWatch(limit=60.0, words=Words(), began=time.monotonic() - 30)
    people = People(leaving=42, late=4, staying=0, casualties=0.06)
    watch(Progress(seconds=1, phase="search", incumbent=5.0, bound=4, gap=0.2, people=people))
    screen = Console(width=100, record=True, file=io.StringIO())
    screen.print(watch.shown())
    shown = screen.export_text()
    assert "cost 5" in shown
    assert "out 38 of 42" in shown
    assert "━" in shown


def test_steps_are_told_only_of_long_work(capsys):
    with watching_steps(Words()) as watch:
        watch("reading")
        assert capsys.readouterr().err == ""
        watch.began -= 2
        watch("drawing")
    assert "working out and drawing" in capsys.readouterr().err
    with watching_steps(Words(), quiet=True) as watch:
        watch.began -= 2
        watch("drawing")
    assert capsys.readouterr().err == ""


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


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such clock")
def test_work_that_does_not_stop_is_ended_where_it_has_nothing_to_keep(monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE_S", 0.05)
    with watching(1.0, Words(), quiet=True):
        signal.raise_signal(signal.SIGTERM)
        with pytest.raises(Stopped) as ended:
            time.sleep(5)
    assert ended.value.number == signal.SIGTERM


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such clock")
def test_work_that_has_found_a_plan_is_waited_for(monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE_S", 0.05)
    with watching(1.0, Words(), quiet=True) as watch:
        watch(Progress(seconds=0.1, phase="search", incumbent=2e9, bound=None, gap=None))
        signal.raise_signal(signal.SIGTERM)
        time.sleep(0.2)
        assert watch.stopped
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
