"""What a site is at a moment, and which legs are travelled in a period: what maps show."""

from collections import defaultdict
from collections.abc import Callable

import attrs

from exeunt.facts.curves import Curve
from exeunt.facts.movements import Hop, Movement
from exeunt.facts.periods import Period
from exeunt.facts.series import Reading
from exeunt.model.places import Site

STATES = ("full", "thin", "vacuum", "closed", "stays", "exit", "junction")
"""What a site is.

In turn: open with three quarters of its people or more, open with fewer, closed before its receiver
is there, closed; one that stays open, an exit, a junction.
"""
THIN = 0.75
"""Share of the people at the start below which a site is thin."""


StateStep = tuple[float, str]
"""An hour, and one of :data:`STATES` from then on."""


@attrs.frozen(kw_only=True)
class Flow:
    """What travels a leg in a period.

    Vehicles (or sorties) of all stages that are under way in it.
    """

    leg: str
    period: int
    amount: float


def states(
    reading: Reading, site: Site, grain: Callable[[float], float] = float
) -> tuple[StateStep, ...]:
    """Return what a site is over time; ``grain`` makes people as coarse as they may be told."""
    if site.role in {"exit", "junction"}:
        return ((0.0, site.role),)
    if site.stays_open:
        return ((0.0, "stays"),)
    closure = reading.plan.closes.get(site.site)
    closes = reading.end + 1 if closure is None else reading.mission.hours(closure.close)
    steps = _open_states(reading, site, closes, grain)
    if closure is not None and closure.vacuum_days > 0:
        steps += [(closes, "vacuum"), (closes + 24 * closure.vacuum_days, "closed")]
    elif closure is not None:
        steps.append((closes, "closed"))
    return tuple(steps)


def _open_states(
    reading: Reading, site: Site, closes: float, grain: Callable[[float], float]
) -> list[StateStep]:
    """Return whether a site is full or thin, by the people present until it closes."""
    people = reading.presence.get(site.site, Curve())
    begun = grain(reading.begun(site.site))
    steps = [(0.0, "full")]
    for hour in people.hours:
        if not 0 <= hour < closes:
            continue
        state = "full" if grain(people.at(hour)) >= THIN * begun else "thin"
        if steps[-1][1] == state:
            continue
        if hour <= 0:  # those who leave at the very start were never seen there
            steps.pop()
        steps.append((max(0.0, hour), state))
    return steps


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
                    amounts[hop.leg.leg, i] += travelling(hop)
    return tuple(
        Flow(leg=leg, period=i, amount=amount)
        for (leg, i), amount in sorted(amounts.items())
        if amount
    )


def uses(movements: tuple[Movement, ...]) -> dict[str, float]:
    """Count the vehicles and sorties that travel each leg in the whole plan."""
    amounts: dict[str, float] = defaultdict(float)
    for movement in movements:
        for hop in movement.hops:
            amounts[hop.leg.leg] += travelling(hop)
    return dict(amounts)


def travelling(hop: Hop) -> float:
    """Return how many sorties or vehicles a stage is."""
    return hop.stage.rotations if hop.mode == "air" else hop.vehicle_count
