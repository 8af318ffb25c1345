"""The command that exports a mission's model."""

import json

import pytest


def test_tiny_is_exported_and_said_to_leave_rules_out(invoke, tmp_path):
    done = invoke("export-model", "tiny", "--out", tmp_path / "tiny.mps")
    assert done.exit_code == 0
    assert "neither a relaxation nor a restriction" in done.output
    assert "stocks" in done.output


@pytest.mark.parametrize("language", ["en", "fr"])
def test_json_counts_the_model(invoke, tmp_path, language):
    done = invoke("export-model", "tiny", "-o", tmp_path / "t.mps", "--json", "--lang", language)
    told = json.loads(done.stdout)
    assert told["columns"] > told["whole"] > 0
    assert "supplies_carried" in told["left_out"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["tiny", "-o", "tiny.lp"], "must end in .mps"),
        (["mali-2023", "-o", "m.mps"], "must have at most 400,000 columns"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_line(
    invoke, tmp_path, monkeypatch, arguments, told
):
    monkeypatch.chdir(tmp_path)
    refused = invoke("export-model", *arguments)
    assert refused.exit_code == 2
    assert told in refused.output
    assert list(tmp_path.iterdir()) == []
