"""Where papers are not printed."""

import attrs
import pytest

from exeunt.documents.manifest import MANIFEST, ManifestEntry, checksum, write_manifest
from exeunt.documents.refusals import entries_of, refuse_in_the_way, refuse_mixture
from exeunt.errors import InputError

ENTRY = ManifestEntry(
    paper="calendar",
    file="calendar.ics",
    language="en",
    mission="tiny",
    mission_hash="m",
    plan_hash="p",
    objective="12.5",
    draft="",
    version="1",
)


def test_a_new_or_empty_folder_has_no_papers(tmp_path):
    assert entries_of(tmp_path / "new", "tiny", []) == {}
    assert entries_of(tmp_path, "tiny", []) == {}
    assert not list(tmp_path.iterdir())


def test_a_folder_of_the_missions_papers_has_them(tmp_path):
    write_manifest(tmp_path / MANIFEST, [ENTRY])
    assert entries_of(tmp_path, "tiny", []) == {"calendar.ics": ENTRY}
    with pytest.raises(InputError, match="must be for papers of mali: it holds those of tiny"):
        entries_of(tmp_path, "mali", [])


def test_what_is_not_ours_is_refused(tmp_path):
    with pytest.raises(InputError, match="must be a folder: papers are many files"):
        entries_of(tmp_path / "papers.pdf", "tiny", [])
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="must not be a file"):
        entries_of(tmp_path / "notes", "tiny", [])
    with pytest.raises(InputError, match=f"new, empty, or a folder with {MANIFEST}"):
        entries_of(tmp_path, "tiny", [])


def test_papers_of_two_plans_are_not_mixed(tmp_path):
    maps = attrs.evolve(ENTRY, paper="maps", plan_hash="q")
    refuse_mixture(tmp_path, [ENTRY], maps, ["calendar", "maps"])
    refuse_mixture(tmp_path, [ENTRY], attrs.evolve(maps, plan_hash="p"), ["maps"])
    with pytest.raises(InputError, match="must hold papers of the same plan"):
        refuse_mixture(tmp_path, [ENTRY], maps, ["maps"])


def test_all_files_in_the_way_are_named_at_once(tmp_path):
    for name in ("foreign", "changed", "printed"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    printed = attrs.evolve(ENTRY, sha256=checksum(tmp_path / "printed"))
    known = {"changed": printed, "printed": printed, "missing": printed}
    refuse_in_the_way(tmp_path, ["printed", "missing"], known)
    with pytest.raises(InputError) as refused:
        refuse_in_the_way(tmp_path, ["foreign", "changed", "printed"], known)
    assert [problem.expected for problem in refused.value.problems] == [
        "must not be there: it is no paper of ours",
        "must be as it was printed: it was changed since, and would be lost",
    ]
