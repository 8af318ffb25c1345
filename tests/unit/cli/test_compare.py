"""The command that compares plans."""

import attrs
import pytest

from exeunt.words.catalogue import LANGUAGES
from tests.support.pages.console import only_object


@pytest.fixture
def other(tiny, saved, tmp_path):
    """The saved plan without what it asks for, and with a base that closes later."""
    plan = tiny.read(saved)
    last = max(plan.closures, key=lambda closure: closure.close)
    later = attrs.evolve(last, close=tiny.mission.end)
    rest = tuple(closure for closure in plan.closures if closure is not last)
    return tiny.save(attrs.evolve(plan, closures=(*rest, later)), tmp_path / "other")


def test_a_plan_beside_itself(invoke, saved):
    done = invoke("compare", "tiny", saved, saved)
    assert done.exit_code == 0
    assert "nothing moved" in done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_moved_is_printed(invoke, saved, other, language):
    done = invoke("compare", "tiny", saved, other, "--all", "--lang", language)
    assert done.exit_code == 0
    assert "other" in done.stdout
    assert "{" not in done.stdout


def test_the_object_holds_both_plans(invoke, saved, other, tmp_path):
    out = tmp_path / "c.html"
    found = only_object(invoke("compare", "tiny", saved, other, "--json", "--out", out).stdout)
    assert [plan["name"] for plan in found["plans"]] == [saved.name, "other"]
    assert len(found["differences"][0]["closings"]) == 1
    for number, plan in enumerate(found["plans"]):
        total = sum(row["priced"][number] for row in found["terms"])
        assert total == pytest.approx(plan["objective"])
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_one_plan_is_refused(invoke, saved):
    assert invoke("compare", "tiny", saved).exit_code == 2
    assert invoke("compare", "tiny", saved, "/no/such/plan").exit_code == 2
