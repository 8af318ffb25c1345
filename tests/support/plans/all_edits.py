"""Every kind of edit of a plan, and of turn of events that it meets, in one row."""

from collections.abc import Callable
from itertools import count

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from tests.support.plans import edits_of_kit, edits_of_serials
from tests.support.plans.edits import EDITS, Edited, edited
from tests.support.plans.turns import TURNS, turned

KINDS: dict[str, Callable[[Mission, Plan, str, int], Edited | None]] = {
    **dict.fromkeys(EDITS, edited),
    **dict.fromkeys(TURNS, turned),
}
"""What makes each kind, by its name."""
ROOMS = (edits_of_kit, edits_of_serials)
"""Where kinds of edits are entered."""


def made(mission: Mission, plan: Plan, name: str, seed: int) -> Edited | None:
    """Return what a kind of edit makes of a plan; None where there is nothing to edit so."""
    return KINDS[name](mission, plan, name, seed)


def possible(mission: Mission, plan: Plan) -> list[str]:
    """Return the kinds that a plan has something for."""
    return [name for name in KINDS if made(mission, plan, name, 0) is not None]


def several(mission: Mission, plan: Plan, number: int) -> list[tuple[str, int]]:
    """Return so many edits by kind and seed, of all kinds that are possible as many."""
    kinds = possible(mission, plan)
    found = []
    for seed in count():
        for name in kinds:
            if made(mission, plan, name, seed) is not None:
                found.append((name, seed))
            if len(found) == number:
                return found
    return found
