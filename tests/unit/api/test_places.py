"""Where missions, plans and outputs are, and what is in the way of writing."""

from pathlib import Path

import pytest

import exeunt
from exeunt.api.places import locate, path_of, ready_for


def refused(where: Path, **how: object) -> str:
    with pytest.raises(exeunt.InputError) as caught:
        ready_for(where, **how)
    (problem,) = caught.value.problems
    return problem.expected


def test_what_is_no_path_is_a_problem() -> None:
    with pytest.raises(exeunt.InputError, match="must be a path"):
        path_of(7, "plan")  # type: ignore[arg-type]


def test_a_folder_that_lacks_its_settings_is_left_to_the_reader(tmp_path: Path) -> None:
    assert locate(tmp_path) == tmp_path


def test_a_name_near_to_none_lists_the_shipped_missions() -> None:
    with pytest.raises(exeunt.InputError) as caught:
        locate("zzzz")
    assert caught.value.problems[0].hint.startswith("shipped missions: ")


def test_a_plan_goes_to_a_new_or_empty_folder_or_over_a_plan(tmp_path: Path) -> None:
    ready_for(tmp_path / "new", folder=True)
    ready_for(tmp_path, folder=True)
    assert list(tmp_path.iterdir()) == [], "looking whether there is room leaves nothing behind"
    exeunt.load("tiny").save(exeunt.Plan(), tmp_path / "plan")
    before = {path.name: path.read_bytes() for path in (tmp_path / "plan").iterdir()}
    ready_for(tmp_path / "plan", folder=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "plan").iterdir()} == before


def test_a_plan_goes_not_among_other_files_nor_over_one(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("dear")
    assert refused(tmp_path, folder=True) == "must be new, empty, or a plan's folder"
    assert refused(tmp_path / "letter", folder=True) == "must not be a file"


def test_an_input_is_not_written_over(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>")
    assert refused(page, inputs=[page])


def test_making_sure_leaves_nothing_behind(tmp_path: Path) -> None:
    ready_for(tmp_path / "deep" / "down" / "plan", folder=True)
    assert list(tmp_path.iterdir()) == []
