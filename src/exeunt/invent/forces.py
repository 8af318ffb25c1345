"""Who and what must leave in a made-up mission: parties and lots."""

from collections.abc import Iterator

import attrs

from exeunt.invent.country import Country, Kind, Place
from exeunt.invent.draws import Draws
from exeunt.invent.places import ALL, guards_of
from exeunt.invent.size import Size
from exeunt.model.forces import Lot, Party

NATIONS = ("Nation A", "Nation B", "Nation C", "Nation D", "Nation E")
AIR_CREW = 8
"""People who run an airfield: one team."""
ESCORT_CREW = 3
REAR_PARTY = 12
"""People who stay at a hub for good, to liquidate what is left there."""
DAYS_A_LOAD, MOST_LOADS = 30.0, 6.0
"""In so many days a base's containers are moved once over; so often at the most."""
CROWD_ABOUT = 0.35
"""How far the number of people at a gate may be off, either way."""


def parties(size: Size, draws: Draws, country: Country, escorts: dict[str, int]) -> Iterator[Party]:
    """Yield the people of each base and hub; ``escorts`` are the escort vehicles by hub."""
    for base in country.bases:
        yield from _at_base(size, draws, base)
    for hub in country.hubs:
        yield _party(hub, "staff", 20 if size.is_short else 60, "civilian")
        if not size.is_short:
            rear = _party(hub, "rear", REAR_PARTY, "civilian")
            yield attrs.evolve(rear, destination=hub.site)
        crews = ESCORT_CREW * escorts[hub.site]
        yield _party(hub, "crews", crews, "troops", provider=NATIONS[0], armed=True, drivers=crews)
        if hub.kind is Kind.AIRLIFT:
            yield _party(hub, "airfield", AIR_CREW, "contractor", airfield=1)


def _at_base(size: Size, draws: Draws, base: Place) -> Iterator[Party]:
    nation = provider_of(draws, base)
    guards = guards_of(size, base)
    yield _party(base, "guards", guards, "troops", provider=nation, armed=True, drivers=guards // 2)
    staff = max(4, round((15 if size.is_short else 50) * base.factor))
    yield _party(base, "staff", staff, "civilian")
    if base.kind in {Kind.AIRLIFT, Kind.CROWD}:
        yield _party(base, "airfield", AIR_CREW, "contractor", airfield=1)
    if not size.is_short:
        yield _party(base, "eod", 5, "troops", provider=nation, eod=1)
    if base.kind is Kind.CROWD:
        crowd = round(draws.between(150, 400, "crowd", base.site) * base.factor)
        yield _party(base, "crowd", crowd, "evacuee", about=CROWD_ABOUT)


def _party(
    place: Place,
    what: str,
    count: int,
    population: str,
    *,
    provider: str = "",
    armed: bool = False,
    drivers: int = 0,
    about: float = 0.0,
    **teams: int,
) -> Party:
    """Make a party; the count of one that is known only ``about`` so well has a range."""
    return Party(
        party=f"{place.site}-{what}",
        site=place.site,
        count=count,
        count_low=round(count * (1 - about)) if about else None,
        count_high=round(count * (1 + about)) if about else None,
        population=population,
        provider=provider,
        armed=armed,
        capabilities=tuple((name, float(teams[name])) for name in sorted(teams)),
        qualified=(("drivers", float(drivers)),) if drivers else (),
        assumed=ALL,
    )


def provider_of(draws: Draws, base: Place) -> str:
    """Return the nation that holds a base."""
    return draws.one_of(NATIONS, "nation", base.site)


def lots(size: Size, draws: Draws, country: Country) -> Iterator[Lot]:
    """Yield the kit of the bases: little in evacuations, all of a base in a drawdown."""
    for base in country.bases:
        yield from _sensitive(size, draws, base)
        if not size.is_short:
            yield from _general(size, draws, base)
            yield from _of_contingent(draws, base)


def _sensitive(size: Size, draws: Draws, base: Place) -> Iterator[Lot]:
    low, high = (1, 2) if size.is_short else (1, 4)
    yield Lot(
        lot=f"{base.site}-comms",
        site=base.site,
        quantity=draws.whole(low, high, "comms", base.site),
        mass_t=1.0 if size.is_short else 5.0,
        teu=0.1 if size.is_short else 1.0,
        kit_class="sensitive",
        owner="mission",
        value=draws.one_of((10_000.0, 40_000.0), "comms", base.site, "value"),
        harm_if_captured=4.0,
        assumed=ALL,
    )


def _general(size: Size, draws: Draws, base: Place) -> Iterator[Lot]:
    # Who has stayed for years has more to bring home, and is given longer to do it.
    months = min(max(size.days / DAYS_A_LOAD, 1.0), MOST_LOADS)
    for what, low, high in (("stores", 6, 24), ("huts", 4, 16)):
        value = draws.between(1_000, 25_000, what, base.site, "value")
        yield Lot(
            lot=f"{base.site}-{what}",
            site=base.site,
            quantity=max(
                1, round(draws.between(low, high, what, base.site) * base.factor * months)
            ),
            mass_t=9.0,
            teu=1.0,
            kit_class="general",
            owner="mission",
            value=float(round(value, -2)),
            disposal_group="II",
            assumed=ALL,
        )


def _of_contingent(draws: Draws, base: Place) -> Iterator[Lot]:
    nation = provider_of(draws, base)
    yield Lot(
        lot=f"{base.site}-ammunition",
        site=base.site,
        quantity=draws.whole(2, 10, "ammunition", base.site),
        mass_t=1.0,
        teu=0.25,
        kit_class="ammunition",
        owner="contingent",
        provider=nation,
        value=4_000.0,
        harm_if_captured=6.0,
        consent=True,
        assumed=ALL,
    )
    yield Lot(
        lot=f"{base.site}-cars",
        site=base.site,
        quantity=max(1, round(draws.between(2, 10, "cars", base.site) * base.factor)),
        mass_t=2.5,
        teu=1.0,
        # Across water or by air nothing drives out: there it goes as freight, or is sold.
        self_driving=base.kind not in {Kind.AIRLIFT, Kind.ISLANDS},
        crew=1,
        seats=3,
        fuel_l_per_km=0.15,
        kit_class="vehicle",
        owner="contingent",
        provider=nation,
        value=18_000.0,
        consent=True,
        assumed=ALL,
    )
    if base.kind in {Kind.AIRLIFT, Kind.ISLANDS}:
        return
    yield Lot(
        lot=f"{base.site}-armour",
        site=base.site,
        quantity=draws.whole(1, 6, "armour", base.site),
        mass_t=14.0,
        teu=2.0,
        self_driving=True,
        crew=2,
        seats=6,
        fuel_l_per_km=0.6,
        armoured=True,
        outsize=True,
        kit_class="armour",
        owner="contingent",
        provider=nation,
        value=150_000.0,
        harm_if_captured=8.0,
        consent=True,
        assumed=ALL,
    )
