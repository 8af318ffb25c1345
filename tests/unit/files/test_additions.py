"""Rows added to missions as they stand on the disk."""

from datetime import datetime

import attrs
import openpyxl
import pytest

from exeunt.errors import InputError
from exeunt.files.additions import add_rows, extended
from exeunt.files.missions import read_mission, write_mission
from exeunt.files.template import write_template
from exeunt.model.hazards import Incident
from exeunt.model.places import Site
from exeunt.words.template import wording
from tests.support.files.exports import leg, mission, saved
from tests.support.files.sample_files import MISSION

ROW = Incident(
    incident="=x y",
    date=datetime(2023, 5, 6, 12, 30),
    where="alpha",
    kind='a < b & "c", d',
    source="Mén\u00e9ka; two\nlines",
    assumed=("killed", "where"),
)
SITE = Site(site="delta", lat=16.123456789012345, lon=1.0, role="hub", assumed=("role",))
ROWS = {"incidents": [ROW], "sites": [SITE], "legs": [leg("c", destination="delta", km=120.5)]}


@pytest.mark.parametrize("name", ["m", "m.xlsx"])
@pytest.mark.parametrize("rows", [{"incidents": [ROW]}, ROWS], ids=["one", "three"])
def test_a_mission_reads_back_as_it_was_with_the_rows(tmp_path, name, rows):
    path = saved(tmp_path / name)
    before = read_mission(path)
    assert add_rows(path, before, rows)
    after = read_mission(path)
    assert after == extended(before, rows)
    assert after != before


@pytest.mark.parametrize("name", ["m", "m.xlsx"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_template_whose_settings_are_filled_in_takes_rows(tmp_path, name, language):
    path = tmp_path / name
    write_template(path, wording(language))
    settings = {"name": "new", "start": "2023-07-01", "deadline": "2023-08-01", "end": "2023-09-01"}
    if path.suffix:
        book = openpyxl.load_workbook(path)
        names = {"nom": "name", "debut": "start", "echeance": "deadline", "fin": "end"}
        for key, value, *_ in book["mission"].iter_rows(min_row=2):
            folded = str(key.value).casefold().replace("é", "e")
            value.value = settings.get(names.get(folded, folded), value.value)
        book.save(path)
    else:
        text = (path / "mission.toml").read_text()
        for key, value in settings.items():
            text = text.replace(f'\n{key} = ""', f'\n{key} = "{value}"')
        (path / "mission.toml").write_text(text)
    before = read_mission(path, is_begun=True)
    sites = {"sites": [SITE, attrs.evolve(SITE, site="echo", lat=17.0)]}
    add_rows(path, before, sites)
    assert read_mission(path).sites == tuple(sites["sites"])


def test_what_else_is_in_a_folder_stays_as_it_is(tmp_path):
    path = saved(tmp_path / "m")
    (path / "mission.toml").write_text("# my remark\n" + (path / "mission.toml").read_text())
    text = "# heads\r\nWhen;Where;incident;Date;#phone\r\nx;alpha;mine;2023-02-21;12\r\n# below"
    (path / "incidents.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (path / "notes.md").write_text("mine")
    legs = (path / "legs.csv").read_bytes()
    add_rows(path, read_mission(path), {"incidents": [ROW]})
    data = (path / "incidents.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# heads\r\nWhen;Where;incident;Date;#phone;kind;")
    assert b"\r\nx;alpha;mine;2023-02-21;12\r\n# below\r\n" in data
    assert (path / "legs.csv").read_bytes() == legs
    assert (path / "mission.toml").read_text().startswith("# my remark\n")
    assert (path / "notes.md").read_text() == "mine"


def test_rows_of_a_table_that_needs_no_column_more_are_put_below_its_text(tmp_path):
    path = saved(tmp_path / "m")
    before = (path / "sites.csv").read_text()
    add_rows(path, read_mission(path), {"sites": [SITE]})
    after = (path / "sites.csv").read_text()
    assert after.startswith(before)
    assert after.count("\n") == before.count("\n") + 1


def test_a_table_in_a_code_page_is_written_in_utf_8(tmp_path):
    path = saved(tmp_path / "m")
    table = path / "sites.csv"
    table.write_bytes(table.read_text().replace("Alpha", "Gossi-Né").encode("cp1252"))
    others = (path / "legs.csv").read_bytes()
    add_rows(path, read_mission(path), {"sites": [SITE], "legs": [leg("c", destination="delta")]})
    assert "Gossi-Né" in table.read_text(encoding="utf-8")
    # What wrote the table in its own page would read it so again without the mark.
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    assert (path / "legs.csv").read_bytes().startswith(others)


def test_a_file_of_another_page_and_a_mark_of_the_separator(tmp_path):
    path = saved(tmp_path / "m")
    (path / "incidents.csv").write_text("sep=;\nincident;date;where\nmine;2023-02-21;alpha\n")
    add_rows(path, read_mission(path), {"incidents": [ROW]})
    assert (path / "incidents.csv").read_text().startswith("sep=;\nincident;date;where;kind")
    assert len(read_mission(path).incidents) == 2


@pytest.mark.parametrize("name", ["m", "m.xlsx"])
def test_a_table_that_is_not_there_comes_to_be(tmp_path, name):
    path = saved(tmp_path / name)
    if path.suffix:
        book = openpyxl.load_workbook(path)
        del book["incidents"]
        book.save(path)
    else:
        (path / "incidents.csv").unlink()
    before = read_mission(path)
    add_rows(path, before, {"incidents": [ROW]})
    assert read_mission(path) == extended(before, {"incidents": [ROW]})


def test_the_sample_with_every_table_takes_rows(tmp_path):
    for name in ("m", "m.xlsx"):
        path = tmp_path / name
        write_mission(MISSION, path)
        rows = {"incidents": [attrs.evolve(ROW, where="bravo")]}
        add_rows(path, MISSION, rows)
        assert read_mission(path) == extended(MISSION, rows)


def test_nothing_is_written_where_the_mission_would_not_read_back(tmp_path):
    path = saved(tmp_path / "m")
    before = (path / "incidents.csv").read_bytes()
    with pytest.raises(InputError, match="--out"):
        add_rows(path, mission(title="another"), {"incidents": [ROW]})
    with pytest.raises(InputError, match="given once"):
        add_rows(path, mission(), {"incidents": [ROW, ROW]})
    assert (path / "incidents.csv").read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["m"]


def test_other_spreadsheets_are_not_written(tmp_path):
    with pytest.raises(InputError, match=r"--out, such as m\.xlsx"):
        add_rows(tmp_path / "m.ods", mission(), {"incidents": [ROW]})
