"""What an officer would ask about in a plan: each a true statement, with what it comes to at most.

Nothing here is a rule: a plan may be lawful, and as cheap as can be, and still be odd. What is odd
is said so that whoever signs the plan has seen it.
"""

from collections.abc import Iterable
from enum import StrEnum

import attrs

from exeunt.model.reason import Argument, Reason

MOST = 10
"""Lines that are shown unless all are asked for."""
NAMED = 3
"""Serials that a line names; all are in ``serials``."""


class Kind(StrEnum):
    """What is odd; the values are keys of words."""

    LEFT_BESIDE_SEATS = "left_beside_seats"
    LATE_BESIDE_SEATS = "late_beside_seats"
    PEOPLE_LEFT = "people_left"
    PEOPLE_LATE = "people_late"
    DRIVERS_LEFT = "drivers_left"
    KIT_MISSED = "kit_missed"
    KIT_ROOM = "kit_room"
    IDLE_CARRIERS = "idle_carriers"
    KIT_PAYS = "kit_pays"
    INDIFFERENT = "indifferent"
    NOT_WORTH = "not_worth"
    OWN_VEHICLES = "own_vehicles"
    HANDFUL = "handful"
    EMPTY_BUSES = "empty_buses"
    THIN = "thin"
    THIN_FLIGHTS = "thin_flights"
    EMPTY = "empty"
    DEAR = "dear"
    DEAR_FLIGHTS = "dear_flights"
    AWAY = "away"
    PAST_HUB = "past_hub"
    TWINS = "twins"
    TWIN_FLIGHTS = "twin_flights"
    AFAR = "afar"
    AFAR_FOR_THERE = "afar_for_there"
    SHUTTLE = "shuttle"
    CLOCK = "clock"
    HURRIED = "hurried"


@attrs.frozen(kw_only=True)
class Odd:
    """One odd thing.

    ``weight`` is what it comes to at most at the mission's prices, by which the worst is told
    first; ``serials`` are all that it is about, the worst first; ``why`` are reasons that the
    planner recorded or a trial gives.
    """

    kind: Kind
    reason: Reason
    weight: float = 0.0
    serials: tuple[str, ...] = ()
    why: tuple[Reason, ...] = ()


def worst_first(found: Iterable[Odd]) -> tuple[Odd, ...]:
    """Return what is odd, the worst first."""
    return tuple(sorted(found, key=lambda odd: (-odd.weight, odd.kind, str(odd.reason))))


@attrs.frozen(kw_only=True)
class Case:
    """One serial that is odd in some way: what that comes to, and in figures how odd it is."""

    serial: str
    weight: float
    figures: tuple[tuple[str, Argument], ...] = ()


def gathered(kind: Kind, cases: Iterable[Case]) -> list[Odd]:
    """Return one line for all serials that are odd in the same way; none where there are none.

    It names the worst, and gives the figures of the very worst.
    """
    ordered = sorted(cases, key=lambda case: (-case.weight, case.serial))
    if not ordered:
        return []
    names = tuple(case.serial for case in ordered)
    reason = Reason.of(
        f"odd.{kind}",
        n=len(names),
        serials=names[:NAMED],
        worst=names[0],
        **dict(ordered[0].figures),
    )
    weight = sum(case.weight for case in ordered)
    return [Odd(kind=kind, reason=reason, weight=weight, serials=names)]
