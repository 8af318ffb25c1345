"""The workbook to fill in, opened by an office suite: what its cells offer, and what it saves."""

import csv
import subprocess
from pathlib import Path

import openpyxl
import pytest

import exeunt
from exeunt.files.missions import read_mission
from exeunt.files.notes import Notes
from tests.support.programs.installed import program

pytestmark = pytest.mark.programs


def converted(path: Path, how: str) -> Path:
    """Have LibreOffice save a file in a format, and return what it saved."""
    target = path.parent / f"as-{how}"
    profile = (path.parent / "profile").as_uri()
    office = program("soffice", "libreoffice")
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", how]
    command += ["--outdir", str(target), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return target / f"{path.stem}.{how}"


def offered(path: Path) -> dict[str, list[str]]:
    """Return what the names of a workbook stand for, by name, as LibreOffice works them out."""
    workbook = openpyxl.load_workbook(path)
    probe = workbook.create_sheet("probe", 0)
    for row, name in enumerate(workbook.defined_names, start=1):
        probe.cell(row, 1).value = name
        for at in range(1, 31):
            probe.cell(row, 1 + at).value = f'=IF({at}>ROWS({name}),"",INDEX({name},{at})&"")'
    workbook.save(path.with_name("probe.xlsx"))
    with converted(path.with_name("probe.xlsx"), "csv").open(encoding="utf-8") as file:
        return {name: [item for item in items if item] for name, *items in csv.reader(file)}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_lists_grow_with_the_tables_they_are_made_of(tmp_path, language):
    path = tmp_path / "m.xlsx"
    exeunt.new(path, language)
    assert offered(path)["site_ids"] == []
    workbook = openpyxl.load_workbook(path)
    sites = workbook["sites"]
    columns = [cell.comment.text.split("\n")[0] for cell in sites[1]]
    stays = next(at for at, text in enumerate(columns, start=1) if "liquidation" in text)
    yes = "oui" if language == "fr" else "yes"
    rows = (
        ("alpha", "base", None),
        ("bravo", "hub", yes),
        (7, "exit", None),
        ("port", "exit", None),
    )
    for row, (site, role, open_) in enumerate(rows, start=3):
        sites.cell(row, 1).value = site
        sites.cell(row, 5).value = role
        sites.cell(row, stays).value = open_
    workbook["legs"]["A3"].value = "alpha-port"
    workbook.save(path)
    lists = offered(path)
    assert lists["site_ids"] == ["alpha", "bravo", "7", "port"]
    assert lists["exits"] == ["7", "port"]
    assert lists["homes"] == ["bravo", "7", "port"]
    assert lists["incidents_where"] == ["alpha-port", "alpha", "bravo", "7", "port"]
    assert lists["permissions_where"][:5] == ["*", "fuel", "water", "rations", "spares"]
    assert lists["permissions_where"][5:] == ["alpha", "bravo", "7", "port", "alpha-port"]
    workbook = openpyxl.load_workbook(path)
    # The example may be deleted: nothing that is offered depends on where it stood.
    workbook["sites"].delete_rows(2)
    workbook.save(path)
    assert offered(path)["site_ids"] == ["alpha", "bravo", "7", "port"]


@pytest.mark.parametrize("how", ["xlsx", "ods"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_an_office_saves_reads_back_as_it_was(tmp_path, language, how):
    exeunt.new(tmp_path / "m.xlsx", language, example=True)
    notes = Notes()
    saved = read_mission(converted(tmp_path / "m.xlsx", how), notes=notes)
    assert saved == exeunt.load(tmp_path / "m.xlsx").mission
    assert notes.remarks == ()
