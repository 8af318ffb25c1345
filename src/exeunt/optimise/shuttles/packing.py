"""Which vehicle makes which trips, so that the last of them is in as soon as can be.

A packing of trips into vehicles: a greedy first one, then simulated annealing on the seconds by
which vehicles miss a limit, which is lowered below the best packing as soon as one keeps it.
"""

import math
import random
from collections.abc import Callable

import attrs

from exeunt.optimise.shuttles.errands import NEVER, Errands

Trip = tuple[int, int]
"""A group and the place it is taken to."""
Route = tuple[Trip, ...]
"""The trips of a vehicle, in order."""


@attrs.frozen
class Packing:
    """The routes of all vehicles, and the second at which the last of them has unloaded."""

    routes: tuple[Route, ...]
    last: int


class Tally:
    """Seats and room that routes take: who finds none, counted anew with each change."""

    def __init__(self, errands: Errands) -> None:
        """Begin with no trips."""
        self.rooms = [math.inf if p.room < 0 else p.room for p in errands.places]
        self.spare = [-group.people for group in errands.groups]
        self.taken = [0] * len(errands.places)
        self.carried: dict[Trip, int] = {}

    def add(self, route: Route, seats: int) -> None:
        """Add the trips of a vehicle with so many seats; of fewer than none, take them away."""
        for trip in route:
            self.spare[trip[0]] += seats
            self.taken[trip[1]] += seats
            self.carried[trip] = self.carried.get(trip, 0) + seats

    def missing(self) -> int:
        """Return how many people find no seat, or no room where they are taken."""
        missing = sum(-n for n in self.spare if n < 0)
        over = [taken - room for taken, room in zip(self.taken, self.rooms, strict=True)]
        if max(over) <= 0:
            return missing
        # Not every vehicle need be full where a group has more seats than people.
        spare = list(self.spare)
        for (group, place), n in self.carried.items():
            if over[place] > 0 and spare[group] > 0:
                empty = int(min(over[place], spare[group], n))
                spare[group] -= empty
                over[place] -= empty
        return missing + int(sum(n for n in over if n > 0))


