"""The command that says what one more of each thing is worth."""

import exeunt
from exeunt.cli.worth import WorthWatch
from exeunt.words.words import Words
from tests.support.pages.console import only_object
from tests.support.plans.tiny_by_hand import broken, by_hand


def test_json_is_one_object_with_every_thing_ranked(invoke, tmp_path):
    tiny = exeunt.load("tiny")
    tiny.save(by_hand(tiny.mission), tmp_path / "p")
    shown = invoke("worth", "tiny", tmp_path / "p", "-t", "7", "--json")
    assert shown.exit_code == 0, shown.output
    found = only_object(shown.stdout)
    saves = [each["saves"] for each in found["worths"] if each["saves"] is not None]
    assert saves == sorted(saves, reverse=True)
    assert len(found["worths"]) + len(found["holdings"]) + len(found["untried"]) == 6
    assert found["before"]["objective"] >= found["bound"]
    for each in found["worths"]:
        assert {"kind", "id", "message", "proven_least", "proven_most", "after"} <= set(each)


def test_what_there_was_no_time_for_is_said_in_the_language_asked_for(invoke, tmp_path):
    tiny = exeunt.load("tiny")
    tiny.save(by_hand(tiny.mission), tmp_path / "p")
    shown = invoke("worth", "tiny", tmp_path / "p", "-t", "0.01", "--lang", "fr", "--quiet")
    assert shown.exit_code == 0, shown.output
    assert "Le temps a manqué pour 6 d'entre eux" in shown.stdout


def test_a_plan_that_breaks_rules_is_refused(invoke, tmp_path):
    tiny = exeunt.load("tiny")
    tiny.save(broken(tiny), tmp_path / "p")
    shown = invoke("worth", "tiny", tmp_path / "p", "--lang", "en")
    assert shown.exit_code == 2
    assert "must keep every rule" in shown.output


def test_every_run_is_told_where_there_is_no_terminal(capsys):
    watch = WorthWatch(words=Words())
    assert not watch.kept()
    watch(None, 1, 7)
    assert watch.kept()
    assert "re-solving 1/7: as it is" in capsys.readouterr().err
