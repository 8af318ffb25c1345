"""Night's rest across serials, once more: pools of vehicles and people that remember what they have driven since their last night."""

from tests.support.referee.docket import EPS, HOUR, ONE_SECOND


class Group:
    """Some of a fleet or party that stand at a site since a moment, with what they have driven since their last night."""

    def __init__(self, count, since, driven=()):
        """``driven`` holds (departure, hours driven from it on) of every departure since the last night."""
        self.count, self.since, self.driven = count, since, driven

    def hours(self, at, night):
        """Return the hours driven since the last night, as things are at a moment; none after a night here."""
        if at - self.since >= night - EPS or not self.driven:
            return 0
        return max(hours for _, hours in self.driven)


def rest(docket):
    """Vehicles and those who drive have their night's rest, however many serials they drive in."""
    night = (24 - docket.doctrine["march_hours_per_day"]) * HOUR
    pools = {}
    for fleet, row in docket.fleets.items():
        pools["vehicle", fleet, row["site"]] = [Group(row["count"], float("-inf"))]
    for party, row in docket.parties.items():
        pools["people", party, row["site"]] = [Group(row["count"], float("-inf"))]
    for load, trip in departures(docket):
        boards, alights = trip.stage(load.boards), trip.stage(load.alights)
        at = boards.depart
        pool = pools.setdefault((load.kind, load.item, boards.origin), [])
        there = pools.setdefault((load.kind, load.item, alights.destination), [])
        drives = trip.mode == "road" and (load.kind == "vehicle" or load.role == "crew")
        # A vehicle that has not turned round cannot go at all, whatever it has driven.
        turn = docket.sites[boards.origin]["turn_hours"] * HOUR
        waits = turn if load.kind == "vehicle" else 0
        for group in taken(pool, load.quantity, at, night, waits):
            driven = () if at - group.since >= night - EPS else group.driven
            if drives:
                if tired(docket, trip, load, driven):
                    yield at, f"{load.item} {trip.serial}"
                driven = drive(docket, trip, load, driven)
            there.append(Group(group.count, alights.arrive, driven))


def departures(docket):
    """Return the loads of vehicles and people with their trips, in the order in which they leave."""
    found = [
        (load, trip)
        for trip in docket.trips
        for load in trip.loads
        if load.kind in {"vehicle", "people"}
    ]
    return sorted(
        found,
        key=lambda x: (
            x[1].stage(x[0].boards).depart,
            x[1].stage(x[0].alights).arrive,
            x[1].serial,
        ),
    )


def taken(pool, quantity, at, night, waits):
    """Take so many out of a pool, those first who have driven least, and of equals those who came first."""
    pool.sort(key=lambda g: (g.hours(at, night), g.since))
    found = []
    for group in [g for g in pool if g.since + waits <= at + EPS]:
        if quantity <= EPS:
            break
        part = min(group.count, quantity)
        found.append(Group(part, group.since, group.driven))
        group.count -= part
        quantity -= part
    pool[:] = [g for g in pool if g.count > EPS]
    return found


def tired(docket, trip, load, driven):
    """Say whether an arrival of a serial comes too soon after a departure since the last night."""
    travel = 0
    for stage in trip.stages[load.boards - 1 : load.alights]:
        travel += docket.moves(stage)
        for begin, before in driven:
            least = docket.planned("road", before + travel) * HOUR
            if stage.arrive - begin < least - ONE_SECOND:
                return True
    return False


def drive(docket, trip, load, driven):
    """Return what has been driven since the last night, with a serial added to it."""
    stages = trip.stages[load.boards - 1 : load.alights]
    whole = sum(docket.moves(stage) for stage in stages)
    found = [(begin, before + whole) for begin, before in driven]
    left = whole
    for stage in stages:
        found.append((stage.depart, left))
        left -= docket.moves(stage)
    return tuple(found)


RULES = (rest,)
