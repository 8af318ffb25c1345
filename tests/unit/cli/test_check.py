"""The command that checks missions and plans."""

import re
from datetime import datetime
from pathlib import Path

import attrs
import pytest

import exeunt
from exeunt.files.missions import read_mission, write_mission
from exeunt.model.plan import Plan, Record
from tests.support.files.overlay_files import overlay
from tests.support.pages.console import only_object


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "broken"
    exeunt.convert("tiny", folder)
    sites = folder / "sites.csv"
    sites.write_text(
        re.sub(
            r"(?m)^(bravo,.*)$",
            r"\1,one cell too many,and another",
            sites.read_text().replace("17", "170"),
        ),
        encoding="utf-8",
    )
    return folder


def test_check_mission_with_problems_lists_them_all(invoke, broken):
    shown = invoke("check", broken)
    assert shown.exit_code == 2
    assert shown.stdout == ""
    assert "sites.csv" in shown.stderr
    found = only_object(invoke("check", broken, "--json").stdout)
    assert len(found["problems"]) > 1
    assert {"place", "field", "got", "expected", "hint", "message"} == set(found["problems"][0])


@pytest.fixture
def loop(tmp_path: Path) -> Path:
    """Return a mission that contradicts itself: its deadline is its start."""
    folder = tmp_path / "loop"
    exeunt.convert("tiny", folder)
    start = exeunt.load("tiny").mission.start
    settings = folder / "mission.toml"
    text = re.sub(
        r"(?m)^deadline = .*$", f"deadline = {start:%Y-%m-%dT%H:%M:%S}", settings.read_text()
    )
    settings.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def crowded(tmp_path: Path) -> Path:
    """Return a mission that makes sense with a doubt: more people than beds."""
    folder = tmp_path / "crowded"
    exeunt.convert("tiny", folder)
    loaded = exeunt.load("tiny").mission
    sites = [attrs.evolve(s, beds=3) if s.site == "alpha" else s for s in loaded.sites]
    write_mission(attrs.evolve(loaded, sites=tuple(sites)), folder)
    return folder


@pytest.mark.parametrize("command", ["check", "plan", "feasible"])
def test_a_mission_that_makes_no_sense_is_bad_input_in_every_language(invoke, loop, command):
    options = ["--out", "never"] if command == "plan" else []
    shown = invoke(command, loop, *options)
    assert shown.exit_code == 2
    assert "problems in the input (1):" in shown.stderr
    assert "must be after the start" in shown.stderr
    french = invoke(command, loop, *options, "--lang", "fr")
    assert french.exit_code == 2
    assert "problèmes dans les données (1)" in french.stderr
    assert "doit être postérieur au début" in french.stderr
    assert "must be" not in french.stderr


def test_a_contradiction_is_english_for_programs(invoke, loop):
    problem = only_object(invoke("check", loop, "--json", "-l", "fr").stdout)["problems"][0]
    assert {"place", "field", "got", "expected", "hint", "message"} == set(problem)
    assert problem["field"] == "deadline"
    assert problem["message"].startswith("mission.toml deadline: got ")


def test_warnings_are_shown_and_let_pass(invoke, crowded):
    shown = invoke("check", crowded)
    assert shown.exit_code == 0
    assert 'sites.csv alpha beds: got "3", ' in shown.stderr
    warning = only_object(invoke("check", crowded, "--json").stdout)["warnings"][0]
    assert warning["got"] == "3"
    assert warning["hint"] == "nobody more may come until some have left"


def test_warnings_speak_french(invoke, crowded):
    shown = invoke("check", crowded, "--lang", "fr")
    assert shown.exit_code == 0
    assert "personnes s’y trouvent au début" in shown.stderr
    assert "people" not in shown.stderr


