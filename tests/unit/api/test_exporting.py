"""Exporting a mission's model."""

import pytest

import exeunt
from exeunt.optimise.monolith.model import LEFT_OUT
from tests.support.missions.small_missions import small_mission


def test_the_file_says_what_it_is_not(tmp_path):
    mission = small_mission(1, 6)
    made = exeunt.export_model(mission, tmp_path / "model.mps")
    text = made.path.read_text(encoding="utf-8")
    assert mission.fingerprint in text
    assert "neither a relaxation nor a restriction" in text
    assert all(rule in text for rule in LEFT_OUT)
    assert made.size.columns == len(
        {line.split()[2] for line in text.splitlines() if " BOUND " in line}
    )


def test_the_same_mission_gives_the_same_file(tmp_path):
    one, two = (exeunt.export_model(small_mission(2, 6), tmp_path / f"{n}.mps").path for n in "ab")
    assert one.read_bytes() == two.read_bytes()


def test_too_large_a_model_is_refused_with_its_size(tmp_path):
    with pytest.raises(exeunt.InputError, match=r"about [\d,]+ columns.*at most 100 columns"):
        exeunt.export_model(small_mission(1, 6), tmp_path / "m.mps", most_columns=100)
    assert not (tmp_path / "m.mps").exists()
