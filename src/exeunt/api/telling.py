"""Put answers into words: engines hand on reasons, people read sentences."""

from collections.abc import Iterable

from exeunt.model.feasibility import Feasibility
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.words.feasibility_sentences import lines
from exeunt.words.violations import violation_text
from exeunt.words.words import words


def tell(
    mission: Mission, answer: Feasibility | Iterable[Violation], language: str = "en"
) -> tuple[str, ...]:
    """Return what the arithmetic says of a mission, or which rules a plan breaks, as sentences.

    Raises:
        InputError: the language has no catalogue.
    """
    say = words(mission, language)
    if isinstance(answer, Feasibility):
        return lines(mission, answer, say)
    texts = [violation_text(violation, mission, say) for violation in answer]
    return tuple(f"{text.rule}: {text.message}" for text in texts)
