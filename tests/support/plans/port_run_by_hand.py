"""A plan for ``missions/port-run`` made by hand: everybody is out by the deadline and no rule is broken.

It is not a good plan, it is a witness that there is one. Hours count from the mission's start.
"""

import math

from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Disposal, Load, Plan, Stage

ROAD_OUT = ("assembly-milltown", "milltown-highpass", "highpass-crossing", "crossing-port")


class Table:
    """A movement table in the making."""

    def __init__(self, m: Mission) -> None:
        """Begin with nothing."""
        self.m = m
        self.stages: list[Stage] = []
        self.loads: list[Load] = []

    def serial(self, serial: str, start: str, *legs: tuple[str, float]) -> None:
        """Add a serial by its legs and their departures in hours; it arrives after the planned travel time."""
        m, place = self.m, start
        for n, (name, depart) in enumerate(legs, start=1):
            leg = m.leg[name]
            there = leg.destination if place == leg.origin else leg.origin
            self.stages.append(
                Stage(
                    serial=serial,
                    stage=n,
                    mode=leg.mode,
                    leg=name,
                    origin=place,
                    destination=there,
                    depart=m.time(depart),
                    arrive=m.time(depart + leg.travel_hours),
                )
            )
            place = there

    def convoy_out(self, serial: str, depart: float) -> None:
        """Add a convoy from the assembly ground to the port without a halt."""
        legs, at = [], depart
        for name in ROAD_OUT:
            legs.append((name, at))
            at += self.m.leg[name].travel_hours
        self.serial(serial, "assembly", *legs)

    def convoy_back(self, serial: str, depart: float) -> None:
        """Add a convoy from the port to the assembly ground without a halt."""
        legs, at = [], depart
        for name in reversed(ROAD_OUT):
            legs.append((name, at))
            at += self.m.leg[name].travel_hours
        self.serial(serial, "port", *legs)

    def put(self, serial: str, stages: tuple[int, int], **items: float) -> None:
        """Put aboard fleets, lots (driven) and people (passengers, or crew with the suffix ``__crew``)."""
        for name, quantity in items.items():
            item, _, role = name.replace("_", "-").partition("--")
            if item in self.m.fleet:
                kind, role = "vehicle", ""
            elif item in self.m.air_fleet:
                kind, role = "aircraft", ""
            elif item in self.m.lot:
                kind, role = "lot", "driven"
            else:
                kind, role = "people", role or "passenger"
            self.loads.append(
                Load(
                    serial=serial,
                    kind=kind,
                    item=item,
                    quantity=quantity,
                    board_stage=stages[0],
                    alight_stage=stages[1],
                    role=role,
                )
            )

    def supply(self, serial: str) -> None:
        """Put fuel and water aboard for the whole serial: for its planned times, stretched, and a drop more."""
        m, stages = self.m, [s for s in self.stages if s.serial == serial]
        fuel = water = 0.0
        for n, s in enumerate(stages, start=1):
            leg = m.leg[s.leg]
            aboard = [
                load
                for load in self.loads
                if load.serial == serial and load.board_stage <= n <= load.alight_stage
            ]
            people = sum(load.quantity for load in aboard if load.kind == "people")
            for load in aboard:
                if load.kind == "vehicle":
                    fleet = m.fleet[load.item]
                    fuel += load.quantity * m.vehicle[fleet.vehicle].fuel_l_per_km * leg.km
                    people += (
                        0 if fleet.crew_party else load.quantity * m.vehicle[fleet.vehicle].crew
                    )
                if load.kind == "lot":
                    fuel += load.quantity * m.lot[load.item].fuel_l_per_km * leg.km
                if load.kind == "aircraft":
                    kind = m.aircraft_type[m.air_fleet[load.item].aircraft]
                    fuel += s.rotations * leg.travel_hours * kind.fuel_l_per_hour
            days = leg.travel_hours * math.exp(m.doctrine.supply_z * leg.spread)
            if n < len(stages):
                days += m.hours(stages[n].depart) - m.hours(s.arrive)
            water += people * m.doctrine.convoy_water_per_person_day * days / 24
        for item, quantity in (("fuel", fuel), ("water", water)):
            if quantity:
                self.loads.append(
                    Load(
                        serial=serial,
                        kind="supply",
                        item=item,
                        quantity=math.ceil(quantity) + 1,
                        board_stage=1,
                        alight_stage=len(stages),
                        role="used",
                    )
                )


