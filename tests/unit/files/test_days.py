"""What was known on a day, and that nothing known later is read."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import attrs
import openpyxl
import pytest

from exeunt.errors import InputError
from exeunt.files.csv_text import written
from exeunt.files.days import day_of
from exeunt.files.missions import read_mission, write_mission
from exeunt.model.columns import columns
from exeunt.model.mission import TABLES, Mission
from tests.support.files.sample_files import LEGS, MISSION, SITES_CSV, small

DAY = date(2023, 7, 1)
LATER = "2023-08-13"
NONSENSE = "=1/0 ~ \u00a7, 1,5 ; 9e99 | nowhere"
DATED = SITES_CSV.replace("role\n", "role,beds,known_from\n").replace("exit\n", "exit,,\n")
DATED = DATED.replace("base\n", "base,150,\n")


def dated(folder: Path, *rows: str, **tables: str) -> Path:
    return small(folder, sites=DATED + "".join(f"{row}\n" for row in rows), **tables)


def poisoned(path: Path, name: str, row_class: type) -> None:
    """Add rows to a table, one of them with the key of the first, that say nonsense later on."""
    file = path / f"{name}.csv"
    header, *rows = csv.reader(io.StringIO(file.read_text(encoding="utf-8")))
    named = [NONSENSE] * len(header)
    for at, column in enumerate(header):
        if column == "known_from":
            named[at] = LATER
    same = list(named)
    for at, column in enumerate(columns(row_class)):
        if column.key:
            same[at] = rows[0][at]
    # Above, between and below the others: also where a line of units would be.
    file.write_text(written([header, named, rows[0], same, *rows[1:], named]), encoding="utf-8")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_known_later_is_read(tmp_path: Path, table: str) -> None:
    write_mission(MISSION, tmp_path / "m")
    poisoned(tmp_path / "m", table, TABLES[table])
    with pytest.raises(InputError):
        read_mission(tmp_path / "m")
    as_known = read_mission(tmp_path / "m", DAY)
    assert as_known == MISSION
    assert as_known.fingerprint == MISSION.fingerprint


def test_no_sheet_row_known_later_is_read(tmp_path: Path) -> None:
    write_mission(MISSION, tmp_path / "m")
    write_mission(MISSION, tmp_path / "m.xlsx")
    for name, row_class in TABLES.items():
        poisoned(tmp_path / "m", name, row_class)
    for name in TABLES:
        text = (tmp_path / "m" / f"{name}.csv").read_text(encoding="utf-8")
        _put_sheet(tmp_path / "m.xlsx", name, list(csv.reader(io.StringIO(text))))
    assert read_mission(tmp_path / "m.xlsx", DAY) == MISSION


def _put_sheet(path: Path, name: str, rows: list[list[str]]) -> None:
    """Replace a sheet's cells; nonsense that begins as a formula is one, without its value."""
    workbook = openpyxl.load_workbook(path)
    at = workbook.sheetnames.index(name)
    del workbook[name]
    sheet = workbook.create_sheet(name, at)
    for row in rows:
        sheet.append([cell or None for cell in row])
    workbook.save(path)


def test_the_row_known_last_counts(tmp_path: Path) -> None:
    path = dated(
        tmp_path / "m",
        f"ALPHA,Alpha,18.4408,1.4075,base,250,{LATER}",
        "alpha,Alpha,18.4408,1.4075,base,200,2023-08-01",
    )

    def beds(as_of: str | None) -> int | None:
        return read_mission(path, as_of).sites[0].beds

    assert [beds(day) for day in ("2023-07-31", "2023-08-01", "2023-08-12")] == [150, 200, 200]
    assert beds(LATER) == beds(None) == 250
    assert [site.site for site in read_mission(path).sites] == ["ALPHA", "home"]


def test_a_moment_is_known_in_the_course_of_its_day(tmp_path: Path) -> None:
    path = dated(tmp_path / "m", "bravo,Bravo,17,1,base,,2023-08-13T16:00")
    assert "bravo" not in read_mission(path, "2023-08-12").site
    assert "bravo" in read_mission(path, "2023-08-13").site
    assert "bravo" in read_mission(path, datetime(2023, 8, 13, 6)).site


def test_two_rows_of_one_day_about_one_thing_are_two_stories(tmp_path: Path) -> None:
    row = f"alpha,Alpha,18.4408,1.4075,base,250,{LATER}"
    with pytest.raises(InputError, match="must be given once"):
        read_mission(dated(tmp_path / "m", row, row))


def test_what_is_not_known_yet_cannot_be_referred_to(tmp_path: Path) -> None:
    path = dated(
        tmp_path / "m",
        f"bravo,Bravo,17,1,base,,{LATER}",
        legs=f"{LEGS}a-b,alpha,Bravo,road,150,2\n",
    )
    assert read_mission(path).legs[0].destination == "bravo"
    with pytest.raises(InputError) as caught:
        read_mission(path, DAY)
    (problem,) = caught.value.problems
    assert (problem.place, problem.field, problem.got) == ("legs.csv row 2", "destination", "Bravo")
    assert problem.expected == "must be a site that is known by then"
    assert problem.hint.startswith(f"sites.csv row 4 tells of it from {LATER} on")


def test_a_day_that_cannot_be_read_is_a_problem_of_its_row(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="known_from") as caught:
        read_mission(dated(tmp_path / "m", "bravo,Bravo,17,1,base,,soon"), DAY)
    assert caught.value.problems[0].place == "sites.csv row 4"


def test_a_mission_keeps_what_was_replaced(tmp_path: Path) -> None:
    path = dated(tmp_path / "m", f"alpha,Alpha,18.4408,1.4075,base,250,{LATER}")
    whole = read_mission(path)
    for name in ("copy", "copy.xlsx"):
        write_mission(whole, tmp_path / name)
        assert read_mission(tmp_path / name) == whole
        assert read_mission(tmp_path / name, DAY) == read_mission(path, DAY)


def test_the_hash_is_of_what_is_known(tmp_path: Path) -> None:
    path = dated(tmp_path / "m", f"alpha,Alpha,18.4408,1.4075,base,250,{LATER}")
    then, whole = read_mission(path, DAY), read_mission(path)
    assert then.fingerprint == read_mission(dated(tmp_path / "n")).fingerprint
    assert then.fingerprint == read_mission(path, "2023-08-12").fingerprint
    assert then.fingerprint != whole.fingerprint == read_mission(path, LATER).fingerprint
    assert (then.as_of, whole.as_of) == (datetime(2023, 7, 1), None)


def test_old_hashes_stay_valid() -> None:
    """The column that rows have gained is in no hash of missions that leave it blank."""
    since = {c.name: c.since for row in TABLES.values() for c in columns(row)}
    assert since["known_from"] == 2
    assert {f.metadata["since"] for f in attrs.fields(Mission) if f.name in {"as_of", "replaced"}}


@pytest.mark.parametrize("when", ["yesterday", "2023-13-01", ""])
def test_a_day_must_be_a_date(when: str) -> None:
    with pytest.raises(InputError, match="must be a date"):
        day_of(when)


def test_no_day_is_no_day() -> None:
    assert day_of(None) is None
    assert day_of(date(2023, 7, 1)) == day_of("1 Jul 2023") == datetime(2023, 7, 1)
