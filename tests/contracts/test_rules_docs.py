"""The documentation has every rule, and no other, with what the code says of it."""

import re
from pathlib import Path

from exeunt.rules.referee import FLOORS, RULES
from tests.support.referee.referee import READ_ONCE
from tests.support.referee.referee import RULES as SECOND

TEXT = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")


def test_every_rule_has_its_heading_and_every_heading_its_rule() -> None:
    assert re.findall(r"^### (\S+)$", TEXT, re.MULTILINE) == list(RULES)


def test_rules_stand_under_their_section() -> None:
    for floor, rules in FLOORS.items():
        section = re.search(rf"^## {floor}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
        assert section is not None
        assert re.findall(r"^### (\S+)$", section[1], re.MULTILINE) == [
            rule.__name__ for rule in rules
        ]


def test_the_statement_is_the_docstring() -> None:
    for name, rule in RULES.items():
        statement = (rule.__doc__ or "").split("\n\n")[0].strip()
        section = re.search(rf"^### {name}\n(.*?)(?=^### |^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
        assert section is not None
        assert " ".join(section[1].split()).startswith(" ".join(statement.split())), name


def test_every_section_says_how_it_is_measured_and_what_the_message_names() -> None:
    for section in re.split(r"^### ", TEXT, flags=re.MULTILINE)[1:]:
        assert "*Measured*" in section, section
        assert "*The message* names" in section, section


def test_every_rule_is_judged_twice_or_it_is_said_why_not() -> None:
    assert not set(SECOND) & set(READ_ONCE)
    assert set(SECOND) | set(READ_ONCE) == set(RULES)
    assert all(len(reason.split()) > 3 for reason in READ_ONCE.values())
