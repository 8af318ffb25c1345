"""The command that says why not."""

import exeunt
from tests.support.pages.console import only_object
from tests.support.plans.tiny_by_hand import by_hand


def test_what_can_be_done_is_said_in_a_line(invoke, tmp_path):
    tiny = exeunt.load("tiny")
    tiny.save(by_hand(tiny.mission), tmp_path / "p")
    shown = invoke("explain", "tiny", tmp_path / "p", "--lang", "en")
    assert shown.exit_code == 0
    assert "All 42 people can be out by 14 Jan 00:00: a plan shows it." in shown.stdout


def test_what_cannot_be_done_is_no_and_json_is_one_object(invoke, tmp_path):
    invoke("convert", "tiny", tmp_path / "m")
    path = tmp_path / "m" / "mission.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("deadline = 2030-01-14", "deadline = 2030-01-02", 1), encoding="utf-8"
    )
    shown = invoke("explain", tmp_path / "m", "-t", "6", "--json")
    assert shown.exit_code == 1, shown.output
    found = only_object(shown.stdout)
    assert found["answer"] == "impossible"
    assert {"kind", "id", "doubted", "message"} == set(found["clash"]["conditions"][-1])
    assert found["sentences"]


def test_a_time_that_makes_no_sense_is_refused(invoke):
    assert invoke("explain", "tiny", "-t", "0").exit_code == 2


def test_a_site_and_a_party_are_asked_by_themselves(invoke, tmp_path):
    tiny = exeunt.load("tiny")
    tiny.save(by_hand(tiny.mission), tmp_path / "p")
    asked = ("explain", "tiny", tmp_path / "p")
    shown = invoke(*asked, "--site", "alpha", "--by", "2030-01-07", "--lang", "en")
    assert shown.exit_code == 0, shown.output
    assert "Alpha can be empty by 7 Jan 00:00, all 36 people of it gone" in shown.stdout
    shown = invoke(*asked, "--party", "guards", "--by", "D+8", "--json")
    found = only_object(shown.stdout)
    assert found["asked"] == {"of": "party", "id": "guards", "by": "2030-01-09T00:00:00"}
    assert found["answer"] == "possible"
    shown = invoke(*asked, "--site", "nowhere", "--lang", "en")
    assert shown.exit_code == 2
    assert "must be a site that exists" in shown.output