def test_check_plan_that_keeps_all_rules(invoke, saved):
    shown = invoke("check", "tiny", saved)
    assert shown.exit_code == 0, shown.output
    assert "202,760" in shown.stdout
    found = only_object(invoke("check", "tiny", saved, "--json").stdout)
    assert found["violations"] == []
    assert found["objective"] == pytest.approx(202_760)


def test_check_plan_that_breaks_a_rule(invoke, saved):
    loads = saved / "loads.csv"
    loads.write_text(loads.read_text().replace("guards,16,", "guards,17,"), encoding="utf-8")
    shown = invoke("check", "tiny", saved)
    assert shown.exit_code == 1
    assert "people_conserved" in shown.stdout
    found = only_object(invoke("check", "tiny", saved, "--json").stdout)["violations"]
    assert {"rule", "where", "when", "needed", "found", "message"} == set(found[0])
    assert "people_conserved" in {v["rule"] for v in found}


def test_all_that_was_read_otherwise_of_a_plan_is_said_where_all_is_asked_for(invoke, saved):
    loads = saved / "loads.csv"
    head, *rows = loads.read_text(encoding="utf-8").splitlines()
    mine = ",".join(f"Mine {n}" for n in range(60))
    loads.write_text("\n".join([f"{head},{mine}", *(row + ",x" * 60 for row in rows)]) + "\n")
    first = invoke("check", "tiny", saved)
    assert "exeunt check --all" in first.stderr
    assert "Mine 59" not in first.stderr
    every = invoke("check", "tiny", saved, "--all")
    assert "Mine 59" in every.stderr
    assert "--all" not in every.stderr


def test_check_mission(invoke):
    assert invoke("check", "tiny").exit_code == 0
    found = only_object(invoke("check", "tiny", "--json").stdout)
    assert found["problems"] == found["violations"] == []


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    """Tiny, with a party that is known to be larger from August on."""
    folder = tmp_path / "dated"
    exeunt.convert("tiny", folder)
    mission = read_mission(folder)
    party = mission.parties[0]
    more = attrs.evolve(party, count=party.count + 1, known_from=datetime(2025, 8, 1))
    changed = attrs.evolve(
        mission, parties=(more, *mission.parties[1:]), replaced=(("parties", party),)
    )
    write_mission(changed, folder)
    return folder


def test_check_says_that_a_plan_is_of_another_day(invoke, dated, tmp_path):
    plan = tmp_path / "plan"
    early = exeunt.load(dated, as_of="2025-07-01")
    record = Record(
        mission="tiny", mission_hash=early.mission.fingerprint, as_of=early.mission.as_of
    )
    early.save(Plan(record=record), plan)
    same = invoke("check", dated, plan, "--as-of", "2025-07-01").stdout
    assert "the mission" not in same.casefold()
    other = " ".join(invoke("check", dated, plan).stdout.split())
    assert "The plan was made from the mission as known on 1 Jul 2025" in other
    assert "here it is read with all that is in it known" in other
    printed = only_object(invoke("check", dated, plan, "--as-of", "2025-08-02", "--json").stdout)
    assert (printed["as_of"], printed["plan_as_of"]) == ("2025-08-02", "2025-07-01")
    assert printed["mission_hash"] != printed["plan_mission_hash"]


def test_a_day_that_is_none_is_refused(invoke):
    shown = invoke("check", "tiny", "--as-of", "soon")
    assert shown.exit_code == 2
    assert "must be a date" in shown.stderr


def test_what_becomes_of_people_and_kit_is_printed(invoke, tmp_path):
    exeunt.load("tiny").save(Plan(), tmp_path / "plan")
    printed = only_object(invoke("check", "tiny", tmp_path / "plan", "--json").stdout)
    assert printed["figures"]["kit"] == {"home": 0, "passed": 0, "stays": 0, "lost": 35}
    assert printed["figures"]["not_out"] == 42


@pytest.fixture
def more_trucks(tmp_path: Path) -> Path:
    row = 'table = "fleets"\nfleet = "more"\nvehicle = "truck"\nsite = "bravo"\ncount = 4'
    return overlay(tmp_path, f'do = "add"\n{row}\nownership = "contracted"', name="more.toml")


