"""The smallest clash: fewer conditions than a minimal one has, if any so few clash at all.

A set that clashes hits every set without which a plan is known (the duality of Reiter, "A theory
of diagnosis from first principles", Artificial Intelligence 32, 1987). So of all small sets only
those are planned that no known plan refutes; what each run finds refutes more of them.
"""

import itertools
from collections.abc import Iterable, Sequence

from exeunt.evidence.checking import Checks, Gone
from exeunt.evidence.conditions import Condition
from exeunt.evidence.solving import Answer

LARGEST = 4
"""Conditions of a clash beyond which nobody looks for one that has fewer."""
MOST_CONDITIONS = 60
"""Conditions of a mission beyond which nobody looks either: each plan is judged without each."""
MOST_SETS = 5_000
"""Sets of one size that are looked at."""


def smaller(kept: Sequence[Condition], checks: Checks) -> tuple[Condition, ...]:
    """Return the fewest conditions of which it is proven that they clash; ``kept`` where none is.

    Nothing is smaller than one, and what clashes without any condition clashes for good.
    """
    every = checks.every
    if not 1 < len(kept) <= LARGEST or len(every) > MOST_CONDITIONS:
        return tuple(kept)
    for size in range(1, len(kept)):
        for few in _candidates(size, checks):
            if checks.effort.over():
                return tuple(kept)
            found = checks(condition for condition in every if condition not in few)
            if found.answer is Answer.IMPOSSIBLE:
                return tuple(condition for condition in every if condition in few)
    return tuple(kept)


def _candidates(size: int, checks: Checks) -> Iterable[frozenset[Condition]]:
    """Yield the sets of a size that no plan refutes, asked again after every one that was tried."""
    for few in itertools.islice(itertools.combinations(checks.every, size), MOST_SETS):
        chosen = frozenset(few)
        if all(chosen & refuted for refuted in refutations(checks)):
            yield chosen


def refutations(checks: Checks) -> tuple[Gone, ...]:
    """Return, for each plan that is known, as few conditions as it breaks."""
    return tuple(checks.broken(plan) for plan in checks.plans)
