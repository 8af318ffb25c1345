"""The use cases: what they promise beyond what the floors below do."""

import attrs
import pytest

import exeunt
from exeunt import api, shipped
from exeunt.model.outcome import Outcome
from exeunt.model.plan import Plan, Record
from exeunt.rules import terms
from tests.support.plans.tiny_by_hand import by_hand


@pytest.fixture
def tiny() -> exeunt.LoadedMission:
    return exeunt.load("tiny")


def test_a_shipped_name_works_wherever_a_path_does(tiny, tmp_path):
    assert exeunt.load(shipped.folder() / "tiny").mission == tiny.mission
    assert api.locate("tiny") == shipped.folder() / "tiny"
    exeunt.convert("tiny", tmp_path / "copy")
    assert exeunt.load(tmp_path / "copy").mission == tiny.mission


def test_a_mission_in_the_way_of_a_name_is_taken_and_another_folder_is_not(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny").mkdir()
    assert api.locate("tiny") == shipped.folder() / "tiny"
    exeunt.convert("tiny", tmp_path / "tiny")
    assert not api.locate("tiny").is_absolute()


def test_an_unknown_name_offers_the_nearest():
    with pytest.raises(exeunt.InputError) as caught:
        exeunt.load("mali-2032")
    assert caught.value.problems[0].got == "mali-2032"
    assert "mali-2023" in caught.value.problems[0].hint


def test_every_shipped_mission_loads_and_is_listed():
    listed = exeunt.missions()
    assert {m.name for m in listed} == set(shipped.names()) >= {"tiny", "port-run"}
    for shown in listed:
        assert exeunt.load(shown.name).mission.people == shown.mission.people > 0


@pytest.mark.usefixtures("planner")
def test_the_record_is_counted_here(tiny):
    outcome = tiny.plan(time_limit=5, seed=3)
    assert outcome.status == "feasible"
    record = outcome.plan.record
    assert (record.mission, record.mission_hash, record.seed, record.version) == (
        "tiny",
        tiny.mission.fingerprint,
        3,
        exeunt.__version__,
    )
    assert record.objective == pytest.approx(196_400)
    assert record.terms == tiny.check(outcome.plan).terms
    assert record.gap == pytest.approx(6_400 / 182_400)
    assert record.seconds >= 0


def test_a_closed_gap_is_optimal(tiny, planner):
    planner.bound = 196_400.0
    outcome = tiny.plan()
    assert outcome.status == outcome.plan.record.status == "optimal"
    assert outcome.plan.record.gap == pytest.approx(0)


def test_a_bound_that_the_plan_disproves_is_not_handed_out(tiny, planner):
    planner.bound = 200_000.0
    record = tiny.plan().plan.record
    assert record.bound is None
    assert record.gap is None
    assert record.status == "feasible"


def test_a_plan_without_a_bound_has_no_gap(tiny, planner):
    planner.bound = None
    record = tiny.plan().plan.record
    assert record.bound is None
    assert record.gap is None


def test_a_plan_that_breaks_a_rule_is_not_claimed(tiny, planner):
    whole = by_hand(tiny.mission)
    planner.answer = lambda *_: Outcome(status="optimal", plan=attrs.evolve(whole, closures=()))
    outcome = tiny.plan()
    assert outcome.status == "unknown"
    assert outcome.plan is None
    assert outcome.violations


@pytest.mark.parametrize(
    ("value", "bound", "fixed", "gap"),
    [
        (110, 100, 10, 0.1),
        (10, 10, 10, 0),
        (None, 1, 0, None),
        (1, None, 0, None),
        (1, 0, None, None),
    ],
)
def test_gap(value, bound, fixed, gap):
    assert terms.gap(value, bound, fixed) == (None if gap is None else pytest.approx(gap))


def test_save_and_read(tiny, tmp_path):
    plan = attrs.evolve(by_hand(tiny.mission), record=Record(status="feasible", seed=1))
    for name in ("plan", "plan.xlsx"):
        back = tiny.read(tiny.save(plan, tmp_path / name))
        assert tiny.check(back).violations == tiny.check(tmp_path / name).violations == ()
        assert tiny.check(back).objective == pytest.approx(196_400)


def test_a_plan_of_nothing_is_checked_too(tiny):
    checked = tiny.check(Plan())
    assert checked.terms.not_out > 0
    assert checked.objective == pytest.approx(sum(checked.priced.values()))


def test_report_is_whole_or_not_there(tiny, tmp_path):
    page = tiny.report(by_hand(tiny.mission), tmp_path / "new" / "report.html")
    assert (tmp_path / "new" / "report.html").read_text(encoding="utf-8") == page
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["report.html"]
    with pytest.raises(exeunt.InputError):
        tiny.report(by_hand(tiny.mission), tmp_path)


def test_errors_name_the_value():
    problem = exeunt.Problem(
        place="sites.csv row 7",
        field="holding_people",
        got="-40",
        expected="must be 0 or more",
        hint="is the sign a dash?",
    )
    assert (
        str(problem)
        == 'sites.csv row 7 holding_people: got "-40", must be 0 or more (is the sign a dash?)'
    )
    assert str(exeunt.InputError([problem, problem])).count("\n") == 1
