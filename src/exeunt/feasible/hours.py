"""Moments of a mission as hours from its start."""

from datetime import datetime

from exeunt.model.mission import Mission


def from_start(mission: Mission, moment: datetime | None) -> float:
    """Return the hour from which something holds that holds from a moment on.

    0 where no moment is given or it is before the start: nothing happens before the mission does.
    """
    if moment is None:
        return 0.0
    return max(0.0, mission.hours(moment))


def leaves_from(mission: Mission, moment: datetime | None) -> float:
    """Return the hour from which what is there from a moment on may leave: serials need notice."""
    return max(mission.doctrine.notice_hours, from_start(mission, moment))
