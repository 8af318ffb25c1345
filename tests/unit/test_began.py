"""From when a time limit counts."""

import time

from exeunt import began


def test_a_limit_counts_from_now_where_no_program_runs(monkeypatch) -> None:
    monkeypatch.setattr(began._Program, "runs", False)
    now = time.monotonic()
    assert now <= began.since() <= time.monotonic()


def test_a_program_counts_from_its_beginning(monkeypatch) -> None:
    monkeypatch.setattr(began._Program, "runs", False)
    began.begin()
    assert began.since() == began.MOMENT < time.monotonic()