class Packer:
    """Packs trips into vehicles."""

    def __init__(self, errands: Errands, seed: int) -> None:
        """Begin with nobody fetched; all choices come from the seed."""
        self.errands, self.random = errands, random.Random(seed)
        self.seats = [errands.seats[vehicle.kind] for vehicle in errands.vehicles]
        self.people = [group.people for group in errands.groups]
        self.routes: list[Route] = [() for _ in errands.vehicles]
        self.tally = Tally(errands)
        self.ends = [0] * len(self.routes)
        self.moves = 0
        self._miss = 2 * self._longest_trip()
        """Seconds that a person who finds no place counts for."""

    def _longest_trip(self) -> int:
        """Return the seconds of the longest trip that can be made."""
        known = self.errands
        trips = [
            reach + ride
            for rides, reaches in zip(known.ride, known.reach, strict=True)
            for from_stop in reaches
            for reach, row in zip(from_stop, rides, strict=True)
            for ride in row
            if reach + ride < NEVER
        ]
        return max(trips, default=1)

    # ---- what a packing comes to ----

    def end(self, vehicle: int, route: Route) -> int:
        """Return the second at which a vehicle that makes these trips has unloaded the last."""
        known = self.errands
        one = known.vehicles[vehicle]
        reach, ride = known.reach[one.kind], known.ride[one.kind]
        t, stop = one.since, one.start
        for group, place in route:
            t = max(t + reach[stop][group], known.groups[group].since)
            t += ride[group][place]
            stop = place
        return t if route else 0

    # ---- a first packing ----

    def fill(self) -> bool:
        """Give each trip to the vehicle that is soonest done with it; False where one has none.

        Those whose trips take longest are fetched first.
        """
        known, rooms = self.errands, list(self.tally.rooms)
        order = sorted(range(len(self.people)), key=lambda g: -self._least(g))
        at = [(vehicle.since, vehicle.start) for vehicle in known.vehicles]
        able = [v for v, n in enumerate(self.seats) if n > 0]
        for group in order:
            since, drops, left = (
                known.groups[group].since,
                known.groups[group].drops,
                self.people[group],
            )
            while left > 0:
                options = []
                for v in able:
                    kind, (t, stop) = known.vehicles[v].kind, at[v]
                    leaves = max(t + known.reach[kind][stop][group], since)
                    least, ride = min(left, self.seats[v]), known.ride[kind][group]
                    options += [(rooms[p] < least, leaves + ride[p], v, p) for p in drops]
                _, end, vehicle, place = min(options, default=(True, NEVER, 0, 0))
                if end >= NEVER:
                    return False
                at[vehicle] = (end, place)
                self.routes[vehicle] = (*self.routes[vehicle], (group, place))
                rooms[place] -= min(left, self.seats[vehicle])
                left -= self.seats[vehicle]
        for v, route in enumerate(self.routes):
            self.ends[v] = self.end(v, route)
            self.tally.add(route, self.seats[v])
        return True

    def _least(self, group: int) -> int:
        """Return the seconds of a group's shortest ride."""
        drops = self.errands.groups[group].drops
        return min((ride[group][p] for ride in self.errands.ride for p in drops), default=NEVER)

    # ---- a better one ----

    def pack(self, moves: int, stop: Callable[[], bool]) -> Packing | None:
        """Return the best packing found in so many moves; None where nobody can be fetched.

        ``stop`` is asked now and then whether to end sooner. Who has packed goes on from there.
        """
        if not any(self.routes) and not self.fill():
            return None
        best, goal, share = self._packed(), self.goal(), FIRST_SHARE
        while self.moves < moves and not stop():
            limit = max(self.ends)
            if best is not None:
                if best.last <= goal:
                    break
                # From the best towards the goal: far at first, and nearer each time it is missed.
                limit = best.last - max(1, int((best.last - goal) * share))
            self._anneal(limit)
            found = self._packed()
            if found is not None and (best is None or found.last < best.last):
                best = found
            else:
                share /= 2
        return best

    def _packed(self) -> Packing | None:
        """Return the routes as they are, where nobody is missing."""
        if self.tally.missing():
            return None
        return Packing(tuple(self.routes), max(self.ends))

    def goal(self) -> int:
        """Return a second before which no packing can be done: the longest trip, or the mean."""
        known, work, longest = self.errands, 0.0, 0
        most = max(self.seats)
        for group, people in enumerate(self.people):
            drops = known.groups[group].drops
            least = min(
                reach[stop][group] + ride[group][place]
                for reach, ride in zip(known.reach, known.ride, strict=True)
                for stop in range(len(reach))
                for place in drops
            )
            first = min(self.end(v, ((group, p),)) for v in range(len(self.seats)) for p in drops)
            longest = max(longest, first)
            work += math.ceil(people / most) * least
        return max(longest, math.ceil(work / len(self.seats)))

    def _anneal(self, limit: int) -> None:
        """Walk so many moves from the routes as they are, hot to cold.

        It ends as soon as everybody is in by the limit.
        """
        late = [max(0, end - limit) for end in self.ends]
        lack = self.tally.missing()
        cost = sum(late) + lack * self._miss
        heat = max(1.0, HEAT * limit)
        cooling = (1.0 / heat) ** (1.0 / MOVES_A_ROUND)
        for _ in range(MOVES_A_ROUND):
            if cost == 0:
                break
            self.moves += 1
            heat *= cooling
            changed = self._neighbour(late)
            if changed is None:
                continue
            kept = {v: self.routes[v] for v in changed}
            ends = {v: self.end(v, route) for v, route in changed.items()}
            self._exchange(kept, changed)
            lacking = self.tally.missing()
            gain = sum(late[v] - max(0, ends[v] - limit) for v in changed)
            gain += (lack - lacking) * self._miss
            if gain >= 0 or self.random.random() < math.exp(gain / heat):
                cost -= gain
                lack = lacking
                for v, end in ends.items():
                    self.ends[v] = end
                    late[v] = max(0, end - limit)
            else:
                self._exchange(changed, kept)

    def _exchange(self, old: dict[int, Route], new: dict[int, Route]) -> None:
        """Let vehicles make other trips."""
        for v, route in new.items():
            self.routes[v] = route
            self.tally.add(old[v], -self.seats[v])
            self.tally.add(route, self.seats[v])

    # ---- moves ----

    def _neighbour(self, late: list[int]) -> dict[int, Route] | None:
        """Return vehicles with other routes; those who are late are looked at more often."""
        draw, routes = self.random, self.routes
        first = draw.randrange(len(routes))
        if draw.random() < LATE_FIRST and any(late):
            first = draw.choice([v for v, n in enumerate(late) if n])
        other = draw.randrange(len(routes))
        move = draw.random()
        if move < 0.15:
            return self._redirect(first)
        if move < 0.3:
            return self._exchange_drops(first, other)
        if move < 0.55:
            return self._relocate(first, other)
        if move < 0.8:
            return self._swap(first, other)
        if move < 0.95:
            return self._exchange_tails(first, other)
        return self._add_or_drop(first)

    def _redirect(self, vehicle: int) -> dict[int, Route] | None:
        """Take the people of a trip to another place."""
        route = self.routes[vehicle]
        if not route:
            return None
        n = self.random.randrange(len(route))
        group = route[n][0]
        place = self.random.choice(self.errands.groups[group].drops)
        return {vehicle: (*route[:n], (group, place), *route[n + 1 :])}

    def _exchange_drops(self, first: int, other: int) -> dict[int, Route] | None:
        """Exchange the places to which two trips go, so that these are as full as before."""
        a, b = self.routes[first], self.routes[other]
        if not a or not b:
            return None
        n, m = self.random.randrange(len(a)), self.random.randrange(len(b))
        (g, p), (h, q) = a[n], b[m]
        groups = self.errands.groups
        if p == q or q not in groups[g].drops or p not in groups[h].drops:
            return None
        if first == other:
            route = list(a)
            route[n], route[m] = (g, q), (h, p)
            return {first: tuple(route)}
        return {
            first: (*a[:n], (g, q), *a[n + 1 :]),
            other: (*b[:m], (h, p), *b[m + 1 :]),
        }

    def _relocate(self, first: int, other: int) -> dict[int, Route] | None:
        """Let another vehicle make a trip, or the same at another time."""
        a = self.routes[first]
        if not a:
            return None
        n = self.random.randrange(len(a))
        rest = (*a[:n], *a[n + 1 :])
        b = rest if first == other else self.routes[other]
        m = self.random.randrange(len(b) + 1)
        put = (*b[:m], a[n], *b[m:])
        return {first: put} if first == other else {first: rest, other: put}

    def _swap(self, first: int, other: int) -> dict[int, Route] | None:
        """Exchange two trips."""
        a, b = self.routes[first], self.routes[other]
        if not a or not b:
            return None
        n, m = self.random.randrange(len(a)), self.random.randrange(len(b))
        if first == other:
            route = list(a)
            route[n], route[m] = a[m], a[n]
            return {first: tuple(route)}
        return {
            first: (*a[:n], b[m], *a[n + 1 :]),
            other: (*b[:m], a[n], *b[m + 1 :]),
        }

    def _exchange_tails(self, first: int, other: int) -> dict[int, Route] | None:
        """Exchange what two vehicles do from some time on, where they are at the same stop."""
        if first == other:
            return None
        a, b = self.routes[first], self.routes[other]
        n = self.random.randrange(len(a) + 1)
        here = self._stop(first, n)
        cuts = [m for m in range(len(b) + 1) if self._stop(other, m) == here]
        if not cuts:
            return None
        m = self.random.choice(cuts)
        return {first: (*a[:n], *b[m:]), other: (*b[:m], *a[n:])}

    def _stop(self, vehicle: int, trips: int) -> int:
        """Return the stop of a vehicle after so many of its trips."""
        if trips == 0:
            return self.errands.vehicles[vehicle].start
        return self.routes[vehicle][trips - 1][1]

    def _add_or_drop(self, vehicle: int) -> dict[int, Route] | None:
        """Make a trip more, or one less: vehicles differ in seats."""
        if len(set(self.seats)) == 1:
            return None
        route = self.routes[vehicle]
        n = self.random.randrange(len(route) + 1)
        if n < len(route) and self.random.random() < 0.5:
            return {vehicle: (*route[:n], *route[n + 1 :])}
        group = self.random.randrange(len(self.people))
        place = self.random.choice(self.errands.groups[group].drops)
        return {vehicle: (*route[:n], (group, place), *route[n:])}


FIRST_SHARE = 0.1
"""The share of the seconds between a packing and the goal that is tried to be gained at first."""
MOVES_A_ROUND = 2_000
"""Moves between hot and cold."""
HEAT = 0.02
"""How many seconds a move may lose at first, as a share of the limit."""
LATE_FIRST = 0.5
"""How often a vehicle that is late is looked at rather than any."""
