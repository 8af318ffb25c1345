"""Missions and plans of the outpost that break one rule, by the rule they break."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property

import attrs

from exeunt.model.forces import Lot, Party
from exeunt.model.hazards import Season
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.pace import Pace
from exeunt.model.plan import Disposal, Plan, Stage
from exeunt.model.stores import Permission
from exeunt.model.transport import Fleet, VehicleType
from exeunt.rules.referee import referee
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    added,
    at,
    closing,
    disposal,
    dropped,
    load,
    loads,
    row,
    shifted,
    stage,
    stages,
    where,
)


@attrs.frozen
class Break:
    """A broken rule; ``companions`` are rules that cannot but break with it, for the reason given."""

    rule: str
    title: str
    mission: Mission = MISSION
    plan: Plan = PLAN
    companions: tuple[str, ...] = ()

    @cached_property
    def violations(self) -> tuple[Violation, ...]:
        """What the referee says of it: asked once, for many tests look at it."""
        return referee(self.mission, self.plan)


def broken(mission: Mission, plan: Plan) -> set[str]:
    """Return the names of the rules that a plan breaks."""
    return {v.rule for v in referee(mission, plan)}


def doctrine(**changes: float) -> Mission:
    """Return the outpost under another doctrine."""
    return attrs.evolve(MISSION, doctrine=attrs.evolve(MISSION.doctrine, **changes))


def disposition(way: str, kit_class: str, **changes: object) -> Mission:
    """Return the outpost with one row of the dispositions changed."""
    rows = tuple(
        attrs.evolve(d, **changes) if (d.disposition, d.kit_class) == (way, kit_class) else d
        for d in MISSION.dispositions
    )
    return attrs.evolve(MISSION, dispositions=rows)


def again(day: int, hour: float) -> Plan:
    """Return the plan with a fourth convoy, of all trucks that are back by the morning of day 9."""
    leaves, arrives = at(day, hour), at(day, hour + 30)
    return added(
        PLAN,
        *stages("C4", "road", ("town-port", "town", "port", leaves, arrives)),
        load("C4", "vehicle", "trucks", 8, (1, 1)),
        load("C4", "supply", "fuel", 800, (1, 1), "used"),
        load("C4", "supply", "rations", 40, (1, 1), "used"),
    )


def on_from_the_port(fuel: float = 0.0) -> Plan:
    """Return the plan with the way home of the third convoy as a serial of its own."""
    stayed = loads(PLAN, "C3", "trucks", alight_stage=1)
    went_on = [
        attrs.evolve(one, serial="C4", stage=1)
        for one in PLAN.stages
        if (one.serial, one.stage) == ("C3", 2)
    ]
    plan = attrs.evolve(
        loads(loads(stayed, "C3", "fuel", alight_stage=1), "C3", "rations", alight_stage=1),
        stages=tuple(s for s in PLAN.stages if (s.serial, s.stage) != ("C3", 2)),
    )
    more = [load("C4", "vehicle", "trucks", 6, (1, 1))]
    if fuel:
        more.append(load("C4", "supply", "fuel", fuel, (1, 1), "used"))
    return added(plan, *went_on, *more)


def _third_flight() -> Plan:
    """An empty flight to the fort while the first is under way."""
    hops: Iterable[Stage] = stages(
        "F3",
        "air",
        ("fort-town-air", "town", "fort", at(1, 9), at(1, 9.5)),
        ("fort-town-air", "fort", "town", at(1, 10.5), at(1, 11)),
    )
    return added(
        PLAN,
        *hops,
        load("F3", "aircraft", "helis", 1, (1, 2)),
        load("F3", "supply", "fuel", 200, (1, 2), "used"),
    )


def _two_sorties() -> Plan:
    """The second flight with twice the sorties in the same time."""
    plan = PLAN
    for number in (1, 2):
        plan = stage(plan, "F2", number, rotations=2)
    return loads(plan, "F2", "fuel", quantity=800.0)


def _staged_in_town() -> Plan:
    """The first convoy's stores, put down in the town for the night."""
    return added(
        dropped(PLAN, "C1", "stores"),
        load("C1", "lot", "stores", 10, (2, 2), "carried"),
        load("C1", "lot", "stores", 10, (3, 3), "carried"),
    )


