"""Movement, once more: legs, leave, times, halts, convoys."""

from collections import defaultdict
from itertools import pairwise
from math import ceil, inf

from tests.support.oracles.second_leave import NONE, moments, rulings, state, valid, word
from tests.support.oracles.second_reading import DAY
from tests.support.referee.docket import EPS, HOUR, ONE_SECOND, hours


def legs_exist(docket):
    """A serial drives legs from end to end by their mode, in vehicles for that mode."""
    for trip in docket.written:
        if broken_way(trip) or any(
            strange(docket, trip, row) for row in docket.loads_of.get(trip.serial, [])
        ):
            yield trip.stages[0].depart, trip.serial
    for serial in docket.loads_of:
        if serial not in docket.rows:
            yield None, serial


def broken_way(trip):
    """Say whether the stages of a serial do not follow one another over legs of its mode, moved by something."""
    before = None
    for number, stage in enumerate(trip.stages, 1):
        ends = (stage.leg["origin"], stage.leg["destination"])
        way = stage.origin, stage.destination
        fits = way == ends or (stage.leg["two_way"] and way == ends[::-1])
        if stage.number != number or not fits or stage.leg["mode"] != trip.mode:
            return True
        if before and (before.destination != stage.origin or stage.depart < before.arrive):
            return True
        if not any(
            x.kind in {"vehicle", "aircraft"} or (x.kind == "lot" and x.role == "driven")
            for x in stage.aboard
        ):
            return True
        before = stage
    return False


def strange(docket, trip, load):
    """Say whether a load cannot be on a serial: not of its mode, or off before it is on."""
    if load["alight_stage"] < load["board_stage"] or load["alight_stage"] > len(trip.stages):
        return True
    if load["kind"] == "vehicle":
        return docket.type_of(load["item"])["mode"] != trip.mode
    if load["kind"] == "aircraft":
        return trip.mode != "air"
    if load["kind"] == "lot" and load["role"] == "driven":
        return trip.mode != "road" or not docket.lots[load["item"]]["self_driving"]
    return False


def leg_open(docket):
    """No serial is on a leg while it is closed."""
    shut = defaultdict(list)
    for row in docket.book.tables["seasons"]:
        shut[row["leg"]].append((row["closed_from"], row["closed_to"]))
    for trip in docket.trips:
        for stage in trip.stages:
            if any(stage.depart < b and a < stage.arrive for a, b in shut[stage.leg["leg"]]):
                yield stage.depart, stage.serial


def carries(docket, stage):
    """Return what a stage carries, as pairs of payload and nation."""
    places, driving, _ = docket.crews(stage)
    crowded = docket.people(stage, "crew") > sum(places.values()) + driving + EPS
    found = set()
    for x in stage.aboard:
        if x.kind == "people" and (x.role != "crew" or crowded):
            found.add(("people", docket.parties[x.item]["provider"]))
        elif x.kind == "lot":
            found.add(("cargo", docket.lots[x.item]["provider"]))
        elif x.kind == "supply" and x.role != "used":
            found.add(("resupply", ""))
    return found or NONE


def movement_permitted(docket):
    """A stage that permissions cover has leave for all it carries, nation by nation, until it arrives."""
    known = {}
    for trip in docket.trips:
        for stage in trip.stages:
            for load in carries(docket, stage):
                for at in changes(docket, stage):
                    leave = leave_at(docket, stage, load, at, known)
                    if leave == "granted":
                        continue
                    if leave == "asked" and seats_held(docket, trip, stage, load):
                        continue
                    yield at, stage.serial


def changes(docket, stage):
    """Return the moments at which leave is asked for on a stage: its departure, and when permissions change on the way."""
    return [stage.depart, *(t for t in moments(docket.book) if stage.depart < t < stage.arrive)]


def leave_at(docket, stage, load, at, known):
    """Return whether a payload of a nation has leave on a stage at a moment; ``known`` keeps what was asked before."""
    # A stage moves as its row says, whatever its leg is made for.
    leg, way = {**stage.leg, "mode": stage.mode}, (stage.origin, stage.destination)
    asked = leg["leg"], stage.mode, way, load, span(docket, at)
    if asked not in known:
        known[asked] = state(docket.book, leg, way, load, at)
    return known[asked]


def notice(docket):
    """A serial leaves no sooner than it can have been warned, and its movement announced."""
    least, last = docket.doctrine["notice_hours"] * HOUR, latest(docket)
    for trip in docket.written:
        if trip.stages[0].depart < least - EPS:
            yield trip.stages[0].depart, trip.serial
    for trip in docket.trips:
        for stage in trip.stages:
            if stage.depart >= last:
                continue
            for load in carries(docket, stage):
                for at in changes(docket, stage):
                    if not announced(docket, stage, load, at):
                        yield at, stage.serial


