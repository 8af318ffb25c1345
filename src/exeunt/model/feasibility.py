"""What the arithmetic before any planning says: what must move, what can, when it would be done."""

from datetime import MAXYEAR, datetime
from typing import Any

import attrs

from exeunt.model.outcome import Violation
from exeunt.model.reason import Reason

NOT_SHOWN = "not shown impossible"
"""The best that the arithmetic says: it proves what cannot be done, and never what can."""
IMPOSSIBLE = "impossible"
AIR = "air"


@attrs.frozen(kw_only=True)
class Axis:
    """One axis: the way from one or more sites to the next hub or exit. Unknown is None.

    Rates are as if the axis had all of what it shares with others; :class:`Together` says what
    sharing makes of them.
    """

    axis: str
    """Its id for programs, made of the names of its ends."""
    ends: tuple[str, str]
    mode: str
    sites: tuple[str, ...]
    """All sites whose people or kit take it, those behind a hub included."""
    to: str
    km: float
    round_trip_hours: float
    people: int
    tonnes_t: float
    teu: float
    loads: int
    """Truckloads of carried kit, and self-driving units, that may be shipped."""
    carried_loads: int
    self_driving_units: int
    disposable_loads: int
    """Of the loads, those that might lawfully be disposed of where they stand."""
    stuck_units: int
    loads_per_week: float | None
    limits: tuple[tuple[str, float], ...]
    """Loads a week (people a week on an air axis) that each resource allows, the smallest first."""
    resources: tuple[str, ...]
    """The resources that alone make it late; in time, the one that allows the least."""
    permission: str
    """``granted``, ``in part`` (for a part of the time), ``asked`` or ``refused``.

    Where it is ``asked`` (pending or unanswered) the dates hold if it is granted.
    """
    open_days: float
    done: datetime | None
    """The earliest date by these rates; None where it is never done."""
    days_late: int | None
    """0 where it is done in time."""
    shortfall_loads: int
    people_per_week: float | None
    people_permission: str
    people_done: datetime | None
    people_days_late: int | None
    shortfall_people: int
    waits_for: tuple[str, ...] = ()
    """Permissions that keep its kit (by air: its people) from its legs: refused, or asked for."""
    people_wait_for: tuple[str, ...] = ()
    fed_by: tuple[str, ...] = ()
    """Axes that bring loads to this one and make it late; named before its own resources."""

    @property
    def binding(self) -> tuple[str, ...]:
        """What makes the axis late, for programs: what comes by another axis, then resources."""
        return (*(f"what comes by {axis}" for axis in self.fed_by), *self.resources)


@attrs.frozen(kw_only=True)
class SiteNeed:
    """What stands at one site at the start."""

    site: str
    people: int
    home: int
    """Of the people, those who are where they are to end, and need not move."""
    units: int
    tonnes_t: float
    teu: float
    loads: int
    """Truckloads and self-driving units that may be shipped."""
    disposable_loads: int
    """Of the loads, those that might be disposed of here."""
    no_way_units: int
    """Units that may be shipped, but have no way by road, river, rail or sea."""
    loading_days: float | None
    """Days of loading at the site's rate; None where it has none."""


@attrs.frozen(kw_only=True)
class Holding:
    """What a day costs at a site whose receiver is still to come, in the mission's currency."""

    site: str
    people: int
    """Those who stand there at the start, by whom the danger is counted."""
    standing_per_day: float
    risk_per_day: float
    """Casualties to expect in a day, at the price of a casualty."""
    vacuum_per_day: float

    @property
    def hold_per_day(self) -> float:
        """What a day costs for which the site is held: standing cost and danger."""
        return self.standing_per_day + self.risk_per_day

    @property
    def cheaper(self) -> str:
        """Say which is cheaper by the prices in use: to ``hold`` it, or to ``leave`` it empty."""
        if self.vacuum_per_day < self.hold_per_day:
            return "leave"
        return "hold"


