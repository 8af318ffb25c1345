"""What is at stake with each trip: what it costs, and what is lost where it could have loaded."""

from collections import defaultdict

from exeunt.model.choices import LoadKind
from exeunt.optimise.polish.effects import Effects
from exeunt.optimise.polish.trips import Book, Trip, Work


def stakes(effects: Effects, book: Book) -> dict[str, float]:
    """Return the cost at stake with every trip that goes, by name.

    It is that of its own movement, and its share of what disposing of kit costs at the sites that
    it leaves: among all trips that leave them before it is done.
    """
    at_stake = {name: _movement(effects, book.trips[name], book) for name in book.loads}
    leaving: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for name in book.loads:
        trip = book.trips[name]
        for place in trip.handled - {trip.last}:
            leaving[trip.sites[place]].append((trip.departs[place], name))
    for work, n in book.works.items():
        if work.kind != LoadKind.LOT:
            continue
        sharing = {name for t, name in leaving[work.site] if t <= work.done}
        for name in sharing:
            at_stake[name] += n * lost(effects, work) / len(sharing)
    return at_stake


def _movement(effects: Effects, trip: Trip, book: Book) -> float:
    """Return what it costs that a trip goes, with its vehicles and the danger to its people."""
    cost = effects.of_running(trip)
    for cargo, n in book.loads[trip.name].items():
        if cargo.kind == LoadKind.PEOPLE:
            stages = range(cargo.board, cargo.alight)
            cost += n * sum(effects.exposure(trip, stage) for stage in stages)
        elif cargo.kind == LoadKind.VEHICLE:
            cost += n * max(0.0, effects.of_cargo(trip, cargo).cost)
    return cost


def lost(effects: Effects, work: Work) -> float:
    """Return what disposing of a unit costs, to that of one that is home."""
    lot = effects.keys.one(work.item)
    return max(0.0, effects.of_work(work).cost + effects.unit_at(lot, work.site, effects.end))
