"""A small mission with rows in every table, a plan for it, and ways to change their files."""

import csv
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import openpyxl

from exeunt.errors import InputError, Problem
from exeunt.files.missions import read_mission, write_mission
from exeunt.model.dispositions import Disposition
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.forces import Lot, Party
from exeunt.model.hazards import Incident, Season, Threat
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.pace import Pace
from exeunt.model.places import Site
from exeunt.model.plan import Closure, Disposal, Load, Plan, Record, Request, Reserve, Stage, Terms
from exeunt.model.prices import Prices
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission, Supply
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType

SITES = (
    Site(
        site="alpha",
        name="Alpha, le nord",
        lat=18.4408,
        lon=1.4075,
        role="base",
        runway="unpaved",
        runway_m=1900,
        parking=2,
        beds=2500,
        yard_teu=900.5,
        turn_hours=48.0,
        holding_people=120,
        perimeter_risk_per_day=1e-07,
        close_by=datetime(2023, 11, 15),
        receiver="host",
        receiver_ready=datetime(2023, 11, 1, 6, 30),
        source="survey; June",
        note='says "maybe"\nand more',
        assumed=("beds", "yard_teu"),
    ),
    Site(
        site="bravo",
        lat=16.2666,
        lon=-0.05,
        role="hub",
        runway="paved",
        runway_m=2500,
        stays_open=True,
        assumed=("*",),
    ),
    Site(
        site="home", name="Home", lat=14.7, lon=-17.45, role="exit", runway="paved", runway_m=3000
    ),
)

MISSION = Mission(
    name="sample",
    title="A sample",
    start=datetime(2023, 7, 1),
    deadline=datetime(2023, 12, 31),
    end=datetime(2024, 2, 29, 6),
    period_hours=12,
    currency="EUR",
    description="Two lines,\nwith \u00e9 and \u4e2d",
    doctrine=Doctrine(
        convoy_max=80.0,
        stated=(Figure(name="convoy_max", value=80.0, low=60.0, high=120.0, source="manual"),),
    ),
    prices=Prices(casualty=3e6, stated=(Figure(name="casualty", value=3e6, assumed=("*",)),)),
    sites=SITES,
    legs=(
        Leg(
            leg="alpha-bravo",
            origin="alpha",
            destination="bravo",
            mode="road",
            km=350.0,
            travel_hours=40.0,
            strikes_per_100km=0.1 + 0.2,
        ),
        Leg(
            leg="bravo-home",
            origin="bravo",
            destination="home",
            mode="road",
            km=1900.0,
            travel_hours=60.5,
            casualties_per_strike=3.0,
        ),
        Leg(
            leg="alpha-home-air",
            origin="alpha",
            destination="home",
            mode="air",
            km=2100.0,
            travel_hours=4.0,
        ),
    ),
    seasons=(
        Season(
            leg="alpha-bravo", closed_from=datetime(2023, 12, 15), closed_to=datetime(2024, 7, 15)
        ),
    ),
    threats=(
        Threat(
            leg="alpha-bravo",
            valid_from=datetime(2023, 9, 1),
            valid_to=datetime(2023, 12, 31),
            strikes_per_100km=0.2,
        ),
    ),
    pace=(
        Pace(
            pace="track-rains",
            surface="track",
            season="rains",
            valid_from=datetime(2023, 7, 1),
            valid_to=datetime(2023, 10, 1),
            cover="none",
            threat_from=0.01,
            low=1.1,
            likely=1.4,
            high=2.5,
        ),
    ),
    incidents=(
        Incident(
            incident="i-1",
            date=datetime(2023, 6, 3, 4, 5, 6),
            where="alpha-bravo",
            killed=3,
            injured=11,
        ),
    ),
    parties=(
        Party(
            party="guards",
            site="alpha",
            count=900,
            count_low=880,
            count_high=None,
            population="troops",
            provider="Chad",
            armed=True,
            capabilities=(("eod", 2.0), ("medical", 1.5)),
            destination="home",
            leave_from=datetime(2023, 8, 1),
        ),
        Party(
            party="staff",
            site="bravo",
            count=40,
            population="civilian",
            by_road=False,
            with_kit=True,
        ),
    ),
    lots=(
        Lot(
            lot="stores",
            site="alpha",
            item="containers, 20-foot",
            quantity=240,
            mass_t=9.0,
            teu=1.0,
            kit_class="general",
            owner="mission",
            allowed=("ship", "gift"),
            destination="home",
            ready_from=datetime(2023, 7, 15),
            disposal_group="II",
        ),
        Lot(
            lot="shells",
            site="alpha",
            quantity=12,
            mass_t=0.123,
            teu=0.5,
            kit_class="ammunition",
            owner="contingent",
            provider="Chad",
            harm_if_captured=5.0,
        ),
    ),
    dispositions=(
        Disposition(
            disposition="destroy",
            kit_class="ammunition",
            rate_t_per_team_day=2.0,
            capability="eod",
            lead_hours=48.0,
        ),
    ),
    requirements=(
        Requirement(
            requirement="escort",
            activity="convoy",
            where="*",
            capability="escort",
            amount=3,
            per_vehicles=8.0,
            threat_from=0.01,
        ),
        Requirement(requirement="blow", activity="destroy", where="ammunition", capability="eod"),
    ),
    vehicles=(
        VehicleType(vehicle="truck", payload_t=26.0, teu=2.0, cost_per_km=2.5),
        VehicleType(vehicle="apc", payload_t=0.0, capabilities=(("escort", 1.0),)),
    ),
    fleets=(
        Fleet(
            fleet="trucks",
            vehicle="truck",
            site="bravo",
            count=80,
            ownership="contracted",
            out_of_service_share=0.15,
        ),
        Fleet(
            fleet="apcs", vehicle="apc", site="bravo", count=12, crew_party="guards", value=60000.0
        ),
    ),
    aircraft=(
        AircraftType(
            aircraft="c130",
            payload_t=15.0,
            seats=70,
            range_km=3000.0,
            runway="unpaved",
            runway_m=1000,
            block_hours_per_month=90.0,
            serviceability=0.8,
        ),
    ),
    air_fleets=(AirFleet(air_fleet="hercs", aircraft="c130", site="home", count=2),),
    permissions=(
        Permission(
            permission="p-1",
            mode="air",
            where="alpha",
            payload="people",
            state="unanswered",
            chance=0.4,
            answer_by=datetime(2023, 8, 15),
        ),
        Permission(
            permission="p-2",
            mode="import",
            where="fuel",
            state="granted",
            valid_to=datetime(2023, 12, 31),
        ),
    ),
    supplies=(
        Supply(
            supply="fuel",
            site="bravo",
            stock=120000.0,
            capacity=200000.0,
            use_per_day=2500.0,
            kg_per_unit=0.85,
        ),
    ),
)

