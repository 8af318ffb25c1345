"""Overlays are read whole, with all that is wrong with them at once."""

from pathlib import Path

import pytest

from exeunt.files.overlays import FREE, OPERATIONS, Overlay, read_overlays
from tests.support.files.overlay_files import overlay


def read(*paths: Path) -> tuple[tuple[Overlay, ...], list[str]]:
    problems: list = []
    return read_overlays(paths, problems), [str(problem) for problem in problems]


def test_changes_in_the_order_of_their_file(tmp_path: Path) -> None:
    path = overlay(
        tmp_path,
        'do = "set"\ntable = "fleets"\nrow = "trucks"\ncount = 3',
        'do = "refuse"\npermission = "road"',
        'do = "add"\ntable = "fleets"\nfleet = "more"',
        title="Fewer",
    )
    (one,), problems = read(path)
    assert problems == []
    assert (one.name, one.title) == ("course.toml", "Fewer")
    assert [change.do for change in one.changes] == ["set", "refuse", "add"]
    assert [change.place for change in one.changes] == [
        f"course.toml change {n}" for n in (1, 2, 3)
    ]
    assert [change.table for change in one.changes] == ["fleets", "permissions", "fleets"]
    assert [change.cells() for change in one.changes] == [{"count": 3}, {}, {"fleet": "more"}]


@pytest.mark.parametrize("do", [do for do in OPERATIONS if do not in FREE])
def test_keys_that_an_operation_does_not_know(tmp_path: Path, do: str) -> None:
    _, problems = read(overlay(tmp_path, f'do = "{do}"\nfieldd = "count"'))
    keys = ", ".join(OPERATIONS[do])
    expected = (
        f'course.toml change 1 fieldd: got "count", must be a known key (the keys are {keys})'
    )
    assert problems == [expected]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "course.toml change: must have at least one change"),
        ("change = 3", "course.toml change: must have at least one change"),
        ("change = [3]", 'course.toml change 1: got "3", must be a table of its own'),
        ("tilte = 'x'\n[[change]]\ndo = 'drop'", 'course.toml tilte: got "x", must be a known key'),
        ("[[change]]\ntable = 'x'", "course.toml change 1 do: must be one of set, drop"),
        ("[[change]]\ndo = 'dropp'", "did you mean 'drop'?"),
        ("[[change]", "must be a TOML file of changes to a mission"),
    ],
)
def test_what_is_no_overlay(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "course.toml"
    path.write_text(text, encoding="utf-8")
    _, problems = read(path)
    assert len(problems) == 1
    assert said in problems[0]


def test_a_file_that_is_not_there_with_the_one_that_was_meant(tmp_path: Path) -> None:
    overlay(tmp_path, 'do = "drop"')
    _, problems = read(tmp_path / "curse.toml")
    assert len(problems) == 1
    assert "did you mean 'course.toml'?" in problems[0]
    assert 'got "no such file or directory"' in problems[0], "without a number of the system"


def test_a_folder_is_no_overlay(tmp_path: Path) -> None:
    _, problems = read(tmp_path)
    assert len(problems) == 1
    assert "must be a TOML file of changes to a mission" in problems[0]


def test_two_of_one_name(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    first = overlay(tmp_path, 'do = "refuse"\npermission = "x"')
    again = overlay(tmp_path / "other", 'do = "refuse"\npermission = "x"')
    overlays, problems = read(first, again)
    assert len(overlays) == 1
    expected = "must be given once: courses of action are told apart by their files' names"
    assert problems == [f'with: got "{again}", {expected}']
