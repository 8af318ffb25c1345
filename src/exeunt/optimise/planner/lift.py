"""Who leaves a site with a serial of its last lift."""

from enum import StrEnum


class Lift(StrEnum):
    """Whom a serial of a last lift takes.

    A last lift that needs several serials sends the others ahead while the floor holds the site;
    vehicles that no last lift could take are sent ahead while services still have clients.
    """

    EVERYBODY = "everybody"
    ALL_BUT_THE_FLOOR = "all but the floor"
    ALL_BUT_THOSE_WHO_MUST_STAY = "all but those who must stay"

    @property
    def floor_stays(self) -> bool:
        """Say whether the floor holds the site after the serial has left."""
        return self is not Lift.EVERYBODY