PLAN = Plan(
    stages=(
        Stage(
            serial="C-001",
            stage=1,
            mode="road",
            leg="alpha-bravo",
            origin="alpha",
            destination="bravo",
            depart=datetime(2023, 7, 20, 6),
            arrive=datetime(2023, 7, 24, 10, 0, 0, 123457),
        ),
        Stage(
            serial="C-001",
            stage=2,
            mode="road",
            leg="bravo-home",
            origin="bravo",
            destination="home",
            depart=datetime(2023, 7, 26),
            arrive=datetime(2023, 8, 1, 0, 30),
        ),
        Stage(
            serial="F-001",
            stage=1,
            mode="air",
            leg="alpha-home-air",
            origin="alpha",
            destination="home",
            depart=datetime(2023, 7, 21),
            arrive=datetime(2023, 7, 21, 4),
            rotations=2,
        ),
    ),
    loads=(
        Load(
            serial="C-001",
            kind="vehicle",
            item="trucks",
            quantity=10.0,
            board_stage=1,
            alight_stage=2,
        ),
        Load(
            serial="C-001",
            kind="lot",
            item="stores",
            quantity=20.0,
            board_stage=1,
            alight_stage=2,
            role="carried",
        ),
        Load(
            serial="C-001",
            kind="supply",
            item="fuel",
            quantity=1234.5678901234567,
            board_stage=1,
            alight_stage=2,
            role="used",
        ),
        Load(
            serial="F-001",
            kind="aircraft",
            item="hercs",
            quantity=1.0,
            board_stage=1,
            alight_stage=1,
        ),
        Load(
            serial="F-001",
            kind="people",
            item="guards",
            quantity=60.0,
            board_stage=1,
            alight_stage=1,
            role="passenger",
        ),
    ),
    disposals=(
        Disposal(
            site="alpha",
            lot="shells",
            disposition="destroy",
            quantity=12,
            start=datetime(2023, 9, 1),
            done=datetime(2023, 9, 8),
        ),
    ),
    closures=(
        Closure(
            site="alpha",
            close=datetime(2023, 11, 10),
            last_serials=("C-001", "F-001"),
            vacuum_days=0.1,
        ),
    ),
    reserves=(Reserve(flight="F-001", party="guards", people=40, serial="C-001", stage=2),),
    requests=(Request(permission="p-1", ask_by=datetime(2023, 7, 10), reason="flights of people"),),
    record=Record(
        mission="sample",
        mission_hash=MISSION.fingerprint,
        status="feasible",
        objective=1e7 / 3,
        bound=3e6,
        fixed=0.1,
        gap=0.1 + 0.2,
        seconds=1.5,
        seed=7,
        version="0.1",
        terms=Terms(casualties_move=1 / 3, money=12.0),
    ),
)

SITES_CSV = "site,name,lat,lon,role\nalpha,Alpha,18.4408,1.4075,base\nhome,Home,14.7,-17.45,exit\n"
SETTINGS_TOML = 'name = "small"\nstart = 2023-07-01\ndeadline = 2023-12-31\nend = "29 Feb 2024"\n'


def small(folder: Path, **tables: str) -> Path:
    """Make a mission folder of two sites; tables given replace or add to it, ``mission`` the settings."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"sites": SITES_CSV, **tables}
    (folder / "mission.toml").write_text(texts.pop("mission", SETTINGS_TOML), encoding="utf-8")
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def problems(path: Path) -> list[Problem]:
    """Return the problems of a mission; none where it reads."""
    try:
        read_mission(path)
    except InputError as error:
        return list(error.problems)
    return []


def the_problem(path: Path) -> Problem:
    """Return the one problem of a mission."""
    found = problems(path)
    assert len(found) == 1, "\n".join(map(str, found)) or "it reads"
    return found[0]


def rows_of(path: Path) -> list[list[str]]:
    """Return the cells of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def put_rows(path: Path, rows: list[list[str]], **options: object) -> None:
    """Write the cells of a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, **options).writerows(rows)


def sheet_of(path: Path, name: str):
    """Return an open workbook and one of its sheets."""
    workbook = openpyxl.load_workbook(path)
    return workbook, workbook[name]


LEGS = "leg,origin,destination,mode,km,travel_hours\n"


PLAIN = attrs.evolve(
    MISSION, legs=tuple(attrs.evolve(leg, strikes_per_100km=0.25) for leg in MISSION.legs)
)


@cache
def plain_workbook() -> bytes:
    """Return :data:`PLAIN` as a workbook, made once for all who edit one."""
    with TemporaryDirectory() as folder:
        write_mission(PLAIN, Path(folder) / "m.xlsx")
        return (Path(folder) / "m.xlsx").read_bytes()
