"""Where a plan and its proof are apart, on a console and as JSON."""

import pytest

import exeunt
from exeunt.cli.distances import distance_objects, show_distances
from exeunt.model.outcome import Distance
from exeunt.words.words import Words

APART = (
    Distance(block="sites", owner="alpha", plan=50_000.0, least=40_000.0),
    Distance(block="kit", owner="stores", plan=9_000.0, least=2_000.0),
    Distance(block="sites", owner="bravo", plan=14_000.0, least=14_000.0),
)


def test_blocks_stand_beside_their_proof_with_who_is_widest_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_distances(exeunt.load("tiny").mission, APART, Words())
    shown = " ".join(capsys.readouterr().out.split())
    assert "sites and their closing 64,000 54,000 Alpha 10,000" in shown.replace("\u2502 ", "")
    assert "Bravo" not in shown, "nothing is apart there"
    assert "flights" not in shown, "nothing is spent on them"


def test_nothing_is_shown_where_nothing_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    show_distances(exeunt.load("tiny").mission, (), Words())
    assert capsys.readouterr().out == ""


def test_json_has_every_owner() -> None:
    assert distance_objects(APART)[1] == {
        "block": "kit",
        "owner": "stores",
        "plan": 9_000.0,
        "least": 2_000.0,
    }
