"""The periods that papers report by: ISO weeks, or days in a mission of days."""

from datetime import datetime, timedelta

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan


@attrs.frozen(kw_only=True)
class ReportingPeriod:
    """A week or a day: from its first moment to the first of the next.

    ``key`` is ``2023-W27`` or ``2023-07-03``.
    """

    key: str
    begin: datetime
    end: datetime

    def holds(self, when: datetime) -> bool:
        """Say whether a moment lies in it."""
        return self.begin <= when < self.end


def period_of(when: datetime, *, daily: bool) -> ReportingPeriod:
    """Return the period that holds a moment."""
    midnight = when.replace(hour=0, minute=0, second=0, microsecond=0)
    if daily:
        return ReportingPeriod(
            key=f"{midnight:%Y-%m-%d}", begin=midnight, end=midnight + timedelta(days=1)
        )
    monday = midnight - timedelta(days=midnight.weekday())
    year, week, _ = monday.isocalendar()
    return ReportingPeriod(key=f"{year}-W{week:02}", begin=monday, end=monday + timedelta(days=7))


def periods(mission: Mission, plan: Plan, *, daily: bool) -> tuple[ReportingPeriod, ...]:
    """Return the periods from the start to the deadline, or to the plan's last act if later."""
    last = max(
        [
            mission.deadline,
            *(s.arrive for s in plan.stages),
            *(d.done for d in plan.disposals),
            *(c.close for c in plan.closures),
        ],
    )
    listed = [period_of(mission.start, daily=daily)]
    while listed[-1].end <= last:
        listed.append(period_of(listed[-1].end, daily=daily))
    return tuple(listed)


def midnight(when: datetime) -> datetime:
    """Return the first moment of a day."""
    return datetime(when.year, when.month, when.day)
