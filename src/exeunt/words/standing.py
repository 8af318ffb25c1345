"""How a plan stands, in words: whether it is lawful, and who is late or stays."""

import math
from statistics import NormalDist

from exeunt.facts.standing import Stand, Standing
from exeunt.model.mission import Mission
from exeunt.words.words import Words

COUNTED = frozenset({Stand.STAY, Stand.LATE})
"""Standings that say how many people."""
ADDED = frozenset({"optimal", "edited"})
"""Statuses of a plan's record that a lawful plan's standing is told with."""


def stands_text(standing: Standing, say: Words, *, status: str = "") -> str:
    """Say how a plan stands, and with it what its record's status adds."""
    text = _alone(standing, say)
    if standing.stand is not Stand.BROKEN and status in ADDED:
        return say(f"status.{status}", stands=text)
    return text


def confident_text(mission: Mission, confidence: float, say: Words) -> str:
    """Say that a plan was made by travel times that suffice in a share of cases."""
    stretch = math.exp(mission.doctrine.travel_spread * NormalDist().inv_cdf(confidence)) - 1
    return say("status.confident", share=say.share(confidence, 0), longer=say.share(stretch, 0))


def _alone(standing: Standing, say: Words) -> str:
    """Say how a plan stands; how many people only where that may be told."""
    if standing.stand not in COUNTED:
        return say(f"status.{standing.stand}")
    if not say.veil.counted:
        return say(f"status.{standing.stand}_uncounted")
    people = say.strengths("person", standing.people)
    # A range of strengths is never one: it takes the general form.
    number = standing.people if say.veil.strengths is None else 2
    return say.counted(f"status.{standing.stand}", number, people=people)
