"""Two missions with plans made by hand: one small enough to count, one of the size and shape of a real one."""

from datetime import datetime, timedelta
from random import Random

import attrs

from exeunt.facts.series import Reading
from exeunt.model.dispositions import Disposition
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.forces import Lot, Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Closure, Disposal, Load, Plan, Record, Request, Stage, Terms
from exeunt.model.prices import Prices
from exeunt.model.stores import Permission
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType

START = datetime(2024, 3, 1)


def day(n, hour=0):
    """The n-th day of the mission, from 0, at an hour."""
    return START + timedelta(days=n, hours=hour)


def small_mission(**changes):
    fields = {
        "name": "small",
        "title": "Small mission",
        "start": START,
        "deadline": day(10),
        "end": day(30),
        "prices": Prices(vacuum_day=50_000.0),
        "sites": (
            Site(
                site="alpha",
                name="Alpha",
                lat=16.0,
                lon=0.0,
                role="base",
                holding_people=10,
                receiver="the district",
                receiver_ready=day(9, 12),
                source="survey",
            ),
            Site(site="hub", name="Hub", lat=15.0, lon=1.0, role="hub", stays_open=True),
            Site(site="port", name="Port", lat=14.0, lon=3.0, role="exit", runway="paved"),
        ),
        "legs": (
            Leg(
                leg="alpha-hub",
                origin="alpha",
                destination="hub",
                mode="road",
                km=160,
                travel_hours=10,
            ),
            Leg(
                leg="hub-port",
                origin="hub",
                destination="port",
                mode="road",
                km=260,
                travel_hours=12,
            ),
            Leg(
                leg="port-alpha-air",
                origin="port",
                destination="alpha",
                mode="air",
                km=390,
                travel_hours=1.5,
            ),
        ),
        "parties": (
            Party(
                party="alpha-troops",
                name="Alpha company",
                site="alpha",
                count=100,
                population="troops",
                armed=True,
                assumed=("count",),
            ),
            Party(party="alpha-civ", site="alpha", count=20, population="civilian", by_road=False),
            Party(
                party="hub-guard",
                name="Guard",
                site="hub",
                count=30,
                population="troops",
                armed=True,
                destination="hub",
            ),
        ),
        "lots": (
            Lot(
                lot="boxes",
                site="alpha",
                item="containers",
                quantity=10,
                mass_t=9,
                teu=1,
                kit_class="general",
                owner="contingent",
                value=100.0,
            ),
            Lot(
                lot="rounds",
                site="alpha",
                item="rounds",
                quantity=4,
                mass_t=1,
                teu=0,
                kit_class="ammunition",
                owner="contingent",
                harm_if_captured=5,
            ),
            Lot(
                lot="old",
                site="alpha",
                item="old trucks",
                quantity=6,
                mass_t=8,
                teu=2,
                kit_class="vehicle",
                owner="mission",
                value=50.0,
            ),
            Lot(
                lot="carriers",
                site="alpha",
                quantity=2,
                mass_t=12,
                teu=2,
                self_driving=True,
                crew=2,
                seats=8,
                kit_class="armour",
                owner="contingent",
                value=1e5,
            ),
        ),
        "dispositions": (Disposition(disposition="ship", cost_per_unit=10, recovery_share=1.0),),
        "vehicles": (
            VehicleType(vehicle="truck", payload_t=26, teu=2, seats=0, crew=2, cost_per_km=3),
            VehicleType(vehicle="bus", payload_t=2, seats=40, crew=1),
        ),
        "fleets": (
            Fleet(fleet="trucks", vehicle="truck", site="hub", count=10, ownership="contracted"),
            Fleet(fleet="buses", vehicle="bus", site="alpha", count=3, ownership="contracted"),
        ),
        "aircraft": (
            AircraftType(
                aircraft="plane",
                payload_t=5,
                seats=10,
                range_km=1000,
                runway="unpaved",
                block_hours_per_month=90,
            ),
        ),
        "air_fleets": (AirFleet(air_fleet="planes", aircraft="plane", site="port", count=2),),
        "permissions": (
            Permission(
                permission="alpha-flights",
                mode="air",
                where="alpha",
                grantor="the ministry",
                state="granted",
                chance=0.5,
                source="letter",
            ),
        ),
    }
    return Mission(**{**fields, **changes})


def stage(serial, number, leg, origin, destination, depart, arrive, mode="road", rotations=1):  # noqa: PLR0917
    return Stage(
        serial=serial,
        stage=number,
        mode=mode,
        leg=leg,
        origin=origin,
        destination=destination,
        depart=depart,
        arrive=arrive,
        rotations=rotations,
    )


