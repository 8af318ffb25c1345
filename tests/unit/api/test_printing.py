"""Printing papers through the Python interface."""

from pathlib import Path

import pytest

import exeunt
from exeunt.documents.folder import MANIFEST
from tests.support.plans.tiny_by_hand import broken, by_hand

ONLY = ("movement-table", "calendar")


@pytest.fixture
def tiny() -> exeunt.LoadedMission:
    return exeunt.load("tiny")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_written_is_what_is_there_beside_the_manifest(tiny, tmp_path):
    printed = tiny.papers(by_hand(tiny.mission), tmp_path / "p", only=ONLY)
    assert [file.paper for file in printed.written] == list(ONLY)
    assert sorted([file.file for file in printed.written] + [MANIFEST]) == names(tmp_path / "p")
    for file in printed.written:
        assert file.size == (tmp_path / "p" / file.file).stat().st_size
    assert (printed.missing, printed.kept, printed.removed) == ((), (), ())


def test_a_paper_with_nothing_to_say_is_named(tiny, tmp_path):
    printed = tiny.papers(by_hand(tiny.mission), tmp_path / "p", only=("permissions", "calendar"))
    assert printed.silent == ("permissions",)
    assert [file.paper for file in printed.written] == ["calendar"]


def test_of_a_plan_that_breaks_rules_nothing_is_written_but_as_a_draft(tiny, tmp_path):
    plan = broken(tiny)
    refused = tiny.papers(plan, tmp_path / "p", only=ONLY)
    assert refused.violations
    assert refused.written == ()
    assert not (tmp_path / "p").exists()
    draft = tiny.papers(plan, tmp_path / "p", only=ONLY, draft=True)
    assert draft.violations == refused.violations
    assert [file.paper for file in draft.written] == list(ONLY)
    assert "draft" in (tmp_path / "p" / MANIFEST).read_text(encoding="utf-8")


def test_an_observer_hears_of_every_file_and_stopping_keeps_those_written(tiny, tmp_path):
    heard = []
    printed = tiny.papers(
        by_hand(tiny.mission),
        tmp_path / "p",
        only=ONLY,
        observer=heard.append,
        stop=lambda: bool(heard),
    )
    assert [(one.done, one.total, one.paper) for one in heard] == [(1, 2, "movement-table")]
    assert [file.paper for file in printed.written] == ["movement-table"]
    assert [file.paper for file in printed.missing] == ["calendar"]


def test_what_is_asked_for_wrongly_is_said_before_anything_is_written(tiny, tmp_path):
    plan = by_hand(tiny.mission)
    with pytest.raises(exeunt.InputError, match="did you mean sitreps"):
        tiny.papers(plan, tmp_path / "p", only=("sitrep",))
    with pytest.raises(exeunt.InputError, match="must be one of"):
        tiny.papers(plan, tmp_path / "p", language="xx")
    assert not (tmp_path / "p").exists()


def test_papers_of_two_plans_do_not_go_into_one_folder(tiny, tmp_path):
    tiny.papers(by_hand(tiny.mission), tmp_path / "p", only=("calendar",))
    before = {path.name: path.read_bytes() for path in (tmp_path / "p").iterdir()}
    with pytest.raises(exeunt.InputError):
        tiny.papers(broken(tiny), tmp_path / "p", only=("movement-table",), draft=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "p").iterdir()} == before
