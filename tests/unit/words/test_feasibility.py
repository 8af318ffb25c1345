"""The feasibility arithmetic as rows of tables."""

from datetime import datetime, timedelta

from exeunt.feasible.axes import axes
from exeunt.files.missions import read_mission
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.shipped import folder
from exeunt.words.feasibility import (
    AXIS_HEADERS,
    AXIS_NUMBERS,
    SITE_HEADERS,
    SITE_NUMBERS,
    axis_table,
    lines,
    site_table,
)

START = datetime(2030, 1, 1)


def test_every_row_has_every_column():
    m = read_mission(folder() / "tiny")
    found = axes(m)
    assert {len(row) for row in axis_table(m, found)} == {len(AXIS_HEADERS)}
    assert {len(row) for row in site_table(m, found)} == {len(SITE_HEADERS)}
    assert max(AXIS_NUMBERS) < len(AXIS_HEADERS)
    assert max(SITE_NUMBERS) < len(SITE_HEADERS)
    assert lines(found) == found.sentences


def test_what_is_unknown_is_a_dash():
    m = read_mission(folder() / "tiny")
    by_air = next(row for row in axis_table(m, axes(m)) if row[1] == "air")
    assert by_air[2:6] == ("-", "-", "-", "-")
    assert by_air[6] == "36"


def test_sites_of_an_empty_base():
    m = Mission(
        name="m",
        start=START,
        deadline=START + timedelta(days=30),
        end=START + timedelta(days=30),
        sites=(Site(site="a", lat=0, lon=0, role="base"),),
    )
    assert site_table(m, axes(m)) == [("a", "0", "0", "0", "0", "0", "0", "0", "-")]
    assert axis_table(m, axes(m)) == []
