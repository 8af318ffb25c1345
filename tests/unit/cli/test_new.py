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