@attrs.frozen(kw_only=True)
class Together:
    """All axes by road, river, rail and sea together, with the trucks and escorts they share."""

    people: int
    loads: int
    disposable_loads: int
    tonnes_t: float
    weeks_available: float
    """Weeks from the start to the deadline."""
    weeks: tuple[tuple[str, float | None], ...]
    """Weeks that each shared resource needs for all loads; None where there is none of it."""
    done: datetime | None
    days_late: int | None


def _how_late(axis: Axis) -> tuple[bool, datetime]:
    """Rank an axis by when the last of what it carries is done: never is latest."""
    done = [at for at, much in ((axis.done, axis.loads), (axis.people_done, axis.people)) if much]
    known = [at for at in done if at is not None]
    return len(known) < len(done), max(known, default=datetime.min)


@attrs.frozen(kw_only=True)
class Feasibility:
    """The answer of the arithmetic.

    ``verdict`` is on everybody being out by the deadline, ``kit_verdict`` on all kit that may be
    shipped being shipped by it; each ``impossible`` is proven, for its ``reasons``, with every
    doubt in the user's favour. Neither says that there is no plan: what is late or left is priced.
    ``axes`` are the practical arithmetic: information, not proof. ``clashes`` are hard rules that
    no plan can keep. All of it in words: :func:`exeunt.words.feasibility_sentences.lines`.
    """

    verdict: str
    reasons: tuple[Reason, ...]
    kit_verdict: str
    kit_reasons: tuple[Reason, ...]
    axes: tuple[Axis, ...]
    sites: tuple[SiteNeed, ...]
    together: Together
    holdings: tuple[Holding, ...] = ()
    """Break-even of each site whose receiver is still to come; information, not proof."""
    clashes: tuple[Violation, ...] = ()

    @property
    def possible(self) -> bool:
        """Say whether nothing shows that somebody will not be out by the deadline."""
        return self.verdict == NOT_SHOWN

    def worst(self, most: int) -> tuple[Axis, ...]:
        """Return the axes that are done last, at most so many of them."""
        return tuple(sorted(self.axes, key=_how_late, reverse=True)[:most])

    def rows(self) -> list[dict[str, Any]]:
        """Return one plain row for each axis, ready for JSON.

        Units are in the names; None is what is unknown.
        """
        return [_plain_axis(axis) for axis in self.axes]

    def site_rows(self) -> list[dict[str, Any]]:
        """Return one plain row for each site."""
        return [
            {name: _plain(value) for name, value in attrs.asdict(site).items()}
            for site in self.sites
        ]

    def holding_rows(self) -> list[dict[str, Any]]:
        """Return one plain row for each site whose receiver is still to come."""
        rows = []
        for holding in self.holdings:
            row = {name: _plain(value) for name, value in attrs.asdict(holding).items()}
            row |= {"hold_per_day": _plain(holding.hold_per_day), "cheaper": holding.cheaper}
            rows.append(row)
        return rows


def _plain_axis(axis: Axis) -> dict[str, Any]:
    """Return an axis for programs, which know it by its id and have what binds it in one list."""
    plain: dict[str, Any] = {}
    for name, value in attrs.asdict(axis).items():
        if name in {"ends", "fed_by"}:
            continue
        if name == "resources":
            plain["binding"] = list(axis.binding)
        elif name == "limits":
            plain["limits_per_week"] = {resource: round(rate, 1) for resource, rate in value}
        else:
            plain[name] = _plain(value)
    return plain


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; rates and sums of an estimate need no more than a decimal."""
    if isinstance(value, datetime):
        # The last year of the calendar stands for "never within it", which JSON says by null.
        if value.year == MAXYEAR:
            return None
        return value.isoformat(timespec="minutes")
    if isinstance(value, float):
        return round(value, 1)
    if isinstance(value, tuple):
        return list(value)
    return value
