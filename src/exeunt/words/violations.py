"""Violations as text: the one place where a broken rule gets its words."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.words.reasons import said, sentence
from exeunt.words.words import Words


@attrs.frozen(kw_only=True)
class ViolationText:
    """A broken rule in the words of a language: the fields of a :class:`Violation`, as text."""

    rule: str
    where: str
    when: datetime | None
    needed: str
    found: str
    message: str


def violation_text(violation: Violation, mission: Mission, words: Words) -> ViolationText:
    """Return a violation in the words of a language; the rule keeps its name."""
    return ViolationText(
        rule=violation.rule,
        where=said(violation.where, mission, words),
        when=violation.when,
        needed=said(violation.needed, mission, words),
        found=said(violation.found, mission, words),
        message=sentence(violation.message, mission, words),
    )


def violation_texts(
    violations: Iterable[Violation], mission: Mission, words: Words
) -> tuple[ViolationText, ...]:
    """Return violations in the words of a language, in their order."""
    return tuple(violation_text(violation, mission, words) for violation in violations)
