"""A small withdrawal by hand: a fort that closes, a town that stays open, an airport and a port to go home by.

The fort's people leave by helicopter (those who may not drive) and by two convoys; its ammunition is
destroyed, its huts are sold, the rest is shipped. The plan keeps every rule; tests break one at a time.
Days count from 1 March 2024: day 0 is the 1st.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import attrs

from exeunt.model.dispositions import Disposition
from exeunt.model.figures import Doctrine
from exeunt.model.forces import Lot, Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Closure, Disposal, Load, Plan, Reserve, Stage
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission, Supply
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType

START = datetime(2024, 3, 1)


def at(day: int, hour: float = 0) -> datetime:
    """Return the moment so many days and hours after the start."""
    return START + timedelta(days=day, hours=hour)


SITES = (
    Site(
        site="fort",
        name="Fort",
        lat=10,
        lon=0,
        role="base",
        runway="helipad",
        parking=1,
        slots_per_day=2,
        beds=60,
        yard_teu=40,
        load_teu_per_day=13,
        turn_hours=24,
        holding_people=20,
        perimeter_risk_per_day=0.01,
        person_risk_per_day=0.0001,
        close_from=at(2),
        close_by=at(8),
        closing_hours=48,
        receiver="civil defence",
        receiver_ready=at(0),
        standing_cost_per_day=1000,
    ),
    Site(
        site="town",
        name="Town",
        lat=10,
        lon=0.9,
        role="hub",
        runway="unpaved",
        runway_m=1200,
        beds=60,
        yard_teu=40,
        load_teu_per_day=20,
        turn_hours=12,
        standing_cost_per_day=500,
        stays_open=True,
    ),
    Site(
        site="airport",
        name="Airport",
        lat=12,
        lon=0.9,
        role="exit",
        runway="paved",
        runway_m=3000,
        parking=1,
        slots_per_day=1,
    ),
    Site(
        site="port", name="Port", lat=10, lon=2.7, role="exit", turn_hours=12, unload_teu_per_day=20
    ),
)

LEGS = (
    Leg(
        leg="fort-town",
        origin="fort",
        destination="town",
        mode="road",
        km=100,
        travel_hours=8,
        vehicles_per_day=20,
        strikes_per_100km=0.1,
        casualties_per_strike=3,
    ),
    Leg(
        leg="town-port",
        origin="town",
        destination="port",
        mode="road",
        km=200,
        travel_hours=16,
        halts=4,
    ),
    Leg(
        leg="fort-town-air",
        origin="fort",
        destination="town",
        mode="air",
        km=100,
        travel_hours=0.5,
        spread=0,
    ),
    Leg(
        leg="town-airport",
        origin="town",
        destination="airport",
        mode="air",
        km=230,
        travel_hours=1,
        spread=0,
    ),
)

PARTIES = (
    Party(
        party="guard",
        site="fort",
        count=24,
        population="troops",
        provider="Aland",
        armed=True,
        destination="port",
        with_kit=True,
    ),
    Party(
        party="sappers",
        site="fort",
        count=6,
        population="troops",
        provider="Bland",
        capabilities=(("eod", 1), ("engineers", 1)),
        leave_from=at(3),
    ),
    Party(
        party="medics",
        site="fort",
        count=4,
        population="troops",
        provider="Bland",
        capabilities=(("medical", 1),),
        leave_by=at(6),
    ),
    Party(party="clerks", site="fort", count=12, population="civilian", by_road=False),
    Party(party="drivers", site="town", count=10, population="troops", destination="town"),
    Party(
        party="tower",
        site="town",
        count=3,
        population="contractor",
        capabilities=(("airfield", 1),),
        destination="town",
    ),
    Party(party="visitors", site="town", count=5, population="civilian", provider="Cland"),
)

LOTS = (
    Lot(
        lot="stores",
        site="fort",
        quantity=12,
        mass_t=8,
        teu=1,
        kit_class="general",
        owner="mission",
        value=1000,
    ),
    Lot(
        lot="jeeps",
        site="fort",
        quantity=3,
        mass_t=2,
        teu=1,
        self_driving=True,
        crew=1,
        seats=3,
        fuel_l_per_km=0,
        kit_class="vehicle",
        owner="contingent",
        provider="Aland",
        value=20000,
        destination="port",
    ),
    Lot(
        lot="shells",
        site="fort",
        quantity=4,
        mass_t=1,
        teu=0.5,
        kit_class="ammunition",
        owner="contingent",
        provider="Aland",
        value=3000,
        harm_if_captured=2,
        consent=True,
    ),
    Lot(
        lot="huts",
        site="fort",
        quantity=5,
        mass_t=5,
        teu=2,
        kit_class="general",
        owner="mission",
        value=2000,
        allowed=("sell", "destroy", "handover"),
    ),
    Lot(
        lot="crane",
        site="fort",
        quantity=1,
        mass_t=15,
        teu=2,
        outsize=True,
        kit_class="general",
        owner="mission",
        value=50000,
    ),
    Lot(
        lot="radios",
        site="fort",
        quantity=2,
        mass_t=1,
        teu=1,
        kit_class="sensitive",
        owner="mission",
        value=5000,
        harm_if_captured=5,
        ready_from=at(3),
    ),
    Lot(
        lot="racks",
        site="town",
        quantity=6,
        mass_t=4,
        teu=1,
        kit_class="general",
        owner="mission",
        value=500,
    ),
)

DISPOSITIONS = (
    Disposition(disposition="ship", recovery_share=1, cost_per_unit=100),
    Disposition(disposition="transfer", kit_class="general", recovery_share=1),
    Disposition(
        disposition="sell",
        kit_class="general",
        owner="mission",
        recovery_share=0.3,
        rate_per_day=5,
        lead_hours=24,
    ),
    Disposition(disposition="handover", kit_class="general", lead_hours=24),
    Disposition(
        disposition="destroy",
        kit_class="ammunition",
        cost_per_unit=500,
        rate_t_per_team_day=2,
        capability="eod",
        lead_hours=24,
    ),
    Disposition(disposition="destroy", kit_class="general", cost_per_unit=50),
)

REQUIREMENTS = (
    Requirement(
        requirement="escorts",
        activity="convoy",
        where="*",
        capability="escort",
        amount=1,
        per_vehicles=10,
        threat_from=0.01,
    ),
    Requirement(
        requirement="aid-post", activity="hold", where="fort", capability="medical", amount=1
    ),
    Requirement(requirement="tower", activity="fly", where="town", capability="airfield", amount=1),
    Requirement(
        requirement="range", activity="destroy", where="ammunition", capability="eod", amount=1
    ),
    Requirement(
        requirement="inspection", activity="close", where="fort", capability="engineers", amount=1
    ),
)

VEHICLES = (
    VehicleType(
        vehicle="truck",
        payload_t=20,
        teu=2,
        crew=2,
        cost_per_km=2,
        cost_per_day=100,
        fuel_l_per_km=0.5,
    ),
    VehicleType(
        vehicle="lowbed",
        payload_t=30,
        teu=4,
        crew=2,
        outsize=True,
        cost_per_km=4,
        fuel_l_per_km=0.8,
    ),
    VehicleType(vehicle="bus", payload_t=1, seats=20, crew=1, cost_per_km=1, fuel_l_per_km=0.3),
    VehicleType(
        vehicle="carrier",
        payload_t=0,
        seats=4,
        crew=3,
        armoured=True,
        capabilities=(("escort", 1),),
        cost_per_km=1,
        fuel_l_per_km=0.4,
    ),
)

FLEETS = (
    Fleet(
        fleet="trucks",
        vehicle="truck",
        site="town",
        count=12,
        ownership="contracted",
        out_of_service_share=0.1,
        value=40000,
    ),
    Fleet(fleet="lowbeds", vehicle="lowbed", site="town", count=1, value=90000),
    Fleet(fleet="buses", vehicle="bus", site="town", count=2),
    Fleet(fleet="carriers", vehicle="carrier", site="town", count=2, crew_party="drivers"),
)

AIRCRAFT = (
    AircraftType(
        aircraft="heli",
        payload_t=3,
        seats=12,
        range_km=250,
        runway="helipad",
        block_hours_per_month=90,
        serviceability=0.9,
        serviceability_blocked=0.4,
        cost_per_hour=2000,
        fuel_l_per_hour=200,
    ),
)

AIR_FLEETS = (AirFleet(air_fleet="helis", aircraft="heli", site="town", count=2),)

PERMISSIONS = (
    Permission(permission="roads", mode="road", state="granted"),
    Permission(
        permission="airport-early",
        mode="air",
        where="airport",
        direction="in",
        payload="people",
        valid_to=at(5),
        state="granted",
    ),
    Permission(
        permission="airport-late",
        mode="air",
        where="airport",
        direction="in",
        payload="people",
        valid_from=at(5),
        state="pending",
    ),
    Permission(permission="spares", mode="import", where="spares", state="granted"),
    Permission(permission="fuel", mode="import", where="fuel", state="unanswered"),
)

SUPPLIES = (
    Supply(supply="fuel", site="town", stock=8000, import_per_day=500, kg_per_unit=0.85),
    Supply(supply="rations", site="town", stock=2000, use_per_person_day=1, kg_per_unit=2),
    Supply(supply="water", site="fort", stock=800, use_per_person_day=5, kg_per_unit=1),
)

MISSION = Mission(
    name="outpost",
    start=START,
    deadline=at(7),
    end=at(12),
    doctrine=Doctrine(convoy_max=14),
    sites=SITES,
    legs=LEGS,
    parties=PARTIES,
    lots=LOTS,
    dispositions=DISPOSITIONS,
    requirements=REQUIREMENTS,
    vehicles=VEHICLES,
    fleets=FLEETS,
    aircraft=AIRCRAFT,
    air_fleets=AIR_FLEETS,
    permissions=PERMISSIONS,
    supplies=SUPPLIES,
)


def stages(
    serial: str, mode: str, *hops: tuple[str, str, str, datetime, datetime]
) -> tuple[Stage, ...]:
    """Return the stages of a serial."""
    return tuple(
        Stage(
            serial=serial,
            stage=n,
            mode=mode,
            leg=leg,
            origin=origin,
            destination=destination,
            depart=depart,
            arrive=arrive,
        )
        for n, (leg, origin, destination, depart, arrive) in enumerate(hops, start=1)
    )


def load(
    serial: str, kind: str, item: str, quantity: float, span: tuple[int, int], role: str = ""
) -> Load:
    """Return a load aboard over a span of stages."""
    return Load(
        serial=serial,
        kind=kind,
        item=item,
        quantity=quantity,
        board_stage=span[0],
        alight_stage=span[1],
        role=role,
    )


STAGES = (
    *stages(
        "C1",
        "road",
        ("fort-town", "town", "fort", at(0, 6), at(0, 14)),
        ("fort-town", "fort", "town", at(1, 14), at(1, 22)),
        ("town-port", "town", "port", at(2, 12), at(3, 18)),
        ("town-port", "port", "town", at(4, 8), at(5, 14)),
    ),
    *stages(
        "C2",
        "road",
        ("fort-town", "town", "fort", at(4, 6), at(4, 14)),
        ("fort-town", "fort", "town", at(5, 14), at(5, 22)),
        ("town-port", "town", "port", at(6, 12), at(7, 18)),
        ("town-port", "port", "town", at(8, 8), at(9, 14)),
    ),
    *stages(
        "C3",
        "road",
        ("town-port", "town", "port", at(6, 4), at(7, 10)),
        ("town-port", "port", "town", at(8, 0), at(9, 6)),
    ),
    *stages(
        "F1",
        "air",
        ("fort-town-air", "town", "fort", at(1, 6), at(1, 6.5)),
        ("fort-town-air", "fort", "town", at(1, 7.5), at(1, 8)),
        ("town-airport", "town", "airport", at(1, 9), at(1, 10)),
        ("town-airport", "airport", "town", at(1, 11), at(1, 12)),
    ),
    *stages(
        "F2",
        "air",
        ("town-airport", "town", "airport", at(5, 12), at(5, 13)),
        ("town-airport", "airport", "town", at(5, 14), at(5, 15)),
    ),
)

LOADS = (
    load("C1", "vehicle", "trucks", 6, (1, 4)),
    load("C1", "vehicle", "lowbeds", 1, (1, 4)),
    load("C1", "vehicle", "carriers", 1, (1, 4)),
    load("C1", "people", "drivers", 3, (1, 4), "crew"),
    load("C1", "supply", "water", 1000, (1, 1), "delivered"),
    load("C1", "supply", "fuel", 2600, (1, 4), "used"),
    load("C1", "supply", "rations", 120, (1, 4), "used"),
    load("C1", "lot", "stores", 10, (2, 3), "carried"),
    load("C1", "lot", "crane", 1, (2, 3), "carried"),
    load("C2", "vehicle", "trucks", 4, (1, 4)),
    load("C2", "vehicle", "buses", 2, (1, 4)),
    load("C2", "vehicle", "carriers", 1, (1, 4)),
    load("C2", "people", "drivers", 3, (1, 4), "crew"),
    load("C2", "supply", "fuel", 1800, (1, 4), "used"),
    load("C2", "supply", "rations", 220, (1, 4), "used"),
    load("C2", "people", "guard", 3, (2, 3), "crew"),
    load("C2", "people", "guard", 21, (2, 3), "passenger"),
    load("C2", "people", "sappers", 6, (2, 3), "passenger"),
    load("C2", "people", "medics", 4, (2, 3), "passenger"),
    load("C2", "lot", "jeeps", 3, (2, 3), "driven"),
    load("C2", "lot", "stores", 2, (2, 3), "carried"),
    load("C2", "lot", "radios", 2, (2, 3), "carried"),
    load("C3", "vehicle", "trucks", 6, (1, 2)),
    load("C3", "supply", "fuel", 1200, (1, 2), "used"),
    load("C3", "supply", "rations", 60, (1, 2), "used"),
    load("C3", "lot", "racks", 2, (1, 1), "carried"),
    load("F1", "aircraft", "helis", 1, (1, 4)),
    load("F1", "people", "clerks", 12, (2, 3), "passenger"),
    load("F1", "supply", "fuel", 600, (1, 4), "used"),
    load("F2", "aircraft", "helis", 1, (1, 2)),
    load("F2", "people", "visitors", 5, (1, 1), "passenger"),
    load("F2", "supply", "fuel", 400, (1, 2), "used"),
)

PLAN = Plan(
    stages=STAGES,
    loads=LOADS,
    disposals=(
        Disposal(
            site="fort", lot="shells", disposition="destroy", quantity=4, start=at(0), done=at(3)
        ),
        Disposal(site="fort", lot="huts", disposition="sell", quantity=5, start=at(0), done=at(2)),
        Disposal(
            site="town", lot="racks", disposition="transfer", quantity=4, start=at(0), done=at(0)
        ),
    ),
    closures=(Closure(site="fort", close=at(5, 14), last_serials=("C2",), vacuum_days=1.5),),
    reserves=(Reserve(flight="F2", party="visitors", people=5, serial="C2", stage=3),),
)


def row(mission: Mission, table: str, key: str, **changes: object) -> Mission:
    """Return the mission with one row of a table changed; the row is named by its first field's value."""
    rows = [attrs.evolve(r, **changes) if _key(r) == key else r for r in getattr(mission, table)]
    return attrs.evolve(mission, **{table: tuple(rows)})