def by_hand(m: Mission) -> Plan:
    """Return the plan."""
    t = Table(m)
    first_day(t)
    flights(t)
    last_lift(t)
    for serial in dict.fromkeys(stage.serial for stage in t.stages):
        t.supply(serial)
    closures = (("agency-east", 4, "E-2"), ("agency-west", 4, "W-1"), ("embassy", 36, "S-5"))
    disposals = (
        ("agency-east", "medical-stores", "abandon", 0, 4),
        ("embassy", "office", "sell", 12, 36),
        ("embassy", "archives", "destroy", 0, 24),
        ("embassy", "comms", "destroy", 6, 24),
        ("embassy", "small-arms", "destroy", 0, 24),
    )
    return Plan(
        stages=tuple(t.stages),
        loads=tuple(t.loads),
        closures=tuple(
            Closure(site=site, close=m.time(close), last_serials=(last,))
            for site, close, last in closures
        ),
        disposals=tuple(
            Disposal(
                site=site,
                lot=lot,
                disposition=what,
                quantity=m.lot[lot].quantity,
                start=m.time(start),
                done=m.time(done),
            )
            for site, lot, what, start, done in disposals
        ),
    )


def first_day(t: Table) -> None:
    """The agencies drive to the assembly ground and fetch the rest of Agency East; the coaches leave for the port and come back.

    The coaches drive nothing before and rest at both ends: three times 20 hours and two nights are just 68.
    """
    t.serial("E-1", "agency-east", ("east-assembly", 0.5))
    t.put("E-1", (1, 1), east_4x4=12, east_staff__crew=12, east_staff=48)
    t.serial("W-1", "agency-west", ("west-assembly", 0))
    t.put("W-1", (1, 1), west_4x4=16, west_staff__crew=16, west_staff=64)
    t.serial("E-2", "assembly", ("east-assembly", 2), ("east-assembly", 4))
    t.put("E-2", (1, 2), east_4x4=12, west_4x4=16, east_staff__crew=12, west_staff__crew=16)
    t.put("E-2", (2, 2), east_staff=80)
    t.convoy_out("R-1", 4)
    t.put("R-1", (1, 4), buses=5, security_armoured=3, security__crew=6, nationals=229)
    t.convoy_back("R-2", 28)
    t.put("R-2", (1, 4), buses=5, security_armoured=3, security__crew=6)


def flights(t: Table) -> None:
    """The agencies' vehicles bring people to the field; two flights in the evening, two in the morning."""
    drivers = {"east_4x4": 12, "west_4x4": 16, "east_staff__crew": 12, "west_staff__crew": 16}
    field, embassy = "assembly-airfield", "embassy-assembly"
    t.serial("S-1", "assembly", (embassy, 6), (embassy, 8), (field, 9), (field, 11))
    t.put("S-1", (1, 4), **drivers)
    t.put("S-1", (2, 3), dependants=60, embassy_staff=52)
    t.serial("S-2", "assembly", (field, 13), (field, 15))
    t.put("S-2", (1, 2), **drivers)
    t.put("S-2", (1, 1), east_staff=56)
    t.serial("S-3", "assembly", (embassy, 17), (embassy, 19), (field, 20), (field, 22))
    t.put("S-3", (1, 4), **drivers)
    t.put("S-3", (2, 3), embassy_staff=58, local_staff=54)
    t.serial("S-4", "assembly", (field, 24), (field, 26))
    t.put("S-4", (1, 2), **drivers)
    t.put("S-4", (1, 1), east_staff=62)
    for serial, depart in (("F-1", 12), ("F-2", 12), ("F-3", 24), ("F-4", 24)):
        t.serial(serial, "haven", ("airfield-haven", depart), ("airfield-haven", depart + 3))
        t.put(serial, (1, 2), haven_transport=1)
    t.put("F-1", (2, 2), patients=12, dependants=60, embassy_staff=18)
    t.put("F-2", (2, 2), embassy_staff=34, east_staff=56)
    t.put("F-3", (2, 2), embassy_staff=58, local_staff=32)
    t.put("F-4", (2, 2), local_staff=22, east_staff=62, air_team=6)


def last_lift(t: Table) -> None:
    """The embassy closes when its caretaker is ready; two convoys take all who are left."""
    t.serial("S-5", "assembly", ("embassy-assembly", 34), ("embassy-assembly", 36))
    t.put("S-5", (1, 2), west_4x4=16, west_staff__crew=16)
    t.put(
        "S-5", (2, 2), embassy_armoured=6, guards__crew=12, guards=28, technical=8, local_staff=36
    )
    t.convoy_out("R-3", 41)
    t.put(
        "R-3",
        (1, 4),
        embassy_armoured=6,
        guards__crew=12,
        west_4x4=16,
        west_staff__crew=16,
        east_4x4=12,
        east_staff__crew=12,
    )
    t.put("R-3", (1, 4), guards=22, west_staff=64, local_staff=36, technical=8)
    t.convoy_out("R-4", 52)
    t.put(
        "R-4",
        (1, 4),
        buses=5,
        security_armoured=6,
        security__crew=12,
        security=6,
        guards=6,
        nationals=21,
        east_staff=10,
    )
