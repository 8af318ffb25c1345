"""The threat on a leg: the strikes that a serial on it must expect, over time.

The referee reads the same tables by arithmetic of its own, in :mod:`exeunt.rules.threat`.
"""

from exeunt.model.hazards import Incident
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission

MONTH_HOURS = 30.4375 * 24
"""Hours in a month of a rate: a twelfth of 365.25 days."""


def threat_breaks(mission: Mission) -> list[float]:
    """Return the hours at which a threat changes, in order."""
    moments = {
        moment for threat in mission.threats for moment in (threat.valid_from, threat.valid_to)
    }
    return sorted({mission.hours(moment) for moment in moments})


def strikes_on(mission: Mission, leg: Leg, t: float) -> float:
    """Return the expected strikes on one serial per 100 km of ``leg`` at hour ``t``."""
    # Of rows that hold at once the last counts, as the terms of a plan have it.
    for threat in reversed(mission.threats):
        if threat.leg != leg.leg:
            continue
        if mission.hours(threat.valid_from) <= t < mission.hours(threat.valid_to):
            return threat.strikes_per_100km
    if leg.strikes_per_100km is not None:
        return leg.strikes_per_100km
    return strikes_from_incidents(mission, leg)


def strikes_from_incidents(mission: Mission, leg: Leg) -> float:
    """Return the strikes per 100 km that the incidents on a leg let expect.

    It is the mean of a gamma prior after the incidents of the last ``threat_months`` before the
    start, over the hundreds of km that convoys travelled in them.
    """
    doctrine = mission.doctrine
    incidents = [incident for incident in mission.incidents if incident.where == leg.leg]
    # Nothing is said of this leg, neither that it was used nor that it was struck. The prior alone
    # would put every leg of such a mission under threat, and ask for escorts on it.
    if not incidents and leg.traverses_per_month is None:
        return 0.0
    recent = sum(_is_recent(mission, incident) for incident in incidents)
    # Incidents without a count of passages leave the prior's exposure alone: the estimate is then
    # too high rather than too low.
    passages = doctrine.threat_months * (leg.traverses_per_month or 0.0)
    travelled = passages * leg.km / 100
    return (doctrine.threat_prior_strikes + recent) / (doctrine.threat_prior_100km + travelled)


def _is_recent(mission: Mission, incident: Incident) -> bool:
    """Say whether an incident is young enough to count, and known when planning starts."""
    memory = mission.doctrine.threat_months * MONTH_HOURS
    return -memory <= mission.hours(incident.date) < 0
