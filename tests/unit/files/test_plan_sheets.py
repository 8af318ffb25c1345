"""Sheets of a plan, a site each."""

import openpyxl

from exeunt.files.plan_sheets import events
from exeunt.files.plans import read_plan, write_plan
from tests.support.files.sample_files import MISSION, PLAN


def test_a_workbook_has_a_sheet_per_site_that_is_not_read_back(tmp_path):
    path = tmp_path / "p.xlsx"
    write_plan(PLAN, MISSION, path)
    workbook = openpyxl.load_workbook(path)
    assert [name for name in workbook.sheetnames if name.startswith("Site ")] == [
        "Site alpha",
        "Site bravo",
        "Site home",
    ]
    alpha = workbook["Site alpha"]
    assert [cell.value for cell in alpha[2]][:3] == ["Time", "What", "Serial"]
    assert alpha["H3"].value == 900
    assert [row[1].value for row in alpha.iter_rows(min_row=3)][-1] == "closes"
    alpha["A5"] = "anything"
    workbook.save(path)
    assert read_plan(path, MISSION).stages == PLAN.stages


def test_events_of_a_site_count_its_people():
    found = events(PLAN, "alpha")
    assert sum(event.people for event in found) == -60
    assert [e.what for e in events(PLAN, "home")] == ["arrives"] * 5
