"""What may be written over and what may not."""

import os
from pathlib import Path

import pytest

import exeunt
from tests.support.plans.tiny_by_hand import by_hand


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    "words",
    [
        "plan m -o m",
        "plan m.xlsx -o m.xlsx",
        "plan tiny -o m.xlsx",
        "plan tiny -o ledger.xlsx",
        "plan m -o ./m/../m",
        "plan m/mission.toml -o m",
        "report m p -o p",
        "report m p.xlsx -o p.xlsx",
        "report m p -o m/sites.csv",
        "report m p -o new",
        "convert m m",
        "convert m.xlsx m.xlsx",
        "convert m p.xlsx",
        "convert m other",
        "convert m other.xlsx",
        "convert m ledger.xlsx",
        "convert p m.xlsx -m m",
        "convert p p -m m",
        "convert p m -m m",
    ],
)
def test_nothing_is_written_over_that_is_not_the_same_thing(invoke, planner, there, words):
    before = contents(there)
    shown = invoke(*words.split())
    assert shown.exit_code == 2, shown.output
    assert planner.calls == 0
    assert contents(there) == before


@pytest.mark.usefixtures("planner", "there")
@pytest.mark.parametrize(
    "words",
    [
        "plan m -o p",
        "plan m -o p.xlsx",
        "report m p -o r.HTM",
        "convert m.xlsx m",
        "convert m m.xlsx",
        "convert p p.xlsx -m m",
    ],
)
def test_the_same_thing_may_be_written_again(invoke, words):
    assert invoke(*words.split()).exit_code == 0


@pytest.mark.usefixtures("planner")
@pytest.mark.parametrize(
    "words",
    [
        "plan m -o pipe.xlsx",
        "report m p -o pipe.html",
        "convert m pipe.xlsx",
        "new pipe.xlsx",
        "papers m p -o pipe -q",
        "plan m -o pipe",
    ],
)
def test_no_pipe_is_replaced(invoke, planner, there, words):
    pipes = [there / name for name in ("pipe", "pipe.xlsx", "pipe.html")]
    for pipe in pipes:
        os.mkfifo(pipe)
    shown = invoke(*words.split())
    assert shown.exit_code == 2, shown.output
    assert "pipe" in shown.stderr
    assert planner.calls == 0
    assert all(pipe.is_fifo() for pipe in pipes)


def test_a_report_replaces_reports_only(invoke, there):
    page = there / "r.html"
    page.write_text("<!doctype html><title>My diary</title>")
    shown = invoke("report", "m", "p", "-o", page)
    assert shown.exit_code == 2
    assert "must be new or a report of exeunt" in shown.stderr
    assert page.read_text().endswith("diary</title>")
    page.write_text("")
    assert invoke("report", "m", "p", "-o", page).exit_code == 0
    assert invoke("report", "m", "p", "-o", page, "--redact", "standard").exit_code == 0
    assert invoke("report", "m", "p", "-o", page, "--lang", "fr").exit_code == 0
    before = page.read_bytes()
    page.chmod(0o444)
    shown = invoke("report", "m", "p", "-o", page)
    assert shown.exit_code == 2
    assert "it is read-only" in shown.stderr
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    "redact", ["", " ", ",", "standard,", "dates=day,dates=none", "dates=", "standard,standard"]
)
def test_a_report_is_not_told_in_full_by_mistake(invoke, there, redact):
    shown = invoke("report", "m", "p", "-o", "r.html", "--redact", redact)
    assert shown.exit_code == 2
    assert "redact: got" in shown.stderr
    assert not (there / "r.html").exists()
    with pytest.raises(exeunt.InputError):
        exeunt.load("m").report("p", redact=redact)
    assert (
        "must say dates once"
        in invoke("report", "m", "p", "-o", "r.html", "--redact", "dates=day,dates=none").stderr
    )


def test_the_python_user_is_guarded_too(there):
    tiny = exeunt.load("tiny")
    for call in (
        lambda: tiny.save(by_hand(tiny.mission), there / "m.xlsx"),
        lambda: tiny.report(there / "p", there / "r.xlsx"),
        lambda: exeunt.load(None),
    ):
        with pytest.raises(exeunt.InputError):
            call()
    for limits in (
        {"time_limit": "5"},
        {"time_limit": None},
        {"time_limit": float("inf")},
        {"seed": 1.5},
        {"seed": "1"},
    ):
        with pytest.raises(exeunt.InputError):
            tiny.plan(**limits)