def load(serial, kind, item, quantity, first, last, role=""):
    return Load(
        serial=serial,
        kind=kind,
        item=item,
        quantity=quantity,
        board_stage=first,
        alight_stage=last,
        role=role,
    )


def small_plan(**changes):
    """Alpha: 60 troops and 8 boxes out on day 6, 20 civilians flown out on day 5, 40 troops with the carriers on day 12, two days late."""
    fields = {
        "stages": (
            stage("C-1", 1, "alpha-hub", "alpha", "hub", day(2, 6), day(2, 16)),
            stage("C-1", 2, "hub-port", "hub", "port", day(5), day(6)),
            stage("C-2", 1, "alpha-hub", "alpha", "hub", day(8), day(9)),
            stage("C-2", 2, "hub-port", "hub", "port", day(11), day(12)),
            stage("F-1", 1, "port-alpha-air", "port", "alpha", day(5), day(5, 4), "air", 2),
            stage("F-1", 2, "port-alpha-air", "alpha", "port", day(5, 5), day(5, 9), "air", 2),
        ),
        "loads": (
            load("C-1", "vehicle", "buses", 2, 1, 2),
            load("C-1", "people", "alpha-troops", 60, 1, 2, "passenger"),
            load("C-1", "lot", "boxes", 8, 1, 2, "carried"),
            load("C-2", "lot", "carriers", 2, 1, 2, "driven"),
            load("C-2", "people", "alpha-troops", 40, 1, 2, "passenger"),
            load("F-1", "aircraft", "planes", 2, 1, 2),
            load("F-1", "people", "alpha-civ", 20, 2, 2, "passenger"),
        ),
        "disposals": (
            Disposal(
                site="alpha",
                lot="rounds",
                disposition="destroy",
                quantity=4,
                start=day(3),
                done=day(5),
            ),
            Disposal(
                site="alpha", lot="old", disposition="gift", quantity=3, start=day(7), done=day(8)
            ),
            Disposal(
                site="alpha",
                lot="old",
                disposition="abandon",
                quantity=2,
                start=day(8),
                done=day(8),
            ),
        ),
        "closures": (Closure(site="alpha", close=day(8), last_serials=("C-2",), vacuum_days=1.5),),
        "requests": (
            Request(permission="alpha-flights", ask_by=day(1), reason="flights from Alpha"),
        ),
        "record": Record(
            mission="small",
            status="feasible",
            objective=1010.0,
            bound=900.0,
            fixed=10.0,
            gap=0.11,
            seconds=3.25,
            seed=7,
            version="0.1.0",
        ),
    }
    return Plan(**{**fields, **changes})


SMALL_TERMS = Terms(
    casualties_move=0.25,
    casualties_site=0.05,
    late_person_days=80,
    not_out=0,
    capture_points=0,
    vacuum_days=1.5,
    value_lost=450,
    money=12_345,
)

PLACES = {
    "gao": ("Gao", 16.27, -0.04, 4800),
    "timbuktu": ("Timbuktu", 16.77, -3.0, 3300),
    "mopti": ("Mopti", 14.5, -4.2, 2050),
    "kidal": ("Kidal", 18.44, 1.41, 2100),
    "douentza": ("Douentza", 15.0, -2.95, 1300),
    "tessalit": ("Tessalit", 20.2, 1.01, 1200),
    "aguelhok": ("Aguelhok", 19.47, 0.86, 620),
    "ansongo": ("Ansongo", 15.66, 0.5, 950),
    "bamako": ("Bamako", 12.65, -8.0, 640),
    "menaka": ("Ménaka", 15.92, 2.4, 500),
    "goundam": ("Goundam", 16.41, -3.67, 300),
    "ber": ("Ber", 16.84, -2.53, 200),
    "ogossagou": ("Ogossagou", 14.0, -3.6, 150),
}
ROADS = (
    ("gao", "ansongo"),
    ("gao", "menaka"),
    ("gao", "kidal"),
    ("kidal", "aguelhok"),
    ("aguelhok", "tessalit"),
    ("gao", "douentza"),
    ("douentza", "mopti"),
    ("mopti", "bamako"),
    ("timbuktu", "ber"),
    ("timbuktu", "goundam"),
    ("timbuktu", "douentza"),
    ("mopti", "ogossagou"),
    ("bamako", "dakar"),
)
HOPS = {
    "ogossagou": "mopti",
    "ber": "timbuktu",
    "goundam": "timbuktu",
    "menaka": "gao",
    "ansongo": "gao",
    "tessalit": "aguelhok",
    "aguelhok": "kidal",
    "kidal": "gao",
    "timbuktu": "douentza",
    "gao": "douentza",
    "douentza": "mopti",
    "mopti": "bamako",
    "bamako": "dakar",
}
CLOSING = (
    "ogossagou",
    "ber",
    "goundam",
    "menaka",
    "ansongo",
    "tessalit",
    "aguelhok",
    "kidal",
    "douentza",
    "mopti",
)
POPULATIONS = ("troops", "police", "civilian", "contractor")
CLASSES = ("general", "sensitive", "weapon", "ammunition", "hazardous", "vehicle", "armour")


