"""What a serial travels: legs in one direction, and when."""

import attrs

from exeunt.model.legs import Leg


@attrs.frozen
class Step:
    """One leg driven in one direction."""

    leg: Leg
    origin: str
    destination: str

    @property
    def is_forward(self) -> bool:
        """Say whether it runs as the leg is written down, from its origin to its destination."""
        return self.origin == self.leg.origin


Way = tuple[Step, ...]
"""Steps that follow one another, each beginning where the one before ends."""


@attrs.frozen
class Hop:
    """A step with its times in hours from the mission's start.

    ``hours`` are those on the move: all of the time unless nights or further sorties are in it.
    """

    step: Step
    depart: float
    arrive: float
    hours: float = attrs.field()

    @hours.default
    def _all_of_it(self) -> float:
        return self.arrive - self.depart
