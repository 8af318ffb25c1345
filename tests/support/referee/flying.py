"""Flights, once more: fields, ranges, rounds, slots, parking, block hours, and who receives them."""

from collections import defaultdict
from datetime import datetime
from itertools import pairwise, zip_longest

from tests.support.oracles.second_reading import DAY
from tests.support.referee.conserved import about_spares, serviceable
from tests.support.referee.docket import EPS, HOUR, ONE_SECOND, Steps
from tests.support.referee.moving import flying_hours

CLASSES = ("none", "helipad", "unpaved", "paved")


def flights(docket):
    """Yield (round, its load of aircraft, their type)."""
    for trip in docket.trips:
        if trip.mode == "air":
            for load in trip.loads:
                if load.kind == "aircraft":
                    yield trip, load, docket.aircraft_of(load.item)


def runway(docket):
    """Every field that an aircraft uses has a runway of the class and length it needs."""
    for trip, _, kind in flights(docket):
        for stage in trip.stages:
            for name in (stage.origin, stage.destination):
                site = docket.sites[name]
                low = CLASSES.index(site["runway"]) < CLASSES.index(kind["runway"])
                if low or site["runway_m"] < kind["runway_m"]:
                    yield stage.depart, name


def range_(docket):
    """No stage is longer than the range of the aircraft that fly it."""
    for trip, _, kind in flights(docket):
        for stage in trip.stages:
            if stage.leg["km"] > kind["range_km"] + EPS:
                yield stage.depart, stage.serial


def rotation_time(docket):
    """A flight is flown by one row of aircraft throughout, and lasts as long as its sorties take."""
    for trip in docket.written:
        if trip.mode != "air":
            continue
        planes = [x for x in trip.loads if x.kind == "aircraft"]
        sorties = {stage.sorties for stage in trip.stages}
        ends = trip.stages[0].number, trip.stages[-1].number
        whole = len(planes) == 1 and (planes[0].boards, planes[0].alights) == ends
        lasts = trip.stages[-1].arrive - trip.stages[0].depart
        if (
            not whole
            or len(sorties) != 1
            or lasts < flying_hours(docket, trip) * HOUR - ONE_SECOND
            or (max(sorties) > 1 and lasts > DAY + ONE_SECOND)
        ):
            yield trip.stages[0].depart, trip.serial


def slots(docket):
    """A field takes no more landings in a calendar day than it has slots."""
    landings = defaultdict(int)
    for trip in docket.trips:
        for stage in trip.stages if trip.mode == "air" else ():
            day = docket.book.when(stage.depart).date()
            landings[stage.destination, day] += stage.sorties
    for (site, day), n in landings.items():
        most = docket.sites[site]["slots_per_day"]
        if most is not None and n > most:
            yield docket.book.seconds(day), site


def parking(docket):
    """No more visiting aircraft stand at a field at once than it has parking for."""
    standing = defaultdict(Steps)
    for trip, load, _ in flights(docket):
        for one, other in zip_longest(trip.stages, trip.stages[1:]):
            if one.destination != docket.air[load.item]["site"]:
                standing[one.destination].add(one.arrive, load.quantity)
                # What is not flown on stands there from then on.
                if other is not None:
                    standing[one.destination].add(other.depart, -load.quantity)
    for site, steps in standing.items():
        most = docket.sites[site]["parking"]
        if most is None:
            continue
        for at, n in steps.told():
            if n > most + EPS:
                yield at, site


