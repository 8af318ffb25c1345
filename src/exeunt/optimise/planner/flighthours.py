"""By which hours a flight can be flown: each take-off and landing while its field is open."""

from collections.abc import Iterable
from typing import NamedTuple

from exeunt.clock.spans import ALWAYS, Spans, holds, next_in
from exeunt.network.daytime import Daytime
from exeunt.network.march import QUARTER_HOUR, up
from exeunt.network.ways import Hop


class Touch(NamedTuple):
    """A take-off or landing so many hours after a round begins, and when it is allowed."""

    after: float
    hours: Spans


def touches(daytime: Daytime, hops: Iterable[Hop], turn: float) -> tuple[Touch, ...]:
    """Return the take-offs and landings of a round that are not allowed at every hour."""
    found, leaves = [], 0.0
    for hop in hops:
        step, lands = hop.step, up(leaves + hop.hours)
        for after, site in ((leaves, step.origin), (lands, step.destination)):
            found += [Touch(after, daytime.at(site)), Touch(after, daytime.on(step.leg))]
        leaves = up(lands + turn)
    return tuple(touch for touch in found if touch.hours != ALWAYS)


def first_round(asked: tuple[Touch, ...], t: float, before: float) -> float | None:
    """Return the first hour from ``t`` on at which a round can begin; None if not ``before``."""
    at = t
    while at < before:
        moments = [(touch, at + touch.after) for touch in asked]
        wait = max((next_in(touch.hours, then) - then for touch, then in moments), default=0.0)
        if wait <= 0:
            return at
        # To wait for one field may be to come too late to another: all are asked again.
        at = up(at + wait)
    return None


def lawful_rounds(asked: tuple[Touch, ...], t: float, apart: float, most: int) -> int:
    """Return how many rounds, so many hours apart, are lawful one after the other; at least 1."""
    count = 1
    while count < most and _lawful(asked, t + count * apart):
        count += 1
    return count


def _lawful(asked: tuple[Touch, ...], t: float) -> bool:
    """Say whether a round may begin at an hour, or up to a quarter later, as ends are rounded."""
    return all(
        holds(touch.hours, t + late + touch.after)
        for touch in asked
        for late in (0.0, 1 / QUARTER_HOUR)
    )