def _guards_by_air(day: int) -> Plan:
    """Five guards who take a helicopter of their own on one day and the last convoy from the town."""
    out, back = (
        ("fort-town-air", "town", "fort", at(day, 11), at(day, 11.5)),
        ("fort-town-air", "fort", "town", at(day, 12.5), at(day, 13)),
    )
    hops = stages("F3", "air", out, back)
    plan = where(PLAN, lambda x: x.item == "guard" and x.role == "passenger", quantity=16.0)
    people = (
        load("F3", "people", "guard", 5, (2, 2), "passenger"),
        load("C2", "people", "guard", 5, (3, 3), "passenger"),
    )
    return added(
        plan,
        *hops,
        load("F3", "aircraft", "helis", 1, (1, 2)),
        load("F3", "supply", "fuel", 200, (1, 2), "used"),
        *people,
    )


def _to_the_closed_fort() -> Plan:
    """An empty flight to the fort the day after it has closed."""
    out, back = (
        ("fort-town-air", "town", "fort", at(6, 9), at(6, 9.5)),
        ("fort-town-air", "fort", "town", at(6, 10.5), at(6, 11)),
    )
    return added(
        PLAN,
        *stages("F3", "air", out, back),
        load("F3", "aircraft", "helis", 1, (1, 2)),
        load("F3", "supply", "fuel", 200, (1, 2), "used"),
    )


def _with_their_own_crew() -> Plan:
    """The crew that receives aircraft at the fort comes by the first flight and leaves by the last convoy."""
    return added(
        PLAN,
        load("F1", "people", "tower", 3, (1, 1), "passenger"),
        load("C2", "people", "tower", 3, (2, 2), "passenger"),
    )


def _all_day_shuttle() -> Plan:
    """The second flight with two sorties, from one noon to the next afternoon."""
    return stage(shifted(_two_sorties(), "F2", 24, since=2), "F2", 1, arrive=at(6, 8))


def _two_crews() -> Mission:
    """The outpost with a crew to receive aircraft at the fort, and another in the town."""
    crew = attrs.evolve(MISSION.party["tower"], party="crew")
    asked = attrs.evolve(MISSION.requirements[2], requirement="fort-crew", where="fort")
    return attrs.evolve(
        MISSION, parties=(*MISSION.parties, crew), requirements=(*MISSION.requirements, asked)
    )


def empty_column(*, stands: float) -> Plan:
    """An empty convoy that goes to the fort behind the first one, and turns round there."""
    back = at(0, 20 + stands)
    hops: Iterable[Stage] = stages(
        "C4",
        "road",
        ("fort-town", "town", "fort", at(0, 12), at(0, 20)),
        ("fort-town", "fort", "town", back, back + timedelta(hours=22)),
    )
    return added(
        PLAN,
        *hops,
        load("C4", "vehicle", "trucks", 4, (1, 2)),
        load("C4", "vehicle", "carriers", 1, (1, 2)),
        load("C4", "people", "drivers", 3, (1, 2), "crew"),
        load("C4", "supply", "fuel", 580, (1, 2), "used"),
        load("C4", "supply", "rations", 60, (1, 2), "used"),
    )


def column_to_the_closed_fort(*, onward: str) -> Plan:
    """An empty convoy that goes to the fort after it has closed, and on from there a day later."""
    return added(
        PLAN,
        *stages(
            "C4",
            "road",
            ("fort-town", "town", "fort", at(9, 20), at(10, 4)),
            (f"fort-{onward}", "fort", onward, at(11, 4), at(12)),
        ),
        load("C4", "vehicle", "trucks", 5, (1, 2)),
        load("C4", "vehicle", "carriers", 1, (1, 2)),
        load("C4", "people", "drivers", 3, (1, 2), "crew"),
        load("C4", "supply", "fuel", 580, (1, 2), "used"),
        load("C4", "supply", "rations", 60, (1, 2), "used"),
    )


