"""What a convoy must bring on a leg, by how much threat there is on it."""

import attrs

from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.requirements import Requirement

HOURS_A_MONTH = 730.5


@attrs.frozen
class Threat:
    """The least and the greatest strikes per 100 km on a leg over the mission's time."""

    least: float
    greatest: float


def threat(mission: Mission, leg: Leg) -> Threat:
    """Return what the threat on a leg is at every time, and at some time."""
    rows = [t for t in mission.threats if t.leg == leg.leg]
    figures = [t.strikes_per_100km for t in rows]
    if leg.strikes_per_100km is not None:
        usual = surely = leg.strikes_per_100km
    else:
        # Where the window of months falls is a matter of reading, and a proof may not turn on one:
        # a leg with an estimate is never surely under threat.
        usual, surely = _estimated(mission, leg), 0.0
    greatest = max([*figures, usual])
    if any(mission.hours(t.valid_from) <= 0 and t.valid_to > mission.end for t in rows):
        # The leg's usual figure only counts when no row does, and here one always does.
        return Threat(min(figures), greatest)
    return Threat(min([*figures, surely]), greatest)


def _estimated(mission: Mission, leg: Leg) -> float:
    """Return the strikes per 100 km that incidents and traffic of the last months speak for."""
    doctrine = mission.doctrine
    # A day more than the months, so that an incident on the edge counts for whoever rounds.
    since = -doctrine.threat_months * HOURS_A_MONTH - 24
    seen = sum(
        i.where == leg.leg and since <= mission.hours(i.date) <= 0 for i in mission.incidents
    )
    traverses = leg.traverses_per_month or 0.0
    # Of a leg that nobody has travelled and nothing has happened on, nothing is known.
    if not seen and not traverses:
        return 0.0
    driven = doctrine.threat_prior_100km + doctrine.threat_months * traverses * leg.km / 100
    return (doctrine.threat_prior_strikes + seen) / driven


def needed_always(mission: Mission, leg: Leg) -> list[Requirement]:
    """Return what every convoy on a leg must bring, whenever it goes: what a proof may ask for."""
    return _needs(mission, leg, threat(mission, leg).least)


def needed_sometimes(mission: Mission, leg: Leg) -> list[Requirement]:
    """Return what a convoy on a leg must bring at the worst of times: what practice allows for."""
    return _needs(mission, leg, threat(mission, leg).greatest)


def _needs(mission: Mission, leg: Leg, strikes: float) -> list[Requirement]:
    places = {"*", leg.mode, leg.leg}
    if leg.mode == "air":
        # A requirement "everywhere" is on convoys; a flight is asked for only what names it.
        places = {"air", leg.leg}
    return [
        r
        for r in mission.requirements
        if r.activity == "convoy" and r.threat_from <= strikes and r.where in places
    ]
