"""How a plan stands in one word, people first: lawful is not yet good news.

That a plan breaks no rule says nothing of those whom it leaves in: a plan that moves nobody is
lawful, and so is one that comes too late.
"""

from enum import StrEnum

import attrs

from exeunt.facts.appraisal import Appraisal
from exeunt.facts.series import Reading
from exeunt.model.plan import PLANNED, STATUSES, Record, Terms
from exeunt.rules.terms import OPTIMAL_GAP


class Stand(StrEnum):
    """How a plan stands; the values are keys of words."""

    BROKEN = "broken"
    STAY = "stay"
    LATE = "late"
    OUT = "out"
    NOBODY = "nobody"
    """There is nobody whom the plan should get out."""


@attrs.frozen(kw_only=True)
class Standing:
    """How a plan stands, and how many people stay or are late."""

    stand: Stand
    people: int = 0

    @property
    def good(self) -> bool:
        """Say whether this is good news."""
        return self.stand in {Stand.OUT, Stand.NOBODY}


def standing(reading: Reading, terms: Terms, *, lawful: bool) -> Standing:
    """Return how a plan stands.

    Who stays is counted as the term counts it: crews hired with vehicles that are left are people
    too.
    """
    if not lawful:
        return Standing(stand=Stand.BROKEN)
    staying = round(terms.not_out)
    if staying:
        return Standing(stand=Stand.STAY, people=staying)
    if reading.late:
        return Standing(stand=Stand.LATE, people=reading.late)
    return Standing(stand=Stand.OUT if reading.to_leave else Stand.NOBODY)


def recorded_status(record: Record, appraisal: Appraisal) -> str:
    """Return what a lawful plan's record says of it, as far as that holds: one of STATUSES.

    What was proven was proven of one plan and one state of the mission.
    """
    if record.status not in STATUSES:
        return "unknown"
    # A mission that has changed changes the cost, though nobody has edited the plan.
    if record.status in PLANNED and appraisal.recorded is not None and not appraisal.stale:
        return "edited"
    proven = appraisal.gap is not None and appraisal.gap <= OPTIMAL_GAP
    if record.status == "optimal" and not proven:
        return "feasible"
    return record.status
