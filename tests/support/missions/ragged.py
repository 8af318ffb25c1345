"""A mission and a plan made so that a report has something to say in every one of its parts; not a good plan, and not one that keeps the rules.

People leave at the very start, come late, come back and out again, or never; kit is shipped, passed on, abandoned and left for every
reason there is; permissions contradict one another; stocks fill up and run dry; a threat is estimated, stated, and changes.
"""

from datetime import datetime, timedelta

import attrs

from exeunt.model.dispositions import Disposition
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.forces import Lot, Party
from exeunt.model.hazards import Incident, Season, Threat
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Closure, Disposal, Load, Plan, Record, Request, Reserve, Stage
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission, Supply
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType

START = datetime(2024, 3, 1, 6)
POSTS = range(1, 13)
KEYS = {
    Site: ("site", "name", "lat", "lon", "role"),
    Leg: ("leg", "origin", "destination", "mode", "km", "travel_hours"),
    Party: ("party", "site", "count", "population", "provider"),
    Lot: ("lot", "site", "quantity", "mass_t", "teu", "kit_class", "owner"),
    Permission: ("permission", "mode", "where", "payload", "state"),
    Supply: ("supply", "site", "stock"),
    Disposition: ("disposition", "kit_class", "owner", "recovery_share", "cost_per_unit"),
    Fleet: ("fleet", "vehicle", "site", "count"),
    VehicleType: ("vehicle", "payload_t", "teu", "seats"),
    Load: ("serial", "kind", "item", "quantity", "board_stage", "alight_stage", "role"),
    Disposal: ("site", "lot", "disposition", "quantity", "start", "done"),
}


def at(days, hours=0.0):
    """Return the moment so many days and hours after the start."""
    return START + timedelta(days=days, hours=hours)


def row(kind, *values, **more):
    """Make a row of its first fields and some others."""
    return kind(**dict(zip(KEYS[kind], values, strict=False)), **more)


