"""One row a convoy, flight and base: what is changed in them is read back as it is meant."""

from datetime import datetime

import attrs
import openpyxl
import pytest

import exeunt
from exeunt.files.notes import Notes
from tests.support.files.plan_folder import Folder, Rows
from tests.support.plans.tiny_by_hand import by_hand


@pytest.fixture
def folder(saved) -> Folder:
    return Folder(saved)


def test_nothing_is_changed_where_nobody_changed_anything(tiny, saved, tmp_path):
    assert tiny.read(saved) == by_hand(tiny.mission)
    book = tiny.save(by_hand(tiny.mission), tmp_path / "p.xlsx")
    assert tiny.read(book) == by_hand(tiny.mission)


def test_a_departure_in_the_sheet_moves_all_stages_and_is_said_once(tiny, folder):
    folder.put("convoys", 3, depart="13 Jan 2030")
    notes = Notes()
    plan = tiny.read(folder.path, notes)
    assert [stage.depart.day for stage in plan.serials["C-004"]] == [13, 14]
    assert plan.record.status == "edited"
    (remark,) = notes.remarks
    assert (remark.field, remark.expected.key) == ("depart", "reading.one_row")
    assert remark.place == "convoys.csv row 5"


@pytest.mark.parametrize(
    ("table", "row", "cells", "meant"),
    [
        ("convoys", 0, {"vehicles": "trucks 8; escorts 2"}, ("C-001", "trucks", 8)),
        ("convoys", 0, {"kit": "stores 6 @2"}, ("C-001", "stores", 6)),
        ("convoys", 1, {"people": "escort-crews 6 crew; eod 4 @2"}, ("C-002", "guards", 0)),
        ("convoys", 3, {"supplies": "fuel 9999"}, ("C-004", "fuel", 9999)),
        ("sorties", 0, {"people": "staff 10 alpha>bravo"}, ("F-001", "staff", 10)),
    ],
)
def test_loads_in_the_sheet_are_those_of_the_plan(tiny, folder, table, row, cells, meant):
    folder.put(table, row, **cells)
    serial, item, quantity = meant
    loads = [load for load in tiny.read(folder.path).aboard[serial] if load.item == item]
    assert sum(load.quantity for load in loads) == quantity


def test_a_route_a_closing_a_new_row_and_one_taken_out(tiny, folder):
    folder.put("convoys", 3, route="bravo > ford")
    folder.put("bases", 0, close="2030-01-07")

    def rows(rows: Rows) -> None:
        del rows[0]
        rows.append(
            {
                "serial": "C-900",
                "depart": "2030-01-12",
                "route": "bravo > ford",
                "vehicles": "trucks 1",
            }
        )

    folder.change("convoys", rows)
    plan = tiny.read(folder.path)
    assert [stage.destination for stage in plan.serials["C-004"]] == ["ford"]
    assert plan.closes["alpha"].close == datetime(2030, 1, 7)
    assert "C-001" not in plan.serials
    assert plan.serials["C-900"][0].arrive == datetime(2030, 1, 13)


def test_other_tables_count_where_only_they_were_changed(tiny, folder):
    folder.change("movements", lambda rows: rows[-1].update(arrive="2030-01-14"))
    folder.change("loads", lambda rows: rows[0].update(quantity="9"))
    plan = tiny.read(folder.path)
    assert plan.serials["C-004"][-1].arrive == datetime(2030, 1, 14)
    assert plan.loads[0].quantity == 9


def test_a_serial_taken_out_of_the_other_tables_is_not_missed(tiny, folder):
    for table in ("movements", "loads"):
        folder.change(table, lambda rows: _without(rows, "C-004"))
    assert "C-004" not in tiny.read(folder.path).serials


def _without(rows: Rows, serial: str) -> None:
    rows[:] = [row for row in rows if row["serial"] != serial]


def _twice(rows: Rows) -> None:
    rows.append(dict(rows[0]))


def test_what_was_changed_in_both_is_refused_with_its_cell(tiny, folder):
    folder.put("convoys", 3, depart="2030-01-13")
    folder.change("movements", lambda rows: rows[-2].update(depart="2030-01-10T12:00"))
    with pytest.raises(exeunt.InputError) as refused:
        tiny.read(folder.path)
    (problem,) = refused.value.problems
    assert (problem.place, problem.field) == ("convoys.csv row 5", "depart")
    assert "in one place" in problem.hint


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"vehicles": "truks 8"}, "trucks"),
        ({"kit": "stores 12 t"}, "must be one of"),
        ({"kit": "stores 80t"}, "without a unit"),
        ({"kit": "guards 4"}, "must stand in the column people"),
        ({"route": "bravo > nowhere"}, "nowhere"),
        ({"route": "bravo > port"}, "leg by road"),
        ({"depart": "03/04/2030"}, "03/04/2030"),
        ({"depart": ""}, "take out its row"),
        ({"depart": "2031-01-01"}, "end of planning"),
    ],
)
def test_what_cannot_be_meant_is_told_by_row_and_column(tiny, folder, cells, said):
    folder.put("convoys", 3, **cells)
    with pytest.raises(exeunt.InputError) as refused:
        tiny.read(folder.path)
    (problem,) = refused.value.problems
    assert said in str(problem)
    assert "row 5" in str(problem)


