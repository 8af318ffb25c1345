"""What ``exeunt plan --from`` says, and that it never hands back a worse plan."""

import attrs
import pytest

import exeunt
from tests.support.pages.console import only_object
from tests.support.plans.tiny_by_hand import broken, by_hand

QUICK = ("--time-limit", "0.2", "--quiet")


@pytest.fixture
def given(tiny, tmp_path):
    return tiny.save(by_hand(tiny.mission), tmp_path / "given.xlsx")


def test_a_lawful_plan_is_never_handed_back_worse(invoke, tiny, given, tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text("most_plans = 2\n", encoding="utf-8")
    out = tmp_path / "p"
    shown = invoke("plan", "tiny", "--from", given, "-o", out, "-p", mine, *QUICK)
    assert shown.exit_code == 0
    assert "The plan to start from is lawful and costs 202,760 USD" in shown.stdout
    assert tiny.check(out).objective <= tiny.check(given).objective + 1e-6


def test_a_plan_can_be_bettered_in_its_place(invoke, tiny, tmp_path):
    # Nothing goes to the port but who has to: lawful, and the stores stay.
    plan = by_hand(tiny.mission)
    kept = tuple(row for row in plan.loads if (row.serial, row.item) != ("C-004", "stores"))
    place = tiny.save(attrs.evolve(plan, loads=kept), tmp_path / "p")
    idle = tiny.check(place)
    assert idle.lawful
    shown = invoke("plan", "tiny", "--from", place, "-o", place, "--time-limit", "2", "--quiet")
    assert shown.exit_code == 0
    assert "cheaper than the plan to start from" in shown.stdout
    assert tiny.check(place).objective < idle.objective


def test_what_the_plan_breaks_is_listed_before_planning(invoke, tiny, tmp_path):
    place = tiny.save(broken(tiny), tmp_path / "given")
    shown = invoke("plan", "tiny", "--from", place, "-o", tmp_path / "p", *QUICK)
    assert shown.exit_code == 0
    said = " ".join(shown.stdout.split())
    assert "The plan to start from breaks rules" in said
    assert "what breaks rules was left out (" in said or "left no lawful plan" in said
    assert "cheaper than the plan" not in said


def test_json_says_what_came_of_the_plan(invoke, tiny, given, tmp_path):
    found = only_object(
        invoke("plan", "tiny", "--from", given, "-o", tmp_path / "p", "--json", *QUICK).stdout
    )
    assert found["start"]["objective"] == pytest.approx(202_760)
    assert found["objective"] <= found["start"]["objective"] + 1e-6
    assert (found["start"]["violations"], found["start"]["used"]) == ([], True)
    place = tiny.save(broken(tiny), tmp_path / "broken")
    found = only_object(
        invoke("plan", "tiny", "--from", place, "-o", tmp_path / "p", "--json", *QUICK).stdout
    )
    assert found["start"]["violations"]
    without = invoke("plan", "tiny", "-o", tmp_path / "p", "--json", *QUICK)
    assert only_object(without.stdout)["start"] is None


def test_a_plan_of_a_changed_mission_is_judged_by_the_mission_as_it_is(invoke, tiny, tmp_path):
    plan = by_hand(tiny.mission)
    plan = attrs.evolve(plan, record=exeunt.Record(mission="tiny", mission_hash="0" * 16))
    place = tiny.save(plan, tmp_path / "given")
    shown = invoke("plan", "tiny", "--from", place, "-o", tmp_path / "p", *QUICK)
    assert shown.exit_code == 0
    assert "The mission has changed since the plan to start from was made" in shown.stderr


@pytest.mark.parametrize("name", ["nowhere", "nowhere.xlsx", "tiny.txt", "other"])
def test_a_plan_that_cannot_be_read_ends_it_before_the_work(
    invoke, planner, tiny, tmp_path, monkeypatch, name
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.txt").write_text("no plan", encoding="utf-8")
    # A plan of another mission names what this one does not have.
    tiny.save(by_hand(tiny.mission), tmp_path / "other")
    mission = "port-run" if name == "other" else "tiny"
    shown = invoke("plan", mission, "--from", name, "-o", "p", *QUICK)
    assert shown.exit_code == 2
    assert shown.stderr.strip()
    assert planner.calls == 0


def test_it_is_said_in_french(invoke, given, tmp_path):
    shown = invoke("plan", "tiny", "--from", given, "-o", tmp_path / "p", "-l", "fr", *QUICK)
    assert "Le plan de départ est conforme et coûte" in shown.stdout
