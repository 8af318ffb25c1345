"""The workbooks' library is imported with the first workbook, not before."""

import subprocess
import sys

import pytest

import exeunt
from exeunt.files import workbooks

LOADED = "print('openpyxl' in sys.modules)"


@pytest.mark.parametrize(
    ("work", "loaded"),
    [
        ("import exeunt.cli", "False"),
        ("import exeunt; exeunt.load('tiny').feasible()", "False"),
        ("from exeunt.files import workbooks; workbooks.read_workbook", "True"),
    ],
)
def test_when_the_library_is_imported(work, loaded):
    code = f"import sys; {work}; {LOADED}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == loaded


def test_the_face_lends_what_it_lists(tmp_path):
    assert all(callable(getattr(workbooks, name)) for name in workbooks.__all__)
    exeunt.convert("tiny", tmp_path / "tiny.xlsx")
    assert "sites" in {title.casefold() for title in workbooks.sheet_titles(tmp_path / "tiny.xlsx")}