def mission():
    """Return the mission: 250 days, so that months and weeks are told."""
    assumed = ("*",)
    return Mission(
        name="ragged",
        title="A withdrawal with loose ends",
        start=START,
        deadline=at(103),
        end=at(250),
        currency="EUR",
        description="Made up. 250 days.",
        doctrine=Doctrine(
            armour_factor=0.25,
            reference_people=80,
            threat_prior_100km=10,
            stated=(
                Figure(name="armour_factor", value=0.25, assumed=assumed),
                Figure(name="reference_people", value=80, low=40, high=100, assumed=("value",)),
                Figure(name="threat_prior_100km", value=10, assumed=assumed),
            ),
        ),
        sites=(
            row(
                Site,
                "alpha",
                "Alpha",
                16.0,
                0.0,
                "base",
                holding_people=20,
                perimeter_risk_per_day=0.001,
                receiver="the district",
                receiver_ready=at(40, 12),
                standing_cost_per_day=900,
                load_teu_per_day=4,
                assumed=("receiver_ready", "perimeter_risk_per_day", "load_teu_per_day"),
            ),
            row(
                Site,
                "beta",
                "Beta",
                17.5,
                1.0,
                "base",
                holding_people=10,
                person_risk_per_day=2e-5,
                source="survey",
                assumed=("person_risk_per_day",),
            ),
            row(Site, "gamma", "", 16.5, 2.0, "base", receiver="the commune", closing_hours=30),
            row(
                Site,
                "hub",
                "Hub",
                15.0,
                1.0,
                "hub",
                runway="paved",
                stays_open=True,
                beds=140,
                standing_cost_per_day=2000,
                assumed=("beds",),
            ),
            row(Site, "ford", "Ford", 14.6, 2.0, "junction"),
            row(Site, "port", "Port", 14.0, 3.0, "exit"),
            row(Site, "haven", "Haven", 12.0, 9.0, "exit", runway="paved"),
            *posts(),
        ),
        legs=(
            row(
                Leg,
                "alpha-hub",
                "alpha",
                "hub",
                "road",
                160,
                10,
                strikes_per_100km=0.01,
                casualties_per_strike=2,
                assumed=assumed,
            ),
            row(
                Leg,
                "beta-hub",
                "beta",
                "hub",
                "road",
                300,
                20,
                two_way=False,
                casualties_per_strike=1.5,
                traverses_per_month=6,
                assumed=assumed,
            ),
            row(Leg, "gamma-alpha", "gamma", "alpha", "road", 210, 14),
            row(Leg, "hub-ford", "hub", "ford", "road", 120, 8, casualties_per_strike=1),
            row(Leg, "ford-port", "ford", "port", "road", 140, 9),
            row(Leg, "hub-haven", "hub", "haven", "air", 900, 2, casualties_per_strike=5),
            row(Leg, "hub-port-river", "hub", "port", "river", 350, 40),
        ),
        seasons=(
            Season(leg="gamma-alpha", closed_from=at(-5), closed_to=at(3)),
            Season(leg="gamma-alpha", closed_from=at(3), closed_to=at(9)),
            Season(leg="hub-port-river", closed_from=at(200), closed_to=at(400)),
        ),
        threats=(
            Threat(leg="alpha-hub", valid_from=at(20), valid_to=at(60), strikes_per_100km=0.05),
            Threat(leg="alpha-hub", valid_from=at(30), valid_to=at(35), strikes_per_100km=0),
            Threat(leg="hub-haven", valid_from=at(-9), valid_to=at(999), strikes_per_100km=0.0002),
        ),
        incidents=(
            Incident(incident="i1", date=at(-20), where="hub-ford", killed=1),
            Incident(incident="i2", date=at(-400), where="hub-ford"),
            Incident(incident="i3", date=at(-3), where="beta-hub", injured=2),
            Incident(incident="i4", date=at(-3), where="alpha"),
        ),
        parties=parties(),
        lots=lots(),
        dispositions=dispositions(),
        requirements=(
            Requirement(requirement="escort", activity="convoy", capability="escort", amount=1),
        ),
        vehicles=(
            row(
                VehicleType,
                "truck",
                20,
                2,
                0,
                name="Truck",
                crew=2,
                cost_per_km=2,
                cost_per_day=100,
                assumed=("cost_per_km", "crew"),
            ),
            row(VehicleType, "bus", 2, 0, 40, name="Bus", crew=1, cost_per_km=1),
            row(
                VehicleType,
                "guntruck",
                1,
                0,
                4,
                crew=3,
                armoured=True,
                capabilities=(("escort", 1.0),),
                cost_per_km=3,
            ),
            row(
                VehicleType,
                "barge",
                200,
                20,
                0,
                name="Barge",
                mode="river",
                crew=5,
                cost_per_day=500,
            ),
        ),
        fleets=(
            row(
                Fleet,
                "hub-trucks",
                "truck",
                "hub",
                9,
                ownership="contracted",
                out_of_service_share=0.12,
                value=30_000,
            ),
            row(Fleet, "alpha-trucks", "truck", "alpha", 4, ownership="contracted", value=30_000),
            row(Fleet, "buses", "bus", "alpha", 3, ownership="contracted"),
            row(Fleet, "escorts", "guntruck", "hub", 4, crew_party="escort-crews"),
            row(Fleet, "barges", "barge", "hub", 2),
            row(Fleet, "spare", "bus", "hub", 2),
        ),
        aircraft=(
            AircraftType(
                aircraft="plane",
                name="Plane",
                payload_t=8,
                teu=1,
                seats=30,
                range_km=2000,
                runway="paved",
                block_hours_per_month=90,
                serviceability=0.7,
                cost_per_hour=4000,
                assumed=("cost_per_hour",),
            ),
        ),
        air_fleets=(AirFleet(air_fleet="planes", aircraft="plane", site="haven", count=3),),
        permissions=permissions(),
        supplies=supplies(),
    )


def posts():
    """Return a dozen outposts, more than there are colours for."""
    return [
        row(
            Site,
            f"post-{n}",
            f"Post {n}",
            15 + n / 8,
            3 + n % 4,
            "base",
            receiver="village" * (n % 2),
            receiver_ready=at(70 + 3 * n) if n % 3 else None,
        )
        for n in POSTS
    ]


