"""What a report keeps to itself: dates, routes and strengths no finer than somebody says.

A plan that falls into the wrong hands says when a base is empty and which road is taken; a report
that is veiled helps no attacker.

Dates are made coarse in mission and plan before anything is read from them: every moment becomes
the last of its period, but one at which a span begins the first, so that no picture, table or data
behind them can know more and no span vanishes. Moments up to the deadline and after it are kept
apart, as a report that could not say who is late would be none. Spans that followed one another may
then overlap, so what several of them come to at a moment is not told. Strengths are told as ranges,
and drawn in steps. Routes are left out with everything that is told serial by serial.
"""

from datetime import datetime, timedelta
from typing import Any

import attrs

from exeunt.errors import InputError, Problem
from exeunt.model.columns import columns
from exeunt.model.hazards import Incident
from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Plan
from exeunt.rules.threat import MONTH_DAYS

DATES = ("full", "day", "week", "month", "none")
ROUTES = ("full", "none")
"""What a veil may say of dates and of routes."""
STANDARD = "dates=month,routes=none,strengths=100"
EXPECTED = (
    f"must say what is kept back, such as {STANDARD}; dates: {', '.join(DATES)}; "
    f"routes: {', '.join(ROUTES)}; strengths: full, none, or a number such as 100"
)
TICK = timedelta(minutes=1)
"""The finest time that plans are written in."""
SHORTEST = TICK / 2
"""Stands for a time within a period of which no more may be told than that it is there.

It is shorter than any time of a plan, so nothing happens in it.
"""
BEGINNINGS = {
    "valid_from",
    "closed_from",
    "available_from",
    "leave_from",
    "close_from",
    "ready_from",
    "start",
}
"""Moments at which a span begins."""
TIMED = {"late_person_days", "makespan_days", "late_unit_days", "vacuum_days"}
"""Terms of the objective from which dates follow."""
COUNTED = {"late_person_days", "not_out", "makespan_days", "late_unit_days", "capture_points"}
"""Terms from which strengths follow."""