def serves(docket, row):
    """Return from when a permission serves: its own date, or the lead time after it was asked for."""
    dated = row["valid_from"] is not None
    since = max(0, row["valid_from"]) if dated else 0
    if row["state"] in {"refused", "withdrawn"}:
        return since
    if dated and row["state"] in {"granted", "impeded"}:
        return since
    asked = row["asked_on"]
    if asked is None:
        asked = max(0, docket.requests.get(row["permission"], 0))
    return max(since, asked + row["lead_days"] * DAY)


def latest(docket):
    """Return from when all permissions of movements serve."""
    rows = [r for r in docket.book.tables["permissions"] if r["mode"] != "import"]
    return max((serves(docket, r) for r in rows), default=0)


def announced(docket, stage, load, at):
    """Say whether at every place one of the permissions by which a load goes serves at a moment."""
    way = stage.origin, stage.destination
    for rows in rulings(docket.book, {**stage.leg, "mode": stage.mode}, way, load, at).values():
        by = {"granted": {"granted", "impeded"}}.get(word(rows), {"pending", "unanswered"})
        using = [r for r in rows if r["state"] in by]
        if using and not any(serves(docket, r) <= at + EPS for r in using):
            return False
    return True


def span(docket, at):
    """Return which permissions are valid at a moment."""
    return tuple(valid(row, at) for row in docket.book.tables["permissions"])


def seats_held(docket, trip, stage, load):
    """Say whether road seats are reserved for all people of a nation aboard a flight."""
    payload, provider = load
    if payload != "people" or trip.mode != "air":
        return False
    whole = next(w for w in docket.written if w.serial == trip.serial)
    aboard = sum(
        x.quantity
        for x in whole.stage(stage.number).aboard
        if x.kind == "people" and docket.parties[x.item]["provider"] == provider
    )
    held = sum(
        r["people"]
        for r in docket.book.tables["reserves"]
        if r["flight"] == trip.serial and docket.parties[r["party"]]["provider"] == provider
    )
    return held >= aboard - EPS


def reserves_held(docket):
    """Reserved road seats are free, for people on the flight who may go by road, on a convoy after it."""
    trips = {trip.serial: trip for trip in docket.written}
    asked = defaultdict(int)
    for row in docket.book.tables["reserves"]:
        flight, road, party = trips.get(row["flight"]), trips.get(row["serial"]), row["party"]
        begin = road.stage(row["stage"]) if road else None
        boards = [x.boards for x in flight.loads if x.kind == "people" and x.item == party]
        if begin is None or not boards:
            yield None, row["flight"]
            continue
        first = flight.stage(min(boards))
        if (
            (flight.mode, road.mode) != ("air", "road")
            or not docket.parties[party]["by_road"]
            or begin.origin != first.origin
            or begin.depart < first.depart
            or begin.depart > docket.close.get(first.origin, inf) + EPS
        ):
            yield begin.depart, row["flight"]
            continue
        homes = {s for (s,) in docket.book.ask("SELECT site FROM homes WHERE party = ?", party)}
        for stage in road.stages:
            if stage.number < row["stage"]:
                continue
            asked[road.serial, stage.number] += row["people"]
            if stage.destination in homes:
                break
    for (serial, number), people in asked.items():
        stage = trips[serial].stage(number)
        if people > seats(docket, stage) - docket.riding(stage) + EPS:
            yield stage.depart, serial


def seats(docket, stage):
    """Return the seats of a stage by land or water."""
    return sum(
        x.quantity * docket.type_of(x.item)["seats"]
        if x.kind == "vehicle"
        else x.quantity * docket.lots[x.item]["seats"]
        for x in stage.aboard
        if x.kind == "vehicle" or (x.kind == "lot" and x.role == "driven")
    )


