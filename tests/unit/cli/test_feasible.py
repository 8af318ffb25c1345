"""The command that says whether it can be done."""

import attrs

import exeunt
from exeunt.model.reason import Name, Reason
from tests.support.pages.console import only_object


def test_feasible_prints_sentences_and_axes(invoke):
    shown = invoke("feasible", "tiny")
    assert shown.exit_code == 0
    assert (
        "All 42 people out by 14 Jan 00:00: possible as far as arithmetic can tell." in shown.stdout
    )
    assert "\x1b[" not in shown.stdout


def test_feasible_json_is_one_object_with_a_row_per_axis(invoke):
    shown = invoke("feasible", "tiny", "--json")
    found = only_object(shown.stdout)
    assert len(found["axes"]) == len(exeunt.load("tiny").feasible().axes) > 0
    assert {"verdict", "sentences", "mission_hash", "version"} <= set(found)


def test_feasible_says_no_with_exit_code_1(invoke, monkeypatch):
    found = exeunt.load("tiny").feasible()
    nobody = Reason.of("feasible.floor_open", n=30, site=Name("site", "bravo"))
    impossible = attrs.evolve(found, verdict="impossible", reasons=(nobody,))
    monkeypatch.setattr("exeunt.api.arithmetic.axes", lambda _mission: impossible)
    shown = invoke("feasible", "tiny")
    assert shown.exit_code == 1
    assert "stays open and keeps 30 armed people" in " ".join(shown.stdout.split())


def test_the_verdict_comes_first_and_the_rest_on_request(invoke):
    short, whole = (invoke("feasible", "mali-2023", *more).stdout for more in ((), ("--all",)))
    assert "possible as far as arithmetic can tell" in short.splitlines()[0]
    assert short.count(" at most") < whole.count(" at most")
    assert "--all" in short
    assert "--all" not in whole
    assert set(short.splitlines()[:-1]) <= set(whole.splitlines())


def test_the_worst_axes_are_those_done_last():
    found = exeunt.load("mali-2023").feasible()
    worst = found.worst(3)
    dates = [max(at for at in (a.done, a.people_done) if at) for a in worst]
    assert dates == sorted(dates, reverse=True)
    others = [max(at for at in (a.done, a.people_done) if at) for a in found.axes if a not in worst]
    assert max(others) <= min(dates)
