"""What a folder or a workbook holds, and which table each part of it is."""

import pytest

from exeunt.errors import InputError
from exeunt.files.missions import MISSION
from exeunt.files.plans import PLAN
from exeunt.files.source import refuse_missing, sort_tables


def the_problem(path):
    with pytest.raises(InputError) as caught:
        refuse_missing(path, MISSION)
    (problem,) = caught.value.problems
    return problem


def test_a_path_with_nothing_names_what_is_near(tmp_path):
    (tmp_path / "mali-2023").mkdir()
    problem = the_problem(tmp_path / "mali-2032")
    assert "there is nothing" in problem.expected
    assert str(tmp_path / "mali-2023") in problem.hint


def test_a_path_in_no_folder_has_no_neighbours(tmp_path):
    assert the_problem(tmp_path / "none" / "mali").hint == ""


@pytest.mark.parametrize(
    ("name", "hint"), [("m.numbers", ".xlsx"), ("m.FODS", ".xlsx"), ("m.pdf", ""), ("m", "")]
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path, name, hint):
    path = tmp_path / name
    path.write_bytes(b"")
    problem = the_problem(path)
    assert "workbook (.xlsx, .ods)" in problem.expected
    assert hint in problem.hint
    assert bool(hint) == bool(problem.hint)


def test_folders_and_workbooks_pass(tmp_path):
    (tmp_path / "m.xlsx").write_bytes(b"")
    for there in (tmp_path, tmp_path / "m.xlsx"):
        assert refuse_missing(there, MISSION) is None
    assert "there is nothing" in the_problem(tmp_path / "gone").expected


def test_files_go_by_the_names_of_tables_and_sheets_by_others_too():
    files, wrong = sort_tables(
        [("Sites.csv", "Sites"), ("bases.csv", "bases")], MISSION, other_names=False
    )
    assert files == {"sites": "Sites.csv"}
    assert [p.hint for p in wrong] == ["did you mean 'sites'?"]
    sheets, wrong = sort_tables([("sheet Camps", "Camps")], MISSION, other_names=True)
    assert (sheets, wrong) == ({"sites": "sheet Camps"}, [])


def test_a_table_s_own_name_beats_another_whatever_their_order():
    by_table, wrong = sort_tables(
        [("sheet bases", "bases"), ("sheet sites", "sites")], MISSION, other_names=True
    )
    assert by_table == {"sites": "sheet sites"}
    assert [(p.place, p.hint) for p in wrong] == [("sheet bases", "see sheet sites")]


def test_a_table_of_the_other_kind_is_said_to_be_one():
    _, wrong = sort_tables([("movements.csv", "movements")], MISSION, other_names=False)
    assert "a plan" in wrong[0].hint
    _, wrong = sort_tables([("parties.csv", "parties")], PLAN, other_names=False)
    assert "a mission" in wrong[0].hint


def test_a_name_like_none_is_told_all_of_them():
    _, wrong = sort_tables([("zzz.csv", "zzz")], MISSION, other_names=False)
    assert wrong[0].hint == f"the tables are {', '.join(MISSION.tables)}"
