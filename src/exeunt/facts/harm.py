"""Where the casualties on the move are to be expected: by stage, serial and leg.

Each of the three adds up to the plan's term.
"""

from collections import defaultdict

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
    stages: dict[tuple[str, int], float] = defaultdict(float)
    serials: dict[str, float] = defaultdict(float)
    legs: dict[str, float] = defaultdict(float)
    for hop in opened.hops:
        casualties = risk(opened, hop)
        # Rounds of a flight are flown one after the other: the row's harm is that of all.
        stages[hop.serial, hop.stage.stage] += casualties
        serials[hop.serial] += casualties
        legs[hop.leg.leg] += casualties
    return Harm(stages=dict(stages), serials=dict(serials), legs=dict(legs))
