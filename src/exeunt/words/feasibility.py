"""The feasibility arithmetic as rows of tables; pure functions."""

from datetime import datetime

from exeunt.model.feasibility import AIR, Axis, Feasibility, Holding, SiteNeed
from exeunt.model.mission import Mission
from exeunt.words.arithmetic import moment, rate
from exeunt.words.words import Words

AXIS_COLUMNS = (
    "axis",
    "mode",
    "loads",
    "a_week",
    "done",
    "days_late",
    "people",
    "a_week",
    "done",
    "days_late",
    "binding",
    "permission",
)
AXIS_NUMBERS = (2, 3, 5, 6, 7, 9)
"""Columns of :data:`AXIS_COLUMNS` that hold numbers."""
AXIS_BREAKS = (6,)
"""Columns at which the table may be broken in two: people begin."""
SITE_COLUMNS = (
    "site",
    "people",
    "home",
    "units",
    "t",
    "teu",
    "to_ship",
    "could_stay",
    "loading_days",
)
SITE_NUMBERS = tuple(range(1, 9))
HOLDING_COLUMNS = ("site", "people", "standing", "risk", "held", "vacuum", "cheaper")
HOLDING_NUMBERS = tuple(range(1, 6))


def axis_headers(words: Words) -> tuple[str, ...]:
    """Return the headers of the table of axes."""
    # A mission that is spoken of by the day has its rates by the day, in tables too.
    spoken = {"a_week": "a_day"} if words.fine else {}
    return tuple(words(f"feasible.column.{spoken.get(c, c)}") for c in AXIS_COLUMNS)


def site_headers(words: Words) -> tuple[str, ...]:
    """Return the headers of the table of sites."""
    return tuple(words(f"feasible.column.{column}") for column in SITE_COLUMNS)


def axis_table(mission: Mission, verdict: Feasibility, words: Words) -> list[tuple[str, ...]]:
    """Return a row for each axis, in the columns of :data:`AXIS_COLUMNS`."""
    return [_axis(mission, verdict, axis, words) for axis in verdict.axes]


def site_table(mission: Mission, verdict: Feasibility, words: Words) -> list[tuple[str, ...]]:
    """Return a row for each base and hub, in the columns of :data:`SITE_COLUMNS`."""
    return [_site(mission, need, words) for need in verdict.sites]


def holding_headers(words: Words) -> tuple[str, ...]:
    """Return the headers of the table of what a day of holding costs."""
    return tuple(words(f"feasible.column.{column}") for column in HOLDING_COLUMNS)


def holding_table(mission: Mission, verdict: Feasibility, words: Words) -> list[tuple[str, ...]]:
    """Return a row for each site that has a receiver, in the columns of :data:`HOLDING_COLUMNS`."""
    return [_holding(mission, one, words) for one in verdict.holdings]


def axis_name(mission: Mission, axis: Axis, words: Words) -> str:
    """Name an axis by where it begins and leads and, off the road, its mode."""
    one, other = axis.ends
    # The ends are named hub first; who is asked which way is out wants it last.
    start = other if one == axis.to else one
    return words(
        f"feasible.axis.{axis.mode}",
        start=words.site(mission, start),
        to=words.site(mission, axis.to),
    )


def bindings(mission: Mission, verdict: Feasibility, axis: Axis, words: Words) -> list[str]:
    """Say what makes an axis late: what other axes bring to it first, then its own resources."""
    by_id = {a.axis: axis_name(mission, a, words) for a in verdict.axes}
    feeders = [words("feasible.binding.fed_by", axis=by_id[feeder]) for feeder in axis.fed_by]
    return [*feeders, *(words(f"feasible.resource.{resource}") for resource in axis.resources)]


def _axis(mission: Mission, verdict: Feasibility, axis: Axis, words: Words) -> tuple[str, ...]:
    unknown = words("feasible.unknown")
    loads = people = (unknown,) * 4
    if axis.loads:
        loads = (
            words.number(axis.loads),
            _rate(_spoken(axis.loads_per_week, words), words),
            _date(mission, axis.done, words),
            _whole(axis.days_late, words),
        )
    if axis.people:
        people = (
            words.number(axis.people),
            _rate(_spoken(axis.people_per_week, words), words),
            _date(mission, axis.people_done, words),
            _whole(axis.people_days_late, words),
        )
    permission = axis.permission if axis.loads or axis.mode == AIR else axis.people_permission
    return (
        axis_name(mission, axis, words),
        words(f"feasible.mode.{axis.mode}"),
        *loads,
        *people,
        ", ".join(bindings(mission, verdict, axis, words)) or unknown,
        words(f"feasible.permission.{permission}"),
    )


def _site(mission: Mission, need: SiteNeed, words: Words) -> tuple[str, ...]:
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
        words.site(mission, need.site),
        *(words.number(n) for n in numbers),
        _rate(need.loading_days, words),
    )


def _holding(mission: Mission, one: Holding, words: Words) -> tuple[str, ...]:
    costs = (one.standing_per_day, one.risk_per_day, one.hold_per_day, one.vacuum_per_day)
    return (
        words.site(mission, one.site),
        words.number(one.people),
        *(words.number(cost) for cost in costs),
        words(f"feasible.cheaper.{one.cheaper}"),
    )


def _date(mission: Mission, when: datetime | None, words: Words) -> str:
    return words("feasible.unknown") if when is None else moment(mission, when, words)


def _whole(number: int | None, words: Words) -> str:
    return words("feasible.unknown") if number is None else words.number(number)


def _spoken(per_week: float | None, words: Words) -> float | None:
    """Return a rate a week as the mission is spoken of: by the day in short ones."""
    if per_week is None or not words.fine:
        return per_week
    return per_week / 7


def _rate(number: float | None, words: Words) -> str:
    return words("feasible.unknown") if number is None else rate(number, words)
