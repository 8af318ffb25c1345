"""Where the casualties on the move are to be expected: by stage, serial and leg.

Their sum is the plan's term.
"""

from collections import Counter

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.ledger import case
from exeunt.rules.terms import risk


@attrs.frozen(kw_only=True)
class Harm:
    """Expected casualties on the move by (serial, stage), by serial and by leg."""

    stages: dict[tuple[str, int], float]
    serials: dict[str, float]
    legs: dict[str, float]


def harm(mission: Mission, plan: Plan) -> Harm:
    """Spread a plan's expected casualties on the move over its stages.

    Raises:
        InputError: the plan names what the mission does not have.
    """
    opened = case(mission, plan)
    stages: dict[tuple[str, int], float] = {}
    serials: Counter[str] = Counter()
    legs: Counter[str] = Counter()
    for hop in opened.hops:
        found = risk(opened, hop)
        stages[hop.serial, hop.stage.stage] = found
        serials[hop.serial] += found  # type: ignore[assignment]
        legs[hop.leg.leg] += found  # type: ignore[assignment]
    return Harm(stages=stages, serials=dict(serials), legs=dict(legs))
