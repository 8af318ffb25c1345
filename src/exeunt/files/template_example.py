"""A small case that fills in a template: two offices and a head office leave by road in days.

Everything in it is made up. It uses only the tables that a small case needs.
"""

from datetime import datetime, timedelta

from exeunt.files.wording import Wording
from exeunt.model.choices import Mode, SiteRole
from exeunt.model.forces import Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.transport import Fleet, VehicleType

_START = datetime(2030, 3, 4, 6)
_ALL = ("*",)
"""Every figure is made up, and says so."""
_DAYS, _AFTER = 4, 3
"""Days until the deadline, and after it until planning ends."""


def example_mission(wording: Wording) -> Mission:
    """Return the small case, with its names in the wording's language."""
    deadline = _START + timedelta(days=_DAYS)
    return Mission(
        name="first-steps",
        title=wording.guide["case.title"],
        start=_START,
        deadline=deadline,
        end=deadline + timedelta(days=_AFTER),
        description=wording.guide["case.description"],
        sites=_sites(wording),
        legs=_legs(wording),
        parties=_parties(wording),
        vehicles=_vehicles(wording),
        fleets=_fleets(),
    )


def _sites(wording: Wording) -> tuple[Site, ...]:
    return (
        _site("kalor", "Kalor", 17.12, -0.21, SiteRole.BASE),
        _site("bassi", "Bassi", 16.88, 0.56, SiteRole.BASE),
        _site("tamba", "Tamba", 16.44, 0.18, SiteRole.HUB),
        _site("selo", wording.guide["case.border"], 15.52, 0.31, SiteRole.EXIT),
    )


def _site(site: str, name: str, lat: float, lon: float, role: SiteRole) -> Site:
    # A day's notice, an inventory and the keys: nobody closes an office in an hour.
    closing_hours = 0 if role is SiteRole.EXIT else 12
    return Site(
        site=site, name=name, lat=lat, lon=lon, role=role, closing_hours=closing_hours, assumed=_ALL
    )


def _legs(wording: Wording) -> tuple[Leg, ...]:
    return (
        _leg("kalor", "tamba", 95, 3, wording.guide["case.paved"]),
        _leg("bassi", "tamba", 70, 4, wording.guide["case.track"]),
        _leg("tamba", "selo", 110, 3, wording.guide["case.paved"]),
    )


def _leg(origin: str, destination: str, km: float, hours: float, note: str) -> Leg:
    return Leg(
        leg=f"{origin}-{destination}",
        origin=origin,
        destination=destination,
        mode=Mode.ROAD,
        km=km,
        travel_hours=hours,
        strikes_per_100km=0.0,
        note=note,
        assumed=_ALL,
    )


def _parties(wording: Wording) -> tuple[Party, ...]:
    def party(site: str, count: int, name: str) -> Party:
        return Party(
            party=f"{site}-staff",
            name=name,
            site=site,
            count=count,
            population="civilian",
            provider=wording.guide["case.agency"],
            assumed=_ALL,
        )

    return (
        party("kalor", 14, wording.guide["case.staff_kalor"]),
        party("bassi", 9, wording.guide["case.staff_bassi"]),
        party("tamba", 31, wording.guide["case.staff_tamba"]),
    )


def _vehicles(wording: Wording) -> tuple[VehicleType, ...]:
    return (
        VehicleType(
            vehicle="4x4",
            name=wording.guide["case.car"],
            payload_t=0.6,
            seats=4,
            crew=1,
            fuel_l_per_km=0.14,
            assumed=_ALL,
        ),
        VehicleType(
            vehicle="minibus",
            name=wording.guide["case.minibus"],
            payload_t=1.2,
            seats=14,
            crew=1,
            fuel_l_per_km=0.16,
            assumed=_ALL,
        ),
    )


def _fleets() -> tuple[Fleet, ...]:
    return (
        Fleet(fleet="kalor-cars", vehicle="4x4", site="kalor", count=2, assumed=_ALL),
        Fleet(fleet="tamba-buses", vehicle="minibus", site="tamba", count=3, assumed=_ALL),
    )
