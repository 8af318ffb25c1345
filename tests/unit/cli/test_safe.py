"""What a new user may do wrong without losing anything: outputs over inputs, narrow terminals, closed pipes, signals."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import exeunt
from exeunt.cli import output
from exeunt.cli.progress import watching
from exeunt.cli.tables import show_violations, table
from exeunt.model.outcome import Violation
from exeunt.model.plan import Record
from exeunt.model.reason import Reason
from exeunt.words.violations import ViolationText
from exeunt.words.words import Words
from tests.support.plans.tiny_by_hand import by_hand

CLASH = Violation(
    rule="holding_floor",
    where="alpha",
    when=None,
    needed="20 armed people",
    found="0",
    message=Reason.of("text", text="alpha is never held"),
)

VIOLATION = ViolationText(
    rule="holding_floor",
    where="alpha",
    when=None,
    needed="20 armed people",
    found="0",
    message="alpha is never held",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Missions and plans of tiny, as folders and workbooks, and another mission."""
    place, tiny = tmp_path_factory.mktemp("made"), exeunt.load("tiny")
    for name in ("m", "m.xlsx"):
        exeunt.convert("tiny", place / name)
    for name in ("p", "p.xlsx"):
        tiny.save(by_hand(tiny.mission), place / name)
    exeunt.convert("port-run", place / "other")
    exeunt.convert("port-run", place / "other.xlsx")
    (place / "ledger.xlsx").write_bytes(b"somebody's")
    return place


@pytest.fixture
def there(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy them to an empty folder, and work there."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    "words",
    [
        "plan m -o m",
        "plan m.xlsx -o m.xlsx",
        "plan tiny -o m.xlsx",
        "plan tiny -o ledger.xlsx",
        "plan m -o ./m/../m",
        "plan m/mission.toml -o m",
        "report m p -o p",
        "report m p.xlsx -o p.xlsx",
        "report m p -o m/sites.csv",
        "report m p -o new",
        "convert m m",
        "convert m.xlsx m.xlsx",
        "convert m p.xlsx",
        "convert m other",
        "convert m other.xlsx",
        "convert m ledger.xlsx",
        "convert p m.xlsx -m m",
        "convert p p -m m",
        "convert p m -m m",
    ],
)
def test_nothing_is_written_over_that_is_not_the_same_thing(invoke, planner, there, words):
    before = contents(there)
    shown = invoke(*words.split())
    assert shown.exit_code == 2, shown.output
    assert planner.calls == 0
    assert contents(there) == before


@pytest.mark.usefixtures("planner", "there")
@pytest.mark.parametrize(
    "words",
    [
        "plan m -o p",
        "plan m -o p.xlsx",
        "report m p -o r.HTM",
        "convert m.xlsx m",
        "convert m m.xlsx",
        "convert p p.xlsx -m m",
    ],
)
def test_the_same_thing_may_be_written_again(invoke, words):
    assert invoke(*words.split()).exit_code == 0


@pytest.mark.usefixtures("planner")
@pytest.mark.parametrize(
    "words",
    [
        "plan m -o pipe.xlsx",
        "report m p -o pipe.html",
        "convert m pipe.xlsx",
        "new pipe.xlsx",
        "papers m p -o pipe -q",
        "plan m -o pipe",
    ],
)
def test_no_pipe_is_replaced(invoke, planner, there, words):
    pipes = [there / name for name in ("pipe", "pipe.xlsx", "pipe.html")]
    for pipe in pipes:
        os.mkfifo(pipe)
    shown = invoke(*words.split())
    assert shown.exit_code == 2, shown.output
    assert "pipe" in shown.stderr
    assert planner.calls == 0
    assert all(pipe.is_fifo() for pipe in pipes)


def test_a_report_replaces_reports_only(invoke, there):
    page = there / "r.html"
    page.write_text("<!doctype html><title>My diary</title>")
    shown = invoke("report", "m", "p", "-o", page)
    assert shown.exit_code == 2
    assert "must be new or a report of exeunt" in shown.stderr
    assert page.read_text().endswith("diary</title>")
    page.write_text("")
    assert invoke("report", "m", "p", "-o", page).exit_code == 0
    assert invoke("report", "m", "p", "-o", page, "--redact", "standard").exit_code == 0
    assert invoke("report", "m", "p", "-o", page, "--lang", "fr").exit_code == 0
    before = page.read_bytes()
    page.chmod(0o444)
    shown = invoke("report", "m", "p", "-o", page)
    assert shown.exit_code == 2
    assert "it is read-only" in shown.stderr
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    "redact", ["", " ", ",", "standard,", "dates=day,dates=none", "dates=", "standard,standard"]
)
def test_a_report_is_not_told_in_full_by_mistake(invoke, there, redact):
    shown = invoke("report", "m", "p", "-o", "r.html", "--redact", redact)
    assert shown.exit_code == 2
    assert "redact: got" in shown.stderr
    assert not (there / "r.html").exists()
    with pytest.raises(exeunt.InputError):
        exeunt.load("m").report("p", redact=redact)
    assert (
        "must say dates once"
        in invoke("report", "m", "p", "-o", "r.html", "--redact", "dates=day,dates=none").stderr
    )


