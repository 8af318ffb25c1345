"""A made-up mission from its size: always the same for the same three numbers."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from exeunt.invent import carriers, forces, law, places
from exeunt.invent.country import country_of
from exeunt.invent.draws import Draws
from exeunt.invent.size import Size
from exeunt.model.mission import Mission

START = datetime(2031, 1, 6)


def invented(size: Size, texts: Mapping[str, str]) -> Mission:
    """Return the mission of a size; ``texts`` are its title and description, with blanks."""
    draws = Draws(size.sites, size.days, size.seed)
    country = country_of(size, draws)
    lots = tuple(forces.lots(size, draws, country))
    nobody = dict.fromkeys((hub.site for hub in country.hubs), 0)
    people = carriers.people_by_site(forces.parties(size, draws, country, nobody))
    works = carriers.works(size, country, people, carriers.teu_by_site(iter(lots)))
    escorts = {site: carriers.escorts_of(size, work) for site, work in works.items()}
    numbers = {"sites": size.sites, "days": size.days, "seed": size.seed}
    return Mission(
        name=size.name,
        title=texts["title"].format(**numbers),
        description=texts["description"].format(**numbers),
        start=START,
        deadline=START + timedelta(days=size.deadline_days),
        end=START + timedelta(days=size.days),
        period_hours=size.period_hours,
        doctrine=law.doctrine(size),
        sites=tuple(places.sites(size, draws, country, START)),
        legs=tuple(places.legs(draws, country)),
        seasons=tuple(places.seasons(size, draws, country, START)),
        parties=tuple(forces.parties(size, draws, country, escorts)),
        lots=lots,
        dispositions=law.dispositions(size),
        requirements=tuple(law.requirements(country)),
        vehicles=carriers.vehicles(),
        fleets=tuple(carriers.fleets(size, country, works)),
        aircraft=carriers.aircraft(),
        air_fleets=tuple(carriers.air_fleets(size, country)),
        permissions=tuple(law.permissions(size, country, START)),
        supplies=tuple(law.supplies(size, country, works)),
    )
