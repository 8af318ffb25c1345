"""Explanations held against brute force: whether what is said to clash does, and no part of it."""

from exeunt.evidence.conditions import conditions, without
from exeunt.evidence.explaining import Explanation
from exeunt.evidence.solving import Answer, How, for_lateness, in_time
from exeunt.evidence.ways import changed
from exeunt.model.mission import Mission
from exeunt.rules.judge import judge
from tests.support.oracles.monolith import monolith

LEAST = 0.5
"""Half a person-day: lateness comes in whole ones."""


def lateness(mission: Mission) -> float:
    """Return the least lateness of every plan, by the model that is solved to the end."""
    return monolith(for_lateness(mission))


def wrong(mission: Mission, found: Explanation) -> list[str]:
    """Return what is not as an explanation says."""
    least = lateness(mission)
    if found.answer is Answer.POSSIBLE:
        return ["not possible"] if least > LEAST else []
    faults = []
    if found.answer is Answer.IMPOSSIBLE and least < LEAST:
        faults.append("not impossible")
    clash = found.clash
    assert clash is not None
    kept = set(clash.conditions)
    gone = [c for c in conditions(mission) if c not in kept]
    if clash.how is not How.SEARCH and lateness(without(mission, gone)) < LEAST:
        faults.append("does not clash")
    faults += [
        f"not needed: {condition.kind} {condition.item}"
        for condition in set(clash.conditions) - set(clash.doubted)
        if lateness(without(mission, [*gone, condition])) > LEAST
    ]
    for way in found.ways:
        given = changed(mission, way.changes)
        if lateness(given) > LEAST:
            faults.append(f"no way out: {way.changes}")
        if not in_time(judge(given, way.cheapest.plan)):
            faults.append(f"its plan is late: {way.changes}")
    return faults