BARGES = attrs.evolve(
    MISSION,
    end=at(20),
    legs=(
        *MISSION.legs,
        Leg(leg="river", origin="town", destination="port", mode="river", km=180, travel_hours=12),
    ),
    lots=(
        *MISSION.lots,
        Lot(
            lot="tents",
            site="town",
            quantity=4,
            mass_t=2,
            teu=0.5,
            kit_class="general",
            owner="mission",
            destination="port",
        ),
    ),
    vehicles=(
        *MISSION.vehicles,
        VehicleType(vehicle="barge", mode="river", payload_t=50, teu=4, crew=0),
    ),
    fleets=(*MISSION.fleets, Fleet(fleet="barges", vehicle="barge", site="town", count=4)),
)
"""The outpost with barges on a river; both ends take twelve hours to load or unload one."""


def by_barge(*, apart: float, barges: int = 1) -> Plan:
    """Two serials of barges with tents from the town, so many hours one after the other."""
    plan = PLAN
    for number, leaves in enumerate((at(9), at(9) + timedelta(hours=apart)), start=1):
        serial = f"B{number}"
        plan = added(
            plan,
            *stages(
                serial, "river", ("river", "town", "port", leaves, leaves + timedelta(hours=12))
            ),
            load(serial, "vehicle", "barges", barges, (1, 1)),
            load(serial, "lot", "tents", 1, (1, 1), "carried"),
        )
    return plan


ROUNDABOUT = attrs.evolve(
    MISSION,
    legs=(
        *MISSION.legs,
        Leg(leg="fort-port", origin="fort", destination="port", mode="road", km=80, travel_hours=8),
    ),
)
"""The outpost with another road from the fort to the port."""


def _truck_abandoned(*, done: datetime) -> Disposal:
    """A truck given up in the town on the last day, by a row that says when it was done."""
    return Disposal(
        site="town", lot="trucks", disposition="abandon", quantity=1, start=at(11), done=done
    )


def _crew_left_behind() -> Plan:
    """A guard who rides instead of driving a jeep."""
    plan = where(PLAN, lambda x: x.item == "guard" and x.role == "crew", quantity=2.0)
    return where(plan, lambda x: x.item == "guard" and x.role == "passenger", quantity=22.0)


def _fourth_driver() -> Plan:
    """A driver more than the carrier needs in each convoy, and his rations."""
    plan = where(PLAN, lambda x: x.item == "drivers", quantity=4.0)
    plan = loads(plan, "C1", "rations", quantity=130.0)
    return loads(plan, "C2", "rations", quantity=230.0)


THREE_HELIS = row(MISSION, "air_fleets", "helis", count=3)

GUESTS = Party(party="guests", site="town", count=1, population="civilian", provider="Dland")
CLAND_FLIES = tuple(
    Permission(
        permission=name,
        mode="air",
        where="airport",
        direction="in",
        payload="people",
        provider=provider,
        valid_from=at(5),
        state=state,
    )
    for name, provider, state in (
        ("cland-late", "Cland", "granted"),
        ("others-late", "", "refused"),
    )
)
TWO_DAYS = Permission(
    permission="two-days", mode="road", valid_from=at(6), valid_to=at(8), state="withdrawn"
)

A_MORNING = Permission(
    permission="a-morning",
    mode="road",
    where="port",
    direction="in",
    valid_from=at(7, 8),
    valid_to=at(7, 9),
    state="withdrawn",
)

NO_ALAND_KIT = Permission(
    permission="aland-kit",
    mode="road",
    where="port",
    direction="in",
    payload="cargo",
    provider="Aland",
    state="refused",
)