def large_mission():
    """Thirteen sites, some fifty parties, ninety lots; made up but of the size of a real mission."""
    random = Random(5)
    start = datetime(2023, 7, 1)
    sites = [
        Site(
            site=s,
            name=name,
            lat=lat,
            lon=lon,
            role="hub" if n > 2000 else "base",
            holding_people=min(120, n // 3),
            stays_open=s in {"gao", "timbuktu", "bamako"},
            receiver="host civil authority",
            receiver_ready=start + timedelta(days=130) if n > 1000 else None,
            load_teu_per_day=40,
            source="published count",
        )
        for s, (name, lat, lon, n) in PLACES.items()
    ]
    sites += [
        Site(site="dakar", name="Dakar", lat=14.69, lon=-17.44, role="exit"),
        Site(site="home", name="Home by air", lat=12.5, lon=-8.4, role="exit", runway="paved"),
    ]
    legs = [
        Leg(leg=f"{a}-{b}", origin=a, destination=b, mode="road", km=200, travel_hours=20)
        for a, b in ROADS
    ]
    legs += [
        Leg(leg=f"{s}-home", origin=s, destination="home", mode="air", km=900, travel_hours=3)
        for s in ("gao", "timbuktu", "mopti", "bamako", "kidal", "tessalit")
    ]
    parties, lots = [], []
    for s, (name, *_, count) in PLACES.items():
        for population, share in zip(POPULATIONS, (0.8, 0.08, 0.08, 0.04), strict=True):
            parties.append(
                Party(
                    party=f"{s}-{population}",
                    name=f"{name}, {population}",
                    site=s,
                    count=round(count * share),
                    population=population,
                    provider=random.choice(["Chad", "Niger", "Senegal", "Togo"]),
                    armed=population == "troops",
                    assumed=("count",) if share < 0.5 else (),
                ),
            )
        lots += [
            Lot(
                lot=f"{s}-{kit_class}",
                site=s,
                item=f"{kit_class} of {name}",
                quantity=max(2, round(count * random.uniform(0.05, 0.2))),
                mass_t=9,
                teu=1,
                kit_class=kit_class,
                owner=random.choice(["mission", "contingent"]),
                value=random.choice([2000.0, 18000.0, 250000.0]),
                assumed=("*",),
                self_driving=kit_class in {"vehicle", "armour"},
                harm_if_captured=3 if kit_class in {"weapon", "ammunition"} else 0,
            )
            for kit_class in CLASSES
        ]
    return Mission(
        name="large",
        title="A large mission leaves thirteen sites",
        description="Made up for the looks of the report.",
        start=start,
        deadline=datetime(2023, 12, 31),
        end=datetime(2024, 3, 31),
        sites=tuple(sites),
        legs=tuple(legs),
        parties=tuple(parties),
        lots=tuple(lots),
        vehicles=(VehicleType(vehicle="truck", payload_t=26, teu=2, cost_per_km=200),),
        aircraft=(
            AircraftType(
                aircraft="jet",
                payload_t=15,
                seats=130,
                range_km=3000,
                runway="unpaved",
                block_hours_per_month=90,
            ),
        ),
        fleets=tuple(
            Fleet(fleet=f"{s}-trucks", vehicle="truck", site=s, count=80, ownership="contracted")
            for s in PLACES
        ),
        air_fleets=(AirFleet(air_fleet="jets", aircraft="jet", site="home", count=3),),
        permissions=(
            Permission(
                permission="gao-flights-people",
                mode="air",
                where="gao",
                payload="people",
                grantor="host government",
                state="unanswered",
                chance=0.4,
            ),
        ),
    )


def large_plan(mission):
    """Convoys from hop to hop, site by site, then by road to the port; people fly from the hubs."""
    random = Random(11)
    stages, loads, disposals, closures = [], [], [], []
    close_day = {s: 30 + 15 * i for i, s in enumerate(CLOSING)}
    leg_of = {frozenset((leg.origin, leg.destination)): leg.leg for leg in mission.legs}
    number = 0
    for s in PLACES:
        last = close_day.get(s, 230)
        here = s
        lots = [lot for lot in mission.lots if lot.site == s]
        parties = [p for p in mission.parties if p.site == s]
        trips = max(2, min(40, len(PLACES) + PLACES[s][3] // 150))
        for trip in range(trips):
            number += 1
            serial, leaves, path = f"C-{number:03}", last * (trip + 1) / trips, []
            here, clock = s, leaves
            while here != "dakar":
                there = HOPS[here]
                path.append((here, there, clock, clock + 2.5))
                here, clock = there, clock + 4
            times = [
                (a, b, mission.start + timedelta(days=d), mission.start + timedelta(days=e))
                for a, b, d, e in path
            ]
            stages += [
                stage(serial, i + 1, leg_of[frozenset((a, b))], a, b, d, e)
                for i, (a, b, d, e) in enumerate(times)
            ]
            loads.append(load(serial, "vehicle", f"{s}-trucks", 40, 1, len(path)))
            for lot in lots:
                share = lot.quantity * 85 // 100
                part = share * (trip + 1) // trips - share * trip // trips
                loads += (
                    [
                        load(
                            serial,
                            "lot",
                            lot.lot,
                            part,
                            1,
                            len(path),
                            "driven" if lot.self_driving else "carried",
                        )
                    ]
                    if part
                    else []
                )
            for party in parties:
                part = party.count * (trip + 1) // trips - party.count * trip // trips
                loads += (
                    [load(serial, "people", party.party, part, 1, len(path), "passenger")]
                    if part
                    else []
                )
            if s == "gao" and trip % 3 == 0:
                stages += [
                    stage(
                        f"F-{number:03}",
                        i + 1,
                        "gao-home",
                        *ends,
                        times[0][2],
                        times[0][3],
                        "air",
                        2,
                    )
                    for i, ends in enumerate([("home", "gao"), ("gao", "home")])
                ]
                loads.append(load(f"F-{number:03}", "aircraft", "jets", 1, 1, 2))
        done = mission.start + timedelta(days=last)
        for lot in lots:
            rest = lot.quantity - lot.quantity * 85 // 100
            kind = (
                "destroy"
                if lot.kit_class in {"ammunition", "weapon"}
                else random.choice(["gift", "sell", "abandon", "transfer", "handover"])
            )
            disposals += (
                [
                    Disposal(
                        site=s,
                        lot=lot.lot,
                        disposition=kind,
                        quantity=rest,
                        start=done - timedelta(days=9),
                        done=done,
                    )
                ]
                if rest and lot.kit_class != "hazardous"
                else []
            )
        if s in CLOSING:
            ready = mission.site[s].receiver_ready
            vacuum = max(0.0, (ready - done) / timedelta(days=1)) if ready else 0.0
            closures.append(Closure(site=s, close=done, last_serials=(serial,), vacuum_days=vacuum))
    return Plan(
        stages=tuple(stages),
        loads=tuple(loads),
        disposals=tuple(disposals),
        closures=tuple(closures),
        requests=(
            Request(
                permission="gao-flights-people",
                ask_by=datetime(2023, 7, 8),
                reason="flights of people from Gao",
            ),
        ),
        record=Record(
            mission="large",
            status="feasible",
            objective=1.1e8,
            bound=9.4e7,
            fixed=2e7,
            gap=0.18,
            seconds=58.2,
            seed=1,
            version="0.1.0",
        ),
    )


LARGE_TERMS = Terms(
    casualties_move=4.2,
    casualties_site=1.7,
    late_person_days=41_250,
    not_out=0,
    capture_points=112,
    vacuum_days=75,
    value_lost=2.3e7,
    money=3.9e7,
)


def reading(plan=None, **changes):
    return Reading(mission=small_mission(**changes), plan=small_plan() if plan is None else plan)


def guessed(**changes):
    """The small mission with figures that cost something, all of them guesses."""
    base = small_mission()
    legs = tuple(
        attrs.evolve(
            leg, strikes_per_100km=0.01 * (i + 1), casualties_per_strike=2.0, assumed=("*",)
        )
        for i, leg in enumerate(base.legs)
    )
    sites = tuple(
        attrs.evolve(
            s,
            standing_cost_per_day=100.0,
            perimeter_risk_per_day=0.001,
            person_risk_per_day=1e-5,
            assumed=("*",),
        )
        for s in base.sites
    )
    lots = tuple(attrs.evolve(lot, assumed=("*",)) for lot in base.lots)
    vehicles = tuple(attrs.evolve(v, cost_per_day=7.0, assumed=("*",)) for v in base.vehicles)
    doctrine = Doctrine(
        fixed_share=0.4,
        stated=(Figure(name="fixed_share", value=0.4, low=0.1, high=0.5, assumed=("value",)),),
    )
    return small_mission(
        **{
            "legs": legs,
            "sites": sites,
            "lots": lots,
            "vehicles": vehicles,
            "doctrine": doctrine,
            **changes,
        }
    )
