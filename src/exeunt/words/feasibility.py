"""The feasibility arithmetic as sentences and as rows of tables; pure functions."""

from datetime import datetime

from exeunt.feasible.words import moment, rate
from exeunt.model.feasibility import Axis, Feasibility, SiteNeed
from exeunt.model.mission import Mission

AXIS_HEADERS = (
    "Axis",
    "Mode",
    "Loads",
    "A week",
    "Done",
    "Days late",
    "People",
    "A week",
    "Done",
    "Days late",
    "Binding",
    "Permission",
)
AXIS_NUMBERS = (2, 3, 5, 6, 7, 9)
"""Columns of :data:`AXIS_HEADERS` that hold numbers."""
AXIS_BREAKS = (6,)
"""Columns at which the table may be broken in two: people begin."""
SITE_HEADERS = (
    "Site",
    "People",
    "At home",
    "Units",
    "t",
    "TEU",
    "Loads to ship",
    "Could stay",
    "Loading days",
)
SITE_NUMBERS = tuple(range(1, 9))
UNKNOWN = "-"


def lines(found: Feasibility) -> tuple[str, ...]:
    """Return what is said of the whole: the verdicts, their reasons, each axis, all together."""
    return found.sentences


def axis_table(mission: Mission, found: Feasibility) -> list[tuple[str, ...]]:
    """Return a row for each axis, in the columns of :data:`AXIS_HEADERS`."""
    return [_axis(mission, axis) for axis in found.axes]


def site_table(mission: Mission, found: Feasibility) -> list[tuple[str, ...]]:
    """Return a row for each base and hub, in the columns of :data:`SITE_HEADERS`."""
    return [_site(mission, need) for need in found.sites]


def _axis(mission: Mission, axis: Axis) -> tuple[str, ...]:
    loads = (
        (
            f"{axis.loads:,}",
            _rate(axis.loads_per_week),
            _date(mission, axis.done),
            _whole(axis.days_late),
        )
        if axis.loads
        else (UNKNOWN,) * 4
    )
    people = (UNKNOWN,) * 4
    if axis.people:
        people = (
            f"{axis.people:,}",
            _rate(axis.people_per_week),
            _date(mission, axis.people_done),
            _whole(axis.people_days_late),
        )
    permission = axis.permission if axis.loads or axis.mode == "air" else axis.people_permission
    return (axis.axis, axis.mode, *loads, *people, ", ".join(axis.binding) or UNKNOWN, permission)


def _site(mission: Mission, need: SiteNeed) -> tuple[str, ...]:
    numbers = (
        need.people,
        need.home,
        need.units,
        need.tonnes_t,
        need.teu,
        need.loads,
        need.disposable_loads,
    )
    return (
        mission.site[need.site].name or need.site,
        *(f"{n:,.0f}" for n in numbers),
        _rate(need.loading_days),
    )


def _date(mission: Mission, when: datetime | None) -> str:
    return UNKNOWN if when is None else moment(mission, when)


def _whole(number: int | None) -> str:
    return UNKNOWN if number is None else f"{number:,}"


def _rate(number: float | None) -> str:
    return UNKNOWN if number is None else rate(number)
