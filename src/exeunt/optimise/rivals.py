"""Another plan to polish, where somebody is late in the best one that the search has found.

A polish goes on from the plan that it is given: which vehicles set out at once, to come back in
time for a second trip, it does not turn round. A plan in which they do is dear as built, and may
be the better one to begin with.
"""

from collections.abc import Callable

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.parameters import Parameters
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import DAY_HOURS, opening, sped
from exeunt.optimise.planner.trim import trim
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.judge import Judged

CALLS = 0.85
"""Share of the usual time at which last lifts are called in it: a second trip waits for them."""
EACH = 0.3
"""Share of the polish's work for either plan, until it is seen which is the better one."""


def rival(
    mission: Mission,
    network: Network,
    parameters: Parameters,
    judged: Judged,
    stop: Callable[[], bool],
) -> Plan | None:
    """Return a plan in which vehicles set out at once where they can go twice by the deadline.

    None where every hour does not count, or nobody is late or left in the best plan.
    """
    if mission.period_hours >= DAY_HOURS or judged.people.late + judged.people.staying <= 0:
        return None
    first = opening(mission, network)
    worth = Worth(network, first.worth, parameters=parameters)
    tactics = attrs.evolve(sped(mission, first, CALLS), twice=True)
    built = build(mission, network, worth, tactics, stop)
    return None if built is None else trim(mission, built.plan)
