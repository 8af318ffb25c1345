"""What a user may say about an import, with what holds where nothing is said."""

from datetime import datetime

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files import words
from exeunt.files.imports.days import ORDERS
from exeunt.model.columns import columns
from exeunt.model.places import ROLES, Site

POSITION = "position"
"""What a user calls the column that holds latitude and longitude."""
KINDS = ("acled", "ucdp", "kobo", "geojson", "gpx")
"""What can be imported, by the name that a command gives it."""


@attrs.frozen(kw_only=True)
class Choices:
    """How an import reads a file and where it looks.

    An event within ``site_km`` of a site is at it, within ``leg_km`` of the line between a leg's
    ends on it. ``precision`` is the worst place code taken, of the publisher's scale; ``also`` are
    kinds of event taken besides attacks. Events count from ``since`` on (None: as far back as the
    mission's doctrine counts). ``doubles`` takes events that look like incidents the mission has.
    ``dates`` is the order of day and month where a file leaves it open. Ends of a way within
    ``snap_km`` of a site are that site; new sites get the ``role``, their ids the ``prefix``.
    ``columns`` are pairs of a field of the sites, or ``position``, and the column or property that
    it is in.
    """

    site_km: float = 5.0
    leg_km: float = 20.0
    precision: int = 2
    also: tuple[str, ...] = ()
    since: datetime | None = None
    doubles: bool = False
    dates: str = ""
    snap_km: float = 2.0
    role: str = ""
    prefix: str = ""
    columns: tuple[tuple[str, str], ...] = ()

    def check(self) -> None:
        """Refuse what no import can use.

        Raises:
            InputError: with every problem.
        """
        problems = [
            Problem(place=_option(name), got=f"{value:g}", expected="must be above 0 and finite")
            for name in ("site_km", "leg_km", "snap_km")
            if not 0 < (value := getattr(self, name)) < 20_000
        ]
        if self.precision < 1:
            problems.append(
                Problem(
                    place=_option("precision"),
                    got=str(self.precision),
                    expected="must be 1 or more",
                )
            )
        fields = [POSITION, *(column.name for column in columns(Site))]
        problems += [
            Problem(place="--column", got=field, expected=words.one_of(fields))
            for field, _ in self.columns
            if field not in fields
        ]
        for name, options in (("dates", ORDERS), ("role", ROLES)):
            value = getattr(self, name)
            if value and value not in options:
                problems.append(
                    Problem(place=_option(name), got=value, expected=words.one_of(options))
                )
        if problems:
            raise InputError(problems)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
