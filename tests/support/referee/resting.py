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
    for _, order, load, trip, coming in events(docket):
        if order == 0:
            here = trip.stage(load.alights).destination
            pools.setdefault((load.kind, load.item, here), []).extend(coming)
            coming.clear()
            continue
        at = trip.stage(load.boards).depart
        pool = pools.setdefault((load.kind, load.item, trip.stage(load.boards).origin), [])
        drives = trip.mode == "road" and (load.kind == "vehicle" or load.role == "crew")
        turn = docket.sites[trip.stage(load.boards).origin]["turn_hours"] * HOUR
        # A vehicle that has not turned round cannot go at all, whatever it has driven.
        waits = turn if load.kind == "vehicle" else 0
        for group in taken(pool, load.quantity, at, night, waits):
            driven = () if at - group.since >= night - EPS else group.driven
            if drives:
                if tired(docket, trip, load, driven):
                    yield at, f"{load.item} {trip.serial}"
                driven = drive(docket, trip, load, driven)
            coming.append(Group(group.count, trip.stage(load.alights).arrive, driven))


def events(docket):
    """Return arrivals and departures of vehicles and people, at one moment arrivals first."""
    found = []
    for trip in docket.trips:
        for load in trip.loads:
            if load.kind in {"vehicle", "people"}:
                coming = []
                boards, alights = trip.stage(load.boards), trip.stage(load.alights)
                found.append((boards.depart, 1, load, trip, coming))
                found.append((alights.arrive, 0, load, trip, coming))
    return sorted(found, key=lambda e: e[:2])


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
