"""What commands refuse, and what they say of it."""

import json
import re

import attrs
import pytest

import exeunt
from exeunt.model.plan import Record
from tests.support.plans.tiny_by_hand import CLASH, by_hand


def test_a_plan_of_another_mission_is_said_first(invoke, there):
    shown = invoke("check", "other", "p")
    assert shown.exit_code == 2
    tiny = exeunt.load("tiny")
    tiny.save(attrs.evolve(by_hand(tiny.mission), record=Record(mission="tiny")), there / "p")
    assert "is a plan of another mission" in invoke("check", "other", "p").stderr.splitlines()[1]
    tiny.save(attrs.evolve(by_hand(tiny.mission), record=Record(mission="elsewhere")), there / "p")
    assert invoke("check", "tiny", "p").stdout.startswith("This plan was made for another mission")


def test_a_plan_of_another_mission_is_one_problem(invoke, there):
    tiny = exeunt.load("tiny")
    tiny.save(attrs.evolve(by_hand(tiny.mission), record=Record(mission="tiny")), there / "p")
    for words in (
        "check other p",
        "report other p -o r.html",
        "papers other p -o papers",
        "convert p q -m other",
    ):
        shown = invoke(*words.split(), "--json")
        assert shown.exit_code == 2
        (problem,) = json.loads(shown.stdout)["problems"]
        rows = int(
            re.search(
                r"; (\d+) of its rows name what this mission does not have, the first \S+ row",
                problem["expected"],
            )[1]
        )
        assert rows > 20
        assert (problem["place"], problem["got"], problem["hint"]) == (
            "p",
            "tiny",
            "name tiny instead",
        )
    exeunt.convert("tiny", there / "mine")
    settings = there / "mine" / "mission.toml"
    settings.write_text(settings.read_text().replace('name = "tiny"', 'name = "mine"'))
    assert invoke("check", "mine", "p").exit_code == 0


def test_rows_that_name_what_is_not_there_are_all_told_of_a_plan_of_this_mission(invoke, there):
    movements = there / "p" / "movements.csv"
    movements.write_text(movements.read_text().replace("bravo", "nowhere"))
    shown = invoke("check", "tiny", "p", "--json")
    found = json.loads(shown.stdout)["problems"]
    assert len(found) > 5
    assert {p["got"] for p in found} == {"nowhere", "alpha-nowhere", "nowhere-ford"}


def test_the_nearest_name_is_a_path_that_works(invoke, there):
    (there / "out").mkdir()
    exeunt.load("tiny").save(exeunt.load("tiny").read("p"), there / "out" / "mali-2023")
    shown = invoke("check", "tiny", "out/mali")
    assert "did you mean 'out/mali-2023'?" in shown.stderr
    assert invoke("check", "tiny", "out/mali-2023").exit_code == 0


def test_the_report_of_a_plan_that_breaks_rules_says_so_at_once(invoke, there):
    tiny = exeunt.load("tiny")
    tiny.save(attrs.evolve(by_hand(tiny.mission), closures=()), there / "p")
    found = tiny.check("p").violations
    shown = invoke("report", "tiny", "p", "-o", "r.html")
    assert (shown.exit_code, shown.stdout) == (0, "Report in r.html\n")
    assert (
        shown.stderr
        == "The plan breaks 1 rule (1 violation), and the report says so; exeunt check lists them.\n"
    )
    shown = json.loads(invoke("report", "tiny", "p", "-o", "r.html", "--json").stdout)
    assert (
        (shown["rules_broken"], shown["violations"])
        == (len({v.rule for v in found}), len(found))
        == (1, 1)
    )
    tiny.save(by_hand(tiny.mission), there / "p")
    assert invoke("report", "tiny", "p", "-o", "r.html").stderr == ""


def test_a_bound_above_the_objective_is_not_believed(invoke, there):
    tiny = exeunt.load("tiny")
    tiny.save(attrs.evolve(by_hand(tiny.mission), record=Record(bound=1e9, fixed=0.0)), there / "p")
    shown = invoke("check", "tiny", "p").stdout
    assert "not believed" in shown
    assert "1,000,000,000" not in shown
    assert "not believed" in tiny.report(there / "p")


def test_clashes_are_said_by_feasible(invoke, monkeypatch):
    monkeypatch.setattr("exeunt.api.arithmetic.clashes", lambda _mission: (CLASH,))
    shown = invoke("feasible", "tiny")
    assert shown.exit_code == 1
    assert "No plan can keep all hard rules:" in shown.stdout
    assert "alpha is never held" in shown.stdout
    assert (
        json.loads(invoke("feasible", "tiny", "--json").stdout)["clashes"][0]["rule"]
        == "holding_floor"
    )


def test_dates_beyond_the_calendar_are_said(invoke, there):
    parties = there / "m" / "parties.csv"
    header, *rows = parties.read_text(encoding="utf-8").splitlines()
    at = header.split(",").index("count")
    many = [
        ",".join("100000000" if n == at else cell for n, cell in enumerate(row.split(",")))
        for row in rows
    ]
    parties.write_text("\n".join([header, *many]) + "\n", encoding="utf-8")
    assert "beyond 9999" in invoke("feasible", "m").stdout
    assert invoke("feasible", "m", "--json").exit_code in {0, 1}


@pytest.mark.parametrize(
    "words",
    [
        "plan tiny --json",
        "sing --json",
        "feasible tiny --nope --json",
        "plan tiny -o p -t long --json",
    ],
)
def test_usage_errors_are_an_object_too(invoke, words):
    shown = invoke(*words.split())
    assert shown.exit_code == 2
    assert json.loads(shown.stdout)["problems"][0]["place"] == "command line"
