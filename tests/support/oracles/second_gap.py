"""How far a plan is from its proof, once more: bound, fixed part, gap and what a lawful plan could be cheaper by."""

from itertools import pairwise


def of_this_mission(case):
    """Say whether the plan was made for the mission as it is, or does not say."""
    return case.book.record.get("mission_hash") in {None, "", case.mission.fingerprint}


def judged(case):
    """Return (bound, fixed, gap, whether they are not believed): unknown for another state of the mission or where the plan disproves them.

    A plan that breaks rules has no gap.
    """
    record, objective = case.book.record, case.account.objective()
    if not of_this_mission(case):
        return None, None, None, False
    bound, fixed = record.get("bound"), record.get("fixed")
    order = [x for x in (fixed, bound, objective) if x is not None]
    if any(a > b + 1e-6 * max(1, abs(objective)) for a, b in pairwise(order)):
        return None, None, None, True
    if bound is None or fixed is None or case.checked.violations:
        return bound, fixed, None, False
    return (
        bound,
        fixed,
        max(0, objective - bound) / (objective - fixed)
        if objective - fixed > 1e-9 * max(1, abs(objective))
        else 0.0,
        False,
    )


def saving(case):
    """Return by how much a lawful plan could be cheaper; None where that is not known."""
    bound, _fixed, gap, _doubted = judged(case)
    return None if gap is None else max(0.0, case.account.objective() - bound)
