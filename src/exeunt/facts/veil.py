"""What a report keeps to itself.

Dates, routes and strengths no finer than somebody says, so that it helps no attacker.

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
from exeunt.model.mission import Mission
from exeunt.model.places import Incident
from exeunt.model.plan import Closure, Plan
from exeunt.rules.threat import MONTH_DAYS

DATES = ("full", "day", "week", "month", "none")
ROUTES = ("full", "none")
STANDARD = "dates=month,routes=none,strengths=100"
EXPECTED = (
    f"must say what is kept back, such as {STANDARD}; dates: {', '.join(DATES)}; "
    f"routes: {', '.join(ROUTES)}; strengths: full, none, or a number such as 100"
)
TICK = timedelta(minutes=1)
SHORTEST = TICK / 2
"""Stands for a time within a period of which no more may be told than that it is there.

Nothing happens in it.
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
TIMED = {"late_person_days", "vacuum_days"}
"""Terms of the objective from which dates follow."""
COUNTED = {"late_person_days", "not_out", "capture_points"}
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
        return (self.dated or term not in TIMED) and (self.strengths is None or term not in COUNTED)

    def grain(self, value: float) -> float:
        """Return a strength as it may be drawn: the lower end of its range."""
        return (
            value
            if self.strengths is None
            else 0.0
            if not self.strengths
            else float(value // self.strengths * self.strengths)
        )


BARE = Veil()


def veil(text: str) -> Veil:
    """Read what is to be kept back: ``dates=…,routes=…,strengths=…``.

    What is not named is as in :data:`STANDARD`.

    A part that is blank, as by a script's variable that was not set, is not understood: nothing is
    told by mistake.

    Raises:
        InputError: with everything that cannot be understood.
    """
    chosen = dict(part.split("=") for part in STANDARD.split(","))
    problems: list[Problem] = []
    parts = [p.strip() for p in text.replace(";", ",").split(",")] if isinstance(text, str) else []
    if not all(parts) or not parts:
        raise InputError(
            [
                Problem(
                    place="redact",
                    got=str(text),
                    expected=EXPECTED,
                    hint="leave it out to tell everything",
                )
            ]
        )
    named: set[str] = set()
    for part in parts:
        name, sign, value = (p.strip().lower() for p in part.partition("="))
        allowed = {
            "dates": value in DATES,
            "routes": value in ROUTES,
            "strengths": value in {"full", "none"} or (value.isdecimal() and int(value) > 0),
        }
        if name in named:
            problems.append(
                Problem(
                    place="redact",
                    got=part,
                    expected=f"must say {name} once",
                    hint=f"it is said twice in {text}",
                )
            )
        named.add(name)
        if part.lower() == "standard":
            continue
        if not sign or not allowed.get(name):
            problems.append(Problem(place="redact", got=part, expected=EXPECTED))
        chosen[name] = value
    if problems:
        raise InputError(problems)
    strengths = {"full": None, "none": 0}.get(chosen["strengths"])
    return Veil(
        dates=chosen["dates"],
        routes=chosen["routes"],
        strengths=int(chosen["strengths"]) if chosen["strengths"].isdecimal() else strengths,
    )


def veiled(mission: Mission, plan: Plan, veil: Veil) -> tuple[Mission, Plan]:
    """Return mission and plan with every date as coarse as it may be told."""
    if veil.dates == "full":
        return mission, plan
    coarse = _Coarse(mission, veil.dates)
    tables: dict[str, Any] = {
        name: tuple(coarse.row(row) for row in rows)
        for name, rows in mission.rows().items()
        if name not in {"doctrine", "prices"}
    }
    told = attrs.evolve(
        mission,
        **tables,
        start=coarse.begin(mission.start),
        deadline=coarse(mission.deadline),
        end=coarse(mission.end) + SHORTEST,
    )
    parts: dict[str, Any] = {
        name: tuple(coarse.row(row) for row in getattr(plan, name))
        for name in ("stages", "disposals", "closures", "requests")
    }
    closures = tuple(attrs.evolve(c, vacuum_days=vacuum(told, c)) for c in parts["closures"])
    return told, attrs.evolve(plan, **{**parts, "closures": closures})


def vacuum(told: Mission, closure: Closure) -> float:
    """Return the days of a vacuum by dates that are coarse.

    Where there is one within a period, :data:`SHORTEST` stands for it.
    """
    ready = told.site[closure.site].receiver_ready if closure.site in told.site else None
    if closure.vacuum_days <= 0:
        return 0.0
    return max(SHORTEST, ready - closure.close if ready is not None else SHORTEST) / timedelta(
        days=1
    )


class _Coarse:
    """Makes moments of a mission coarse."""

    def __init__(self, mission: Mission, dates: str) -> None:
        self.mission, self.dates = mission, dates

    def __call__(self, when: datetime) -> datetime:
        """Return the last moment of the period that ends no sooner than ``when``.

        A tick sooner where that is not after the deadline.
        """
        in_time = when <= self.mission.deadline
        if self.dates == "none":
            return self.mission.deadline if in_time else self.mission.end
        last = self._last(when)
        return last - TICK if in_time and self._last(self.mission.deadline) == last else last

    def begin(self, when: datetime) -> datetime:
        """Return the first moment of the period that holds ``when``."""
        if self.dates == "none":
            return when
        midnight = when.replace(hour=0, minute=0, second=0, microsecond=0)
        back = {"day": 0, "week": midnight.weekday(), "month": midnight.day - 1}[self.dates]
        return midnight - timedelta(days=back)

    def first(self, when: datetime) -> datetime:
        """Return the first moment of the period that holds ``when``.

        The deadline where only what follows it is after the deadline.
        """
        late, deadline = when > self.mission.deadline, self(self.mission.deadline)
        if self.dates == "none":
            return deadline if late else self.mission.start
        return max(self.begin(when), deadline) if late else self.begin(when)

    def _last(self, when: datetime) -> datetime:
        """Return the last moment of a moment's period.

        The first of a period belongs to the one before, but at the start.
        """
        inside = when - TICK if when > self.mission.start and when == self.begin(when) else when
        first = self.begin(inside)
        after = (
            (first + timedelta(days=32)).replace(day=1)
            if self.dates == "month"
            else first + timedelta(days=7 if self.dates == "week" else 1)
        )
        return after - TICK

    def row(self, row: Any) -> Any:
        """Return a row with its moments coarse."""
        if isinstance(row, Incident):
            return attrs.evolve(row, date=self.incident(row.date))
        names = [
            c.name
            for c in columns(type(row))
            if c.kind == "time" and getattr(row, c.name) is not None
        ]
        moved: dict[str, Any] = {
            name: (self.first if name in BEGINNINGS else self)(getattr(row, name)) for name in names
        }
        return attrs.evolve(row, **moved) if moved else row

    def incident(self, when: datetime) -> datetime:
        """Return a moment at which an incident counts for a leg's threat as it does at ``when``.

        No more can be known from it.
        """
        since = self.mission.start - timedelta(
            days=MONTH_DAYS * self.mission.doctrine.threat_months
        )
        return (
            self.begin(self.mission.start) - TICK
            if since <= when < self.mission.start
            else self(self.mission.end)
        )
