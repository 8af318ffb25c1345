"""Serials that the plan does not have: the same way as one that it has, at another time."""

import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise
from string import ascii_lowercase

import attrs

from exeunt.clock.spans import hold, holds
from exeunt.clock.steps import EPS
from exeunt.model.choices import Mode
from exeunt.model.mission import Mission
from exeunt.network.network import Network
from exeunt.network.speeds import Mover
from exeunt.optimise.polish.trips import Book, Trip

BY_DAY = (24, 48, 72, 120, 168, 240, 336, 504)
"""Hours by which a serial of a mission of days is moved …"""
BY_HOUR = (1, 2, 3, 4, 6, 8, 12, 24)
"""… and in one whose periods are shorter than a day."""


class Clones:
    """Makes serials at other times, where roads are open then and other serials leave room."""

    def __init__(self, mission: Mission, network: Network, since: float = 0.0) -> None:
        """Keep the mission; no new serial leaves before an hour, nor before there was notice."""
        self.mission, self.network = mission, network
        self.earliest = max(since, mission.doctrine.notice_hours)
        self._shifts = BY_DAY if mission.period_hours == 24 else BY_HOUR

    def of(
        self, book: Book, picked: Iterable[str], chance: random.Random, number: int
    ) -> list[Trip]:
        """Return up to so many clones of some trips of a book that fit beside all the others."""
        trips = [book.trips[name] for name in picked]
        trips = [trip for trip in trips if trip.mode != Mode.AIR and not trip.bound]
        free = {trip.name for trip in trips}
        taken = set(book.trips)
        clones: list[Trip] = []
        for _ in range(3 * number if trips else 0):
            if len(clones) == number:
                break
            trip = chance.choice(trips)
            by = chance.choice((-1, 1)) * chance.choice(self._shifts)
            name = _named(trip.row, taken)
            clone = self._moved(trip, by, name) if name else None
            others = (one for other, one in book.trips.items() if other in book.loads)
            if clone is None or self.turns_late(clone, book.closes):
                continue
            if any(self.too_close(clone, one) for one in others if one.name not in free):
                continue
            taken.add(clone.name)
            clones.append(clone)
        return clones

    def _moved(self, trip: Trip, by: float, name: str) -> Trip | None:
        """Return a trip so many hours later under another name; None where it may not go then."""
        span = timedelta(hours=by)
        departs = tuple(t + by for t in trip.departs)
        arrives = tuple(t + by for t in trip.arrives)
        if (
            departs[0] < self.earliest - EPS
            or arrives[-1] > self.mission.hours(self.mission.end) + EPS
        ):
            return None
        for n, (step, depart, arrive) in enumerate(zip(trip.steps, departs, arrives, strict=True)):
            hours = self.network.daytime.on(step.leg)
            if not (holds(hours, depart) and holds(hours, arrive - EPS)):
                return None
            # Leave for nothing at all is the least that is asked; what it carries is asked later.
            if not hold(self.network.leave(step, "none", ""), depart, arrive):
                return None
            if self.network.speeds.stage_hours(step.leg, NOBODY, depart) > trip.hours[n] + EPS:
                return None
        stages = tuple(
            attrs.evolve(stage, serial=name, depart=stage.depart + span, arrive=stage.arrive + span)
            for stage in trip.stages
        )
        return attrs.evolve(
            trip, name=name, row=name, stages=stages, departs=departs, arrives=arrives
        )

    def too_close(self, one: Trip, other: Trip) -> bool:
        """Say whether two trips enter a road in one direction closer in time than they may."""
        gap = self.mission.doctrine.spacing_hours
        if one.mode != Mode.ROAD or other.mode != Mode.ROAD or gap <= 0:
            return False
        enters: dict[tuple[str, str], list[float]] = {}
        for step, t in zip(one.steps, one.departs, strict=True):
            enters.setdefault((step.leg.leg, step.origin), []).append(t)
        return any(
            abs(t - mine) < gap - EPS
            for step, t in zip(other.steps, other.departs, strict=True)
            for mine in enters.get((step.leg.leg, step.origin), ())
        )

    def conflicts(self, trips: Iterable[Trip]) -> Iterator[tuple[str, str]]:
        """Yield the names of trips of which only one can go."""
        listed = sorted(trips, key=lambda trip: trip.name)
        for place, one in enumerate(listed):
            for other in listed[place + 1 :]:
                if self.too_close(one, other):
                    yield one.name, other.name

    def turns_late(self, trip: Trip, closes: dict[str, float]) -> bool:
        """Say whether a trip turns round at a site that has closed."""
        return any(
            trip.steps[n + 1].destination == trip.steps[n].origin
            and trip.departs[n + 1] > closes.get(trip.steps[n].destination, trip.departs[n + 1])
            for n, _ in enumerate(pairwise(trip.steps))
        )


NOBODY: tuple[Mover, ...] = ()


def _named(row: str, taken: set[str]) -> str:
    """Return a free name beside another; blank where all letters are taken."""
    names = (f"{row}{letter}" for letter in ascii_lowercase[1:])
    return next((name for name in names if name not in taken), "")
