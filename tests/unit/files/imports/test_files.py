"""Files as they come, in an archive or not."""

import os
import zipfile

import pytest

from exeunt.errors import InputError
from exeunt.files.imports import files
from exeunt.files.imports.files import published


def the_problem(path):
    with pytest.raises(InputError) as caught:
        published(path, (".csv", ".xlsx"))
    (problem,) = caught.value.problems
    return problem


def packed(path, *names):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "a,b\n1,2\n")
    return path


def test_a_file_and_the_one_in_an_archive(tmp_path):
    (tmp_path / "a.CSV").write_text("a,b\n")
    assert published(tmp_path / "a.CSV", (".csv",)).suffix == ".csv"
    path = packed(tmp_path / "a.zip", "folder/e.csv", "read me.txt", "__MACOSX/e.csv")
    assert published(path, (".csv",)).name == "e.csv"


@pytest.mark.parametrize("names", [(), ("a.csv", "b.csv")])
def test_an_archive_without_one_file_that_is_meant(tmp_path, names):
    assert f"it has {len(names)}" in the_problem(packed(tmp_path / "a.zip", *names)).expected


def test_a_broken_archive(tmp_path):
    path = packed(tmp_path / "a.zip", "e.csv")
    path.write_bytes(path.read_bytes()[:40])
    assert "archive that opens" in the_problem(path).expected


def test_what_is_no_file(tmp_path):
    assert "a folder" in the_problem(tmp_path).expected
    assert "can be read" in the_problem(tmp_path / "nothing.csv").expected
    os.mkfifo(tmp_path / "pipe")
    assert "a named pipe" in the_problem(tmp_path / "pipe").expected


@pytest.mark.parametrize(
    ("name", "hint"), [("a.gpx", "`import gpx`"), ("a.KML", "GeoJSON or GPX"), ("a.pdf", "export")]
)
def test_files_of_another_kind_are_told_by_their_names(tmp_path, name, hint):
    (tmp_path / name).write_text("x")
    problem = the_problem(tmp_path / name)
    assert "must be a file in .csv or .xlsx" in problem.expected
    assert hint in problem.hint


def test_files_too_large_to_hold(tmp_path, monkeypatch):
    path = packed(tmp_path / "a.zip", "e.csv")
    monkeypatch.setattr(files, "LARGEST", 5)
    assert "must be at most" in the_problem(path).expected
    monkeypatch.setattr(files, "LARGEST", path.stat().st_size)
    assert published(path, (".csv",)).data
