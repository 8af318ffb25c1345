"""The least makespan of a bus evacuation, by an integer flow of buses through places and minutes.

Independent of the planner: shortest ways by Floyd and Warshall over the legs alone, a node for a place and a minute, an
arc for a trip to a pickup and on to a shelter, and the least minute by which the flow is possible, found by halving. For
missions of :func:`tests.support.missions.buses.evacuation`: one type of bus, hired; whole loads or not; places by day.
"""

import math
from collections import defaultdict

import highspy

from exeunt.model.mission import Mission

INF = math.inf


def minutes_between(mission: Mission) -> dict[tuple[str, str], float]:
    """Return the minutes of the shortest way between any two sites."""
    sites = [site.site for site in mission.sites]
    found = {(a, b): 0.0 if a == b else INF for a in sites for b in sites}
    for leg in mission.legs:
        for a, b in ((leg.origin, leg.destination), (leg.destination, leg.origin))[
            : 1 + leg.two_way
        ]:
            found[a, b] = min(found[a, b], round(leg.travel_hours * 60))
    for via in sites:
        for a in sites:
            for b in sites:
                found[a, b] = min(found[a, b], found[a, via] + found[via, b])
    return found


def least_minutes(mission: Mission, most: int) -> int:
    """Return the minute by which everybody can be in a shelter, at most ``most``, which is known to do."""
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        if is_possible(mission, middle):
            high = middle
        else:
            low = middle + 1
    return high


def is_possible(mission: Mission, minutes: int) -> bool:
    """Say whether everybody can be in a shelter by then."""
    between = minutes_between(mission)
    seats = mission.vehicles[0].seats
    pickups = {p.site: p.count for p in mission.parties}
    shelters = {s.site: s.receive_people_per_day for s in mission.sites if s.role == "exit"}
    flow, least = Flow(), defaultdict(list)
    sources = {fleet.site: fleet.count for fleet in mission.fleets}
    todo = sorted((0, site) for site in sources)
    seen = set(todo)
    while todo:
        t, here = todo.pop(0)
        for pickup, people in pickups.items():
            for shelter in shelters:
                arrives = t + between[here, pickup] + between[pickup, shelter]
                if arrives > minutes:
                    continue
                there = (int(arrives), shelter)
                most = min(sum(sources.values()), math.ceil(people / seats))
                arc = flow.arc((t, here), there, most)
                least[pickup].append((arc, shelter))
                if there not in seen:
                    seen.add(there)
                    todo.append(there)
    return flow.solves(sources, seen, least, pickups, shelters, seats)


class Flow:
    """Arcs between nodes of a place and a minute."""

    def __init__(self) -> None:
        self.tails, self.heads, self.most = [], [], []

    def arc(self, tail: tuple, head: tuple, most: int) -> int:
        self.tails.append(tail)
        self.heads.append(head)
        self.most.append(most)
        return len(self.most) - 1

    def solves(self, sources, nodes, trips, pickups, shelters, seats) -> bool:
        """Say whether an integer flow fetches everybody: people are carried by as many buses as it takes."""
        h = highspy.Highs()
        h.setOptionValue("output_flag", False)
        buses = [h.addIntegral(lb=0, ub=n) for n in self.most]
        out, into = defaultdict(list), defaultdict(list)
        for arc, (tail, head) in enumerate(zip(self.tails, self.heads, strict=True)):
            out[tail].append(buses[arc])
            into[head].append(buses[arc])
        for node in nodes:
            start = sources.get(node[1], 0) if node[0] == 0 else 0
            if out[node]:
                h.addConstr(h.qsum(out[node]) <= start + h.qsum(into[node]))
        for pickup, people in pickups.items():
            arcs = trips[pickup]
            if not arcs:
                return False
            moved = {s: h.addIntegral(lb=0, ub=people) for s in shelters}
            for shelter, n in moved.items():
                run = [buses[arc] for arc, where in arcs if where == shelter]
                h.addConstr(n <= seats * h.qsum(run) if run else n <= 0)
            h.addConstr(h.qsum(moved.values()) >= people)
            # A bound that the solver finds only late: so many buses come at least.
            h.addConstr(h.qsum([buses[arc] for arc, _ in arcs]) >= math.ceil(people / seats))
            trips[pickup] = moved
        for shelter, room in shelters.items():
            if room is not None:
                h.addConstr(h.qsum([trips[p][shelter] for p in pickups]) <= room)
        h.solve()
        return h.getModelStatus() == highspy.HighsModelStatus.kOptimal