@attrs.frozen(kw_only=True)
class Veil:
    """How coarse dates, routes and strengths are told.

    ``strengths`` is the width of a range, None for exact, 0 for none at all.
    """

    dates: str = "full"
    routes: str = "full"
    strengths: int | None = None

    @property
    def drawn(self) -> bool:
        """Say whether anything is kept back; then nothing is told serial by serial."""
        return self != BARE

    @property
    def timed(self) -> bool:
        """Say whether anything may be told over time."""
        return self.dates != "none"

    @property
    def dated(self) -> bool:
        """Say whether dates are told in full.

        Only then is told what several of them come to at a moment.
        """
        return self.dates == "full"

    @property
    def counted(self) -> bool:
        """Say whether strengths may be told at all."""
        return self.strengths != 0

    def weighs(self, term: str) -> bool:
        """Say whether a term of the objective may be told with its price.

        Neither dates nor strengths that are kept back follow from it.
        """
        tells_dates = term in TIMED and not self.dated
        tells_strengths = term in COUNTED and self.strengths is not None
        return not tells_dates and not tells_strengths

    def grain(self, value: float) -> float:
        """Return a strength as it may be drawn: the lower end of its range."""
        if self.strengths is None:
            return value
        if self.strengths == 0:
            return 0.0
        return float(value // self.strengths * self.strengths)


BARE = Veil()


def veil(text: str) -> Veil:
    """Read what is to be kept back: ``dates=…,routes=…,strengths=…``.

    What is not named is as in :data:`STANDARD`. A part that is blank, as by a script's variable
    that was not set, is not understood: nothing is told by mistake.

    Raises:
        InputError: with everything that cannot be understood.
    """
    chosen = dict(part.split("=") for part in STANDARD.split(","))
    problems: list[Problem] = []
    named: set[str] = set()
    for part in _parts(text):
        name, sign, value = (piece.strip().lower() for piece in part.partition("="))
        if name in named:
            expected = f"must say {name} once"
            hint = f"it is said twice in {text}"
            problems.append(Problem(place="redact", got=part, expected=expected, hint=hint))
        named.add(name)
        if part.lower() == "standard":
            continue
        if not sign or not _understood(name, value):
            problems.append(Problem(place="redact", got=part, expected=EXPECTED))
        chosen[name] = value
    if problems:
        raise InputError(problems)
    return Veil(
        dates=chosen["dates"],
        routes=chosen["routes"],
        strengths=_width(chosen["strengths"]),
    )


def _parts(text: str) -> list[str]:
    """Split what is to be kept back into its parts.

    Raises:
        InputError: there is none, or one is blank.
    """
    parts: list[str] = []
    # From Python anything may come, such as None or True; they are refused like a blank.
    if isinstance(text, str):
        parts = [part.strip() for part in text.replace(";", ",").split(",")]
    if parts and all(parts):
        return parts
    hint = "leave it out to tell everything"
    raise InputError([Problem(place="redact", got=str(text), expected=EXPECTED, hint=hint)])


def _understood(name: str, value: str) -> bool:
    if name == "dates":
        return value in DATES
    if name == "routes":
        return value in ROUTES
    if name == "strengths":
        return value in {"full", "none"} or (value.isdecimal() and int(value) > 0)
    return False


def _width(strengths: str) -> int | None:
    """Return the width of the ranges in which strengths are told."""
    if strengths == "full":
        return None
    if strengths == "none":
        return 0
    return int(strengths)


def veiled(mission: Mission, plan: Plan, veil: Veil) -> tuple[Mission, Plan]:
    """Return mission and plan with every date as coarse as it may be told."""
    if veil.dates == "full":
        return mission, plan
    coarse = _Coarse(mission, veil.dates)
    shown_mission = _coarse_mission(mission, coarse)
    return shown_mission, _coarse_plan(plan, coarse, shown_mission)


def coarsened(mission: Mission, veil: Veil, when: datetime) -> datetime:
    """Return a moment of a mission as coarse as it may be told."""
    if veil.dated:
        return when
    return _Coarse(mission, veil.dates)(when)


def _coarse_mission(mission: Mission, coarse: "_Coarse") -> Mission:
    tables: dict[str, Any] = {}
    for name, rows in mission.rows().items():
        # Doctrine and prices are no tables of the mission's own fields, and have no dates.
        if name not in {"doctrine", "prices"}:
            tables[name] = tuple(coarse.row(row) for row in rows)
    return attrs.evolve(
        mission,
        **tables,
        start=coarse.begin(mission.start),
        deadline=coarse(mission.deadline),
        # What happens in the last period happens before the end, so the end is later than it.
        end=coarse(mission.end) + SHORTEST,
    )


def _coarse_plan(plan: Plan, coarse: "_Coarse", shown_mission: Mission) -> Plan:
    closures = [coarse.row(closure) for closure in plan.closures]
    return attrs.evolve(
        plan,
        stages=tuple(coarse.row(stage) for stage in plan.stages),
        disposals=tuple(coarse.row(disposal) for disposal in plan.disposals),
        requests=tuple(coarse.row(request) for request in plan.requests),
        closures=tuple(
            attrs.evolve(closure, vacuum_days=vacuum(shown_mission, closure))
            for closure in closures
        ),
    )


def vacuum(shown_mission: Mission, closure: Closure) -> float:
    """Return the days of a vacuum by dates that are coarse.

    Where there is one within a period, :data:`SHORTEST` stands for it.
    """
    if closure.vacuum_days <= 0:
        return 0.0
    wait = SHORTEST
    site = shown_mission.site.get(closure.site)
    if site is not None and site.receiver_ready is not None:
        wait = max(SHORTEST, site.receiver_ready - closure.close)
    return wait / timedelta(days=1)


class _Coarse:
    """Makes moments of a mission coarse."""

    def __init__(self, mission: Mission, dates: str) -> None:
        self.mission = mission
        self.dates = dates

    def __call__(self, when: datetime) -> datetime:
        """Return the last moment of the period that ends no sooner than ``when``.

        In the deadline's period it is a tick sooner for what is in time, so that what is late there
        still comes after it.
        """
        in_time = when <= self.mission.deadline
        if self.dates == "none":
            return self.mission.deadline if in_time else self.mission.end
        last = self._last(when)
        if in_time and last == self._last(self.mission.deadline):
            return last - TICK
        return last

    def begin(self, when: datetime) -> datetime:
        """Return the first moment of the period that holds ``when``."""
        if self.dates == "none":
            return when
        midnight = when.replace(hour=0, minute=0, second=0, microsecond=0)
        back = {"day": 0, "week": midnight.weekday(), "month": midnight.day - 1}[self.dates]
        return midnight - timedelta(days=back)

    def first(self, when: datetime) -> datetime:
        """Return the first moment of the period that holds ``when``.

        It is no sooner than the deadline for what begins after the deadline.
        """
        late = when > self.mission.deadline
        begin = self.mission.start if self.dates == "none" else self.begin(when)
        if not late:
            return begin
        return max(begin, self(self.mission.deadline))

    def _last(self, when: datetime) -> datetime:
        """Return the last moment of a moment's period.

        The first of a period belongs to the one before, but at the start.
        """
        inside = when
        if when > self.mission.start and when == self.begin(when):
            inside = when - TICK
        first = self.begin(inside)
        if self.dates == "month":
            # 32 days on from a first is always in the next month, whatever this one's length.
            after = (first + timedelta(days=32)).replace(day=1)
        elif self.dates == "week":
            after = first + timedelta(days=7)
        else:
            after = first + timedelta(days=1)
        return after - TICK

    def row(self, row: Any) -> Any:
        """Return a row with its moments coarse."""
        if isinstance(row, Incident):
            return attrs.evolve(row, date=self.incident(row.date))
        moved: dict[str, datetime] = {}
        for column in columns(type(row)):
            when = getattr(row, column.name)
            if column.kind != "time" or when is None:
                continue
            if column.name in BEGINNINGS:
                moved[column.name] = self.first(when)
            else:
                moved[column.name] = self(when)
        return attrs.evolve(row, **moved)

    def incident(self, when: datetime) -> datetime:
        """Return a moment at which an incident counts for a leg's threat as it does at ``when``.

        No more can be known from it.
        """
        # The referee counts incidents of some months before the start, and no others: all of
        # those are put just before the start, and all others at the end.
        start = self.mission.start
        since = start - timedelta(days=MONTH_DAYS * self.mission.doctrine.threat_months)
        if since <= when < start:
            return self.begin(start) - TICK
        return self(self.mission.end)
