"""Which aircraft lands where, and which flies what leg."""

from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import RUNWAYS, Site
from exeunt.model.transport import AircraftType


def lands(aircraft: AircraftType, site: Site) -> bool:
    """Say whether a type of aircraft can use a site's runway: surface and length."""
    # Runways are listed in rising order: what lands on an unpaved one lands on a paved one too.
    surface_is_good_enough = RUNWAYS.index(site.runway) >= RUNWAYS.index(aircraft.runway)
    return surface_is_good_enough and site.runway_m >= aircraft.runway_m


def flies(mission: Mission, aircraft: AircraftType, leg: Leg) -> bool:
    """Say whether a type of aircraft can fly a leg: within its range, with runways at both ends."""
    if leg.km > aircraft.range_km:
        return False
    ends = (mission.site[leg.origin], mission.site[leg.destination])
    return all(lands(aircraft, site) for site in ends)
