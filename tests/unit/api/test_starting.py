"""Starting a mission of one's own."""

import pytest

import exeunt


@pytest.mark.parametrize("options", [{}, {"small": True}, {"example": True}])
@pytest.mark.parametrize("name", ["m", "m.xlsx"])
def test_new_returns_where_it_wrote(tmp_path, name, options):
    assert exeunt.new(tmp_path / name, **options) == tmp_path / name
    assert (tmp_path / name).exists()


def test_an_example_is_in_the_language_asked_for(tmp_path):
    exeunt.new(tmp_path / "m.xlsx", "fr", example=True)
    assert exeunt.load(tmp_path / "m.xlsx").mission.title.startswith("Premiers pas")


def test_a_generated_mission_is_in_the_language_asked_for(tmp_path):
    exeunt.new(tmp_path / "m", "fr", generate="3,2,0")
    assert exeunt.load(tmp_path / "m").mission.title.startswith("Mission inventée")