def parties():
    """Return who is there."""
    return (
        *(row(Party, f"post-{n}", f"post-{n}", 2 + n % 5, "troops", "Togo") for n in POSTS),
        row(
            Party,
            "alpha-troops",
            "alpha",
            100,
            "troops",
            "Chad",
            name="Alpha company",
            armed=True,
            assumed=("count",),
        ),
        row(Party, "alpha-first", "alpha", 60, "police", "Togo"),
        row(Party, "alpha-staff", "alpha", 12, "civilian", "", by_road=False),
        row(Party, "beta-troops", "beta", 80, "troops", "Niger", armed=True),
        row(Party, "beta-staff", "beta", 9, "contractor", "Firm", leave_from=at(110)),
        row(Party, "gamma-people", "gamma", 30, "evacuee", "Togo", destination="haven"),
        row(Party, "escort-crews", "hub", 12, "troops", "Chad", armed=True),
        row(Party, "hub-guard", "hub", 25, "troops", "Chad", armed=True, destination="hub"),
        row(Party, "empty", "hub", 0, "dependant", ""),
    )


def lots():
    """Return the kit: lots that go, and lots that stay for every reason there is."""
    one, many = {"mass_t": 8, "teu": 1}, {"assumed": ("value", "quantity")}
    return (
        *(
            row(
                Lot,
                f"post-{n}-{k}",
                f"post-{n}",
                n + k,
                1,
                0.5,
                kit_class="hazardous",
                owner="mission",
                value=10 * n + k,
            )
            for n in POSTS
            for k in range(5)
        ),
        row(
            Lot,
            "stores",
            "alpha",
            14,
            **one,
            kit_class="general",
            owner="mission",
            value=900,
            disposal_group="I",
            due_by=at(12),
            item="Stores",
            **many,
        ),
        row(
            Lot,
            "huts",
            "alpha",
            10,
            **one,
            kit_class="general",
            owner="mission",
            value=200,
            disposal_group="V",
            item="Huts",
            ready_from=at(50),
        ),
        row(
            Lot,
            "rifles",
            "alpha",
            6,
            0.1,
            0.1,
            kit_class="weapon",
            owner="contingent",
            provider="Chad",
            harm_if_captured=7,
            consent=True,
            assumed=("harm_if_captured",),
        ),
        row(
            Lot,
            "apcs",
            "alpha",
            3,
            13,
            2,
            kit_class="armour",
            owner="contingent",
            provider="Chad",
            value=2e5,
            self_driving=True,
            crew=2,
            seats=6,
            armoured=True,
        ),
        row(
            Lot,
            "crane",
            "beta",
            1,
            60,
            6,
            kit_class="vehicle",
            owner="mission",
            value=8e4,
            outsize=True,
            item="Crane",
        ),
        row(
            Lot,
            "shells",
            "beta",
            20,
            1,
            0.5,
            kit_class="ammunition",
            owner="contingent",
            provider="Niger",
            allowed=("destroy",),
            harm_if_captured=3,
        ),
        row(
            Lot,
            "niger-boxes",
            "beta",
            5,
            **one,
            kit_class="general",
            owner="contingent",
            provider="Niger",
            value=5e4,
            item="Boxes",
        ),
        row(
            Lot,
            "radios",
            "gamma",
            8,
            0.5,
            0.2,
            kit_class="sensitive",
            owner="mission",
            value=3000,
            harm_if_captured=2,
            ready_from=at(80),
            disposal_group="III",
        ),
        row(
            Lot,
            "generators",
            "hub",
            4,
            5,
            1,
            kit_class="general",
            owner="mission",
            value=2e6,
            item="Generators",
            source="register",
        ),
        row(Lot, "abroad", "port", 7, **one, kit_class="general", owner="mission", value=10),
        row(Lot, "far", "hub", 2, **one, kit_class="general", owner="mission", destination="haven"),
    )