def test_the_python_user_is_guarded_too(there):
    tiny = exeunt.load("tiny")
    for call in (
        lambda: tiny.save(by_hand(tiny.mission), there / "m.xlsx"),
        lambda: tiny.report(there / "p", there / "r.xlsx"),
        lambda: exeunt.load(None),
    ):
        with pytest.raises(exeunt.InputError):
            call()
    for limits in (
        {"time_limit": "5"},
        {"time_limit": None},
        {"time_limit": float("inf")},
        {"seed": 1.5},
        {"seed": "1"},
    ):
        with pytest.raises(exeunt.InputError):
            tiny.plan(**limits)


def test_a_plan_of_another_mission_is_said_first(invoke, there):
    shown = invoke("check", "other", "p")
    assert shown.exit_code == 2
    tiny = exeunt.load("tiny")
    tiny.save(attrs.evolve(by_hand(tiny.mission), record=Record(mission="tiny")), there / "p")
    assert "is a plan of another mission" in invoke("check", "other", "p").stderr.splitlines()[1]
    tiny.save(attrs.evolve(by_hand(tiny.mission), record=Record(mission="elsewhere")), there / "p")
    assert invoke("check", "tiny", "p").stdout.startswith("This is a plan of another mission")


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


def test_a_console_shows_the_first_of_many_and_counts_the_others(capsys):
    many = [exeunt.Problem(place=f"loads.csv row {n}", expected="must be") for n in range(1, 1_261)]
    output.show_problems(many, "problems in the input")
    shown = capsys.readouterr().err.splitlines()
    assert (len(shown), shown[0], shown[-1]) == (
        52,
        "problems in the input (1260):",
        "  … and 1,210 more; --json has them all",
    )
    output.show_problems(many[:50], "problems in the input")
    assert "more" not in capsys.readouterr().err
    show_violations([VIOLATION] * 60, "Broken rules", Words())
    shown = capsys.readouterr().out
    assert "Broken rules (60)" in shown
    assert shown.splitlines()[-1] == "  … and 10 more; --json has them all"
    assert shown.count("alpha is never held") == 50


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


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_name_and_no_number_is_cut(monkeypatch, capsys, width):
    monkeypatch.setenv("COLUMNS", str(width))
    rows = [
        ("a-long-name-of-a-mission", "1,234,567", "words that may wrap between them", "12,345.67"),
        ("b", "1", "", "2"),
    ]
    table("Title", ("Name", "Number", "Text", "Other"), rows, right=(1, 3), breaks=(2,))
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("a-long-name-of-a-mission", "1,234,567", "12,345.67"))
    assert "…" not in shown
    assert max(map(len, shown.splitlines())) <= max(width, len("a-long-name-of-a-mission"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_being_told_to_end_keeps_the_best_plan(invoke, planner, tmp_path, number):
    answer = planner.answer

    def interrupted(mission, observer, stop):
        signal.raise_signal(number)
        assert stop()
        return answer(mission, observer, stop)

    planner.answer = interrupted
    before = signal.getsignal(number)
    shown = invoke("plan", "tiny", "--out", tmp_path / "p")
    assert shown.exit_code == 0
    assert "Stopped early" in shown.stdout
    assert signal.getsignal(number) is before


def test_a_closed_terminal_may_say_so_twice_and_nohup_is_heeded():
    with watching(1.0, Words(), quiet=True) as watch:
        signal.raise_signal(signal.SIGHUP)
        signal.raise_signal(signal.SIGHUP)
        assert watch.stopped
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with watching(1.0, Words(), quiet=True) as watch:
            signal.raise_signal(signal.SIGHUP)
            assert not watch.stopped
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("words", ["missions --json", "feasible tiny", "--help"])
def test_a_reader_who_leaves_is_no_error(tmp_path, words):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "exeunt", *words.split()],
            cwd=tmp_path,
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )
    finally:
        os.close(writer)
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_no_defect(tmp_path):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "exeunt", "missions"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )
    assert done.returncode == 2
    assert b"defect" not in done.stderr
    assert b"cannot be written" in done.stderr


def test_closed_streams_go_nowhere(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    output.prepare_streams()
    output.say("to nobody")
    assert sys.stdout.writable()
    sys.stdout.close()


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