def stage(plan: Plan, serial: str, number: int, **changes: object) -> Plan:
    """Return the plan with one stage changed."""
    return attrs.evolve(
        plan,
        stages=tuple(
            attrs.evolve(s, **changes) if (s.serial, s.stage) == (serial, number) else s
            for s in plan.stages
        ),
    )


def loads(plan: Plan, serial: str, item: str, /, **changes: object) -> Plan:
    """Return the plan with the loads of an item on a serial changed."""
    return where(plan, lambda x: (x.serial, x.item) == (serial, item), **changes)


def where(plan: Plan, chosen: Callable[[Load], bool], **changes: object) -> Plan:
    """Return the plan with the chosen loads changed."""
    return attrs.evolve(
        plan, loads=tuple(attrs.evolve(x, **changes) if chosen(x) else x for x in plan.loads)
    )


def without(plan: Plan, *serials: str) -> Plan:
    """Return the plan without some serials."""
    return attrs.evolve(
        plan,
        stages=tuple(s for s in plan.stages if s.serial not in serials),
        loads=tuple(x for x in plan.loads if x.serial not in serials),
        closures=tuple(
            attrs.evolve(c, last_serials=tuple(x for x in c.last_serials if x not in serials))
            for c in plan.closures
        ),
        reserves=tuple(r for r in plan.reserves if not {r.serial, r.flight} & set(serials)),
    )