def dispositions():
    """Return what may become of it."""
    return (
        row(Disposition, "ship", "*", "*", 1.0, 50, assumed=("cost_per_unit",)),
        row(Disposition, "ship", "general", "*", 0.9, 60),
        row(Disposition, "ship", "*", "contingent", 1.0, 40),
        row(Disposition, "ship", "general", "contingent", 1.0, 30),
        row(Disposition, "sell", "*", "mission", 0.3, 5),
        row(Disposition, "gift", "*", "*", 0.0, 1),
        row(Disposition, "handover", "*", "*", 0.1, 2),
        row(Disposition, "destroy", "*", "*", 0.0, 80, lead_hours=24, rate_per_day=2),
        row(Disposition, "transfer", "*", "*", 1.0, 0),
        row(Disposition, "gift", "weapon", "*", 0.0, 0, lawful=False),
        row(Disposition, "abandon", "vehicle", "*", 0.5, 7),
    )


def permissions():
    """Return permissions that contradict one another, nation by nation and day by day."""
    return (
        row(Permission, "roads", "road", "*", "any", "granted", grantor="the ministry", chance=0.9),
        row(Permission, "beta-open", "road", "beta-hub", "any", "granted"),
        row(
            Permission,
            "togo-ford",
            "road",
            "ford",
            "people",
            "granted",
            direction="in",
            provider="Togo",
        ),
        row(Permission, "no-niger", "road", "beta-hub", "any", "refused", provider="Niger"),
        row(
            Permission,
            "firm-only",
            "road",
            "beta-hub",
            "people",
            "pending",
            provider="Firm",
            grantor="the ministry",
            answer_by=at(90),
            chance=0.04,
        ),
        row(
            Permission,
            "cargo-alpha",
            "road",
            "alpha",
            "cargo",
            "granted",
            direction="out",
            valid_from=at(5),
            valid_to=at(70),
        ),
        row(
            Permission,
            "cargo-alpha-chad",
            "road",
            "alpha",
            "cargo",
            "granted",
            direction="out",
            provider="Chad",
        ),
        row(
            Permission,
            "river-asked",
            "river",
            "hub-port-river",
            "cargo",
            "unanswered",
            direction="out",
            grantor="the port",
            answer_by=at(70),
        ),
        row(
            Permission, "air-in", "air", "hub", "any", "granted", direction="in", valid_from=at(10)
        ),
        row(
            Permission,
            "air-out",
            "air",
            "hub",
            "people",
            "pending",
            direction="out",
            grantor="the host",
            answer_by=at(60),
        ),
        row(Permission, "air-cargo", "air", "hub", "cargo", "unanswered", direction="out"),
        row(
            Permission,
            "air-out-day",
            "air",
            "hub",
            "people",
            "withdrawn",
            direction="out",
            valid_from=at(50),
            valid_to=at(52),
        ),
        row(Permission, "gamma-shut", "*", "gamma-alpha", "any", "withdrawn"),
        row(
            Permission,
            "fuel-hub",
            "import",
            "fuel",
            "any",
            "granted",
            valid_from=at(30),
            valid_to=at(90),
        ),
        row(Permission, "water-off", "import", "water", "any", "refused"),
    )


def supplies():
    """Return stocks that fill up, run down, and are fed in part."""
    return (
        row(
            Supply,
            "fuel",
            "hub",
            5000,
            capacity=6000,
            use_per_day=40,
            import_per_day=200,
            kg_per_unit=0.85,
        ),
        row(Supply, "water", "hub", 9000, capacity=8000, use_per_person_day=3, import_per_day=90),
        row(Supply, "fuel", "alpha", 2500, use_per_day=30, use_per_person_day=0.1),
        row(
            Supply, "rations", "beta", 1000, use_per_person_day=1, import_per_day=70, capacity=1200
        ),
        row(Supply, "fuel", "port", 10),
        row(Supply, "spares", "hub", 50, capacity=30, use_per_day=1.5, import_per_day=3),
    )


def kit_alone():
    """Return the mission without a soul."""
    return attrs.evolve(
        mission(),
        parties=(),
        fleets=tuple(attrs.evolve(f, crew_party="") for f in mission().fleets),
    )


def kit_moved():
    """Return the plan without a soul."""
    return attrs.evolve(
        plan(), loads=tuple(x for x in loads() if x.kind != "people"), reserves=(), requests=()
    )


