"""The threat on a leg: expected strikes on one serial per 100 km."""

from datetime import timedelta

from exeunt.model.hazards import Threat
from exeunt.model.mission import Mission
from exeunt.model.places import Leg

MONTH_DAYS = 30.4375
"""Days in a month of a rate: a twelfth of 365.25."""


class Threats:
    """The threat of every leg, looked up by moment."""

    def __init__(self, mission: Mission) -> None:
        """Sort the mission's threat rows and incidents by leg."""
        self._rows: dict[str, list[tuple[float, float, Threat]]] = {}
        for row in mission.threats:
            self._rows.setdefault(row.leg, []).append(
                (mission.hours(row.valid_from), mission.hours(row.valid_to), row)
            )
        self._usual = {leg.leg: usual(mission, leg) for leg in mission.legs}

    def at(self, leg: str, t: float) -> float:
        """Return strikes per 100 km on ``leg`` at ``t`` hours.

        It is the last row valid then, else the leg's usual figure.
        """
        for since, until, row in reversed(self._rows.get(leg, [])):
            if since <= t < until:
                return row.strikes_per_100km
        return self._usual[leg]


def usual(mission: Mission, leg: Leg) -> float:
    """Return a leg's figure where no threat row is valid.

    It is as stated, else estimated from its incidents, else 0. The estimate is a gamma prior's mean
    after the incidents of the last ``threat_months`` before the start, over the hundreds of km
    travelled in them.
    """
    if leg.strikes_per_100km is not None:
        return leg.strikes_per_100km
    known = [i for i in mission.incidents if i.where == leg.leg]
    if not known and leg.traverses_per_month is None:
        return 0.0
    doctrine = mission.doctrine
    since = mission.start - timedelta(days=MONTH_DAYS * doctrine.threat_months)
    strikes = sum(since <= i.date < mission.start for i in known)
    travelled = doctrine.threat_months * (leg.traverses_per_month or 0.0) * leg.km / 100
    return (doctrine.threat_prior_strikes + strikes) / (doctrine.threat_prior_100km + travelled)
