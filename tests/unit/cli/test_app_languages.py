"""What the command line prints is in the language asked for."""

import json

import pytest

import exeunt
from exeunt.words.catalogue import LANGUAGES, catalogue


@pytest.fixture(scope="module")
def tiny_plan(tmp_path_factory):
    loaded = exeunt.load("tiny")
    where = tmp_path_factory.mktemp("plans") / "empty"
    loaded.save(exeunt.Plan(), where)
    return where


def test_checks_speak_french(invoke, tiny_plan):
    shown = invoke("check", "tiny", "--lang", "fr")
    assert "La mission se lit et elle est cohérente." in shown.stdout
    broken = invoke("check", "tiny", tiny_plan, "--lang", "fr")
    assert broken.exit_code == 1
    assert "Règles enfreintes" in broken.stdout
    assert "Broken rules" not in broken.stdout


def test_papers_speak_french_about_themselves(invoke, tiny_plan, tmp_path):
    refused = invoke("papers", "tiny", tiny_plan, "--out", tmp_path / "a", "-l", "fr")
    assert refused.exit_code == 1
    assert "aucun document n’a été imprimé" in refused.stdout
    drafted = invoke("papers", "tiny", tiny_plan, "--out", tmp_path / "b", "-l", "fr", "--draft")
    assert drafted.exit_code == 0
    assert "PROJET" in drafted.stdout
    assert "fichiers dans" in drafted.stdout


def test_json_is_the_same_in_every_language(invoke, tiny_plan):
    one, other = (
        json.loads(invoke("check", "tiny", tiny_plan, "--json", "--lang", language).stdout)
        for language in LANGUAGES
    )
    assert one == other


def test_a_language_nobody_speaks_is_a_problem(invoke):
    shown = invoke("check", "tiny", "--lang", "xx")
    assert shown.exit_code == 2
    assert "must be one of" in shown.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_the_console_is_in_every_language(language):
    keys = {key for key in catalogue("en") if key.startswith("console.")}
    assert keys
    assert keys <= catalogue(language).keys()