def block_hours(docket):
    """An air fleet flies no more in a calendar month than its block hours, nor in a day than it can."""
    month, day, leaves = defaultdict(float), defaultdict(float), defaultdict(set)
    for trip, load, _ in flights(docket):
        when = docket.book.when(trip.stages[0].depart)
        flown = sum(s.sorties * docket.moves(s) for s in trip.stages)
        month[load.item, when.year, when.month] += flown
        day[load.item, when.date()] += flown
        leaves[load.item, when.date()].add(trip.stages[0].depart)
    for (fleet, year, number), flown in month.items():
        begin = datetime(year, number, 1)
        end = datetime(year + number // 12, number % 12 + 1, 1)
        planes = on_average(docket, fleet, docket.book.seconds(begin), docket.book.seconds(end))
        if flown > planes * docket.aircraft_of(fleet)["block_hours_per_month"] + EPS:
            yield docket.book.seconds(begin), fleet
    for (fleet, date), flown in day.items():
        planes = min(serviceable(docket, fleet, at) for at in leaves[fleet, date])
        if flown > planes * docket.doctrine["flying_hours_per_day"] + EPS:
            yield docket.book.seconds(date), fleet


def flight_duty(docket):
    """An air fleet's crews are on duty no longer in any 24 hours than crews may be."""
    longest, turn = docket.doctrine["flight_duty_hours"], docket.doctrine["flight_turn_hours"]
    fleets = defaultdict(list)
    for trip, load, kind in flights(docket):
        parts = [[trip.stages[0]]]
        for one, other in pairwise(trip.stages):
            if other.depart - one.arrive >= (24 - longest) * HOUR - ONE_SECOND:
                parts.append([])
            parts[-1].append(other)
        for part in parts:
            begin, end = part[0].depart - turn * HOUR, part[-1].arrive
            fleets[load.item].append((begin, end, load.quantity))
            if end - begin > kind["crews"] * longest * HOUR + ONE_SECOND:
                yield trip.stages[0].depart, trip.serial
    for fleet, duties in fleets.items():
        crews = docket.aircraft_of(fleet)["crews"]
        # What lies in a moving window grows and shrinks evenly between these moments.
        for end in {at for a, b, _ in duties for at in (a, b, a + DAY, b + DAY)}:
            since = end - DAY
            hours = sum(max(0, min(b, end) - max(a, since)) * n / HOUR for a, b, n in duties)
            turns = [
                t
                for r in about_spares(docket, docket.air[fleet]["site"])
                for t in (r["valid_from"], r["valid_to"])
                if t is not None and since < t < end
            ]
            planes = max(serviceable(docket, fleet, at) for at in (since, *turns))
            if hours > planes * crews * longest + EPS:
                yield end, fleet


def on_average(docket, fleet, begin, end):
    """Return the serviceable aircraft of a fleet on average over a span."""
    turns = [
        t
        for r in about_spares(docket, docket.air[fleet]["site"])
        for t in (r["valid_from"], r["valid_to"])
        if t is not None and begin < t < end
    ]
    edges = sorted({begin, end, *turns})
    return sum(serviceable(docket, fleet, a) * (b - a) for a, b in pairwise(edges)) / (end - begin)


def airfield_crew(docket):
    """The teams that flying requires are at a field when an aircraft departs and when it arrives."""
    leaving, coming = crew_steps(docket)
    for trip, *_ in flights(docket):
        for stage in trip.stages:
            for site, at, there in (
                (stage.origin, stage.depart, leaving),
                (stage.destination, stage.arrive, coming),
            ):
                if docket.sites[site]["role"] == "exit":
                    continue
                for row in docket.required("fly", site, "*"):
                    if there(site, row["capability"], at) < row["amount"]:
                        yield at, f"{site} {stage.serial}"


def crew_steps(docket):
    """Return two questions: the teams at a site before the departures of a moment, and before its arrivals too."""
    comings = defaultdict(lambda: defaultdict(float))
    for party, site, at, n in docket.book.ask(
        "SELECT item, destination, arrive, SUM(quantity) FROM flown WHERE kind = 'people' GROUP BY 1, 2, 3"
    ):
        comings[party, site][at] += n

    def just_before(site, capability, at):
        return sum(
            docket.brings(party, docket.presence[party, site].before(at), capability, at)
            for party in docket.at_site.get(site, [])
        )

    def before_leaving(site, capability, at):
        return sum(
            docket.brings(
                party,
                docket.presence[party, site].before(at) + comings[party, site].get(at, 0),
                capability,
                at,
            )
            for party in docket.at_site.get(site, [])
        )

    return before_leaving, just_before


range_.__name__ = "range"
RULES = (runway, range_, rotation_time, slots, parking, block_hours, flight_duty, airfield_crew)
