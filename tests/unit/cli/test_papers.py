"""The command that prints papers."""

import json
import signal

from exeunt.cli.papers import complete_paper
from exeunt.cli.progress import printing_line, watching_papers
from exeunt.documents import printers
from exeunt.documents.folder import MANIFEST
from exeunt.model.outcome import Printing
from exeunt.words.words import Words
from tests.support.pages.paper_world import listed, sheets
from tests.support.plans.tiny_by_hand import broken

QUICK = ("movement-table", "calendar")


def test_the_command_prints_a_table(invoke, saved, tmp_path):
    shown = invoke(
        "papers",
        "tiny",
        saved,
        "--out",
        tmp_path / "papers",
        "--only",
        "calendar",
        "--only",
        "permissions",
        "-q",
    )
    assert shown.exit_code == 0, shown.output
    assert "1 file in" in shown.stdout
    assert "Not printed, as there is nothing to say: permissions." in shown.stdout
    assert shown.stderr == ""


def test_the_command_tells_how_far_it_is(invoke, saved, tmp_path):
    only = ("--only", "movement-table", "--only", "calendar")
    shown = invoke("papers", "tiny", saved, "--out", tmp_path / "papers", *only, "--lang", "fr")
    assert "2/2 documents" in shown.stderr


def test_the_command_as_json(invoke, saved, tmp_path):
    shown = invoke(
        "papers",
        "tiny",
        saved,
        "--out",
        tmp_path / "papers",
        "--only",
        "movement-table",
        "--only",
        "calendar",
        "--lang",
        "fr",
        "--json",
    )
    found = json.loads(shown.stdout)
    assert [f["paper"] for f in found["written"]] == list(QUICK)
    assert (
        found["language"],
        found["draft"],
        found["violations"],
        found["missing"],
        found["nothing_to_say"],
    ) == ("fr", False, [], [], [])
    assert shown.stderr == ""
    assert (
        "Tableau des mouvements"
        in next(iter(sheets(tmp_path / "papers" / "movement-table.xlsx").values())).title
    )


def test_a_broken_plan_is_exit_code_1_and_a_draft_says_so(invoke, tiny, tmp_path):
    where = tiny.save(broken(tiny), tmp_path / "broken")
    shown = invoke("papers", "tiny", where, "--out", tmp_path / "papers", "-q")
    assert shown.exit_code == 1
    assert "no paper was printed" in shown.stdout
    assert (
        "last_lift" in shown.stdout
        or "closed_site_empty" in shown.stdout
        or "Broken rules" in shown.stdout
    )
    assert not (tmp_path / "papers").exists()
    drafted = invoke(
        "papers",
        "tiny",
        where,
        "--out",
        tmp_path / "papers",
        "-q",
        "--draft",
        "--only",
        "calendar",
        "--json",
    )
    assert drafted.exit_code == 0
    assert json.loads(drafted.stdout)["draft"] is True
    assert "SUMMARY:DRAFT" in (tmp_path / "papers" / "calendar.ics").read_text(encoding="utf-8")
    assert (
        "DRAFT: the plan breaks rules (1 violation);"
        in invoke(
            "papers",
            "tiny",
            where,
            "--out",
            tmp_path / "papers",
            "-q",
            "--draft",
            "--only",
            "calendar",
        ).stdout
    )


def test_a_draft_with_nothing_to_say_is_not_told_to_be_refused(invoke, tiny, tmp_path):
    where = tiny.save(broken(tiny), tmp_path / "broken")
    shown = invoke(
        "papers",
        "tiny",
        where,
        "--out",
        tmp_path / "papers",
        "-q",
        "--draft",
        "--only",
        "permissions",
    )
    assert shown.exit_code == 0
    assert "Not printed, as there is nothing to say: permissions." in shown.stdout
    assert "no paper was printed" not in shown.stdout
    assert "every paper says so" not in shown.stdout


def test_bad_use_is_exit_code_2_without_a_traceback(invoke, saved, tmp_path):
    for words in (("--only", "orders"), ("--lang", "xx")):
        shown = invoke("papers", "tiny", saved, "--out", tmp_path / "papers", *words)
        assert shown.exit_code == 2
        assert "Traceback" not in shown.output
    assert (
        "did you mean sitreps?"
        in invoke("papers", "tiny", saved, "-o", tmp_path / "p", "--only", "sitrep").stderr
    )
    assert invoke("papers", "tiny", tmp_path / "nowhere", "-o", tmp_path / "p").exit_code == 2
    assert invoke("papers", "tiny", saved, "-o", saved).exit_code == 2
    assert json.loads(invoke("papers", "tiny", saved, "-o", saved, "--json").stdout)["problems"]


def test_being_told_to_end_keeps_the_papers_so_far(invoke, saved, tmp_path, monkeypatch):
    real = printers.save

    def interrupted(*args):
        real(*args)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("exeunt.api.printing.save", interrupted)
    shown = invoke(
        "papers",
        "tiny",
        saved,
        "--out",
        tmp_path / "papers",
        "--only",
        "movement-table",
        "--only",
        "calendar",
    )
    assert shown.exit_code == 1
    assert "1 file written, 1 missing: 1 calendar" in shown.stdout
    assert "the papers printed so far are kept" in shown.stderr
    assert listed(tmp_path / "papers") == ["movement-table.xlsx", MANIFEST]


def test_completion_and_progress():
    assert complete_paper("s") == ["sitreps"]
    assert "reading the plan" in printing_line(None, 0.4, Words())
    assert "3/7 papers" in printing_line(
        Printing(done=3, total=7, paper="maps", file="movements.kml"), 1.0, Words()
    )
    with watching_papers(Words(), quiet=True) as watch:
        watch(Printing(done=1, total=2, paper="maps", file="movements.kml"))
        assert "1/2" in watch.shown().plain
        assert not watch.asked_to_stop()
