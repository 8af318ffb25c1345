"""Changes to a plan, as whoever makes them says them: one value each.

``place`` is where a change stands (``edit 2: drop C-0031``, or a row of a sheet), for whatever has
to be said of it.
"""

from datetime import datetime

import attrs

from exeunt.model.plan import Load


@attrs.frozen(kw_only=True)
class Shift:
    """A serial leaves earlier or later: by so many ``hours``, or at a moment."""

    serial: str
    hours: float | None = None
    to: datetime | None = None
    place: str = ""


@attrs.frozen(kw_only=True)
class Drop:
    """A serial does not go."""

    serial: str
    place: str = ""


@attrs.frozen(kw_only=True)
class Merge:
    """What goes with one serial goes with another that travels the same way."""

    serial: str
    joining: str
    place: str = ""


@attrs.frozen(kw_only=True)
class Add:
    """A serial that was not there, along ``sites`` from the first to the last.

    Its loads name no serial yet. ``mode`` is blank for whatever its vehicles travel by.
    """

    serial: str
    sites: tuple[str, ...]
    depart: datetime
    loads: tuple[Load, ...]
    mode: str = ""
    place: str = ""


@attrs.frozen(kw_only=True)
class Reload:
    """Something else, or another number of it, is aboard a serial.

    ``loads`` replace what it has of the same item; of ``gone`` it has none any more. With ``whole``
    they are all that it has.
    """

    serial: str
    loads: tuple[Load, ...]
    gone: tuple[str, ...] = ()
    whole: bool = False
    place: str = ""


@attrs.frozen(kw_only=True)
class Reroute:
    """A serial travels along other sites; what still fits stays aboard."""

    serial: str
    sites: tuple[str, ...]
    mode: str = ""
    place: str = ""


@attrs.frozen(kw_only=True)
class Close:
    """A site closes at a moment; never, where that is None."""

    site: str
    when: datetime | None
    place: str = ""


@attrs.frozen(kw_only=True)
class Dispose:
    """So many units of a lot are disposed of where they stand, as soon as can be.

    ``site`` is blank for where the lot begins; ``start`` is the earliest beginning.
    """

    lot: str
    way: str
    quantity: int
    site: str = ""
    start: datetime | None = None
    place: str = ""


@attrs.frozen(kw_only=True)
class Retain:
    """So many units of a lot that were to be disposed of stay as they are; all, where it is None.

    ``site`` is blank for wherever they are disposed of so.
    """

    lot: str
    way: str
    quantity: int | None = None
    site: str = ""
    place: str = ""


Change = Shift | Drop | Merge | Add | Reload | Reroute | Close | Dispose | Retain
"""Any change that a person can make."""
