"""Plan courses of action side by side, from Python."""

import attrs
import pytest

import exeunt
from exeunt.api.choosing import course_files, course_names
from exeunt.errors import InputError
from exeunt.model.outcome import Outcome

TRUCKS = """
[[change]]
do = "multiply"
table = "fleets"
row = "trucks"
field = "count"
by = 2
"""
NO_FLIGHTS = """
[[change]]
do = "drop"
table = "air_fleets"
where = { aircraft = "helicopter" }
"""


@pytest.fixture
def overlays(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "trucks.toml").write_text(TRUCKS, encoding="utf-8")
    (tmp_path / "no-flights.toml").write_text(NO_FLIGHTS, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("overlays")
def test_each_course_is_planned_and_what_cannot_be_done_says_why(planner):
    found = exeunt.plan_courses("tiny", ["trucks.toml", ["no-flights.toml", "trucks.toml"]])
    stands, trucks, none = found.courses
    assert [one.name for one in found.courses] == ["tiny", "trucks", "no-flights+trucks"]
    assert planner.calls == 2
    assert [course.name for course in found.comparison.courses] == ["tiny", "trucks"]
    assert trucks.mission.fleet["trucks"].count == 2 * stands.mission.fleet["trucks"].count
    assert trucks.judged.plan.record.overlays == "trucks.toml"
    assert none.judged is None
    assert none.outcome.clashes


@pytest.mark.usefixtures("overlays")
def test_a_course_takes_a_cheaper_plan_of_another(planner):
    by_hand = planner.answer

    def answer(mission, observer, stop):
        """Find nothing by the mission as it stands."""
        if mission.overlays:
            return by_hand(mission, observer, stop)
        return Outcome(status="unknown", plan=None)

    planner.answer = answer
    found = exeunt.plan_courses("tiny", ["trucks.toml"])
    stands, trucks = found.courses
    assert stands.taken_from == "trucks"
    record = stands.judged.plan.record
    assert record.mission_hash == stands.mission.fingerprint
    assert record.overlays is None
    assert record.bound is None
    assert stands.judged.lawful
    assert not trucks.taken_from


@pytest.mark.usefixtures("overlays")
def test_who_stops_has_what_is_planned_so_far(planner):
    heard = []
    found = exeunt.plan_courses(
        "tiny",
        ["trucks.toml"],
        observer=lambda course, _progress: heard.append(course),
        stop=lambda: bool(heard),
    )
    assert planner.calls == 1
    assert heard == ["tiny"]
    # What is lawful by the other is lawful here, but nothing was planned: it stays so.
    assert found.courses[1].outcome is None
    assert found.courses[1].judged is None


@pytest.mark.usefixtures("overlays")
@pytest.mark.parametrize(
    ("courses", "expected"),
    [
        ([], "must be 1 to 5 courses"),
        (["trucks.toml"] * 2, "differ by name"),
        (["no-such.toml", "nor-this.toml"], "nor-this.toml"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_planned(planner, courses, expected):
    with pytest.raises(InputError, match=expected):
        exeunt.plan_courses("tiny", courses)
    assert planner.calls == 0


def test_files_of_a_course_are_joined_by_commas(tmp_path):
    assert course_files("a.toml") == ("a.toml",)
    assert course_files("a.toml, b.toml,") == ("a.toml", "b.toml")
    odd = tmp_path / "a,b.toml"
    odd.write_text("", encoding="utf-8")
    assert course_files(str(odd)) == (str(odd),)
    assert course_names("m", [["x/a.toml", "b.toml"]]) == ("m", "a+b")


@pytest.mark.usefixtures("overlays", "planner")
def test_plans_are_kept_and_read_again(tmp_path):
    found = exeunt.plan_courses("tiny", ["trucks.toml"])
    kept = exeunt.api.save_courses(found, tmp_path / "plans")
    assert set(kept) == {"tiny", "trucks"}
    loaded = exeunt.load("tiny", overlays=["trucks.toml"])
    read = loaded.check(loaded.read(kept["trucks"]))
    assert read.objective == pytest.approx(found.courses[1].judged.objective)


@pytest.mark.usefixtures("overlays", "planner")
def test_a_page_needs_a_plan(tmp_path):
    found = exeunt.plan_courses("tiny", ["no-flights.toml"])
    page = exeunt.compare_page(found, tmp_path / "c.html")
    assert "no-flights" in page
    nothing = attrs.evolve(found, courses=found.courses[1:])
    with pytest.raises(InputError, match="of which one has a plan"):
        exeunt.compare_page(nothing)
