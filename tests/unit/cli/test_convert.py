"""The command that converts."""

import exeunt


def test_convert_there_and_back(invoke, tmp_path):
    assert invoke("convert", "tiny", tmp_path / "tiny.xlsx").exit_code == 0
    assert invoke("convert", tmp_path / "tiny.xlsx", tmp_path / "tiny").exit_code == 0
    assert exeunt.load(tmp_path / "tiny").mission == exeunt.load("tiny").mission


def test_convert_plan(invoke, saved, tmp_path):
    assert invoke("convert", saved, tmp_path / "plan.xlsx").exit_code == 2
    assert (
        invoke("convert", saved, tmp_path / "plan.xlsx", "--mission", "tiny", "--json").exit_code
        == 0
    )
    assert invoke("check", "tiny", tmp_path / "plan.xlsx").exit_code == 0