def test_a_plan_made_with_a_course_of_action_is_judged_with_it(invoke, more_trucks, tmp_path):
    plan = tmp_path / "plan"
    made = invoke("plan", "tiny", "--with", more_trucks, "-t", 3, "--out", plan, "--json")
    assert made.exit_code == 0
    assert only_object(made.stdout)["overlays"] == ["more.toml"]
    assert 'overlays = "more.toml"' in (plan / "plan.toml").read_text(encoding="utf-8")

    judged = invoke("check", "tiny", plan, "--with", more_trucks, "--json")
    printed = only_object(judged.stdout)
    assert (judged.exit_code, printed["violations"]) == (0, [])
    assert (printed["overlays"], printed["plan_overlays"]) == (["more.toml"], "more.toml")
    assert printed["mission_hash"] == printed["plan_mission_hash"]
    assert "was laid over the mission: 1 change" in judged.stderr

    # As a mission of its own it is the same, and the plan is one of it.
    own = tmp_path / "own"
    assert invoke("convert", "tiny", own, "--with", more_trucks).exit_code == 0
    assert invoke("check", own, plan).exit_code == 0


def test_a_plan_is_not_read_without_its_course_of_action(invoke, more_trucks, tmp_path):
    plan = tmp_path / "plan.xlsx"
    with_more = exeunt.load("tiny", overlays=[more_trucks])
    record = Record(
        mission="tiny",
        mission_hash=with_more.mission.fingerprint,
        overlays=with_more.mission.overlaid,
    )
    with_more.save(Plan(record=record), plan)
    other = overlay(tmp_path, 'do = "drop"\ntable = "requirements"\nwhere = {}', name="other.toml")
    for given in ((), ("--with", other)):
        shown = invoke("check", "tiny", plan, *given, "--json")
        (problem,) = only_object(shown.stdout)["problems"]
        assert shown.exit_code == 2
        assert (problem["field"], problem["got"]) == ("overlays", "more.toml")
        assert problem["hint"] == "give --with more.toml"
    # With more besides it is read, and judged: what it breaks then is the question.
    assert invoke("check", "tiny", plan, "--with", more_trucks, "--with", other).exit_code == 1


def test_a_plan_of_the_mission_as_it_is_can_be_held_against_a_course_of_action(
    invoke, more_trucks, tmp_path
):
    plan = tmp_path / "plan"
    tiny = exeunt.load("tiny")
    tiny.save(Plan(record=Record(mission="tiny", mission_hash=tiny.mission.fingerprint)), plan)
    shown = invoke("check", "tiny", plan, "--with", more_trucks)
    assert shown.exit_code == 1
    assert "The mission has changed since the plan was made" in " ".join(shown.stdout.split())


def test_feasible_with_a_course_of_action(invoke, tmp_path):
    none = overlay(tmp_path, 'do = "drop"\ntable = "air_fleets"\nwhere = {}', name="none.toml")
    assert invoke("feasible", "tiny").exit_code == 0
    shown = invoke("feasible", "tiny", "--with", none, "--json")
    assert shown.exit_code == 1
    assert only_object(shown.stdout)["overlays"] == ["none.toml"]


def test_all_that_is_wrong_with_courses_of_action_in_french(invoke, tmp_path):
    bad = overlay(
        tmp_path,
        'do = "drop"\ntable = "fleets"\nrow = "truck"',
        'do = "grant"\npermission = "road"',
    )
    shown = invoke("check", "tiny", "--with", bad, "--lang", "fr")
    told = " ".join(shown.stderr.replace("\u00a0", " ").split())
    assert shown.exit_code == 2
    assert "course.toml change 1 row : « truck » ; doit être une ligne de fleets qui existe" in told
    assert "course.toml change 2 row : « road » ; doit être une ligne de permissions" in told