def flying_hours(docket, trip):
    """Return the least hours that a flight takes as written, with all of its rounds."""
    turn = docket.doctrine["flight_turn_hours"]
    travel = [docket.moves(stage) for stage in trip.stages]
    one = sum(travel) + turn * len(travel)
    first = hours(trip.stages[-1].depart - trip.stages[0].depart) + travel[-1] + turn
    planes = sum(x.quantity for x in trip.loads if x.kind == "aircraft")
    sorties = max(stage.sorties for stage in trip.stages)
    rounds = -(-sorties // max(1, int(planes)))
    if rounds > 1:
        one = max(one, first)
    return rounds * one - turn


def planned_times(docket):
    """Between a departure and a later arrival lies the planned time, nights included, and not much more on one stage."""
    for trip in docket.written:
        for first, begin in enumerate(trip.stages):
            travel = 0
            for stage in trip.stages[first:]:
                travel += docket.moves(stage)
                least = docket.planned(trip.mode, travel) * HOUR
                if stage.arrive - begin.depart < least - ONE_SECOND:
                    yield begin.depart, trip.serial
            likely = docket.planned(trip.mode, docket.moves(begin))
            if trip.mode == "air":
                likely = flying_hours(docket, trip)
            if begin.arrive - begin.depart > (2 * likely + 24) * HOUR + ONE_SECOND:
                yield begin.depart, trip.serial


def stop_time(docket):
    """Where anything boards or alights, or the serial turns round, it stands the turn time; it halts nowhere for long."""
    for trip in docket.written:
        works = [x for x in trip.loads if not (x.kind == "supply" and x.role == "used")]
        ends = {trip.stages[0].origin, trip.stages[-1].destination}
        calls = {trip.stage(x.boards).origin for x in works}
        calls |= {trip.stage(x.alights).destination for x in works}
        if any(docket.sites[site]["role"] == "junction" for site in ends | calls):
            yield trip.stages[0].depart, trip.serial
        for one, other in zip(trip.stages, trip.stages[1:], strict=False):
            turn = docket.sites[one.destination]["turn_hours"]
            busy = any(x.alights == one.number or x.boards == other.number for x in works)
            if trip.mode == "air":
                turn, busy = docket.doctrine["flight_turn_hours"], True
            stands = hours(other.depart - one.arrive)
            most = turn + (24 if trip.mode == "air" else 48)
            needs = busy or other.destination == one.origin
            if (needs and stands < turn - EPS) or stands > most + EPS:
                yield other.depart, trip.serial


def halts(docket):
    """A convoy spends no more nights on a leg than it has halting places, and none at a site that has closed."""
    march = docket.doctrine["march_hours_per_day"]
    night = 24 - march
    for trip in docket.written:
        if trip.mode != "road":
            continue
        for stage in trip.stages:
            most = stage.leg["halts"]
            nights = max(0, ceil((hours(stage.arrive - stage.depart) - march) / 24 - EPS))
            if most is not None and nights > most:
                yield stage.depart, stage.serial
        for one, other in pairwise(trip.stages):
            close = docket.close.get(one.destination)
            # Of one that turns round there the rule about last lifts speaks.
            if close is None or other.destination == one.origin or night <= 0:
                continue
            if hours(other.depart - max(one.arrive, close)) >= night - EPS:
                yield other.depart, trip.serial


def convoy_size(docket):
    """A road convoy has at most the most vehicles and, under threat, at least the least."""
    most, least = docket.doctrine["convoy_max"], docket.doctrine["convoy_min"]
    for trip in docket.written:
        for stage in trip.stages if trip.mode == "road" else ():
            n = docket.vehicles(stage)
            if n > most + EPS or (docket.strikes(stage) > 0 and n < least - EPS):
                yield stage.depart, stage.serial


def column_capacity(docket):
    """No more vehicles enter a leg in a calendar day than it takes."""
    entered = defaultdict(int)
    for trip in docket.written:
        for stage in trip.stages if trip.mode != "air" else ():
            day = docket.book.when(stage.depart).date()
            entered[stage.leg["leg"], day] += docket.vehicles(stage)
    for (leg, day), n in entered.items():
        most = docket.legs[leg]["vehicles_per_day"]
        if most is not None and n > most + EPS:
            yield docket.book.seconds(day), leg


def spacing(docket):
    """Two convoys enter a road leg in the same direction no closer in time than the spacing."""
    entering = defaultdict(list)
    for trip in docket.written:
        for stage in trip.stages if trip.mode == "road" else ():
            entering[stage.leg["leg"], stage.origin].append((stage.depart, stage.serial))
    least = docket.doctrine["spacing_hours"] * HOUR
    for rows in entering.values():
        rows.sort()
        for place, (at, serial) in enumerate(rows):
            for later, other in rows[place + 1 :]:
                if later - at >= least - EPS:
                    break
                if other != serial:
                    yield later, other


RULES = (
    legs_exist,
    leg_open,
    movement_permitted,
    notice,
    halts,
    reserves_held,
    planned_times,
    stop_time,
    convoy_size,
    column_capacity,
    spacing,
)
