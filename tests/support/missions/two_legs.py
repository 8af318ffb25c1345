"""A base, a hub and a port two legs on, with every number of its arithmetic easy to work out."""

from datetime import datetime, timedelta

from exeunt.feasible.axes import axes
from exeunt.model.dispositions import Disposition
from exeunt.model.figures import Doctrine
from exeunt.model.forces import Lot, Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.reason import Reason
from exeunt.model.requirements import Requirement
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType
from exeunt.words.feasibility_sentences import lines, reasons
from exeunt.words.words import words

START = datetime(2030, 1, 1)


def said(m: Mission, proofs: tuple[Reason, ...]) -> list[str]:
    """Return what reasons say in English."""
    return reasons(proofs, m, words(m, "en"))


def spoken(m: Mission) -> tuple[str, ...]:
    """Return all that is said of a mission in English."""
    return lines(m, axes(m), words(m, "en"))


def two_legs(**changes) -> Mission:
    """Kidal sends 100 containers, 20 jeeps and 400 people over Gao to the port; 48 h to turn round at Kidal, 34 h a leg to Gao."""
    parts = {
        "name": "two-legs",
        "start": START,
        "deadline": START + timedelta(days=28),
        "end": START + timedelta(days=60),
        "doctrine": Doctrine(march_hours_per_day=10, convoy_max=60, spacing_hours=4),
        "sites": (
            Site(
                site="kidal",
                name="Kidal",
                lat=18,
                lon=1,
                role="base",
                runway="unpaved",
                runway_m=1500,
                turn_hours=48,
                load_teu_per_day=20,
                receiver="the prefecture",
            ),
            Site(
                site="gao",
                name="Gao",
                lat=16,
                lon=0,
                role="hub",
                runway="paved",
                runway_m=2500,
                slots_per_day=2,
                stays_open=True,
            ),
            Site(site="port", name="Port", lat=6, lon=1, role="exit"),
        ),
        "legs": (
            Leg(
                leg="kidal-gao",
                origin="kidal",
                destination="gao",
                mode="road",
                km=300,
                travel_hours=20,
            ),
            Leg(
                leg="gao-port",
                origin="gao",
                destination="port",
                mode="road",
                km=400,
                travel_hours=10,
            ),
            Leg(
                leg="kidal-gao-air",
                origin="kidal",
                destination="gao",
                mode="air",
                km=280,
                travel_hours=1,
            ),
        ),
        "parties": (
            Party(party="battalion", site="kidal", count=400, population="troops", armed=True),
        ),
        "lots": (
            Lot(
                lot="boxes",
                site="kidal",
                quantity=100,
                mass_t=10,
                teu=1,
                kit_class="general",
                owner="mission",
            ),
            Lot(
                lot="jeeps",
                site="kidal",
                quantity=20,
                mass_t=2,
                teu=1,
                self_driving=True,
                crew=1,
                seats=4,
                kit_class="vehicle",
                owner="contingent",
            ),
        ),
        "dispositions": (Disposition(disposition="gift", kit_class="general", owner="mission"),),
        "requirements": (
            Requirement(
                requirement="escort",
                activity="convoy",
                where="kidal-gao",
                capability="escort",
                amount=2,
                per_vehicles=5,
            ),
        ),
        "vehicles": (
            VehicleType(vehicle="truck", payload_t=26, teu=2, crew=2),
            VehicleType(vehicle="bus", payload_t=1, seats=50, crew=1),
            VehicleType(vehicle="escort", payload_t=1, crew=3, capabilities=(("escort", 1.0),)),
        ),
        "fleets": (
            Fleet(
                fleet="trucks",
                vehicle="truck",
                site="gao",
                count=10,
                out_of_service_share=0.2,
                ownership="contracted",
            ),
            Fleet(fleet="buses", vehicle="bus", site="gao", count=2, ownership="contracted"),
            Fleet(fleet="escorts", vehicle="escort", site="gao", count=4, ownership="contracted"),
        ),
        "aircraft": (
            AircraftType(
                aircraft="mi-8",
                payload_t=4,
                seats=20,
                range_km=600,
                runway="helipad",
                block_hours_per_month=60,
                serviceability=0.5,
            ),
        ),
        "air_fleets": (
            AirFleet(
                air_fleet="heli", aircraft="mi-8", site="gao", count=2, ownership="contracted"
            ),
        ),
    }
    return Mission(**(parts | changes))


def axis(m: Mission, name: str):
    return next(a for a in axes(m).axes if a.axis == name)
