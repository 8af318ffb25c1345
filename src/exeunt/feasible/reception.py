"""How many people sites receive by the day: proofs that not everybody can be received in time."""

import math
from collections.abc import Iterable, Mapping

from exeunt.feasible.proofs import (
    SHORT,
    Proof,
    first_when,
    gravest_cuts,
    not_before,
    places,
)
from exeunt.feasible.reach import Reach
from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.reason import Reason
from exeunt.network.homes import people_homes

Homes = Mapping[str, frozenset[str]]
"""Where the people of each party are out."""


def reception_proofs(reach: Reach, parties: Iterable[Party]) -> list[Proof]:
    """Return the proofs that some sites receive fewer people by the deadline than must come there.

    Such are people who are out nowhere else. Other ways to be stopped are not asked for.
    """
    mission = reach.mission
    limited = {s.site for s in mission.sites if s.receive_people_per_day is not None}
    homes = {p.party: people_homes(mission, p) for p in parties}
    bound = [p for p in parties if homes[p.party] and homes[p.party] <= limited]
    # Each set of places where somebody is out, and all of these places together.
    sets = {homes[p.party] for p in bound}
    sets.add(frozenset().union(*sets))
    proofs = []
    for sites in sorted((one for one in sets if one), key=sorted):
        theirs = [p for p in bound if homes[p.party] <= sites]
        proofs += _proof(reach, sites, theirs, homes)
    return gravest_cuts(proofs)


def _proof(reach: Reach, sites: frozenset[str], parties: list[Party], homes: Homes) -> list[Proof]:
    """Return the proof, if it is one, that some sites receive too few of some parties in time."""
    mission = reach.mission
    need = sum(p.count for p in parties)
    first = {site: _first(reach, site, parties, homes) for site in sites}

    def most(at: float) -> float:
        return sum(_received(mission, site, first[site], at) for site in sites)

    limit = mission.hours(mission.deadline)
    in_time = most(limit)
    if in_time >= need - SHORT:
        return []
    when = first_when(limit, lambda at: most(at) >= need - SHORT)
    reason = Reason.of(
        "feasible.reception",
        n=need,
        places=places(set(sites)),
        most=int(in_time),
        when=not_before(mission, when),
    )
    return [Proof(reason, need - in_time)]


def _first(reach: Reach, site: str, parties: list[Party], homes: Homes) -> float:
    """Return the first hour at which somebody of some parties can be out at a site."""
    arrivals = (
        reach.party_arrivals(party).get(site, math.inf)
        for party in parties
        if site in homes[party.party]
    )
    return min(arrivals, default=math.inf)


def _received(mission: Mission, site: str, first: float, until: float) -> float:
    """Return how many people a site receives from one hour to another, by whole calendar days."""
    if first > until:
        return 0.0
    days = (mission.time(until).date() - mission.time(first).date()).days + 1
    return float(days * (mission.site[site].receive_people_per_day or 0))
