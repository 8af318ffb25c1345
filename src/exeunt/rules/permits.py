"""Permissions: who may move what, where and when, and the seats held for those who may not yet fly."""

from collections import defaultdict
from collections.abc import Iterator

from exeunt.model.stores import Permission
from exeunt.rules.ledger import Breach, Case, figure
from exeunt.rules.serials import Hop, Serial
from exeunt.rules.steps import EPS

PENDING = ("pending", "unanswered")


def movement_permitted(case: Case) -> Iterator[Breach]:
    """A stage that permissions cover has, for all it carries and every place they are about, one that is granted and valid when it departs.

    People on a flight may be booked on a permission that is pending or unanswered if road seats are
    reserved for all of them.
    """
    rows = [row for row in case.mission.permissions if row.mode != "import"]
    if not rows:
        return
    held: dict[tuple[str, str], int] = defaultdict(int)
    for r in case.plan.reserves:
        held[r.flight, r.party] += r.people
    for hop in case.hops:
        backed = hop.mode == "air" and all(held[hop.serial, party] >= n - EPS for party, n in riders(hop).items())
        about = [(place, row) for row in rows if row.mode in {hop.mode, "*"} for place in [_place(row, hop)] if place]
        for payload, providers in _payloads(case, hop).items():
            places: dict[str, list[Permission]] = defaultdict(list)
            for place, row in about:
                if _covers(row, payload, providers):
                    places[place].append(row)
            for place, covering in places.items():
                valid = [row.state for row in covering if _valid(case, row, hop.depart)]
                waived = payload == "people" and backed and any(state in PENDING for state in valid)
                if "granted" not in valid and not waived:
                    names = ", ".join(row.permission for row in covering)
                    what = "its vehicles" if payload == "none" else payload
                    text = f"{hop.where} carries {what} from {hop.way} without permission ({names}; {place})"
                    yield Breach(hop.where, hop.depart, "a granted permission valid then", ", ".join(sorted(set(valid))) or "none valid then", text)


def reserves_held(case: Case) -> Iterator[Breach]:
    """Reserved road seats are free, for people who are on the flight, on a convoy that leaves the flight's origin no sooner than the flight.

    Seats are held from the stage named until the first stage that ends where the party is out, or else to
    the serial's end.
    """
    serials = {serial.serial: serial for serial in case.serials}
    taken: dict[tuple[str, int], float] = defaultdict(float)
    for r in case.plan.reserves:
        flight, road = serials[r.flight], serials[r.serial]
        where = f"{r.flight} {r.party}"
        boardings = [j for j in flight.journeys if j.load.kind == "people" and j.load.item == r.party]
        if flight.mode != "air" or not boardings:
            text = f"Seats are reserved on {r.serial} for {r.party}, who are not on flight {r.flight}"
            yield Breach(where, flight.depart, f"a flight that carries {r.party}", f"{r.flight} by {flight.mode}", text)
            continue
        hops = [hop for hop in road.hops if hop.stage.stage >= r.stage]
        first = hops[0] if hops and hops[0].stage.stage == r.stage else None
        if first is None or road.mode != "road" or not any(first.origin == j.origin and first.depart >= j.depart - EPS for j in boardings):
            needed = " or ".join(f"a road stage from {j.origin} not before {case.date(j.depart)}" for j in boardings)
            found = f"{road.serial} stage {r.stage}" + (f" from {first.origin}, {case.date(first.depart)}" if first else ", which it does not have")
            yield Breach(where, flight.depart, needed, found, f"The seats reserved on {r.serial} do not serve those who miss {r.flight}")
            continue
        for hop in _held_on(case, hops, r.party):
            taken[road.serial, hop.stage.stage] += r.people
    for serial in case.serials:
        yield from _overbooked(serial, taken)


def _overbooked(serial: Serial, taken: dict[tuple[str, int], float]) -> Iterator[Breach]:
    """Yield the first stage of a serial on which more seats are reserved than free."""
    for hop in serial.hops:
        people = taken.get((serial.serial, hop.stage.stage), 0.0)
        free = max(0.0, hop.seats - hop.seats_taken)
        if people > free + EPS:
            yield Breach(
                hop.where, hop.depart, f"{figure(people)} seats", f"{figure(free)} seats free", f"More seats are reserved on {hop.where} than are free"
            )
            return


def _held_on(case: Case, hops: list[Hop], party: str) -> Iterator[Hop]:
    """Yield the stages on which seats of a reserve are held."""
    for hop in hops:
        yield hop
        if case.mission.is_home(case.mission.party[party], hop.destination):
            return


def _payloads(case: Case, hop: Hop) -> dict[str, set[str]]:
    """Return the payloads a stage carries with the providers of each; ``none`` where it carries nothing."""
    found: dict[str, set[str]] = {}
    if riders(hop):
        found["people"] = {case.mission.party[party].provider for party in riders(hop)}
    if hop.carried or hop.driven:
        found["cargo"] = {lot.provider for lot, _ in (*hop.carried, *hop.driven)}
    if hop.delivers:
        found["resupply"] = set()
    return found or {"none": set()}


def riders(hop: Hop) -> dict[str, float]:
    """Return the people who are carried: passengers, and all crews where more are booked than crews have places."""
    return hop.people if sum(hop.crew.values()) > hop.crew_places + EPS else hop.passengers


def _place(row: Permission, hop: Hop) -> str:
    """Return which place of a stage a permission is about, or blank."""
    if row.where == "*":
        return "everywhere"
    if row.where == hop.leg.leg:
        forward = hop.origin == hop.leg.origin
        return f"leg {row.where}" if row.direction in {"both", "out" if forward else "in"} else ""
    if row.where == hop.origin and row.direction in {"both", "out"}:
        return f"out of {row.where}"
    if row.where == hop.destination and row.direction in {"both", "in"}:
        return f"into {row.where}"
    return ""


def _covers(row: Permission, payload: str, providers: set[str]) -> bool:
    """Say whether a permission is about a payload of these providers."""
    return row.payload in {"any", payload} and (not row.provider or row.provider in providers)


def _valid(case: Case, row: Permission, t: float) -> bool:
    """Say whether a permission's span holds a moment."""
    since, until = case.valid(row)
    return since <= t < until
