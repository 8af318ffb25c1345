"""Put answers into words: engines hand on reasons, people read sentences."""

from collections.abc import Iterable

from exeunt.evidence.explaining import Explanation
from exeunt.evidence.valuing import Worths
from exeunt.facts.chains import Why
from exeunt.model.feasibility import Feasibility
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding, Violation
from exeunt.words.evidence import explanation_lines
from exeunt.words.feasibility_sentences import lines
from exeunt.words.problems import line
from exeunt.words.violations import violation_text
from exeunt.words.why import why_lines
from exeunt.words.words import Words, words
from exeunt.words.worth import worth_lines


def tell(
    mission: Mission,
    answer: Feasibility | Explanation | Why | Worths | Iterable[Violation | Finding],
    language: str = "en",
) -> tuple[str, ...]:
    """Return an answer as sentences.

    An answer is what the arithmetic says, why not everybody can be out in time, what one
    more of each thing is worth, why something in a plan is as it is, which rules a plan breaks, or
    what is doubtful in the mission.

    Raises:
        InputError: the language has no catalogue.
    """
    say = words(mission, language)
    if isinstance(answer, Feasibility):
        return lines(mission, answer, say)
    if isinstance(answer, Explanation):
        return tuple(line for line, _ in explanation_lines(answer, mission, say))
    if isinstance(answer, Worths):
        return tuple(line for line, _ in worth_lines(answer, mission, say))
    if isinstance(answer, Why):
        return tuple(line for line, _ in why_lines(answer, mission, say))
    return tuple(_told(one, mission, say) for one in answer)


def _told(one: Violation | Finding, mission: Mission, say: Words) -> str:
    if isinstance(one, Finding):
        return line(one, mission, say)
    text = violation_text(one, mission, say)
    return f"{text.rule}: {text.message}"
