"""The threat on a leg: expected strikes on one serial per 100 km."""

from datetime import timedelta

import attrs

from exeunt.model.legs import Leg
from exeunt.model.mission import Mission

MONTH_DAYS = 30.4375
"""Days in a month of a rate: a twelfth of 365.25."""


@attrs.frozen
class _Span:
    """Strikes per 100 km in a span of hours, which holds its first moment and not its last."""

    since: float
    until: float
    strikes: float


class Threats:
    """The threat of every leg, looked up by moment."""

    def __init__(self, mission: Mission) -> None:
        """Sort the mission's threat rows and incidents by leg."""
        self._spans: dict[str, list[_Span]] = {}
        for threat in mission.threats:
            span = _Span(
                mission.hours(threat.valid_from),
                mission.hours(threat.valid_to),
                threat.strikes_per_100km,
            )
            self._spans.setdefault(threat.leg, []).append(span)
        self._usual = {leg.leg: usual(mission, leg) for leg in mission.legs}

    def at(self, leg: str, t: float) -> float:
        """Return strikes per 100 km on ``leg`` at ``t`` hours.

        It is the last row valid then, else the leg's usual figure.
        """
        # The last, so that a user adds what was learnt since and leaves the older rows as they are.
        for span in reversed(self._spans.get(leg, [])):
            if span.since <= t < span.until:
                return span.strikes
        return self._usual[leg]


def usual(mission: Mission, leg: Leg) -> float:
    """Return a leg's figure where no threat row is valid.

    It is as stated, else estimated from its incidents, else 0. The estimate is a gamma prior's mean
    after the incidents of the last ``threat_months`` before the start, over the hundreds of km
    travelled in them.
    """
    if leg.strikes_per_100km is not None:
        return leg.strikes_per_100km
    incidents = [incident for incident in mission.incidents if incident.where == leg.leg]
    # Neither incidents nor traffic: there is nothing to estimate from. With traffic stated, no
    # incident is news too, and the prior keeps it from meaning safe.
    if not incidents and leg.traverses_per_month is None:
        return 0.0
    doctrine = mission.doctrine
    since = mission.start - timedelta(days=MONTH_DAYS * doctrine.threat_months)
    strikes = sum(since <= incident.date < mission.start for incident in incidents)
    travelled = doctrine.threat_months * (leg.traverses_per_month or 0.0) * leg.km / 100
    # Strikes as a Poisson count with a gamma prior on their rate: the mean of the posterior.
    return (doctrine.threat_prior_strikes + strikes) / (doctrine.threat_prior_100km + travelled)
