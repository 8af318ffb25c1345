"""Numbers, dates and lists as the sentences print them."""

from collections.abc import Sequence
from datetime import MAXYEAR, datetime

from exeunt.clock.lengths import is_short
from exeunt.model.mission import Mission

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(mission: Mission, when: datetime) -> str:
    """Print a date; with its time in a short mission and its year where that is more than a year from the deadline."""
    if when.year == MAXYEAR:
        return f"beyond {MAXYEAR}"
    text = f"{when.day} {MONTHS[when.month - 1]}"
    if abs((when - mission.deadline).days) > 300:
        text += f" {when.year}"
    return f"{text} {when:%H:%M}" if is_short(mission.start, mission.end) else text


def day(mission: Mission, hours: float) -> str:
    """Print the date so many hours after the start."""
    return moment(mission, mission.time(hours))


def many(number: float, one: str, more: str) -> str:
    """Print a number of things: ``1 person``, ``3,120 loads``."""
    return f"{number:,.0f} {one if round(number) == 1 else more}"


def listed(names: Sequence[str], most: int = 6) -> str:
    """Print names: ``A, B and C``; beyond ``most`` the others are counted."""
    shown = (
        list(names)
        if len(names) <= most
        else [*names[: most - 1], f"{len(names) - most + 1} other sites"]
    )
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def rate(number: float) -> str:
    """Print a rate: whole from ten on."""
    return f"{number:,.0f}" if number >= 9.95 or number == round(number) else f"{number:.1f}"
