"""Ten changes of a plan, each made by command and in the sheets of one row: the same plan, the same consequences."""

from collections import Counter
from collections.abc import Callable

import pytest

import exeunt
from tests.support.files.plan_folder import Folder, Rows, Workbook
from tests.support.plans.tiny_by_hand import by_hand

Edit = tuple[str, str, Callable[[Rows], None]]


def put(row: int, **cells: str) -> Callable[[Rows], None]:
    return lambda rows: rows[row].update(cells)


def out(name: str) -> Callable[[Rows], None]:
    return lambda rows: rows.__setitem__(
        slice(None), [row for row in rows if name not in row.values()]
    )


NEW = {
    "serial": "C-900",
    "depart": "2030-01-12",
    "route": "bravo > ford > port",
    "vehicles": "trucks 1",
    "kit": "stores 2",
}
EDITS: dict[str, Edit] = {
    "a convoy a day later": ("shift C-001 +1d", "convoys", put(0, depart="2 Jan 2030")),
    "a flight at an hour": (
        "shift F-001 to 2030-01-02T06:00",
        "sorties",
        put(0, depart="2 January 2030 06:00"),
    ),
    "a convoy that does not go": ("drop C-001", "convoys", out("C-001")),
    "a flight that does not go": ("drop F-001", "sorties", out("F-001")),
    "one more convoy": (
        "add C-900 from bravo to ford to port at 2030-01-12 with trucks 1 stores 2",
        "convoys",
        lambda rows: rows.append(dict(NEW)),
    ),
    "less aboard": (
        "load C-001 trucks 8 stores 6",
        "convoys",
        put(0, vehicles="trucks 8; escorts 2", kit="stores 6 @2"),
    ),
    "another way": ("route C-004 from bravo to ford", "convoys", put(3, route="bravo > ford")),
    "a base that closes sooner": (
        "close alpha 2030-01-04",
        "bases",
        put(0, close="4 January 2030"),
    ),
    "a base that stays open": ("close alpha never", "bases", out("alpha")),
    "kit destroyed rather than driven out": (
        "dispose comms destroy 2 from 2030-01-02",
        "bases",
        put(0, disposals="ammunition 6 destroy; prefabs 5 sell; comms 2 destroy from 2 Jan 2030"),
    ),
    "kit kept rather than sold": (
        "retain prefabs sell 2",
        "bases",
        put(0, disposals="ammunition 6 destroy; prefabs 3 sell"),
    ),
}


@pytest.fixture(scope="module")
def tiny() -> exeunt.LoadedMission:
    return exeunt.load("tiny")


def same(one: exeunt.Edited, other: exeunt.Edited) -> None:
    """Hold two changed plans against each other: their rows, what is told, what the referee says."""
    rows, others = one.plan.rows(), other.plan.rows()
    for table in rows:
        assert Counter(rows[table]) == Counter(others[table]), table
    assert sorted(map(str, one.effects)) == sorted(map(str, other.effects))
    assert one.checked.violations == other.checked.violations
    assert one.lawful == other.lawful


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_by_command_and_by_sheet_is_one_and_the_same(tiny, tmp_path, name):
    command, table, change = EDITS[name]
    plan = by_hand(tiny.mission)
    told = tiny.edit(plan, command)
    assert told.effects, "every edit is told"
    assert told.plan.rows() != plan.rows()
    folder = Folder(tiny.save(plan, tmp_path / "plan"))
    folder.change(table, change)
    same(tiny.edit(folder.path), told)


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_several_edits_in_one_workbook_are_those_of_the_commands(tiny, tmp_path, ending):
    plan = by_hand(tiny.mission)
    book = Workbook(tiny.save(plan, tmp_path / "plan.xlsx"))
    assert tiny.read(book.save(tmp_path / f"same.{ending}")) == plan
    book.change("convoys", put(0, Depart="2 Jan 2030"))
    book.change("sorties", out("F-001"))
    text = "ammunition 5 destroy; prefabs 5 sell; comms 2 destroy"
    book.change("bases", put(0, **{"Disposed of there": text}))
    path = book.save(tmp_path / f"changed.{ending}")
    said = "drop F-001 shift C-001 +1d retain ammunition destroy 1 dispose comms destroy 2"
    same(tiny.edit(path), tiny.edit(plan, said))


def test_two_convoys_in_one_row_are_two_that_were_merged(tiny, tmp_path):
    plan = by_hand(tiny.mission)
    folder = Folder(tiny.save(plan, tmp_path / "plan"))
    folder.put("convoys", 2, kit="jeeps 4 driven @1-2; stores 18 @1-2; comms 2 @1-2")
    folder.change("convoys", out("C-004"))
    by_sheet, by_command = tiny.edit(folder.path), tiny.edit(plan, "merge C-003 C-004")
    kit = [load for load in by_sheet.plan.aboard["C-003"] if load.kind == "lot"]
    assert Counter(kit) == Counter(
        load for load in by_command.plan.aboard["C-003"] if load.kind == "lot"
    )
    assert by_sheet.plan.serials == by_command.plan.serials
    # What another takes now does not stay; the crews who drove do.
    stay = [dict(one.arguments)["item"] for one in by_sheet.effects if one.key == "edit.stays"]
    assert stay == ["escort-crews"]
