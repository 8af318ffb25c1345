"""Tactics that follow what a model of the whole mission advises."""

import math
from collections.abc import Iterator

import attrs

from exeunt.model.mission import Mission
from exeunt.optimise.advice import Advice
from exeunt.optimise.planner.tactics import Tactics, earliest

LEAD_DAYS = 6.0
"""Days before the closing that is advised at which a last lift is called …"""
LEAD_SHARE = 1 / 30
"""… as a share of the time to the deadline, at most."""


def advised(mission: Mission, tactics: Tactics, advice: Advice) -> Iterator[Tactics]:
    """Yield tactics that follow advice: in all, in all but earlier closings, in later ones only."""
    calls = _calls(mission, tactics, advice)
    later = {site: max(t, calls.get(site, t)) for site, t in tactics.close_at.items()}
    follows = attrs.evolve(tactics, dispose_early=advice.ends, flown=advice.flown)
    follows = attrs.evolve(follows, lanes=advice.lanes)
    yield attrs.evolve(follows, close_at={**tactics.close_at, **calls})
    yield attrs.evolve(follows, close_at=later)
    yield attrs.evolve(tactics, close_at=later)


def _calls(mission: Mission, tactics: Tactics, advice: Advice) -> dict[str, float]:
    """Return when last lifts are called for sites to close as advised."""
    lead = min(LEAD_DAYS * 24, mission.hours(mission.deadline) * LEAD_SHARE)
    return {
        site: max(earliest(mission, site), t - lead)
        for site, t in advice.closes.items()
        if tactics.close_at.get(site, math.inf) < math.inf
    }
