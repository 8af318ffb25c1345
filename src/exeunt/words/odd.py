"""What is odd in a plan, in the words of a language."""

from exeunt.facts.odd import Odd
from exeunt.model.mission import Mission
from exeunt.words.words import Words


def odd_sentence(odd: Odd, mission: Mission, say: Words) -> str:
    """Say one odd thing, with the reasons for it where there are any."""
    what = say.reason(odd.reason, mission)
    why = " ".join(filter(None, (say.reason(reason, mission) for reason in odd.why)))
    if not why:
        return what
    return say("odd.because", what=what, why=why)
