"""Conservation, once more: nothing goes that is not there, and nothing before its time."""

from math import floor

from tests.support.referee.docket import EPS, HOUR, Steps


def below(steps):
    """Yield the moments at which steps fall below nothing."""
    missing = False
    for at, level in steps.told():
        if level < -EPS and not missing:
            yield at
        missing = level < -EPS


def whole(docket, kind):
    """Yield the loads of a kind that are no whole numbers."""
    for row in docket.book.tables["loads"]:
        if row["kind"] == kind and abs(row["quantity"] - round(row["quantity"])) > EPS:
            yield None, row["item"]


def people_conserved(docket):
    """Nobody boards who is not there; people are whole."""
    yield from whole(docket, "people")
    for (party, site), steps in docket.presence.items():
        yield from ((at, f"{party} {site}") for at in below(steps))


def kit_conserved(docket):
    """No unit is moved or disposed of that is not there; units are whole."""
    yield from whole(docket, "lot")
    for (lot, site), steps in docket.standing.items():
        yield from ((at, f"{lot} {site}") for at in below(steps))


def vehicles_conserved(docket):
    """Vehicles board where they are, turned round, in service and available."""
    yield from whole(docket, "vehicle")
    turned, moving = {}, {fleet: Steps() for fleet in docket.fleets}
    for fleet, row in docket.fleets.items():
        turned[fleet, row["site"]] = Steps()
        turned[fleet, row["site"]].add(float("-inf"), row["count"])
    for fleet, origin, destination, leave, arrive, n in docket.book.ask(
        "SELECT item, origin, destination, leave, arrive, quantity FROM moves WHERE kind = 'vehicle'"
    ):
        turn = docket.sites[destination]["turn_hours"] * HOUR
        turned.setdefault((fleet, origin), Steps()).add(leave, -n)
        turned.setdefault((fleet, destination), Steps()).add(arrive + turn, n)
        moving[fleet].add(leave, n)
        moving[fleet].add(arrive, -n)
        if not in_time(docket.fleets[fleet], leave, arrive):
            yield leave, fleet
    for row in docket.disposals:
        if row["lot"] in docket.fleets:
            key = row["lot"], row["site"]
            turned.setdefault(key, Steps()).add(row["start"], -row["quantity"])
    for (fleet, site), steps in turned.items():
        yield from ((at, f"{fleet} {site}") for at in below(steps))
    for fleet, steps in moving.items():
        row = docket.fleets[fleet]
        most = floor(row["count"] * (1 - row["out_of_service_share"]) + EPS)
        yield from ((at, fleet) for at, n in steps.told() if n > most + EPS)


def in_time(row, leave, back):
    """Say whether a fleet goes and comes back while it is available."""
    return (row["available_from"] is None or leave >= row["available_from"]) and (
        row["available_to"] is None or back <= row["available_to"]
    )


def serviceable(docket, fleet, at):
    """Return how many aircraft of a fleet are serviceable at a moment."""
    row, kind = docket.air[fleet], docket.aircraft_of(fleet)
    share = kind["serviceability"]
    if kind["serviceability_blocked"] is not None and not spares(docket, row["site"], at):
        share = kind["serviceability_blocked"]
    return floor(row["count"] * share + EPS)


def about_spares(docket, home):
    """Return the permissions about the import of spares to a field."""
    return [
        r
        for r in docket.book.tables["permissions"]
        if r["mode"] == "import" and r["where"] in {"spares", "*", home}
    ]


def spares(docket, home, at):
    """Say whether spares may come in: nothing is said of it, or a permission that is granted is valid."""
    rows = about_spares(docket, home)
    return not rows or any(
        r["state"] in {"granted", "impeded"}
        and (r["valid_from"] is None or r["valid_from"] <= at)
        and (r["valid_to"] is None or at < r["valid_to"])
        for r in rows
    )


def aircraft_conserved(docket):
    """Every flight begins and ends at the home of its aircraft; no more are in use than can be."""
    used = {fleet: Steps() for fleet in docket.air}
    turn = docket.doctrine["flight_turn_hours"] * HOUR
    for trip in docket.trips:
        for load in trip.loads:
            if load.kind != "aircraft":
                continue
            row = docket.air[load.item]
            ends = trip.stages[0].origin, trip.stages[-1].destination
            if ends != (row["site"], row["site"]):
                yield trip.stages[0].depart, trip.serial
            leave, back = trip.stages[0].depart, trip.stages[-1].arrive
            used[load.item].add(leave, load.quantity)
            used[load.item].add(back + turn, -load.quantity)
            if not in_time(row, leave, back):
                yield leave, load.item
    for fleet, steps in used.items():
        turns = {
            t
            for r in about_spares(docket, docket.air[fleet]["site"])
            for t in (r["valid_from"], r["valid_to"])
            if t is not None
        }
        for at in sorted({*steps.times, *turns}):
            if steps.at(at) > serviceable(docket, fleet, at) + EPS:
                yield at, fleet


def ready_first(docket):
    """Nothing moves or is disposed of before the start or its own ready time, nor after the end of planning."""
    end = docket.book.end
    for trip in docket.trips:
        for stage in trip.stages:
            if stage.depart < -EPS or stage.arrive > end + EPS:
                yield stage.depart, stage.serial
        for load in trip.loads:
            boards, ready = trip.stage(load.boards).depart, readies(docket, load)
            if ready is not None and boards < ready:
                yield boards, load.item
    for row in docket.disposals:
        lot = docket.lots.get(row["lot"])
        rule = docket.rulings(lot, row["disposition"]) if lot else None
        ready = [0, (rule and rule["available_from"]) or 0]
        if row["disposition"] != "abandon":
            ready.append((lot and lot["ready_from"]) or 0)
        if row["start"] < max(ready) or row["done"] > end:
            yield row["start"], row["lot"]


def readies(docket, load):
    """Return from when a load may board: kit that is ready, crews that work; None where any time will do."""
    if load.kind == "lot":
        return docket.lots[load.item]["ready_from"]
    crew = load.kind == "people" and load.role == "crew"
    return docket.parties[load.item]["available_from"] if crew else None


RULES = (people_conserved, kit_conserved, vehicles_conserved, aircraft_conserved, ready_first)
