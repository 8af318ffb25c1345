"""The command that starts a mission."""

import pytest


@pytest.mark.parametrize("name", ["fresh", "fresh.xlsx"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_new_writes_once(invoke, tmp_path, name, language):
    assert invoke("new", tmp_path / name, "--language", language).exit_code == 0
    assert (tmp_path / name).exists()
    assert invoke("new", tmp_path / name, "--language", language).exit_code == 2


def test_new_in_an_unknown_language(invoke, tmp_path):
    assert invoke("new", tmp_path / "fresh", "--language", "tlh").exit_code == 2
    assert not (tmp_path / "fresh").exists()


@pytest.mark.parametrize("name", ["first", "first.xlsx"])
def test_an_example_can_be_checked_as_it_stands(invoke, tmp_path, name):
    assert invoke("new", tmp_path / name, "--example", "--small").exit_code == 0
    checked = invoke("check", tmp_path / name)
    assert checked.exit_code == 0
    assert "makes sense" in checked.output
