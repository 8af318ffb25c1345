"""What is different from the plan that people were told, as a plan keeps it on record.

It is no part of what the plan is: a plan that was not made from another one has none.
"""

from datetime import datetime

import attrs

from exeunt.model.choices import Changed, Thing
from exeunt.model.columns import column


@attrs.frozen(kw_only=True)
class Told:
    """One thing that people are told otherwise now: what it was, and what it is."""

    when: datetime = column(
        "time",
        {"en": "When", "fr": "Quand"},
        "The first moment that it concerns, by either plan.",
        example="2023-10-05T07:45",
        since=2,
    )
    thing: str = column(
        "choice",
        {"en": "What", "fr": "Objet"},
        "convoy, flight, site (its closing) or lot (a disposal, of kit or of vehicles).",
        choices=tuple(Thing),
        example="convoy",
        since=2,
    )
    # Of the plan before or of this one: a serial that is recalled is in no other table.
    item: str = column(
        "id",
        {"en": "Item", "fr": "Article"},
        "The serial, site, lot or fleet.",
        example="C-0316",
        since=2,
    )
    site: str = column(
        "id",
        {"en": "Site", "fr": "Site"},
        "Where a serial sets out, what closes, or where kit is disposed of.",
        ref=("site",),
        example="bamako",
        since=2,
    )
    changed: str = column(
        "choice",
        {"en": "Change", "fr": "Changement"},
        "added, dropped, retimed (another way or other times) or reloaded (what is aboard).",
        choices=tuple(Changed),
        example="dropped",
        since=2,
    )
    recall: bool = column(
        "flag",
        {"en": "Recall", "fr": "Rappel"},
        "Whether an order that was given is to be recalled.",
        default=False,
        example="yes",
        since=2,
    )
    before: str = column(
        "text",
        {"en": "Before", "fr": "Avant"},
        "What people were told: moments, way and what is aboard, as the one-row sheets have them.",
        default="",
        example="2023-10-05T07:45 bamako > abidjan 2023-10-11T13:45",
        since=2,
    )
    after: str = column(
        "text",
        {"en": "After", "fr": "Après"},
        "What they are told now; blank where it is no more.",
        default="",
        example="",
        since=2,
    )