BREAKS = (
    Break(
        "people_conserved",
        "one person too many",
        plan=where(PLAN, lambda x: x.item == "guard" and x.role == "passenger", quantity=22.0),
    ),
    Break("people_conserved", "half a driver", plan=loads(PLAN, "C1", "drivers", quantity=3.5)),
    Break(
        "kit_conserved",
        "a rack both transferred and shipped",
        plan=loads(PLAN, "C3", "racks", quantity=3.0),
    ),
    Break("vehicles_conserved", "trucks not turned round", plan=shifted(PLAN, "C3", -4)),
    Break(
        "vehicles_conserved",
        "more on the move than in service",
        row(MISSION, "fleets", "trucks", out_of_service_share=0.2),
    ),
    Break(
        "vehicles_conserved", "more buses than there are", row(MISSION, "fleets", "buses", count=1)
    ),
    Break(
        "vehicles_conserved",
        "before they are available",
        row(MISSION, "fleets", "trucks", available_from=at(0, 12)),
    ),
    Break(
        "vehicles_conserved",
        "after they are available",
        row(MISSION, "fleets", "trucks", available_to=at(9)),
    ),
    Break("aircraft_conserved", "two in use, one serviceable", plan=_third_flight()),
    Break(
        "aircraft_conserved",
        "fewer serviceable without spares",
        row(THREE_HELIS, "permissions", "spares", state="refused"),
        _third_flight(),
    ),
    Break(
        "aircraft_conserved",
        "after they are available",
        row(MISSION, "air_fleets", "helis", available_to=at(5)),
    ),
    Break(
        "aircraft_conserved",
        "a flight that does not come home",
        plan=attrs.evolve(
            where(PLAN, lambda x: x.serial == "F2", alight_stage=1),
            stages=tuple(s for s in PLAN.stages if (s.serial, s.stage) != ("F2", 2)),
        ),
    ),
    Break(
        "ready_first",
        "radios that are not packed",
        row(MISSION, "lots", "radios", ready_from=at(6)),
    ),
    Break(
        "ready_first",
        "a transfer before the start",
        plan=disposal(PLAN, "racks", start=at(0, -1), done=at(0, -1)),
    ),
    Break(
        "ready_first", "a transfer not done by the end", plan=disposal(PLAN, "racks", done=at(13))
    ),
    Break(
        "ready_first",
        "drivers who have not come to work yet",
        row(MISSION, "parties", "drivers", available_from=at(0, 7)),
    ),
    Break(
        "airfield_crew",
        "a crew that has not come to work yet",
        row(MISSION, "parties", "tower", available_from=at(1, 20)),
    ),
    Break(
        "disposal_capability",
        "a team that has not come to work yet",
        row(MISSION, "parties", "sappers", available_from=at(0, 1)),
    ),
    Break(
        "ready_first",
        "a sale before there is a buyer",
        disposition("destroy", "ammunition", available_from=at(0, 7)),
    ),
    Break("ready_first", "a return after the end", attrs.evolve(MISSION, end=at(9, 8))),
    Break(
        "legs_exist", "back along a one-way leg", row(MISSION, "legs", "town-port", two_way=False)
    ),
    Break("legs_exist", "trucks that float", row(MISSION, "vehicles", "truck", mode="river")),
    Break("legs_exist", "racks that drive", plan=loads(PLAN, "C3", "racks", role="driven")),
    Break(
        "legs_exist",
        "loads over stages that are not there",
        plan=loads(PLAN, "C3", "racks", alight_stage=3),
    ),
    Break(
        "leg_open",
        "a road that closes before the convoy is there",
        attrs.evolve(
            MISSION, seasons=(Season(leg="town-port", closed_from=at(7, 9), closed_to=at(7, 12)),)
        ),
    ),
    Break(
        "leg_open",
        "a closed road",
        attrs.evolve(
            MISSION, seasons=(Season(leg="town-port", closed_from=at(6), closed_to=at(6, 6)),)
        ),
    ),
    Break("opening_hours", "a leg entered too early", row(MISSION, "legs", "fort-town", opens=6.5)),
    Break("opening_hours", "a leg left too late", row(MISSION, "legs", "fort-town", closes=21.5)),
    Break(
        "opening_hours",
        "too few hours to drive in",
        row(MISSION, "legs", "town-port", opens=11, closes=18),
    ),
    Break("opening_hours", "a threatened road by night", doctrine(road_daylight_from_threat=0.1)),
    Break("opening_hours", "flights before sunrise", doctrine(air_daylight=1)),
    Break("opening_hours", "a field without lights", row(MISSION, "sites", "town", daylight=True)),
    Break("opening_hours", "a field not yet open", row(MISSION, "sites", "town", opens=6.25)),
    Break("opening_hours", "a field that has closed", row(MISSION, "sites", "airport", closes=12)),
    Break(
        "movement_permitted", "roads refused", row(MISSION, "permissions", "roads", state="refused")
    ),
    Break(
        "movement_permitted",
        "leave withdrawn while a convoy is on its way",
        attrs.evolve(MISSION, permissions=(*MISSION.permissions, A_MORNING)),
    ),
    Break(
        "movement_permitted",
        "one nation's kit kept out",
        attrs.evolve(MISSION, permissions=(*MISSION.permissions, NO_ALAND_KIT)),
    ),
    Break(
        "movement_permitted",
        "roads withdrawn for two days",
        attrs.evolve(MISSION, permissions=(*MISSION.permissions, TWO_DAYS)),
    ),
    Break(
        "movement_permitted",
        "a nation that is refused flies on another's grant",
        attrs.evolve(
            MISSION,
            parties=(*MISSION.parties, GUESTS),
            permissions=(*MISSION.permissions, *CLAND_FLIES),
        ),
        added(PLAN, load("F2", "people", "guests", 1, (1, 1), "passenger")),
    ),
    Break(
        "movement_permitted",
        "a flight on a permission not granted, with no seats held",
        plan=attrs.evolve(PLAN, reserves=()),
    ),
    Break(
        "movement_permitted",
        "a permission withdrawn, whatever seats are held",
        row(MISSION, "permissions", "airport-late", state="withdrawn"),
    ),
    Break("notice", "a convoy off before it can have been warned", doctrine(notice_hours=7)),
    Break(
        "notice",
        "roads used before their lead time is over",
        row(MISSION, "permissions", "roads", lead_days=1),
    ),
    Break(
        "reserves_held",
        "seats on a convoy of trucks",
        plan=attrs.evolve(PLAN, reserves=(attrs.evolve(PLAN.reserves[0], serial="C3", stage=1),)),
    ),
    Break(
        "reserves_held",
        "seats on the road for who may not go by road",
        row(MISSION, "parties", "visitors", by_road=False),
    ),
    Break(
        "reserves_held",
        "more seats than are free",
        plan=attrs.evolve(PLAN, reserves=(attrs.evolve(PLAN.reserves[0], people=23),)),
    ),
    Break(
        "reserves_held",
        "seats on a convoy that has left",
        plan=attrs.evolve(PLAN, reserves=(attrs.evolve(PLAN.reserves[0], stage=1),)),
    ),
    Break("planned_times", "faster than planned", plan=stage(PLAN, "C3", 1, arrive=at(7, 9))),
    Break(
        "planned_times",
        "faster than the trucks can go",
        row(MISSION, "vehicles", "truck", speed_kmh=12),
    ),
    Break(
        "planned_times",
        "faster than the jeeps that drive along",
        row(MISSION, "lots", "jeeps", speed_kmh=12),
    ),
    Break(
        "planned_times",
        "faster than a track in the rains",
        attrs.evolve(
            row(MISSION, "legs", "town-port", surface="track"),
            pace=(Pace(pace="rains", surface="track", valid_from=at(2), likely=1.3),),
        ),
    ),
    Break("rest", "trucks that go on without a night", plan=again(9, 19)),
    Break("stop_time", "unloading in a hurry", plan=stage(PLAN, "C3", 2, depart=at(7, 21))),
    Break("stop_time", "an empty column that turns on the spot", plan=empty_column(stands=0)),
    Break(
        "halts",
        "a night on a leg that has no place for it",
        row(MISSION, "legs", "town-port", halts=0),
    ),
    Break(
        "halts",
        "a night at a closed fort",
        ROUNDABOUT,
        column_to_the_closed_fort(onward="port"),
    ),
    Break("convoy_size", "too large", doctrine(convoy_max=9)),
    Break("convoy_size", "too small for the threat", doctrine(convoy_min=8)),
    Break("capacity", "too heavy", row(MISSION, "lots", "stores", mass_t=15)),
    Break("capacity", "too many containers", row(MISSION, "lots", "racks", teu=7)),
    Break("capacity", "a unit too large for a truck", row(MISSION, "lots", "racks", mass_t=21)),
    # Two of 10.5 t are too much for a truck of 20 t, though all together the convoy takes them.
    Break("capacity", "units that share no truck", row(MISSION, "lots", "stores", mass_t=10.5)),
    Break("capacity", "too few seats", row(MISSION, "aircraft", "heli", seats=11)),
    Break("capacity", "too heavy to fly", row(MISSION, "aircraft", "heli", payload_t=1.4)),
    Break("capacity", "outsize kit on flatbeds", row(MISSION, "vehicles", "lowbed", outsize=False)),
    Break("capacity", "water for the way too heavy", doctrine(convoy_water_per_person_day=900)),
    Break(
        "capacity",
        "fuel for the way in drums",
        row(row(MISSION, "vehicles", "truck", tank_km=0), "supplies", "fuel", kg_per_unit=85),
    ),
    Break(
        "capacity",
        "stowaways as crew",
        row(MISSION, "aircraft", "heli", seats=11),
        loads(PLAN, "F1", "clerks", role="crew"),
    ),
    Break("crews", "an escort short of crew", plan=loads(PLAN, "C1", "drivers", quantity=2.0)),
    Break("crews", "a jeep without a driver", plan=_crew_left_behind()),
    Break(
        "qualified_crews",
        "two who may drive a carrier, for a crew of three",
        row(
            row(MISSION, "vehicles", "carrier", crew_qualification="armour"),
            "parties",
            "drivers",
            qualified=(("armour", 2),),
        ),
    ),
    Break(
        "capability_along",
        "one escort for two",
        row(MISSION, "requirements", "escorts", per_vehicles=8.0),
    ),
    Break(
        "capability_along",
        "fewer escorts than the least",
        row(MISSION, "requirements", "escorts", amount=2),
    ),
    Break(
        "capability_along",
        "escorts on foot",
        row(
            row(MISSION, "requirements", "escorts", amount=2),
            "parties",
            "drivers",
            capabilities=(("escort", 10),),
        ),
        _fourth_driver(),
    ),
    Break("supplies_carried", "too little fuel", plan=loads(PLAN, "C1", "fuel", quantity=2500.0)),
    Break(
        "supplies_carried",
        "no fuel for kit that drives",
        row(MISSION, "lots", "jeeps", fuel_l_per_km=0.3),
    ),
    Break(
        "supplies_carried",
        "no fuel from where none is counted",
        plan=on_from_the_port(),
    ),
    Break("supplies_carried", "too few rations", plan=loads(PLAN, "C2", "rations", quantity=195.0)),
    Break(
        "column_capacity",
        "too long a column",
        row(MISSION, "legs", "fort-town", vehicles_per_day=9),
    ),
    Break("spacing", "too close behind", doctrine(spacing_hours=10)),
    Break("runway", "no helipad", row(MISSION, "sites", "fort", runway="none")),
    Break(
        "runway",
        "too short",
        row(row(MISSION, "aircraft", "heli", runway_m=100), "sites", "fort", runway_m=90),
    ),
    Break("range", "too far", row(MISSION, "aircraft", "heli", range_km=200)),
    Break(
        "rotation_time",
        "two sorties in the time of one",
        row(MISSION, "sites", "airport", slots_per_day=None),
        _two_sorties(),
    ),
    Break("slots", "no slots", row(MISSION, "sites", "airport", slots_per_day=0)),
    Break("parking", "nowhere to park", row(MISSION, "sites", "fort", parking=0)),
    Break(
        "block_hours",
        "too many in a month",
        row(MISSION, "aircraft", "heli", block_hours_per_month=2.4),
    ),
    Break("block_hours", "too many in a day", doctrine(flying_hours_per_day=2)),
    Break("flight_duty", "a sortie longer than its crew may fly", doctrine(flight_duty_hours=6.9)),
    Break(
        "flight_duty",
        "a second sortie for a tired crew",
        row(MISSION, "aircraft", "heli", crews=0.75),
        shifted(PLAN, "F2", -82),
    ),
    Break("airfield_crew", "too small a crew", row(MISSION, "requirements", "tower", amount=2)),
    Break(
        "holding_floor", "too few from the start", row(MISSION, "sites", "fort", holding_people=25)
    ),
    Break("holding_floor", "guards who leave early", plan=_guards_by_air(2)),
    Break(
        "floor_armed",
        "no armour from the start",
        row(MISSION, "sites", "fort", floor_armour=1),
    ),
    Break(
        "floor_armed",
        "ammunition destroyed while the floor needs it",
        row(MISSION, "sites", "fort", floor_ammunition_t=2),
    ),
    Break(
        "last_lift",
        "somebody left behind",
        plan=where(PLAN, lambda x: x.item == "guard" and x.role == "passenger", quantity=20.0),
    ),
    Break(
        "services_stay", "too small an aid post", row(MISSION, "requirements", "aid-post", amount=2)
    ),
    Break("beds", "too few for those who come back", row(MISSION, "sites", "town", beds=9)),
    Break(
        "yard",
        "too small for the night's stores",
        row(MISSION, "sites", "town", yard_teu=11),
        _staged_in_town(),
    ),
    Break("packing_rate", "too fast", row(MISSION, "sites", "fort", pack_teu_per_day=7.5)),
    Break(
        "stops_work", "huts sold in which people live", row(MISSION, "lots", "huts", in_use=True)
    ),
    Break("loading_rate", "too fast", row(MISSION, "sites", "fort", load_teu_per_day=11)),
    Break(
        "receiving_rate",
        "more people than a port receives",
        row(MISSION, "sites", "port", receive_people_per_day=33),
    ),
    Break(
        "receiving_rate",
        "more vehicles than a port receives",
        row(MISSION, "sites", "port", receive_vehicles_per_day=15),
    ),
    Break(
        "berths",
        "two barges at one berth",
        row(BARGES, "sites", "town", berths=1),
        by_barge(apart=6),
    ),
    Break("unloading_rate", "too fast", row(MISSION, "sites", "port", unload_teu_per_day=11)),
    Break(
        "closing_steps", "too soon for the steps", row(MISSION, "sites", "fort", closing_hours=140)
    ),
    Break(
        "closing_steps",
        "inspected by too few",
        row(MISSION, "requirements", "inspection", amount=2),
    ),
    Break("closing_window", "too late", row(MISSION, "sites", "fort", close_by=at(5))),
    Break(
        "closing_window",
        "never closed though it has to be",
        plan=attrs.evolve(PLAN, closures=()),
        companions=("holding_floor", "services_stay"),
    ),
    # Its steps cannot be done before its earliest date either.
    Break(
        "closing_window",
        "too early",
        row(MISSION, "sites", "fort", close_from=at(6), closing_hours=0),
        companions=("closing_steps",),
    ),
    Break("closing_window", "closed twice", plan=added(PLAN, *PLAN.closures)),
    Break(
        "receiver_ready",
        "a vacuum hidden",
        row(MISSION, "sites", "fort", receiver_ready=at(7)),
        closing(disposal(PLAN, "huts", disposition="destroy"), vacuum_days=1.0),
    ),
    Break(
        "closed_site_empty", "a radio left behind", plan=loads(PLAN, "C2", "radios", quantity=1.0)
    ),
    Break("closed_site_empty", "huts not yet sold", plan=disposal(PLAN, "huts", done=at(6))),
    Break("lawful_disposition", "huts given away", plan=disposal(PLAN, "huts", disposition="gift")),
    Break(
        "lawful_disposition", "ammunition sold", plan=disposal(PLAN, "shells", disposition="sell")
    ),
    Break(
        "lawful_disposition",
        "shipping as a disposal",
        plan=disposal(PLAN, "racks", disposition="ship"),
    ),
    Break(
        "lawful_disposition",
        "a transfer to a site that closes",
        row(MISSION, "lots", "huts", allowed=()),
        disposal(PLAN, "huts", disposition="transfer"),
    ),
    Break(
        "lawful_disposition",
        "shipped to the wrong exit",
        row(MISSION, "lots", "jeeps", destination="airport"),
    ),
    Break(
        "lawful_disposition",
        "a fleet sold",
        plan=added(
            PLAN,
            Disposal(
                site="town", lot="trucks", disposition="sell", quantity=1, start=at(11), done=at(11)
            ),
        ),
    ),
    Break("owner_consent", "destroyed unasked", row(MISSION, "lots", "shells", consent=False)),
    Break("disposal_rate", "sold too fast", disposition("sell", "general", rate_per_day=4)),
    Break("disposal_rate", "destroyed too fast", plan=disposal(PLAN, "shells", done=at(2))),
    Break("disposal_rate", "sold in no time", plan=disposal(PLAN, "huts", done=at(1))),
    Break(
        "disposal_capability",
        "too few search teams",
        row(MISSION, "requirements", "range", amount=2),
    ),
    Break(
        "disposal_capability",
        "nobody who can",
        disposition("destroy", "ammunition", capability="recovery", rate_t_per_team_day=None),
    ),
    Break("lead_time", "sold over the counter", plan=disposal(PLAN, "huts", done=at(0, 12))),
    Break(
        "lead_time",
        "a truck given up days before it is given up",
        plan=added(PLAN, _truck_abandoned(done=at(2))),
    ),
    Break(
        "provider_conditions",
        "by road, though not allowed",
        row(MISSION, "parties", "medics", by_road=False),
    ),
    Break("provider_conditions", "too early", row(MISSION, "parties", "guard", leave_from=at(6))),
    Break("provider_conditions", "too late", row(MISSION, "parties", "clerks", leave_by=at(1, 7))),
    Break(
        "provider_conditions",
        "before their kit",
        row(MISSION, "parties", "clerks", with_kit=True, provider="Aland"),
    ),
    Break(
        "stocks", "no water before the first convoy", row(MISSION, "supplies", "water", stock=50)
    ),
    Break("stocks", "deliveries dropped", plan=dropped(PLAN, "C1", "water")),
    Break(
        "imports_permitted",
        "fuel that cannot come in",
        row(MISSION, "supplies", "fuel", stock=6500),
    ),
    Break(
        "holding_floor",
        "guards who leave in the last-lift span",
        doctrine(last_lift_hours=30),
        _guards_by_air(4),
    ),
    Break(
        "stop_time", "kit put down at a junction", row(MISSION, "sites", "town", role="junction")
    ),
    Break(
        "planned_times",
        "trucks kept on the road",
        plan=loads(stage(PLAN, "C3", 2, arrive=at(11, 13)), "C3", "rations", quantity=200.0),
    ),
    Break(
        "stop_time",
        "too long a halt",
        plan=loads(shifted(PLAN, "C3", 48, since=2), "C3", "rations", quantity=200.0),
    ),
    Break("last_lift", "a flight to a closed site", plan=_to_the_closed_fort()),
    Break(
        "last_lift",
        "a column that turns round at a closed site",
        plan=column_to_the_closed_fort(onward="town"),
    ),
    Break("last_lift", "a convoy that never comes", plan=closing(PLAN, last_serials=("C3",))),
    Break("last_lift", "a convoy that left long before", plan=closing(PLAN, last_serials=("F1",))),
    Break(
        "last_lift",
        "the last convoy, and one that never comes",
        plan=closing(PLAN, last_serials=("C2", "C3")),
    ),
    Break(
        "airfield_crew",
        "who come by the flight they are to receive",
        _two_crews(),
        _with_their_own_crew(),
    ),
    Break(
        "lawful_disposition",
        "not in its disposal group",
        row(MISSION, "lots", "huts", disposal_group="I"),
    ),
    Break(
        "lawful_disposition",
        "sold before the receiver is there",
        row(MISSION, "sites", "fort", receiver_ready=at(5)),
    ),
    Break(
        "lawful_disposition",
        "sold to nobody",
        row(MISSION, "sites", "fort", receiver=""),
    ),
    Break(
        "lawful_disposition",
        "a transfer where nobody stays",
        row(
            row(MISSION, "parties", "drivers", destination="port"),
            "parties",
            "tower",
            destination="port",
        ),
    ),
    Break(
        "lawful_disposition",
        "a transfer of kit of those who fly home",
        row(MISSION, "lots", "racks", owner="contingent", provider="Aland"),
    ),
    Break(
        "lawful_disposition",
        "handed over to nobody",
        row(MISSION, "sites", "fort", receiver=""),
        disposal(PLAN, "huts", disposition="handover"),
    ),
    Break(
        "rotation_time",
        "sorties for more than a day",
        row(row(MISSION, "sites", "airport", slots_per_day=None), "aircraft", "heli", crews=3),
        _all_day_shuttle(),
    ),
)
"""At least one for every rule."""
