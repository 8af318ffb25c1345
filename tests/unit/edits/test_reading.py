"""Changes as people write them."""

from datetime import datetime

import pytest

from exeunt.edits.changes import Add, Close, Dispose, Drop, Merge, Reload, Reroute, Retain, Shift
from exeunt.edits.reading import of_text, read, split
from exeunt.errors import InputError
from tests.support.plans.tiny_by_hand import by_hand


def changes(tiny, text: str):
    return read(tiny.mission, by_hand(tiny.mission), split(text.split(), "edit 1"))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("shift C-001 +2d", Shift(serial="C-001", hours=48)),
        ("shift c-001 -12h", Shift(serial="C-001", hours=-12)),
        ("shift C-001 +1d6h", Shift(serial="C-001", hours=30)),
        ("shift C-001 +1 d 30 min", Shift(serial="C-001", hours=24.5)),
        ("shift C-001 to 3 Jan 2030 06:00", Shift(serial="C-001", to=datetime(2030, 1, 3, 6))),
        ("drop F-001", Drop(serial="F-001")),
        ("merge C-001 C-002", Merge(serial="C-001", joining="C-002")),
        ("close Alpha 2030-01-08", Close(site="alpha", when=datetime(2030, 1, 8))),
        ("close alpha D+7", Close(site="alpha", when=datetime(2030, 1, 8))),
        ("close alpha never", Close(site="alpha", when=None)),
        (
            "dispose stores destroy 4 at bravo from 2030-01-04",
            Dispose(
                lot="stores",
                way="destroy",
                quantity=4,
                site="bravo",
                start=datetime(2030, 1, 4),
            ),
        ),
        ("retain prefabs sell 2", Retain(lot="prefabs", way="sell", quantity=2)),
        ("retain prefabs sell at Alpha", Retain(lot="prefabs", way="sell", site="alpha")),
        ("dispose stores 4 destroy", Dispose(lot="stores", way="destroy", quantity=4)),
        ("route C-004 from bravo to ford", Reroute(serial="C-004", sites=("bravo", "ford"))),
    ],
)
def test_a_change_is_read_as_it_is_meant(tiny, text, change):
    (found,) = changes(tiny, text)
    assert found == type(change)(**{**_fields(change), "place": "edit 1"})


def _fields(change):
    return {name: getattr(change, name) for name in change.__class__.__match_args__ or ()} or {
        field.name: getattr(change, field.name) for field in change.__attrs_attrs__
    }


def test_several_changes_stand_behind_one_another(tiny):
    found = changes(tiny, "drop C-001 F-001 then shift C-002 +1d , close alpha 2030-01-08")
    assert [type(one) for one in found] == [Drop, Drop, Shift, Close]


def test_a_serial_is_added_with_its_loads(tiny):
    text = "add C-900 from bravo to ford to port at 2030-01-11T06:00 with trucks 2 lot stores 3 @2"
    (added,) = changes(tiny, text)
    assert isinstance(added, Add)
    assert (added.serial, added.sites) == ("C-900", ("bravo", "ford", "port"))
    assert added.depart == datetime(2030, 1, 11, 6)
    loads = [(one.kind, one.item, one.quantity, one.board_stage) for one in added.loads]
    assert loads == [("vehicle", "trucks", 2, 1), ("lot", "stores", 3, 2)]


def test_of_a_load_that_is_aboard_only_the_number_is_said(tiny):
    (change,) = changes(tiny, "load C-002 jeeps 3 stores 0")
    assert isinstance(change, Reload)
    (jeeps,) = change.loads
    assert (jeeps.quantity, jeeps.role, jeeps.board_stage) == (3, "driven", 2)
    assert change.gone == ("stores",)


@pytest.mark.parametrize(
    ("text", "got", "expected"),
    [
        ("shift C-009 +2d", "C-009", "serial of the plan that exists"),
        ("shift C-001 2", "2", "+2d"),
        ("shift C-001 to 03/04/2030", "03/04/2030", ""),
        ("close nowhere 2030-01-08", "nowhere", "site that exists"),
        ("close alpha 2030-02-30", "2030-02-30", "date"),
        ("dispose stores sel 4", "sel", "disposition that exists"),
        ("dispose stores destroy 4t", "4t", "whole number of units"),
        ("dispose stores destroy 400", "400", "at most the 18 units"),
        ("dispose stores ship 4", "ship", "must leave in a serial"),
        ("retain prefabs", "prefabs", "must be written retain"),
        ("add C-900 from bravo at 2030-01-11 with trucks 2", "from", "at least two sites"),
        ("add C-900 from bravo to port", "C-900 from bravo to port", "must be written add"),
        ("merge C-001", "C-001", "must be written merge"),
        ("move C-001 +2d", "move", "must be one of: shift"),
    ],
)
def test_a_change_that_cannot_be_read_is_refused(tiny, text, got, expected):
    with pytest.raises(InputError) as refused:
        changes(tiny, text)
    (problem,) = refused.value.problems
    assert problem.place == "edit 1"
    assert expected in problem.expected
    assert problem.got == got or expected == "at least two sites"


def test_a_file_of_changes_has_remarks_and_its_lines_are_named():
    text = "# by order of the chief\n\nshift C-001 +2d  # rains\n"
    (one,) = of_text(text, "changes.txt")
    assert one.words == ("shift", "C-001", "+2d")
    assert one.place == "changes.txt line 3"
    with pytest.raises(InputError) as refused:
        of_text("hold C-001\nshift 'C-001\n", "changes.txt")
    places = [problem.place for problem in refused.value.problems]
    assert places == ["changes.txt line 1", "changes.txt line 2"]
