"""The command that draws a front."""

import attrs
import pytest

from exeunt.cli.frontier import FrontWatch
from exeunt.model.outcome import Outcome, Progress
from exeunt.words.catalogue import LANGUAGES
from tests.support.pages.console import only_object

WORDS = ("frontier", "tiny", "--terms", "harm,value", "--points", "2")


@pytest.mark.usefixtures("planner")
@pytest.mark.parametrize("language", LANGUAGES)
def test_points_are_printed_and_written(invoke, tmp_path, language):
    done = invoke(*WORDS, "--lang", language, "--out", tmp_path / "f")
    assert done.exit_code == 0, done.output
    assert "P1" in done.stdout
    assert "frontier.html" in done.stdout
    assert "{" not in done.stdout
    assert (tmp_path / "f" / "P1" / "plan.toml").is_file()


@pytest.mark.usefixtures("planner")
def test_the_object_has_points_and_what_is_proven(invoke):
    found = only_object(invoke(*WORDS, "--json").stdout)
    assert found["terms"] == ["harm", "value"]
    (point,) = found["points"]
    assert sum(point["values"]) + point["others"] == pytest.approx(point["objective"])
    assert [one["least"] for one in found["proven"]] == [190_000.0, 190_000.0]
    assert found["page"] is None
    assert found["steps"] == []


def test_without_a_plan_the_answer_is_no(invoke, planner, tmp_path):
    planner.answer = lambda *_: Outcome(status="unknown", plan=None)
    done = invoke(*WORDS, "--out", tmp_path / "f")
    assert done.exit_code == 1
    assert "no point" in done.stdout
    assert not (tmp_path / "f").exists()


def test_what_makes_no_sense_is_told_before_planning(invoke, planner, tmp_path):
    assert invoke("frontier", "tiny", "--terms", "harm").exit_code == 2
    (tmp_path / "f").write_text("somebody's", encoding="utf-8")
    assert invoke(*WORDS, "--out", tmp_path / "f").exit_code == 2
    assert planner.calls == 0


def test_progress_is_told_by_point(capsys):
    watch = FrontWatch(limit=4.0)
    progress = Progress(seconds=1.0, phase="search", incumbent=None, bound=None, gap=None)
    watch.hear(1, 2, progress)
    assert not watch.kept()
    watch.hear(2, 2, attrs.evolve(progress, incumbent=5.0))
    assert watch.kept()
    assert "2/2" in capsys.readouterr().err
    assert "2/2" in str(watch.shown())
