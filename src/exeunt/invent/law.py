"""What a made-up mission may do: dispositions, requirements, permissions, supplies, figures."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from exeunt.invent.carriers import MARCH_HOURS, VEHICLES_AN_ESCORT, Work
from exeunt.invent.country import Country, Kind
from exeunt.invent.places import ALL
from exeunt.invent.size import Size
from exeunt.model.choices import Mode, Payload, State, Way
from exeunt.model.dispositions import Disposition
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission, Supply

LITRES_A_DAY = 500.0
TRACKED_SITES = 10
"""Missions of so many sites track the fuel of their hubs."""
ASKED_SITES = 12
"""In missions of so many sites the host has not answered everything."""


def dispositions(size: Size) -> tuple[Disposition, ...]:
    """Return what may become of kit."""
    lead = 6.0 if size.is_short else 72.0
    return (
        Disposition(disposition=Way.SHIP, recovery_share=0.9, cost_per_unit=600.0, assumed=ALL),
        Disposition(
            disposition=Way.SELL,
            kit_class="general",
            owner="mission",
            recovery_share=0.3,
            lead_hours=lead,
            assumed=ALL,
        ),
        Disposition(
            disposition=Way.GIFT,
            kit_class="general",
            owner="mission",
            lead_hours=lead,
            assumed=ALL,
        ),
        Disposition(
            disposition=Way.SELL,
            kit_class="vehicle",
            owner="contingent",
            recovery_share=0.4,
            lead_hours=lead,
            assumed=ALL,
        ),
        Disposition(
            disposition=Way.DESTROY,
            kit_class="sensitive",
            cost_per_unit=200.0,
            lead_hours=1.0 if size.is_short else 12.0,
            assumed=ALL,
        ),
        Disposition(
            disposition=Way.DESTROY,
            kit_class="ammunition",
            cost_per_unit=400.0,
            rate_t_per_team_day=2.0,
            capability="eod",
            lead_hours=24.0,
            assumed=ALL,
        ),
    )


def requirements(country: Country) -> Iterator[Requirement]:
    """Yield what activities need: escorts under threat, and crews at the fields that are used."""
    yield Requirement(
        requirement="escort",
        activity="convoy",
        where=Mode.ROAD,
        capability="escort",
        amount=1,
        per_vehicles=float(VEHICLES_AN_ESCORT),
        threat_from=0.001,
        assumed=ALL,
    )
    if any(hub.kind in {Kind.AIRLIFT, Kind.CROWD} for hub in country.hubs):
        yield Requirement(
            requirement="airfield", activity="fly", capability="airfield", amount=1, assumed=ALL
        )


def permissions(size: Size, country: Country, start: datetime) -> Iterator[Permission]:
    """Yield the leave to fly: people may; in large missions freight has had no answer yet."""
    if not any(hub.kind in {Kind.AIRLIFT, Kind.CROWD} for hub in country.hubs):
        return
    asked = size.sites >= ASKED_SITES
    for payload in (Payload.PEOPLE, Payload.CARGO):
        waits = asked and payload == Payload.CARGO
        yield Permission(
            permission=f"air-{payload}",
            mode=Mode.AIR,
            payload=payload,
            grantor="host",
            state=State.UNANSWERED if waits else State.GRANTED,
            chance=0.5 if waits else None,
            answer_by=start + timedelta(days=size.deadline_days // 3) if waits else None,
            assumed=ALL,
        )


def supplies(size: Size, country: Country, by_hub: dict[str, Work]) -> Iterator[Supply]:
    """Yield the fuel of the hubs, with a month of their own work in stock and imports to match."""
    if size.sites < TRACKED_SITES:
        return
    for hub in country.hubs:
        work = by_hub[hub.site]
        daily = LITRES_A_DAY + 40.0 * (work.teu + work.people / 10)
        yield Supply(
            supply="fuel",
            site=hub.site,
            stock=round(30 * daily, -3),
            capacity=round(60 * daily, -3),
            use_per_day=LITRES_A_DAY,
            import_per_day=round(daily, -2),
            kg_per_unit=0.85,
            assumed=ALL,
        )


def doctrine(size: Size) -> Doctrine:
    """Return the figures by which movements are planned."""
    figures = {
        "notice_hours": 1.0 if size.is_short else 72.0,
        "convoy_min": 3.0,
        "convoy_max": 60.0,
        "spacing_hours": 1.0 if size.is_short else 4.0,
        "march_hours_per_day": MARCH_HOURS[size.is_short],
        "last_lift_hours": 6.0 if size.is_short else 24.0,
    }
    stated = tuple(Figure(name=name, value=value, assumed=ALL) for name, value in figures.items())
    return Doctrine(stated=stated, **figures)
