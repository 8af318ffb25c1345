"""Which trips are freed together: a strategy each, and a choice among them by what they gained."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import attrs

from exeunt.optimise.polish.trips import Book, Trip


class Turns:
    """Draws the trips around which others are picked: with much at stake, and freed seldom.

    ``at_stake`` is what each trip may save, by name; it may be set anew as the plan changes.
    """

    def __init__(self, chance: random.Random, at_stake: Mapping[str, float]) -> None:
        """Begin with none freed."""
        self.chance, self.at_stake = chance, at_stake
        self._freed: dict[str, int] = defaultdict(int)

    def one(self, trips: list[Trip]) -> Trip:
        """Return one of some trips."""
        stakes = [self.at_stake.get(trip.name, 0.0) for trip in trips]
        # Everything has its turn: what looks cheap may be in the way of what is dear.
        least = 0.1 * sum(stakes) / len(stakes) + 1e-9
        weights = [
            max(stake, least) / (1 + self._freed[trip.name]) ** 2
            for stake, trip in zip(stakes, trips, strict=True)
        ]
        return self.chance.choices(trips, weights)[0]

    def note(self, picked: list[str]) -> None:
        """Note that these trips are freed."""
        for name in picked:
            self._freed[name] += 1


Pick = Callable[[Book, Turns, int], list[str]]
"""Picks so many trips of a book, by name; fewer where there are no more."""


def _running(book: Book) -> list[Trip]:
    return [book.trips[name] for name in book.loads if not book.trips[name].bound]


def _nearest(trips: list[Trip], middle: Trip, number: int) -> list[str]:
    """Return the trips that leave next to one of them."""
    t = middle.departs[0]
    nearest = sorted(trips, key=lambda trip: (abs(trip.departs[0] - t), trip.name))
    return [trip.name for trip in nearest[:number]]


def flights(book: Book, turns: Turns, number: int) -> list[str]:
    """Pick flights that are near in time: their people and kit may find places on the road."""
    trips = [trip for trip in _running(book) if trip.flies]
    return _nearest(trips, turns.one(trips), number) if trips else []


def hub(book: Book, turns: Turns, number: int) -> list[str]:
    """Pick trips from one site that are near in time: they share trucks, escorts and drivers."""
    trips = _running(book)
    if not trips:
        return []
    middle = turns.one(trips)
    return _nearest([trip for trip in trips if trip.sites[0] == middle.sites[0]], middle, number)


def site(book: Book, turns: Turns, number: int) -> list[str]:
    """Pick trips near in time that load or unload at one site: they share its kit and people."""
    trips = _running(book)
    if not trips:
        return []
    middle = turns.one(trips)
    place = middle.sites[turns.chance.choice(sorted(middle.handled))]
    touching = [trip for trip in trips if place in {trip.sites[n] for n in trip.handled}]
    return _nearest(touching, middle, number)


def twins(book: Book, turns: Turns, number: int) -> list[str]:
    """Pick trips near in time that load or unload at the same sites: one may do for two."""
    trips = [trip for trip in _running(book) if not trip.flies]
    if not trips:
        return []
    middle = turns.one(trips)
    calls = _calls(middle)
    alike = [trip for trip in trips if trip.mode == middle.mode and len(calls & _calls(trip)) > 1]
    return _nearest(alike, middle, number)


def _calls(trip: Trip) -> set[str]:
    """Return the sites at which a trip may load or unload."""
    return {trip.sites[place] for place in trip.handled}


def anywhere(book: Book, turns: Turns, number: int) -> list[str]:
    """Pick trips near in time, wherever they go."""
    trips = _running(book)
    return _nearest(trips, turns.one(trips), number) if trips else []


def random_trips(book: Book, turns: Turns, number: int) -> list[str]:
    """Pick any trips."""
    trips = sorted(trip.name for trip in _running(book))
    return turns.chance.sample(trips, min(number, len(trips)))


def onward(book: Book, turns: Turns, number: int) -> list[str]:
    """Pick a trip, those that leave where it ends soon after, and so on: what it brings goes on."""
    trips = sorted(_running(book), key=lambda trip: (trip.departs[0], trip.name))
    if not trips:
        return []
    first = turns.one(trips)
    picked = [first.name]
    reached = {first.sites[n]: first.arrives[n - 1] for n in first.handled if n}
    for trip in trips:
        if len(picked) >= number:
            break
        at = [n for n in trip.handled if n < trip.last and trip.sites[n] in reached]
        if trip.name in picked or not any(
            reached[trip.sites[n]] <= trip.departs[n] <= reached[trip.sites[n]] + 24 * 21
            for n in at
        ):
            continue
        # Not every one of many: a chain is to get far, not to stay at its first hub.
        if turns.chance.random() < 0.5:
            continue
        picked.append(trip.name)
        for n in trip.handled:
            if n:
                place, t = trip.sites[n], trip.arrives[n - 1]
                reached[place] = min(t, reached.get(place, t))
    return picked


PICKS: dict[str, Pick] = {
    "flights": flights,
    "hub": hub,
    "site": site,
    "twins": twins,
    "anywhere": anywhere,
    "random": random_trips,
    "onward": onward,
}

SIZES = {
    "flights": (4, 10),
    "hub": (4, 10),
    "site": (4, 10),
    "twins": (3, 6),
    "anywhere": (4, 10),
    "random": (6, 12),
    "onward": (8, 14),
}
"""How many trips each strategy frees, from and to, as it gained most for its work."""


@attrs.define
class _Tally:
    gained: float = 0.0
    work: float = 1.0
    tries: int = 0


class Chooser:
    """Chooses among strategies: mostly the one with the most gain for its work of late."""

    def __init__(self, chance: random.Random, names: Iterable[str] = PICKS) -> None:
        """Begin with all alike."""
        self.chance = chance
        self.tallies = {name: _Tally() for name in names}

    def next(self) -> str:
        """Return the strategy to try now."""
        fresh = [name for name, tally in self.tallies.items() if tally.tries < 2]
        if fresh:
            return fresh[0]
        rates = {name: tally.gained / tally.work for name, tally in self.tallies.items()}
        best = max(rates.values())
        # None is given up: what gains nothing now may do so once the others have changed the plan.
        weights = [0.15 * best + rate + 1e-12 for rate in rates.values()]
        return self.chance.choices(list(rates), weights)[0]

    def learn(self, name: str, gained: float, work: float) -> None:
        """Note what a strategy gained by how much work; older gains count for less."""
        tally = self.tallies[name]
        tally.gained = 0.9 * tally.gained + gained
        tally.work = 0.9 * tally.work + work
        tally.tries += 1
