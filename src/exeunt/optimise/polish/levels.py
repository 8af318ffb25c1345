"""How much of everything is where in a plan: every change of every count, by who makes it."""

import math
from collections import defaultdict
from collections.abc import Container, Mapping

from exeunt.optimise.polish.effects import Count, Effects
from exeunt.optimise.polish.trips import Book, Cargo, Trip, Work

Owner = str | Work
"""Who makes changes: a trip by its name, or a disposal."""


LASTING = frozenset({"people", "kit", "fleet"})
"""Counts of what stands somewhere."""


class Levels:
    """The changes of every count that a plan makes; what makes them can be taken out."""

    def __init__(self, effects: Effects, book: Book) -> None:
        """Read a plan."""
        self.effects = effects
        self._changes: dict[Count, dict[Owner, list[tuple[float, float]]]] = defaultdict(dict)
        self._by_owner: dict[Owner, list[Count]] = {}
        self._items: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._in_order: dict[Count, list[tuple[float, float]]] = {}
        for party in effects.mission.parties:
            self._items["people", party.site].add(party.party)
        for fleet in effects.mission.fleets:
            self._items["fleet", fleet.site].add(fleet.fleet)
        for lot in effects.mission.lots:
            self._items["kit", lot.site].add(effects.keys.of[lot.lot])
        for name, trip in book.trips.items():
            self.put(trip, book.loads.get(name, {}))
        for work, n in book.works.items():
            self.work(work, n)

    def put(self, trip: Trip, loads: Mapping[Cargo, int]) -> None:
        """Set what a trip carries, in place of what it carried."""
        changes: dict[Count, list[tuple[float, float]]] = defaultdict(list)
        for cargo, n in loads.items():
            for count, t, by in self.effects.of_cargo(trip, cargo).changes:
                changes[count].append((t, by * n))
        self._set(trip.name, changes)

    def drop(self, trip: str) -> None:
        """Take out a trip that the plan no longer has."""
        self._set(trip, {})

    def work(self, work: Work, n: int) -> None:
        """Set how many units a disposal takes."""
        changes: dict[Count, list[tuple[float, float]]] = defaultdict(list)
        if n:
            for count, t, by in self.effects.of_work(work).changes:
                changes[count].append((t, by * n))
        self._set(work, changes)

    def _set(self, owner: Owner, changes: Mapping[Count, list[tuple[float, float]]]) -> None:
        for count in self._by_owner.pop(owner, ()):
            self._changes[count].pop(owner, None)
            self._in_order.pop(count, None)
        for count, made in changes.items():
            self._in_order.pop(count, None)
            self._changes[count][owner] = made
            if count.what in LASTING:
                self._items[count.what, count.at].add(count.item)
        if changes:
            self._by_owner[owner] = list(changes)

    def without(self, count: Count, owners: Container[Owner]) -> list[tuple[float, float]]:
        """Return the changes of a count in order, but for those that some owners make."""
        made = self._changes.get(count)
        if not made:
            return []
        if any(owner in owners for owner in made):
            return sorted(
                change
                for owner, changes in made.items()
                if owner not in owners
                for change in changes
            )
        if count not in self._in_order:
            self._in_order[count] = sorted(
                change for changes in made.values() for change in changes
            )
        return self._in_order[count]

    def people(self, party: str, site: str) -> list[tuple[float, float]]:
        """Return how many of a party are at a site, and the hours from which they are, in order."""
        row = self.effects.mission.party[party]
        level = float(row.count) if row.site == site else 0.0
        steps = [(-math.inf, level)]
        for t, by in self.without(Count("people", party, site), ()):
            level += by
            if steps[-1][0] == t:
                steps[-1] = (t, level)
            else:
                steps.append((t, level))
        return steps

    def items(self, what: str, site: str) -> list[str]:
        """Return the items of which some are at a site at the start or come there."""
        return sorted(self._items.get((what, site), ()))

    def ever(self, what: str, item: str, site: str) -> bool:
        """Say whether some of an item are at a site at the start or come there."""
        return item in self._items.get((what, site), ())
