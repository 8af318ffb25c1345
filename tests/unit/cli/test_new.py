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


@pytest.mark.parametrize("name", ["made", "made.xlsx"])
def test_a_generated_mission_can_be_checked_and_gives_no_doubt(invoke, tmp_path, name):
    written = invoke("new", tmp_path / name, "--generate", "7,12,3")
    assert written.exit_code == 0
    assert "Made up throughout" in written.output
    checked = invoke("check", tmp_path / name)
    assert checked.exit_code == 0
    assert "makes sense" in checked.output
    assert invoke("new", tmp_path / name, "--generate", "7,12,3").exit_code == 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["7,12"], "SITES,DAYS,SEED"),
        ([""], "SITES,DAYS,SEED"),
        (["2,12,0"], 'got "2", must be from 3 to'),
        (["7,12,0", "--example"], "must be given without --small and --example"),
    ],
)
def test_a_bad_size_is_refused_in_a_line(invoke, tmp_path, given, told):
    refused = invoke("new", tmp_path / "made", "--generate", *given)
    assert refused.exit_code == 2
    assert told in refused.output
    assert not (tmp_path / "made").exists()
