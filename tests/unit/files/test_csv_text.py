"""Encodings and separators."""

import pytest

from exeunt.files.missions import read_mission
from tests.support.files.sample_files import (
    small,
    the_problem,
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_encodings_and_separators(tmp_path, encoding, mark):
    path = small(tmp_path / "m")
    text = "site,name,lat,lon,role\nalpha,\u00c9cole,18.4,1.4,base\n".replace(",", mark)
    (path / "sites.csv").write_bytes(text.encode(encoding))
    assert read_mission(path).sites[0].name == "\u00c9cole"


def test_excel_separator_line(tmp_path):
    path = small(
        tmp_path / "m", sites="sep=;\r\nsite;lat;lon;role\r\nalpha;1,5;2;base\r\nbravo;x;2;base\r\n"
    )
    assert the_problem(path).place == "sites.csv row 4"