def dropped(plan: Plan, serial: str, item: str) -> Plan:
    """Return the plan without the loads of an item on a serial."""
    return attrs.evolve(
        plan, loads=tuple(x for x in plan.loads if (x.serial, x.item) != (serial, item))
    )


def added(plan: Plan, *more: Stage | Load | Disposal | Closure | Reserve) -> Plan:
    """Return the plan with rows more."""
    tables = {
        Stage: "stages",
        Load: "loads",
        Disposal: "disposals",
        Closure: "closures",
        Reserve: "reserves",
    }
    for r in more:
        plan = attrs.evolve(plan, **{tables[type(r)]: (*getattr(plan, tables[type(r)]), r)})
    return plan


def disposal(plan: Plan, lot: str, **changes: object) -> Plan:
    """Return the plan with the disposals of a lot changed."""
    return attrs.evolve(
        plan,
        disposals=tuple(attrs.evolve(d, **changes) if d.lot == lot else d for d in plan.disposals),
    )


def closing(plan: Plan, **changes: object) -> Plan:
    """Return the plan with its closures changed."""
    return attrs.evolve(plan, closures=tuple(attrs.evolve(c, **changes) for c in plan.closures))


def shifted(plan: Plan, serial: str, hours: float, since: int = 1) -> Plan:
    """Return the plan with a serial's stages, from one on, so many hours later."""
    later = timedelta(hours=hours)
    return attrs.evolve(
        plan,
        stages=tuple(
            attrs.evolve(s, depart=s.depart + later, arrive=s.arrive + later)
            if s.serial == serial and s.stage >= since
            else s
            for s in plan.stages
        ),
    )


def _key(r: object) -> object:
    names = (
        "site",
        "leg",
        "party",
        "lot",
        "requirement",
        "vehicle",
        "fleet",
        "aircraft",
        "air_fleet",
        "permission",
        "supply",
    )
    keys = {
        "Supply": "supply",
        "Fleet": "fleet",
        "AirFleet": "air_fleet",
        "Party": "party",
        "Lot": "lot",
        "Disposition": "disposition",
    }
    name = keys.get(type(r).__name__) or next(n for n in names if hasattr(r, n))
    return getattr(r, name)


def requiring(*rows: Requirement) -> Mission:
    return attrs.evolve(MISSION, requirements=(*MISSION.requirements, *rows))
