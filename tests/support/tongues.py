"""What exeunt says of a mission, in the words of a language."""

from exeunt import tell
from exeunt.model.mission import Mission
from exeunt.rules.sense import sense


def told(mission: Mission, language: str = "en") -> list[str]:
    """Return what is worth a look in a mission, a sentence each."""
    return list(tell(mission, sense(mission).warnings, language=language))
