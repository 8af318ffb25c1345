"""A mission and a plan laid out for the second referee: serials round by round, and who and what is where when.

Read from the tables of :mod:`tests.support.oracles.second_reading` only. Moments are seconds from the mission's start.
"""

from bisect import bisect_left, bisect_right
from functools import cached_property
from math import ceil, exp, floor, inf

from tests.support.oracles.second_leave import strikes
from tests.support.oracles.second_reading import HOUR
from tests.support.oracles.second_terms import Account

EPS = 1e-6
ONE_SECOND = 1.0
"""Moments are read to the second."""


class Steps:
    """How many there are over time: arrivals and departures in a row."""

    def __init__(self):
        """Begin with nothing."""
        self.changes = {}

    def add(self, at, change):
        """Let the count change at a moment."""
        self.changes[at] = self.changes.get(at, 0) + change

    @cached_property
    def times(self):
        """Return the moments of change, in their order."""
        return sorted(self.changes)

    @cached_property
    def levels(self):
        """Return the count from each of these moments on."""
        found, level = [], 0
        for at in self.times:
            level += self.changes[at]
            found.append(level)
        return found

    def told(self):
        """Return (moment, count from then on) of every change."""
        return zip(self.times, self.levels, strict=True)

    def at(self, when):
        """Return the count at a moment, after all that happens at it."""
        place = bisect_right(self.times, when)
        return self.levels[place - 1] if place else 0

    def before(self, when):
        """Return the count just before a moment."""
        place = bisect_left(self.times, when)
        return self.levels[place - 1] if place else 0

    def within(self, begin, end):
        """Return (moment, count) at the beginning of a span and at each change in it, its end left out."""
        if begin >= end:
            return []
        return [(begin, self.at(begin))] + [(t, n) for t, n in self.told() if begin < t < end]


class Stage:
    """One leg of one round of a serial, with what is aboard."""

    def __init__(self, serial, number, mode, leg, way, times, sorties):
        """Take what a row says of it."""
        self.serial, self.number, self.mode = serial, number, mode
        self.leg, self.sorties = leg, sorties
        self.origin, self.destination = way
        self.depart, self.arrive = times
        self.aboard = []


class Load:
    """One row of loads, or a round's share of it."""

    def __init__(self, kind, item, quantity, role, boards, alights):
        """Take what a row says."""
        self.kind, self.item, self.quantity, self.role = kind, item, quantity, role
        self.boards, self.alights = boards, alights


class Trip:
    """One round of a serial; a serial that is no flight is one round."""

    def __init__(self, serial, mode, number):
        """Begin without stages."""
        self.serial, self.mode, self.round = serial, mode, number
        self.stages, self.loads = [], []

    def stage(self, number):
        """Return a stage by its number; None where it has none of that number."""
        return next((s for s in self.stages if s.number == number), None)


