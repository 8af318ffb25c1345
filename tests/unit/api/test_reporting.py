"""The report, whole or not there."""

import pytest

import exeunt
from exeunt.api import reported
from exeunt.words.catalogue import catalogue
from tests.support.plans.tiny_by_hand import by_hand


def test_report_is_whole_or_not_there(tiny, tmp_path):
    page = tiny.report(by_hand(tiny.mission), tmp_path / "new" / "report.html")
    assert (tmp_path / "new" / "report.html").read_text(encoding="utf-8") == page
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["report.html"]
    with pytest.raises(exeunt.InputError):
        tiny.report(by_hand(tiny.mission), tmp_path)


def test_steps_are_told_as_they_begin(tiny, tmp_path):
    steps: list[str] = []
    plan, out = by_hand(tiny.mission), tmp_path / "report.html"
    reported(tiny.mission, plan, out, steps=steps.append)
    assert steps == ["reading", "judging", "drawing", "writing"]
    assert all(f"console.step.{step}" in catalogue("en") for step in steps)
