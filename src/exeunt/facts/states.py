"""What a site is at a moment, and which legs are travelled in a period: what maps show."""

from collections import defaultdict
from collections.abc import Callable

import attrs

from exeunt.facts.curves import Curve
from exeunt.facts.movements import Movement
from exeunt.facts.periods import Period
from exeunt.facts.series import Reading
from exeunt.model.places import Site

STATES = ("full", "thin", "vacuum", "closed", "stays", "exit", "junction")
"""Sites that are open with three quarters of their people or more, those with fewer, closed ones whose receiver is not there
yet, closed ones, those that stay open, exits, junctions."""
THIN = 0.75
"""Share of the people at the start below which a site is thin."""


StateStep = tuple[float, str]
"""An hour, and one of :data:`STATES` from then on."""


@attrs.frozen(kw_only=True)
class Flow:
    """What travels a leg in a period: vehicles (or sorties) of all stages that are under way in it."""

    leg: str
    period: int
    amount: float


def states(
    reading: Reading, site: Site, grain: Callable[[float], float] = float
) -> tuple[StateStep, ...]:
    """Return what a site is over time: pairs of hour and one of :data:`STATES` from then on; ``grain`` makes numbers of people as coarse as they may be told."""
    if site.role in {"exit", "junction"}:
        return ((0.0, site.role),)
    if site.stays_open:
        return ((0.0, "stays"),)
    people = reading.presence.get(site.site, Curve())
    begun = grain(reading.begun(site.site))
    close = reading.plan.closes.get(site.site)
    until = reading.end + 1 if close is None else reading.mission.hours(close.close)
    found = [(0.0, "full")]
    for hour in (h for h in people.hours if 0 <= h < until):
        state = "full" if grain(people.at(hour)) >= THIN * begun else "thin"
        if found[-1][1] != state:
            found = [*found[:-1], (0.0, state)] if hour <= 0 else [*found, (hour, state)]
    if close is not None:
        found += (
            [(until, "vacuum"), (until + 24 * close.vacuum_days, "closed")]
            if close.vacuum_days > 0
            else [(until, "closed")]
        )
    return tuple(found)


def state_at(steps: tuple[StateStep, ...], hour: float) -> str:
    """Return which state holds at a moment."""
    return next((state for begin, state in reversed(steps) if begin <= hour), steps[0][1])


def flows(movements: tuple[Movement, ...], periods: tuple[Period, ...]) -> tuple[Flow, ...]:
    """Count what is under way on each leg in each period, in the order of legs and periods."""
    amounts: dict[tuple[str, int], float] = defaultdict(float)
    for movement in movements:
        for hop in movement.hops:
            for i, period in enumerate(periods):
                if hop.depart < period.end and hop.arrive > period.begin:
                    amounts[hop.leg.leg, i] += (
                        hop.stage.rotations if hop.mode == "air" else hop.vehicle_count
                    )
    return tuple(
        Flow(leg=leg, period=i, amount=amount)
        for (leg, i), amount in sorted(amounts.items())
        if amount
    )


def uses(movements: tuple[Movement, ...]) -> dict[str, float]:
    """Count the vehicles and sorties that travel each leg in the whole plan."""
    found: dict[str, float] = defaultdict(float)
    for movement in movements:
        for hop in movement.hops:
            found[hop.leg.leg] += hop.stage.rotations if hop.mode == "air" else hop.vehicle_count
    return dict(found)