class Docket:
    """All that the rules ask about."""

    def __init__(self, book):
        """Lay out what was read."""
        self.book, self.doctrine = book, book.doctrine
        self.account = Account(book)
        self.sites, self.legs = self.account.sites, self.account.legs
        self.lots, self.fleets, self.air = (
            self.account.lots,
            self.account.fleets,
            self.account.air,
        )
        self.parties = {r["party"]: r for r in book.tables["parties"]}
        self.close = self.account.close
        self.unsure = set()
        self.rows = {}
        for row in [*book.tables["movements"], *book.tables["flights"]]:
            self.rows.setdefault(row["serial"], []).append(row)
        for stages in self.rows.values():
            stages.sort(key=lambda r: r["stage"])
        self.trips = [trip for serial in self.rows for trip in self.rounds(serial)]
        self.written = [self.first_round_as_written(serial) for serial in self.rows]

    # Serials

    @cached_property
    def shares(self):
        """Return the loads of each round of each serial, with its share of each."""
        found = {}
        loads = self.book.tables["loads"]
        for row, serial, number, quantity in self.book.ask(
            "SELECT row, serial, round, quantity FROM flown ORDER BY row"
        ):
            if quantity > 0:
                r = loads[row]
                share = Load(
                    r["kind"], r["item"], quantity, r["role"], r["board_stage"], r["alight_stage"]
                )
                found.setdefault((serial, number), []).append(share)
        return found

    def rounds(self, serial):
        """Yield the rounds of a serial, each as a flight of its own."""
        rows = self.rows[serial]
        paces = self.book.rounds(serial)
        for number, (sorties, after) in enumerate(paces, 1):
            trip = Trip(serial, rows[0]["mode"], number)
            for row in rows:
                arrive = row["arrive"]
                if row is rows[-1] and len(paces) > 1:
                    arrive = self.book.home(serial)
                trip.stages.append(self.staged(row, (row["depart"], arrive), after, sorties))
            self.board(trip, self.shares.get((serial, number), []))
            yield trip

    def first_round_as_written(self, serial):
        """Return a serial as its rows say, with all of its loads that are on it at all."""
        rows = self.rows[serial]
        trip = Trip(serial, rows[0]["mode"], 0)
        trip.stages = [self.staged(r, (r["depart"], r["arrive"]), 0, r["rotations"]) for r in rows]
        numbers = {r["stage"] for r in rows}
        loads = [
            Load(
                r["kind"], r["item"], r["quantity"], r["role"], r["board_stage"], r["alight_stage"]
            )
            for r in self.loads_of.get(serial, [])
            if {r["board_stage"], r["alight_stage"]} <= numbers
            and r["board_stage"] <= r["alight_stage"]
        ]
        self.board(trip, loads)
        return trip

    @cached_property
    def requests(self):
        """Return by when the plan asks for each permission."""
        rows = sorted(self.book.tables["requests"], key=lambda r: -r["ask_by"])
        return {r["permission"]: r["ask_by"] for r in rows}

    @cached_property
    def loads_of(self):
        """Return the rows of loads by serial."""
        found = {}
        for row in self.book.tables["loads"]:
            found.setdefault(row["serial"], []).append(row)
        return found

    def staged(self, row, times, after, sorties):
        """Return a row as a stage, so many seconds later."""
        return Stage(
            row["serial"],
            row["stage"],
            row["mode"],
            self.legs[row["leg"]],
            (row["origin"], row["destination"]),
            (times[0] + after, times[1] + after),
            sorties,
        )

    def board(self, trip, loads):
        """Put loads aboard the stages of a trip."""
        trip.loads = loads
        for stage in trip.stages:
            stage.aboard = [x for x in loads if x.boards <= stage.number <= x.alights]

    def type_of(self, fleet):
        """Return the vehicle type of a fleet."""
        return self.account.vehicles[self.fleets[fleet]["vehicle"]]

    def aircraft_of(self, fleet):
        """Return the aircraft type of an air fleet."""
        return self.account.aircraft[self.air[fleet]["aircraft"]]

    def vehicles(self, stage):
        """Return the vehicles of a stage: those of fleets and the units that drive."""
        return sum(
            x.quantity
            for x in stage.aboard
            if x.kind == "vehicle" or (x.kind == "lot" and x.role == "driven")
        )

    def crews(self, stage):
        """Return the places of crews: by crewing party, of the units that drive, and of contract crews aboard."""
        places, driving, hired = {}, 0, 0
        for x in stage.aboard:
            if x.kind == "vehicle":
                crew, party = x.quantity * self.type_of(x.item)["crew"], self.fleets[x.item]
                if party["crew_party"]:
                    name = party["crew_party"]
                    places[name] = places.get(name, 0) + crew
                else:
                    hired += crew
            elif x.kind == "lot" and x.role == "driven":
                driving += x.quantity * self.lots[x.item]["crew"]
        return places, driving, hired

    def people(self, stage, *roles):
        """Return the people aboard a stage, in any of the roles; without one, all."""
        return sum(
            x.quantity
            for x in stage.aboard
            if x.kind == "people" and (not roles or x.role in roles)
        )

    def riding(self, stage):
        """Return the people who need a seat: all but crews, and crews beyond their places."""
        places, driving, _ = self.crews(stage)
        crew = self.people(stage, "crew")
        beyond = max(0, crew - sum(places.values()) - driving)
        return self.people(stage) - crew + beyond

    def strikes(self, stage):
        """Return the threat on a stage when it departs."""
        return strikes(self.book, stage.leg, stage.depart)

    def moves(self, stage):
        """Return the hours that a stage is on the move: its leg's at its pace, or the slowest type's."""
        aboard = [(x.kind, x.item, x.role) for x in stage.aboard]
        return self.book.hours_with(stage.leg, aboard, stage.depart)

    def planned(self, mode, hours):
        """Return how long so many hours on the move take, nights included, in hours."""
        if mode != "road":
            return hours
        most = self.doctrine["march_hours_per_day"]
        nights = max(0, ceil(hours / most - 1e-9) - 1)
        return 24 * nights + hours - nights * most

    def long(self, stage):
        """Return how long a stage may take, rather than the plan says, in hours."""
        return hours(stage.arrive - stage.depart) * exp(
            self.doctrine["supply_z"] * stage.leg["spread"]
        )

    # Who and what is where

    def tallied(self, kind):
        """Return the count over time by item and site, for people and lots, before anything is disposed of."""
        found = {}
        for item, origin, destination, leave, arrive, n in self.book.ask(
            "SELECT item, origin, destination, leave, arrive, quantity FROM flown WHERE kind = ?",
            kind,
        ):
            found.setdefault((item, origin), Steps()).add(leave, -n)
            found.setdefault((item, destination), Steps()).add(arrive, n)
        return found

    @cached_property
    def presence(self):
        """Return the people of each party at each site over time."""
        found = self.tallied("people")
        for name, row in self.parties.items():
            found.setdefault((name, row["site"]), Steps()).add(-inf, row["count"])
        return found

    @cached_property
    def standing(self):
        """Return the units of each lot at each site over time, those gone that are disposed of once that begins."""
        found = self.tallied("lot")
        for name, row in self.lots.items():
            found.setdefault((name, row["site"]), Steps()).add(-inf, row["quantity"])
        for row in self.disposals:
            if row["lot"] in self.lots:
                steps = found.setdefault((row["lot"], row["site"]), Steps())
                steps.add(row["start"], -row["quantity"])
        return found

    def parked(self, fleet, site):
        """Return the vehicles of a fleet at a site over time, before any is abandoned."""
        if not self._parked:
            for name, row in self.fleets.items():
                self._parked.setdefault((name, row["site"]), Steps()).add(-inf, row["count"])
            for name, origin, destination, leave, arrive, n in self.book.ask(
                "SELECT item, origin, destination, leave, arrive, quantity FROM moves WHERE kind = 'vehicle'"
            ):
                self._parked.setdefault((name, origin), Steps()).add(leave, -n)
                self._parked.setdefault((name, destination), Steps()).add(arrive, n)
        return self._parked.get((fleet, site), Steps())

    @cached_property
    def _parked(self):
        return {}

    @cached_property
    def disposals(self):
        """Return the disposals of the plan."""
        return self.book.tables["disposals"]

    @cached_property
    def at_site(self):
        """Return the parties that are ever at each site."""
        found = {}
        for party, site in self.presence:
            found.setdefault(site, []).append(party)
        return found

    def summed(self, site, weigh):
        """Return over time what the parties at a site come to, each count weighed by ``weigh(party, count)``."""
        parts = [(p, self.presence[p, site]) for p in self.at_site.get(site, [])]
        total = Steps()
        for party, steps in parts:
            before = 0
            for at, n in steps.told():
                now = weigh(party, n)
                if now != before:
                    total.add(at, now - before)
                before = now
        return total

    def armed(self, site):
        """Return the armed people at a site over time."""
        return self.summed(site, lambda party, n: n if self.parties[party]["armed"] else 0)

    def everybody(self, site):
        """Return all people at a site over time."""
        return self.summed(site, lambda _, n: n)

    def brings(self, party, count, capability, at):
        """Return the whole teams of a capability that some of a party are at a moment; none before they work."""
        row = self.parties[party]
        teams = capabilities(row["capabilities"]).get(capability, 0)
        begin = row["available_from"]
        if not teams or not row["count"] or (begin is not None and at < begin):
            return 0
        return floor(max(0, count) * teams / row["count"] + EPS)

    def teams(self, site, capability):
        """Return the teams of a capability at a site over time."""
        if (site, capability) not in self._teams:
            total = Steps()
            for party in self.at_site.get(site, []):
                steps, before = self.presence[party, site], 0
                begin = self.parties[party]["available_from"]
                for at in sorted({*steps.times, *([] if begin is None else [begin])}):
                    now = self.brings(party, steps.at(at), capability, at)
                    total.add(at, now - before)
                    before = now
            self._teams[site, capability] = total
        return self._teams[site, capability]

    @cached_property
    def _teams(self):
        return {}

    def required(self, activity, *places):
        """Return the requirements on an activity at any of the places."""
        return [
            r
            for r in self.book.tables["requirements"]
            if r["activity"] == activity and r["where"] in places
        ]

    def closing(self, site):
        """Return when a site closes; the end of planning where it does not."""
        return self.close.get(site, self.book.end)

    def rulings(self, lot, way):
        """Return the most specific row of the dispositions about a lot; None where there is none."""
        return self.account.ruling(lot, way)


def capabilities(text):
    """Return the teams that a cell of capabilities names."""
    found = {}
    for part in text.split(";"):
        name, _, teams = part.partition(":")
        if name.strip():
            found[name.strip()] = int(teams or 1)
    return found


def windows(moments, width):
    """Return for each (moment, amount) the sum over the window of a width that ends with it, its beginning left out."""
    rows = sorted(moments)
    found, first, total = [], 0, 0.0
    for place, (at, amount) in enumerate(rows):
        total += amount
        while rows[first][0] <= at - width:
            total -= rows[first][1]
            first += 1
        if place + 1 == len(rows) or rows[place + 1][0] > at:
            found.append((at, total))
    return found


def hours(seconds):
    """Return seconds as hours."""
    return seconds / HOUR