def road(serial, *stages, mode="road", rotations=1):
    """Return the stages of a serial: (leg, from, to, departure, arrival) in days."""
    return [
        Stage(
            serial=serial,
            stage=n,
            mode=mode,
            leg=leg,
            origin=a,
            destination=b,
            depart=at(leaves),
            arrive=at(comes),
            rotations=rotations,
        )
        for n, (leg, a, b, leaves, comes) in enumerate(stages, start=1)
    ]


def plan():
    """Return the plan."""
    down = (("hub-ford", "hub", "ford"), ("ford-port", "ford", "port"))
    stages = [
        *road("C-1", ("alpha-hub", "alpha", "hub", 0, 1), (*down[0], 7, 7.5), (*down[1], 7.5, 8)),
        *road(
            "C-2",
            ("alpha-hub", "hub", "alpha", 4, 5),
            ("alpha-hub", "alpha", "hub", 7, 8),
            ("alpha-hub", "hub", "alpha", 21, 22),
            ("alpha-hub", "alpha", "hub", 28, 29.25),
        ),
        *road(
            "C-3",
            (*down[0], 35, 36),
            (*down[1], 36, 37),
            ("ford-port", "port", "ford", 37, 38),
            ("hub-ford", "ford", "hub", 38, 39),
        ),
        *road("C-4", ("alpha-hub", "alpha", "hub", 33, 34)),
        *road("C-5", (*down[0], 102, 102.5), (*down[1], 102.5, 103 + 1 / 24)),
        *road(
            "C-6", ("beta-hub", "beta", "hub", 120, 122), (*down[0], 125, 126), (*down[1], 126, 127)
        ),
        *road("C-8", (*down[0], 102.6, 102.7), (*down[1], 102.7, 102.8)),
        *road("C-7", ("gamma-alpha", "gamma", "alpha", 20, 21)),
        *road(
            "B-1",
            ("hub-port-river", "hub", "port", 40, 45),
            ("hub-port-river", "port", "hub", 45, 50),
            mode="river",
        ),
        *road(
            "F-1",
            ("hub-haven", "haven", "hub", 11, 11.2),
            ("hub-haven", "hub", "haven", 11.3, 11.8),
            mode="air",
            rotations=3,
        ),
        *road(
            "F-2",
            ("hub-haven", "haven", "hub", 55, 55.1),
            ("hub-haven", "hub", "haven", 55.2, 55.3),
            mode="air",
        ),
    ]
    return Plan(
        stages=tuple(stages),
        loads=loads(),
        disposals=disposals(),
        closures=(
            *(Closure(site=f"post-{n}", close=at(60 + 5 * (n % 4))) for n in POSTS),
            Closure(site="alpha", close=at(33), last_serials=("C-4", "C-2"), vacuum_days=2),
            Closure(site="gamma", close=at(60)),
        ),
        reserves=(Reserve(flight="F-2", party="alpha-staff", people=7, serial="C-5", stage=1),),
        requests=(
            Request(permission="air-out", ask_by=at(48), reason="flights from Hub"),
            Request(permission="firm-only", ask_by=at(48)),
            *(
                Request(permission=name, ask_by=at(48))
                for name in ("air-in", "gamma-shut", "no-niger", "togo-ford")
            ),
            Request(permission="river-asked", ask_by=at(48)),
            Request(permission="air-out", ask_by=at(30)),
        ),
        record=Record(
            mission="ragged",
            status="feasible",
            objective=5e8,
            bound=1e7,
            fixed=2e6,
            gap=0.5,
            seconds=12.5,
            seed=3,
            version="0.0.9",
        ),
    )


