"""What the referee says of a plan, in words: tests compare what a user reads."""

from collections.abc import Iterable

from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.plan import Plan
from exeunt.rules.referee import referee
from exeunt.words.violations import ViolationText, violation_texts
from exeunt.words.words import words


def verdicts(mission: Mission, plan: Plan, language: str = "en") -> tuple[ViolationText, ...]:
    """Return the violations of a plan in the words of a language."""
    return in_words(mission, referee(mission, plan), language)


def in_words(
    mission: Mission, violations: Iterable[Violation], language: str = "en"
) -> tuple[ViolationText, ...]:
    """Return violations in the words of a language."""
    return violation_texts(violations, mission, words(mission, language))
