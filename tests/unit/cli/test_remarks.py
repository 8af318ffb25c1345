"""What reading did on its own account is said by every command that reads."""

import pytest

from tests.support.files.sample_files import SITES_CSV, small

TOTAL = "Total,,,,\n"


@pytest.mark.parametrize("command", ["check", "feasible", "plan", "convert"])
def test_every_command_says_what_was_left_out(invoke, tmp_path, command):
    mission = small(tmp_path / "m", sites=SITES_CSV + TOTAL)
    more = {
        "plan": ("--out", tmp_path / "p", "--time-limit", "1", "--quiet"),
        "convert": (tmp_path / "copy",),
    }
    result = invoke(command, mission, *more.get(command, ()))
    assert 'sites.csv row 4: got "Total", was left out' in " ".join(result.stderr.split())


def test_in_french(invoke, tmp_path):
    mission = small(tmp_path / "m", sites=SITES_CSV + TOTAL)
    result = invoke("check", mission, "--lang", "fr")
    assert "laissée de côté" in result.stderr


def test_nothing_is_said_where_nothing_was_done(invoke):
    assert "read so" not in invoke("feasible", "tiny").stderr
