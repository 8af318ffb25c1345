"""Compare plans, from Python."""

import pytest

import exeunt
from exeunt.api.comparing import plan_names
from exeunt.errors import InputError
from exeunt.facts.compared import Comparison


def test_a_file_and_a_plan_are_compared(tiny, saved):
    plan = tiny.read(saved)
    found = exeunt.compare(tiny.mission, [saved, plan], names=["file", "memory"])
    assert isinstance(found, Comparison)
    assert [course.name for course in found.courses] == ["file", "memory"]
    assert found.differences[0].nothing


@pytest.mark.parametrize("count", [0, 1, 7])
def test_one_plan_is_no_comparison_and_seven_are_too_many(tiny, saved, count):
    with pytest.raises(InputError, match="must be 2 to 6 plans"):
        exeunt.compare(tiny.mission, [saved] * count)


def test_names_tell_plans_apart(tiny, saved):
    with pytest.raises(InputError, match="must be 2 different names"):
        exeunt.compare(tiny.mission, [saved, saved], names=["a", "a"])


def test_plans_are_called_as_their_files_are(tiny, saved):
    assert plan_names(["x/a", "y/b.xlsx"]) == ("a", "b")
    assert plan_names(["x/a", "y/a"]) == ("x/a", "y/a")
    assert plan_names(["x/a", "x/a"]) == ("a (1)", "a (2)")
    assert plan_names([tiny.read(saved), "y/b"]) == ("1", "b")


def test_the_page_is_written_where_it_is_wanted(tiny, saved, tmp_path):
    found = exeunt.compare(tiny.mission, [saved, saved])
    page = exeunt.compare_page(found, tmp_path / "c.html", language="fr")
    assert (tmp_path / "c.html").read_text(encoding="utf-8") == page
    with pytest.raises(InputError):
        exeunt.compare_page(found, tmp_path / "c.txt")