def loads():
    """Return what is aboard."""
    rows = (
        ("C-1", "vehicle", "buses", 2, 1, 3),
        ("C-1", "people", "alpha-first", 60, 1, 3, "passenger"),
        ("C-1", "vehicle", "escorts", 1, 2, 3),
        ("C-1", "people", "escort-crews", 3, 2, 3, "crew"),
        ("C-2", "vehicle", "hub-trucks", 5, 1, 2),
        ("C-2", "vehicle", "escorts", 2, 1, 4),
        ("C-2", "people", "escort-crews", 6, 1, 4, "crew"),
        ("C-2", "vehicle", "alpha-trucks", 4, 4, 4),
        ("C-2", "lot", "stores", 8, 2, 2, "carried"),
        ("C-2", "lot", "huts", 4, 4, 4, "carried"),
        ("C-2", "supply", "fuel", 900, 1, 1, "delivered"),
        ("C-2", "people", "alpha-troops", 30, 4, 4, "passenger"),
        ("C-2", "supply", "fuel", 300, 1, 4, "used"),
        ("C-2", "people", "alpha-staff", 12, 2, 2, "passenger"),
        ("C-3", "vehicle", "hub-trucks", 4, 1, 2),
        ("C-3", "lot", "stores", 6, 1, 2, "carried"),
        ("C-3", "people", "escort-crews", 5, 1, 4, "crew"),
        ("C-3", "vehicle", "escorts", 1, 1, 4),
        ("C-3", "people", "alpha-troops", 25, 1, 2, "passenger"),
        ("C-3", "vehicle", "spare", 1, 3, 4),
        ("C-3", "people", "alpha-first", 8, 3, 4, "crew"),
        ("C-3", "lot", "stores", 1, 3, 4, "carried"),
        ("C-4", "lot", "apcs", 2, 1, 1, "driven"),
        ("C-4", "people", "alpha-troops", 4, 1, 1, "crew"),
        ("C-4", "people", "alpha-troops", 60, 1, 1, "passenger"),
        ("C-4", "vehicle", "buses", 1, 1, 1),
        ("C-5", "people", "alpha-troops", 40, 1, 2, "passenger"),
        ("C-5", "lot", "apcs", 2, 1, 2, "driven"),
        ("C-5", "people", "escort-crews", 4, 1, 2, "crew"),
        ("C-5", "vehicle", "hub-trucks", 2, 1, 2),
        ("C-6", "vehicle", "spare", 1, 1, 3),
        ("C-6", "lot", "far", 1, 2, 3, "carried"),
        ("C-8", "people", "alpha-troops", 1, 1, 2, "passenger"),
        ("C-7", "people", "gamma-people", 8, 1, 1, "passenger"),
        ("C-6", "people", "beta-troops", 50, 1, 3, "passenger"),
        ("C-6", "people", "beta-troops", 2, 1, 3, "crew"),
        ("C-6", "people", "alpha-first", 3, 2, 3, "crew"),
        ("B-1", "vehicle", "barges", 2, 1, 2),
        ("B-1", "lot", "generators", 1, 1, 1, "carried"),
        ("B-1", "lot", "huts", 2, 1, 1, "carried"),
        ("F-1", "aircraft", "planes", 2, 1, 2),
        ("F-1", "people", "alpha-staff", 5, 2, 2, "passenger"),
        ("F-1", "supply", "water", 500, 2, 2, "delivered"),
        ("F-2", "aircraft", "planes", 1, 1, 2),
        ("F-2", "people", "alpha-staff", 7, 2, 2, "passenger"),
        ("F-2", "lot", "far", 1, 2, 2, "carried"),
    )
    return tuple(row(Load, *values) for values in rows)


def disposals():
    """Return what is disposed of where it stands."""
    rows = (
        ("alpha", "huts", "handover", 3, at(30), at(33)),
        ("alpha", "huts", "abandon", 1, at(33), at(33)),
        ("alpha", "rifles", "destroy", 2, at(2), at(4)),
        ("alpha", "rifles", "abandon", 1, at(32), at(33)),
        ("alpha", "apcs", "abandon", 1, at(33), at(33)),
        ("hub", "generators", "transfer", 2, at(100), at(101)),
        ("beta", "shells", "destroy", 12, at(10), at(17)),
        ("gamma", "radios", "sell", 2, at(50), at(58)),
        ("gamma", "radios", "gift", 1, at(50), at(58)),
        ("alpha", "buses", "abandon", 1, at(33), at(33)),
        ("port", "hub-trucks", "abandon", 1, at(104), at(104)),
        ("hub", "barges", "abandon", 1, at(150), at(150)),
    )
    return tuple(row(Disposal, *values) for values in rows)
