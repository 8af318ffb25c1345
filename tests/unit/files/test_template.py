from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest

from exeunt.errors import InputError
from exeunt.files.headers import Names
from exeunt.files.missions import read_mission
from exeunt.files.notes import Notes
from exeunt.files.settings import MissionSettings, PlanRecord
from exeunt.files.template import SMALL
from exeunt.files.template import write_template as write
from exeunt.files.wording import heading, meaning_of
from exeunt.model.columns import columns
from exeunt.model.mission import TABLES
from exeunt.model.plan import PLAN_TABLES
from exeunt.model.prices import FIGURES
from exeunt.words.template import wording
from tests.support.files.sample_files import problems, sheet_of


def write_template(path, language="en", **options):
    if path.suffix:
        path.write_bytes(template(language, **options))
    else:
        write(path, wording(language), **options)


@cache
def template(language, **options):
    """A template as a workbook, made once for all who look at it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "m.xlsx"
        write(path, wording(language), **options)
        return path.read_bytes()


WAYS = [("m", "en"), ("m", "fr"), ("m.xlsx", "en"), ("m.xlsx", "fr")]


@pytest.mark.parametrize(
    "row_class", [*TABLES.values(), *PLAN_TABLES.values(), MissionSettings, PlanRecord]
)
def test_every_name_of_a_column_means_that_column(row_class):
    names = Names(columns(row_class))
    for column in columns(row_class):
        for name in (
            column.name,
            *column.headers.values(),
            heading(column),
            heading(column, wording("fr")),
            heading(column, wording("en"), "EUR"),
        ):
            found = names.named(name)
            assert found is not None
            assert found.column == column, name
        if column.hxl:
            assert names.tagged(column.hxl) == column


@pytest.mark.parametrize(("name", "language"), WAYS)
def test_a_new_template_lacks_only_what_must_be_filled_in(tmp_path, name, language):
    write_template(tmp_path / name, language)
    found = problems(tmp_path / name)
    assert [p.field for p in found] == ["name", "start", "deadline", "end", ""]
    assert all("must be given" in p.expected or "at least one row" in p.expected for p in found)


@pytest.mark.parametrize(("name", "language"), WAYS)
def test_a_new_template_leaves_no_doubt_about_how_it_is_read(tmp_path, name, language):
    write_template(tmp_path / name, language)
    notes = Notes()
    with pytest.raises(InputError):
        read_mission(tmp_path / name, notes=notes)
    assert notes.remarks == ()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_first_sheet_says_which_sheets_a_small_case_needs(tmp_path, language):
    path = tmp_path / "m.xlsx"
    write_template(path, language)
    workbook = openpyxl.load_workbook(path)
    guide = wording(language).guide
    rows = list(workbook["readme"].iter_rows(values_only=True))
    listed = {row[0]: row[2] for row in rows if row[0] in {"mission", *TABLES}}
    assert set(listed) == {"mission", *TABLES}
    assert {name for name, said in listed.items() if said == guide["needed"]} == {
        "mission",
        *SMALL,
    }
    assert workbook.sheetnames[1:7] == ["mission", *SMALL]
    assert all(name in guide["small_case"] for name in SMALL)


def test_a_small_workbook_hides_the_other_sheets_and_a_small_folder_leaves_them_out(tmp_path):
    write_template(tmp_path / "m.xlsx", small=True)
    write_template(tmp_path / "m", small=True)
    workbook = openpyxl.load_workbook(tmp_path / "m.xlsx")
    visible = [sheet.title for sheet in workbook if sheet.sheet_state == "visible"]
    assert visible == ["readme", "mission", *SMALL]
    assert {path.stem for path in tmp_path.glob("m/*.csv")} == set(SMALL)


def test_required_columns_have_a_star_and_every_header_has_a_note(tmp_path):
    write_template(tmp_path / "m.xlsx", "fr")
    workbook = openpyxl.load_workbook(tmp_path / "m.xlsx")
    for table, row_class in TABLES.items():
        if table in FIGURES:
            continue
        for cell, column in zip(workbook[table][1], columns(row_class), strict=True):
            assert str(cell.value).endswith(" *") == column.required
            assert cell.comment.text.startswith(meaning_of(table, column, wording("fr")))


def test_columns_are_as_wide_as_their_headers_and_cells(tmp_path):
    write_template(tmp_path / "m.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx")["lots"]
    for cells in sheet.iter_cols(max_row=2):
        width = sheet.column_dimensions[cells[0].column_letter].width
        words = [*str(cells[0].value).split(), str(cells[1].value or "")]
        assert width >= min(44, max(len(word) for word in words))


def test_figures_of_a_folder_are_changed_by_a_number(tmp_path):
    write_template(tmp_path / "m")
    lines = (tmp_path / "m" / "doctrine.csv").read_text(encoding="utf-8").splitlines()
    named = {line.split(",")[0].removeprefix("# ") for line in lines[1:]}
    assert named == {column.name for column in columns(FIGURES["doctrine"])}
    assert all(line.startswith("# ") for line in lines[1:])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_filled_in_workbook_reads(tmp_path, language):
    path = tmp_path / "m.xlsx"
    write_template(path, language)
    workbook, settings = sheet_of(path, "mission")
    for row, value in ((2, "x"), (4, "2023-07-01"), (5, "2023-12-31"), (6, "2024-01-31")):
        settings.cell(row, 2).value = value
    for number, value in enumerate(("alpha", "Alpha", 1, 2, "base"), start=1):
        workbook["sites"].cell(3, number).value = value
    workbook.save(path)
    assert [s.site for s in read_mission(path).sites] == ["alpha"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_example_rows_are_right_when_uncommented(tmp_path, language):
    write_template(tmp_path / "m", language)
    for table in tmp_path.glob("m/*.csv"):
        table.write_text(
            table.read_text(encoding="utf-8").replace("# example: ", ""), encoding="utf-8"
        )
    found = [p for p in problems(tmp_path / "m") if p.place != "mission.toml"]
    assert all("exists" in p.expected for p in found), "\n".join(map(str, found))


def test_a_workbook_explains_itself(tmp_path):
    write_template(tmp_path / "m.xlsx", "fr")
    workbook = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert workbook.sheetnames[:2] == ["readme", "mission"]
    sites = workbook["sites"]
    assert sites["A2"].value.startswith("# ")
    assert sites["A2"].font.italic
    assert all(cell.comment for cell in sites[1])
    assert [cell.value for cell in sites[1]][4] == "R\u00f4le *"
    assert sites.data_validations.dataValidation
    assert all(dimension.width >= 10 for dimension in sites.column_dimensions.values())


def test_a_folder_explains_itself(tmp_path):
    write_template(tmp_path / "m")
    assert {p.stem for p in tmp_path.glob("m/*.csv")} == set(TABLES)
    readme = (tmp_path / "m" / "README.md").read_text(encoding="utf-8")
    assert all(
        column.name in readme for row_class in TABLES.values() for column in columns(row_class)
    )


def test_nothing_is_overwritten(tmp_path):
    write_template(tmp_path / "m")
    write_template(tmp_path / "m.xlsx")
    for name in ("m", "m.xlsx"):
        with pytest.raises(InputError, match="new or an empty"):
            write(tmp_path / name, wording("en"))


@pytest.mark.parametrize(
    ("name", "language"), [("m", "de"), ("m.csv", "en"), ("m.xls", "en"), ("m.xlsm", "en")]
)
def test_what_cannot_be_written(tmp_path, name, language):
    with pytest.raises(InputError):
        write(tmp_path / name, wording(language))
    assert not list(tmp_path.iterdir())


def test_french_cells_offer_french_words_and_exits_are_found_by_them(tmp_path):
    path = tmp_path / "m.xlsx"
    write_template(path, "fr")
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["legs"]
    [mode] = [c.column_letter for c in sheet[1] if str(c.value).startswith("Mode")]
    lists = {
        str(v.sqref).rstrip("0123456789:" + mode): v for v in sheet.data_validations.dataValidation
    }
    offered = [v.formula1 for v in lists.values() if "route" in str(v.formula1)]
    assert '"route,fleuve,mer,rail,air"' in offered
    formulas = [str(c.value) for row in workbook["_lists"].iter_rows() for c in row if c.value]
    assert any('="sortie")' in text and '="exit")' in text for text in formulas)
