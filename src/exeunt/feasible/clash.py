"""Hard rules that cannot all be kept, whatever the plan.

They are proven before any search, with every doubt in the user's favour.

Where everybody may stay, a mission has a plan (nothing moves, all is late). Only what *must* happen
can clash: floors and services of sites that cannot be closed yet, windows in which sites must
close, dates by which providers take their people away, stocks that run dry before help can come.
"""

from exeunt.feasible.case import case_of
from exeunt.feasible.leaving import closings, departures, evacuations
from exeunt.feasible.presence import floor_clash, service_clashes
from exeunt.feasible.stocks import stock_clash
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation


def clashes(mission: Mission) -> tuple[Violation, ...]:
    """Return the hard rules that no plan can keep; none where nothing is proven.

    Each says what it needs and what there can be at most.
    """
    case = case_of(mission)
    violations = [*departures(case), *closings(case), *evacuations(case)]
    for site in mission.sites:
        if site.role in {"base", "hub"}:
            violations += [*floor_clash(case, site), *service_clashes(case, site)]
    for supply in mission.supplies:
        violations += stock_clash(case, supply)
    return tuple(violations)