def test_a_row_that_stands_twice_and_an_unknown_site_are_refused(tiny, folder):
    folder.change("convoys", _twice)
    with pytest.raises(exeunt.InputError, match=r"convoys.csv"):
        tiny.read(folder.path)
    folder.change("convoys", lambda rows: rows.pop())
    folder.change("bases", lambda rows: rows.append({"site": "nowhere", "close": "2030-01-07"}))
    with pytest.raises(exeunt.InputError, match="nowhere"):
        tiny.read(folder.path)


def test_a_workbook_is_changed_in_a_spreadsheet_with_dates_as_dates_or_text(tiny, tmp_path):
    book = tiny.save(by_hand(tiny.mission), tmp_path / "p.xlsx")
    for cell in (datetime(2030, 1, 13), "13 January 2030"):
        opened = openpyxl.load_workbook(book)
        sheet = opened["convoys"]
        sheet.cell(5, 2).value = cell
        opened.save(tmp_path / "changed.xlsx")
        plan = tiny.read(tmp_path / "changed.xlsx")
        assert plan.serials["C-004"][0].depart == datetime(2030, 1, 13)


def test_a_header_that_stands_twice_is_no_convoy(tiny, folder):
    file = folder.path / "convoys.csv"
    header, rest = file.read_text(encoding="utf-8").split("\n", 1)
    file.write_text(f"{header}\n{header}\n{rest}", encoding="utf-8")
    assert tiny.read(folder.path) == by_hand(tiny.mission)


def test_edit_carries_through_what_was_changed_in_the_sheet(tiny, folder):
    folder.put("convoys", 0, depart="2030-01-02")
    edited = tiny.edit(folder.path)
    assert edited.lawful
    assert edited.plan.closes["alpha"].close == datetime(2030, 1, 7)
    assert [effect.key for effect in edited.effects][:2] == ["edit.shifted", "edit.waits"]


def test_a_sheet_that_was_emptied_is_told_from_one_that_never_had_a_row(tiny, folder):
    folder.change("sorties", lambda rows: rows.clear())
    notes = Notes()
    assert "F-001" not in tiny.read(folder.path, notes).serials
    assert [remark.place for remark in notes.remarks] == ["sorties.csv"]
    # Somebody who adds a base's closing to the other tables has taken out nothing here.
    folder.change("closures", lambda rows: rows.append({"site": "ford", "close": "2030-02-01"}))
    assert "F-001" in tiny.read(folder.path).serials


def test_a_sheet_that_is_not_there_says_nothing(tiny, folder):
    (folder.path / "sorties.csv").unlink()
    assert tiny.read(folder.path) == by_hand(tiny.mission)


def test_disposals_are_changed_in_their_cell(tiny, folder):
    folder.put("bases", 0, disposals="ammunition 6 destroy; prefabs 3 sell; comms 2 destroy")
    plan = tiny.read(folder.path)
    assert [(one.lot, one.quantity) for one in plan.disposals] == [
        ("ammunition", 6),
        ("prefabs", 3),
        ("comms", 2),
    ]
    folder.put("bases", 0, disposals="prefabs 3 destroy")
    with pytest.raises(exeunt.InputError, match=r"bases.csv row 2 disposals: .*lawful way"):
        tiny.read(folder.path)


def test_a_base_without_a_closing_has_its_disposals_and_may_be_given_one(tiny, tmp_path):
    plan = attrs.evolve(by_hand(tiny.mission), closures=())
    folder = Folder(tiny.save(plan, tmp_path / "open"))
    assert tiny.read(folder.path) == plan
    folder.put("bases", 0, close="2030-01-07", disposals="prefabs 5 sell")
    changed = tiny.read(folder.path)
    assert changed.closes["alpha"].close == datetime(2030, 1, 7)
    assert [one.lot for one in changed.disposals] == ["prefabs"]
    folder.change("bases", lambda rows: rows.clear())
    assert tiny.read(folder.path) == plan


def test_files_of_before_bases_were_called_so_are_read_and_give_way(tiny, folder):
    now, before = folder.path / "bases.csv", folder.path / "closings.csv"
    now.rename(before)
    # Then their disposals had no mark, and nobody read them back.
    folder.change("closings", lambda rows: rows[0].update(_as_before(rows[0])))
    assert tiny.read(folder.path) == by_hand(tiny.mission)
    folder.put("closings", 0, close="2030-01-07")
    plan = tiny.read(folder.path)
    assert plan.closes["alpha"].close == datetime(2030, 1, 7)
    tiny.save(plan, folder.path)
    assert now.exists()
    assert not before.exists()
    before.write_bytes(now.read_bytes())
    with pytest.raises(exeunt.InputError, match="must be the only one for the table bases"):
        tiny.read(folder.path)


def _as_before(row: dict[str, str]) -> dict[str, str]:
    marks = row["written"].split("-")
    return {"written": "-".join(marks[:2]), "disposals": "ammunition 6 destroy"}
