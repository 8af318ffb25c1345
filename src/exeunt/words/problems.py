"""Findings as problems: the one place where what a mission's figures say gets its words."""

from collections.abc import Iterable

from exeunt.errors import Problem
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding
from exeunt.words.reasons import said, sentence
from exeunt.words.words import Words


def problem(finding: Finding, mission: Mission, words: Words) -> Problem:
    """Return a finding in the words of a language; file and column keep their names."""
    got = None
    if finding.got is not None:
        got = said(finding.got, mission, words)
    hint = ""
    if finding.hint is not None:
        hint = sentence(finding.hint, mission, words)
    return Problem(
        place=finding.place,
        field=finding.field,
        got=got,
        expected=sentence(finding.expected, mission, words),
        hint=hint,
    )


def problems(findings: Iterable[Finding], mission: Mission, words: Words) -> tuple[Problem, ...]:
    """Return findings in the words of a language, in their order."""
    return tuple(problem(finding, mission, words) for finding in findings)


def line(finding: Finding, mission: Mission, words: Words) -> str:
    """Return a finding on one line, as a console shows it."""
    return on_a_line(problem(finding, mission, words), words)


def on_a_line(parts: Problem, words: Words) -> str:
    """Return a problem on one line, in whose language its parts are."""
    # ``str(Problem)`` is English: the words around the four parts are the language's too.
    text = parts.expected
    if parts.got is not None:
        text = words("problem.got", got=parts.got, text=text)
    if parts.hint:
        text = words("problem.hint", text=text, hint=parts.hint)
    return words("problem.line", place=f"{parts.place} {parts.field}".strip(), text=text)
