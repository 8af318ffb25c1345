"""Printing: what goes where, what is refused, what is kept; the command line and Python."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import exeunt
from exeunt.documents import printers
from exeunt.documents.folder import PaperFolder
from exeunt.documents.manifest import MANIFEST
from exeunt.model.outcome import Printing
from tests.support.pages.paper_world import listed, plan, read_csv
from tests.support.plans.tiny_by_hand import broken, by_hand

QUICK = ("movement-table", "calendar")


KNOWN = "2030-01-31"
"""A day on which all periods of tiny are over, so that each has its report."""


def test_all_papers_of_tiny(tiny, tmp_path):
    seen: list[Printing] = []
    found = tiny.papers(
        by_hand(tiny.mission), tmp_path / "new" / "papers", observer=seen.append, inputs=[]
    )
    folder = tmp_path / "new" / "papers"
    assert listed(folder) == sorted([MANIFEST, *(f.file for f in found.written)])
    assert [s.file for s in seen] == [f.file for f in found.written]
    assert (seen[-1].done, seen[-1].total) == (len(seen), len(seen))
    assert all(f.size == (folder / f.file).stat().st_size > 100 for f in found.written)
    assert (found.missing, found.removed, found.violations, found.silent) == (
        (),
        (),
        (),
        ("permissions",),
    )
    assert {
        "convoy-orders/C-001.docx",
        "closures/alpha-certificate.docx",
        "sitreps/form.docx",
        "movements.kml",
    } <= set(listed(folder))
    rows = read_csv(folder / MANIFEST)
    assert [r["file"] for r in rows] == [f.file for f in found.written]
    assert {(r["mission"], r["mission_hash"], r["version"], r["draft"]) for r in rows} == {
        ("tiny", tiny.mission.fingerprint, exeunt.__version__, "")
    }
    assert {r["objective"] for r in rows} == {"202760"}
    assert all(len(r["sha256"]) == 64 for r in rows)
    assert callable(exeunt.papers)


def test_again_and_other_papers_beside(tiny, tmp_path):
    folder, whole = tmp_path / "papers", by_hand(tiny.mission)
    tiny.papers(whole, folder, only=QUICK)
    tiny.papers(whole, folder, only=["maps"], language="fr")
    tiny.papers(whole, folder, only=["calendar"])
    assert {"movement-table.xlsx", "calendar.ics", "movements.gpx"} <= set(listed(folder))
    assert {r["paper"]: r["language"] for r in read_csv(folder / MANIFEST)} == {
        "movement-table": "en",
        "calendar": "en",
        "maps": "fr",
    }


def test_what_is_no_longer_made_is_removed_and_what_is_not_ours_stays(tiny, tmp_path):
    folder, whole = tmp_path / "papers", by_hand(tiny.mission)
    tiny.papers(whole, folder, only=["convoy-orders"])
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "convoy-orders" / "C-004.docx").write_bytes(b"completed by hand")
    less = attrs.evolve(
        whole,
        stages=tuple(s for s in whole.stages if s.serial not in {"C-003", "C-004"}),
        loads=tuple(x for x in whole.loads if x.serial not in {"C-003", "C-004"}),
    )
    found = tiny.papers(less, folder, only=["convoy-orders"], draft=True)
    assert found.removed == ("convoy-orders/C-003.docx",)
    assert listed(folder) == [
        "convoy-orders/C-001.docx",
        "convoy-orders/C-002.docx",
        "convoy-orders/C-004.docx",
        "notes.txt",
        MANIFEST,
    ]
    assert (folder / "convoy-orders" / "C-004.docx").read_bytes() == b"completed by hand"
    assert [r["file"] for r in read_csv(folder / MANIFEST)] == [
        "convoy-orders/C-001.docx",
        "convoy-orders/C-002.docx",
    ]


def test_what_was_completed_by_hand_is_not_written_over(tiny, tmp_path):
    folder, whole = tmp_path / "papers", by_hand(tiny.mission)
    tiny.papers(whole, folder, only=QUICK)
    (folder / "calendar.ics").write_bytes(b"changed")
    before = listed(folder)
    with pytest.raises(exeunt.InputError, match=r"calendar\.ics.*changed since"):
        tiny.papers(whole, folder, only=QUICK)
    assert listed(folder) == before
    assert (folder / "calendar.ics").read_bytes() == b"changed"
    (folder / "calendar.ics").unlink()
    assert len(tiny.papers(whole, folder, only=QUICK).written) == 2


def test_a_foreign_file_in_the_way_is_not_touched(tiny, tmp_path):
    folder, whole = tmp_path / "papers", by_hand(tiny.mission)
    tiny.papers(whole, folder, only=["calendar"])
    (folder / "movement-table.xlsx").write_bytes(b"mine")
    with pytest.raises(exeunt.InputError, match="no paper of ours"):
        tiny.papers(whole, folder, only=QUICK)
    assert (folder / "movement-table.xlsx").read_bytes() == b"mine"


def test_papers_of_two_plans_are_not_mixed(tiny, tmp_path):
    folder, whole = tmp_path / "papers", by_hand(tiny.mission)
    tiny.papers(whole, folder, only=QUICK)
    other = attrs.evolve(whole, disposals=whole.disposals[:1])
    with pytest.raises(exeunt.InputError, match="same plan"):
        tiny.papers(other, folder, only=["maps"], draft=True)
    assert len(tiny.papers(other, folder, only=QUICK, draft=True).written) == 2


_HEAD = b"paper,file,language,mission,mission_hash,plan_hash,objective,draft,version,sha256"


MANIFESTS = {
    "bare carriage returns": _HEAD + b"\rcalendar,calendar.ics,en,tiny,a,b,1,,0,c\r",
    "random bytes": bytes(range(256)) * 8,
    "bytes without a line": b"\x00\xff\xfe\x00" * 50,
    "an endless cell": _HEAD + b"\n" + b"a" * 200_000,
    "an open quotation mark": _HEAD + b'\ncalendar,"calendar.ics,en',
    "a name with a null": _HEAD + b"\ncalendar,calendar\0.ics,en,tiny,a,b,1,,0,c\n",
    "nothing": b"",
}
"""Lists of papers that exeunt did not write."""


def place_of(kind: str, tmp_path: Path, tiny) -> Path:
    place = tmp_path / "there"
    if kind == "file":
        place.write_text("x", encoding="utf-8")
    elif kind == "somebody else's folder":
        place.mkdir()
        (place / "thesis.txt").write_text("x", encoding="utf-8")
    elif kind == "a mission's folder":
        exeunt.convert("tiny", place)
    elif kind == "papers of another mission":
        exeunt.load("port-run").papers(plan("port-run"), place, only=["calendar"])
    elif kind == "a list that leads out":
        tiny.papers(by_hand(tiny.mission), place, only=["calendar"])
        manifest = place / MANIFEST
        manifest.write_text(
            manifest.read_text(encoding="utf-8").replace("calendar.ics", "../outside.txt"),
            encoding="utf-8",
        )
    elif kind in MANIFESTS:
        place.mkdir()
        (place / MANIFEST).write_bytes(MANIFESTS[kind])
    elif kind == "a list that is read-only":
        tiny.papers(by_hand(tiny.mission), place, only=["calendar"])
        (place / MANIFEST).chmod(0o444)
    elif kind == "a list that was cut":
        place.mkdir()
        (place / MANIFEST).write_text("paper,file\ncalendar,calendar.ics\n", encoding="utf-8")
    elif kind == "a workbook's name":
        return tmp_path / "papers.xlsx"
    return place


@pytest.mark.parametrize(
    "kind",
    [
        "file",
        "somebody else's folder",
        "a mission's folder",
        "papers of another mission",
        "a list that leads out",
        "a list that was cut",
        "a list that is read-only",
        "a workbook's name",
    ],
)
def test_places_that_are_refused(tiny, tmp_path, kind):
    (tmp_path / "outside.txt").write_text("stays", encoding="utf-8")
    place = place_of(kind, tmp_path, tiny)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    with pytest.raises(exeunt.InputError):
        tiny.papers(by_hand(tiny.mission), place, only=["calendar"])
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("kind", MANIFESTS)
def test_a_list_that_was_changed_is_said_to_be(invoke, tiny, saved, tmp_path, kind):
    place = place_of(kind, tmp_path, tiny)
    shown = invoke("papers", "tiny", saved, "--out", place, "--only", "calendar", "-q")
    assert shown.exit_code == 2
    assert (
        f"{place / MANIFEST}: must be the list of papers that exeunt wrote; it was changed"
        in shown.stderr
    )
    assert (place / MANIFEST).read_bytes() == MANIFESTS[kind]


def test_inputs_are_refused(tiny, tmp_path, saved):
    exeunt.convert("tiny", tmp_path / "mission")
    for place in (saved, tmp_path / "mission"):
        with pytest.raises(exeunt.InputError, match="must"):
            exeunt.load(tmp_path / "mission").papers(saved, place, inputs=[tmp_path / "mission"])
    assert tiny.check(saved).violations == ()
    assert exeunt.load(tmp_path / "mission").mission == tiny.mission


def test_a_disk_that_refuses_is_said(tiny, tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("exeunt.api.printing.save", full)
    with pytest.raises(exeunt.InputError, match="no space left") as caught:
        tiny.papers(by_hand(tiny.mission), tmp_path / "papers", only=QUICK)
    assert "free space" in caught.value.problems[0].hint
    assert "0 of 2 files" in str(caught.value)
    assert "2 missing: 1 movement-table, 1 calendar" in str(caught.value)
    assert listed(tmp_path / "papers") == [MANIFEST]
    assert read_csv(tmp_path / "papers" / MANIFEST) == []


def test_a_disk_that_fills_up_leaves_what_is_printed_and_says_how_much(tiny, tmp_path, monkeypatch):
    save, folder = printers.save, tmp_path / "papers"

    def filling(document, name, path):
        if name == "calendar.ics":
            raise OSError(28, "No space left on device")
        save(document, name, path)

    monkeypatch.setattr("exeunt.api.printing.save", filling)
    with pytest.raises(exeunt.InputError, match='got "1 of 2 files", 1 missing: 1 calendar'):
        tiny.papers(by_hand(tiny.mission), folder, only=QUICK)
    assert listed(folder) == ["movement-table.xlsx", MANIFEST]


def test_a_disk_that_is_full_from_the_start_says_how_much_is_missing(tiny, tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("exeunt.documents.manifest._write", full)
    with pytest.raises(
        exeunt.InputError,
        match='got "0 of 2 files", 2 missing: 1 movement-table, 1 calendar',
    ):
        tiny.papers(by_hand(tiny.mission), tmp_path / "papers", only=QUICK)


def test_a_paper_that_cannot_be_read_is_said(invoke, tiny, saved, tmp_path, monkeypatch):
    tiny.papers(saved, tmp_path / "papers", only=QUICK)
    real = Path.read_bytes

    def denied(path):
        if path.name == "calendar.ics":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    shown = invoke(
        "papers", "tiny", saved, "--out", tmp_path / "papers", "--only", "calendar", "-q"
    )
    assert shown.exit_code == 2
    assert (
        "calendar.ics: must be a place that can be read: permission denied (ask for the right to read it)"
        in shown.stderr
    )


def test_a_paper_that_is_read_only_is_not_replaced(tiny, tmp_path):
    folder, whole = tmp_path / "papers", by_hand(tiny.mission)
    tiny.papers(whole, folder, only=QUICK)
    (folder / "calendar.ics").chmod(0o444)
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    with pytest.raises(exeunt.InputError, match=r"calendar\.ics.*it is read-only"):
        tiny.papers(whole, folder, only=QUICK)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_a_place_without_write_permission_is_said(tiny, tmp_path, monkeypatch):
    def denied(**_where):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("exeunt.documents.refusals.tempfile.TemporaryFile", denied)
    with pytest.raises(exeunt.InputError, match="permission denied"):
        tiny.papers(by_hand(tiny.mission), tmp_path / "papers")
    assert not (tmp_path / "papers").exists()


@pytest.mark.parametrize("words", [["maps", "map"], "nothing", [""]])
def test_unknown_papers_are_bad_input(tiny, tmp_path, words):
    with pytest.raises(exeunt.InputError, match="movement-table"):
        tiny.papers(by_hand(tiny.mission), tmp_path / "papers", only=words)
    assert not (tmp_path / "papers").exists()


def test_unknown_languages_are_bad_input(tiny, tmp_path):
    with pytest.raises(exeunt.InputError, match="must be one of: en, fr"):
        tiny.papers(by_hand(tiny.mission), tmp_path / "papers", language="tlh")


def test_a_plan_that_breaks_rules_is_not_printed(tiny, tmp_path):
    found = tiny.papers(broken(tiny), tmp_path / "papers")
    assert {v.rule for v in found.violations} == {"closed_site_empty"} or found.violations
    assert found.written == ()
    assert not (tmp_path / "papers").exists()


def test_stopping_keeps_what_is_done_and_names_what_is_missing(tmp_path):
    tiny = exeunt.load("tiny", as_of=KNOWN)
    seen: list[Printing] = []
    wanted = ("sitreps", "calendar")
    found = tiny.papers(
        by_hand(tiny.mission),
        tmp_path / "papers",
        only=wanted,
        observer=seen.append,
        stop=lambda: len(seen) == 3,
    )
    assert len(found.written) == 3
    assert len(found.missing) == seen[0].total - 3
    assert listed(tmp_path / "papers") == sorted([MANIFEST, *(f.file for f in found.written)])
    again = tiny.papers(by_hand(tiny.mission), tmp_path / "papers", only=wanted)
    assert not again.missing


def test_stopping_again_counts_what_is_there_from_the_same_plan(
    invoke, saved, tmp_path, monkeypatch
):
    tiny = exeunt.load("tiny", as_of=KNOWN)
    folder = tmp_path / "papers"
    assert not tiny.papers(saved, folder, only=["sitreps"]).kept
    found = tiny.papers(saved, folder, only=["sitreps", "maps", "calendar"], stop=lambda: True)
    assert {f.paper for f in found.missing} == {"maps", "calendar"}
    assert {f.paper for f in found.kept} == {"sitreps"}
    assert all(f.size == (folder / f.file).stat().st_size for f in found.kept)
    real = printers.save

    def interrupted(*args):
        real(*args)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("exeunt.api.printing.save", interrupted)
    shown = invoke(
        "papers",
        "tiny",
        saved,
        "--as-of",
        KNOWN,
        "--out",
        folder,
        "--only",
        "sitreps",
        "--only",
        "maps",
        "--only",
        "calendar",
        "-q",
    )
    assert shown.exit_code == 1
    assert (
        f"1 file written, {len(found.kept) - 1} kept from an earlier print of the same plan, 5 missing: 4 maps, 1 calendar"
        in shown.stdout
    )
    assert (
        invoke(
            "papers", "tiny", saved, "--as-of", KNOWN, "--out", folder, "--only", "sitreps", "-q"
        ).exit_code
        == 0
    )


def test_papers_in_another_language_are_said_to_be_replaced(invoke, saved, tmp_path):
    tiny = exeunt.load("tiny", as_of=KNOWN)
    folder = tmp_path / "papers"
    sitreps = [
        f.file
        for f in tiny.papers(saved, folder, only=["sitreps", "calendar"]).written
        if f.paper == "sitreps"
    ]
    assert not tiny.papers(saved, folder, only=["sitreps"]).translated
    shown = invoke(
        "papers",
        "tiny",
        saved,
        "--as-of",
        KNOWN,
        "--out",
        folder,
        "--only",
        "sitreps",
        "--lang",
        "fr",
        "-q",
    )
    assert shown.exit_code == 0
    assert f"Remplacé, car dans une autre langue\u00a0: {sitreps[0]}, " in shown.stdout
    assert f"et {len(sitreps) - 12} de plus." in shown.stdout
    back = invoke(
        "papers",
        "tiny",
        saved,
        "--as-of",
        KNOWN,
        "--out",
        folder,
        "--only",
        "sitreps",
        "-q",
        "--json",
    )
    assert json.loads(back.stdout)["translated"] == sitreps


def test_stopping_leaves_no_paper_of_another_plan(tiny, tmp_path):
    folder, whole = tmp_path / "papers", by_hand(tiny.mission)
    tiny.papers(whole, folder, only=QUICK)
    other = attrs.evolve(whole, disposals=whole.disposals[:1])
    found = tiny.papers(other, folder, only=QUICK, draft=True, stop=lambda: True)
    assert len(found.missing) == 2
    assert listed(folder) == [MANIFEST]


def test_a_run_that_is_killed_leaves_no_half_file(saved, tmp_path):
    command = [
        sys.executable,
        "-m",
        "exeunt",
        "papers",
        "tiny",
        str(saved),
        "--out",
        str(tmp_path / "papers"),
        "--only",
        "sitreps",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        running.stderr.readline()  # the first file is there
        running.kill()
    there = [p for p in (tmp_path / "papers").rglob("*.docx") if not p.name.startswith(".")]
    assert there
    assert not exeunt.load("tiny").papers(saved, tmp_path / "papers", only=["sitreps"]).missing


class Killed(BaseException):
    """Stands for the end of a process that nobody is told of."""


@pytest.mark.parametrize("moment", ["before the new file is in its place", "after it"])
def test_printing_again_that_is_killed_does_not_lock_the_folder(
    tiny, tmp_path, monkeypatch, moment
):
    folder, whole, replace = tmp_path / "papers", by_hand(tiny.mission), Path.replace
    tiny.papers(whole, folder, only=QUICK)
    before = (folder / "movement-table.xlsx").read_bytes()

    def killed(path, target):
        if Path(target).name != "movement-table.xlsx":
            return replace(path, target)
        if moment == "after it":
            replace(path, target)
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(Path, "replace", killed)
        dying.setattr(PaperFolder, "finish", lambda _folder: None)
        dying.setattr(
            "exeunt.api.printing.save",
            lambda _document, _name, path: path.write_bytes(b"printed anew"),
        )
        with pytest.raises(Killed):
            tiny.papers(whole, folder, only=QUICK)
    assert (folder / "movement-table.xlsx").read_bytes() == (
        before if moment.startswith("before") else b"printed anew"
    )
    (folder / "calendar.ics").write_bytes(b"completed by hand")
    with pytest.raises(exeunt.InputError, match=r"calendar\.ics.*changed since"):
        tiny.papers(whole, folder, only=QUICK)
    (folder / "calendar.ics").unlink()
    assert len(tiny.papers(whole, folder, only=QUICK).written) == 2
    assert all(len(r["sha256"]) == 64 for r in read_csv(folder / MANIFEST))


def test_what_was_changed_after_a_first_print_was_killed_is_kept(tiny, tmp_path, monkeypatch):
    folder, whole = tmp_path / "papers", by_hand(tiny.mission)
    with monkeypatch.context() as dying:
        dying.setattr(PaperFolder, "finish", lambda _folder: None)
        tiny.papers(whole, folder, only=QUICK)
    (folder / "calendar.ics").write_bytes(b"completed by hand")
    with pytest.raises(exeunt.InputError, match=r"calendar\.ics.*changed since"):
        tiny.papers(whole, folder, only=QUICK)
    assert (folder / "calendar.ics").read_bytes() == b"completed by hand"
