"""What a site is at a moment, and which legs are travelled in a period: what maps show."""

from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.facts.curves import Curve
from exeunt.facts.movements import Hop, Movement
from exeunt.facts.periods import Period
from exeunt.facts.series import Reading
from exeunt.model.places import Site

STATES = ("full", "thin", "vacuum", "closed", "stays", "exit", "junction")
"""What a site can be.

In turn: open with three quarters of its people or more, open with fewer, closed before its receiver
is there, closed; one that stays open, an exit, a junction.
"""
THIN = 0.75
"""Share of the people at the start below which a site is thin."""


StateStep = tuple[float, str]
"""An hour, and one of :data:`STATES` from then on."""


@attrs.frozen(kw_only=True)
class Flow:
    """What travels a leg in a period: the vehicles and sorties of all stages under way in it.

    ``period`` counts the periods from 0.
    """

    leg: str
    period: int
    amount: float


def states(reading: Reading, site: Site, *, thinning: bool = True) -> tuple[StateStep, ...]:
    """Return what a site is over time; without ``thinning``, one that is open is only that.

    A share of the people is as fine as their numbers: where those are told as ranges, it is not.
    """
    if site.role in {"exit", "junction"}:
        return ((0.0, site.role),)
    if site.stays_open:
        return ((0.0, "stays"),)
    closure = reading.plan.closes.get(site.site)
    if closure is None:
        # Open beyond the end of planning: who leaves at that very moment is still seen to go.
        return tuple(_open_states(reading, site, reading.end + 1, thinning))
    closes = reading.mission.hours(closure.close)
    steps = _open_states(reading, site, closes, thinning)
    empty_hours = 24 * closure.vacuum_days
    if empty_hours > 0:
        steps.append((closes, "vacuum"))
    steps.append((closes + max(0.0, empty_hours), "closed"))
    return tuple(steps)


def _open_states(reading: Reading, site: Site, closes: float, thinning: bool) -> list[StateStep]:
    """Return whether a site is full or thin, by the people present until it closes."""
    if not thinning:
        return [(0.0, "full")]
    people = reading.presence.get(site.site, Curve())
    enough = THIN * reading.begun(site.site)
    steps = [(0.0, "full")]
    for hour in people.hours:
        if not 0 <= hour < closes:
            continue
        state = "thin"
        if people.at(hour) >= enough:
            state = "full"
        _, before = steps[-1]
        if state == before:
            continue
        # Those who leave at the very start were never seen there.
        if hour <= 0:
            steps.pop()
        steps.append((max(0.0, hour), state))
    return steps


def state_at(steps: tuple[StateStep, ...], hour: float) -> str:
    """Return which state holds at a moment."""
    _, current = steps[0]
    for begin, state in steps:
        if begin <= hour:
            current = state
    return current


def flows(movements: tuple[Movement, ...], periods: tuple[Period, ...]) -> tuple[Flow, ...]:
    """Count what is under way on each leg in each period, in the order of legs and periods."""
    amounts: dict[tuple[str, int], float] = defaultdict(float)
    for hop in _stages(movements):
        # A stage is counted in every period it is under way in: a column on the road over
        # midnight is on the map of both days.
        for number, period in enumerate(periods):
            if hop.depart < period.end and hop.arrive > period.begin:
                amounts[hop.leg.leg, number] += travelling(hop)
    return tuple(
        Flow(leg=leg, period=number, amount=amount)
        for (leg, number), amount in sorted(amounts.items())
        if amount
    )


def uses(movements: tuple[Movement, ...]) -> dict[str, float]:
    """Count the vehicles and sorties that travel each leg in the whole plan."""
    amounts: dict[str, float] = defaultdict(float)
    for hop in _stages(movements):
        amounts[hop.leg.leg] += travelling(hop)
    return dict(amounts)


def _stages(movements: tuple[Movement, ...]) -> Iterator[Hop]:
    for movement in movements:
        yield from movement.hops


def travelling(hop: Hop) -> float:
    """Return how many sorties or vehicles a stage is."""
    if hop.mode == "air":
        return hop.stage.rotations
    return hop.vehicle_count
