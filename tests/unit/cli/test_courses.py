"""Courses of action planned side by side by a command."""

import attrs
import pytest

from exeunt.cli.courses import CourseWatch
from exeunt.model.outcome import Outcome, Progress
from exeunt.words.catalogue import LANGUAGES
from tests.support.pages.console import only_object
from tests.unit.api.test_choosing import NO_FLIGHTS, TRUCKS


@pytest.fixture
def courses(tmp_path, planner, monkeypatch):
    """The words of a command that plans two courses, one of which cannot be done."""
    assert not planner.calls
    monkeypatch.chdir(tmp_path)
    (tmp_path / "trucks.toml").write_text(TRUCKS, encoding="utf-8")
    (tmp_path / "no-flights.toml").write_text(NO_FLIGHTS, encoding="utf-8")
    return ("compare", "tiny", "--with", "trucks.toml", "--with", "no-flights.toml,trucks.toml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_courses_are_told_with_what_cannot_be_done(invoke, courses, language):
    done = invoke(*courses, "--lang", language, "--out", "c.html", "--plans", "plans")
    assert done.exit_code == 0, done.output
    assert "no-flights+trucks" in done.stdout
    assert "c.html" in done.stdout
    assert "{" not in done.stdout


def test_the_object_has_a_row_for_each(invoke, courses, tmp_path):
    found = only_object(invoke(*courses, "--json", "--plans", "plans").stdout)
    rows = {row["name"]: row for row in found["courses"]}
    assert list(rows) == ["tiny", "trucks", "no-flights+trucks"]
    assert rows["no-flights+trucks"]["status"] == "infeasible"
    assert rows["no-flights+trucks"]["reasons"]
    assert rows["no-flights+trucks"]["overlays"] == ["no-flights.toml", "trucks.toml"]
    assert rows["trucks"]["bound"] == 190_000.0
    assert (tmp_path / rows["trucks"]["plan"] / "plan.toml").is_file()
    assert [plan["name"] for plan in found["comparison"]["plans"]] == ["tiny", "trucks"]
    assert [pair["after"] for pair in found["apart"]] == ["trucks"]


def test_where_no_course_has_a_plan_the_answer_is_no(invoke, courses, planner, tmp_path):
    planner.answer = lambda *_: Outcome(status="unknown", plan=None)
    done = invoke(*courses, "--out", "c.html")
    assert done.exit_code == 1
    assert "No course of action has a plan" in done.stdout
    assert "No page was written" in done.stdout
    assert not (tmp_path / "c.html").exists()


def test_a_page_that_cannot_be_written_is_told_before_planning(invoke, courses, planner):
    assert invoke(*courses, "--out", "c.txt").exit_code == 2
    assert planner.calls == 0


def test_progress_is_told_by_course(capsys):
    watch = CourseWatch(limit=4.0)
    progress = Progress(seconds=1.0, phase="search", incumbent=None, bound=None, gap=None)
    watch.hear("a", progress)
    assert not watch.kept()
    watch.hear("a", attrs.evolve(progress, incumbent=5.0, seconds=3.0, phase="polish"))
    watch.hear("b", attrs.evolve(progress, seconds=0.1))
    assert watch.kept()
    lines = capsys.readouterr().err.splitlines()
    assert [line[:2] for line in lines] == ["a:", "a:", "b:"]
    assert "b:" in str(watch.shown())
