"""The verdict on everybody being out by the deadline: impossible only where proven.

Four kinds of proof: somebody cannot reach any home of theirs in time at all; a holding floor keeps
people at a site that cannot close in time; sites receive too few in their days; a cut of the
network lets too little through.
"""

import math
from collections.abc import Iterable

from exeunt.clock.spans import NEVER, Spans
from exeunt.feasible.arcs import Arc
from exeunt.feasible.carriers import Windows
from exeunt.feasible.case import steps_done
from exeunt.feasible.cuts import crossing
from exeunt.feasible.outbound import travellers
from exeunt.feasible.proofs import (
    SHORT,
    Proof,
    before,
    by_gravity,
    first_when,
    gravest_cuts,
    latest_departure,
    not_before,
    places,
)
from exeunt.feasible.reach import LAND, SLACK_HOURS, Reach
from exeunt.feasible.reception import reception_proofs
from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.reason import Name, Reason
from exeunt.network.errands import people_errand
from exeunt.network.homes import people_homes


def people_proofs(reach: Reach, cuts: Iterable[frozenset[str]]) -> list[Proof]:
    """Return the proofs that not everybody can be out by the deadline, the gravest first."""
    mission = reach.mission
    limit = mission.hours(mission.deadline)
    proofs, in_time = [], []
    for party in travellers(mission):
        first = _first_home(reach, party)
        if first > limit + SLACK_HOURS:
            proofs.append(_too_far(mission, party, first))
        else:
            in_time.append(party)
    proofs += _held(mission, limit)
    proofs += reception_proofs(reach, in_time)
    # Who is too far anyway proves nothing more by a cut.
    proofs += _cuts(reach, in_time, cuts, "feasible.way.all")
    # Who may not go by road may be stopped by a cut that roads lead across.
    landless = [party for party in in_time if not party.by_road]
    proofs += _cuts(reach, landless, cuts, "feasible.way.air_sea")
    return by_gravity(proofs)


def _first_home(reach: Reach, party: Party) -> float:
    arrivals = reach.party_arrivals(party)
    homes = people_homes(reach.mission, party)
    return min((arrivals.get(home, math.inf) for home in homes), default=math.inf)


def _too_far(mission: Mission, party: Party, first: float) -> Proof:
    reason = Reason.of(
        "feasible.party_late",
        n=party.count,
        party=party.name or party.party,
        when=before(mission, first, people_errand(mission, party)),
    )
    return Proof(reason, party.count)


def _held(mission: Mission, limit: float) -> list[Proof]:
    """Return the sites that cannot close in time and keep people who are not at home there."""
    proofs = []
    for site in mission.sites:
        floor = site.holding_people - _armed_at_home(mission, site)
        if site.holding_people <= 0 or site.role in {"exit", "junction"} or floor <= 0:
            continue
        name = Name("site", site.site)
        # The last-lift span is taken off in the user's favour.
        freed = steps_done(mission, site) - mission.doctrine.last_lift_hours
        if site.stays_open:
            proofs.append(Proof(Reason.of("feasible.floor_open", n=floor, site=name), floor))
        elif freed > limit + SLACK_HOURS:
            at = mission.time(freed)
            reason = Reason.of("feasible.floor_until", n=floor, site=name, at=at)
            proofs.append(Proof(reason, floor))
    return proofs


def _armed_at_home(mission: Mission, site: Site) -> int:
    """Return the armed people who hold a site by staying, wherever they are now."""
    return sum(p.count for p in mission.parties if p.armed and mission.is_home(p, site.site))


def _cuts(
    reach: Reach, parties: list[Party], cuts: Iterable[frozenset[str]], way: str
) -> list[Proof]:
    homes = {party.party: people_homes(reach.mission, party) for party in parties}
    proofs = []
    for inside in cuts:
        behind = [p for p in parties if p.site in inside and not homes[p.party] & inside]
        if behind:
            theirs = frozenset().union(*(homes[p.party] for p in behind))
            proofs += _cut(reach, inside, behind, theirs, way)
    return gravest_cuts(proofs)


def _cut(
    reach: Reach, inside: frozenset[str], behind: list[Party], homes: frozenset[str], way: str
) -> list[Proof]:
    """Return the proof, if it is one, that fewer can leave a set of sites than must."""
    mission = reach.mission
    windows = _people_windows(reach, land=any(p.by_road for p in behind))
    need = sum(p.count for p in behind)

    def most(at: float) -> float:
        return crossing(reach, inside, windows, latest_departure(reach, homes, at)).people

    limit = mission.hours(mission.deadline)
    in_time = most(limit)
    if in_time >= need - SHORT:
        return []
    when = first_when(limit, lambda at: most(at) >= need - SHORT)
    reason = Reason.of(
        "feasible.people_cut",
        n=need,
        places=places({p.site for p in behind}),
        most=int(in_time),
        way=Reason.of(way),
        when=not_before(mission, when),
    )
    return [Proof(reason, need - in_time)]


def _people_windows(reach: Reach, *, land: bool) -> Windows:
    """Return what is open to people of anybody; on land only where some of them may use it."""

    def windows(arc: Arc) -> Spans:
        if arc.mode in LAND and not land:
            return NEVER
        return reach.openings.anybodys_people(arc)

    return windows
