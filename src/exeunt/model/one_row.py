"""Sheets with one row a convoy, flight and base, made from a plan's other tables.

They are what people change: each row has all of a serial at a glance. What was changed in them is
read back as changes of the plan.
"""

import attrs

from exeunt.model.columns import Time, column


@attrs.frozen(kw_only=True)
class SerialRow:
    """A serial in one row: when it leaves, along which sites, with what aboard."""

    serial: str = column(
        "id", {"en": "Serial", "fr": "Rame"}, "Identifier of the serial.", example="C-014", since=2
    )
    depart: Time | None = column(
        "time",
        {"en": "Depart", "fr": "Départ"},
        "When it leaves; change it, and all its stages follow.",
        default=None,
        example="2023-07-20T06:00",
        since=2,
    )
    route: str = column(
        "text",
        {"en": "Route", "fr": "Itinéraire"},
        "Sites along which it travels, as `gao > anefis > kidal`.",
        default="",
        example="gao > anefis > kidal",
        since=2,
    )
    vehicles: str = column(
        "text",
        {"en": "Vehicles", "fr": "Véhicules"},
        "Fleets and how many of each: `trucks 10; escorts 2`.",
        default="",
        example="trucks 10; escorts 2",
        since=2,
    )
    people: str = column(
        "text",
        {"en": "People", "fr": "Personnes"},
        "Parties and how many of each; `crew` where they drive, `@2-3` where they are aboard on "
        "those stages only.",
        default="",
        example="escort-crews 6 crew; staff 12 @2",
        since=2,
    )
    kit: str = column(
        "text",
        {"en": "Kit", "fr": "Matériel"},
        "Lots and how many units of each; `driven` where they drive themselves.",
        default="",
        example="stores 10 @2; jeeps 4 driven @2",
        since=2,
    )
    supplies: str = column(
        "text",
        {"en": "Supplies", "fr": "Approvisionnements"},
        "What it uses up on its way and, with `delivered`, what it brings.",
        default="",
        example="fuel 1200",
        since=2,
    )
    arrive: Time | None = column(
        "time",
        {"en": "Arrive", "fr": "Arrivée"},
        "When its last stage ends. It follows from the other columns and is not read back.",
        default=None,
        example="2023-07-22T14:00",
        since=2,
    )
    # Without it nobody could tell a cell that was changed here from one whose rows in the other
    # tables were.
    written: str = column(
        "text",
        {"en": "As written", "fr": "Tel qu’écrit"},
        "Marks by which a change is told; leave them alone, and blank in a new row.",
        default="",
        example="",
        since=2,
    )


@attrs.frozen(kw_only=True)
class BaseRow:
    """When a site closes and what is disposed of there, in one row."""

    site: str = column(
        "id",
        {"en": "Site", "fr": "Site"},
        "The site.",
        ref=("site",),
        example="kidal",
        since=2,
    )
    close: Time | None = column(
        "time",
        {"en": "Close", "fr": "Fermeture"},
        "When the last people leave; change it, and the serials that take them leave with it. "
        "Blank: it does not close.",
        default=None,
        example="2023-11-10",
        since=2,
    )
    last: str = column(
        "text",
        {"en": "Takes the last", "fr": "Emmène les derniers"},
        "Serials that take the last people; not read back.",
        default="",
        example="C-014",
        since=2,
    )
    disposals: str = column(
        "text",
        {"en": "Disposed of there", "fr": "Cédé sur place"},
        "Lots of which units are disposed of at the site, how many and how; what is added begins "
        "as soon as it may, or `from` a day.",
        default="",
        example="ammunition 6 destroy; prefabs 5 sell from 2023-10-01",
        since=2,
    )
    written: str = column(
        "text",
        {"en": "As written", "fr": "Tel qu’écrit"},
        "Marks by which a change is told; leave them alone, and blank in a new row.",
        default="",
        example="",
        since=2,
    )


ONE_ROW_TABLES: dict[str, type] = {
    "convoys": SerialRow,
    "sorties": SerialRow,
    "bases": BaseRow,
}
"""The sheets with one row a convoy (by land or water), a flight and a base, by name."""
FORMER_NAMES = {"closings": "bases"}
"""Names that sheets had before, and theirs now: `closings` beside `closures` misled."""
EDITED = {
    SerialRow: ("depart", "route", "vehicles", "people", "kit", "supplies"),
    BaseRow: ("close", "disposals"),
}
"""Of these, the fields that are read back."""
