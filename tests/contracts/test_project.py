"""The project's own papers: what they say of it is so."""

import re
from pathlib import Path

import pytest

from exeunt.version import __version__

ROOT = Path(__file__).parents[2]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_citation_is_of_this_version():
    assert f"\nversion: {__version__}\n" in text("CITATION.cff")
    assert "\nlicense: Apache-2.0\n" in text("CITATION.cff")


def test_hooks_before_a_commit_are_tools_of_the_checkout_alone():
    hooks = text(".pre-commit-config.yaml")
    assert set(re.findall(r"repo: (\S+)", hooks)) == {"local"}
    for entry in re.findall(r"entry: (\S+)", hooks):
        assert entry.startswith(".venv/bin/") or (ROOT / entry).is_file(), entry


@pytest.mark.parametrize("name", ["SECURITY.md", "README.md"])
def test_links_lead_to_files(name):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text(name))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_ci_calls_what_contributors_call():
    steps = re.findall(r"(?m)^step (\S+)(?: (\S+))?", text(".ci/run"))
    targets = re.findall(r"(?m)^([a-z]+):.*## ", text("Makefile"))
    for command, argument in steps:
        if command == "make":
            assert argument in targets
        else:
            assert (ROOT / command).exists() or command.startswith(".venv/")
