"""How long a stage takes: the longest of its leg's hours and those of the slowest aboard."""

from collections.abc import Iterable

from exeunt.model.choices import Mode
from exeunt.model.mission import Mission
from exeunt.model.places import Leg


def hours_on_the_move(mission: Mission, leg: Leg, speeds: Iterable[float | None]) -> float:
    """Return the hours that a leg takes whatever travels it at most at these speeds, in km/h.

    A blank speed keeps up with all others. Nights are not in it.
    """
    own = leg.travel_hours or 0.0
    limits = [speed for speed in speeds if speed is not None]
    if not limits:
        return own
    beyond = 0.0
    if leg.mode == Mode.AIR:
        # Block hours run from chock to chock: an aircraft does not cruise before it has climbed.
        beyond = mission.doctrine.taxi_hours
    return max(own, leg.km / min(limits) + beyond)
