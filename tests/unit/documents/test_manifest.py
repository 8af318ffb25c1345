"""The manifest of a folder of papers."""

import attrs
import pytest

from exeunt.documents.manifest import (
    MANIFEST,
    ManifestEntry,
    checksum,
    read_manifest,
    write_manifest,
)
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


def test_what_is_written_is_read(tmp_path):
    letter = attrs.evolve(ENTRY, paper="permissions", file='permissions/Côte, "Nord".docx')
    write_manifest(tmp_path / MANIFEST, [ENTRY, letter])
    assert read_manifest(tmp_path / MANIFEST) == {ENTRY.file: ENTRY, letter.file: letter}


@pytest.mark.parametrize(
    "name", ["", "../plan.csv", "a/../../b", "/etc/passwd", "C:x", "a\\b", "a\tb"]
)
def test_a_manifest_that_names_files_outside_its_folder_is_refused(tmp_path, name):
    write_manifest(tmp_path / MANIFEST, [attrs.evolve(ENTRY, file=name)])
    with pytest.raises(InputError, match="it was changed"):
        read_manifest(tmp_path / MANIFEST)


@pytest.mark.parametrize("text", ["", "paper,file\n", 'paper,"file\n', "\xff\x00"])
def test_a_manifest_that_exeunt_did_not_write_is_refused(tmp_path, text):
    (tmp_path / MANIFEST).write_text(text, encoding="latin-1")
    with pytest.raises(InputError, match="it was changed"):
        read_manifest(tmp_path / MANIFEST)


def test_a_file_is_as_printed_by_the_old_or_the_new_checksum(tmp_path):
    old, new, other = (tmp_path / name for name in ("old", "new", "other"))
    for path in (old, new, other):
        path.write_text(path.name, encoding="utf-8")
    replaced = attrs.evolve(ENTRY, sha256=f"{checksum(old)} {checksum(new)}")
    assert replaced.is_printed(old)
    assert replaced.is_printed(new)
    assert not replaced.is_printed(other)
    assert not replaced.is_printed(tmp_path / "missing")
    assert not ENTRY.is_printed(old)


def test_papers_belong_together_by_what_they_are_printed_from():
    assert attrs.evolve(ENTRY, paper="maps", language="fr", sha256="x").source == ENTRY.source
    for change in ({"plan_hash": "q"}, {"mission_hash": "n"}, {"draft": "draft"}, {"version": "2"}):
        assert attrs.evolve(ENTRY, **change).source != ENTRY.source
